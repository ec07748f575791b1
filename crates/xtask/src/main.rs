//! Ground truth, measurement, house rules: one module a command.

mod eval_countries;
mod tidy;

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
    Eval(Eval),
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
}

fn main() -> Result<()> {
    match Args::parse().command {
        Command::Eval(Eval::Countries {
            gold,
            articles,
            errors,
        }) => eval_countries::run(&gold, articles.as_deref(), errors),
    }
}
