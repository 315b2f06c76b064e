//! Reading a file of which the length stands in its first bytes: in one piece where extended length works, else in
//! pieces. A card may answer with less than was asked for, but not with nothing.

use zeroize::Zeroizing;

use super::refused;
use crate::card::{
    CardFault, Phase,
    apdu::{Answer, Command, END_OF_OFFSETS, MOST_DATA},
    exchange::Link,
    names::ShortId,
    status::Meaning,
};

/// What a file is like.
pub(super) struct File {
    pub(super) id: ShortId,
    /// In which phase it is read.
    pub(super) phase: Phase,
    /// The most bytes that are read of it.
    pub(super) longest: usize,
    /// Its length, from its first bytes; at most `longest`.
    pub(super) length: fn(&[u8]) -> Option<usize>,
    /// What its absence is, if not a refusal.
    pub(super) absent: Option<CardFault>,
}

/// A file, as far as it was read. Overwritten with zeros when dropped.
pub(super) struct FileRead<'f> {
    file: &'f File,
    /// Allocated at its full size: growing would leave a copy behind.
    bytes: Zeroizing<Vec<u8>>,
    length: usize,
}

/// How the next piece is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    /// The file is the current one.
    Here,
    /// Another command was sent since: the file is made the current one again. That goes as far as byte 255, which a
    /// short EF id leaves one byte to name; what is read twice has to be the same.
    Anew,
}

impl<'f> FileRead<'f> {
    /// The whole file.
    pub(super) async fn whole(link: &mut Link<'_>, file: &'f File) -> Result<Zeroizing<Vec<u8>>, CardFault> {
        let mut read = Self::begin(link, file).await?;
        while !read.is_whole() {
            read.more(link, From::Here).await?;
        }
        Ok(read.bytes)
    }

    /// The file's first 256 bytes, or all it has; or as much as the card gives at once, where extended length works.
    pub(super) async fn begin(link: &mut Link<'_>, file: &'f File) -> Result<Self, CardFault> {
        debug_assert!(file.longest <= END_OF_OFFSETS);
        let first = Command::read_file(file.id, 0, file.longest.min(MOST_DATA));
        let extended = if file.longest > MOST_DATA {
            link.ask_extended(file.phase, first.clone(), file.longest).await?
        } else {
            None
        };
        let was_extended = extended.is_some();
        let answer = match extended {
            Some(answer) => answer,
            None => link.ask(file.phase, first).await?,
        };
        let first = file.data(answer, file.longest)?;
        let length = (file.length)(&first).ok_or(file.malformed())?;
        let mut read = Self {
            file,
            bytes: Zeroizing::new(Vec::with_capacity(length)),
            length,
        };
        if was_extended && is_cut(&first, length) {
            link.was_cut();
        }
        read.append(&first);
        while read.bytes.len() < length.min(MOST_DATA) {
            read.more(link, From::Here).await?;
        }
        Ok(read)
    }

    /// The rest of it, after another command.
    pub(super) async fn finish(mut self, link: &mut Link<'_>) -> Result<Zeroizing<Vec<u8>>, CardFault> {
        let mut from = From::Anew;
        while !self.is_whole() {
            self.more(link, from).await?;
            from = From::Here;
        }
        Ok(self.bytes)
    }

    pub(super) fn is_whole(&self) -> bool {
        self.bytes.len() == self.length
    }

    /// What was read.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    async fn more(&mut self, link: &mut Link<'_>, from: From) -> Result<(), CardFault> {
        let phase = self.file.phase;
        let end = self.bytes.len();
        let start = match from {
            From::Here => end,
            From::Anew => end.min(0xFF),
        };
        let wanted = self.length - start;
        let command = match from {
            From::Here => Command::read_on(start, wanted),
            // At most 255.
            From::Anew => Command::read_file(self.file.id, start as u8, wanted),
        };
        let extended = if wanted > MOST_DATA {
            link.ask_extended(phase, command.clone(), wanted).await?
        } else {
            None
        };
        let was_extended = extended.is_some();
        let answer = match extended {
            Some(answer) => answer,
            None => link.ask(phase, command).await?,
        };
        let piece = self.file.data(answer, wanted)?;
        let (again, new) = piece.split_at_checked(end - start).ok_or(self.file.malformed())?;
        if new.is_empty() || again != &self.bytes[start..] {
            return Err(self.file.malformed());
        }
        if was_extended && is_cut(&piece, wanted) {
            link.was_cut();
        }
        self.append(new);
        Ok(())
    }

    /// Appends what came, and nothing beyond the length.
    fn append(&mut self, piece: &[u8]) {
        let missing = self.length - self.bytes.len();
        self.bytes.extend_from_slice(&piece[..piece.len().min(missing)]);
    }
}

/// Whether the card gave no more than a short answer holds, although there was more.
fn is_cut(answer: &[u8], there: usize) -> bool {
    answer.len() <= MOST_DATA && answer.len() < there
}

impl File {
    fn malformed(&self) -> CardFault {
        CardFault::Malformed { phase: self.phase }
    }

    /// The data of an answer to READ BINARY, at least one byte and at most `most`.
    fn data(&self, answer: Answer, most: usize) -> Result<Zeroizing<Vec<u8>>, CardFault> {
        let (meaning, status) = (answer.meaning(), answer.status);
        let data = Zeroizing::new(answer.data);
        match meaning {
            Meaning::Done | Meaning::EndOfFile if (1..=most).contains(&data.len()) => Ok(data),
            // The file ends before the length that its own first bytes announce.
            Meaning::Done | Meaning::EndOfFile | Meaning::PastTheEnd => Err(self.malformed()),
            Meaning::NotFound => Err(self.absent.unwrap_or(refused(self.phase, status))),
            Meaning::MoreData(_)
            | Meaning::RightLe(_)
            | Meaning::TriesLeft(_)
            | Meaning::Blocked
            | Meaning::NoReasonGiven
            | Meaning::OtherRefusal => Err(refused(self.phase, status)),
        }
    }
}
