//! Totals and facets: exact counts of articles, by ordinals of the columns.
//!
//! A name is counted as the entity it is a form of, once an article (`Archive::entity_ordinals`), and hidden entities not at
//! all. Each segment counts its own ordinals; strings are only looked at where segments meet, and for what is shown.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use anyhow::{Context, Result};
use depeche_corpus::{FIELDS, Field, FieldKind};
use depeche_entities::Entities;
use depeche_indexer::{Archive, EntityOrdinals, tantivy};
use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::query::{AllQuery, Query as Engine};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// The field of the zones that hold the places of an article.
pub(crate) const ZONE: &str = "zone";

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

/// Counts the articles of a query, and the values of some fields in them; `top` of each field are kept, of countries and zones
/// all: there are few, countries are shown by another name than the one they are counted by, and the zones of the most
/// frequent places need not be the most frequent ones.
pub(crate) fn count(
    archive: &Archive,
    query: &dyn Engine,
    fields: &[&'static Field],
    top: usize,
) -> Result<Counts> {
    let searcher = archive.searcher();
    let mut counter = Counter { fields: Vec::new() };
    for field in fields {
        counter
            .fields
            .push((*field, archive.entity_ordinals(field.name)?));
    }
    let segments = if query.is::<AllQuery>() {
        let every = (0..).zip(searcher.segment_readers());
        every
            .map(|(number, segment)| counter.every_article(number, segment))
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
        let top = if field.kind == FieldKind::Country || field.name == ZONE {
            usize::MAX
        } else {
            top
        };
        let of_field = segments.iter().filter_map(|segment| segment.fields.get(at));
        let (values, distinct) = merge(of_field, archive.entities(field.name), top)?;
        counts.values.push(values);
        counts
            .distinct
            .push(u64::try_from(distinct).unwrap_or(u64::MAX));
    }
    Ok(counts)
}

/// The most frequent values over all segments, and how many values there are. A value is the name of an entity.
fn merge<'a>(
    segments: impl Iterator<Item = &'a Ordinals>,
    entities: Option<&Entities>,
    top: usize,
) -> Result<(Vec<(String, u64)>, usize)> {
    let segments: Vec<&Ordinals> = segments.collect();
    let entities = of_entities(&segments, entities);
    let mut values: Vec<(String, u64)> = Vec::new();
    if let [only] = segments.as_slice() {
        // Ordinals are in the order of their values, so nothing but what is shown is decoded.
        let mut counted: Vec<(u64, u64)> = only.nonzero().collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let distinct = counted.len() + entities.len();
        counted.truncate(top);
        for (ordinal, count) in counted {
            values.push((only.value(ordinal)?, count));
        }
        if !entities.is_empty() {
            let entities = entities.into_iter();
            values.extend(entities.map(|(name, count)| (name.to_string(), count)));
            values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            values.truncate(top);
        }
        return Ok((values, distinct));
    }
    let mut lists = Vec::new();
    for segment in segments {
        lists.push(segment.decoded()?);
    }
    let mut of_entities = Decoded::default();
    for (name, count) in entities {
        of_entities.push(name.as_bytes(), count);
    }
    lists.push(of_entities);
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

/// The entities counted over all segments that are shown, with their counts, in the order of their names.
fn of_entities<'a>(segments: &[&Ordinals], entities: Option<&'a Entities>) -> Vec<(&'a str, u64)> {
    let Some(entities) = entities else {
        return Vec::new();
    };
    let mut counted = Vec::new();
    for (place, known) in entities.by_place().iter().enumerate() {
        let of_segment = segments.iter().map(|segment| segment.of_entity(place));
        let count: u64 = of_segment.sum();
        if count > 0 && !known.hidden {
            counted.push((known.name.as_str(), count));
        }
    }
    counted.sort_unstable();
    counted
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
    /// With the entities of their ordinals, a list a segment.
    fields: Vec<(&'static Field, Option<Vec<EntityOrdinals>>)>,
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
        /// Of the ordinals that are no entity's.
        counts: Vec<u32>,
        entities: Option<Box<EntityCounts>>,
    },
    Years {
        counts: FxHashMap<u64, u64>,
    },
}

/// Counts of articles by entity, whose forms are several ordinals.
struct EntityCounts {
    of: EntityOrdinals,
    counts: Vec<u32>,
    /// The entities of the article that is being counted.
    met: Vec<u32>,
}

impl EntityCounts {
    fn of(ordinals: EntityOrdinals) -> Self {
        let places = ordinals.iter().max().copied().unwrap_or_default();
        Self {
            of: ordinals,
            counts: vec![0; places as usize],
            met: Vec::new(),
        }
    }

    /// Counts an ordinal of an article where it is an entity's; one that was met in it already is not counted again.
    fn counts(&mut self, ordinal: usize) -> bool {
        let place = self.of.get(ordinal).copied().unwrap_or_default();
        if place == 0 {
            return false;
        }
        if !self.met.contains(&place) {
            self.met.push(place);
            if let Some(count) = self.counts.get_mut(place as usize - 1) {
                *count += 1;
            }
        }
        true
    }
}

/// Counts the values of an article.
fn count_ordinals(
    ordinals: impl Iterator<Item = u64>,
    counts: &mut [u32],
    entities: &mut Option<Box<EntityCounts>>,
) {
    // The column gives no ordinal past its number of values.
    for ordinal in ordinals.filter_map(|ordinal| usize::try_from(ordinal).ok()) {
        let counted = entities.as_mut().is_some_and(|of| of.counts(ordinal));
        if !counted && let Some(count) = counts.get_mut(ordinal) {
            *count += 1;
        }
    }
    if let Some(entities) = entities {
        entities.met.clear();
    }
}

impl Ordinals {
    /// How many articles have the entity at a place.
    fn of_entity(&self, place: usize) -> u64 {
        match self {
            Self::Strings {
                entities: Some(entities),
                ..
            } => entities.counts.get(place).copied().map_or(0, u64::from),
            _ => 0,
        }
    }

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
    fn every_article(
        &self,
        number: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentCounts> {
        let mut counter = self.for_segment(number, reader)?;
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
                // An article may have several forms of one entity.
                Ordinals::Strings {
                    column: Some(column),
                    counts,
                    entities: entities @ Some(_),
                } => {
                    for doc in 0..max_doc {
                        count_ordinals(column.term_ords(doc), counts, entities);
                    }
                }
                // And a value once.
                Ordinals::Strings {
                    column: Some(column),
                    counts,
                    entities: None,
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
        number: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentCounter> {
        let columns = reader.fast_fields();
        let mut fields = Vec::new();
        for (field, entities) in &self.fields {
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
                    entities: entities
                        .as_ref()
                        .and_then(|of| of.get(number as usize))
                        .map(|of| Box::new(EntityCounts::of(of.clone()))),
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
                    entities,
                } => count_ordinals(column.term_ords(doc), counts, entities),
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
