//! The keys of a person's name: two forms with a key in common are one person.
//!
//! The first key is the folded form. A second puts the row of a table in the place of every given name and surname that
//! stands in one. Each language the name is of gives another: particles made one, given names by their rows, the rest
//! as it sounds. A name of `persons.tsv` has the key of its row.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use depeche_text::fold;
use rustc_hash::FxHashMap;

use super::language::{Language, is_article, is_of};
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
        hash(folded)
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

/// Calls for each key that the letters of a folded name give.
fn each_spelled(folded: &str, give: &mut dyn FnMut(&str)) {
    let mut key = format!("= {folded}");
    give(&key);
    let words: Vec<&str> = folded.split(' ').collect();
    if by_tables(&words, &mut key) {
        give(&key);
    }
    for language in Language::ALL {
        if is_of(&words, language) {
            by_sound(&words, language, &mut key);
            give(&key);
        }
    }
}

/// The key in which rows of the tables stand in the place of their names; false where none does.
fn by_tables(words: &[&str], key: &mut String) -> bool {
    key.clear();
    key.push('#');
    let mut any = false;
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len();
        let given = SPELLINGS.given.get(*word).filter(|_| !is_last);
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

/// The key of a name as it sounds in a language.
fn by_sound(words: &[&str], language: Language, key: &mut String) {
    key.clear();
    key.push_str(language.code());
    match language {
        Language::Russian | Language::Hebrew => sounds(words, language, key),
        Language::Arabic => {
            let joined = without_particles(words);
            let words: Vec<&str> = joined.iter().map(String::as_str).collect();
            sounds(&words, language, key);
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
        }
    }
}

fn sounds(words: &[&str], language: Language, key: &mut String) {
    let Some(rules) = SPELLINGS.rules(language) else {
        return;
    };
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len();
        let (given, surname) = rows(word, is_last, language);
        push(key, word, given, surname, |key, word| {
            // Two given names that are known, and no spellings of one, are two: Denis and Dennis, Émile and Émilie.
            if !is_last && LEXICON.first_name(word).is_some() {
                key.push_str(word);
            } else {
                rules.read(word, is_last, key);
            }
        });
    }
}

/// The rows a word of a name stands in. An Arabic name is given names all along.
fn rows(
    word: &str,
    is_last: bool,
    language: Language,
) -> (Option<&'static Class>, Option<&'static Class>) {
    let is_given = !is_last || language == Language::Arabic;
    let given = SPELLINGS.given.get(word).filter(|_| is_given);
    (given, SPELLINGS.surnames.get(word))
}

/// Arabic particles in one form: no article but in front, `ben` for son, `abu` and `abd` joined to what follows.
fn without_particles(words: &[&str]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut prefix = "";
    for (at, word) in words.iter().copied().enumerate() {
        let is_last = at + 1 == words.len();
        if at > 0 && !is_last && is_article(word) {
            continue;
        }
        let known = SPELLINGS.given.contains_key(word);
        let (next_prefix, rest) = match word {
            "abd" | "abdel" | "abdul" | "abdoul" | "abdal" if !is_last => ("abd", ""),
            "abou" | "abu" | "aboul" | "abul" if !is_last => ("abu", ""),
            "bin" | "ibn" => ("", "ben"),
            _ if known => ("", word),
            _ => match servant_of(word) {
                Some(rest) => {
                    joined.push(format!("abd{rest}"));
                    prefix = "";
                    continue;
                }
                None => ("", word),
            },
        };
        if !rest.is_empty() {
            joined.push(format!("{prefix}{rest}"));
        }
        prefix = next_prefix;
    }
    joined
}

/// Of whom somebody is called the servant: `fattah` of `abdelfattah`, `rahmane` of `abderrahmane`.
fn servant_of(word: &str) -> Option<&str> {
    // Shorter is no name of God: `abdela`.
    const LETTERS: usize = 4;
    let rest = word.strip_prefix("abd")?;
    let rest = rest.strip_prefix("ou").or_else(|| rest.get(1..))?;
    let mut letters = rest.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let behind = rest.get(first.len_utf8()..)?;
    ((first == 'l' || first == second) && behind.len() >= LETTERS).then_some(behind)
}

/// Returns whether a folded word is one of the words of a folded name, as the name's language spells them.
pub(crate) fn is_word_of(typed: &str, folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len();
        for language in Language::ALL {
            let sounds = match language {
                Language::Russian | Language::Arabic | Language::Hebrew => {
                    SPELLINGS.rules(language)
                }
                Language::Korean | Language::Chinese => None,
            };
            let Some(rules) = sounds.filter(|_| is_of(&words, language)) else {
                continue;
            };
            let spelled = |word: &str| {
                let mut key = String::new();
                let (given, surname) = rows(word, is_last, language);
                push(&mut key, word, given, surname, |key, word| {
                    rules.read(word, is_last, key);
                });
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

    fn check(words: &str, expected: &str) {
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(without_particles(&words).join(" "), expected);
    }

    #[test]
    fn arabic_particles_are_one() {
        check("bachar al assad", "bachar assad");
        check("mohammed bin salman", "mohammed ben salman");
        check("abdel fattah al sissi", "abdfattah sissi");
        check("abdelfattah al sissi", "abdfattah sissi");
        check("abd al rahman", "abdrahman");
        check("abderrahmane sissako", "abdrahmane sissako");
        check("abou bakr al baghdadi", "abubakr baghdadi");
        check("al gore", "al gore");
        check("abdallah", "abdallah");
        check("abdelaziz", "abdaziz");
        check("abdou diouf", "abdou diouf");
        check("el el", "el el");
    }

    #[test]
    fn a_word_is_found_under_another_spelling_of_the_names_language() {
        assert!(is_word_of("shoigu", "sergueï choigou"));
        assert!(is_word_of("putin", "vladimir poutine"));
        assert!(is_word_of("gaddafi", "mouammar kadhafi"));
        assert!(!is_word_of("martine", "jean martin"));
        assert!(!is_word_of("poutin", "jean poutine-lafon"));
    }
}
