//! The record of the surface application (券面事項確認), EF 0002, and the length of the certificate beside it, EF 0004, as
//! myna-card's source describes them (`ap/surface.rs`, `data.rs`); nothing of it is public otherwise.
//!
//! ```text
//! FF20
//!   DF21  offsets of the following objects from the beginning of the file, two bytes each
//!   DF22  birth date   DF23  sex   DF24  the card's public key       one group
//!   DF25  image of the name   DF26  image of the address             one group
//!   DF27  portrait, JPEG 2000                                        one group
//!   DF28  the issuer's signature over the digests of the three groups
//!   DF29  expiry, YYYYMMDD
//!   DF2A  image of the security code
//! ```
//!
//! The record of the test card whose files myna-card publishes has 3070 bytes, and is read by what is here (tried, not
//! kept: it is a person's, if a made-up one's). What stands behind DF28 is signed by nobody. What the groups say, and
//! whether the signature is the issuer's, the service judges.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{apdu::END_OF_OFFSETS, tlv};
use crate::eligibility::date::Date;

const RECORD: u16 = 0xFF20;
const OFFSETS: u16 = 0xDF21;
const ISSUER_CERTIFICATE: u16 = 0x7F21;

/// The longest record, in bytes: what the offsets of READ BINARY reach.
pub(crate) const LONGEST_RECORD: usize = END_OF_OFFSETS;
/// The longest card-verifiable certificate. That of the cards seen has 568 bytes.
pub(crate) const LONGEST_ISSUER_CERTIFICATE: usize = 2048;

/// What of the record is shown or proves something.
pub(crate) struct SurfaceRecord {
    /// DF22, DF23 and DF24, as they stand there.
    pub(crate) holder: Vec<u8>,
    /// SHA-256 of DF25 and DF26, as they stand there.
    pub(crate) images_digest: [u8; 32],
    /// SHA-256 of DF27, as it stands there.
    pub(crate) portrait_digest: [u8; 32],
    /// The value of DF27.
    pub(crate) portrait: Zeroizing<Vec<u8>>,
    /// The value of DF28.
    pub(crate) signature: Vec<u8>,
    /// DF29. Not signed.
    pub(crate) expires_on: Date,
}

/// The whole length of the record that starts with `first`; `None` if that is not its beginning, or too long.
pub(crate) fn record_length(first: &[u8]) -> Option<usize> {
    announced_length(first, RECORD, LONGEST_RECORD)
}

/// The same for the card-verifiable certificate.
pub(crate) fn issuer_certificate_length(first: &[u8]) -> Option<usize> {
    announced_length(first, ISSUER_CERTIFICATE, LONGEST_ISSUER_CERTIFICATE)
}

fn announced_length(first: &[u8], expected: u16, longest: usize) -> Option<usize> {
    let (tag, start, end) = tlv::header(first)?;
    (tag == expected && end > start && end <= longest).then_some(end)
}

impl SurfaceRecord {
    /// Reads the whole record; `None` if it is not of this form: each object there once and in this order, and where
    /// the offsets say.
    pub(crate) fn parse(record: &[u8]) -> Option<Self> {
        let (outer, behind) = tlv::object(record)?;
        if outer.tag != RECORD || !behind.is_empty() {
            return None;
        }
        let inner = outer.whole.len() - outer.value.len();
        let objects = tlv::objects(outer.value)?;
        let ((_, offsets), objects) = objects.split_first()?;
        let in_order = objects.is_sorted_by(|(_, one), (_, next)| one.tag < next.tag);
        let starts = objects.iter().map(|(at, _)| u16::try_from(inner + at).ok());
        let announced = offsets
            .value
            .chunks(2)
            .map(|pair| pair.try_into().ok().map(u16::from_be_bytes));
        if offsets.tag != OFFSETS || !in_order || !starts.eq(announced) {
            return None;
        }
        let find = |tag: u16| {
            objects
                .iter()
                .map(|(_, object)| object)
                .find(|object| object.tag == tag)
        };
        let whole = |tag: u16| find(tag).map(|object| object.whole);
        let images = Sha256::new()
            .chain_update(whole(0xDF25)?)
            .chain_update(whole(0xDF26)?);
        Some(Self {
            holder: [whole(0xDF22)?, whole(0xDF23)?, whole(0xDF24)?].concat(),
            images_digest: images.finalize().into(),
            portrait_digest: Sha256::digest(whole(0xDF27)?).into(),
            portrait: Zeroizing::new(find(0xDF27)?.value.to_vec()),
            signature: find(0xDF28)?.value.to_vec(),
            expires_on: date(find(0xDF29)?.value)?,
        })
    }
}

/// Eight ASCII digits, YYYYMMDD.
fn date(digits: &[u8]) -> Option<Date> {
    let number = |from: usize, to: usize| {
        digits.get(from..to)?.iter().try_fold(0_i16, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + i16::from(digit - b'0'))
        })
    };
    if digits.len() != 8 {
        return None;
    }
    let (month, day) = (
        i8::try_from(number(4, 6)?).ok()?,
        i8::try_from(number(6, 8)?).ok()?,
    );
    Date::new(number(0, 4)?, month, day).ok()
}

#[cfg(test)]
pub(super) mod made_up {
    //! Records for tests, as long as they are told to be.

