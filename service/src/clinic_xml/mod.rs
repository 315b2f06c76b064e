//! What the clinic's own programs read of an eligibility check (資格確認結果): the clinic-side XML, element by element as
//! `docs/clinic-xml.md` lists it. The interface specification is not public; names and forms are those of open-source readers of
//! these files.
//!
//! The eligibility is the one that was found when it was checked. The consents are those that stand when the file is made: a file
//! that is fetched an hour later must not allow what was revoked since.
//!
//! - [`elements`]: how an element gets into a file. Nothing else writes one.
//! - `message`: the message, its header and its body; `insurance`: one insurance (資格) in it.
//! - `consents`: the flags (016) and times of the consents.
//! - [`specific_diseases`]: the one thing in it that needs a consent.
//! - `kana`: half-width kana; [`shift_jis`]: which characters a file in Shift_JIS can have.

mod consents;
mod elements;
mod insurance;
mod kana;
mod message;
mod shift_jis;
pub(crate) mod specific_diseases;

use jiff::{Timestamp, civil::Date};
use kyotaku_core::{
    consent::{Item, Standing, StandingConsent},
    eligibility::{ClinicSettings, Eligibility, settings::CharacterCode},
};

use crate::ports::in_japan;

pub(crate) use elements::NotWritten;

/// What a file is made of.
pub(crate) struct CheckResult<'a> {
    /// What was found when it was checked, with the specific diseases that may be told
    /// ([`specific_diseases::replace`]).
    pub(crate) eligibility: &'a Eligibility,
    /// What stands now of the person's consent, at this clinic and in the check's mode.
    pub(crate) standing: Option<&'a StandingConsent>,
    /// The settings in force at the clinic now.
    pub(crate) settings: &'a ClinicSettings,
    /// When the file is made.
    pub(crate) made_at: Timestamp,
}

/// A file.
pub(crate) struct ClinicXml {
    /// In the character code that the clinic set.
    pub(crate) bytes: Vec<u8>,
    /// How many characters the file cannot have, and has ● in place of.
    pub(crate) replaced: usize,
}

impl CheckResult<'_> {
    /// The file.
    pub(crate) fn write(&self) -> Result<ClinicXml, NotWritten> {
        let mut elements = elements::Elements::new(self.settings.character_code)?;
        message::write(&mut elements, self)?;
        elements.finish()
    }
}

/// What stands of the answer that decides the item; none if the patient was never asked.
fn standing_of(consent: Option<&StandingConsent>, item: Item) -> Option<Standing> {
    let mut answers = consent?.answers.iter();
    answers
        .find(|answer| answer.question.items().contains(&item))
        .map(|answer| answer.standing)
}

/// The name of a check's file. What follows `face_` in the real names is not public `[I]`: here it is the time of the check and its
/// number, and nothing of the patient's.
pub(crate) fn file_name(check: &str, checked_at: Timestamp) -> String {
    format!("OQSsiquc01res_face_{}_{check}.xml", moment(checked_at))
}

/// The media type of a file, with its character code.
pub(crate) fn content_type(code: CharacterCode) -> &'static str {
    match code {
        CharacterCode::Utf8 => "application/xml; charset=UTF-8",
        CharacterCode::ShiftJis => "application/xml; charset=Shift_JIS",
    }
}

/// YYYYMMDDHHmmss, in Japan's time.
fn moment(moment: Timestamp) -> String {
    in_japan(moment).strftime("%Y%m%d%H%M%S").to_string()
}

/// YYYYMMDD.
fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}
