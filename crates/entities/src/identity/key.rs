//! The keys of a person's name: two forms with a key in common are one person.
//!
//! The first key is the folded form. A second puts the row of a table in the place of every given name and surname that
//! stands in one. Each language the name is of gives another: particles made one, given names and surnames by the row they
//! stand in or sound like, the rest as it sounds. A name of `persons.tsv` has the key of its row, and one with an
//! apostrophe (`N'Dour`) has all keys of the name without.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use depeche_text::fold;
use rustc_hash::FxHashMap;

use super::arabic::{is_surely_arabic, without_particles};
use super::elided;
use super::language::{Language, is_of};
use super::tables::{Class, SPELLINGS};
use crate::lexicon::LEXICON;

/// The hash of a key. SipHash with fixed keys: the same in every run, and 64 bits for a million names make a wrong merge a
/// matter of one in ten million archives.
pub(crate) type Key = u64;

/// Calls for each key of a folded name.
pub(crate) fn each_key(folded: &str, give: &mut dyn FnMut(Key)) {
    let mut row = None;
    each_spelled(folded, &mut |key| {
        let key = hash(key);
        row = row.or_else(|| PERSONS.get(&key).copied());
        give(key);
    });
    if let Some(row) = row {
        give(hash(&format!("person {row}")));
    }
}

/// Calls with the one key of a folded name that is no person's: `o n u` is `onu`.
pub(crate) fn folded_key(folded: &str, give: &mut dyn FnMut(Key)) {
    let is_acronym = folded.split(' ').all(|letter| letter.len() == 1);
    give(if is_acronym {
        hash(&folded.replace(' ', ""))
    } else {
        hash(&elided::joined(folded, true))
    });
}

/// Returns the row of `persons.tsv` that a folded name stands in.
pub(crate) fn person_row(folded: &str) -> Option<usize> {
    let mut row = None;
    each_spelled(folded, &mut |key| {
        row = row.or_else(|| PERSONS.get(&hash(key)).copied());
    });
    row
}

fn hash(key: &str) -> Key {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// The rows of `persons.tsv`, by the keys of their names.
static PERSONS: LazyLock<FxHashMap<Key, usize>> = LazyLock::new(|| {
    let mut rows = FxHashMap::default();
    for (row, names) in SPELLINGS.persons.iter().enumerate() {
        for name in names {
            each_spelled(&fold(name), &mut |key| {
                rows.entry(hash(key)).or_insert(row);
            });
        }
    }
    rows
});

/// Calls for each key that the letters of a folded name give, without its apostrophes as well.
fn each_spelled(folded: &str, give: &mut dyn FnMut(&str)) {
    each_as_written(folded, give);
    let joined = elided::joined(folded, true);
    if joined != folded {
        each_as_written(&joined, give);
    }
}

fn each_as_written(folded: &str, give: &mut dyn FnMut(&str)) {
    let mut key = format!("= {folded}");
    give(&key);
    let words: Vec<&str> = folded.split(' ').collect();
    if by_tables(&words, &mut key) {
        give(&key);
    }
    for language in Language::ALL {
        if is_of(&words, language) {
            by_sound(&words, language, give, &mut key);
        }
    }
}

/// The key in which rows of the tables stand in the place of their names; false where none does.
fn by_tables(words: &[&str], key: &mut String) -> bool {
    key.clear();
    key.push('#');
    let mut any = false;
    let last = words.last().copied().unwrap_or_default();
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len();
        let given = SPELLINGS.given(word, last).filter(|_| !is_last);
        let surname = SPELLINGS.surnames.get(*word);
        any |= given.is_some() || surname.is_some();
        push(key, word, given, surname, |key, word| key.push_str(word));
    }
    any
}

fn push(
    key: &mut String,
    word: &str,
    given: Option<&Class>,
    surname: Option<&Class>,
    otherwise: impl FnOnce(&mut String, &str),
) {
    key.push(' ');
    match (given, surname) {
        (Some(class), _) => key.push_str(&format!("given{}", class.number)),
        (None, Some(class)) => key.push_str(&format!("surname{}", class.number)),
        (None, None) => otherwise(key, word),
    }
}

