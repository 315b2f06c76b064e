//! What a PC/SC reader's answer to reset tells of a contactless card that cannot answer for itself: readers make one up
//! for cards without ISO 14443-4.

/// Whether it is a FeliCa card. PC/SC part 3 (3.1.3.2.3.2, supplemental document for contactless ICCs) gives storage
/// cards 3B 8F 80 01 80 4F 0C, the identifier A0 00 00 03 06, and 11 for FeliCa, as published FeliCa cards' ATRs have
/// it; SCM's readers make up 3B 8C 80 01 04 43 FD (reference manual of the SCL3711, 5.3.3.4).
pub(super) fn is_felica(atr: &[u8]) -> bool {
    const STORAGE_CARD: &[u8] = &[
        0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, 0x11,
    ];
    const OF_SCM: &[u8] = &[0x3B, 0x8C, 0x80, 0x01, 0x04, 0x43, 0xFD];
    atr.starts_with(STORAGE_CARD) || atr.starts_with(OF_SCM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transit_card_is_known_by_its_atr() {
        assert!(is_felica(&[
            0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, 0x11, 0x00, 0x3B, 0x00,
            0x00, 0x00, 0x00, 0x42
        ]));
        assert!(is_felica(&[0x3B, 0x8C, 0x80, 0x01, 0x04, 0x43, 0xFD, 0x01]));
    }

    #[test]
    fn neither_a_my_number_card_nor_another_storage_card_is_one() {
        for atr in [
            &[][..],
            &[
                0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x05, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x7F,
            ],
            // ISO 14443 A, part 3: MIFARE.
            &[
                0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, 0x03, 0x00, 0x01,
            ],
        ] {
            assert!(!is_felica(atr), "{atr:02X?}");
        }
    }
}
