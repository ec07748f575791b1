//! `data/eval/results.csv`: one row a collection, in the order of their names. What a run does not measure keeps its row.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::figures::Figures;
use crate::eval::lines::each_line;

const HEAD: &str =
    "collection,queries,ndcg_10,ndcg_10_from,ndcg_10_to,mrr_10,recall_100,analysis,ranking";

/// Returns where the figures are kept.
pub(super) fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/eval/results.csv")
}

/// Puts the rows of the measured collections in the place of their earlier ones.
pub(super) fn update(path: &Path, measured: &[Figures]) -> Result<()> {
    let known = if path.exists() {
        read(path)?
    } else {
        Vec::new()
    };
    let mut rows = BTreeMap::new();
    for figures in known.iter().chain(measured) {
        rows.insert(figures.collection.clone(), row(figures));
    }
    let mut text = format!("{HEAD}\n");
    for row in rows.values() {
        text.push_str(row);
        text.push('\n');
    }
    let context = || format!("{}: cannot write", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(context)?;
    }
    std::fs::write(path, text).with_context(context)
}

/// Reads the rows, in their order.
pub(super) fn read(path: &Path) -> Result<Vec<Figures>> {
    let mut rows = Vec::new();
    each_line(path, |line| {
        if line != HEAD {
            rows.push(figures(line).context("a row that `cargo xtask eval retrieval` wrote was expected; delete it and measure again")?);
        }
        Ok(())
    })?;
    Ok(rows)
}

fn row(figures: &Figures) -> String {
    let (low, high) = figures.ndcg_between;
    let mut row = format!("{},{}", figures.collection, figures.queries);
    for figure in [figures.ndcg, low, high, figures.mrr, figures.recall] {
        // A query more or less in ten thousand is the last digit.
        let _ = write!(row, ",{figure:.4}");
    }
    let _ = write!(row, ",{},{}", figures.analysis, figures.ranking);
    row
}

fn figures(row: &str) -> Option<Figures> {
    let cells: Vec<&str> = row.split(',').collect();
    let [
        collection,
        queries,
        ndcg,
        low,
        high,
        mrr,
        recall,
        analysis,
        ranking,
    ] = cells[..]
    else {
        return None;
    };
    Some(Figures {
        collection: collection.to_string(),
        queries: queries.parse().ok()?,
        ndcg: ndcg.parse().ok()?,
        ndcg_between: (low.parse().ok()?, high.parse().ok()?),
        mrr: mrr.parse().ok()?,
        recall: recall.parse().ok()?,
        analysis: analysis.to_string(),
        ranking: ranking.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(collection: &str, ndcg: f64) -> Figures {
        Figures {
            collection: collection.to_string(),
            queries: 3,
            ndcg,
            ndcg_between: (0.25, 0.75),
            mrr: 0.5,
            recall: 1.0,
            analysis: "aa".to_string(),
            ranking: "bb".to_string(),
        }
    }

    #[test]
    fn a_row_stands_until_its_collection_is_measured_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("eval/results.csv");
        update(
            &path,
            &[measured("presse", 0.123_46), measured("agences", 0.5)],
        )
        .unwrap();
        update(&path, &[measured("presse", 0.6)]).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(
            text,
            format!(
                "{HEAD}\nagences,3,0.5000,0.2500,0.7500,0.5000,1.0000,aa,bb\n\
                 presse,3,0.6000,0.2500,0.7500,0.5000,1.0000,aa,bb\n"
            )
        );
        assert_eq!(
            read(&path).unwrap(),
            [measured("agences", 0.5), measured("presse", 0.6)]
        );
        std::fs::write(&path, format!("{HEAD}\npresse,3\n")).unwrap();
        let error = format!("{:#}", read(&path).unwrap_err());
        assert!(
            error.ends_with("results.csv:2: bad line: a row that `cargo xtask eval retrieval` wrote was expected; delete it and measure again"),
            "{error}"
        );
    }
}
