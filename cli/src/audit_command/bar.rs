//! How far it is, on standard error: a bar on a terminal, a line each tenth elsewhere.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

const WIDTH: u64 = 30;
/// How often a bar is drawn anew.
const EACH: Duration = Duration::from_millis(100);

/// A bar.
pub(super) struct Bar {
    what: &'static str,
    terminal: bool,
    drawn: Option<Instant>,
    tenths: u64,
}

impl Bar {
    /// `what` has been done so many times.
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            terminal: io::stderr().is_terminal(),
            drawn: None,
            tenths: 0,
        }
    }

    /// So many are done.
    pub(super) fn at(&mut self, done: u64, of: u64) {
        if self.terminal {
            if self.drawn.is_none_or(|drawn| drawn.elapsed() >= EACH) || done >= of {
                self.drawn = Some(Instant::now());
                self.write(&format!("\r{}", line(self.what, done, of)));
            }
        } else if tenths(done, of) > self.tenths {
            self.tenths = tenths(done, of);
            self.write(&format!("{}: {done} of {of}\n", self.what));
        }
    }

    /// Leaves the line.
    pub(super) fn end(self) {
        if self.drawn.is_some() {
            self.write("\n");
        }
    }

    fn write(&self, text: &str) {
        // Nobody is told less if it fails: the outcome goes elsewhere.
        let mut stderr = io::stderr().lock();
        let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
    }
}

fn tenths(done: u64, of: u64) -> u64 {
    (done * 10).checked_div(of).unwrap_or(10).min(10)
}

fn line(what: &str, done: u64, of: u64) -> String {
    let filled = (done * WIDTH).checked_div(of).unwrap_or(WIDTH).min(WIDTH);
    let bar: String = (0..WIDTH)
        .map(|place| if place < filled { '#' } else { '-' })
        .collect();
    format!("[{bar}] {done} of {of} {what}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_empty_at_first_and_full_at_last_whatever_there_is_to_do() {
        assert!(line("audited", 0, 7).starts_with("[------------------------------] 0 of 7"));
        assert!(line("audited", 7, 7).starts_with("[##############################] 7 of 7"));
        assert!(line("audited", 9, 7).starts_with("[##############################]"));
        assert!(line("audited", 0, 0).starts_with("[##############################]"));
        assert_eq!(
            (tenths(0, 7), tenths(4, 7), tenths(7, 7), tenths(0, 0)),
            (0, 5, 10, 10)
        );
    }
}
