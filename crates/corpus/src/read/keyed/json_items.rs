//! Cuts a file of JSON objects, one behind the other or in a list, into these objects, each held only while it is read.
//! One that is damaged takes no other with it: reading goes on at the next place from which a whole item can be read.

use std::collections::HashMap;
use std::io::{self, BufRead};

use serde::de::IgnoredAny;

use crate::read::Reason;

/// A stretch of a file: the bytes of an object, or why none could be read from it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Stretch {
    pub(in crate::read) item: Result<Vec<u8>, Reason>,
    /// The line it starts at, counted from 1.
    pub(in crate::read) line: u64,
}

/// Whether a file begins as a list of objects does, or as one that is spread over lines.
pub(in crate::read) fn is_spread(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    match head.strip_prefix(b"[") {
        Some(rest) => rest.trim_ascii_start().starts_with(b"{"),
        None => {
            let first = head.split(|byte| *byte == b'\n').next();
            first.is_some_and(|line| line.trim_ascii_end() == b"{")
        }
    }
}

/// The objects of a file, in order.
pub(in crate::read) struct JsonItems<'r> {
    reader: &'r mut dyn BufRead,
    /// Whether an object is an item, by its bytes: in one that is damaged stand others, which are none.
    is_item: fn(&[u8]) -> bool,
    /// Longest object that is read, in bytes.
    limit: usize,
    buffer: Vec<u8>,
    /// Up to where the buffer was given.
    start: usize,
    line: u64,
    ended: bool,
    /// The name that the first object starts with: the others do too, or have it elsewhere.
    first_name: Option<Vec<u8>>,
    /// The last byte that was given and is no blank.
    last: Option<u8>,
}

/// What stands at a place.
enum Found {
    /// An object of so many bytes.
    Whole(usize),
    /// The start of one, which the file cuts off.
    CutOff,
    /// The start of one longer than the limit.
    TooLong,
    Damaged(String),
}

impl<'r> JsonItems<'r> {
    pub(in crate::read) fn of(
        reader: &'r mut dyn BufRead,
        is_item: fn(&[u8]) -> bool,
        limit: usize,
    ) -> Self {
        Self {
            reader,
            is_item,
            limit,
            buffer: Vec::new(),
            start: 0,
            line: 1,
            ended: false,
            first_name: None,
            last: None,
        }
    }

    /// Returns the next stretch; none at the end of the file.
    pub(in crate::read) fn next(&mut self) -> io::Result<Option<Stretch>> {
        // Once half of it was given: moving the rest costs no more than was read.
        if self.start > self.buffer.len() / 2 {
            self.drop_given();
        }
        if !self.pass_between()? {
            return Ok(None);
        }
        let line = self.line;
        let is_object = self.buffer[self.start] == b'{';
        let found = if is_object {
            self.object(self.start)?
        } else {
            Found::Damaged("an object `{…}` was expected".to_string())
        };
        let item = match found {
            Found::Whole(length) => {
                let item = self.buffer[self.start..self.start + length].to_vec();
                if self.first_name.is_none() {
                    self.first_name = name(&item);
                }
                self.give(length);
                return Ok(Some(Stretch {
                    item: Ok(item),
                    line,
                }));
            }
            Found::CutOff => Err(Reason::CutOff),
            Found::TooLong => Err(Reason::TooLong),
            Found::Damaged(reason) => Err(Reason::Json(reason)),
        };
        self.pass_damage()?;
        Ok(Some(Stretch { item, line }))
    }

    /// Passes what stands between objects; returns whether anything follows.
    fn pass_between(&mut self) -> io::Result<bool> {
        loop {
            let rest = &self.buffer[self.start..];
            // A byte order mark stands in the first line only.
            let mark: &[u8] = if self.line == 1 { b"\xef\xbb\xbf" } else { b"" };
            let between = |byte: &&u8| {
                byte.is_ascii_whitespace() || b",[]".contains(byte) || mark.contains(byte)
            };
            let passed = rest.iter().take_while(between).count();
            let any = passed < rest.len();
            self.give(passed);
            if any {
                return Ok(true);
            }
            if !self.more()? {
                return Ok(false);
            }
        }
    }

