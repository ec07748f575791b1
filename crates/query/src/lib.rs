//! The query language, and what an answer is: matching, ranking, lighting, facets.
//!
//! [`parse()`] reads what was typed, [`Search`] answers it from an archive. Nothing here prints.

mod ast;
mod compile;
mod count_facet;
mod error;
mod facet;
mod filter;
mod lexer;
mod light;
mod overlap;
mod parse;
mod pattern;
mod rank;
mod results;
mod search;
mod snippet;
mod spans;
mod values;

pub use ast::{DateRange, Phrase, Query, Value, Word};
pub use count_facet::{FacetCounts, countable_fields};
pub use error::ParseError;
pub use filter::Filter;
pub use light::{Lit, in_chars, light};
pub use parse::{Note, Parsed, parse, parse_dates};
pub use results::{Facet, Hit, Results, Snippet};
pub use search::{Request, Search, Sort};
