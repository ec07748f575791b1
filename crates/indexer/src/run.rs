//! A run of `index`: from the given paths to a commit.
//!
//! One reader decides what is new, changed or unchanged; the pipeline's workers do the rest. A record whose identifier
//! was met earlier in the run waits until that one is committed, so that two records of one article always meet in the
//! order of the files, whatever the workers do.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use depeche_corpus::read::{Error, Input, Mapping, Reason, Record, read, read_nameless};
use depeche_corpus::{Article, ArticleId, Document};
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::{DocAddress, IndexWriter, Term};

use crate::archive::Archive;
use crate::document::{file_key, id_hash, record_key};
use crate::files::{FileRow, Found, KEPT_REFUSALS, Refusal, Room};
use crate::forget::NotRead;
use crate::merge::{Beside, Merged, merge};
use crate::pipeline::{self, Feed, Job, text_bytes};
use crate::report::{Progress, Report};
use crate::schema::columns;
use crate::store::Store;
use crate::survey::{all_unchanged, find, is_unchanged, remembered};

/// What to index, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Whether articles of files that are gone go too.
    pub prune: bool,
    /// Which columns of tables and keys of JSON hold what; none: what was said last for files of the same folder.
    pub mapping: Option<Mapping>,
    /// Threads that recognise names, and as many that write; at least 1.
    pub threads: usize,
}

/// A run commits after so much time or text, whichever is first: what a killed run loses at most. Each commit writes a
/// segment a thread, and more of them would be merged more often.
const COMMIT_EVERY: Duration = Duration::from_secs(30);
const COMMIT_BYTES: usize = 512 << 20;

/// Records that wait for a commit at most; each is held in memory.
const PARKED_LIMIT: usize = 1000;

/// A file that changed this shortly before it was read may change again without its time showing it.
const FRESH: Duration = Duration::from_secs(2);

/// What recognises the names of an article.
pub type Annotate = fn(&Article) -> Document;

