//! What a text leaf of a query looks for, as spans of positions: the engine's postings and the matcher over an analysed
//! text both answer it, in the same way.

use anyhow::Result;
use depeche_indexer::kind_term;
use depeche_text::{Term, Unit, Word, lookup, lookup_joined};

use crate::ast::{Boundary, Spans};
use crate::dictionary::Dictionary;
use crate::form_pattern::FormPattern;
use crate::mark::Marked;
use crate::near::Span;
use crate::unit::Units;

/// A pattern over positions, all of whose terms some article has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// A word with any of these terms, or the first word of a mention with any of them.
    Terms {
        terms: Vec<Term>,
        /// The elided prefix that was typed (`l`), which is lit with the word where it stands there.
        elision: Option<String>,
        /// Whether its occurrences count in the score: those of `gouv*` and of names do not.
        weighs: bool,
    },
    /// One behind the other, with nothing between.
    Sequence(Vec<Pattern>),
    /// Any of them.
    Any(Vec<Pattern>),
    /// With at most so many other words inside, in this order or in any.
    Near {
        ordered: bool,
        within: u32,
        of: Vec<Pattern>,
    },
    /// All of them in one sentence or paragraph, each in words of its own.
    Same {
        boundary: Boundary,
        of: Vec<Pattern>,
    },
    /// So many times.
    AtLeast { times: u32, of: Box<Pattern> },
}

impl Pattern {
    /// Returns what finds some spans; none where no article can have one.
    pub(crate) fn of(spans: &Spans, dictionary: &mut Dictionary<'_>) -> Result<Option<Self>> {
        Ok(match spans {
            Spans::Word { text, exact } => row(Self::units(text, *exact, dictionary)?),
            Spans::Phrase {
                text,
                exact,
                within: None,
            } => row(Self::units(text, *exact, dictionary)?),
            Spans::Phrase {
                text,
                exact,
                within: Some(within),
            } => Self::units(text, *exact, dictionary)?.map(|of| Self::Near {
                ordered: false,
                within: *within,
                of,
            }),
            Spans::Kind(of) => {
                let kind = of.entity_kind().map(kind_term);
                let known = dictionary.known(kind.into_iter().collect())?;
                Self::names(known)
            }
            Spans::Name(value) => Self::names(dictionary.names(value)?),
            Spans::Any(of) => {
                let mut known = Vec::new();
                for spans in of {
                    known.extend(Self::of(spans, dictionary)?);
                }
                any(known)
            }
            Spans::Near {
                ordered,
                within,
                left,
                right,
            } => {
                let left = Self::of(left, dictionary)?;
                let right = Self::of(right, dictionary)?;
                left.zip(right).map(|(left, right)| Self::Near {
                    ordered: *ordered,
                    within: *within,
                    of: vec![left, right],
                })
            }
        })
    }

    /// The words of a text, each known; none where one is not.
    fn units(
        text: &str,
        exact: bool,
        dictionary: &mut Dictionary<'_>,
    ) -> Result<Option<Vec<Self>>> {
        let units = Units::of(text);
        let mut parts = Vec::new();
        for unit in &units.units {
            match Self::of_unit(unit, &units.marked, exact, dictionary)? {
                Some(part) => parts.push(part),
                None => return Ok(None),
            }
        }
        Ok((!parts.is_empty()).then_some(parts))
    }

    fn of_unit(
        unit: &Unit,
        marked: &Marked,
        exact: bool,
        dictionary: &mut Dictionary<'_>,
    ) -> Result<Option<Self>> {
        let is_pattern = |word: &Word| marked.pattern(&word.forms.exact).is_some();
        // A compound with a pattern in it weighs as little as a pattern.
        let weighs = !unit.words.iter().any(is_pattern);
        let mut words = Some(Vec::new());
        for word in &unit.words {
            let terms = match marked.pattern(&word.forms.exact) {
                Some(form) => {
                    let pattern = FormPattern::of(form, word, exact);
                    let typed = marked.unmarked(&word.forms.exact);
                    dictionary.expand(&pattern, &typed)?
                }
                None => dictionary.known(lookup(word, exact))?,
            };
            match Self::terms(terms, weighs, word) {
                Some(part) => words.iter_mut().for_each(|words| words.push(part.clone())),
                None => words = None,
            }
        }
        let words = row(words);
        let Some((first, joined)) = marked.joined(unit) else {
            return Ok(words);
        };
        let terms = match marked.pattern(&joined.exact) {
            Some(pattern) => {
                let pattern = FormPattern::of(pattern, first, exact);
                dictionary.expand(&pattern, &marked.unmarked(&joined.exact))?
            }
            None => dictionary.known(lookup_joined(first, exact))?,
        };
        Ok(any(words
            .into_iter()
            .chain(Self::terms(terms, weighs, first))
            .collect()))
    }

    fn terms(terms: Vec<Term>, weighs: bool, word: &Word) -> Option<Self> {
        let elided = word.elided.as_deref();
        let prefix = elided.and_then(|elided| elided.split_once('\''));
        (!terms.is_empty()).then(|| Self::Terms {
            terms,
            elision: prefix.map(|(prefix, _)| prefix.to_string()),
            weighs,
        })
    }

    /// Names weigh nothing: how often an article tells of somebody is no question of words.
    fn names(terms: Vec<Term>) -> Option<Self> {
        (!terms.is_empty()).then_some(Self::Terms {
            terms,
            elision: None,
            weighs: false,
        })
    }

    /// Gives every set of terms of the pattern that counts in the score: one a word.
    pub(crate) fn each_weighing<'a>(&'a self, each: &mut dyn FnMut(&'a [Term])) {
        match self {
            Self::Terms { weighs: false, .. } => {}
            Self::Terms { terms, .. } => each(terms),
            Self::Sequence(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.each_weighing(each))
            }
            Self::Near { of, .. } | Self::Same { of, .. } => {
                of.iter().for_each(|part| part.each_weighing(each))
            }
            Self::AtLeast { of, .. } => of.each_weighing(each),
        }
    }
}

fn row(parts: Option<Vec<Pattern>>) -> Option<Pattern> {
    let mut parts = parts?;
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(Pattern::Sequence(parts)),
    }
}

fn any(mut parts: Vec<Pattern>) -> Option<Pattern> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(Pattern::Any(parts)),
    }
}

/// Joins spans that follow each other: every pair of which the second starts where the first ends. Both are sorted.
pub(crate) fn chain(first: &[Span], second: &[Span]) -> Vec<Span> {
    let mut joined = Vec::new();
    for (start, end) in first {
        let from = second.partition_point(|(start, _)| start < end);
        joined.extend(
            second[from..]
                .iter()
                .take_while(|(next, _)| next == end)
                .map(|(_, end)| (*start, *end)),
        );
    }
    joined.sort_unstable();
    joined.dedup();
    joined
}
