//! What a person types between two blanks of a word or phrase: words, or a pattern.

use crate::regex::Regex;

/// Words, or one pattern.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// Words, which may be several in a row.
    Words(String),
    /// A word with `*` or `?` in it: `grev*`, `l'ét*`, `nord-cor*`.
    Wild(String),
    /// `mot~1`: a word, how far its forms may be, and how that is written.
    Fuzzy {
        word: String,
        edits: usize,
        written: &'static str,
    },
    /// `/…/`
    Regex(Regex),
}

impl Piece {
    /// As it is typed.
    pub(crate) fn typed(&self) -> String {
        match self {
            Self::Words(text) | Self::Wild(text) => text.clone(),
            Self::Fuzzy { word, written, .. } => format!("{word}{written}"),
            Self::Regex(regex) => format!("/{regex}/"),
        }
    }

    /// Some in a row as they are typed.
    pub(crate) fn all_typed(pieces: &[Self]) -> String {
        let typed: Vec<String> = pieces.iter().map(Self::typed).collect();
        typed.join(" ")
    }

    /// Whether something is said of it: more changes than two are read as two.
    pub(crate) fn is_noted(&self) -> bool {
        matches!(self, Self::Fuzzy { written, .. } if !matches!(*written, "~" | "~1" | "~2"))
    }
}
