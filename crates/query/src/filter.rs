//! A facet filter beside the query: `--pays "Russie|Ukraine"`, `--sauf-source AFP`.

use depeche_corpus::Field;

use crate::ast::{Query, Value};

/// A choice of values of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Which field.
    pub field: &'static Field,
    /// One of these; several are OU.
    pub values: Vec<String>,
    /// Whether articles with one of them are left out instead.
    pub exclude: bool,
}

impl Filter {
    /// Returns the filter a person means by `a|b`.
    pub fn of(field: &'static Field, typed: &str, exclude: bool) -> Self {
        let values = typed
            .split('|')
            .map(str::trim)
            .filter(|value| !value.is_empty());
        Self {
            field,
            values: values.map(str::to_string).collect(),
            exclude,
        }
    }

    /// Returns the filter as a query.
    pub fn query(&self) -> Query {
        let query = Query::or(self.each().map(Query::Value).collect());
        if self.exclude {
            Query::not(query)
        } else {
            query
        }
    }

    /// The values, as the query language has them.
    pub(crate) fn each(&self) -> impl Iterator<Item = Value> {
        self.values.iter().map(|text| Value {
            field: self.field,
            text: text.replace(['"', '”', '“'], " ").trim().to_string(),
            whole: false,
        })
    }

    /// Whether the counts of this field are made without the filter, so that one can widen it: a choice of several
    /// values. A single value is ET, and its counts are those of the hits.
    pub fn widens(&self) -> bool {
        !self.exclude && self.values.len() > 1
    }
}
