//! Which candidates hold a word as a name: of a person, a place, an organisation or a country. A reader who types `Borne` or
//! `Vienne` with a capital means her or the city, not any post and not any coming.

use std::collections::hash_map::Entry;

use anyhow::{Context, Result};
use depeche_entities::country_code;
use depeche_indexer::{Archive, tantivy};
use depeche_text::fold;
use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

/// The fields whose values are names of one word or several.
const NAMES: [&str; 3] = ["personne", "lieu", "organisation"];

/// For each word and each candidate, whether one of the candidate's names holds the word.
pub(crate) fn named(
    archive: &Archive,
    words: &[&str],
    candidates: &[DocAddress],
) -> Result<Vec<Vec<bool>>> {
    let keys: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let codes: Vec<Option<String>> = words
        .iter()
        .map(|word| country_code(word).map(|code| code.to_string()))
        .collect();
    let mut named = vec![vec![false; candidates.len()]; words.len()];
    let segments = archive.searcher().segment_readers().iter();
    for (number, segment) in segments.enumerate() {
        let here: Vec<usize> = (0..candidates.len())
            .filter(|at| candidates[*at].segment_ord as usize == number)
            .collect();
        for field in NAMES.into_iter().chain(["pays"]) {
            let column = segment.fast_fields().str(field);
            let Some(column) = column.with_context(|| unreadable(field))? else {
                continue;
            };
            // The best articles of a query speak of the same persons.
            let mut known: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
            for at in &here {
                for ordinal in column.term_ords(candidates[*at].doc_id) {
                    let holding = match known.entry(ordinal) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(new) => {
                            let value = value(&column, ordinal);
                            let value = value.with_context(|| unreadable(field))?;
                            new.insert(if field == "pays" {
                                positions(&codes, |code| code.as_ref() == Some(&value))
                            } else {
                                let value = fold(&value);
                                positions(&keys, |key| value.split(' ').any(|word| word == key))
                            })
                        }
                    };
                    for word in holding.iter() {
                        named[*word][*at] = true;
                    }
                }
            }
        }
    }
    Ok(named)
}

fn positions<T>(of: &[T], is_it: impl Fn(&T) -> bool) -> Vec<usize> {
    let found = of.iter().enumerate().filter(|(_, item)| is_it(item));
    found.map(|(at, _)| at).collect()
}

fn value(column: &StrColumn, ordinal: u64) -> Result<String> {
    let mut value = String::new();
    column.ord_to_str(ordinal, &mut value)?;
    Ok(value)
}

fn unreadable(field: &str) -> String {
    format!("the values of `{field}` cannot be read")
}
