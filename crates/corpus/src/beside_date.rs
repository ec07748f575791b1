//! What sites and exports put beside a date, and is taken away before the date is read (`stated_date`): «Publié le», «mis à
//! jour le», «2153 mots, p. AUJM18»; the hour and the zone: «à 18h30», `18:30:00.250 +02:00`, `6:30 PM EDT`, `18:30:00
//! GMT+0200 (heure d'été d'Europe centrale)`. The texts have neither accents nor capitals here.

/// Signs and blanks that part a date from what stands beside it.
pub(crate) const APART: [char; 9] = [' ', ',', ';', ':', '-', '|', '·', '•', '.'];

/// What stands before the day of publication, folded.
const PUBLISHED: [&str; 10] = [
    "date de publication",
    "date de parution",
    "publie",
    "publiee",
    "paru",
    "parue",
    "mis en ligne",
    "mise en ligne",
    "published",
    "posted",
];

/// What stands before the day of a change, which may follow that of publication.
const UPDATED: [&str; 10] = [
    "derniere mise a jour",
    "mis a jour",
    "mise a jour",
    "actualise",
    "modifie",
    "modifiee",
    "last updated",
    "updated",
    "last modified",
    "modified",
];

/// What is said of the day of publication, of a line that may say that of a change beside it; else of the latter.
pub(crate) fn published(line: &str) -> &str {
    let line = match (first_of(&PUBLISHED, line), first_of(&UPDATED, line)) {
        (Some((_, behind)), _) => behind,
        (None, Some((before, behind))) if before.trim_matches(APART).is_empty() => behind,
        (None, _) => line,
    };
    match first_of(&UPDATED, line) {
        Some((before, _)) => before,
        None => line,
    }
}

/// What stands before and behind the first of some phrases.
fn first_of<'l>(phrases: &[&str], line: &'l str) -> Option<(&'l str, &'l str)> {
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let places = phrases.iter().flat_map(|phrase| {
        let places = line.match_indices(phrase);
        places.map(|(at, phrase)| (line.split_at(at).0, &line[at + phrase.len()..]))
    });
    let whole = places.filter(|(before, behind)| {
        is_apart(before.chars().next_back()) && is_apart(behind.chars().next())
    });
    // Of two that start together, the longer.
    whole.min_by_key(|(before, behind)| (before.len(), behind.len()))
}

/// A line without the number of words and the page that Europresse writes behind the day: `2153 mots, p. AUJM18`.
pub(crate) fn without_words_and_page(line: &str) -> &str {
    // `p. AUJM18`, `pp. 12, 13`.
    const MOST_WORDS: usize = 2;
    let pages = ["p.", "pp.", "page", "pages"];
    let places = pages.iter().filter_map(|page| {
        let at = line.rfind(page)?;
        let (before, behind) = (&line[..at], &line[at + page.len()..]);
        let words = behind.split_whitespace().count();
        // `p.m.` is none.
        let is_apart = behind.starts_with(|c: char| c == ' ' || c.is_ascii_digit());
        let is_page = is_apart && (1..=MOST_WORDS).contains(&words);
        (is_page && before.ends_with([' ', ','])).then_some(before)
    });
    let line = places.min_by_key(|before| before.len()).unwrap_or(line);
    let line = line.trim_end_matches(APART);
    let units = ["mots", "mot", "words", "word"];
    let Some(before) = units.iter().find_map(|unit| line.strip_suffix(unit)) else {
        return line;
    };
    // `153`, `1 204`, `1,204`: groups of three behind the first, which is shorter than a year is.
    let mut before = before.trim_end();
    loop {
        let group = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let length = before.len() - group.len();
        if length == 0 || length > 4 {
            return line;
        }
        let next = group.trim_end_matches([' ', ',', '.']);
        let digits = next.bytes().rev().take_while(u8::is_ascii_digit).count();
        if length != 3 || !(1..=3).contains(&digits) {
            return next;
        }
        before = next;
    }
}

/// What stands before an hour; none where there is no hour, or more behind it than a zone. The day is the one written,
/// whatever the zone.
pub(crate) fn without_time(text: &str) -> Option<&str> {
    let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
    starts.map(|(at, _)| at).find_map(|at| {
        let (before, from) = text.split_at(at);
        let before = before_an_hour(before)?;
        let zone = behind_the_hour(from)?;
        is_zone(zone).then_some(before)
    })
}

