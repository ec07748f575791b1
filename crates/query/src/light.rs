//! The matcher: decides which words of an article are lit, and is the only one that does.
//!
//! It reads the same patterns as the engine, over the analysed text. A phrase lights exactly what matched; what an OU
//! does not need to match lights only if it matches; what is excluded lights nothing.

use std::ops::Range;

use depeche_corpus::{FieldKind, Part, Texte};
use depeche_indexer::Stored;
use depeche_text::{Term, Word, fold, words};

use crate::ast::DateRange;
use crate::compile::Plan;
use crate::pattern::{Pattern, chain};

/// What is lit in an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lit {
    /// The running words.
    pub texte: Texte,
    /// Bytes of `texte.text`, sorted, apart from each other.
    pub ranges: Vec<Range<usize>>,
}

impl Lit {
    /// Returns what is lit in one part, as bytes from the part's start.
    pub fn in_part(&self, part: &Range<usize>) -> Vec<Range<usize>> {
        let first = self.ranges.partition_point(|range| range.end <= part.start);
        let inside = self.ranges[first..]
            .iter()
            .take_while(|range| range.start < part.end);
        inside
            .map(|range| {
                range.start.max(part.start) - part.start..range.end.min(part.end) - part.start
            })
            .collect()
    }
}

/// Returns ranges of bytes of a text, sorted and apart, as ranges of characters, which is how answers give them.
pub fn in_chars(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let (mut bytes, mut chars) = (0, 0);
    let mut to = |at: usize| {
        chars += text[bytes..at].chars().count();
        bytes = at;
        chars
    };
    ranges
        .iter()
        .map(|range| to(range.start)..to(range.end))
        .collect()
}

/// Lights an article that matches the plan.
pub(crate) fn light_plan(plan: &Plan, stored: &Stored) -> Lit {
    let texte = Texte::of(&stored.article);
    let analysed = words(&texte.text);
    let matcher = Matcher {
        stored,
        texte: &texte,
        words: &analysed,
    };
    let mut ranges = matcher.lit(plan).unwrap_or_default();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    Lit {
        texte,
        ranges: merged,
    }
}

/// Lights an article for a query over its archive.
///
/// # Errors
/// When the disk fails.
pub fn light(
    archive: &depeche_indexer::Archive,
    query: &crate::Query,
    stored: &Stored,
) -> anyhow::Result<Lit> {
    let plan = crate::compile::plan(archive, query, &mut Vec::new())?;
    Ok(light_plan(&plan, stored))
}

struct Matcher<'a> {
    stored: &'a Stored,
    texte: &'a Texte,
    words: &'a [Word],
}

