//! What an archive holds, and what it takes on the disk.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use depeche_corpus::DateInterval;
use jiff::Timestamp;

use crate::archive::{Archive, TRIES};
use crate::document::day;
use crate::files::FileRow;
use crate::manifest;
use crate::store::committed;

/// What an archive holds, and what it takes on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Articles.
    pub articles: u64,
    /// Those without a date.
    pub undated: u64,
    /// From the first day of any article to the last; none where no article has a date.
    pub days: Option<DateInterval>,
    /// Files they were read from.
    pub files: u64,
    /// Bytes of those files, when they were read.
    pub file_bytes: u64,
    /// Records and files that could not be read.
    pub refused: u64,
    /// Bytes of the archive's folder.
    pub disk_bytes: u64,
    /// Parts of the index.
    pub segments: usize,
    /// Number of the archive's format.
    pub format: u32,
    /// Fingerprint of the analysis.
    pub analysis: String,
    /// When it was last written.
    pub written: Timestamp,
}

/// Returns what the archive in a folder holds at its last commit, and that commit opened for reading.
///
/// # Errors
/// When there is none, when it is of another format or analysis, or when the disk fails; each says what to do.
pub fn stats(folder: &Path) -> Result<(Stats, Archive)> {
    for _ in 0..TRIES {
        let manifest = manifest::read(folder)?;
        // A run that was killed before its first commit leaves an archive without a table.
        let (files, archive) = match committed(folder)? {
            Some((files, archive)) => (files.into_values().collect(), archive),
            None => (Vec::new(), Archive::open(folder)?),
        };
        let meta = folder.join(&manifest.index).join("meta.json");
        let Ok(written) = fs::metadata(&meta).and_then(|meta| meta.modified()) else {
            continue;
        };
        let (days, undated) = days(&archive)?;
        let sum = |of: fn(&FileRow) -> u64| files.iter().map(of).sum();
        let stats = Stats {
            articles: archive.len(),
            undated,
            days,
            files: u64::try_from(files.len()).unwrap_or(u64::MAX),
            file_bytes: sum(|row| row.size),
            refused: sum(|row| row.refused),
            disk_bytes: bytes_below(folder)
                .with_context(|| format!("{}: cannot be read", folder.display()))?,
            segments: archive.searcher().segment_readers().len(),
            format: manifest.format,
            analysis: manifest.analysis,
            written: Timestamp::try_from(written)
                .with_context(|| format!("{}: has no time of change", meta.display()))?,
        };
        return Ok((stats, archive));
    }
    bail!(
        "{}: this archive changes all the time; wait until `depeche index` has finished",
        folder.display()
    )
}

/// The days from the first to the last, and the number of articles without one.
fn days(archive: &Archive) -> Result<(Option<DateInterval>, u64)> {
    let context = || format!("{}: the index has no dates", archive.folder.display());
    let (mut days, mut undated) = (None::<(i64, i64)>, 0);
    for segment in archive.searcher().segment_readers() {
        let columns = segment.fast_fields();
        let from = columns.i64("date_from").with_context(context)?;
        let to = columns.i64("date_to").with_context(context)?;
        for doc in segment.doc_ids_alive() {
            let (Some(from), Some(to)) = (from.first(doc), to.first(doc)) else {
                undated += 1;
                continue;
            };
            let (first, last) = days.unwrap_or((from, to));
            days = Some((first.min(from), last.max(to)));
        }
    }
    let days = days.and_then(|(from, to)| {
        Some(DateInterval {
            from: day(from)?,
            to: day(to)?,
        })
    });
    Ok((days, undated))
}

fn bytes_below(folder: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // A file that a writer deletes meanwhile takes no room.
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        bytes += if metadata.is_dir() {
            bytes_below(&entry.path()).unwrap_or(0)
        } else {
            metadata.len()
        };
    }
    Ok(bytes)
}
