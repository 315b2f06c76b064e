//! A folder of cards served by the real program, ordered about by the real program, tapped over TCP.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Output, Stdio},
};

use serde_json::Value;

use super::kyotaku;

const SELECT: [u8; 15] = [
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
];
const WRONG_PIN: [u8; 9] = [0x00, 0x20, 0x00, 0x98, 0x04, b'9', b'9', b'9', b'9'];

/// `kyotaku card serve` on a folder. Killed if the test ends before it is ended.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(folder: &Path) -> Self {
        let mut child = kyotaku(&["card", "serve", "--tcp", "127.0.0.1:0", "--json", "--folder"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let told: Value = serde_json::from_str(&line).unwrap();
        let address = told["address"].as_str().unwrap().to_owned();
        Self { child, address }
    }

    /// Connects, gives power, selects.
    fn tap(&self) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        assert_eq!(ask(&mut stream, &[4]).unwrap()[0], 0x3B, "an ATR");
        send(&mut stream, &[1]);
        assert_eq!(ask(&mut stream, &SELECT).unwrap(), [0x90, 0x00]);
        stream
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn send(stream: &mut TcpStream, payload: &[u8]) {
    let length = (payload.len() as u16).to_be_bytes();
    stream.write_all(&[&length, payload].concat()).unwrap();
}

/// `None`: the card hung up.
fn ask(stream: &mut TcpStream, payload: &[u8]) -> Option<Vec<u8>> {
    send(stream, payload);
    let mut length = [0; 2];
    stream.read_exact(&mut length).ok()?;
    let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut answer).ok()?;
    Some(answer)
}

fn card(folder: &Path, orders: &[&str]) -> Output {
    kyotaku(&["card", "--folder"])
        .arg(folder)
        .args(orders)
        .output()
        .unwrap()
}

fn standing(folder: &Path, orders: &[&str]) -> Value {
    let output = card(folder, &[orders, &["--json"]].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn tries_left<'a>(standing: &'a Value, name: &str) -> &'a Value {
    let cards = standing["cards"].as_array().unwrap();
    &cards.iter().find(|card| card["name"] == name).unwrap()["tries_left"]
}

#[test]
fn a_card_is_put_on_the_reader_fails_as_ordered_and_keeps_its_count_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let served = Served::start(folder);
    let standing_now = standing(folder, &["--insert", "valid", "--fault", "removed-after@verify"]);
    assert_eq!(standing_now["address"], served.address);
    assert_eq!(standing_now["inserted"]["name"], "valid");
    assert_eq!(standing_now["inserted"]["faults"], "removed-after@verify");

    let mut stream = served.tap();
    assert_eq!(ask(&mut stream, &WRONG_PIN), None, "the card is pulled");
    assert_eq!(tries_left(&standing(folder, &["--list"]), "valid")["pin"], 2);

    drop(served);
    let served = Served::start(folder);
    let standing_now = standing(folder, &["--list"]);
    assert_eq!(standing_now["inserted"], Value::Null);
    assert_eq!(tries_left(&standing_now, "valid")["pin"], 2);
    standing(folder, &["--insert", "valid"]);
    assert_eq!(ask(&mut served.tap(), &WRONG_PIN).unwrap(), [0x63, 0xC1]);

    let mut stream = served.tap();
    standing(folder, &["--remove", "--insert", "residence-card"]);
    let mut none = Vec::new();
    assert_eq!(
        stream.read_to_end(&mut none).unwrap_or(0),
        0,
        "the removed card is gone"
    );
    let mut stream = TcpStream::connect(&served.address).unwrap();
    ask(&mut stream, &[4]).unwrap();
    assert_eq!(ask(&mut stream, &SELECT).unwrap(), [0x6A, 0x82]);
}

#[test]
fn what_cannot_be_done_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let nobody = card(folder, &["--list"]);
    assert_eq!(nobody.status.code(), Some(3));
    assert!(said(&nobody).contains("kyotaku card serve"), "{}", said(&nobody));
    assert_eq!(card(folder, &[]).status.code(), Some(1), "nothing was ordered");

    let served = Served::start(folder);
    for (orders, word) in [
        (&["--insert", "nobody"][..], "nobody"),
        (&["--remove"], "no card"),
        (&["--fault", "hangs@sign"], "no card"),
        (&["--fault", "hangs@lunch"], "`lunch`"),
    ] {
        let refused = card(folder, orders);
        assert_eq!(refused.status.code(), Some(1), "{orders:?}");
        assert!(said(&refused).contains(word), "{orders:?}: {}", said(&refused));
    }
    let second = kyotaku(&["card", "serve", "--tcp", "127.0.0.1:0", "--folder"])
        .arg(folder)
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(said(&second).contains("already"), "{}", said(&second));
    let everywhere = tempfile::tempdir().unwrap();
    let open = kyotaku(&["card", "serve", "--tcp", "0.0.0.0:0", "--folder"])
        .arg(everywhere.path())
        .output()
        .unwrap();
    assert_eq!(open.status.code(), Some(1));

    let listed = card(folder, &["--insert", "valid", "--list"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.contains("* valid                         tries left: PIN 3, 照合番号B 3"),
        "{listed}"
    );
    assert!(listed.contains("  transit-card\n"), "{listed}");
    assert!(listed.ends_with(&format!(
        "{}: valid, 0 exchange(s), faults: none\n",
        served.address
    )));
}
