//! A blank too few (`soutieninconditionnel`) and a blank too many (`aujourd hui`).

use anyhow::Result;
use depeche_corpus::Field;
use depeche_indexer::Archive;
use depeche_text::{is_stop_word, lookup, normal_form, words};

use crate::ast::{Query, Spans};
use crate::compile::compile;
use crate::correct::{Correction, is_corrected, score};
use crate::dictionary::Dictionary;
use crate::facet::count;
use crate::plan::plan;

/// What a missing blank costs, as other errors do (`typing_cost`): a thumb that did not strike.
const MISSING_BLANK: f64 = 0.7;
/// Letters of a word that is split, of a part, and of a part that is a stop word: shorter ones are parts of everything
/// (`termina le`).
const LETTERS: usize = 7;
const PART: usize = 4;
const STOP_WORD: usize = 3;
/// Places to split at that are looked for as phrases, those with the most frequent parts first.
const PLACES: usize = 3;

/// Returns what decides where a word is split, for the fingerprint of the ranking.
pub(crate) fn fingerprint_part() -> String {
    format!("{MISSING_BLANK:?} {LETTERS} {PART} {STOP_WORD} {PLACES}")
}

/// Returns the two words that a word in no article is, where some article has them in a row.
pub(crate) fn split(
    archive: &Archive,
    field: &'static Field,
    form: &str,
) -> Result<Option<Correction>> {
    if form.chars().count() < LETTERS || form.contains('\'') {
        return Ok(None);
    }
    let mut places = Vec::new();
    for (at, _) in form.char_indices().skip(1) {
        let (left, right) = form.split_at(at);
        let is_part = |part: &str| {
            let least = if is_stop_word(part) { STOP_WORD } else { PART };
            part.chars().count() >= least
        };
        if is_part(left) && is_part(right) {
            let rarer = articles(archive, field, left)?.min(articles(archive, field, right)?);
            if rarer > 0 {
                places.push((rarer, at));
            }
        }
    }
    places.sort_unstable_by(|a, b| b.cmp(a));
    let mut best: Option<Correction> = None;
    for (_, at) in places.into_iter().take(PLACES) {
        let (left, right) = form.split_at(at);
        let text = format!("{left} {right}");
        let in_a_row = Query::Text {
            field,
            spans: Spans::Phrase {
                text: text.clone(),
                exact: false,
                within: None,
            },
        };
        let plan = plan(archive, &in_a_row, 0, &mut Vec::new())?;
        let articles = count(archive, compile(&plan).filter.as_ref(), &[], 0)?.total;
        let score = score(&text, articles, MISSING_BLANK);
        if articles > 0 && best.as_ref().is_none_or(|best| best.score < score) {
            // Words that stand in a row are no accident.
            best = Some(Correction {
                form: text,
                score,
                sure: articles > 1,
            });
        }
    }
    Ok(best)
}

/// Returns the one word that two words are, where some article holds it.
pub(crate) fn joined(
    archive: &Archive,
    field: &'static Field,
    left: &str,
    right: &str,
) -> Result<Option<String>> {
    let (left, right) = (normal_form(left), normal_form(right));
    if !is_corrected(&format!("{left}{right}")) || left.contains('\'') || right.contains('\'') {
        return Ok(None);
    }
    let form = format!("{left}{right}");
    if articles(archive, field, &form)? > 0 {
        return Ok(Some(form));
    }
    // `aujourd hui`: an apostrophe stood there.
    let form = format!("{left}'{right}");
    Ok((articles(archive, field, &form)? > 0).then_some(form))
}

/// Counts the articles that a word finds, or a little more: once for each way it is written.
pub(crate) fn articles(archive: &Archive, field: &'static Field, form: &str) -> Result<u64> {
    let mut expanded = Vec::new();
    let dictionary = Dictionary {
        archive,
        field,
        expansions: 0,
        expanded: &mut expanded,
    };
    let mut articles = 0;
    let typed = words(form);
    if typed.len() == 1 {
        for term in lookup(&typed[0], false) {
            articles += dictionary.articles(&term)?;
        }
    }
    Ok(articles)
}
