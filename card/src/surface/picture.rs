//! Made-up pictures of what is printed on a card: grey bars where the name, the address, a number would stand. PNG, one
//! bit a pixel, as the cards have them \[S\].

/// A PNG of this size with so many lines of bars on white.
pub(super) fn lines(width: u32, height: u32, count: u32) -> Vec<u8> {
    let row_bytes = width.div_ceil(8) as usize;
    let band = height / count;
    let mut rows = Vec::with_capacity((row_bytes + 1) * height as usize);
    for y in 0..height {
        // Filter type 0, then the pixels; a 0 bit is black.
        rows.push(0);
        let inked = y % band > band / 4 && y % band < band * 3 / 4;
        // Bars of 12 pixels with gaps of 4.
        rows.extend((0..row_bytes).map(|byte| match (inked, byte % 2) {
            (true, 0) => 0x00,
            (true, _) => 0x0F,
            (false, _) => 0xFF,
        }));
    }
    let mut head = Vec::with_capacity(13);
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    // One bit, grey, and the only methods that there are.
    head.extend([1, 0, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &head), (b"IDAT", &zlib(&rows)), (b"IEND", &Vec::new())] {
        png.extend((data.len() as u32).to_be_bytes());
        let from = png.len();
        png.extend(kind);
        png.extend(data);
        png.extend(crc(&png[from..]).to_be_bytes());
    }
    png
}

/// zlib (RFC 1950) with stored blocks: nothing is compressed.
fn zlib(data: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x78, 0x01];
    let blocks = data.chunks(usize::from(u16::MAX));
    let last = blocks.len() - 1;
    for (index, block) in blocks.enumerate() {
        bytes.push(u8::from(index == last));
        bytes.extend((block.len() as u16).to_le_bytes());
        bytes.extend((!(block.len() as u16)).to_le_bytes());
        bytes.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    bytes.extend((b << 16 | a).to_be_bytes());
    bytes
}

/// CRC-32, as PNG's annex D gives it.
fn crc(data: &[u8]) -> u32 {
    let shift = |crc: u32, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
    !data
        .iter()
        .fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), shift))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_a_png_whose_end_is_the_one_that_every_png_has() {
        let png = lines(240, 40, 1);
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR\0\0\0\xF0\0\0\0\x28\x01\0\0\0\0"));
        assert!(png.ends_with(b"\0\0\0\0IEND\xAE\x42\x60\x82"));
        assert!(png.len() < 1500, "{}", png.len());
    }

    #[test]
    fn the_checksums_are_those_of_their_standards() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
        assert!(zlib(b"Wikipedia").ends_with(&0x11E6_0398_u32.to_be_bytes()));
    }
}
