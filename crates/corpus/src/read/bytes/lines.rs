//! Lines of a file as bytes, each held only while it is read, and only up to a length.

use std::io::{self, BufRead};

/// What [`next_line`] found.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) enum Line {
    /// A whole line is in the buffer, without its end.
    Whole,
    /// The same of the last one, which has no end: a file that was cut off ends so, and many a whole one.
    Last,
    /// A line longer than the limit was passed over.
    TooLong,
    /// There is no more.
    End,
}

/// Reads the next line into `buffer`; of a line longer than `limit` bytes nothing is kept.
pub(in crate::read) fn next_line(
    reader: &mut dyn BufRead,
    limit: usize,
    buffer: &mut Vec<u8>,
) -> io::Result<Line> {
    buffer.clear();
    let mut too_long = false;
    let (mut any, mut ended) = (false, false);
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        any = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let part = &available[..end.unwrap_or(available.len())];
        too_long |= buffer.len() + part.len() > limit;
        if too_long {
            buffer.clear();
        } else {
            buffer.extend_from_slice(part);
        }
        let used = end.map_or(part.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            ended = true;
            break;
        }
    }
    if buffer.last() == Some(&b'\r') {
        buffer.pop();
    }
    Ok(match (any, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) if ended => Line::Whole,
        (true, false) => Line::Last,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_passed_over_and_the_rest_is_read() {
        let text = format!("un\r\n{}\ndeux\n\ntrois", "x".repeat(100));
        // A tiny buffer, so that lines span several reads.
        let mut reader = io::BufReader::with_capacity(7, text.as_bytes());
        let mut seen = Vec::new();
        let mut buffer = Vec::new();
        loop {
            match next_line(&mut reader, 10, &mut buffer).unwrap() {
                Line::End => break,
                Line::TooLong => seen.push("(long)".to_string()),
                Line::Whole => seen.push(String::from_utf8(buffer.clone()).unwrap()),
                Line::Last => seen.push(format!("{}|", String::from_utf8(buffer.clone()).unwrap())),
            }
        }
        assert_eq!(seen, ["un", "(long)", "deux", "", "trois|"]);
    }
}
