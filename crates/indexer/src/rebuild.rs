//! Analyses an archive anew from what it holds: no original file is needed.

use std::fs;
use std::path::Path;
use std::sync::{Arc, RwLock};

use anyhow::{Context, Result, bail};
use tantivy::DocAddress;

use crate::archive::{Archive, open_index};
use crate::manifest::{self, FORMAT, Manifest, State, analysis};
use crate::pipeline::{self, Job};
use crate::store::Store;

/// Writes the archive's index anew beside the old one, then switches. Returns the number of articles.
///
/// # Errors
/// When there is no archive of this format, when another run is writing to it, or when the disk fails; the old index
/// stands then.
pub fn rebuild(folder: &Path, threads: usize) -> Result<u64> {
    match manifest::state(folder)? {
        State::Current | State::OtherAnalysis => {}
        State::Missing | State::NoArchive => {
            bail!("{}: there is no archive here to rebuild", folder.display())
        }
        State::OtherFormat(_) => bail!(
            "{}: this archive has another format; index its files anew",
            folder.display()
        ),
    }
    let before = manifest::read_any(folder)?;
    // Its lock is held until the switch.
    let mut old = Store::open(folder, &before.index, threads)?;
    let _lock = old.take_writer()?;
    let archive = Archive::of_index(folder, &open_index(&folder.join(&before.index))?)?;

    let number: u64 = before
        .index
        .trim_start_matches("index-")
        .parse()
        .unwrap_or(0);
    let name = format!("index-{}", number + 1);
    let path = folder.join(&name);
    if path.exists() {
        fs::remove_dir_all(&path)
            .with_context(|| format!("{}: cannot be removed", path.display()))?;
    }
    let mut store = Store::open(folder, &name, threads)?;
    store.continue_from(&old);
    let writer = RwLock::new(store.take_writer()?);
    let new_forms = Arc::clone(&store.new_forms);
    pipeline::run(
        &writer,
        &new_forms,
        threads.max(1),
        depeche_entities::annotate,
        |feed| {
            for (ordinal, segment) in archive.searcher().segment_readers().iter().enumerate() {
                for doc in segment.doc_ids_alive() {
                    let ordinal =
                        u32::try_from(ordinal).context("more segments than an index can have")?;
                    let article = archive.stored(DocAddress::new(ordinal, doc))?.article;
                    feed.push(Job {
                        article,
                        replaces: false,
                    })?;
                }
            }
            Ok(())
        },
    )?;
    let mut writer = writer
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    store.commit(&mut writer)?;
    store.finish(writer)?;
    manifest::write(
        folder,
        &Manifest {
            format: FORMAT,
            analysis: analysis().to_string(),
            index: name,
        },
    )?;
    let old_path = folder.join(&before.index);
    fs::remove_dir_all(&old_path)
        .with_context(|| format!("{}: cannot be removed", old_path.display()))?;
    for table in old.tables() {
        fs::remove_file(&table)
            .with_context(|| format!("{}: cannot be removed", table.display()))?;
    }
    Ok(store.archive()?.len())
}
