//! What is registered of each sample person. Names say 居宅, 見本 or 試験; addresses are in 見本県; insurers' prefecture
//! code is 99 or their number is too short; there are none such.

use jiff::{ToSpan, civil::Date};
use kyotaku_core::eligibility::{
    Insurance, Insured,
    code::{
        CardClassification, LimitCertificate, LimitClassification, LossReason, Relationship, Sex,
        SpecificDisease, Validity,
    },
    name::PersonName,
    result::{ElderlyRecipient, LimitApplication},
};

use super::{Record, Registered};

const HEALTH_SOCIETY: (&str, &str) = ("06999999", "見本健康保険組合");
const OTHER_SOCIETY: (&str, &str) = ("06999981", "試験健康保険組合");
const ELDERLY_UNION: (&str, &str) = ("39999999", "見本県後期高齢者医療広域連合");
const MUNICIPALITY: (&str, &str) = ("  123456", "見本県試験市");
const WELFARE_OFFICE: (&str, &str) = ("12999999", "見本県試験市福祉事務所");

fn day(year: i16, month: i8, day: i8) -> Date {
    jiff::civil::date(year, month, day)
}

/// A day before or after `today`; `today` itself at the end of the calendar.
pub(super) fn from(today: Date, days: i32) -> Date {
    today.checked_add(days.days()).unwrap_or(today)
}

fn name(name: &str, kana: &str) -> PersonName {
    PersonName {
        name: name.into(),
        kana: Some(kana.into()),
    }
}

fn insured(written: PersonName, sex: Sex, birth_date: Date) -> Insured {
    Insured {
        name: written,
        other_name: None,
        sex,
        birth_date,
        post_number: Some("000-0000".into()),
        address: Some("見本県試験市見本町１－２－３".into()),
    }
}

