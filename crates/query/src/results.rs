//! An answer: one type, with one JSON form, for the terminal, scripts and the page.

use std::ops::Range;

use serde::{Serialize, Serializer};

use crate::explain::Explanation;
use crate::suggest::Suggestion;
use crate::suggest_filter::FilterSuggestion;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Results {
    /// Version of this form.
    pub schema: u32,
    /// What was typed.
    pub query: String,
    /// How it was understood, filters included, in the canonical syntax.
    pub understood: String,
    /// Articles that hold all of it; where none does and words may be lacking, those that lack some. Facets and `undated`
    /// speak of the same.
    pub total: u64,
    /// Whether these articles lack some of the words.
    pub relaxed: bool,
    /// Milliseconds from the query to this answer.
    pub took_ms: u64,
    /// The best of them. Where fewer hold all than were asked for, others that lack some of the words come behind them; in
    /// the answer to a question they stand among them, by score.
    pub hits: Vec<Hit>,
    /// For each counted field, by its name in the query language, in the order of the field table.
    #[serde(serialize_with = "as_map")]
    pub facets: Vec<(&'static str, Vec<Facet>)>,
    /// How many of them have no date.
    pub undated: u64,
    /// What a person should know: a value that is not in the archive, a sign taken otherwise than typed.
    pub warnings: Vec<String>,
    /// Words of it that are in no article, and were searched corrected.
    pub corrections: Vec<Suggestion>,
    /// Words of it that are in no article, or in hardly any, and what they may have been meant to be.
    pub suggestions: Vec<Suggestion>,
    /// The whole of what was typed with these corrections, in the canonical syntax; none without them.
    pub did_you_mean: Option<String>,
    /// Filters with a value that nothing in the archive bears, and what they may have been meant to be.
    pub filter_suggestions: Vec<FilterSuggestion>,
}

/// One article of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Its identifier.
    pub id: String,
    /// Its score; 0 where nothing is scored.
    pub score: f64,
    /// The headline.
    pub title: String,
    /// Whether its agency withdrew it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// What is lit in the headline, in characters.
    #[serde(serialize_with = "as_pairs")]
    pub title_lit: Vec<Range<usize>>,
    /// The date, as precise as it is known.
    pub date: Option<String>,
    /// The newspaper or site.
    pub source: Option<String>,
    /// The agency that wrote it.
    pub agency: Option<String>,
    /// Its language, as two letters, where it is known.
    pub language: Option<String>,
    /// Who signed it.
    pub authors: Vec<String>,
    /// Countries, the main one first.
    pub countries: Vec<String>,
    /// Persons.
    pub persons: Vec<String>,
    /// Places.
    pub places: Vec<String>,
    /// Organisations.
    pub organisations: Vec<String>,
    /// Sentences with what was found.
    pub snippets: Vec<Snippet>,
    /// Words it lacks, as they were typed.
    pub missing: Vec<String>,
    /// Sources of the same text.
    pub also_in: Vec<String>,
    /// How it matched and how it scored, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<Explanation>,
}

/// A stretch of an article with what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The part it is from: `chapeau`, `legende` or `texte`.
    pub field: &'static str,
    /// The words, cut from the original; `…` where a long sentence was cut.
    pub text: String,
    /// What is lit, in characters.
    #[serde(serialize_with = "as_pairs")]
    pub lit: Vec<Range<usize>>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// What a query or a filter takes.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// Articles.
    pub count: u64,
    /// The zones that hold a place, the widest first: `Europe`, `Russie`. None of what is no
    /// place, and of a place that the tables do not know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<&'static str>,
}

fn as_pairs<S: Serializer>(ranges: &[Range<usize>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ranges.iter().map(|range| [range.start, range.end]))
}

/// Writes pairs as a map, in their order.
pub(crate) fn as_map<V: Serialize, S: Serializer>(
    pairs: &[(&'static str, V)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}
