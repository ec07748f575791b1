//! The tables of spellings in `data/entities`, read once.

use std::sync::LazyLock;

use depeche_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use super::language::Language;
use super::rewrite::Rules;

/// The texts of the tables, for the fingerprint.
pub(crate) const TABLES: [&str; 5] = [
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
    /// The language of whoever bears it, where it tells one.
    pub(crate) tells: Option<Language>,
}

/// All tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// Given names, by their folded spelling.
    pub(crate) given: FxHashMap<String, Class>,
    /// Surnames.
    pub(crate) surnames: FxHashMap<String, Class>,
    /// Family names that stand first.
    pub(crate) first: FxHashMap<String, Class>,
    /// Persons under several names: what the press calls them, then the others.
    pub(crate) persons: Vec<Vec<String>>,
    /// What the French press writes: the first spelling of every row, word by word.
    pub(crate) preferred: FxHashSet<String>,
    rules: FxHashMap<Language, Rules>,
}

impl Tables {
    /// Returns the spelling rules of a language.
    pub(crate) fn rules(&self, language: Language) -> Option<&Rules> {
        self.rules.get(&language)
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
    classes(GIVEN_NAMES, &mut tables.given, preferred);
    classes(SURNAMES, &mut tables.surnames, preferred);
    for (number, row) in (0..).zip(rows(FAMILY_NAMES_FIRST)) {
        let [language, names] = row[..] else { continue };
        let tells = Language::of(language);
        for name in names.split(' ') {
            tables.first.insert(fold(name), Class { number, tells });
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
    tables
}

/// Reads a table of classes: language, preferred spelling, others; a `*` says that a spelling does not tell the language.
fn classes(table: &str, classes: &mut FxHashMap<String, Class>, preferred: &mut FxHashSet<String>) {
    for (number, row) in (0..).zip(rows(table)) {
        let [language, first, others] = row[..] else {
            continue;
        };
        let language = Language::of(language);
        preferred.insert(first.trim_end_matches('*').to_string());
        for spelling in std::iter::once(first).chain(others.split(' ')) {
            let tells = language.filter(|_| !spelling.ends_with('*'));
            classes
                .entry(fold(spelling.trim_end_matches('*')))
                .or_insert(Class { number, tells });
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
                    let key = fold(spelling.trim_end_matches('*'));
                    assert!(!key.is_empty(), "{row:?}");
                    if let Some(before) = known.insert(key, number) {
                        assert_eq!(before, number, "`{spelling}` stands in two rows");
                    }
                }
            }
        }
    }
}
