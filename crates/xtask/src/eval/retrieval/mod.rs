//! `eval retrieval`: how good the order of the hits is on collections of articles, queries and judgments.
//!
//! A collection is a folder with `queries.tsv` (identifier TAB query), `qrels.tsv` (TREC's form: query, iteration, article,
//! grade) and `docs.jsonl` (`id`, `title`, `text`); one without `docs.jsonl` is about the articles that `--articles` names.

mod answered;
mod ask;
mod bootstrap;
mod collection;
mod explained;
mod figures;
mod indexed;
mod judgments;
mod lines;
mod measures;
mod results_file;
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
const LIMIT: usize = 100;

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

/// Measures, prints one line a collection and keeps the figures in `data/eval/results.csv`.
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
    let answered = answer(collection, &indexed, limit)?;
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
