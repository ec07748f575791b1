//! The model that is shipped: `data/models`, whose card says how it was made.

use std::sync::LazyLock;

use crate::recogniser::model::Model;

/// The bytes of the model.
pub(crate) const BYTES: &[u8] = include_bytes!("../../../../data/models/names.bin");

/// The model, read where it lies.
pub(crate) static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(BYTES.into()).expect("the shipped model is read by a test"));

/// Returns a number that another model would not have: FNV-1a of 64 bits over its bytes.
pub(crate) fn hash() -> u64 {
    BYTES.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
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
