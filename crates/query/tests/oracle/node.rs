//! A query as the generator means it: the oracle's own tree, which knows nothing of the product's.

use jiff::civil::Date;

use crate::piece::Piece;
use crate::together::Unit;

/// A query.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// A word of a text field, or a pattern.
    Word {
        field: &'static str,
        piece: Piece,
        exact: bool,
    },
    /// Words and patterns in a row of a text field; with `loose`, in any order with so many others between at most.
    Phrase {
        field: &'static str,
        pieces: Vec<Piece>,
        exact: bool,
        loose: Option<usize>,
    },
    /// `[PERSONNE]`: any name of a field of names.
    Kind {
        field: &'static str,
        kind: &'static str,
    },
    /// PROCHE, or SUIVI where the order matters, of two.
    Near {
        ordered: bool,
        others: usize,
        of: Box<[Node; 2]>,
    },
    /// MEMEPHRASE, MEMEPARAGRAPHE.
    Same { unit: Unit, of: Vec<Node> },
    /// At least so many times.
    AtLeast { times: usize, of: Box<Node> },
    /// A name or another value; `whole`: typed with `=`.
    Value {
        field: &'static str,
        text: String,
        whole: bool,
    },
    /// Days, and how they are written.
    Dates {
        from: Option<Date>,
        to: Option<Date>,
        written: String,
    },
    /// All of them.
    Chain(Vec<Link>),
    /// Any of them.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// What is typed so, and what it is read as.
    Odd {
        typed: String,
        read: Box<Node>,
        noted: bool,
    },
}

/// A part of a chain, and whether an operator is typed before it; `-` is none.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) typed: bool,
    pub(crate) node: Node,
}

impl Node {
    /// The nodes below this one.
    pub(crate) fn children(&self) -> Vec<&Node> {
        match self {
            Self::Chain(links) => links.iter().map(|link| &link.node).collect(),
            Self::Any(of) | Self::Same { of, .. } => of.iter().collect(),
            Self::Near { of, .. } => of.iter().collect(),
            Self::Not(node) | Self::AtLeast { of: node, .. } => vec![node],
            _ => Vec::new(),
        }
    }

    /// The field all leaves share, if they do.
    pub(crate) fn shared_field(&self) -> Option<&'static str> {
        match self {
            Self::Word { field, .. }
            | Self::Phrase { field, .. }
            | Self::Kind { field, .. }
            | Self::Value { field, .. } => Some(field),
            Self::Dates { .. } => Some("date"),
            _ => {
                let mut fields = self.children().into_iter().map(Self::shared_field);
                let first = fields.next()??;
                fields.all(|field| field == Some(first)).then_some(first)
            }
        }
    }
}
