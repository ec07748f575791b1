//! Words by part of speech and rank: those of the sample and of the project's lists first, then invented ones without
//! end, so that the vocabulary grows with the text.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::Result;
use depeche_corpus::Texte;
use depeche_corpus::read::{Input, read};
use depeche_text::{is_stop_word, words};
use rustc_hash::FxHashMap;

use super::grammar::{grammar, rows};
use crate::random::mix;

const FUNCTIONS: &str = include_str!("../../../../data/entities/functions.tsv");
const OTHER_WORDS: &str = include_str!("../../../../data/entities/other_words.tsv");

/// The query language's own words, which must not occur where it is measured whether it knows them.
const OPERATORS: &[&str] = &["proche", "suivi", "memephrase", "mêmephrase"];

/// The known words, the most frequent first, and the roots of the invented ones.
pub(super) struct Lexicon {
    nouns: Vec<String>,
    adjectives: Vec<String>,
    verbs: Vec<String>,
    /// Verbs of speech, as they stand behind a quotation: «a déclaré».
    pub(super) said: Vec<&'static str>,
    /// What a person is: «ministre».
    pub(super) functions: Vec<&'static str>,
    roots: Vec<String>,
}

/// A part of speech that grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Noun,
    Adjective,
    Verb,
}

impl Lexicon {
    /// Reads the words of the sample archive in `folder`.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for_each_text(folder, &mut |text| {
            for word in words(text) {
                let written = &text[word.token.span.clone()];
                if is_plain(written) {
                    *counts.entry(written.to_string()).or_default() += 1;
                }
            }
        })?;
        let mut counted: Vec<(String, usize)> = counts.into_iter().collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut lexicon = Self {
            nouns: Vec::new(),
            adjectives: Vec::new(),
            verbs: Vec::new(),
            said: Vec::new(),
            functions: Vec::new(),
            roots: Vec::new(),
        };
        for (word, _) in counted {
            lexicon.sort_in(word);
        }
        for row in rows(FUNCTIONS) {
            match row[1] {
                "parole" if row[0].starts_with("a ") => lexicon.said.push(row[0]),
                "fonction" if is_plain(row[0]) => lexicon.functions.push(row[0]),
                _ => {}
            }
        }
        let listed = rows(OTHER_WORDS).map(|row| row[0]);
        let listed = listed.chain(lexicon.functions.iter().copied());
        let listed: Vec<String> = listed
            .filter(|word| is_plain(word))
            .map(str::to_string)
            .collect();
        lexicon.nouns.extend(listed);
        Ok(lexicon)
    }

    fn sort_in(&mut self, word: String) {
        let mut letters = word.char_indices().rev();
        // A root is what stands before the last three letters, four at least.
        if let Some((end, _)) = letters.nth(2)
            && word[..end].chars().count() >= 4
        {
            self.roots.push(
                word[..end]
                    .trim_end_matches(['e', 'é', 'i', 'a', 'o', 'u'])
                    .to_string(),
            );
        }
        let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
        if let Some(root) = word.strip_suffix("er").filter(|root| root.len() > 2) {
            self.verbs.push(root.to_string());
        } else if ends(&[
            "ique", "al", "ale", "eux", "euse", "if", "ive", "able", "ien", "ais", "é", "ée",
        ]) {
            self.adjectives.push(word);
        } else if !ends(&[
            "ait", "aient", "ont", "ra", "ront", "ez", "ant", "ment", "ir", "és", "ées",
        ]) {
            self.nouns.push(word);
        }
    }

    /// Returns the word of a rank: a noun or an adjective in the masculine singular, a verb of the first group
    /// without its ending.
    pub(super) fn word(&self, class: Class, rank: usize) -> String {
        let known = match class {
            Class::Noun => &self.nouns,
            Class::Adjective => &self.adjectives,
            Class::Verb => &self.verbs,
        };
        known
            .get(rank)
            .cloned()
            .unwrap_or_else(|| self.invented(class, rank as u64))
    }

    fn invented(&self, class: Class, rank: u64) -> String {
        let mut dice = mix(rank, class as u64);
        let mut roll = |sides: usize| {
            let side = dice % sides as u64;
            dice = mix(dice, 1);
            side as usize
        };
        let mut word = String::new();
        if roll(5) == 0 {
            let prefixes = grammar("prefix");
            word.push_str(prefixes[roll(prefixes.len())]);
        }
        let syllables = grammar("syllable");
        if roll(10) < 6 {
            word.push_str(&self.roots[roll(self.roots.len())]);
        } else {
            for _ in 0..1 + roll(2) {
                word.push_str(syllables[roll(syllables.len())]);
            }
        }
        if roll(3) > 0 {
            let syllable = syllables[roll(syllables.len())];
            word.push_str(syllable.trim_end_matches(['a', 'é', 'i', 'o', 'u']));
        }
        match class {
            Class::Noun => {
                word.push_str(grammar("noun ending")[roll(grammar("noun ending").len())])
            }
            Class::Adjective => {
                word.push_str(grammar("adjective ending")[roll(grammar("adjective ending").len())]);
            }
            Class::Verb => word.push_str(["", "ill", "is", "ifi"][roll(4)]),
        }
        word
    }
}

