//! The figures as Markdown tables.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use anyhow::Result;
use depeche_indexer::Archive;

use super::archive::Made;
use super::bare::is_the_same;
use super::facets::Row;
use super::formats::Format;
use super::kind::Kind;
use super::measure::{HITS, Sorted, Timed, candidates};
use super::names::Names;

pub(super) fn print_archive(made: &Made, archive: &Archive, out: &mut dyn Write) -> Result<()> {
    let indexed = made.indexed;
    let text = indexed.bytes as f64 / 1e6;
    writeln!(out, "| the archive | |\n|---|---:|")?;
    writeln!(out, "| articles | {} |", archive.len())?;
    writeln!(
        out,
        "| segments | {} |",
        archive.searcher().segment_readers().len()
    )?;
    writeln!(out, "| text | {text:.1} MB |")?;
    writeln!(
        out,
        "| indexed in | {:.1} s, {} threads |",
        indexed.seconds, indexed.threads
    )?;
    writeln!(out, "| indexing | {:.1} MB/s |", text / indexed.seconds)?;
    let share = made.size as f64 / indexed.bytes.max(1) as f64;
    writeln!(
        out,
        "| on disk | {:.1} MB, {share:.2} × the text |",
        made.size as f64 / 1e6
    )?;
    Ok(())
}

/// How fast formats are read, on one core.
pub(super) fn print_formats(formats: &[Format], out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "| format | articles | file | MB/s of the file | MB/s of text | articles/s |\n|---|---:|---:|---:|---:|---:|"
    )?;
    for format in formats {
        let seconds = format.elapsed.as_secs_f64();
        writeln!(
            out,
            "| {} | {} | {:.1} MB | {:.0} | {:.0} | {:.0} |",
            format.name,
            format.articles,
            format.bytes as f64 / 1e6,
            format.bytes as f64 / 1e6 / seconds,
            format.text as f64 / 1e6 / seconds,
            format.articles as f64 / seconds
        )?;
    }
    Ok(())
}

/// The recogniser of names on one core, and what it costs an index.
pub(super) fn print_names(names: &Names, out: &mut dyn Write) -> Result<()> {
    let text = names.bytes as f64 / 1e6;
    let speed = |time: Duration| text / time.as_secs_f64();
    writeln!(out, "| names, {text:.1} MB, one core | |\n|---|---:|")?;
    writeln!(
        out,
        "| tables and model read | {} ms |",
        milliseconds(names.load)
    )?;
    writeln!(
        out,
        "| the model alone | {} ms |",
        milliseconds(names.model)
    )?;
    writeln!(
        out,
        "| recognised by rules alone | {:.2} MB/s |",
        speed(names.by_rules)
    )?;
    writeln!(
        out,
        "| recognised by rules and model | {:.2} MB/s |",
        speed(names.by_model)
    )?;
    writeln!(
        out,
        "| indexed without names, all cores | {:.2} MB/s |",
        speed(names.without)
    )?;
    let ratio = names.without.as_secs_f64() / names.indexed.as_secs_f64();
    writeln!(
        out,
        "| indexed with names, all cores | {:.2} MB/s, {ratio:.2} × |",
        speed(names.indexed)
    )?;
    Ok(())
}

/// The 20 best articles by the product and by tantivy alone, and the whole answer.
pub(super) fn print_queries(timed: &[Timed], out: &mut dyn Write) -> Result<()> {
    let mut kinds: BTreeMap<Kind, Vec<&Timed>> = BTreeMap::new();
    for timed in timed {
        kinds.entry(timed.asked.kind).or_default().push(timed);
    }
    let candidates = candidates();
    writeln!(
        out,
        "\n| the {HITS} best, ms | found | articles | p50 | p95 | p99 | tantivy, {candidates} best: p50 | p95 | p99 | ratio of p95 |"
    )?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")?;
    for (kind, timed) in &kinds {
        print_best(
            kind.label(),
            timed,
            is_the_same(*kind),
            is_understood(*kind, timed),
            out,
        )?;
    }
    // One figure for what is typed most: words that must all stand in an article, one or seven.
    let words = [
        Kind::Frequent,
        Kind::Rare,
        Kind::Two,
        Kind::Three,
        Kind::Question,
    ];
    let together: Vec<&Timed> = words
        .iter()
        .filter_map(|kind| kinds.get(kind))
        .flatten()
        .copied()
        .collect();
    if !together.is_empty() {
        print_best("the first five together", &together, true, true, out)?;
    }
    writeln!(
        out,
        "\n| the whole answer: {HITS} hits lit, facets, ms | p50 | p95 | p99 |"
    )?;
    writeln!(out, "|---|---:|---:|---:|")?;
    for (kind, timed) in &kinds {
        if is_understood(*kind, timed) {
            let whole = Sorted::of(timed.iter().filter_map(|timed| timed.whole));
            writeln!(out, "| {} | {} |", kind.label(), three(&whole))?;
        }
    }
    Ok(())
}

