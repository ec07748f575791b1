//! Readers: one file a format. Each gives its records one by one, and a refusal names the file, the record, the line
//! and the reason; the records around it are read all the same.

mod by_content;
mod bytes;
mod container;
mod error;
mod europresse;
mod factiva;
mod foreign;
mod formats;
mod keyed;
mod plain;
#[cfg(test)]
mod robust;
#[cfg(test)]
mod shown;
mod unread;
mod wire;
mod words;

use std::fs::File;
use std::io::{BufRead, Read};
use std::path::Path;

pub use container::ContainerReason;
pub use error::{Error, Reason};
pub use foreign::Foreign;
pub use formats::{FORMATS, KnownFormat};
pub use keyed::columns::{Mapping, MappingError};
pub use unread::Unread;
pub use wire::standard::Standard;

use crate::language::detected;
use crate::{Article, ArticleId, Block, DateError, Place, content_hash};
use by_content::by_content;
use bytes::decode::{self, Decoded, decode};
use bytes::headed::Headed;
use bytes::pieces::{Piece, Pieces};
use bytes::transcoded::Transcoded;
use container::{Limits, Source};
use keyed::json_items::{self, JsonItems};
use keyed::{json, jsonl, table};
use wire::{ninjs, xml};

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
    /// Which columns of tables and keys of JSON hold what, where their names do not say it.
    pub mapping: &'a Mapping,
}

/// An article, and how faithfully it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The article; its only place is where it was read.
    pub article: Article,
    /// How many characters were no text and became U+FFFD.
    pub replaced: u64,
    /// How many letters had been read in the wrong encoding before (`Ã©`) and are right again.
    pub mended: u64,
    /// What the format is called that it stands in.
    pub format: &'static str,
    /// What was wrong with it, where it is kept all the same: its date is no date.
    pub remark: Option<Error>,
}

/// Formats of files: what they look like, and the end of their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One article a file: `.txt`, or no extension.
    Plain,
    /// One JSON object a line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// A table with a row an article: `.csv`, `.tsv`, `.tab`.
    Table,
    /// An export of Europresse or Eureka: `.html`, `.htm`. Each record starts with one of these marks.
    Europresse(&'static [&'static str]),
    /// Pages and texts saved from Factiva: `.html`, `.htm`, `.txt`.
    Factiva,
    /// A standard of the press in XML: `.xml`, `.rss`, `.atom`, `.nitf`, `.newsml`.
    Xml(Standard),
    /// JSON objects, one or a list of them: `.json`.
    Json,
}

impl Format {
    /// Returns what it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "text",
            Self::JsonLines => "JSONL",
            Self::Table => "CSV",
            Self::Europresse(_) => "Europresse",
            Self::Factiva => "Factiva",
            Self::Xml(standard) => standard.name(),
            Self::Json => "JSON",
        }
    }

    /// Returns the format of a file by its name and how it begins, if it is a known one.
    pub fn of(path: &Path, head: &[u8]) -> Option<Self> {
        let Some(extension) = path.extension() else {
            return Some(by_content(head));
        };
        match extension.to_string_lossy().to_lowercase().as_str() {
            "txt" | "html" | "htm" if factiva::is_text(head) => Some(Self::Factiva),
            // A table or objects that were given the name of a text.
            "txt" if table::is_one(head) => Some(Self::Table),
            "txt" if jsonl::is_one(head) => Some(Self::JsonLines),
            "txt" => Some(Self::Plain),
            "jsonl" | "ndjson" if jsonl::is_one(head) => Some(Self::JsonLines),
            "jsonl" | "ndjson" if json_items::is_spread(head) => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "json" => Some(Self::Json),
            "csv" | "tsv" | "tab" => Some(Self::Table),
            "html" | "htm" => match europresse::markers(head) {
                Some(markers) => Some(Self::Europresse(markers)),
                None => factiva::is_page(head).then_some(Self::Factiva),
            },
            "xml" | "rss" | "atom" | "nitf" | "newsml" => Standard::of(head).map(Self::Xml),
            _ => None,
        }
    }
}

/// Longest text file and longest line that are read, in bytes: no article comes near it, and a reader holds one at a time.
pub const LONGEST_RECORD: usize = 32 << 20;

/// Tags of a record at most: an article has some hundreds, a page of a hundred articles some thousands. Nested in each other
/// a million of them take a parser of HTML a minute.
const MOST_TAGS: usize = 100_000;

/// Most refusals of a file one behind the other, as each is said: an export of ten thousand articles that are all damaged is
/// damaged as a whole, and three million empty ones took two minutes.
const MOST_REFUSED: u64 = 10_000;

