//! Names: what an article names, in which normal form, and which countries it is about.

use depeche_corpus::{Article, Document};

/// Recognises the names of an article. Pure: it depends on the tables only, never on other articles.
pub fn annotate(_article: &Article) -> Document {
    Document::default()
}

/// Returns what the fingerprint of the names is made of: the rules' version and the tables.
pub fn fingerprint_parts() -> Vec<String> {
    Vec::new()
}

/// Returns the country a person means by a name, whatever its case and accents, or by a code.
pub fn country_code(name: &str) -> Option<depeche_corpus::CountryCode> {
    depeche_corpus::CountryCode::new(name)
}

/// Returns the French name of a country.
pub fn country_name(_code: depeche_corpus::CountryCode) -> &'static str {
    ""
}
