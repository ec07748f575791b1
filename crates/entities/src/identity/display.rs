//! Which form of an entity is shown: what a reader of the French press expects, from the forms alone.

use std::cmp::Reverse;

use depeche_text::fold;

use super::key::person_row;
use super::language::{Language, is_of};
use super::tables::SPELLINGS;

/// Returns the form to show. Of several, the first wins that
/// is what `persons.tsv` calls the person, is a whole name (no acronym, no initials), is written in small letters with
/// capitals, has the spellings of our tables, more of the letters that only French romanisations have, more accents, the
/// usual blanks or hyphens, `al-` in small letters, fewer letters, and at last comes first in the alphabet.
pub(crate) fn display<'a>(forms: &[&'a str]) -> &'a str {
    let best = forms.iter().max_by_key(|form| {
        (
            is_of_the_table(form),
            Reverse(abbreviated(form)),
            is_in_usual_case(form),
            preferred(form),
            french(form),
            accents(form),
            separators(form),
            form.matches("al-").count() + form.matches("el-").count(),
            Reverse(form.chars().count()),
            Reverse(**form),
        )
    });
    best.copied().unwrap_or_default()
}

fn is_of_the_table(form: &str) -> bool {
    let folded = fold(form);
    let row = person_row(&folded).and_then(|row| SPELLINGS.persons.get(row));
    row.and_then(|names| names.first())
        .is_some_and(|name| fold(name) == folded)
}

/// Words that are one letter, or the whole an acronym.
fn abbreviated(form: &str) -> usize {
    let folded = fold(form);
    let initials = folded.split(' ').filter(|word| word.len() == 1).count();
    initials + usize::from(!form.contains(' ') && is_capitals(form))
}

fn is_capitals(form: &str) -> bool {
    form.chars().filter(|c| c.is_alphabetic()).count() > 1 && !form.chars().any(char::is_lowercase)
}

/// Neither `POUTINE` nor `poutine`.
fn is_in_usual_case(form: &str) -> bool {
    let words = form.split([' ', '-', '\u{2011}']);
    // `MBS` and `II` are no shouting.
    let shouts = |word: &str| word.chars().count() > 3 && is_capitals(word);
    form.starts_with(char::is_uppercase) && !words.into_iter().any(shouts)
}

fn preferred(form: &str) -> usize {
    let words = form.split([' ', '-', '\u{2011}']);
    words
        .filter(|word| SPELLINGS.preferred.contains(*word))
        .count()
}

/// How many letters only a French romanisation has, less those that it never has.
fn french(form: &str) -> i32 {
    let lower = form.to_lowercase();
    let count = |letters: &str| i32::try_from(lower.matches(letters).count()).unwrap_or(i32::MAX);
    let ours: i32 = ["ou", "tch", "ï", "dj", "ben "]
        .into_iter()
        .map(count)
        .sum();
    let theirs: i32 = ["sh", "zh", "oo", "ee", "yy", "iy", "bin "]
        .into_iter()
        .map(count)
        .sum();
    ours - theirs
}

/// Letters with the accents of French.
fn accents(form: &str) -> usize {
    let lower = form.to_lowercase();
    lower
        .chars()
        .filter(|c| "àâäçéèêëîïôöùûüÿœæ".contains(*c))
        .count()
}

/// Hyphens where French puts them: between given names, not between Korean syllables; the plain sign before others.
fn separators(form: &str) -> (Reverse<usize>, i32) {
    let folded = fold(form);
    let words: Vec<&str> = folded.split(' ').collect();
    let syllables = is_of(&words, Language::Korean);
    let hyphens = form.matches('-').count();
    let hyphens = i32::try_from(hyphens).unwrap_or(i32::MAX);
    let odd = form
        .chars()
        .filter(|c| "\u{2010}\u{2011}\u{2012}\u{2013}".contains(*c));
    (
        Reverse(odd.count()),
        if syllables { -hyphens } else { hyphens },
    )
}
