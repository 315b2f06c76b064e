//! How much crossed a link, exchange by exchange, for benchmarks: lengths and the instruction, never a byte of the data.

/// One command and its answer, as the card's end of the link saw them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exchanged {
    /// INS, the second byte of the command; `None` if it had none.
    pub instruction: Option<u8>,
    /// Length of the command, in bytes.
    pub sent: usize,
    /// Length of the answer, status word included; `None` if none came back.
    pub received: Option<usize>,
}

impl Exchanged {
    /// Whether a secret was presented: VERIFY with data, and not the question for the tries left.
    pub fn presents_a_secret(&self) -> bool {
        self.instruction == Some(0x20) && self.sent > 5
    }

    /// Whether the card was asked to sign.
    pub fn signs(&self) -> bool {
        self.instruction == Some(0x2A)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(command: &[u8]) -> Exchanged {
        Exchanged {
            instruction: command.get(1).copied(),
            sent: command.len(),
            received: Some(2),
        }
    }

    #[test]
    fn the_question_for_the_tries_left_presents_nothing() {
        assert!(!of(&[0x00, 0x20, 0x00, 0x98]).presents_a_secret());
        assert!(of(&[0x00, 0x20, 0x00, 0x98, 0x04, 0x31, 0x32, 0x33, 0x34]).presents_a_secret());
        assert!(of(&[0x80, 0x2A, 0x00, 0x97, 0x01, 0x00, 0x00]).signs());
        assert!(!of(&[]).signs());
    }
}
