//! What is lit, character by character, so that ranges can be compared however they are cut.

use std::ops::Range;

use depeche_query::Snippet;
use depeche_text::starts_word;

use crate::world::Entry;

/// What is lit in an article.
pub(crate) struct Covered {
    text: String,
    bytes: Vec<bool>,
    /// For each part: the field a snippet calls it by, its characters, and whether each is lit.
    pub(crate) parts: Vec<(&'static str, Vec<char>, Vec<bool>)>,
}

pub(crate) fn covered(entry: &Entry, ranges: &[Range<usize>]) -> Covered {
    let mut bytes = vec![false; entry.texte.text.len()];
    for range in ranges {
        bytes[range.clone()].fill(true);
    }
    let parts = entry.parts.iter().map(|(field, place, _)| {
        let shown = shown(&entry.texte.text[place.clone()]).into_iter();
        let (chars, lit) = shown.map(|(at, c)| (c, bytes[place.start + at])).unzip();
        (*field, chars, lit)
    });
    Covered {
        parts: parts.collect(),
        text: entry.texte.text.clone(),
        bytes,
    }
}

/// The characters a reader sees of a text, each with its byte. A soft hyphen is not seen, and neither is the line's end
/// that breaks a word behind it or behind a hyphen; any other sign that steers is a blank.
pub(crate) fn shown(text: &str) -> Vec<(usize, char)> {
    let all: Vec<(usize, char)> = text.char_indices().collect();
    let letter = |at: usize| all.get(at).is_some_and(|(_, c)| starts_word(*c));
    let mut seen = vec![true; all.len()];
    for (at, (_, c)) in all.iter().enumerate() {
        seen[at] &= *c != '\u{ad}';
        let accent = |at: usize| ('\u{300}'..='\u{36f}').contains(&all[at].1);
        let tied = at > 0
            && (letter(at - 1) || accent(at - 1))
            && "-\u{2010}\u{2011}\u{fe63}\u{ff0d}".contains(*c);
        if !tied && *c != '\u{ad}' {
            continue;
        }
        let behind = &text[all[at].0 + c.len_utf8()..];
        let line = behind.strip_prefix('\r').unwrap_or(behind);
        let Some(next) = line.strip_prefix('\n') else {
            continue;
        };
        let blanks = next
            .chars()
            .take_while(|c| " \t\u{a0}".contains(*c))
            .count();
        let end = at + 1 + (behind.len() - next.len()) + blanks;
        if letter(end) {
            seen[at + 1..end].fill(false);
        }
    }
    let kept = all.into_iter().zip(seen).filter(|(_, seen)| *seen);
    kept.map(|((at, c), _)| (at, if c.is_control() { ' ' } else { c }))
        .collect()
}

impl Covered {
    /// The lit stretches and where they start.
    pub(crate) fn stretches(&self) -> Vec<(usize, &str)> {
        let mut stretches = Vec::new();
        let mut start = None;
        for at in 0..=self.bytes.len() {
            match (start, self.bytes.get(at) == Some(&true)) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    stretches.push((from, &self.text[from..at]));
                    start = None;
                }
                _ => {}
            }
        }
        stretches
    }
}

/// Says what is wrong with ranges that are not sorted, or not apart.
pub(crate) fn wrong_ranges(ranges: &[Range<usize>]) -> Option<String> {
    let wrong = ranges.windows(2).any(|pair| pair[0].end > pair[1].start)
        || ranges.iter().any(Range::is_empty);
    wrong.then(|| format!("ranges {ranges:?}"))
}

/// Whether a snippet stands in the article and exactly what is lit there is lit in it.
pub(crate) fn snippet_is_lit(snippet: &Snippet, lit: &Covered) -> bool {
    let chars: Vec<char> = snippet.text.chars().collect();
    let from = if snippet.text.starts_with("… ") {
        2
    } else {
        0
    };
    let to = chars.len() - if snippet.text.ends_with(" …") { 2 } else { 0 };
    let core = &chars[from..to];
    let mut own = vec![false; core.len()];
    for range in &snippet.lit {
        own[range.start - from..range.end - from].fill(true);
    }
    let same_field = lit
        .parts
        .iter()
        .filter(|(field, ..)| *field == snippet.field);
    same_field
        .flat_map(|(_, chars, lit)| chars.windows(core.len()).zip(lit.windows(core.len())))
        .any(|(chars, lit)| chars == core && lit == own)
}
