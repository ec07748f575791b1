//! Dates as papers write them, in French and English: «mercredi 18 octobre 2023», «1er juin 2024», «août 2024»,
//! «18/10/2023», «October 18, 2023».

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
    let folded = fold(text);
    let compact = folded.as_str();
    if compact.len() == 8 && compact.bytes().all(|byte| byte.is_ascii_digit()) {
        let iso = format!("{}-{}-{}", &compact[..4], &compact[4..6], &compact[6..]);
        return iso.parse().ok();
    }
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

/// Returns the French name of a month, from 1.
pub fn month_name(month: i8) -> Option<&'static str> {
    let at = usize::try_from(month).ok()?.checked_sub(1)?;
    MONTHS.get(at).map(|names| names[0])
}

/// Returns whether a word is a day of the week, in French or English.
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&fold(word).as_str())
}

fn token(word: &str) -> Option<Token> {
    if let Some(month) = MONTHS.iter().position(|names| names.contains(&word)) {
        return i8::try_from(month + 1).ok().map(Token::Month);
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
        ] {
            assert_eq!(written_date(text), None, "{text}");
        }
    }
}
