//! Ground truth, measurement, house rules: one module a command.

mod bench;
mod conll;
mod corpus;
mod eval;
mod random;
mod stem_tables;
mod tidy;
mod train;

use std::path::PathBuf;

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
    Eval(eval::Eval),
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
    /// Learn the recogniser's model from annotated text
    Train(train::Options),
    /// Measure queries on a made archive, beside tantivy alone
    Bench(bench::Options),
}

fn main() -> Result<()> {
    match Args::parse().command {
        Command::Eval(eval) => eval::run(&eval),
        Command::Corpus {
            articles,
            seed,
            out,
        } => corpus::run(articles, seed, out.as_deref()),
        Command::Train(options) => train::run(&options),
        Command::Bench(options) => bench::run(&options),
    }
}
