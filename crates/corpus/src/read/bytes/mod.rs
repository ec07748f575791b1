//! How bytes become text, lines and pieces, each held only while it is read.

pub(super) mod decode;
pub(super) mod headed;
pub(super) mod lines;
pub(super) mod mojibake;
pub(super) mod pieces;
pub(super) mod transcoded;