    /// Tries to read an object at a place of the buffer.
    fn object(&mut self, at: usize) -> io::Result<Found> {
        loop {
            let bytes = &self.buffer[at..];
            let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
            let error = match values.next() {
                Some(Ok(_)) if values.byte_offset() > self.limit => return Ok(Found::TooLong),
                Some(Ok(_)) => return Ok(Found::Whole(values.byte_offset())),
                Some(Err(error)) => error,
                None => return Ok(Found::CutOff),
            };
            if !error.is_eof() {
                // Its place is not that in the file.
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or_default();
                return Ok(Found::Damaged(reason.to_string()));
            }
            if bytes.len() > self.limit {
                return Ok(Found::TooLong);
            }
            // Twice as much each time: what was read is read again.
            let length = bytes.len() * 2;
            while self.buffer.len() - at <= length {
                if !self.more()? {
                    if self.buffer.len() - at > length / 2 {
                        break;
                    }
                    return Ok(Found::CutOff);
                }
            }
        }
    }

    /// Passes a damaged object: up to the next place from which a whole item can be read.
    fn pass_damage(&mut self) -> io::Result<()> {
        let mut at = self.start + 1;
        loop {
            let brace = self
                .buffer
                .get(at..)
                .and_then(|rest| rest.iter().position(|byte| *byte == b'{'));
            match brace {
                Some(ahead) => {
                    at += ahead;
                    // One that is the value of a name stands inside another.
                    let before = last_of(&self.buffer[self.start..at]).or(self.last);
                    if before != Some(b':')
                        && let Found::Whole(length) = self.object(at)?
                        && self.starts_an_item(at, length, before)?
                    {
                        self.give(at - self.start);
                        return Ok(());
                    }
                    at += 1;
                }
                None => {
                    let length = self.buffer.len() - self.start;
                    self.give(length);
                    self.drop_given();
                    at = self.start;
                    if !self.more()? {
                        return Ok(());
                    }
                }
            }
            if at - self.start > self.limit {
                self.give(at - self.start);
                self.drop_given();
                at = self.start;
            }
        }
    }

    /// Whether an object at a place, behind a byte, is an item: it starts as the first one does, or has that name elsewhere
    /// and stands in a list.
    fn starts_an_item(&mut self, at: usize, length: usize, before: Option<u8>) -> io::Result<bool> {
        let end = at + length;
        let bytes = &self.buffer[at..end];
        if !(self.is_item)(bytes) {
            return Ok(false);
        }
        let Some(first_name) = &self.first_name else {
            return Ok(true);
        };
        if name(bytes).as_ref() == Some(first_name) {
            return Ok(true);
        }
        if !matches!(before, Some(b',' | b'[')) || !has_name(bytes, first_name) {
            return Ok(false);
        }
        loop {
            let rest = self.buffer[end..].trim_ascii_start();
            if let Some(after) = rest.first() {
                return Ok(matches!(after, b',' | b']'));
            }
            if !self.more()? {
                return Ok(false);
            }
        }
    }

    /// Gives so many bytes away.
    fn give(&mut self, length: usize) {
        let end = self.start + length;
        let lines = self.buffer[self.start..end]
            .iter()
            .filter(|byte| **byte == b'\n');
        self.line += lines.count() as u64;
        self.last = last_of(&self.buffer[self.start..end]).or(self.last);
        self.start = end;
    }

    fn drop_given(&mut self) {
        self.buffer.drain(..self.start);
        self.start = 0;
    }

    /// Reads more of the file; returns whether there was any.
    fn more(&mut self) -> io::Result<bool> {
        while !self.ended {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let length = available.len();
            self.ended = length == 0;
            self.buffer.extend_from_slice(available);
            self.reader.consume(length);
            return Ok(!self.ended);
        }
        Ok(false)
    }
}

