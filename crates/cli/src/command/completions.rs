//! `depeche completions`.

use std::process::ExitCode;

use anyhow::Result;

use crate::args::{CompletionsArgs, Shell};
use crate::output::Output;

pub(crate) fn run(args: &CompletionsArgs) -> Result<ExitCode> {
    let script = match args.shell {
        Shell::Bash => include_str!("completions.bash"),
        Shell::Zsh => include_str!("completions.zsh"),
        Shell::Fish => include_str!("completions.fish"),
    };
    Output::new().line(script.trim_end())?;
    Ok(ExitCode::SUCCESS)
}
