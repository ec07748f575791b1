//! What is asked: a query, and what stands beside it.

use jiff::civil::Date;

use crate::node::Node;

/// A query, how it is typed, and what is asked beside it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) node: Node,
    pub(crate) typed: String,
    pub(crate) filters: Vec<Choice>,
    pub(crate) dates: Option<Node>,
    /// The day on which it is asked.
    pub(crate) today: Date,
}

/// A filter: one of the values, or none of them.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) field: &'static str,
    pub(crate) values: Vec<String>,
    pub(crate) exclude: bool,
}
