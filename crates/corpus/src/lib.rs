//! What an article is: [`Article`] as it was read, [`Document`] with what was recognised in it, their identifiers,
//! the [field table](FIELDS), and the file formats articles are read from.
//!
//! This crate knows nothing of French, of names or of the index.

mod article;
mod beside_date;
mod date;
mod document;
mod field;
mod id;
mod language;
pub mod read;
mod revision;
mod stated_date;
mod texte;
mod written_date;

pub use article::{Article, Block, Place, Reprint, Topic, TopicKind};
pub use date::{DateError, DateInterval};
pub use document::{CountryCode, Document, EntityKind, Mention};
pub use field::{FIELDS, Field, FieldKind, field};
pub use id::{ArticleId, content_hash};
pub use language::{declared_language, language_code, language_name};
pub use revision::{Revision, RevisionError};
pub use texte::{PARAGRAPH_END, Part, Texte};
pub use written_date::{month_name, written_date};