/// The last of some bytes that is no blank.
fn last_of(bytes: &[u8]) -> Option<u8> {
    bytes.trim_ascii_end().last().copied()
}

/// Whether an object has a name, which stands in quotation marks.
fn has_name(object: &[u8], name: &[u8]) -> bool {
    let names: HashMap<String, IgnoredAny> = serde_json::from_slice(object).unwrap_or_default();
    let is_it = |other: &String| name.get(1..name.len() - 1) == Some(other.as_bytes());
    names.keys().any(is_it)
}

/// The first name in an object, with its quotation marks.
fn name(object: &[u8]) -> Option<Vec<u8>> {
    let inside = object.strip_prefix(b"{")?.trim_ascii_start();
    let end = inside.iter().skip(1).position(|byte| *byte == b'"')?;
    inside
        .starts_with(b"\"")
        .then(|| inside[..end + 2].to_vec())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(file: &str, limit: usize, expected: Expect) {
        let mut first = None;
        for capacity in [1, 7, 64, 4096] {
            let mut reader = io::BufReader::with_capacity(capacity, file.as_bytes());
            let is_item = |bytes: &[u8]| bytes.windows(3).any(|part| part == b"uri");
            let mut items = JsonItems::of(&mut reader, is_item, limit);
            let mut shown = String::new();
            while let Some(Stretch { item, line }) = items.next().unwrap() {
                shown += &match item {
                    Ok(bytes) => format!("{line} {}\n", String::from_utf8(bytes).unwrap()),
                    Err(reason) => format!("{line} {reason}\n"),
                };
            }
            assert_eq!(first.get_or_insert(shown.clone()), &shown, "{capacity}");
        }
        expected.assert_eq(&first.unwrap());
    }

    #[test]
    fn objects_are_cut_one_by_one() {
        check(
            "\u{feff}[{\"uri\":1,\"b\":[{\"uri\":0}]},\n {\"uri\":\"} {\"}]\n",
            1000,
            expect![[r#"
                1 {"uri":1,"b":[{"uri":0}]}
                2 {"uri":"} {"}
            "#]],
        );
        check(
            "{\"uri\":1}\n{\"uri\":2}",
            1000,
            expect![[r#"
            1 {"uri":1}
            2 {"uri":2}
        "#]],
        );
        check(" [ ] ", 1000, expect![[""]]);
    }

    #[test]
    fn a_damaged_object_takes_no_other_with_it() {
        check(
            "[{\"uri\":1},\n{\"uri\":2,\"b\":[{\"x\":1},{\"name\":\"uri\"}~,\n{\"uri\":3},\n\"uri\":4,\"b\":[{\"x\":5}]},\n{\"uri\":6}]",
            1000,
            expect![[r#"
                1 {"uri":1}
                2 is no JSON of an article: expected `,` or `]`
                3 {"uri":3}
                4 is no JSON of an article: an object `{…}` was expected
                5 {"uri":6}
            "#]],
        );
        check(
            "[{\"uri\":1},\n{\"uri\":2, \"",
            1000,
            expect![[r#"
                1 {"uri":1}
                2 is cut off before its end; save or export it again
            "#]],
        );
        // Names in another order; what stands in a list of a damaged one is none.
        check(
            "[{\"uri\":1},\n{\"uri\":2,\"b\":[{\"x\":\"uri\"}, {\"y\":1}\"oops,\n{\"a\":0,\"uri\":3},\n{\"a\":0,\"uri\":4}]",
            1000,
            expect![[r#"
                1 {"uri":1}
                2 is no JSON of an article: expected `,` or `]`
                3 {"a":0,"uri":3}
                4 {"a":0,"uri":4}
            "#]],
        );
        let long = "x".repeat(100);
        check(
            &format!("[{{\"uri\":\"{long}\"}},{{\"uri\":2}}]"),
            50,
            expect![[r#"
                1 is longer than 32 MiB, the longest that is read at once; split it
                1 {"uri":2}
            "#]],
        );
    }
}
