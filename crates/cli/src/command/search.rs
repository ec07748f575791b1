//! `depeche search`.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use depeche_query::{Facet, Hit, Note, Query, Request, Results, Search, Sort, parse, parse_dates};

use crate::archive_path::open;
use crate::args::{Format, SearchArgs, SortArg};
use crate::output::{BAR, FAINT, Output, TITLE, plain, width, wrap};
use crate::{french, message};

/// Columns of a full bar.
const BAR_WIDTH: u64 = 24;

/// Values of a facet that are shown in the terminal, and in JSON.
const SHOWN_VALUES: usize = 8;
const JSON_VALUES: usize = 20;

pub(crate) fn run(args: &SearchArgs) -> Result<ExitCode> {
    let request = request(args)?;
    let search = Search::new(open(&args.place)?);
    let mut output = Output::new();
    if args.count {
        let count = search.count(&request)?;
        output.line(&count.to_string())?;
        return Ok(found(count));
    }
    let results = search.search(&request)?;
    match args.format {
        Format::Json => output.line(
            &serde_json::to_string(&results).context("the answer cannot be written as JSON")?,
        )?,
        Format::Text => {
            for warning in &results.warnings {
                message::warning(warning);
            }
            let understood = request.query.to_string();
            if !args.query.trim().is_empty() && understood != args.query.trim() {
                message::note(&format!("understood: {understood}"));
            }
            text(&results, &mut output)?;
        }
    }
    Ok(found(results.total))
}

fn found(count: u64) -> ExitCode {
    if count > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}

fn request(args: &SearchArgs) -> Result<Request> {
    let parsed = match parse(&args.query, french::today()) {
        Ok(parsed) => parsed,
        Err(error) => bail!("{error}"),
    };
    for note in &parsed.notes {
        caret(&args.query, note);
    }
    let dates = match &args.date {
        None => None,
        Some(typed) => match parse_dates(typed, french::today()) {
            Some(dates) => Some(dates),
            None => bail!(
                "`--date {typed}`: write `2025-06-14`, `2025-06`, `2024-08..2025-03`, `..2025`, `août 2024`, `avant 2025` or `30 derniers jours`"
            ),
        },
    };
    if let Some(filter) = args
        .filters
        .filters
        .iter()
        .find(|filter| filter.values.is_empty())
    {
        bail!(
            "`--{}` needs a value; several are written `a|b`",
            filter.field.name
        );
    }
    let values = if args.format == Format::Json {
        JSON_VALUES
    } else {
        SHOWN_VALUES
    };
    Ok(Request {
        filters: args.filters.filters.clone(),
        dates,
        limit: args.limit,
        sort: if args.sort == SortArg::Date {
            Sort::Date
        } else {
            Sort::Score
        },
        facets: (!args.no_facets).then_some(values),
        ..Request::of(&args.query, parsed.query)
    })
}

/// Shows where a query was taken otherwise than typed.
fn caret(typed: &str, note: &Note) {
    // A pasted page is no line to point into.
    if typed.len() <= 200 && !typed.contains('\n') {
        let before = typed[..note.span.start].chars().count();
        let length = typed[note.span.clone()].chars().count().max(1);
        message::note(&format!(
            "  {typed}\n  {}{}",
            " ".repeat(before),
            "^".repeat(length)
        ));
    }
    message::warning(&note.message);
}

fn text(results: &Results, output: &mut Output) -> Result<()> {
    let width = width();
    for (at, hit) in results.hits.iter().enumerate() {
        show_hit(at + 1, hit, width, output)?;
    }
    let shown = results.hits.len();
    let mut total = french::counted(results.total, "article");
    if (shown as u64) < results.total {
        total.push_str(&format!(
            ", {shown} montré{}",
            if shown > 1 { "s" } else { "" }
        ));
    }
    if results.undated > 0 {
        total.push_str(&format!(
            ", sans date\u{a0}: {}",
            french::number(results.undated)
        ));
    }
    output.line(&format!("{TITLE}{total}{TITLE:#}"))?;
    for (field, values) in results
        .facets
        .iter()
        .filter(|(_, values)| !values.is_empty())
    {
        output.line("")?;
        output.line(&format!("{TITLE}{}{TITLE:#}", french::field(field)))?;
        bars(values, output)?;
    }
    Ok(())
}

fn show_hit(number: usize, hit: &Hit, width: usize, output: &mut Output) -> Result<()> {
    let title = if hit.title.is_empty() {
        "(sans titre)"
    } else {
        &hit.title
    };
    let title = output.lit(title, &hit.title_lit, TITLE);
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
    let source = [hit.source.as_deref(), hit.agency.as_deref()]
        .into_iter()
        .flatten()
        .map(plain)
        .collect::<Vec<_>>();
    let facts = [
        date,
        source.join(", "),
        few(&hit.countries),
        few(&hit.persons),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    for line in wrap(&facts.join(" · "), width - 4) {
        output.line(&format!("    {FAINT}{line}{FAINT:#}"))?;
    }
    for snippet in &hit.snippets {
        let text = output.lit(&snippet.text, &snippet.lit, anstyle::Style::new());
        for line in wrap(&text, width - 4) {
            output.line(&format!("    {line}"))?;
        }
    }
    output.line(&format!("    {FAINT}{}{FAINT:#}", plain(&hit.id)))?;
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

fn bars(values: &[Facet], output: &mut Output) -> Result<()> {
    let most = values
        .iter()
        .map(|value| value.count)
        .max()
        .unwrap_or(1)
        .max(1);
    let labels: Vec<String> = values.iter().map(|value| plain(&value.label)).collect();
    // A label longer than a column of names is cut.
    let widest = labels
        .iter()
        .map(|label| label.chars().count())
        .max()
        .unwrap_or(0)
        .min(32);
    for (value, label) in values.iter().zip(labels) {
        let label = if label.chars().count() > widest {
            label.chars().take(widest - 1).chain(['…']).collect()
        } else {
            label
        };
        let eighths = (value.count * BAR_WIDTH * 8).div_ceil(most);
        let full = usize::try_from(eighths / 8).unwrap_or(0);
        let part =
            ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][usize::try_from(eighths % 8).unwrap_or(0)];
        let bar = format!("{}{part}", "█".repeat(full));
        let count = french::number(value.count);
        let gap = " ".repeat(widest - label.chars().count());
        output.line(&format!("  {label}{gap}  {BAR}{bar}{BAR:#} {count}"))?;
    }
    Ok(())
}

/// Reads a query for another command.
pub(crate) fn parse_query(typed: &str) -> Result<Query> {
    match parse(typed, french::today()) {
        Ok(parsed) => Ok(parsed.query),
        Err(error) => bail!("{error}"),
    }
}
