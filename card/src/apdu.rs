//! Command and response APDUs (ISO/IEC 7816-4), short and extended.

/// A status word, the last two bytes of every answer.
///
/// The constants are those of ISO/IEC 7816-4; which of them a My Number card gives is known from open
/// readers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StatusWord(pub u16);

impl StatusWord {
    /// Done.
    pub const SUCCESS: Self = Self(0x9000);
    /// Wrong length.
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// The card could not write its memory.
    pub const MEMORY_FAILURE: Self = Self(0x6581);
    /// No logical channels.
    pub const NO_CHANNELS: Self = Self(0x6881);
    /// No secure messaging.
    pub const NO_SECURE_MESSAGING: Self = Self(0x6882);
    /// No command chaining.
    pub const NO_CHAINING: Self = Self(0x6884);
    /// The file is of another kind than the command needs.
    pub const WRONG_FILE_KIND: Self = Self(0x6981);
    /// The PIN or password was not presented.
    pub const NOT_VERIFIED: Self = Self(0x6982);
    /// Blocked, on some generations of card.
    pub const BLOCKED: Self = Self(0x6983);
    /// Blocked, on the others.
    pub const REFERENCE_UNUSABLE: Self = Self(0x6984);
    /// Nothing to give now.
    pub const CONDITIONS_NOT_SATISFIED: Self = Self(0x6985);
    /// No file is selected.
    pub const NO_CURRENT_FILE: Self = Self(0x6986);
    /// Wrong data.
    pub const WRONG_DATA: Self = Self(0x6A80);
    /// No such application or file.
    pub const NOT_FOUND: Self = Self(0x6A82);
    /// Wrong P1 or P2.
    pub const WRONG_PARAMETERS: Self = Self(0x6A86);
    /// The offset is past the end of the file.
    pub const PAST_THE_END: Self = Self(0x6B00);
    /// The instruction is not known.
    pub const UNKNOWN_INSTRUCTION: Self = Self(0x6D00);
    /// The class is not known.
    pub const UNKNOWN_CLASS: Self = Self(0x6E00);
    /// No precise diagnosis; some cards give it as their first answer after power-on.
    pub const NO_DIAGNOSIS: Self = Self(0x6F00);

    /// `63Cx`: so many tries are left (at most 15 can be said).
    pub fn tries_left(tries: u8) -> Self {
        Self(0x63C0 | u16::from(tries.min(15)))
    }

    /// `61xx`: so many bytes wait for GET RESPONSE; 256 and more are said as `00`.
    pub fn more(bytes: usize) -> Self {
        Self(0x6100 | length_byte(bytes))
    }

    /// `6Cxx`: ask again with exactly this length; 256 is said as `00`.
    pub fn exact_length(bytes: usize) -> Self {
        Self(0x6C00 | length_byte(bytes))
    }
}

impl std::fmt::Debug for StatusWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

fn length_byte(bytes: usize) -> u16 {
    if bytes >= 256 { 0 } else { bytes as u16 }
}

/// A command, taken apart. No `Debug`: the data of VERIFY is a PIN.
pub struct Command<'a> {
    /// Class.
    pub class: u8,
    /// Instruction.
    pub instruction: u8,
    /// First parameter.
    pub p1: u8,
    /// Second parameter.
    pub p2: u8,
    /// The data field; empty when there is none.
    pub data: &'a [u8],
    /// How many bytes of answer are wanted at most (Ne); `None` when no Le was sent.
    pub expected: Option<usize>,
    /// Whether the lengths were in extended form.
    pub extended: bool,
}

