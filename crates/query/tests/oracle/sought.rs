//! What is asked of one word of a text: the forms of a typed word, or a pattern, and the elided prefix that was typed.

use std::cell::RefCell;
use std::sync::Arc;

use depeche_text::{Forms, Word, words};
use rustc_hash::FxHashMap;

use crate::letters::plain;
use crate::pattern::Pattern;
use crate::piece::Piece;
use crate::wild;

/// A word, or the parts of a compound and its joined form.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) prefix: Option<String>,
    pub(crate) parts: Vec<Sought>,
    pub(crate) joined: Option<Sought>,
}

/// Forms that are looked for, behind an elided prefix.
#[derive(Debug, Clone)]
pub(crate) struct Sought {
    asked: Asked,
    pub(crate) prefix: Option<String>,
    /// Whether it finds the forms at these addresses, which all articles share; they are kept, so that no others come
    /// to stand there.
    known: RefCell<FxHashMap<usize, (Arc<Forms>, bool)>>,
}

#[derive(Debug, Clone)]
enum Asked {
    /// A word, or the several words it stands for; each with the stem of a capital that may have lost its accent, as
    /// `Etat` for `état`.
    Words(Vec<(Forms, Option<String>)>),
    Pattern(Pattern),
}

impl Sought {
    fn of(asked: Asked, prefix: Option<&str>) -> Self {
        Self {
            asked,
            prefix: prefix.map(str::to_string),
            known: RefCell::default(),
        }
    }

    /// The word that is asked, in lower case; none for a pattern.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.asked {
            Asked::Words(words) => Some(&words[0].0.exact),
            Asked::Pattern(_) => None,
        }
    }

    /// Whether it finds what has these forms.
    pub(crate) fn finds(&self, there: &Arc<Forms>, exact: bool) -> bool {
        let address = Arc::as_ptr(there) as usize;
        let known = self.known.borrow().get(&address).map(|(_, finds)| *finds);
        known.unwrap_or_else(|| {
            let finds = self.asked.finds(there, exact);
            let kept = (Arc::clone(there), finds);
            self.known.borrow_mut().insert(address, kept);
            finds
        })
    }
}

impl Asked {
    fn finds(&self, there: &Forms, exact: bool) -> bool {
        let one = |there: &Forms| match self {
            Self::Pattern(pattern) => pattern.finds(&there.exact, exact),
            Self::Words(words) => words
                .iter()
                .any(|(asked, first_hidden)| same(asked, first_hidden.as_ref(), there, exact)),
        };
        one(there) || there.others.iter().any(one)
    }
}

fn same(asked: &Forms, first_hidden: Option<&String>, there: &Forms, exact: bool) -> bool {
    if exact {
        return asked.exact == there.exact;
    }
    asked.stem == there.stem
        || match &asked.unaccented {
            None => there.unaccented.as_ref() == Some(&asked.stem),
            Some(unaccented) => {
                let hidden = there.capital.as_ref();
                hidden.is_some_and(|hidden| hidden == unaccented || Some(hidden) == first_hidden)
            }
        }
}

/// The units of a piece of what was typed.
pub(crate) fn units_of(piece: &Piece) -> Vec<Unit> {
    let (typed, edits) = match piece {
        Piece::Words(text) => (text.clone(), None),
        Piece::Wild(text) => (wild::hidden(text), None),
        Piece::Fuzzy { word, edits, .. } => (word.clone(), Some(*edits)),
        Piece::Regex(regex) => {
            let pattern = Asked::Pattern(Pattern::Regex(regex.clone()));
            return vec![Unit {
                prefix: None,
                parts: vec![Sought::of(pattern, None)],
                joined: None,
            }];
        }
    };
    let words = words(&typed);
    let mut units = Vec::new();
    let mut rest = words.as_slice();
    while let Some(first) = rest.first() {
        let (unit, behind) = rest.split_at(first.token.compound);
        // Only the end of a compound, and the compound as a whole, are typed with changes.
        let parts = unit.iter().enumerate().map(|(at, word)| {
            let edits = edits.filter(|_| at + 1 == unit.len());
            Sought::of(asked(&word.forms, edits), prefix(word))
        });
        let joined = first.joined.as_ref();
        units.push(Unit {
            prefix: prefix(first).map(str::to_string),
            parts: parts.collect(),
            joined: joined.map(|joined| Sought::of(asked(joined, edits), prefix(first))),
        });
        rest = behind;
    }
    units
}

fn asked(forms: &Forms, edits: Option<usize>) -> Asked {
    let form = forms.exact.clone();
    match edits {
        Some(edits) => Asked::Pattern(Pattern::Fuzzy { form, edits }),
        None if wild::is_hidden_in(&form) => Asked::Pattern(Pattern::Wild(wild::shown(&form))),
        None => {
            let words = std::iter::once(forms).chain(&forms.others);
            Asked::Words(
                words
                    .map(|forms| (forms.clone(), first_hidden(&forms.exact)))
                    .collect(),
            )
        }
    }
}

/// The elided prefix of a word, in lower case.
pub(crate) fn prefix(word: &Word) -> Option<&str> {
    word.elided
        .as_deref()?
        .split_once('\'')
        .map(|(prefix, _)| prefix)
}

fn first_hidden(exact: &str) -> Option<String> {
    let first = exact.chars().next()?;
    let bare = plain(first);
    if bare == first.to_string() {
        return None;
    }
    let written = format!("{bare}{}", &exact[first.len_utf8()..]);
    let stem = words(&written).first()?.forms.stem.clone();
    let capital = stem.chars().next()?.to_uppercase().to_string();
    Some(capital + &stem[1..])
}
