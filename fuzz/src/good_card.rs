//! A card that answers the commands of a tap as a good one does, for inputs to disturb. Nothing on it is genuine: it has
//! a certificate and a record of the right form and length, and signs with a pattern.

/// The data of the surface application's EF 0002 and EF 0004, as far as they are given.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// EF 0002, the record.
    pub record: Vec<u8>,
    /// EF 0004, the certificate of the key that signed it.
    pub issuer_certificate: Vec<u8>,
}

/// The card.
#[derive(Debug)]
pub struct GoodCard {
    files: Files,
    certificate: Vec<u8>,
    selected: Vec<u8>,
    current: Option<u8>,
}

impl GoodCard {
    /// One with these files.
    pub fn new(files: Files) -> Self {
        let header = [0x30, 0x82, 0x06, 0x32];
        let pattern = (header.len()..1590).map(|position| (position % 251) as u8);
        Self {
            files,
            certificate: header.into_iter().chain(pattern).collect(),
            selected: Vec::new(),
            current: None,
        }
    }

    /// Its answer to a command that a tap sends; 6D00 to any other.
    pub fn answer(&mut self, command: &[u8]) -> Vec<u8> {
        match *command {
            [0x00, 0xA4, 0x04, _, length, ref rest @ ..] => {
                self.selected = rest.iter().take(usize::from(length)).copied().collect();
                self.current = None;
                status(0x9000)
            }
            [0x00, 0x20, _, _] => status(0x63C3),
            [0x00, 0x20, _, _, ..] => status(0x9000),
            [0x00, 0xB0, p1, p2, ref le @ ..] => self.read(p1, p2, le),
            [0x80, 0x2A, ..] => [&[0x5A; 256][..], &status(0x9000)].concat(),
            _ => status(0x6D00),
        }
    }

    fn read(&mut self, p1: u8, p2: u8, le: &[u8]) -> Vec<u8> {
        let offset = if p1 & 0x80 == 0 {
            usize::from(u16::from_be_bytes([p1, p2]))
        } else {
            self.current = Some(p1 & 0x1F);
            usize::from(p2)
        };
        let most = match *le {
            [0] => 256,
            [le] => usize::from(le),
            [0, 0, 0] => 65_536,
            [0, high, low] => usize::from(u16::from_be_bytes([high, low])),
            _ => return status(0x6700),
        };
        let file = match (self.current, self.selected.starts_with(&[0xD3, 0x92, 0xF0])) {
            (Some(0x0A), true) => &self.certificate,
            (Some(0x02), false) => &self.files.record,
            (Some(0x04), false) => &self.files.issuer_certificate,
            _ => return status(0x6A82),
        };
        match file.get(offset..) {
            None | Some([]) => status(0x6B00),
            Some(rest) => [&rest[..rest.len().min(most)], &status(0x9000)].concat(),
        }
    }
}

/// An answer of a status word alone.
pub fn status(word: u16) -> Vec<u8> {
    word.to_be_bytes().to_vec()
}
