//! gzip: one or several compressed stretches behind each other, and zeros behind the last, with which tapes and some
//! servers fill their last block; `gzip -d` passes them, too.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// What was compressed.
pub(super) struct Gunzip<R> {
    /// None at the end.
    stretch: Option<GzDecoder<R>>,
}

impl<R: BufRead> Gunzip<R> {
    pub(super) fn of(reader: R) -> Self {
        Self {
            stretch: Some(GzDecoder::new(reader)),
        }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(stretch) = &mut self.stretch {
            let read = stretch.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            let mut reader = match self.stretch.take() {
                Some(stretch) => stretch.into_inner(),
                None => break,
            };
            if !pass_zeros(&mut reader)? {
                self.stretch = Some(GzDecoder::new(reader));
            }
        }
        Ok(0)
    }
}

/// Passes zeros; returns whether nothing follows.
fn pass_zeros(reader: &mut dyn BufRead) -> io::Result<bool> {
    loop {
        let bytes = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            bytes => bytes?,
        };
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        if bytes.is_empty() || zeros < bytes.len() {
            let ended = bytes.is_empty();
            reader.consume(zeros);
            return Ok(ended);
        }
        reader.consume(zeros);
    }
}
