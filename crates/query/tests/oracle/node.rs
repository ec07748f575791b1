//! A query as the generator means it: the oracle's own tree, which knows nothing of the product's.

use jiff::civil::Date;

/// A query.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// A word of a text field.
    Word {
        field: &'static str,
        text: String,
        exact: bool,
    },
    /// Words in a row of a text field.
    Phrase {
        field: &'static str,
        text: String,
        exact: bool,
    },
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
}

/// A part of a chain, and whether an operator is typed before it; `-` is none.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) typed: bool,
    pub(crate) node: Node,
}

impl Node {
    /// The parts of a chain, those of chains inside it included: parentheses round words are punctuation. Beside them,
    /// whether an operator was typed anywhere.
    pub(crate) fn flat(links: &[Link]) -> (Vec<&Node>, bool) {
        let (mut parts, mut typed) = (Vec::new(), false);
        for link in links {
            typed |= link.typed;
            if let Node::Chain(inner) = &link.node {
                let (inner, inner_typed) = Self::flat(inner);
                parts.extend(inner);
                typed |= inner_typed;
            } else {
                parts.push(&link.node);
            }
        }
        (parts, typed)
    }

    /// The nodes below this one.
    pub(crate) fn children(&self) -> Vec<&Node> {
        match self {
            Self::Chain(links) => links.iter().map(|link| &link.node).collect(),
            Self::Any(of) => of.iter().collect(),
            Self::Not(node) => vec![node],
            _ => Vec::new(),
        }
    }

    /// The field all leaves share, if they do.
    pub(crate) fn shared_field(&self) -> Option<&'static str> {
        match self {
            Self::Word { field, .. } | Self::Phrase { field, .. } | Self::Value { field, .. } => {
                Some(field)
            }
            Self::Dates { .. } => Some("date"),
            _ => {
                let mut fields = self.children().into_iter().map(Self::shared_field);
                let first = fields.next()??;
                fields.all(|field| field == Some(first)).then_some(first)
            }
        }
    }
}
