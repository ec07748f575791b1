//! The terms a word stands in the index by. A term is a mark of one character, for a joined form `_` and the number of
//! positions it covers, then the form:
//!
//! | term | stands for |
//! |---|---|
//! | `=états` | the exact form |
//! | `%état` | the stem |
//! | `-etat` | the stem of the form without its accents, where it has any |
//! | `^Etat` `^etat` | the stem of a form with a capital that may hide an accent: the first letter only (`Etat`), or any letter of a word in capitals (`ETAT`) |
//! | `=_2weekend` `%_2weekend` … | the same kinds for a compound written as one word, at its first part |
//! | `=_1l'état` `=_2l'avantgarde` | the exact form, or the exact joined form, with its elided prefix |
//! | `,s` `,e` `,1` | a sentence starts here, ends here, or is this one word |
//! | `,S` `,E` `,I` | the same for paragraphs |
//! | `!p` `!l` `!o` `!c` | a person, a place, an organisation, a country is named from this word on |
//! | `!p_kim_jong_un` `!c_KP` | the same, with the folded normal form of the name or the country's code |
//!
//! No mark is a sign of a cluster's query syntax, no term holds a blank, and no form of a word starts with `_`. Which names
//! stand at which word is not known here: the index adds them.

use std::fmt;

/// What a term says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermKind {
    /// The form with its accents, in lower case.
    Exact,
    /// The stem of the form, foreign accents left out.
    Stem,
    /// The stem of the form without its accents, where it has any.
    Unaccented,
    /// The stem of a form whose capitals may hide accents.
    Capital,
    /// What is named from the word on; no word has it by itself.
    Entity,
}

impl TermKind {
    /// The mark.
    pub fn mark(self) -> char {
        match self {
            Self::Exact => '=',
            Self::Stem => '%',
            Self::Unaccented => '-',
            Self::Capital => '^',
            Self::Entity => '!',
        }
    }
}

/// A term of a word, or one that finds words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Term {
    /// What it says.
    pub kind: TermKind,
    /// For a joined form, how many positions it covers (1: a word with its elided prefix); none for a plain word.
    pub joined: Option<u8>,
    /// The form or stem.
    pub form: String,
}

impl Term {
    /// Returns how many positions of the text a match of this term covers.
    pub fn positions(&self) -> usize {
        self.joined.map_or(1, usize::from)
    }
}

/// Writes the term as it stands in the index.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.joined {
            None => write!(f, "{}{}", self.kind.mark(), self.form),
            Some(parts) => write!(f, "{}_{parts}{}", self.kind.mark(), self.form),
        }
    }
}
