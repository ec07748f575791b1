//! The query as it was understood. `Display` writes the canonical syntax: parsing it gives the same query.

use std::fmt;

use depeche_corpus::{DateInterval, Field};
use jiff::civil::Date;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Nothing was asked: every article.
    All,
    /// What was asked holds no word: no article.
    Nothing,
    /// One word, or one compound.
    Word(Word),
    /// Words in a row.
    Phrase(Phrase),
    /// A name, a source, an identifier.
    Value(Value),
    /// Days.
    Dates(DateRange),
    /// All of them; `typed`: with an operator. Two or more, none of them an `And`.
    And {
        /// What is joined.
        of: Vec<Query>,
        /// Whether an operator was typed.
        typed: bool,
    },
    /// Any of them. Two or more, none of them an `Or`.
    Or(Vec<Query>),
    /// Not this one; never a `Not` again.
    Not(Box<Query>),
}

/// A word looked for in a text field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where; `texte` where none was typed.
    pub field: &'static Field,
    /// As it was typed: `l'État`, `week-end`, `5 000`.
    pub text: String,
    /// Whether the same form is asked (`=mot`).
    pub exact: bool,
}

/// Words in a row, looked for in a text field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Where; `texte` where none was typed.
    pub field: &'static Field,
    /// The words as they were typed, one blank between two.
    pub text: String,
    /// Whether the same forms are asked (`="…"`).
    pub exact: bool,
}

/// A value of a field that holds names or other values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Which field.
    pub field: &'static Field,
    /// As it was typed.
    pub text: String,
    /// Whether the whole value is asked (`source:="Le Monde"`): no longer name that holds these words.
    pub whole: bool,
}

/// Days, both ends included; an article matches if its own interval overlaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day, or no beginning.
    pub from: Option<Date>,
    /// The last day, or no end.
    pub to: Option<Date>,
}

impl Query {
    /// Joins queries that must all hold.
    pub fn and(of: Vec<Query>, typed: bool) -> Query {
        let mut joined = Vec::new();
        let mut all_typed = typed;
        for query in of {
            match query {
                Query::All => {}
                Query::And { of, typed } => {
                    all_typed |= typed;
                    joined.extend(of);
                }
                query => joined.push(query),
            }
        }
        if joined.contains(&Query::Nothing) {
            joined.retain(|query| *query != Query::Nothing);
            if joined.is_empty() {
                return Query::Nothing;
            }
        }
        if !all_typed {
            joined = join_bare_words(joined);
        }
        match joined.len() {
            0 => Query::All,
            1 => joined.remove(0),
            _ => Query::And {
                of: joined,
                typed: all_typed,
            },
        }
    }

    /// Joins queries of which one must hold.
    pub fn or(of: Vec<Query>) -> Query {
        let mut joined = Vec::new();
        for query in of {
            match query {
                Query::Nothing => {}
                Query::Or(of) => joined.extend(of),
                query => joined.push(query),
            }
        }
        match joined.len() {
            0 => Query::Nothing,
            1 => joined.remove(0),
            _ => Query::Or(joined),
        }
    }

    /// Excludes what a query finds.
    #[expect(
        clippy::should_implement_trait,
        reason = "the field's word beside `and` and `or`; no operator is meant"
    )]
    pub fn not(query: Query) -> Query {
        match query {
            Query::Not(query) => *query,
            Query::Nothing => Query::Nothing,
            query => Query::Not(Box::new(query)),
        }
    }
}

/// Words without an operator that stand side by side are read together: `5` and `000` are one number, and the printed
/// query must be read as it was meant.
pub(crate) fn join_bare_words(queries: Vec<Query>) -> Vec<Query> {
    let mut joined: Vec<Query> = Vec::new();
    let mut run: Vec<String> = Vec::new();
    let mut bare = None;
    for query in queries {
        match query {
            Query::Word(Word {
                field,
                text,
                exact: false,
            }) if field.name == "texte" => {
                bare = Some(field);
                run.push(text);
            }
            query => {
                flush(&mut run, bare, &mut joined);
                joined.push(query);
            }
        }
    }
    flush(&mut run, bare, &mut joined);
    joined
}

fn flush(run: &mut Vec<String>, field: Option<&'static Field>, into: &mut Vec<Query>) {
    let Some(field) = field else { return };
    let words = stable_units(&std::mem::take(run).join(" "));
    into.extend(words.into_iter().map(|text| {
        Query::Word(Word {
            field,
            text,
            exact: false,
        })
    }));
}

/// Splits a text into words to look for, such that their list, written with blanks between, is split the same way.
pub(crate) fn stable_units(text: &str) -> Vec<String> {
    let mut units = units_of(text);
    loop {
        let again = units_of(&units.join(" "));
        // Each round joins some of them to one, or nothing changes any more.
        if again.len() >= units.len() {
            return again;
        }
        units = again;
    }
}

fn units_of(text: &str) -> Vec<String> {
    let units = depeche_text::units(text);
    units
        .iter()
        .map(|unit| as_no_operator(&text[unit.span.clone()]))
        .collect()
}

/// A word that could be read as an operator is written in lower case; no word is found otherwise by it.
fn as_no_operator(word: &str) -> String {
    if crate::lexer::operator(word).is_some() {
        word.to_lowercase()
    } else {
        word.to_string()
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::Nothing => f.write_str("\"\""),
            Self::Word(word) => word.fmt(f),
            Self::Phrase(phrase) => phrase.fmt(f),
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

/// Writes what an operator binds, with the parentheses it needs.
fn operand(query: &Query, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match query {
        Query::And { .. } | Query::Or(_) => write!(f, "({query})"),
        query => write!(f, "{query}"),
    }
}

/// Writes what is excluded: of a number with a blank, the sign alone would exclude the first figures.
fn excluded(query: &Query, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match query {
        Query::Word(word) if word.text.contains(char::is_whitespace) => write!(f, "({query})"),
        query => operand(query, f),
    }
}

fn prefix(field: &Field) -> String {
    if field.name == "texte" {
        String::new()
    } else {
        format!("{}:", field.name)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}{}",
            prefix(self.field),
            if self.exact { "=" } else { "" },
            self.text
        )
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}\"{}\"",
            prefix(self.field),
            if self.exact { "=" } else { "" },
            self.text
        )
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self
            .text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '@' | '*'))
            && !self.text.starts_with('-');
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
