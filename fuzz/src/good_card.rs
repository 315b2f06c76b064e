//! A card that answers the commands of a tap as a good one does, for inputs to disturb. Nothing on it is genuine: it has
//! a certificate and a record of the right form and length, and signs with a pattern.

/// A picture of 8 times 6 pixels: `core/src/card/portrait/README.md`.
const RAMP: &[u8] = include_bytes!("../../core/src/card/portrait/ramp.jp2");

/// The data of the surface application's EF 0002 and EF 0004, as far as they are given.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// EF 0002, the record.
    pub record: Vec<u8>,
    /// EF 0004, the certificate of the key that signed it.
    pub issuer_certificate: Vec<u8>,
}

impl Files {
    /// A record of the right form, with a picture in it, and nobody's.
    pub fn made_up() -> Self {
        let fields: [(u16, &[u8]); 9] = [
            (0xDF22, b"19400512"),
            (0xDF23, b"1"),
            (0xDF24, &[0xC9; 0x109]),
            (0xDF25, &[0x25; 200]),
            (0xDF26, &[0x26; 300]),
            (0xDF27, RAMP),
            (0xDF28, &[0xBC; 256]),
            (0xDF29, b"20350217"),
            (0xDF2A, &[0x2A; 40]),
        ];
        // The headers of FF20 and DF21 have five bytes and three.
        let mut start = 5 + 3 + 2 * fields.len();
        let mut offsets = Vec::new();
        let mut objects = Vec::new();
        for (tag, value) in fields {
            offsets.extend((start as u16).to_be_bytes());
            let object = object(tag, value);
            start += object.len();
            objects.extend(object);
        }
        let certificate = [object(0x5F4E, &[0x4E; 297]), object(0x5F37, &[0x37; 256])].concat();
        Self {
            record: object(0xFF20, &[object(0xDF21, &offsets), objects].concat()),
            issuer_certificate: object(0x7F21, &certificate),
        }
    }
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

/// Tag, length and value.
fn object(tag: u16, value: &[u8]) -> Vec<u8> {
    let [high, low] = (value.len() as u16).to_be_bytes();
    let length: &[u8] = match value.len() {
        0..0x80 => &[low],
        0x80..0x100 => &[0x81, low],
        _ => &[0x82, high, low],
    };
    [&tag.to_be_bytes(), length, value].concat()
}
