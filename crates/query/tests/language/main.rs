//! The query language as tables: what people type and paste, how it is read, and what it finds in the sample's first
//! articles.
//!
//! The articles a row names were found by reading the sample, not by asking the program.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

mod messes;
mod notes;
mod queries;
mod refusals;
mod sample;
mod table;
