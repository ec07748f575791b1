//! Dates as intervals: `2025-06` is a month long. Dates as papers write them in words: `written_date`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A stretch of days, both ends included; `from <= to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateInterval {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// Why a date could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What was given.
    pub given: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`",
            self.given
        )
    }
}

impl std::error::Error for DateError {}

impl DateInterval {
    /// Returns the interval of one day.
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// Returns how precise the date is: `day`, `month`, `year` or `interval`.
    pub fn precision(&self) -> &'static str {
        if self.from == self.to {
            "day"
        } else if *self == month(self.from) {
            "month"
        } else if *self == year(self.from) {
            "year"
        } else {
            "interval"
        }
    }
}

/// Writes the shortest ISO form: `2025`, `2025-06`, `2025-06-14`, else `2025-06-14..2025-06-20`.
impl fmt::Display for DateInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision() {
            "day" => write!(f, "{}", self.from),
            "month" => write!(f, "{:04}-{:02}", self.from.year(), self.from.month()),
            "year" => write!(f, "{:04}", self.from.year()),
            _ => write!(f, "{}..{}", self.from, self.to),
        }
    }
}

/// Reads `2025`, `2025-06`, `2025-06-14`, two of these joined by `..`, or a day followed by a time of day
/// (`2025-06-14T08:30:00+02:00`: the day as written, whatever the zone).
impl FromStr for DateInterval {
    type Err = DateError;

    fn from_str(given: &str) -> Result<Self, DateError> {
        let error = || DateError {
            given: given.to_string(),
        };
        let text = given.trim();
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (one(from).ok_or_else(error)?, one(to).ok_or_else(error)?);
            if from.from > to.to {
                return Err(error());
            }
            return Ok(Self {
                from: from.from,
                to: to.to,
            });
        }
        one(text).ok_or_else(error)
    }
}

fn one(text: &str) -> Option<DateInterval> {
    let text = text.trim();
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = text.get(range)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse().ok())?
    };
    let years = digits(0..4)?;
    if text.len() == 4 {
        return Some(year(Date::new(years, 1, 1).ok()?));
    }
    let months = i8::try_from(digits(5..7)?).ok()?;
    if text.as_bytes()[4] != b'-' {
        return None;
    }
    if text.len() == 7 {
        return Some(month(Date::new(years, months, 1).ok()?));
    }
    let days = i8::try_from(digits(8..10)?).ok()?;
    let after = text.get(10..)?;
    let is_time = |text: &str| {
        text.len() > 2
            && text.as_bytes()[2] == b':'
            && text.starts_with(|c: char| c.is_ascii_digit())
    };
    let time_follows = after.is_empty()
        || after.starts_with('T')
        || after
            .strip_prefix(' ')
            .is_some_and(|rest| is_time(rest.trim_start()));
    if text.as_bytes()[7] != b'-' || !time_follows {
        return None;
    }
    Some(DateInterval::day(Date::new(years, months, days).ok()?))
}

fn month(day: Date) -> DateInterval {
    DateInterval {
        from: day.first_of_month(),
        to: day.last_of_month(),
    }
}

fn year(day: Date) -> DateInterval {
    DateInterval {
        from: day.first_of_year(),
        to: day.last_of_year(),
    }
}

impl Serialize for DateInterval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateInterval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, expected: &str) {
        let shown = match given.parse::<DateInterval>() {
            Ok(interval) => format!(
                "{interval} {} {} {}",
                interval.from,
                interval.to,
                interval.precision()
            ),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expected, "{given}");
        if let Ok(interval) = given.parse::<DateInterval>() {
            assert_eq!(interval.to_string().parse(), Ok(interval));
        }
    }

    #[test]
    fn iso_forms_are_intervals() {
        check("2025", "2025 2025-01-01 2025-12-31 year");
        check("2025-06", "2025-06 2025-06-01 2025-06-30 month");
        check("2024-02", "2024-02 2024-02-01 2024-02-29 month");
        check(" 2025-06-14 ", "2025-06-14 2025-06-14 2025-06-14 day");
        check(
            "2025-06-14T23:30:00+02:00",
            "2025-06-14 2025-06-14 2025-06-14 day",
        );
        check("2025-06-14 08:30", "2025-06-14 2025-06-14 2025-06-14 day");
        check(
            "2024-08..2025-03",
            "2024-08-01..2025-03-31 2024-08-01 2025-03-31 interval",
        );
    }

    #[test]
    fn anything_else_is_refused() {
        let refused = |given: &str| {
            check(
                given,
                &format!(
                    "`{given}` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`"
                ),
            );
        };
        for given in [
            "",
            "hier",
            "2025-13",
            "2025-02-30",
            "25-06",
            "2025/06/14",
            "2025-06-1",
            "é025",
            "2025-03..2024",
            "+025-01-01",
        ] {
            refused(given);
        }
    }
}
