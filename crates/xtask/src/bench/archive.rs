//! The archive that is measured: made, or indexed from a file, with the product's own indexer; kept between runs where
//! a folder is given.

use std::fs::{self, File};
use std::io::BufWriter;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use depeche_corpus::content_hash;
use depeche_indexer::{Options, State, index, state};
use serde::{Deserialize, Serialize};

use crate::corpus;

/// What is measured, and where it lies.
pub(super) struct Made {
    /// The archive's folder.
    pub(super) folder: PathBuf,
    pub(super) indexed: Indexed,
    /// Bytes on disk.
    pub(super) size: u64,
}

/// How it was indexed, in this run or in the one that made it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Indexed {
    /// Bytes of article text.
    pub(super) bytes: u64,
    pub(super) seconds: f64,
    pub(super) threads: usize,
}

/// Makes articles below a folder, where they do not stand there yet, and indexes them.
pub(super) fn made(folder: &Path, articles: u64, seed: u64) -> Result<Made> {
    let mut beginning = Vec::new();
    corpus::write(articles.min(20), seed, &mut beginning)?;
    // Another generator, or other tables, make other articles.
    let hash = content_hash([String::from_utf8_lossy(&beginning).as_ref()]);
    let folder = folder.join(format!("made-{articles}-{seed}-{}", &hash[..8]));
    fs::create_dir_all(&folder).with_context(|| format!("{}: cannot make", folder.display()))?;
    let file = folder.join("articles.jsonl");
    if !file.exists() {
        let unfinished = folder.join("articles.unfinished");
        let context = || format!("{}: cannot write", unfinished.display());
        let mut out = BufWriter::new(File::create(&unfinished).with_context(context)?);
        corpus::write(articles, seed, &mut out).with_context(context)?;
        fs::rename(&unfinished, &file).with_context(context)?;
    }
    of_file(&folder, &file)
}

/// Indexes a file of articles into an archive of its own below a folder.
pub(super) fn given(folder: &Path, file: &Path) -> Result<Made> {
    let file = file
        .canonicalize()
        .with_context(|| format!("{}: cannot read", file.display()))?;
    let hash = content_hash([file.to_string_lossy().as_ref()]);
    let folder = folder.join(format!("given-{}", &hash[..8]));
    fs::create_dir_all(&folder).with_context(|| format!("{}: cannot make", folder.display()))?;
    of_file(&folder, &file)
}

fn of_file(folder: &Path, file: &Path) -> Result<Made> {
    let archive = folder.join("archive");
    // What is kept is a copy of the articles beside it: another analysis costs the time of a first run, and is timed.
    if matches!(
        state(&archive)?,
        State::OtherAnalysis | State::OtherFormat(_)
    ) {
        let shown = archive.display();
        let mut notes = std::io::stderr().lock();
        writeln!(
            notes,
            "{shown}: this archive was made by other rules; making it again"
        )?;
        fs::remove_dir_all(&archive).with_context(|| format!("{shown}: cannot remove"))?;
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let options = Options {
        paths: vec![file.to_path_buf()],
        prune: true,
        mapping: None,
        threads,
    };
    let report = index(&archive, &options, &mut |_| ())?;
    if let Some(refusal) = report.refusals.first() {
        anyhow::bail!("{refusal}");
    }
    let table = folder.join("indexed.json");
    if report.files_read > 0 {
        let indexed = Indexed {
            bytes: report.bytes,
            seconds: report.elapsed.as_secs_f64(),
            threads,
        };
        fs::write(&table, serde_json::to_string(&indexed)?)
            .with_context(|| format!("{}: cannot write", table.display()))?;
    }
    let context = || format!("{}: cannot read", table.display());
    let indexed = fs::read_to_string(&table).with_context(context)?;
    Ok(Made {
        indexed: serde_json::from_str(&indexed).with_context(context)?,
        size: size(&archive)?,
        folder: archive,
    })
}

fn size(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        sum += if metadata.is_dir() {
            size(&entry.path())?
        } else {
            metadata.len()
        };
    }
    Ok(sum)
}
