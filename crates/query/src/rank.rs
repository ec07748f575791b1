//! Step one of ranking, the engine's: candidates by BM25 over the scored words. And the order of ranked articles: by score,
//! then the newest, then by identifier; or by date alone. Step two, the final score: `second_step`.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use anyhow::{Context, Result};
use depeche_indexer::tantivy;
use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Query as Engine;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// An article in the order of the hits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    pub(crate) address: DocAddress,
    /// Its score; 0 where nothing is scored.
    pub score: f64,
    /// Whether it lacks some of the words that were asked for.
    pub(crate) lacks: bool,
    /// First day in days since 1970; undated articles come last.
    date: i64,
}

/// Scores nearer than this are the same to step one: engines add in different orders.
const SAME_SCORE: f32 = 1e-5;

/// Returns the best articles of step one, in no order: all whose score is at least that of rank `most`.
pub(crate) fn step_one(
    searcher: &Searcher,
    keys: &[Keys],
    query: &dyn Engine,
    most: usize,
) -> Result<Vec<Ranked>> {
    let most = bounded(searcher, most);
    // Scores tie all the time: with half as many again, there is seldom need to ask twice.
    let mut asked = most + most / 2 + 2;
    let candidates = loop {
        let mut found = searcher
            .search(query, &TopDocs::with_limit(asked).order_by_score())
            .context("the search failed")?;
        let all = found.len() < asked;
        let last_needed = found
            .get(most.saturating_sub(1))
            .map_or(f32::MIN, |(score, _)| *score);
        let last_found = found.last().map_or(f32::MIN, |(score, _)| *score);
        if all || last_found < last_needed - SAME_SCORE {
            found.retain(|(score, _)| *score >= last_needed - SAME_SCORE);
            break found;
        }
        asked *= 2;
    };
    let ranked = candidates.into_iter().map(|(score, address)| Ranked {
        address,
        score: f64::from(score),
        lacks: false,
        date: keys[address.segment_ord as usize].date(address.doc_id),
    });
    Ok(ranked.collect())
}

/// Returns the newest `limit` articles.
pub(crate) fn by_date(
    searcher: &Searcher,
    keys: &[Keys],
    query: &dyn Engine,
    limit: usize,
) -> Result<Vec<Ranked>> {
    let limit = bounded(searcher, limit);
    let newest = searcher
        .search(query, &Newest { limit })
        .context("the search failed")?;
    in_order(newest, keys, limit, true)
}

/// The first `limit`: with `whole_first` those that lack no word before those that do, then by score and date; identifiers
/// are only read where these are the same.
pub(crate) fn in_order(
    mut ranked: Vec<Ranked>,
    keys: &[Keys],
    limit: usize,
    whole_first: bool,
) -> Result<Vec<Ranked>> {
    let order = |a: &Ranked, b: &Ranked| -> Ordering {
        let whole = (whole_first && a.lacks).cmp(&(whole_first && b.lacks));
        let score = b.score.total_cmp(&a.score);
        whole.then(score).then(b.date.cmp(&a.date))
    };
    ranked.sort_by(order);
    let mut start = 0;
    while start < ranked.len().min(limit) {
        let tied = ranked[start..]
            .iter()
            .take_while(|other| order(&ranked[start], other).is_eq())
            .count();
        if tied > 1 {
            by_id(&mut ranked[start..start + tied], keys)?;
        }
        start += tied;
    }
    ranked.truncate(limit);
    Ok(ranked)
}

/// Orders articles by identifier: in one segment by its number, as numbers are in the order of what they stand for.
fn by_id(tied: &mut [Ranked], keys: &[Keys]) -> Result<()> {
    let segment = tied[0].address.segment_ord;
    if tied
        .iter()
        .all(|ranked| ranked.address.segment_ord == segment)
    {
        let keys = &keys[segment as usize];
        tied.sort_by_cached_key(|ranked| keys.ids.term_ords(ranked.address.doc_id).next());
        return Ok(());
    }
    let mut ids = Vec::new();
    for ranked in tied.iter() {
        ids.push((id(keys, ranked)?, *ranked));
    }
    ids.sort_by(|a, b| a.0.cmp(&b.0));
    for (place, (_, ranked)) in tied.iter_mut().zip(ids) {
        *place = ranked;
    }
    Ok(())
}

/// Returns the identifier of an article.
pub(crate) fn id(keys: &[Keys], ranked: &Ranked) -> Result<String> {
    keys[ranked.address.segment_ord as usize].id(ranked.address.doc_id)
}

/// No more than there are: a limit is typed, and may be any number.
fn bounded(searcher: &Searcher, limit: usize) -> usize {
    let articles = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
    limit.min(articles.max(1))
}

/// The columns that order hits.
pub(crate) struct Keys {
    dates: Column<i64>,
    ids: StrColumn,
}

impl Keys {
    pub(crate) fn of(segment: &SegmentReader) -> Result<Self> {
        let context = || "the index has no dates or identifiers to sort by".to_string();
        let dates = segment
            .fast_fields()
            .i64("date_from")
            .with_context(context)?;
        let ids = segment
            .fast_fields()
            .str("id")
            .with_context(context)?
            .with_context(context)?;
        Ok(Self { dates, ids })
    }

    fn date(&self, doc: DocId) -> i64 {
        self.dates.first(doc).unwrap_or(i64::MIN)
    }

    fn id(&self, doc: DocId) -> Result<String> {
        let mut id = String::new();
        if let Some(ordinal) = self.ids.term_ords(doc).next() {
            self.ids
                .ord_to_str(ordinal, &mut id)
                .context("the index has a damaged identifier")?;
        }
        Ok(id)
    }
}

/// Collects the newest articles of each segment; identifiers are compared by their ordinal there.
struct Newest {
    limit: usize,
}

struct NewestOfSegment {
    limit: usize,
    segment: SegmentOrdinal,
    keys: Keys,
    /// The worst is on top.
    heap: BinaryHeap<(Reverse<i64>, u64, DocId)>,
}

impl Collector for Newest {
    type Fruit = Vec<Ranked>;
    type Child = NewestOfSegment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<NewestOfSegment> {
        let keys = Keys::of(reader).map_err(internal)?;
        Ok(NewestOfSegment {
            limit: self.limit,
            segment,
            keys,
            heap: BinaryHeap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        fruits: Vec<tantivy::Result<Vec<Ranked>>>,
    ) -> tantivy::Result<Vec<Ranked>> {
        let mut all = Vec::new();
        for fruit in fruits {
            all.extend(fruit?);
        }
        Ok(all)
    }
}

impl SegmentCollector for NewestOfSegment {
    type Fruit = tantivy::Result<Vec<Ranked>>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let date = self.keys.date(doc);
        if self.heap.len() == self.limit
            && self
                .heap
                .peek()
                .is_none_or(|(Reverse(worst), ..)| date < *worst)
        {
            return;
        }
        let ordinal = self.keys.ids.term_ords(doc).next().unwrap_or(u64::MAX);
        self.heap.push((Reverse(date), ordinal, doc));
        if self.heap.len() > self.limit {
            self.heap.pop();
        }
    }

    fn harvest(self) -> Self::Fruit {
        let mut ranked = Vec::new();
        for (Reverse(date), _, doc) in self.heap {
            ranked.push(Ranked {
                address: DocAddress::new(self.segment, doc),
                score: 0.0,
                lacks: false,
                date,
            });
        }
        Ok(ranked)
    }
}

fn internal(error: anyhow::Error) -> tantivy::TantivyError {
    tantivy::TantivyError::InternalError(format!("{error:#}"))
}
