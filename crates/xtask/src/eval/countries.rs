//! `eval countries`: how often the country that a journalist put before the headline («Italie : …») is found in the article
//! without that prefix, and, beside it, which persons are found.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use depeche_corpus::{Article, Block, CountryCode, Document};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
struct Gold {
    doc: String,
    title_countries: Option<Vec<CountryCode>>,
    persons: Vec<String>,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    title: String,
    text: String,
}

#[derive(Default)]
pub(crate) struct Figures {
    articles: usize,
    present: usize,
    first: usize,
    countries: usize,
    persons_right: usize,
    persons_found: usize,
    persons_gold: usize,
}

/// Measures and prints one line a figure.
pub(crate) fn run(gold: &Path, articles: Option<&Path>, errors: bool) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let mut wrong = |line: &str| {
        if errors {
            Ok(writeln!(out, "{line}")?)
        } else {
            Ok(())
        }
    };
    let annotate = |_: &str, article: &Article| depeche_entities::annotate(article);
    let figures = measure(gold, articles, &mut wrong, &annotate)?;
    figures.print(&mut out)
}

/// Counts the articles, each recognised by `annotate`, which is given its identifier too.
pub(crate) fn measure(
    gold: &Path,
    articles: Option<&Path>,
    each_wrong: &mut dyn FnMut(&str) -> Result<()>,
    annotate: &dyn Fn(&str, &Article) -> Document,
) -> Result<Figures> {
    let beside = || {
        let folder = gold.parent().and_then(Path::parent)?;
        Some(folder.join("articles").join("wikinews.jsonl"))
    };
    let articles = match articles {
        Some(path) => path.to_path_buf(),
        None => beside().context("give the articles with `--articles`")?,
    };
    let records: HashMap<String, Record> = read::<Record>(&articles)?
        .into_iter()
        .map(|record| (record.id.clone(), record))
        .collect();
    let mut figures = Figures::default();
    for gold in read::<Gold>(gold)? {
        let Some(record) = records.get(&format!("w{}", gold.doc)) else {
            continue;
        };
        let article = article(record, gold.title_countries.is_some());
        let document = annotate(&gold.doc, &article);
        if let Some(wrong) = figures.count(&gold, &document) {
            each_wrong(&format!("{}\t{}\t{wrong}", gold.doc, record.title))?;
        }
    }
    Ok(figures)
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot read", path.display()))?;
    text.lines()
        .enumerate()
        .map(|(number, line)| {
            serde_json::from_str(line)
                .with_context(|| format!("{}:{}: bad record", path.display(), number + 1))
        })
        .collect()
}

/// Returns the article, without the prefix of its headline where that is the answer.
fn article(record: &Record, prefixed: bool) -> Article {
    let title = match record.title.split_once(" : ") {
        Some((_, rest)) if prefixed => rest,
        _ => &record.title,
    };
    Article {
        title: title.to_string(),
        body: record
            .text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| Block::Paragraph(line.to_string()))
            .collect(),
        ..Article::default()
    }
}

impl Figures {
    /// Counts one article; returns what is wrong in it.
    fn count(&mut self, gold: &Gold, document: &Document) -> Option<String> {
        let mut wrong = String::new();
        if let Some(right) = &gold.title_countries {
            let is_right = |code: &CountryCode| right.contains(code);
            self.articles += 1;
            self.countries += document.countries.len();
            self.present += usize::from(document.countries.iter().any(is_right));
            self.first += usize::from(document.countries.first().is_some_and(is_right));
            if !document.countries.first().is_some_and(is_right) {
                wrong += &format!(
                    "countries {} for {}",
                    list(&document.countries),
                    list(right)
                );
            }
        }
        let expected = full_names(&gold.persons);
        let found = full_names(&document.persons);
        self.persons_right += expected.intersection(&found).count();
        self.persons_found += found.len();
        self.persons_gold += expected.len();
        let missing: Vec<_> = expected.difference(&found).map(String::as_str).collect();
        let invented: Vec<_> = found.difference(&expected).map(String::as_str).collect();
        if !missing.is_empty() || !invented.is_empty() {
            wrong += &format!(
                "\tpersons missing [{}] invented [{}]",
                missing.join(", "),
                invented.join(", ")
            );
        }
        (!wrong.is_empty()).then_some(wrong)
    }

    pub(crate) fn print(&self, out: &mut impl Write) -> Result<()> {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let precision = share(self.persons_right, self.persons_found);
        let recall = share(self.persons_right, self.persons_gold);
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        writeln!(out, "articles with a country    {:>6}", self.articles)?;
        writeln!(
            out,
            "right country present    % {:>6.1}",
            share(self.present, self.articles)
        )?;
        writeln!(
            out,
            "right country first      % {:>6.1}",
            share(self.first, self.articles)
        )?;
        let mean = self.countries as f64 / self.articles.max(1) as f64;
        writeln!(out, "countries an article       {mean:>6.2}")?;
        writeln!(out, "persons precision        % {precision:>6.1}")?;
        writeln!(out, "persons recall           % {recall:>6.1}")?;
        writeln!(out, "persons F1               % {f1:>6.1}")?;
        Ok(())
    }
}

fn list(codes: &[CountryCode]) -> String {
    codes
        .iter()
        .map(CountryCode::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the names of two words or more, without case, accents, blanks and hyphens.
fn full_names(names: &[String]) -> BTreeSet<String> {
    names
        .iter()
        .map(|name| depeche_text::fold(name))
        .filter(|name| name.contains(' '))
        .map(|name| name.replace(' ', ""))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures that hold today, a little below what is measured; run where `DEPECHE_EVAL` names the ground truth.
    #[test]
    fn countries_and_persons_stay_right() {
        let Some(folder) = std::env::var_os("DEPECHE_EVAL") else {
            return;
        };
        let gold = Path::new(&folder).join("entities/winer_countries.jsonl");
        let figures = measure(&gold, None, &mut |_| Ok(()), &|_, article| {
            depeche_entities::annotate(article)
        })
        .unwrap();
        let mut table = Vec::new();
        figures.print(&mut table).unwrap();
        let table = String::from_utf8(table).unwrap();
        assert_eq!(figures.articles, 465, "{table}");
        assert!(figures.present * 100 >= figures.articles * 96, "{table}");
        assert!(figures.first * 100 >= figures.articles * 90, "{table}");
        assert!(figures.countries <= figures.articles * 2, "{table}");
        assert!(
            figures.persons_right * 100 >= figures.persons_gold * 92,
            "{table}"
        );
        assert!(
            figures.persons_right * 100 >= figures.persons_found * 93,
            "{table}"
        );
    }
}
