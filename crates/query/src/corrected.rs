//! What is searched in the place of what was typed: where words may be lacking, a bare word that no article holds is
//! searched corrected where it is surely an error, and that is said. How it is corrected: `suggest`.

use std::borrow::Cow;

use anyhow::Result;

use crate::ast::Query;
use crate::relax::is_strict;
use crate::search::{Request, Search};
use crate::suggest::{Suggested, Suggester, Suggestion};

/// A request as it is searched.
pub(crate) struct Corrected<'a> {
    pub(crate) request: Cow<'a, Request>,
    /// What was corrected.
    pub(crate) words: Vec<Suggestion>,
}

impl Suggestion {
    /// Returns what is said of a word that was searched corrected.
    pub fn searched_instead(&self) -> String {
        let Self { word, correction } = self;
        format!("no article holds `{word}`; searched `{correction}` instead")
    }
}

impl Corrected<'_> {
    /// Returns the request, and adds to `warnings` what was corrected in it.
    pub(crate) fn said(&self, warnings: &mut Vec<String>) -> &Request {
        for suggestion in &self.words {
            let warning = suggestion.searched_instead();
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        &self.request
    }
}

impl Search {
    /// Returns what is searched for a request. Where all was typed with care, or all is required, it is what was typed.
    pub(crate) fn corrected<'a>(&self, request: &'a Request) -> Result<Corrected<'a>> {
        let as_typed = Corrected {
            request: Cow::Borrowed(request),
            words: Vec::new(),
        };
        if request.strict || !request.corrects {
            return Ok(as_typed);
        }
        let Some(Suggested { query, words }) = self.correct(&request.query)? else {
            return Ok(as_typed);
        };
        let request = Request {
            query,
            ..request.clone()
        };
        Ok(Corrected {
            request: Cow::Owned(request),
            words,
        })
    }

    /// Returns what the query of a request was meant to be, where some of its words are in no article, or in hardly any:
    /// beside those that are searched corrected.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn suggest(&self, request: &Request) -> Result<Option<Suggested>> {
        let corrected = self.corrected(request)?;
        Suggester::of(self.archive()).suggest(&corrected.request.query)
    }

    /// Returns a query with those of its bare words corrected that no article holds and that are surely errors: what is
    /// searched in its place where words may be lacking. None where there are none, or where an operator, a count or a
    /// pattern was typed.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn correct(&self, query: &Query) -> Result<Option<Suggested>> {
        if is_strict(query) {
            return Ok(None);
        }
        Suggester::of(self.archive()).correct(query)
    }
}
