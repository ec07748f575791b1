//! Invents the leaves of a query that are no words: names, sources, identifiers, days.

use depeche_corpus::DateInterval;
use jiff::civil::Date;

use crate::node::Node;
use crate::random::Random;
use crate::uses::Uses;
use crate::world::{Entry, Shown, World};

const FIELDS: &[&str] = &[
    "pays",
    "personne",
    "lieu",
    "organisation",
    "source",
    "agence",
    "rubrique",
    "id",
    "url",
    "fichier",
    "pays",
    "personne",
    "source",
    "id",
];

/// A value of an article, or of any.
pub(crate) fn value(
    random: &mut Random,
    uses: &mut Uses,
    world: &World,
    target: Option<&Entry>,
) -> Node {
    let field = random.pick(FIELDS);
    let whole = !matches!(field, "pays" | "id" | "url" | "fichier") && random.chance(25);
    let text = value_of(random, world, field, target);
    if field == "id" && !text.contains('@') {
        uses.count("id*");
    }
    Node::Value { field, text, whole }
}

/// A value of a field as a person types it.
pub(crate) fn value_of(
    random: &mut Random,
    world: &World,
    field: &str,
    target: Option<&Entry>,
) -> String {
    let own = target.map_or(&[][..], |entry| entry.values(field));
    let mut values: Vec<&Shown> = own.iter().collect();
    if values.is_empty() {
        values = world
            .articles
            .iter()
            .flat_map(|entry| entry.values(field))
            .collect();
    }
    if values.is_empty() || random.chance(3) {
        return "Atlantide".to_string();
    }
    let value = values[random.below(values.len())].value.clone();
    match field {
        "pays" => match depeche_corpus::CountryCode::new(&value) {
            Some(code) if random.chance(80) => cased(random, depeche_entities::country_name(code)),
            _ => value,
        },
        "id" => match random.below(4) {
            0 => value,
            1 => value.split('@').next().unwrap_or_default().to_string(),
            _ => value[..random.between(1, 3)].to_string(),
        },
        "url" | "fichier" => match random.below(3) {
            0 => {
                let half = value.len() - random.between(0, value.len().min(4) - 1);
                format!("{}*", &value[..half])
            }
            _ => value,
        },
        _ => {
            let words: Vec<&str> = value.split(' ').collect();
            let from = random.below(words.len());
            let to = random.between(from + 1, words.len());
            let part = words[from..to].join(" ");
            let shown = if random.chance(55) { &part } else { &value };
            cased(random, shown)
        }
    }
}

fn cased(random: &mut Random, value: &str) -> String {
    match random.below(5) {
        0 => value.to_uppercase(),
        1 => crate::letters::folded(value),
        _ => value.to_string(),
    }
}

/// Days: in the time of an article, or any.
pub(crate) fn dates(random: &mut Random, uses: &mut Uses, target: Option<&Entry>) -> Node {
    let about = target.and_then(Entry::date);
    let day = |random: &mut Random| {
        let (year, month, day) = (
            random.between(2023, 2025),
            random.between(1, 12),
            random.between(1, 28),
        );
        one(&format!("{year}-{month:02}-{day:02}")).from
    };
    let first = about.map_or_else(|| day(random), |date| date.from);
    let start = point(random, uses, first);
    match random.below(6) {
        0 | 1 => {
            let DateInterval { from, to } = one(&start);
            Node::Dates {
                from: Some(from),
                to: Some(to),
                written: start,
            }
        }
        2 => {
            uses.count("..b");
            Node::Dates {
                from: None,
                to: Some(one(&start).to),
                written: format!("..{start}"),
            }
        }
        3 => {
            uses.count("a..");
            Node::Dates {
                from: Some(one(&start).from),
                to: None,
                written: format!("{start}.."),
            }
        }
        _ => {
            uses.count("a..b");
            let other = day(random);
            let other = point(random, uses, other);
            let (first, last) = if one(&start).from <= one(&other).to {
                (start, other)
            } else {
                (other, start)
            };
            Node::Dates {
                from: Some(one(&first).from),
                to: Some(one(&last).to),
                written: format!("{first}..{last}"),
            }
        }
    }
}

/// A day, or its month or year.
fn point(random: &mut Random, uses: &mut Uses, day: Date) -> String {
    let day = day.to_string();
    let (what, length) = [("a year", 4), ("a month", 7), ("a day", 10)][random.below(3)];
    uses.count(what);
    day[..length].to_string()
}

/// The days of a year, a month or a day.
fn one(written: &str) -> DateInterval {
    let number = |from: usize, to: usize| written[from..to].parse::<i16>().expect("digits");
    let small = |number: i16| i8::try_from(number).expect("two digits");
    let first = Date::constant(number(0, 4), 1, 1);
    let (from, to) = match written.len() {
        4 => (first, first.last_of_year()),
        7 => {
            let month = Date::constant(number(0, 4), small(number(5, 7)), 1);
            (month, month.last_of_month())
        }
        _ => {
            let day = Date::constant(number(0, 4), small(number(5, 7)), small(number(8, 10)));
            (day, day)
        }
    };
    DateInterval { from, to }
}
