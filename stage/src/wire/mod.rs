//! The way between a client and the service, and what can happen on it. One request, one connection: the client keeps
//! none open.
//!
//! - [`message`]: one HTTP message, as it is read from a socket.
//! - `planned`: which mishaps are still to happen.
//! - `reply`: what the client gets in place of the service's answer.

pub mod message;
mod planned;
mod reply;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use kyotaku_core::eligibility::ProblemKind;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    sync::watch,
    task::JoinHandle,
};

use message::{Message, read_message};
use planned::Planned;
use reply::{Reply, in_place_of, instead_of_the_service};

/// What happens to one request. The connection is closed after it, unless it says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mishap {
    /// The request is lost: the service never gets it.
    RequestLost,
    /// The same, and the connection stays open: nobody answers until the client gives up.
    RequestHeld,
    /// The service carries the request out; its answer is lost.
    AnswerLost,
    /// The same, and the connection stays open.
    AnswerHeld,
    /// The service carries the request out; only so many bytes of its answer come through.
    AnswerCut(usize),
    /// The service carries the request out; something else answers in its place.
    AnswerReplaced(&'static str),
    /// The service carries the request out; what comes through is not what it read back. In a receipt 薬剤情報 alone has the
    /// other decision; of what stands after a revocation, the first that was revoked is in force. An answer that has
    /// neither comes through as it is, and the mishap waits for the next.
    ReceiptDiffers,
    /// The request is answered with this problem, in the service's own form, and is not carried out: so what a 4xx says,
    /// that nothing was stored, is true.
    Refused(ProblemKind),
}

/// A request that the service answered.
pub struct Carried {
    /// Method and path.
    pub call: String,
    /// Its idempotency key, if it has one.
    pub idempotency_key: Option<String>,
    /// Its body.
    pub body: Vec<u8>,
}

/// A port that passes everything on to the service, but for what is planned. Dropped, it is nobody's port, and every
/// connection that it held is closed.
pub struct FaultyWire {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
    /// Bound and never listening: while nobody else listens, the port is nobody's, and refuses.
    _port: TcpSocket,
    /// Dropped with the wire, which ends what still runs on it.
    cut: watch::Sender<()>,
}

struct Shared {
    service: Mutex<String>,
    planned: Planned,
    /// The number of the latest request.
    latest: AtomicU64,
    carried: Mutex<Vec<Carried>>,
    /// How many are in `carried`.
    count: watch::Sender<usize>,
}

impl FaultyWire {
    /// A wire to the service at this address, on a loopback port that was free. It needs a tokio runtime.
    pub fn to(service: &str) -> io::Result<Self> {
        let port = TcpSocket::new_v4()?;
        port.set_reuseaddr(true)?;
        port.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let mut wire = Self {
            address: port.local_addr()?,
            shared: Arc::new(Shared {
                service: Mutex::new(service.to_owned()),
                planned: Planned::default(),
                latest: AtomicU64::default(),
                carried: Mutex::default(),
                count: watch::Sender::default(),
            }),
            listening: None,
            _port: port,
            cut: watch::Sender::default(),
        };
        wire.up()?;
        Ok(wire)
    }

    /// Where a client finds it: `127.0.0.1:<port>`.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Leads to the service at another address from now on.
    pub fn lead_to(&self, service: &str) {
        *locked(&self.shared.service) = service.to_owned();
    }

    /// What happens to the next request whose path begins so; further plans for the same path queue up.
    pub fn plan(&self, path: &'static str, mishap: Mishap) {
        self.shared.planned.add(path, mishap);
    }

    /// What was planned and has not happened yet: paths' beginnings, and what is to happen. A request or an answer that is
    /// held has happened once it is held; what happens to an answer, once the service has carried the request out.
    pub fn planned(&self) -> Vec<(&'static str, Mishap)> {
        self.shared.planned.left()
    }

    /// Told whenever something that was planned has happened; closed when the wire is dropped.
    pub(crate) fn happenings(&self) -> watch::Receiver<u64> {
        self.shared.planned.watch()
    }

