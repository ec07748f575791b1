//! Tables and JSON: fields of articles by the names of columns and keys.

pub(super) mod columns;
pub(super) mod date_cell;
pub(super) mod json;
pub(super) mod json_items;
pub(super) mod jsonl;
pub(super) mod objects;
pub(super) mod table;
