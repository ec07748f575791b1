//! `depeche facets`.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use depeche_corpus::{Field, field};
use depeche_query::{Facet, FacetCounts, Search, countable_fields};

use crate::archive_path::open;
use crate::args::{FacetsArgs, TableFormat};
use crate::bars::bars;
use crate::french;
use crate::output::{FAINT, Output, TITLE, width};
use crate::request::{asked, found, none_holds_all, said};
use crate::table::{csv, tsv};
use crate::tree::tree;

pub(crate) fn run(args: &FacetsArgs) -> Result<ExitCode> {
    let field = facet_field(&args.by)?;
    let request = asked("facets", &args.ask)?;
    let search = Search::new(open(&args.ask.place)?);
    let top = if args.all { usize::MAX } else { args.top };
    let counts = search.facet(&request, field, top)?;
    let mut output = Output::new();
    if args.format != TableFormat::Json {
        said(&request, &counts.warnings);
        if counts.relaxed {
            none_holds_all(counts.total);
        }
    }
    match args.format {
        TableFormat::Text => text(&counts, &mut output)?,
        TableFormat::Json => output.line(
            &serde_json::to_string(&counts).context("the answer cannot be written as JSON")?,
        )?,
        TableFormat::Csv => rows(&counts, csv, &mut output)?,
        TableFormat::Tsv => rows(&counts, tsv, &mut output)?,
    }
    Ok(found(counts.distinct))
}

/// The field a person means, if its values can be counted.
fn facet_field(typed: &str) -> Result<&'static Field> {
    match field(typed) {
        Some(field) if countable_fields().any(|known| known == field) => Ok(field),
        _ => {
            let known: Vec<String> = countable_fields()
                .map(|field| format!("`{}`", field.name))
                .collect();
            bail!(
                "`--by {typed}`: not a field that is counted; these are: {}",
                known.join(", ")
            )
        }
    }
}

fn text(counts: &FacetCounts, output: &mut Output) -> Result<()> {
    let total = if counts.relaxed {
        french::total_of_others(counts.total, None, counts.undated)
    } else {
        french::total(counts.total, None, counts.undated)
    };
    output.line(&format!("{TITLE}{total}{TITLE:#}"))?;
    if counts.total == 0 {
        return Ok(());
    }
    output.line("")?;
    let name = french::field(counts.field);
    output.line(&format!("{TITLE}{name}{TITLE:#}"))?;
    if counts.zones.is_empty() {
        bars(&counts.values, width(), output)?;
    } else {
        let tree = tree(&counts.zones, &counts.values).into_iter();
        let indented = tree.map(|(depth, facet)| Facet {
            label: format!("{}{}", "  ".repeat(depth), facet.label),
            ..facet.clone()
        });
        bars(&indented.collect::<Vec<_>>(), width(), output)?;
    }
    let shown = counts.values.len() as u64;
    let more = counts.distinct - shown.min(counts.distinct);
    if counts.distinct == 0 {
        output.line(&format!("  {FAINT}aucune valeur{FAINT:#}"))?;
    } else if shown == 0 {
        let all = french::counted(counts.distinct, "valeur");
        output.line(&format!("  {FAINT}{all}{FAINT:#}"))?;
    } else if more > 0 {
        let more = french::counted(more, "autre");
        output.line(&format!("  {FAINT}… {more}{FAINT:#}"))?;
    }
    Ok(())
}

/// A row a value, for a spreadsheet.
fn rows(counts: &FacetCounts, row: fn(&[&str]) -> String, output: &mut Output) -> Result<()> {
    let places = counts.field == "lieu";
    let mut head = vec!["id", "label", "count"];
    head.extend(places.then_some("within"));
    output.line(&row(&head))?;
    for value in &counts.values {
        let (count, within) = (value.count.to_string(), value.within.join("/"));
        let mut cells = vec![value.id.as_str(), &value.label, &count];
        cells.extend(places.then_some(within.as_str()));
        output.line(&row(&cells))?;
    }
    Ok(())
}
