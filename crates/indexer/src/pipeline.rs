//! The middle of the pipeline: workers that recognise names and hand documents to tantivy, fed by one reader.
//!
//! Memory is bounded by the queue: the reader waits when the workers are behind.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Error, Result};
use crossbeam_channel::{Receiver, Sender, bounded};
use depeche_corpus::{Article, Block};
use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, Term};

use crate::document::to_tantivy;
use crate::entity_table::{Forms, add_all, add_forms};
use crate::run::Annotate;
use crate::schema::columns;

/// An article to index; `replaces`: an earlier one with its identifier may be in the index.
pub(crate) struct Job {
    pub(crate) article: Article,
    pub(crate) replaces: bool,
}

/// Bytes of text a batch: large enough that the queue costs nothing, small enough that every worker has some.
const BATCH_BYTES: usize = 256 << 10;

/// The reader's end of the pipeline.
pub(crate) struct Feed<'a> {
    sender: Option<Sender<Vec<Job>>>,
    state: &'a State,
    batch: Vec<Job>,
    bytes: usize,
}

/// What reader and workers share.
#[derive(Default)]
pub(crate) struct State {
    waiting: Mutex<Waiting>,
    idle: Condvar,
    failed: AtomicBool,
}

#[derive(Default)]
struct Waiting {
    batches: usize,
    error: Option<Error>,
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // A worker that panicked left nothing half done here.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, error: Error) {
        self.failed.store(true, Ordering::Relaxed);
        self.lock().error.get_or_insert(error);
    }
}

/// Runs `read` with a feed whose articles `threads` workers index through `writer`; the forms of their names are added to
/// `forms`.
///
/// # Errors
/// The first error of the reader or of a worker.
pub(crate) fn run<T>(
    writer: &std::sync::RwLock<IndexWriter>,
    forms: &Mutex<Forms>,
    threads: usize,
    annotate: Annotate,
    read: impl FnOnce(&mut Feed<'_>) -> Result<T>,
) -> Result<T> {
    let state = State::default();
    let (sender, receiver) = bounded(2 * threads);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let receiver = receiver.clone();
            let state = &state;
            scope.spawn(move || work(writer, forms, annotate, &receiver, state));
        }
        let mut feed = Feed {
            sender: Some(sender),
            state: &state,
            batch: Vec::new(),
            bytes: 0,
        };
        let read = read(&mut feed);
        let drained = feed.drain();
        feed.sender = None;
        let read = read?;
        drained?;
        Ok(read)
    })
}

fn work(
    writer: &std::sync::RwLock<IndexWriter>,
    forms: &Mutex<Forms>,
    annotate: Annotate,
    receiver: &Receiver<Vec<Job>>,
    state: &State,
) {
    for batch in receiver {
        let done = Done(state);
        if !state.failed.load(Ordering::Relaxed)
            && let Err(error) = write(writer, forms, annotate, batch)
        {
            state.fail(error);
        }
        drop(done);
    }
}

/// Counts a batch as done, also when the worker panics: the reader must not wait for it.
struct Done<'a>(&'a State);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.fail(anyhow::anyhow!(
                "an indexing thread panicked: this is a bug, please report it"
            ));
        }
        self.0.lock().batches -= 1;
        self.0.idle.notify_all();
    }
}

fn write(
    writer: &std::sync::RwLock<IndexWriter>,
    forms: &Mutex<Forms>,
    annotate: Annotate,
    batch: Vec<Job>,
) -> Result<()> {
    let mut new_forms = Forms::default();
    for job in batch {
        let id = Term::from_field_text(columns().id(), &job.article.id.0);
        let document = annotate(&job.article);
        add_forms(&mut new_forms, &job.article, &document);
        let document = to_tantivy(job.article, document)?;
        let writer = writer.read().unwrap_or_else(PoisonError::into_inner);
        let added = if job.replaces {
            writer.run([UserOperation::Delete(id), UserOperation::Add(document)])
        } else {
            writer.add_document(document)
        };
        added.context("the index cannot be written")?;
    }
    let mut forms = forms.lock().unwrap_or_else(PoisonError::into_inner);
    add_all(&mut forms, new_forms);
    Ok(())
}

impl Feed<'_> {
    /// Queues an article; waits while the workers are behind.
    ///
    /// # Errors
    /// The error of a worker, as soon as there is one.
    pub(crate) fn push(&mut self, job: Job) -> Result<()> {
        self.bytes += text_bytes(&job.article);
        self.batch.push(job);
        if self.bytes >= BATCH_BYTES {
            self.send()?;
        }
        Ok(())
    }

    fn send(&mut self) -> Result<()> {
        if self.batch.is_empty() {
            return Ok(());
        }
        self.check()?;
        self.state.lock().batches += 1;
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        let sent = self.sender.as_ref().map(|sender| sender.send(batch));
        // The workers only leave after this end does.
        if !matches!(sent, Some(Ok(()))) {
            anyhow::bail!("the indexing threads have stopped");
        }
        Ok(())
    }

    /// Waits until everything queued is with tantivy.
    ///
    /// # Errors
    /// The error of a worker.
    pub(crate) fn drain(&mut self) -> Result<()> {
        self.send()?;
        let mut waiting = self.state.lock();
        while waiting.batches > 0 {
            waiting = self
                .state
                .idle
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
        drop(waiting);
        self.check()
    }

    fn check(&self) -> Result<()> {
        match self.state.lock().error.take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

/// Bytes of running text of an article.
pub(crate) fn text_bytes(article: &Article) -> usize {
    let optional = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let body: usize = article.body.iter().map(Block::text).map(str::len).sum();
    article.title.len() + optional(&article.lead) + optional(&article.caption) + body
}
