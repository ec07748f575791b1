//! `rejected.jsonl`: what could not be read, one JSON object a line, for a person or a script; and `remarks.jsonl`, in the
//! same form: what was wrong with articles that were kept all the same.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use depeche_corpus::read::Error;
use serde::Serialize;

use crate::files::{FileRow, Refusal, STANDARD_INPUT};
use crate::manifest::write_atomically;

/// Writes both of every file of the table, and the refusals of what was given and is no file.
pub(crate) fn write<'a>(
    folder: &Path,
    rows: impl Iterator<Item = &'a FileRow> + Clone,
    unfound: &[Error],
) -> Result<()> {
    let refusals = rows.clone().map(|row| (row, row.refusals.as_slice()));
    write_list(&folder.join("rejected.jsonl"), refusals, unfound)?;
    let remarks = rows.map(|row| (row, row.remarks.as_slice()));
    write_list(&folder.join("remarks.jsonl"), remarks, &[])
}

fn write_list<'a>(
    path: &Path,
    rows: impl Iterator<Item = (&'a FileRow, &'a [Refusal])>,
    unfound: &[Error],
) -> Result<()> {
    let mut bytes = Vec::new();
    let mut line = |file: String, refusal: &Refusal| -> Result<()> {
        serde_json::to_writer(&mut bytes, &Line { file, refusal })
            .context("a refusal cannot be written as JSON")?;
        bytes
            .write_all(b"\n")
            .context("a refusal cannot be written")
    };
    for error in unfound {
        line(error.file.clone(), &Refusal::from(error))?;
    }
    for (row, refusals) in rows {
        for refusal in refusals {
            let file = match row.root.as_str() {
                STANDARD_INPUT => row.file.clone(),
                root => format!("{root}/{}", row.file),
            };
            line(file, refusal)?;
        }
    }
    write_atomically(path, &bytes)
}

#[derive(Serialize)]
struct Line<'a> {
    file: String,
    #[serde(flatten)]
    refusal: &'a Refusal,
}
