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
    use std::time::Instant;

    use super::*;

    #[test]
    fn the_model_is_small_and_read_at_once() {
        assert!(BYTES.len() <= 2_000_000, "{} bytes", BYTES.len());
        // The best of several: a busy machine is not a slow model.
        let times = (0..9).map(|_| {
            let start = Instant::now();
            assert!(Model::read(BYTES.into()).is_some());
            start.elapsed().as_secs_f64() * 1e3
        });
        let best = times.fold(f64::INFINITY, f64::min);
        assert!(best <= 10.0, "{best} ms");
    }
}
