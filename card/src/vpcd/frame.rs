//! vpcd's protocol: a 16-bit big-endian length and so many bytes, either way. One byte from the reader is a
//! control code, anything longer a command.

use std::io::{self, Read, Write};

/// What the reader wants.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Request {
    /// 0.
    PowerOff,
    /// 1.
    PowerOn,
    /// 2.
    Reset,
    /// 4: the only control code with an answer. Also how pcscd asks whether the card is there.
    Atr,
    /// A command for the card.
    Command(Vec<u8>),
    /// Nothing that a version of the protocol we know would send.
    Unknown,
}

/// Waits for the next request; `UnexpectedEof` when the reader hung up.
pub(crate) fn read(stream: &mut impl Read) -> io::Result<Request> {
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut payload = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut payload)?;
    Ok(match payload[..] {
        [0] => Request::PowerOff,
        [1] => Request::PowerOn,
        [2] => Request::Reset,
        [4] => Request::Atr,
        [] | [_] => Request::Unknown,
        _ => Request::Command(payload),
    })
}

/// Sends an answer, in one piece.
pub(crate) fn write(stream: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    let length = u16::try_from(payload.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    let mut frame = Vec::with_capacity(payload.len() + 2);
    frame.extend_from_slice(&length.to_be_bytes());
    frame.extend_from_slice(payload);
    stream.write_all(&frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_codes_and_commands_are_told_apart() {
        let mut stream = &[0, 1, 1, 0, 1, 4, 0, 0, 0, 4, 0, 0xA4, 4, 0, 0, 5, 1][..];
        assert_eq!(read(&mut stream).unwrap(), Request::PowerOn);
        assert_eq!(read(&mut stream).unwrap(), Request::Atr);
        assert_eq!(read(&mut stream).unwrap(), Request::Unknown);
        assert_eq!(read(&mut stream).unwrap(), Request::Command(vec![0, 0xA4, 4, 0]));
        assert_eq!(
            read(&mut stream).unwrap_err().kind(),
            io::ErrorKind::UnexpectedEof
        );
    }

    #[test]
    fn an_answer_carries_its_length() {
        let mut sent = Vec::new();
        write(&mut sent, &[0x90, 0x00]).unwrap();
        assert_eq!(sent, [0, 2, 0x90, 0x00]);
        assert!(write(&mut sent, &[0; 65_536]).is_err());
    }
}
