//! The tables of spellings in `data/entities`, read once.

use std::sync::LazyLock;

use depeche_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use super::language::Language;
use super::rewrite::Rules;
use super::sounding::Sounding;

/// The version of the rules and the texts of the tables, for the fingerprint.
pub(crate) const TABLES: [&str; 6] = [
    // Raise it with every change of the code beside this that changes which names are one.
    "identity 2",
    GIVEN_NAMES,
    SURNAMES,
    PERSONS,
    FAMILY_NAMES_FIRST,
    ROMANISATION,
];

const GIVEN_NAMES: &str = include_str!("../../../../data/entities/given_names.tsv");
const SURNAMES: &str = include_str!("../../../../data/entities/surnames.tsv");
const PERSONS: &str = include_str!("../../../../data/entities/persons.tsv");
const FAMILY_NAMES_FIRST: &str = include_str!("../../../../data/entities/family_names_first.tsv");
const ROMANISATION: &str = include_str!("../../../../data/entities/romanisation.tsv");

/// Spellings of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class {
    /// Which name: its row.
    pub(crate) number: u32,
    /// The language whose spelling it is.
    pub(crate) language: Option<Language>,
    /// The language of whoever bears it, where it tells one.
    pub(crate) tells: Option<Language>,
}

/// All tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// Given names, by their folded spelling.
    pub(crate) given: FxHashMap<String, Class>,
    /// Given names that are another's spelling only beside a surname of the table, which says who it is: `Dmytro` is
    /// `Dmitri` before Kouleba, and two men before a name that many bear.
    given_beside_known: FxHashMap<String, Class>,
    /// Surnames.
    pub(crate) surnames: FxHashMap<String, Class>,
    /// Family names that stand first.
    pub(crate) first: FxHashMap<String, Class>,
    /// Persons under several names: what the press calls them, then the others.
    pub(crate) persons: Vec<Vec<String>>,
    /// What the French press writes: the first spelling of every row, word by word.
    pub(crate) preferred: FxHashSet<String>,
    /// The same given names and surnames by how they sound.
    pub(crate) given_by_sound: Sounding,
    pub(crate) surnames_by_sound: Sounding,
    rules: FxHashMap<Language, Rules>,
}

impl Tables {
    /// Returns the spelling rules of a language.
    pub(crate) fn rules(&self, language: Language) -> Option<&Rules> {
        self.rules.get(&language)
    }

    /// Returns whether a folded word of no row sounds like a surname of the table in a language.
    pub(crate) fn sounds_like_a_surname(&self, language: Language, word: &str) -> bool {
        let mut sound = String::new();
        if let Some(rules) = self.rules(language) {
            rules.read(word, true, &mut sound);
        }
        self.surnames_by_sound.row(language, &sound).is_some()
    }

    /// Returns the row of a given name before a folded surname.
    pub(crate) fn given(&self, word: &str, surname: &str) -> Option<&Class> {
        let beside_known = self.given_beside_known.get(word);
        beside_known
            .filter(|_| self.surnames.contains_key(surname))
            .or_else(|| self.given.get(word))
    }
}

/// The tables as they are shipped.
pub(crate) static SPELLINGS: LazyLock<Tables> = LazyLock::new(read);

/// Returns the initials that persons are called by: `MBS`.
pub(crate) fn person_acronyms() -> impl Iterator<Item = &'static str> {
    let names = SPELLINGS.persons.iter().flatten().map(String::as_str);
    names.filter(|name| name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase()))
}

/// The rows of a table: cells between tabs, without the lines that start with `#`.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

