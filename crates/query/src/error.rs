//! Why a query was refused. What a person pastes is never refused for its syntax; only its size is bounded.

use std::fmt;
use std::ops::Range;

/// A refusal of the parser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// The bytes it concerns.
    pub span: Range<usize>,
    /// What was expected.
    pub expected: String,
    /// What to do, if there is something to say.
    pub hint: Option<String>,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.expected)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ParseError {}