fn print_best(
    label: &str,
    timed: &[&Timed],
    is_same: bool,
    is_understood: bool,
    out: &mut dyn Write,
) -> Result<()> {
    let found = timed.iter().filter(|timed| timed.found > 0).count();
    write!(out, "| {label} | {found}/{}", timed.len())?;
    if !is_understood {
        writeln!(out, " | – | – | – | – | – | – | – | – |")?;
        return Ok(());
    }
    let mut articles: Vec<u64> = timed.iter().map(|timed| timed.found).collect();
    articles.sort_unstable();
    let top = Sorted::of(timed.iter().map(|timed| timed.top));
    let bare = Sorted::of(timed.iter().filter_map(|timed| timed.bare));
    write!(out, " | {} | {}", articles[articles.len() / 2], three(&top))?;
    if bare.len() == 0 {
        writeln!(out, " | – | – | – | – |")?;
        return Ok(());
    }
    let near = if is_same { "" } else { "≈ " };
    let ratio = top.percentile(95).as_secs_f64() / bare.percentile(95).as_secs_f64();
    writeln!(out, " | {near}{} | {near}{ratio:.2} |", three(&bare))?;
    Ok(())
}

/// A query is drawn from an article: where most of a kind find none, the language has no such thing.
fn is_understood(kind: Kind, timed: &[&Timed]) -> bool {
    let found = timed.iter().filter(|timed| timed.found > 0).count();
    !Kind::DRAWN.contains(&kind) || 2 * found >= timed.len()
}

pub(super) fn print_facets(rows: &[Row], out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "\n| counting, ms | p50 | p95 | p99 |\n|---|---:|---:|---:|"
    )?;
    for row in rows.iter().filter(|row| row.times.len() > 0) {
        writeln!(out, "| {} | {} |", row.label, three(&row.times))?;
    }
    Ok(())
}

fn three(times: &Sorted) -> String {
    [50, 95, 99]
        .map(|per_cent| milliseconds(times.percentile(per_cent)))
        .join(" | ")
}

/// Three digits are as much as a measurement is good for.
fn milliseconds(time: Duration) -> String {
    let time = time.as_secs_f64() * 1e3;
    match time {
        0.0..1.0 => format!("{time:.3}"),
        1.0..10.0 => format!("{time:.2}"),
        _ => format!("{time:.1}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::kind::Asked;

    #[test]
    fn a_kind_that_is_not_understood_has_no_times() {
        let timed = |kind, found, milliseconds| Timed {
            asked: Asked::new(kind, vec!["mot".to_string()]),
            found,
            top: Duration::from_millis(milliseconds),
            bare: Some(Duration::from_millis(2)),
            whole: Some(Duration::from_millis(12)),
        };
        let timed = [
            timed(Kind::Or, 0, 4),
            timed(Kind::Frequent, 7, 3),
            timed(Kind::Near, 0, 1),
            timed(Kind::Phrase, 1, 1),
        ];
        let mut out = Vec::new();
        print_queries(&timed, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        for line in [
            "| a frequent word | 1/1 | 7 | 3.00 | 3.00 | 3.00 | 2.00 | 2.00 | 2.00 | 1.50 |",
            "| or | 0/1 | 0 | 4.00 | 4.00 | 4.00 | 2.00 | 2.00 | 2.00 | 2.00 |",
            "| PROCHE/10 of two words | 0/1 | – | – | – | – | – | – | – | – |",
            "| a phrase of two words | 1/1 | 1 | 1.00 | 1.00 | 1.00 | ≈ 2.00 | 2.00 | 2.00 | ≈ 0.50 |",
            "| a frequent word | 12.0 | 12.0 | 12.0 |",
        ] {
            assert!(out.contains(line), "{line}\n{out}");
        }
    }
}
