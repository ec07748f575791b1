//! A pattern over the postings of one segment: documents are met by their words, the rarest leading; positions are read
//! only where all words stand. What is kept is about one document at a time.

use depeche_indexer::tantivy;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

use crate::ast::Boundary;
use crate::near::{
    Span, any_in_one, each_order, in_one, minimal, near, ordered, two_in_one, unordered,
};
use crate::pattern::{Pattern, chain};

/// A pattern over the postings of one segment.
pub(crate) struct Node {
    /// Its document: one where all its words stand; whether they stand in place, [`Node::spans`] says.
    pub(crate) doc: DocId,
    /// Documents at most.
    pub(crate) size: u32,
    kind: Kind,
    /// The spans of the document, sorted.
    found: Vec<Span>,
}

enum Kind {
    Terms(Terms),
    Sequence(All),
    Any(Vec<Node>),
    Near { ordered: bool, within: u32, of: All },
    Same { starts: Box<Node>, of: All },
    AtLeast { times: usize, of: Box<Node> },
}

/// Postings of several terms, each with the positions it covers.
struct Terms {
    postings: Vec<(SegmentPostings, u32)>,
    /// Their documents, side by side: of a pattern there are hundreds.
    docs: Vec<DocId>,
    positions: Vec<u32>,
}

/// Nodes that must meet in one document.
struct All {
    nodes: Vec<Node>,
    /// Their numbers, the rarest first.
    order: Vec<usize>,
}

impl Node {
    pub(crate) fn build(
        field: Field,
        pattern: &Pattern,
        inverted: &InvertedIndexReader,
    ) -> tantivy::Result<Option<Self>> {
        let build_all = |of: &[Pattern]| -> tantivy::Result<Option<All>> {
            let mut nodes = Vec::new();
            for pattern in of {
                match Self::build(field, pattern, inverted)? {
                    Some(node) => nodes.push(node),
                    None => return Ok(None),
                }
            }
            let mut order: Vec<usize> = (0..nodes.len()).collect();
            order.sort_by_key(|at| nodes[*at].size);
            Ok(Some(All { nodes, order }))
        };
        let kind = match pattern {
            Pattern::Terms { terms, .. } => {
                let keys = terms.iter().map(|term| {
                    let positions = u32::try_from(term.positions()).unwrap_or(1);
                    (term.to_string(), positions)
                });
                Terms::build(field, keys, inverted)?.map(Kind::Terms)
            }
            Pattern::Sequence(of) => build_all(of)?.map(Kind::Sequence),
            Pattern::Any(of) => {
                let mut nodes = Vec::new();
                for pattern in of {
                    nodes.extend(Self::build(field, pattern, inverted)?);
                }
                (!nodes.is_empty()).then_some(Kind::Any(nodes))
            }
            Pattern::Near {
                ordered,
                within,
                of,
            } => build_all(of)?.map(|of| Kind::Near {
                ordered: *ordered,
                within: *within,
                of,
            }),
            Pattern::Same { boundary, of } => {
                let marks = match boundary {
                    Boundary::Sentence => [",s", ",1"],
                    Boundary::Paragraph => [",S", ",I"],
                };
                let keys = marks.into_iter().map(|mark| (mark.to_string(), 1));
                let starts = Terms::build(field, keys, inverted)?;
                let starts = starts.map(|starts| Box::new(Self::of(Kind::Terms(starts))));
                let of = build_all(of)?;
                starts.zip(of).map(|(starts, of)| Kind::Same { starts, of })
            }
            Pattern::AtLeast { times, of } => {
                let times = usize::try_from(*times).unwrap_or(usize::MAX);
                let of = Self::build(field, of, inverted)?;
                of.map(|of| Kind::AtLeast {
                    times,
                    of: Box::new(of),
                })
            }
        };
        Ok(kind.map(|kind| {
            let mut node = Self::of(kind);
            node.seek(0);
            node
        }))
    }

    /// A node that stands before its first document.
    fn of(kind: Kind) -> Self {
        let size = match &kind {
            Kind::Terms(terms) => terms
                .postings
                .iter()
                .map(|(postings, _)| postings.size_hint())
                .fold(0, u32::saturating_add),
            Kind::Any(nodes) => nodes
                .iter()
                .map(|node| node.size)
                .fold(0, u32::saturating_add),
            Kind::Sequence(of) | Kind::Near { of, .. } | Kind::Same { of, .. } => {
                of.nodes.iter().map(|node| node.size).min().unwrap_or(0)
            }
            Kind::AtLeast { of, .. } => of.size,
        };
        Self {
            doc: 0,
            size,
            kind,
            found: Vec::new(),
        }
    }

    /// Goes on to the first document at or behind a target, where all words stand.
    pub(crate) fn seek(&mut self, target: DocId) {
        self.doc = match &mut self.kind {
            Kind::Terms(terms) => terms.seek(target),
            Kind::Any(nodes) => {
                let mut first = TERMINATED;
                for node in nodes {
                    if node.doc < target {
                        node.seek(target);
                    }
                    first = first.min(node.doc);
                }
                first
            }
            Kind::Sequence(of) | Kind::Near { of, .. } | Kind::Same { of, .. } => of.seek(target),
            Kind::AtLeast { of, .. } => {
                if of.doc < target {
                    of.seek(target);
                }
                of.doc
            }
        };
    }

