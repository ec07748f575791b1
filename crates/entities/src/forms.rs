//! What a word shows by itself, wherever it stands: its key, what the tables say of it, the numbers that the recogniser
//! knows it by. Text is made of the same words again and again, so this is found once a form, and kept a while by each
//! thread.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::lexicon::{Certainty, Cue, LEXICON, Name};
use crate::phrases::Phrase;
use crate::recogniser::observed::{Observed, of_form};
use crate::words::{Shape, push_key, shape};

/// A word as it is written.
#[derive(Debug)]
pub(crate) struct Form {
    /// Without case, accents and ligatures.
    pub(crate) key: Box<str>,
    pub(crate) shape: Shape,
    /// The phrases of the tables that start with its key: names, and what announces persons.
    pub(crate) names: &'static [Phrase<Name>],
    pub(crate) cues: &'static [Phrase<Cue>],
    /// Whether the word is a first name.
    pub(crate) first_name: Option<Certainty>,
    /// What the recogniser sees of the word alone.
    pub(crate) seen: Observed,
}

impl Form {
    fn new(form: &str) -> Self {
        let mut key = String::new();
        push_key(&mut key, form);
        Self {
            shape: shape(form),
            names: LEXICON.names.of_first(&key),
            cues: LEXICON.cues.of_first(&key),
            first_name: LEXICON.first_name(&key),
            seen: of_form(form, &key),
            key: key.into(),
        }
    }
}

/// How many forms a thread keeps: those of some thousand articles, in about eight megabytes.
const KEPT: usize = 1 << 15;

thread_local! {
    static FORMS: RefCell<Forms> = RefCell::default();
}

/// The forms that a thread met.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    kept: FxHashMap<Box<str>, Rc<Form>>,
}

impl Forms {
    /// Calls with the forms of this thread.
    pub(crate) fn with<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        FORMS.with_borrow_mut(work)
    }

    /// Returns what a word shows by itself.
    pub(crate) fn get(&mut self, form: &str) -> Rc<Form> {
        if let Some(known) = self.kept.get(form) {
            return Rc::clone(known);
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let new = Rc::new(Form::new(form));
        self.kept.insert(form.into(), Rc::clone(&new));
        new
    }
}
