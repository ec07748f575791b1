//! Totals and facets: exact counts of articles, by ordinals of the columns.
//!
//! Each segment counts its own ordinals; strings are only looked at where segments meet, and for what is shown.

use anyhow::{Context, Result};
use depeche_corpus::{FIELDS, Field, FieldKind};
use depeche_indexer::tantivy;
use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Query as Engine;
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
    let segments = searcher
        .search(
            query,
            &Counter {
                fields: fields.to_vec(),
            },
        )
        .context("the search failed")?;
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
    let mut sums: FxHashMap<String, u64> = FxHashMap::default();
    for segment in segments {
        segment.each_value(&mut |value, count| match sums.get_mut(value) {
            Some(sum) => *sum += count,
            None => {
                sums.insert(value.to_string(), count);
            }
        })?;
    }
    values.extend(sums);
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let distinct = values.len();
    values.truncate(top);
    Ok((values, distinct))
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
        counts: Vec<u64>,
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
                Box::new(counted.map(|(ordinal, count)| (ordinal as u64, *count)))
            }
            Self::Years { counts } => Box::new(counts.iter().map(|(year, count)| (*year, *count))),
        }
    }

    /// Gives every counted value; the dictionary is read once, from its start.
    fn each_value(&self, each: &mut dyn FnMut(&str, u64)) -> Result<()> {
        match self {
            Self::Strings { column, .. } => {
                let (ordinals, counts): (Vec<u64>, Vec<u64>) = self.nonzero().unzip();
                let Some(column) = column.as_ref().filter(|_| !ordinals.is_empty()) else {
                    return Ok(());
                };
                let mut counts = counts.into_iter();
                let give = |value: &[u8]| {
                    if let (Ok(value), Some(count)) = (std::str::from_utf8(value), counts.next()) {
                        each(value, count);
                    }
                };
                column
                    .dictionary()
                    .sorted_ords_to_term_cb(&ordinals, give)
                    .context("the index has a damaged value")?;
            }
            Self::Years { counts } => counts
                .iter()
                .for_each(|(year, count)| each(&year.to_string(), *count)),
        }
        Ok(())
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
            Self::Years { .. } => Ok(ordinal.to_string()),
        }
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
