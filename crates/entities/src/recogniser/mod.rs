//! The trained recogniser: a linear-chain model (conditional random field: Lafferty, McCallum and Pereira 2001) over hashed
//! features. What a word shows is `observed` and `features`, what the weights say is `model`, which labels a stretch of
//! words gets is `viterbi`. How a model is trained is no part of this crate: [`Lesson`] gives what a trainer needs.

pub(crate) mod features;
mod label;
mod lesson;
pub(crate) mod model;
pub(crate) mod observed;
mod recent;
pub(crate) mod shipped;
mod slots;
mod viterbi;
pub(crate) mod word_table;

pub use label::{LABELS, Label};
pub use lesson::{Lesson, lesson};
pub use model::{Model, Weights};
pub(crate) use shipped::hash as shipped_hash;
pub use viterbi::decode;
pub use word_table::{WordFacts, WordTable};

use crate::found::Rules;
use crate::words::Words;

/// Returns the labels that a model gives the words of an article.
pub(crate) fn label(words: &Words<'_>, rules: &Rules, model: &Model) -> Vec<Label> {
    let observed = observed::observe(words, &rules.marks, &rules.found, &model.words());
    let stretches = observed::stretches(words, &observed);
    model.label(&observed, &stretches)
}
