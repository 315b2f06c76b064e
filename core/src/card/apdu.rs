//! Command APDUs in short form, and the split of an answer into data and status word.
//!
//! The commands are those that the sources of [`super`] agree on, in the form that needs no SELECT EF: files,
//! PIN and key are named by their short EF ids.

use zeroize::Zeroizing;

use super::{
    pin::PIN_LENGTH,
    status::{Meaning, StatusWord},
};

/// The JPKI application (公的個人認証).
const JPKI_AID: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// Marks a short EF id in P1 or P2.
const SHORT_EF_ID: u8 = 0x80;
/// EF 000A, the user-authentication certificate (利用者証明用電子証明書).
const AUTHENTICATION_CERTIFICATE: u8 = 0x0A;
/// EF 0017, the user-authentication key.
const AUTHENTICATION_KEY: u8 = 0x17;
/// EF 0018, its PIN.
const AUTHENTICATION_PIN: u8 = 0x18;
/// DigestInfo of SHA-256 (RFC 8017, 9.2 note 1), to be followed by the hash. The card adds the padding.
const SHA_256_DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// The most data bytes that one answer to a short command carries.
pub(crate) const MOST_DATA: usize = 256;
/// The end of what READ BINARY with P1 P2 as an offset can name, exclusive: 15 bits.
pub(crate) const END_OF_OFFSETS: usize = 0x8000;

/// A command that may be sent again: none of them can spend a PIN try. VERIFY is not one of them, see
/// [`verify`].
#[derive(Clone)]
pub(crate) struct Command {
    head: [u8; 4],
    data: Vec<u8>,
    le: Option<u8>,
    /// Whether 61xx and 6Cxx are followed.
    follow: bool,
}

impl Command {
    /// SELECT the JPKI application, no file control information wanted.
    pub(crate) fn select_jpki() -> Self {
        Self {
            head: [0x00, 0xA4, 0x04, 0x0C],
            data: JPKI_AID.to_vec(),
            le: None,
            follow: true,
        }
    }

    /// Asks how many tries the PIN has left: VERIFY with neither data nor Le. Never sent in another form:
    /// with a byte behind it, as 6Cxx would have it, a T=0 reader could take that byte for an Lc.
    pub(crate) fn tries_left() -> Self {
        let head = [0x00, 0x20, 0x00, SHORT_EF_ID | AUTHENTICATION_PIN];
        Self {
            head,
            data: Vec::new(),
            le: None,
            follow: false,
        }
    }

    /// Selects the user-authentication certificate and reads its first bytes, as many as one answer holds.
    pub(crate) fn read_certificate() -> Self {
        let head = [0x00, 0xB0, SHORT_EF_ID | AUTHENTICATION_CERTIFICATE, 0x00];
        Self {
            head,
            data: Vec::new(),
            le: Some(0x00),
            follow: true,
        }
    }

    /// Reads `wanted` bytes (at most [`MOST_DATA`] are asked for) of the current file from `offset`, which
    /// must lie below [`END_OF_OFFSETS`].
    pub(crate) fn read_on(offset: usize, wanted: usize) -> Self {
        debug_assert!(offset < END_OF_OFFSETS);
        let [_, .., high, low] = offset.to_be_bytes();
        // An Le of 00 stands for 256.
        let le = u8::try_from(wanted).unwrap_or(0x00);
        Self {
            head: [0x00, 0xB0, high & 0x7F, low],
            data: Vec::new(),
            le: Some(le),
            follow: true,
        }
    }

    /// Signs a SHA-256 hash with the user-authentication key, RSASSA-PKCS1-v1_5.
    pub(crate) fn sign_sha_256(hash: &[u8; 32]) -> Self {
        let head = [0x80, 0x2A, 0x00, SHORT_EF_ID | AUTHENTICATION_KEY];
        let data = [&SHA_256_DIGEST_INFO[..], hash].concat();
        Self {
            head,
            data,
            le: Some(0x00),
            follow: true,
        }
    }

    /// Fetches `waiting` bytes (0: 256) that the card announced with 61xx.
    pub(crate) fn get_response(waiting: u8) -> Self {
        Self {
            head: [0x00, 0xC0, 0x00, 0x00],
            data: Vec::new(),
            le: Some(waiting),
            follow: true,
        }
    }

    /// The same command with the Le that the card named in 6Cxx.
    pub(crate) fn with_le(mut self, le: u8) -> Self {
        self.le = Some(le);
        self
    }

