//! From the query that was understood to a plan: its words as patterns and its values as terms of the archive. The engine
//! and the matcher both read it.

use anyhow::Result;
use depeche_corpus::Field;
use depeche_indexer::Archive;
use depeche_text::{is_stop_word, normal_form, tokens};

use crate::ast::{DateRange, Query, Spans};
use crate::dictionary::Dictionary;
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
    let mut all = |of: &[Query]| {
        of.iter()
            .map(|query| plan(archive, query, expansions, warnings))
            .collect::<Result<Vec<_>>>()
    };
    Ok(match query {
        Query::All => Plan::All,
        Query::Nothing => Plan::Nothing,
        Query::Text { field, spans } => {
            let mut dictionary = Dictionary {
                archive,
                field,
                expansions,
                warnings,
            };
            text(field, Pattern::of(spans, &mut dictionary)?)
        }
        Query::Same {
            field,
            boundary,
            of,
        } => {
            let mut dictionary = Dictionary {
                archive,
                field,
                expansions,
                warnings,
            };
            let mut known = Vec::new();
            for spans in of {
                known.extend(Pattern::of(spans, &mut dictionary)?);
            }
            let boundary = *boundary;
            let all = known.len() == of.len();
            text(
                field,
                all.then_some(Pattern::Same {
                    boundary,
                    of: known,
                }),
            )
        }
        Query::AtLeast { field, times, of } => {
            let mut dictionary = Dictionary {
                archive,
                field,
                expansions,
                warnings,
            };
            let counted = Pattern::of(of, &mut dictionary)?;
            text(
                field,
                counted.map(|of| Pattern::AtLeast {
                    times: *times,
                    of: Box::new(of),
                }),
            )
        }
        Query::Value(value) => {
            let (terms, warning) = values::terms(archive, value)?;
            warnings.extend(warning);
            Plan::Values {
                field: value.field,
                terms,
            }
        }
        Query::Dates(dates) => Plan::Dates(*dates),
        Query::And { of, typed: true } => Plan::And(all(of)?),
        Query::And { of, typed: false } if asks_for_stop_words(query) => Plan::And(all(of)?),
        Query::And { of, typed: false } => {
            let required = of.iter().filter(|query| !is_bare_stop_word(query));
            Plan::And(all(&required.cloned().collect::<Vec<_>>())?)
        }
        Query::Or(of) => Plan::Or(all(of)?),
        Query::Not(query) => Plan::Not(Box::new(plan(archive, query, expansions, warnings)?)),
    })
}

fn text(field: &'static Field, pattern: Option<Pattern>) -> Plan {
    pattern.map_or(Plan::Nothing, |pattern| Plan::Text { field, pattern })
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
fn is_bare_stop_word(query: &Query) -> bool {
    let Query::Text {
        field,
        spans: Spans::Word { text, exact: false },
    } = query
    else {
        return false;
    };
    // A word with a field is asked for on purpose; a pattern is none of the words of the list.
    let is_plain = field.name == "texte" && !text.contains(['*', '?', '~', '/']);
    let mut words = tokens(text);
    let (first, second) = (words.next(), words.next());
    is_plain
        && second.is_none()
        && first.is_some_and(|word| is_stop_word(&normal_form(&text[word.span])))
}
