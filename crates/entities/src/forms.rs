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
    fn new(number: u32, form: &str) -> Self {
        let mut key = String::new();
        push_key(&mut key, form);
        Self {
            shape: shape(form),
            names: LEXICON.names.of_first(&key),
            cues: LEXICON.cues.of_first(&key),
            first_name: LEXICON.first_name(&key),
            seen: of_form(number, form, &key),
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
    /// Those of so few bytes that these and their number fit into one: no memory is read beside the table's.
    short: FxHashMap<u128, Rc<Form>>,
    long: FxHashMap<Box<str>, Rc<Form>>,
    /// How many were made: their numbers. A thread does not live to see the thousands of terabytes that hold more than
    /// four milliards of new forms.
    made: u32,
}

impl Forms {
    /// Calls with the forms of this thread.
    pub(crate) fn with<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        FORMS.with_borrow_mut(work)
    }

    /// Returns what a word shows by itself.
    pub(crate) fn get(&mut self, form: &str) -> Rc<Form> {
        let packed = packed(form);
        let known = match packed {
            Some(packed) => self.short.get(&packed),
            None => self.long.get(form),
        };
        if let Some(known) = known {
            return Rc::clone(known);
        }
        if self.short.len() + self.long.len() >= KEPT {
            self.short.clear();
            self.long.clear();
        }
        self.made = self.made.wrapping_add(1).max(1);
        let new = Rc::new(Form::new(self.made, form));
        match packed {
            Some(packed) => self.short.insert(packed, Rc::clone(&new)),
            None => self.long.insert(form.into(), Rc::clone(&new)),
        };
        new
    }
}

/// Returns the bytes of a short word and their number as one.
fn packed(form: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    let (number, room) = bytes.split_last_mut()?;
    room.get_mut(..form.len())?.copy_from_slice(form.as_bytes());
    *number = form.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_apart() {
        for [a, b] in [
            ["", "\0"],
            ["été", "ete"],
            ["Paris", "paris"],
            ["quinze lettres.", "quinze lettres"],
        ] {
            assert_ne!(packed(a), packed(b), "{a} {b}");
            assert!(packed(a).is_some(), "{a}");
        }
        assert_eq!(packed("seize caracteres"), None);
        Forms::with(|forms| {
            let [a, b] = ["Anticonstitutionnel", "anticonstitutionnel"].map(|form| forms.get(form));
            assert_eq!(a.key, b.key);
            assert_ne!((a.shape, a.seen.number), (b.shape, b.seen.number));
            assert_eq!(forms.get("Anticonstitutionnel").seen.number, a.seen.number);
        });
    }
}
