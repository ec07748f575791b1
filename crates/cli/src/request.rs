//! From what was typed to a request, and what is said of how it was read.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::CommandFactory as _;
use depeche_query::{FilterSuggestion, Query, Request, parse, parse_dates};

use crate::args::{Args, AskArgs};
use crate::output::plain;
use crate::{french, message, notes};

/// Returns the request that was typed to a command, its filters checked.
pub(crate) fn asked(command: &str, args: &AskArgs) -> Result<Request> {
    refuse_option(command, &args.query)?;
    let query = parse_query(&args.query)?;
    let dates = match &args.date {
        None => None,
        Some(typed) => match parse_dates(typed, french::today()) {
            Some(dates) => Some(dates),
            None => bail!(
                "`--date {typed}`: write `2025-06-14`, `2025-06`, `2024-08..2025-03`, `..2025`, `août 2024`, `avant 2025` or `30 derniers jours`"
            ),
        },
    };
    let filters = &args.filters.filters;
    if let Some(filter) = filters.iter().find(|filter| filter.values.is_empty()) {
        bail!(
            "`--{}` needs a value; several are written `a|b`",
            filter.field.name
        );
    }
    Ok(Request {
        filters: filters.clone(),
        dates,
        strict: args.strict,
        expansions: args.expansions.most(),
        ..Request::of(&args.query, query)
    })
}

/// Says what a person should know of an answer, and how the query was read where that is not how it was typed.
pub(crate) fn said(request: &Request, warnings: &[String]) {
    for warning in warnings {
        message::warning(warning);
    }
    let (typed, understood) = (request.typed.trim(), request.query.to_string());
    if !typed.is_empty() && understood != typed {
        message::note(&format!("understood: {understood}"));
    }
}

/// Says what the query may have been meant to be, as it can be typed.
pub(crate) fn did_you_mean(query: Option<&str>) {
    if let Some(query) = query {
        message::note(&format!("did you mean: {}", plain(query)));
    }
}

/// Says what the filters may have been meant to be, as they can be typed.
pub(crate) fn did_you_mean_filters(suggestions: &[FilterSuggestion]) {
    for suggestion in suggestions {
        message::note(&plain(&suggestion.asked()));
    }
}

/// Says that no article holds all that was asked, and how many hold some of it.
pub(crate) fn none_holds_all(others: u64) {
    let hold = if others == 1 { "holds" } else { "hold" };
    message::note(&format!(
        "no article holds all the words; {others} {hold} some"
    ));
}

/// Returns what is said of an article that lacks some of the words.
pub(crate) fn missing(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| plain(word)).collect();
    format!("missing: {}", words.join(", "))
}

/// Returns the exit code: whether something was found.
pub(crate) fn found(count: u64) -> ExitCode {
    if count > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    }
}

/// Reads a query, and says where it was taken otherwise than typed, or refused.
pub(crate) fn parse_query(typed: &str) -> Result<Query> {
    match parse(typed, french::today()) {
        Ok(parsed) => {
            notes::say(typed, &parsed.notes);
            Ok(parsed.query)
        }
        Err(error) => {
            notes::mark(typed, &error.span);
            bail!("{error}")
        }
    }
}

/// Refuses a query that is an option with a slip: a query may begin with `-`, so that clap takes it for one.
fn refuse_option(command: &str, query: &str) -> Result<()> {
    let name = query
        .split(|c: char| c == '=' || c.is_whitespace())
        .next()
        .unwrap_or_default();
    let is_option = name
        .strip_prefix("--")
        .is_some_and(|name| name.starts_with(char::is_alphabetic));
    // Behind `--` stands no option.
    let mut behind = std::env::args_os().skip_while(|typed| typed != "--");
    if !is_option || behind.any(|typed| typed == query) {
        return Ok(());
    }
    let tip = match similar(command, &name[2..]) {
        Some(known) => format!("; did you mean `--{known}`?"),
        None => String::new(),
    };
    let name = plain(name);
    bail!(
        "`{name}` is no option of `depeche {command}`{tip}\n\nTo search for it, write it behind `--`: depeche {command} -- {name}"
    )
}

/// The option of a command that a name begins, or that begins the name.
fn similar(command: &str, name: &str) -> Option<String> {
    // What an option shares with fewer letters is a coincidence.
    const ENOUGH: usize = 2;
    let mut args = Args::command();
    args.build();
    let known = args.find_subcommand(command)?.get_arguments();
    let names = known.flat_map(|known| known.get_long_and_visible_aliases().unwrap_or_default());
    names
        .filter(|known| known.starts_with(name) || name.starts_with(known))
        .filter(|known| known.len().min(name.len()) >= ENOUGH)
        .min_by_key(|known| (known.len().abs_diff(name.len()), *known))
        .map(ToString::to_string)
}
