//! Lines of a file with their numbers, and errors that name the line.

use std::path::Path;

use anyhow::{Context, Result};

/// Gives every line that is not blank with its number, from 1; an error of `each` is said with file and line.
pub(super) fn each_line(path: &Path, mut each: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot read", path.display()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    for (number, line) in text.lines().enumerate() {
        if !line.trim().is_empty() {
            each(line).with_context(|| format!("{}:{}: bad line", path.display(), number + 1))?;
        }
    }
    Ok(())
}
