//! Objects of tag, length and value, as a card's files have them. One form only is taken: the length in the fewest bytes
//! that hold it. What is read here has lengths that never change, and cards write them so [S: the record of a test card
//! among myna-card 3.3.4's fixtures]; the images beside it, which are not read here, may have longer forms.

/// The value of the object at the start of `bytes`, which must have this tag, and what follows the object.
pub(crate) fn first<'a>(tag: &[u8], bytes: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
    let (length, rest) = match *bytes.strip_prefix(tag)? {
        [short, ref rest @ ..] if short < 0x80 => (usize::from(short), rest),
        [0x81, length, ref rest @ ..] if length >= 0x80 => (usize::from(length), rest),
        [0x82, high, low, ref rest @ ..] if high > 0 => (usize::from(u16::from_be_bytes([high, low])), rest),
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// The value of the object that `bytes` are, from the first to the last.
pub(crate) fn only<'a>(tag: &[u8], bytes: &'a [u8]) -> Option<&'a [u8]> {
    match first(tag, bytes)? {
        (value, []) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_read_and_what_follows_it_is_left() {
        assert_eq!(
            first(&[0xDF, 0x23], b"\xDF\x23\x012more"),
            Some((&b"2"[..], &b"more"[..]))
        );
        assert_eq!(only(&[0x90], b"\x90\x00"), Some(&b""[..]));
        assert_eq!(only(&[0x90], b"\x90\x0012"), None);
    }

    #[test]
    fn a_length_is_taken_in_its_shortest_form_only_and_never_beyond_the_end() {
        for (length, head) in [
            (0x7F, &[0x7F][..]),
            (0x80, &[0x81, 0x80]),
            (0xFF, &[0x81, 0xFF]),
            (0x100, &[0x82, 0x01, 0x00]),
        ] {
            let object = [&[0x91], head, &vec![7; length]].concat();
            assert_eq!(only(&[0x91], &object).map(<[u8]>::len), Some(length));
            assert_eq!(first(&[0x91], &object[..object.len() - 1]), None);
        }
        for wrong in [
            &[0x91][..],
            &[0x91, 0x80, 0, 0],
            &[0x91, 0x81, 0x01, 0],
            &[0x91, 0x82, 0x00, 0x01, 0],
            &[0x91, 0x83, 0, 0, 1, 0],
            &[0x90, 0x01, 0],
        ] {
            assert_eq!(first(&[0x91], wrong), None, "{wrong:02X?}");
        }
    }
}
