//! What a run of `index` did.

use std::collections::BTreeMap;
use std::time::Duration;

use depeche_corpus::read::Error;

use crate::files::{FileRow, Found};

/// How far a run is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    /// Files read to their end.
    pub files: u64,
    /// Files to read.
    pub files_in_all: u64,
    /// Records read.
    pub records: u64,
    /// Bytes of article text read.
    pub bytes: u64,
    /// Since the run began.
    pub elapsed: Duration,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Articles in the archive now.
    pub articles: u64,
    /// Articles that were not in the archive before.
    pub new: u64,
    /// Articles whose text or facts changed.
    pub changed: u64,
    /// Records read again that said the same.
    pub unchanged: u64,
    /// Records of articles already known from another place.
    pub elsewhere: u64,
    /// Earlier versions of articles, which do not stand.
    pub earlier: u64,
    /// Records that withdraw an article, or are withdrawn.
    pub withdrawn: u64,
    /// Records that are not in French, by their language (`en`).
    pub languages: BTreeMap<String, u64>,
    /// Articles that went with their last place.
    pub removed: u64,
    /// Articles that left one of their places and stand in another.
    pub left: u64,
    /// Articles that were not met again in their file and stay, as it could not be read whole.
    pub kept: u64,
    /// Files that were read.
    pub files_read: u64,
    /// Files that had not changed since they were read, and were passed over.
    pub files_unchanged: u64,
    /// Files of the archive that are no longer there.
    pub files_gone: u64,
    /// What could not be read in this run; of each file the first thousand records, and what speaks of more than a record.
    pub refusals: Vec<Error>,
    /// How many there were.
    pub refused: u64,
    /// How many had been refused before in files that were passed over, unchanged.
    pub refused_before: u64,
    /// How many of all these are listed nowhere, by their file.
    pub unlisted: BTreeMap<String, u64>,
    /// What was wrong with articles that were kept all the same, a date that is none; the first thousand a file.
    pub remarks: Vec<Error>,
    /// How many there were.
    pub remarked: u64,
    /// How many of them are listed nowhere, by their file.
    pub remarks_unlisted: BTreeMap<String, u64>,
    /// Characters that were no text and became U+FFFD.
    pub replaced: u64,
    /// Letters that had been read in the wrong encoding before (`Ã©` for `é`) and are right again.
    pub mended: u64,
    /// What a person should know: an article with two texts.
    pub warnings: Vec<String>,
    /// Records read.
    pub records: u64,
    /// Bytes of article text read.
    pub bytes: u64,
    /// How long it took.
    pub elapsed: Duration,
}

impl Report {
    /// Counts what was refused before in a file that is as it was.
    pub(crate) fn pass_over(&mut self, file: &Found, row: &FileRow) {
        self.refused_before += row.refused;
        if row.unlisted() > 0 {
            let name = file.path.display().to_string();
            *self.unlisted.entry(name).or_default() += row.unlisted();
        }
    }
}
