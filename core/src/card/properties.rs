//! Tests: what must hold for every input, and not only for those that somebody thought of. Where all inputs can be gone
//! through, they are; else a seeded generator makes them, so that every run is the same. That needs no dependency.

use super::{
    Digit, MatchingNumberB, NumberPart,
    apdu::{Answer, Command, END_OF_OFFSETS, MOST_DATA},
    certificate::{LONGEST, announced_length},
    status::{Meaning, StatusWord},
    surface_record::made_up,
    tlv,
};

/// Every pair of bytes.
fn pairs() -> impl Iterator<Item = [u8; 2]> {
    (0..=u16::MAX).map(u16::to_be_bytes)
}

/// Marsaglia's xorshift64.
struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.below(256) as u8).collect()
    }
}

#[test]
fn a_status_word_keeps_its_number_and_is_one_only_in_the_ranges_of_the_standard() {
    for [sw1, sw2] in pairs() {
        let is_one = (0x61..=0x6F).contains(&sw1) || (0x90..=0x9F).contains(&sw1);
        let word = StatusWord::new(sw1, sw2);
        assert_eq!(
            word.map(StatusWord::code),
            is_one.then_some(u16::from_be_bytes([sw1, sw2]))
        );
    }
}

#[test]
fn only_9000_is_done_and_only_63cx_tells_tries() {
    for [sw1, sw2] in pairs() {
        let Some(word) = StatusWord::new(sw1, sw2) else {
            continue;
        };
        let meaning = word.meaning();
        assert_eq!(meaning == Meaning::Done, word.code() == 0x9000, "{word}");
        let tries = (word.code() & 0xFFF0 == 0x63C0).then_some(sw2 & 0x0F);
        assert_eq!(
            matches!(meaning, Meaning::TriesLeft(_)),
            tries.is_some(),
            "{word}"
        );
        assert!(
            tries.is_none_or(|left| meaning == Meaning::TriesLeft(left)),
            "{word}"
        );
    }
}

#[test]
fn an_answer_that_is_put_together_splits_into_the_same() {
    let mut random = Xorshift(0x5DEE_CE66_D123_4567);
    for length in 0..=MOST_DATA {
        for _ in 0..16 {
            let data = random.bytes(length);
            let word = random.below(0x1_0000) as u16;
            let [sw1, sw2] = word.to_be_bytes();
            let split = Answer::split([&data[..], &[sw1, sw2]].concat(), MOST_DATA);
            match StatusWord::new(sw1, sw2) {
                Some(word) => {
                    let answer = split.expect("data and a status word are an answer");
                    assert_eq!((answer.data, answer.status), (data, word));
                }
                None => assert!(split.is_none(), "{word:04X}"),
            }
        }
    }
}

#[test]
fn a_read_of_the_rest_names_its_offset_and_length_so_that_a_card_reads_them_back() {
    for offset in 0..END_OF_OFFSETS {
        let wanted = offset % MOST_DATA + 1;
        let bytes = Command::read_on(offset, wanted).to_bytes();
        let &[0x00, 0xB0, high, low, le] = bytes.as_slice() else {
            panic!("{bytes:02X?} is no short READ BINARY");
        };
        let longer = Command::read_on(offset, wanted).extended(wanted * 128).to_bytes();
        assert_eq!(longer[..4], bytes[..4], "only the length's form is another");
        let &[0, high_le, low_le] = &longer[4..] else {
            panic!("{longer:02X?} is not extended")
        };
        assert_eq!(usize::from(u16::from_be_bytes([high_le, low_le])), wanted * 128);
        // Bit 8 of P1 would name a file.
        assert_eq!(high & 0x80, 0, "{offset}");
        assert_eq!(usize::from(u16::from_be_bytes([high, low])), offset);
        assert_eq!(if le == 0 { 256 } else { usize::from(le) }, wanted);
    }
}

