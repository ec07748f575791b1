//! What a filter was meant to be where nothing in the archive bears its value. It is only asked: a filter chooses among
//! articles, so that another one would answer another question.

use anyhow::Result;
use serde::Serialize;

use crate::correct_value::correct_value;
use crate::filter::Filter;
use crate::search::{Request, Search};

/// A filter with a value that nothing bears, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterSuggestion {
    /// Its option, without `--`: `pays`, `sauf-pays`.
    pub option: String,
    /// All its values, as they were typed: `Frence|Italie`.
    pub value: String,
    /// All of them, those that nothing bears corrected: `France|Italie`.
    pub correction: String,
}

impl FilterSuggestion {
    /// Returns what is asked of it, as it can be typed in a shell.
    pub fn asked(&self) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let Self {
            option, correction, ..
        } = self;
        match correction.chars().all(is_plain) {
            true => format!("did you mean `--{option} {correction}`?"),
            false => format!("did you mean `--{option} \"{correction}\"`?"),
        }
    }
}

impl Search {
    /// Returns what the filters of a request may have been meant to be, where nothing bears a value of theirs.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn suggest_filters(&self, request: &Request) -> Result<Vec<FilterSuggestion>> {
        let mut suggestions = Vec::new();
        for filter in &request.filters {
            suggestions.extend(self.suggest_filter(filter)?);
        }
        Ok(suggestions)
    }

    fn suggest_filter(&self, filter: &Filter) -> Result<Option<FilterSuggestion>> {
        let mut corrected = Vec::new();
        let mut is_corrected = false;
        for value in filter.each() {
            let correction = correct_value(self.archive(), &value)?;
            is_corrected |= correction.is_some();
            corrected.push(correction.unwrap_or(value.text));
        }
        let sauf = if filter.exclude { "sauf-" } else { "" };
        Ok(is_corrected.then(|| FilterSuggestion {
            option: format!("{sauf}{}", filter.field.name.replace('_', "-")),
            value: filter.values.join("|"),
            correction: corrected.join("|"),
        }))
    }
}