/// Reads the records of a file in order, also of files in it where it is a container, and gives each, or why it was refused,
/// to `each`. A refusal without a record number concerns the file.
pub fn read(input: &Input<'_>, each: &mut dyn FnMut(Result<Record, Error>)) {
    let name = input.path.file_name().map(|name| name.to_string_lossy());
    match File::open(input.path) {
        Ok(file) => container::read(
            input,
            name.as_deref(),
            Source::File(file),
            Limits::SHIPPED,
            each,
        ),
        Err(error) => each(Err(Error::file(
            input,
            Reason::Unreadable(error.to_string()),
        ))),
    }
}

/// Reads what has no name, as [`read`] does a file: its content tells its format.
pub fn read_nameless(
    input: &Input<'_>,
    reader: &mut dyn Read,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    container::read(input, None, Source::Stream(reader), Limits::SHIPPED, each);
}

/// Reads the records of something that is no container; `name` tells its format, or else its content does.
fn read_stream(
    input: &Input<'_>,
    name: Option<&Path>,
    reader: &mut dyn BufRead,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    let refused = |reason| Err(Error::file(input, reason));
    let unreadable = |error: std::io::Error| refused(Reason::Unreadable(error.to_string()));
    let utf_16 = match reader.fill_buf() {
        Ok(head) => decode::utf_16(head),
        Err(error) => return each(unreadable(error)),
    };
    let mut reader: Box<dyn BufRead + '_> = match utf_16 {
        Some(encoding) => Box::new(Headed::of(Transcoded::of(reader, encoding))),
        None => Box::new(reader),
    };
    let head = match reader.fill_buf() {
        Ok(head) => head,
        Err(error) => return each(unreadable(error)),
    };
    // In UTF-16 every second byte is one that no other text has.
    if let Some(foreign) = Foreign::of(head) {
        return each(refused(Reason::Foreign(foreign)));
    }
    let encoding = utf_16.map(|encoding| encoding.name());
    let format = match name {
        Some(name) => Format::of(name, head),
        None => Some(by_content(head)),
    };
    let named = format.map_or("", Format::name);
    let each: &mut dyn FnMut(Result<Record, Error>) = &mut |record| {
        each(record.map(|record| match record.format {
            "" => Record {
                format: named,
                ..record
            },
            _ => record,
        }));
    };
    match format {
        None => each(refused(foreign::unknown(name))),
        // Of a table, too, nothing could be read behind such a first row.
        Some(Format::Plain | Format::Table) if foreign::is_noise(head) => {
            each(refused(Reason::Foreign(Foreign::Noise)));
        }
        Some(Format::Plain) => {
            let mut bytes = Vec::new();
            let limit = u64::try_from(LONGEST_RECORD).unwrap_or(u64::MAX);
            match reader.by_ref().take(limit + 1).read_to_end(&mut bytes) {
                Err(error) => each(unreadable(error)),
                Ok(_) if bytes.len() > LONGEST_RECORD => each(refused(Reason::TooLong)),
                Ok(_) => each(plain::read(input, &bytes, encoding)),
            }
        }
        Some(Format::JsonLines) => jsonl::read(input, &mut *reader, encoding, each),
        Some(Format::Table) => table::read(input, name, &mut *reader, encoding, each),
        Some(Format::Europresse(markers)) => {
            let pieces = Pieces::of(&mut *reader, markers, LONGEST_RECORD);
            read_pieces(input, pieces, (encoding, None), &mut europresse::read, each);
        }
        Some(Format::Xml(standard)) => {
            let declared = xml::declared_encoding(head);
            let prefix = standard.prefix(head);
            let pieces =
                Pieces::of_elements(&mut *reader, standard.records(), &prefix, LONGEST_RECORD);
            let encodings = (encoding, declared.as_deref());
            read_pieces(
                input,
                pieces,
                encodings,
                &mut standard.reader(&prefix),
                each,
            );
        }
        Some(Format::Json) => {
            // In an item of ninjs that is damaged stand others, pictures of it.
            let is_item = if ninjs::is_item(head) {
                ninjs::is_item
            } else {
                |_: &[u8]| true
            };
            let items = JsonItems::of(&mut *reader, is_item, LONGEST_RECORD);
            json::read(input, items, encoding, each);
        }
        Some(Format::Factiva) => {
            let pieces = Pieces::of(&mut *reader, factiva::MARKERS, LONGEST_RECORD);
            read_pieces(input, pieces, (encoding, None), &mut factiva::read, each);
        }
    }
}

/// The articles of a piece of a file, each with the line of the piece that it starts at, counted from 0.
type Several = Vec<(u64, Result<Draft, Reason>)>;

/// What a format's reader makes of a piece of a file.
type ReadPiece<'a> = dyn FnMut(&Decoded) -> Several + 'a;

