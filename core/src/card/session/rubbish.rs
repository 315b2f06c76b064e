//! Test: a card that answers whatever comes to its mind, like a property test.

use super::{
    LastTry,
    scripted::*,
    surface_tap::{RAMP, record_of, surface_card, tap_surface},
};
use crate::card::{CardFault, Phase, Tries};

/// A card that answers whatever comes to its mind, in 20 000 taps. The generator is seeded: every run is the
/// same.
#[tokio::test]
async fn no_answer_makes_the_session_panic_or_present_the_pin_twice() {
    let mut random = Xorshift(0x9E37_79B9_7F4A_7C15);
    let mut proofs = 0;
    let mut presented = 0;
    for _ in 0..20_000 {
        // Part of a good card's answers first, so that the later phases are reached.
        let good = random.below(12);
        let mut replies: Vec<Reply> = good_card().into_iter().take(good).collect();
        replies.extend((0..random.below(20)).map(|_| random.reply()));
        let last_try = if random.below(2) == 0 {
            LastTry::Ask
        } else {
            LastTry::Agreed
        };
        let ended = ScriptedReader::holding(replies).tap(last_try).await;
        assert!(ended.secrets_presented() <= 1);
        if ended
            .outcome
            .is_err_and(|fault| fault.tries() == Tries::Untouched && fault != CardFault::Blocked)
        {
            assert!(!ended.phases.contains(&Phase::Verify));
        } else {
            presented += 1;
        }
        proofs += usize::from(ended.phases.contains(&Phase::Sign));
    }
    // The walk gets anywhere.
    assert!(presented > 10_000 && proofs > 1_000, "{presented} {proofs}");
}

/// The same without the PIN, over links for short and for extended lengths.
#[tokio::test]
async fn no_answer_makes_a_tap_without_the_pin_panic_or_present_the_number_twice() {
    let mut random = Xorshift(0x2545_F491_4F6C_DD1D);
    let record = record_of(RAMP, b"20351122");
    let (mut presented, mut signed, mut whole) = (0, 0, 0);
    for _ in 0..4_000 {
        let extended = random.below(2) == 0;
        let good = surface_card(&record, if extended { 0x8000 } else { 256 });
        let cut = random.below(good.len() + 1);
        let mut replies: Vec<Reply> = good.into_iter().take(cut).collect();
        replies.extend((0..random.below(20)).map(|_| random.reply()));
        let reader = match extended {
            true => ScriptedReader::extended(1, replies),
            false => ScriptedReader::holding(replies),
        };
        let ended = tap_surface(&reader, LastTry::Ask).await;
        assert!(ended.secrets_presented() <= 1);
        presented += ended.secrets_presented();
        signed += usize::from(ended.phases.contains(&Phase::SignSurface));
        whole += usize::from(ended.outcome.is_ok());
    }
    // The walk gets anywhere.
    assert!(
        presented > 1_000 && signed > 500 && whole > 50,
        "{presented} {signed} {whole}"
    );
}

/// Marsaglia's xorshift64: chance enough for tests, and no dependency.
struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn reply(&mut self) -> Reply {
        const WORDS: [u16; 14] = [
            0x9000, 0x9000, 0x9000, 0x6100, 0x6110, 0x6C00, 0x6C10, 0x63C0, 0x63C1, 0x63C3, 0x6983, 0x6A82,
            0x6B00, 0x6F00,
        ];
        let length = self.below(300);
        let mut bytes: Vec<u8> = (0..length).map(|_| self.below(256) as u8).collect();
        match self.below(4) {
            0 => Reply::Bytes(bytes),
            1 => status(WORDS[self.below(WORDS.len())]),
            2 => data(&bytes, WORDS[self.below(WORDS.len())]),
            _ => {
                let header = [0x30, 0x82, self.below(17) as u8, self.below(256) as u8];
                bytes.truncate(252);
                data(&[&header[..], &bytes].concat(), 0x9000)
            }
        }
    }
}
