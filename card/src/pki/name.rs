//! Distinguished names of the form that JPKI uses: the country a PrintableString, everything else UTF-8.

use x509_cert::{
    attr::AttributeTypeAndValue,
    der::{
        self, Any, Tag,
        asn1::{ObjectIdentifier, PrintableStringRef, SetOfVec, Utf8StringRef},
    },
    name::{Name, RdnSequence, RelativeDistinguishedName},
};

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const COUNTRY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.6");
const ORGANIZATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
const UNIT: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.11");

const MAKER: &str = "KYOTAKU-TEST";

use super::Purpose;

/// The CA's name: of JPKI's shape, and plainly not J-LIS.
pub(super) fn issuer(purpose: Purpose) -> der::Result<Name> {
    name(&[
        (ORGANIZATION, MAKER),
        (UNIT, service(purpose)),
        (UNIT, "Software card for tests, nobody's certification authority"),
    ])
}

/// The CA's other name (issuerAltName), which JPKI gives in Japanese.
pub(super) fn issuer_in_japanese(purpose: Purpose) -> der::Result<Name> {
    let service = match purpose {
        Purpose::Authentication => "居宅試験用ソフトウェアカード利用者証明用",
        Purpose::Signature => "居宅試験用ソフトウェアカード署名用",
    };
    name(&[
        (ORGANIZATION, "居宅試験用"),
        (UNIT, service),
        (UNIT, "本物の認証局ではない"),
    ])
}

/// Where the revocation list would be: an entry per municipality. There is none here.
pub(super) fn distribution_point(purpose: Purpose) -> der::Result<Name> {
    name(&[
        (ORGANIZATION, MAKER),
        (UNIT, service(purpose)),
        (UNIT, "CRL Distribution Points"),
        (UNIT, "Kyotaku-to"),
        (COMMON_NAME, "Kyotaku-shi CRLDP"),
    ])
}

/// A holder's name: the country, and characters that mean nothing.
pub(super) fn subject(common_name: &str) -> der::Result<Name> {
    name(&[(COMMON_NAME, common_name)])
}

fn service(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Authentication => "KYOTAKU-TEST for user authentication",
        Purpose::Signature => "KYOTAKU-TEST for digital signature",
    }
}

fn name(attributes: &[(ObjectIdentifier, &str)]) -> der::Result<Name> {
    let mut names = vec![relative(
        COUNTRY,
        Any::encode_from(&PrintableStringRef::new("JP")?)?,
    )?];
    for &(oid, text) in attributes {
        let text = Utf8StringRef::new(text)?;
        names.push(relative(oid, Any::new(Tag::Utf8String, text.as_bytes())?)?);
    }
    Ok(RdnSequence(names))
}

fn relative(oid: ObjectIdentifier, value: Any) -> der::Result<RelativeDistinguishedName> {
    Ok(RelativeDistinguishedName(SetOfVec::try_from([
        AttributeTypeAndValue { oid, value },
    ])?))
}
