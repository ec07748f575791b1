//! `eval readme`: the README's table of relevance, from `data/eval/results.csv` and what Lucene gives on the same files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::figures::Figures;
use super::lucene::{Lucene, lucene};
use super::results_file;

/// The lines between which the table stands.
const START: &str = "<!-- relevance: written by `cargo xtask eval retrieval`, do not edit -->\n";
const END: &str = "<!-- end of relevance -->";

/// Puts the table of what is kept into the README.
pub(crate) fn write() -> Result<()> {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path)
        .with_context(|| format!("{}: cannot read", path.display()))?;
    std::fs::write(&path, with_table(&readme)?)
        .with_context(|| format!("{}: cannot write", path.display()))
}

/// Returns the README with the table as it should be.
fn with_table(readme: &str) -> Result<String> {
    let measured = results_file::read(&results_file::path())?;
    let table = table(&measured, &lucene()?);
    between_marks(readme, &table)
}

fn between_marks(readme: &str, table: &str) -> Result<String> {
    let marks = || {
        format!(
            "README.md: the lines `{}` and `{END}` are not there",
            START.trim()
        )
    };
    let (before, rest) = readme.split_once(START).with_context(marks)?;
    let (_, after) = rest.split_once(END).with_context(marks)?;
    Ok(format!("{before}{START}{table}{END}{after}"))
}

fn table(measured: &[Figures], lucene: &[Lucene]) -> String {
    let mut table = "\n| collection | queries | nDCG@10 (95 %) | MRR@10 | recall@100 | Lucene 10: nDCG@10 | recall@100 |\n\
                     |---|---:|---:|---:|---:|---:|---:|\n"
        .to_string();
    for figures in measured {
        let (low, high) = figures.ndcg_between;
        let _ = write!(
            table,
            "| {} | {} | {:.3} ({low:.3}–{high:.3}) | {:.3} | {:.3} |",
            figures.collection, figures.queries, figures.ndcg, figures.mrr, figures.recall
        );
        let beside = lucene.iter().find(|of| of.collection == figures.collection);
        match beside {
            Some(lucene) => {
                let _ = writeln!(table, " {:.3} | {:.3} |", lucene.ndcg, lucene.recall);
            }
            None => table.push_str(" – | – |\n"),
        }
    }
    table.push('\n');
    table
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_shows_what_was_measured() {
        let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
        assert!(
            with_table(&readme).unwrap() == readme,
            "README.md: the table of relevance is not that of data/eval/results.csv; run `cargo xtask eval readme`"
        );
    }

    #[test]
    fn a_table_is_replaced_and_nothing_else() {
        let measured = |collection: &str| Figures {
            collection: collection.to_string(),
            queries: 682,
            ndcg: 0.6254,
            ndcg_between: (0.6, 0.65),
            mrr: 0.5,
            recall: 0.9599,
            analysis: "aa".to_string(),
            ranking: "bb".to_string(),
        };
        let lucene = Lucene {
            collection: "cnil_faq".to_string(),
            ndcg: 0.617,
            recall: 0.958,
        };
        let table = table(&[measured("cnil_faq"), measured("presse")], &[lucene]);
        let readme = format!("# Dépêche\n{START}old\n{END}\nLicence\n");
        let expected = format!(
            "# Dépêche\n{START}\n\
             | collection | queries | nDCG@10 (95 %) | MRR@10 | recall@100 | Lucene 10: nDCG@10 | recall@100 |\n\
             |---|---:|---:|---:|---:|---:|---:|\n\
             | cnil_faq | 682 | 0.625 (0.600–0.650) | 0.500 | 0.960 | 0.617 | 0.958 |\n\
             | presse | 682 | 0.625 (0.600–0.650) | 0.500 | 0.960 | – | – |\n\n{END}\nLicence\n"
        );
        assert_eq!(between_marks(&readme, &table).unwrap(), expected);
        assert_eq!(between_marks(&expected, &table).unwrap(), expected);
        let error = between_marks("# Dépêche\n", &table)
            .unwrap_err()
            .to_string();
        assert!(error.ends_with("are not there"), "{error}");
    }
}
