//! The same query as tantivy alone would be given it: the terms of the words that occur, in tantivy's own queries.

use anyhow::Result;
use depeche_indexer::columns;
use depeche_indexer::tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query,
    RegexQuery, TermQuery,
};
use depeche_indexer::tantivy::schema::IndexRecordOption;
use depeche_indexer::tantivy::{Searcher, Term};
use depeche_text::{TermKind, Word, is_stop_word, lookup, units};

use super::kind::{Asked, Kind};

/// Whether tantivy is asked for the same articles, or for something near it that shows what the work costs at least.
pub(super) fn is_the_same(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Phrase
            | Kind::PhraseWithStopWords
            | Kind::GivenPhrase
            | Kind::Near
            | Kind::Wildcard
            | Kind::Fuzzy
    )
}

/// Returns the query for tantivy, where it has one; `goes_on` where articles that lack words are asked for as well.
pub(super) fn bare(
    searcher: &Searcher,
    asked: &Asked,
    goes_on: bool,
) -> Result<Option<Box<dyn Query>>> {
    let words: Vec<Word> = asked
        .words
        .iter()
        .flat_map(|word| units(word))
        .flat_map(|unit| unit.words)
        .collect();
    Ok(match asked.kind {
        Kind::Frequent
        | Kind::Rare
        | Kind::Term
        | Kind::Two
        | Kind::Three
        | Kind::Question
        | Kind::And => Some(words_of(searcher, &words, goes_on)?),
        Kind::AnyOfThree | Kind::Or => {
            let words = words.iter().map(|word| one(searcher, word));
            Some(Box::new(BooleanQuery::union(words.collect::<Result<_>>()?)))
        }
        Kind::Phrase | Kind::PhraseWithStopWords | Kind::GivenPhrase => phrase(&words, 0),
        Kind::Near => phrase(&words, 10),
        Kind::Wildcard => {
            let pattern = format!("={}.*", asked.words.concat());
            Some(Box::new(RegexQuery::from_pattern(
                &pattern,
                columns().texte(),
            )?))
        }
        Kind::Fuzzy => {
            let term = term(&format!("={}", asked.words.concat()));
            Some(Box::new(FuzzyTermQuery::new(term, 1, true)))
        }
        Kind::Filtered => {
            let (Some(country), Some(field)) = (asked.country, columns().field("pays")) else {
                return Ok(None);
            };
            let country = Term::from_field_text(field, country.as_str());
            let country = TermQuery::new(country, IndexRecordOption::Basic);
            Some(Box::new(BooleanQuery::new(vec![
                (Occur::Must, words_of(searcher, &words, false)?),
                (
                    Occur::Must,
                    Box::new(ConstScoreQuery::new(Box::new(country), 0.0)),
                ),
            ])))
        }
        Kind::NearGroups | Kind::Followed | Kind::SameSentence => None,
    })
}

/// All of some words, or any; of stop words only where nothing else is asked, as the product does.
fn words_of(searcher: &Searcher, words: &[Word], any: bool) -> Result<Box<dyn Query>> {
    let asked: Vec<&Word> = words
        .iter()
        .filter(|word| !is_stop_word(&word.forms.exact))
        .collect();
    let asked = if asked.is_empty() {
        words.iter().collect()
    } else {
        asked
    };
    if let [word] = asked[..] {
        return one(searcher, word);
    }
    let mut clauses = Vec::new();
    for word in asked {
        let occur = if any { Occur::Should } else { Occur::Must };
        clauses.push((occur, one(searcher, word)?));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

/// A word: any of its terms that occur.
fn one(searcher: &Searcher, word: &Word) -> Result<Box<dyn Query>> {
    let mut queries: Vec<Box<dyn Query>> = Vec::new();
    for found in lookup(word, false) {
        let term = term(&found.to_string());
        if searcher.doc_freq(&term)? > 0 {
            queries.push(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
        }
    }
    Ok(match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    })
}

/// The stems in a row; tantivy's phrase has one term a place.
fn phrase(words: &[Word], slop: u32) -> Option<Box<dyn Query>> {
    let stems = words.iter().enumerate().map(|(at, word)| {
        (
            at,
            term(&format!("{}{}", TermKind::Stem.mark(), word.forms.stem)),
        )
    });
    let stems: Vec<_> = stems.collect();
    (stems.len() > 1)
        .then(|| -> Box<dyn Query> { Box::new(PhraseQuery::new_with_offset_and_slop(stems, slop)) })
}

fn term(text: &str) -> Term {
    Term::from_field_text(columns().texte(), text)
}