/// Reads files into the archive in a folder, which is made if there is none. Only what is new or changed is read.
///
/// # Errors
/// When none of the paths exists, when the archive is of another format or analysis, when another run is writing to it,
/// or when the disk fails. What cannot be read is no error: it is in the report.
pub fn index(
    folder: &Path,
    options: &Options,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Report> {
    index_with(folder, options, depeche_entities::annotate, progress)
}

/// Does what [`index`] does, but names are recognised by something else: to measure what recognising costs. The archive
/// does not say by what its names were recognised.
///
/// # Errors
/// As [`index`].
pub fn index_with(
    folder: &Path,
    options: &Options,
    annotate: Annotate,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Report> {
    let started = Instant::now();
    let mut report = Report::default();
    let (found, roots) = find(options, &mut report)?;
    if report.refusals.is_empty() && all_unchanged(folder, options, &found, &roots, &mut report)? {
        report.elapsed = started.elapsed();
        return Ok(report);
    }
    let mut store = Store::open_or_create(folder, options.threads)?;
    store.unfound.clone_from(&report.refusals);
    let writer = RwLock::new(store.take_writer()?);
    let new_forms = Arc::clone(&store.new_forms);
    let mut run = Run {
        writer: &writer,
        archive: store.archive()?,
        store: &mut store,
        report,
        progress: Progress {
            files_in_all: u64::try_from(found.len()).unwrap_or(u64::MAX),
            ..Progress::default()
        },
        show: progress,
        started,
        shown: started,
        mapping: options.mapping.clone(),
        mappings: FxHashMap::default(),
        pending: FxHashSet::default(),
        current: FxHashSet::default(),
        parked: Vec::new(),
        uncommitted: 0,
        committed: started,
        to_read: Vec::new(),
        queued: FxHashMap::default(),
        dirty: false,
    };
    run.dirty = !run.report.refusals.is_empty();
    let threads = options.threads.max(1);
    pipeline::run(&writer, &new_forms, threads, annotate, |feed| {
        run.files(feed, found, &roots, options.prune)
    })?;
    let Run {
        mut report,
        archive,
        ..
    } = run;
    // The files of segments that are joined stay as long as a reader holds them.
    drop(archive);
    let writer = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
    store.finish(writer)?;
    report.articles = store.archive()?.len();
    report.elapsed = started.elapsed();
    Ok(report)
}

pub(crate) struct Run<'a> {
    pub(crate) writer: &'a RwLock<IndexWriter>,
    pub(crate) store: &'a mut Store,
    /// The last commit.
    pub(crate) archive: Archive,
    pub(crate) report: Report,
    progress: Progress,
    show: &'a mut dyn FnMut(&Progress),
    started: Instant,
    shown: Instant,
    /// Which columns hold what, as was said for this run.
    mapping: Option<Mapping>,
    /// As was said before, by root.
    mappings: FxHashMap<String, Mapping>,
    /// Hashes of identifiers with the workers or with tantivy since the last commit.
    pub(crate) pending: FxHashSet<u64>,
    /// Hashes of identifiers met in the file that is being read.
    pub(crate) current: FxHashSet<u64>,
    /// Records whose identifier was pending when they were read, and whether their file is read again.
    parked: Vec<(Article, bool)>,
    /// Bytes of text since the last commit.
    uncommitted: usize,
    /// When the last commit was.
    committed: Instant,
    /// Files to read once more, because a text that stood against theirs is gone.
    pub(crate) to_read: Vec<Found>,
    /// How often each of them was queued, by its key.
    pub(crate) queued: FxHashMap<String, u8>,
    /// Whether something is to be committed.
    pub(crate) dirty: bool,
}

impl Run<'_> {
    fn files(
        &mut self,
        feed: &mut Feed<'_>,
        found: Vec<Found>,
        roots: &[String],
        prune: bool,
    ) -> Result<()> {
        let keys: FxHashSet<String> = found
            .iter()
            .map(|file| file_key(&file.root, &file.file))
            .collect();
        for file in found {
            self.file(feed, &file)?;
            self.progress.files += 1;
            self.tell(true);
        }
        let gone: Vec<String> = self
            .store
            .files
            .iter()
            .filter(|(key, row)| roots.contains(&row.root) && !keys.contains(*key))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            if prune {
                self.current.clear();
                self.forget_missing(feed, &key, &NotRead::default())?;
                self.store.files.remove(&key);
                self.dirty = true;
            } else {
                self.report.files_gone += 1;
            }
        }
        self.commit(feed)?;
        while let Some(file) = self.to_read.pop() {
            self.file(feed, &file)?;
            // What it changes may name another file to read.
            self.commit(feed)?;
        }
        Ok(())
    }

    fn file(&mut self, feed: &mut Feed<'_>, file: &Found) -> Result<()> {
        let key = file_key(&file.root, &file.file);
        let now = file.stamp();
        let before = self.store.files.get(&key);
        if let Some(row) = before
            && is_unchanged(row, now, self.mapping.as_ref())
        {
            self.report.files_unchanged += 1;
            self.report.pass_over(file, row);
            self.report.unchanged += row.articles;
            return Ok(());
        }
        // A run that was killed may have committed a part of a file that is not in the table.
        let key_term = Term::from_field_text(columns().file_key, &key);
        let again = !file.is_standard_input()
            && (before.is_some() || !self.archive.holding(&key_term)?.is_empty());
        self.current.clear();
        let (size, changed) = now.unwrap_or_default();
        let mapping = self.mapping_of(&file.root);
        let mut row = FileRow {
            root: file.root.clone(),
            file: file.file.clone(),
            scope: file.scope.clone(),
            size,
            changed,
            articles: 0,
            mapping: mapping.to_string(),
            refusals: Vec::new(),
            refused: 0,
            remarks: Vec::new(),
        };
        let mut room = Room::default();
        let (mut failed, mut unreadable, mut unread) = (None, false, NotRead::default());
        let input = Input {
            path: &file.path,
            root: &file.root,
            file: &file.file,
            scope: &file.scope,
            mapping: &mapping,
        };
        let mut each = |record: Result<Record, Error>| {
            // The first error of the index ends the run; the reader only has to finish.
            if failed.is_some() {
                return;
            }
            let done = match record {
                Ok(record) => {
                    row.articles += 1;
                    self.remark(&mut row, record.remark.as_ref());
                    self.record(feed, record, again)
                }
                Err(error) => {
                    unreadable |= matches!(error.reason, Reason::Unreadable(_));
                    unread.add(&error);
                    self.refuse(&mut row, &mut room, error);
                    Ok(())
                }
            };
            failed = done.err();
        };
        if file.is_standard_input() {
            read_nameless(&input, &mut std::io::stdin().lock(), &mut each);
        } else {
            read(&input, &mut each);
        }
        if let Some(error) = failed {
            return Err(error);
        }
        self.report.files_read += 1;
        // It held articles, and is none of what it was.
        unread.whole |= row.articles == 0 && row.refused > 0;
        if again {
            self.forget_missing(feed, &key, &unread)?;
        }
        if unreadable || file.stamp() != now || is_fresh(row.changed) {
            row.changed = 0;
        }
        if self.store.files.get(&key) != Some(&row) {
            self.store.files.insert(key, row);
            self.dirty = true;
        }
        Ok(())
    }

    /// Which columns hold what in the files below a root: as was said, or as was said last.
    fn mapping_of(&mut self, root: &str) -> Mapping {
        if let Some(mapping) = &self.mapping {
            return mapping.clone();
        }
        let files = &self.store.files;
        let known = self.mappings.entry(root.to_string());
        known.or_insert_with(|| remembered(files, root)).clone()
    }

    fn refuse(&mut self, row: &mut FileRow, room: &mut Room, error: Error) {
        row.refused += 1;
        self.report.refused += 1;
        if room.takes(&error) {
            row.refusals.push(Refusal::from(&error));
            self.report.refusals.push(error);
        } else {
            *self.report.unlisted.entry(error.file).or_default() += 1;
        }
    }

    fn remark(&mut self, row: &mut FileRow, remark: Option<&Error>) {
        let Some(remark) = remark else {
            return;
        };
        self.report.remarked += 1;
        if row.remarks.len() < KEPT_REFUSALS {
            row.remarks.push(Refusal::from(remark));
            self.report.remarks.push(remark.clone());
        } else {
            let unlisted = &mut self.report.remarks_unlisted;
            *unlisted.entry(remark.file.clone()).or_default() += 1;
        }
    }

    fn record(&mut self, feed: &mut Feed<'_>, record: Record, again: bool) -> Result<()> {
        let Record {
            article,
            replaced,
            mended,
            ..
        } = record;
        let bytes = text_bytes(&article);
        self.report.replaced += replaced;
        self.report.mended += mended;
        self.report.records += 1;
        self.report.withdrawn += u64::from(article.withdrawn);
        if let Some(language) = article.language.as_deref().filter(|code| *code != "fr") {
            *self
                .report
                .languages
                .entry(language.to_string())
                .or_default() += 1;
        }
        self.report.bytes += u64::try_from(bytes).unwrap_or(u64::MAX);
        self.tell(false);
        let hash = id_hash(&article.id.0);
        // A second record of the file with this identifier is no new reading of the first.
        let again = self.current.insert(hash) && again;
        if self.pending.contains(&hash) {
            self.parked.push((article, again));
            if self.parked.len() >= PARKED_LIMIT {
                self.commit(feed)?;
            }
            return Ok(());
        }
        let Some(address) = self.archive.find(&article.id)? else {
            self.report.new += 1;
            self.push(feed, article, false)?;
            self.uncommitted += bytes;
            if self.uncommitted >= COMMIT_BYTES || self.committed.elapsed() >= COMMIT_EVERY {
                self.commit(feed)?;
            }
            return Ok(());
        };
        if let Some(place) = article.places.first()
            && self.stands_only_at(address, record_key(place))?
        {
            self.report.unchanged += 1;
            return Ok(());
        }
        let standing = self.archive.stored(address)?.article;
        self.merge(feed, &standing, &article, again).map(drop)
    }

    /// Brings a record together with the article it belongs to; returns the article as it stands then.
    fn merge(
        &mut self,
        feed: &mut Feed<'_>,
        standing: &Article,
        read: &Article,
        again: bool,
    ) -> Result<Option<Article>> {
        let article = match merge(standing, read, again) {
            Merged::Unchanged => {
                self.report.unchanged += 1;
                return Ok(None);
            }
            Merged::Placed(article) => {
                if article.places.len() > standing.places.len() {
                    self.report.elsewhere += 1;
                } else {
                    self.report.unchanged += 1;
                }
                article
            }
            Merged::Changed(article) => {
                self.report.changed += 1;
                article
            }
            Merged::Stale(mut article) => {
                if let Some(first) = article.places.first_mut() {
                    self.read_again(first);
                }
                article
            }
            Merged::Won(article, beside) => {
                self.report.changed += 1;
                self.tell_beside(beside);
                article
            }
            Merged::Kept(article, beside) => {
                self.report.elsewhere += 1;
                self.tell_beside(beside);
                article
            }
        };
        self.push(feed, (*article).clone(), true)?;
        Ok(Some(*article))
    }

    fn tell_beside(&mut self, beside: Beside) {
        match beside {
            Beside::Earlier => self.report.earlier += 1,
            Beside::Another(warning) => self.warn(warning),
        }
    }

    pub(crate) fn warn(&mut self, warning: String) {
        // As for refusals: the first thousand tell what is wrong.
        if self.report.warnings.len() < KEPT_REFUSALS {
            self.report.warnings.push(warning);
        }
    }

    pub(crate) fn push(
        &mut self,
        feed: &mut Feed<'_>,
        article: Article,
        replaces: bool,
    ) -> Result<()> {
        self.pending.insert(id_hash(&article.id.0));
        self.dirty = true;
        self.store.forms_may_be_gone |= replaces;
        feed.push(Job { article, replaces })
    }

    /// Whether an article was read at this place alone, and said the same. One with several places is looked at whole.
    fn stands_only_at(&self, address: DocAddress, key: u64) -> Result<bool> {
        let segment = self.archive.searcher().segment_reader(address.segment_ord);
        let column = segment
            .fast_fields()
            .u64("record_keys")
            .context("the index has no record keys")?;
        let mut keys = column.values_for_doc(address.doc_id);
        Ok(keys.next() == Some(key) && keys.next().is_none())
    }

    /// Commits everything read so far, and brings the parked records together with what they waited for.
    pub(crate) fn commit(&mut self, feed: &mut Feed<'_>) -> Result<()> {
        loop {
            feed.drain()?;
            if self.dirty {
                let mut writer = self.writer.write().unwrap_or_else(PoisonError::into_inner);
                self.store.commit(&mut writer)?;
                drop(writer);
                self.archive = self.store.archive()?;
            }
            self.pending.clear();
            self.uncommitted = 0;
            self.committed = Instant::now();
            self.dirty = false;
            if self.parked.is_empty() {
                return Ok(());
            }
            self.resolve_parked(feed)?;
        }
    }

    fn resolve_parked(&mut self, feed: &mut Feed<'_>) -> Result<()> {
        // An article that several parked records change is not committed between them.
        let mut changed: FxHashMap<ArticleId, Article> = FxHashMap::default();
        for (read, again) in std::mem::take(&mut self.parked) {
            let before = changed.remove(&read.id);
            if before.is_some() {
                // Two versions of one article in the pipeline could overtake each other.
                feed.drain()?;
            }
            let standing = match before {
                Some(article) => Some(article),
                None => self.archive.get(&read.id)?.map(|stored| stored.article),
            };
            let id = read.id.clone();
            let stands = match standing {
                Some(standing) => self
                    .merge(feed, &standing, &read, again)?
                    .unwrap_or(standing),
                None => {
                    self.report.new += 1;
                    self.push(feed, read.clone(), true)?;
                    read
                }
            };
            changed.insert(id, stands);
        }
        Ok(())
    }

    fn tell(&mut self, file_ended: bool) {
        // Four times a second is as often as an eye follows.
        if self.shown.elapsed() < Duration::from_millis(250)
            && !(file_ended && self.progress.files == self.progress.files_in_all)
        {
            return;
        }
        self.shown = Instant::now();
        self.progress.records = self.report.records;
        self.progress.bytes = self.report.bytes;
        self.progress.elapsed = self.started.elapsed();
        (self.show)(&self.progress);
    }
}

fn is_fresh(changed: u64) -> bool {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    now.saturating_sub(Duration::from_nanos(changed)) < FRESH
}
