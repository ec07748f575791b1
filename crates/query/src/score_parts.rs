//! What each scored word adds to the score of an article: BM25 over its terms, with the statistics of the whole archive,
//! as the engine adds them.

use anyhow::{Context, Result};
use depeche_indexer::{Archive, columns, tantivy};
use depeche_text::{Term, lookup, lookup_joined};
use rustc_hash::FxHashSet;
use serde::Serialize;
use tantivy::postings::Postings;
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, Term as Key};

use crate::ast::{Query, Spans};
use crate::plan::Plan;
use crate::unit::Units;

/// A score, and what it is the sum of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreParts {
    /// The score of the hit.
    pub total: f64,
    /// Articles of the archive.
    pub articles: u64,
    /// The scored words that the article holds.
    pub words: Vec<WordPart>,
}

/// What a word adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordPart {
    /// As it was typed.
    pub word: String,
    /// The sum of what its terms add.
    pub part: f64,
    /// Its terms that the article holds.
    pub terms: Vec<TermPart>,
}

/// What a term adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermPart {
    /// As it stands in the index: `%grev` is a stem, `=grève` a form.
    pub term: String,
    /// Articles that hold it.
    pub articles: u64,
    /// How many times it stands in this one.
    pub occurrences: u32,
    /// What it adds.
    pub part: f64,
}

/// The scored words of a query over an archive.
pub(crate) struct ScoredWords<'a> {
    searcher: &'a Searcher,
    articles: u64,
    words: Vec<(String, Vec<ScoredTerm>)>,
}

struct ScoredTerm {
    key: Key,
    term: String,
    articles: u64,
    weight: Bm25Weight,
}

impl<'a> ScoredWords<'a> {
    /// Returns the scored words of a query and its plan.
    pub(crate) fn of(archive: &'a Archive, query: &Query, plan: &Plan) -> Result<Self> {
        let context = || "the statistics of the archive cannot be read";
        let searcher = archive.searcher();
        let mut sets = Vec::new();
        sets_of(plan, &mut sets);
        let mut typed = Vec::new();
        typed_words(query, &mut typed);
        // A term that two words share counts once.
        let mut counted = FxHashSet::default();
        let mut words = Vec::new();
        for set in sets {
            let mut terms = Vec::new();
            for term in set {
                let shown = term.to_string();
                if !counted.insert(shown.clone()) {
                    continue;
                }
                let key = Key::from_field_text(columns().texte(), &shown);
                let weight = Bm25Weight::for_terms(searcher, std::slice::from_ref(&key));
                terms.push(ScoredTerm {
                    articles: searcher.doc_freq(&key).with_context(context)?,
                    weight: weight.with_context(context)?,
                    term: shown,
                    key,
                });
            }
            let word = typed
                .iter()
                .find(|(_, found_by)| set.iter().all(|term| found_by.contains(term)));
            let word = word.map_or_else(|| set[0].form.clone(), |(word, _)| word.clone());
            words.push((word, terms));
        }
        Ok(Self {
            searcher,
            articles: searcher.total_num_docs().with_context(context)?,
            words,
        })
    }

    /// Whether anything is scored.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns the parts of an article's score.
    pub(crate) fn parts(&self, address: DocAddress, total: f64) -> Result<ScoreParts> {
        let context = || "an article's words cannot be counted";
        let segment = self.searcher.segment_reader(address.segment_ord);
        let field = columns().texte();
        let inverted = segment.inverted_index(field).with_context(context)?;
        let lengths = segment.get_fieldnorms_reader(field).with_context(context)?;
        let mut words: Vec<WordPart> = Vec::new();
        for (word, terms) in &self.words {
            let mut parts = Vec::new();
            for term in terms {
                let postings = inverted.read_postings(&term.key, IndexRecordOption::WithFreqs);
                let Some(mut postings) = postings.with_context(context)? else {
                    continue;
                };
                let doc = address.doc_id;
                if postings.doc() > doc || postings.seek(doc) != doc {
                    continue;
                }
                let occurrences = postings.term_freq();
                let part = term.weight.score(lengths.fieldnorm_id(doc), occurrences);
                parts.push(TermPart {
                    term: term.term.clone(),
                    articles: term.articles,
                    occurrences,
                    part: f64::from(part),
                });
            }
            if !parts.is_empty() {
                words.push(WordPart {
                    word: word.clone(),
                    part: parts.iter().map(|term| term.part).sum(),
                    terms: parts,
                });
            }
        }
        Ok(ScoreParts {
            total,
            articles: self.articles,
            words,
        })
    }
}

/// The terms of each word that is scored: of `texte`, not excluded.
fn sets_of<'p>(plan: &'p Plan, sets: &mut Vec<&'p [Term]>) {
    match plan {
        Plan::Text { field, pattern } if field.name == "texte" => {
            pattern.each_weighing(&mut |word| sets.push(word));
        }
        Plan::And(of) | Plan::Or(of) => of.iter().for_each(|plan| sets_of(plan, sets)),
        _ => {}
    }
}

/// Words as they were typed, each with all the terms that find it.
type Typed = Vec<(String, Vec<Term>)>;

fn typed_words(query: &Query, typed: &mut Typed) {
    match query {
        Query::Text { spans, .. } | Query::AtLeast { of: spans, .. } => typed_in(spans, typed),
        Query::Same { of, .. } => of.iter().for_each(|spans| typed_in(spans, typed)),
        Query::And { of, .. } | Query::Or(of) => {
            of.iter().for_each(|query| typed_words(query, typed));
        }
        _ => {}
    }
}

fn typed_in(spans: &Spans, typed: &mut Typed) {
    let (text, exact) = match spans {
        Spans::Word { text, exact } | Spans::Phrase { text, exact, .. } => (text, *exact),
        Spans::Any(of) => return of.iter().for_each(|spans| typed_in(spans, typed)),
        Spans::Near { left, right, .. } => {
            typed_in(left, typed);
            return typed_in(right, typed);
        }
    };
    let Units { marked, units } = Units::of(text);
    let sign = if exact { "=" } else { "" };
    let written = |span: &std::ops::Range<usize>| {
        format!("{sign}{}", marked.unmarked(&marked.text[span.clone()]))
    };
    for unit in &units {
        for word in &unit.words {
            let from = word.token.elision.filter(|_| exact);
            let span = from.unwrap_or(word.token.span.start)..word.token.span.end;
            typed.push((written(&span), lookup(word, exact)));
        }
        if let [first, _, ..] = unit.words.as_slice() {
            typed.push((written(&unit.span), lookup_joined(first, exact)));
        }
    }
}
