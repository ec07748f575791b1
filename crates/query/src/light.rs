//! The matcher: decides which words of an article are lit, and is the only one that does.
//!
//! It reads the same patterns as the engine, over the analysed text. A phrase lights exactly what matched; what an OU
//! does not need to match lights only if it matches; what is excluded lights nothing.

use std::borrow::Cow;
use std::ops::Range;

use depeche_corpus::{FieldKind, Mention, Part, Texte};
use depeche_indexer::{Stored, first_words, mention_terms};
use depeche_text::{Analyzer, Term, TermKind, Word, fold, words};

use rustc_hash::FxHashSet;

use crate::ast::{Boundary, DateRange};
use crate::lacking::light_without;
use crate::near::{Span, each_order, in_one, minimal, ordered, sorted, taking_part, unordered};
use crate::pattern::{Pattern, chain};
use crate::plan::{Plan, plan};

/// What is lit in an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lit {
    /// The running words.
    pub texte: Texte,
    /// Bytes of `texte.text`, sorted, apart from each other.
    pub ranges: Vec<Range<usize>>,
    /// Whether the article matches what it was lit for, be it without some of the words.
    pub matches: bool,
    /// Words it lacks, as they were typed.
    pub missing: Vec<String>,
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
pub(crate) fn light_plan(plan: &Plan, stored: &Stored, analyzer: &mut Analyzer) -> Lit {
    light_lacking(plan, &[], stored, analyzer)
}

/// Lights an article, and says which of some words it lacks, each given as it was typed with what finds it.
pub(crate) fn light_lacking(
    plan: &Plan,
    words: &[(String, Plan)],
    stored: &Stored,
    analyzer: &mut Analyzer,
) -> Lit {
    let texte = Texte::of(&stored.article);
    let analysed: Vec<Word> = analyzer.words(&texte.text).collect();
    let matcher = Matcher {
        stored,
        texte: &texte,
        words: &analysed,
    };
    let missing = words.iter().filter(|(_, plan)| matcher.lit(plan).is_none());
    let missing = missing.map(|(word, _)| word.clone()).collect();
    let found = matcher.lit(plan);
    let matches = found.is_some();
    let mut ranges = found.unwrap_or_default();
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
        matches,
        missing,
    }
}

/// Lights an article for a query over its archive: without some of the words, where it does not hold all and they may be
/// lacking. The query's patterns stand for at most so many forms; what a person should know is added to `warnings`.
///
/// # Errors
/// When the disk fails.
pub fn light(
    archive: &depeche_indexer::Archive,
    query: &crate::Query,
    expansions: usize,
    stored: &Stored,
    warnings: &mut Vec<String>,
) -> anyhow::Result<Lit> {
    let plan = plan(archive, query, expansions, warnings)?;
    let mut analyzer = Analyzer::default();
    let lit = light_plan(&plan, stored, &mut analyzer);
    if lit.matches {
        return Ok(lit);
    }
    let without = light_without(archive, query, stored, &mut analyzer)?;
    Ok(without.unwrap_or(lit))
}

/// An article that is read, with its running words analysed.
pub(crate) struct Matcher<'a> {
    pub(crate) stored: &'a Stored,
    pub(crate) texte: &'a Texte,
    pub(crate) words: &'a [Word],
}

/// Words that stand in a row, and what is named among them.
pub(crate) struct Stretch<'a> {
    /// What the bytes of the words and mentions speak of.
    pub(crate) text: &'a str,
    pub(crate) words: Cow<'a, [Word]>,
    pub(crate) mentions: &'a [Mention],
}

impl<'a> Matcher<'a> {
    /// What a plan lights, or none where it does not match.
    pub(crate) fn lit(&self, plan: &Plan) -> Option<Vec<Range<usize>>> {
        let holds = |holds: bool| holds.then(Vec::new);
        match plan {
            Plan::All => Some(Vec::new()),
            Plan::Nothing => None,
            Plan::Text { field, pattern } => self.text(field.name, pattern),
            Plan::Values { field, terms } => holds(!self.held(field, terms).is_empty()),
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
        let mut ranges = None::<Vec<_>>;
        for stretch in self.stretches(field) {
            if let Some(lit) = lit(pattern, &stretch) {
                // An author stands in no running words.
                let lit = lit.into_iter().filter(|_| field != "auteur");
                ranges.get_or_insert_default().extend(lit);
            }
        }
        ranges
    }

    /// The words of a field, in stretches that no span reaches over.
    pub(crate) fn stretches(&self, field: &str) -> Vec<Stretch<'a>> {
        let part = match field {
            "titre" => Part::Title,
            "chapeau" => Part::Lead,
            "legende" => Part::Caption,
            "auteur" => {
                let authors = self.stored.article.authors.iter();
                return authors
                    .map(|author| Stretch {
                        text: author,
                        words: Cow::Owned(words(author)),
                        mentions: &[],
                    })
                    .collect();
            }
            _ => {
                return vec![Stretch {
                    text: &self.texte.text,
                    words: Cow::Borrowed(self.words),
                    mentions: &self.stored.document.mentions,
                }];
            }
        };
        let place = |at: usize| {
            self.words
                .partition_point(|word| word.token.span.start < at)
        };
        // A part holds whole words: its end is part of none.
        let parts = self.parts(part).into_iter();
        parts
            .map(|part| Stretch {
                text: &self.texte.text,
                words: Cow::Borrowed(&self.words[place(part.start)..place(part.end)]),
                // Those of the other parts start in none of these words.
                mentions: &self.stored.document.mentions,
            })
            .collect()
    }

