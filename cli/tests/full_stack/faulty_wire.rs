//! The way between a client and the service, and what can happen on it. One request, one connection: the client keeps
//! none open.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    sync::watch,
    task::JoinHandle,
};

/// What happens to one request. The connection is closed after it, unless it says otherwise.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mishap {
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
}

/// A request that the service answered.
pub(crate) struct Carried {
    /// Method and path.
    pub(crate) call: String,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// A port that passes everything on to the service, but for what is planned.
pub(crate) struct FaultyWire {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
    /// Bound and never listening: while nobody else listens, the port is nobody's, and refuses.
    _port: TcpSocket,
}

struct Shared {
    service: Mutex<String>,
    planned: Mutex<VecDeque<(&'static str, Mishap)>>,
    carried: Mutex<Vec<Carried>>,
    /// How many are in `carried`.
    count: watch::Sender<usize>,
}

impl FaultyWire {
    /// A wire to the service at this address.
    pub(crate) fn to(service: &str) -> Self {
        let port = TcpSocket::new_v4().unwrap();
        port.set_reuseaddr(true).unwrap();
        port.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let mut wire = Self {
            address: port.local_addr().unwrap(),
            shared: Arc::new(Shared {
                service: Mutex::new(service.to_owned()),
                planned: Mutex::default(),
                carried: Mutex::default(),
                count: watch::Sender::default(),
            }),
            listening: None,
            _port: port,
        };
        wire.up();
        wire
    }

    /// Where a client finds it: `127.0.0.1:<port>`.
    pub(crate) fn address(&self) -> String {
        self.address.to_string()
    }

    /// Leads to the service at another address from now on.
    pub(crate) fn lead_to(&self, service: &str) {
        *locked(&self.shared.service) = service.to_owned();
    }

    /// What happens to the next request whose path begins so; further plans for the same path queue up.
    pub(crate) fn plan(&self, path: &'static str, mishap: Mishap) {
        locked(&self.shared.planned).push_back((path, mishap));
    }

    /// Asserts that everything that was planned has happened.
    #[track_caller]
    pub(crate) fn assert_all_happened(&self) {
        let left = locked(&self.shared.planned);
        assert!(left.is_empty(), "{left:?}");
    }

    /// Requests that the service answered so far.
    pub(crate) fn carried(&self) -> MutexGuard<'_, Vec<Carried>> {
        locked(&self.shared.carried)
    }

    /// Waits until the service has answered so many requests.
    pub(crate) async fn until_carried(&self, count: usize) {
        let mut carried = self.shared.count.subscribe();
        carried.wait_for(|carried| *carried >= count).await.unwrap();
    }

    /// The idempotency keys of the registrations that the service answered, in order.
    pub(crate) fn registration_keys(&self) -> Vec<String> {
        let carried = self.carried();
        let registrations = carried
            .iter()
            .filter(|carried| carried.call == "POST /v1/registrations");
        registrations
            .filter_map(|carried| carried.idempotency_key.clone())
            .collect()
    }

    /// Refuses connections from now on.
    pub(crate) async fn down(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            // It was cancelled; with it the listener is closed.
            let _ = listening.await;
        }
    }

    /// Accepts connections again.
    pub(crate) fn up(&mut self) {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(self.address).unwrap();
        let listener = socket.listen(64).unwrap();
        let shared = Arc::clone(&self.shared);
        self.listening = Some(tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                // What fails here is a connection that breaks, which is what a wire may do.
                tokio::spawn(async move { shared.carry(client).await });
            }
        }));
    }
}

impl Shared {
    async fn carry(&self, mut client: TcpStream) -> Option<()> {
        let request = read_message(&mut client).await?;
        let mishap = self.mishap(&request.path);
        match mishap {
            Some(Mishap::RequestLost) => return None,
            Some(Mishap::RequestHeld) => return until_hung_up(client).await,
            _ => {}
        }
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
        match mishap {
            None => client.write_all(&answer.bytes).await.ok(),
            Some(Mishap::AnswerCut(length)) => client.write_all(answer.bytes.get(..length)?).await.ok(),
            Some(Mishap::AnswerReplaced(other)) => client.write_all(other.as_bytes()).await.ok(),
            Some(Mishap::AnswerHeld) => until_hung_up(client).await,
            Some(Mishap::AnswerLost | Mishap::RequestLost | Mishap::RequestHeld) => None,
        }
    }

    /// The first plan for this path.
    fn mishap(&self, path: &str) -> Option<Mishap> {
        let mut planned = locked(&self.planned);
        let place = planned
            .iter()
            .position(|(beginning, _)| path.starts_with(beginning))?;
        planned.remove(place).map(|(_, mishap)| mishap)
    }
}

async fn until_hung_up(mut client: TcpStream) -> Option<()> {
    let mut rest = [0; 64];
    while client.read(&mut rest).await.ok()? > 0 {}
    Some(())
}

/// An HTTP/1.1 request or answer with a `content-length`, or without a body.
pub(crate) struct Message {
    /// Method and path; version and status of an answer.
    pub(crate) call: String,
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    idempotency_key: Option<String>,
    bytes: Vec<u8>,
}

/// Reads one message to its end; `None` if the connection ends before.
pub(crate) async fn read_message(stream: &mut TcpStream) -> Option<Message> {
    let mut bytes = Vec::new();
    let head_length = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_length].to_vec()).ok()?;
    let header = |name: &str| {
        head.lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(held, _)| held.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_owned())
    };
    let length: usize = header("content-length").map_or(Some(0), |length| length.parse().ok())?;
    while bytes.len() < head_length + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let mut words = head.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    Some(Message {
        call: format!("{method} {path}"),
        path,
        body: bytes[head_length..].to_vec(),
        idempotency_key: header("idempotency-key"),
        head,
        bytes,
    })
}

fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap()
}
