//! One file a command.

pub(crate) mod facets;
pub(crate) mod index;
pub(crate) mod query;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod stats;