/// Reads the pieces of a file, each by itself: one that is damaged takes no other with it. The encodings are that of the
/// whole file, where it has one, and the one that it declares.
fn read_pieces(
    input: &Input<'_>,
    mut pieces: Pieces<'_>,
    (encoding, declared): (Option<&'static str>, Option<&str>),
    read: &mut ReadPiece<'_>,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    let mut record = 0;
    // Refusals since the last article.
    let mut refused = 0;
    loop {
        if refused > MOST_REFUSED {
            let reason = Reason::MostRefused(MOST_REFUSED);
            return each(Err(Error::file(input, reason)));
        }
        let Piece { bytes, line } = match pieces.next() {
            Ok(Some(piece)) => piece,
            Ok(None) if record == 0 => return each(Err(Error::file(input, Reason::NoArticle))),
            Ok(None) => return,
            Err(error) => {
                let reason = Reason::Unreadable(error.to_string());
                return each(Err(Error::file(input, reason)));
            }
        };
        let is_page =
            |bytes: &Vec<u8>| bytes.iter().filter(|byte| **byte == b'<').count() <= MOST_TAGS;
        let bytes = bytes
            .ok_or(Reason::TooLong)
            .and_then(|bytes| match is_page(&bytes) {
                true => Ok(bytes),
                false => Err(Reason::TooManyTags),
            });
        let mut decoded = match bytes.and_then(|bytes| decode(&bytes, declared)) {
            Ok(decoded) => decoded,
            Err(reason) => {
                record += 1;
                refused += 1;
                each(Err(Error::record(input, record, line, reason)));
                continue;
            }
        };
        for (below, draft) in read(&decoded) {
            record += 1;
            let line = line + below;
            let found =
                draft.and_then(|draft| draft.finish(input, (record, line), &decoded, encoding));
            refused = if found.is_ok() { 0 } else { refused + 1 };
            each(found.map_err(|reason| Error::record(input, record, line, reason)));
            // What was no text in a piece is counted once.
            (decoded.replaced, decoded.mended) = (0, 0);
        }
    }
}

/// An article as a format's reader gives it.
struct Draft {
    article: Article,
    /// What its source calls it, where it says so.
    own_id: Option<String>,
}

impl Draft {
    /// Makes it the record that stands at a number and a line; `encoding` is that of the whole file, where it has one.
    fn finish(
        self,
        input: &Input<'_>,
        (record, line): (u64, u64),
        decoded: &Decoded,
        encoding: Option<&'static str>,
    ) -> Result<Record, Reason> {
        let Self {
            mut article,
            own_id,
        } = self;
        // What withdraws an article may say nothing else of it.
        let withdraws = article.withdrawn && own_id.is_some();
        let no_words =
            article.title.is_empty() && article.lead.is_none() && article.body.is_empty();
        if no_words && !withdraws {
            return Err(Reason::NoWords);
        }
        let parts = [
            article.title.as_str(),
            article.lead.as_deref().unwrap_or_default(),
        ];
        let parts = parts
            .into_iter()
            .chain(article.body.iter().map(Block::text));
        if let Some(detected) = detected(parts, article.language.as_deref()) {
            article.language = Some(detected.to_string());
        }
        // What was searched is marked in an export, and the same article may stand in a table and in a page: not bytes are
        // compared, but what an article says.
        let said = serde_json::to_string(&article);
        let said = said.as_deref().unwrap_or(&decoded.text);
        let hash = content_hash(said.split_whitespace());
        let own_id = own_id.filter(|id| !id.trim().is_empty());
        article.id = match own_id {
            Some(own) => ArticleId::own(&own, article.source.as_deref().unwrap_or(input.scope)),
            None => hashed_id(&article),
        };
        article.places.push(Place {
            root: input.root.to_string(),
            file: input.file.to_string(),
            member: None,
            record,
            line,
            hash,
            encoding: encoding.unwrap_or(decoded.encoding).to_string(),
            date: article.date,
            revision: article.revision,
            made: article.made,
        });
        let no_date = article.no_date.take().map(|date| {
            let reason = Reason::Date(DateError { given: date }.to_string());
            Error::record(input, record, line, reason)
        });
        Ok(Record {
            article,
            replaced: decoded.replaced,
            mended: decoded.mended,
            format: "",
            remark: no_date,
        })
    }
}

/// The identifier of an article that its source gives none.
fn hashed_id(article: &Article) -> ArticleId {
    let date = article
        .date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let head = [
        article.source.as_deref().unwrap_or_default(),
        &date,
        &article.title,
        article.lead.as_deref().unwrap_or_default(),
    ];
    ArticleId::hashed(head.into_iter().chain(article.body.iter().map(Block::text)))
}
