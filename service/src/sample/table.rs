//! Who is in the sample set, and by which certificate each is found.

use jiff::civil::Date;

use super::{Record, people};

/// A made-up person, or another card of one.
#[derive(Clone, Copy, Debug)]
pub struct SamplePerson {
    /// What the person is called in tests and on the command line, and the sample card of theirs.
    pub slug: &'static str,
    /// The serial number of their card's certificate, upper-case hexadecimal.
    pub serial: &'static str,
    /// What the person shows.
    pub shows: &'static str,
    pub(super) of: Of,
}

/// Whose card it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    /// One of a person of its own.
    Person(fn(Date) -> Record),
    /// Another one of the person with this slug.
    Holder(&'static str),
}

/// Everybody.
pub const PEOPLE: [SamplePerson; 18] = [
    person("valid", "A00001", "有効", people::valid),
    person(
        "invalid",
        "A00002",
        "無効: another insurance was taken",
        people::invalid,
    ),
    person(
        "new-exists",
        "A00003",
        "無効（新しい資格あり）",
        people::new_exists,
    ),
    person("none", "A00004", "該当資格なし", people::none),
    person("several", "A00005", "複数該当: two insurers", people::several),
    person(
        "unregistered",
        "A00006",
        "有効（未登録）: 医療扶助",
        people::unregistered,
    ),
    person(
        "missing-character",
        "A00007",
        "● in the name; a space-padded insurer number",
        people::missing_character,
    ),
    person(
        "lag",
        "A00008",
        "該当資格なし, and a change of insurer that is not registered yet",
        people::lag,
    ),
    person(
        "certificate-expired-recently",
        "A00009",
        "有効, with a card whose certificate expired within three months",
        people::certificate_expired_recently,
    ),
    person(
        "certificate-expired",
        "A0000A",
        "有効, with a card whose certificate expired longer ago",
        people::certificate_expired,
    ),
    person(
        "unknown-code",
        "A0000B",
        "codes that no table has",
        people::unknown_code,
    ),
    person(
        "foreigner",
        "A0000C",
        "a name in Latin letters, and a 通称",
        people::foreigner,
    ),
    person("test-card", "A0000D", "有効, with a test card", people::test_card),
    person(
        "revoked",
        "A0000E",
        "有効, with a card whose certificate was revoked",
        people::revoked,
    ),
    person(
        "card-expired",
        "A00010",
        "有効, with a card that expired itself",
        people::card_expired,
    ),
    person(
        "phone-android",
        "A00011",
        "有効, with the certificate in an Android phone",
        people::phone_android,
    ),
    person(
        "phone-iphone",
        "A00012",
        "有効, with the certificate in an iPhone",
        people::phone_iphone,
    ),
    SamplePerson {
        slug: "renewed",
        serial: "A00013",
        shows: "有効: the person of `valid`, with a new certificate",
        of: Of::Holder("valid"),
    },
];

impl SamplePerson {
    /// The slug of the person whose card it is.
    pub fn holder(&self) -> &'static str {
        match self.of {
            Of::Person(_) => self.slug,
            Of::Holder(slug) => slug,
        }
    }

    /// The holder's birth date, and the code of the sex, as an insurer has them; none where no insurer has the person. The
    /// face of the sample card says the same, or no check without the PIN would find the person.
    pub fn birth_and_sex(&self, today: Date) -> Option<(Date, String)> {
        let person = PEOPLE.iter().find(|person| person.slug == self.holder())?;
        let Of::Person(record) = person.of else {
            return None;
        };
        let insured = record(today).insurances.into_iter().next()?.insurance.insured;
        Some((insured.birth_date, insured.sex.code().to_owned()))
    }
}

const fn person(
    slug: &'static str,
    serial: &'static str,
    shows: &'static str,
    record: fn(Date) -> Record,
) -> SamplePerson {
    SamplePerson {
        slug,
        serial,
        shows,
        of: Of::Person(record),
    }
}
