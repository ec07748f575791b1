//! The query language, and what an answer is: matching, ranking, lighting, facets.
//!
//! [`parse()`] reads what was typed, [`Search`] answers it from an archive. Nothing here prints.

mod ast;
mod compile;
mod count_facet;
mod dates;
mod dialect;
mod dictionary;
mod error;
mod facet;
mod filter;
mod form_pattern;
mod join;
mod leaf;
mod lexer;
mod light;
mod mark;
mod markup;
mod near;
mod operator;
mod overlap;
mod parse;
mod pattern;
mod print;
mod rank;
mod results;
mod search;
mod snippet;
mod spans;
mod unit;
mod values;

pub use ast::{Boundary, DateRange, Query, Spans, Value};
pub use count_facet::{FacetCounts, countable_fields};
pub use dates::parse_dates;
pub use error::ParseError;
pub use filter::Filter;
pub use light::{Lit, in_chars, light};
pub use parse::{Note, Parsed, parse};
pub use rank::Ranked;
pub use results::{Facet, Hit, Results, Snippet};
pub use search::{Request, Search, Sort};
