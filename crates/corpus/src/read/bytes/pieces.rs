//! Cuts a file into the records of an export, each held only while it is read: a piece starts where one of some markers
//! stands, and ends before the next. In XML an element of some name is one, but not in a comment or in CDATA.
//!
//! Markers are ASCII, and so stand in every encoding but UTF-16 as they are.

use std::io::{self, BufRead};

use crate::read::wire::sign::{Sign, sign};

/// What pieces start with.
#[derive(Debug, Clone)]
enum Markers {
    /// One of these.
    Texts(&'static [&'static str]),
    /// An element of one of these names, which may have this prefix.
    Elements {
        names: &'static [&'static str],
        prefix: String,
    },
}

/// A piece of a file.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Piece {
    /// Its bytes; none where it is too long to be kept.
    pub(in crate::read) bytes: Option<Vec<u8>>,
    /// The line it starts at, counted from 1.
    pub(in crate::read) line: u64,
}

/// The pieces of a file, in order. The first is what stands before any marker: nothing where the file starts with one.
pub(in crate::read) struct Pieces<'r> {
    reader: &'r mut dyn BufRead,
    markers: Markers,
    /// Longest piece that is kept, in bytes.
    limit: usize,
    buffer: Vec<u8>,
    /// Up to where it was given.
    given: usize,
    /// Up to where no marker starts; behind it, one may.
    searched: usize,
    /// The line that the next piece starts at.
    line: u64,
    /// Ends of lines of it that are gone from the buffer.
    passed: u64,
    too_long: bool,
    ended: bool,
}

impl<'r> Pieces<'r> {
    pub(in crate::read) fn of(
        reader: &'r mut dyn BufRead,
        markers: &'static [&'static str],
        limit: usize,
    ) -> Self {
        Self::at(reader, Markers::Texts(markers), limit)
    }

    /// The pieces of a file of XML, which start with elements of some names, with a prefix or without.
    pub(in crate::read) fn of_elements(
        reader: &'r mut dyn BufRead,
        names: &'static [&'static str],
        prefix: &str,
        limit: usize,
    ) -> Self {
        let prefix = prefix.to_string();
        Self::at(reader, Markers::Elements { names, prefix }, limit)
    }

    fn at(reader: &'r mut dyn BufRead, markers: Markers, limit: usize) -> Self {
        Self {
            reader,
            markers,
            limit,
            buffer: Vec::new(),
            given: 0,
            searched: 0,
            line: 1,
            passed: 0,
            too_long: false,
            ended: false,
        }
    }

    /// Returns the next piece; none at the end of the file.
    pub(in crate::read) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            if let Some(end) = self.marker() {
                return Ok(Some(self.piece(end)));
            }
            if self.ended {
                let end = self.buffer.len();
                let any = end > self.given || self.too_long;
                return Ok(any.then(|| self.piece(end)));
            }
            self.read()?;
        }
    }

    /// Where the next marker starts, beyond the one that the buffer starts with.
    fn marker(&mut self) -> Option<usize> {
        match &self.markers {
            Markers::Texts(markers) => {
                let longest = markers.iter().map(|marker| marker.len()).max();
                let unsearched = &self.buffer[self.searched..];
                let starts = markers.iter();
                let found = starts.filter_map(|marker| find(unsearched, marker.as_bytes()));
                if let Some(at) = found.min() {
                    return Some(self.searched + at);
                }
                // The start of a marker may stand at the end.
                let kept = self.buffer.len().saturating_sub(longest.unwrap_or(0));
                self.searched = self.searched.max(kept);
                None
            }
            Markers::Elements { names, prefix } => {
                while let Some(at) = memchr::memchr(b'<', &self.buffer[self.searched..]) {
                    self.searched += at;
                    match sign(&self.buffer[self.searched..], self.ended) {
                        Sign::Element(name) if is_named(name, names, prefix) => {
                            return Some(self.searched);
                        }
                        Sign::Element(_) => self.searched += 1,
                        Sign::Other(length) => self.searched += length,
                        Sign::CutOff => return None,
                    }
                }
                self.searched = self.buffer.len();
                None
            }
        }
    }

    fn piece(&mut self, end: usize) -> Piece {
        let bytes = &self.buffer[self.given..end];
        let whole = !std::mem::take(&mut self.too_long) && bytes.len() <= self.limit;
        let line = self.line;
        self.line += std::mem::take(&mut self.passed) + lines(bytes);
        let bytes = whole.then(|| bytes.to_vec());
        // The piece that follows starts with its marker.
        self.given = end;
        self.searched = end + usize::from(end < self.buffer.len());
        Piece { bytes, line }
    }

    fn read(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.given);
        self.searched -= self.given;
        self.given = 0;
        if self.buffer.len() > self.limit {
            // It is not kept: nothing but the end of a marker may still be wanted.
            self.too_long = true;
            let gone: Vec<u8> = self.buffer.drain(..self.searched).collect();
            self.passed += lines(&gone);
            self.searched = 0;
        }
        let available = match self.reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            Err(error) => return Err(error),
        };
        self.ended = available.is_empty();
        let length = available.len();
        self.buffer.extend_from_slice(available);
        self.reader.consume(length);
        Ok(())
    }
}

