//! Stems: Snowball French through `rust-stemmers`, after our own table. The only file that knows the stemmer.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use rustc_hash::FxHashMap;

use crate::form::{is_french_accented, without_accents};
use crate::lists::stem_override_rows;

/// Names the stemmer in the fingerprint of the analysis.
pub(crate) const STEMMER: &str = "rust-stemmers 1.2.0 french";

static SNOWBALL: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::French));

/// The rows of the override table, and the same rows without accents, for words typed or printed without them.
static OVERRIDES: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let plain =
        stem_override_rows().map(|(form, stem)| (without_accents(form), without_accents(stem)));
    // The rows as they stand come last: they win over a plain form that happens to be the same word.
    plain
        .chain(stem_override_rows().map(|(form, stem)| (form.to_string(), stem.to_string())))
        .collect()
});

/// Longest word that is stemmed, in bytes; longer ones are no words, and stand as they are.
const LONGEST_WORD: usize = 64;

/// Returns the stem of a form in lower case. What holds anything but Latin letters stands as it is.
pub(crate) fn stem(form: &str) -> String {
    if let Some(stem) = OVERRIDES.get(form) {
        return stem.clone();
    }
    // Of a word with an apostrophe inside, the part behind it changes: prud'homme, prud'hommes.
    if let Some((head, tail)) = form.rsplit_once('\'') {
        return format!("{head}'{}", stem(tail));
    }
    let is_word = form.len() <= LONGEST_WORD
        && form
            .chars()
            .all(|c| c.is_ascii_lowercase() || is_french_accented(c));
    if is_word {
        SNOWBALL.stem(form).into_owned()
    } else {
        form.to_string()
    }
}
