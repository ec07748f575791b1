//! Totals and facets: exact counts of articles, by ordinals of the columns.
//!
//! Each segment counts its own ordinals; strings are only looked at where segments meet, and for what is shown.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use anyhow::{Context, Result};
use depeche_corpus::{FIELDS, Field, FieldKind};
use depeche_indexer::tantivy;
use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::query::{AllQuery, Query as Engine};
use tantivy::{DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// The fields whose values are counted.
pub(crate) fn facet_fields() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| field.facet)
}

/// Counts over the articles of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// How many articles.
    pub(crate) total: u64,
    /// How many of them have no date.
    pub(crate) undated: u64,
    /// For each field asked, in the order asked: value and number of articles, most first, then by value.
    pub(crate) values: Vec<Vec<(String, u64)>>,
    /// For each field asked, how many values there are, kept or not.
    pub(crate) distinct: Vec<u64>,
}

/// Counts the articles of a query, and the values of some fields in them; `top` of each field are kept, of countries all:
/// there are few, and they are shown by another name than the one they are counted by.
pub(crate) fn count(
    searcher: &Searcher,
    query: &dyn Engine,
    fields: &[&'static Field],
    top: usize,
) -> Result<Counts> {
    let counter = Counter {
        fields: fields.to_vec(),
    };
    let segments = if query.is::<AllQuery>() {
        let every = searcher.segment_readers().iter();
        every
            .map(|segment| counter.every_article(segment))
            .collect()
    } else {
        searcher.search(query, &counter)
    };
    let segments = segments.context("the search failed")?;
    let mut counts = Counts {
        total: segments.iter().map(|segment| segment.total).sum(),
        undated: segments.iter().map(|segment| segment.undated).sum(),
        ..Counts::default()
    };
    for (at, field) in fields.iter().enumerate() {
        let top = if field.kind == FieldKind::Country {
            usize::MAX
        } else {
            top
        };
        let of_field = segments.iter().filter_map(|segment| segment.fields.get(at));
        let (values, distinct) = merge(of_field, top)?;
        counts.values.push(values);
        counts
            .distinct
            .push(u64::try_from(distinct).unwrap_or(u64::MAX));
    }
    Ok(counts)
}

/// The most frequent values over all segments, and how many values there are.
fn merge<'a>(
    segments: impl Iterator<Item = &'a Ordinals>,
    top: usize,
) -> Result<(Vec<(String, u64)>, usize)> {
    let segments: Vec<&Ordinals> = segments.collect();
    let mut values: Vec<(String, u64)> = Vec::new();
    if let [only] = segments.as_slice() {
        // Ordinals are in the order of their values, so nothing but what is shown is decoded.
        let mut counted: Vec<(u64, u64)> = only.nonzero().collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let distinct = counted.len();
        counted.truncate(top);
        for (ordinal, count) in counted {
            values.push((only.value(ordinal)?, count));
        }
        return Ok((values, distinct));
    }
    let mut lists = Vec::new();
    for segment in segments {
        lists.push(segment.decoded()?);
    }
    let mut best: BinaryHeap<Reverse<(u64, Reverse<Vec<u8>>)>> = BinaryHeap::new();
    let mut distinct = 0;
    merge_sorted(&lists, &mut |value, count| {
        distinct += 1;
        let full = best.len() >= top;
        if full && best.peek().is_none_or(|Reverse((least, _))| count < *least) {
            return;
        }
        best.push(Reverse((count, Reverse(value.to_vec()))));
        if full {
            best.pop();
        }
    });
    for Reverse((count, Reverse(value))) in best.into_sorted_vec() {
        let value = String::from_utf8(value).context("the index has a damaged value")?;
        values.push((value, count));
    }
    Ok((values, distinct))
}

/// Values with their counts, sorted: all bytes one behind the other.
#[derive(Default)]
struct Decoded {
    bytes: Vec<u8>,
    /// Where each value ends.
    ends: Vec<usize>,
    counts: Vec<u64>,
}

impl Decoded {
    fn value(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.bytes[start..end])
    }

    fn push(&mut self, value: &[u8], count: u64) {
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len());
        self.counts.push(count);
    }
}

/// Gives every value of some lists with the sum of its counts, in order.
fn merge_sorted(lists: &[Decoded], give: &mut dyn FnMut(&[u8], u64)) {
    let mut at = vec![0_usize; lists.len()];
    let mut heads: Vec<Option<&[u8]>> = lists.iter().map(|list| list.value(0)).collect();
    while let Some(value) = heads.iter().flatten().min().copied() {
        let mut count = 0;
        for (number, head) in heads.iter_mut().enumerate() {
            if *head == Some(value) {
                count += lists[number].counts[at[number]];
                at[number] += 1;
                *head = lists[number].value(at[number]);
            }
        }
        give(value, count);
    }
}

struct Counter {
    fields: Vec<&'static Field>,
}

struct SegmentCounts {
    total: u64,
    undated: u64,
    fields: Vec<Ordinals>,
}

/// Counts by ordinal of a column; years count by themselves.
enum Ordinals {
    Strings {
        column: Option<StrColumn>,
        counts: Vec<u32>,
    },
    Years {
        counts: FxHashMap<u64, u64>,
    },
}

