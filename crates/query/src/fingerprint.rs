//! One hash of everything that decides the order of the hits, the analysis of the text excepted.

use depeche_corpus::content_hash;

/// Version of the order's rules: raise it with every change of the order that no parameter below tells.
const RULES: u32 = 1;

/// BM25's parameters, which are the engine's own.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// Returns the fingerprint of the ranking: the rules' version and their parameters.
pub fn ranking_fingerprint() -> String {
    let parts = [RULES.to_string(), format!("k1 {K1}"), format!("b {B}")];
    content_hash(parts.iter().map(String::as_str))
}
