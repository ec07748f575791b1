//! The table of small words, endings and syllables, by kind, each as often as its weight says.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

const GRAMMAR: &str = include_str!("../../../../data/xtask/grammar.tsv");

type Kinds = FxHashMap<&'static str, Vec<&'static str>>;

/// Returns the forms of a kind; at least one.
pub(super) fn grammar(kind: &str) -> &'static [&'static str] {
    static KINDS: LazyLock<Kinds> = LazyLock::new(read);
    KINDS
        .get(kind)
        .expect("the table has the kinds this crate asks for")
}

fn read() -> Kinds {
    let mut kinds = Kinds::default();
    for row in rows(GRAMMAR) {
        let weight = row.get(2).and_then(|weight| weight.parse().ok());
        let forms = kinds.entry(row[0]).or_default();
        forms.extend(std::iter::repeat_n(row[1], weight.unwrap_or(1)));
    }
    kinds
}

/// Returns the rows of a table, its comments left out, cut at its tabs: two cells a row at least.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let mut cells: Vec<&str> = line.split('\t').collect();
            cells.resize(cells.len().max(2), "");
            cells
        })
}
