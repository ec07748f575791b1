//! French text: where its words stand, what forms and stems they have, where sentences and paragraphs end.
//!
//! [`tokens`] finds the words, with exact byte offsets; [`words`] adds the terms each of them is indexed by; [`lookup()`]
//! gives the terms that find a typed word. Normalisation never moves an offset. This crate knows nothing of articles,
//! names or the index.

mod analyze;
mod chars;
mod clock;
mod compound;
mod fingerprint;
mod form;
mod forms;
mod inclusive;
mod lists;
mod lookup;
mod scan;
mod sentence;
mod stem;
mod term;
mod token;

pub use analyze::{Analyzer, Word, Words, words};
pub use chars::{is_hyphen, starts_word};
pub use compound::LONGEST_JOINED;
pub use fingerprint::fingerprint_parts;
pub use form::{fold, normal_form, without_accents};
pub use forms::Forms;
pub use lists::{is_elided, is_stop_word};
pub use lookup::{Unit, lookup, lookup_joined, units};
pub use scan::{Tokens, tokens};
pub use sentence::sentences;
pub use term::{Term, TermKind};
pub use token::{Edge, Token};
