//! What a text leaf of a query looks for, as spans of positions: the engine's postings and the matcher over an analysed
//! text both answer it, in the same way.

use depeche_text::{Term, Unit, Word, lookup, lookup_joined, units};

/// A pattern over positions. A span is a first position and the one after its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// A word with any of these terms.
    Terms {
        terms: Vec<Term>,
        /// The elided prefix that was typed (`l`), which is lit with the word where it stands there.
        elision: Option<String>,
    },
    /// One behind the other, with nothing between.
    Sequence(Vec<Pattern>),
    /// Any of them.
    Any(Vec<Pattern>),
}

impl Pattern {
    /// Returns what finds the words of a text in a row.
    pub(crate) fn of(text: &str, exact: bool) -> Self {
        let mut parts: Vec<Self> = units(text)
            .iter()
            .map(|unit| Self::of_unit(unit, exact))
            .collect();
        if parts.len() == 1 {
            parts.remove(0)
        } else {
            Self::Sequence(parts)
        }
    }

    fn of_unit(unit: &Unit, exact: bool) -> Self {
        let elision = |word: &Word| {
            let form = word.elided.as_deref()?;
            form.split_once('\'').map(|(prefix, _)| prefix.to_string())
        };
        let mut words: Vec<Self> = unit
            .words
            .iter()
            .map(|word| Self::Terms {
                terms: lookup(word, exact),
                elision: elision(word),
            })
            .collect();
        if words.len() == 1 {
            return words.remove(0);
        }
        let joined = lookup_joined(&unit.words[0], exact);
        let parts = Self::Sequence(words);
        if joined.is_empty() {
            parts
        } else {
            Self::Any(vec![
                parts,
                Self::Terms {
                    terms: joined,
                    elision: elision(&unit.words[0]),
                },
            ])
        }
    }

    /// Keeps the terms that are known; none where nothing can match any more.
    pub(crate) fn known(
        &self,
        is_known: &mut dyn FnMut(&Term) -> anyhow::Result<bool>,
    ) -> anyhow::Result<Option<Self>> {
        Ok(match self {
            Self::Terms { terms, elision } => {
                let mut kept = Vec::new();
                for term in terms {
                    if is_known(term)? {
                        kept.push(term.clone());
                    }
                }
                (!kept.is_empty()).then(|| Self::Terms {
                    terms: kept,
                    elision: elision.clone(),
                })
            }
            Self::Sequence(parts) => {
                let mut kept = Vec::new();
                for part in parts {
                    match part.known(is_known)? {
                        Some(part) => kept.push(part),
                        None => return Ok(None),
                    }
                }
                Some(Self::Sequence(kept))
            }
            Self::Any(parts) => {
                let mut kept = Vec::new();
                for part in parts {
                    kept.extend(part.known(is_known)?);
                }
                match kept.len() {
                    0 => None,
                    1 => kept.pop(),
                    _ => Some(Self::Any(kept)),
                }
            }
        })
    }

    /// Gives every set of terms of the pattern: one a word.
    pub(crate) fn each_terms<'a>(&'a self, each: &mut dyn FnMut(&'a [Term])) {
        match self {
            Self::Terms { terms, .. } => each(terms),
            Self::Sequence(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.each_terms(each))
            }
        }
    }
}

/// Joins spans that follow each other: every pair of which the second starts where the first ends. Both are sorted.
pub(crate) fn chain(first: &[(u32, u32)], second: &[(u32, u32)]) -> Vec<(u32, u32)> {
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
