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

/// What is said of an article that its agency withdrew, or holds back.
pub(crate) const WITHDRAWN: &str = "dépêche retirée";

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
        "pays_principal" => "pays principal",
        "region" => "région",
        name => name,
    }
}

/// Returns a field's name in the plural, as a label of how many values there are.
pub(crate) fn fields(name: &'static str) -> &'static str {
    match name {
        "pays_principal" => "pays principaux",
        "personne" => "personnes",
        "lieu" => "lieux",
        "zone" => "zones",
        "organisation" => "organisations",
        "source" => "sources",
        "agence" => "agences",
        "rubrique" => "rubriques",
        "sujet" => "sujets",
        "secteur" => "secteurs",
        "region" => "régions",
        "entreprise" => "entreprises",
        "langue" => "langues",
        "annee" => "années",
        name => name,
    }
}

/// `812 octets`, `12,9 Mo`: three digits are enough, and a megabyte is a million bytes.
pub(crate) fn bytes(bytes: u64) -> String {
    let units = [("Go", 1_000_000_000), ("Mo", 1_000_000), ("Ko", 1_000)];
    let Some((unit, size)) = units.into_iter().find(|(_, size)| bytes >= *size) else {
        return counted(bytes, "octet");
    };
    let tenths = bytes / (size / 10);
    match tenths {
        0..1000 => format!("{},{}\u{a0}{unit}", tenths / 10, tenths % 10),
        _ => format!("{}\u{a0}{unit}", number(tenths / 10)),
    }
}

/// `14 juin 2025 à 8 h 05 (UTC)`.
pub(crate) fn moment(moment: jiff::Timestamp) -> String {
    let moment = jiff::tz::TimeZone::UTC.to_datetime(moment);
    let (hour, minute) = (moment.hour(), moment.minute());
    format!(
        "{} à {hour}\u{a0}h\u{a0}{minute:02} (UTC)",
        day(moment.date())
    )
}

/// `25 articles, 20 montrés, sans date : 3`: how many there are, how many of them are shown, how many have no date.
pub(crate) fn total(articles: u64, shown: Option<u64>, undated: u64) -> String {
    total_of("", articles, shown, undated)
}

/// `aucun article avec tous les mots ; 25 articles avec une partie des mots, 20 montrés`.
pub(crate) fn total_of_others(articles: u64, shown: Option<u64>, undated: u64) -> String {
    let others = total_of(PARTLY, articles, shown, undated);
    format!("aucun article avec tous les mots\u{a0}; {others}")
}

/// ` ; 8 autres montrés avec une partie des mots`, behind the total of those that have all. How many others there are is not
/// counted.
pub(crate) fn others(shown: u64) -> String {
    let plural = if shown > 1 { "s" } else { "" };
    format!("\u{a0}; {} montré{plural}{PARTLY}", counted(shown, "autre"))
}

const PARTLY: &str = " avec une partie des mots";

fn total_of(which: &str, articles: u64, shown: Option<u64>, undated: u64) -> String {
    let mut total = counted(articles, "article") + which;
    if let Some(shown) = shown.filter(|shown| *shown < articles) {
        let plural = if shown > 1 { "s" } else { "" };
        total.push_str(&format!(", {shown} montré{plural}"));
    }
    if undated > 0 {
        total.push_str(&format!(", sans date\u{a0}: {}", number(undated)));
    }
    total
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
        assert_eq!(
            moment("2025-06-01T08:05:59Z".parse().unwrap()),
            "1er juin 2025 à 8\u{a0}h\u{a0}05 (UTC)"
        );
        let sizes = [1, 999, 1000, 12_940, 999_999, 1_234_567, 5_100_000_000_000];
        assert_eq!(
            sizes
                .map(bytes)
                .join(" | ")
                .replace(['\u{a0}', '\u{202f}'], " "),
            "1 octet | 999 octets | 1,0 Ko | 12,9 Ko | 999 Ko | 1,2 Mo | 5 100 Go"
        );
    }
}
