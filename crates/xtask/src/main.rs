//! Ground truth, measurement, house rules: one module a command.

mod bench;
mod corpus;
mod eval_countries;
mod eval_typos;
mod random;
mod tidy;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Measures and checks Dépêche
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure on ground truth
    #[command(subcommand)]
    Eval(Eval),
    /// Make an archive of press-like articles as JSONL
    Corpus {
        /// How many
        #[arg(long)]
        articles: u64,
        /// The archive depends on it alone
        #[arg(long, default_value_t = corpus::SEED)]
        seed: u64,
        /// Where to [default: stdout]
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Measure queries on a made archive, beside tantivy alone
    Bench(bench::Options),
}

#[derive(Subcommand)]
enum Eval {
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
    /// Measure how typing errors are corrected
    Typos {
        /// Folders with a `docs.jsonl` each
        #[arg(required = true)]
        folders: Vec<PathBuf>,
        /// Also ask a list of misspellings: what is typed TAB what is meant
        #[arg(long)]
        list: Option<PathBuf>,
        /// The errors depend on it
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Words of each kind
        #[arg(long, default_value_t = 500)]
        each: usize,
        /// List the suggestions that came out wrong, `!` behind those that would be searched unasked
        #[arg(long)]
        errors: bool,
    },
}

fn main() -> Result<()> {
    match Args::parse().command {
        Command::Eval(Eval::Countries {
            gold,
            articles,
            errors,
        }) => eval_countries::run(&gold, articles.as_deref(), errors),
        Command::Eval(Eval::Typos {
            folders,
            list,
            seed,
            each,
            errors,
        }) => {
            let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
            eval_typos::run(&folders, list.as_deref(), seed, each, errors)
        }
        Command::Corpus {
            articles,
            seed,
            out,
        } => corpus::run(articles, seed, out.as_deref()),
        Command::Bench(options) => bench::run(&options),
    }
}
