//! The extensions of both certificate profiles.

use sha2::{Digest, Sha256};
use x509_cert::{
    der::{
        self, Any, Encode, Tag,
        asn1::{Ia5String, ObjectIdentifier, OctetString},
        flagset::FlagSet,
        oid::AssociatedOid,
    },
    ext::{
        Extension,
        pkix::{
            AccessDescription, AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints,
            CertificatePolicies, CrlDistributionPoints, ExtendedKeyUsage, IssuerAltName, KeyUsage, KeyUsages,
            SubjectKeyIdentifier,
            certpolicy::{PolicyInformation, PolicyQualifierInfo},
            crl::dp::DistributionPoint,
            name::{DistributionPointName, GeneralName},
        },
    },
    name::Name,
    spki::SubjectPublicKeyInfoOwned,
};

use super::{Policy, Purpose, Serial, name};

const CLIENT_AUTHENTICATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");
const OCSP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1");
const PRACTICE_STATEMENT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.2.1");
const AUTHENTICATION_POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.3.30");
/// The policies under which J-LIS issues *test* certificates. That of production signature certificates is inferred from
/// the other three.
const AUTHENTICATION_TEST_POLICY: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.0.30");
const SIGNATURE_POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.3.20");
const SIGNATURE_TEST_POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.0.20");

/// A self-signed root's extensions.
pub(super) fn of_root(purpose: Purpose, key: &SubjectPublicKeyInfoOwned) -> der::Result<Vec<Extension>> {
    Ok(vec![
        critical(&KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign))?,
        critical(&BasicConstraints {
            ca: true,
            path_len_constraint: None,
        })?,
        plain(&revocation_list_at(name::issuer(purpose)?))?,
        plain(&SubjectKeyIdentifier(key_identifier(key)?))?,
    ])
}

/// A card certificate's extensions, in JPKI's order. No subjectAltName and no basicConstraints.
pub(super) fn of_leaf(
    purpose: Purpose,
    policy: Policy,
    key: &SubjectPublicKeyInfoOwned,
    root_key: &SubjectPublicKeyInfoOwned,
    root_serial: Serial,
) -> der::Result<Vec<Extension>> {
    let usage: FlagSet<KeyUsages> = match purpose {
        Purpose::Authentication => KeyUsages::DigitalSignature.into(),
        Purpose::Signature => KeyUsages::DigitalSignature | KeyUsages::NonRepudiation,
    };
    let mut extensions = vec![critical(&KeyUsage(usage))?];
    if purpose == Purpose::Authentication {
        extensions.push(plain(&ExtendedKeyUsage(vec![CLIENT_AUTHENTICATION]))?);
    }
    extensions.push(critical(&policies(purpose, policy)?)?);
    extensions.push(plain(&IssuerAltName(vec![GeneralName::DirectoryName(
        name::issuer_in_japanese(purpose)?,
    )]))?);
    extensions.push(plain(&revocation_list_at(name::distribution_point(purpose)?))?);
    if purpose == Purpose::Authentication {
        extensions.push(plain(&AuthorityInfoAccessSyntax(vec![AccessDescription {
            access_method: OCSP,
            access_location: GeneralName::UniformResourceIdentifier(Ia5String::new(
                "http://ocsp.kyotaku.invalid",
            )?),
        }]))?);
    }
    extensions.push(plain(&AuthorityKeyIdentifier {
        key_identifier: Some(key_identifier(root_key)?),
        authority_cert_issuer: Some(vec![GeneralName::DirectoryName(name::issuer(purpose)?)]),
        authority_cert_serial_number: Some(root_serial.to_x509()),
    })?);
    extensions.push(plain(&SubjectKeyIdentifier(key_identifier(key)?))?);
    Ok(extensions)
}

fn policies(purpose: Purpose, policy: Policy) -> der::Result<CertificatePolicies> {
    let statement = Ia5String::new("http://kyotaku.invalid/cps.html")?;
    Ok(CertificatePolicies(vec![PolicyInformation {
        policy_identifier: match (purpose, policy) {
            (Purpose::Authentication, Policy::Production) => AUTHENTICATION_POLICY,
            (Purpose::Authentication, Policy::Test) => AUTHENTICATION_TEST_POLICY,
            (Purpose::Signature, Policy::Production) => SIGNATURE_POLICY,
            (Purpose::Signature, Policy::Test) => SIGNATURE_TEST_POLICY,
        },
        policy_qualifiers: Some(vec![PolicyQualifierInfo {
            policy_qualifier_id: PRACTICE_STATEMENT,
            qualifier: Some(Any::new(Tag::Ia5String, statement.as_bytes())?),
        }]),
    }]))
}

fn revocation_list_at(directory: Name) -> CrlDistributionPoints {
    CrlDistributionPoints(vec![DistributionPoint {
        distribution_point: Some(DistributionPointName::FullName(vec![GeneralName::DirectoryName(
            directory,
        )])),
        reasons: None,
        crl_issuer: None,
    }])
}

/// The first 160 bits of the key's SHA-256 (RFC 7093, method 1): as long as the usual SHA-1 one, without
/// SHA-1.
fn key_identifier(key: &SubjectPublicKeyInfoOwned) -> der::Result<OctetString> {
    OctetString::new(&Sha256::digest(key.subject_public_key.raw_bytes())[..20])
}

fn critical<E: AssociatedOid + Encode>(extension: &E) -> der::Result<Extension> {
    Ok(Extension {
        critical: true,
        ..plain(extension)?
    })
}

fn plain<E: AssociatedOid + Encode>(extension: &E) -> der::Result<Extension> {
    Ok(Extension {
        extn_id: E::OID,
        critical: false,
        extn_value: OctetString::new(extension.to_der()?)?,
    })
}
