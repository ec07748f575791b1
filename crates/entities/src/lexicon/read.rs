//! Reads the tables of `data/entities`. What their columns are stands in their heads.

use depeche_corpus::CountryCode;
use rustc_hash::FxHashMap;

use crate::country_names::COUNTRIES;
use crate::lexicon::{Cue, Lexicon, Name, Needs, OtherWord, Sense, SenseKind, key};

const COUNTRY_HALVES: &str = include_str!("../../../../data/entities/country_halves.tsv");
const FIRST_NAMES: &str = include_str!("../../../../data/entities/first_names.txt");
const FUNCTIONS: &str = include_str!("../../../../data/entities/functions.tsv");
const LOCAL_ADJECTIVES: &str = include_str!("../../../../data/entities/local_adjectives.tsv");
const ORGANISATIONS: &str = include_str!("../../../../data/entities/organisations.tsv");
const OTHER_WORDS: &str = include_str!("../../../../data/entities/other_words.tsv");
const PARTICLES: &str = include_str!("../../../../data/entities/particles.txt");
pub(crate) const PLACES: &str = include_str!("../../../../data/entities/places.tsv");
const SENTENCE_STARTS: &str = include_str!("../../../../data/entities/sentence_starts.txt");
const TERRITORIES: &str = include_str!("../../../../data/entities/territories.tsv");

/// The tables as they are, in a fixed order.
pub(super) const TABLES: [&str; 11] = [
    COUNTRIES,
    COUNTRY_HALVES,
    FIRST_NAMES,
    FUNCTIONS,
    LOCAL_ADJECTIVES,
    ORGANISATIONS,
    OTHER_WORDS,
    PARTICLES,
    PLACES,
    SENTENCE_STARTS,
    TERRITORIES,
];

/// Returns what all tables say.
pub(super) fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::default();
    first_names(&mut lexicon);
    // Of equal phrases the table read first stands first: `Luxembourg` is the country.
    let mut names = Names::default();
    countries(&mut lexicon, &mut names);
    local_adjectives(&mut lexicon, &mut names);
    places(&mut lexicon, &mut names);
    organisations(&mut lexicon, &mut names);
    country_halves(&mut lexicon);
    functions(&mut lexicon);
    other_words(&mut lexicon);
    for line in rows(TERRITORIES) {
        if let [Some(code), Some(state)] = cells(line).map(CountryCode::new) {
            lexicon.states.insert(code, state);
        }
    }
    lexicon.particles = rows(PARTICLES).map(key).collect();
    lexicon.sentence_starts = rows(SENTENCE_STARTS).map(key).collect();
    lexicon
}

fn first_names(lexicon: &mut Lexicon) {
    for line in rows(FIRST_NAMES) {
        let [name, mark] = cells(line);
        lexicon.first_names.insert(key(name), mark == AMBIGUOUS);
    }
}

fn countries(lexicon: &mut Lexicon, names: &mut Names) {
    for line in rows(COUNTRIES) {
        // Capitals stand in the table of places.
        let [code, name, variants, adjectives] = cells(line);
        let Some(code) = CountryCode::new(code) else {
            continue;
        };
        for form in std::iter::once(name).chain(values(variants)) {
            let kind = SenseKind::Country;
            names.add(lexicon, form, kind, name, Some(code), false);
        }
        for form in adjectives.split(';').flat_map(values) {
            let kind = SenseKind::People;
            names.add(lexicon, form, kind, name, Some(code), false);
        }
    }
}

fn local_adjectives(lexicon: &mut Lexicon, names: &mut Names) {
    for line in rows(LOCAL_ADJECTIVES) {
        let [forms, code] = cells(line);
        for form in values(forms) {
            let kind = SenseKind::People;
            names.add(lexicon, form, kind, form, CountryCode::new(code), false);
        }
    }
}

fn places(lexicon: &mut Lexicon, names: &mut Names) {
    // `région de Koursk` is read after `Koursk`: it is no other place.
    let is_plain = |line: &&str| line.starts_with(char::is_uppercase);
    let plain = rows(PLACES).filter(is_plain);
    for line in plain.chain(rows(PLACES).filter(|line| !is_plain(line))) {
        let [name, code, kind, variants, mark] = cells(line);
        let code = CountryCode::new(code);
        if kind == "région" && names.has_place_inside(lexicon, name, code) {
            continue;
        }
        let kind = match kind {
            "siège" => SenseKind::Seat,
            _ => SenseKind::Place,
        };
        for form in std::iter::once(name).chain(values(variants)) {
            names.add(lexicon, form, kind, name, code, mark == AMBIGUOUS);
        }
    }
}

