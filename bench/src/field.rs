//! What a tap would take in the field: a model. No plastic card was measured. Every number of it stands here, with its
//! source or `[I]` where it is inferred; whoever knows better changes it here.

use kyotaku_card::Exchanged;

/// The numbers of the model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// Bits a second. 13.56 MHz / 128: ISO/IEC 14443 before a faster rate is agreed.
    pub(crate) bits_a_second: f64,
    /// Elementary time units of a byte: start bit, eight bits, stop bit (ISO/IEC 14443-3, type B).
    pub(crate) units_a_byte: f64,
    /// Units of a frame's start and end together: 10 or 11 low and 2 high each (datasheet of ST's CRX14, 6.7 and 6.8).
    pub(crate) units_a_frame: f64,
    /// The block's own bytes: PCB, and CRC of two (ISO/IEC 14443-4, without CID and NAD).
    pub(crate) block_overhead: usize,
    /// The largest frame, block's own bytes included. What longer commands and answers are cut into.
    pub(crate) largest_frame: usize,
    /// From the end of a frame to the beginning of the next, milliseconds. `[I]`
    pub(crate) turn: f64,
    /// What phone, NFC controller and card need for an exchange, whatever its length, milliseconds. `[I]`: 10 to 30 are
    /// plausible for a phone.
    pub(crate) exchange: f64,
    /// The card's own time for a secret, milliseconds: it compares and writes its counter. `[I]`
    pub(crate) verify: f64,
    /// The card's own time for an RSA-2048 signature, milliseconds. With a coprocessor 50 to 200 (smartcardfyi.com, glossary
    /// "RSA"); in a weak field the upper end. `[I]`
    pub(crate) sign: f64,
}

/// As it is printed.
pub(crate) const FIELD: Field = Field {
    bits_a_second: 106_000.0,
    units_a_byte: 10.0,
    units_a_frame: 26.0,
    block_overhead: 3,
    largest_frame: 256,
    turn: 0.3,
    exchange: 15.0,
    verify: 40.0,
    sign: 200.0,
};

impl Field {
    /// Milliseconds on the air.
    pub(crate) fn air(&self, exchanges: &[Exchanged]) -> f64 {
        exchanges
            .iter()
            .map(|exchange| {
                self.transfer(exchange.sent) + exchange.received.map_or(0.0, |bytes| self.transfer(bytes))
            })
            .sum()
    }

    /// Milliseconds in all.
    pub(crate) fn whole(&self, exchanges: &[Exchanged]) -> f64 {
        let count = |which: fn(&Exchanged) -> bool| {
            exchanges.iter().filter(|exchange| which(exchange)).count() as f64
        };
        self.air(exchanges)
            + self.exchange * exchanges.len() as f64
            + self.verify * count(Exchanged::presents_a_secret)
            + self.sign * count(Exchanged::signs)
    }

    /// One command or one answer. All blocks but the last are each acknowledged by a block without data (R(ACK)).
    fn transfer(&self, bytes: usize) -> f64 {
        let most = self.largest_frame - self.block_overhead;
        let blocks = bytes.div_ceil(most).max(1);
        let acknowledged = blocks - 1;
        self.frames(blocks + acknowledged, bytes)
    }

    fn frames(&self, frames: usize, bytes: usize) -> f64 {
        let own = frames * self.block_overhead;
        let units = (bytes + own) as f64 * self.units_a_byte + frames as f64 * self.units_a_frame;
        units / self.bits_a_second * 1000.0 + frames as f64 * self.turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(instruction: u8, sent: usize, received: usize) -> Exchanged {
        Exchanged {
            instruction: Some(instruction),
            sent,
            received: Some(received),
        }
    }

    fn near(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-6
    }

    #[test]
    fn a_byte_more_takes_ten_units_more() {
        let one = FIELD.air(&[exchange(0xB0, 5, 100)]);
        let other = FIELD.air(&[exchange(0xB0, 5, 101)]);
        assert!(near(other - one, 10.0 / 106.0));
    }

    #[test]
    fn what_does_not_fit_into_a_frame_takes_two_frames_more() {
        let fits = FIELD.air(&[exchange(0xB0, 5, 253)]);
        let does_not = FIELD.air(&[exchange(0xB0, 5, 254)]);
        let frames = 2.0 * ((26.0 + 30.0) / 106.0 + FIELD.turn);
        assert!(near(does_not - fits, 10.0 / 106.0 + frames));
    }

    #[test]
    fn only_verify_with_a_secret_and_the_signature_take_the_cards_own_time() {
        let own = |exchange: Exchanged| FIELD.whole(&[exchange]) - FIELD.air(&[exchange]) - FIELD.exchange;
        assert!(near(own(exchange(0x20, 4, 2)), 0.0));
        assert!(near(own(exchange(0x20, 9, 2)), FIELD.verify));
        assert!(near(own(exchange(0x2A, 57, 258)), FIELD.sign));
        assert!(near(own(exchange(0xB0, 5, 258)), 0.0));
    }
}
