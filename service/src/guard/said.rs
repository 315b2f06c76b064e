//! What a registration request says, word for word. The shape and the vocabulary are checked here; whether it may
//! be said is not.

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{canonical, json::Json};
use crate::http::Refusal;

/// A registration request, read by the guard.
#[derive(Clone)]
pub(crate) struct RawRegistration {
    /// The statement's JSON text exactly as it was received.
    pub(crate) statement_text: String,
    /// What it says.
    pub(crate) said: Said,
    /// The digest that was sent along.
    pub(crate) digest: String,
}

/// The statement, in the wire's own words.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) institution: String,
    pub(crate) check: String,
    pub(crate) mode: String,
    pub(crate) settings_version: u32,
    /// Question and decision.
    pub(crate) answers: Vec<(String, String)>,
    pub(crate) prescription_form: Option<String>,
    /// Item and decision.
    pub(crate) items: Vec<(String, String)>,
}

const MODES: [&str; 3] = ["home-visit", "online-outpatient", "outpatient"];
const DECISIONS: [&str; 2] = ["agree", "decline"];
const FORMS: [&str; 2] = ["electronic", "paper"];
const QUESTIONS: [&str; 7] = [
    "surgery",
    "diagnosis-and-medication",
    "diagnosis",
    "medication",
    "checkups",
    "medical-care",
    "specific-disease",
];
const ITEMS: [&str; 6] = ["SHJ", "SRJ", "YZK", "TKK", "療養情報", "TSR"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body<'a> {
    #[serde(borrow)]
    statement: &'a RawValue,
    digest: String,
}

impl RawRegistration {
    /// Reads the body of a request.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Refusal> {
        let malformed = || Refusal::malformed("The body is not a registration: statement and digest.");
        let body: Body<'_> = serde_json::from_slice(body).map_err(|_| malformed())?;
        let statement: Json = serde_json::from_str(body.statement.get())
            .map_err(|_| Refusal::malformed("The statement is not JSON in which each name stands once."))?;
        Ok(Self {
            statement_text: body.statement.get().to_owned(),
            said: Said::read(statement)
                .ok_or_else(|| Refusal::malformed("The statement is not of its form."))?,
            digest: body.digest,
        })
    }

    /// All that the statement says, in one text: the same for the same statement however its JSON is laid out.
    pub(crate) fn meaning(&self) -> String {
        let said = &self.said;
        canonical::text(&canonical::Parts {
            institution: &said.institution,
            check: &said.check,
            mode: &said.mode,
            settings_version: said.settings_version,
            answers: &said.answers,
            prescription_form: said.prescription_form.as_deref(),
            items: &said.items,
        })
    }
}

impl Said {
    fn read(statement: Json) -> Option<Self> {
        let [institution, check, mode, version, answers, form, items] = members(
            statement,
            [
                "institution",
                "check",
                "mode",
                "settings_version",
                "answers",
                "prescription_form",
                "items",
            ],
        )?;
        let institution = text(institution?)?;
        if institution.len() != 10 || !institution.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let Json::Whole(version) = version? else {
            return None;
        };
        Some(Self {
            institution,
            check: text(check?)?,
            mode: word(mode?, &MODES)?,
            settings_version: version.try_into().ok()?,
            answers: decided(answers?, "question", &QUESTIONS)?,
            prescription_form: match form {
                None | Some(Json::Null) => None,
                Some(form) => Some(word(form, &FORMS)?),
            },
            items: decided(items?, "item", &ITEMS)?,
        })
    }
}

/// How much was said, and never what: the answers are a patient's.
impl fmt::Debug for RawRegistration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("RawRegistration");
        debug.field("statement_bytes", &self.statement_text.len());
        debug.field("said", &self.said).finish_non_exhaustive()
    }
}

/// How many answers and items there are, and never which.
impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Said");
        debug.field("answers", &self.answers.len());
        debug.field("items", &self.items.len()).finish_non_exhaustive()
    }
}

/// The members of an object by name; `None` if it is no object or has another member.
fn members<const COUNT: usize>(value: Json, names: [&str; COUNT]) -> Option<[Option<Json>; COUNT]> {
    let Json::Object(object) = value else {
        return None;
    };
    let mut found = [const { None }; COUNT];
    for (name, value) in object {
        let place = names.iter().position(|known| *known == name)?;
        found[place] = Some(value);
    }
    Some(found)
}

