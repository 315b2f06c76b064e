//! What is said to the program that serves a folder of cards, and what it says: one line of JSON each way, over a second
//! port of this machine. Which one stands in the folder's [`SERVING`] file, which the program holds locked.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, BufRead, BufReader, Read, Seek, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::MARKER;

/// The file in a folder of cards that says where its program listens.
pub const SERVING: &str = "serving";

/// How long either side may take for a line.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// The longest line that is read.
const LONGEST: u64 = 64 * 1024;

/// What is wanted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Nothing but the answer.
    List,
    /// Put the card of this name on the reader; a sample card is made if there is none yet.
    Insert(String),
    /// Take the card away.
    Remove,
    /// Plan these faults for the card on the reader, in the grammar of [`crate::fault`].
    Fault(String),
}

/// How things stand after it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// Where the card is reached.
    pub address: SocketAddr,
    /// The card on the reader.
    pub inserted: Option<Inserted>,
    /// All cards that can be put there: the samples, and what else lies in the folder.
    pub cards: Vec<Listed>,
}

/// The card on the reader.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Inserted {
    /// Its name.
    pub name: String,
    /// Commands since it was put there.
    pub exchanges: u32,
    /// What is still to go wrong.
    pub faults: String,
}

/// A card that can be put on the reader.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Tries left for the PIN and for 照合番号B, of a card that was made already and has them.
    pub tries_left: Option<TriesLeft>,
}

/// The counters that a visit can spend.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TriesLeft {
    /// 暗証番号.
    pub pin: u8,
    /// 照合番号B; a phone has none.
    pub number_b: Option<u8>,
}

/// Why an order was not carried out; nothing changed then.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// No program serves this folder.
    #[error("no program serves the cards of this folder")]
    NobodyServes,
    /// A program does already.
    #[error("another program serves the cards of this folder already")]
    ServedAlready,
    /// The program said why.
    #[error("{0}")]
    Refused(String),
    /// The connection or the folder failed.
    #[error("the program that serves the cards cannot be reached: {0}")]
    Failed(#[from] io::Error),
}

/// The contents of the [`SERVING`] file.
#[derive(Serialize, Deserialize)]
struct Serving {
    what: String,
    card: SocketAddr,
    control: SocketAddr,
}

/// The line that comes back.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Answer {
    Done(Standing),
    Refused(String),
}

/// Gives an order to the program that serves `folder`.
pub fn order(folder: &Path, order: &Order) -> Result<Standing, ControlError> {
    let serving = who_serves(folder)?;
    let mut stream = TcpStream::connect(serving.control)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write_line(&mut stream, order)?;
    match read_line(&mut stream)? {
        Answer::Done(standing) => Ok(standing),
        Answer::Refused(why) => Err(ControlError::Refused(why)),
    }
}

/// A folder is served by whoever holds this.
#[derive(Debug)]
pub(super) struct Served {
    file: File,
}

impl Served {
    /// Takes the folder, unless another program has it.
    pub(super) fn take(folder: &Path) -> Result<Self, ControlError> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join(SERVING))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(ControlError::ServedAlready),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Says where the program listens. The file stays when it ends; only while it is locked does it mean anything.
    pub(super) fn say(&mut self, card: SocketAddr, control: SocketAddr) -> io::Result<()> {
        let serving = serde_json::to_vec(&Serving {
            what: MARKER.to_owned(),
            card,
            control,
        })?;
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(&serving)
    }
}

fn who_serves(folder: &Path) -> Result<Serving, ControlError> {
    let mut file = match File::open(folder.join(SERVING)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(ControlError::NobodyServes),
        Err(error) => return Err(error.into()),
    };
    match file.try_lock_shared() {
        Ok(()) => return Err(ControlError::NobodyServes),
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    // Locked and not written yet: it is about to serve.
    serde_json::from_str(&text).map_err(|_| ControlError::NobodyServes)
}

pub(super) fn write_line(stream: &mut TcpStream, line: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    stream.write_all(&bytes)
}

pub(super) fn read_line<T: for<'de> Deserialize<'de>>(stream: &mut TcpStream) -> io::Result<T> {
    let mut line = Vec::new();
    BufReader::new(stream.take(LONGEST)).read_until(b'\n', &mut line)?;
    Ok(serde_json::from_slice(&line)?)
}
