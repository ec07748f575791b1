//! From the query that was understood to a plan: its words as patterns and its values as terms of the archive. The engine
//! and the matcher both read it.

use anyhow::Result;
use depeche_corpus::Field;
use depeche_indexer::Archive;
use depeche_text::{is_stop_word, normal_form, tokens};

use crate::ast::{DateRange, Query, Spans};
use crate::dictionary::{Dictionary, Expansion};
use crate::pattern::Pattern;
use crate::values;

/// A query ready to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plan {
    All,
    Nothing,
    Text {
        field: &'static Field,
        pattern: Pattern,
    },
    Values {
        field: &'static Field,
        terms: Vec<String>,
    },
    Dates(DateRange),
    And(Vec<Plan>),
    Or(Vec<Plan>),
    Not(Box<Plan>),
}

/// Plans a query over an archive; a pattern stands for at most so many forms, and what a person should know of it is added
/// to `warnings`.
pub(crate) fn plan(
    archive: &Archive,
    query: &Query,
    expansions: usize,
    warnings: &mut Vec<String>,
) -> Result<Plan> {
    let mut planner = Planner {
        archive,
        expansions,
        expanded: Vec::new(),
        warnings,
    };
    planner.plan(query)
}

struct Planner<'a> {
    archive: &'a Archive,
    expansions: usize,
    /// The patterns of the query met so far: one typed again is looked up once.
    expanded: Vec<Expansion>,
    warnings: &'a mut Vec<String>,
}

impl Planner<'_> {
    fn plan(&mut self, query: &Query) -> Result<Plan> {
        Ok(match query {
            Query::All => Plan::All,
            Query::Nothing => Plan::Nothing,
            Query::Text { field, spans } => {
                self.text(field, |dictionary| Pattern::of(spans, dictionary))?
            }
            Query::Same {
                field,
                boundary,
                of,
            } => self.text(field, |dictionary| {
                let mut known = Vec::new();
                for spans in of {
                    known.extend(Pattern::of(spans, dictionary)?);
                }
                let boundary = *boundary;
                let all = known.len() == of.len();
                Ok(all.then_some(Pattern::Same {
                    boundary,
                    of: known,
                }))
            })?,
            Query::AtLeast { field, times, of } => self.text(field, |dictionary| {
                let counted = Pattern::of(of, dictionary)?;
                Ok(counted.map(|of| Pattern::AtLeast {
                    times: *times,
                    of: Box::new(of),
                }))
            })?,
            Query::Value(value) => {
                let (terms, warning) = values::terms(self.archive, value)?;
                let named = Plan::Values {
                    field: value.field,
                    terms,
                };
                match values::coded(self.archive, value)? {
                    None => {
                        self.warn(warning);
                        named
                    }
                    Some((field, code)) => Plan::Or(vec![
                        named,
                        Plan::Values {
                            field,
                            terms: vec![code],
                        },
                    ]),
                }
            }
            Query::Dates(dates) => Plan::Dates(*dates),
            Query::And { of, typed: true } => Plan::And(self.all(of)?),
            Query::And { of, typed: false } if asks_for_stop_words(query) => {
                Plan::And(self.all(of)?)
            }
            Query::And { of, typed: false } => {
                let required = of.iter().filter(|query| !is_bare_stop_word(query));
                Plan::And(self.all(required)?)
            }
            Query::Or(of) => Plan::Or(self.all(of)?),
            Query::Not(query) => Plan::Not(Box::new(self.plan(query)?)),
        })
    }

    fn all<'q>(&mut self, of: impl IntoIterator<Item = &'q Query>) -> Result<Vec<Plan>> {
        of.into_iter().map(|query| self.plan(query)).collect()
    }

    fn text(
        &mut self,
        field: &'static Field,
        pattern: impl FnOnce(&mut Dictionary<'_>) -> Result<Option<Pattern>>,
    ) -> Result<Plan> {
        let before = self.expanded.len();
        let pattern = pattern(&mut Dictionary {
            archive: self.archive,
            field,
            expansions: self.expansions,
            expanded: &mut self.expanded,
        })?;
        let told = self.expanded[before..].iter();
        let told: Vec<String> = told
            .filter_map(|expansion| expansion.warning.clone())
            .collect();
        self.warn(told);
        Ok(pattern.map_or(Plan::Nothing, |pattern| Plan::Text { field, pattern }))
    }

    /// Adds what a person was not told yet.
    fn warn(&mut self, told: impl IntoIterator<Item = String>) {
        for warning in told {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }
}

/// Whether words too common to ask for are asked for all the same: nothing but them is, besides what is excluded.
pub(crate) fn asks_for_stop_words(query: &Query) -> bool {
    let nothing_else = |query: &Query| is_bare_stop_word(query) || matches!(query, Query::Not(_));
    match query {
        Query::And { of, typed: false } => of.iter().all(nothing_else),
        query => is_bare_stop_word(query),
    }
}

/// A word too common to ask for, where others stand beside it without an operator.
pub(crate) fn is_bare_stop_word(query: &Query) -> bool {
    let Query::Text {
        field,
        spans: Spans::Word { text, exact: false },
    } = query
    else {
        return false;
    };
    // A word with a field is asked for on purpose; a pattern is none of the words of the list.
    let is_plain = field.name == "texte" && !text.contains(['*', '?', '~', '/']);
    let mut words = tokens(text).peekable();
    // `a-t-il`, `est-ce`: of such words nothing else comes.
    is_plain
        && words.peek().is_some()
        && words.all(|word| is_stop_word(&normal_form(&text[word.span])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::testing::sample;

    #[test]
    fn a_pattern_typed_again_is_warned_about_once() {
        let (_folder, archive) = sample();
        let today = jiff::civil::date(2026, 11, 22);
        for (typed, expected) in [
            ("pro* OU pro* pro*", 1),
            ("(pro* PROCHE/5 pro*) con* pro*", 2),
            (
                "personne:Atlantide OU personne:Atlantide OU personne:Nul",
                2,
            ),
        ] {
            let query = parse(typed, today).unwrap().query;
            let mut warnings = Vec::new();
            plan(&archive, &query, 2, &mut warnings).unwrap();
            assert_eq!(warnings.len(), expected, "{typed}: {warnings:?}");
        }
    }
}
