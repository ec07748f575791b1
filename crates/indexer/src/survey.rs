//! Before a run: which files there are, and whether anything has changed since the last commit.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use depeche_corpus::read::{Error, Mapping, Reason};
use rustc_hash::FxHashSet;

use crate::document::file_key;
use crate::files::{FileRow, Found, STANDARD_INPUT, root_of, walk};
use crate::report::Report;
use crate::run::Options;
use crate::store::committed;

/// Whether nothing has changed since the last commit; the report then says so. It is seen without the writer's lock, so
/// that any number of searches can bring the same folder up to date.
pub(crate) fn all_unchanged(
    folder: &Path,
    options: &Options,
    found: &[Found],
    roots: &[String],
    report: &mut Report,
) -> Result<bool> {
    let Some((rows, archive)) = committed(folder)? else {
        return Ok(false);
    };
    let (mut unchanged, mut articles) = (0, 0);
    let mut passed = Report::default();
    for file in found {
        let Some(row) = rows.get(&file_key(&file.root, &file.file)) else {
            return Ok(false);
        };
        if !is_unchanged(row, file.stamp(), options.mapping.as_ref()) {
            return Ok(false);
        }
        unchanged += 1;
        articles += row.articles;
        passed.pass_over(file, row);
    }
    let keys: FxHashSet<String> = found
        .iter()
        .map(|file| file_key(&file.root, &file.file))
        .collect();
    let gone = rows
        .iter()
        .filter(|(key, row)| roots.contains(&row.root) && !keys.contains(*key))
        .count();
    if options.prune && gone > 0 {
        return Ok(false);
    }
    report.files_unchanged = unchanged;
    report.unchanged = articles;
    report.refused_before = passed.refused_before;
    report.unlisted = passed.unlisted;
    report.files_gone = u64::try_from(gone).unwrap_or(u64::MAX);
    report.articles = archive.len();
    Ok(true)
}

/// Whether a file is as it was when it was read, and is read in the same way.
pub(crate) fn is_unchanged(
    row: &FileRow,
    now: Option<(u64, u64)>,
    mapping: Option<&Mapping>,
) -> bool {
    now.is_some_and(|(size, changed)| row.size == size && row.changed == changed && changed != 0)
        && mapping.is_none_or(|mapping| mapping.to_string() == row.mapping)
}

/// Which columns hold what in the files below a root, as was said last.
pub(crate) fn remembered(rows: &BTreeMap<String, FileRow>, root: &str) -> Mapping {
    let mut rows = rows.values().filter(|row| row.root == root);
    let said = rows.find(|row| !row.mapping.is_empty());
    said.and_then(|row| row.mapping.parse().ok())
        .unwrap_or_default()
}

/// The files below the given paths, each once, and the roots.
pub(crate) fn find(options: &Options, report: &mut Report) -> Result<(Vec<Found>, Vec<String>)> {
    let (mut found, mut roots) = (Vec::<Found>::new(), Vec::new());
    let mut seen = FxHashSet::default();
    for path in &options.paths {
        let refusals = &mut report.refusals;
        let refused_before = refusals.len();
        let mut refuse = |path: &Path, error: std::io::Error| {
            let reason = Reason::Unreadable(error.to_string());
            refusals.push(Error {
                file: path.display().to_string(),
                member: None,
                record: None,
                line: None,
                reason,
            });
        };
        if path == Path::new(STANDARD_INPUT) {
            let input = Found::standard_input();
            if seen.insert(file_key(&input.root, &input.file)) {
                found.push(input);
            }
            continue;
        }
        match walk(path, &mut refuse) {
            Ok(files) => {
                found.extend(
                    files
                        .into_iter()
                        .filter(|file| seen.insert(file_key(&file.root, &file.file))),
                );
                // What lies in a folder that cannot be read is not gone.
                if let Ok((root, _, false)) = root_of(path)
                    && refusals.len() == refused_before
                {
                    roots.push(root.to_string_lossy().into_owned());
                }
            }
            Err(error) => refuse(path, error),
        }
    }
    if found.is_empty() && roots.is_empty() {
        if report.refusals.is_empty() {
            bail!("no file or folder was given: `depeche index FOLDER`");
        }
        let reasons: Vec<String> = report.refusals.iter().map(ToString::to_string).collect();
        bail!("{}", reasons.join("; "));
    }
    report.refused = u64::try_from(report.refusals.len()).unwrap_or(u64::MAX);
    Ok((found, roots))
}
