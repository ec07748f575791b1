//! `eval retrieval`: how good the order of the hits is on collections of articles, queries and judgments.
//!
//! A collection is a folder with `queries.tsv` (identifier TAB query), `qrels.tsv` (TREC's form: query, iteration, article,
//! grade) and `docs.jsonl` (`id`, `title`, `text`); one without `docs.jsonl` is about the articles that `--articles` names.

pub(super) mod answered;
mod ask;
mod bootstrap;
pub(super) mod collection;
mod explained;
mod figures;
pub(super) mod indexed;
mod judgments;
pub(super) mod lucene;
pub(super) mod measures;
pub(super) mod readme;
mod results_file;
#[cfg(test)]
mod thresholds;
mod trec_run;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use self::answered::answer;
use self::collection::Collection;
use self::figures::Figures;
use self::indexed::Indexed;

/// Hits asked for a query; what recall is measured at.
pub(super) const LIMIT: usize = 100;

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
    /// Collections: folders with `queries.tsv`, `qrels.tsv` and `docs.jsonl`
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// The articles of the collections that have no `docs.jsonl`: files or a folder as `depeche index` reads them
    #[arg(long)]
    articles: Option<PathBuf>,
    /// Write the hits here in TREC's form
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Show the hits of this query and the parts of their scores instead; writes no figures
    #[arg(long, value_name = "QID")]
    explain: Option<String>,
    /// Hits asked for a query; figures of any other number than 100 are printed, not kept
    #[arg(long, default_value_t = LIMIT)]
    limit: usize,
}

/// Measures, prints one line a collection and keeps the figures in `data/eval/results.csv` and the README.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let mut notes = std::io::stderr().lock();
    // What cannot be read is told before anything is indexed.
    let collections = options
        .folders
        .iter()
        .map(|folder| Collection::read(folder, options.articles.as_deref()))
        .collect::<Result<Vec<_>>>()?;
    if let Some(qid) = &options.explain {
        return explain(&collections, qid, options.limit, &mut out);
    }
    let mut trec_run = options.run.as_deref().map(create).transpose()?;
    writeln!(notes, "{}", Figures::HEAD)?;
    let mut measured = Vec::new();
    for collection in &collections {
        let figures = measure(
            collection,
            options.limit,
            &mut notes,
            |answered| match &mut trec_run {
                Some(file) => trec_run::write(collection, answered, file),
                None => Ok(()),
            },
        )?;
        writeln!(out, "{}", figures.line())?;
        out.flush()?;
        measured.push(figures);
    }
    if let Some(mut file) = trec_run {
        file.flush().context("the run cannot be written")?;
    }
    if options.limit == LIMIT {
        results_file::update(&results_file::path(), &measured)?;
        readme::write()?;
    }
    Ok(())
}

/// Measures one collection; what a person should know of it is said.
fn measure(
    collection: &Collection,
    limit: usize,
    notes: &mut dyn Write,
    each: impl FnOnce(&[answered::Answered<'_>]) -> Result<()>,
) -> Result<Figures> {
    let indexed = Indexed::of(collection)?;
    let answered = answer(collection, &indexed.search, &indexed.judgments, limit)?;
    for note in indexed
        .notes
        .iter()
        .chain(&answered::notes(collection, &answered))
    {
        writeln!(notes, "{}: {note}", collection.name)?;
    }
    each(&answered)?;
    Figures::of(collection, &answered)
}

fn explain(collections: &[Collection], qid: &str, limit: usize, out: &mut dyn Write) -> Result<()> {
    for collection in collections {
        if let Some(query) = collection.queries.iter().find(|query| query.qid == qid) {
            let indexed = Indexed::of(collection)?;
            return explained::explain(query, &indexed, limit, out);
        }
    }
    let names: Vec<&str> = collections.iter().map(|of| of.name.as_str()).collect();
    bail!(
        "no query `{qid}` in {}; the first column of queries.tsv has their names",
        names.join(", ")
    )
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("{}: cannot write", path.display()))?;
    Ok(BufWriter::new(file))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A collection whose figures are counted by hand, with all that can be wrong and is only said.
    #[test]
    fn a_collection_is_measured_and_explained() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("presse");
        fs::create_dir(&folder).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        write(
            "docs.jsonl",
            "{\"id\": \"a\", \"title\": \"La grève\", \"text\": \"L'usine de Port-Clair est fermée.\"}\n\
             {\"id\": \"b\", \"title\": \"\", \"text\": \"Une autre grève à l'usine, deux jours plus tard.\"}\n\
             {\"id\": \"c\", \"title\": \"Le lac\", \"text\": \"Le lac a gelé.\"}\n\
             {\"id\": \"d\", \"title\": \"\", \"text\": \"\"}\n",
        );
        let refused = "(".repeat(101);
        write(
            "queries.tsv",
            &format!("q1\tLe lac\nq2\tgrève\nq3\tusine\nq4\t{refused}grève\n"),
        );
        write(
            "qrels.tsv",
            "q1 0 c 2\nq1 0 a 0\nq2 0 elsewhere 1\nq2 0 c 1\nq4 0 a 1\nq9 0 a 1\n",
        );
        let collection = Collection::read(&folder, None).unwrap();
        let mut notes = Vec::new();
        let mut hits = 0;
        let figures = measure(&collection, 10, &mut notes, |answered| {
            hits = answered.iter().map(|query| query.hits.len()).sum();
            Ok(())
        });
        // q1 is perfect; the two relevant articles of q2 are not found, nor is that of the refused q4; q3 is not judged.
        let line = figures.unwrap().line();
        assert!(line.starts_with("presse 3 0.3333 0.3333 0.3333 "), "{line}");
        assert_eq!(hits, 1 + 2 + 2);
        let notes = String::from_utf8(notes).unwrap();
        let notes: Vec<&str> = notes.lines().collect();
        assert!(
            notes[0].starts_with("presse: 1 records refused: "),
            "{notes:?}"
        );
        assert_eq!(
            notes[1..4],
            [
                "presse: 1 relevant articles are not in the collection, and count as not found",
                "presse: 1 queries have no judgments and are left out",
                "presse: 1 judged queries are not in queries.tsv and are left out",
            ]
        );
        assert!(
            notes[4].starts_with("presse: 1 queries refused, and count 0: `q4`: "),
            "{notes:?}"
        );

        let collections = [collection];
        let explained = |qid: &str| {
            let mut out = Vec::new();
            explain(&collections, qid, 10, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let perfect = explained("q1");
        assert!(perfect.starts_with("q1: Le lac\nunderstood: "), "{perfect}");
        assert!(perfect.contains("\n 2*   1. "), "{perfect}");
        assert!(
            perfect.contains("  c@docs  Le lac Le lac a gelé.\n"),
            "{perfect}"
        );
        assert!(perfect.contains("  lac: "), "{perfect}");
        let lost = explained("q2");
        assert!(lost.contains("\n      1. "), "{lost}");
        assert!(
            lost.contains("\n  *   –  not found  c@docs  Le lac Le lac a gelé.\n"),
            "{lost}"
        );
        assert!(
            lost.ends_with("  *   –  not found  elsewhere  (not in the collection)\n"),
            "{lost}"
        );
        let error = explain(&collections, "q7", 10, &mut Vec::new()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no query `q7` in presse; the first column of queries.tsv has their names"
        );
    }
}