impl Ordinals {
    fn nonzero(&self) -> Box<dyn Iterator<Item = (u64, u64)> + '_> {
        match self {
            Self::Strings { counts, .. } => {
                let counted = counts.iter().enumerate().filter(|(_, count)| **count > 0);
                Box::new(counted.map(|(ordinal, count)| (ordinal as u64, u64::from(*count))))
            }
            Self::Years { counts } => Box::new(counts.iter().map(|(year, count)| (*year, *count))),
        }
    }

    /// Every counted value; the dictionary is read once, from its start.
    fn decoded(&self) -> Result<Decoded> {
        let mut decoded = Decoded::default();
        match self {
            Self::Strings { column, .. } => {
                let (ordinals, counts): (Vec<u64>, Vec<u64>) = self.nonzero().unzip();
                let Some(column) = column.as_ref().filter(|_| !ordinals.is_empty()) else {
                    return Ok(decoded);
                };
                let mut counts = counts.into_iter();
                let give = |value: &[u8]| decoded.push(value, counts.next().unwrap_or_default());
                column
                    .dictionary()
                    .sorted_ords_to_term_cb(&ordinals, give)
                    .context("the index has a damaged value")?;
            }
            Self::Years { counts } => {
                // Years have four figures, so that they sort as text.
                let mut counts: Vec<_> = counts.iter().collect();
                counts.sort_unstable();
                for (year, count) in counts {
                    decoded.push(format!("{year:04}").as_bytes(), *count);
                }
            }
        }
        Ok(decoded)
    }

    fn value(&self, ordinal: u64) -> Result<String> {
        match self {
            Self::Strings { column, .. } => {
                let mut value = String::new();
                if let Some(column) = column {
                    column
                        .ord_to_str(ordinal, &mut value)
                        .context("the index has a damaged value")?;
                }
                Ok(value)
            }
            Self::Years { .. } => Ok(format!("{ordinal:04}")),
        }
    }
}

impl Counter {
    /// The counts over all articles of a segment: its columns are read from end to end, where nothing in it was deleted.
    fn every_article(&self, reader: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let mut counter = self.for_segment(0, reader)?;
        if reader.has_deletes() {
            for doc in reader.doc_ids_alive() {
                counter.collect(doc, 0.0);
            }
            return Ok(counter.counts);
        }
        let max_doc = reader.max_doc();
        let dated = (0..max_doc).filter(|doc| counter.dates.first(*doc).is_some());
        counter.counts.undated = u64::from(max_doc) - dated.count() as u64;
        counter.counts.total = u64::from(max_doc);
        for field in &mut counter.counts.fields {
            match field {
                // An article has a value once.
                Ordinals::Strings {
                    column: Some(column),
                    counts,
                } => each_value(&column.ords().values, &mut |ordinal| {
                    if let Some(count) = usize::try_from(ordinal)
                        .ok()
                        .and_then(|at| counts.get_mut(at))
                    {
                        *count += 1;
                    }
                }),
                Ordinals::Strings { column: None, .. } => {}
                Ordinals::Years { counts } => each_value(&counter.years.values, &mut |year| {
                    *counts.entry(year).or_default() += 1;
                }),
            }
        }
        Ok(counter.counts)
    }
}

/// Gives every value of a column, a block at a time.
fn each_value(values: &Arc<dyn ColumnValues<u64>>, give: &mut dyn FnMut(u64)) {
    // A block of tantivy's own bit-packed columns.
    const BLOCK: usize = 512;
    let mut block = [0_u64; BLOCK];
    let end = u64::from(values.num_vals());
    let mut start = 0;
    while start < end {
        let length = usize::try_from(end - start).unwrap_or(BLOCK).min(BLOCK);
        values.get_range(start, &mut block[..length]);
        block[..length].iter().for_each(|value| give(*value));
        start += length as u64;
    }
}

struct SegmentCounter {
    counts: SegmentCounts,
    years: Column<u64>,
    dates: Column<i64>,
}

impl Collector for Counter {
    type Fruit = Vec<SegmentCounts>;
    type Child = SegmentCounter;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentCounter> {
        let columns = reader.fast_fields();
        let mut fields = Vec::new();
        for field in &self.fields {
            fields.push(if field.kind == FieldKind::Date {
                Ordinals::Years {
                    counts: FxHashMap::default(),
                }
            } else {
                let column = columns.str(field.name)?;
                let values = column.as_ref().map_or(0, |column| column.num_terms());
                Ordinals::Strings {
                    column,
                    counts: vec![0; values],
                }
            });
        }
        Ok(SegmentCounter {
            counts: SegmentCounts {
                total: 0,
                undated: 0,
                fields,
            },
            years: columns.u64("years")?,
            dates: columns.i64("date_from")?,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<SegmentCounts>) -> tantivy::Result<Vec<SegmentCounts>> {
        Ok(fruits)
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = SegmentCounts;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.counts.total += 1;
        self.counts.undated += u64::from(self.dates.first(doc).is_none());
        for field in &mut self.counts.fields {
            match field {
                Ordinals::Strings {
                    column: Some(column),
                    counts,
                } => {
                    for ordinal in column.term_ords(doc) {
                        // The column gives no ordinal past its number of values.
                        if let Some(count) = usize::try_from(ordinal)
                            .ok()
                            .and_then(|at| counts.get_mut(at))
                        {
                            *count += 1;
                        }
                    }
                }
                Ordinals::Strings { column: None, .. } => {}
                Ordinals::Years { counts } => {
                    for year in self.years.values_for_doc(doc) {
                        *counts.entry(year).or_default() += 1;
                    }
                }
            }
        }
    }

    fn harvest(self) -> SegmentCounts {
        self.counts
    }
}