fn text(value: Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text),
        _ => None,
    }
}

fn word(value: Json, vocabulary: &[&str]) -> Option<String> {
    text(value).filter(|word| vocabulary.contains(&word.as_str()))
}

/// A list of objects with two members: a thing, and what was decided for it.
fn decided(list: Json, thing: &str, things: &[&str]) -> Option<Vec<(String, String)>> {
    let Json::List(list) = list else {
        return None;
    };
    list.into_iter()
        .map(|value| {
            let [thing, decision] = members(value, [thing, "decision"])?;
            Some((word(thing?, things)?, word(decision?, &DECISIONS)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kyotaku_core::{
        consent::{Item, Question},
        eligibility::ProblemKind,
    };

    const STATEMENT: &str = r#"{"institution":"1234567890","check":"c","mode":"home-visit","settings_version":1,"answers":[{"question":"surgery","decision":"agree"}],"prescription_form":null,"items":[{"item":"SHJ","decision":"agree"}]}"#;

    fn body(statement: &str) -> String {
        format!(r#"{{ "statement" : {statement}, "digest": "d" }}"#)
    }

    #[test]
    fn a_statement_is_kept_to_the_letter_and_read_word_for_word() {
        let spaced = STATEMENT.replace(':', " :  ");
        let read = RawRegistration::read(body(&spaced).as_bytes()).unwrap();
        assert_eq!(read.statement_text, spaced);
        assert_eq!(read.digest, "d");
        assert_eq!(read.said.answers, [("surgery".to_owned(), "agree".to_owned())]);
        assert_eq!(read.said.items, [("SHJ".to_owned(), "agree".to_owned())]);
        assert_eq!(read.said.prescription_form, None);
    }

    #[test]
    fn whatever_is_not_of_the_form_is_malformed() {
        for (from, to) in [
            ("1234567890", "123456789"),
            ("1234567890", "１２３４５６７８９０"),
            (r#""check":"c""#, r#""check":7"#),
            (r#""check":"c","#, ""),
            ("home-visit", "Home-Visit"),
            (r#""settings_version":1"#, r#""settings_version":"1""#),
            (r#""settings_version":1"#, r#""settings_version":1.0"#),
            (r#""settings_version":1"#, r#""settings_version":4294967296"#),
            (r#""settings_version":1"#, r#""settings_version":-1"#),
            (r#""question":"surgery""#, r#""question":"everything""#),
            (r#""decision":"agree""#, r#""decision":"yes""#),
            (r#""decision":"agree""#, r#""decision":true"#),
            (
                r#""decision":"agree""#,
                r#""decision":"decline","decision":"agree""#,
            ),
            (r#""prescription_form":null"#, r#""prescription_form":"fax""#),
            (r#""item":"SHJ""#, r#""item":"shj""#),
            (r#""items":["#, r#""more":1,"items":["#),
            (r#""items":["#, r#""items":[],"items":["#),
            (STATEMENT, "[]"),
            (STATEMENT, "null"),
        ] {
            assert!(STATEMENT.contains(from), "{from}");
            let refusal = RawRegistration::read(body(&STATEMENT.replace(from, to)).as_bytes()).unwrap_err();
            assert_eq!(refusal.kind, ProblemKind::MalformedRequest, "{to}");
        }
        for whole in [
            "",
            "{",
            "{}",
            "7",
            "\u{feff}{}",
            r#"{"statement":{},"digest":"d","statement":{}}"#,
        ] {
            assert!(RawRegistration::read(whole.as_bytes()).is_err(), "{whole}");
        }
        assert!(RawRegistration::read(b"\xff\xfe").is_err());
    }

    #[test]
    fn what_was_said_is_not_printed() {
        let read = RawRegistration::read(body(STATEMENT).as_bytes()).unwrap();
        let bytes = STATEMENT.len();
        let expected = format!(
            "RawRegistration {{ statement_bytes: {bytes}, said: Said {{ answers: 1, items: 1, .. }}, .. }}"
        );
        assert_eq!(format!("{read:?}"), expected);
    }

    #[test]
    fn the_vocabulary_is_the_cores() {
        assert_eq!(Question::ALL.map(Question::wire_name), QUESTIONS);
        assert_eq!(Item::ALL.map(Item::code), ITEMS);
    }
}
