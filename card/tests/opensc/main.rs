//! Unmodified OpenSC, over the real pcscd and the real vpcd driver, takes the software card for a My Number
//! card.
//!
//! - here: what a person does with a card.
//! - [`faults`]: cards with which something is wrong, and what they count.
//! - [`removal`]: cards that are pulled, fall silent, come back.
//! - [`stack`]: pcscd itself, and what is left of it.
//!
//! Needs Debian's pcscd, vsmartcard-vpcd, opensc and openssl; without them the tests fail and say so. They
//! take turns with everything else on the machine that wants pcscd.

use std::{
    fs,
    path::{Path, PathBuf},
};

use kyotaku_card::{SoftCard, pki, sample, soft_card::Quirks};

use bench::{Bench, in_memory, now, openssl, succeeded, text, text_of};

mod bench;
mod faults;
mod removal;
mod stack;

#[test]
fn opensc_names_the_jpki_driver() {
    let bench = Bench::new();
    assert_eq!(
        succeeded(&bench.opensc("opensc-tool", &["--name"])).trim(),
        "jpki"
    );
}

#[test]
fn the_certificate_is_read_and_openssl_takes_it_for_one_of_the_roots() {
    let bench = Bench::new();
    let certificate = bench.path("certificate.pem");
    let root = bench.path("root.pem");
    let read = bench.opensc(
        "pkcs15-tool",
        &["--read-certificate", "1", "--output", text_of(&certificate)],
    );
    succeeded(&read);
    fs::write(&root, pki::auth_root_pem()).unwrap();
    succeeded(&openssl(&[
        "verify",
        "-x509_strict",
        "-purpose",
        "sslclient",
        "-CAfile",
        text_of(&root),
        text_of(&certificate),
    ]));
    let seen = succeeded(&openssl(&[
        "x509",
        "-in",
        text_of(&certificate),
        "-noout",
        "-text",
    ]));
    for part in [
        "(0xa00001)",
        "sha256WithRSAEncryption",
        "C = JP, O = KYOTAKU-TEST",
        "TLS Web Client Authentication",
        "X509v3 Certificate Policies: critical",
        "1.2.392.200149.8.5.1.3.30",
        "OCSP - URI:",
        "(2048 bit)",
    ] {
        assert!(seen.contains(part), "{part} is not in:\n{seen}");
    }
    assert!(
        !seen.contains("Subject Alternative Name") && !seen.contains("Basic Constraints"),
        "{seen}"
    );
}

#[test]
fn a_wrong_pin_leaves_two_tries_on_the_card_and_on_the_disk() {
    let mut path = PathBuf::new();
    let bench = Bench::with_card(|folder| {
        path = folder.join("card.json");
        SoftCard::create(&path, &sample::new_card("valid", now()).unwrap()).unwrap()
    });
    let wrong = bench.opensc(
        "pkcs15-tool",
        &["--auth-id", "1", "--verify-pin", "--pin", "9999"],
    );
    assert!(!wrong.status.success());
    assert!(
        text(&wrong).contains("PIN code or key incorrect"),
        "{}",
        text(&wrong)
    );
    let pins = succeeded(&bench.opensc("pkcs15-tool", &["--list-pins"]));
    assert!(pins.contains("Tries left     : 2"), "{pins}");
    assert_eq!(SoftCard::look_at(&path).unwrap().authentication.tries_left, 2);
    succeeded(&bench.opensc(
        "pkcs15-tool",
        &["--auth-id", "1", "--verify-pin", "--pin", "1234"],
    ));
    assert_eq!(SoftCard::look_at(&path).unwrap().authentication.tries_left, 3);
}

#[test]
fn pkcs11_logs_in_and_signs_and_openssl_verifies() {
    let bench = Bench::new();
    let [challenge, signature, certificate, key] =
        ["challenge.bin", "signature.bin", "certificate.pem", "key.pem"].map(|name| bench.path(name));
    fs::write(&challenge, b"a challenge").unwrap();
    succeeded(&bench.pkcs11(&[
        "--login",
        "--pin",
        "1234",
        "--id",
        "01",
        "--sign",
        "--mechanism",
        "SHA256-RSA-PKCS",
        "--input-file",
        text_of(&challenge),
        "--output-file",
        text_of(&signature),
    ]));
    succeeded(&bench.opensc(
        "pkcs15-tool",
        &["--read-certificate", "1", "--output", text_of(&certificate)],
    ));
    let public = openssl(&["x509", "-in", text_of(&certificate), "-noout", "-pubkey"]);
    succeeded(&public);
    fs::write(&key, &public.stdout).unwrap();
    let verified = openssl(&[
        "dgst",
        "-sha256",
        "-verify",
        text_of(&key),
        "-signature",
        text_of(&signature),
        text_of(&challenge),
    ]);
    assert!(succeeded(&verified).contains("Verified OK"));
    assert!(bench.card.exchanges() > 0);
}

#[test]
fn the_signature_key_signs_with_its_password() {
    let bench = Bench::new();
    let [message, signature] = ["message.bin", "signature.bin"].map(|name| bench.path(name));
    fs::write(&message, b"a message").unwrap();
    succeeded(&bench.opensc(
        "pkcs15-crypt",
        &[
            "--sign",
            "--key",
            "2",
            "--pin",
            "KYOTAKU1",
            "--sha-256",
            "--pkcs1",
            "--raw",
            "--input",
            &digest_file(&bench, &message),
            "--output",
            text_of(&signature),
        ],
    ));
    assert_eq!(fs::metadata(&signature).unwrap().len(), 256);
}

fn digest_file(bench: &Bench, message: &Path) -> String {
    let digest = bench.path("digest.bin");
    succeeded(&openssl(&[
        "dgst",
        "-sha256",
        "-binary",
        "-out",
        text_of(&digest),
        text_of(message),
    ]));
    text_of(&digest).to_owned()
}

#[test]
fn a_card_that_wants_get_response_and_exact_lengths_is_read_too() {
    let quirks = Quirks {
        waits_for_get_response: true,
        insists_on_exact_length: true,
        ..Quirks::default()
    };
    let bench = Bench::with_card(|folder| in_memory(folder).with_quirks(quirks));
    succeeded(&bench.opensc("pkcs15-tool", &["--read-certificate", "1"]));
}
