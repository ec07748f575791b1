//! What the scanner finds: one word of the text, at one position.

use std::ops::Range;

/// One word. Tokens are numbered from 0 in the order of the text: that number is the word's position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word's bytes in the text, without an elided prefix: `État` of `l'État`.
    pub span: Range<usize>,
    /// Where its elided prefix starts, if it has one: the `l` of `l'État`. The prefix takes no position of its own.
    pub elision: Option<usize>,
    /// How many positions, this one included, the compound covers that starts here: 2 at the `week` of `week-end`
    /// and at the `recons` of a word broken by a hyphen at a line's end, 1 at every word that starts none.
    pub compound: usize,
    /// Whether the compound that starts here also stands as one word (`weekend`); never with `compound` 1.
    pub joins: bool,
    /// Where the word stands in its sentence.
    pub sentence: Edge,
    /// Where the word stands in its paragraph.
    pub paragraph: Edge,
}

/// Where a word stands in a sentence or a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Neither first nor last.
    Inside,
    /// First of several.
    First,
    /// Last of several.
    Last,
    /// The only word.
    Only,
}

impl Edge {
    /// Returns whether a sentence or paragraph starts with this word.
    pub fn starts(self) -> bool {
        matches!(self, Self::First | Self::Only)
    }

    /// Returns whether a sentence or paragraph ends with this word.
    pub fn ends(self) -> bool {
        matches!(self, Self::Last | Self::Only)
    }

    pub(crate) fn new(starts: bool, ends: bool) -> Self {
        match (starts, ends) {
            (false, false) => Self::Inside,
            (true, false) => Self::First,
            (false, true) => Self::Last,
            (true, true) => Self::Only,
        }
    }
}
