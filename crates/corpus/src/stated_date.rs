//! Dates with what sites and exports put beside them: «Publié le 18 octobre 2023 à 18h30», «Oct 18, 2023, 6:30 PM EDT»,
//! «mercredi 18 octobre 2023 2153 mots, p. AUJM18». For a cell that is meant to hold a date; of a line that may hold anything,
//! and of a query, `written_date` asks for less.
//!
//! What stands beside the day is taken away, each thing only in the form that it has there; what is left must be a date.

use depeche_text::fold;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::beside_date::{APART, published, without_time, without_words_and_page};
use crate::written_date::{is_weekday, month_of, year_of};
use crate::{DateInterval, month_name, written_date};

/// Which of two numbers before a year is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOrder {
    DayFirst,
    /// As in the United States: `10/18/2023`.
    MonthFirst,
}

/// Bytes of a text that states a date, at most: two days with their hours, and who says so. What is longer says more.
const LONGEST: usize = 300;

/// Signs that no date holds: of a price, a share, a number in a list.
const NEVER: [char; 5] = ['€', '$', '£', '%', '#'];

/// Reads the date of a text that states one, and little more. None where it is no date.
pub(crate) fn stated_date(text: &str, order: DayOrder) -> Option<DateInterval> {
    if let Ok(interval) = text.parse() {
        return Some(interval);
    }
    if text.len() > LONGEST {
        return None;
    }
    let flat = flat(text);
    let line = without_words_and_page(published(&flat));
    let (day, has_time) = match without_time(line) {
        Some(day) => (day, true),
        None => (line, false),
    };
    let day = day.trim_matches(APART);
    if day.contains(NEVER) {
        return None;
    }
    let read = day_or_days(day, order);
    // An hour of a month is none.
    let read = read.filter(|interval| !has_time || interval.precision() == "day");
    // Numbers alone are read in the order that was asked for, or not at all.
    if read.is_some() || three_numbers(without_weekday(day)).is_some() {
        return read;
    }
    written_date(text)
}

/// A text without accents and capitals, with one blank for any, and `-` and `'` for the signs like them. Other signs stay.
fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && !is_mark(c));
        let (word, behind) = rest.split_at(word.unwrap_or(rest.len()));
        if word.is_empty() {
            match c {
                // Marks of direction, which browsers write into dates, and of the order of bytes.
                '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
                '\u{2010}'..='\u{2015}' | '\u{2212}' => flat.push('-'),
                '\u{2018}' | '\u{2019}' => flat.push('\''),
                c if c.is_whitespace() && flat.ends_with(' ') => {}
                c if c.is_whitespace() => flat.push(' '),
                c => flat.push(c),
            }
            rest = &rest[c.len_utf8()..];
        } else {
            flat.push_str(&fold(word));
            rest = behind;
        }
    }
    flat
}

fn without_weekday(day: &str) -> &str {
    const SHORT: [&str; 16] = [
        "lun", "mer", "jeu", "ven", "sam", "dim", "mon", "tue", "tues", "wed", "thu", "thur",
        "thurs", "fri", "sat", "sun",
    ];
    let mut day = day;
    loop {
        let end = day.find(|c: char| !c.is_alphabetic()).unwrap_or(day.len());
        let (word, behind) = day.split_at(end);
        let says_nothing = matches!(word, "le" | "the" | "on" | "du");
        if !says_nothing && !is_weekday(word) && !SHORT.contains(&word) {
            return day;
        }
        day = behind.trim_start_matches(APART);
    }
}

fn day_or_days(text: &str, order: DayOrder) -> Option<DateInterval> {
    day(text, order).or_else(|| days(text, order))
}

