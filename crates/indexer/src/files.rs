//! Which files there are below the given paths, and the table of those that were read.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use depeche_corpus::read::Error;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::entities::CURATION;
use crate::manifest::write_atomically;

/// A file found below a given path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) root: String,
    pub(crate) file: String,
    pub(crate) scope: String,
}

/// The path that means standard input, and the root and the file of what was read there. It is no file that could be read
/// again or be gone, so what a run reads is only ever added.
pub(crate) const STANDARD_INPUT: &str = "-";

/// What scopes the identifiers of articles from standard input that have no source.
const STANDARD_INPUT_SCOPE: &str = "stdin";

impl Found {
    /// Standard input.
    pub(crate) fn standard_input() -> Self {
        Self {
            path: STANDARD_INPUT.into(),
            root: STANDARD_INPUT.to_string(),
            file: STANDARD_INPUT.to_string(),
            scope: STANDARD_INPUT_SCOPE.to_string(),
        }
    }

    pub(crate) fn is_standard_input(&self) -> bool {
        // Roots of files are absolute.
        self.root == STANDARD_INPUT
    }

    /// Size and time of change, where it has them.
    pub(crate) fn stamp(&self) -> Option<(u64, u64)> {
        if self.is_standard_input() {
            return None;
        }
        stamp(&self.path).ok()
    }
}

/// A row of the table: a file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileRow {
    pub(crate) root: String,
    pub(crate) file: String,
    /// What scopes the identifiers of its articles without a source.
    pub(crate) scope: String,
    pub(crate) size: u64,
    /// Time of the last change in nanoseconds since 1970; 0 for a file that changed while it was read, or just before,
    /// so that it is read again.
    pub(crate) changed: u64,
    pub(crate) articles: u64,
    /// Which columns held what, as a person said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) mapping: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) refusals: Vec<Refusal>,
    /// How many refusals there were; more than are kept above when something is very wrong with the file.
    #[serde(default)]
    pub(crate) refused: u64,
    /// What was wrong with articles that were kept all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) remarks: Vec<Refusal>,
}

impl FileRow {
    /// How many refusals are listed nowhere.
    pub(crate) fn unlisted(&self) -> u64 {
        let listed = u64::try_from(self.refusals.len()).unwrap_or(u64::MAX);
        self.refused.saturating_sub(listed)
    }
}

/// One refusal, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Refusal {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) member: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u64>,
    pub(crate) reason: String,
}

impl From<&Error> for Refusal {
    fn from(error: &Error) -> Self {
        Self {
            member: error.member.clone(),
            record: error.record,
            line: error.line,
            reason: error.reason.to_string(),
        }
    }
}

/// Refusals of records kept a file, and of more than a record, and remarks; a file with more of them is no archive, and its
/// first thousand tell why.
pub(crate) const KEPT_REFUSALS: usize = 1000;

/// How many refusals of a file are kept so far.
#[derive(Debug, Default)]
pub(crate) struct Room {
    records: usize,
    others: usize,
}

impl Room {
    /// Whether there is room for one. What speaks of the whole file may come last and must not go for what its records
    /// say.
    pub(crate) fn takes(&mut self, error: &Error) -> bool {
        let kept = match error.record {
            Some(_) => &mut self.records,
            None => &mut self.others,
        };
        *kept += 1;
        *kept <= KEPT_REFUSALS
    }
}

/// Returns size and time of change of a file.
fn stamp(path: &Path) -> std::io::Result<(u64, u64)> {
    let metadata = fs::metadata(path)?;
    let changed = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok((
        metadata.len(),
        changed.map_or(0, |time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)),
    ))
}

/// The absolute path of a root without links, and the scope of identifiers below it: its name.
pub(crate) fn root_of(path: &Path) -> std::io::Result<(PathBuf, String, bool)> {
    let path = fs::canonicalize(path)?;
    let is_file = path.is_file();
    let name = if is_file {
        path.file_stem()
    } else {
        path.file_name()
    };
    let scope = name.map_or_else(
        || "racine".to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    Ok((path, scope, is_file))
}

/// Lists the files at or below a given path, sorted; hidden files and archives are passed over. Folders that cannot be
/// read are given to `refuse`.
///
/// # Errors
/// When the path does not exist.
pub(crate) fn walk(
    given: &Path,
    refuse: &mut dyn FnMut(&Path, std::io::Error),
) -> std::io::Result<Vec<Found>> {
    let (path, scope, is_file) = root_of(given)?;
    if path.join("depeche.toml").exists() {
        return Err(std::io::Error::other(
            "it is an archive; `--archive` names one, files and folders of articles are read",
        ));
    }
    let root = if is_file {
        path.parent().unwrap_or(&path).to_path_buf()
    } else {
        path.clone()
    };
    let mut files = Vec::new();
    if is_file {
        files.push((path, given.to_path_buf()));
    } else {
        let mut seen = FxHashSet::default();
        let mut folders = vec![(path, given.to_path_buf())];
        while let Some((folder, shown)) = folders.pop() {
            if !seen.insert(fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone())) {
                continue;
            }
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    refuse(&shown, error);
                    continue;
                }
            };
            for entry in entries {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        refuse(&shown, error);
                        continue;
                    }
                };
                let path = entry.path();
                let shown = shown.join(entry.file_name());
                let hidden = entry.file_name().to_string_lossy().starts_with('.');
                // What corrects the names of a folder lies beside its files.
                let corrects = entry.file_name() == CURATION && folder == root;
                if hidden || corrects {
                    continue;
                }
                // Opening a pipe or a device would wait for ever; a link to nowhere is refused when it is read.
                let special =
                    fs::metadata(&path).is_ok_and(|data| !data.is_dir() && !data.is_file());
                if special {
                    refuse(&shown, std::io::Error::other("it is no regular file"));
                } else if !path.is_dir() {
                    files.push((path, shown));
                } else if !path.join("depeche.toml").exists() {
                    folders.push((path, shown));
                }
            }
        }
    }
    files.sort();
    let found = files.into_iter().map(|(path, shown)| {
        let below = path.strip_prefix(&root).unwrap_or(&path);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        Found {
            file: parts.join("/"),
            root: root.to_string_lossy().into_owned(),
            scope: scope.clone(),
            path: shown,
        }
    });
    Ok(found.collect())
}

/// Reads the table that a commit names.
pub(crate) fn read_table(path: &Path) -> Result<Vec<FileRow>> {
    let context = || format!("{}: cannot be read", path.display());
    let file = fs::File::open(path).with_context(context)?;
    let mut rows = Vec::new();
    for line in BufReader::new(file).lines() {
        rows.push(serde_json::from_str(&line.with_context(context)?).with_context(context)?);
    }
    Ok(rows)
}

/// Writes the table, before the commit that names it.
pub(crate) fn write_table<'a>(path: &Path, rows: impl Iterator<Item = &'a FileRow>) -> Result<()> {
    let mut bytes = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut bytes, row)
            .context("the table of files cannot be written as JSON")?;
        bytes
            .write_all(b"\n")
            .context("the table of files cannot be written")?;
    }
    write_atomically(path, &bytes)
}
