//! The query as it was understood: what it may consist of, and how its parts are joined. How it is written: `print`.

use depeche_corpus::Field;
use jiff::civil::Date;

use crate::unit::join_bare_words;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Nothing was asked: every article.
    All,
    /// What was asked holds no word: no article.
    Nothing,
    /// Words of a text field.
    Text {
        /// Where; `texte` where none was typed.
        field: &'static Field,
        /// What.
        spans: Spans,
    },
    /// One sentence or paragraph holds all of these, each in words of its own.
    Same {
        /// Where.
        field: &'static Field,
        /// A sentence or a paragraph.
        boundary: Boundary,
        /// What; two or more.
        of: Vec<Spans>,
    },
    /// The article holds it so many times.
    AtLeast {
        /// Where.
        field: &'static Field,
        /// How many times; two or more.
        times: u32,
        /// What.
        of: Spans,
    },
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

/// Stretches of words that are looked for in a text field: what an operator of nearness joins.
///
/// A text is a row of words that may hold patterns: `gouv*`, `m?t`, `mot~1`, `/regex/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spans {
    /// One word, or one compound.
    Word {
        /// As it was typed: `l'État`, `week-end`, `5 000`, `gouv*`.
        text: String,
        /// Whether the same form is asked (`=mot`).
        exact: bool,
    },
    /// Words in a row, or near one another.
    Phrase {
        /// The words as they were typed, one blank between two.
        text: String,
        /// Whether the same forms are asked (`="…"`).
        exact: bool,
        /// `"a b"~5`: in any order, with at most so many other words inside; of two to four words.
        within: Option<u32>,
    },
    /// The first words of all mentions of a kind: `[PERSONNE]`; a field of names.
    Kind(&'static Field),
    /// The first words of the mentions of one name: `personne:"Kim Jong Un"` beside an operator; a value of a field of
    /// names, never alone in a query, where it is a [`Query::Value`].
    Name(Value),
    /// Any of them. Two or more, none of them an `Any`; never alone in a query.
    Any(Vec<Spans>),
    /// Two of them with at most so many other words inside the whole, none of which they share.
    Near {
        /// Whether the left one comes first (SUIVI).
        ordered: bool,
        /// Other words at most.
        within: u32,
        /// What stands on the left.
        left: Box<Spans>,
        /// What stands on the right.
        right: Box<Spans>,
    },
}

/// What MEMEPHRASE and MEMEPARAGRAPHE look into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Boundary {
    /// One sentence.
    Sentence,
    /// One paragraph.
    Paragraph,
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