    pub(in crate::card) fn object(tag: u16, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap().to_be_bytes();
        let header: &[u8] = match value.len() {
            0..0x80 => &length[1..],
            0x80..0x100 => &[0x81, length[1]],
            _ => &[0x82, length[0], length[1]],
        };
        [&tag.to_be_bytes()[..], header, value].concat()
    }

    /// The objects behind the offsets, in order.
    pub(in crate::card) fn fields(portrait: &[u8], expiry: &[u8]) -> Vec<(u16, Vec<u8>)> {
        vec![
            (0xDF22, b"19400512".to_vec()),
            (0xDF23, b"1".to_vec()),
            (0xDF24, vec![0xC9; 0x109]),
            (0xDF25, vec![0x25; 200]),
            (0xDF26, vec![0x26; 300]),
            (0xDF27, portrait.to_vec()),
            (0xDF28, vec![0xBC; 256]),
            (0xDF29, expiry.to_vec()),
            (0xDF2A, vec![0x2A; 40]),
        ]
    }

    pub(in crate::card) fn record(fields: &[(u16, Vec<u8>)]) -> Vec<u8> {
        // The header of FF20 has five bytes, that of DF21 three: the record is longer than 255 bytes.
        let mut at = 5 + 3 + 2 * fields.len();
        let mut offsets = Vec::new();
        let mut behind = Vec::new();
        for (tag, value) in fields {
            offsets.extend(u16::try_from(at).unwrap().to_be_bytes());
            let object = object(*tag, value);
            at += object.len();
            behind.extend(object);
        }
        object(0xFF20, &[object(0xDF21, &offsets), behind].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::{made_up::*, *};
    use jiff::civil::date as day;

    fn good() -> Vec<(u16, Vec<u8>)> {
        fields(b"a portrait", b"20350217")
    }

    #[test]
    fn a_record_yields_its_groups_as_they_stand_there() {
        let fields = good();
        let record = record(&fields);
        assert_eq!(record_length(&record[..256]), Some(record.len()));
        let parsed = SurfaceRecord::parse(&record).unwrap();
        let objects: Vec<Vec<u8>> = fields.iter().map(|(tag, value)| object(*tag, value)).collect();
        assert_eq!(parsed.holder, objects[..3].concat());
        assert_eq!(
            parsed.images_digest[..],
            Sha256::digest(objects[3..5].concat())[..]
        );
        assert_eq!(parsed.portrait_digest[..], Sha256::digest(&objects[5])[..]);
        assert_eq!(
            (&parsed.portrait[..], &parsed.signature[..]),
            (&b"a portrait"[..], &[0xBC; 256][..])
        );
        assert_eq!(parsed.expires_on, day(2035, 2, 17));
    }

    #[test]
    fn a_record_without_one_of_its_objects_is_refused() {
        for position in 0..8 {
            let mut fields = good();
            let (tag, _) = fields.remove(position);
            assert!(SurfaceRecord::parse(&record(&fields)).is_none(), "{tag:04X}");
        }
        let mut fields = good();
        fields.pop();
        assert!(
            SurfaceRecord::parse(&record(&fields)).is_some(),
            "nobody needs DF2A"
        );
    }

    #[test]
    fn objects_out_of_order_or_twice_are_refused() {
        let mut swapped = good();
        swapped.swap(0, 1);
        let mut twice = good();
        twice.insert(5, (0xDF27, b"another portrait".to_vec()));
        for fields in [swapped, twice] {
            assert!(SurfaceRecord::parse(&record(&fields)).is_none());
        }
    }

    #[test]
    fn offsets_that_lie_are_refused() {
        for position in 8..26 {
            let mut record = record(&good());
            record[position] ^= 0x01;
            assert!(SurfaceRecord::parse(&record).is_none(), "{position}");
        }
    }

    #[test]
    fn a_record_that_is_cut_or_goes_on_is_refused() {
        let record = record(&good());
        for length in 0..record.len() {
            assert!(SurfaceRecord::parse(&record[..length]).is_none(), "{length}");
        }
        assert!(SurfaceRecord::parse(&[&record[..], &[0x00]].concat()).is_none());
    }

    #[test]
    fn an_expiry_that_is_no_day_is_refused() {
        for expiry in [
            &b"20350230"[..],
            b"2035021",
            b"203502170",
            b"2035-2-1",
            b"",
            b"20351301",
        ] {
            assert!(SurfaceRecord::parse(&record(&fields(b"a portrait", expiry))).is_none());
        }
    }

    #[test]
    fn an_absurd_length_is_refused() {
        for first in [
            &[0xFF, 0x20, 0x82, 0xFF, 0xFF][..],
            &[0xFF, 0x20, 0x00],
            &[0xFF, 0x20],
            &[0x7F, 0x21, 0x82, 0x02, 0x35],
            &[0xFF; 256],
            &[0x00; 256],
        ] {
            assert_eq!(record_length(first), None, "{first:02X?}");
        }
        assert_eq!(
            issuer_certificate_length(&[0x7F, 0x21, 0x82, 0x02, 0x34]),
            Some(0x239)
        );
        assert_eq!(issuer_certificate_length(&[0x7F, 0x21, 0x82, 0x10, 0x00]), None);
    }
}
