//! `eval typos`: how often a typing error is corrected to the word that was meant, and how often a word is «corrected» that
//! is right and merely absent.
//!
//! Every second article of a collection is indexed. Errors are made in its words, one in each and two in some of the long
//! ones, knowing nothing of the product's tables; what is merely absent are the words of the other articles. A list of
//! misspellings with what was meant is asked where what was meant stands in the collection.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use depeche_indexer::{Archive, index};
use depeche_query::{Request, Search, Suggested, parse};
use depeche_text::{fold, is_stop_word, words};
use serde::Deserialize;

use crate::random::Random;

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    title: String,
    text: String,
}

/// A word of some articles.
#[derive(Default)]
struct Known {
    /// As it is written: in lower case, where it is so anywhere.
    surface: String,
    articles: usize,
    times: usize,
}

type Vocabulary = BTreeMap<String, Known>;

/// Words that are typed, each with what was meant.
type Typed = Vec<(String, String)>;

/// What became of the words of one kind.
#[derive(Default)]
struct Figures {
    asked: usize,
    suggested: usize,
    right: usize,
    sure: usize,
    sure_right: usize,
    took: Vec<Duration>,
}

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
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
}

/// Measures collections and prints a line for each kind of word.
pub(crate) fn run(options: &Options) -> Result<()> {
    let (each, errors) = (options.each, options.errors);
    let list = options.list.as_deref();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "collection\twords\tasked\tsuggested\tright\tsearched\tright\tp50 ms\tp95 ms"
    )?;
    for folder in &options.folders {
        let file = folder.join("docs.jsonl");
        let context = || format!("{}: cannot read", file.display());
        let docs = fs::read_to_string(&file).with_context(context)?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let halves = |half: usize| {
            docs.lines()
                .enumerate()
                .filter(move |(at, _)| at % 2 == half)
        };
        let indexed: Vec<&str> = halves(0).map(|(_, line)| line).collect();
        let left: Vec<&str> = halves(1).map(|(_, line)| line).collect();
        let kept = tempfile::tempdir()?;
        let search = search(kept.path(), &indexed)?;
        let (here, elsewhere) = (vocabulary(&indexed)?, vocabulary(&left)?);
        let mut random = Random::of(options.seed, 0);
        let mut kinds = kinds(&here, &elsewhere, list, &mut random, each)?;
        kinds.push(("two words in one", in_one(&indexed, &mut random, each)?));
        for (kind, asked) in kinds {
            let mut figures = Figures::default();
            for (typed, meant) in &asked {
                if let Some(wrong) = figures.ask(&search, typed, meant)?
                    && errors
                {
                    writeln!(out, "{kind}\t{wrong}")?;
                }
            }
            figures.print(&name, kind, &mut out)?;
        }
    }
    Ok(())
}

fn search(folder: &Path, lines: &[&str]) -> Result<Search> {
    let file = folder.join("articles.jsonl");
    fs::write(&file, lines.join("\n"))?;
    let archive = folder.join("archive");
    let options = depeche_indexer::Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(&archive, &options, &mut |_| ())?;
    Ok(Search::new(Archive::open(&archive)?))
}

/// The words of articles that are asked about: of four letters or more, none that is too common.
fn vocabulary(lines: &[&str]) -> Result<Vocabulary> {
    let mut vocabulary = Vocabulary::new();
    for line in lines {
        let record: Record = serde_json::from_str(line).context("no article")?;
        let text = format!("{}\n{}", record.title, record.text);
        let mut met = BTreeSet::new();
        for word in words(&text) {
            let surface = &text[word.token.span.clone()];
            let form = &word.forms.exact;
            let is_asked = surface.chars().count() >= 4
                && surface.chars().all(char::is_alphabetic)
                && word.token.compound == 1
                && !is_stop_word(form);
            if !is_asked {
                continue;
            }
            let known = vocabulary.entry(form.clone()).or_default();
            known.times += 1;
            known.articles += usize::from(met.insert(form.clone()));
            if known.surface.is_empty() || surface.starts_with(char::is_lowercase) {
                known.surface = surface.to_string();
            }
        }
    }
    Ok(vocabulary)
}

/// The words that are asked, by kind, each with what was meant; nothing where it is right.
fn kinds(
    here: &Vocabulary,
    elsewhere: &Vocabulary,
    list: Option<&Path>,
    random: &mut Random,
    each: usize,
) -> Result<Vec<(&'static str, Typed)>> {
    let of_two = |(_, known): &(&String, &Known)| known.articles >= 2;
    let forms: Vec<&Known> = here.iter().filter(of_two).map(|(_, known)| known).collect();
    let occurrences: Vec<&Known> = here
        .values()
        .flat_map(|known| std::iter::repeat_n(known, known.times))
        .collect();
    let absent = elsewhere.iter().filter(of_two);
    let absent: Vec<&Known> = absent
        .filter(|(form, _)| !here.contains_key(*form))
        .map(|(_, known)| known)
        .collect();
    let is_name = |known: &&Known| known.surface.starts_with(char::is_uppercase);
    let (names, absent): (Vec<&Known>, Vec<&Known>) = absent.into_iter().partition(is_name);
    let rare: Vec<&Known> = here.values().filter(|known| known.articles <= 2).collect();
    let mut kinds = Vec::new();
    for (kind, from, is_wrong) in [
        ("an error in a form", &forms, true),
        ("an error in a word of the text", &occurrences, true),
        ("absent words", &absent, false),
        ("absent names", &names, false),
        ("rare words", &rare, false),
    ] {
        let mut asked = Vec::new();
        while asked.len() < each && !from.is_empty() {
            let surface = &random.pick(from).surface;
            asked.push(match is_wrong {
                true => (with_errors(surface, random), surface.clone()),
                false => (surface.clone(), String::new()),
            });
        }
        kinds.push((kind, asked));
    }
    if let Some(list) = list {
        let text =
            fs::read_to_string(list).with_context(|| format!("{}: cannot read", list.display()))?;
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        let mut asked = Vec::new();
        for row in rows {
            let mut cells = row.split('\t');
            let (typed, meant) = (
                cells.next().unwrap_or_default(),
                cells.next().unwrap_or_default(),
            );
            let meant_words = words(meant);
            if meant_words
                .iter()
                .all(|word| here.contains_key(&*word.forms.exact))
            {
                asked.push((typed.to_string(), meant.to_string()));
            }
        }
        kinds.push(("the list", asked));
    }
    Ok(kinds)
}

