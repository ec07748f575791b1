//! Days as they are typed: `2024-08..2025-03`, «avant mars 2025», «30 derniers jours».

use depeche_corpus::{DateInterval, month_name, written_date};
use depeche_text::fold;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::ast::DateRange;

/// What a word before a date makes of it.
#[derive(Clone, Copy)]
enum Relation {
    Before,
    After,
    From,
    Until,
}

/// Longest first where one begins another.
const RELATIONS: &[(&str, Relation)] = &[
    ("avant", Relation::Before),
    ("before", Relation::Before),
    ("apres", Relation::After),
    ("after", Relation::After),
    ("depuis", Relation::From),
    ("des", Relation::From),
    ("a partir de", Relation::From),
    ("a partir du", Relation::From),
    ("since", Relation::From),
    ("from", Relation::From),
    ("jusqu en", Relation::Until),
    ("jusqu au", Relation::Until),
    ("jusqu a", Relation::Until),
    ("until", Relation::Until),
];

/// Reads days; both ends are included, and `today` is what relative ones are counted from.
///
/// In ISO form (`2024`, `2024-08`, `2024-08-01`), as papers write them (`"18 octobre 2023"`), two of them (`A..B`, `du A
/// au B`), one end (`..B`, `avant B`, `>=A`), or relative to today (`30 derniers jours`, `last 30 days`).
pub fn parse_dates(text: &str, today: Date) -> Option<DateRange> {
    let text = text.trim();
    if let Some((from, to)) = text.split_once("..") {
        return ends(from.trim(), to.trim());
    }
    for (sign, relation) in [
        (">=", Relation::From),
        ("<=", Relation::Until),
        (">", Relation::After),
        ("<", Relation::Before),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return relative_to(relation, written_date(rest.trim())?);
        }
    }
    if let Some(interval) = written_date(text) {
        return Some(whole(interval));
    }
    let folded = fold(text);
    for (words, relation) in RELATIONS {
        if let Some(rest) = folded.strip_prefix(words)
            && let Some(rest) = rest.strip_prefix(' ')
            && let Some(interval) = written_date(rest).or_else(|| relative_day(rest, today))
        {
            return relative_to(*relation, interval);
        }
    }
    two(&folded).or_else(|| relative(&folded, today))
}

fn whole(interval: DateInterval) -> DateRange {
    DateRange {
        from: Some(interval.from),
        to: Some(interval.to),
    }
}

