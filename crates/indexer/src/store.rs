//! An archive opened for writing: one writer, the table of files, commits.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, fs};

use anyhow::{Context, Result, bail};
use depeche_corpus::read::Error;
use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyError};

use crate::archive::{Archive, TRIES, open_index};
use crate::document::file_key;
use crate::entity_table::{self, Forms, add_all, forms_of};
use crate::files::{FileRow, read_table, write_table};
use crate::in_pieces::InPieces;
use crate::manifest::{self, FORMAT, Manifest, State, analysis};
use crate::rejected;
use crate::schema::columns;
use crate::segments;
use crate::tokenizer::tokenizers;

/// Bytes of postings that all writing threads together hold before they write segments; merging joins these. Indexing 280 MB
/// took 338 MB of memory with 64 MB and 482 MB with 128 MB, in which it was an eighth faster.
const WRITER_BYTES: usize = 64 << 20;

/// Least of it for a thread: tantivy takes no less.
const LEAST_THREAD_BYTES: usize = 15 << 20;

/// Merges that run beside each other: each holds what it joins.
const MERGES: usize = 1;

/// Share of deleted articles in a segment above which it is written anew: counts of words include deleted ones.
const DELETED_SHARE: f32 = 0.3;

pub(crate) struct Store {
    folder: PathBuf,
    /// As the writer sees it.
    index: Index,
    /// The same, to look up what is in it.
    reading: Index,
    writer: Option<IndexWriter>,
    /// Name of the table of files of the last commit.
    table: Option<String>,
    /// Name of the table of entities of the last commit.
    entities: Option<String>,
    /// The number of the last table.
    number: u64,
    /// The forms of names in the last commit; none where they have to be read.
    forms: Option<Forms>,
    /// Those of the articles added since.
    pub(crate) new_forms: Arc<Mutex<Forms>>,
    /// Whether articles went or were replaced since, and forms with them.
    pub(crate) forms_may_be_gone: bool,
    /// The files that were read, by their key.
    pub(crate) files: BTreeMap<String, FileRow>,
    /// What was given and is no file to read.
    pub(crate) unfound: Vec<Error>,
}

/// Another run is writing to the archive.
#[derive(Debug)]
pub struct Busy {
    folder: PathBuf,
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.display();
        write!(
            f,
            "{folder}: another `depeche index` is writing to this archive; wait until it has finished"
        )
    }
}

impl std::error::Error for Busy {}

/// Returns the table of files of the last commit and the archive, without a lock; none where there is no commit of this
/// format and analysis.
pub(crate) fn committed(folder: &Path) -> Result<Option<(BTreeMap<String, FileRow>, Archive)>> {
    if manifest::state(folder)? != State::Current {
        return Ok(None);
    }
    let path = folder.join(manifest::read(folder)?.index);
    let Ok(index) = open_index(&path) else {
        return Ok(None);
    };
    let context = || format!("{}: cannot open the index", path.display());
    let metas = || index.load_metas().with_context(context);
    // Another run may commit in between: its table replaces this one, or the archive is of the next commit.
    for _ in 0..TRIES {
        let before = metas()?;
        let Some(payload) = before.payload else {
            return Ok(None);
        };
        let payload: Payload = serde_json::from_str(&payload).with_context(context)?;
        let (Ok(rows), Ok(archive)) = (
            read_table(&folder.join(payload.files)),
            Archive::of_index(folder, &index),
        ) else {
            continue;
        };
        if metas()?.opstamp == before.opstamp {
            return Ok(Some((by_key(rows), archive)));
        }
    }
    Ok(None)
}

fn by_key(rows: Vec<FileRow>) -> BTreeMap<String, FileRow> {
    rows.into_iter()
        .map(|row| (file_key(&row.root, &row.file), row))
        .collect()
}

