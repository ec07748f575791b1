//! From what was typed to a request, and what is said of how it was read.

use std::process::ExitCode;

use anyhow::{Result, bail};
use depeche_query::{Query, Request, parse, parse_dates};

use crate::args::AskArgs;
use crate::{french, message, notes};

/// Returns the request that was typed, its filters checked.
pub(crate) fn asked(args: &AskArgs) -> Result<Request> {
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
