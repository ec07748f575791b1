//! An archive opened for reading: the last commit, any number of readers.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use depeche_corpus::{Article, ArticleId, Document};
use depeche_entities::Entities;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::entities::{CURATION, Corrected};
use crate::entity_ordinals::{EntityOrdinals, entity_ordinals};
use crate::entity_table::{self, Row};
use crate::live::live_docs;
use crate::manifest;
use crate::read_only::ReadOnly;
use crate::schema::columns;
use crate::store::entity_table_of;
use crate::tokenizer::tokenizers;

/// How often an archive is opened that a writer changes meanwhile. A writer commits once in seconds and opening takes a
/// millisecond, so that a file which is missing every time is lost.
pub(crate) const TRIES: usize = 10;

/// What the archive holds of an article: all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// The article as it was read.
    pub article: Article,
    /// What was recognised in it.
    pub document: Document,
}

/// An archive opened for reading. It shows the commit that was the last when it was opened.
pub struct Archive {
    /// The folder.
    pub folder: PathBuf,
    searcher: Searcher,
    corrected: Corrected,
    /// Made when a field is first counted.
    ordinals: Mutex<FxHashMap<String, Vec<EntityOrdinals>>>,
}

impl Archive {
    /// Opens the archive in a folder.
    ///
    /// # Errors
    /// When there is none, when it is of another format or analysis, or when the disk fails; each says what to do.
    pub fn open(folder: &Path) -> Result<Self> {
        Self::open_corrected(folder, &folder.join(CURATION))
    }

    /// Opens the archive in a folder, its entities corrected by a file that may lie elsewhere, or nowhere; one
    /// that cannot be read is a warning (`Self::warnings`).
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_corrected(folder: &Path, curation: &Path) -> Result<Self> {
        let mut tries = 1;
        loop {
            let manifest = manifest::read(folder)?;
            let opened = open_index(&folder.join(&manifest.index)).and_then(|index| {
                let table = entity_table_of(&index)?;
                let rows = entity_rows(folder, table.as_deref())?;
                let mut archive = Self::of_index(folder, &index)?;
                if entity_table_of(&index)? != table {
                    // Committed in between.
                    bail!(Gone(table.unwrap_or_default()));
                }
                archive.corrected = Corrected::of(rows, curation, &archive.searcher)?;
                Ok(archive)
            });
            match opened {
                Err(error) if tries < TRIES && is_gone(&error) => tries += 1,
                opened => return opened,
            }
        }
    }

