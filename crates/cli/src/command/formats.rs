//! `depeche formats`.

use std::process::ExitCode;

use anyhow::Result;
use depeche_corpus::read::FORMATS;

use crate::output::{Output, TITLE};

pub(crate) fn run() -> Result<ExitCode> {
    let mut output = Output::new();
    let width = |of: &dyn Fn(usize) -> usize| (0..FORMATS.len()).map(of).max().unwrap_or(0);
    let name_width = width(&|at| FORMATS[at].name.chars().count());
    let ends_width = width(&|at| FORMATS[at].ends.chars().count());
    for format in FORMATS {
        output.line(&format!(
            "{TITLE}{:name_width$}{TITLE:#}  {:ends_width$}  {}",
            format.name, format.ends, format.help
        ))?;
    }
    output.line("")?;
    output.line(
        "They may be in any encoding, and `-` is standard input; `depeche index --dry-run FOLDER` says what is in a folder.",
    )?;
    Ok(ExitCode::SUCCESS)
}
