//! The card against a reader that speaks vpcd's protocol over loopback. The real driver and the real pcscd
//! are in `tests/opensc`.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    thread,
};

use super::*;
use crate::{fault::Fault, sample, soft_card::ATR};

const SELECT: [u8; 15] = [
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
];

/// The reader's end. `None` when the card hung up.
fn ask(stream: &mut TcpStream, payload: &[u8]) -> Option<Vec<u8>> {
    send(stream, payload);
    let mut length = [0; 2];
    stream.read_exact(&mut length).ok()?;
    let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut answer).ok()?;
    Some(answer)
}

fn send(stream: &mut TcpStream, payload: &[u8]) {
    let mut frame = (payload.len() as u16).to_be_bytes().to_vec();
    frame.extend_from_slice(payload);
    stream.write_all(&frame).unwrap();
}

/// Does what pcscd does when a card comes: looks, gives power, takes the ATR.
fn welcome(listener: &TcpListener) -> TcpStream {
    let mut stream = listener.accept().unwrap().0;
    assert_eq!(ask(&mut stream, &[4]).unwrap(), ATR);
    send(&mut stream, &[1]);
    assert_eq!(ask(&mut stream, &[4]).unwrap(), ATR);
    stream
}

fn card() -> SoftCard {
    sample::card("valid", "2026-11-22T00:00:00Z".parse().unwrap()).unwrap()
}

fn plugged(faults: FaultPlan) -> (Plugged, TcpListener, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let reader = thread::spawn(move || {
        let stream = welcome(&listener);
        (listener, stream)
    });
    let plugged = Plugged::plug(address, card(), faults).unwrap();
    let (listener, stream) = reader.join().unwrap();
    (plugged, listener, stream)
}

#[test]
fn a_plugged_card_answers_and_counts_its_exchanges() {
    let (plugged, _listener, mut stream) = plugged(FaultPlan::none());
    assert_eq!(ask(&mut stream, &SELECT).unwrap(), [0x90, 0x00]);
    assert_eq!(ask(&mut stream, &[4]).unwrap(), ATR);
    assert_eq!(plugged.exchanges(), 1);
    assert!(plugged.is_in());
}

#[test]
fn removing_hangs_up_and_waits_until_the_reader_has_looked() {
    let (plugged, listener, mut stream) = plugged(FaultPlan::none());
    let reader = thread::spawn(move || {
        assert_eq!(stream.read(&mut [0]).unwrap(), 0, "the card hung up");
        for _ in 0..2 {
            let mut look = listener.accept().unwrap().0;
            assert_eq!(ask(&mut look, &[4]), None, "no card answers the look");
        }
        welcome(&listener)
    });
    plugged.remove().unwrap();
    assert!(!plugged.is_in());
    plugged.insert().unwrap();
    assert!(plugged.is_in());
    let mut stream = reader.join().unwrap();
    assert_eq!(
        ask(&mut stream, &[0x00, 0xB0, 0x8A, 0x00, 0x00]).unwrap(),
        [0x6A, 0x82],
        "a new power-on"
    );
}

#[test]
fn a_card_pulled_by_plan_hangs_up_in_place_of_its_answer() {
    let (plugged, _listener, mut stream) = plugged(FaultPlan::at(2, Fault::PulledAfter));
    ask(&mut stream, &SELECT).unwrap();
    assert_eq!(
        ask(
            &mut stream,
            &[0x00, 0x20, 0x00, 0x98, 0x04, b'9', b'9', b'9', b'9']
        ),
        None
    );
    assert_eq!(plugged.exchanges(), 2);
    assert_eq!(plugged.card_state().unwrap().authentication.tries_left, 2);
}

#[test]
fn unplugging_gives_the_card_back_with_its_count() {
    let (plugged, _listener, mut stream) = plugged(FaultPlan::none());
    ask(&mut stream, &SELECT).unwrap();
    ask(
        &mut stream,
        &[0x00, 0x20, 0x00, 0x98, 0x04, b'9', b'9', b'9', b'9'],
    )
    .unwrap();
    assert_eq!(plugged.unplug().state().unwrap().authentication.tries_left, 2);
}

#[test]
fn where_nothing_listens_the_card_comes_back_with_the_reason() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let failure = Plugged::plug(address, card(), FaultPlan::none()).unwrap_err();
    assert!(matches!(failure.error, PlugError::NotListening));
    assert_eq!(failure.into_card().state().unwrap().authentication.tries_left, 3);
}