#[test]
fn a_length_is_announced_only_by_the_shortest_der_header_and_never_beyond_the_longest() {
    for [first, second] in pairs() {
        for [third, fourth] in [
            [0x00, 0x00],
            [0x01, 0x00],
            [0x06, 0x32],
            [0x7F, 0xFF],
            [0xFF, 0xFF],
            [0x80, 0x00],
        ] {
            let announced = announced_length(&[first, second, third, fourth]);
            let expected = match (first, second) {
                (0x30, 0x81) if third >= 0x80 => Some(3 + usize::from(third)),
                (0x30, 0x82) if third >= 0x01 => Some(4 + usize::from(u16::from_be_bytes([third, fourth]))),
                _ => None,
            };
            assert_eq!(
                announced,
                expected.filter(|&length| length <= LONGEST),
                "{first:02X} {second:02X}"
            );
        }
    }
    for [high, low] in pairs() {
        let length = 4 + usize::from(u16::from_be_bytes([high, low]));
        let announced = announced_length(&[0x30, 0x82, high, low]);
        assert_eq!(announced, (high > 0 && length <= LONGEST).then_some(length));
    }
}

#[test]
fn what_is_cut_before_its_length_announces_none() {
    for cut in 0..4 {
        assert_eq!(announced_length(&[0x30, 0x82, 0x06, 0x32][..cut]), None);
    }
}

/// Digits pressed and taken back at random, part by part, beside a list for each part that does the same.
#[test]
fn a_matching_number_holds_what_was_typed_whatever_the_order() {
    let mut random = Xorshift(0x0123_4567_89AB_CDEF);
    for _ in 0..2_000 {
        let mut number = MatchingNumberB::default();
        let mut typed: [String; NumberPart::ALL.len()] = Default::default();
        for _ in 0..random.below(60) {
            let index = random.below(NumberPart::ALL.len());
            let part = NumberPart::ALL[index];
            if random.below(4) == 0 {
                number.pop(part);
                typed[index].pop();
            } else {
                let digit = random.below(10) as u8;
                number.push(part, Digit::new(digit).expect("it is below 10"));
                if typed[index].len() < part.length() {
                    typed[index].push(char::from(b'0' + digit));
                }
            }
            for (part, typed) in NumberPart::ALL.into_iter().zip(&typed) {
                assert_eq!(number.shown(part), typed);
                assert_eq!(number.len(part), typed.len());
                assert_eq!(number.is_full(part), typed.len() == part.length());
            }
            let whole = typed.concat();
            assert_eq!(number.is_empty(), whole.is_empty());
            let complete = number
                .complete()
                .map(|digits| String::from_utf8_lossy(&digits[..]).into_owned());
            assert_eq!(complete, (whole.len() == 14).then_some(whole));
        }
    }
}

/// Objects of random tags and lengths, put together, come apart into the same; cut anywhere, the last of them is refused.
#[test]
fn objects_that_are_put_together_come_apart_into_the_same_and_a_cut_one_is_refused() {
    let mut random = Xorshift(0xFEDC_BA98_7654_3210);
    for _ in 0..400 {
        let values: Vec<(u16, Vec<u8>)> = (0..1 + random.below(4))
            .map(|_| {
                let tag = 0xDF00 | random.below(0x80) as u16;
                // The lengths at which the header grows, among others.
                let lengths = [0, 1, 0x7F, 0x80, 0xFF, 0x100, random.below(700)];
                let length = lengths[random.below(lengths.len())];
                (tag, random.bytes(length))
            })
            .collect();
        let bytes: Vec<u8> = values
            .iter()
            .flat_map(|(tag, value)| made_up::object(*tag, value))
            .collect();
        let found = tlv::objects(&bytes).expect("they are objects");
        assert!(
            found
                .iter()
                .map(|(_, object)| (object.tag, object.value.to_vec()))
                .eq(values)
        );
        assert!(found.iter().flat_map(|(_, object)| object.whole).eq(&bytes));
        let (start, _) = *found.last().expect("there is one at least");
        for cut in start + 1..bytes.len() {
            assert!(tlv::object(&bytes[start..cut]).is_none(), "{cut}");
            assert!(tlv::objects(&bytes[..cut]).is_none(), "{cut}");
        }
    }
}
