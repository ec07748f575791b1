//! The oracle: looks at every article, one after the other, and says whether it matches and what is lit in it.
//!
//! Lit is every match of everything that takes part: of all parts of a chain where all hold, of the alternatives that
//! hold, nothing of what is excluded, nothing of values and days.

use std::ops::Range;

use crate::meaning::Meaning;
use crate::span::{Light, Operand, Spans, minimal, spans};
use crate::together::together;
use crate::world::{Analysed, Entry, World};

/// Bytes of `texte`; none where the article does not match.
pub(crate) type Lit = Option<Vec<Range<usize>>>;

/// What a query lights in each article.
pub(crate) fn scan(world: &World, meaning: &Meaning) -> Vec<Lit> {
    (0..world.articles.len())
        .map(|at| lit(world, meaning, at))
        .collect()
}

/// What a query lights in one article.
pub(crate) fn lit(world: &World, meaning: &Meaning, at: usize) -> Lit {
    let entry = &world.articles[at];
    match meaning {
        Meaning::Text { field, operand, .. } => {
            let found = all_spans(entry, field, operand);
            let holds = found.iter().any(|(_, spans)| !spans.is_empty());
            holds.then(|| bytes(field, found))
        }
        Meaning::AtLeast { field, times, of } => {
            let found = all_spans(entry, field, of);
            let count: usize = found.iter().map(|(_, spans)| minimal(spans).len()).sum();
            (count >= *times).then(|| bytes(field, found))
        }
        Meaning::Same { field, unit, of } => {
            let mut all: Lit = None;
            for (start, text) in texts(entry, field) {
                let spans: Vec<Spans> = of.iter().map(|of| spans(of, text)).collect();
                if let Some(light) = together(&spans, &text.words, *unit) {
                    all.get_or_insert_default().extend(shifted(&light, start));
                }
            }
            all
        }
        Meaning::Has { holds, .. } => holds[at].then(Vec::new),
        Meaning::All { of, typed } => {
            let mut all = Vec::new();
            for part in Meaning::asked(of, *typed) {
                all.extend(lit(world, part, at)?);
            }
            Some(all)
        }
        Meaning::Any(of) => {
            let mut any: Lit = None;
            for found in of.iter().filter_map(|of| lit(world, of, at)) {
                any.get_or_insert_default().extend(found);
            }
            any
        }
        Meaning::Not(meaning) => lit(world, meaning, at).is_none().then(Vec::new),
    }
}

/// The spans in every text of a field, and where each text starts in `texte`.
fn all_spans(entry: &Entry, field: &str, operand: &Operand) -> Vec<(usize, Spans)> {
    let texts = texts(entry, field).into_iter();
    texts
        .map(|(start, text)| (start, spans(operand, text)))
        .collect()
}

/// The texts of a field: no phrase reaches from one author to the next.
fn texts<'a>(entry: &'a Entry, field: &str) -> Vec<(usize, &'a Analysed)> {
    match field {
        "texte" => vec![(0, &entry.texte)],
        "auteur" => entry.authors.iter().map(|author| (0, author)).collect(),
        field => {
            let parts = entry.parts.iter().filter(|(name, ..)| *name == field);
            parts.map(|(_, place, part)| (place.start, part)).collect()
        }
    }
}

/// What the spans light; authors are not lit.
fn bytes(field: &str, found: Vec<(usize, Spans)>) -> Vec<Range<usize>> {
    if field == "auteur" {
        return Vec::new();
    }
    let lights = found
        .iter()
        .flat_map(|(start, spans)| spans.values().map(|light| (*start, light)));
    lights
        .flat_map(|(start, light)| shifted(light, start))
        .collect()
}

fn shifted(light: &Light, start: usize) -> Vec<Range<usize>> {
    light
        .iter()
        .map(|(from, to)| start + from..start + to)
        .collect()
}
