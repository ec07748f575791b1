//! What the score of a hit is the sum of: each scored word, and each pair of neighbours that stand side by side.

use anyhow::{Context, Result};
use depeche_indexer::{Archive, columns};
use serde::Serialize;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Term as Key};

use crate::order::Scoring;
use crate::scored::WeightedTerm;

/// A score, and what it is the sum of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreParts {
    /// The score of the hit.
    pub total: f64,
    /// Articles of the archive.
    pub articles: u64,
    /// The scored words, those the article holds nothing of left out.
    pub words: Vec<WordPart>,
    /// Words that are neighbours in the query and in the article.
    pub pairs: Vec<PairPart>,
}

/// What a word adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordPart {
    /// As it was typed.
    pub word: String,
    /// What it adds, the name included.
    pub part: f64,
    /// What of this is added because it was typed with a capital and stands in a name of the article.
    pub name: f64,
    /// What it weighs: how few articles hold it, and how it was typed.
    pub weight: f64,
    /// Its terms that the article holds, the weightiest first.
    pub terms: Vec<TermPart>,
}

/// A term that counts for a word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermPart {
    /// As it stands in the index: `%grev` is a stem, `=grève` a form.
    pub term: String,
    /// How much an occurrence counts; the same form has the weight of its stem as well, and adds up to 1.
    pub weight: f64,
    /// Articles that hold it.
    pub articles: u64,
    /// How many times it stands in this one; of a stem without its accents (`-inond`), how many times more than the stem.
    pub occurrences: u32,
    /// How many times in the headline, where it counts more.
    pub in_title: u32,
    /// How many times in the lead, where it counts more.
    pub in_lead: u32,
}

/// What two neighbours add to a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairPart {
    /// As they were typed.
    pub words: String,
    /// What they add.
    pub part: f64,
}

/// The fields in which a word counts: those of the second step.
const FIELDS: [&str; 3] = ["texte", "titre", "chapeau"];

impl Scoring {
    /// Returns what the score of a candidate is the sum of.
    pub(crate) fn parts(&self, archive: &Archive, address: DocAddress) -> Result<ScoreParts> {
        let candidate = self.candidates.iter().position(|known| *known == address);
        let candidate = candidate.context("a hit was a candidate")?;
        let mut words = Vec::new();
        let parts = self.scores.words.iter().zip(&self.scores.names);
        for (word, (parts, names)) in self.scored.words.iter().zip(parts) {
            if parts[candidate] == 0.0 {
                continue;
            }
            let name = names.get(candidate).copied().unwrap_or_default();
            let mut counts = Vec::new();
            for term in &word.terms {
                let mut times = [0; FIELDS.len()];
                for (times, field) in times.iter_mut().zip(FIELDS) {
                    *times = occurrences(archive, address, field, term)?;
                }
                counts.push(times);
            }
            let mut terms = Vec::new();
            for (term, times) in word.terms.iter().zip(&counts) {
                let beside = term.beside.map_or([0; FIELDS.len()], |at| counts[at]);
                let [occurrences, in_title, in_lead] =
                    [0, 1, 2].map(|field| times[field].saturating_sub(beside[field]));
                if occurrences > 0 {
                    terms.push(TermPart {
                        term: term.term.clone(),
                        weight: term.weight,
                        articles: term.articles,
                        occurrences,
                        in_title,
                        in_lead,
                    });
                }
            }
            terms.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            words.push(WordPart {
                word: word.typed.clone(),
                part: parts[candidate] + name,
                name,
                weight: word.weight,
                terms,
            });
        }
        let pairs = self.scored.pairs.iter().zip(&self.scores.pairs);
        let pairs = pairs.filter(|(_, parts)| parts[candidate] > 0.0);
        Ok(ScoreParts {
            total: self.scores.totals[candidate],
            articles: self.scored.articles,
            words,
            pairs: pairs
                .map(|(pair, parts)| PairPart {
                    words: pair.typed.clone(),
                    part: parts[candidate],
                })
                .collect(),
        })
    }
}

/// How many times a term stands in a field of an article.
fn occurrences(
    archive: &Archive,
    address: DocAddress,
    field: &str,
    term: &WeightedTerm,
) -> Result<u32> {
    let context = || "an article's words cannot be counted";
    let field = columns().field(field).with_context(context)?;
    let segment = archive.searcher().segment_reader(address.segment_ord);
    let inverted = segment.inverted_index(field).with_context(context)?;
    let key = Key::from_field_text(field, &term.term);
    let postings = inverted.read_postings(&key, IndexRecordOption::WithFreqs);
    let Some(mut postings) = postings.with_context(context)? else {
        return Ok(0);
    };
    let doc = address.doc_id;
    let holds = postings.doc() == doc || postings.doc() < doc && postings.seek(doc) == doc;
    Ok(if holds { postings.term_freq() } else { 0 })
}