    /// Whether the current document has a span: of two operands nothing needs to be listed for that.
    pub(crate) fn holds(&mut self) -> bool {
        match &mut self.kind {
            Kind::Near {
                ordered,
                within,
                of,
            } if of.nodes.len() == 2 => of.spans().is_some_and(|of| {
                near(of[0], of[1], *within) || (!*ordered && near(of[1], of[0], *within))
            }),
            // The first order that holds is enough.
            Kind::Near {
                ordered: false,
                within,
                of,
            } => of.spans().is_some_and(|of| {
                let mut holds = false;
                each_order(of.len(), &mut |order| {
                    let of: Vec<&[Span]> = order.iter().map(|at| of[*at]).collect();
                    holds = holds || !ordered(&of, *within).is_empty();
                });
                holds
            }),
            Kind::Same { starts, of } if of.nodes.len() == 2 => of.spans().is_some_and(|of| {
                if starts.doc < self.doc {
                    starts.seek(self.doc);
                }
                two_in_one(starts.spans(), of[0], of[1])
            }),
            // Who takes part is asked for the light alone.
            Kind::Same { starts, of } => of.spans().is_some_and(|of| {
                if starts.doc < self.doc {
                    starts.seek(self.doc);
                }
                let starts: Vec<u32> = starts.spans().iter().map(|span| span.0).collect();
                any_in_one(&starts, &of)
            }),
            _ => !self.spans().is_empty(),
        }
    }

    /// The spans in the current document, sorted and without doubles.
    fn spans(&mut self) -> &[Span] {
        let found = &mut self.found;
        found.clear();
        match &mut self.kind {
            Kind::Terms(terms) => terms.spans(self.doc, found),
            Kind::Any(nodes) => {
                for node in nodes.iter_mut().filter(|node| node.doc == self.doc) {
                    found.extend_from_slice(node.spans());
                }
                found.sort_unstable();
                found.dedup();
            }
            Kind::Sequence(of) => {
                for (at, node) in of.nodes.iter_mut().enumerate() {
                    let next = node.spans();
                    if at == 0 {
                        found.extend_from_slice(next);
                    } else {
                        *found = chain(found, next);
                    }
                    if found.is_empty() {
                        break;
                    }
                }
            }
            Kind::Near {
                ordered: in_order,
                within,
                of,
            } => {
                if let Some(of) = of.spans() {
                    *found = if *in_order {
                        ordered(&of, *within)
                    } else {
                        unordered(&of, *within)
                    };
                }
            }
            Kind::Same { starts, of } => {
                if let Some(of) = of.spans() {
                    if starts.doc < self.doc {
                        starts.seek(self.doc);
                    }
                    // A text with words has sentences.
                    let starts: Vec<u32> = starts.spans().iter().map(|span| span.0).collect();
                    let part = in_one(&starts, &of);
                    found.extend_from_slice(part.first().map_or(&[], Vec::as_slice));
                }
            }
            Kind::AtLeast { times, of } => {
                let spans = of.spans();
                if spans.len() >= *times && minimal(spans.to_vec()).len() >= *times {
                    found.extend_from_slice(spans);
                }
            }
        }
        &self.found
    }
}

impl Terms {
    fn build(
        field: Field,
        keys: impl Iterator<Item = (String, u32)>,
        inverted: &InvertedIndexReader,
    ) -> tantivy::Result<Option<Self>> {
        let mut postings = Vec::new();
        for (key, positions) in keys {
            let key = Term::from_field_text(field, &key);
            let read = inverted.read_postings(&key, IndexRecordOption::WithFreqsAndPositions)?;
            postings.extend(read.map(|read| (read, positions)));
        }
        let docs = postings
            .iter()
            .map(|(postings, _)| postings.doc())
            .collect();
        Ok((!postings.is_empty()).then_some(Self {
            postings,
            docs,
            positions: Vec::new(),
        }))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let mut first = TERMINATED;
        for (doc, (postings, _)) in self.docs.iter_mut().zip(&mut self.postings) {
            if *doc < target {
                *doc = postings.seek(target);
            }
            first = first.min(*doc);
        }
        first
    }

    fn spans(&mut self, doc: DocId, found: &mut Vec<Span>) {
        let here = self
            .docs
            .iter()
            .zip(&mut self.postings)
            .filter(|(at, _)| **at == doc);
        let mut terms = 0;
        for (_, (postings, length)) in here {
            postings.positions(&mut self.positions);
            let spans = self
                .positions
                .iter()
                .map(|start| (*start, *start + *length));
            found.extend(spans);
            terms += 1;
        }
        // The positions of one term are sorted.
        if terms > 1 {
            found.sort_unstable();
            found.dedup();
        }
    }
}

impl All {
    /// Goes on to the first document at or behind a target that all share.
    fn seek(&mut self, mut target: DocId) -> DocId {
        'next: loop {
            for at in &self.order {
                let node = &mut self.nodes[*at];
                if node.doc < target {
                    node.seek(target);
                }
                if node.doc > target {
                    target = node.doc;
                    if target == TERMINATED {
                        return TERMINATED;
                    }
                    continue 'next;
                }
            }
            return target;
        }
    }

    /// The spans of each in the document they share, in the order asked; none where one has none.
    fn spans(&mut self) -> Option<Vec<&[Span]>> {
        for at in &self.order {
            if self.nodes[*at].spans().is_empty() {
                return None;
            }
        }
        Some(
            self.nodes
                .iter()
                .map(|node| node.found.as_slice())
                .collect(),
        )
    }
}
