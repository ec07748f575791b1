//! What is lit, character by character, so that ranges can be compared however they are cut.

use std::ops::Range;

use depeche_query::Snippet;

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
        let chars = entry.texte.text[place.clone()].char_indices();
        // A line's end is shown as a blank.
        let shown = chars.map(|(at, c)| {
            (
                if c.is_control() { ' ' } else { c },
                bytes[place.start + at],
            )
        });
        let (chars, lit) = shown.unzip();
        (*field, chars, lit)
    });
    Covered {
        parts: parts.collect(),
        text: entry.texte.text.clone(),
        bytes,
    }
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
