//! `rejected.jsonl`: what could not be read, one JSON object a line, for a person or a script.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::files::{FileRow, Refusal};
use crate::manifest::write_atomically;

/// Writes the refusals of every file of the table.
pub(crate) fn write<'a>(path: &Path, rows: impl Iterator<Item = &'a FileRow>) -> Result<()> {
    #[derive(Serialize)]
    struct Line<'a> {
        file: String,
        #[serde(flatten)]
        refusal: &'a Refusal,
    }
    let mut bytes = Vec::new();
    for row in rows {
        for refusal in &row.refusals {
            let file = format!("{}/{}", row.root, row.file);
            serde_json::to_writer(&mut bytes, &Line { file, refusal })
                .context("a refusal cannot be written as JSON")?;
            bytes
                .write_all(b"\n")
                .context("a refusal cannot be written")?;
        }
    }
    write_atomically(path, &bytes)
}
