//! The words of a query that are scored in the second step of ranking: the terms that count for each, and how much; and
//! which of them stand side by side.

use std::sync::Arc;

use anyhow::{Context, Result};
use depeche_indexer::{Archive, columns};
use depeche_text::{
    LONGEST_JOINED, Term, TermKind, Word, is_stop_word, lookup, lookup_joined, words,
};
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::postings::TermInfo;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::{InvertedIndexReader, Term as Key};

use crate::alike::alike;
use crate::ast::{Query, Spans};
use crate::question::{frames, is_question};
use crate::relatives::{Kinship, relatives};
use crate::search::Request;
use crate::unit::Units;
use crate::weights::Weights;

/// Words for which forms that look like them are looked up: the dictionary is read for each, and of more words, as in a
/// pasted text, the rest are found by their stems.
const MOST_LOOKED_UP: usize = 24;

/// What is scored in the second step.
pub(crate) struct Scored {
    /// The words, in the order of the query, each once.
    pub(crate) words: Vec<ScoredWord>,
    /// The exact forms of [`Self::pairs`].
    pub(crate) forms: Vec<Key>,
    /// Words that stand side by side in the query, by their forms; words too common to ask for among them.
    pub(crate) pairs: Vec<Pair>,
    /// Articles of the archive.
    pub(crate) articles: u64,
}

/// A word that is scored.
pub(crate) struct ScoredWord {
    /// As it was typed.
    pub(crate) typed: String,
    /// What counts for it.
    pub(crate) terms: Vec<WeightedTerm>,
    /// What it tells, by how few articles hold it, and by how it was typed.
    pub(crate) weight: f64,
    /// Whether it was typed with a capital, as a name is.
    pub(crate) is_name: bool,
}

/// A term that counts for a word.
pub(crate) struct WeightedTerm {
    /// As it stands in the index.
    pub(crate) term: String,
    /// How much an occurrence counts: 1 for the same form.
    pub(crate) weight: f64,
    /// Articles that hold it.
    pub(crate) articles: u64,
    /// Where its postings in the running text lie, in each segment.
    pub(crate) postings: Vec<Option<TermInfo>>,
    /// The term of the word, by its place, that most words which bear this one bear as well: `inondé` has the stem `%inond`,
    /// and without its accent `-inond`. Their occurrences are counted once.
    pub(crate) beside: Option<usize>,
}

/// Two words that stand side by side in the query.
pub(crate) struct Pair {
    /// As they were typed.
    pub(crate) typed: String,
    pub(crate) left: usize,
    pub(crate) right: usize,
}

/// A typed word, as it stands in a row of them.
struct Typed {
    word: Word,
    written: String,
    exact: bool,
    /// Whether it starts a compound, which may stand as one word.
    compound: bool,
    /// Whether it was typed with a capital, behind another word.
    capital: bool,
}

impl Scored {
    /// Returns what is scored of a request; none where no word is.
    pub(crate) fn of(
        archive: &Archive,
        request: &Request,
        weights: &Weights,
    ) -> Result<Option<Self>> {
        let mut rows = Vec::new();
        rows_of(&request.query, &mut rows);
        let asks = is_question(&request.query, &request.typed);
        let articles = archive.searcher().total_num_docs();
        let mut scored = Self {
            words: Vec::new(),
            forms: Vec::new(),
            pairs: Vec::new(),
            articles: articles.context("the statistics of the archive cannot be read")?,
        };
        let mut texte = Vec::new();
        for segment in archive.searcher().segment_readers() {
            let inverted = segment.inverted_index(columns().texte());
            texte.push(inverted.context("the words of the index cannot be read")?);
        }
        let (common, telling): (Vec<&Typed>, Vec<&Typed>) = rows
            .iter()
            .flatten()
            .partition(|typed| is_stop_word(&typed.word.forms.exact));
        // Words too common to ask for count where nothing else does.
        for words in [telling, common] {
            if scored.words.is_empty() {
                scored.add(archive, &texte, &words, asks, weights)?;
            }
        }
        scored.pair(&rows);
        Ok((!scored.words.is_empty()).then_some(scored))
    }

