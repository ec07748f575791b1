//! Which words of a text a typed word finds: the rules of the language, word by word.
//!
//! - Stems are compared. What is typed without accents also finds words whose stem without accents it is; what is typed
//!   with accents also finds capitals that may hide them: all of them in a word in capitals, the first in `Etat`.
//! - `=` finds the same form only, with the elided prefix where one was typed.
//! - A hyphenated word is its parts in a row or its joined form, on either side. A joined form covers all its parts.
//! - A word in inclusive writing is each of the words it stands for, and so is a short form before a name (`St-Étienne`), on
//!   either side.
//! - A name that looks elided (`L'Oréal`) is also found in one word, and is then one word, its prefix included.
//! - A word typed with its elided prefix lights the prefix where the same stands in the text.
//! - A pattern is compared with exact forms: of the word, of its joined form, of the name in one word.

use std::ops::Range;

use depeche_text::Word;

use crate::piece::Piece;
use crate::sought::{Sought, Unit, prefix, units_of};
use crate::world::Analysed;

/// What is looked for: words in a row, the parts of a compound together.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    units: Vec<Unit>,
    exact: bool,
}

/// A row's match: the positions it covers, and the bytes it lights.
pub(crate) struct Found {
    pub(crate) positions: (usize, usize),
    pub(crate) light: Range<usize>,
}

/// A match: where its light starts, and the position behind its last word.
#[derive(Clone, Copy)]
struct Match {
    light: usize,
    end: usize,
}

impl Row {
    pub(crate) fn of(pieces: &[Piece], exact: bool) -> Self {
        let units = pieces.iter().flat_map(units_of).collect();
        Self { units, exact }
    }

    /// Its words, each by itself.
    pub(crate) fn each_word(&self) -> Vec<Self> {
        let rows = self.units.iter().map(|unit| Self {
            units: vec![unit.clone()],
            exact: self.exact,
        });
        rows.collect()
    }

    /// How many words it is, compounds counted once.
    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    /// The words of the only unit, where there is only one, in lower case.
    pub(crate) fn lone_words(&self) -> Option<Vec<&str>> {
        match self.units.as_slice() {
            [unit] => unit.parts.iter().map(Sought::word).collect(),
            _ => None,
        }
    }

    /// All matches in a text.
    pub(crate) fn found(&self, text: &Analysed) -> Vec<Found> {
        let words = &text.words;
        let mut all = Vec::new();
        for at in 0..words.len() {
            let mut matches = self.unit(&self.units[0], words, at);
            for unit in &self.units[1..] {
                let mut longer = Vec::new();
                for before in matches {
                    let next = self.unit(unit, words, before.end);
                    // A row is lit from the start of its first word.
                    longer.extend(next.iter().map(|found| Match {
                        end: found.end,
                        ..before
                    }));
                }
                matches = longer;
            }
            all.extend(matches.iter().map(|found| Found {
                positions: (at, found.end),
                light: found.light..words[found.end - 1].token.span.end,
            }));
        }
        all
    }

    fn unit(&self, unit: &Unit, words: &[Word], at: usize) -> Vec<Match> {
        let mut matches = self.sought(&unit.parts[0], words, at);
        for part in &unit.parts[1..] {
            let mut longer = Vec::new();
            for before in matches {
                let next = self.sought(part, words, before.end);
                longer.extend(next.iter().map(|found| Match {
                    end: found.end,
                    ..before
                }));
            }
            matches = longer;
        }
        if let Some(joined) = &unit.joined {
            matches.extend(self.sought(joined, words, at));
        }
        if let Some(elision) = words.get(at).and_then(|word| word.token.elision)
            && !matches.is_empty()
            && unit.prefix.is_some()
            && unit.prefix.as_deref() == prefix(&words[at])
        {
            matches.iter_mut().for_each(|found| found.light = elision);
        }
        matches
    }

    /// Matches of a form at a position: of the word there, of the compound that starts there, of the name it is.
    fn sought(&self, sought: &Sought, words: &[Word], at: usize) -> Vec<Match> {
        let mut matches = Vec::new();
        let Some(there) = words.get(at) else {
            return matches;
        };
        let light = there.token.span.start;
        if sought.finds(&there.forms, self.exact) {
            matches.push(Match { light, end: at + 1 });
        }
        if there
            .joined
            .as_ref()
            .is_some_and(|joined| sought.finds(joined, self.exact))
        {
            matches.push(Match {
                light,
                end: at + there.token.compound,
            });
        }
        if there
            .elided_name
            .as_ref()
            .is_some_and(|name| sought.finds(name, self.exact))
        {
            let light = there.token.elision.expect("the name's prefix");
            matches.push(Match { light, end: at + 1 });
        }
        if self.exact && sought.prefix.is_some() && sought.prefix.as_deref() != prefix(there) {
            matches.clear();
        }
        matches
    }
}
