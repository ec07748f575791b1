//! The figures of one collection: a line to print, a row to keep.

use anyhow::{Result, bail};
use depeche_corpus::content_hash;

use super::answered::Answered;
use super::bootstrap::interval;
use super::collection::Collection;
use super::measures::Measured;

/// What was measured on a collection, and by what.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figures {
    pub(super) collection: String,
    pub(super) queries: usize,
    pub(super) ndcg: f64,
    /// The 95 % interval of the mean.
    pub(super) ndcg_between: (f64, f64),
    pub(super) mrr: f64,
    pub(super) recall: f64,
    /// Fingerprint of the analysis.
    pub(super) analysis: String,
    /// Fingerprint of the ranking.
    pub(super) ranking: String,
}

impl Figures {
    /// What stands in a printed line.
    pub(super) const HEAD: &str =
        "collection queries nDCG@10 MRR@10 recall@100 nDCG@10-from nDCG@10-to (95 %)";

    /// Returns the means over the queries with judgments.
    pub(super) fn of(collection: &Collection, answered: &[Answered<'_>]) -> Result<Self> {
        let measured = answered.iter().filter_map(|query| query.measured);
        let measured: Vec<Measured> = measured.collect();
        if measured.is_empty() {
            bail!(
                "{}: no query of queries.tsv is judged in qrels.tsv",
                collection.name
            );
        }
        let mean =
            |of: fn(&Measured) -> f64| measured.iter().map(of).sum::<f64>() / measured.len() as f64;
        let ndcg: Vec<f64> = measured.iter().map(|query| query.ndcg).collect();
        Ok(Self {
            collection: collection.name.clone(),
            queries: measured.len(),
            ndcg: mean(|query| query.ndcg),
            ndcg_between: interval(&ndcg),
            mrr: mean(|query| query.reciprocal_rank),
            recall: mean(|query| query.recall),
            analysis: analysis_fingerprint(),
            ranking: depeche_query::ranking_fingerprint(&depeche_query::Weights::default()),
        })
    }

    /// The line that is printed.
    pub(super) fn line(&self) -> String {
        let (low, high) = self.ndcg_between;
        format!(
            "{} {} {:.4} {:.4} {:.4} {low:.4} {high:.4}",
            self.collection, self.queries, self.ndcg, self.mrr, self.recall
        )
    }
}

/// Returns the fingerprint of what decides the terms of a text. The names' tables are not in it: no order depends on them.
pub(super) fn analysis_fingerprint() -> String {
    let parts = depeche_text::fingerprint_parts();
    content_hash(parts.iter().map(String::as_str))
}
