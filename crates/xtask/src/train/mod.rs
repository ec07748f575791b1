//! `train`: learns the recogniser's model from annotated text, and measures it by cross-validation. What is shipped, how it
//! was made and what was tried stands in `data/models/README.md`.

mod classes;
mod crf;
mod examples;
mod folds;
mod learn;
mod parameters;
mod perceptron;
mod unlabelled;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use depeche_entities::{Model, Weights, WordTable};

use crate::conll;
use crate::eval::entities;
use crate::train::examples::Prepared;

/// What to learn from, and how.
#[derive(clap::Args, Debug, Clone)]
pub(crate) struct Options {
    /// Annotated text as CoNLL, of the kind that the model is for
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Annotated text of another kind, which helps where both agree
    #[arg(long)]
    silver: Vec<PathBuf>,
    /// Text without annotation (CoNLL, JSONL with `text`, or plain), for the classes of words
    #[arg(long)]
    text: Vec<PathBuf>,
    /// Where to write the model
    #[arg(long)]
    out: Option<PathBuf>,
    /// Measure the model on annotated text that it did not learn from
    #[arg(long)]
    test: Vec<PathBuf>,
    /// Measure by cross-validation with so many folds of documents
    #[arg(long)]
    folds: Option<usize>,
    /// Articles with their countries and persons as JSONL, measured with the folds too
    #[arg(long, requires = "folds")]
    countries: Option<PathBuf>,
    /// List the names that the folds miss (`-`) or find where there are none (`+`)
    #[arg(long, requires = "folds")]
    errors: bool,
    /// Learn by the averaged perceptron instead of a conditional random field
    #[arg(long)]
    perceptron: bool,
    /// Times that all examples are seen
    #[arg(long, default_value_t = 12)]
    epochs: usize,
    /// Size of the first steps
    #[arg(long, default_value_t = 0.02)]
    rate: f32,
    /// What a weight's square costs
    #[arg(long, default_value_t = 0.02)]
    penalty: f32,
    /// Features that stand more rarely are left out
    #[arg(long, default_value_t = 2)]
    least: u32,
    /// Features that are kept: 115,000 are 1.8 MB
    #[arg(long, default_value_t = 115_000)]
    features: usize,
}

/// Learns a model, measures it and writes it, as far as is asked.
pub(crate) fn run(options: &Options) -> Result<()> {
    let words = unlabelled::word_table(&options.text)?;
    let documents = prepare(options, &words)?;
    if let Some(folds) = options.folds {
        return folds::measure(&documents, &words, options, folds);
    }
    let all: Vec<&Prepared> = documents.iter().collect();
    let bytes = learn::model(&all, &words, options);
    let model = Model::read(bytes.clone().into()).context("the model does not read back")?;
    let mut out = std::io::stdout().lock();
    for path in &options.test {
        let mut counted = Vec::new();
        for annotated in conll::read(path)? {
            let document = depeche_entities::annotate_with(&annotated.article, &model);
            counted.push(entities::counts(&annotated, &document));
        }
        write!(out, "{}", entities::table(&counted))?;
    }
    if let Some(path) = &options.out {
        std::fs::write(path, &bytes)
            .with_context(|| format!("{}: cannot write", path.display()))?;
        writeln!(out, "{}: {} bytes", path.display(), bytes.len())?;
    }
    Ok(())
}

fn prepare(options: &Options, words: &[u8]) -> Result<Vec<Prepared>> {
    let empty = Model::bytes(words, &Weights::default());
    let model = Model::read(empty.into()).context("the table of words does not read back")?;
    let table: WordTable<'_> = model.words();
    let mut documents = Vec::new();
    let files = options.files.iter().map(|path| (path, 0));
    for (path, domain) in files.chain(options.silver.iter().map(|path| (path, 1))) {
        for annotated in conll::read(path)? {
            let lesson = depeche_entities::lesson(&annotated.article, &table);
            documents.push(Prepared::new(annotated, domain, lesson));
        }
    }
    Ok(documents)
}