    fn parts(&self, part: Part) -> Vec<Range<usize>> {
        self.texte
            .parts
            .iter()
            .filter(|(kind, _)| *kind == part)
            .map(|(_, range)| range.clone())
            .collect()
    }

    /// The values of a field, as they are shown, that are among some terms.
    pub(crate) fn held(
        &self,
        field: &depeche_corpus::Field,
        terms: &[String],
    ) -> Vec<Cow<'a, str>> {
        let folded = matches!(field.kind, FieldKind::Name | FieldKind::Value);
        let mut values = field.values(&self.stored.article, &self.stored.document);
        values.retain(|value| {
            if folded {
                terms.contains(&fold(value))
            } else {
                terms.iter().any(|term| term == value)
            }
        });
        values
    }

    fn dates(&self, range: &DateRange) -> bool {
        let Some(date) = self.stored.article.date else {
            return range.from.is_none() && range.to.is_none();
        };
        range.from.is_none_or(|from| date.to >= from) && range.to.is_none_or(|to| date.from <= to)
    }
}

/// The bytes that a pattern lights in some words; none where it does not stand there.
fn lit(pattern: &Pattern, stretch: &Stretch<'_>) -> Option<Vec<Range<usize>>> {
    let found = Found::of(pattern, stretch);
    if found.spans.is_empty() {
        return None;
    }
    let mut ranges = Vec::new();
    found.light(&found.spans, stretch, &mut ranges);
    Some(ranges)
}

/// A pattern, and where it and its parts stand in some words: positions from the first of them.
pub(crate) struct Found<'p> {
    pub(crate) pattern: &'p Pattern,
    /// Sorted, without doubles.
    pub(crate) spans: Vec<Span>,
    pub(crate) parts: Vec<Found<'p>>,
}

impl<'p> Found<'p> {
    pub(crate) fn of(pattern: &'p Pattern, stretch: &Stretch<'_>) -> Self {
        let words: &[Word] = &stretch.words;
        let parts: Vec<Self> = match pattern {
            Pattern::Terms { .. } => Vec::new(),
            Pattern::Sequence(of)
            | Pattern::Any(of)
            | Pattern::Near { of, .. }
            | Pattern::Same { of, .. } => of.iter().map(|part| Self::of(part, stretch)).collect(),
            Pattern::AtLeast { of, .. } => vec![Self::of(of, stretch)],
        };
        let of: Vec<&[Span]> = parts.iter().map(|part| part.spans.as_slice()).collect();
        let spans = match pattern {
            Pattern::Terms { terms, .. } if are_names(terms) => {
                sorted(named_in(terms, stretch).map(|(span, _)| span).collect())
            }
            Pattern::Terms { terms, .. } => terms_in(terms, words),
            Pattern::Sequence(_) => {
                let mut of = of.iter();
                let first = of.next().map_or(Vec::new(), |first| first.to_vec());
                of.fold(first, |spans, next| chain(&spans, next))
            }
            Pattern::Any(_) => sorted(of.concat()),
            Pattern::Near {
                ordered: true,
                within,
                ..
            } => ordered(&of, *within),
            Pattern::Near { within, .. } => unordered(&of, *within),
            Pattern::Same { boundary, .. } => in_one(&starts(*boundary, words), &of).remove(0),
            Pattern::AtLeast { times, .. } => {
                let spans = of.concat();
                let count = minimal(spans.clone()).len();
                if count >= usize::try_from(*times).unwrap_or(usize::MAX) {
                    spans
                } else {
                    Vec::new()
                }
            }
        };
        Self {
            pattern,
            spans,
            parts,
        }
    }

