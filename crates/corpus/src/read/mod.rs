//! Readers: one file a format. Each gives its records one by one, and a refusal names the file, the record, the line
//! and the reason; the records around it are read all the same.

mod error;
mod jsonl;
mod lines;
mod plain;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

pub use error::{Error, Reason};

use crate::{Article, DateInterval, Place};

/// A file to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Where it lies.
    pub path: &'a Path,
    /// The folder that was given: see [`Place::root`].
    pub root: &'a str,
    /// Its path below the root: see [`Place::file`].
    pub file: &'a str,
    /// What scopes identifiers of articles without a source: the root's name.
    pub scope: &'a str,
}

/// An article, and how faithfully it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The article; its only place is where it was read.
    pub article: Article,
    /// How many characters were no Unicode (lone surrogates) and became U+FFFD.
    pub replaced: u64,
}

/// Formats of files, by the end of their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One article a file: `.txt`, or no extension.
    Plain,
    /// One JSON object a line: `.jsonl`, `.ndjson`.
    JsonLines,
}

impl Format {
    /// Returns the format of a file by its name, if it is a known one.
    pub fn of(path: &Path) -> Option<Self> {
        let Some(extension) = path.extension() else {
            return Some(Self::Plain);
        };
        match extension.to_string_lossy().to_lowercase().as_str() {
            "txt" => Some(Self::Plain),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }
}

/// Longest text file and longest line that are read, in bytes: no article comes near it, and a reader holds one at a time.
pub const LONGEST_RECORD: usize = 32 << 20;

/// Reads the records of a file in order and gives each, or why it was refused, to `each`. A refusal without a record
/// number concerns the file.
pub fn read(input: &Input<'_>, each: &mut dyn FnMut(Result<Record, Error>)) {
    let Some(format) = Format::of(input.path) else {
        return each(Err(Error::file(input, Reason::UnknownFormat)));
    };
    let file = match File::open(input.path) {
        Ok(file) => file,
        Err(error) => {
            return each(Err(Error::file(
                input,
                Reason::Unreadable(error.to_string()),
            )));
        }
    };
    // 64 KiB a read: a line of JSONL is some kilobytes.
    let mut reader = BufReader::with_capacity(64 << 10, file);
    match format {
        Format::Plain => {
            let mut bytes = Vec::new();
            let limit = u64::try_from(LONGEST_RECORD).unwrap_or(u64::MAX);
            match reader.by_ref().take(limit + 1).read_to_end(&mut bytes) {
                Err(error) => each(Err(Error::file(
                    input,
                    Reason::Unreadable(error.to_string()),
                ))),
                Ok(_) if bytes.len() > LONGEST_RECORD => {
                    each(Err(Error::file(input, Reason::TooLong)))
                }
                Ok(_) => each(plain::read(input, &bytes)),
            }
        }
        Format::JsonLines => jsonl::read(input, &mut reader, each),
    }
}

fn place(
    input: &Input<'_>,
    record: u64,
    line: u64,
    hash: String,
    date: Option<DateInterval>,
) -> Place {
    Place {
        root: input.root.to_string(),
        file: input.file.to_string(),
        record,
        line,
        hash,
        encoding: "UTF-8".to_string(),
        date,
    }
}
