//! The data objects of the surface application's files: tags of two bytes, lengths of up to two. Total: whatever the
//! bytes are, there is an answer.

/// One data object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Object<'a> {
    pub(crate) tag: u16,
    pub(crate) value: &'a [u8],
    /// Tag, length and value, as they stand there.
    pub(crate) whole: &'a [u8],
}

/// Tag, where the value begins, and where it ends, of the object that `bytes` begin with. The end may lie beyond them.
///
/// A tag of two bytes has all of 1F set in its first byte and not 80 in its second; a length is 00 to 7F, or 81 and one
/// byte, or 82 and two (ISO/IEC 7816-4, 5.2.2).
pub(crate) fn header(bytes: &[u8]) -> Option<(u16, usize, usize)> {
    let (&[first, second], rest) = bytes.split_first_chunk::<2>()?;
    if first & 0x1F != 0x1F || second & 0x80 != 0 {
        return None;
    }
    let (start, length) = match *rest {
        [length @ 0x00..=0x7F, ..] => (3, usize::from(length)),
        [0x81, length, ..] => (4, usize::from(length)),
        [0x82, high, low, ..] => (5, usize::from(u16::from_be_bytes([high, low]))),
        _ => return None,
    };
    Some((u16::from_be_bytes([first, second]), start, start + length))
}

/// The object that `bytes` begin with, and what follows it; `None` if it is not whole.
pub(crate) fn object(bytes: &[u8]) -> Option<(Object<'_>, &[u8])> {
    let (tag, start, end) = header(bytes)?;
    let (whole, rest) = bytes.split_at_checked(end)?;
    let value = whole.get(start..)?;
    Some((Object { tag, value, whole }, rest))
}

/// All the objects in `bytes`, one after the other, each with its distance from the beginning of `bytes`. Behind the
/// last one there may be filling, of 00 or FF.
pub(crate) fn objects(bytes: &[u8]) -> Option<Vec<(usize, Object<'_>)>> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while !rest.iter().all(|byte| matches!(byte, 0x00 | 0xFF)) {
        let (object, after) = object(rest)?;
        found.push((bytes.len() - rest.len(), object));
        rest = after;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_a_length_is_read() {
        let long = [&[0xDF, 0x24, 0x82, 0x01, 0x09][..], &[7; 0x109]].concat();
        let middle = [&[0xDF, 0x27, 0x81, 0x90][..], &[7; 0x90]].concat();
        let short = [0xDF, 0x23, 0x01, b'1'];
        for (bytes, tag, length) in [
            (&long[..], 0xDF24, 0x109),
            (&middle, 0xDF27, 0x90),
            (&short, 0xDF23, 1),
        ] {
            let (object, rest) = object(bytes).unwrap();
            assert_eq!((object.tag, object.value.len(), rest.len()), (tag, length, 0));
            assert!(object.whole == bytes);
        }
    }

    #[test]
    fn objects_stand_one_after_the_other_and_filling_ends_them() {
        let bytes = [0xDF, 0x22, 0x01, 0xAA, 0xDF, 0x23, 0x00, 0xFF, 0x00];
        let found = objects(&bytes).unwrap();
        assert_eq!(
            found
                .iter()
                .map(|(at, object)| (*at, object.tag, object.value.len()))
                .collect::<Vec<_>>(),
            [(0, 0xDF22, 1), (4, 0xDF23, 0)]
        );
        assert!(objects(&[]).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for bytes in [
            &[0xDF][..],
            &[0xDF, 0x22],
            &[0xDF, 0x22, 0x02, 0xAA],
            &[0xDF, 0x22, 0x81],
            &[0xDF, 0x22, 0x82, 0x00],
            &[0xDF, 0x22, 0x80, 0x00, 0x00],
            &[0xDF, 0x22, 0x83, 0x00, 0x00, 0x01, 0xAA],
            &[0x30, 0x03, 0x00, 0x00, 0x00],
            &[0xDF, 0xA2, 0x01, 0xAA],
        ] {
            assert!(
                object(bytes).is_none() && objects(bytes).is_none(),
                "{bytes:02X?}"
            );
        }
    }
}
