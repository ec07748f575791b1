//! Which words of a query an article may lack, where too few hold all of them. The only place that decides it; how such
//! articles are found: `lacking`.
//!
//! Bare words without an operator may be lacking: `promesse soutien inconditionnel`. What was typed with care is
//! required: phrases, `=mot`, words and values of a field, days, what is excluded. Where an operator, a count or a pattern
//! was typed, all of the query was: nothing may be lacking. In a question a phrase names what is asked about (`le "score",
//! c'est quoi ?`) and may be lacking as well.
//!
//! An article holds one of the bare words at least, unless other words are required beside them: `"soutien inconditionnel"
//! Poutine` goes on with the phrase alone, which is what was asked; `pays:Mali grève` does not go on with all that is of
//! Mali. Values, names of a kind, days and authors choose among articles and say nothing of what they tell, as filters beside
//! the query do.

use depeche_corpus::{Field, FieldKind};
use rustc_hash::FxHashSet;

use crate::ast::{Query, Spans};
use crate::plan::{asks_for_stop_words, is_bare_stop_word};
use crate::unit::Units;

/// A query some of whose words may be lacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relaxed {
    /// What an article must hold, or must not.
    pub(crate) required: Vec<Query>,
    /// The words of which it may lack some: as they were typed, and what looks for them.
    pub(crate) bare: Vec<(String, Query)>,
    /// Whether it must hold one of them.
    pub(crate) needs_one: bool,
}

/// Returns what remains of a query where words may be lacking; none where none may. `asks`: it was typed as a question.
pub(crate) fn relax(query: &Query, asks: bool) -> Option<Relaxed> {
    let Query::And { of, typed: false } = query else {
        return None;
    };
    if of.iter().any(is_strict) {
        return None;
    }
    let all = asks_for_stop_words(query);
    let (mut required, mut bare) = (Vec::new(), Vec::new());
    for query in of {
        match bare_word(query) {
            Some(_) if !all && is_bare_stop_word(query) => {}
            Some(word) => bare.push((word.to_string(), query.clone())),
            None if asks && is_phrase(query) => bare.push((query.to_string(), query.clone())),
            None => required.push(query.clone()),
        }
    }
    // What is typed twice is lacking once; a pasted page repeats many words.
    let mut met = FxHashSet::default();
    bare.retain(|(word, _)| met.insert(word.clone()));
    let needs_one = !required.iter().any(asks_for_words);
    let may_lack = bare.len() > usize::from(needs_one);
    may_lack.then_some(Relaxed {
        required,
        bare,
        needs_one,
    })
}

/// The word that a query is, where it was typed without a sign.
fn bare_word(query: &Query) -> Option<&str> {
    match query {
        Query::Text {
            field,
            spans: Spans::Word { text, exact: false },
        } if field.name == "texte" => Some(text),
        _ => None,
    }
}

/// Whether a query is a phrase of the running text.
fn is_phrase(query: &Query) -> bool {
    matches!(
        query,
        Query::Text {
            field,
            spans: Spans::Phrase { exact: false, .. },
        } if field.name == "texte"
    )
}

/// Whether words are asked for that stand in the running text.
fn asks_for_words(query: &Query) -> bool {
    matches!(query, Query::Text { field, spans } if field.name != "auteur" && !matches!(spans, Spans::Kind(_)))
}

/// Whether an operator, a count or a pattern was typed in a part of a query.
pub(crate) fn is_strict(query: &Query) -> bool {
    match query {
        Query::All | Query::Nothing | Query::Value(_) | Query::Dates(_) => false,
        Query::Text { spans, .. } => match spans {
            Spans::Word { text, .. } | Spans::Phrase { text, .. } => holds_pattern(text),
            Spans::Kind(_) => false,
            Spans::Name(_) | Spans::Any(_) | Spans::Near { .. } => true,
        },
        Query::Same { .. } | Query::AtLeast { .. } => true,
        Query::And { of, typed } => *typed || of.iter().any(is_strict),
        // `pays:Mali|Tchad` is a choice of one field, as `--pays 'Mali|Tchad'` is.
        Query::Or(of) => {
            let mut fields = of.iter().map(chosen_from);
            let first = fields.next().flatten();
            first.is_none() || fields.any(|field| field != first)
        }
        Query::Not(query) => is_strict(query),
    }
}

/// The field a value is of.
fn chosen_from(query: &Query) -> Option<&'static Field> {
    match query {
        Query::Value(value) if value.field.kind != FieldKind::Text => Some(value.field),
        _ => None,
    }
}