/// Neighbouring words of articles without the blank between them.
fn in_one(lines: &[&str], random: &mut Random, each: usize) -> Result<Typed> {
    let mut asked = Vec::new();
    // Of a very short article there may be no pair.
    for _ in 0..each * 10 {
        if asked.len() == each || lines.is_empty() {
            break;
        }
        let record: Record =
            serde_json::from_str(lines[random.below(lines.len())]).context("no article")?;
        let words: Vec<&str> = record.text.split(' ').collect();
        let at = random.below(words.len());
        if let Some([left, right]) = words.get(at..at + 2)
            && [left, right]
                .iter()
                .all(|word| word.chars().count() >= 4 && word.chars().all(char::is_lowercase))
        {
            asked.push((format!("{left}{right}"), format!("{left} {right}")));
        }
    }
    Ok(asked)
}

/// A word with an error; one in five of eight letters or more has two.
fn with_errors(word: &str, random: &mut Random) -> String {
    let twice = word.chars().count() >= 8 && random.chance(0.2);
    let wrong = with_error(word, random);
    if twice {
        with_error(&wrong, random)
    } else {
        wrong
    }
}

/// A letter too many, too few, another one, or two in the wrong order, each as often.
fn with_error(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let any = ('a'..='z').nth(random.below(26)).unwrap_or('a');
    match random.below(4) {
        0 => letters.insert(random.below(letters.len() + 1), any),
        1 => drop(letters.remove(random.below(letters.len()))),
        2 => letters[random.below(word.chars().count())] = any,
        _ => {
            let at = random.below(letters.len() - 1);
            letters.swap(at, at + 1);
        }
    }
    letters.into_iter().collect()
}

impl Figures {
    /// Asks for a word; returns what was suggested where that is wrong.
    fn ask(&mut self, search: &Search, typed: &str, meant: &str) -> Result<Option<String>> {
        let Ok(parsed) = parse(typed, jiff::civil::date(2026, 11, 22)) else {
            return Ok(None);
        };
        let request = Request {
            strict: true,
            ..Request::of(typed, parsed.query.clone())
        };
        let started = Instant::now();
        let suggested = search.suggest(&request)?;
        let took = started.elapsed();
        // An error that the index finds, by its stem or because it is another word, is none that can be told.
        let is_found = search.count(&request)? > 0;
        if is_found && !meant.is_empty() {
            return Ok(None);
        }
        self.asked += 1;
        self.took.push(took);
        let written = |suggested: Option<Suggested>| suggested.map(|of| of.query.to_string());
        let is_right = |written: &String| fold(written) == fold(meant);
        let suggested = written(suggested);
        let sure = written(search.correct(&parsed.query)?);
        self.suggested += usize::from(suggested.is_some());
        self.right += usize::from(suggested.as_ref().is_some_and(is_right));
        self.sure += usize::from(sure.is_some());
        self.sure_right += usize::from(sure.as_ref().is_some_and(is_right));
        let wrong = suggested.filter(|written| !is_right(written));
        let sign = if sure.is_some() { "!" } else { "" };
        Ok(wrong.map(|wrong| format!("{typed}\t{wrong}{sign}\t{meant}")))
    }

    fn print(mut self, name: &str, kind: &str, out: &mut dyn Write) -> Result<()> {
        self.took.sort_unstable();
        let percent = |part: usize| 100.0 * part as f64 / self.asked.max(1) as f64;
        let at = |share: f64| {
            let place = (share * self.took.len() as f64) as usize;
            self.took.get(place).map_or(0.0, Duration::as_secs_f64) * 1e3
        };
        writeln!(
            out,
            "{name}\t{kind}\t{}\t{:.1} %\t{:.1} %\t{:.1} %\t{:.1} %\t{:.2}\t{:.2}",
            self.asked,
            percent(self.suggested),
            percent(self.right),
            percent(self.sure),
            percent(self.sure_right),
            at(0.5),
            at(0.95),
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_another_word() {
        let mut random = Random::of(7, 0);
        let mut wrong = BTreeSet::new();
        for _ in 0..200 {
            let with = with_errors("gouvernement", &mut random);
            assert!((10..=14).contains(&with.chars().count()), "{with}");
            wrong.insert(with);
        }
        // Half of them are one of 12 letters left out or of 11 swaps; fewer would be a generator that repeats itself.
        assert!(wrong.len() > 100, "{}", wrong.len());
    }
}
