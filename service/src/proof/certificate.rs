//! What the certificate of a card proof must be: the user-authentication certificate of JPKI (利用者証明用電子証明書).

use kyotaku_core::eligibility::ProblemKind;
use x509_parser::{
    asn1_rs::Tag,
    certificate::X509Certificate,
    der_parser::oid,
    extensions::{ParsedExtension, X509Extension},
    oid_registry::Oid,
    prelude::FromDer,
    x509::X509Version,
};

use crate::http::Refusal;

/// The policy of user-authentication certificates.
const POLICY: Oid<'static> = oid!(1.2.392.200149.8.5.1.3.30);
/// The same on J-LIS test cards.
const TEST_POLICY: Oid<'static> = oid!(1.2.392.200149.8.5.1.0.30);

fn malformed(detail: &'static str) -> Refusal {
    Refusal::new(ProblemKind::CertificateMalformed, detail)
}

fn for_another_purpose(detail: &'static str) -> Refusal {
    Refusal::new(ProblemKind::CertificateForAnotherPurpose, detail)
}

/// Reads a certificate, and refuses one that says something critical that is not understood here.
pub(crate) fn read(der: &[u8]) -> Result<X509Certificate<'_>, Refusal> {
    let (rest, certificate) =
        X509Certificate::from_der(der).map_err(|_| malformed("It is not an X.509 certificate in DER."))?;
    if !rest.is_empty() {
        return Err(malformed("Something follows the certificate."));
    }
    if !is_framed_in_der(der, &certificate) {
        return Err(malformed("What is around its signed part is not DER."));
    }
    if certificate.version() != X509Version::V3 {
        return Err(malformed("It is not of version 3."));
    }
    certificate
        .extensions_map()
        .map_err(|_| malformed("An extension stands twice."))?;
    for extension in certificate.extensions() {
        let parsed = extension.parsed_extension();
        let understood = matches!(
            parsed,
            ParsedExtension::KeyUsage(_)
                | ParsedExtension::ExtendedKeyUsage(_)
                | ParsedExtension::CertificatePolicies(_)
                | ParsedExtension::BasicConstraints(_)
        );
        if extension.critical && !understood {
            return Err(malformed("It has a critical extension that is not understood."));
        }
        if matches!(parsed, ParsedExtension::ParseError { .. }) {
            return Err(malformed("An extension cannot be read."));
        }
    }
    Ok(certificate)
}

/// The refusal of a certificate that says of itself that it is a test card's.
pub(super) fn is_of_a_test_card(certificate: &X509Certificate<'_>) -> Option<Refusal> {
    let says_so = |extension: &X509Extension<'_>| {
        matches!(extension.parsed_extension(), ParsedExtension::CertificatePolicies(policies)
            if policies.iter().any(|stated| stated.policy_id == TEST_POLICY))
    };
    certificate.extensions().iter().any(says_so).then(of_a_test_card)
}

fn of_a_test_card() -> Refusal {
    Refusal::new(
        ProblemKind::TestCard,
        "Its certificate is of the test policy, which is not accepted here.",
    )
}

/// KeyUsage digitalSignature, extended key usage clientAuth, the policy of user authentication, and no authority.
pub(super) fn is_for_user_authentication(
    certificate: &X509Certificate<'_>,
    accept_test_policy: bool,
) -> Result<(), Refusal> {
    let (mut signs, mut client, mut policy, mut test_policy) = (false, false, false, false);
    for extension in certificate.extensions() {
        match extension.parsed_extension() {
            ParsedExtension::KeyUsage(usage) => {
                signs = usage.digital_signature() && !usage.non_repudiation() && !usage.key_cert_sign();
            }
            ParsedExtension::ExtendedKeyUsage(usage) => client = usage.client_auth,
            ParsedExtension::CertificatePolicies(policies) => {
                policy = policies.iter().any(|stated| stated.policy_id == POLICY);
                test_policy = policies.iter().any(|stated| stated.policy_id == TEST_POLICY);
            }
            _ => {}
        }
    }
    if certificate.is_ca() || !signs {
        return Err(for_another_purpose(
            "Its key is not for digital signatures alone.",
        ));
    }
    if !client {
        return Err(for_another_purpose("Its key is not for client authentication."));
    }
    if !policy && test_policy && !accept_test_policy {
        return Err(of_a_test_card());
    }
    if !policy && !test_policy {
        return Err(for_another_purpose(
            "It is not of the user-authentication policy.",
        ));
    }
    Ok(())
}

/// Whether the bytes around the signed part are the only ones that DER allows. The signature does not cover them, and
/// the parser takes some that are not DER: one certificate would have many forms.
fn is_framed_in_der(der: &[u8], certificate: &X509Certificate<'_>) -> bool {
    let algorithm = &certificate.signature_algorithm;
    let parameters: &[u8] = match &algorithm.parameters {
        None => &[],
        Some(null) if null.tag() == Tag::Null => &[0x05, 0x00],
        Some(_) => return false,
    };
    let oid = element(0x06, &[algorithm.algorithm.as_bytes()]);
    let algorithm = element(0x30, &[&oid, parameters]);
    let signature = element(0x03, &[&[0], &certificate.signature_value.data]);
    der == element(
        0x30,
        &[certificate.tbs_certificate.as_ref(), &algorithm, &signature],
    )
}

/// A DER element of these contents.
fn element(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    let contents = contents.concat();
    let length = contents.len().to_be_bytes();
    let mut element = vec![tag];
    match length.iter().position(|&octet| octet != 0) {
        None => element.push(0),
        Some(first) if first == length.len() - 1 && length[first] < 0x80 => element.push(length[first]),
        Some(first) => {
            // At most eight octets: the count fits.
            element.push(0x80 | (length.len() - first) as u8);
            element.extend(&length[first..]);
        }
    }
    element.extend(contents);
    element
}

/// A serial number as the database has it: upper-case hexadecimal without leading zero octets.
pub(super) fn serial_text(raw: &[u8]) -> String {
    let first = raw.iter().position(|&octet| octet != 0).unwrap_or(raw.len());
    let text: String = raw[first..].iter().map(|octet| format!("{octet:02X}")).collect();
    text.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_is_written_without_the_zeros_that_der_puts_before_it() {
        assert_eq!(serial_text(&[0x00, 0xA0, 0x00, 0x01]), "A00001");
        assert_eq!(serial_text(&[0x22, 0x7B, 0x13]), "227B13");
        assert_eq!(serial_text(&[0x0A]), "A");
        assert_eq!(serial_text(&[]), "");
    }

    #[test]
    fn a_length_is_written_in_the_shortest_form() {
        for (length, head) in [
            (0, &[0x04, 0x00][..]),
            (0x7F, &[0x04, 0x7F]),
            (0x80, &[0x04, 0x81, 0x80]),
            (0x1234, &[0x04, 0x82, 0x12, 0x34]),
        ] {
            let element = element(0x04, &[&vec![7; length]]);
            assert_eq!(&element[..head.len()], head);
            assert_eq!(element.len(), head.len() + length);
        }
    }

    #[test]
    fn bytes_that_are_no_certificate_are_malformed() {
        for bytes in [
            &b""[..],
            b"\x30",
            b"\x30\x03\x02\x01\x01",
            b"-----BEGIN CERTIFICATE-----",
            &[0xFF; 2000],
        ] {
            assert_eq!(read(bytes).unwrap_err().kind, ProblemKind::CertificateMalformed);
        }
    }
}
