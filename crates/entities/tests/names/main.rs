//! Names of whole articles through the product's own `annotate`, the model with it.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

mod hard_cases;
mod sample;
