//! The table of features as it is searched: eight slots are compared at once, for a word has some eighty features and nine
//! in ten of them are in the table.

use std::ops::Range;

use crate::recogniser::label::LABELS;
use crate::recogniser::model::{SLOT, check, first_slot};

/// How many slots are compared at once: as many checks as a `u128` holds.
const LANES: usize = 8;

/// A bit for each lane, the lowest and the highest.
const LOW: u128 = 0x0001_0001_0001_0001_0001_0001_0001_0001;
const HIGH: u128 = LOW << 15;

/// Where the slots lie, and their checks side by side.
#[derive(Debug)]
pub(crate) struct Slots {
    /// The bytes of the slots in the model.
    bytes: Range<usize>,
    count: usize,
    /// The two bytes of every slot that tell its feature, then those of the first slots again, so that a search need not
    /// turn round at the end.
    checks: Vec<u8>,
}

impl Slots {
    /// Reads slots; none where there is not one.
    pub(crate) fn read(model: &[u8], bytes: Range<usize>) -> Option<Self> {
        let (slots, _) = model.get(bytes.clone())?.as_chunks::<SLOT>();
        if slots.is_empty() {
            return None;
        }
        let around = slots.iter().cycle().take(slots.len() + LANES);
        Some(Self {
            bytes,
            count: slots.len(),
            checks: around.flat_map(|slot| [slot[0], slot[1]]).collect(),
        })
    }

    /// Returns what each label gains from features together, in units of the model's scale.
    pub(crate) fn sums(&self, model: &[u8], features: &[u32]) -> [i16; LABELS] {
        let (slots, _) = model[self.bytes.clone()].as_chunks::<SLOT>();
        // A hundred features of 127 at most are within 16 bits.
        let mut sums = [0_i16; LABELS];
        for at in features.iter().filter_map(|feature| self.find(*feature)) {
            let [_, _, weights @ ..] = &slots[at];
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i16::from(*weight as i8);
            }
        }
        sums
    }

    /// Returns the slot of a feature.
    #[inline]
    pub(crate) fn find(&self, feature: u32) -> Option<usize> {
        let wanted = LOW * u128::from(u16::from_le_bytes(check(feature)));
        let mut at = first_slot(feature, self.count);
        // No more than all slots: a table without an empty one is no model of ours, but may be read.
        for _ in 0..self.count.div_ceil(LANES) {
            let lanes = self.checks[2 * at..].first_chunk()?;
            let lanes = u128::from_le_bytes(*lanes);
            let (same, empty) = (zero_lanes(lanes ^ wanted), zero_lanes(lanes));
            if same | empty != 0 {
                let slot = at + same.trailing_zeros() as usize / 16;
                let slot = if slot < self.count {
                    slot
                } else {
                    slot - self.count
                };
                return (same.trailing_zeros() < empty.trailing_zeros()).then_some(slot);
            }
            at += LANES;
            if at >= self.count {
                at -= self.count;
            }
        }
        None
    }
}

/// Returns a bit in the first lane that is zero, and no bit below it (Mycroft's test); above it there may be others.
fn zero_lanes(lanes: u128) -> u128 {
    lanes.wrapping_sub(LOW) & !lanes & HIGH
}
