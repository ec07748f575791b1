//! Identifiers that stay the same when an archive is read again.

use std::fmt;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

/// Identifies an article in an archive: `OWN@SCOPE` for a record with an identifier of its own, where the scope is its
/// source, or the name of the given root where it has none; `OWN` alone where that is unique in the world (`urn:`, `tag:`,
/// an address), so that an agency may be called by several names, and two feeds of a paper hold one article; else 16 hexadecimal digits hashed from source, date, title
/// and text. The part before `@` is what the source calls it, so that typing the beginning is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl ArticleId {
    /// Returns the identifier of a record that carries one.
    ///
    /// Blanks and control characters in `own` become `_`, so that an identifier is always one word of a command line.
    pub fn own(own: &str, scope: &str) -> Self {
        let own: String = own
            .trim()
            .chars()
            .map(|c| {
                if c.is_whitespace() || c.is_control() {
                    '_'
                } else {
                    c
                }
            })
            .collect();
        if is_unique(&own) {
            return Self(own);
        }
        Self(format!("{own}@{}", slug(scope)))
    }

    /// Returns the identifier of an article that has none, from what it says.
    pub fn hashed<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        Self(content_hash(parts))
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the hash of a sequence of texts as 16 hexadecimal digits (XXH3, 64 bits). `["ab", "c"]` and `["a", "bc"]` differ.
pub fn content_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Xxh3::new();
    for part in parts {
        hasher.update(part.as_bytes());
        // A byte that UTF-8 never holds keeps the parts apart.
        hasher.update(&[0xff]);
    }
    format!("{:016x}", hasher.digest())
}

/// Whether an identifier is one that nobody else gives.
fn is_unique(own: &str) -> bool {
    let schemes = ["urn:", "tag:", "http://", "https://"];
    let starts = |scheme: &&str| {
        own.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    // `urn:` alone names nothing.
    schemes
        .iter()
        .find(|scheme| starts(scheme))
        .is_some_and(|scheme| own.len() > scheme.len())
}

/// `Wikinews (fr)` → `wikinews-fr`: letters and digits without accents, in lower case, the rest one hyphen.
fn slug(scope: &str) -> String {
    depeche_text::fold(scope).replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_identifiers_are_scoped_by_their_source() {
        assert_eq!(
            ArticleId::own("w2016-001", "Wikinews (fr)").0,
            "w2016-001@wikinews-fr"
        );
        assert_eq!(
            ArticleId::own(" a b\n", "L’Écho d'été").0,
            "a_b@l-echo-d-ete"
        );
        assert_eq!(ArticleId::own("7", "日報").0, "7@日報");
    }

    #[test]
    fn identifiers_that_are_unique_in_the_world_have_no_scope() {
        for (own, expected) in [
            (
                "urn:newsml:afp.com:20240312:bac",
                "urn:newsml:afp.com:20240312:bac",
            ),
            ("tag:echo.example,2024:7", "tag:echo.example,2024:7"),
            (" https://echo.example/?p=7 ", "https://echo.example/?p=7"),
            ("URN:X", "URN:X"),
            ("urn:", "urn:@afp"),
            ("turn:7", "turn:7@afp"),
        ] {
            assert_eq!(ArticleId::own(own, "AFP").0, expected);
        }
    }

    #[test]
    fn parts_of_a_hash_do_not_run_together() {
        assert_ne!(content_hash(["ab", "c"]), content_hash(["a", "bc"]));
        assert_eq!(content_hash(["ab"]).len(), 16);
    }
}
