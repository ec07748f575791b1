//! `--explain`: the hits of one query, the relevant ones starred, with the parts of their scores, and the relevant articles
//! that were not found.

use std::io::Write;

use anyhow::{Result, bail};
use depeche_corpus::{Article, ArticleId, Texte};
use depeche_query::{Request, ScoreParts};

use super::ask;
use super::collection::Asked;
use super::indexed::Indexed;

/// Hits that are shown whatever they are; below them only relevant ones.
const SHOWN: usize = 20;

/// Characters of an article's beginning.
const BEGINNING: usize = 90;

/// Prints the hits of a query.
pub(super) fn explain(
    asked: &Asked,
    indexed: &Indexed,
    limit: usize,
    out: &mut dyn Write,
) -> Result<()> {
    let request = match ask::request(&asked.text, limit) {
        Ok(request) => request,
        Err(error) => bail!("`{}` is refused: {error}", asked.text),
    };
    let hits = ask::hits(&indexed.search, &request)?;
    let explained = indexed.search.search(&Request {
        explain: true,
        ..request
    })?;
    writeln!(out, "{}: {}", asked.qid, asked.text)?;
    writeln!(
        out,
        "understood: {} ({} articles)",
        explained.understood, explained.total
    )?;
    let none = Default::default();
    let judged = indexed.judgments.get(&asked.qid).unwrap_or(&none);
    for (above, (id, score)) in hits.iter().enumerate() {
        let grade = judged.get(id).copied().unwrap_or(0);
        if above >= SHOWN && grade == 0 {
            continue;
        }
        let beginning = beginning_of(indexed, id)?;
        let (star, rank) = (star(grade), above + 1);
        writeln!(out, "{star:>3}{rank:>4}. {score:8.4}  {id}  {beginning}")?;
        let hit = explained.hits.iter().find(|hit| hit.id == *id);
        let score = hit.and_then(|hit| hit.explain.as_ref()?.score.as_ref());
        if let Some(parts) = score {
            parts_of(parts, out)?;
        }
    }
    let missing = judged
        .iter()
        .filter(|(id, grade)| **grade > 0 && !hits.iter().any(|(hit, _)| hit == *id));
    for (id, grade) in missing {
        let star = star(*grade);
        let beginning = beginning_of(indexed, id)?;
        writeln!(out, "{star:>3}   –  not found  {id}  {beginning}")?;
    }
    Ok(())
}

/// A star, with the grade where it is above 1.
fn star(grade: u32) -> String {
    match grade {
        0 => String::new(),
        1 => "*".to_string(),
        grade => format!("{grade}*"),
    }
}

/// One line a word: what it adds, and by which terms.
fn parts_of(parts: &ScoreParts, out: &mut dyn Write) -> Result<()> {
    for word in &parts.words {
        let terms = word.terms.iter().map(|term| {
            format!(
                "{} × {:.2} {}× in {} articles",
                term.term, term.weight, term.occurrences, term.articles
            )
        });
        let terms: Vec<String> = terms.collect();
        writeln!(
            out,
            "{:9}{:8.4}  {}: {}",
            "",
            word.part,
            word.word,
            terms.join(", ")
        )?;
    }
    Ok(())
}

/// The beginning of an article: its title, then its text.
fn beginning_of(indexed: &Indexed, id: &str) -> Result<String> {
    let stored = indexed.search.archive().get(&ArticleId(id.to_string()))?;
    Ok(match stored {
        Some(stored) => beginning(&stored.article),
        None => "(not in the collection)".to_string(),
    })
}

fn beginning(article: &Article) -> String {
    let texte = Texte::of(article).text;
    let words: Vec<&str> = texte.split_whitespace().collect();
    let line = words.join(" ");
    let cut = line.char_indices().nth(BEGINNING);
    match cut {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
