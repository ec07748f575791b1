//! A pattern as a query of the engine: which articles hold a span of it. How a segment answers: `node`.

use depeche_indexer::tantivy;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use crate::node::Node;
use crate::pattern::Pattern;

/// Finds the articles that hold a pattern in a field; its score is 0.
#[derive(Debug, Clone)]
pub(crate) struct SpanQuery {
    pub(crate) field: Field,
    pub(crate) pattern: Pattern,
}

impl Query for SpanQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SpanWeight {
            query: self.clone(),
        }))
    }
}

struct SpanWeight {
    query: SpanQuery,
}

impl SpanWeight {
    fn spans(&self, reader: &SegmentReader) -> tantivy::Result<Option<Spans>> {
        let inverted = reader.inverted_index(self.query.field)?;
        let Some(node) = Node::build(self.query.field, &self.query.pattern, &inverted)? else {
            return Ok(None);
        };
        let mut spans = Spans { node };
        spans.settle();
        Ok(Some(spans))
    }
}

impl Weight for SpanWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.spans(reader)? {
            Some(spans) => Box::new(spans),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let found = match self.spans(reader)? {
            Some(mut spans) => spans.doc() <= doc && spans.seek(doc) == doc,
            None => false,
        };
        if found {
            Ok(Explanation::new("words in place", 0.0))
        } else {
            Err(tantivy::TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )))
        }
    }
}

struct Spans {
    node: Node,
}

impl Spans {
    /// Goes on to the first document, this one included, that holds a span.
    fn settle(&mut self) -> DocId {
        while self.node.doc != TERMINATED {
            if self.node.holds() {
                break;
            }
            let next = self.node.doc + 1;
            self.node.seek(next);
        }
        self.node.doc
    }
}

impl DocSet for Spans {
    fn advance(&mut self) -> DocId {
        if self.node.doc == TERMINATED {
            return TERMINATED;
        }
        let next = self.node.doc + 1;
        self.node.seek(next);
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.node.doc < target {
            self.node.seek(target);
            self.settle();
        }
        self.node.doc
    }

    fn doc(&self) -> DocId {
        self.node.doc
    }

    fn size_hint(&self) -> u32 {
        self.node.size
    }

    fn cost(&self) -> u64 {
        // Positions are read and compared: an article costs as much as this many postings of a plain word.
        const POSITIONS: u64 = 8;
        POSITIONS * u64::from(self.node.size)
    }
}

impl Scorer for Spans {
    fn score(&mut self) -> Score {
        0.0
    }
}
