//! Words related to a word of a query that neither a stem nor a common beginning joins: `mort` to `mourir`, `devise` to
//! `monnaie`. From a table of our own, `data/query/relatives.tsv`.

use std::sync::{LazyLock, OnceLock};

use depeche_text::{Term, TermKind, Word, lookup, without_accents, words};

/// How two words are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// One is derived from the other, or a form of it.
    Family,
    /// They mean nearly the same.
    Synonym,
}

/// Letters that a word shares with an entry of the table it is a form of, so that few are compared; of a short word all but
/// its ending.
const BEGINNING: usize = 4;

pub(crate) const RELATIVES: &str = include_str!("../../../data/query/relatives.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

struct Table {
    groups: Vec<(Kinship, Vec<&'static str>)>,
    /// The words of all groups, sorted by their forms without accents.
    words: Vec<Entry>,
}

/// A word of the table.
struct Entry {
    plain: String,
    written: &'static str,
    group: usize,
    /// Its terms of stems, which are only known once it was compared with a word.
    stems: OnceLock<Vec<String>>,
}

impl Entry {
    fn stems(&self) -> &[String] {
        self.stems.get_or_init(|| {
            let word = words(self.written).into_iter().next();
            let terms = word
                .map(|word| word.terms())
                .unwrap_or_default()
                .into_iter();
            let is_stem = |term: &Term| matches!(term.kind, TermKind::Stem | TermKind::Unaccented);
            terms.filter(is_stem).map(|term| term.to_string()).collect()
        })
    }

    fn key(&self) -> (&str, &str, usize) {
        (&self.plain, self.written, self.group)
    }

    fn found(&self) -> (usize, &'static str) {
        (self.group, self.written)
    }
}

impl Table {
    fn read() -> Self {
        let mut groups = Vec::new();
        let mut words = Vec::new();
        for line in RELATIVES.lines() {
            let Some((kind, group)) = line.split_once('\t') else {
                continue;
            };
            let kinship = match kind {
                "family" => Kinship::Family,
                "synonym" => Kinship::Synonym,
                _ => continue,
            };
            let group: Vec<&str> = group.split(' ').collect();
            words.extend(group.iter().map(|word| Entry {
                plain: without_accents(word),
                written: word,
                group: groups.len(),
                stems: OnceLock::new(),
            }));
            groups.push((kinship, group));
        }
        words.sort_unstable_by(|a, b| a.key().cmp(&b.key()));
        Self { groups, words }
    }

    /// The groups of a word: those that hold it as it is, else those that hold one of its stem.
    fn groups_of(&self, word: &Word) -> Vec<(usize, &'static str)> {
        let form = &*word.forms.exact;
        let plain = without_accents(form);
        let from = self.words.partition_point(|entry| entry.plain < plain);
        let same = self.words[from..]
            .iter()
            .take_while(|entry| entry.plain == plain);
        let same: Vec<(usize, &str)> = same.map(Entry::found).collect();
        let written: Vec<(usize, &str)> = same
            .iter()
            .filter(|(_, word)| *word == form)
            .copied()
            .collect();
        if !written.is_empty() {
            return written;
        }
        // What is typed without accents is the same word.
        if !same.is_empty() && plain == form {
            return same;
        }
        let shared = plain.chars().count().saturating_sub(2).clamp(2, BEGINNING);
        let beginning: String = plain.chars().take(shared).collect();
        let stems: Vec<String> = stems_of(word).collect();
        let from = self
            .words
            .partition_point(|entry| *entry.plain < *beginning);
        let alike = self.words[from..]
            .iter()
            .take_while(|entry| entry.plain.starts_with(&beginning));
        let of_stem = |entry: &&Entry| entry.stems().iter().any(|stem| stems.contains(stem));
        alike.filter(of_stem).map(Entry::found).collect()
    }
}

/// The stems by which a word finds others.
fn stems_of(word: &Word) -> impl Iterator<Item = String> {
    let terms = lookup(word, false).into_iter();
    terms
        .filter(|term| term.joined.is_none())
        .map(|term| term.to_string())
}

/// Returns the relatives of a word, each once, in the order of the table.
pub(crate) fn relatives(word: &Word) -> Vec<(Kinship, &'static str)> {
    let mut found: Vec<(Kinship, &str)> = Vec::new();
    let mut groups = TABLE.groups_of(word);
    groups.sort_unstable();
    for (group, own) in groups {
        let (kinship, group) = &TABLE.groups[group];
        for other in group {
            if *other != own && found.iter().all(|(_, known)| known != other) {
                found.push((*kinship, other));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &[&str], others: &[&str]) {
        let word = words(typed).remove(0);
        let found: Vec<&str> = relatives(&word).into_iter().map(|(_, word)| word).collect();
        for relative in expected {
            assert!(found.contains(relative), "{typed}: {found:?}");
        }
        for other in others {
            assert!(!found.contains(other), "{typed}: {found:?}");
        }
    }

    #[test]
    fn a_word_has_its_relatives_in_any_form() {
        check("monnaie", &["devise"], &["monnaie"]);
        check("monnaies", &["devise"], &["monnaie"]);
        check("élection", &["élire"], &["élection"]);
        check("élections", &["élire"], &[]);
        check("elections", &["élire"], &[]);
        check("ÉLECTION", &["élire"], &[]);
        check("zblorg", &[], &["élire"]);
    }

    #[test]
    fn a_word_of_the_table_is_not_taken_for_another_of_its_stem() {
        // Snowball gives both one stem.
        check("mère", &[], &["océan", "maritime"]);
        check("mer", &["océan"], &["maternel"]);
    }
}
