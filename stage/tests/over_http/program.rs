//! The program, a scene of it, and asking it: requests are written to the socket, so that nothing between the test and
//! the program retries, keeps or guesses anything.

use std::{process::Stdio, time::Duration};

use kyotaku_stage::wire::message::read_message;
use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
    time::timeout,
};

/// For what comes at all, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running stage.
pub(crate) struct Program {
    child: Child,
    address: String,
    /// The program's folder for temporary files.
    pub(crate) temporary: TempDir,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// A scene of it.
#[derive(Clone)]
pub(crate) struct Scene {
    pub(crate) stage: String,
    pub(crate) path: String,
    pub(crate) service: String,
    pub(crate) token: String,
}

impl Program {
    pub(crate) async fn start() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_kyotaku-stage"))
            .env("TMPDIR", temporary.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = timeout(PATIENCE, lines.next_line())
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap().strip_prefix("http://").unwrap();
        Self {
            address: address.to_owned(),
            child,
            temporary,
        }
    }

    pub(crate) async fn ask(&self, call: &str, body: &[u8]) -> Answer {
        ask(&self.address, call, "", body).await
    }

    pub(crate) async fn set(&self, given: Value) -> Scene {
        let answer = self.ask("POST /scenes", given.to_string().as_bytes()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let set = answer.json();
        let text = |key: &str| set[key].as_str().unwrap().to_owned();
        Scene {
            stage: self.address.clone(),
            path: format!("/scenes/{}", text("scene")),
            service: text("service"),
            token: text("token"),
        }
    }

    /// Closes its standard input, and waits until it has ended by itself.
    pub(crate) async fn close(mut self) {
        drop(self.child.stdin.take());
        let ended = timeout(PATIENCE, self.child.wait()).await.unwrap().unwrap();
        assert!(ended.success(), "{ended}");
        assert_eq!(self.files(), [""; 0]);
    }

    /// What lies in its folder for temporary files.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.temporary.path()).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().display().to_string())
            .collect()
    }
}

impl Scene {
    /// Asks for something of the scene: `GET /card`, `POST /directions`.
    pub(crate) async fn ask(&self, call: &str, body: &[u8]) -> Answer {
        self.ask_with(call, "", body).await
    }

    /// The same with further headers, each ended by a line end.
    pub(crate) async fn ask_with(&self, call: &str, headers: &str, body: &[u8]) -> Answer {
        let (method, path) = call.split_once(' ').unwrap();
        ask(
            &self.stage,
            &format!("{method} {}{path}", self.path),
            headers,
            body,
        )
        .await
    }

    pub(crate) async fn get(&self, what: &str) -> Value {
        let answer = self.ask(&format!("GET /{what}"), b"").await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    pub(crate) async fn direct(&self, direction: Value) {
        let answer = self
            .ask("POST /directions", direction.to_string().as_bytes())
            .await;
        assert_eq!((answer.status, answer.text()), (204, String::new()));
    }

    pub(crate) async fn strike(&self) {
        let answer = self.ask("DELETE ", b"").await;
        assert_eq!((answer.status, answer.text()), (204, String::new()));
    }

    /// Asks again and again, until what is asked for is so.
    pub(crate) async fn until(&self, what: &str, is_so: impl Fn(&Value) -> bool) {
        let asking = async { while !is_so(&self.get(what).await) {} };
        let so = timeout(PATIENCE, asking).await;
        so.unwrap_or_else(|_| panic!("{what} did not become so"));
    }
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

async fn ask(address: &str, call: &str, headers: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let head = format!("{call} HTTP/1.1\r\nhost: stage\r\ncontent-length: {length}\r\n{headers}\r\n");
    stream.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
    let answer = timeout(PATIENCE, read_message(&mut stream)).await;
    let answer = answer.unwrap_or_else(|_| panic!("{call}: nothing is answered"));
    let answer = answer.expect("the stage answers");
    Answer {
        status: answer.path.parse().unwrap(),
        body: answer.body,
    }
}
