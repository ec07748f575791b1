//! The hits of every query of a collection, and what they are worth.

use std::thread;

use anyhow::Result;
use depeche_query::Search;

use super::ask;
use super::collection::{Asked, Collection};
use super::judgments::{Judged, Judgments};
use super::measures::{Measured, measure};

/// A query with its hits.
pub(crate) struct Answered<'a> {
    pub(crate) asked: &'a Asked,
    /// Identifiers and scores, best first.
    pub(crate) hits: Vec<(String, f64)>,
    /// None for a query without judgments.
    pub(crate) measured: Option<Measured>,
    /// Why the query was refused.
    pub(crate) refused: Option<String>,
}

/// Answers all queries, in their order, on all cores.
pub(crate) fn answer<'a>(
    collection: &'a Collection,
    search: &Search,
    judgments: &Judgments,
    limit: usize,
) -> Result<Vec<Answered<'a>>> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = collection.queries.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let mut workers = Vec::new();
        for queries in collection.queries.chunks(share) {
            workers.push(scope.spawn(move || -> Result<Vec<Answered<'a>>> {
                let answered = queries
                    .iter()
                    .map(|asked| one(asked, search, judgments, limit));
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

fn one<'a>(
    asked: &'a Asked,
    search: &Search,
    judgments: &Judgments,
    limit: usize,
) -> Result<Answered<'a>> {
    let (hits, refused) = match ask::request(&asked.text, limit) {
        Ok(request) => (ask::hits(search, &request)?, None),
        Err(error) => (Vec::new(), Some(error.to_string())),
    };
    let measured = judgments
        .get(&asked.qid)
        .map(|judged| measured(hits.iter().map(|(id, _)| id.as_str()), judged));
    Ok(Answered {
        asked,
        hits,
        measured,
        refused,
    })
}

/// Measures hits, best first, by what was judged for their query.
pub(crate) fn measured<'a>(hits: impl Iterator<Item = &'a str>, judged: &Judged) -> Measured {
    let grades: Vec<u32> = hits
        .map(|id| judged.get(id).copied().unwrap_or(0))
        .collect();
    let judged: Vec<u32> = judged.values().copied().collect();
    measure(&grades, &judged)
}

/// Says what was left out, and what was refused.
pub(crate) fn notes(collection: &Collection, answered: &[Answered<'_>]) -> Vec<String> {
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
