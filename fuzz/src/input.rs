//! An input, read from its front. After its end there are only zeros, so that every input means something, and a short
//! one as much as a long one.

/// What is left of an input.
#[derive(Clone, Debug)]
pub struct Input {
    bytes: Vec<u8>,
    at: usize,
}

impl Input {
    /// All of it.
    pub fn new(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
            at: 0,
        }
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or(0)
    }

    /// So many bytes, or as many as are left.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        let rest = &self.bytes[self.at..];
        let taken = rest[..count.min(rest.len())].to_vec();
        self.at += taken.len();
        taken
    }

    /// One of these, by the next byte.
    ///
    /// # Panics
    ///
    /// If there are none to choose from.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::from(self.byte()) % choices.len()]
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.at == self.bytes.len()
    }
}