fn holds_pattern(text: &str) -> bool {
    let Units { marked, units } = Units::of(text);
    let mut words = units.iter().flat_map(|unit| &unit.words);
    words.any(|word| marked.pattern(&word.forms.exact).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::question::is_question;

    /// Compares what is required and what may be lacking, `+` where one of these must be there; none where nothing may be.
    fn check(typed: &str, expected: Option<(&str, &str)>) {
        let today = jiff::civil::date(2026, 11, 22);
        let query = parse(typed, today).unwrap().query;
        let relaxed = relax(&query, is_question(&query, typed)).map(|relaxed| {
            let written = relaxed.required.iter().map(ToString::to_string);
            let mut bare: Vec<&str> = relaxed.bare.iter().map(|(word, _)| word.as_str()).collect();
            if relaxed.needs_one {
                bare.push("+");
            }
            (written.collect::<Vec<_>>().join(" "), bare.join(" "))
        });
        let relaxed = relaxed
            .as_ref()
            .map(|(required, bare)| (required.as_str(), bare.as_str()));
        assert_eq!(relaxed, expected, "{typed}");
    }

    #[test]
    fn bare_words_may_be_lacking() {
        check("grève usine", Some(("", "grève usine +")));
        check("nord-coréen l'État", Some(("", "nord-coréen l'État +")));
        check("5 000 soldats", Some(("", "5 000 soldats +")));
        check("(grève usine) (Mali)", Some(("", "grève usine Mali +")));
        check("texte:grève usine", Some(("", "grève usine +")));
        check(
            "grève usine grève Mali grève",
            Some(("", "grève usine Mali +")),
        );
        check(
            "Qui a promis un soutien inconditionnel ?",
            Some(("", "promis soutien inconditionnel +")),
        );
    }

    #[test]
    fn a_phrase_may_be_lacking_in_a_question_alone() {
        check("usine \"score\"", Some(("\"score\"", "usine")));
        check("usine \"le score\" ?", Some(("", "usine \"le score\" +")));
        check("usine =\"le score\" ?", Some(("=\"le score\"", "usine")));
    }

    #[test]
    fn what_makes_a_question_of_words_costs_nothing() {
        for typed in [
            "Combien de puits le Mali a-t-il creusés ?",
            "Est-ce que le Mali a creusé des puits ?",
            "Qu'est-ce que c'est que ces puits creusés au Mali",
            "Y a-t-il des puits creusés au Mali ?",
            "Pourquoi, quand et par lesquels les puits du Mali sont-ils creusés ?",
            "Où, pour qui, duquel : quels puits ont été creusés au Mali ?",
        ] {
            let today = jiff::civil::date(2026, 11, 22);
            let relaxed = relax(&parse(typed, today).unwrap().query, true).unwrap();
            let mut words: Vec<String> = relaxed.bare.into_iter().map(|(word, _)| word).collect();
            words.sort();
            assert_eq!((words.len(), relaxed.required.len()), (3, 0), "{words:?}");
            assert_eq!(
                (&*words[0], &words[1][..5], &*words[2]),
                ("Mali", "creus", "puits")
            );
        }
        check("Qu'est-ce que c'est qu'un puits ?", None);
    }

    #[test]
    fn one_word_alone_may_not() {
        check("grève", None);
        check("grève grève", None);
        check("la grève", None);
        check("nord-coréen", None);
        check("la grève -usine", None);
        check("", None);
        check("…", None);
    }

    #[test]
    fn stop_words_may_where_nothing_else_is_asked() {
        check("être ou avoir", Some(("", "être ou avoir +")));
        check("être ou", Some(("", "être ou +")));
        check("être -mot", None);
    }

    #[test]
    fn what_was_typed_with_care_is_required() {
        check("\"la grève\" usine", Some(("\"la grève\"", "usine")));
        check("\"la grève\" l'", None);
        check("=grèves usine", Some(("=grèves", "usine")));
        check("titre:grève usine", Some(("titre:grève", "usine")));
        check(
            "titre:(grève usine) Mali",
            Some(("titre:grève titre:usine", "Mali")),
        );
        check(
            "\"grève usine\"~5 Mali",
            Some(("\"grève usine\"~5", "Mali")),
        );
        check("grève usine -Mali", Some(("SAUF Mali", "grève usine +")));
        check(
            "grève usine -\"au Mali\"",
            Some(("SAUF \"au Mali\"", "grève usine +")),
        );
    }

    #[test]
    fn names_of_a_kind_are_required_and_say_nothing() {
        check(
            "[PERSONNE] grève usine",
            Some(("[PERSONNE]", "grève usine +")),
        );
        check("[PERSONNE] grève", None);
        check("personne:Kim PROCHE/5 promis usine Mali", None);
        check("[LIEU]>=3 usine Mali", None);
    }

    #[test]
    fn what_chooses_among_articles_leaves_one_word_to_be_held() {
        check("pays:Mali grève", None);
        check("date:2024 grève", None);
        check("auteur:Valtour grève", None);
        check(
            "pays:Mali grève usine",
            Some(("pays:Mali", "grève usine +")),
        );
        check(
            "pays:Mali|Tchad grève usine",
            Some(("pays:Mali OU pays:Tchad", "grève usine +")),
        );
        check(
            "pays:Mali \"la grève\" usine",
            Some(("pays:Mali \"la grève\"", "usine")),
        );
    }

    #[test]
    fn operators_counts_and_patterns_make_all_required() {
        for typed in [
            "grève ET usine",
            "grève OU usine",
            "(grève OU usine) Mali Tchad",
            "grève usine SAUF Mali",
            "grève usine -(Mali ET Tchad)",
            "grève PROCHE/5 usine Mali Tchad",
            "(grève MEMEPHRASE usine) Mali Tchad",
            "grève>2 usine Mali",
            "gouv* usine Mali",
            "usine Mali m?t",
            "usine Mali mot~1",
            "usine Mali /gr.ve/",
            "\"la gr*\" usine Mali",
            "usine Mali -gouv*",
            "titre:(grève OU usine) Mali Tchad",
            "(pays:Mali OU source:AFP) grève usine",
            "(pays:Mali ET pays:Tchad) grève usine",
            "\"a b c d e\"~5 grève usine",
        ] {
            check(typed, None);
        }
    }
}
