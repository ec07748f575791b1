//! Finds the words of a text, one after the other, and says where sentences and paragraphs end.

use crate::compound::{Part, next_compound};
use crate::sentence::{Gap, gap};
use crate::{Edge, Token};

/// Returns the words of a text, in order. One pass; nothing is allocated a token.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        parts: Vec::new(),
        next_part: 0,
        joins: false,
        at: 0,
        pending: None,
        line_starts: true,
    }
}

/// The words of a text: see [`tokens`].
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    parts: Vec<Part>,
    next_part: usize,
    joins: bool,
    at: usize,
    /// A word waits until the next one says whether a sentence ends with it.
    pending: Option<Token>,
    /// Whether the pending word stands first in its line.
    line_starts: bool,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let Some(mut token) = self.next_word() else {
            let mut last = self.pending.take()?;
            last.sentence = Edge::new(last.sentence.starts(), true);
            last.paragraph = Edge::new(last.paragraph.starts(), true);
            return Some(last);
        };
        let Some(mut before) = self.pending.take() else {
            token.sentence = Edge::First;
            token.paragraph = Edge::First;
            self.pending = Some(token);
            return self.next();
        };
        let inside_compound = self.next_part > 1;
        let found = if inside_compound {
            Gap::Nothing
        } else {
            gap(self.text, &before, self.line_starts, &token)
        };
        let (sentence, paragraph) = (found >= Gap::Sentence, found == Gap::Paragraph);
        before.sentence = Edge::new(before.sentence.starts(), sentence);
        before.paragraph = Edge::new(before.paragraph.starts(), paragraph);
        token.sentence = Edge::new(sentence, false);
        token.paragraph = Edge::new(paragraph, false);
        self.line_starts = found != Gap::Nothing
            && self.text[before.span.end..token.span.start].contains(['\n', '\u{2029}']);
        self.pending = Some(token);
        Some(before)
    }
}

impl Tokens<'_> {
    fn next_word(&mut self) -> Option<Token> {
        if self.next_part == self.parts.len() {
            self.next_part = 0;
            self.joins = next_compound(self.text, self.at, &mut self.parts)?;
            self.at = self
                .parts
                .last()
                .map_or(self.text.len(), |part| part.span.end);
        }
        let part = self.parts[self.next_part].clone();
        let first = self.next_part == 0;
        self.next_part += 1;
        Some(Token {
            span: part.span,
            elision: part.elision,
            compound: if first { self.parts.len() } else { 1 },
            joins: first && self.joins,
            sentence: Edge::Inside,
            paragraph: Edge::Inside,
        })
    }
}
