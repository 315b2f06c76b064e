//! One registration that matched, with all that is evidence of it, each part from its own row: numbers and codes, nobody's name. `gather.rs`
//! reads it.

use kyotaku_core::consent::{Item, Question};
use serde::Serialize;

/// A case. It is confirmed if the device's own press log was uploaded and shows what the condition names; else it is suspected.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// 登録番号.
    pub registration: String,
    /// RFC 3339, in Japan's time.
    pub registered_at: String,
    /// The clinic, 10 digits.
    pub institution: String,
    /// The person's number in the register; none if the check cannot be read.
    pub insured: Option<String>,
    /// The mode of the visit.
    pub mode: &'static str,
    /// The channel, app, version and device that registered it.
    pub channel: &'static str,
    /// The app.
    pub app: String,
    /// Its version.
    pub version: String,
    /// The device.
    pub device: String,
    /// The answers, as the statement has them.
    pub answers: Vec<Said>,
    /// The items, as the statement and their own rows have them.
    pub items: Vec<Said>,
    /// The settings that the form was drawn from.
    pub settings: SettingsSeen,
    /// Whether it was written before the guard.
    pub before_the_guard: bool,
    /// The device's press log.
    pub press_log: PressLog,
    /// Whether the press log shows what the condition names.
    pub confirmed: bool,
    /// The insurers that the check found, without padding. Empty if that cannot be read.
    pub insurers: Vec<String>,
    /// The disclosures of the condition's items under this registration, the oldest first.
    pub disclosures: Vec<Disclosed>,
    /// What was taken back of it, the oldest first.
    pub corrections: Vec<TakenBack>,
    /// The first later registration of the same person, clinic and mode.
    pub renewed_at: Option<String>,
    #[serde(skip)]
    pub(super) check: String,
    /// The question whose answer agreed to the item that a correction takes back; none if no answer did.
    #[serde(skip)]
    pub(super) agreed_by: Option<Question>,
}

/// A question or an item, and what was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The question's name, or the item's code.
    pub of: &'static str,
    /// `agree` or `decline`.
    pub decision: &'static str,
}

/// A version of the settings.
#[derive(Clone, Debug, Serialize)]
pub struct SettingsSeen {
    /// The version that the registration names.
    pub version: i64,
    /// When it was saved.
    pub saved_at: Option<String>,
    /// 診療 and 薬剤 at that time, and whatever else the condition asks for (037: `1` is 利用する).
    pub then: Vec<(String, String)>,
    /// The same in the settings in force now.
    pub now: Vec<(String, String)>,
}

/// A device's press log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum PressLog {
    /// None was uploaded.
    None,
    /// It was uploaded, and can be read.
    Uploaded {
        /// When.
        uploaded_at: String,
        /// The presses, the first one first.
        presses: Vec<String>,
    },
    /// It was uploaded, and cannot be read.
    Unreadable,
}

/// A disclosure.
#[derive(Clone, Debug, Serialize)]
pub struct Disclosed {
    /// Its number.
    pub disclosure: String,
    /// 閲覧同意種別 (036), or 療養情報.
    pub item: &'static str,
    /// RFC 3339, in Japan's time.
    pub disclosed_at: String,
    /// The clinic that it went to.
    pub institution: String,
    /// The person whose information it is.
    pub insured: String,
    /// The clinic's program.
    pub program: String,
}

/// A correction.
#[derive(Clone, Debug, Serialize)]
pub struct TakenBack {
    /// Its number.
    pub correction: String,
    /// The question whose answer was taken back; none for all, and `unreadable` for what cannot be read.
    pub question: Option<String>,
    /// 031.
    pub reason: String,
    /// `device`, `account`, `patient` or `operator`.
    pub author_kind: String,
    /// RFC 3339, in Japan's time.
    pub corrected_at: String,
}

impl Case {
    /// Whether what the condition corrects is taken back already.
    pub(super) fn is_taken_back(&self, item: Item) -> bool {
        let mut corrections = self.corrections.iter();
        corrections.any(|correction| takes_back(correction.question.as_deref(), item))
    }
}

/// Whether a correction of this question's answer takes the item back; one of no question takes back all.
pub(super) fn takes_back(question: Option<&str>, item: Item) -> bool {
    let mut deciding = Question::ALL
        .into_iter()
        .filter(|question| question.items().contains(&item));
    question.is_none_or(|name| deciding.any(|question| question.wire_name() == name))
}
