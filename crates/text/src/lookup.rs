//! The other half of the analysis: the terms by which a typed word is found.

use std::ops::Range;

use crate::compound::LONGEST_JOINED;
use crate::form::{without_accents, without_foreign_accents};
use crate::stem::stem;
use crate::term::{Term, TermKind};
use crate::{Word, words};

/// A typed word, as one thing to look for: a word, or a compound that is its parts in a row or its joined form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its bytes in what was typed, an elided prefix included.
    pub span: Range<usize>,
    /// Its words; more than one for a compound.
    pub words: Vec<Word>,
}

/// Splits what was typed into words to look for.
pub fn units(typed: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut missing = 0;
    for word in words(typed) {
        let start = word.token.elision.unwrap_or(word.token.span.start);
        match units.last_mut() {
            Some(unit) if missing > 0 => {
                missing -= 1;
                unit.span.end = word.token.span.end;
                unit.words.push(word);
            }
            _ => {
                missing = word.token.compound - 1;
                units.push(Unit {
                    span: start..word.token.span.end,
                    words: vec![word],
                });
            }
        }
    }
    units
}

/// Returns the terms that find a word of a text by one typed word: any of them, each covering
/// [`Term::positions`] positions.
///
/// A word typed without accents finds those written with them; one typed with accents finds the same letters, and
/// capitals that may hide them. `exact` finds the same form only, with the elided prefix if it was typed.
pub fn lookup(word: &Word, exact: bool) -> Vec<Term> {
    let mut terms = Vec::new();
    for forms in std::iter::once(&*word.forms).chain(&word.forms.others) {
        let found = if exact {
            exactly(word, &forms.exact)
        } else {
            everywhere(stems(&forms.exact))
        };
        // Forms of one word share their stem.
        for term in found {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    terms
}

/// Returns the terms that find a compound's joined form: `weekend` for the typed `week-end`. None where it has none.
pub fn lookup_joined(first: &Word, exact: bool) -> Vec<Term> {
    match &first.joined {
        None => Vec::new(),
        Some(forms) if exact => exactly(first, &forms.exact),
        Some(forms) => everywhere(stems(&forms.exact)),
    }
}

/// The terms of an exact form; behind an elided prefix, only with that prefix.
fn exactly(first: &Word, form: &str) -> Vec<Term> {
    match first.elided_prefix() {
        None => everywhere(vec![(TermKind::Exact, form.to_string())]),
        Some(prefix) => joined(TermKind::Exact, &format!("{prefix}'{form}")).collect(),
    }
}

fn stems(exact: &str) -> Vec<(TermKind, String)> {
    let base = without_foreign_accents(exact);
    let plain = without_accents(&base);
    let own = stem(&base);
    if plain == base {
        return vec![(TermKind::Stem, own.clone()), (TermKind::Unaccented, own)];
    }
    let mut found = vec![(TermKind::Stem, own), (TermKind::Capital, stem(&plain))];
    // `état` is also `Etat`: only its first letter may have lost its accent.
    let first_len = base.chars().next().map_or(0, char::len_utf8);
    let (first, rest) = base.split_at(first_len);
    let plain_first = without_accents(first);
    if plain_first != first {
        let stem = stem(&format!("{plain_first}{rest}"));
        let mut letters = stem.chars();
        let capital = letters
            .next()
            .map(|c| c.to_ascii_uppercase())
            .into_iter()
            .chain(letters)
            .collect();
        found.push((TermKind::Capital, capital));
    }
    found
}

/// The terms as plain words and as joined forms of every length.
fn everywhere(kinds: Vec<(TermKind, String)>) -> Vec<Term> {
    let mut terms = Vec::new();
    for (kind, form) in kinds {
        let plain = Term {
            kind,
            joined: None,
            form: form.clone(),
        };
        terms.push(plain);
        terms.extend(joined(kind, &form));
    }
    terms
}

/// A form as a joined one of every length.
fn joined(kind: TermKind, form: &str) -> impl Iterator<Item = Term> + '_ {
    (1..=LONGEST_JOINED).map(move |parts| Term {
        kind,
        joined: Some(parts),
        form: form.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(typed: &str, exact: bool) -> String {
        let terms = units(typed)
            .into_iter()
            .flat_map(|unit| unit.words)
            .flat_map(|word| lookup(&word, exact))
            // A joined form of any length stands beside its plain one.
            .filter(|term| term.joined.is_none())
            .map(|term| term.to_string());
        terms.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_stands_for_several_words_looks_for_each() {
        for (typed, stems, exact) in [
            (
                "étudiant·e·s",
                "%étudi ^etudi ^Etudi",
                "=étudiant =étudiante =étudiants =étudiantes",
            ),
            ("acteur(rice)", "%acteur -acteur", "=acteur =actrice"),
            (
                "Ste-Anne",
                "%ste -ste %saint -saint %anne -anne",
                "=ste =sainte =anne",
            ),
            ("20 h", "%20 -20 %h -h", "=20 =h"),
        ] {
            assert_eq!(shown(typed, false), stems, "{typed}");
            assert_eq!(shown(typed, true), exact, "{typed}");
        }
    }

    fn words_of(typed: &str) -> Vec<String> {
        let units = units(typed);
        units
            .iter()
            .map(|unit| typed[unit.span.clone()].to_string())
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        /// What was understood is printed with single blanks and must be read again as the same words.
        #[test]
        fn words_with_single_blanks_are_the_same_words(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "5", "000", "20", "h", "30", "20h", "h30", "49", ".", "-", "·", "e", "s", "(e)", "étudiant", "St", "O",
                    "d'", "'", ",", "º", "/", " ", " ", " ",
                ]),
                0..10,
            )
        ) {
            let mut words = words_of(&parts.concat());
            loop {
                let again = words_of(&words.join(" "));
                if again.len() >= words.len() {
                    words = again;
                    break;
                }
                words = again;
            }
            prop_assert_eq!(words_of(&words.join(" ")), words);
        }
    }
}
