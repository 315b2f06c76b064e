//! A folder of cards, one of which is on the reader. Cards are files, so their counters outlive the program.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

use jiff::Timestamp;

use super::{
    TcpCard,
    control::{
        Answer, ControlError, Inserted, Listed, Order, PATIENCE, Served, Standing, TriesLeft, read_line,
        write_line,
    },
};
use crate::{
    fault::FaultPlan,
    sample::{self, OTHER_CARDS, SAMPLES, SampleError},
    soft_card::SoftCard,
    store::CardFileError,
};

/// A folder of cards that is being served. Dropping it ends that.
#[derive(Debug)]
pub struct CardFolder {
    card: SocketAddr,
    control: SocketAddr,
    closing: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread has.
struct Cards {
    folder: PathBuf,
    reader: TcpCard,
    inserted: Option<String>,
    /// Held as long as the folder is served.
    _served: Served,
}

impl CardFolder {
    /// Serves the cards of `folder`, which is made if it is not there, at `address`, with no card on the reader yet.
    pub fn serve(folder: &Path, address: SocketAddr) -> Result<Self, ControlError> {
        fs::create_dir_all(folder)?;
        let mut served = Served::take(folder)?;
        let reader = TcpCard::listen(address)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let (card, control) = (reader.address(), listener.local_addr()?);
        served.say(card, control)?;
        let mut cards = Cards {
            folder: folder.to_owned(),
            reader,
            inserted: None,
            _served: served,
        };
        let closing = Arc::new(AtomicBool::new(false));
        let its_closing = Arc::clone(&closing);
        let thread = thread::Builder::new()
            .name("kyotaku-card-folder".to_owned())
            .spawn(move || {
                for stream in listener.incoming() {
                    if its_closing.load(Ordering::SeqCst) {
                        break;
                    }
                    // Whoever hung up or sent no order gets no answer.
                    let _ = stream.and_then(|stream| cards.hear(stream));
                }
            })?;
        Ok(Self {
            card,
            control,
            closing,
            thread: Some(thread),
        })
    }

    /// Where the card is reached.
    pub fn address(&self) -> SocketAddr {
        self.card
    }
}

impl Drop for CardFolder {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for a connection.
        let _ = TcpStream::connect(self.control);
        if let Some(thread) = self.thread.take() {
            // A panic there was reported there.
            let _ = thread.join();
        }
    }
}

impl Cards {
    fn hear(&mut self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let order = read_line(&mut stream)?;
        let answer = match self.obey(order) {
            Ok(()) => Answer::Done(self.standing()),
            Err(why) => Answer::Refused(why),
        };
        write_line(&mut stream, &answer)
    }

    fn obey(&mut self, order: Order) -> Result<(), String> {
        match order {
            Order::List => Ok(()),
            Order::Insert(name) => {
                if self.inserted.as_ref() == Some(&name) {
                    return Ok(());
                }
                let card = self.card(&name)?;
                self.reader.insert(card);
                self.inserted = Some(name);
                Ok(())
            }
            Order::Remove => {
                self.inserted = None;
                match self.reader.remove() {
                    Some(_) => Ok(()),
                    None => Err("there is no card on the reader".to_owned()),
                }
            }
            Order::Fault(plan) => {
                let plan: FaultPlan = plan.parse().map_err(|error| format!("{error}"))?;
                if self.reader.plan(plan) {
                    Ok(())
                } else {
                    Err("there is no card on the reader for which a fault could be planned".to_owned())
                }
            }
        }
    }

    /// The card of this name: its file, or a sample card that gets one.
    fn card(&self, name: &str) -> Result<SoftCard, String> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if name.is_empty() || !name.bytes().all(plain) {
            return Err("the name of a card is of letters, digits and hyphens".to_owned());
        }
        let path = self.file_of(name);
        let opened = match SoftCard::open(&path) {
            Err(CardFileError::NotFound) => match sample::new_card(name, Timestamp::now()) {
                Ok(new) => SoftCard::create(&path, &new),
                Err(SampleError::Card(error)) => Err(error),
                Err(unknown @ SampleError::Unknown) => return Err(format!("{name}: {unknown}")),
            },
            opened => opened,
        };
        opened.map_err(|error| format!("{name}: {error}"))
    }

    fn file_of(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }

    fn standing(&self) -> Standing {
        let seen = self.inserted.clone().zip(self.reader.look());
        Standing {
            address: self.reader.address(),
            inserted: seen.map(|(name, card)| Inserted {
                name,
                exchanges: card.exchanges,
                faults: card.faults.to_string(),
            }),
            cards: self.names().into_iter().map(|name| self.listed(name)).collect(),
        }
    }

    /// The samples in their order, then what else is in the folder.
    fn names(&self) -> Vec<String> {
        let samples = SAMPLES.iter().map(|sample| sample.slug);
        let mut names: Vec<String> = samples
            .chain(OTHER_CARDS.iter().map(|other| other.slug))
            .map(str::to_owned)
            .collect();
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut own: Vec<String> = files
            .filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".json")?.to_owned()))
            .filter(|name| !names.contains(name))
            .collect();
        own.sort();
        names.extend(own);
        names
    }

    fn listed(&self, name: String) -> Listed {
        let state = SoftCard::look_at(&self.file_of(&name)).ok();
        Listed {
            name,
            tries_left: state.map(|state| TriesLeft {
                pin: state.authentication.tries_left,
                number_b: state.surface.map(|surface| surface.number_b.tries_left),
            }),
        }
    }
}