/// A day, a month or a year, without an hour.
fn day(text: &str, order: DayOrder) -> Option<DateInterval> {
    let text = without_weekday(text);
    if let Some([first, second, year]) = three_numbers(text) {
        let (day, month) = match order {
            DayOrder::DayFirst => (first, second),
            DayOrder::MonthFirst => (second, first),
        };
        let day = Date::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?).ok()?;
        return Some(DateInterval::day(day));
    }
    let read = written_date(text).or_else(|| with_hyphens(text));
    // `mar` is March before it is a Tuesday.
    read.or_else(|| {
        let rest = text.strip_prefix("mar")?;
        let rest = rest.trim_start_matches(APART);
        rest.starts_with(|c: char| c.is_ascii_digit())
            .then(|| day(rest, order))?
    })
}

/// Two numbers and a year, and no letter: `18/10/2023`, `18.10.23`. Of two digits between hyphens, a year may be the first:
/// `23-10-18`.
fn three_numbers(text: &str) -> Option<[&str; 3]> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let [first, second, year] = parts[..] else {
        return None;
    };
    let years: &[usize] = match text.contains(['/', '.']) && !text.contains(['-', ',']) {
        true => &[2, 4],
        false => &[4],
    };
    let has = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (has(first, &[1, 2]) && has(second, &[1, 2]) && has(year, years))
        .then_some([first, second, year])
}

/// `18-oct.-23`, as spreadsheets and databases write it.
fn with_hyphens(text: &str) -> Option<DateInterval> {
    let mut parts = text.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = month_of(month.trim_end_matches('.')).filter(|_| parts.next().is_none())?;
    let day = Date::new(year_of(year)?, month, day.parse().ok()?).ok()?;
    Some(DateInterval::day(day))
}

