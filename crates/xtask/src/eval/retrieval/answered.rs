//! The hits of every query of a collection, and what they are worth.

use std::thread;

use anyhow::Result;

use super::ask;
use super::collection::{Asked, Collection};
use super::indexed::Indexed;
use super::measures::{Measured, measure};

/// A query with its hits.
pub(super) struct Answered<'a> {
    pub(super) asked: &'a Asked,
    /// Identifiers and scores, best first.
    pub(super) hits: Vec<(String, f64)>,
    /// None for a query without judgments.
    pub(super) measured: Option<Measured>,
    /// Why the query was refused.
    pub(super) refused: Option<String>,
}

/// Answers all queries, in their order, on all cores.
pub(super) fn answer<'a>(
    collection: &'a Collection,
    indexed: &Indexed,
    limit: usize,
) -> Result<Vec<Answered<'a>>> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = collection.queries.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let mut workers = Vec::new();
        for queries in collection.queries.chunks(share) {
            workers.push(scope.spawn(move || -> Result<Vec<Answered<'a>>> {
                let answered = queries.iter().map(|asked| one(asked, indexed, limit));
                answered.collect()
            }));
        }
        let mut all = Vec::new();
        for worker in workers {
            match worker.join() {
                Ok(answered) => all.extend(answered?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(all)
    })
}

fn one<'a>(asked: &'a Asked, indexed: &Indexed, limit: usize) -> Result<Answered<'a>> {
    let (hits, refused) = match ask::request(&asked.text, limit) {
        Ok(request) => (ask::hits(&indexed.search, &request)?, None),
        Err(error) => (Vec::new(), Some(error.to_string())),
    };
    let measured = indexed.judgments.get(&asked.qid).map(|judged| {
        let grades = hits
            .iter()
            .map(|(id, _)| judged.get(id).copied().unwrap_or(0));
        let grades: Vec<u32> = grades.collect();
        let judged: Vec<u32> = judged.values().copied().collect();
        measure(&grades, &judged)
    });
    Ok(Answered {
        asked,
        hits,
        measured,
        refused,
    })
}

/// Says what was left out, and what was refused.
pub(super) fn notes(collection: &Collection, answered: &[Answered<'_>]) -> Vec<String> {
    let mut notes = Vec::new();
    let unjudged = answered.iter().filter(|query| query.measured.is_none());
    let unjudged = unjudged.count();
    if unjudged > 0 {
        notes.push(format!(
            "{unjudged} queries have no judgments and are left out"
        ));
    }
    let judged = answered.len() - unjudged;
    let not_asked = collection.judgments.len() - judged;
    if not_asked > 0 {
        notes.push(format!(
            "{not_asked} judged queries are not in queries.tsv and are left out"
        ));
    }
    let mut refused = answered.iter().filter_map(|query| {
        let reason = query.refused.as_ref()?;
        Some(format!("`{}`: {reason}", query.asked.qid))
    });
    if let Some(first) = refused.next() {
        let count = 1 + refused.count();
        notes.push(format!("{count} queries refused, and count 0: {first}"));
    }
    notes
}
