//! All sample cards. Slugs, serial numbers, birth dates and sexes are a contract with the service's sample people; 照合番号B
//! follows from the birth date, the year of expiry and the code.

use jiff::civil::date;

use super::{Certificate, OtherSample, Sample};
use crate::{
    contents::Carrier,
    soft_card::OtherKind,
    surface::{
        Holder,
        Portrait::{self, Child, Man, OldMan, OldWoman, Woman},
    },
};

const FEMALE: u8 = b'2';
const MALE: u8 = b'1';

/// The sample My Number cards, and the phones that stand in for one.
pub const SAMPLES: &[Sample] = &[
    sample("valid", "A00001", ((1940, 5, 12), FEMALE, OldWoman, 2035, "1942")),
    // Born on 29 February, which 2036 has and 2035 has not.
    sample("invalid", "A00002", ((1968, 2, 29), MALE, Man, 2036, "5810")),
    sample("new-exists", "A00003", ((1954, 8, 1), MALE, OldMan, 2035, "7733")),
    sample("none", "A00004", ((1947, 9, 9), FEMALE, OldWoman, 2035, "4096")),
    sample("several", "A00005", ((1989, 1, 8), FEMALE, Woman, 2035, "2718")),
    sample(
        "unregistered",
        "A00006",
        ((1951, 11, 3), MALE, OldMan, 2035, "3141"),
    ),
    sample(
        "missing-character",
        "A00007",
        ((1926, 12, 25), FEMALE, OldWoman, 2035, "6022"),
    ),
    sample("lag", "A00008", ((1985, 6, 15), MALE, Man, 2035, "1618")),
    Sample {
        certificate: Certificate::ExpiredMonthsAgo(1),
        ..sample(
            "certificate-expired-recently",
            "A00009",
            ((1933, 3, 3), FEMALE, OldWoman, 2035, "8314"),
        )
    },
    Sample {
        certificate: Certificate::ExpiredMonthsAgo(4),
        ..sample(
            "certificate-expired",
            "A0000A",
            ((1931, 1, 2), MALE, OldMan, 2035, "9109"),
        )
    },
    // The sex that the insurer has for this person is a code of no table, and so is the card's.
    sample(
        "unknown-code",
        "A0000B",
        ((1975, 7, 7), b'8', Woman, 2035, "2998"),
    ),
    sample(
        "foreigner",
        "A0000C",
        ((1960, 10, 10), FEMALE, Woman, 2035, "6626"),
    ),
    Sample {
        certificate: Certificate::OfTestPolicy,
        ..sample("test-card", "A0000D", ((1958, 4, 1), MALE, OldMan, 2035, "1380"))
    },
    // What revokes it is data of the service.
    sample(
        "revoked",
        "A0000E",
        ((1948, 6, 20), FEMALE, OldWoman, 2035, "5772"),
    ),
    Sample {
        certificate: Certificate::NotIssued,
        // A child's card is valid for five years.
        ..sample("child", "A0000F", ((2019, 5, 2), MALE, Child, 2030, "4669"))
    },
    Sample {
        certificate: Certificate::ExpiredMonthsAgo(14),
        ..sample(
            "card-expired",
            "A00010",
            ((1936, 9, 15), FEMALE, OldWoman, 2025, "1123"),
        )
    },
    Sample {
        carrier: Carrier::AndroidPhone,
        ..sample(
            "phone-android",
            "A00011",
            ((1991, 10, 21), MALE, Man, 2035, "8128"),
        )
    },
    Sample {
        carrier: Carrier::Iphone,
        ..sample(
            "phone-iphone",
            "A00012",
            ((1996, 2, 14), FEMALE, Woman, 2035, "3581"),
        )
    },
    // The person of `valid`, with a new card.
    sample(
        "renewed",
        "A00013",
        ((1940, 5, 12), FEMALE, OldWoman, 2036, "2024"),
    ),
];

/// The sample cards that are no My Number cards.
pub const OTHER_CARDS: &[OtherSample] = &[
    other("residence-card", OtherKind::ResidenceCard),
    other("driving-licence", OtherKind::DrivingLicence),
    other("transit-card", OtherKind::TransitCard),
    other("unknown-card", OtherKind::Unknown),
];

/// Birth date, sex, portrait, the year on whose birthday the card expires, security code.
type Face = ((i16, i8, i8), u8, Portrait, i16, &'static str);

/// A plastic card with certificates that are valid now.
const fn sample(
    slug: &'static str,
    serial: &'static str,
    ((year, month, day), sex, portrait, expires, security_code): Face,
) -> Sample {
    Sample {
        slug,
        serial,
        certificate: Certificate::Current,
        carrier: Carrier::Plastic,
        holder: Holder {
            birth: date(year, month, day),
            sex,
            expires_on: date(expires, month, day),
            security_code,
            portrait,
        },
    }
}

const fn other(slug: &'static str, kind: OtherKind) -> OtherSample {
    OtherSample { slug, kind }
}