    /// Asserts that everything that was planned has happened.
    ///
    /// # Panics
    ///
    /// If something has not.
    #[track_caller]
    pub fn assert_all_happened(&self) {
        let left = self.planned();
        assert!(left.is_empty(), "{left:?}");
    }

    /// Requests that the service answered so far.
    pub fn carried(&self) -> MutexGuard<'_, Vec<Carried>> {
        locked(&self.shared.carried)
    }

    /// Waits until the service has answered so many requests.
    pub async fn until_carried(&self, count: usize) {
        let mut carried = self.shared.count.subscribe();
        // It can only fail if the sender is gone, which this wire holds.
        let _ = carried.wait_for(|carried| *carried >= count).await;
    }

    /// The idempotency keys of the registrations that the service answered, in order.
    pub fn registration_keys(&self) -> Vec<String> {
        let carried = self.carried();
        let registrations = carried
            .iter()
            .filter(|carried| carried.call == "POST /v1/registrations");
        registrations
            .filter_map(|carried| carried.idempotency_key.clone())
            .collect()
    }

    /// Refuses connections from now on. Those that are open stay.
    pub async fn down(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            // It was cancelled; with it the listener is closed.
            let _ = listening.await;
        }
    }

    /// Accepts connections again.
    pub fn up(&mut self) -> io::Result<()> {
        if self.listening.is_some() {
            return Ok(());
        }
        let socket = TcpSocket::new_v4()?;
        socket.set_reuseaddr(true)?;
        socket.bind(self.address)?;
        let listener = socket.listen(64)?;
        let shared = Arc::clone(&self.shared);
        let cut = self.cut.subscribe();
        let accept = async move {
            let mut until_cut = cut.clone();
            loop {
                let client = tokio::select! {
                    accepted = listener.accept() => accepted,
                    _ = until_cut.changed() => return,
                };
                let Ok((client, _)) = client else { return };
                let shared = Arc::clone(&shared);
                let mut until_cut = cut.clone();
                tokio::spawn(async move {
                    tokio::select! {
                        // What fails here is a connection that breaks, which is what a wire may do.
                        _ = shared.carry(client) => {}
                        _ = until_cut.changed() => {}
                    }
                });
            }
        };
        self.listening = Some(tokio::spawn(accept));
        Ok(())
    }
}

impl Shared {
    async fn carry(&self, mut client: TcpStream) -> Option<()> {
        let request = read_message(&mut client).await?;
        let number = self.latest.fetch_add(1, Ordering::Relaxed);
        let mishap = self.planned.take(number, &request.path);
        let reply = match instead_of_the_service(mishap) {
            Some(reply) => Some(reply),
            None => self.carried_out(request).await.and_then(|answer| match mishap {
                None => Some(Reply::Bytes(answer.bytes)),
                Some(mishap) => in_place_of(&answer, mishap).or_else(|| {
                    self.planned.put_back(number);
                    Some(Reply::Bytes(answer.bytes))
                }),
            }),
        };
        let Some(reply) = reply else {
            self.planned.put_back(number);
            return None;
        };
        self.planned.happened(number);
        match reply {
            Reply::Bytes(bytes) => client.write_all(&bytes).await.ok(),
            Reply::Nothing => None,
            Reply::Silence => until_hung_up(client).await,
        }
    }

    /// The service's answer; none if there is no service, or none that answers.
    async fn carried_out(&self, request: Message) -> Option<Message> {
        let service = locked(&self.service).clone();
        let mut service = TcpStream::connect(service).await.ok()?;
        service.write_all(&request.bytes).await.ok()?;
        let answer = read_message(&mut service).await?;
        locked(&self.carried).push(Carried {
            call: request.call,
            idempotency_key: request.idempotency_key,
            body: request.body,
        });
        self.count.send_modify(|count| *count += 1);
        Some(answer)
    }
}

async fn until_hung_up(mut client: TcpStream) -> Option<()> {
    let mut rest = [0; 64];
    while client.read(&mut rest).await.ok()? > 0 {}
    Some(())
}

/// Nothing here panics while it holds a lock.
fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
