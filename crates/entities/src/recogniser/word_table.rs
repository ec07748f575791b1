//! What unlabelled text says of a word: its class by the company it keeps, and how often it stands in small letters.

use crate::recogniser::features::hash_bytes;

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordFacts {
    /// Its class among many; 0 of an unknown word.
    pub fine: u16,
    /// Its class among few; 0 of an unknown word.
    pub coarse: u8,
    /// 0 where it is unknown; from 1, never in small letters, to 7, always.
    pub small: u8,
}

/// Bytes of a slot: the hash of the key, then the facts.
const SLOT: usize = 8;

/// The facts by the key of the word, in a table of open addressing that is read where it lies.
#[derive(Debug, Clone, Copy)]
pub struct WordTable<'m> {
    slots: &'m [u8],
}

impl<'m> WordTable<'m> {
    pub(crate) fn read(slots: &'m [u8]) -> Self {
        Self { slots }
    }

    /// Returns what is known of a word by its key.
    pub(crate) fn facts(&self, key: u32) -> WordFacts {
        let count = self.slots.len() / SLOT;
        if count == 0 {
            return WordFacts::default();
        }
        let mut at = first_slot(key, count);
        for _ in 0..count {
            let slot = &self.slots[at * SLOT..(at + 1) * SLOT];
            let known = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]);
            if known == 0 {
                return WordFacts::default();
            }
            if known == key {
                return WordFacts {
                    fine: u16::from_le_bytes([slot[4], slot[5]]),
                    coarse: slot[6],
                    small: slot[7],
                };
            }
            at = (at + 1) % count;
        }
        WordFacts::default()
    }

    /// Returns the bytes of a table of these words, given by their keys.
    pub fn bytes<'k>(words: impl ExactSizeIterator<Item = (&'k str, WordFacts)>) -> Vec<u8> {
        // A quarter empty, so that a search ends soon.
        let count = words.len() * 4 / 3 + 1;
        let mut slots = vec![0; count * SLOT];
        for (key, facts) in words {
            let key = word_hash(key);
            let mut at = first_slot(key, count);
            while slots[at * SLOT..at * SLOT + 4] != [0; 4] {
                at = (at + 1) % count;
            }
            let slot = &mut slots[at * SLOT..(at + 1) * SLOT];
            slot[..4].copy_from_slice(&key.to_le_bytes());
            slot[4..6].copy_from_slice(&facts.fine.to_le_bytes());
            slot[6] = facts.coarse;
            slot[7] = facts.small;
        }
        slots
    }
}

/// Returns where the search for a word starts.
fn first_slot(key: u32, count: usize) -> usize {
    ((u64::from(key) * count as u64) >> 32) as usize
}

/// Returns what a key is looked up by; never 0, which marks an empty slot.
pub(crate) fn word_hash(key: &str) -> u32 {
    hash_bytes(key.as_bytes()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let facts = |fine| WordFacts {
            fine,
            coarse: 3,
            small: 7,
        };
        let words: Vec<(String, WordFacts)> =
            (0..300).map(|n| (format!("mot{n}"), facts(n))).collect();
        let bytes = WordTable::bytes(words.iter().map(|(word, facts)| (word.as_str(), *facts)));
        let table = WordTable::read(&bytes);
        for (word, facts) in &words {
            assert_eq!(table.facts(word_hash(word)), *facts);
        }
        assert_eq!(table.facts(word_hash("autre")), WordFacts::default());
        assert_eq!(WordTable::read(&[]).facts(1), WordFacts::default());
    }
}
