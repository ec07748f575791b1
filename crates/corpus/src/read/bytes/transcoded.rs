//! A file in UTF-16 as UTF-8, while it is read: readers look for ASCII signs in bytes.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding};

/// Bytes of the longest character: with less room nothing may be written.
const LONGEST: usize = 4;

/// The bytes of another encoding as UTF-8.
pub(in crate::read) struct Transcoded<R> {
    reader: R,
    decoder: Decoder,
    ended: bool,
    /// Bytes of a character for which there was no room.
    pending: Vec<u8>,
}

impl<R: BufRead> Transcoded<R> {
    pub(in crate::read) fn of(reader: R, encoding: &'static Encoding) -> Self {
        Self {
            reader,
            decoder: encoding.new_decoder_with_bom_removal(),
            ended: false,
            pending: Vec::new(),
        }
    }
}

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.pending.is_empty() && buffer.len() >= LONGEST {
            return self.fill(buffer);
        }
        if self.pending.is_empty() {
            let mut room = [0; LONGEST];
            let written = self.fill(&mut room)?;
            self.pending.extend_from_slice(&room[..written]);
        }
        let given = buffer.len().min(self.pending.len());
        for (to, from) in buffer.iter_mut().zip(self.pending.drain(..given)) {
            *to = from;
        }
        Ok(given)
    }
}

impl<R: BufRead> Transcoded<R> {
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended {
            let available = self.reader.fill_buf()?;
            let last = available.is_empty();
            let (_, used, written, _) = self.decoder.decode_to_utf8(available, buffer, last);
            self.reader.consume(used);
            self.ended = last;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_16LE;

    use super::*;

    #[test]
    fn utf_16_is_read_as_utf_8() {
        let text = "Zoé 🎈 à l’été\n".repeat(100);
        let bytes: Vec<u8> = format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for capacity in [1, 2, 3, 7, 1000] {
            let reader = io::BufReader::with_capacity(capacity, bytes.as_slice());
            let mut read = io::BufReader::with_capacity(capacity, Transcoded::of(reader, UTF_16LE));
            let mut out = String::new();
            read.read_to_string(&mut out).unwrap();
            assert_eq!(out, text, "{capacity}");
        }
    }
}