    /// Whether 61xx and 6Cxx to this command are followed.
    pub(crate) fn follow(&self) -> bool {
        self.follow
    }

    /// The bytes on the wire.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.head.to_vec();
        if !self.data.is_empty() {
            // The longest data are 51 bytes, the DigestInfo.
            bytes.push(self.data.len() as u8);
            bytes.extend_from_slice(&self.data);
        }
        bytes.extend(self.le);
        bytes
    }
}

/// VERIFY with the user-authentication PIN. Not a [`Command`]: it cannot be cloned, given another Le or sent
/// by what repeats commands. Overwritten with zeros if it is dropped unsent.
pub(crate) fn verify(pin: &[u8; PIN_LENGTH]) -> Zeroizing<Vec<u8>> {
    // Allocated at its full size: growing would leave a copy of the PIN behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(5 + PIN_LENGTH));
    bytes.extend_from_slice(&[
        0x00,
        0x20,
        0x00,
        SHORT_EF_ID | AUTHENTICATION_PIN,
        PIN_LENGTH as u8,
    ]);
    bytes.extend_from_slice(pin);
    bytes
}

/// An answer, split.
pub(crate) struct Answer {
    /// What stands before the status word, at most [`MOST_DATA`] bytes.
    pub(crate) data: Vec<u8>,
    /// The status word.
    pub(crate) status: StatusWord,
}

impl Answer {
    /// Splits an answer; `None` if it is too short to hold a status word, too long for a short command, or
    /// ends in two bytes that are no status word.
    pub(crate) fn split(mut bytes: Vec<u8>) -> Option<Self> {
        let &[sw1, sw2] = bytes.last_chunk::<2>()?;
        let status = StatusWord::new(sw1, sw2)?;
        bytes.truncate(bytes.len() - 2);
        (bytes.len() <= MOST_DATA).then_some(Self { data: bytes, status })
    }

    /// What the status word says.
    pub(crate) fn meaning(&self) -> Meaning {
        self.status.meaning()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02X}")).collect()
    }

    #[test]
    fn every_command_has_the_bytes_of_the_sources() {
        assert_eq!(
            hex(&Command::select_jpki().to_bytes()),
            "00A4040C0AD392F000260100000001"
        );
        assert_eq!(hex(&Command::tries_left().to_bytes()), "00200098");
        assert_eq!(hex(&verify(b"1234")), "002000980431323334");
        assert_eq!(hex(&Command::read_certificate().to_bytes()), "00B08A0000");
        assert_eq!(hex(&Command::read_on(0x0100, 256).to_bytes()), "00B0010000");
        assert_eq!(hex(&Command::read_on(0x0600, 0x36).to_bytes()), "00B0060036");
        assert_eq!(hex(&Command::get_response(0x10).to_bytes()), "00C0000010");
        let sign = Command::sign_sha_256(&[0xAB; 32]).to_bytes();
        let head = "802A009733".to_owned();
        assert_eq!(
            hex(&sign),
            head + "3031300D060960864801650304020105000420" + &"AB".repeat(32) + "00"
        );
    }

    #[test]
    fn another_le_changes_nothing_but_the_le() {
        assert_eq!(
            hex(&Command::read_on(0x0600, 256).with_le(0x36).to_bytes()),
            "00B0060036"
        );
        let select = Command::select_jpki().with_le(0x1A).to_bytes();
        assert_eq!(hex(&select), "00A4040C0AD392F0002601000000011A");
    }

    #[test]
    fn an_answer_splits_into_data_and_status_word() {
        let answer = Answer::split(vec![1, 2, 3, 0x90, 0x00]).unwrap();
        assert_eq!(
            (answer.data.as_slice(), answer.meaning()),
            (&[1, 2, 3][..], Meaning::Done)
        );
        assert!(Answer::split(vec![0x6A, 0x82]).unwrap().data.is_empty());
    }

    #[test]
    fn what_is_no_answer_is_not_split() {
        assert!(Answer::split(vec![]).is_none());
        assert!(Answer::split(vec![0x90]).is_none());
        assert!(Answer::split(vec![0x00, 0x00]).is_none());
        let longest = [vec![0; 256], vec![0x90, 0x00]].concat();
        assert!(Answer::split(longest.clone()).is_some());
        assert!(Answer::split([vec![0], longest].concat()).is_none());
    }
}