fn lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Whether an element has one of some names, with a prefix or without.
fn is_named(name: &[u8], names: &[&str], prefix: &str) -> bool {
    let prefixed = name.strip_prefix(prefix.as_bytes());
    let local = prefixed.and_then(|name| name.strip_prefix(b":"));
    let is_one = |name: &[u8]| names.iter().any(|one| one.as_bytes() == name);
    is_one(name) || local.is_some_and(is_one)
}

/// Returns where some bytes stand in others.
pub(in crate::read) fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, sought)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MARKERS: &[&str] = &["<article>", "<article "];

    fn pieces(file: &str, capacity: usize, limit: usize) -> Vec<(Option<String>, u64)> {
        let mut reader = io::BufReader::with_capacity(capacity, file.as_bytes());
        let mut pieces = Pieces::of(&mut reader, MARKERS, limit);
        let mut all = Vec::new();
        while let Some(Piece { bytes, line }) = pieces.next().unwrap() {
            all.push((bytes.map(|bytes| String::from_utf8(bytes).unwrap()), line));
        }
        all
    }

    #[test]
    fn pieces_start_at_markers() {
        let file =
            "<html>\n<article>un\n</article>\n<article id=2>deux</article><article>trois\n\nfin";
        let expected = [
            ("<html>\n", 1),
            ("<article>un\n</article>\n", 2),
            ("<article id=2>deux</article>", 4),
            ("<article>trois\n\nfin", 4),
        ];
        let expected = expected.map(|(piece, line)| (Some(piece.to_string()), line));
        for capacity in [1, 3, 8, 64, 4096] {
            assert_eq!(pieces(file, capacity, 1000), expected, "{capacity}");
        }
        assert_eq!(pieces("", 8, 10), []);
        let only = ["", "<article>"].map(|piece| (Some(piece.to_string()), 1));
        assert_eq!(pieces("<article>", 8, 10), only);
    }

    #[test]
    fn a_piece_that_is_too_long_is_passed_over() {
        let long = "x\n".repeat(5000);
        let file = format!("<article>{long}<article>b");
        for capacity in [7, 100, 100_000] {
            let head = (Some(String::new()), 1);
            let expected = [head, (None, 1), (Some("<article>b".to_string()), 5001)];
            assert_eq!(pieces(&file, capacity, 50), expected, "{capacity}");
        }
    }

    #[test]
    fn elements_in_comments_and_cdata_start_no_piece() {
        let items = |file: &str, capacity: usize| -> Vec<String> {
            let mut reader = io::BufReader::with_capacity(capacity, file.as_bytes());
            let mut pieces = Pieces::of_elements(&mut reader, &["item"], "r", 1000);
            let mut all = Vec::new();
            while let Some(Piece { bytes, .. }) = pieces.next().unwrap() {
                all.push(String::from_utf8(bytes.unwrap()).unwrap());
            }
            all
        };
        for expected in [
            &[
                "<rss><!-- <item>x</item> -->",
                "<item><![CDATA[<item>]]></item>",
                "<r:item\n a='1'></r:item><x:item><items><item/></rss>",
            ][..],
            // Never closed: what follows is not lost.
            &["<rss><!-- ", "<item>x</item>", "<item><!-- y --></item>"],
            &[
                "<rss>",
                "<item><![CDATA[x]></item>",
                "<item><![CDATA[y]]></item>",
                "<item>z",
            ],
            &["<rss>", "<item><![CDATA[x]></item>", "<item>y</item>"],
            &["", "<item>", "<item>", "<item>x<item"],
        ] {
            let file = expected.concat();
            for capacity in [1, 7, 64, 4096] {
                assert_eq!(items(&file, capacity), expected, "{capacity} {file}");
            }
        }
    }

    proptest! {
        /// Whatever a file holds, its pieces together are the file.
        #[test]
        fn nothing_is_lost(parts in prop::collection::vec("<article>|<article |<artic|le>|\n|a", 0..40), capacity in 1_usize..20) {
            let file = parts.concat();
            let all: String = pieces(&file, capacity, 10_000).into_iter().flat_map(|(piece, _)| piece).collect();
            prop_assert_eq!(all, file);
        }

        /// Whatever stands in a file of XML, how it is read changes nothing.
        #[test]
        fn nothing_of_xml_is_lost(parts in prop::collection::vec("<item>|<r:item |<it|em>|<!--|-->|<![CDATA[|]]>|\n|a", 0..40), capacity in 1_usize..20) {
            let file = parts.concat();
            let read = |capacity: usize| -> Vec<String> {
                let mut reader = io::BufReader::with_capacity(capacity, file.as_bytes());
                let mut pieces = Pieces::of_elements(&mut reader, &["item"], "r", 10_000);
                let mut all = Vec::new();
                while let Some(Piece { bytes, .. }) = pieces.next().unwrap() {
                    all.push(String::from_utf8(bytes.unwrap()).unwrap());
                }
                all
            };
            prop_assert_eq!(read(capacity).concat(), file.clone());
            prop_assert_eq!(read(capacity), read(10_000));
        }
    }
}