    pub(crate) fn of_index(folder: &Path, index: &Index) -> Result<Self> {
        let context = || format!("{}: cannot open the index", folder.display());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .with_context(context)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            searcher: reader.searcher(),
            corrected: Corrected::default(),
            ordinals: Mutex::default(),
        })
    }

    /// Returns the entities of a field of names that have several forms or were corrected; none where every form is one by
    /// itself.
    pub fn entities(&self, field: &str) -> Option<&Entities> {
        self.corrected.fields.get(field)
    }

    /// Returns which ordinals of a field's columns are forms of which of its entities, a list a segment; none where every form
    /// is one by itself.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn entity_ordinals(&self, field: &str) -> Result<Option<Vec<EntityOrdinals>>> {
        let Some(entities) = self.entities(field) else {
            return Ok(None);
        };
        let mut known = self.ordinals.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ordinals) = known.get(field) {
            return Ok(Some(ordinals.clone()));
        }
        let ordinals = entity_ordinals(&self.searcher, field, entities)?;
        known.insert(field.to_string(), ordinals.clone());
        Ok(Some(ordinals))
    }

    /// Returns what corrections could not be made, with file and line.
    pub fn warnings(&self) -> &[String] {
        &self.corrected.warnings
    }

    /// Returns tantivy's searcher over the commit.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Returns how many articles the archive holds.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Returns whether the archive holds no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns what is stored of an article by its address in the index.
    ///
    /// # Errors
    /// When the disk fails or the stored record is damaged.
    pub fn stored(&self, address: DocAddress) -> Result<Stored> {
        let context = || format!("{}: cannot read a stored article", self.folder.display());
        let document: TantivyDocument = self.searcher.doc(address).with_context(context)?;
        let value = document
            .get_first(columns().stored)
            .and_then(|value| value.as_bytes());
        serde_json::from_slice(value.with_context(context)?).with_context(context)
    }

    /// Returns the article with this identifier, if there is one.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn get(&self, id: &ArticleId) -> Result<Option<Stored>> {
        self.find(id)?
            .map(|address| self.stored(address))
            .transpose()
    }

    pub(crate) fn find(&self, id: &ArticleId) -> Result<Option<DocAddress>> {
        let term = Term::from_field_text(columns().id(), &id.0);
        Ok(self.holding(&term)?.pop())
    }

    /// Returns the addresses of the articles that hold a term of an untokenised field.
    pub(crate) fn holding(&self, term: &Term) -> Result<Vec<DocAddress>> {
        let context = || format!("{}: cannot look up a term", self.folder.display());
        let mut found = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let ordinal = u32::try_from(ordinal).context("more segments than an index can have")?;
            let docs = live_docs(segment, term).with_context(context)?;
            found.extend(docs.map(|doc| DocAddress::new(ordinal, doc)));
        }
        Ok(found)
    }

    /// Returns the identifiers that a person may mean by `typed`: the one that is it, else those that are it before their
    /// `@`, else all that start with it, at most `limit`.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn ids(&self, typed: &str, limit: usize) -> Result<Vec<ArticleId>> {
        let whole = ArticleId(typed.to_string());
        if limit > 0 && self.find(&whole)?.is_some() {
            return Ok(vec![whole]);
        }
        // `a10@…` stands before `a1@…`, so that these are looked for by themselves.
        let own = self.starting_with(&format!("{typed}@"), limit)?;
        match own.is_empty() {
            true => self.starting_with(typed, limit),
            false => Ok(own),
        }
    }

    /// The first identifiers that start so, in their order.
    fn starting_with(&self, start: &str, limit: usize) -> Result<Vec<ArticleId>> {
        let context = || format!("{}: cannot list the identifiers", self.folder.display());
        let mut ids = std::collections::BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment
                .inverted_index(columns().id())
                .with_context(context)?;
            let from_start = inverted.terms().range().ge(start.as_bytes());
            let mut stream = from_start.into_stream().with_context(context)?;
            let mut taken = 0;
            while taken < limit && stream.advance() {
                let Ok(id) = std::str::from_utf8(stream.key()) else {
                    continue;
                };
                if !id.starts_with(start) {
                    break;
                }
                let id = ArticleId(id.to_string());
                // Terms of deleted articles stay until segments are merged.
                if self.find(&id)?.is_some() {
                    taken += 1;
                    ids.insert(id);
                }
            }
        }
        let mut found: Vec<ArticleId> = ids.into_iter().collect();
        found.truncate(limit);
        Ok(found)
    }
}

/// A table of entities that is not there: another commit has replaced it, or it is lost.
#[derive(Debug)]
struct Gone(String);

impl std::fmt::Display for Gone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let table = &self.0;
        write!(
            f,
            "`{table}` is missing in the archive; unless `depeche index` is running, make it again: `depeche index --rebuild`"
        )
    }
}

impl std::error::Error for Gone {}

/// The rows of the table of entities that a commit names.
fn entity_rows(folder: &Path, table: Option<&str>) -> Result<Vec<Row>> {
    let Some(table) = table else {
        return Ok(Vec::new());
    };
    // Whether it is there is not asked first: it may go between the question and the reading.
    entity_table::read(&folder.join(table)).map_err(|error| {
        let gone = error.downcast_ref::<std::io::Error>();
        match gone.is_some_and(|error| error.kind() == ErrorKind::NotFound) {
            true => Gone(table.to_string()).into(),
            false => error,
        }
    })
}

/// Whether a file went between the reading of its name and its opening: a writer has committed, or switched to another
/// index, and cleaned up.
fn is_gone(error: &anyhow::Error) -> bool {
    if error.is::<Gone>() {
        return true;
    }
    let folder_is_gone = matches!(
        error.downcast_ref::<OpenDirectoryError>(),
        Some(OpenDirectoryError::DoesNotExist(_))
    );
    folder_is_gone
        || matches!(
            error.downcast_ref::<TantivyError>(),
            Some(TantivyError::OpenReadError(
                OpenReadError::FileDoesNotExist(_)
            ))
        )
}

/// Opens an index for reading; its folder need not be writable.
pub(crate) fn open_index(path: &Path) -> Result<Index> {
    let context = || format!("{}: cannot open the index", path.display());
    let directory = ReadOnly::open(path).with_context(context)?;
    let mut index = Index::open(directory).with_context(context)?;
    index.set_tokenizers(tokenizers());
    Ok(index)
}
