//! Patterns over postings: which articles of a segment hold a span of a pattern.
//!
//! Documents are met by their words first, positions are read only where all words stand.

use depeche_indexer::tantivy;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, Term};

use crate::pattern::{Pattern, chain};

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
        let mut spans = Spans {
            node,
            found: Vec::new(),
        };
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
            Ok(Explanation::new("words in a row", 0.0))
        } else {
            Err(tantivy::TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )))
        }
    }
}

struct Spans {
    node: Node,
    found: Vec<(u32, u32)>,
}

impl Spans {
    /// Goes on to the first document, this one included, that holds a span.
    fn settle(&mut self) -> DocId {
        while self.node.doc() != TERMINATED {
            self.node.spans(&mut self.found);
            if !self.found.is_empty() {
                break;
            }
            let next = self.node.doc() + 1;
            self.node.seek(next);
        }
        self.node.doc()
    }
}

impl DocSet for Spans {
    fn advance(&mut self) -> DocId {
        if self.node.doc() == TERMINATED {
            return TERMINATED;
        }
        let next = self.node.doc() + 1;
        self.node.seek(next);
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.node.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.node.doc()
    }

    fn size_hint(&self) -> u32 {
        self.node.size_hint()
    }
}

impl Scorer for Spans {
    fn score(&mut self) -> Score {
        0.0
    }
}

/// A pattern over the postings of one segment. Its document is one where all its words stand; whether they stand in a
/// row, [`Node::spans`] says.
enum Node {
    Terms(Vec<(SegmentPostings, u32)>),
    Sequence(Vec<Node>),
    Any(Vec<Node>),
}

impl Node {
    fn build(
        field: Field,
        pattern: &Pattern,
        inverted: &InvertedIndexReader,
    ) -> tantivy::Result<Option<Self>> {
        Ok(match pattern {
            Pattern::Terms { terms, .. } => {
                let mut postings = Vec::new();
                for term in terms {
                    let key = Term::from_field_text(field, &term.to_string());
                    let read =
                        inverted.read_postings(&key, IndexRecordOption::WithFreqsAndPositions)?;
                    let positions = u32::try_from(term.positions()).unwrap_or(1);
                    postings.extend(read.map(|read| (read, positions)));
                }
                (!postings.is_empty()).then_some(Self::Terms(postings))
            }
            Pattern::Sequence(parts) => {
                let mut nodes = Vec::new();
                for part in parts {
                    match Self::build(field, part, inverted)? {
                        Some(node) => nodes.push(node),
                        None => return Ok(None),
                    }
                }
                let mut node = Self::Sequence(nodes);
                node.align();
                Some(node)
            }
            Pattern::Any(parts) => {
                let mut nodes = Vec::new();
                for part in parts {
                    nodes.extend(Self::build(field, part, inverted)?);
                }
                (!nodes.is_empty()).then_some(Self::Any(nodes))
            }
        })
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Terms(postings) => postings
                .iter()
                .map(|(postings, _)| postings.doc())
                .min()
                .unwrap_or(TERMINATED),
            Self::Sequence(nodes) => nodes.first().map_or(TERMINATED, Self::doc),
            Self::Any(nodes) => nodes.iter().map(Self::doc).min().unwrap_or(TERMINATED),
        }
    }

    fn seek(&mut self, target: DocId) {
        match self {
            Self::Terms(postings) => {
                for (postings, _) in postings {
                    if postings.doc() < target {
                        postings.seek(target);
                    }
                }
            }
            Self::Sequence(nodes) => {
                if let Some(first) = nodes.first_mut()
                    && first.doc() < target
                {
                    first.seek(target);
                }
                self.align();
            }
            Self::Any(nodes) => {
                for node in nodes {
                    if node.doc() < target {
                        node.seek(target);
                    }
                }
            }
        }
    }

    /// Brings all parts of a sequence to the first document they share.
    fn align(&mut self) {
        let Self::Sequence(nodes) = self else { return };
        let Some(mut target) = nodes.iter().map(Self::doc).max() else {
            return;
        };
        loop {
            for node in nodes.iter_mut() {
                if node.doc() < target {
                    node.seek(target);
                }
            }
            let furthest = nodes.iter().map(Self::doc).max().unwrap_or(TERMINATED);
            if furthest == target {
                return;
            }
            target = furthest;
        }
    }

    /// The spans in the current document, sorted.
    fn spans(&mut self, out: &mut Vec<(u32, u32)>) {
        out.clear();
        let doc = self.doc();
        match self {
            Self::Terms(postings) => {
                let mut positions = Vec::new();
                for (postings, length) in postings
                    .iter_mut()
                    .filter(|(postings, _)| postings.doc() == doc)
                {
                    postings.positions(&mut positions);
                    out.extend(
                        positions
                            .iter()
                            .map(|position| (*position, *position + *length)),
                    );
                }
            }
            Self::Sequence(nodes) => {
                let mut next = Vec::new();
                for (at, node) in nodes.iter_mut().enumerate() {
                    node.spans(&mut next);
                    *out = if at == 0 {
                        next.clone()
                    } else {
                        chain(out, &next)
                    };
                    if out.is_empty() {
                        return;
                    }
                }
            }
            Self::Any(nodes) => {
                let mut next = Vec::new();
                for node in nodes.iter_mut().filter(|node| node.doc() == doc) {
                    node.spans(&mut next);
                    out.extend_from_slice(&next);
                }
            }
        }
        out.sort_unstable();
        out.dedup();
    }

    fn size_hint(&self) -> u32 {
        match self {
            Self::Terms(postings) => postings
                .iter()
                .map(|(postings, _)| postings.size_hint())
                .fold(0, u32::saturating_add),
            Self::Sequence(nodes) => nodes.iter().map(Self::size_hint).min().unwrap_or(0),
            Self::Any(nodes) => nodes
                .iter()
                .map(Self::size_hint)
                .fold(0, u32::saturating_add),
        }
    }
}
