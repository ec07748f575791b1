//! Days over the columns of dates: which articles of a segment have an interval that overlaps a range.
//!
//! tantivy's own range over a column looks at one bound, and two of them joined and excluded (`SAUF date:2024`) go back
//! behind their place: `RangeDocSet::seek_danger` of tantivy 0.27 then subtracts below zero. Here an article is looked up
//! by both bounds at once.

use depeche_indexer::{days, tantivy};
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError};

use crate::ast::DateRange;

/// Finds the articles whose own interval overlaps a range; its score is 0.
#[derive(Debug, Clone)]
pub(crate) struct OverlapQuery {
    pub(crate) range: DateRange,
}

impl Query for OverlapQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(OverlapWeight { range: self.range }))
    }
}

struct OverlapWeight {
    range: DateRange,
}

impl OverlapWeight {
    fn overlap(&self, reader: &SegmentReader) -> tantivy::Result<Overlap> {
        let columns = reader.fast_fields();
        let mut overlap = Overlap {
            starts: columns.i64("date_from")?,
            ends: columns.i64("date_to")?,
            first: self.range.from.map_or(i64::MIN, days),
            last: self.range.to.map_or(i64::MAX, days),
            doc: 0,
            max_doc: reader.max_doc(),
        };
        overlap.settle();
        Ok(overlap)
    }
}

impl Weight for OverlapWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.overlap(reader)?))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.overlap(reader)?.holds(doc) {
            Ok(Explanation::new("days that overlap", 0.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )))
        }
    }
}

struct Overlap {
    starts: Column<i64>,
    ends: Column<i64>,
    first: i64,
    last: i64,
    doc: DocId,
    max_doc: DocId,
}

impl Overlap {
    /// Whether an article's interval overlaps; an undated one has none.
    fn holds(&self, doc: DocId) -> bool {
        let starts = self.starts.first(doc);
        starts.is_some_and(|start| start <= self.last)
            && self.ends.first(doc).is_some_and(|end| end >= self.first)
    }

    /// Goes on to the first article, this one included, that overlaps.
    fn settle(&mut self) -> DocId {
        while self.doc < self.max_doc && !self.holds(self.doc) {
            self.doc += 1;
        }
        if self.doc >= self.max_doc {
            self.doc = TERMINATED;
        }
        self.doc
    }
}

impl DocSet for Overlap {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc += 1;
            self.settle();
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = target;
            self.settle();
        }
        self.doc
    }

    /// Beside a word only the articles that hold it are looked up.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if self.doc > target {
            return SeekDangerResult::SeekLowerBound(self.doc);
        }
        if target >= self.max_doc {
            self.doc = TERMINATED;
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        self.doc = target;
        if self.holds(target) {
            SeekDangerResult::Found
        } else {
            SeekDangerResult::SeekLowerBound(target + 1)
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        // As tantivy's ranges say: nobody counts before looking.
        self.max_doc / 10
    }

    fn cost(&self) -> u64 {
        // Every article is looked up, so whatever else is asked should lead.
        u64::from(self.max_doc)
    }
}

impl Scorer for Overlap {
    fn score(&mut self) -> Score {
        0.0
    }
}
