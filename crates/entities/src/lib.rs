//! Names: what an article names, in which normal form, and which countries it is about.
//!
//! [`annotate()`] goes three steps: mentions (`names` by tables, `person` by rules, `acronyms` by the article's own words,
//! `recogniser` by a trained model, `combine` by all of them), one normal form for each entity of the article, countries. This
//! crate knows nothing of other articles; which forms of all of them are one entity, [`entities()`] says of a set of forms.

mod acronyms;
mod annotate;
mod announced;
mod combine;
mod countries;
mod country_names;
mod curation;
mod forms;
mod found;
mod identity;
mod kind;
mod lexicon;
mod mend;
mod names;
mod person;
mod person_acronyms;
mod phrases;
mod recogniser;
mod sources;
#[cfg(test)]
mod testing;
mod weight;
mod words;
mod zones;

pub use annotate::{annotate, annotate_by_rules, annotate_with};
pub use country_names::{country_code, country_name, country_names};
pub use curation::{Correction, Curation, Entry, Remark};
pub use identity::{Entities, Entity, Known, Spelling, entities};
pub use kind::NameKind;
pub use lexicon::fingerprint_parts;
pub use recogniser::{LABELS, Label, Lesson, Model, Weights, WordFacts, WordTable, decode, lesson};
pub use sources::{source_name, sources};
pub use words::word_key;
pub use zones::{zones_of_country, zones_of_place};
