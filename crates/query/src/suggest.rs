//! What a query was meant to be, where some of its words are in no article, or in hardly any: each such word corrected,
//! the rest as it stands. How a word is corrected: `correct`; a name: `correct_value`.

use anyhow::Result;
use depeche_corpus::Field;
use depeche_indexer::Archive;
use depeche_text::{Unit, Word, is_stop_word, lookup, lookup_joined};
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::ast::{Query, Spans, Value};
use crate::correct::{Asked, Case, correct, is_corrected};
use crate::correct_value::correct_value;
use crate::dictionary::Dictionary;
use crate::split::{articles, joined, split};
use crate::unit::{Units, stable_units, word};

/// Articles that hold a word that is rare enough to ask whether another was meant.
const RARE: u64 = 2;

/// Words of one query that are looked for: a page in another language has hundreds that no article holds.
const ASKED: usize = 8;

/// Returns what decides which words are asked about, for the fingerprint of the ranking.
pub(crate) fn fingerprint_part() -> String {
    format!("{RARE} {ASKED}")
}

/// A word of a query, and what it may have been meant to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// As it was typed.
    pub word: String,
    /// As it may have been meant, in the same capitals.
    pub correction: String,
}

/// A query with words corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The whole of it.
    pub query: Query,
    /// What was corrected, in its order.
    pub words: Vec<Suggestion>,
}

/// Corrects the words of queries over an archive; a word that was asked about is not asked about again.
pub(crate) struct Suggester<'a> {
    archive: &'a Archive,
    known: FxHashMap<(&'static str, bool, String), Option<Written>>,
    asked: usize,
}

/// What is written for a word.
#[derive(Debug, Clone)]
struct Written {
    text: String,
    sure: bool,
}

/// One reading of a query: what it corrects.
struct Reading<'s, 'a> {
    suggester: &'s mut Suggester<'a>,
    /// Whether only what may be searched without asking is corrected: bare words, surely.
    surely: bool,
    words: Vec<Suggestion>,
}

impl<'a> Suggester<'a> {
    pub(crate) fn of(archive: &'a Archive) -> Self {
        Self {
            archive,
            known: FxHashMap::default(),
            asked: 0,
        }
    }

    /// Returns the query with all its unknown and rare words corrected, where some can be.
    pub(crate) fn suggest(&mut self, query: &Query) -> Result<Option<Suggested>> {
        self.read(query, false)
    }

    /// Returns the query with those of its bare words corrected that no article holds and that are surely errors.
    pub(crate) fn correct(&mut self, query: &Query) -> Result<Option<Suggested>> {
        self.read(query, true)
    }

    fn read(&mut self, query: &Query, surely: bool) -> Result<Option<Suggested>> {
        let mut reading = Reading {
            suggester: self,
            surely,
            words: Vec::new(),
        };
        let query = reading.query(query)?;
        let words = reading.words;
        Ok((!words.is_empty()).then_some(Suggested { query, words }))
    }

    /// Whether one more may be asked about.
    fn ask(&mut self) -> bool {
        self.asked += 1;
        self.asked <= ASKED
    }

    /// What is written for a word of a text, where it is in no article, or in hardly any.
    fn written(
        &mut self,
        field: &'static Field,
        text: &str,
        word: &Word,
        exact: bool,
    ) -> Result<Option<Written>> {
        let surface = &text[word.token.span.clone()];
        let form = &word.forms.exact;
        let no_error = !is_corrected(form) || is_stop_word(form) || !word.forms.others.is_empty();
        if no_error {
            return Ok(None);
        }
        let key = (field.name, exact, surface.to_string());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let mut expanded = Vec::new();
        let dictionary = dictionary(self.archive, field, &mut expanded);
        let mut articles = 0;
        for term in lookup(word, exact) {
            articles += dictionary.articles(&term)?;
        }
        if articles > RARE || !self.ask() {
            self.known.insert(key, None);
            return Ok(None);
        }
        let asked = Asked {
            form,
            articles,
            case: Case::of(surface),
            elided: word.elided.is_some(),
        };
        let corrected = correct(&dictionary, asked)?;
        let in_two = match articles {
            0 => split(self.archive, field, form)?,
            _ => None,
        };
        let written = match (corrected, in_two) {
            (one, Some(two)) if one.as_ref().is_none_or(|one| one.score < two.score) => Some(two),
            (one, _) => one,
        };
        let written = written.map(|correction| Written {
            text: in_capitals_of(surface, &correction.form),
            sure: correction.sure,
        });
        self.known.insert(key, written.clone());
        Ok(written)
    }
}

fn dictionary<'a>(
    archive: &'a Archive,
    field: &'static Field,
    expanded: &'a mut Vec<crate::dictionary::Expansion>,
) -> Dictionary<'a> {
    Dictionary {
        archive,
        field,
        expansions: 0,
        expanded,
    }
}

impl Reading<'_, '_> {
    fn query(&mut self, query: &Query) -> Result<Query> {
        Ok(match query {
            Query::Text {
                field,
                spans: Spans::Word { text, exact },
            } if !self.surely || (field.name == "texte" && !exact) => {
                let text = self.text(field, text, *exact)?;
                let words = stable_units(&text).into_iter().map(|text| Query::Text {
                    field,
                    spans: word(text, *exact),
                });
                Query::and(words.collect(), false)
            }
            Query::And { of, typed: false } => Query::and(self.beside(of)?, false),
            // What was typed with an operator is searched as it was typed.
            _ if self.surely => query.clone(),
            Query::Text { field, spans } => Query::Text {
                field,
                spans: self.spans(field, spans)?,
            },
            Query::Same {
                field,
                boundary,
                of,
            } => Query::Same {
                field,
                boundary: *boundary,
                of: self.each_spans(field, of)?,
            },
            Query::AtLeast { field, times, of } => Query::AtLeast {
                field,
                times: *times,
                of: self.spans(field, of)?,
            },
            Query::And { of, typed } => Query::and(self.each(of)?, *typed),
            Query::Or(of) => Query::or(self.each(of)?),
            Query::Not(query) => Query::not(self.query(query)?),
            Query::Value(value) => Query::Value(self.value(value)?),
            Query::All | Query::Nothing | Query::Dates(_) => query.clone(),
        })
    }

