//! Which names are one person, pair by pair and in sets; the same whatever the order.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

mod order;
mod pairs;
mod sets;
