//! French text: where its words stand, what forms and stems they have, where sentences and paragraphs end.
//!
//! [`tokens`] finds the words, with exact byte offsets; [`words`] adds the terms each of them is indexed and asked by.
//! Normalisation never moves an offset. This crate knows nothing of articles, names or the index.

mod scan;
mod token;

pub use scan::tokens;
pub use token::{Edge, Token};