fn read() -> Tables {
    let mut tables = Tables::default();
    let preferred = &mut tables.preferred;
    let beside_known = &mut tables.given_beside_known;
    classes(GIVEN_NAMES, &mut tables.given, beside_known, preferred);
    let none = &mut FxHashMap::default();
    classes(SURNAMES, &mut tables.surnames, none, preferred);
    for (number, row) in (0..).zip(rows(FAMILY_NAMES_FIRST)) {
        let [language, names] = row[..] else { continue };
        let tells = Language::of(language);
        for name in names.split(' ') {
            let class = Class {
                number,
                language: tells,
                tells,
            };
            tables.first.insert(fold(name), class);
        }
    }
    for row in rows(PERSONS) {
        let [name, others] = row[..] else { continue };
        let others = others.split('|').map(|other| other.trim().to_string());
        let names = std::iter::once(name.to_string()).chain(others);
        tables.persons.push(names.collect());
    }
    for row in rows(ROMANISATION) {
        let (Some(language), Some(from), Some(to)) = (row.first(), row.get(1), row.get(2)) else {
            continue;
        };
        let Some(language) = Language::of(language) else {
            continue;
        };
        let place = row.get(3).copied().unwrap_or_default();
        let rules = tables.rules.entry(language).or_default();
        rules.add(from, to, place);
    }
    tables.given_by_sound = Sounding::of(&tables.given, &tables.rules, false);
    tables.surnames_by_sound = Sounding::of(&tables.surnames, &tables.rules, true);
    tables
}

/// The marks behind a spelling: `*`, it does not tell the language; `+`, it is of the row only beside a known surname.
const MARKS: [char; 2] = ['*', '+'];

/// Reads a table of classes: language, preferred spelling, others.
fn classes(
    table: &str,
    classes: &mut FxHashMap<String, Class>,
    beside_known: &mut FxHashMap<String, Class>,
    preferred: &mut FxHashSet<String>,
) {
    for (number, row) in (0..).zip(rows(table)) {
        let [language, first, others] = row[..] else {
            continue;
        };
        let language = Language::of(language);
        preferred.insert(first.trim_end_matches(MARKS).to_string());
        for spelling in std::iter::once(first).chain(others.split(' ')) {
            let tells = language.filter(|_| !spelling.ends_with('*'));
            let classes = match spelling.ends_with('+') {
                true => &mut *beside_known,
                false => &mut *classes,
            };
            classes
                .entry(fold(spelling.trim_end_matches(MARKS)))
                .or_insert(Class {
                    number,
                    language,
                    tells,
                });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row is read, and no spelling stands in two rows of one table.
    #[test]
    fn tables_are_whole_and_say_one_thing_of_a_spelling() {
        for (table, cells) in [
            (GIVEN_NAMES, 3..=3),
            (SURNAMES, 3..=3),
            (PERSONS, 2..=2),
            (FAMILY_NAMES_FIRST, 2..=2),
            (ROMANISATION, 3..=4),
        ] {
            let mut known: FxHashMap<String, usize> = FxHashMap::default();
            for (number, row) in rows(table).enumerate() {
                assert!(cells.contains(&row.len()), "{row:?}");
                if table == ROMANISATION {
                    let place = row.get(3).copied().unwrap_or_default();
                    assert!(["", "start", "end", "last"].contains(&place), "{row:?}");
                    assert!(Language::of(row[0]).is_some(), "{row:?}");
                    let key = format!("{} {} {place}", row[0], row[1]);
                    assert_eq!(known.insert(key, number), None, "twice: {row:?}");
                    continue;
                }
                assert!(
                    table == PERSONS || row[0] == "–" || Language::of(row[0]).is_some(),
                    "{row:?}"
                );
                let between = if table == PERSONS { '|' } else { ' ' };
                let others = row[row.len() - 1].split(between);
                let first = (row.len() > 2 || table == PERSONS).then(|| row[row.len() - 2]);
                for spelling in first.into_iter().chain(others) {
                    let mut key = fold(spelling.trim_end_matches(MARKS));
                    assert!(!key.is_empty(), "{row:?}");
                    if spelling.ends_with('+') {
                        // It may have a row of its own as well.
                        key.push('+');
                    }
                    if let Some(before) = known.insert(key, number) {
                        assert_eq!(before, number, "`{spelling}` stands in two rows");
                    }
                }
            }
        }
    }
}
