//! The clock stands still, and moves on only while everything waits: no slow machine can make a time run out.

use std::net::SocketAddr;

use axum::{body::Bytes, routing};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
    task::JoinHandle,
    time::Instant,
};

use super::*;

const LIMITS: Limits = Limits {
    head_time: Duration::from_secs(10),
    answer_time: Duration::from_secs(20),
    longest_head: 8 * 1024,
    connections: 2,
};

/// More than the system buffers for a client that takes nothing.
const LONG: usize = 64 * 1024 * 1024;

struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

async fn served() -> Served {
    let router = Router::new()
        .route("/", routing::get(async || "hello"))
        .route("/long", routing::get(async || Bytes::from(vec![0; LONG])));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(serve(listener, router, LIMITS, stopped));
    Served { address, stop, task }
}

impl Served {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn end(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
    }
}

async fn ask(connection: &mut TcpStream, path: &str) {
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    connection.write_all(head.as_bytes()).await.unwrap();
}

async fn greeted(connection: &mut TcpStream) {
    ask(connection, "/").await;
    let mut answer = Vec::new();
    while !answer.ends_with(b"hello") {
        assert_ne!(connection.read_buf(&mut answer).await.unwrap(), 0);
    }
}

/// Whether the other side closed; an answer before that is read over.
async fn is_closed(connection: &mut TcpStream) -> bool {
    let mut rest = Vec::new();
    connection.read_to_end(&mut rest).await.is_ok() && rest.is_empty()
}

#[tokio::test(start_paused = true)]
async fn a_head_that_comes_byte_by_byte_is_cut_when_its_time_is_over() {
    let served = served().await;
    let start = Instant::now();
    let (mut reading, mut writing) = served.connect().await.into_split();
    let drip = tokio::spawn(async move {
        // Whole after 27 seconds, if anybody waited for it; cut, the last bytes cannot be written.
        for byte in b"GET / HTTP/1.1\r\na: b\r\n\r\n" {
            if writing.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    let mut answer = Vec::new();
    let _ = reading.read_to_end(&mut answer).await;
    assert_eq!(answer, b"");
    assert!(start.elapsed() >= LIMITS.head_time);
    assert!(start.elapsed() < 2 * LIMITS.head_time);
    drip.await.unwrap();
    served.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_asks_nothing_more_is_closed_after_the_same_time() {
    let served = served().await;
    let mut connection = served.connect().await;
    for _ in 0..3 {
        tokio::time::sleep(LIMITS.head_time / 2).await;
        greeted(&mut connection).await;
    }
    let start = Instant::now();
    assert!(is_closed(&mut connection).await);
    assert!(start.elapsed() >= LIMITS.head_time);
    served.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_take_its_answer_is_cut() {
    let served = served().await;
    let mut idle = served.connect().await;
    ask(&mut idle, "/long").await;
    tokio::time::sleep(LIMITS.answer_time * 2).await;
    let mut rest = Vec::new();
    let taken = idle.read_to_end(&mut rest).await;
    assert!(taken.is_err() || rest.len() < LONG, "{}", rest.len());
    served.end().await;
}

#[tokio::test(start_paused = true)]
async fn taking_a_little_now_and_then_does_not_make_the_time_longer() {
    let served = served().await;
    let mut slow = served.connect().await;
    ask(&mut slow, "/long").await;
    let mut taken = 0;
    let mut some = vec![0; 256 * 1024];
    while let Ok(more @ 1..) = slow.read(&mut some).await {
        taken += more;
        tokio::time::sleep(LIMITS.answer_time / 10).await;
    }
    assert!(taken < LONG, "{taken}");
    served.end().await;
}

#[tokio::test(start_paused = true)]
async fn who_finds_no_place_waits_until_one_is_free() {
    let served = served().await;
    let (first, second) = (served.connect().await, served.connect().await);
    let start = Instant::now();
    let mut third = served.connect().await;
    greeted(&mut third).await;
    assert!(
        start.elapsed() >= LIMITS.head_time,
        "one of the two was cut first"
    );
    drop((first, second));
    served.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_stop_waits_for_what_is_under_way_and_closes_all_else_at_once() {
    let served = served().await;
    let mut idle = served.connect().await;
    greeted(&mut idle).await;
    let mut begun = served.connect().await;
    begun
        .write_all(b"GET / HTTP/1.1\r\nconnection: close\r\n")
        .await
        .unwrap();
    // While this waits, what was written is read: time moves on only when nothing else does.
    tokio::time::sleep(LIMITS.head_time / 2).await;
    served.stop.send(()).unwrap();
    assert!(is_closed(&mut idle).await);
    begun.write_all(b"\r\n").await.unwrap();
    let mut answer = String::new();
    begun.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("hello"), "{answer}");
    served.task.await.unwrap();
    assert!(TcpStream::connect(served.address).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn dropped_it_breaks_off_every_connection() {
    let served = served().await;
    let mut connection = served.connect().await;
    greeted(&mut connection).await;
    let start = Instant::now();
    served.task.abort();
    assert!(is_closed(&mut connection).await);
    assert!(start.elapsed() < LIMITS.head_time);
}
