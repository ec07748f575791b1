//! `eval candidates`: candidates for analysis and ranking side by side on judged collections, one row each.

mod plain;
mod rows;
mod table;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use depeche_corpus::Texte;

use self::plain::Plain;
use self::rows::{Candidate, Way, candidates};
use self::table::{Row, Table};
use crate::eval::retrieval::LIMIT;
use crate::eval::retrieval::answered::{answer, measured};
use crate::eval::retrieval::collection::Collection;
use crate::eval::retrieval::indexed::Indexed;
use crate::eval::retrieval::lucene::lucene;
use crate::eval::retrieval::measures::Measured;

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
    /// Collections: folders with `queries.tsv`, `qrels.tsv` and `docs.jsonl`
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Measure this candidate alone: `product/without pairs`
    #[arg(long, value_name = "ANALYSIS/RANKING")]
    only: Option<String>,
}

/// Measures every candidate, prints the table and keeps it in `data/eval/candidates.csv`.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let mut notes = std::io::stderr().lock();
    let candidates = wanted(options.only.as_deref())?;
    let mut collections = options
        .folders
        .iter()
        .map(|folder| Collection::read(folder, None))
        .collect::<Result<Vec<_>>>()?;
    collections.sort_by(|a, b| a.name.cmp(&b.name));
    let mut rows: Vec<Row> = candidates.iter().map(row).collect();
    for collection in &collections {
        measure(collection, &candidates, &mut rows, &mut notes)?;
    }
    let names: Vec<String> = collections.iter().map(|of| of.name.clone()).collect();
    let table = Table {
        collections: &names,
        lucene: &lucene()?,
    };
    table.print(&rows, &mut out)?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/eval/candidates.csv");
    table.keep(&path, &rows, options.only.is_none())
}

fn wanted(only: Option<&str>) -> Result<Vec<Candidate>> {
    let mut candidates = candidates();
    if let Some(only) = only {
        let names: Vec<String> = candidates.iter().map(Candidate::name).collect();
        candidates.retain(|candidate| candidate.name() == only);
        if candidates.is_empty() {
            bail!("no candidate `{only}`; there are `{}`", names.join("`, `"));
        }
    }
    Ok(candidates)
}

fn row(candidate: &Candidate) -> Row {
    Row {
        analysis: candidate.analysis.clone(),
        ranking: candidate.ranking.clone(),
        figures: Vec::new(),
    }
}

/// Adds the figures of one collection to each row.
fn measure(
    collection: &Collection,
    candidates: &[Candidate],
    rows: &mut [Row],
    notes: &mut dyn Write,
) -> Result<()> {
    let indexed = Indexed::of(collection)?;
    let articles = articles(&indexed)?;
    let mut analysed = None;
    for (candidate, row) in candidates.iter().zip(rows) {
        let measured: Vec<Measured> = match &candidate.way {
            Way::Product(weights) => {
                let search = indexed.with(**weights)?;
                let answered = answer(collection, &search, &indexed.judgments, LIMIT)?;
                answered.iter().filter_map(|query| query.measured).collect()
            }
            Way::Plain(chain, bm25) => {
                let plain = match analysed.take() {
                    Some((of, plain)) if of == *chain => plain,
                    _ => Plain::of(&articles, *chain),
                };
                let queries = collection.queries.iter().filter_map(|asked| {
                    let judged = indexed.judgments.get(&asked.qid)?;
                    let best = plain.best(&asked.text, *bm25, LIMIT);
                    Some(measured(best.iter().map(|(id, _)| *id), judged))
                });
                let figures = queries.collect();
                analysed = Some((*chain, plain));
                figures
            }
        };
        if measured.is_empty() {
            bail!(
                "{}: no query of queries.tsv is judged in qrels.tsv",
                collection.name
            );
        }
        let mean =
            |of: fn(&Measured) -> f64| measured.iter().map(of).sum::<f64>() / measured.len() as f64;
        let (ndcg, recall) = (mean(|of| of.ndcg), mean(|of| of.recall));
        writeln!(
            notes,
            "{} {}: {ndcg:.4} {recall:.4}",
            collection.name,
            candidate.name()
        )?;
        row.figures.push((ndcg, recall));
    }
    Ok(())
}

/// The identifiers and running words of all articles.
fn articles(indexed: &Indexed) -> Result<Vec<(String, String)>> {
    let archive = indexed.search.archive();
    let mut articles = Vec::new();
    for id in archive.ids("", usize::MAX)? {
        if let Some(stored) = archive.get(&id)? {
            articles.push((id.0, Texte::of(&stored.article).text));
        }
    }
    Ok(articles)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_candidate_is_measured_on_a_collection() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write(
            "docs.jsonl",
            "{\"id\": \"a\", \"title\": \"La grève\", \"text\": \"Une usine est fermée.\"}\n\
             {\"id\": \"b\", \"title\": \"Un lac\", \"text\": \"Les grèves du lac sont belles.\"}\n",
        );
        write("queries.tsv", "q1\tgrèves\nq2\tlac\nq3\tusine\n");
        write("qrels.tsv", "q1 0 a 1\nq2 0 b 1\n");
        let collection = Collection::read(folder.path(), None).unwrap();
        let candidates: Vec<Candidate> = [
            "no stemming/BM25 1.2 0.75",
            "snowball/BM25 1.2 0.75",
            "product/stems alone",
        ]
        .into_iter()
        .flat_map(|name| wanted(Some(name)).unwrap())
        .collect();
        let mut rows: Vec<Row> = candidates.iter().map(row).collect();
        measure(&collection, &candidates, &mut rows, &mut Vec::new()).unwrap();
        // Without stems `grèves` is only in b; with them a is found, second: 1 / log2(3).
        assert_eq!(rows[0].figures, [(0.5, 0.5)]);
        let second = (1.0 + 1.0 / 3f64.log2()) / 2.0;
        for row in &rows[1..] {
            assert_eq!(row.figures[0].1, 1.0, "{}", row.analysis);
            assert!(row.figures[0].0 >= second - 1e-12, "{}", row.analysis);
        }
    }

    #[test]
    fn an_unknown_candidate_is_refused_with_those_there_are() {
        let error = wanted(Some("product/magic")).err().unwrap().to_string();
        assert!(
            error.starts_with("no candidate `product/magic`; there are `product/BM25 1.2 0.75`, "),
            "{error}"
        );
    }
}