/// An insurance that began two years ago and holds for another.
fn insurance(
    (number_as_written, insurer_name): (&'static str, &str),
    insured: Insured,
    today: Date,
) -> Registered {
    Registered {
        insurance: Insurance {
            insured,
            classification: CardClassification::General,
            insurer_number: number_as_written.into(),
            insurer_name: insurer_name.into(),
            symbol: Some("見本".into()),
            number: Some("0000001".into()),
            branch: Some("01".into()),
            relationship: Some(Relationship::Insured),
            qualified_on: Some(from(today, -730)),
            disqualified_on: None,
            loss_reason: None,
            valid_from: Some(from(today, -730)),
            valid_until: Some(from(today, 365)),
            contribution_ratio: Some("030".into()),
            elderly: None,
            limit: None,
            specific_diseases: Vec::new(),
        },
        number_as_written,
    }
}

fn record(validity: Validity, insurances: Vec<Registered>) -> Record {
    Record {
        validity,
        registration_lag_since: None,
        insurances,
    }
}

/// Over 75, insured by the union of her prefecture.
pub(super) fn valid(today: Date) -> Record {
    let hanako = insured(name("居宅　花子", "ｷｮﾀｸ ﾊﾅｺ"), Sex::Female, day(1940, 5, 12));
    let mut elderly = insurance(ELDERLY_UNION, hanako, today);
    elderly.insurance.symbol = None;
    elderly.insurance.branch = None;
    elderly.insurance.contribution_ratio = Some("010".into());
    record(Validity::Valid, vec![elderly])
}

/// Lost by taking another insurance, a month ago.
pub(super) fn invalid(today: Date) -> Record {
    let taro = insured(name("見本　太郎", "ﾐﾎﾝ ﾀﾛｳ"), Sex::Male, day(1968, 2, 29));
    let mut lost = insurance(HEALTH_SOCIETY, taro, today);
    lost.insurance.disqualified_on = Some(from(today, -30));
    lost.insurance.valid_until = Some(from(today, -31));
    lost.insurance.loss_reason = Some(LossReason::OtherInsurance);
    record(Validity::Invalid, vec![lost])
}

/// 72 years old; the insurance found has ended, and a newer one exists.
pub(super) fn new_exists(today: Date) -> Record {
    let jiro = insured(name("試験　次郎", "ｼｹﾝ ｼﾞﾛｳ"), Sex::Male, day(1954, 8, 1));
    let mut ended = insurance(HEALTH_SOCIETY, jiro, today);
    ended.insurance.disqualified_on = Some(from(today, -60));
    ended.insurance.valid_until = Some(from(today, -61));
    ended.insurance.loss_reason = Some(LossReason::Other);
    ended.insurance.elderly = Some(ElderlyRecipient {
        valid_from: Some(from(today, -365)),
        valid_until: Some(from(today, -61)),
        contribution_ratio: Some("020".into()),
    });
    record(Validity::InvalidNewExists, vec![ended])
}

/// The card is linked to a person, and no insurer has the person.
pub(super) fn none(_: Date) -> Record {
    record(Validity::NoneFound, Vec::new())
}

/// Two insurers have her at once, and write her name alike.
pub(super) fn several(today: Date) -> Record {
    let misaki = || insured(name("見本　美咲", "ﾐﾎﾝ ﾐｻｷ"), Sex::Female, day(1989, 1, 8));
    let mut first = insurance(HEALTH_SOCIETY, misaki(), today);
    first.insurance.limit = Some(LimitApplication {
        certificate: LimitCertificate::Limit,
        classification: LimitClassification::A03,
        valid_from: Some(from(today, -90)),
        valid_until: Some(from(today, 275)),
    });
    first.insurance.specific_diseases = vec![SpecificDisease::Dialysis];
    let mut second = insurance(OTHER_SOCIETY, misaki(), today);
    second.insurance.relationship = Some(Relationship::Family);
    second.insurance.number = Some("0000002".into());
    second.insurance.qualified_on = Some(from(today, -20));
    second.insurance.valid_from = Some(from(today, -20));
    record(Validity::Several, vec![first, second])
}

/// 医療扶助, not registered for this clinic yet.
pub(super) fn unregistered(today: Date) -> Record {
    let saburo = insured(name("見本　三郎", "ﾐﾎﾝ ｻﾌﾞﾛｳ"), Sex::Male, day(1951, 11, 3));
    let mut assistance = insurance(WELFARE_OFFICE, saburo, today);
    assistance.insurance.classification = CardClassification::MedicalAssistance;
    assistance.insurance.symbol = None;
    assistance.insurance.branch = None;
    assistance.insurance.contribution_ratio = Some("000".into());
    record(Validity::ValidUnregistered, vec![assistance])
}

/// The insurer's system lacks a character of her name, and pads its number with spaces.
pub(super) fn missing_character(today: Date) -> Record {
    let yoshiko = insured(name("●見　芳子", "ﾂｼﾞﾐ ﾖｼｺ"), Sex::Female, day(1926, 12, 25));
    record(Validity::Valid, vec![insurance(MUNICIPALITY, yoshiko, today)])
}

/// Changed insurers twelve days ago; the new insurer has not registered it.
pub(super) fn lag(today: Date) -> Record {
    Record {
        registration_lag_since: Some(from(today, -12)),
        ..record(Validity::NoneFound, Vec::new())
    }
}

/// Insured; what is special is the card.
pub(super) fn certificate_expired_recently(today: Date) -> Record {
    let ume = insured(name("居宅　梅", "ｷｮﾀｸ ｳﾒ"), Sex::Female, day(1933, 3, 3));
    record(Validity::Valid, vec![insurance(ELDERLY_UNION, ume, today)])
}

/// Insured; what is special is the card.
pub(super) fn certificate_expired(today: Date) -> Record {
    let matsuzo = insured(name("居宅　松蔵", "ｷｮﾀｸ ﾏﾂｿﾞｳ"), Sex::Male, day(1931, 1, 2));
    record(Validity::Valid, vec![insurance(ELDERLY_UNION, matsuzo, today)])
}

/// Valid, with codes that no table of ours has.
pub(super) fn unknown_code(today: Date) -> Record {
    let michi = insured(
        name("試験　未知", "ｼｹﾝ ﾐﾁ"),
        Sex::Unknown("8".into()),
        day(1975, 7, 7),
    );
    let mut new_kind = insurance(HEALTH_SOCIETY, michi, today);
    new_kind.insurance.classification = CardClassification::Unknown("Z9".into());
    new_kind.insurance.limit = Some(LimitApplication {
        certificate: LimitCertificate::Unknown("09".into()),
        classification: LimitClassification::Unknown("C99".into()),
        valid_from: Some(from(today, -90)),
        valid_until: Some(from(today, 275)),
    });
    record(Validity::Valid, vec![new_kind])
}

/// A name in Latin letters, and the name she goes by (通称).
pub(super) fn foreigner(today: Date) -> Record {
    let jane = insured(
        name("SAMPLE JANE MIHON", "ｻﾝﾌﾟﾙ ｼﾞｪｰﾝ ﾐﾎﾝ"),
        Sex::Female,
        day(1960, 10, 10),
    );
    let mut under_two_names = insurance(HEALTH_SOCIETY, jane, today);
    under_two_names.insurance.insured.other_name = Some(name("見本　樹音", "ﾐﾎﾝ ｼﾞｭﾈ"));
    record(Validity::Valid, vec![under_two_names])
}

/// Insured; what is special is the card.
pub(super) fn test_card(today: Date) -> Record {
    let shiro = insured(name("試験　四郎", "ｼｹﾝ ｼﾛｳ"), Sex::Male, day(1958, 4, 1));
    record(Validity::Valid, vec![insurance(HEALTH_SOCIETY, shiro, today)])
}

/// Insured; what is special is the card.
pub(super) fn revoked(today: Date) -> Record {
    let take = insured(name("居宅　竹", "ｷｮﾀｸ ﾀｹ"), Sex::Female, day(1948, 6, 20));
    record(Validity::Valid, vec![insurance(ELDERLY_UNION, take, today)])
}

/// Insured; what is special is the card.
pub(super) fn card_expired(today: Date) -> Record {
    let fumi = insured(name("居宅　ふみ", "ｷｮﾀｸ ﾌﾐ"), Sex::Female, day(1936, 9, 15));
    record(Validity::Valid, vec![insurance(ELDERLY_UNION, fumi, today)])
}

/// Insured; what is special is that the phone is the card.
pub(super) fn phone_android(today: Date) -> Record {
    let manabu = insured(name("見本　学", "ﾐﾎﾝ ﾏﾅﾌﾞ"), Sex::Male, day(1991, 10, 21));
    record(Validity::Valid, vec![insurance(HEALTH_SOCIETY, manabu, today)])
}

/// Insured; what is special is that the phone is the card.
pub(super) fn phone_iphone(today: Date) -> Record {
    let momo = insured(name("見本　もも", "ﾐﾎﾝ ﾓﾓ"), Sex::Female, day(1996, 2, 14));
    record(Validity::Valid, vec![insurance(HEALTH_SOCIETY, momo, today)])
}
