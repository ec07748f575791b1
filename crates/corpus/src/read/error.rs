//! Why something could not be read.

use std::fmt;

use super::{ContainerReason, Foreign, Input, LONGEST_RECORD};

/// A refusal: what could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The file, as a person would type it.
    pub file: String,
    /// The path in the file, where that is a container.
    pub member: Option<String>,
    /// The record of the file or of the member, counted from 1; none where it is the whole of it.
    pub record: Option<u64>,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// Why.
    pub reason: Reason,
}

/// Why a file or a record was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The system would not give it.
    Unreadable(String),
    /// It holds nothing.
    Empty,
    /// It holds zero bytes: an image, a document of an office program, a compressed file.
    Binary,
    /// No reader knows files of this name.
    UnknownFormat,
    /// A page or a file of XML, of which several kinds are read, and none of these; what it is, what could be read.
    NoKnownOne(&'static str, &'static str),
    /// It is something else that is known, and is not read.
    Foreign(Foreign),
    /// It is larger than any article.
    TooLong,
    /// The line is no JSON object of an article.
    Json(String),
    /// The record is no well-formed XML.
    Xml(String),
    /// The date is no date.
    Date(String),
    /// None of its columns, which are these, is known to hold a title or a text.
    Unmapped(Vec<String>),
    /// No column is called as a person said; these are.
    NoColumn(Box<(String, Vec<String>)>),
    /// It has titles, and no column is known to hold a text: of these one may.
    NoText(Vec<String>),
    /// A row of a table with other than the columns of its head: so many, and so many.
    Cells(usize, usize),
    /// It has more tags than any page.
    TooManyTags,
    /// A quotation mark of a table is never closed.
    Unclosed,
    /// So many of these that the rest was not read.
    MostUnclosed(u64),
    /// So many records refused one behind the other that the rest was not read.
    MostRefused(u64),
    /// Neither title nor text.
    NoWords,
    /// It ends before its article does.
    CutOff,
    /// A file of a known format without an article.
    NoArticle,
    /// It is a container, or in one, and cannot be taken out of it.
    Container(ContainerReason),
}

impl Error {
    pub(super) fn file(input: &Input<'_>, reason: Reason) -> Self {
        Self {
            file: input.path.display().to_string(),
            member: None,
            record: None,
            line: None,
            reason,
        }
    }

    /// Returns the file, and its member where it is a container.
    pub fn name(&self) -> String {
        // So it is typed; a file of this name is `./-`.
        let file = match self.file.as_str() {
            "-" => "standard input",
            file => file,
        };
        match &self.member {
            Some(member) => format!("{file}/{member}"),
            None => file.to_string(),
        }
    }

    pub(super) fn record(input: &Input<'_>, record: u64, line: u64, reason: Reason) -> Self {
        Self {
            record: Some(record),
            line: Some(line),
            ..Self::file(input, reason)
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.name())?;
        if let Some(record) = self.record {
            write!(f, "record {record}, ")?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        self.reason.fmt(f)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => write!(f, "cannot be read: {reason}"),
            Self::Empty => f.write_str("is empty"),
            Self::Binary => {
                f.write_str("is no text: it holds zero bytes; save it as text (UTF-8) first")
            }
            Self::UnknownFormat => {
                f.write_str("is of an unknown format; `depeche formats` lists those that are read")
            }
            Self::NoKnownOne(what, read) => write!(f, "is {what}: {read}"),
            Self::Foreign(foreign) => foreign.fmt(f),
            Self::TooLong => {
                write!(
                    f,
                    "is longer than {} MiB, the longest that is read at once; split it",
                    LONGEST_RECORD >> 20
                )
            }
            Self::Json(reason) => write!(f, "is no JSON of an article: {reason}"),
            Self::Xml(reason) => write!(f, "is no well-formed XML: {reason}"),
            Self::Date(reason) => f.write_str(reason),
            Self::Unmapped(columns) => write!(
                f,
                "has no column that is known to be a title or a text; say which is: `--map titre=COLUMN,texte=COLUMN`; there are {}",
                listed(columns)
            ),
            Self::NoColumn(named) => {
                let (name, columns) = &**named;
                write!(f, "has no column `{name}`; there are {}", listed(columns))
            }
            Self::NoText(columns) => write!(
                f,
                "has titles without texts; if one of {} holds them, say `--map texte=COLUMN`",
                listed(columns)
            ),
            Self::Cells(has, named) => write!(
                f,
                "is a row of {has}, the first one is of {named}; a text that holds the separator stands in quotation marks"
            ),
            Self::TooManyTags => f.write_str("has more tags than any page of articles"),
            Self::MostUnclosed(count) => write!(
                f,
                "opens more than {count} quotation marks that are never closed; the rest of it was not read"
            ),
            Self::MostRefused(count) => write!(
                f,
                "holds more than {count} records one behind the other that cannot be read; the rest of it was not read"
            ),
            Self::Unclosed => f.write_str("opens a quotation mark that is never closed"),
            Self::NoWords => f.write_str("has neither a title nor a text"),
            Self::CutOff => f.write_str("is cut off before its end; save or export it again"),
            Self::NoArticle => f.write_str("holds no article"),
            Self::Container(reason) => reason.fmt(f),
        }
    }
}

/// The names of columns: of a wide table the first tell which it is, and of a first row that is a text its beginning.
fn listed(columns: &[String]) -> String {
    const SHOWN: usize = 12;
    const LONGEST: usize = 40;
    let short = |name: &String| match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &name[..end]),
        None => format!("`{name}`"),
    };
    let shown: Vec<String> = columns.iter().take(SHOWN).map(short).collect();
    let more = if columns.len() > SHOWN { " …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

impl std::error::Error for Error {}
