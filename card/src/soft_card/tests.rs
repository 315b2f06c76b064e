//! The rules of the card, one sentence each. Longer than 300 lines because they are one list: nothing has to be
//! looked for in two places. All commands are given as they go over the air.

use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256};
use x509_cert::{Certificate, der::Decode, spki::DecodePublicKey};

use super::*;
use crate::{pki, sample};

const SELECT_JPKI: &str = "00A4040C0AD392F000260100000001";
const SELECT_ISD: &str = "00A4040C08A000000151000000";
const RIGHT_PIN: &str = "002000980431323334";
const WRONG_PIN: &str = "002000980439393939";
const TRIES_LEFT: &str = "00200098";
const DIGEST_INFO: &str = "3031300d060960864801650304020105000420";

struct Bench(SoftCard);

impl Bench {
    fn new() -> Self {
        Self::with(Quirks::default())
    }

    fn with(quirks: Quirks) -> Self {
        let mut card = sample::card("valid", "2026-11-22T00:00:00Z".parse().unwrap())
            .unwrap()
            .with_quirks(quirks);
        card.power_on();
        Self(card)
    }

    fn jpki() -> Self {
        let mut bench = Self::new();
        bench.ok(SELECT_JPKI);
        bench
    }

    fn send(&mut self, hex: &str) -> (Vec<u8>, u16) {
        let mut bytes = self.0.transmit(&unhex(hex));
        let status = bytes.split_off(bytes.len() - 2);
        (bytes, u16::from_be_bytes([status[0], status[1]]))
    }

    fn status(&mut self, hex: &str) -> u16 {
        self.send(hex).1
    }

    #[track_caller]
    fn ok(&mut self, hex: &str) -> Vec<u8> {
        let (data, status) = self.send(hex);
        assert_eq!(status, 0x9000, "{hex}");
        data
    }
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

fn sign_command(p2: &str, message: &[u8]) -> String {
    let digest: String = Sha256::digest(message)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("802A00{p2}33{DIGEST_INFO}{digest}00")
}

fn verifies(certificate: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let info = Certificate::from_der(certificate)
        .unwrap()
        .tbs_certificate
        .subject_public_key_info;
    let key = RsaPublicKey::from_public_key_der(&x509_cert::der::Encode::to_der(&info).unwrap()).unwrap();
    key.verify(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message), signature)
        .is_ok()
}

#[test]
fn the_shortest_way_reads_the_certificate_and_signs_in_eleven_exchanges() {
    let mut bench = Bench::new();
    bench.ok(SELECT_JPKI);
    assert_eq!(bench.status(TRIES_LEFT), 0x63C3);
    bench.ok(RIGHT_PIN);
    let mut certificate = bench.ok("00B08A0000");
    let length = usize::from(u16::from_be_bytes([certificate[2], certificate[3]])) + 4;
    let mut exchanges = 4;
    while certificate.len() < length {
        let [high, low] = (certificate.len() as u16).to_be_bytes();
        certificate.extend(bench.ok(&format!("00B0{high:02X}{low:02X}00")));
        exchanges += 1;
    }
    let signature = bench.ok(&sign_command("97", b"challenge"));
    assert_eq!(exchanges + 1, 11);
    assert_eq!(certificate, bench.0.authentication_certificate());
    assert!(verifies(&certificate, b"challenge", &signature));
}

#[test]
fn foreign_applications_are_not_found_and_end_no_login() {
    let mut bench = Bench::jpki();
    bench.ok(RIGHT_PIN);
    assert_eq!(bench.status("00A4040C0AD3921000310001010408"), 0x6A82);
    bench.ok(&sign_command("97", b"x"));
}

#[test]
fn files_cannot_be_reached_before_the_application_is_selected() {
    let mut bench = Bench::new();
    assert_eq!(bench.status("00A4020C02000A"), 0x6A82);
    assert_eq!(bench.status("00B08A0000"), 0x6A82);
    assert_eq!(bench.status(RIGHT_PIN), 0x6A82);
    assert_eq!(bench.status(&sign_command("97", b"x")), 0x6A82);
    assert_eq!(bench.status("00B0000000"), 0x6986);
}

#[test]
fn the_authentication_certificate_is_free_and_the_signature_certificate_needs_its_password() {
    let mut bench = Bench::jpki();
    bench.ok("00B08A0000");
    bench.ok(RIGHT_PIN);
    assert_eq!(bench.status("00B0810000"), 0x6982);
    bench.ok("0020009B084B594F54414B5531");
    bench.ok("00B0810000");
}

#[test]
fn every_file_reads_as_it_should() {
    let mut bench = Bench::jpki();
    assert_eq!(bench.ok("00B0860000").len(), 160);
    assert_eq!(bench.ok("00B0880000"), [0x8F, 0x8F, 0x00]);
    bench.ok("00A4020C02000B");
    assert_eq!(bench.ok("00B00000000000"), pki::auth_root_der());
    bench.ok("00A4020C020002");
    assert_eq!(bench.ok("00B00000000000"), pki::signature_root_der());
    for file in ["0017", "0018", "001A", "001B"] {
        bench.ok(&format!("00A4020C02{file}"));
        assert_eq!(bench.status("00B0000000"), 0x6981, "{file}");
    }
    assert_eq!(bench.status("00A4020C020003"), 0x6A82);
}

