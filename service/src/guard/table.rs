//! The guard's own reading of a clinic's settings: which questions they ask, which items each decides, and which
//! prescription forms they allow. It is written from the notice's screens and `docs/protocol.md`, and takes nothing
//! from the core's catalogue but the type of the settings: a wrong catalogue would otherwise pass both sides unseen.

use kyotaku_core::eligibility::{
    ClinicSettings, Use,
    settings::{PrescriptionTiming, PrescriptionUse},
};

/// A question's name on the wire and the items that its answer decides, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) question: &'static str,
    pub(crate) items: &'static [&'static str],
}

/// 診療情報 and 薬剤情報, which are decided alike where the clinic uses both.
pub(crate) const LINKED_ITEMS: [&str; 2] = ["SRJ", "YZK"];

/// Whether the clinic uses both of the [`LINKED_ITEMS`].
pub(crate) fn are_linked_items_used(settings: &ClinicSettings) -> bool {
    (settings.diagnosis, settings.medication) == (Use::On, Use::On)
}

/// What the settings ask, in the order of the screen.
pub(crate) fn rows(settings: &ClinicSettings) -> Vec<Row> {
    let alone = |used, question, items: &'static [&'static str]| match used {
        Use::On => Some(Row { question, items }),
        Use::Off => None,
    };
    // 「…いずれも「利用する」の設定にしている場合は、両情報について同じ同意内容のみ選択できる」 (notice, 1(2)).
    let diagnosis_and_medication = match (settings.diagnosis, settings.medication) {
        (Use::On, Use::On) => Some(Row {
            question: "diagnosis-and-medication",
            items: &LINKED_ITEMS,
        }),
        (diagnosis, Use::Off) => alone(diagnosis, "diagnosis", &["SRJ"]),
        (Use::Off, medication) => alone(medication, "medication", &["YZK"]),
    };
    [
        alone(settings.surgery, "surgery", &["SHJ"]),
        diagnosis_and_medication,
        alone(settings.checkups, "checkups", &["TKK"]),
        // Which setting turns 療養情報 on is not public [I].
        alone(settings.record_sharing, "medical-care", &["療養情報"]),
        alone(settings.specific_disease, "specific-disease", &["TSR"]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What may be said of 処方箋の発行方法; `None` is nothing, where the form has no such row.
pub(crate) fn prescription_forms(settings: &ClinicSettings) -> &'static [Option<&'static str>] {
    match (settings.prescription_timing, settings.prescription_use) {
        (PrescriptionTiming::AtEligibilityCheck, PrescriptionUse::Both) => {
            &[Some("electronic"), Some("paper")]
        }
        (PrescriptionTiming::AtEligibilityCheck, PrescriptionUse::ElectronicOnly) => &[Some("electronic")],
        (PrescriptionTiming::AtEligibilityCheck, PrescriptionUse::None | PrescriptionUse::PaperOnly)
        | (PrescriptionTiming::Elsewhere, _) => &[None],
    }
}

/// Every combination of the settings that the form depends on: six switches, 038, 039.
#[cfg(test)]
pub(super) fn all_settings() -> Vec<ClinicSettings> {
    let uses = [
        PrescriptionUse::None,
        PrescriptionUse::ElectronicOnly,
        PrescriptionUse::Both,
        PrescriptionUse::PaperOnly,
    ];
    let timings = [
        PrescriptionTiming::Elsewhere,
        PrescriptionTiming::AtEligibilityCheck,
    ];
    let notice = ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "サンプル医療機関");
    let mut all = Vec::new();
    for switches in 0_u32..64 {
        let switch = |place: u32| match switches >> place & 1 {
            1 => Use::On,
            _ => Use::Off,
        };
        for prescription_use in uses {
            for prescription_timing in timings {
                all.push(ClinicSettings {
                    surgery: switch(0),
                    diagnosis: switch(1),
                    medication: switch(2),
                    checkups: switch(3),
                    record_sharing: switch(4),
                    specific_disease: switch(5),
                    prescription_use,
                    prescription_timing,
                    ..notice.clone()
                });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;
    use jiff::Timestamp;
    use kyotaku_core::consent::{Form, Item, PrescriptionForm, PrescriptionRow};

    #[test]
    fn the_guards_table_and_the_cores_catalogue_say_the_same_for_every_settings_combination() {
        let all = all_settings();
        for settings in &all {
            let form = Form::of(settings);
            let of_core: Vec<_> = form
                .questions
                .iter()
                .map(|question| {
                    let items = question.items().iter().copied().map(Item::code);
                    (question.wire_name(), items.collect())
                })
                .collect();
            let own: Vec<(_, Vec<_>)> = rows(settings)
                .into_iter()
                .map(|row| (row.question, row.items.to_vec()))
                .collect();
            assert_eq!(own, of_core, "{settings:?}");

            let electronic = PrescriptionForm::Electronic.wire_name();
            let of_core = match form.prescription {
                PrescriptionRow::Absent => vec![None],
                PrescriptionRow::ElectronicOnly => vec![Some(electronic)],
                PrescriptionRow::Choice => vec![Some(electronic), Some(PrescriptionForm::Paper.wire_name())],
            };
            assert_eq!(prescription_forms(settings), of_core, "{settings:?}");
        }
        assert_eq!(all.len(), 512);
    }

    /// The database's own views (migration 0017), by which its triggers judge.
    #[tokio::test]
    async fn the_databases_table_says_the_same_for_every_settings_combination() {
        let (_folder, database) = store::tests::fresh().await;
        let mut transaction = database.write(&[]).await.unwrap();
        let institution = "1234567890".parse().unwrap();
        store::clinics::insert_clinic(&mut transaction, &institution, Timestamp::UNIX_EPOCH)
            .await
            .unwrap();
        for settings in all_settings() {
            let saved = store::settings::append(&mut transaction, &settings, Timestamp::UNIX_EPOCH).await;
            let asked: Vec<(String, String)> = sqlx::query_as(
                "SELECT question, item FROM questions_asked JOIN question_items USING (question)
                 WHERE version = $1 ORDER BY questions_asked.place, question_items.place",
            )
            .bind(i64::from(saved.unwrap().version))
            .fetch_all(&mut *transaction)
            .await
            .unwrap();
            let own = rows(&settings).into_iter().flat_map(|row| {
                let items = row.items.iter();
                items.map(move |&item| (row.question.to_owned(), item.to_owned()))
            });
            assert_eq!(asked, own.collect::<Vec<_>>(), "{settings:?}");
        }
    }

    #[test]
    fn the_linked_items_are_used_exactly_where_one_question_decides_both() {
        for settings in all_settings() {
            let rows = rows(&settings);
            let together = rows.iter().any(|row| row.items == LINKED_ITEMS);
            assert_eq!(are_linked_items_used(&settings), together, "{settings:?}");
            assert!(
                rows.iter()
                    .all(|row| row.items.len() == 1 || row.items == LINKED_ITEMS)
            );
        }
    }
}
