//! Made-up people, insurers and clinics, plainly so: surnames say 居宅, 見本 or 試験, addresses are in 見本県, and the prefecture in every
//! insurer's and clinic's number is 99; there is none such.

use jiff::{Timestamp, civil::Date};
use kyotaku_core::eligibility::{
    ClinicSettings, Eligibility, Insurance, Insured,
    code::{CardClassification, Relationship, Sex, Validity},
    name::PersonName,
};

use super::seeded::Seeded;
use crate::ports::in_japan;

const SURNAMES: [(&str, &str); 3] = [("居宅", "ｷｮﾀｸ"), ("見本", "ﾐﾎﾝ"), ("試験", "ｼｹﾝ")];
const GIVEN: [(&str, &str, Sex); 12] = [
    ("花子", "ﾊﾅｺ", Sex::Female),
    ("芳子", "ﾖｼｺ", Sex::Female),
    ("梅", "ｳﾒ", Sex::Female),
    ("千代", "ﾁﾖ", Sex::Female),
    ("美咲", "ﾐｻｷ", Sex::Female),
    ("文", "ﾌﾐ", Sex::Female),
    ("太郎", "ﾀﾛｳ", Sex::Male),
    ("次郎", "ｼﾞﾛｳ", Sex::Male),
    ("三郎", "ｻﾌﾞﾛｳ", Sex::Male),
    ("松蔵", "ﾏﾂｿﾞｳ", Sex::Male),
    ("茂", "ｼｹﾞﾙ", Sex::Male),
    ("勇", "ｲｻﾑ", Sex::Male),
];

/// An insurer, by the place in the list of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Insurer(pub(super) usize);

impl Insurer {
    /// Its number, as this person's insurer system writes it: short ones are padded with spaces by some and zeros by others.
    pub(super) fn written(self, spaces: bool) -> String {
        match (self.0 % 4, spaces) {
            (3, true) => format!("  99{:04}", self.0),
            (3, false) => format!("0099{:04}", self.0),
            (2, _) => format!("3999{:04}", self.0),
            (..) => format!("0699{:04}", self.0),
        }
    }
}

/// A person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) number: String,
    given: usize,
    surname: usize,
    birth: Date,
    /// Each with its first day; the last that has begun holds.
    pub(super) insurers: Vec<(Insurer, Date)>,
    /// Whether their insurers pad numbers with spaces.
    spaces: bool,
}

impl Person {
    pub(super) fn new(seeded: &mut Seeded, insurer: Insurer) -> Self {
        Self {
            number: seeded.number(),
            given: seeded.below(GIVEN.len()),
            surname: seeded.below(SURNAMES.len()),
            birth: jiff::civil::date(1924, 1, 1)
                .checked_add(jiff::Span::new().days(i64::try_from(seeded.below(27_000)).unwrap_or(0)))
                .unwrap_or(Date::ZERO),
            insurers: vec![(insurer, jiff::civil::date(2023, 4, 1))],
            spaces: seeded.percent(50),
        }
    }

    /// Another person of the same name, birth date and sex.
    pub(super) fn namesake(&self, seeded: &mut Seeded, insurer: Insurer) -> Self {
        Self {
            number: seeded.number(),
            insurers: vec![(insurer, jiff::civil::date(2023, 4, 1))],
            ..self.clone()
        }
    }

    /// The certificate's serial number.
    pub(super) fn serial(&self) -> String {
        // It names the same person: the number's own digits.
        format!("F{}", self.number[4..12].to_uppercase())
    }

    fn in_force(&self, day: Date) -> Option<&(Insurer, Date)> {
        self.insurers.iter().rev().find(|(_, since)| *since <= day)
    }

    /// Every insurance, as `insurances` has it: insurer number and answer.
    pub(super) fn insurances(&self) -> Vec<Insurance> {
        let pairs = self.insurers.iter().enumerate();
        pairs
            .map(|(place, &(insurer, since))| {
                let until = self.insurers.get(place + 1).map(|(_, next)| *next);
                self.insurance(insurer, since, until)
            })
            .collect()
    }

