//! Countries by code and by name, for queries and answers: only the table of countries is read, so that a search does
//! not wait for the tables of recognition.

use std::sync::LazyLock;

use depeche_corpus::CountryCode;
use depeche_text::fold;
use rustc_hash::FxHashMap;

pub(crate) const COUNTRIES: &str = include_str!("../../../data/entities/countries.tsv");

const ENGLISH: &str = include_str!("../../../data/entities/countries_en.tsv");

static NAMES: LazyLock<FxHashMap<CountryCode, &'static str>> =
    LazyLock::new(|| rows().map(|(code, name, _)| (code, name)).collect());

static CODES: LazyLock<FxHashMap<String, CountryCode>> = LazyLock::new(|| {
    let mut codes = FxHashMap::default();
    for (code, name, variants) in rows() {
        codes.insert(fold(code.as_str()), code);
        for form in std::iter::once(name).chain(variants.split('|').filter(|form| *form != "-")) {
            codes.entry(fold(form)).or_insert(code);
        }
    }
    for line in ENGLISH.lines().filter(|line| !line.starts_with('#')) {
        if let Some((code, names)) = line.split_once('\t')
            && let Some(code) = CountryCode::new(code)
        {
            for name in names.split('|') {
                codes.entry(fold(name)).or_insert(code);
            }
        }
    }
    // `Maurice` for «Île Maurice», where no other country has that name.
    for (code, name, _) in rows() {
        let key = fold(name);
        if let Some((article, rest)) = key.split_once(' ')
            && matches!(article, "ile" | "iles" | "la" | "le" | "les")
        {
            codes.entry(rest.to_string()).or_insert(code);
        }
    }
    codes
});

/// Code, name, variants.
fn rows() -> impl Iterator<Item = (CountryCode, &'static str, &'static str)> {
    COUNTRIES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let code = CountryCode::new(cells.next()?)?;
            Some((code, cells.next()?, cells.next()?))
        })
}

/// Returns a country's name in French: `Corée du Nord` of `KP`; empty where no country has the code.
pub fn country_name(code: CountryCode) -> &'static str {
    NAMES.get(&code).copied().unwrap_or("")
}

/// Returns the names of all countries in French, in the order of their codes.
pub fn country_names() -> impl Iterator<Item = &'static str> {
    rows().map(|(_, name, _)| name)
}

/// Returns the country that is shown under a name.
pub(crate) fn country_of_label(name: &str) -> Option<CountryCode> {
    country_code(name).filter(|code| country_name(*code) == name)
}

/// Returns the country a person means by a name or a code, whatever its case and accents.
pub fn country_code(name: &str) -> Option<CountryCode> {
    CODES.get(&fold(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_any_name() {
        for (name, code) in [
            ("Corée du Nord", "KP"),
            ("COREE DU NORD", "KP"),
            ("Etats-Unis", "US"),
            ("états unis", "US"),
            ("RDC", "CD"),
            ("ru", "RU"),
            ("Maurice", "MU"),
            ("Birmanie", "MM"),
            ("Russia", "RU"),
            ("Ivory Coast", "CI"),
            ("Niger", "NE"),
            ("Georgia", "GE"),
        ] {
            assert_eq!(
                country_code(name).map(|code| code.to_string()).as_deref(),
                Some(code),
                "{name}"
            );
        }
        assert_eq!(country_code("Atlantide"), None);
        assert_eq!(
            CountryCode::new("KP").map(country_name),
            Some("Corée du Nord")
        );
    }

    #[test]
    fn every_country_has_a_name_and_a_code_of_its_own() {
        assert!(rows().count() >= 240, "{}", rows().count());
        assert_eq!(
            rows().count(),
            COUNTRIES
                .lines()
                .filter(|line| !line.starts_with('#') && !line.is_empty())
                .count()
        );
        assert_eq!(NAMES.len(), rows().count());
        for line in ENGLISH.lines().filter(|line| !line.starts_with('#')) {
            let code = line.split('\t').next().and_then(CountryCode::new);
            assert!(code.is_some_and(|code| NAMES.contains_key(&code)), "{line}");
        }
    }
}