fn organisations(lexicon: &mut Lexicon, names: &mut Names) {
    for line in rows(ORGANISATIONS) {
        let [name, variants, kind, code, mark] = cells(line);
        let kind = match kind {
            "agence" => SenseKind::Agency,
            "média" => SenseKind::Media,
            "institution" | "parti" | "armé" => SenseKind::Institution,
            _ => SenseKind::Organisation,
        };
        let code = CountryCode::new(code);
        for form in std::iter::once(name).chain(values(variants)) {
            // `24 heures` is a paper, but more often a day.
            let duration = form.starts_with(|c: char| c.is_ascii_digit())
                && !form.contains(char::is_uppercase);
            let ambiguous = mark == AMBIGUOUS || duration;
            names.add(lexicon, form, kind, name, code, ambiguous);
        }
    }
}

/// Reads the halves of compounds that name a country: `franco-russe`. They are people of it, but only before a hyphen.
fn country_halves(lexicon: &mut Lexicon) {
    for line in rows(COUNTRY_HALVES) {
        let [half, code] = cells(line);
        let sense = lexicon.senses.len();
        lexicon.senses.push(Sense {
            kind: SenseKind::People,
            label: half,
            codes: CountryCode::new(code).into_iter().collect(),
            ambiguous: false,
        });
        let needs = Needs::HyphenAfter;
        lexicon.names.add(half, Name { sense, needs });
    }
}

fn functions(lexicon: &mut Lexicon) {
    for line in rows(FUNCTIONS) {
        let [form, kind] = cells(line);
        let kind = match kind {
            "civilité" => Cue::Civility,
            "parole" => Cue::Speech,
            _ => Cue::Function,
        };
        lexicon.cues.add(form, kind);
    }
}

fn other_words(lexicon: &mut Lexicon) {
    for line in rows(OTHER_WORDS) {
        let [word, kind] = cells(line);
        let kind = match kind {
            "organisation" => OtherWord::Organisation,
            "lieu" => OtherWord::PlaceBefore,
            _ => OtherWord::Other,
        };
        lexicon.other_words.insert(key(word), kind);
    }
}

/// The numbers of the senses added so far, so that one phrase of two countries is one sense with two codes.
#[derive(Default)]
struct Names {
    seen: FxHashMap<(Box<str>, SenseKind), usize>,
}

impl Names {
    /// Returns whether a region's name is another place's with `région de` or the like before it.
    fn has_place_inside(&self, lexicon: &Lexicon, name: &str, code: Option<CountryCode>) -> bool {
        let inside = name
            .split_once(" de ")
            .or_else(|| name.split_once(" d'"))
            .filter(|(head, _)| head.starts_with(char::is_lowercase));
        inside
            .and_then(|(_, place)| self.seen.get(&(key(place), SenseKind::Place)))
            .is_some_and(|sense| lexicon.senses[*sense].codes.first().copied() == code)
    }

