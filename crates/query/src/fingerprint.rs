//! One hash of everything that decides the order of the hits, the analysis of the text excepted: what a misspelt word is
//! searched as is part of it.

use depeche_corpus::content_hash;

use crate::question::QUESTION_WORDS;
use crate::relatives::RELATIVES;
use crate::weights::Weights;
use crate::{correct, split, suggest, typing_cost};

/// Version of the order's rules: raise it with every change of the order that no parameter and no table tells.
const RULES: u32 = 3;

/// Returns the fingerprint of a ranking: the rules' version, its parameters and its tables, those of
/// corrections included.
pub fn ranking_fingerprint(weights: &Weights) -> String {
    let rules = RULES.to_string();
    // Every parameter by its name: a new one cannot be forgotten.
    let weights = format!("{weights:?}");
    let mut parts = vec![
        rules,
        weights,
        RELATIVES.to_string(),
        QUESTION_WORDS.to_string(),
    ];
    parts.extend(corrections());
    content_hash(parts.iter().map(String::as_str))
}

/// What decides which words are searched corrected, and as what.
fn corrections() -> Vec<String> {
    let mut parts = vec![
        suggest::fingerprint_part(),
        correct::fingerprint_part(),
        split::fingerprint_part(),
    ];
    parts.extend(typing_cost::fingerprint_parts());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decides_corrections_is_part_of_it() {
        let parts = corrections().join("\n");
        for expected in [
            // A row of keys, one of sounds, a cost, and what corrections are weighed by.
            "\nazertyuiop",
            "\nf ff ph",
            "[1.0, 0.7, 0.8",
            "3..=40 [6.0, 0.8",
        ] {
            assert!(parts.contains(expected), "{expected}");
        }
    }

    #[test]
    fn another_parameter_is_another_fingerprint() {
        let shipped = Weights::default();
        let other = Weights { k1: 1.3, ..shipped };
        let fingerprint = ranking_fingerprint(&shipped);
        assert_eq!(fingerprint, ranking_fingerprint(&Weights::default()));
        assert_ne!(fingerprint, ranking_fingerprint(&other));
    }
}
