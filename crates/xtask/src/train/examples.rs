//! Annotated documents as a trainer takes them: stretches of words with their labels and the numbers of their features.

use std::ops::Range;

use depeche_entities::{Label, Lesson};
use rustc_hash::FxHashMap;

use crate::conll::Annotated;

/// A document with its features and its labels.
pub(crate) struct Prepared {
    pub(crate) annotated: Annotated,
    /// Which collection it is of: 0 what the model is for, 1 what helps.
    pub(crate) domain: usize,
    pub(crate) lesson: Lesson,
    pub(crate) labels: Vec<Label>,
}

/// Stretches of several documents, laid flat.
#[derive(Default)]
pub(crate) struct Examples {
    /// Words of each stretch, and its domain.
    pub(crate) stretches: Vec<(Range<usize>, usize)>,
    pub(crate) labels: Vec<u8>,
    /// Where the features of each word end.
    ends: Vec<usize>,
    rows: Vec<u32>,
}

/// The features that are learnt, and the row of each.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) by_hash: FxHashMap<u32, u32>,
    /// How often the feature of each row stands in the examples.
    pub(crate) counts: Vec<u32>,
}

impl Prepared {
    pub(crate) fn new(annotated: Annotated, domain: usize, lesson: Lesson) -> Self {
        let names = annotated.names.iter().map(|name| {
            let start = annotated.tokens[name.tokens.start].start;
            let end = annotated.tokens[name.tokens.end - 1].end;
            (words_under(&lesson.words, start..end), name.kind)
        });
        let labels = Label::of_names(lesson.words.len(), names);
        Self {
            annotated,
            domain,
            lesson,
            labels,
        }
    }

    /// Returns a number for the document that depends on its identifier alone: it is in the same fold whatever stands
    /// beside it.
    pub(crate) fn hash(&self) -> u64 {
        // FNV-1a.
        let bytes = self.annotated.id.bytes();
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    /// Returns the fold it is in.
    pub(crate) fn fold(&self, folds: usize) -> usize {
        (self.hash() >> 20) as usize % folds
    }
}

fn words_under(words: &[Range<usize>], span: Range<usize>) -> Range<usize> {
    let start = words.partition_point(|word| word.end <= span.start);
    let end = words.partition_point(|word| word.start < span.end);
    start..end.max(start)
}

impl Rows {
    /// Returns the features that stand `least` times or more.
    pub(crate) fn of(documents: &[&Prepared], least: u32) -> Self {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut hashes = Vec::new();
        for document in documents {
            for word in document.lesson.stretches.iter().cloned().flatten() {
                hashes.clear();
                document.lesson.features(word, &mut hashes);
                for hash in &hashes {
                    *counts.entry(*hash).or_default() += 1;
                }
            }
        }
        let kept = counts.into_iter().filter(|(_, count)| *count >= least);
        Self::from_counts(kept.collect())
    }

    /// Returns rows in the order of the hashes, which is the same in every run.
    fn from_counts(mut counts: Vec<(u32, u32)>) -> Self {
        counts.sort_unstable();
        Self {
            by_hash: counts.iter().map(|(hash, _)| *hash).zip(0..).collect(),
            counts: counts.iter().map(|(_, count)| *count).collect(),
        }
    }

    /// Returns the rows of some features alone.
    pub(crate) fn only(&self, hashes: &[u32]) -> Self {
        let counted = hashes
            .iter()
            .map(|hash| (*hash, self.counts[self.by_hash[hash] as usize]));
        Self::from_counts(counted.collect())
    }
}

impl Examples {
    pub(crate) fn of(documents: &[&Prepared], rows: &Rows) -> Self {
        let mut examples = Self::default();
        let mut hashes = Vec::new();
        for document in documents {
            for stretch in &document.lesson.stretches {
                let first = examples.labels.len();
                for word in stretch.clone() {
                    hashes.clear();
                    document.lesson.features(word, &mut hashes);
                    let known = hashes.iter().filter_map(|hash| rows.by_hash.get(hash));
                    examples.rows.extend(known);
                    examples.ends.push(examples.rows.len());
                    examples.labels.push(document.labels[word].0);
                }
                let range = first..examples.labels.len();
                examples.stretches.push((range, document.domain));
            }
        }
        examples
    }

    /// Returns the rows of the features of a word.
    pub(crate) fn rows(&self, word: usize) -> &[u32] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[word]]
    }
}
