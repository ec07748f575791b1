//! What a person types for a word or a stretch of an article: as it stands, or with other case, accents, apostrophes
//! and hyphens.

use crate::found::Row;
use crate::letters::plain;
use crate::piece::Piece;
use crate::random::Random;
use crate::vocabulary::{IN_ARTICLES, NAMES, TYPED};
use crate::world::Analysed;

/// Where to take words from: a text, and a position in it.
#[derive(Clone, Copy)]
pub(crate) struct Spot<'a> {
    pub(crate) text: &'a Analysed,
    /// A position to stay near; none for the whole text.
    pub(crate) around: Option<usize>,
}

impl<'a> Spot<'a> {
    /// Anywhere in a text; none where it has no word.
    pub(crate) fn anywhere(text: &'a Analysed) -> Option<Self> {
        let around = None;
        (!text.words.is_empty()).then_some(Self { text, around })
    }

    /// A position.
    pub(crate) fn position(&self, random: &mut Random) -> usize {
        let most = self.text.words.len() - 1;
        match self.around {
            None => random.between(0, most),
            Some(around) => (around.min(most) + random.below(3))
                .saturating_sub(1)
                .min(most),
        }
    }
}

/// A word of a text, or one of the vocabulary.
pub(crate) fn word(random: &mut Random, spot: Option<Spot<'_>>) -> String {
    loop {
        let word = any_word(random, spot);
        // `49.3` is two.
        if is_one(&word) {
            return word;
        }
    }
}

/// Whether it is read as one word.
pub(crate) fn is_one(typed: &str) -> bool {
    Row::of(&[Piece::Words(typed.to_string())], false).len() == 1
}

fn any_word(random: &mut Random, spot: Option<Spot<'_>>) -> String {
    let surface = match spot {
        Some(spot) => {
            let (text, at) = (spot.text, spot.position(random));
            stretch(text, at, at + text.words[at].token.compound)
        }
        None if random.chance(50) => random.pick(TYPED).to_string(),
        None if random.chance(20) => {
            let name = random.pick(NAMES);
            name.split(' ').next_back().expect("a word").to_string()
        }
        None => random.pick(IN_ARTICLES).to_string(),
    };
    let mut word = in_one(&surface);
    if random.chance(20) {
        word = without_prefix(&word);
    }
    otherwise(random, &word, 45)
}

/// Some words of a text in a row, or of the vocabulary.
pub(crate) fn phrase(random: &mut Random, spot: Option<Spot<'_>>, most: usize) -> String {
    let phrase = match spot {
        Some(spot) => {
            let at = spot.position(random);
            stretch(spot.text, at, at + random.between(1, most))
        }
        None => {
            let words: Vec<&str> = (0..random.between(1, most.min(3)))
                .map(|_| random.pick(IN_ARTICLES))
                .collect();
            words.join(" ")
        }
    };
    let phrase = without_quotes(&phrase);
    let phrase = if random.chance(8) {
        phrase.split(' ').rev().collect::<Vec<_>>().join(" ")
    } else {
        phrase
    };
    otherwise(random, &phrase, 40)
}

/// The text from the word at one position, with its elided prefix, to the word before another.
fn stretch(text: &Analysed, from: usize, to: usize) -> String {
    let (first, last) = (
        &text.words[from].token,
        &text.words[to.min(text.words.len()) - 1].token,
    );
    text.text[first.elision.unwrap_or(first.span.start)..last.span.end].to_string()
}

/// As one word: a number keeps its blank, nothing else does.
fn in_one(surface: &str) -> String {
    let number = surface.starts_with(|c: char| c.is_ascii_digit());
    let kept = surface
        .chars()
        .filter(|c| !c.is_whitespace() || (number && *c != '\n'));
    kept.collect()
}

fn without_prefix(word: &str) -> String {
    match word.split_once(['\'', '’']) {
        Some((prefix, rest)) if prefix.chars().count() < 3 => rest.to_string(),
        _ => word.to_string(),
    }
}

fn without_quotes(text: &str) -> String {
    let text = text.replace(['«', '»', '"', '“', '”', '„', '\u{2029}'], " ");
    text.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn otherwise(random: &mut Random, text: &str, percent: usize) -> String {
    if !random.chance(percent) {
        return text.to_string();
    }
    let other: String = match random.below(7) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => text
            .chars()
            .flat_map(|c| {
                if c.is_alphabetic() {
                    plain(c).chars().collect()
                } else {
                    vec![c]
                }
            })
            .collect(),
        3 => {
            let first = text.chars().next().map_or(0, char::len_utf8);
            text[..first].to_uppercase() + &text[first..]
        }
        4 => text.replace(['\'', '’'], "ʼ").replace('-', "\u{2011}"),
        5 => text.replace('-', ""),
        _ => text
            .replace('-', " ")
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_string(),
    };
    // In capitals a word may be an operator; without its hyphen, nothing may be left.
    if matches!(other.as_str(), "ET" | "OU" | "") {
        text.to_string()
    } else {
        other
    }
}
