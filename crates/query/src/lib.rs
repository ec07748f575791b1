//! The query language, and what an answer is: matching, ranking, lighting, facets.
//!
//! [`parse()`] reads what was typed, [`Search`] answers it from an archive. Nothing here prints.

mod alike;
mod ast;
mod compile;
mod correct;
mod correct_value;
mod corrected;
mod count_facet;
mod dates;
mod dialect;
mod dictionary;
mod entity;
mod error;
mod explain;
mod facet;
mod filter;
mod fingerprint;
mod form_pattern;
mod held;
mod join;
mod lacking;
mod leaf;
mod lexer;
mod light;
mod mark;
mod markup;
mod named;
mod near;
mod node;
mod operator;
mod order;
mod overlap;
mod parse;
mod pattern;
mod plan;
mod print;
mod question;
mod rank;
mod relatives;
mod relax;
mod results;
mod score_parts;
mod scored;
mod search;
mod second_step;
mod shown;
mod snippet;
mod sounds_alike;
mod spans;
mod split;
mod standing;
mod stands_as_name;
mod suggest;
mod suggest_filter;
#[cfg(test)]
mod testing;
mod typing_cost;
mod unit;
mod values;
mod weights;

pub use ast::{Boundary, DateRange, Query, Spans, Value};
pub use count_facet::{FacetCounts, countable_fields};
pub use dates::parse_dates;
pub use entity::EntityForms;
pub use error::ParseError;
pub use explain::{Explanation, Held, Matched, PatternForms};
pub use filter::Filter;
pub use fingerprint::ranking_fingerprint;
pub use light::{Lit, in_chars, light};
pub use parse::{Note, Parsed, parse};
pub use rank::Ranked;
pub use results::{Facet, Hit, Results, Snippet};
pub use score_parts::{PairPart, ScoreParts, TermPart, WordPart};
pub use search::{Request, Search, Sort, Total};
pub use shown::{Shown, shown};
pub use standing::Standing;
pub use suggest::{Suggested, Suggestion};
pub use suggest_filter::FilterSuggestion;
pub use weights::Weights;

/// Forms that a pattern (`gouv*`) stands for at most, where nothing else is asked.
pub const EXPANSIONS: usize = dictionary::EXPANSIONS;
