//! Proofs without the PIN of which something was changed.

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_core::eligibility::{CheckRequest, Identity, ProblemKind, VisualProof};
use sha2::{Digest, Sha256};

use crate::{
    stage::{Stage, check},
    surface_card::{
        AUTHORITY, AUTHORITY_KEY, CARD_KEY, ISSUER_KEY, issuer_certificate, object, sign, sign_digest_info,
        twisted,
    },
    visual_checks::hanako,
};

fn visual(request: &mut CheckRequest) -> &mut VisualProof {
    match &mut request.identity {
        Identity::Visual(proof) => proof,
        Identity::Pin(_) => panic!("it is without the PIN"),
    }
}

/// Something that is done to a genuine request, and its name.
type Twist = (&'static str, ProblemKind, fn(&mut VisualProof));

const TWISTS: [Twist; 17] = [
    ("another birth date", ProblemKind::RecordUntrusted, |proof| {
        proof.holder = twisted(&proof.holder, 10);
    }),
    ("another sex", ProblemKind::RecordUntrusted, |proof| {
        proof.holder = twisted(&proof.holder, 14);
    }),
    ("another key", ProblemKind::RecordUntrusted, |proof| {
        proof.holder = twisted(&proof.holder, 200);
    }),
    ("a record that goes on", ProblemKind::RecordUntrusted, |proof| {
        let mut holder = STANDARD.decode(&proof.holder).unwrap();
        holder.extend(object(&[0xDF, 0x27], b"portrait"));
        proof.holder = STANDARD.encode(holder);
    }),
    ("no record", ProblemKind::RecordUntrusted, |proof| {
        proof.holder.clear();
    }),
    ("other images", ProblemKind::RecordUntrusted, |proof| {
        proof.images_digest = "0".repeat(64);
    }),
    ("another portrait", ProblemKind::RecordUntrusted, |proof| {
        proof.portrait_digest = "0".repeat(64);
    }),
    (
        "digests that changed places",
        ProblemKind::RecordUntrusted,
        |proof| {
            std::mem::swap(&mut proof.images_digest, &mut proof.portrait_digest);
        },
    ),
    (
        "another signature of the record",
        ProblemKind::RecordUntrusted,
        |proof| {
            proof.record_signature = twisted(&proof.record_signature, 100);
        },
    ),
    (
        "a record that the card signed itself",
        ProblemKind::RecordUntrusted,
        |proof| {
            proof.record_signature = STANDARD.encode(sign_digest_info(&CARD_KEY, &digests(proof)));
        },
    ),
    (
        "a record signed by the digest of its digests",
        ProblemKind::RecordUntrusted,
        |proof| {
            proof.record_signature = STANDARD.encode(sign(&ISSUER_KEY, &digests(proof)));
        },
    ),
    ("an issuer that changed", ProblemKind::RecordUntrusted, |proof| {
        proof.issuer_certificate = twisted(&proof.issuer_certificate, 50);
    }),
    (
        "an issuer that certified itself",
        ProblemKind::RecordUntrusted,
        |proof| {
            proof.issuer_certificate = STANDARD.encode(issuer_certificate(AUTHORITY, &ISSUER_KEY));
        },
    ),
    (
        "an issuer of an authority of another name",
        ProblemKind::RecordUntrusted,
        |proof| {
            let of_another = issuer_certificate(*b"TESTONLY-KEY-009", &AUTHORITY_KEY);
            proof.issuer_certificate = STANDARD.encode(of_another);
        },
    ),
    (
        "an issuer's certificate that goes on",
        ProblemKind::RecordUntrusted,
        |proof| {
            let certificate = STANDARD.decode(&proof.issuer_certificate).unwrap();
            proof.issuer_certificate = STANDARD.encode([certificate, vec![0xFF]].concat());
        },
    ),
    (
        "another signature of the challenge",
        ProblemKind::SignatureInvalid,
        |proof| {
            proof.signature = twisted(&proof.signature, 0);
        },
    ),
    ("a digest in capitals", ProblemKind::MalformedRequest, |proof| {
        proof.portrait_digest = proof.portrait_digest.to_uppercase();
    }),
];

fn digests(proof: &VisualProof) -> Vec<u8> {
    let of_text = |text: &str| {
        let octet = |place| u8::from_str_radix(&text[place..place + 2], 16).unwrap();
        (0..64).step_by(2).map(octet).collect::<Vec<_>>()
    };
    [
        Sha256::digest(STANDARD.decode(&proof.holder).unwrap()).to_vec(),
        of_text(&proof.images_digest),
        of_text(&proof.portrait_digest),
    ]
    .concat()
}

#[tokio::test]
async fn whatever_is_twisted_is_refused_writes_nothing_and_leaves_the_challenge_usable() {
    let stage = Stage::set().await;
    let genuine = stage.visual("valid", &hanako()).await;
    for (name, expected, twist) in TWISTS {
        let mut twisted = genuine.clone();
        twist(visual(&mut twisted));
        assert!(twisted != genuine, "{name}");
        assert_eq!(stage.refused(check(&twisted)).await, expected, "{name}");
    }
    stage.send(check(&genuine)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_record_or_certificate_cut_anywhere_is_untrusted() {
    let stage = Stage::set().await;
    let genuine = stage.visual("valid", &hanako()).await;
    let cut = |text: &str, length: usize| STANDARD.encode(&STANDARD.decode(text).unwrap()[..length]);
    for length in [0, 1, 2, 3, 10, 11, 12, 14, 15, 20, 284] {
        let mut request = genuine.clone();
        let proof = visual(&mut request);
        proof.holder = cut(&proof.holder, length);
        assert_eq!(
            stage.refused(check(&request)).await,
            ProblemKind::RecordUntrusted,
            "{length}"
        );
    }
    for length in [0, 1, 2, 4, 5, 9, 300, 310, 567] {
        let mut request = genuine.clone();
        let proof = visual(&mut request);
        proof.issuer_certificate = cut(&proof.issuer_certificate, length);
        assert_eq!(
            stage.refused(check(&request)).await,
            ProblemKind::RecordUntrusted,
            "{length}"
        );
    }
    stage.running.shutdown().await;
}
