//! The canonical text of a statement and its digest, written from the specification in `docs/protocol.md` and not
//! by the core's function.

use sha2::{Digest, Sha256};

/// The parts of a statement. Answers and items are in the order of the screen.
pub(crate) struct Parts<'a> {
    pub(crate) institution: &'a str,
    pub(crate) check: &'a str,
    pub(crate) mode: &'a str,
    pub(crate) settings_version: u32,
    pub(crate) answers: &'a [(String, String)],
    pub(crate) prescription_form: Option<&'a str>,
    pub(crate) items: &'a [(String, String)],
}

/// The text: one fact a line, each line ended by a line feed.
pub(crate) fn text(parts: &Parts<'_>) -> String {
    let mut lines = vec![
        "kyotaku statement 1".to_owned(),
        ["institution ", parts.institution].concat(),
        ["check ", parts.check].concat(),
        ["mode ", parts.mode].concat(),
        ["settings ", &parts.settings_version.to_string()].concat(),
    ];
    for (question, decision) in parts.answers {
        lines.push(["answer ", question, " ", decision].concat());
    }
    lines.push(["form ", parts.prescription_form.unwrap_or("none")].concat());
    for (item, decision) in parts.items {
        lines.push(["item ", item, " ", decision].concat());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// SHA-256 of a text: 64 lower-case hexadecimal digits.
pub(crate) fn digest(text: &str) -> String {
    crate::ports::hex(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::table;
    use kyotaku_core::{
        consent::{Decision, PrescriptionForm, PrescriptionRow, Sheet},
        visit::CareMode,
    };

    fn pairs(answers: &[(&str, &str)]) -> Vec<(String, String)> {
        answers
            .iter()
            .map(|&(thing, decision)| (thing.to_owned(), decision.to_owned()))
            .collect()
    }

    #[test]
    fn the_text_is_the_one_the_protocol_specifies() {
        let text = text(&Parts {
            institution: "1234567890",
            check: "c0ffee",
            mode: "home-visit",
            settings_version: 3,
            answers: &pairs(&[("surgery", "agree"), ("diagnosis-and-medication", "decline")]),
            prescription_form: Some("electronic"),
            items: &pairs(&[("SHJ", "agree"), ("SRJ", "decline"), ("YZK", "decline")]),
        });
        let expected = "kyotaku statement 1\ninstitution 1234567890\ncheck c0ffee\nmode home-visit\nsettings 3\n\
            answer surgery agree\nanswer diagnosis-and-medication decline\nform electronic\nitem SHJ agree\n\
            item SRJ decline\nitem YZK decline\n";
        assert_eq!(text, expected);
        // From coreutils' sha256sum over the same text.
        assert_eq!(
            digest(&text),
            "8e903b793915f144729831dee36a9fc696a4bf6a64e1bd394d629de9f5aee3ef"
        );
    }

    #[test]
    fn core_and_guard_write_the_same_text_for_every_form_and_uniform_answer() {
        let mut compared = 0;
        for settings in table::all_settings() {
            for decision in Decision::ALL {
                let mut sheet = Sheet::new(&settings);
                sheet.answer_all(decision);
                if sheet.form().prescription == PrescriptionRow::Choice {
                    sheet.choose_form(PrescriptionForm::Paper);
                }
                let confirmed = sheet.confirm("abc", CareMode::OnlineOutpatient).unwrap();
                let rows = table::rows(&settings);
                let said = |thing: &str| (thing.to_owned(), decision.wire_name().to_owned());
                let answers: Vec<_> = rows.iter().map(|row| said(row.question)).collect();
                let items: Vec<_> = rows
                    .iter()
                    .flat_map(|row| row.items)
                    .map(|item| said(item))
                    .collect();
                let ours = text(&Parts {
                    institution: "1234567890",
                    check: "abc",
                    mode: "online-outpatient",
                    settings_version: 1,
                    answers: &answers,
                    // 紙 where it may be chosen.
                    prescription_form: *table::prescription_forms(&settings).last().unwrap(),
                    items: &items,
                });
                assert_eq!(ours, confirmed.statement().canonical_text());
                assert_eq!(digest(&ours), confirmed.digest());
                compared += 1;
            }
        }
        assert_eq!(compared, 512 * 2);
    }
}
