//! Which form of an entity is shown: what a reader of the French press expects, from the forms alone.

use std::cmp::Reverse;

use depeche_corpus::EntityKind;
use depeche_text::fold;

use super::key::person_row;
use super::language::{Language, is_of};
use super::tables::SPELLINGS;

/// Returns the form to show. Of several, the first wins that
/// is what `persons.tsv` calls the person, is a whole name (no acronym, no initials), is written in small letters with
/// capitals, has the spellings of our tables, more of the letters that only French romanisations have, more accents, the
/// usual blanks or hyphens, fewer capitals where French has none, the apostrophe of `N'Dour`, `al-` in small letters, fewer
/// letters, and at last comes first in the alphabet. Without a kind the capitals of an organisation count for nothing.
pub(crate) fn display<'a>(forms: &[&'a str], kind: Option<EntityKind>) -> &'a str {
    let best = forms.iter().max_by_key(|form| {
        (
            is_of_the_table(form),
            Reverse(abbreviated(form)),
            is_in_usual_case(form),
            preferred(form),
            french(form),
            accents(form),
            separators(form),
            Reverse(odd_capitals(form, kind)),
            elided(form),
            form.matches("al-").count() + form.matches("el-").count(),
            Reverse(form.chars().count()),
            Reverse(**form),
        )
    });
    best.copied().unwrap_or_default()
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

/// `N'Dour`, `M'Baye`.
fn elided(form: &str) -> usize {
    let before = form.split(APOSTROPHES);
    let count = before.filter(|before| before.ends_with(['N', 'M'])).count();
    // What is behind the last apostrophe is before none: `Jean M`.
    count - usize::from(form.ends_with(['N', 'M']))
}

fn is_of_the_table(form: &str) -> bool {
    let folded = fold(form);
    let row = person_row(&folded).and_then(|row| SPELLINGS.persons.get(row));
    row.and_then(|names| names.first())
        .is_some_and(|name| fold(name) == folded)
}

/// Words that are one letter, or the whole an acronym.
fn abbreviated(form: &str) -> usize {
    // `N'Dour` and `d'Estaing` are no initials.
    let folded = fold(&form.replace(APOSTROPHES, ""));
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

/// Capitals that French writes small: of a syllable behind a hyphen (`Ban Ki-moon`), and of the words of an organisation
/// behind the first (`Éducation nationale`). Those of places are usual (`mer Noire`), and a person's are its name (`Le Pen`).
fn odd_capitals(form: &str, kind: Option<EntityKind>) -> usize {
    if kind == Some(EntityKind::Organisation) {
        let words = form.split([' ', '’', '\'']);
        let words = words.skip_while(|word| matches!(*word, "Le" | "La" | "Les" | "L"));
        return words.skip(1).filter(|word| is_french_noun(word)).count();
    }
    let folded = fold(form);
    let words: Vec<&str> = folded.split(' ').collect();
    let syllables = is_of(&words, Language::Korean) || is_of(&words, Language::Chinese);
    let behind_hyphens = form.split(['-', '\u{2011}']).skip(1);
    let capitals = behind_hyphens.filter(|behind| behind.starts_with(char::is_uppercase));
    if syllables { capitals.count() } else { 0 }
}

/// `Nationale`, `Jaunes`, no `Haram` and no `Watch`: a capital, then an ending that French nouns and adjectives have and
/// English ones seldom.
fn is_french_noun(word: &str) -> bool {
    const ENDINGS: [&str; 8] = ["e", "es", "é", "és", "al", "aux", "el", "if"];
    word.starts_with(char::is_uppercase)
        && !is_capitals(word)
        && ENDINGS.iter().any(|ending| word.ends_with(ending))
}