    /// Lights what stands in some of its spans.
    pub(crate) fn light(
        &self,
        wanted: &[Span],
        stretch: &Stretch<'_>,
        ranges: &mut Vec<Range<usize>>,
    ) {
        let words: &[Word] = &stretch.words;
        let of = || -> Vec<&[Span]> {
            self.parts
                .iter()
                .map(|part| part.spans.as_slice())
                .collect()
        };
        match self.pattern {
            // A mention is its first word, and is lit whole.
            Pattern::Terms { terms, .. } if are_names(terms) => {
                let named = named_in(terms, stretch);
                let named = named.filter(|(span, _)| wanted.binary_search(span).is_ok());
                ranges.extend(named.map(|(_, mention)| mention.span.clone()));
            }
            Pattern::Terms { .. } | Pattern::Sequence(_) => {
                ranges.extend(
                    wanted
                        .iter()
                        .filter_map(|span| bytes(self.pattern, *span, words)),
                );
            }
            Pattern::Any(_) => {
                for part in &self.parts {
                    let wanted: Vec<Span> = wanted
                        .iter()
                        .filter(|span| part.spans.binary_search(span).is_ok())
                        .copied()
                        .collect();
                    part.light(&wanted, stretch, ranges);
                }
            }
            Pattern::Near {
                ordered: in_order,
                within,
                ..
            } => {
                let of = of();
                let mut light_order = |order: &[usize]| {
                    let of: Vec<&[Span]> = order.iter().map(|at| of[*at]).collect();
                    let mut hulls = ordered(&of, *within);
                    hulls.retain(|hull| wanted.binary_search(hull).is_ok());
                    let part = taking_part(&of, *within, &hulls);
                    for (at, wanted) in order.iter().zip(part) {
                        self.parts[*at].light(&wanted, stretch, ranges);
                    }
                };
                if *in_order {
                    light_order(&(0..of.len()).collect::<Vec<_>>());
                } else {
                    each_order(of.len(), &mut light_order);
                }
            }
            Pattern::Same { boundary, .. } => {
                let part = in_one(&starts(*boundary, words), &of());
                for (part, wanted) in self.parts.iter().zip(part) {
                    part.light(&sorted(wanted), stretch, ranges);
                }
            }
            Pattern::AtLeast { .. } => {
                for part in &self.parts {
                    part.light(wanted, stretch, ranges);
                }
            }
        }
    }
}

/// The positions where sentences or paragraphs start.
pub(crate) fn starts(boundary: Boundary, words: &[Word]) -> Vec<u32> {
    let positions = (0_u32..).zip(words);
    let starting = positions.filter(|(_, word)| match boundary {
        Boundary::Sentence => word.token.sentence.starts(),
        Boundary::Paragraph => word.token.paragraph.starts(),
    });
    starting.map(|(position, _)| position).collect()
}

/// The bytes of a span, with the elided prefix of its first word where that is lit with it.
fn bytes(pattern: &Pattern, (start, end): Span, words: &[Word]) -> Option<Range<usize>> {
    let first = words.get(start as usize)?;
    // A joined form at the end of a text covers only words that are there.
    let last = words.get((end as usize).checked_sub(1)?)?;
    let from = match (first.elided.as_deref(), first.token.elision) {
        (Some(elided), Some(at)) if lights_elision(pattern, elided, first) => at,
        _ => first.token.span.start,
    };
    Some(from..last.token.span.end)
}

/// Whether the elided prefix of the first word that matched is lit with it: it was typed, or what matched is the name it
/// belongs to, in one word (`loreal`).
fn lights_elision(pattern: &Pattern, elided: &str, here: &Word) -> bool {
    match pattern {
        Pattern::Terms { terms, elision, .. } => {
            let prefix = elided.split_once('\'').map(|(prefix, _)| prefix);
            let name = |term: &Term| {
                term.joined == Some(1)
                    && term.form != elided
                    && here.elided_name.is_some()
                    && here.terms().contains(term)
            };
            (elision.is_some() && elision.as_deref() == prefix) || terms.iter().any(name)
        }
        Pattern::Sequence(parts) => parts
            .first()
            .is_some_and(|first| lights_elision(first, elided, here)),
        Pattern::Any(parts) => parts.iter().any(|part| lights_elision(part, elided, here)),
        Pattern::Near { .. } | Pattern::Same { .. } | Pattern::AtLeast { .. } => false,
    }
}

/// Whether terms are looked for among the names: then all of them are.
fn are_names(terms: &[Term]) -> bool {
    terms.iter().any(|term| term.kind == TermKind::Entity)
}

/// The mentions that have one of some terms, each with the span of its first word.
fn named_in<'a>(
    asked: &'a [Term],
    stretch: &'a Stretch<'_>,
) -> impl Iterator<Item = (Span, &'a Mention)> {
    let named = first_words(stretch.mentions, &stretch.words);
    named.filter_map(|(first, mention)| {
        let is_asked = mention_terms(mention)
            .iter()
            .any(|term| asked.contains(term));
        let first = u32::try_from(first).ok()?;
        is_asked.then_some(((first, first + 1), mention))
    })
}

/// Where one of some terms stands.
fn terms_in(asked: &[Term], words: &[Word]) -> Vec<Span> {
    // From here on a look-up in a set is faster than going through them: a pattern stands for hundreds.
    const MANY: usize = 16;
    let set: FxHashSet<(TermKind, Option<u8>, &str)> = asked
        .iter()
        .filter(|_| asked.len() > MANY)
        .map(|term| (term.kind, term.joined, term.form.as_str()))
        .collect();
    let is_asked = |kind: TermKind, joined: Option<u8>, form: &str| {
        if set.is_empty() {
            asked
                .iter()
                .any(|term| term.kind == kind && term.joined == joined && term.form == form)
        } else {
            set.contains(&(kind, joined, form))
        }
    };
    let mut found = Vec::new();
    for (position, word) in (0_u32..).zip(words) {
        word.each_term(|kind, joined, form| {
            if is_asked(kind, joined, form) {
                found.push((position, position + u32::from(joined.unwrap_or(1))));
            }
        });
    }
    sorted(found)
}
