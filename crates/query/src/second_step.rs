//! The second step of ranking: the final score of each candidate from what it holds.
//!
//! A word adds its weight times a saturated count of its terms, in which each term counts as much as it is like the word and
//! each field as much as it tells: BM25F with weighted terms (Robertson, Zaragoza and Taylor, «Simple BM25 Extension to
//! Multiple Weighted Fields», 2004; Robertson and Zaragoza, «The Probabilistic Relevance Framework: BM25 and Beyond», 2009).
//! Neighbours in the query that are neighbours in the text add a smaller part, weighted by how few of the candidates have
//! them: the sequential dependence of Metzler and Croft, «A Markov Random Field Model for Term Dependencies» (2005), without
//! a count over the whole archive.

use anyhow::{Context, Result};
use depeche_indexer::{Archive, columns};
use rustc_hash::FxHashMap;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, InvertedIndexReader, SegmentReader, Term as Key};

use crate::named::named;
use crate::scored::{Scored, float, idf};
use crate::weights::Weights;

/// What candidates add up to.
pub(crate) struct Scores {
    /// The score of each candidate.
    pub(crate) totals: Vec<f64>,
    /// For each word, what it adds to each candidate.
    pub(crate) words: Vec<Vec<f64>>,
    /// For each word, what is added where a name of the candidate holds it.
    pub(crate) names: Vec<Vec<f64>>,
    /// For each pair of neighbours, what it adds to each candidate.
    pub(crate) pairs: Vec<Vec<f64>>,
}

/// A field that counts, and how much.
struct Weighted {
    field: Field,
    weight: f64,
    b: f64,
    /// Tokens of an article on average, as the archive counts them.
    average: f64,
}

/// Scores candidates; each is given once.
pub(crate) fn scores(
    archive: &Archive,
    scored: &Scored,
    weights: &Weights,
    candidates: &[DocAddress],
) -> Result<Scores> {
    let fields = fields(archive, weights)?;
    let mut words = vec![vec![0.0; candidates.len()]; scored.words.len()];
    let mut neighbours = vec![vec![0.0; candidates.len()]; scored.pairs.len()];
    let mut in_order: Vec<usize> = (0..candidates.len()).collect();
    in_order.sort_unstable_by_key(|at| candidates[*at]);
    for of_segment in
        in_order.chunk_by(|a, b| candidates[*a].segment_ord == candidates[*b].segment_ord)
    {
        let number = candidates[of_segment[0]].segment_ord;
        let docs: Vec<DocId> = of_segment.iter().map(|at| candidates[*at].doc_id).collect();
        let segment = Segment {
            reader: archive.searcher().segment_reader(number),
            docs: &docs,
        };
        let mut norms = Vec::new();
        let mut inverted = Vec::new();
        for field in &fields {
            norms.push(segment.norms(field)?);
            inverted.push(segment.inverted(field.field)?);
        }
        for (word, counts) in scored.words.iter().zip(&mut words) {
            // What was counted of terms that others stand beside, by field and candidate.
            let mut counted: FxHashMap<usize, Vec<Vec<u32>>> = FxHashMap::default();
            for beside in word.terms.iter().filter_map(|term| term.beside) {
                counted.insert(beside, vec![vec![0; docs.len()]; fields.len()]);
            }
            for (place, term) in word.terms.iter().enumerate() {
                let Some(info) = &term.postings[number as usize] else {
                    continue;
                };
                let mut count = |field: usize, postings: &mut SegmentPostings| {
                    let mut holding = 0;
                    segment.each_holding(postings, &mut |at, postings| {
                        let mut occurrences = postings.term_freq();
                        if let Some(counted) = counted.get_mut(&place) {
                            counted[field][at] = occurrences;
                        }
                        if let Some(counted) = term.beside.and_then(|of| counted.get(&of)) {
                            occurrences = occurrences.saturating_sub(counted[field][at]);
                        }
                        let occurrences = f64::from(occurrences);
                        let weight = term.weight * fields[field].weight;
                        counts[of_segment[at]] += weight * occurrences / norms[field][at];
                        holding += 1;
                    });
                    holding
                };
                let option = IndexRecordOption::WithFreqs;
                let texte = inverted[0].read_postings_from_terminfo(info, option);
                let holding = count(0, &mut texte.with_context(damaged)?);
                // What no candidate holds stands in no headline of theirs.
                for field in 1..if holding > 0 { fields.len() } else { 0 } {
                    let key = Key::from_field_text(fields[field].field, &term.term);
                    let postings = inverted[field].read_postings(&key, option);
                    if let Some(mut postings) = postings.with_context(damaged)? {
                        count(field, &mut postings);
                    }
                }
            }
        }
        let positions = segment.positions(&scored.forms)?;
        for (pair, counts) in scored.pairs.iter().zip(&mut neighbours) {
            for (at, candidate) in of_segment.iter().enumerate() {
                let (left, right) = (&positions[pair.left][at], &positions[pair.right][at]);
                let times = left
                    .iter()
                    .filter(|start| right.binary_search(&(*start + 1)).is_ok())
                    .count();
                counts[*candidate] = float(times as u64) / norms[0][at];
            }
        }
    }
    let saturated = |count: f64| count * (weights.k1 + 1.0) / (count + weights.k1);
    for (word, counts) in scored.words.iter().zip(&mut words) {
        counts
            .iter_mut()
            .for_each(|count| *count = word.weight * saturated(*count));
    }
    let names = names(archive, scored, weights, candidates, &words)?;
    for counts in &mut neighbours {
        let holding = counts.iter().filter(|count| **count > 0.0).count();
        let weight = weights.pair * idf(float(holding as u64), float(candidates.len() as u64));
        counts
            .iter_mut()
            .for_each(|count| *count = weight * saturated(*count));
    }
    let mut totals = vec![0.0; candidates.len()];
    for part in words.iter().chain(&names).chain(&neighbours) {
        totals
            .iter_mut()
            .zip(part)
            .for_each(|(total, part)| *total += part);
    }
    Ok(Scores {
        totals,
        words,
        names,
        pairs: neighbours,
    })
}

