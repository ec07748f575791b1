//! Times, each the best of some rounds: what else the machine does makes a round slower, never faster.

use std::time::{Duration, Instant};

use anyhow::Result;
use depeche_indexer::tantivy::collector::TopDocs;
use depeche_indexer::tantivy::query::Query;
use depeche_query::{Request, Search, Weights};

use super::bare::bare;
use super::kind::Asked;

/// A query's times.
pub(super) struct Timed {
    pub(super) asked: Asked,
    /// How many articles it finds.
    pub(super) found: u64,
    /// The 20 best, by the product.
    pub(super) top: Duration,
    /// As many as the product takes for its second step, by tantivy alone.
    pub(super) bare: Option<Duration>,
    /// The whole answer, where it was measured: the first queries of each kind.
    pub(super) whole: Option<Duration>,
}

/// Of so many queries of each kind the whole answer is measured.
const WHOLE: usize = 25;

/// How many hits are asked for.
pub(super) const HITS: usize = 20;

/// How many tantivy is asked for: as many as the product takes from it for its second step.
pub(super) fn candidates() -> usize {
    HITS.max(Weights::default().candidates)
}

struct Prepared {
    request: Request,
    bare: Option<Box<dyn Query>>,
    timed: Timed,
    is_whole: bool,
}

/// Measures every query in every round: the product and tantivy directly after each other, first one, then the other.
pub(super) fn measure(search: &Search, queries: Vec<Asked>, rounds: usize) -> Result<Vec<Timed>> {
    let searcher = search.archive().searcher();
    let mut prepared: Vec<Prepared> = Vec::new();
    for asked in queries {
        let request = Request {
            limit: HITS,
            ..asked.request()?
        };
        let before = prepared
            .iter()
            .filter(|other| other.timed.asked.kind == asked.kind);
        let strict = Request {
            strict: true,
            ..request.clone()
        };
        let found = search.count(&strict)?;
        // The list goes on with articles that lack words.
        let goes_on = found < HITS as u64;
        prepared.push(Prepared {
            is_whole: before.count() < WHOLE,
            bare: bare(searcher, &asked, goes_on)?,
            timed: Timed {
                found,
                asked,
                top: Duration::MAX,
                bare: None,
                whole: None,
            },
            request,
        });
    }
    for round in 0..rounds {
        for query in &mut prepared {
            if round % 2 == 0 {
                query.top(search)?;
                query.bare(search)?;
            } else {
                query.bare(search)?;
                query.top(search)?;
            }
            if query.is_whole {
                let taken = time(|| search.search(&query.request))?;
                best(&mut query.timed.whole, taken);
            }
        }
    }
    Ok(prepared.into_iter().map(|query| query.timed).collect())
}

impl Prepared {
    fn top(&mut self, search: &Search) -> Result<()> {
        let taken = time(|| search.top(&self.request))?;
        self.timed.top = self.timed.top.min(taken);
        Ok(())
    }

    fn bare(&mut self, search: &Search) -> Result<()> {
        let Some(query) = &self.bare else {
            return Ok(());
        };
        let best_first = TopDocs::with_limit(candidates()).order_by_score();
        let searcher = search.archive().searcher();
        let taken = time(|| Ok(searcher.search(query.as_ref(), &best_first)?))?;
        best(&mut self.timed.bare, taken);
        Ok(())
    }
}

/// Returns how long something took.
pub(super) fn time<T>(work: impl FnOnce() -> Result<T>) -> Result<Duration> {
    let started = Instant::now();
    std::hint::black_box(work()?);
    Ok(started.elapsed())
}

fn best(before: &mut Option<Duration>, taken: Duration) {
    *before = Some(before.map_or(taken, |before| before.min(taken)));
}

/// Times in order, of which so many per cent are not longer than a percentile (the nearest rank).
pub(super) struct Sorted(Vec<Duration>);

impl Sorted {
    pub(super) fn of(times: impl IntoIterator<Item = Duration>) -> Self {
        let mut times: Vec<Duration> = times.into_iter().collect();
        times.sort_unstable();
        Self(times)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns a percentile; zero where there is no time.
    pub(super) fn percentile(&self, per_cent: usize) -> Duration {
        let rank = (self.0.len() * per_cent).div_ceil(100);
        self.0
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let check = |times: &[u64], per_cent, expected| {
            let times = times.iter().copied().map(Duration::from_millis);
            assert_eq!(Sorted::of(times).percentile(per_cent).as_millis(), expected);
        };
        check(&[3, 1, 2], 50, 2);
        check(&[3, 1, 2], 95, 3);
        check(&[7], 99, 7);
        check(&[], 50, 0);
        let hundred: Vec<u64> = (1..=100).rev().collect();
        check(&hundred, 50, 50);
        check(&hundred, 95, 95);
        check(&hundred, 99, 99);
    }
}
