//! The `depeche` command end to end, as a person runs it: one test binary, one file a subject.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

mod completions;
mod containers;
mod entities;
mod explain;
mod facets;
mod folder;
mod help_query;
mod index;
mod notes;
mod patterns;
mod read_only;
mod relaxed;
mod sample;
mod search;
mod seed;
mod show;
mod stats;
mod suggestions;
mod unread;
