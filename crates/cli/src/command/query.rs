//! `depeche search --help-query` and `depeche help query`: how a query is written.

use std::process::ExitCode;

use anyhow::Result;

use crate::args::QUERY_HELP;
use crate::output::{Output, TITLE};

pub(crate) fn run() -> Result<ExitCode> {
    let mut output = Output::new();
    for line in QUERY_HELP.lines() {
        // A group's name stands in capitals at the start of a line.
        let heads = line.split([',', ' ']).next().unwrap_or_default();
        if heads.len() > 1 && heads.chars().all(char::is_uppercase) {
            output.line(&format!("{TITLE}{line}{TITLE:#}"))?;
        } else {
            output.line(line)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