/// Whether the table of small words has it.
fn is_small(word: &str) -> bool {
    [
        "determiner",
        "plural",
        "preposition",
        "auxiliary",
        "negation",
        "unit",
    ]
    .iter()
    .any(|kind| grammar(kind).contains(&word))
}

/// A word to build sentences of: in lower case, of letters only, longer than two, with a meaning.
fn is_plain(word: &str) -> bool {
    word.chars().count() > 2
        && word.chars().all(|c| c.is_alphabetic() && c.is_lowercase())
        && !is_stop_word(word)
        && !OPERATORS.contains(&word)
        && !is_small(word)
}

/// The text files before this one are read, and one file of records: made archives, and the figures measured on them, stay
/// what they were while the sample grows.
const LATER_TEXTS: &str = "013";

fn for_each_text(folder: &Path, each: &mut dyn FnMut(&str)) -> Result<()> {
    let mut files = vec![folder.join("depeches.jsonl")];
    for entry in std::fs::read_dir(folder.join("articles"))? {
        let entry = entry?;
        if *entry.file_name() < *OsStr::new(LATER_TEXTS) {
            files.push(entry.path());
        }
    }
    files.sort();
    for path in files {
        let input = Input {
            path: &path,
            root: "",
            file: "",
            scope: "",
            mapping: &depeche_corpus::read::Mapping::default(),
        };
        let mut failed = None;
        read(&input, &mut |record| match record {
            Ok(record) => each(&Texte::of(&record.article).text),
            Err(error) => failed = Some(error.to_string()),
        });
        if let Some(error) = failed {
            anyhow::bail!("{}: {error}", path.display());
        }
    }
    Ok(())
}

/// Returns a noun or an adjective in the plural.
pub(super) fn plural(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) {
        return word.to_string();
    }
    if let Some(root) = word.strip_suffix("al") {
        return format!("{root}aux");
    }
    let ending = if word.ends_with("eau") { "x" } else { "s" };
    format!("{word}{ending}")
}

/// Returns an adjective in the feminine.
pub(super) fn feminine(word: &str) -> String {
    if word.ends_with('e') {
        return word.to_string();
    }
    for (masculine, feminine) in [("eux", "euse"), ("if", "ive"), ("ien", "ienne")] {
        if let Some(root) = word.strip_suffix(masculine) {
            return format!("{root}{feminine}");
        }
    }
    format!("{word}e")
}

/// Returns whether a noun looks feminine.
pub(super) fn is_feminine(noun: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
    match noun.ends_with('e') {
        true => !ends(&["age", "isme", "iste", "aire", "ège", "mètre", "ble", "que"]),
        false => ends(&["tion", "sion", "ité"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree() {
        assert_eq!(plural("journal"), "journaux");
        assert_eq!(plural("bateau"), "bateaux");
        assert_eq!(plural("pays"), "pays");
        assert_eq!(feminine("actif"), "active");
        assert_eq!(feminine("sérieux"), "sérieuse");
        assert!(is_feminine("nation") && !is_feminine("moment"));
    }
}
