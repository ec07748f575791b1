//! `eval tune`: the parameters of the ranking by search over judged collections, and whether what is found holds on queries
//! and on collections that it was not found on.

mod ascent;
mod evaluated;
mod folds;
mod grid;
mod outcome;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use depeche_query::Weights;

use self::ascent::{LEAST_GAIN, ascend};
use self::evaluated::{Chosen, Evaluated};
use self::folds::sample;
use self::grid::nearest;
use self::outcome::{Compared, Outcome};
use crate::eval::retrieval::collection::Collection;

/// What to search over.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
    /// Collections: folders with `queries.tsv`, `qrels.tsv` and `docs.jsonl`
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Queries of a collection at most; of more, a sample
    #[arg(long, default_value_t = 1500)]
    queries: usize,
    /// Parts of the queries, each held out once
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=20))]
    folds: u8,
    /// Samples and folds depend on it alone
    #[arg(long, default_value_t = 5)]
    seed: u64,
    /// What a parameter must gain to move, of the mean nDCG@10
    #[arg(long, default_value_t = LEAST_GAIN)]
    gain: f64,
}

/// Searches, prints what was found and keeps it in `data/eval/tuning.csv`.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut collections = Vec::new();
    for (part, folder) in (0..).zip(&options.folders) {
        let mut collection = Collection::read(folder, None)?;
        let drawn = sample(
            collection.queries.len(),
            options.queries,
            options.seed,
            part,
        );
        let mut number = 0;
        collection.queries.retain(|_| {
            number += 1;
            drawn.binary_search(&(number - 1)).is_ok()
        });
        collections.push(collection);
    }
    let names: Vec<String> = collections.iter().map(|of| of.name.clone()).collect();
    let (mut out, mut notes) = (std::io::stdout().lock(), std::io::stderr().lock());
    let mut evaluated = Evaluated::of(&collections)?;
    let outcomes = search(&mut evaluated, &names, options, &mut out, &mut notes)?;
    writeln!(out, "{} configurations asked", evaluated.asked())?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/eval/tuning.csv");
    std::fs::write(&path, outcome::csv(&outcomes, &names))
        .with_context(|| format!("{}: cannot write", path.display()))
}

/// Tunes on all queries, without each fold, and without each collection.
fn search(
    evaluated: &mut Evaluated<'_>,
    names: &[String],
    options: &Options,
    out: &mut dyn Write,
    notes: &mut dyn Write,
) -> Result<Vec<Outcome>> {
    let shipped = nearest(&Weights::default());
    let values = evaluated.values(&shipped, notes)?.clone();
    let mut outcomes = Vec::new();
    // First on all queries: the others mostly ask for the same configurations.
    let all = Chosen::all(&values);
    let gain = options.gain;
    outcomes.push(tune("nothing", gain, &all, None, evaluated, notes)?);
    outcome::print(&outcomes[0], names, &shipped, out)?;
    let count = usize::from(options.folds);
    let folds = Chosen::folds(&values, count, options.seed);
    let mut held_out = Vec::new();
    for (fold, (train, held)) in (1..).zip(&folds) {
        let name = format!("fold {fold}");
        let outcome = tune(&name, gain, train, Some(held), evaluated, notes)?;
        outcome::print(&outcome, names, &shipped, out)?;
        held_out.extend(outcome.held);
        outcomes.push(outcome);
    }
    if let Some(Compared { shipped, found }) = outcome::mean(&held_out) {
        writeln!(out, "mean of the folds held out: {shipped:.5} → {found:.5}")?;
    }
    if names.len() > 1 {
        for (name, (train, held)) in names.iter().zip(Chosen::collections(&values)) {
            let outcome = tune(name, gain, &train, Some(&held), evaluated, notes)?;
            outcome::print(&outcome, names, &shipped, out)?;
            outcomes.push(outcome);
        }
    }
    Ok(outcomes)
}

/// Finds parameters on some queries and measures them on others.
fn tune(
    held_out: &str,
    least_gain: f64,
    train: &Chosen,
    held: Option<&Chosen>,
    evaluated: &mut Evaluated<'_>,
    notes: &mut dyn Write,
) -> Result<Outcome> {
    let shipped = nearest(&Weights::default());
    let (point, _) = ascend(shipped, least_gain, &mut |point| {
        Ok(train.mean(evaluated.values(point, notes)?))
    })?;
    let before = evaluated.values(&shipped, notes)?.clone();
    let after = evaluated.values(&point, notes)?;
    let compared = |chosen: &Chosen| Compared {
        shipped: chosen.mean(&before),
        found: chosen.mean(after),
    };
    // Where nothing is held out, the collections are shown as they were trained on.
    let shown = held.unwrap_or(train);
    let collections = shown.means(&before).into_iter().zip(shown.means(after));
    let collections = collections.map(|(shipped, found)| {
        Some(Compared {
            shipped: shipped?,
            found: found?,
        })
    });
    Ok(Outcome {
        held_out: held_out.to_string(),
        point,
        trained: compared(train),
        held: held.map(compared),
        collections: collections.collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_was_found_is_never_worse_where_it_was_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut collections = Vec::new();
        for (name, relevant) in [("agences", "a"), ("presse", "b")] {
            let folder = folder.path().join(name);
            fs::create_dir(&folder).unwrap();
            let write = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
            write(
                "docs.jsonl",
                "{\"id\": \"a\", \"title\": \"La grève\", \"text\": \"Une usine ferme, et une autre usine.\"}\n\
                 {\"id\": \"b\", \"title\": \"Une usine\", \"text\": \"Les grèves ; la grève et encore la grève.\"}\n"
                    .to_string(),
            );
            write(
                "queries.tsv",
                "1\tgrève\n2\tusine\n3\tgrève usine\n".to_string(),
            );
            write(
                "qrels.tsv",
                (1..=3)
                    .map(|qid| format!("{qid} 0 {relevant} 1\n"))
                    .collect(),
            );
            collections.push(Collection::read(&folder, None).unwrap());
        }
        let names = ["agences", "presse"].map(ToString::to_string);
        let options = Options {
            folders: Vec::new(),
            queries: 10,
            folds: 3,
            seed: 1,
            gain: LEAST_GAIN,
        };
        let mut evaluated = Evaluated::of(&collections).unwrap();
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        let outcomes = search(&mut evaluated, &names, &options, &mut out, &mut notes).unwrap();
        let held: Vec<&str> = outcomes.iter().map(|of| of.held_out.as_str()).collect();
        assert_eq!(
            held,
            ["nothing", "fold 1", "fold 2", "fold 3", "agences", "presse"]
        );
        for outcome in &outcomes {
            assert!(
                outcome.trained.found >= outcome.trained.shipped,
                "{}",
                outcome.held_out
            );
        }
        // Each configuration was asked once.
        let asked = String::from_utf8(notes).unwrap();
        assert_eq!(asked.lines().count(), evaluated.asked());
        let different: std::collections::BTreeSet<&str> =
            asked.lines().map(|line| &line[13..]).collect();
        assert_eq!(different.len(), evaluated.asked());
    }
}
