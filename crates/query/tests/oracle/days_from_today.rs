//! Days counted from today, which is one of them; weeks start on Monday, and `ce mois` is the whole month.

use jiff::civil::{Date, Weekday};

use crate::days::Between;
use crate::days_written::month;
use crate::random::Random;
use crate::uses::Uses;

/// Days on which queries are typed: the end of a leap February, the last day of a long month, the turn of a year, a day
/// many articles bear.
pub(crate) const TODAYS: [Date; 5] = [
    Date::constant(2024, 2, 29),
    Date::constant(2025, 3, 31),
    Date::constant(2024, 12, 31),
    Date::constant(2025, 1, 1),
    Date::constant(2025, 6, 11),
];

/// Some days, and how they are written.
pub(crate) fn from_today(random: &mut Random, uses: &mut Uses, today: Date) -> (Between, String) {
    let year = |date: Date| (date.first_of_year(), date.last_of_year());
    let months = |date: Date| (date.first_of_month(), date.last_of_month());
    let (days, written): ((Date, Date), String) = match random.below(15) {
        0 => (
            (today, today),
            random.pick(&["aujourd'hui", "today", "aujourd’hui"]).into(),
        ),
        1 => {
            let day = before(today, 1);
            ((day, day), random.pick(&["hier", "yesterday"]).into())
        }
        2..5 => {
            let count = [1, 7, 30, 90, 365][random.below(5)];
            let days = (before(today, count - 1), today);
            (days, last(random, count, "derniers jours", "days"))
        }
        5 => {
            let count = random.between(2, 30);
            let days = (before(today, 7 * count - 1), today);
            (days, last(random, count, "dernières semaines", "weeks"))
        }
        6 | 7 => {
            let count = random.between(2, 18);
            let days = (behind_months_before(today, count), today);
            (days, last(random, count, "derniers mois", "months"))
        }
        8 => {
            let count = random.between(2, 3);
            let days = (behind_months_before(today, 12 * count), today);
            (days, last(random, count, "dernières années", "years"))
        }
        9 => {
            let first = monday(today);
            ((first, behind(first, 6)), "cette semaine".into())
        }
        10 => (months(today), "ce mois".into()),
        11 => (year(today), "cette année".into()),
        12 => {
            let first = before(monday(today), 7);
            ((first, behind(first, 6)), "la semaine dernière".into())
        }
        13 => {
            let before = before(today.first_of_month(), 1);
            (months(before), "le mois dernier".into())
        }
        _ => {
            let before = before(today.first_of_year(), 1);
            let written = random.pick(&["l'année dernière", "l’année dernière"]);
            (year(before), written.into())
        }
    };
    if random.chance(15) {
        return one_month(random, uses, today);
    }
    uses.count("from today");
    ((Some(days.0), Some(days.1)), written)
}

/// `du 3 au 5 mars 2025`: the first day has the month and year of the second.
fn one_month(random: &mut Random, uses: &mut Uses, today: Date) -> (Between, String) {
    uses.count("du 3 au 5 mars 2025");
    let first = before(today.first_of_month(), random.below(700)).first_of_month();
    let (from, to) = (random.below(14), random.between(14, 27));
    let (from, to) = (behind(first, from), behind(first, to));
    let (month, year) = (month(random, to), to.year());
    let start = match from.day() {
        1 => "1er".to_string(),
        day => day.to_string(),
    };
    let written = if random.chance(50) {
        format!("du {start} au {} {month} {year}", to.day())
    } else {
        let before = before(first, 1);
        let start = crate::days_written::month(random, before);
        let written = format!("du {} {start} au {} {month} {year}", before.day(), to.day());
        // The year is that of the second as well.
        if before.year() == year {
            return ((Some(before), Some(to)), written);
        }
        format!("du {} au {} {month} {year}", from.day(), to.day())
    };
    ((Some(from), Some(to)), written)
}

fn last(random: &mut Random, count: usize, french: &str, english: &str) -> String {
    match random.below(4) {
        // English has days only.
        0 if english == "days" => format!("last {count} {english}"),
        1 => format!("les {count} {french}"),
        _ => format!("{count} {french}"),
    }
}

/// The day behind the one that is called the same so many months earlier, or behind the last of that month.
fn behind_months_before(today: Date, months: usize) -> Date {
    let mut first = today.first_of_month();
    for _ in 0..months {
        first = before(first, 1).first_of_month();
    }
    let length = first.last_of_month().day();
    let same = first.with().day(today.day().min(length)).build();
    behind(same.expect("a day of the month"), 1)
}

fn monday(day: Date) -> Date {
    let mut day = day;
    while day.weekday() != Weekday::Monday {
        day = before(day, 1);
    }
    day
}

fn before(day: Date, days: usize) -> Date {
    (0..days).fold(day, |day, _| day.yesterday().expect("a day before"))
}

fn behind(day: Date, days: usize) -> Date {
    (0..days).fold(day, |day, _| day.tomorrow().expect("a day behind"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_back_to_the_day_behind() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        for (today, months, first) in [
            ("2025-06-11", 6, "2024-12-12"),
            ("2025-03-31", 1, "2025-03-01"),
            ("2024-02-29", 12, "2023-03-01"),
            ("2024-12-31", 6, "2024-07-01"),
        ] {
            assert_eq!(
                behind_months_before(day(today), months),
                day(first),
                "{today}"
            );
        }
        assert_eq!(monday(day("2025-06-11")), day("2025-06-09"));
        assert_eq!(monday(day("2025-06-09")), day("2025-06-09"));
    }
}
