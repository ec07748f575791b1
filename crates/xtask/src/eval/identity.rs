//! `eval identity`: which names of some texts are taken for one entity, for a person to read and to count what is wrong.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};
use depeche_corpus::{Article, Block, EntityKind};
use depeche_entities::{annotate, entities};
use serde::Deserialize;

use super::lines::each_line;
use crate::random::Random;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Names: those annotated in a `.conll`, those that `annotate` finds in the articles of a `.jsonl` (`title`, `text`)
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Make so many names, of the first words of one name and the last of another: how fast they are joined, and which
    #[arg(long, value_name = "N")]
    made: Option<usize>,
}

#[derive(Deserialize)]
struct Record {
    title: String,
    text: String,
}

/// Prints a line an entity of several forms, then the figures.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut names = BTreeSet::new();
    for file in &options.files {
        match file.extension().and_then(|end| end.to_str()) {
            Some("conll") => of_conll(file, &mut names)?,
            Some("jsonl") => of_articles(file, &mut names)?,
            _ => bail!("{}: neither `.conll` nor `.jsonl`", file.display()),
        }
    }
    let names: BTreeSet<String> = match options.made {
        Some(count) => made(&names, count),
        None => names,
    };
    let started = Instant::now();
    let found = entities(EntityKind::Person, names.iter().map(String::as_str));
    let seconds = started.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    for entity in &found {
        writeln!(out, "{}\t{}", entity.name, entity.forms.join(" | "))?;
    }
    let joined: usize = found.iter().map(|entity| entity.forms.len()).sum();
    writeln!(
        out,
        "{} names, {joined} of them in {} entities of several, {seconds:.2} s",
        names.len(),
        found.len()
    )?;
    Ok(())
}

/// The persons annotated in a file of one token a line.
fn of_conll(path: &Path, names: &mut BTreeSet<String>) -> Result<()> {
    let mut name: Vec<String> = Vec::new();
    let mut end = |name: &mut Vec<String>| {
        if !name.is_empty() {
            names.insert(std::mem::take(name).join(" "));
        }
    };
    each_line(path, |line| {
        let mut cells = line.split_whitespace();
        let (token, tag) = (cells.next().unwrap_or_default(), cells.next_back());
        match tag {
            Some("I-PER") if !name.is_empty() => name.push(token.to_string()),
            Some("B-PER" | "I-PER") => {
                end(&mut name);
                name.push(token.to_string());
            }
            _ => end(&mut name),
        }
        Ok(())
    })?;
    end(&mut name);
    Ok(())
}

fn of_articles(path: &Path, names: &mut BTreeSet<String>) -> Result<()> {
    each_line(path, |line| {
        let record: Record = serde_json::from_str(line)?;
        let paragraphs = record.text.lines().map(str::to_string);
        let article = Article {
            title: record.title,
            body: paragraphs.map(Block::Paragraph).collect(),
            ..Article::default()
        };
        names.extend(annotate(&article).persons);
        Ok(())
    })
}

/// Names that nobody bears: the first words of one and the last of another.
fn made(names: &BTreeSet<String>, count: usize) -> BTreeSet<String> {
    const SEED: u64 = 6;
    let parts: Vec<(&str, &str)> = names
        .iter()
        .filter_map(|name| name.rsplit_once(' '))
        .collect();
    let mut random = Random::of(SEED, 0);
    let mut made = BTreeSet::new();
    // Few names make fewer pairs than were asked for.
    for _ in 0..count * 4 {
        if parts.is_empty() || made.len() == count {
            break;
        }
        let (first, _) = parts[random.below(parts.len())];
        let (_, last) = parts[random.below(parts.len())];
        made.insert(format!("{first} {last}"));
    }
    made
}
