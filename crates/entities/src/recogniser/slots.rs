//! The table of features as it is searched: by a byte a slot, eight of them at once, for most searches go over several
//! slots and it is hard to foresee over how many.

use crate::recogniser::model::{SLOT, check, first_slot, next_slot};
use crate::recogniser::recent::Sums;

/// How many tags are compared at once: as many as a `u64` holds.
const LANES: usize = 8;

/// The lowest bit of each lane, and the highest.
const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = LOW << 7;

/// The slots of a model, and their tags.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slots<'m> {
    slots: &'m [[u8; SLOT]],
    tags: &'m [u8],
}

/// Returns the tags of slots: the lower byte of each check, 0 for an empty slot; then those of the first slots again, so
/// that a search need not turn round at the end.
pub(crate) fn tags(slots: &[[u8; SLOT]]) -> Vec<u8> {
    let around = slots.iter().cycle().take(slots.len() + LANES);
    around
        .map(|slot| match [slot[0], slot[1]] {
            [0, 0] => 0,
            [low, _] => low.max(1),
        })
        .collect()
}

impl<'m> Slots<'m> {
    /// Reads slots, of which there is one at least, by their tags.
    pub(crate) fn of(slots: &'m [[u8; SLOT]], tags: &'m [u8]) -> Self {
        Self { slots, tags }
    }

    /// Reads a byte where each feature's search starts.
    pub(crate) fn touch(&self, features: &[u32]) {
        let read = features.iter().fold(0, |read, feature| {
            read ^ self.slots[first_slot(*feature, self.slots.len())][SLOT - 1]
        });
        std::hint::black_box(read);
    }

    /// Returns what each label gains from features together, in units of the model's scale.
    pub(crate) fn sums(&self, features: &[u32]) -> Sums {
        // A hundred features of 127 at most are within 16 bits.
        let mut sums = Sums::default();
        for feature in features {
            let (at, is_found) = self.find(*feature);
            let [_, _, weights @ ..] = &self.slots[at];
            // No branch: whether a feature is in the table is hard to foresee.
            let kept = -i16::from(is_found);
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i16::from(*weight as i8) & kept;
            }
        }
        sums
    }

    /// Returns where the search for a feature ends, and whether that is its slot.
    #[inline]
    pub(crate) fn find(&self, feature: u32) -> (usize, bool) {
        let count = self.slots.len();
        let wanted = check(feature);
        let tag = LOW * u64::from(wanted[0].max(1));
        let mut at = first_slot(feature, count);
        while let Some(lanes) = self.tags[at..].first_chunk() {
            let lanes = u64::from_le_bytes(*lanes);
            let (same, empty) = (zero_lanes(lanes ^ tag), zero_lanes(lanes));
            if same | empty != 0 {
                let end = at + (same | empty).trailing_zeros() as usize / LANES;
                let end = if end < count { end } else { end - count };
                let [low, high, ..] = self.slots[end];
                let is_same = [low, high] == wanted;
                // One tag in some two hundred is another's.
                if !is_same && same.trailing_zeros() < empty.trailing_zeros() {
                    break;
                }
                return (end, is_same);
            }
            at += LANES;
        }
        self.find_slowly(feature)
    }

    /// Does what [`Self::find`] does, slot by slot.
    #[cold]
    fn find_slowly(&self, feature: u32) -> (usize, bool) {
        let wanted = check(feature);
        let mut at = first_slot(feature, self.slots.len());
        // No more than all slots: a table without an empty one is no model of ours, but may be read.
        for _ in 0..self.slots.len() {
            let [low, high, ..] = self.slots[at];
            if [low, high] == wanted || [low, high] == [0; 2] {
                return (at, [low, high] == wanted);
            }
            at = next_slot(at, self.slots.len());
        }
        (0, false)
    }
}

/// Returns a bit in the first lane that is zero, and none below it (Mycroft's test); above it there may be others.
fn zero_lanes(lanes: u64) -> u64 {
    lanes.wrapping_sub(LOW) & !lanes & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Features of all kinds: SplitMix64's steps.
    fn some_features(count: u64) -> impl Iterator<Item = u32> {
        (1..=count).map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32)
    }

    /// Eight slots at once find what one after the other finds, whatever stands in them.
    fn check(slots: &[[u8; SLOT]], features: impl Iterator<Item = u32>) -> usize {
        let tags = tags(slots);
        let slots = Slots::of(slots, &tags);
        let mut found = 0;
        for feature in features {
            let slowly = slots.find_slowly(feature);
            let fast = slots.find(feature);
            assert_eq!(fast.1, slowly.1, "{feature:x}");
            assert!(!fast.1 || fast.0 == slowly.0, "{feature:x}");
            found += usize::from(fast.1);
        }
        found
    }

    /// Returns slots that hold some features; the rest stay empty.
    fn filled(count: usize, features: impl Iterator<Item = u32>) -> Vec<[u8; SLOT]> {
        let mut slots = vec![[0; SLOT]; count];
        for feature in features {
            let mut at = first_slot(feature, count);
            while slots[at][..2] != [0; 2] {
                at = next_slot(at, count);
            }
            slots[at][..2].copy_from_slice(&super::check(feature));
        }
        slots
    }

    #[test]
    fn features_are_found_wherever_their_slots_are() {
        for (count, held) in [(1, 0), (5, 3), (9, 9), (300, 216), (300, 299), (300, 300)] {
            let slots = filled(count, some_features(held));
            let found = check(&slots, some_features(20_000));
            assert!(found >= held as usize, "{count} {held}: {found}");
        }
    }
}
