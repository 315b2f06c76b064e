//! A server of one's own.

use std::{
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

/// The longest a file may grow while [`Server::limit_files`] is in force is in bytes; this is without a limit.
const UNLIMITED: &str = "unlimited";

/// What a server has whose owner has said nothing, after what `server.sh` says.
const AS_DEBIAN: &str = "-c shared_buffers=128MB -c autovacuum=on -c max_wal_size=1GB";

/// A running server. Dropped, or with the end of this process, it is gone, and its folder with it.
#[derive(Debug)]
pub struct Server {
    keeper: Child,
    answers: BufReader<ChildStdout>,
    folder: PathBuf,
}

impl Server {
    /// Makes a server and starts it. The error says what is missing.
    pub fn start() -> io::Result<Self> {
        Self::start_in(None)
    }

    /// The same with its data in a new folder of this one, where a commit costs what it costs on that disk, and with Debian's own
    /// settings where [`start`](Self::start) has its own. Whoever runs as root: PostgreSQL's user has to reach the folder.
    pub fn start_on_disk(folder: &Path) -> io::Result<Self> {
        Self::start_in(Some(folder))
    }

    fn start_in(disk: Option<&Path>) -> io::Result<Self> {
        let mut keeper = Command::new("sh")
            .args(["-c", include_str!("server.sh"), "sh"])
            .args(disk)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = keeper.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut server = Self {
            keeper,
            answers: BufReader::new(output),
            folder: PathBuf::new(),
        };
        server.start_again(if disk.is_some() { AS_DEBIAN } else { "" })?;
        Ok(server)
    }

    /// The folder that its socket is in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Ends it at once, with everything that is under way, as its own fault would.
    pub fn stop(&mut self) -> io::Result<()> {
        self.order("stop").map(drop)
    }

    /// Kills it, as a power cut would.
    pub fn kill(&mut self) -> io::Result<()> {
        self.order("kill").map(drop)
    }

    /// Starts it after [`stop`](Self::stop) or [`kill`](Self::kill), with these options beside its own: `-c fsync=off`.
    pub fn start_again(&mut self, options: &str) -> io::Result<()> {
        self.folder = self.order(&format!("start {options}"))?.into();
        Ok(())
    }

    /// Lets no file of its grow beyond so many bytes, for those connected already and those who will be; without a number, any.
    pub fn limit_files(&mut self, bytes: Option<u64>) -> io::Result<()> {
        let bytes = bytes.map_or_else(|| UNLIMITED.to_owned(), |bytes| bytes.to_string());
        self.order(&format!("limit {bytes}")).map(drop)
    }

    fn order(&mut self, order: &str) -> io::Result<String> {
        let input = self.keeper.stdin.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(input, "{order}")?;
        let mut answer = String::new();
        if self.answers.read_line(&mut answer)? == 0 {
            return Err(io::Error::other(
                "PostgreSQL could not be started: on Debian, apt-get install postgresql",
            ));
        }
        Ok(answer.trim_end().to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