#[test]
fn reading_past_the_end_is_told_and_reading_over_it_gives_what_is_there() {
    let mut bench = Bench::jpki();
    assert_eq!(bench.ok("00B0860000").len(), 160);
    assert_eq!(bench.ok("00B0009000").len(), 16);
    assert_eq!(bench.status("00B000A000"), 0x6B00);
    assert_eq!(bench.status("00B07FFF00"), 0x6B00);
    assert_eq!(bench.ok("00B0000005").len(), 5);
    assert_eq!(bench.status("00B00000"), 0x6700);
}

#[test]
fn an_extended_read_gives_the_whole_certificate() {
    let mut bench = Bench::jpki();
    assert_eq!(bench.ok("00B08A00000000"), bench.0.authentication_certificate());
    for refusal in [
        StatusWord::WRONG_LENGTH,
        StatusWord::WRONG_PARAMETERS,
        StatusWord::UNKNOWN_CLASS,
    ] {
        let mut short_only = Bench::with(Quirks {
            refuses_extended_with: Some(refusal),
            ..Quirks::default()
        });
        short_only.ok(SELECT_JPKI);
        assert_eq!(short_only.status("00B08A00000000"), refusal.0);
        assert_eq!(short_only.ok("00B08A0000").len(), 256);
    }
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left_and_the_third_blocks() {
    for (blocked, status) in [(Blocked::Says6983, 0x6983), (Blocked::Says6984, 0x6984)] {
        let mut bench = Bench::with(Quirks {
            blocked,
            ..Quirks::default()
        });
        bench.ok(SELECT_JPKI);
        assert_eq!(bench.status(WRONG_PIN), 0x63C2);
        assert_eq!(bench.status(WRONG_PIN), 0x63C1);
        assert_eq!(bench.status(WRONG_PIN), 0x63C0);
        assert_eq!(bench.status(RIGHT_PIN), status);
        assert_eq!(bench.status(TRIES_LEFT), 0x63C0);
        assert_eq!(bench.status(&sign_command("97", b"x")), 0x6982);
    }
}

#[test]
fn the_password_has_five_tries_of_its_own() {
    let mut bench = Bench::jpki();
    assert_eq!(bench.status("0020009B06414141414141"), 0x63C4);
    assert_eq!(bench.status("0020009B"), 0x63C4);
    assert_eq!(bench.status(TRIES_LEFT), 0x63C3);
}

#[test]
fn asking_for_the_tries_spends_none_and_is_answered_so_even_after_login() {
    let mut bench = Bench::jpki();
    for _ in 0..5 {
        assert_eq!(bench.status(TRIES_LEFT), 0x63C3);
    }
    bench.ok(RIGHT_PIN);
    assert_eq!(bench.status(TRIES_LEFT), 0x63C3);
    bench.ok(&sign_command("97", b"x"));
}

#[test]
fn a_wrong_pin_ends_a_login() {
    let mut bench = Bench::jpki();
    bench.ok(RIGHT_PIN);
    bench.status(WRONG_PIN);
    assert_eq!(bench.status(&sign_command("97", b"x")), 0x6982);
}

#[test]
fn a_login_survives_reset_and_reselection_but_neither_another_application_nor_power_off() {
    let mut bench = Bench::jpki();
    bench.ok(RIGHT_PIN);
    bench.0.reset();
    bench.ok(SELECT_JPKI);
    bench.ok(&sign_command("97", b"x"));
    bench.ok(SELECT_ISD);
    bench.ok(SELECT_JPKI);
    assert_eq!(bench.status(&sign_command("97", b"x")), 0x6982);
    bench.ok(RIGHT_PIN);
    bench.0.power_off();
    bench.0.power_on();
    bench.ok(SELECT_JPKI);
    assert_eq!(bench.status(&sign_command("97", b"x")), 0x6982);
}

#[test]
fn the_keys_sign_by_selected_file_too_and_each_needs_its_own_secret() {
    let mut bench = Bench::jpki();
    bench.ok("00A4020C020018");
    bench.ok("002000800431323334");
    bench.ok("00A4020C020017");
    bench.ok(&sign_command("80", b"x"));
    assert_eq!(bench.status(&sign_command("9A", b"x")), 0x6982);
    bench.ok("0020009B084B594F54414B5531");
    let signature = bench.ok(&sign_command("9A", b"x"));
    let certificate = bench.ok("00B08100000000");
    assert!(verifies(&certificate, b"x", &signature));
}

#[test]
fn what_the_card_does_not_know_is_refused_by_its_own_word() {
    let mut bench = Bench::jpki();
    bench.ok(RIGHT_PIN);
    for (command, status) in [
        ("00CADF3000", 0x6D00),
        ("00CB3FFF00", 0x6D00),
        ("01A4040C0AD392F000260100000001", 0x6881),
        ("0CA4040C0AD392F000260100000001", 0x6882),
        ("10A4040C0AD392F000260100000001", 0x6884),
        ("A0A4040C0AD392F000260100000001", 0x6E00),
        ("80A4040C0AD392F000260100000001", 0x6E00),
        ("00A4080C02000A", 0x6A86),
        ("00A4020802000A", 0x6A86),
        ("00A4020C01000A00", 0x6700),
        ("00200118", 0x6A86),
        ("00200018", 0x6A86),
        ("0020009700", 0x6981),
        ("802A0197053132333435 00", 0x6A86),
        ("802A0097053132333435", 0x6700),
        ("802A009700", 0x6700),
        ("802A009705313233343510", 0x6C00),
        ("00C0000000", 0x6985),
        ("00B0000000", 0x6981),
    ] {
        assert_eq!(bench.status(&command.replace(' ', "")), status, "{command}");
    }
    assert_eq!(bench.status(TRIES_LEFT), 0x63C3, "none of it spent a try");
}

#[test]
fn the_first_command_after_power_on_may_be_stumbled_over() {
    let mut bench = Bench::with(Quirks {
        stumbles_at_first_command: true,
        ..Quirks::default()
    });
    assert_eq!(bench.status(SELECT_JPKI), 0x6F00);
    bench.ok(SELECT_JPKI);
    bench.0.reset();
    bench.ok(SELECT_JPKI);
    bench.0.power_off();
    bench.0.power_on();
    assert_eq!(bench.status(SELECT_JPKI), 0x6F00);
}

#[test]
fn a_card_may_hand_out_data_by_get_response_only() {
    let mut bench = Bench::with(Quirks {
        waits_for_get_response: true,
        ..Quirks::default()
    });
    bench.ok(SELECT_JPKI);
    assert_eq!(bench.send("00B0860000"), (vec![], 0x61A0));
    assert_eq!(bench.send("00C0000090").1, 0x6110);
    assert_eq!(bench.ok("00C0000010").len(), 16);
    bench.ok(RIGHT_PIN);
    assert_eq!(bench.status(&sign_command("97", b"x")), 0x6100);
    assert_eq!(bench.ok("00C0000000").len(), 256);
    bench.status("00B0860000");
    bench.status(TRIES_LEFT);
    assert_eq!(
        bench.status("00C0000000"),
        0x6985,
        "another command drops what waited"
    );
}

#[test]
fn a_card_may_insist_on_the_exact_length() {
    let mut bench = Bench::with(Quirks {
        insists_on_exact_length: true,
        ..Quirks::default()
    });
    bench.ok(SELECT_JPKI);
    assert_eq!(bench.send("00B0860000"), (vec![], 0x6CA0));
    assert_eq!(bench.ok("00B08600A0").len(), 160);
}

#[test]
fn debug_output_tells_no_secret() {
    let mut bench = Bench::jpki();
    bench.ok(RIGHT_PIN);
    let text = format!("{:?}", bench.0);
    assert!(
        !text.contains("1234") && !text.contains("KYOTAKU1") && !text.contains("PRIVATE"),
        "{text}"
    );
}

/// Ten thousand commands from a fixed seed, half of them grown from commands that mean something.
#[test]
fn no_bytes_make_the_card_panic_or_answer_without_a_status_word() {
    let seeds: Vec<Vec<u8>> = [
        SELECT_JPKI,
        SELECT_ISD,
        RIGHT_PIN,
        TRIES_LEFT,
        "00A4020C02000A",
        "00B08A0000",
        "00C0000000",
        "00B08A00000000",
    ]
    .iter()
    .map(|hex| unhex(hex))
    .collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    let quirks = Quirks {
        waits_for_get_response: true,
        insists_on_exact_length: true,
        ..Quirks::default()
    };
    let mut bench = Bench::with(quirks);
    for _ in 0..10_000 {
        let command: Vec<u8> = if random() % 2 == 0 {
            (0..random() % 24).map(|_| random() as u8).collect()
        } else {
            let mut command = seeds[random() % seeds.len()].clone();
            let at = random() % command.len();
            match random() % 4 {
                0 => command[at] = random() as u8,
                1 => command.truncate(at),
                2 => command.extend((0..random() % 300).map(|_| random() as u8)),
                _ => {}
            }
            command
        };
        let answer = bench.0.transmit(&command);
        assert!(answer.len() >= 2, "{command:02X?}");
        let status = u16::from_be_bytes([answer[answer.len() - 2], answer[answer.len() - 1]]);
        assert!(
            matches!(status >> 8, 0x61..=0x6F | 0x90),
            "{status:04X} to {command:02X?}"
        );
        match random() % 50 {
            0 => bench.0.power_off(),
            1 => bench.0.reset(),
            _ => {}
        }
    }
}
