//! How fast names are recognised on one core, and what that costs an index: the same articles with and without.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use depeche_corpus::read::{Input, read};
use depeche_corpus::{Article, Document, Texte};
use depeche_entities::{Model, annotate, annotate_by_rules};
use depeche_indexer::{Annotate, index_with};

use super::Options;
use super::measure::time;
use crate::corpus;

/// The best times for all articles.
pub(super) struct Names {
    /// Bytes of running text.
    pub(super) bytes: usize,
    /// The first recognition of the process, which reads tables and model.
    pub(super) load: Duration,
    /// The model alone.
    pub(super) model: Duration,
    pub(super) by_rules: Duration,
    pub(super) by_model: Duration,
    /// Indexed with names, by all threads.
    pub(super) indexed: Duration,
    /// The same without names.
    pub(super) without: Duration,
}

/// Made articles that are enough for a figure: some 5 MB.
const ARTICLES: u64 = 2000;

/// The model that is shipped.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/models/names.bin");

/// Bytes of a given file that are looked at.
const BYTES: usize = 6 << 20;

/// Measures in rounds, everything in every round, so that what else the machine does meets all alike.
pub(super) fn measure(options: &Options) -> Result<Names> {
    let start = Article {
        title: "Paris".to_string(),
        ..Article::default()
    };
    let load = time(|| Ok(annotate(&start)))?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("articles.jsonl");
    write(options, &path)?;
    let articles = articles(&path)?;
    let mut names = Names {
        bytes: articles.iter().map(|a| Texte::of(a).text.len()).sum(),
        load,
        model: Duration::MAX,
        by_rules: Duration::MAX,
        by_model: Duration::MAX,
        indexed: Duration::MAX,
        without: Duration::MAX,
    };
    let all = |annotate: Annotate| {
        time(|| {
            for article in &articles {
                std::hint::black_box(annotate(article));
            }
            Ok(())
        })
    };
    let model = fs::read(MODEL).with_context(|| format!("{MODEL}: cannot read"))?;
    for _ in 0..options.rounds.max(1) {
        let bytes = model.clone();
        names.model = names.model.min(time(|| Ok(Model::read(bytes.into())))?);
        names.by_rules = names.by_rules.min(all(annotate_by_rules)?);
        names.by_model = names.by_model.min(all(annotate)?);
        names.without = names.without.min(indexed(folder.path(), &path, nothing)?);
        names.indexed = names.indexed.min(indexed(folder.path(), &path, annotate)?);
    }
    Ok(names)
}

/// The articles that are measured.
pub(super) fn articles_of(options: &Options) -> Result<Vec<Article>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("articles.jsonl");
    write(options, &path)?;
    articles(&path)
}

/// Recognises nothing.
fn nothing(_: &Article) -> Document {
    Document::default()
}

/// Writes the articles to measure: made ones, or the first of a given file.
fn write(options: &Options, path: &Path) -> Result<()> {
    let file = File::create(path).with_context(|| format!("{}: cannot write", path.display()))?;
    let mut out = BufWriter::new(file);
    let Some(given) = &options.docs else {
        return corpus::write(options.articles.min(ARTICLES), options.seed, &mut out);
    };
    let context = || format!("{}: cannot read", given.display());
    let lines = BufReader::new(File::open(given).with_context(context)?).lines();
    let mut left = BYTES;
    for line in lines {
        let line = line.with_context(context)?;
        writeln!(out, "{line}")?;
        left = left.saturating_sub(line.len());
        if left == 0 {
            break;
        }
    }
    out.flush()?;
    Ok(())
}

fn articles(path: &Path) -> Result<Vec<Article>> {
    let input = Input {
        path,
        root: "",
        file: "articles.jsonl",
        scope: "bench",
        mapping: &depeche_corpus::read::Mapping::default(),
    };
    let mut articles = Ok(Vec::new());
    read(&input, &mut |record| match (record, &mut articles) {
        (Ok(record), Ok(articles)) => articles.push(record.article),
        (Err(error), Ok(_)) => articles = Err(anyhow::anyhow!("{error}")),
        (_, Err(_)) => {}
    });
    articles
}

/// Indexes the articles into an archive that is thrown away, and returns how long that took.
fn indexed(folder: &Path, path: &Path, annotate: Annotate) -> Result<Duration> {
    let archive = folder.join("archive");
    let options = depeche_indexer::Options {
        paths: vec![path.to_path_buf()],
        prune: false,
        mapping: None,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
    };
    let report = index_with(&archive, &options, annotate, &mut |_| ())?;
    fs::remove_dir_all(&archive)?;
    if let Some(refusal) = report.refusals.first() {
        anyhow::bail!("{refusal}");
    }
    Ok(report.elapsed)
}