    fn add(
        &mut self,
        lexicon: &mut Lexicon,
        phrase: &'static str,
        kind: SenseKind,
        label: &'static str,
        code: Option<CountryCode>,
        ambiguous: bool,
    ) {
        let class = match kind {
            SenseKind::Seat => SenseKind::Place,
            kind if kind.is_organisation() => SenseKind::Organisation,
            kind => kind,
        };
        let seen = (key(phrase), class);
        if let Some(sense) = self.seen.get(&seen) {
            let sense = &mut lexicon.senses[*sense];
            // Of several places of one name the row without the mark is meant by default.
            let default = sense.ambiguous && !ambiguous;
            if default {
                (sense.kind, sense.label, sense.ambiguous) = (kind, label, false);
            }
            if let Some(code) = code
                && !sense.codes.contains(&code)
            {
                let at = if default { 0 } else { sense.codes.len() };
                sense.codes.insert(at, code);
            }
        }
        // A phrase seen before may be written otherwise here (`Île Maurice`, `île Maurice`): it is added all the same.
        let sense = *self.seen.entry(seen).or_insert_with(|| {
            lexicon.senses.push(Sense {
                kind,
                label,
                codes: code.into_iter().collect(),
                ambiguous,
            });
            lexicon.senses.len() - 1
        });
        if kind == SenseKind::Place
            && let Some(country) = self.seen.get(&(key(phrase), SenseKind::Country))
            && lexicon.senses[*country].codes.first().copied() != code
            && code.is_some()
        {
            lexicon.homonyms.insert(*country, sense);
        }
        let mut add = |phrase: &str, needs| lexicon.names.add(phrase, Name { sense, needs });
        if let Some(rest) = phrase.strip_prefix("L'") {
            add(rest, Needs::CapitalElision);
            return;
        }
        add(phrase, Needs::Nothing);
        if kind == SenseKind::Place {
            for (article, needs) in [
                ("Le ", Needs::Masculine),
                ("La ", Needs::Feminine),
                ("Les ", Needs::Plural),
            ] {
                if let Some(rest) = phrase.strip_prefix(article) {
                    add(rest, needs);
                }
            }
        }
    }
}

/// The mark of a row whose bare name is another word too.
pub(crate) const AMBIGUOUS: &str = "ambigu";

/// Returns the lines of a table without comments and empty lines.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Returns the first cells of a line; those that are not there are empty.
pub(crate) fn cells<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut cells = line.split('\t');
    std::array::from_fn(|_| cells.next().unwrap_or_default().trim())
}

/// Returns the values of a cell.
fn values(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|')
        .map(str::trim)
        .filter(|value| !value.is_empty() && *value != "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_lost() {
        for table in [PLACES, ORGANISATIONS, COUNTRIES] {
            for line in rows(table) {
                assert!(line.split('\t').count() >= 4, "`{line}` has too few cells");
            }
        }
        for line in rows(PLACES).chain(rows(ORGANISATIONS)) {
            let [_, _, _, _, mark] = cells(line);
            assert!(mark.is_empty() || mark == AMBIGUOUS, "`{line}`");
        }
        for table in [COUNTRY_HALVES, LOCAL_ADJECTIVES] {
            for line in rows(table) {
                let [_, code] = cells(line);
                let name = CountryCode::new(code).map_or("", crate::country_name);
                assert_ne!(name, "", "`{line}` has no country");
            }
        }
    }

    #[test]
    fn every_place_and_organisation_has_a_country_and_a_kind() {
        let kinds = [
            (PLACES, 1, 2, "capital ville région lieu siège"),
            (
                ORGANISATIONS,
                3,
                2,
                "agence internationale institution parti média entreprise armé sport ong université",
            ),
        ];
        for (table, code, kind, known) in kinds {
            for line in rows(table) {
                let row: [&str; 5] = cells(line);
                let country = CountryCode::new(row[code]).map_or("", crate::country_name);
                assert!(row[code] == "-" || !country.is_empty(), "`{line}`");
                assert!(known.split(' ').any(|known| known == row[kind]), "`{line}`");
                assert_eq!(line.split('\t').filter(|cell| cell.is_empty()).count(), 0);
            }
        }
    }

    #[test]
    fn a_place_stands_once_in_a_country_and_is_meant_once_by_default() {
        let mut seen = FxHashMap::default();
        let mut meant = FxHashMap::default();
        for line in rows(PLACES) {
            let [name, code, _, variants, mark] = cells(line);
            assert_eq!(
                seen.insert((name, code), line),
                None,
                "`{line}` stands twice"
            );
            if mark.is_empty() {
                for form in std::iter::once(name).chain(values(variants)) {
                    let other = meant.insert(form, code).filter(|other| *other != code);
                    assert_eq!(other, None, "`{form}` of `{line}`");
                }
            }
        }
    }

    #[test]
    fn countries_have_names_and_codes() {
        let code = |name| crate::country_code(name).map(|code| code.to_string());
        assert_eq!(code("corée du nord").as_deref(), Some("KP"));
        assert_eq!(code("Etats-Unis").as_deref(), Some("US"));
        assert_eq!(code("kp").as_deref(), Some("KP"));
        assert_eq!(code("Atlantide"), None);
    }
}
