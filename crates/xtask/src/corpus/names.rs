//! Persons, places, countries, organisations and papers: from the project's tables, with invented surnames and papers.

use super::grammar::{grammar, rows};
use crate::random::mix;

const FIRST_NAMES: &str = include_str!("../../../../data/entities/first_names.txt");
const PLACES: &str = include_str!("../../../../data/entities/places.tsv");
const COUNTRIES: &str = include_str!("../../../../data/entities/countries.tsv");
const ORGANISATIONS: &str = include_str!("../../../../data/entities/organisations.tsv");
const AGENCIES: &str = include_str!("../../../../data/corpus/agencies.txt");

/// What is named; an index into a table is a rank.
pub(super) struct Names {
    first_names: Vec<&'static str>,
    /// Each with its towns.
    pub(super) countries: Vec<Country>,
    pub(super) organisations: Vec<&'static str>,
    pub(super) papers: Vec<String>,
    pub(super) agencies: Vec<&'static str>,
}

pub(super) struct Country {
    pub(super) name: &'static str,
    pub(super) adjective: Option<&'static str>,
    pub(super) places: Vec<&'static str>,
}

/// How many papers there are.
const PAPERS: usize = 100;

impl Names {
    pub(super) fn read() -> Self {
        let places: Vec<_> = rows(PLACES).filter(|row| row.len() < 5).collect();
        let mut countries: Vec<(u64, Country)> = Vec::new();
        for row in rows(COUNTRIES) {
            let places = places.iter().filter(|place| place[1] == row[0]);
            let country = Country {
                name: row[1],
                adjective: row
                    .get(3)
                    .and_then(|cell| cell.split(['|', ';']).next())
                    .filter(|a| *a != "-"),
                places: places.map(|place| place[0]).collect(),
            };
            // A French press writes of France first; of the others in an order of no meaning, those with towns first.
            let order = match (row[0], country.places.len()) {
                ("FR", _) => 0,
                (_, 0..5) => u64::MAX,
                (code, _) => hash(code) >> 1,
            };
            countries.push((order, country));
        }
        countries.sort_by_key(|(order, _)| *order);
        let mut organisations: Vec<&str> = rows(ORGANISATIONS)
            .filter(|row| row.len() < 5)
            .map(|row| row[0])
            .collect();
        organisations.sort_by_key(|name| hash(name));
        let papers = (0..PAPERS as u64).map(|paper| {
            let titles = grammar("paper");
            format!(
                "{} de {}",
                titles[paper as usize % titles.len()],
                surname(mix(paper, 7))
            )
        });
        Self {
            first_names: rows(FIRST_NAMES)
                .filter(|row| row[1].is_empty() && !row[0].contains(' '))
                .map(|row| row[0])
                .collect(),
            countries: countries.into_iter().map(|(_, country)| country).collect(),
            organisations,
            papers: papers.collect(),
            agencies: AGENCIES
                .lines()
                .filter(|line| !line.starts_with('#'))
                .collect(),
        }
    }

    /// Returns the first name and the surname of the person of a rank.
    pub(super) fn person(&self, rank: u64) -> (&'static str, String) {
        let dice = mix(rank, 3);
        let first = self.first_names[(dice % self.first_names.len() as u64) as usize];
        (first, surname(mix(rank, 4)))
    }
}

/// Returns an invented surname, or a town's name.
fn surname(mut dice: u64) -> String {
    let mut roll = |of: &[&'static str]| {
        dice = mix(dice, 1);
        of[(dice % of.len() as u64) as usize]
    };
    let mut name = String::new();
    let syllables = grammar("syllable");
    name.push_str(roll(syllables));
    if roll(&["one", "two"]) == "two" {
        name.push_str(roll(syllables));
    }
    name.push_str(roll(grammar("surname ending")));
    capitalised(&name)
}

/// Returns a text with a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0, |hash, byte| mix(hash, u64::from(byte)))
}
