//! What Lucene gives on collections that we measure as well: `data/eval/lucene.tsv`.

use std::path::Path;

use anyhow::{Context, Result};

use crate::eval::lines::each_line;

/// Lucene's figures on a collection.
#[derive(Debug, Clone)]
pub(crate) struct Lucene {
    pub(crate) collection: String,
    pub(crate) ndcg: f64,
    pub(crate) recall: f64,
}

/// Reads the figures, in the order of the file.
pub(crate) fn lucene() -> Result<Vec<Lucene>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/eval/lucene.tsv");
    let mut rows = Vec::new();
    each_line(&path, |line| {
        if line.starts_with('#') {
            return Ok(());
        }
        let row = || {
            let [collection, ndcg, recall] = line.split('\t').collect::<Vec<_>>()[..] else {
                return None;
            };
            Some(Lucene {
                collection: collection.to_string(),
                ndcg: ndcg.parse().ok()?,
                recall: recall.parse().ok()?,
            })
        };
        rows.push(row().context("a collection and two figures, parted by tabs, were expected")?);
        Ok(())
    })?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_a_share() {
        let rows = lucene().unwrap();
        assert!(!rows.is_empty());
        for row in rows {
            let shares = [row.ndcg, row.recall];
            assert!(
                shares.iter().all(|share| (0.0..=1.0).contains(share)),
                "{row:?}"
            );
        }
    }
}
