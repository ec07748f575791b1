//! The canonical syntax of a query: parsing what is written here gives the same query.

use std::fmt;

use depeche_corpus::{DateInterval, Field};

use crate::ast::{Boundary, DateRange, Query, Spans, Value};
use crate::lexer::is_countable;

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::Nothing => f.write_str("\"\""),
            Self::Text { field, spans } => match spans {
                Spans::Word { .. } | Spans::Phrase { .. } | Spans::Kind(_) => {
                    write!(f, "{}{spans}", prefix(field))
                }
                spans => in_field(field, &spans.to_string(), f),
            },
            Self::Same {
                field,
                boundary,
                of,
            } => {
                let operator = match boundary {
                    Boundary::Sentence => " MEMEPHRASE ",
                    Boundary::Paragraph => " MEMEPARAGRAPHE ",
                };
                let of: Vec<String> = of.iter().map(grouped).collect();
                in_field(field, &of.join(operator), f)
            }
            Self::AtLeast { field, times, of } => match of {
                // Behind a number, one that starts with digits would be its end: `2 000-aa>=2`.
                Spans::Word { text, .. }
                    if text.starts_with(|c: char| c.is_ascii_digit()) || !is_countable(text) =>
                {
                    in_field(field, &format!("atleast{times} ({of})"), f)
                }
                Spans::Word { .. } | Spans::Phrase { .. } | Spans::Kind(_) => {
                    write!(f, "{}{of}>={times}", prefix(field))
                }
                of => in_field(field, &format!("atleast{times} ({of})"), f),
            },
            Self::Value(value) => value.fmt(f),
            Self::Dates(dates) => dates.fmt(f),
            Self::And { of, typed } => {
                for (at, query) in of.iter().enumerate() {
                    match (query, typed) {
                        (Self::Not(query), true) => {
                            f.write_str(if at > 0 { " SAUF " } else { "SAUF " })?;
                            excluded(query, f)?;
                        }
                        (Self::Not(query), false) => {
                            f.write_str(if at > 0 { " -" } else { "-" })?;
                            excluded(query, f)?;
                        }
                        (query, typed) => {
                            f.write_str(if at == 0 {
                                ""
                            } else if *typed {
                                " ET "
                            } else {
                                " "
                            })?;
                            operand(query, f)?;
                        }
                    }
                }
                Ok(())
            }
            Self::Or(of) => {
                for (at, query) in of.iter().enumerate() {
                    f.write_str(if at > 0 { " OU " } else { "" })?;
                    query.fmt(f)?;
                }
                Ok(())
            }
            Self::Not(query) => {
                f.write_str("SAUF ")?;
                excluded(query, f)
            }
        }
    }
}

/// Whether a word ends in figures of their own (`5`, `2025-03`, not `G7`): a `000` beside it would be read as the end of one
/// number, were it not in parentheses.
fn is_number(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() < text.len() && !before.ends_with(char::is_alphanumeric)
}

/// Whether a word is written with a sign or a field before it.
fn signed(query: &Query) -> bool {
    matches!(query, Query::Text { field, spans: Spans::Word { exact, .. } } if *exact || field.name != "texte")
}

/// Writes what is excluded: between the sign and a number there is a parenthesis.
fn excluded(query: &Query, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match query {
        Query::Text {
            spans: Spans::Word { text, .. },
            ..
        } if is_number(text) => write!(f, "({query})"),
        query => operand(query, f),
    }
}

/// Writes what an operator binds, with the parentheses it needs, or that a reader expects.
fn operand(query: &Query, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let bare = |field: &Field| field.name == "texte";
    let grouped = match query {
        Query::And { .. } | Query::Or(_) => true,
        Query::Text {
            field,
            spans: Spans::Near { .. },
        }
        | Query::Same { field, .. } => bare(field),
        Query::Text {
            spans: Spans::Word { text, .. },
            ..
        } => is_number(text) && signed(query),
        _ => false,
    };
    if grouped {
        write!(f, "({query})")
    } else {
        write!(f, "{query}")
    }
}

/// Writes what holds operators behind its field.
fn in_field(field: &Field, inside: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if field.name == "texte" {
        f.write_str(inside)
    } else {
        write!(f, "{}:({inside})", field.name)
    }
}

fn prefix(field: &Field) -> String {
    if field.name == "texte" {
        String::new()
    } else {
        format!("{}:", field.name)
    }
}

impl fmt::Display for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = |exact: bool| if exact { "=" } else { "" };
        match self {
            Self::Word { text, exact } => write!(f, "{}{text}", sign(*exact)),
            Self::Phrase {
                text,
                exact,
                within,
            } => {
                write!(f, "{}\"{text}\"", sign(*exact))?;
                within.map_or(Ok(()), |within| write!(f, "~{within}"))
            }
            Self::Kind(field) => write!(f, "[{}]", field.name.to_uppercase()),
            Self::Name(value) => value.fmt(f),
            Self::Any(of) => {
                let of: Vec<String> = of.iter().map(ToString::to_string).collect();
                f.write_str(&of.join(" OU "))
            }
            Self::Near {
                ordered,
                within,
                left,
                right,
            } => {
                // Chains are read from the left.
                let left = match &**left {
                    Self::Any(_) => grouped(left),
                    left => left.to_string(),
                };
                let operator = if *ordered { "SUIVI" } else { "PROCHE" };
                write!(f, "{left} {operator}/{within} {}", grouped(right))
            }
        }
    }
}

/// What is no single word, phrase or name stands in parentheses.
fn grouped(spans: &Spans) -> String {
    match spans {
        Spans::Word { .. } | Spans::Phrase { .. } | Spans::Kind(_) | Spans::Name(_) => {
            spans.to_string()
        }
        spans => format!("({spans})"),
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self
            .text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '@' | '*'))
            && !self.text.starts_with(['-', '/'])
            // A following `000` would be read as part of the number.
            && !self.text.chars().all(|c| c.is_ascii_digit());
        let quote = if plain { "" } else { "\"" };
        write!(
            f,
            "{}:{}{quote}{}{quote}",
            self.field.name,
            if self.whole { "=" } else { "" },
            self.text
        )
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) => write!(f, "date:{}", DateInterval { from, to }),
            (Some(from), None) => write!(f, "date:{from}.."),
            (None, Some(to)) => write!(f, "date:..{to}"),
            (None, None) => f.write_str("date:.."),
        }
    }
}
