//! Where a place lies: continent › country › place. By its name in the tables; only these are read, so that an answer does
//! not wait for the tables of recognition.

use std::sync::LazyLock;

use depeche_corpus::CountryCode;
use rustc_hash::FxHashMap;

use crate::country_names::{COUNTRIES, country_name, country_of_label};
use crate::lexicon::{AMBIGUOUS, PLACES, cells, rows};

/// The country that each place of the tables is of by default, by the name it is shown under: of several places of one name
/// the one without the mark; none where all have it.
static COUNTRY_OF_PLACE: LazyLock<FxHashMap<&'static str, Option<CountryCode>>> =
    LazyLock::new(|| {
        let mut plain = FxHashMap::default();
        let mut marked: FxHashMap<&'static str, Option<CountryCode>> = FxHashMap::default();
        for line in rows(PLACES) {
            let [name, code, _, _, mark] = cells(line);
            let Some(code) = CountryCode::new(code) else {
                continue;
            };
            if mark == AMBIGUOUS {
                let only = marked.entry(name).or_insert(Some(code));
                *only = only.filter(|other| *other == code);
            } else {
                plain.entry(name).or_insert(Some(code));
            }
        }
        for (name, only) in marked {
            plain.entry(name).or_insert(only);
        }
        plain
    });

static CONTINENT_OF_COUNTRY: LazyLock<FxHashMap<CountryCode, &'static str>> = LazyLock::new(|| {
    let countries = rows(COUNTRIES).filter_map(|line| {
        let [code, _, _, _, _, continent] = cells(line);
        Some((CountryCode::new(code)?, continent))
    });
    countries.collect()
});

/// Returns the name that a place of a country is shown under: `Moscou`, and `Valence (Espagne)` where another place is meant by
/// the bare name, or none.
pub(crate) fn place_name(name: &str, country: Option<CountryCode>) -> String {
    match (COUNTRY_OF_PLACE.get(name), country) {
        (Some(default), Some(country)) if *default != Some(country) => {
            format!("{name} ({})", country_name(country))
        }
        _ => name.to_string(),
    }
}

/// Returns the continent of a country, in French; none where no country has the code.
fn continent(country: CountryCode) -> Option<&'static str> {
    CONTINENT_OF_COUNTRY.get(&country).copied()
}

/// Returns the zones that hold a place, the widest first: `Europe` and `Russie` of `Moscou`, and itself of a continent; none
/// for a place that the tables do not know or that is of no country.
pub fn zones_of_place(place: &str) -> Vec<&'static str> {
    let continents = CONTINENT_OF_COUNTRY.values();
    if let Some(itself) = continents.copied().find(|continent| *continent == place) {
        return vec![itself];
    }
    let with_country = place
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("));
    let country = match with_country {
        Some((_, country)) => country_of_label(country),
        None => COUNTRY_OF_PLACE.get(place).copied().flatten(),
    };
    country.map(zones_of_country).unwrap_or_default()
}

/// Returns the zones that a country is, the widest first: `Europe` and `Russie` of `RU`.
pub fn zones_of_country(country: CountryCode) -> Vec<&'static str> {
    let mut zones: Vec<&str> = continent(country).into_iter().collect();
    let name = country_name(country);
    // `Antarctique` is both.
    if !name.is_empty() && !zones.contains(&name) {
        zones.push(name);
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{LEXICON, SenseKind};

    #[test]
    fn a_place_lies_in_its_country_and_continent() {
        for (place, zones) in [
            ("Moscou", "Europe › Russie"),
            ("Valence", "Europe › France"),
            ("Valence (Espagne)", "Europe › Espagne"),
            ("Tripoli", "Afrique › Libye"),
            ("Tripoli (Liban)", "Asie › Liban"),
            ("Vienne (France)", "Europe › France"),
            ("mer Noire", ""),
            ("Trifouillis-les-Oies", ""),
            ("Trifouillis (Atlantide)", ""),
            ("Europe", "Europe"),
            ("Santa Cruz", ""),
            ("Santa Cruz (Bolivie)", "Amérique du Sud › Bolivie"),
            (")", ""),
        ] {
            assert_eq!(zones_of_place(place).join(" › "), zones, "{place}");
        }
    }

    #[test]
    fn every_country_has_a_continent() {
        for line in rows(COUNTRIES) {
            let [code] = cells(line);
            let zones = zones_of_country(CountryCode::new(code).unwrap());
            let expected = if code == "AQ" { 1 } else { 2 };
            assert_eq!(zones.len(), expected, "{line}");
            let continents = [
                "Afrique",
                "Amérique du Nord",
                "Amérique du Sud",
                "Antarctique",
                "Asie",
                "Europe",
                "Océanie",
            ];
            assert!(continents.contains(&zones[0]), "{line}");
        }
    }

    #[test]
    fn what_is_shown_says_where_it_is() {
        for sense in &LEXICON.senses {
            if sense.kind != SenseKind::Place {
                continue;
            }
            for country in &sense.codes {
                let shown = place_name(sense.label, Some(*country));
                let zones = zones_of_place(&shown);
                // A strait between two coasts is of neither.
                let of_none = !COUNTRY_OF_PLACE.contains_key(sense.label);
                assert!(of_none || zones == zones_of_country(*country), "{shown}");
            }
            let default = sense.codes.first().copied();
            if !sense.ambiguous {
                assert_eq!(place_name(sense.label, default), sense.label);
            }
        }
    }
}
