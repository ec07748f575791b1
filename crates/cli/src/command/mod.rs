//! One file a command.

pub(crate) mod complete;
pub(crate) mod completions;
pub(crate) mod entities;
pub(crate) mod facets;
pub(crate) mod formats;
pub(crate) mod index;
pub(crate) mod man;
pub(crate) mod query;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod stats;
