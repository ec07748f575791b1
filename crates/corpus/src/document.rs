//! What was recognised in an article: the answer of `entities::annotate`.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// An ISO 3166-1 alpha-2 code (`RU`), or `XK` for Kosovo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Returns the code written as two ASCII capitals, else none.
    pub fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// Returns the two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two ASCII capitals, checked by `new`")
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for CountryCode {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::new(&code).ok_or_else(|| format!("`{code}` is no country code of two capitals"))
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.to_string()
    }
}

/// What kind of thing a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A city, a region, a sea; not a country.
    Place,
    /// A country, by its name, its inhabitants or an adjective.
    Country,
    /// A company, a party, an agency, an institution.
    Organisation,
}

/// A stretch of an article that names an entity. Written as a list, `[start, end, kind, name, country]`: an archive holds
/// a hundred of them an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "MentionRow", into = "MentionRow")]
pub struct Mention {
    /// Bytes in [`Texte::text`](crate::Texte::text).
    pub span: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// The normal form in this article: «M. Poutine» is `Vladimir Poutine` when he was named in full.
    pub name: String,
    /// The country it speaks of, where it speaks of one: Koursk and «russe» of `RU`.
    pub country: Option<CountryCode>,
}

#[derive(Serialize, Deserialize)]
struct MentionRow(usize, usize, EntityKind, String, Option<CountryCode>);

impl From<Mention> for MentionRow {
    fn from(mention: Mention) -> Self {
        Self(
            mention.span.start,
            mention.span.end,
            mention.kind,
            mention.name,
            mention.country,
        )
    }
}

impl From<MentionRow> for Mention {
    fn from(MentionRow(start, end, kind, name, country): MentionRow) -> Self {
        Self {
            span: start..end,
            kind,
            name,
            country,
        }
    }
}

/// What was recognised in an article. Each list holds a name once, the most central first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// In the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// The countries the article is about; the first is its main one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<CountryCode>,
    /// Normal forms of persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<String>,
    /// Normal forms of places; no countries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// The continents and countries, in French, where the places lie that are named, and the countries named themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    /// Normal forms of organisations; the agency that wrote the article is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_written_as_a_list() {
        let mention = Mention {
            span: 7..13,
            kind: EntityKind::Place,
            name: "Koursk".into(),
            country: CountryCode::new("RU"),
        };
        let json = serde_json::to_string(&mention).unwrap();
        assert_eq!(json, r#"[7,13,"place","Koursk","RU"]"#);
        assert_eq!(serde_json::from_str::<Mention>(&json).unwrap(), mention);
        assert!(serde_json::from_str::<Mention>(r#"[7,13,"place","Koursk","ru"]"#).is_err());
    }
}
