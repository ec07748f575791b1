//! The weights, in the form in which they are shipped and read where they lie: a head, the table of words, the transitions,
//! and a table of features by hash with a byte for each label.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::recogniser::features::Around;
use crate::recogniser::label::{LABELS, Label};
use crate::recogniser::observed::Observed;
use crate::recogniser::recent::Recent;
use crate::recogniser::slots::{Slots, tags};
use crate::recogniser::viterbi::{Emissions, decode};
use crate::recogniser::word_table::WordTable;

/// What a trainer found: real numbers, by the hashes of features.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// What each label gains from a feature.
    pub features: Vec<(u32, [f32; LABELS])>,
    /// What each label gains where a stretch starts.
    pub start: [f32; LABELS],
    /// What a label gains after another.
    pub transitions: [[f32; LABELS]; LABELS],
}

/// A trained model.
///
/// Layout, little endian: `MAGIC`; the length of the table of words (u32) and that table; the scale, `start` and
/// `transitions` (f32); the number of slots (u32), and the slots: the lower two bytes of the feature's hash, then a signed byte for each label, in units of the scale. The upper bits of the hash say
/// where the search for its slot starts: one feature in some ten thousand is taken for another.
#[derive(Debug)]
pub struct Model {
    /// No other model of the process has it.
    number: u64,
    bytes: Cow<'static, [u8]>,
    words: Range<usize>,
    scale: f32,
    start: [f32; LABELS],
    transitions: [[f32; LABELS]; LABELS],
    slots: Range<usize>,
    /// What the slots are searched by.
    tags: Vec<u8>,
}

/// The first bytes of a model; the number changes with the layout.
const MAGIC: [u8; 8] = *b"DPNAMES1";

/// The number of the next model that is read.
static READ: AtomicU64 = AtomicU64::new(1);

/// Bytes of a feature's slot.
pub(crate) const SLOT: usize = 2 + LABELS;

/// How full a table is: a feature that is not there is known after seven slots (Knuth, volume 3, 6.4), which lie side by
/// side in one or two lines of a cache.
const FULL: f64 = 0.72;

impl Model {
    /// Reads a model; none where the bytes are no model of this layout.
    pub fn read(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let mut rest = Reader {
            bytes: &bytes,
            at: 0,
        };
        if rest.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let len = rest.number()?;
        let words = rest.range(len)?;
        let scale = rest.real()?;
        let start = rest.reals()?;
        let mut transitions = [[0.0; LABELS]; LABELS];
        for row in &mut transitions {
            *row = rest.reals()?;
        }
        let len = rest.number()?.checked_mul(SLOT)?;
        let slots = rest.range(len)?;
        if rest.at != bytes.len() || slots.is_empty() {
            return None;
        }
        Some(Self {
            number: READ.fetch_add(1, Ordering::Relaxed),
            tags: tags(bytes.get(slots.clone())?.as_chunks().0),
            slots,
            bytes,
            words,
            scale,
            start,
            transitions,
        })
    }

    /// Returns the bytes of a model: what is shipped.
    pub fn bytes(words: &[u8], weights: &Weights) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((words.len() as u32).to_le_bytes());
        bytes.extend(words);
        write(weights, &mut bytes);
        bytes
    }

    /// Returns what the model knows of words.
    pub fn words(&self) -> WordTable<'_> {
        WordTable::read(&self.bytes[self.words.clone()])
    }

    pub(crate) fn slots(&self) -> Slots<'_> {
        Slots::of(self.bytes[self.slots.clone()].as_chunks().0, &self.tags)
    }

    /// Returns the labels of all words: those outside the stretches are of no name.
    pub(crate) fn label(&self, observed: &[Observed], stretches: &[Range<usize>]) -> Vec<Label> {
        Recent::with(self.number, |recent| {
            self.label_by(recent, observed, stretches)
        })
    }

    fn label_by(
        &self,
        recent: &mut Recent,
        observed: &[Observed],
        stretches: &[Range<usize>],
    ) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; observed.len()];
        let slots = self.slots();
        let mut emissions: Vec<Emissions> = Vec::new();
        for stretch in stretches {
            emissions.clear();
            for at in stretch.clone() {
                let sums = recent.sums(&Around::of(observed, at), &slots);
                emissions.push(sums.map(|sum| f32::from(sum) * self.scale));
            }
            let decoded = decode(&emissions, &self.start, &self.transitions);
            labels[stretch.clone()].copy_from_slice(&decoded);
        }
        labels
    }
}

