//! Dates as papers write them, in French and English: «mercredi 18 octobre 2023», «1er juin 2024», «août 2024»,
//! «18/10/2023», «October 18, 2023»; and as feeds do: «Wed, 10 Jul 2024 13:00:37 GMT», `20240710T130037+0200`.

use depeche_text::fold;
use jiff::civil::Date;

use crate::DateInterval;

/// French names first, then English ones, whole and as they are usually cut; without accents.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "january", "jan"],
    &["fevrier", "fevr", "fev", "february", "feb"],
    &["mars", "march", "mar"],
    &["avril", "avr", "april", "apr"],
    &["mai", "may"],
    &["juin", "june", "jun"],
    &["juillet", "juil", "july", "jul"],
    &["aout", "august", "aug"],
    &["septembre", "sept", "september", "sep"],
    &["octobre", "oct", "october"],
    &["novembre", "nov", "november"],
    &["decembre", "dec", "december"],
];

/// Words that say nothing more.
const BESIDE: &[&str] = &["le", "du", "the", "of"];

const WEEKDAYS: &[&str] = &[
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

enum Token {
    Month(i8),
    /// A number of four digits.
    Year(i16),
    /// One of one or two digits.
    Small(i8),
}

/// Reads a date as a paper writes it, or in ISO form: a day, a month or a year long. A day comes before its month where
/// both are numbers. None where it is no date.
pub fn written_date(text: &str) -> Option<DateInterval> {
    if let Ok(interval) = text.parse() {
        return Some(interval);
    }
    let known = compact(text).or_else(|| with_time(text));
    if let Some(interval) = known
        .or_else(|| year_last(text))
        .or_else(|| two_digits(text))
    {
        return Some(interval);
    }
    let folded = fold(text);
    let mut tokens = Vec::new();
    let says_more = |word: &&str| !BESIDE.contains(word) && !WEEKDAYS.contains(word);
    for word in folded.split(' ').filter(says_more) {
        tokens.push(token(word)?);
        // Nothing longer is a date.
        if tokens.len() > 3 {
            return None;
        }
    }
    use Token::{Month, Small, Year};
    let (year, month, day) = match tokens.as_slice() {
        [Year(year)] => (*year, None, None),
        [Month(month) | Small(month), Year(year)] | [Year(year), Small(month)] => {
            (*year, Some(*month), None)
        }
        [Small(day), Month(month) | Small(month), Year(year)]
        | [Month(month), Small(day), Year(year)]
        | [Year(year), Small(month), Small(day)] => (*year, Some(*month), Some(*day)),
        _ => return None,
    };
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let to = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some(DateInterval { from: first, to })
}

/// Reads `20240710`, alone or before a time of day: `20240710T130037Z`.
fn compact(text: &str) -> Option<DateInterval> {
    let text = text.trim();
    let (day, time) = text.split_at_checked(8)?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let time_follows = time.is_empty()
        || time
            .strip_prefix('T')
            .and_then(|time| time.get(..2))
            .is_some_and(digits);
    if !digits(day) || !time_follows {
        return None;
    }
    let iso = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    iso.parse().ok()
}

/// Reads a date as RFC 822 and 5322 write it, in French as well: a weekday and a comma, the day, the month in letters, the
/// year, a time of day with its zone; of these the first and the last may be missing, but not both. The day is the one
/// written, whatever the zone.
fn with_time(text: &str) -> Option<DateInterval> {
    let (weekday, rest) = match text.split_once(',') {
        Some((weekday, rest)) if is_word(weekday.trim()) => (Some(weekday), rest),
        _ => (None, text),
    };
    let mut words = rest.split_ascii_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let is_time = |word: &str| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
    match (words.next(), weekday) {
        (Some(time), _) if is_time(time) => {}
        (None, Some(_)) => {}
        _ => return None,
    }
    let Some(Token::Month(month)) = token(&fold(month)) else {
        return None;
    };
    let day = Date::new(year_of(year)?, month, day.parse().ok()?).ok()?;
    Some(DateInterval::day(day))
}

/// A year of four digits or of two: of these, up to 49 are of this century (RFC 5322, 4.3).
pub(crate) fn year_of(year: &str) -> Option<i16> {
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match (year.len(), year.parse().ok()?) {
        (4, year) => Some(year),
        (2, year @ 0..50) => Some(2000 + year),
        (2, year) => Some(1900 + year),
        _ => None,
    }
}

/// Reads `Wed Oct 18 20:19:24 +0000 2023`, as C and social networks write it.
fn year_last(text: &str) -> Option<DateInterval> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let (month, day, time, year) = match words[..] {
        [_, month, day, time, year] | [_, month, day, time, _, year] => (month, day, time, year),
        _ => return None,
    };
    let Some(Token::Month(month)) = token(&fold(month)).filter(|_| time.contains(':')) else {
        return None;
    };
    let day = Date::new(year_of(year)?, month, day.parse().ok()?).ok()?;
    Some(DateInterval::day(day))
}