/// What a commit carries.
#[derive(Serialize, Deserialize)]
struct Payload {
    files: String,
    #[serde(default)]
    entities: Option<String>,
    /// Whether articles went with this commit, so that forms which no article has any more may be in that table where the
    /// run was killed before it looked.
    #[serde(default)]
    old_forms: bool,
}

/// Returns the name of the table of entities of an index's last commit.
pub(crate) fn entity_table_of(index: &Index) -> Result<Option<String>> {
    let context = "the index cannot be opened: its commit is damaged";
    let Some(payload) = index.load_metas().context(context)?.payload else {
        return Ok(None);
    };
    let payload: Payload = serde_json::from_str(&payload).context(context)?;
    Ok(payload.entities)
}

impl Store {
    pub(crate) fn open_or_create(folder: &Path, threads: usize) -> Result<Self> {
        if manifest::state(folder)? == State::Missing {
            fs::create_dir_all(folder)
                .with_context(|| format!("{}: cannot be made", folder.display()))?;
            let manifest = Manifest {
                format: FORMAT,
                analysis: analysis().to_string(),
                index: "index-1".to_string(),
            };
            manifest::write(folder, &manifest)?;
        }
        let manifest = manifest::read(folder)?;
        let store = Self::open(folder, &manifest.index, threads)?;
        // A rebuild may have switched to another index before this one was locked.
        if manifest::read(folder)?.index != manifest.index {
            bail!(Busy {
                folder: folder.to_path_buf()
            });
        }
        store.sweep(&manifest.index);
        Ok(store)
    }

    pub(crate) fn open(folder: &Path, name: &str, threads: usize) -> Result<Self> {
        let path = folder.join(name);
        let context = || format!("{}: cannot open the index", path.display());
        fs::create_dir_all(&path).with_context(context)?;
        let directory = InPieces::open(&path).with_context(context)?;
        let compressor = ZstdCompressor {
            compression_level: Some(3),
        };
        let settings = IndexSettings {
            docstore_compression: Compressor::Zstd(compressor),
            ..IndexSettings::default()
        };
        let mut index = Index::builder()
            .schema(columns().schema.clone())
            .settings(settings)
            .open_or_create(directory)
            .with_context(context)?;
        index.set_tokenizers(tokenizers());
        let directory = MmapDirectory::open(&path).with_context(context)?;
        let mut reading = Index::open(directory).with_context(context)?;
        reading.set_tokenizers(tokenizers());
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(LEAST_THREAD_BYTES.max(WRITER_BYTES / threads))
            .num_merge_threads(MERGES)
            .build();
        let writer = match index.writer_with_options(options) {
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => bail!(Busy {
                folder: folder.to_path_buf()
            }),
            Err(TantivyError::LockFailure(LockError::IoError(error), _)) => {
                bail!(
                    "{}: this folder cannot be written: {error}",
                    folder.display()
                )
            }
            writer => writer.with_context(context)?,
        };
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
        writer.set_merge_policy(Box::new(policy));
        let payload = index.load_metas().with_context(context)?.payload;
        let payload: Option<Payload> = match payload {
            Some(payload) => Some(serde_json::from_str(&payload).with_context(context)?),
            None => None,
        };
        let forms_may_be_gone = payload.as_ref().is_some_and(|of| of.old_forms);
        let (table, entities) = match payload {
            Some(payload) => (Some(payload.files), payload.entities),
            None => (None, None),
        };
        let rows = match &table {
            Some(table) => read_table(&folder.join(table))?,
            None => Vec::new(),
        };
        let number = table.as_deref().and_then(number_of).unwrap_or(0);
        let files = by_key(rows);
        Ok(Self {
            folder: folder.to_path_buf(),
            index,
            reading,
            writer: Some(writer),
            table,
            entities,
            number,
            forms: None,
            new_forms: Arc::default(),
            forms_may_be_gone,
            files,
            unfound: Vec::new(),
        })
    }

