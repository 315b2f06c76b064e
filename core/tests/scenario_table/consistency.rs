//! What can be said of the table without any code that it judges.

use crate::table::{Case, Expected, PrescriptionRow, Press, Registered, Stopped, Table};

#[test]
fn the_table_contradicts_itself_nowhere_and_covers_what_it_is_for() {
    let table = Table::read();
    assert_eq!(
        table.cases.len(),
        100,
        "cases are added on purpose, and none is lost"
    );
    let mut names: Vec<_> = table.cases.iter().map(|case| &case.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), table.cases.len(), "each case has its own name");

    let mut prescriptions: Vec<_> = Vec::new();
    for case in &table.cases {
        let name = &case.name;
        assert!(!case.why.is_empty(), "{name}");
        let place = |asked: &String| table.questions.iter().position(|known| known.label == *asked);
        let places: Option<Vec<_>> = case.asked.iter().map(place).collect();
        assert!(
            places.is_some_and(|places| places.is_sorted()),
            "{name}: asked in the order of the screen"
        );
        let last = case.presses.last();
        assert!(
            matches!(last, Some(Press::Button(last)) if last.button == "確認へ進む"),
            "{name}: the last press is 確認へ進む",
        );
        match &case.expected {
            Expected::Registered(Registered { items, form }) => {
                let mut asked: Vec<_> = case
                    .asked
                    .iter()
                    .flat_map(|question| table.items_of(question))
                    .collect();
                asked.sort();
                assert_eq!(
                    items.keys().collect::<Vec<_>>(),
                    asked,
                    "{name}: an item for everything asked"
                );
                assert!(
                    items
                        .values()
                        .all(|decision| ["agree", "decline"].contains(&decision.as_str())),
                    "{name}"
                );
                if let (Some(diagnosis), Some(medication)) = (items.get("SRJ"), items.get("YZK")) {
                    assert_eq!(diagnosis, medication, "{name}: the joint row's items are alike");
                }
                let none = case.prescription == PrescriptionRow::Absent;
                assert_eq!(form.is_none(), none, "{name}: a form where there is a row for it");
            }
            Expected::Stopped(Stopped { missing }) => {
                let rows = table.rows_of(case);
                assert!(!missing.is_empty(), "{name}");
                assert!(
                    missing.iter().all(|missing| rows.contains(&missing.as_str())),
                    "{name}"
                );
            }
        }
        prescriptions.push((
            case.settings.電子処方箋利用区分,
            case.settings.発行形態選択タイミング,
        ));
    }

    for form in 0..=3 {
        for timing in 1..=2 {
            assert!(
                prescriptions.contains(&(form, timing)),
                "038 = {form} with 039 = {timing}"
            );
        }
    }
    for question in &table.questions {
        let alone = |case: &Case| case.asked == [question.label.clone()];
        assert!(table.cases.iter().any(alone), "{} alone", question.label);
        let missing = |case: &Case| match &case.expected {
            Expected::Stopped(Stopped { missing }) => missing.len() == 1 && missing[0] == question.label,
            Expected::Registered(_) => false,
        };
        assert!(
            table.cases.iter().any(missing),
            "{} missing alone",
            question.label
        );
    }
}