    /// Adds words that some article holds, each once.
    fn add(
        &mut self,
        archive: &Archive,
        texte: &[Arc<InvertedIndexReader>],
        words: &[&Typed],
        asks: bool,
        weights: &Weights,
    ) -> Result<()> {
        let mut met = FxHashSet::default();
        for typed in words {
            let form = &*typed.word.forms.exact;
            if !met.insert((form, typed.exact)) {
                continue;
            }
            let looks_up = self.words.len() < MOST_LOOKED_UP && !is_stop_word(form);
            let terms = terms_of(archive, texte, typed, weights, looks_up)?;
            if terms.is_empty() {
                continue;
            }
            let mut weight = rarity(&terms, self.articles);
            if typed.capital {
                weight *= 1.0 + weights.capital;
            } else if asks && frames(form) {
                weight *= weights.framing;
            }
            self.words.push(ScoredWord {
                typed: typed.written.clone(),
                terms,
                weight,
                is_name: typed.written.starts_with(char::is_uppercase),
            });
        }
        Ok(())
    }

    fn pair(&mut self, rows: &[Vec<Typed>]) {
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let mut met = FxHashSet::default();
        for row in rows {
            for pair in row.windows(2) {
                let [left, right] = [0, 1].map(|at| {
                    let form = exact_term(&pair[at].word.forms.exact, None);
                    let next = numbers.len();
                    *numbers.entry(form).or_insert(next)
                });
                if met.insert((left, right)) {
                    let typed = format!("{} {}", pair[0].written, pair[1].written);
                    self.pairs.push(Pair { typed, left, right });
                }
            }
        }
        let mut forms: Vec<(usize, String)> = numbers
            .into_iter()
            .map(|(form, number)| (number, form))
            .collect();
        forms.sort_unstable();
        let texte = columns().texte();
        let keys = forms
            .iter()
            .map(|(_, form)| Key::from_field_text(texte, form));
        self.forms = keys.collect();
    }
}

/// What a word tells, by how few articles hold it: the idf of BM25, with the weighted sum of the articles of its terms.
/// Robertson and Zaragoza, «The Probabilistic Relevance Framework: BM25 and Beyond» (2009).
fn rarity(terms: &[WeightedTerm], articles: u64) -> f64 {
    let weighted = terms.iter().map(|term| term.weight * float(term.articles));
    idf(weighted.sum(), float(articles))
}

/// The idf of BM25 that is never below 0.
pub(crate) fn idf(holding: f64, all: f64) -> f64 {
    let holding = holding.min(all);
    (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
}

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "no archive has 2^53 articles")]
pub(crate) fn float(count: u64) -> f64 {
    count as f64
}

/// The terms that count for a word, each that some article holds, with what it weighs.
fn terms_of(
    archive: &Archive,
    texte: &[Arc<InvertedIndexReader>],
    typed: &Typed,
    weights: &Weights,
    looks_up: bool,
) -> Result<Vec<WeightedTerm>> {
    let mut found = Found {
        texte,
        terms: Vec::new(),
    };
    let stem = if typed.exact { 0.0 } else { weights.stem };
    let of_forms = 1.0 - stem;
    for forms in std::iter::once(&*typed.word.forms).chain(&typed.word.forms.others) {
        found.add_form(&forms.exact, of_forms)?;
    }
    if let Some(joined) = typed.word.joined.as_ref().filter(|_| typed.compound) {
        found.add_form(&joined.exact, of_forms)?;
    }
    if typed.exact {
        return Ok(found.terms);
    }
    for term in lookup(&typed.word, false) {
        found.add_stem(&term, stem)?;
    }
    if typed.compound {
        for term in lookup_joined(&typed.word, false) {
            found.add_stem(&term, stem)?;
        }
    }
    if looks_up {
        for other in alike(archive, &typed.word.forms.exact, weights.alike_least)? {
            let weight = if other.likeness < 1.0 {
                other.likeness.powf(weights.alike_power)
            } else {
                weights.accents
            };
            found.add(&exact_term(&other.form, None), of_forms * weight)?;
        }
        for (kinship, relative) in relatives(&typed.word) {
            let weight = match kinship {
                Kinship::Family => weights.family,
                Kinship::Synonym => weights.synonym,
            };
            for word in words(relative) {
                found.add(&stem_term(&word), weight)?;
            }
        }
    }
    Ok(found.terms)
}

fn exact_term(form: &str, joined: Option<u8>) -> String {
    let term = Term {
        kind: TermKind::Exact,
        joined,
        form: form.to_string(),
    };
    term.to_string()
}

fn stem_term(word: &Word) -> String {
    let term = Term {
        kind: TermKind::Stem,
        joined: None,
        form: word.forms.stem.to_string(),
    };
    term.to_string()
}

struct Found<'a> {
    /// The words of the running text, by segment.
    texte: &'a [Arc<InvertedIndexReader>],
    terms: Vec<WeightedTerm>,
}

