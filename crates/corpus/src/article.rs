//! An article as a reader gives it: nothing here is guessed from the words.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, DateInterval, Revision};

/// One press article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Unique in an archive; see [`ArticleId`].
    pub id: ArticleId,
    /// The headline; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The lead (chapeau).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The caption of its picture, without the credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The body, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// When it appeared, as precisely as the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateInterval>,
    /// What stands where its date should, and is none. While it is read only: a person is told.
    #[serde(skip)]
    pub no_date: Option<String>,
    /// The newspaper or site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The agency that wrote it, by its short name (`AFP`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The section of the paper (rubrique).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The credit of its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// The page of the paper, as it is written: `11`, `AUJM18`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// How many words its source says it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<u32>,
    /// Which version of it this is, as its source counts them: of two texts of an article, the higher stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
    /// When this version of it was made, to the second. While it is read only: its place keeps it, for a feed says so anew
    /// for trifles, and two articles that say the same are one.
    #[serde(skip)]
    pub made: Option<jiff::Timestamp>,
    /// Whether its agency withdrew it, or holds it back: it is kept as it came, and is to be used no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// Its language, as two letters (`fr`); none where it has too few words to tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What its source files it under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// Where else it appeared, as its source says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reprints: Vec<Reprint>,
    /// Where it was read; the first place is the one whose text stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

/// What a source files an article under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// What kind of thing it is.
    pub kind: TopicKind,
    /// What the source calls it, in the language of the source: `Domestic Politics`.
    pub name: String,
    /// The source's code for it: `gpol`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What kinds of things a source files articles under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicKind {
    /// What it is about: politics, a strike.
    Subject,
    /// A sector of the economy.
    Sector,
    /// A country, or a part of the world.
    Region,
    /// A company.
    Company,
}

/// Where else an article appeared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reprint {
    /// The newspaper or site.
    pub source: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateInterval>,
}

/// One block of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A paragraph of running text.
    Paragraph(String),
    /// A crosshead (intertitre): a short heading inside the body.
    Crosshead(String),
}

impl Block {
    /// Returns the words of the block.
    pub fn text(&self) -> &str {
        match self {
            Self::Paragraph(text) | Self::Crosshead(text) => text,
        }
    }
}

/// Where an article was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The folder that was given, or the one that holds the given file: absolute, without links.
    pub root: String,
    /// The file's path below the root, with `/`.
    pub file: String,
    /// The path in the file, where that is an archive of files: `2024/juin.html`, one in another `exports.tar/juin.html`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The record in the file, counted from 1; in an archive of files, in its member.
    pub record: u64,
    /// The line the record starts at, counted from 1; in an archive of files, of its member.
    pub line: u64,
    /// The hash of what was read there: of the record in a file of many, of the file otherwise; 16 hexadecimal digits.
    pub hash: String,
    /// The character encoding it was read in.
    pub encoding: String,
    /// The date it bore there: of two texts of an article of one revision, or without revisions, the later stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateInterval>,
    /// The revision it bore there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
    /// When the version of it that was read there was made: of two texts of one day, the later stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<jiff::Timestamp>,
}
