//! Invents the values of a query: names, sources, identifiers.

use crate::node::Node;
use crate::random::Random;
use crate::uses::Uses;
use crate::world::{Entry, Shown, World};

const FIELDS: &[&str] = &[
    "pays",
    "personne",
    "lieu",
    "zone",
    "organisation",
    "source",
    "agence",
    "rubrique",
    "sujet",
    "langue",
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
    part_of(random, field, &value)
}

/// A value, or a part by which it is known.
pub(crate) fn part_of(random: &mut Random, field: &str, value: &str) -> String {
    let value = value.to_string();
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
