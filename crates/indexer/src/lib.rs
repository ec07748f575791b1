//! The index: which terms stand at which position, tantivy's disk, writing, and the one pipeline from files to index.
//!
//! [`index`] reads files into an archive; [`Archive`] opens one for reading. What is asked of it is `query`'s.

mod archive;
mod document;
mod dry_run;
mod entities;
mod entity_ordinals;
mod entity_table;
mod files;
mod forget;
mod in_pieces;
mod live;
mod manifest;
mod mention;
mod merge;
mod pipeline;
mod read_only;
mod rebuild;
mod rejected;
mod report;
mod run;
mod schema;
mod segments;
mod stats;
mod store;
mod survey;
mod tokenizer;

pub use archive::{Archive, Stored};
pub use document::days;
pub use dry_run::{DryRun, Seen, dry_run};
pub use entities::CURATION;
pub use entity_ordinals::EntityOrdinals;
pub use live::live_docs;
pub use manifest::{FORMAT, State, state, write_atomically};
pub use mention::{first_words, kind_term, mention_terms, name_term};
pub use rebuild::rebuild;
pub use report::{Progress, Report};
pub use run::{Annotate, Options, index, index_with};
pub use schema::{Columns, columns};
pub use stats::{Stats, stats};
pub use store::Busy;

/// tantivy, in the one version the archive is written with.
pub use tantivy;
