//! What unlabelled text says of words, as the recogniser's table has it: classes, and how often a word stands in small
//! letters where a capital would say something.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use depeche_entities::{WordFacts, WordTable};

use crate::train::classes::classes;

/// Words that stand more rarely tell no class.
const LEAST: usize = 4;

/// Words in the table at most: two slots of eight bytes each.
const MOST: usize = 16_000;

/// Classes: many, so that functions and verbs of speech come apart, and few, for rare words.
const FINE: usize = 400;
const COARSE: usize = 60;

/// Returns the bytes of the table.
pub(crate) fn word_table(files: &[impl AsRef<Path>]) -> Result<Vec<u8>> {
    let mut counter = Counter::default();
    for path in files {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{}: cannot read", path.display()))?;
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("conll") => {
                for document in crate::conll::read(path)? {
                    counter.add(&depeche_corpus::Texte::of(&document.article).text);
                }
            }
            Some("jsonl") => {
                for line in text.lines() {
                    let record: Record = serde_json::from_str(line)
                        .with_context(|| format!("{}: no JSONL with `text`", path.display()))?;
                    counter.add(&record.text);
                }
            }
            _ => counter.add(&text),
        }
    }
    Ok(counter.table())
}

#[derive(serde::Deserialize)]
struct Record {
    text: String,
}

#[derive(Default)]
struct Counter {
    numbers: HashMap<String, u32>,
    words: Vec<Counted>,
    /// The words in a row; `u32::MAX` where a sentence ends.
    text: Vec<u32>,
}

struct Counted {
    key: String,
    count: usize,
    small: usize,
    capital: usize,
}

impl Counter {
    fn add(&mut self, text: &str) {
        for token in depeche_text::tokens(text) {
            let form = &text[token.span.clone()];
            let key = depeche_entities::word_key(form);
            let number = *self.numbers.entry(key.clone()).or_insert_with(|| {
                self.words.push(Counted {
                    key,
                    count: 0,
                    small: 0,
                    capital: 0,
                });
                self.words.len() as u32 - 1
            });
            let word = &mut self.words[number as usize];
            word.count += 1;
            // A sentence's first word has its capital from the sentence.
            if form.starts_with(char::is_lowercase) {
                word.small += 1;
            } else if !token.sentence.starts() {
                word.capital += 1;
            }
            if token.sentence.starts() {
                self.text.push(u32::MAX);
            }
            self.text.push(number);
        }
    }

    fn table(mut self) -> Vec<u8> {
        let mut order: Vec<usize> = (0..self.words.len())
            .filter(|number| self.words[*number].count >= LEAST)
            .collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.words[*a], &self.words[*b]);
            b.count.cmp(&a.count).then(a.key.cmp(&b.key))
        });
        order.truncate(MOST);
        // Rank 0 is a sentence's end, 1 any other word.
        let mut rank = vec![1_u32; self.words.len()];
        for (at, number) in order.iter().enumerate() {
            rank[*number] = at as u32 + 2;
        }
        for number in &mut self.text {
            *number = rank.get(*number as usize).copied().unwrap_or(0);
        }
        let fine = classes(&self.text, order.len() + 2, FINE);
        let coarse = classes(&self.text, order.len() + 2, COARSE);
        let rows = order.iter().enumerate().map(|(at, number)| {
            let word = &self.words[*number];
            let facts = WordFacts {
                fine: 1 + fine[at + 2] as u16,
                coarse: 1 + coarse[at + 2] as u8,
                small: small(word.small, word.capital),
            };
            (word.key.as_str(), facts)
        });
        WordTable::bytes(rows)
    }
}

/// Returns how often a word stands in small letters, from 1, never, to 7, always; 0 where nothing was seen.
fn small(small: usize, capital: usize) -> u8 {
    if small + capital == 0 {
        return 0;
    }
    let share = small as f64 / (small + capital) as f64;
    1 + (share * 5.0).ceil() as u8 + u8::from(share == 1.0)
}