/// What stands before an hour, without the word or sign that says so: `à`, a comma, a `T`.
fn before_an_hour(text: &str) -> Option<&str> {
    let after_day = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    if let Some(day) = text.strip_suffix('t').filter(|day| after_day(day)) {
        return Some(day);
    }
    if !text.ends_with([' ', ',', '(']) {
        return None;
    }
    let day = text.trim_end_matches([' ', ',', '(', '-', '|', '·', '•', ';']);
    let words = [" a", " at", " vers"].iter();
    let day = words.filter_map(|word| day.strip_suffix(word)).next();
    let day = day.unwrap_or(text);
    Some(day.trim_end_matches([' ', ',', '(', '-', '|', '·', '•', ';']))
}

/// What stands behind the hour that a text starts with: `18:30`, `18:30:00.250`, `18h30`, `18 h`, `6:30 p.m.`, `6 PM`.
fn behind_the_hour(text: &str) -> Option<&str> {
    let (hour, rest) = number(text, 24)?;
    if let Some(rest) = rest.strip_prefix(':') {
        let mut rest = two_digits(rest)?;
        if let Some(seconds) = rest.strip_prefix(':') {
            rest = two_digits(seconds)?;
            let fraction = rest.strip_prefix(['.', ',']);
            let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
            if let Some(fraction) = fraction.filter(|fraction| digits(fraction) > 0) {
                rest = &fraction[digits(fraction)..];
            }
        }
        return Some(half_of_day(rest).filter(|_| hour <= 12).unwrap_or(rest));
    }
    if let Some(rest) = half_of_day(rest).filter(|_| hour <= 12) {
        return Some(rest);
    }
    let rest = rest.trim_start();
    let rest = ["heures", "heure", "h"]
        .iter()
        .find_map(|name| whole_word(rest, name))?;
    match two_digits(rest.trim_start()) {
        Some(rest) => Some(rest.strip_prefix("min").unwrap_or(rest)),
        None => Some(rest),
    }
}

/// What stands behind `pm`, `p.m.` or `am`.
fn half_of_day(text: &str) -> Option<&str> {
    let text = text.trim_start();
    ["a.m.", "p.m.", "a.m", "p.m", "am", "pm"]
        .iter()
        .find_map(|half| whole_word(text, half))
}

/// What stands behind a word that a text starts with.
fn whole_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let behind = text.strip_prefix(word)?;
    (!behind.starts_with(char::is_alphabetic)).then_some(behind)
}

/// A number of one or two digits up to a limit, and what stands behind it.
fn number(text: &str, limit: u8) -> Option<(u8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u8 = text.get(..digits).filter(|_| digits < 3)?.parse().ok()?;
    (number <= limit).then(|| (number, &text[digits..]))
}

/// What stands behind the two digits of minutes or seconds.
fn two_digits(text: &str) -> Option<&str> {
    // A second may be added to a minute.
    let (_, rest) = number(text, 60)?;
    (text.len() - rest.len() == 2).then_some(rest)
}

/// Whether a text is a zone, or nothing: `z`, `cest`, `gmt+0200 (…)`, `+02:00`, `heure de paris`.
fn is_zone(text: &str) -> bool {
    // Names of zones are shortened to three or four letters, seldom five.
    const LONGEST_NAME: usize = 5;
    let starts_apart = !text.starts_with(|c: char| c.is_ascii_digit());
    let text = text.trim_start_matches([' ', ',', ';', '.']);
    let text = text.trim_end_matches([' ', ',', ';', '.', '-', '|', ')']);
    let text = match text.split_once('(') {
        Some((zone, _)) => zone.trim_end(),
        None => text,
    };
    if ["heure ", "europe/"]
        .iter()
        .any(|name| text.starts_with(name))
        || text.ends_with(" time")
    {
        return starts_apart;
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic());
    let (name, offset) = text.split_at(end.unwrap_or(text.len()));
    let offset = offset.trim_start();
    let of_offset = |c: char| c.is_ascii_digit() || c == ':';
    let is_offset = match offset.strip_prefix(['+', '-']) {
        // `+2`, `+02:00`
        Some(hours) => (1..=5).contains(&hours.len()) && hours.chars().all(of_offset),
        None => offset.is_empty(),
    };
    starts_apart && is_offset && name.len() <= LONGEST_NAME
}