    fn insurance(&self, insurer: Insurer, since: Date, until: Option<Date>) -> Insurance {
        let (surname, surname_kana) = SURNAMES[self.surname];
        let (given, given_kana, ref sex) = GIVEN[self.given];
        Insurance {
            insured: Insured {
                name: PersonName {
                    name: format!("{surname}　{given}"),
                    kana: Some(format!("{surname_kana} {given_kana}")),
                },
                other_name: None,
                sex: sex.clone(),
                birth_date: self.birth,
                post_number: Some("000-0000".into()),
                address: Some("見本県試験市見本町１－２－３".into()),
            },
            classification: CardClassification::General,
            insurer_number: insurer.written(self.spaces).into(),
            insurer_name: format!("見本保険者第{}", insurer.0),
            symbol: Some("見本".into()),
            number: Some(self.number[4..12].to_owned()),
            branch: Some("01".into()),
            relationship: Some(Relationship::Insured),
            qualified_on: Some(since),
            disqualified_on: until,
            loss_reason: None,
            valid_from: Some(since),
            valid_until: None,
            contribution_ratio: Some("010".into()),
            elderly: None,
            limit: None,
            specific_diseases: Vec::new(),
        }
    }

    /// The number of the insurer, as it is written.
    pub(super) fn written(&self, insurer: Insurer) -> String {
        insurer.written(self.spaces)
    }

    /// The JSON text of what a check at this moment answers, with the insurer's number as it is written.
    pub(super) fn answer_text(&self, check: &str, at: Timestamp) -> String {
        let answer = self.answer(check, at);
        let text = serde_json::to_string(&answer).unwrap_or_default();
        let held = self.in_force(in_japan(at).date()).zip(answer.insurances.first());
        let Some((&(insurer, _), insurance)) = held else {
            return text;
        };
        let number = |number: &str| format!("\"insurer_number\":\"{number}\"");
        let (plain, written) = (insurance.insurer_number.as_str(), self.written(insurer));
        text.replace(&number(plain), &number(&written))
    }

    fn answer(&self, check: &str, at: Timestamp) -> Eligibility {
        let day = in_japan(at).date();
        let held = self.in_force(day);
        Eligibility {
            check: check.to_owned(),
            confirmed_on: day,
            validity: Validity::Valid,
            insurances: held
                .map(|&(insurer, since)| self.insurance(insurer, since, None))
                .into_iter()
                .collect(),
            registration_lag_since: None,
            certificate_expired_on: None,
            standing: None,
        }
    }
}

/// A clinic and each version of its settings, with the moment from which it was in force.
#[derive(Clone, Debug)]
pub(super) struct Clinic {
    pub(super) code: String,
    pub(super) versions: Vec<(ClinicSettings, Timestamp)>,
}

impl Clinic {
    /// The settings in force at a moment.
    pub(super) fn settings(&self, at: Timestamp) -> &ClinicSettings {
        let earlier = self.versions.iter().rev().find(|(_, saved_at)| *saved_at <= at);
        &earlier.unwrap_or(&self.versions[0]).0
    }

    /// The settings of a version, which a form that was opened earlier may still show.
    pub(super) fn version(&self, version: u32) -> Option<&ClinicSettings> {
        let of_it = self
            .versions
            .iter()
            .find(|(settings, _)| settings.version == version);
        of_it.map(|(settings, _)| settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kyotaku_core::eligibility::InsurerNumber;

    #[test]
    fn a_check_answers_the_insurer_of_its_day_and_padding_does_not_make_another() {
        let mut seeded = Seeded::new(3);
        let mut person = Person::new(&mut seeded, Insurer(3));
        person.insurers.push((Insurer(4), jiff::civil::date(2024, 12, 1)));
        let number = |at: &str| {
            let answer = person.answer("c", at.parse().unwrap());
            answer.insurances[0].insurer_number.as_str().to_owned()
        };
        assert_eq!(number("2024-11-30T14:59:59Z"), "990003");
        assert_eq!(number("2024-11-30T15:00:00Z"), "06990004");
        assert_eq!(person.insurances().len(), 2);
        let read = |spaces| InsurerNumber::from(Insurer(3).written(spaces));
        assert_eq!(read(true), read(false));
    }
}
