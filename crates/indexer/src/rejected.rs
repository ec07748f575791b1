//! `rejected.jsonl`: what could not be read, one JSON object a line, for a person or a script.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use depeche_corpus::read::Error;
use serde::{Deserialize, Serialize};

use crate::files::FileRow;
use crate::manifest::write_atomically;

/// One refusal, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Refusal {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u64>,
    pub(crate) reason: String,
}

impl From<&Error> for Refusal {
    fn from(error: &Error) -> Self {
        Self {
            record: error.record,
            line: error.line,
            reason: error.reason.to_string(),
        }
    }
}

/// Refusals kept a file; a file with more of them is no archive, and its first thousand tell why.
pub(crate) const KEPT_REFUSALS: usize = 1000;

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
