//! One hash of everything that decides which terms a text gives.

use crate::lists::{
    ABBREVIATIONS_FILE, CLITICS_FILE, ELIDED_NAMES_FILE, ELISIONS_FILE, INCLUSIVE_ENDINGS_FILE,
    SHORT_FORMS_FILE, STEM_OVERRIDES_FILE, STOP_WORDS_FILE, WHOLE_WORDS_FILE, WORDS_IN_ENT_FILE,
};
use crate::stem::STEMMER;

/// Version of the rules of this crate: raise it with every change of what [`words`](crate::words) gives for some text.
const RULES: u32 = 5;

/// Returns what the fingerprint of the analysis is made of: the rules' version, the stemmer, the tables.
pub fn fingerprint_parts() -> Vec<String> {
    let mut parts = vec![RULES.to_string(), STEMMER.to_string()];
    for table in [
        ABBREVIATIONS_FILE,
        CLITICS_FILE,
        ELIDED_NAMES_FILE,
        ELISIONS_FILE,
        INCLUSIVE_ENDINGS_FILE,
        SHORT_FORMS_FILE,
        STEM_OVERRIDES_FILE,
        STOP_WORDS_FILE,
        WHOLE_WORDS_FILE,
        WORDS_IN_ENT_FILE,
    ] {
        parts.push(table.to_string());
    }
    parts
}
