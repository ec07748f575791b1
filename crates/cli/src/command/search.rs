//! `depeche search`.

use std::process::ExitCode;

use anyhow::{Context, Result};
use depeche_corpus::language_name;
use depeche_query::{Hit, Request, Results, Search, Sort};

use crate::archive_path::open;
use crate::args::{Format, SearchArgs, SortArg};
use crate::bars::bars;
use crate::command;
use crate::explain;
use crate::french;
use crate::output::{FAINT, Output, TITLE, plain, width, wrap};
use crate::request::{
    asked, did_you_mean, did_you_mean_filters, found, missing, none_holds_all, said,
};
use crate::short_title::short_title;

/// Values of a facet that are shown in the terminal, and in JSON.
const SHOWN_VALUES: usize = 8;
const JSON_VALUES: usize = 20;

pub(crate) fn run(args: &SearchArgs) -> Result<ExitCode> {
    if args.help_query {
        return command::query::run();
    }
    let request = request(args)?;
    let search = Search::new(open(&args.ask.place)?);
    let mut output = Output::new();
    if args.count {
        let mut warnings = Vec::new();
        let total = search.total(&request, &mut warnings)?;
        said(&request, &warnings);
        if total.relaxed {
            none_holds_all(total.articles);
        }
        let suggested = search.suggest(&request)?;
        did_you_mean(suggested.map(|of| of.query.to_string()).as_deref());
        did_you_mean_filters(&search.suggest_filters(&request)?);
        output.line(&total.articles.to_string())?;
        return Ok(found(total.articles));
    }
    let results = search.search(&request)?;
    match args.format {
        Format::Json => output.line(
            &serde_json::to_string(&results).context("the answer cannot be written as JSON")?,
        )?,
        Format::Text => {
            said(&request, &results.warnings);
            if results.relaxed {
                none_holds_all(results.total);
            }
            did_you_mean(results.did_you_mean.as_deref());
            did_you_mean_filters(&results.filter_suggestions);
            text(&results, &mut output)?;
        }
    }
    Ok(found(results.total))
}

fn request(args: &SearchArgs) -> Result<Request> {
    let values = if args.format == Format::Json {
        JSON_VALUES
    } else {
        SHOWN_VALUES
    };
    Ok(Request {
        limit: args.limit,
        sort: if args.sort == SortArg::Date {
            Sort::Date
        } else {
            Sort::Score
        },
        facets: (!args.no_facets).then_some(values),
        explain: args.explain,
        places_within: args.format == Format::Json,
        ..asked("search", &args.ask)?
    })
}

fn text(results: &Results, output: &mut Output) -> Result<()> {
    let width = width();
    for (at, hit) in results.hits.iter().enumerate() {
        show_hit(at + 1, hit, width, output)?;
    }
    output.line(&format!("{TITLE}{}{TITLE:#}", total(results)))?;
    for (field, values) in results
        .facets
        .iter()
        .filter(|(_, values)| !values.is_empty())
    {
        output.line("")?;
        output.line(&format!("{TITLE}{}{TITLE:#}", french::field(field)))?;
        bars(values, width, output)?;
    }
    Ok(())
}

/// How many articles hold all, and how many others are shown.
fn total(results: &Results) -> String {
    let shown = results.hits.len() as u64;
    if results.relaxed {
        return french::total_of_others(results.total, Some(shown), results.undated);
    }
    let lacks = |hit: &&Hit| !hit.missing.is_empty();
    let others = results.hits.iter().filter(lacks).count() as u64;
    let mut total = french::total(results.total, Some(shown - others), results.undated);
    if others > 0 {
        total.push_str(&french::others(others));
    }
    total
}

fn show_hit(number: usize, hit: &Hit, width: usize, output: &mut Output) -> Result<()> {
    let (title, lit) = if hit.title.is_empty() {
        ("(sans titre)".to_string(), Vec::new())
    } else {
        short_title(&hit.title, &hit.title_lit)
    };
    let title = output.lit(&title, &lit, TITLE);
    let title = match hit.withdrawn {
        true => format!("[{}] {title}", french::WITHDRAWN),
        false => title,
    };
    for (at, line) in wrap(&title, width - 4).iter().enumerate() {
        let number = if at == 0 {
            format!("{number:>2}.")
        } else {
            "   ".to_string()
        };
        output.line(&format!("{number} {TITLE}{line}{TITLE:#}"))?;
    }
    let date = hit
        .date
        .as_deref()
        .map_or_else(|| "sans date".to_string(), french::date);
    // What an agency sent itself is from it.
    let agency = hit
        .agency
        .as_deref()
        .filter(|name| hit.source.as_deref() != Some(*name));
    let source = [hit.source.as_deref(), agency]
        .into_iter()
        .flatten()
        .map(plain)
        .collect::<Vec<_>>();
    // Most articles are in French: only another language is told.
    let language = hit.language.as_deref().filter(|code| *code != "fr");
    let language = language.map(|code| language_name(code).unwrap_or(code));
    let facts = [
        date,
        source.join(", "),
        language.unwrap_or_default().to_string(),
        few(&hit.authors),
        few(&hit.countries),
        few(&hit.persons),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    for line in wrap(&facts.join(" · "), width - 4) {
        output.line(&format!("    {FAINT}{line}{FAINT:#}"))?;
    }
    if !hit.missing.is_empty() {
        for line in wrap(&missing(&hit.missing), width - 4) {
            output.line(&format!("    {FAINT}{line}{FAINT:#}"))?;
        }
    }
    for snippet in &hit.snippets {
        let text = output.lit(&snippet.text, &snippet.lit, anstyle::Style::new());
        for line in wrap(&text, width - 4) {
            output.line(&format!("    {line}"))?;
        }
    }
    output.line(&format!("    {FAINT}{}{FAINT:#}", plain(&hit.id)))?;
    if let Some(explanation) = &hit.explain {
        for line in explain::lines(explanation, width - 4) {
            output.line(&format!("    {FAINT}{line}{FAINT:#}"))?;
        }
    }
    output.line("")?;
    Ok(())
}

/// The first names of a list, and how many more there are.
fn few(names: &[String]) -> String {
    // More than these is a list, not a line.
    const FEW: usize = 4;
    let mut shown: Vec<String> = names.iter().take(FEW).map(|name| plain(name)).collect();
    if names.len() > FEW {
        shown.push(format!("+{}", names.len() - FEW));
    }
    shown.join(", ")
}