/// `juin-juillet 2024`, `samedi 1er et dimanche 2 juin 2024`: what the first lacks is taken from the second.
fn days(text: &str, order: DayOrder) -> Option<DateInterval> {
    const BETWEEN: [&str; 7] = [" et ", " au ", " & ", " and ", " to ", "/", "-"];
    let two = |between: &&str| {
        let (first, second) = text.split_once(between)?;
        // Of several, none is known to be the one between two days.
        (!second.contains(between)).then_some((first.trim(), second.trim()))
    };
    let (first, second) = BETWEEN.iter().find_map(two)?;
    let last = day(second, order)?;
    let (year, month) = (last.to.year(), month_name(last.to.month())?);
    let first = without_weekday(first);
    let from = day(first, order)
        .or_else(|| day(&format!("{first} {month} {year:04}"), order))
        .or_else(|| day(&format!("{first} {year:04}"), order))?;
    let alike = from.precision() == last.precision() && from.precision() != "year";
    // A number of a paper is that of a year at most.
    let soon = from.from.checked_add(1.year()).ok()? > last.to;
    (alike && soon && from.from < last.from).then_some(DateInterval {
        from: from.from,
        to: last.to,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DayOrder, expected: &str) {
        let read = stated_date(text, order).map(|date| date.to_string());
        assert_eq!(read.as_deref().unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn a_day_is_found_beside_what_is_none() {
        for (text, expected) in [
            ("18/10/2023 18:30", "2023-10-18"),
            ("18/10/2023 18:30:00", "2023-10-18"),
            ("18/10/2023 00:00", "2023-10-18"),
            ("18/10/2023 18h30", "2023-10-18"),
            ("18/10/2023\u{a0}à 18 h 30", "2023-10-18"),
            ("18/10/2023 - 9 heures", "2023-10-18"),
            ("18/10/2023 (18:30)", "2023-10-18"),
            ("2023/10/18 18:30", "2023-10-18"),
            ("2023-10-18 18h30", "2023-10-18"),
            ("2023/10/18T18:30:00.250Z", "2023-10-18"),
            ("2023-10-18 18:30:00,250 -05:00", "2023-10-18"),
            ("18 octobre 2023, 18:30", "2023-10-18"),
            ("18 octobre 2023 à 18h30", "2023-10-18"),
            ("18 octobre 2023 à 18h30 CEST", "2023-10-18"),
            ("18 octobre 2023 à 18h30, heure de Paris", "2023-10-18"),
            ("31 août 2023 vers 18h", "2023-08-31"),
            ("31 AOU\u{302}T 2023", "2023-08-31"),
            ("mer. 18 oct. 2023", "2023-10-18"),
            ("mar. 17/10/2023 à 8h", "2023-10-17"),
            ("mar. 17 oct. 2023", "2023-10-17"),
            ("Mar 17, 2023", "2023-03-17"),
            ("Oct 18, 2023, 6:30 PM", "2023-10-18"),
            ("October 18, 2023 6:30 PM EDT", "2023-10-18"),
            ("October 18, 2023 at 6:30 p.m.", "2023-10-18"),
            ("Publié le 18 octobre 2023 à 18h30", "2023-10-18"),
            ("Publié : 18/10/2023 | 18:30", "2023-10-18"),
            ("Mis à jour le 19 octobre 2023 à 9h05", "2023-10-19"),
            ("Mise à jour : 19/10/2023", "2023-10-19"),
            (
                "Publié le 18/10/2023 à 18:30, mis à jour le 19/10/2023 à 09:05",
                "2023-10-18",
            ),
            (
                "Mis à jour le 19/10/2023 à 09:05 - Publié le 18/10/2023 à 18:30",
                "2023-10-18",
            ),
            ("18/10/2023 (mis à jour à 09:05)", "2023-10-18"),
            ("Par Ana Lima. Publié le 18 octobre 2023", "2023-10-18"),
            ("Date de publication : 18.10.2023", "2023-10-18"),
            ("Published on Oct. 18, 2023", "2023-10-18"),
            (
                "Last updated Wednesday, 18 October 2023 18:30 BST",
                "2023-10-18",
            ),
            ("18-oct.-23", "2023-10-18"),
            ("18-Oct-23", "2023-10-18"),
            ("18-oct-1999 08:00:00", "1999-10-18"),
            ("05.01.24", "2024-01-05"),
            ("5/1/24 8:05", "2024-01-05"),
            (
                "Wed Oct 18 2023 18:30:00 GMT+0200 (heure d’été d’Europe centrale)",
                "2023-10-18",
            ),
            (
                "mercredi 18 octobre 2023 2153 mots, p. AUJM18",
                "2023-10-18",
            ),
            ("samedi 13 janvier 2007 381 mots, p. 27", "2007-01-13"),
            ("1er juin 2024 1\u{202f}204 mots", "2024-06-01"),
            ("18 octobre 2023, p. 12", "2023-10-18"),
            ("18 octobre 2023, pp. 12, 13", "2023-10-18"),
            ("août 2024 950 mots, p. 4", "2024-08"),
            (
                "\u{200e}18\u{200e}/\u{200e}10\u{200e}/\u{200e}2023",
                "2023-10-18",
            ),
        ] {
            check(text, DayOrder::DayFirst, expected);
        }
    }

    #[test]
    fn some_days_are_an_interval() {
        for (text, expected) in [
            ("juin-juillet 2024", "2024-06-01..2024-07-31"),
            ("Juillet / Août 2024", "2024-07-01..2024-08-31"),
            ("décembre 2023 – janvier 2024", "2023-12-01..2024-01-31"),
            (
                "samedi 1er et dimanche 2 juin 2024",
                "2024-06-01..2024-06-02",
            ),
            ("sam. 1er et dim. 2 juin 2024", "2024-06-01..2024-06-02"),
            ("mar. 5 et mer. 6 mars 2024", "2024-03-05..2024-03-06"),
            (
                "du vendredi 31 mai au dimanche 2 juin 2024",
                "2024-05-31..2024-06-02",
            ),
            (
                "dimanche 31 décembre 2023 et lundi 1er janvier 2024",
                "2023-12-31..2024-01-01",
            ),
            ("18-20 octobre 2023", "2023-10-18..2023-10-20"),
            ("18/10/2023 - 20/10/2023", "2023-10-18..2023-10-20"),
        ] {
            check(text, DayOrder::DayFirst, expected);
        }
    }

    #[test]
    fn what_written_date_reads_is_read() {
        for (text, expected) in [
            ("Wed Oct 18 20:19:24 +0000 2023", "2023-10-18"),
            ("Wed, 10 Jul 2024 13:00:37 GMT", "2024-07-10"),
            ("mar., 16 juil. 2024 08:00:00 +0200", "2024-07-16"),
            ("10 Jul 24 13:00 EST", "2024-07-10"),
            ("Thu, 1 Aug 24", "2024-08-01"),
            ("20240710T130037Z", "2024-07-10"),
            ("2018-11-21T23:25:32-05:00", "2018-11-21"),
            ("2024-08-01..2024-08-03", "2024-08-01..2024-08-03"),
            ("le 1er juin 2024", "2024-06-01"),
            ("1/8/24", "2024-08-01"),
            ("10/2023", "2023-10"),
            ("2023", "2023"),
        ] {
            check(text, DayOrder::DayFirst, expected);
        }
    }

    #[test]
    fn a_month_may_come_first() {
        for (text, day_first, month_first) in [
            ("10/11/2023", "2023-11-10", "2023-10-11"),
            ("10/13/2023", "", "2023-10-13"),
            ("13/10/2023", "2023-10-13", ""),
            ("10/13/23 6:30 PM", "", "2023-10-13"),
            ("Wednesday, 10/11/2023", "2023-11-10", "2023-10-11"),
            ("Wednesday, 13/10/2023", "2023-10-13", ""),
            ("(10/11/2023)", "2023-11-10", "2023-10-11"),
            ("Updated 10 - 11 - 2023", "2023-11-10", "2023-10-11"),
            ("2023/10/11", "2023-10-11", "2023-10-11"),
            ("11 October 2023", "2023-10-11", "2023-10-11"),
            ("13/13/2023", "", ""),
        ] {
            check(text, DayOrder::DayFirst, day_first);
            check(text, DayOrder::MonthFirst, month_first);
        }
    }

    #[test]
    fn what_is_no_date_stays_none() {
        for text in [
            "",
            "3 mots",
            "2024 mots",
            "2153 mots, p. AUJM18",
            "p. 12",
            "page 2024",
            "18",
            "18h30",
            "à 18h30",
            "Publié le",
            "Publié à 18h30",
            "mis à jour hier",
            "12/2023/45",
            "Le 18 Brumaire",
            "18 octobre",
            "octobre 2023 18:30",
            "2023 18:30",
            "18/10/2023 25:00",
            "18/10/2023 18:75",
            "18 octobre 2023 à 18h30 par Ana Lima",
            "Paris, 10 juil 2024 (AFP)",
            "31/02/2024 18:30",
            "18-10-23",
            "01 42 34 56 78",
            "01.42.34.56.78",
            "01.42.34",
            "0142345678",
            "+33 6 12 34 56 78",
            "12,50 €",
            "2024 €",
            "$2024",
            "1.204,50",
            "100 %",
            "n° 18-23",
            "#2024",
            "192.168.10.23",
            "2.10.3",
            "2023-2024",
            "juillet-juin 2024",
            "mars 2020 - mars 2024",
            "1er et juin 2024",
            "3 et 4",
            "10 amis 2023",
            "samedi",
            "mar",
            "heure de Paris",
            "\u{301}",
        ] {
            check(text, DayOrder::DayFirst, "");
        }
    }

    #[test]
    fn a_text_is_no_date() {
        let text = "Publié le 18 octobre 2023 à 18:30 (heure ".repeat(40_000);
        check(&text, DayOrder::DayFirst, "");
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_much(text in "[0-9a-zé’ :/.,()+\\-–\u{301}\u{200e}p]{0,40}") {
            stated_date(&text, DayOrder::MonthFirst);
        }
    }
}
