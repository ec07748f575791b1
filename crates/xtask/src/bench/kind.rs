//! The kinds of query that are measured, and a query of a kind.

use anyhow::Result;
use depeche_corpus::{CountryCode, field};
use depeche_query::{Filter, Request, parse};

/// No query of the bench is about today.
const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

/// A kind of query; one row of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Frequent,
    Rare,
    Two,
    Three,
    Question,
    AnyOfThree,
    Phrase,
    PhraseWithStopWords,
    Near,
    NearGroups,
    Followed,
    SameSentence,
    Wildcard,
    Fuzzy,
    Filtered,
    /// Kinds of a file of queries.
    Term,
    And,
    Or,
    GivenPhrase,
}

impl Kind {
    /// The kinds that are drawn from an archive.
    pub(super) const DRAWN: [Self; 15] = [
        Self::Frequent,
        Self::Rare,
        Self::Two,
        Self::Three,
        Self::Question,
        Self::AnyOfThree,
        Self::Phrase,
        Self::PhraseWithStopWords,
        Self::Near,
        Self::NearGroups,
        Self::Followed,
        Self::SameSentence,
        Self::Wildcard,
        Self::Fuzzy,
        Self::Filtered,
    ];

    /// Returns the kind that a file of queries calls so.
    pub(super) fn given(name: &str) -> Option<Self> {
        match name {
            "term" => Some(Self::Term),
            "and" => Some(Self::And),
            "or" => Some(Self::Or),
            "phrase" => Some(Self::GivenPhrase),
            _ => None,
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Frequent => "a frequent word",
            Self::Rare => "a rare word",
            Self::Two => "two words",
            Self::Three => "three words",
            Self::Question => "a question of seven words",
            Self::AnyOfThree => "OU of three words",
            Self::Phrase => "a phrase of two words",
            Self::PhraseWithStopWords => "a phrase with stop words inside",
            Self::Near => "PROCHE/10 of two words",
            Self::NearGroups => "PROCHE/5 of two OU of three",
            Self::Followed => "SUIVI/5 of two words",
            Self::SameSentence => "MEMEPHRASE of two words",
            Self::Wildcard => "`abcd*`",
            Self::Fuzzy => "`mot~1`",
            Self::Filtered => "a word in a country",
            Self::Term => "term",
            Self::And => "and",
            Self::Or => "or",
            Self::GivenPhrase => "phrase",
        }
    }
}

/// A query of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) kind: Kind,
    /// As a person types it.
    pub(super) typed: String,
    /// Its words without operators, for an engine that does not know them.
    pub(super) words: Vec<String>,
    /// A country beside it.
    pub(super) country: Option<CountryCode>,
}

impl Asked {
    /// Returns the query of a kind of some words, in the order they are drawn in.
    pub(super) fn new(kind: Kind, words: Vec<String>) -> Self {
        let typed = match kind {
            Kind::AnyOfThree | Kind::Or => words.join(" OU "),
            Kind::Phrase | Kind::PhraseWithStopWords | Kind::GivenPhrase => {
                format!("\"{}\"", words.join(" "))
            }
            Kind::Near => words.join(" PROCHE/10 "),
            Kind::NearGroups => {
                let (first, second) = words.split_at(words.len() / 2);
                format!(
                    "({}) PROCHE/5 ({})",
                    first.join(" OU "),
                    second.join(" OU ")
                )
            }
            Kind::Followed => words.join(" SUIVI/5 "),
            Kind::SameSentence => words.join(" MEMEPHRASE "),
            Kind::Wildcard => format!("{}*", words.concat()),
            Kind::Fuzzy => format!("{}~1", words.concat()),
            _ => words.join(" "),
        };
        Self {
            kind,
            typed,
            words,
            country: None,
        }
    }

    /// Returns what is asked of the product: 20 hits, and facets where the whole answer is wanted.
    pub(super) fn request(&self) -> Result<Request> {
        let mut request = Request::of(&self.typed, parse(&self.typed, TODAY)?.query);
        if let (Some(country), Some(field)) = (self.country, field("pays")) {
            request
                .filters
                .push(Filter::of(field, country.as_str(), false));
        }
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_typed_as_the_language_wants_it() {
        let check = |kind, words: &str, typed: &str| {
            let words = words.split(' ').map(str::to_string).collect();
            assert_eq!(Asked::new(kind, words).typed, typed);
        };
        check(Kind::Two, "grève usine", "grève usine");
        check(Kind::AnyOfThree, "a b c", "a OU b OU c");
        check(Kind::Phrase, "grève générale", "\"grève générale\"");
        check(Kind::Near, "grève usine", "grève PROCHE/10 usine");
        check(
            Kind::NearGroups,
            "a b c d e f",
            "(a OU b OU c) PROCHE/5 (d OU e OU f)",
        );
        check(Kind::Wildcard, "grev", "grev*");
        check(Kind::Fuzzy, "usime", "usime~1");
    }
}
