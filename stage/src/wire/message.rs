//! One HTTP/1.1 message, as it is read from a socket.

use tokio::{io::AsyncReadExt, net::TcpStream};

/// An HTTP/1.1 request or answer with a `content-length`, or without a body.
pub struct Message {
    /// Method and path; version and status of an answer.
    pub call: String,
    /// The second word of its first line: the path; the status of an answer.
    pub path: String,
    /// First line and headers.
    pub head: String,
    /// What comes after them.
    pub body: Vec<u8>,
    pub(super) idempotency_key: Option<String>,
    pub(super) bytes: Vec<u8>,
}

/// Reads one message to its end; `None` if the connection ends before.
pub async fn read_message(stream: &mut TcpStream) -> Option<Message> {
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
