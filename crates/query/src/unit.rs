//! Splits what was typed into the words that are looked for, such that the printed query is split the same way.

use depeche_corpus::Field;
use depeche_text::Unit;

use crate::ast::{Query, Spans};
use crate::lexer::is_one_word;
use crate::mark::Marked;

/// What was typed, with its patterns marked, and the words in it.
pub(crate) struct Units {
    pub(crate) marked: Marked,
    pub(crate) units: Vec<Unit>,
}

impl Units {
    pub(crate) fn of(text: &str) -> Self {
        let marked = Marked::of(text);
        let units = depeche_text::units(&marked.text);
        Self { marked, units }
    }

    /// The words as they were typed.
    fn texts(&self) -> Vec<String> {
        let text = |unit: &Unit| self.marked.unmarked(&self.marked.text[unit.span.clone()]);
        self.units.iter().map(text).collect()
    }
}

/// Splits a text into words to look for, such that their list, written with blanks between, is split the same way.
pub(crate) fn stable_units(text: &str) -> Vec<String> {
    let mut units = Units::of(text).texts();
    loop {
        let again = Units::of(&units.join(" ")).texts();
        // Each round joins some of them to one or writes a blank otherwise, or nothing changes any more.
        if again == units || again.len() > units.len() {
            return again;
        }
        units = again;
    }
}

/// Looks for one of the words [`stable_units`] gives. A word that could be read as an operator is written in lower case,
/// which finds nothing else; what the lexer would still not read as one word stands in quotation marks.
pub(crate) fn word(text: String, exact: bool) -> Spans {
    if is_one_word(&text) {
        return Spans::Word { text, exact };
    }
    let lower = text.to_lowercase();
    if is_one_word(&lower) {
        return Spans::Word { text: lower, exact };
    }
    Spans::Phrase {
        text,
        exact,
        within: None,
    }
}

/// Words without an operator that stand side by side are read together: `5` and `000` are one number, and the printed
/// query must be read as it was meant.
pub(crate) fn join_bare_words(queries: Vec<Query>) -> Vec<Query> {
    let mut joined: Vec<Query> = Vec::new();
    let mut run: Vec<String> = Vec::new();
    let mut bare = None;
    for query in queries {
        match query {
            Query::Text {
                field,
                spans: Spans::Word { text, exact: false },
            } if field.name == "texte" => {
                bare = Some(field);
                run.push(text);
            }
            query => {
                flush(&mut run, bare, &mut joined);
                joined.push(query);
            }
        }
    }
    flush(&mut run, bare, &mut joined);
    joined
}

fn flush(run: &mut Vec<String>, field: Option<&'static Field>, into: &mut Vec<Query>) {
    let Some(field) = field else { return };
    let words = stable_units(&std::mem::take(run).join(" "));
    into.extend(words.into_iter().map(|text| Query::Text {
        field,
        spans: word(text, false),
    }));
}
