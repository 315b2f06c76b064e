//! The card over TCP, from a client that speaks the frames.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use super::{
    TcpCard,
    control::{ControlError, Order, order},
    folder::CardFolder,
};
use crate::{
    fault::FaultPlan,
    sample,
    soft_card::{ATR, SoftCard},
};

const SELECT: [u8; 15] = [
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
];
const WRONG_PIN: [u8; 9] = [0x00, 0x20, 0x00, 0x98, 0x04, b'9', b'9', b'9', b'9'];
const TRIES_LEFT: [u8; 4] = [0x00, 0x20, 0x00, 0x98];

fn card() -> SoftCard {
    sample::card("valid", "2026-11-22T00:00:00Z".parse().unwrap()).unwrap()
}

fn reader() -> TcpCard {
    TcpCard::listen("127.0.0.1:0".parse().unwrap()).unwrap()
}

struct Client(TcpStream);

impl Client {
    fn to(address: std::net::SocketAddr) -> Self {
        Self(TcpStream::connect(address).unwrap())
    }

    fn send(&mut self, payload: &[u8]) {
        let mut frame = (payload.len() as u16).to_be_bytes().to_vec();
        frame.extend_from_slice(payload);
        // A connection that was closed may take it or not.
        let _ = self.0.write_all(&frame);
    }

    /// `None`: the other side hung up.
    fn ask(&mut self, payload: &[u8]) -> Option<Vec<u8>> {
        self.send(payload);
        let mut length = [0; 2];
        self.0.read_exact(&mut length).ok()?;
        let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
        self.0.read_exact(&mut answer).ok()?;
        Some(answer)
    }

    /// Taps: asks for the card, gives it power.
    fn tap(address: std::net::SocketAddr) -> Self {
        let mut client = Self::to(address);
        assert_eq!(client.ask(&[4]).unwrap(), ATR);
        client.send(&[1]);
        assert_eq!(client.ask(&SELECT).unwrap(), [0x90, 0x00]);
        client
    }
}

#[test]
fn a_reader_without_a_card_says_so_and_has_it_once_it_is_inserted() {
    let reader = reader();
    let mut client = Client::to(reader.address());
    assert!(client.ask(&[4]).unwrap().is_empty());
    reader.insert(card());
    assert_eq!(client.ask(&[4]).unwrap(), ATR);
    client.send(&[1]);
    assert_eq!(client.ask(&SELECT).unwrap(), [0x90, 0x00]);
    assert!(reader.remove().is_some());
    assert_eq!(client.ask(&TRIES_LEFT), None, "a removed card hangs up");
    assert!(reader.remove().is_none());
}

#[test]
fn a_count_outlives_the_tap_and_a_login_does_not() {
    let reader = reader();
    reader.insert(card());
    let mut client = Client::tap(reader.address());
    assert_eq!(client.ask(&WRONG_PIN).unwrap(), [0x63, 0xC2]);
    drop(client);
    let mut client = Client::tap(reader.address());
    assert_eq!(client.ask(&TRIES_LEFT).unwrap(), [0x63, 0xC2]);
}

#[test]
fn a_newer_connection_ends_the_older_one() {
    let reader = reader();
    reader.insert(card());
    let mut old = Client::tap(reader.address());
    let mut new = Client::tap(reader.address());
    assert_eq!(old.ask(&WRONG_PIN), None);
    assert_eq!(new.ask(&TRIES_LEFT).unwrap(), [0x63, 0xC3], "it reached no card");
}

#[test]
fn faults_happen_where_they_were_ordered() {
    let reader = reader();
    assert!(!reader.plan(FaultPlan::none()), "there is no card to fail");
    reader.insert(card());
    for (text, left) in [
        ("removed-before@verify", 0xC3),
        ("removed-after@verify", 0xC2),
        ("removed-after@2", 0xC1),
    ] {
        assert!(reader.plan(text.parse().unwrap()));
        let mut client = Client::tap(reader.address());
        assert_eq!(client.ask(&WRONG_PIN), None, "{text}");
        let mut client = Client::tap(reader.address());
        assert_eq!(client.ask(&TRIES_LEFT).unwrap(), [0x63, left], "{text}");
        assert!(reader.look().unwrap().faults.is_empty());
    }
    assert!(reader.plan("collision@connect,noise@select:6F00".parse().unwrap()));
    let mut client = Client::to(reader.address());
    assert_eq!(client.ask(&[4]).unwrap(), [1], "the code of a collision");
    assert_eq!(client.ask(&[4]).unwrap(), ATR, "it happens once");
    assert_eq!(client.ask(&SELECT).unwrap(), [0x6F, 0x00]);
}

#[test]
fn a_silent_card_acts_and_does_not_answer() {
    let reader = reader();
    reader.insert(card());
    reader.plan("hangs@verify".parse().unwrap());
    let mut client = Client::tap(reader.address());
    client.send(&WRONG_PIN);
    // The next answer is that of the next command.
    assert_eq!(client.ask(&TRIES_LEFT).unwrap(), [0x63, 0xC2]);
}

#[test]
fn only_this_machine_is_served() {
    let error = TcpCard::listen("0.0.0.0:0".parse().unwrap()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrNotAvailable);
}

#[test]
fn a_folder_keeps_its_cards_and_counters_and_is_served_by_one_program() {
    let folder = tempfile::tempdir().unwrap();
    let anywhere = "127.0.0.1:0".parse().unwrap();
    let insert = |name: &str| order(folder.path(), &Order::Insert(name.to_owned()));
    assert!(matches!(insert("valid"), Err(ControlError::NobodyServes)));

    let serving = CardFolder::serve(folder.path(), anywhere).unwrap();
    let second = CardFolder::serve(folder.path(), anywhere);
    assert!(matches!(second, Err(ControlError::ServedAlready)));
    let standing = insert("valid").unwrap();
    assert_eq!(standing.address, serving.address());
    assert_eq!(standing.inserted.unwrap().name, "valid");
    let mut client = Client::tap(serving.address());
    assert_eq!(client.ask(&WRONG_PIN).unwrap(), [0x63, 0xC2]);

    for wrong in ["nobody", "../valid", ""] {
        assert!(matches!(insert(wrong), Err(ControlError::Refused(_))), "{wrong}");
    }
    let fault = |plan: &str| order(folder.path(), &Order::Fault(plan.to_owned()));
    assert!(matches!(fault("yawns@sign"), Err(ControlError::Refused(_))));
    let standing = fault("hangs@sign").unwrap();
    assert_eq!(standing.inserted.unwrap().faults, "hangs@sign");
    assert_eq!(
        client.ask(&TRIES_LEFT).unwrap(),
        [0x63, 0xC2],
        "nothing of it disturbed the tap"
    );

    drop(serving);
    assert!(matches!(insert("valid"), Err(ControlError::NobodyServes)));
    let _serving = CardFolder::serve(folder.path(), anywhere).unwrap();
    let standing = order(folder.path(), &Order::List).unwrap();
    assert_eq!(standing.inserted, None);
    let valid = standing.cards.iter().find(|card| card.name == "valid").unwrap();
    assert_eq!(
        valid.tries_left.map(|left| (left.pin, left.number_b)),
        Some((2, Some(3)))
    );
    insert("valid").unwrap();
    let removed = order(folder.path(), &Order::Remove).unwrap();
    assert_eq!(removed.inserted, None);
    assert!(matches!(
        order(folder.path(), &Order::Remove),
        Err(ControlError::Refused(_))
    ));
}
