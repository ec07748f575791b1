//! One hash of everything that decides the order of the hits, the analysis of the text excepted.

use depeche_corpus::content_hash;

use crate::question::QUESTION_WORDS;
use crate::relatives::RELATIVES;
use crate::weights::Weights;

/// Version of the order's rules: raise it with every change of the order that no parameter and no table tells.
const RULES: u32 = 3;

/// Returns the fingerprint of a ranking: the rules' version, its parameters and its tables.
pub fn ranking_fingerprint(weights: &Weights) -> String {
    let rules = RULES.to_string();
    // Every parameter by its name: a new one cannot be forgotten.
    let weights = format!("{weights:?}");
    content_hash([rules.as_str(), &weights, RELATIVES, QUESTION_WORDS])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_parameter_is_another_fingerprint() {
        let shipped = Weights::default();
        let other = Weights { k1: 1.3, ..shipped };
        let fingerprint = ranking_fingerprint(&shipped);
        assert_eq!(fingerprint, ranking_fingerprint(&Weights::default()));
        assert_ne!(fingerprint, ranking_fingerprint(&other));
    }
}
