//! The model that is shipped: `data/models`, whose card says how it was made.

use std::sync::LazyLock;

use crate::recogniser::model::Model;

/// The bytes of the model.
pub(crate) const BYTES: &[u8] = include_bytes!("../../../../data/models/names.bin");

/// The model, read where it lies.
pub(crate) static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(BYTES.into()).expect("the shipped model is read by a test"));

/// Returns a number that another model would not have: FNV-1a of 64 bits, eight bytes at a time, for every search asks.
pub(crate) fn hash() -> u64 {
    let add = |hash: u64, word: u64| (hash ^ word).rotate_left(23).wrapping_mul(0x0100_0000_01b3);
    let (words, rest) = BYTES.as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let rest = rest.iter().map(|byte| u64::from(*byte));
    words.chain(rest).fold(0xcbf2_9ce4_8422_2325, add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_small_and_can_be_read() {
        assert!(BYTES.len() <= 2_000_000, "{} bytes", BYTES.len());
        assert!(Model::read(BYTES.into()).is_some());
    }
}