    /// Removes what a killed run left behind: tables and indexes that nothing names. What cannot be removed does no harm.
    fn sweep(&self, index: &str) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let named = [&self.table, &self.entities];
            if number_of(&name).is_some() && !named.contains(&&Some(name.clone())) {
                let _ = fs::remove_file(entry.path());
            } else if name.starts_with("index-") && name != index {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    /// Takes over the table of files of the index this one is made from. The old table's file stays: the old index
    /// names it until the switch.
    pub(crate) fn continue_from(&mut self, old: &Self) {
        self.files.clone_from(&old.files);
        self.number = old.number;
    }

    /// Returns the files of the tables of the last commit.
    pub(crate) fn tables(&self) -> Vec<PathBuf> {
        let tables = self.table.iter().chain(&self.entities);
        tables.map(|table| self.folder.join(table)).collect()
    }

    /// Gives the writer away; a store has one.
    pub(crate) fn take_writer(&mut self) -> Result<IndexWriter> {
        self.writer
            .take()
            .context("the writer of the archive was taken twice")
    }

    /// Ends the writing: waits for what tantivy merges by itself, then joins the segments that are left.
    pub(crate) fn finish(&self, writer: IndexWriter) -> Result<()> {
        writer
            .wait_merging_threads()
            .context("the index cannot be merged")?;
        segments::join(&self.index)
    }

    /// Returns the last commit, opened for reading.
    pub(crate) fn archive(&self) -> Result<Archive> {
        Archive::of_index(&self.folder, &self.reading)
    }

    /// Commits. The tables of files and of entities are written first, under names of their own that the commit carries: a
    /// reader or the next run sees all of before or all of after.
    ///
    /// The entities are those of the forms of the last commit and of the articles added since. Where articles went, forms
    /// may have gone with them, which only the commit itself tells: if some did, it is followed by a second one, with the
    /// table of exactly its forms.
    pub(crate) fn commit(&mut self, writer: &mut IndexWriter) -> Result<()> {
        let mut forms = match self.forms.take() {
            Some(forms) => forms,
            None => forms_of(&self.archive()?)?,
        };
        let mut new_forms = self
            .new_forms
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        add_all(&mut forms, std::mem::take(&mut *new_forms));
        drop(new_forms);
        let may_be_gone = std::mem::take(&mut self.forms_may_be_gone);
        self.commit_tables(writer, &forms, may_be_gone)?;
        if may_be_gone {
            let left = forms_of(&self.archive()?)?;
            if left != forms {
                forms = left;
                self.commit_tables(writer, &forms, false)?;
            }
        }
        self.forms = Some(forms);
        rejected::write(&self.folder, self.files.values(), &self.unfound)
    }

    fn commit_tables(
        &mut self,
        writer: &mut IndexWriter,
        forms: &Forms,
        old_forms: bool,
    ) -> Result<()> {
        self.number += 1;
        let table = format!("files-{}.jsonl", self.number);
        let entities = format!("entities-{}.jsonl", self.number);
        write_table(&self.folder.join(&table), self.files.values())?;
        entity_table::write(&self.folder.join(&entities), forms)?;
        let context = || format!("{}: cannot commit", self.folder.display());
        let payload = Payload {
            files: table.clone(),
            entities: Some(entities.clone()),
            old_forms,
        };
        let mut commit = writer.prepare_commit().with_context(context)?;
        commit.set_payload(&serde_json::to_string(&payload).with_context(context)?);
        commit.commit().with_context(context)?;
        let before = [self.table.replace(table), self.entities.replace(entities)];
        for before in before.into_iter().flatten() {
            // The commit stands; an old table that cannot be deleted does no harm.
            let _ = fs::remove_file(self.folder.join(before));
        }
        Ok(())
    }
}

fn number_of(table: &str) -> Option<u64> {
    table
        .strip_prefix("files-")
        .or_else(|| table.strip_prefix("entities-"))?
        .strip_suffix(".jsonl")?
        .parse()
        .ok()
}
