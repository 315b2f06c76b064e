//! A terminal without a window: it keeps the screen as a person would see it, frame by frame.

use std::{
    collections::VecDeque,
    io::{Read, Write},
    num::NonZero,
    sync::{Arc, Condvar, Mutex},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Nothing takes this long; a test that waits so long has failed.
const DEADLINE: Duration = Duration::from_secs(120);
/// The end of a frame: the program sends each as one synchronized update.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

/// A program on a terminal of 80 columns and 40 lines; killed when dropped.
pub(super) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    _master: Box<dyn MasterPty + Send>,
}

#[derive(Default)]
struct Seen {
    /// Every frame so far, as text.
    frames: Vec<String>,
    /// Whether the program is on the alternate screen.
    alternate: bool,
    /// The program has ended.
    closed: bool,
}

impl Terminal {
    /// Starts the program with these arguments and this device token.
    pub(super) fn start(arguments: &[&str], token: &str) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kyotaku"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("KYOTAKU_DEVICE_TOKEN", token);
        for name in ["KYOTAKU_SERVICE", "KYOTAKU_DEVICE", "KYOTAKU_LOG", "NO_COLOR"] {
            command.env_remove(name);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::default();
        let output = pair.master.try_clone_reader().unwrap();
        let watched = Arc::clone(&seen);
        std::thread::spawn(move || watch(output, &watched));
        Self {
            child,
            keys: pair.master.take_writer().unwrap(),
            seen,
            _master: pair.master,
        }
    }

    /// Types.
    pub(super) fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits for a frame that shows all of these; gives it.
    pub(super) fn wait_for(&self, shown: &[&str]) -> String {
        self.wait(|seen| {
            let frame = seen.frames.last()?;
            shown
                .iter()
                .all(|text| frame.contains(text))
                .then(|| frame.clone())
        })
        .unwrap_or_else(|| panic!("{shown:?} did not come:\n{}", self.last_frame()))
    }

    /// Presses Tab, once at least, until the control with this label has the focus.
    pub(super) fn focus_on(&mut self, label: &str) {
        for _ in 0..100 {
            let before = self.last_frame();
            self.send("\t");
            // A key that moves the focus or the sight always shows.
            let frame = self.wait(|seen| seen.frames.last().filter(|frame| **frame != before).cloned());
            if frame.is_some_and(|frame| focused(&frame).as_deref() == Some(label)) {
                return;
            }
        }
        panic!("the focus did not reach {label}:\n{}", self.last_frame());
    }

    /// Every frame so far.
    pub(super) fn frames(&self) -> Vec<String> {
        self.seen.0.lock().unwrap().frames.clone()
    }

    fn last_frame(&self) -> String {
        self.frames().last().cloned().unwrap_or_default()
    }

    /// The process's id.
    pub(super) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits for the program's end; asserts that it left the terminal as it was.
    pub(super) fn ended(mut self) -> ExitStatus {
        self.wait(|seen| seen.closed.then_some(()))
            .unwrap_or_else(|| panic!("it did not end:\n{}", self.last_frame()));
        assert!(
            !self.seen.0.lock().unwrap().alternate,
            "the alternate screen was left on"
        );
        self.child.wait().unwrap()
    }

    fn wait<T>(&self, wanted: impl Fn(&Seen) -> Option<T>) -> Option<T> {
        let (lock, changed) = &*self.seen;
        let until = Instant::now() + DEADLINE;
        let mut seen = lock.lock().unwrap();
        loop {
            if let Some(found) = wanted(&seen) {
                return Some(found);
            }
            let left = until.checked_duration_since(Instant::now())?;
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The label between the two signs of the focus, without the sign of a choice.
fn focused(frame: &str) -> Option<String> {
    let (_, rest) = frame.split_once('▸')?;
    let (label, _) = rest.split_once('◂')?;
    Some(label.trim().trim_start_matches(['●', '○']).trim().to_owned())
}

fn watch(mut output: Box<dyn Read + Send>, seen: &(Mutex<Seen>, Condvar)) {
    let (lines, columns) = (NonZero::new(40).unwrap(), NonZero::new(80).unwrap());
    let mut screen = vt100::Parser::new(lines, columns, 0);
    let mut pending = VecDeque::new();
    let mut buffer = [0; 4096];
    loop {
        // A terminal whose program has ended gives an error on Linux, and nothing elsewhere.
        let read = output.read(&mut buffer).unwrap_or(0);
        for &byte in &buffer[..read] {
            pending.push_back(byte);
            if pending
                .iter()
                .rev()
                .take(END_OF_FRAME.len())
                .rev()
                .eq(END_OF_FRAME)
            {
                screen.process(pending.make_contiguous());
                pending.clear();
                seen.0.lock().unwrap().frames.push(screen.screen().contents());
                seen.1.notify_all();
            }
        }
        if read == 0 {
            screen.process(pending.make_contiguous());
            let mut seen_now = seen.0.lock().unwrap();
            seen_now.alternate = screen.screen().alternate_screen();
            seen_now.closed = true;
            seen.1.notify_all();
            return;
        }
    }
}
