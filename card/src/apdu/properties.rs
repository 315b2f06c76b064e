//! Tests: every command that can be put together is taken apart into the same, in short and in extended form, and no bytes
//! at all stop the parser. The sizes at which the forms change are all gone through.

use super::{Command, StatusWord};

const HEAD: [u8; 4] = [0x00, 0xB0, 0x8A, 0x01];
const EDGES: [usize; 10] = [1, 2, 3, 4, 127, 128, 254, 255, 256, 257];

/// A command of ISO/IEC 7816-3, 12.1.3, written from the standard's own table: Nc bytes of data, Ne bytes wanted.
fn encoded(data: &[u8], wanted: Option<usize>, extended: bool) -> Vec<u8> {
    let mut bytes = HEAD.to_vec();
    let long = |length: usize| ((length % 65_536) as u16).to_be_bytes();
    if extended {
        // The first of the length fields that are there begins with the byte that tells the form.
        bytes.push(0);
        if !data.is_empty() {
            bytes.extend(long(data.len()));
            bytes.extend(data);
        }
        bytes.extend(wanted.into_iter().flat_map(long));
    } else {
        if !data.is_empty() {
            bytes.push(data.len() as u8);
            bytes.extend(data);
        }
        bytes.extend(wanted.map(|wanted| (wanted % 256) as u8));
    }
    bytes
}

fn comes_back(data: &[u8], wanted: Option<usize>, extended: bool) {
    let bytes = encoded(data, wanted, extended);
    let Ok(command) = Command::parse(&bytes) else {
        panic!(
            "{} bytes of data, {wanted:?} wanted, extended: {extended}",
            data.len()
        );
    };
    assert_eq!([command.class, command.instruction, command.p1, command.p2], HEAD);
    assert!(command.data == data);
    assert_eq!(command.expected, wanted);
    // A command without lengths is neither; it is taken for a short one.
    assert_eq!(command.extended, extended);
}

#[test]
fn a_short_command_comes_back_as_it_was_sent() {
    for length in 0..=255 {
        let data: Vec<u8> = (0..length).map(|byte| byte as u8).collect();
        comes_back(&data, None, false);
        for wanted in 1..=256 {
            comes_back(&data, Some(wanted), false);
        }
    }
}

#[test]
fn an_extended_command_comes_back_as_it_was_sent() {
    let lengths = EDGES.into_iter().chain([4_096, 65_534, 65_535]);
    for length in lengths {
        let data: Vec<u8> = (0..length).map(|byte| byte as u8).collect();
        comes_back(&data, None, true);
        for wanted in EDGES.into_iter().chain([1_590, 65_535, 65_536]) {
            comes_back(&data, Some(wanted), true);
        }
    }
    for wanted in 1..=65_536 {
        comes_back(&[], Some(wanted), true);
    }
}

/// A cut command may be another one, but it never has more data than are there.
#[test]
fn no_command_that_is_cut_is_taken_for_the_whole_one() {
    for extended in [false, true] {
        let bytes = encoded(&[0xAB; 51], Some(256), extended);
        for cut in 0..bytes.len() {
            if let Ok(command) = Command::parse(&bytes[..cut]) {
                assert!(command.expected != Some(256) || command.data.len() < 51, "{cut}");
                assert!(command.data.len() <= cut.saturating_sub(5));
            }
        }
    }
}

#[test]
fn what_has_no_whole_head_is_no_command() {
    for length in 0..4 {
        assert_eq!(
            Command::parse(&HEAD[..length]).err(),
            Some(StatusWord::WRONG_LENGTH)
        );
    }
}

/// All bodies of up to two bytes, and the first two of three to eight: wherever a length is read.
#[test]
fn no_body_stops_the_parser() {
    for length in 0..=8_usize {
        for first in 0..=u8::MAX {
            for second in 0..=u8::MAX {
                let body = [first, second, 0, 0, 1, 0, 0xFF, 0xFF];
                let bytes = [&HEAD[..], &body[..length]].concat();
                if let Ok(command) = Command::parse(&bytes) {
                    assert!(command.data.len() <= length);
                    assert!(
                        command
                            .expected
                            .is_none_or(|wanted| (1..=65_536).contains(&wanted))
                    );
                }
            }
        }
    }
}
