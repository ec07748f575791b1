//! `depeche complete`: what the scripts of `completions` call at every press of the tabulator.

use std::process::ExitCode;

use anyhow::Result;
use clap::CommandFactory as _;

use crate::args::{Args, CompleteArgs, Shell};
use crate::completion::candidates;
use crate::output::{Output, plain};
use crate::shell_words::{quoted, unquoted};

/// Prints a line a candidate. 1 says that the shell should offer file names.
pub(crate) fn run(args: &CompleteArgs) -> Result<ExitCode> {
    let mut command = Args::command();
    command.build();
    let bash = args.shell == Shell::Bash;
    let words = args.words.iter();
    let words: Vec<String> = words
        .map(|word| if bash { unquoted(word) } else { word.clone() })
        .collect();
    let Some(candidates) = candidates(&command, &words) else {
        return Ok(ExitCode::from(1));
    };
    let mut output = Output::new();
    for candidate in candidates {
        let candidate = plain(&candidate).replace(['\n', '\t'], " ");
        let typed = args.words.last().map_or("", String::as_str);
        output.line(&if bash {
            quoted(&candidate, typed)
        } else {
            candidate
        })?;
    }
    Ok(ExitCode::SUCCESS)
}