/// Reads `1/8/24`, as spreadsheets show a day in French.
fn two_digits(text: &str) -> Option<DateInterval> {
    let parts: Vec<&str> = text.trim().split('/').collect();
    let [day, month, year] = parts[..] else {
        return None;
    };
    if year.len() != 2 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let day = Date::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(DateInterval::day(day))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || c == '.')
}

/// Returns the French name of a month, from 1.
pub fn month_name(month: i8) -> Option<&'static str> {
    let at = usize::try_from(month).ok()?.checked_sub(1)?;
    MONTHS.get(at).map(|names| names[0])
}

/// Returns whether a word is a day of the week, in French or English.
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&fold(word).as_str())
}

/// Returns the month that a folded word names, from 1.
pub(crate) fn month_of(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

fn token(word: &str) -> Option<Token> {
    if let Some(month) = month_of(word) {
        return Some(Token::Month(month));
    }
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ordinal = &word[digits.len()..];
    if !matches!(ordinal, "" | "er" | "re" | "e" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    match digits.len() {
        1 | 2 => digits.parse().ok().map(Token::Small),
        4 if ordinal.is_empty() => digits.parse().ok().map(Token::Year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_papers_write_them() {
        for (text, expected) in [
            ("18 octobre 2023", "2023-10-18"),
            ("Wed Oct 18 20:19:24 +0000 2023", "2023-10-18"),
            ("1/8/24", "2024-08-01"),
            ("18/10/99", "1999-10-18"),
            ("mercredi 18 octobre 2023", "2023-10-18"),
            ("le 1er juin 2024", "2024-06-01"),
            ("Août 2024", "2024-08"),
            ("sept. 2024", "2024-09"),
            ("DÉCEMBRE 2021", "2021-12"),
            ("18/10/2023", "2023-10-18"),
            ("18.10.2023", "2023-10-18"),
            ("10/2023", "2023-10"),
            ("October 18, 2023", "2023-10-18"),
            ("18 October 2023", "2023-10-18"),
            ("20240801", "2024-08-01"),
            ("20240710T130037Z", "2024-07-10"),
            (" 20240710T235959+0200\n", "2024-07-10"),
            ("20020225T143000-0500", "2002-02-25"),
            ("2018-11-21T23:25:32-05:00", "2018-11-21"),
            ("Wed, 10 Jul 2024 13:00:37 GMT", "2024-07-10"),
            ("Wed, 10 Jul 2024 00:30:00 +0200", "2024-07-10"),
            ("10 Jul 24 13:00 EST", "2024-07-10"),
            ("Sun, 6 Nov 94 08:49:37 GMT", "1994-11-06"),
            ("Thu, 1 Aug 2024", "2024-08-01"),
            ("mar., 16 juil. 2024 08:00:00 +0200", "2024-07-16"),
            ("2024-08", "2024-08"),
            ("2024", "2024"),
        ] {
            assert_eq!(
                written_date(text).map(|date| date.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in [
            "demain",
            "31 février 2024",
            "13/13/2024",
            "octobre",
            "18 octobre",
            "2024 soldats",
            "",
            "1 2 3 2024",
            "20241310T130037Z",
            "20240710Tard",
            "202407101",
            "Wed, 31 Feb 2024 13:00:37 GMT",
            "Wed, 10 Jul 202 13:00:37 GMT",
            "10 Jul 24",
            "Paris, 10 juil 2024 (AFP)",
        ] {
            assert_eq!(written_date(text), None, "{text}");
        }
    }
}
