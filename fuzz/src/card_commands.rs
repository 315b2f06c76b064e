//! The software card, against any commands, with power and reset between them.
//!
//! Whatever it is sent: no panic; an answer ends in a status word that ISO/IEC 7816-4 knows; a secret's tries never grow
//! unless it was presented, and one command takes at most one of them.
//!
//! An input: a byte for the card's habits, then for each command a byte that says what happens ([`happens`]), and what
//! that takes.

use std::{collections::HashMap, sync::OnceLock};

use kyotaku_card::{
    CardState, SoftCard,
    apdu::StatusWord,
    sample,
    soft_card::{Blocked, Quirks},
};

use crate::input::Input;

/// Beginnings of commands that the card knows, to spare the fuzzer the guessing of names and secrets.
const KNOWN: [&[u8]; 13] = [
    // SELECT the JPKI application, the surface application, a file.
    &[
        0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
    ],
    &[
        0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02,
    ],
    &[0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00],
    // VERIFY: the right PIN, a wrong one, the right password, the beginning of one of 14 digits, the right one, no data.
    &[0x00, 0x20, 0x00, 0x98, 0x04, 0x31, 0x32, 0x33, 0x34],
    &[0x00, 0x20, 0x00, 0x98, 0x04, 0x39, 0x39, 0x39, 0x39],
    &[
        0x00, 0x20, 0x00, 0x9B, 0x08, 0x4B, 0x59, 0x4F, 0x54, 0x41, 0x4B, 0x55, 0x31,
    ],
    &[0x00, 0x20, 0x00, 0x92, 0x0E],
    b"\x00\x20\x00\x92\x0E15051220351942",
    &[0x00, 0x20, 0x00],
    // READ BINARY: of the certificate, of the current file; SIGN; GET RESPONSE.
    &[0x00, 0xB0, 0x8A, 0x00],
    &[0x00, 0xB0],
    &[0x80, 0x2A, 0x00],
    &[0x00, 0xC0, 0x00, 0x00],
];

/// More than these are not sent in one run: a signature takes its time.
const MOST_COMMANDS: usize = 24;

/// What happens next.
enum Next {
    Command(Vec<u8>),
    PowerOff,
    PowerOn,
    Reset,
}

fn happens(input: &mut Input) -> Next {
    match input.byte() {
        // A known beginning, and some bytes more.
        known @ 0x00..=0xBF => {
            let beginning = KNOWN[usize::from(known) % KNOWN.len()];
            let more = usize::from(input.byte() & 0x1F);
            Next::Command([beginning, &input.bytes(more)].concat())
        }
        // Any bytes.
        0xC0..=0xEF => {
            let length = usize::from(input.byte());
            Next::Command(input.bytes(length))
        }
        0xF0..=0xF7 => Next::Reset,
        0xF8..=0xFB => Next::PowerOff,
        0xFC..=0xFF => Next::PowerOn,
    }
}

/// # Panics
///
/// If something that must hold does not.
pub fn run(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let habits = input.byte();
    let mut card = new_card().with_quirks(quirks(habits));
    let mut before = tries(&card);
    for _ in 0..MOST_COMMANDS {
        if input.is_empty() {
            break;
        }
        match happens(&mut input) {
            Next::Command(command) => {
                let answer = card.transmit(&command);
                let after = tries(&card);
                judge(&command, &answer, &before, &after);
                before = after;
            }
            Next::PowerOff => card.power_off(),
            Next::PowerOn => card.power_on(),
            Next::Reset => card.reset(),
        }
        assert!(before == tries(&card), "power or reset changed the tries");
    }
}

fn judge(command: &[u8], answer: &[u8], before: &Tries, after: &Tries) {
    let &[.., sw1, _sw2] = answer else {
        panic!("an answer without a status word")
    };
    assert!(
        matches!(sw1, 0x61..=0x6F | 0x90..=0x9F),
        "{sw1:02X} begins no status word"
    );
    for (name, secret) in SECRETS {
        let (before, after) = (before[name], after[name]);
        assert!(after + 1 >= before, "{name}: one command took more than one try");
        let presented = command.windows(secret.len()).any(|bytes| bytes == secret);
        assert!(after <= before || presented, "{name}: tries came back");
    }
}

/// The secrets whose tries can be seen, and what they are on the card of these runs.
const SECRETS: [(&str, &[u8]); 3] = [
    ("authentication", sample::PIN.as_bytes()),
    ("signature", sample::PASSWORD.as_bytes()),
    // 照合番号B of the sample.
    ("number B", b"15051220351942"),
];

type Tries = HashMap<&'static str, u8>;

fn tries(card: &SoftCard) -> Tries {
    let CardState {
        authentication,
        signature,
        surface,
    } = card
        .state()
        .expect("a sample card has certificates that can be read");
    HashMap::from([
        ("authentication", authentication.tries_left),
        ("signature", signature.tries_left),
        (
            "number B",
            surface.map_or(0, |surface| surface.number_b.tries_left),
        ),
    ])
}

/// The card, made once: to make one takes signatures.
fn new_card() -> SoftCard {
    static CARD: OnceLock<SoftCard> = OnceLock::new();
    let made = CARD.get_or_init(|| {
        let now = "2026-11-22T03:00:00Z".parse().expect("that is a time");
        sample::card("valid", now).expect("there is a sample of this name")
    });
    copied(made)
}

/// Without the flags of `cargo xtask fuzz` only the lints of this code are of interest.
#[cfg(not(fuzzing))]
fn copied(_card: &SoftCard) -> SoftCard {
    unreachable!("nothing is run without them")
}

#[cfg(fuzzing)]
fn copied(card: &SoftCard) -> SoftCard {
    card.copied()
}

fn quirks(habits: u8) -> Quirks {
    Quirks {
        blocked: if habits & 1 == 0 {
            Blocked::Says6983
        } else {
            Blocked::Says6984
        },
        stumbles_at_first_command: habits & 2 != 0,
        waits_for_get_response: habits & 4 != 0,
        insists_on_exact_length: habits & 8 != 0,
        refuses_extended_with: (habits & 16 != 0).then_some(StatusWord::WRONG_LENGTH),
        gives_at_most: (habits & 32 != 0).then_some(100),
    }
}
