//! Command APDUs, and the split of an answer into data and status word. All are short but READ BINARY, which may ask
//! for more than a short answer holds.
//!
//! The commands are those that the sources of [`super`] agree on, in the form that needs no SELECT EF: files,
//! PIN and key are named by their short EF ids.

use zeroize::Zeroizing;

use super::{
    names::{Application, KeyId, SHORT_EF_ID, SecretId, ShortId},
    status::{Meaning, StatusWord},
};

/// DigestInfo of SHA-256 (RFC 8017, 9.2 note 1), to be followed by the hash. The card adds the padding.
const SHA_256_DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// The most data bytes that one answer to a short command carries.
pub(crate) const MOST_DATA: usize = 256;
/// The end of what READ BINARY with P1 P2 as an offset can name, exclusive: 15 bits.
pub(crate) const END_OF_OFFSETS: usize = 0x8000;

/// The Le field: how much is wanted.
#[derive(Clone, Copy)]
enum Le {
    /// No data.
    None,
    /// So many bytes, 0 for 256.
    Short(u8),
    /// So many bytes, 0 for 65536, in a command of extended length.
    Extended(u16),
}

/// A command that may be sent again: none of them can spend a try. VERIFY is not one of them, see [`verify`].
#[derive(Clone)]
pub(crate) struct Command {
    head: [u8; 4],
    data: Vec<u8>,
    le: Le,
    /// Whether 61xx and 6Cxx are followed.
    follow: bool,
}

impl Command {
    fn without_data(head: [u8; 4], le: Le) -> Self {
        Self {
            head,
            data: Vec::new(),
            le,
            follow: true,
        }
    }

    /// SELECT an application, no file control information wanted.
    pub(crate) fn select(application: Application) -> Self {
        Self {
            head: [0x00, 0xA4, 0x04, 0x0C],
            data: application.aid().to_vec(),
            le: Le::None,
            follow: true,
        }
    }

    /// Asks how many tries a secret has left: VERIFY with neither data nor Le. Never sent in another form: with a byte
    /// behind it, as 6Cxx would have it, a T=0 reader could take that byte for an Lc.
    pub(crate) fn tries_left(secret: SecretId) -> Self {
        Self {
            follow: false,
            ..Self::without_data([0x00, 0x20, 0x00, secret.0], Le::None)
        }
    }

    /// Makes `file` the current one and reads from `offset`, which a short EF id leaves one byte for: `wanted` bytes,
    /// or as many as one answer holds.
    pub(crate) fn read_file(file: ShortId, offset: u8, wanted: usize) -> Self {
        Self::without_data([0x00, 0xB0, SHORT_EF_ID | file.0, offset], short_le(wanted))
    }

    /// Reads `wanted` bytes (at most [`MOST_DATA`] are asked for) of the current file from `offset`, which
    /// must lie below [`END_OF_OFFSETS`].
    pub(crate) fn read_on(offset: usize, wanted: usize) -> Self {
        debug_assert!(offset < END_OF_OFFSETS);
        let [_, .., high, low] = offset.to_be_bytes();
        Self::without_data([0x00, 0xB0, high & 0x7F, low], short_le(wanted))
    }

    /// The same command in extended length, asking for `wanted` bytes. 61xx and 6Cxx to it are not followed: the short
    /// form is what is left then.
    pub(crate) fn extended(self, wanted: usize) -> Self {
        Self {
            // 0 stands for 65536, which is more than any file here has.
            le: Le::Extended(u16::try_from(wanted).unwrap_or(0)),
            follow: false,
            ..self
        }
    }

    /// Signs a SHA-256 hash, RSASSA-PKCS1-v1_5.
    pub(crate) fn sign_sha_256(key: KeyId, hash: &[u8; 32]) -> Self {
        Self {
            head: [0x80, 0x2A, 0x00, key.0],
            data: [&SHA_256_DIGEST_INFO[..], hash].concat(),
            le: Le::Short(0x00),
            follow: true,
        }
    }

    /// Fetches `waiting` bytes (0: 256) that the card announced with 61xx.
    pub(crate) fn get_response(waiting: u8) -> Self {
        Self::without_data([0x00, 0xC0, 0x00, 0x00], Le::Short(waiting))
    }

    /// The same command with the Le that the card named in 6Cxx.
    pub(crate) fn with_le(mut self, le: u8) -> Self {
        self.le = Le::Short(le);
        self
    }

    /// Whether 61xx and 6Cxx to this command are followed.
    pub(crate) fn follow(&self) -> bool {
        self.follow
    }

    /// The most data that its answer may carry.
    pub(crate) fn most_data(&self) -> usize {
        match self.le {
            Le::None | Le::Short(_) => MOST_DATA,
            Le::Extended(0) => 0x1_0000,
            Le::Extended(wanted) => wanted.into(),
        }
    }

    /// The bytes on the wire.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.head.to_vec();
        if !self.data.is_empty() {
            // The longest data are 51 bytes, the DigestInfo; none goes with an extended Le.
            bytes.push(self.data.len() as u8);
            bytes.extend_from_slice(&self.data);
        }
        match self.le {
            Le::None => {}
            Le::Short(le) => bytes.push(le),
            Le::Extended(le) => {
                bytes.push(0x00);
                bytes.extend(le.to_be_bytes());
            }
        }
        bytes
    }
}

/// 256 and more is 00: as much as one answer holds.
fn short_le(wanted: usize) -> Le {
    Le::Short(u8::try_from(wanted).unwrap_or(0x00))
}