impl Found<'_> {
    /// Adds a form, as a word and as one that joins several: `weekend` is the joined form of `week-end`.
    fn add_form(&mut self, form: &str, weight: f64) -> Result<()> {
        self.add(&exact_term(form, None), weight)?;
        for parts in 1..=LONGEST_JOINED {
            self.add(&exact_term(form, Some(parts)), weight)?;
        }
        Ok(())
    }

    /// Adds a stem, beside the same stem of words with accents.
    fn add_stem(&mut self, stem: &Term, weight: f64) -> Result<()> {
        self.add(&stem.to_string(), weight)?;
        if stem.kind == TermKind::Unaccented {
            let kind = TermKind::Stem;
            let with_accents = Term {
                kind,
                ..stem.clone()
            };
            let with_accents = with_accents.to_string();
            let beside = self.terms.iter().position(|of| of.term == with_accents);
            let unaccented = stem.to_string();
            let added = self.terms.iter_mut().find(|of| of.term == unaccented);
            added.into_iter().for_each(|of| of.beside = beside);
        }
        Ok(())
    }

    /// Adds a term that some article holds.
    fn add(&mut self, term: &str, weight: f64) -> Result<()> {
        if self.terms.iter().any(|known| known.term == term) {
            return Ok(());
        }
        let key = Key::from_field_text(columns().texte(), term);
        let mut postings = Vec::new();
        for segment in self.texte {
            let found = segment.get_term_info(&key);
            postings.push(found.with_context(|| format!("cannot look up `{term}`"))?);
        }
        let articles = postings
            .iter()
            .flatten()
            .map(|found| u64::from(found.doc_freq))
            .sum();
        if articles > 0 {
            self.terms.push(WeightedTerm {
                term: term.to_string(),
                weight,
                articles,
                postings,
                beside: None,
            });
        }
        Ok(())
    }
}

/// The words of `texte` that are not excluded, in the rows in which they were typed.
fn rows_of(query: &Query, rows: &mut Vec<Vec<Typed>>) {
    match query {
        Query::Text { field, spans }
        | Query::AtLeast {
            field, of: spans, ..
        } if field.name == "texte" => {
            rows_in(spans, rows);
        }
        Query::Same { field, of, .. } if field.name == "texte" => {
            of.iter().for_each(|spans| rows_in(spans, rows));
        }
        // Words without an operator are one row.
        Query::And { of, typed: false } => {
            let mut row = Vec::new();
            for query in of {
                match query {
                    Query::Text {
                        field,
                        spans: Spans::Word { text, exact },
                    } if field.name == "texte" => {
                        if !add_words(text, *exact, &mut row) {
                            rows.push(std::mem::take(&mut row));
                        }
                    }
                    query => {
                        rows.push(std::mem::take(&mut row));
                        rows_of(query, rows);
                    }
                }
            }
            rows.push(row);
        }
        Query::And { of, .. } | Query::Or(of) => of.iter().for_each(|query| rows_of(query, rows)),
        _ => {}
    }
}

fn rows_in(spans: &Spans, rows: &mut Vec<Vec<Typed>>) {
    match spans {
        Spans::Word { text, exact } | Spans::Phrase { text, exact, .. } => {
            let mut row = Vec::new();
            add_words(text, *exact, &mut row);
            rows.push(row);
        }
        Spans::Kind(_) | Spans::Name(_) => {}
        Spans::Any(of) => of.iter().for_each(|spans| rows_in(spans, rows)),
        Spans::Near { left, right, .. } => {
            rows_in(left, rows);
            rows_in(right, rows);
        }
    }
}

/// Adds the words of a text to a row; false where a pattern stood among them, which is not scored.
fn add_words(text: &str, exact: bool, row: &mut Vec<Typed>) -> bool {
    let Units { marked, units } = Units::of(text);
    let mut plain = true;
    for unit in units {
        let is_pattern = |word: &Word| marked.pattern(&word.forms.exact).is_some();
        if unit.words.iter().any(is_pattern) {
            plain = false;
            continue;
        }
        let compound = unit.words.len() > 1;
        for (at, word) in unit.words.into_iter().enumerate() {
            let written = marked.unmarked(&marked.text[word.token.span.clone()]);
            row.push(Typed {
                exact,
                compound: compound && at == 0,
                capital: !row.is_empty() && written.starts_with(char::is_uppercase),
                written,
                word,
            });
        }
    }
    plain
}
