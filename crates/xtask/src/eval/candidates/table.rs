//! The candidates' figures: as a Markdown table to read, and as CSV to keep in `data/eval/candidates.csv`.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::eval::retrieval::lucene::Lucene;

/// What is known of a candidate.
pub(super) struct Row {
    pub(super) analysis: String,
    pub(super) ranking: String,
    /// nDCG@10 and recall@100 of each collection.
    pub(super) figures: Vec<(f64, f64)>,
}

/// The rows on some collections, beside what Lucene gives on them.
pub(super) struct Table<'a> {
    /// Names, in the order of the figures.
    pub(super) collections: &'a [String],
    pub(super) lucene: &'a [Lucene],
}

impl Table<'_> {
    /// The mean nDCG@10 of the collections that Lucene's figures are known of, and how much it is above theirs, in per cent;
    /// none where one of them was not measured.
    fn beside_lucene(&self, row: &Row) -> Option<(f64, f64)> {
        let (mut ours, mut theirs) = (0.0, 0.0);
        for lucene in self.lucene {
            let at = self
                .collections
                .iter()
                .position(|name| *name == lucene.collection)?;
            ours += row.figures[at].0;
            theirs += lucene.ndcg;
        }
        let mean = ours / self.lucene.len() as f64;
        (theirs > 0.0).then(|| (mean, (ours / theirs - 1.0) * 100.0))
    }

    /// Prints the rows.
    pub(super) fn print(&self, rows: &[Row], out: &mut dyn Write) -> Result<()> {
        write!(out, "\n| analysis | ranking |")?;
        for name in self.collections {
            write!(out, " {name}: nDCG@10 | recall@100 |")?;
        }
        writeln!(out, " mean nDCG@10 | above Lucene % |")?;
        let columns = 2 * self.collections.len() + 2;
        writeln!(out, "|---|---|{}", "---:|".repeat(columns))?;
        for row in rows {
            write!(out, "| {} | {} |", row.analysis, row.ranking)?;
            for (ndcg, recall) in &row.figures {
                write!(out, " {ndcg:.4} | {recall:.4} |")?;
            }
            match self.beside_lucene(row) {
                Some((mean, above)) => writeln!(out, " {mean:.4} | {above:+.2} |")?,
                None => writeln!(out, " – | – |")?,
            }
        }
        Ok(())
    }

    fn head(&self) -> String {
        let mut head = "analysis,ranking".to_string();
        for name in self.collections {
            let _ = write!(head, ",{name}_ndcg_10,{name}_recall_100");
        }
        head.push_str(",mean_ndcg_10,above_lucene_percent,command");
        head
    }

    fn line(&self, row: &Row) -> String {
        let (analysis, ranking) = (&row.analysis, &row.ranking);
        let mut line = format!("{analysis},{ranking}");
        for (ndcg, recall) in &row.figures {
            let _ = write!(line, ",{ndcg:.4},{recall:.4}");
        }
        match self.beside_lucene(row) {
            Some((mean, above)) => {
                let _ = write!(line, ",{mean:.4},{above:.2}");
            }
            None => line.push_str(",,"),
        }
        let _ = write!(
            line,
            ",cargo xtask eval candidates --only '{analysis}/{ranking}' $DEPECHE_EVAL/retrieval/*"
        );
        line
    }

    /// Writes the rows; those of other candidates stay where some were measured alone.
    pub(super) fn keep(&self, path: &Path, rows: &[Row], all: bool) -> Result<()> {
        let head = self.head();
        let mut kept: Vec<String> = Vec::new();
        if !all && path.exists() {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{}: cannot read", path.display()))?;
            let mut lines = text.lines().map(ToString::to_string);
            if lines.next().is_some_and(|known| known != head) {
                bail!(
                    "{}: was measured on other collections; give the same, or measure all candidates",
                    path.display()
                );
            }
            kept.extend(lines);
        }
        for row in rows {
            let (line, name) = (self.line(row), format!("{},{},", row.analysis, row.ranking));
            match kept.iter_mut().find(|known| known.starts_with(&name)) {
                Some(known) => *known = line,
                None => kept.push(line),
            }
        }
        let text = format!("{head}\n{}\n", kept.join("\n"));
        std::fs::write(path, text).with_context(|| format!("{}: cannot write", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ranking: &str, figures: &[(f64, f64)]) -> Row {
        Row {
            analysis: "product".to_string(),
            ranking: ranking.to_string(),
            figures: figures.to_vec(),
        }
    }

    fn lucene(collection: &str, ndcg: f64) -> Lucene {
        Lucene {
            collection: collection.to_string(),
            ndcg,
            recall: 1.0,
        }
    }

    #[test]
    fn a_row_stands_beside_lucene() {
        let collections = ["agences", "depeches", "presse"].map(ToString::to_string);
        let lucene = [lucene("presse", 0.5), lucene("agences", 0.75)];
        let table = Table {
            collections: &collections,
            lucene: &lucene,
        };
        // (0.875 + 0.5) / 2, and 1.375 / 1.25.
        let row = row("without pairs", &[(0.875, 1.0), (0.25, 0.5), (0.5, 0.75)]);
        let mut out = Vec::new();
        table.print(std::slice::from_ref(&row), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(
            out.ends_with(
                "| product | without pairs | 0.8750 | 1.0000 | 0.2500 | 0.5000 | 0.5000 | 0.7500 | 0.6875 | +10.00 |\n"
            ),
            "{out}"
        );
        assert_eq!(
            table.line(&row),
            "product,without pairs,0.8750,1.0000,0.2500,0.5000,0.5000,0.7500,0.6875,10.00,\
             cargo xtask eval candidates --only 'product/without pairs' $DEPECHE_EVAL/retrieval/*"
        );
    }

    #[test]
    fn without_all_of_lucenes_collections_nothing_stands_beside_it() {
        let collections = ["presse".to_string()];
        let lucene = [lucene("presse", 0.5), lucene("agences", 0.75)];
        let table = Table {
            collections: &collections,
            lucene: &lucene,
        };
        let line = table.line(&row("everything", &[(0.5, 1.0)]));
        assert!(
            line.starts_with("product,everything,0.5000,1.0000,,,cargo "),
            "{line}"
        );
    }

    #[test]
    fn a_candidate_alone_replaces_its_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("candidates.csv");
        let collections = ["presse".to_string()];
        let mut table = Table {
            collections: &collections,
            lucene: &[],
        };
        let (first, second) = (row("a", &[(0.5, 1.0)]), row("b", &[(0.25, 1.0)]));
        table.keep(&path, &[first, second], true).unwrap();
        table
            .keep(&path, &[row("a", &[(0.75, 1.0)])], false)
            .unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let starts: Vec<&str> = text.lines().map(|line| &line[..17]).collect();
        assert_eq!(
            starts,
            [
                "analysis,ranking,",
                "product,a,0.7500,",
                "product,b,0.2500,"
            ]
        );
        let others = ["agences".to_string()];
        table.collections = &others;
        let error = table.keep(&path, &[row("a", &[(0.5, 1.0)])], false);
        let error = error.unwrap_err().to_string();
        assert!(
            error.ends_with(
                "was measured on other collections; give the same, or measure all candidates"
            ),
            "{error}"
        );
        table.keep(&path, &[row("a", &[(0.5, 1.0)])], true).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 2);
    }
}
