//! Writes a day, a month or a year: as ISO does, or as papers do.

use jiff::civil::Date;

use crate::random::Random;
use crate::uses::Uses;

/// The months as papers write them, in full and short.
const MONTHS: [(&str, &[&str]); 12] = [
    ("janvier", &["janv.", "January", "janv"]),
    ("février", &["févr.", "February", "fevrier"]),
    ("mars", &["mars", "March"]),
    ("avril", &["avr.", "April"]),
    ("mai", &["mai", "May"]),
    ("juin", &["juin", "June"]),
    ("juillet", &["juil.", "July"]),
    ("août", &["aout", "August"]),
    ("septembre", &["sept.", "September"]),
    ("octobre", &["oct.", "October"]),
    ("novembre", &["nov.", "November"]),
    ("décembre", &["déc.", "December", "decembre"]),
];

/// A day, or its month or year: its first and last day, and how it is written.
pub(crate) fn point(
    random: &mut Random,
    uses: &mut Uses,
    day: Date,
    only_iso: bool,
) -> ((Date, Date), String) {
    let first = random.chance(12);
    let day = if first { day.first_of_month() } else { day };
    let iso = day.to_string();
    let (what, length) = [("a year", 4), ("a month", 7), ("a day", 10)][random.below(3)];
    uses.count(what);
    let iso = &iso[..length];
    let days = one(iso);
    if only_iso || length == 4 || random.chance(50) {
        return (days, iso.to_string());
    }
    let (year, number) = (day.year(), day.day());
    let month = month(random, day);
    let written = match (length, random.below(6)) {
        (7, _) => {
            uses.count("août 2024");
            format!("{month} {year}")
        }
        (_, 0) => {
            uses.count("18/10/2023");
            format!("{number:02}/{:02}/{year}", day.month())
        }
        (_, 1) => {
            uses.count("18.10.2023");
            format!("{number:02}.{:02}.{year}", day.month())
        }
        (_, 2) => {
            uses.count("20240801");
            iso.replace('-', "")
        }
        _ if number == 1 => {
            uses.count("1er juin 2024");
            format!("1er {month} {year}")
        }
        _ => {
            uses.count("18 octobre 2023");
            format!("{number} {month} {year}")
        }
    };
    (days, written)
}

/// The name of a day's month.
pub(crate) fn month(random: &mut Random, day: Date) -> &'static str {
    let at = usize::try_from(day.month()).expect("a month") - 1;
    let (name, others) = MONTHS[at];
    if random.chance(70) {
        name
    } else {
        random.pick(others)
    }
}

/// The first and last day of a year, a month or a day as ISO writes it.
pub(crate) fn one(iso: &str) -> (Date, Date) {
    let number = |from: usize, to: usize| iso[from..to].parse::<i16>().expect("digits");
    let small = |number: i16| i8::try_from(number).expect("two digits");
    let first = Date::constant(number(0, 4), 1, 1);
    match iso.len() {
        4 => (first, first.last_of_year()),
        7 => {
            let month = Date::constant(number(0, 4), small(number(5, 7)), 1);
            (month, month.last_of_month())
        }
        _ => {
            let day = Date::constant(number(0, 4), small(number(5, 7)), small(number(8, 10)));
            (day, day)
        }
    }
}