impl Matcher<'_> {
    /// What a plan lights, or none where it does not match.
    fn lit(&self, plan: &Plan) -> Option<Vec<Range<usize>>> {
        let holds = |holds: bool| holds.then(Vec::new);
        match plan {
            Plan::All => Some(Vec::new()),
            Plan::Nothing => None,
            Plan::Text { field, pattern } => match field.name {
                "auteur" => holds(self.author_holds(pattern)),
                name => self.text(name, pattern),
            },
            Plan::Values { field, terms } => {
                holds(self.values(field).iter().any(|value| terms.contains(value)))
            }
            Plan::Dates(range) => holds(self.dates(range)),
            Plan::And(of) => {
                let mut lit = Vec::new();
                for plan in of {
                    lit.extend(self.lit(plan)?);
                }
                Some(lit)
            }
            Plan::Or(of) => {
                let mut lit: Option<Vec<Range<usize>>> = None;
                for found in of.iter().filter_map(|plan| self.lit(plan)) {
                    lit.get_or_insert_default().extend(found);
                }
                lit
            }
            Plan::Not(plan) => holds(self.lit(plan).is_none()),
        }
    }

    fn text(&self, field: &str, pattern: &Pattern) -> Option<Vec<Range<usize>>> {
        let parts = match field {
            "titre" => Some(self.parts(Part::Title)),
            "chapeau" => Some(self.parts(Part::Lead)),
            "legende" => Some(self.parts(Part::Caption)),
            _ => None,
        };
        let inside = |range: &Range<usize>| {
            let holds = |part: &Range<usize>| part.start <= range.start && range.end <= part.end;
            parts.as_ref().is_none_or(|parts| parts.iter().any(holds))
        };
        let spans = spans(pattern, self.words);
        let lit: Vec<Range<usize>> = spans
            .into_iter()
            .map(|span| span.bytes)
            .filter(inside)
            .collect();
        (!lit.is_empty()).then_some(lit)
    }

    fn parts(&self, part: Part) -> Vec<Range<usize>> {
        self.texte
            .parts
            .iter()
            .filter(|(kind, _)| *kind == part)
            .map(|(_, range)| range.clone())
            .collect()
    }

    fn author_holds(&self, pattern: &Pattern) -> bool {
        self.stored.article.authors.iter().any(|author| {
            let analysed = words(author);
            !spans(pattern, &analysed).is_empty()
        })
    }

    fn values(&self, field: &depeche_corpus::Field) -> Vec<String> {
        let folded = matches!(field.kind, FieldKind::Name | FieldKind::Value);
        let values = field.values(&self.stored.article, &self.stored.document);
        let shown = values.into_iter();
        shown
            .map(|value| {
                if folded {
                    fold(value)
                } else {
                    value.to_string()
                }
            })
            .collect()
    }

    fn dates(&self, range: &DateRange) -> bool {
        let Some(date) = self.stored.article.date else {
            return range.from.is_none() && range.to.is_none();
        };
        range.from.is_none_or(|from| date.to >= from) && range.to.is_none_or(|to| date.from <= to)
    }
}

/// A match: positions, and the bytes to light.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    positions: (u32, u32),
    bytes: Range<usize>,
}

fn spans(pattern: &Pattern, words: &[Word]) -> Vec<Span> {
    let positions = positions(pattern, words);
    positions
        .into_iter()
        .filter_map(|(start, end)| {
            let first = words.get(start as usize)?;
            // A joined form at the end of a text covers only words that are there.
            let last = words.get((end as usize).checked_sub(1)?)?;
            let lit_from = match (first.elided.as_deref(), first.token.elision) {
                (Some(elided), Some(at)) if lights_elision(pattern, elided, first) => at,
                _ => first.token.span.start,
            };
            Some(Span {
                positions: (start, end),
                bytes: lit_from..last.token.span.end,
            })
        })
        .collect()
}

/// Whether the elided prefix of the first word that matched is lit with it: it was typed, or what matched is the name it
/// belongs to, in one word (`loreal`).
fn lights_elision(pattern: &Pattern, elided: &str, here: &Word) -> bool {
    match pattern {
        Pattern::Terms { terms, elision } => {
            let prefix = elided.split_once('\'').map(|(prefix, _)| prefix);
            let name = |term: &Term| term.joined == Some(1) && here.terms().contains(term);
            (elision.is_some() && elision.as_deref() == prefix) || terms.iter().any(name)
        }
        Pattern::Sequence(parts) => parts
            .first()
            .is_some_and(|first| lights_elision(first, elided, here)),
        Pattern::Any(parts) => parts.iter().any(|part| lights_elision(part, elided, here)),
    }
}

fn positions(pattern: &Pattern, words: &[Word]) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    match pattern {
        Pattern::Terms { terms: asked, .. } => {
            for (position, word) in (0_u32..).zip(words) {
                word.each_term(|kind, joined, form| {
                    let is_asked = |term: &Term| {
                        term.kind == kind && term.joined == joined && term.form == form
                    };
                    if asked.iter().any(is_asked) {
                        found.push((position, position + u32::from(joined.unwrap_or(1))));
                    }
                });
            }
        }
        Pattern::Sequence(parts) => {
            let mut parts = parts.iter().map(|part| positions(part, words));
            let first = parts.next().unwrap_or_default();
            found = parts.fold(first, |spans, next| chain(&spans, &next));
        }
        Pattern::Any(parts) => {
            found.extend(parts.iter().flat_map(|part| positions(part, words)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