    fn value(&mut self, value: &Value) -> Result<Value> {
        let mut value = value.clone();
        if self.suggester.ask()
            && let Some(correction) = correct_value(self.suggester.archive, &value)?
        {
            let word = std::mem::replace(&mut value.text, correction.clone());
            self.words.push(Suggestion { word, correction });
        }
        Ok(value)
    }

    fn each(&mut self, of: &[Query]) -> Result<Vec<Query>> {
        of.iter().map(|query| self.query(query)).collect()
    }

    fn each_spans(&mut self, field: &'static Field, of: &[Spans]) -> Result<Vec<Spans>> {
        of.iter().map(|spans| self.spans(field, spans)).collect()
    }

    /// Words that stand side by side without an operator: two of them may have been meant as one.
    fn beside(&mut self, of: &[Query]) -> Result<Vec<Query>> {
        let archive = self.suggester.archive;
        let mut missing = Vec::new();
        for query in of {
            missing.push(match bare(query) {
                Some((field, text)) => articles(archive, field, text)? == 0,
                None => false,
            });
        }
        if self.surely && !missing.contains(&true) {
            return Ok(of.to_vec());
        }
        let mut corrected = Vec::new();
        let mut at = 0;
        while let Some(query) = of.get(at) {
            let next = of.get(at + 1);
            let in_one = match next.filter(|_| missing[at] || missing[at + 1]) {
                Some(next) => self.in_one(query, next)?,
                None => None,
            };
            at += if in_one.is_some() { 2 } else { 1 };
            corrected.push(match in_one {
                Some(one) => one,
                None => self.query(query)?,
            });
        }
        Ok(corrected)
    }

    /// One word for two, where some article holds it.
    fn in_one(&mut self, first: &Query, second: &Query) -> Result<Option<Query>> {
        let (Some((field, left)), Some((_, right))) = (bare(first), bare(second)) else {
            return Ok(None);
        };
        let Some(form) = joined(self.suggester.archive, field, left, right)? else {
            return Ok(None);
        };
        let correction = in_capitals_of(left, &form);
        self.words.push(Suggestion {
            word: format!("{left} {right}"),
            correction: correction.clone(),
        });
        Ok(Some(Query::Text {
            field,
            spans: word(correction, false),
        }))
    }

    fn spans(&mut self, field: &'static Field, spans: &Spans) -> Result<Spans> {
        Ok(match spans {
            Spans::Word { text, exact } => word(self.text(field, text, *exact)?, *exact),
            Spans::Phrase {
                text,
                exact,
                within,
            } => Spans::Phrase {
                text: stable_units(&self.text(field, text, *exact)?).join(" "),
                exact: *exact,
                within: *within,
            },
            Spans::Kind(field) => Spans::Kind(field),
            Spans::Name(value) => Spans::Name(self.value(value)?),
            Spans::Any(of) => Spans::Any(self.each_spans(field, of)?),
            Spans::Near {
                ordered,
                within,
                left,
                right,
            } => Spans::Near {
                ordered: *ordered,
                within: *within,
                left: Box::new(self.spans(field, left)?),
                right: Box::new(self.spans(field, right)?),
            },
        })
    }

    /// Corrects the words of a text; one that holds a pattern stays as it is.
    fn text(&mut self, field: &'static Field, text: &str, exact: bool) -> Result<String> {
        let units = Units::of(text);
        if units.marked.text != text {
            return Ok(text.to_string());
        }
        let mut corrected = String::new();
        let mut at = 0;
        for unit in &units.units {
            if self.is_in_one_word(field, unit, exact)? {
                continue;
            }
            for word in &unit.words {
                let written = self.suggester.written(field, text, word, exact)?;
                let Some(written) = written.filter(|of| of.sure || !self.surely) else {
                    continue;
                };
                let span = &word.token.span;
                self.words.push(Suggestion {
                    word: text[span.clone()].to_string(),
                    correction: written.text.clone(),
                });
                corrected.push_str(&text[at..span.start]);
                corrected.push_str(&written.text);
                at = span.end;
            }
        }
        corrected.push_str(&text[at..]);
        Ok(corrected)
    }

    /// Whether articles hold a compound in one word: `week-end` where all write `weekend`.
    fn is_in_one_word(&self, field: &'static Field, unit: &Unit, exact: bool) -> Result<bool> {
        let Some(first) = unit.words.first().filter(|_| unit.words.len() > 1) else {
            return Ok(false);
        };
        let mut expanded = Vec::new();
        let dictionary = dictionary(self.suggester.archive, field, &mut expanded);
        Ok(!dictionary.known(lookup_joined(first, exact))?.is_empty())
    }
}

/// The field and the text of a bare word.
fn bare(query: &Query) -> Option<(&'static Field, &str)> {
    match query {
        Query::Text {
            field,
            spans: Spans::Word { text, exact: false },
        } if field.name == "texte" => Some((field, text)),
        _ => None,
    }
}

/// A correction in the capitals of the word that was typed.
fn in_capitals_of(typed: &str, correction: &str) -> String {
    let mut letters = typed.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    if !first {
        return correction.to_string();
    }
    if letters.clone().next().is_some() && letters.all(char::is_uppercase) {
        return correction.to_uppercase();
    }
    let mut letters = correction.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