/// Returns where the search for a feature starts.
pub(crate) fn first_slot(hash: u32, count: usize) -> usize {
    ((u64::from(hash) * count as u64) >> 32) as usize
}

pub(crate) fn next_slot(at: usize, count: usize) -> usize {
    if at + 1 == count { 0 } else { at + 1 }
}

/// Returns the bytes that tell a feature's slot; one of no bits, the mark of an empty slot, is taken for another feature's.
pub(crate) fn check(hash: u32) -> [u8; 2] {
    ((hash & 0xffff).max(1) as u16).to_le_bytes()
}

fn write(weights: &Weights, bytes: &mut Vec<u8>) {
    let greatest = weights
        .features
        .iter()
        .flat_map(|(_, row)| row)
        .fold(0.0_f32, |greatest, weight| greatest.max(weight.abs()));
    let scale = (greatest / 127.0).max(f32::MIN_POSITIVE);
    bytes.extend(scale.to_le_bytes());
    let rows = weights.transitions.iter().flatten();
    for real in weights.start.iter().chain(rows) {
        bytes.extend(real.to_le_bytes());
    }
    let count = (weights.features.len() as f64 / FULL) as usize + 1;
    bytes.extend((count as u32).to_le_bytes());
    let first = bytes.len();
    bytes.resize(first + count * SLOT, 0);
    let table = &mut bytes[first..];
    for (hash, row) in &weights.features {
        let mut at = first_slot(*hash, count);
        while table[at * SLOT..at * SLOT + 2] != [0; 2] {
            at = next_slot(at, count);
        }
        let slot = &mut table[at * SLOT..(at + 1) * SLOT];
        slot[..2].copy_from_slice(&check(*hash));
        for (byte, weight) in slot[2..].iter_mut().zip(row) {
            *byte = (weight / scale).round() as i8 as u8;
        }
    }
}

/// Reads numbers in a row; nothing beyond the end.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn range(&mut self, len: usize) -> Option<Range<usize>> {
        let range = self.at..self.at.checked_add(len)?;
        self.bytes.get(range.clone())?;
        self.at = range.end;
        Some(range)
    }

    fn take(&mut self, len: usize) -> Option<&'b [u8]> {
        let range = self.range(len)?;
        self.bytes.get(range)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    fn real(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }

    fn reals(&mut self) -> Option<[f32; LABELS]> {
        let mut reals = [0.0; LABELS];
        for real in &mut reals {
            *real = self.real()?;
        }
        Some(reals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_found_again() {
        let features: Vec<(u32, [f32; LABELS])> = (0..500_u32)
            .map(|n| {
                let mut row = [0.0; LABELS];
                row[n as usize % LABELS] = n as f32 - 250.0;
                (n.wrapping_mul(2_654_435_761), row)
            })
            .collect();
        let weights = Weights {
            features: features.clone(),
            ..Weights::default()
        };
        let bytes = Model::bytes(&[], &weights);
        let model = Model::read(bytes.into()).unwrap();
        for (hash, row) in features {
            assert!(model.slots().find(hash).1);
            let found = model.slots().sums(&[hash]);
            for (weight, sum) in row.iter().zip(found) {
                let read = f32::from(sum) * model.scale;
                assert!((read - weight).abs() <= model.scale / 2.0 + 1e-3);
            }
        }
        assert!(!model.slots().find(12345).1);
    }

    #[test]
    fn other_bytes_are_no_model() {
        let bytes = Model::bytes(&[0; 16], &Weights::default());
        assert!(Model::read(bytes.clone().into()).is_some());
        for len in 0..bytes.len() {
            assert!(Model::read(bytes[..len].to_vec().into()).is_none(), "{len}");
        }
        assert!(Model::read(b"DPNAMES0".to_vec().into()).is_none());
    }
}
