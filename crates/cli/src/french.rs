//! Values as a French reader expects them.

use depeche_corpus::DateInterval;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Returns the day it is where the user sits.
pub(crate) fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// `14 juin 2025`, `juin 2025`, `2025`, `1er août 2024 – 31 mars 2025`; anything else as it is.
pub(crate) fn date(iso: &str) -> String {
    let Ok(interval) = iso.parse::<DateInterval>() else {
        return iso.to_string();
    };
    match interval.precision() {
        "day" => day(interval.from),
        "month" => month(interval.from),
        "year" => interval.from.year().to_string(),
        _ => format!("{} – {}", day(interval.from), day(interval.to)),
    }
}

fn day(date: jiff::civil::Date) -> String {
    let first = if date.day() == 1 { "er" } else { "" };
    format!("{}{first} {}", date.day(), month(date))
}

fn month(date: jiff::civil::Date) -> String {
    let name = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|at| MONTHS.get(at))
        .unwrap_or(&"");
    format!("{name} {}", date.year())
}

/// Returns a field's name as a heading: the query language writes it without accents.
pub(crate) fn field(name: &str) -> &str {
    match name {
        "annee" => "année",
        "legende" => "légende",
        name => name,
    }
}

/// `1 article`, `1 234 articles`, with a narrow no-break space between groups.
pub(crate) fn counted(count: u64, what: &str) -> String {
    format!(
        "{}\u{a0}{what}{}",
        number(count),
        if count > 1 { "s" } else { "" }
    )
}

/// Groups of three digits with narrow no-break spaces.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_are_written_in_french() {
        assert_eq!(date("2025-06-14"), "14 juin 2025");
        assert_eq!(date("2025-06-01"), "1er juin 2025");
        assert_eq!(date("2025-06"), "juin 2025");
        assert_eq!(date("2025"), "2025");
        assert_eq!(date("2024-08..2025-03"), "1er août 2024 – 31 mars 2025");
        assert_eq!(counted(1, "article"), "1\u{a0}article");
        assert_eq!(
            counted(1_234_567, "article"),
            "1\u{202f}234\u{202f}567\u{a0}articles"
        );
        assert_eq!(counted(0, "article"), "0\u{a0}article");
    }
}
