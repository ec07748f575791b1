//! `eval`: measuring on ground truth.

mod candidates;
pub(crate) mod countries;
pub(crate) mod entities;
pub(crate) mod entity_counts;
mod identity;
mod lines;
mod retrieval;
mod stems;
mod tune;
mod typos;

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Eval {
    /// Measure candidates for analysis and ranking side by side
    Candidates(candidates::Options),
    /// Measure which countries and persons are found
    Countries {
        /// Gold as JSONL: `doc`, `title`, `title_countries`, `persons`
        gold: PathBuf,
        /// The articles as JSONL [default: ../articles/wikinews.jsonl beside the gold's folder]
        #[arg(long)]
        articles: Option<PathBuf>,
        /// List the articles that came out wrong
        #[arg(long)]
        errors: bool,
    },
    /// Measure which names are found, on annotated text or articles
    Entities(entities::Options),
    /// List which names are taken for one person
    Identity(identity::Options),
    /// Measure the order of the hits on judged queries
    Retrieval(retrieval::Options),
    /// Write the README's table of relevance from data/eval/results.csv
    Readme,
    /// Measure which forms of words meet: those of one lemma, and those of others
    Stems(stems::Options),
    /// Search for the parameters of the ranking, with cross-validation
    Tune(tune::Options),
    /// Measure how typing errors are corrected
    Typos(typos::Options),
}

pub(crate) fn run(eval: &Eval) -> Result<()> {
    match eval {
        Eval::Candidates(options) => candidates::run(options),
        Eval::Countries {
            gold,
            articles,
            errors,
        } => countries::run(gold, articles.as_deref(), *errors),
        Eval::Entities(options) => entities::run(options),
        Eval::Identity(options) => identity::run(options),
        Eval::Retrieval(options) => retrieval::run(options),
        Eval::Readme => retrieval::readme::write(),
        Eval::Stems(options) => stems::run(options),
        Eval::Tune(options) => tune::run(options),
        Eval::Typos(options) => typos::run(options),
    }
}
