//! A reader whose beginning was looked at: its bytes are given again, and an error met on the way comes where it was met,
//! so that what stands before it is read.

use std::io::{self, BufRead, BufReader, Read};

/// Bytes that a format and a container are told by: exports start with kilobytes of styles.
pub(in crate::read) const HEAD: usize = 64 << 10;

/// A reader with its beginning.
pub(in crate::read) struct Headed<R> {
    head: Vec<u8>,
    /// How much of it was given.
    given: usize,
    /// What ended it, to be given behind it.
    error: Option<io::Error>,
    rest: BufReader<R>,
}

impl<R: Read> Headed<R> {
    /// Reads the beginning: [`HEAD`] bytes where there are so many, however few a pipe gives at a time.
    pub(in crate::read) fn of(mut reader: R) -> Self {
        let mut head = vec![0; HEAD];
        let mut length = 0;
        let mut error = None;
        while length < HEAD {
            match reader.read(&mut head[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(met) if met.kind() == io::ErrorKind::Interrupted => {}
                Err(met) => {
                    error = Some(met);
                    break;
                }
            }
        }
        head.truncate(length);
        Self {
            head,
            given: 0,
            error,
            rest: BufReader::with_capacity(HEAD, reader),
        }
    }

    /// The beginning, whatever of it was given already.
    pub(in crate::read) fn head(&self) -> &[u8] {
        &self.head
    }

    /// The error that stands where anything might have: nothing could be read before it.
    pub(in crate::read) fn error_at_start(&mut self) -> Option<io::Error> {
        self.error.take_if(|_| self.head.is_empty())
    }
}

impl<R: Read> BufRead for Headed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given < self.head.len() {
            return Ok(&self.head[self.given..]);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.given < self.head.len() {
            self.given += amount;
        } else {
            self.rest.consume(amount);
        }
    }
}

impl<R: Read> Read for Headed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time, then an error.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.split_first() {
                Some((first, rest)) => {
                    buffer[0] = *first;
                    self.0 = rest;
                    Ok(1)
                }
                None => Err(io::Error::other("a bad sector")),
            }
        }
    }

    #[test]
    fn what_stands_before_an_error_is_read() {
        for length in [1, 10, HEAD - 1, HEAD, HEAD + 1, 2 * HEAD] {
            let bytes = vec![b'x'; length];
            let mut headed = Headed::of(Drops(&bytes));
            assert_eq!(headed.head().len(), length.min(HEAD));
            assert!(headed.error_at_start().is_none());
            let mut read = Vec::new();
            let error = headed.read_to_end(&mut read).unwrap_err();
            assert_eq!(
                (read.len(), error.to_string()),
                (length, "a bad sector".into())
            );
        }
        assert!(Headed::of(Drops(b"")).error_at_start().is_some());
    }
}
