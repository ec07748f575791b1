//! Which version of an article a text is, as its source counts them: `2`, `1.10`, `20240312181500`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A version: numbers, the first of which weighs most. `1.10` is later than `1.2`, and `1.0` is `1`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(into = "String", try_from = "String")]
pub struct Revision([u64; PARTS]);

/// Numbers of a version at most: no standard of the press asks for more than two, and publishing programs write three.
const PARTS: usize = 3;

/// Why a text is no version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionError {
    given: String,
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no version: write up to {PARTS} numbers, `2` or `1.10`",
            self.given
        )
    }
}

impl std::error::Error for RevisionError {}

impl FromStr for Revision {
    type Err = RevisionError;

    fn from_str(given: &str) -> Result<Self, RevisionError> {
        let error = || RevisionError {
            given: given.to_string(),
        };
        let mut parts = [0; PARTS];
        let mut numbers = given.trim().split('.');
        for (part, number) in parts.iter_mut().zip(&mut numbers) {
            let digits = number.bytes().all(|byte| byte.is_ascii_digit());
            *part = number.parse().ok().filter(|_| digits).ok_or_else(error)?;
        }
        match numbers.next() {
            None => Ok(Self(parts)),
            Some(_) => Err(error()),
        }
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, rest @ ..] = &self.0;
        write!(f, "{first}")?;
        let said = rest.iter().rposition(|part| *part > 0);
        for part in rest.iter().take(said.map_or(0, |last| last + 1)) {
            write!(f, ".{part}")?;
        }
        Ok(())
    }
}

impl From<u64> for Revision {
    fn from(number: u64) -> Self {
        let mut parts = [0; PARTS];
        parts[0] = number;
        Self(parts)
    }
}

impl From<Revision> for String {
    fn from(revision: Revision) -> Self {
        revision.to_string()
    }
}

impl TryFrom<String> for Revision {
    type Error = RevisionError;

    fn try_from(text: String) -> Result<Self, RevisionError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_in_the_order_of_their_numbers() {
        let written = [
            "0",
            "1",
            "1.2",
            "1.10",
            "2",
            "2.0.1",
            "10",
            "20240312181500",
            "18446744073709551615",
        ];
        let read: Vec<Revision> = written.iter().map(|text| text.parse().unwrap()).collect();
        assert!(read.windows(2).all(|pair| pair[0] < pair[1]), "{read:?}");
        let shown: Vec<String> = read.iter().map(Revision::to_string).collect();
        assert_eq!(shown, written);
        assert_eq!(" 1.0 ".parse(), Ok(Revision::from(1)));
    }

    #[test]
    fn what_is_no_number_is_no_version() {
        for text in [
            "",
            "1.",
            ".1",
            "+1",
            "-1",
            "1a",
            "1.2.3.4",
            "1,2",
            "18446744073709551616",
        ] {
            assert!(text.parse::<Revision>().is_err(), "{text}");
        }
    }
}