fn ends(from: &str, to: &str) -> Option<DateRange> {
    let one = |text: &str| match text {
        "" => Some(None),
        text => written_date(text).map(Some),
    };
    let (from, to) = (one(from)?, one(to)?);
    let range = DateRange {
        from: from.map(|interval| interval.from),
        to: to.map(|interval| interval.to),
    };
    let ordered = match (range.from, range.to) {
        (None, None) => false,
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    ordered.then_some(range)
}

fn relative_to(relation: Relation, interval: DateInterval) -> Option<DateRange> {
    Some(match relation {
        Relation::Before => DateRange {
            from: None,
            to: Some(interval.from.yesterday().ok()?),
        },
        Relation::After => DateRange {
            from: Some(interval.to.tomorrow().ok()?),
            to: None,
        },
        Relation::From => DateRange {
            from: Some(interval.from),
            to: None,
        },
        Relation::Until => DateRange {
            from: None,
            to: Some(interval.to),
        },
    })
}

/// `du 3 au 5 mars 2025`, `entre mars et mai 2025`: what the first lacks is taken from the second.
fn two(folded: &str) -> Option<DateRange> {
    let (first, second) = [
        ("du ", " au "),
        ("de ", " a "),
        ("d ", " a "),
        ("entre ", " et "),
        ("from ", " to "),
        ("between ", " and "),
        ("", " a "),
        ("", " au "),
        ("", " to "),
    ]
    .iter()
    .find_map(|(start, between)| folded.strip_prefix(start)?.split_once(between))?;
    let second = second.strip_prefix("le ").unwrap_or(second);
    let to = written_date(second)?;
    let (year, month) = (to.to.year(), month_name(to.to.month())?);
    let from = written_date(first)
        .or_else(|| written_date(&format!("{first} {month} {year:04}")))
        .or_else(|| written_date(&format!("{first} {year:04}")))?;
    (from.from <= to.to).then_some(DateRange {
        from: Some(from.from),
        to: Some(to.to),
    })
}

/// `hier`, `la semaine dernière`: as an interval.
fn relative_day(folded: &str, today: Date) -> Option<DateInterval> {
    let range = relative(folded, today)?;
    Some(DateInterval {
        from: range.from?,
        to: range.to?,
    })
}

/// Days counted from today.
fn relative(folded: &str, today: Date) -> Option<DateRange> {
    let range = |from: Date, to: Date| {
        Some(DateRange {
            from: Some(from),
            to: Some(to),
        })
    };
    let monday = today
        .checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
        .ok()?;
    let first_of_month = today.first_of_month();
    let first_of_year = today.first_of_year();
    match folded {
        "aujourd hui" | "today" => return range(today, today),
        "hier" | "yesterday" => {
            let day = today.yesterday().ok()?;
            return range(day, day);
        }
        "cette semaine" | "this week" => return range(monday, monday.checked_add(6.days()).ok()?),
        "ce mois" | "ce mois ci" | "this month" => {
            return range(first_of_month, today.last_of_month());
        }
        "cette annee" | "this year" => return range(first_of_year, today.last_of_year()),
        "la semaine derniere" | "semaine derniere" | "la semaine passee" | "last week" => {
            return range(monday.checked_sub(7.days()).ok()?, monday.yesterday().ok()?);
        }
        "le mois dernier" | "mois dernier" | "le mois passe" | "last month" => {
            let last = first_of_month.yesterday().ok()?;
            return range(last.first_of_month(), last);
        }
        "l annee derniere" | "annee derniere" | "l annee passee" | "l an dernier" | "last year" => {
            let last = first_of_year.yesterday().ok()?;
            return range(last.first_of_year(), last);
        }
        _ => {}
    }
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !matches!(*word, "les" | "ces" | "the"))
        .collect();
    let (number, unit) = match words.as_slice() {
        [
            number,
            "dernier" | "derniers" | "derniere" | "dernieres",
            unit,
        ]
        | ["last", number, unit] => (
            number
                .parse::<i64>()
                .ok()
                .filter(|number| (1..=9999).contains(number))?,
            *unit,
        ),
        _ => return None,
    };
    // The last seven days are today and the six before it.
    let from = match unit {
        "jour" | "jours" | "day" | "days" => today.checked_sub((number - 1).days()),
        "semaine" | "semaines" | "week" | "weeks" => today.checked_sub((7 * number - 1).days()),
        "mois" | "month" | "months" => today
            .checked_sub(number.months())
            .and_then(|day| day.tomorrow()),
        "an" | "ans" | "annee" | "annees" | "year" | "years" => today
            .checked_sub(number.years())
            .and_then(|day| day.tomorrow()),
        _ => return None,
    };
    range(from.ok()?, today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_figures_and_in_words() {
        // A Sunday.
        let today = jiff::civil::date(2026, 11, 22);
        for (typed, expected) in [
            ("2024", "date:2024"),
            ("2024-08..2025-03", "date:2024-08-01..2025-03-31"),
            ("août 2024..2025", "date:2024-08-01..2025-12-31"),
            ("..2025", "date:..2025-12-31"),
            ("2025-06-14..", "date:2025-06-14.."),
            ("18 octobre 2023", "date:2023-10-18"),
            ("18/10/2023", "date:2023-10-18"),
            ("après 2025-03-01", "date:2025-03-02.."),
            ("avant mars 2025", "date:..2025-02-28"),
            ("depuis 2024", "date:2024-01-01.."),
            ("à partir du 1er juin 2024", "date:2024-06-01.."),
            ("jusqu'en août 2024", "date:..2024-08-31"),
            ("jusqu’au 3 mars 2024", "date:..2024-03-03"),
            (">=2024", "date:2024-01-01.."),
            ("> 2024-03", "date:2024-04-01.."),
            ("<2024", "date:..2023-12-31"),
            ("du 3 au 5 mars 2025", "date:2025-03-03..2025-03-05"),
            (
                "du 28 février au 5 mars 2025",
                "date:2025-02-28..2025-03-05",
            ),
            ("entre mars et mai 2025", "date:2025-03-01..2025-05-31"),
            ("de 2023 à 2024", "date:2023-01-01..2024-12-31"),
            ("2023 à 2024", "date:2023-01-01..2024-12-31"),
            ("30 derniers jours", "date:2026-10-24..2026-11-22"),
            ("les 3 dernières semaines", "date:2026-11-02..2026-11-22"),
            ("6 derniers mois", "date:2026-05-23..2026-11-22"),
            ("last 30 days", "date:2026-10-24..2026-11-22"),
            ("aujourd'hui", "date:2026-11-22"),
            ("hier", "date:2026-11-21"),
            ("depuis hier", "date:2026-11-21.."),
            ("ces 7 derniers jours", "date:2026-11-16..2026-11-22"),
            ("la semaine passée", "date:2026-11-09..2026-11-15"),
            ("cette semaine", "date:2026-11-16..2026-11-22"),
            ("ce mois", "date:2026-11"),
            ("cette année", "date:2026"),
            ("la semaine dernière", "date:2026-11-09..2026-11-15"),
            ("le mois dernier", "date:2026-10"),
            ("l'année dernière", "date:2025"),
        ] {
            let read = parse_dates(typed, today).map(|range| range.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{typed}");
        }
        for typed in [
            "demain",
            "2025..2024",
            "..",
            "",
            "derniers jours",
            "avant",
            "du 5 au 3 mars 2025",
            "0 derniers jours",
        ] {
            assert_eq!(parse_dates(typed, today), None, "{typed}");
        }
    }
}
