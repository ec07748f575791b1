//! `corpus`: makes an archive of articles that look like the French press to an index: its words' frequencies, its small
//! words, names, dates and reprints. What the articles say means nothing.
//!
//! The archive depends on the seed and on the project's tables alone, and a shorter one is the beginning of a longer one.

mod article;
mod grammar;
mod lexicon;
mod names;
mod sentence;
mod subject;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use crate::random::Random;
use article::Row;
use lexicon::Lexicon;
use names::Names;
use subject::{Ranks, World};

/// The seed where none is given.
pub(crate) const SEED: u64 = 1;

/// One article in so many is a reprint.
const REPRINTS: f64 = 0.1;

/// How many articles a paper looks back for one to reprint.
const RECENT: usize = 200;

/// Writes the archive to a file, or to stdout.
pub(crate) fn run(articles: u64, seed: u64, out: Option<&Path>) -> Result<()> {
    let Some(path) = out else {
        return write(
            articles,
            seed,
            &mut BufWriter::new(std::io::stdout().lock()),
        );
    };
    let context = || format!("{}: cannot write", path.display());
    let mut file = BufWriter::new(File::create(path).with_context(context)?);
    write(articles, seed, &mut file).with_context(context)
}

/// Writes the archive, one article a line.
pub(crate) fn write(articles: u64, seed: u64, out: &mut dyn Write) -> Result<()> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample");
    let names = Names::read();
    let world = World {
        lexicon: Lexicon::read(&sample)?,
        ranks: Ranks::of(&names),
        names,
    };
    let mut recent: VecDeque<Row> = VecDeque::with_capacity(RECENT);
    for number in 0..articles {
        let mut random = Random::of(seed, number);
        let row = if random.chance(REPRINTS) && !recent.is_empty() {
            let original = &recent[random.below(recent.len())];
            original.reprint(&world, number, random)
        } else {
            let row = Row::new(&world, number, random);
            if recent.len() == RECENT {
                recent.pop_front();
            }
            recent.push_back(row.clone());
            row
        };
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use depeche_corpus::read::{Input, read};
    use depeche_corpus::{Article, Block};

    use super::*;

    fn made(articles: u64, seed: u64) -> String {
        let mut out = Vec::new();
        write(articles, seed, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn parsed(text: &str) -> Vec<Article> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made.jsonl");
        std::fs::write(&path, text).unwrap();
        let input = Input {
            path: &path,
            root: "",
            file: "made.jsonl",
            scope: "made",
            mapping: &depeche_corpus::read::Mapping::default(),
        };
        let mut articles = Vec::new();
        read(&input, &mut |record| articles.push(record.unwrap().article));
        articles
    }

    #[test]
    fn the_seed_decides_all_and_a_short_archive_begins_a_long_one() {
        let long = made(60, 5);
        assert_eq!(long, made(60, 5));
        assert_ne!(long, made(60, 6));
        assert!(long.starts_with(&made(20, 5)));
    }

    #[test]
    fn articles_have_the_shape_of_the_press() {
        let articles = parsed(&made(600, 1));
        assert_eq!(articles.len(), 600);
        let ids: HashSet<_> = articles.iter().map(|article| &article.id).collect();
        assert_eq!(ids.len(), 600);
        let mut forms = HashSet::new();
        let (mut words, mut small) = (0, 0);
        for article in &articles {
            let body: String = article
                .body
                .iter()
                .map(|block| format!("{} ", block.text()))
                .collect();
            let count = body.split_whitespace().count();
            assert!((60..=760).contains(&count), "{}: {count} words", article.id);
            for word in depeche_text::words(&body) {
                words += 1;
                small += usize::from(depeche_text::is_stop_word(&word.forms.exact));
                forms.insert(word.forms.exact.clone());
            }
        }
        let share = 100 * small / words;
        assert!((33..=55).contains(&share), "stop words: {share} %");
        assert!(forms.len() > 10_000, "{} forms", forms.len());
        let undated = articles
            .iter()
            .filter(|article| article.date.is_none())
            .count();
        assert!((5..=50).contains(&undated), "{undated} undated");
        let crossheads = articles.iter().flat_map(|article| &article.body);
        assert!(
            crossheads
                .filter(|block| matches!(block, Block::Crosshead(_)))
                .count()
                > 100
        );
        for mark in ["«", "\u{a0}»", "l'", "l’", "é", " %"] {
            assert!(
                articles
                    .iter()
                    .any(|article| article.body[0].text().contains(mark)),
                "{mark}"
            );
        }
    }

    #[test]
    fn one_article_in_ten_is_a_reprint_in_another_paper() {
        let articles = parsed(&made(2000, 1));
        let mut first: HashMap<&str, &Article> = HashMap::new();
        let mut reprints = 0;
        for article in &articles {
            if let Some(original) = first.get(article.body[0].text()) {
                assert_ne!(original.source, article.source);
                reprints += 1;
            } else {
                first.insert(article.body[0].text(), article);
            }
        }
        assert!((150..=250).contains(&reprints), "{reprints}");
    }
}
