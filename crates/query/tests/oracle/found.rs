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

use std::ops::Range;

use depeche_text::{Forms, Word, words};

use crate::letters::plain;
use crate::world::Analysed;

/// What is looked for: words in a row, the parts of a compound together.
pub(crate) struct Row {
    units: Vec<Unit>,
    exact: bool,
}

/// A word, or the parts of a compound and its joined form.
struct Unit {
    prefix: Option<String>,
    parts: Vec<Sought>,
    joined: Option<Sought>,
}

/// A word that is looked for, or the several words it stands for, behind an elided prefix.
struct Sought {
    words: Vec<Asked>,
    prefix: Option<String>,
}

struct Asked {
    forms: Forms,
    /// `Etat` for `état`: the stem of a capital that may have lost its accent.
    first_hidden: Option<String>,
}

/// A match: where its light starts, and the position behind its last word.
#[derive(Clone, Copy)]
struct Match {
    light: usize,
    end: usize,
}

impl Row {
    pub(crate) fn of(typed: &str, exact: bool) -> Self {
        let words = words(typed);
        let mut units = Vec::new();
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let (unit, behind) = rest.split_at(first.token.compound);
            let sought = |word: &Word| Sought::of(&word.forms, prefix(word));
            units.push(Unit {
                prefix: prefix(first).map(str::to_string),
                parts: unit.iter().map(sought).collect(),
                joined: first
                    .joined
                    .as_ref()
                    .map(|joined| Sought::of(joined, prefix(first))),
            });
            rest = behind;
        }
        Self { units, exact }
    }

    /// How many words it is, compounds counted once.
    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    /// The only word, where there is only one, in lower case.
    pub(crate) fn lone_word(&self) -> Option<&str> {
        match self.units.as_slice() {
            [unit] if unit.parts.len() == 1 => Some(&unit.parts[0].words[0].forms.exact),
            _ => None,
        }
    }

    /// Bytes of the text that all matches cover.
    pub(crate) fn lit(&self, text: &Analysed) -> Vec<Range<usize>> {
        let words = &text.words;
        let mut lit = Vec::new();
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
            lit.extend(
                matches
                    .iter()
                    .map(|found| found.light..words[found.end - 1].token.span.end),
            );
        }
        lit
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
        if self.same(sought, &there.forms) {
            matches.push(Match { light, end: at + 1 });
        }
        if there
            .joined
            .as_ref()
            .is_some_and(|joined| self.same(sought, joined))
        {
            matches.push(Match {
                light,
                end: at + there.token.compound,
            });
        }
        if there
            .elided_name
            .as_ref()
            .is_some_and(|name| self.same(sought, name))
        {
            let light = there.token.elision.expect("the name's prefix");
            matches.push(Match { light, end: at + 1 });
        }
        if self.exact && sought.prefix.is_some() && sought.prefix.as_deref() != prefix(there) {
            matches.clear();
        }
        matches
    }

    fn same(&self, sought: &Sought, there: &Forms) -> bool {
        let asked = |there: &Forms| {
            let mut words = sought.words.iter();
            words.any(|asked| self.same_word(asked, there))
        };
        asked(there) || there.others.iter().any(asked)
    }

    fn same_word(&self, asked: &Asked, there: &Forms) -> bool {
        let Asked {
            forms: asked,
            first_hidden,
        } = asked;
        if self.exact {
            return asked.exact == there.exact;
        }
        asked.stem == there.stem
            || match &asked.unaccented {
                None => there.unaccented.as_ref() == Some(&asked.stem),
                Some(unaccented) => {
                    let hidden = there.capital.as_ref();
                    hidden.is_some_and(|hidden| {
                        hidden == unaccented || Some(hidden) == first_hidden.as_ref()
                    })
                }
            }
    }
}

impl Sought {
    fn of(forms: &Forms, prefix: Option<&str>) -> Self {
        let words = [forms].into_iter().chain(&forms.others);
        Self {
            words: words
                .map(|forms| Asked {
                    first_hidden: first_hidden(&forms.exact),
                    forms: forms.clone(),
                })
                .collect(),
            prefix: prefix.map(str::to_string),
        }
    }
}

/// The elided prefix of a word, in lower case.
fn prefix(word: &Word) -> Option<&str> {
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
