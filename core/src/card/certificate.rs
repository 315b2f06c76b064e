//! How long the certificate is, from its first bytes. What stands in it is the service's to judge.

/// The longest certificate that is read, in bytes. One of a J-LIS test card has 1590 (myna-card publishes
/// it), and the ECDSA key announced for the next card makes it shorter; a card that announces more than this
/// is not to be believed, and would have to be held still for too long.
pub(crate) const LONGEST: usize = 4096;

/// The whole length, header included, of the certificate that starts with `first`; `None` if `first` is not
/// the start of a DER SEQUENCE, or if the length is not one that a certificate has.
///
/// DER gives a length in the fewest bytes that hold it (X.690, 10.1). A certificate holds a public key and a
/// signature, so it never fits into the 127 bytes of the short form; blank and cut files do.
pub(crate) fn announced_length(first: &[u8]) -> Option<usize> {
    let length = match *first {
        [0x30, 0x81, length, ..] if length >= 0x80 => 3 + usize::from(length),
        [0x30, 0x82, high, low, ..] if high > 0 => 4 + usize::from(u16::from_be_bytes([high, low])),
        _ => return None,
    };
    (length <= LONGEST).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_counts_the_header() {
        assert_eq!(announced_length(&[0x30, 0x82, 0x06, 0x32, 0x30]), Some(1590));
        assert_eq!(announced_length(&[0x30, 0x81, 0x80]), Some(131));
        assert_eq!(announced_length(&[0x30, 0x82, 0x0F, 0xFC]), Some(4096));
    }

    #[test]
    fn an_absurd_length_is_refused() {
        assert_eq!(announced_length(&[0x30, 0x82, 0x0F, 0xFD]), None);
        assert_eq!(announced_length(&[0x30, 0x82, 0xFF, 0xFF]), None);
        assert_eq!(announced_length(&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]), None);
        assert_eq!(announced_length(&[0x30, 0x00]), None);
    }

    #[test]
    fn what_is_not_der_is_refused() {
        for first in [
            &[][..],
            &[0x30],
            &[0x30, 0x82],
            &[0x30, 0x82, 0x06],
            &[0xFF; 256],
            &[0x00; 256],
        ] {
            assert_eq!(announced_length(first), None, "{first:02X?}");
        }
        // Lengths of BER, which DER does not allow: indefinite, and longer than needed.
        for first in [
            &[0x30, 0x80, 0x30][..],
            &[0x30, 0x81, 0x7F],
            &[0x30, 0x82, 0x00, 0xFF],
        ] {
            assert_eq!(announced_length(first), None, "{first:02X?}");
        }
    }
}