/// Calls for the keys of a name as it sounds in a language.
fn by_sound(words: &[&str], language: Language, give: &mut dyn FnMut(&str), key: &mut String) {
    key.clear();
    key.push_str(language.code());
    match language {
        Language::Russian | Language::Hebrew => {
            sounds(words, language, Otherwise::Sound, key);
            give(key);
        }
        Language::Arabic => {
            let joined = without_particles(words);
            let bare: Vec<&str> = joined.iter().map(String::as_str).collect();
            // Of two forms one may show that the surname is Arabic, and both are spelled alike: `Bachar (al-)Assad`.
            sounds(&bare, language, Otherwise::Letters, key);
            give(key);
            if is_surely_arabic(words) {
                key.clear();
                key.push_str("ar sounds");
                sounds(&bare, language, Otherwise::Sound, key);
                give(key);
            }
        }
        Language::Korean | Language::Chinese => {
            // Two syllables are one given name, with or without a blank.
            let family = SPELLINGS
                .first
                .get(words[0])
                .map_or(0, |class| class.number);
            key.push_str(&format!(" family{family} "));
            let given = words[1..].concat();
            match SPELLINGS.rules(language) {
                Some(rules) => rules.read(&given, true, key),
                None => key.push_str(&given),
            }
            give(key);
        }
    }
}

/// What a word counts as that no row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Otherwise {
    /// Its sound in the language.
    Sound,
    /// Its letters: nothing says that it is of the language.
    Letters,
}

fn sounds(words: &[&str], language: Language, otherwise: Otherwise, key: &mut String) {
    for at in 0..words.len() {
        // Two given names that are known, and no spellings of one, are two: Denis and Dennis, Émile and Émilie.
        let is_last = at + 1 == words.len();
        let is_given = !is_last && LEXICON.first_name(words[at]).is_some();
        sound(words, at, words[at], (language, otherwise, is_given), key);
    }
}

/// Appends a word, at the place of one of a name, as its row or as it sounds. `is_given`: it has no sound but by a row.
fn sound(
    words: &[&str],
    at: usize,
    word: &str,
    (language, otherwise, is_given): (Language, Otherwise, bool),
    key: &mut String,
) {
    let Some(rules) = SPELLINGS.rules(language) else {
        return;
    };
    let is_last = at + 1 == words.len();
    let last = words.last().copied().unwrap_or_default();
    // An Arabic name is given names all along.
    let is_before = !is_last || language == Language::Arabic;
    let given = SPELLINGS.given(word, last).filter(|_| is_before);
    let surname = SPELLINGS.surnames.get(word);
    push(key, word, given, surname, |key, word| {
        if is_given {
            key.push_str(word);
            return;
        }
        let start = key.len();
        rules.read(word, is_last, key);
        let (table, name) = match is_last {
            true => (&SPELLINGS.surnames_by_sound, "surname"),
            false => (&SPELLINGS.given_by_sound, "given"),
        };
        let row = table.row(language, &key[start..]);
        if let Some(row) = row {
            key.truncate(start);
            key.push_str(&format!("{name}{row}"));
        } else if otherwise == Otherwise::Letters {
            key.truncate(start);
            key.push_str(word);
        }
    });
}

/// Returns whether a folded word is one of the words of a folded name, as the name's language spells them.
pub(crate) fn is_word_of(typed: &str, folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        for language in [Language::Russian, Language::Arabic, Language::Hebrew] {
            if !is_of(&words, language) {
                continue;
            }
            let is_sure = language != Language::Arabic || is_surely_arabic(&words);
            let otherwise = match is_sure {
                true => Otherwise::Sound,
                false => Otherwise::Letters,
            };
            let spelled = |word: &str| {
                let mut key = String::new();
                sound(&words, at, word, (language, otherwise, false), &mut key);
                key
            };
            if spelled(word) == spelled(typed) {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_under_another_spelling_of_the_names_language() {
        assert!(is_word_of("shoigu", "sergueï choigou"));
        assert!(is_word_of("putin", "vladimir poutine"));
        assert!(is_word_of("gaddafi", "mouammar kadhafi"));
        assert!(is_word_of("choygou", "sergueï choigou"));
        assert!(!is_word_of("martine", "jean martin"));
        assert!(!is_word_of("mulin", "rachid moulin"));
        assert!(!is_word_of("poutin", "jean poutine-lafon"));
    }
}
