//! A server for tests, on a free port of this machine: it reads one request on each connection, keeps it, and
//! replies as its script says, byte for byte. It waits for nothing but its client, and ends with the test.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::JoinHandle,
};

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde::Serialize;
use tokio::sync::Notify;

/// What the server does on one connection.
pub(super) enum Reply {
    /// Reads the request, writes these bytes, and closes.
    Bytes(Vec<u8>),
    /// Reads the request and says nothing until the client goes.
    Silence,
    /// Reads whatever comes first (a TLS greeting, for example) and says nothing until the client goes.
    SilenceFromTheStart,
}

/// A request as it came.
#[derive(Clone)]
pub(super) struct Heard {
    /// The request line.
    pub(super) line: String,
    headers: Vec<(String, String)>,
    /// The body.
    pub(super) body: String,
}

impl Heard {
    /// The value of a header, by its lower-case name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct Record {
    connections: AtomicUsize,
    heard: Mutex<Vec<Heard>>,
    current: Mutex<Option<TcpStream>>,
    has_read: Notify,
    is_over: AtomicBool,
}

pub(super) struct ScriptedServer {
    address: SocketAddr,
    record: Arc<Record>,
    thread: Option<JoinHandle<()>>,
}

impl ScriptedServer {
    /// Over plain HTTP. A connection beyond the script is counted and closed.
    pub(super) fn new(script: impl IntoIterator<Item = Reply>) -> Self {
        Self::start(None, script)
    }

    /// Over TLS.
    pub(super) fn with_tls(tls: Arc<ServerConfig>, script: impl IntoIterator<Item = Reply>) -> Self {
        Self::start(Some(tls), script)
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many connections were opened.
    pub(super) fn connections(&self) -> usize {
        self.record.connections.load(Ordering::SeqCst)
    }

    /// The requests that arrived whole.
    pub(super) fn heard(&self) -> Vec<Heard> {
        self.record.heard.lock().unwrap().clone()
    }

    /// Returns when a silent reply has read what it waits for.
    pub(super) async fn has_read(&self) {
        self.record.has_read.notified().await;
    }

    fn start(tls: Option<Arc<ServerConfig>>, script: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let record = Arc::new(Record::default());
        let mut script: Vec<_> = script.into_iter().collect();
        script.reverse();
        let thread = std::thread::spawn({
            let record = Arc::clone(&record);
            move || {
                for stream in listener.incoming() {
                    if record.is_over.load(Ordering::SeqCst) {
                        return;
                    }
                    record.connections.fetch_add(1, Ordering::SeqCst);
                    let Some(reply) = script.pop() else { continue };
                    let stream = stream.unwrap();
                    *record.current.lock().unwrap() = Some(stream.try_clone().unwrap());
                    if record.is_over.load(Ordering::SeqCst) {
                        return;
                    }
                    // A client that hangs up is what many tests are about: nothing to report.
                    let _ = serve(stream, tls.as_ref(), reply, &record);
                    *record.current.lock().unwrap() = None;
                }
            }
        });
        Self {
            address,
            record,
            thread: Some(thread),
        }
    }
}

impl Drop for ScriptedServer {
    fn drop(&mut self) {
        self.record.is_over.store(true, Ordering::SeqCst);
        // The client's own task may only end after the test has: it is on the runtime that waits here.
        if let Some(stream) = self.record.current.lock().unwrap().take() {
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes the listener; then the port is free again when the test is over.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(
    stream: TcpStream,
    tls: Option<&Arc<ServerConfig>>,
    reply: Reply,
    record: &Record,
) -> std::io::Result<()> {
    match tls {
        None => exchange(stream, reply, record),
        Some(tls) => {
            let session = ServerConnection::new(Arc::clone(tls)).unwrap();
            let mut stream = StreamOwned::new(session, stream);
            exchange(&mut stream, reply, record)?;
            stream.conn.send_close_notify();
            stream.flush()
        }
    }
}

fn exchange(mut stream: impl Read + Write, reply: Reply, record: &Record) -> std::io::Result<()> {
    if matches!(reply, Reply::SilenceFromTheStart) {
        let _greeting = stream.read(&mut [0; 512])?;
        record.has_read.notify_one();
        return until_the_client_goes(stream);
    }
    let request = read_request(&mut stream)?;
    record.heard.lock().unwrap().push(request);
    match reply {
        Reply::Bytes(bytes) => {
            stream.write_all(&bytes)?;
            stream.flush()
        }
        Reply::Silence | Reply::SilenceFromTheStart => {
            record.has_read.notify_one();
            until_the_client_goes(stream)
        }
    }
}

fn until_the_client_goes(mut stream: impl Read) -> std::io::Result<()> {
    std::io::copy(&mut stream, &mut std::io::sink()).map(|_| ())
}

fn read_request(stream: &mut impl Read) -> std::io::Result<Heard> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.trim_end().split("\r\n");
    let line = lines.next().unwrap().to_owned();
    let headers: Vec<_> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut heard = Heard {
        line,
        headers,
        body: String::new(),
    };
    let length = heard
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    heard.body = String::from_utf8(body).unwrap();
    Ok(heard)
}

/// A whole answer with this value as its body.
pub(super) fn json(status: u16, value: &impl Serialize) -> Vec<u8> {
    let body = serde_json::to_string(value).unwrap();
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Fine\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