/// VERIFY with a secret's ASCII digits. Not a [`Command`]: it cannot be cloned, given another Le or sent by what
/// repeats commands. Overwritten with zeros if it is dropped unsent.
pub(crate) fn verify(secret: SecretId, digits: &[u8]) -> Zeroizing<Vec<u8>> {
    // Allocated at its full size: growing would leave a copy of the secret behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(5 + digits.len()));
    // The longer of the two secrets has 14 digits.
    bytes.extend_from_slice(&[0x00, 0x20, 0x00, secret.0, digits.len() as u8]);
    bytes.extend_from_slice(digits);
    bytes
}

/// An answer, split.
pub(crate) struct Answer {
    /// What stands before the status word.
    pub(crate) data: Vec<u8>,
    /// The status word.
    pub(crate) status: StatusWord,
}

impl Answer {
    /// Splits an answer; `None` if it is too short to hold a status word, has more than `most` bytes of data, or ends
    /// in two bytes that are no status word.
    pub(crate) fn split(mut bytes: Vec<u8>, most: usize) -> Option<Self> {
        let &[sw1, sw2] = bytes.last_chunk::<2>()?;
        let status = StatusWord::new(sw1, sw2)?;
        bytes.truncate(bytes.len() - 2);
        (bytes.len() <= most).then_some(Self { data: bytes, status })
    }

    /// What the status word says.
    pub(crate) fn meaning(&self) -> Meaning {
        self.status.meaning()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::names::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02X}")).collect()
    }

    #[test]
    fn every_command_has_the_bytes_of_the_sources() {
        for (command, expected) in [
            (
                Command::select(Application::Jpki),
                "00A4040C0AD392F000260100000001",
            ),
            (
                Command::select(Application::Surface),
                "00A4040C0AD3921000310001010402",
            ),
            (
                Command::select(Application::ResidenceCard),
                "00A4040C10D392F0004F0200000000000000000000",
            ),
            (
                Command::select(Application::DrivingLicence),
                "00A4040C10A0000002310100000000000000000000",
            ),
            (Command::tries_left(AUTHENTICATION_PIN), "00200098"),
            (Command::tries_left(MATCHING_NUMBER_B), "00200092"),
            (
                Command::read_file(AUTHENTICATION_CERTIFICATE, 0, 256),
                "00B08A0000",
            ),
            (
                Command::read_file(AUTHENTICATION_CERTIFICATE, 255, 256),
                "00B08AFF00",
            ),
            (Command::read_file(SURFACE_RECORD, 0, 256), "00B0820000"),
            (Command::read_file(ISSUER_CERTIFICATE, 0, 256), "00B0840000"),
            (Command::read_file(TOKEN, 0, 32), "00B0860020"),
            (Command::read_on(0x0100, 256), "00B0010000"),
            (Command::read_on(0x0600, 0x36), "00B0060036"),
            (Command::get_response(0x10), "00C0000010"),
        ] {
            assert_eq!(hex(&command.to_bytes()), expected);
        }
        assert_eq!(hex(&verify(AUTHENTICATION_PIN, b"1234")), "002000980431323334");
        assert_eq!(
            hex(&verify(MATCHING_NUMBER_B, b"55021720352285")),
            "002000920E3535303231373230333532323835"
        );
        for (key, head) in [(AUTHENTICATION_KEY, "802A009733"), (SURFACE_KEY, "802A000033")] {
            assert_eq!(
                hex(&Command::sign_sha_256(key, &[0xAB; 32]).to_bytes()),
                head.to_owned() + "3031300D060960864801650304020105000420" + &"AB".repeat(32) + "00"
            );
        }
    }

    #[test]
    fn extended_length_changes_the_le_alone() {
        let certificate = Command::read_file(AUTHENTICATION_CERTIFICATE, 0, 256).extended(4096);
        assert_eq!(
            (hex(&certificate.to_bytes()).as_str(), certificate.most_data()),
            ("00B08A00001000", 4096)
        );
        let rest = Command::read_on(0x1000, 256).extended(0x1_0000);
        assert_eq!(
            (hex(&rest.to_bytes()).as_str(), rest.most_data()),
            ("00B01000000000", 0x1_0000)
        );
    }

    #[test]
    fn another_le_changes_nothing_but_the_le() {
        assert_eq!(
            hex(&Command::read_on(0x0600, 256).with_le(0x36).to_bytes()),
            "00B0060036"
        );
        let select = Command::select(Application::Jpki).with_le(0x1A).to_bytes();
        assert_eq!(hex(&select), "00A4040C0AD392F0002601000000011A");
    }

    #[test]
    fn an_answer_splits_into_data_and_status_word() {
        let answer = Answer::split(vec![1, 2, 3, 0x90, 0x00], 3).unwrap();
        assert_eq!(
            (answer.data.as_slice(), answer.meaning()),
            (&[1, 2, 3][..], Meaning::Done)
        );
        assert!(Answer::split(vec![0x6A, 0x82], 0).unwrap().data.is_empty());
    }

    #[test]
    fn what_is_no_answer_is_not_split() {
        assert!(Answer::split(vec![], 256).is_none());
        assert!(Answer::split(vec![0x90], 256).is_none());
        assert!(Answer::split(vec![0x00, 0x00], 256).is_none());
        let longest = [vec![0; 256], vec![0x90, 0x00]].concat();
        assert!(Answer::split(longest.clone(), 256).is_some());
        assert!(Answer::split([vec![0], longest].concat(), 256).is_none());
    }
}
