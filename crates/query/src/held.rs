//! The articles of a query that were found once: totals, facets and the order of the hits read them again without
//! comparing positions anew.

use std::sync::Arc;

use anyhow::{Context, Result};
use depeche_indexer::tantivy;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{
    DocId, DocSet, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError,
};

/// Finds articles that were found before; its score is 0.
#[derive(Debug, Clone)]
pub(crate) struct HeldQuery {
    /// The articles of each segment, in order: four bytes an article.
    segments: Vec<(SegmentId, Arc<Vec<DocId>>)>,
}

/// Finds the articles of a query once.
pub(crate) fn hold(searcher: &Searcher, query: &dyn Query) -> Result<HeldQuery> {
    let segments = searcher
        .search(query, &Every)
        .context("the search failed")?;
    Ok(HeldQuery { segments })
}

struct Every;

struct EveryOfSegment {
    id: SegmentId,
    docs: Vec<DocId>,
}

impl Collector for Every {
    type Fruit = Vec<(SegmentId, Arc<Vec<DocId>>)>;
    type Child = EveryOfSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<EveryOfSegment> {
        Ok(EveryOfSegment {
            id: reader.segment_id(),
            docs: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        fruits: Vec<(SegmentId, Arc<Vec<DocId>>)>,
    ) -> tantivy::Result<Self::Fruit> {
        Ok(fruits)
    }
}

impl SegmentCollector for EveryOfSegment {
    type Fruit = (SegmentId, Arc<Vec<DocId>>);

    fn collect(&mut self, doc: DocId, _: Score) {
        self.docs.push(doc);
    }

    fn harvest(self) -> Self::Fruit {
        (self.id, Arc::new(self.docs))
    }
}

impl Query for HeldQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl HeldQuery {
    fn docs(&self, reader: &SegmentReader) -> Held {
        let id = reader.segment_id();
        let segment = self.segments.iter().find(|(segment, _)| *segment == id);
        Held {
            docs: segment.map_or_else(Arc::default, |(_, docs)| Arc::clone(docs)),
            at: 0,
        }
    }
}

impl Weight for HeldQuery {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.docs(reader)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.docs(reader).docs.binary_search(&doc).is_ok() {
            Ok(Explanation::new("found before", 0.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )))
        }
    }
}

struct Held {
    docs: Arc<Vec<DocId>>,
    at: usize,
}

impl DocSet for Held {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.at += self.docs[self.at..].partition_point(|doc| *doc < target);
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.docs.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Held {
    fn score(&mut self) -> Score {
        0.0
    }
}