impl<'a> Command<'a> {
    /// Takes a command apart; `6700` when its lengths do not fit each other.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, StatusWord> {
        let &[class, instruction, p1, p2, ref body @ ..] = bytes else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        let command = |data, expected, extended| Self {
            class,
            instruction,
            p1,
            p2,
            data,
            expected,
            extended,
        };
        match *body {
            [] => Ok(command(&[], None, false)),
            [le] => Ok(command(&[], Some(short_length(le)), false)),
            [0, high, low] => Ok(command(&[], Some(extended_length(high, low)), true)),
            [0, high, low, ref rest @ ..] => {
                let length = usize::from(u16::from_be_bytes([high, low]));
                if length == 0 {
                    return Err(StatusWord::WRONG_LENGTH);
                }
                let (data, tail) = rest.split_at_checked(length).ok_or(StatusWord::WRONG_LENGTH)?;
                match *tail {
                    [] => Ok(command(data, None, true)),
                    [high, low] => Ok(command(data, Some(extended_length(high, low)), true)),
                    _ => Err(StatusWord::WRONG_LENGTH),
                }
            }
            [0, ..] => Err(StatusWord::WRONG_LENGTH),
            [length, ref rest @ ..] => {
                let (data, tail) = rest
                    .split_at_checked(usize::from(length))
                    .ok_or(StatusWord::WRONG_LENGTH)?;
                match *tail {
                    [] => Ok(command(data, None, false)),
                    [le] => Ok(command(data, Some(short_length(le)), false)),
                    _ => Err(StatusWord::WRONG_LENGTH),
                }
            }
        }
    }
}

fn short_length(le: u8) -> usize {
    if le == 0 { 256 } else { usize::from(le) }
}

fn extended_length(high: u8, low: u8) -> usize {
    match u16::from_be_bytes([high, low]) {
        0 => 65_536,
        length => usize::from(length),
    }
}

/// The bytes of an answer: data, then the status word.
pub(crate) fn answer(data: &[u8], status: StatusWord) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len() + 2);
    bytes.extend_from_slice(data);
    bytes.extend_from_slice(&status.0.to_be_bytes());
    bytes
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(bytes: &[u8]) -> Result<(usize, Option<usize>, bool), StatusWord> {
        Command::parse(bytes).map(|command| (command.data.len(), command.expected, command.extended))
    }

    #[test]
    fn all_seven_cases_are_told_apart() {
        assert_eq!(shape(&[0, 0xB0, 0, 0]), Ok((0, None, false)));
        assert_eq!(shape(&[0, 0xB0, 0, 0, 0x10]), Ok((0, Some(16), false)));
        assert_eq!(shape(&[0, 0xB0, 0, 0, 0]), Ok((0, Some(256), false)));
        assert_eq!(shape(&[0, 0xA4, 2, 12, 2, 0, 10]), Ok((2, None, false)));
        assert_eq!(shape(&[0, 0xA4, 2, 12, 2, 0, 10, 0]), Ok((2, Some(256), false)));
        assert_eq!(shape(&[0, 0xB0, 0, 0, 0, 0, 0]), Ok((0, Some(65_536), true)));
        assert_eq!(shape(&[0, 0xA4, 2, 12, 0, 0, 2, 0, 10]), Ok((2, None, true)));
        assert_eq!(
            shape(&[0, 0xA4, 2, 12, 0, 0, 2, 0, 10, 1, 0]),
            Ok((2, Some(256), true))
        );
    }

    #[test]
    fn lengths_that_do_not_fit_are_refused() {
        for bytes in [
            &[0u8, 0xB0, 0][..],
            &[0, 0xA4, 2, 12, 3, 0, 10],
            &[0, 0xA4, 2, 12, 1, 0, 10, 0],
            &[0, 0xB0, 0, 0, 0, 1],
            &[0, 0xB0, 0, 0, 0, 0, 0, 1],
            &[0, 0xA4, 2, 12, 0, 0, 2, 0],
            &[0, 0xA4, 2, 12, 0, 0, 2, 0, 10, 1],
        ] {
            assert_eq!(shape(bytes), Err(StatusWord::WRONG_LENGTH), "{bytes:02X?}");
        }
    }

    #[test]
    fn lengths_of_256_are_said_as_zero() {
        assert_eq!(StatusWord::more(256).0, 0x6100);
        assert_eq!(StatusWord::more(1590).0, 0x6100);
        assert_eq!(StatusWord::exact_length(0x36).0, 0x6C36);
        assert_eq!(StatusWord::tries_left(3).0, 0x63C3);
    }
}