/// For each word that was typed as a name, what is added where the candidate holds it as such; of other words nothing.
fn names(
    archive: &Archive,
    scored: &Scored,
    weights: &Weights,
    candidates: &[DocAddress],
    words: &[Vec<f64>],
) -> Result<Vec<Vec<f64>>> {
    let mut added = vec![Vec::new(); words.len()];
    let names = scored.words.iter().enumerate();
    let names: Vec<usize> = names
        .filter(|(_, word)| word.is_name)
        .map(|(at, _)| at)
        .collect();
    if names.is_empty() {
        return Ok(added);
    }
    let typed: Vec<&str> = names.iter().map(|at| &*scored.words[*at].typed).collect();
    let share = if scored.words.len() == 1 {
        1.0
    } else {
        weights.name
    };
    for (word, named) in names.iter().zip(named(archive, &typed, candidates)?) {
        // A word adds less than this, however often it stands there.
        let most = share * scored.words[*word].weight * (weights.k1 + 1.0);
        let holds = named.iter().zip(&words[*word]);
        let holds = holds.map(|(named, part)| *named && *part > 0.0);
        added[*word] = holds.map(|holds| if holds { most } else { 0.0 }).collect();
    }
    Ok(added)
}

/// The fields that count: the running text, which holds the headline and the lead as well, then these two once more.
fn fields(archive: &Archive, weights: &Weights) -> Result<Vec<Weighted>> {
    let searcher = archive.searcher();
    let context = || "the statistics of the archive cannot be read";
    let articles = searcher.total_num_docs().with_context(context)?;
    let mut fields = Vec::new();
    for (name, weight, b) in [
        ("texte", 1.0, weights.b),
        ("titre", weights.title, weights.title_b),
        ("chapeau", weights.lead, weights.b),
    ] {
        let field = columns()
            .field(name)
            .context("a text field stands in the schema")?;
        let tokens = searcher.total_num_tokens(field).with_context(context)?;
        fields.push(Weighted {
            field,
            weight,
            b,
            average: (float(tokens) / float(articles.max(1))).max(1.0),
        });
    }
    Ok(fields)
}

/// The candidates of one segment, in the order of their numbers.
struct Segment<'a> {
    reader: &'a SegmentReader,
    docs: &'a [DocId],
}

impl Segment<'_> {
    fn inverted(&self, field: Field) -> Result<std::sync::Arc<InvertedIndexReader>> {
        self.reader.inverted_index(field).with_context(damaged)
    }

    /// For each candidate, what its length divides a count by.
    fn norms(&self, field: &Weighted) -> Result<Vec<f64>> {
        let lengths = self
            .reader
            .get_fieldnorms_reader(field.field)
            .context("the lengths of the articles cannot be read")?;
        let norm = |doc: &DocId| {
            let length = f64::from(lengths.fieldnorm(*doc));
            1.0 - field.b + field.b * length / field.average
        };
        // A length of 0 holds no word.
        Ok(self
            .docs
            .iter()
            .map(|doc| norm(doc).max(f64::MIN_POSITIVE))
            .collect())
    }

    /// Gives each candidate that stands in some postings, by its place among them.
    fn each_holding(
        &self,
        postings: &mut SegmentPostings,
        each: &mut dyn FnMut(usize, &mut SegmentPostings),
    ) {
        for (at, doc) in self.docs.iter().enumerate() {
            if postings.doc() < *doc {
                postings.seek(*doc);
            }
            if postings.doc() == *doc {
                each(at, postings);
            }
        }
    }

    /// For each form and candidate, where it stands in the running text.
    fn positions(&self, forms: &[Key]) -> Result<Vec<Vec<Vec<u32>>>> {
        let inverted = self.inverted(columns().texte())?;
        let mut all = Vec::new();
        for form in forms {
            let mut of_form = vec![Vec::new(); self.docs.len()];
            let postings = inverted.read_postings(form, IndexRecordOption::WithFreqsAndPositions);
            if let Some(mut postings) = postings.with_context(damaged)? {
                self.each_holding(&mut postings, &mut |at, postings| {
                    postings.positions(&mut of_form[at])
                });
            }
            all.push(of_form);
        }
        Ok(all)
    }
}

fn damaged() -> &'static str {
    "the words of the index cannot be read"
}
