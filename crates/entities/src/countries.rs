//! Which countries an article is about, the most central first.

use depeche_corpus::{CountryCode, Part};
use rustc_hash::FxHashMap;

use crate::lexicon::{LEXICON, Sense, SenseKind};
use crate::weight::Position;

/// A mention that speaks of a country.
#[derive(Debug)]
pub(crate) struct Sign {
    pub(crate) sense: &'static Sense,
    pub(crate) code: CountryCode,
    pub(crate) position: Position,
}

/// Returns the country that a sense speaks of in an article where `certain` counts the mentions of one country only:
/// `congolais` is of the Congo that is named otherwise too.
pub(crate) fn resolve(
    sense: &Sense,
    certain: &FxHashMap<CountryCode, usize>,
) -> Option<CountryCode> {
    match sense.codes.as_slice() {
        [] => None,
        // An `Assemblée nationale` is the French one only where nothing speaks of another country.
        [code] if sense.ambiguous && sense.kind.is_organisation() => {
            (certain.is_empty() || certain.contains_key(code)).then_some(*code)
        }
        [code] => Some(*code),
        [first, ..] => {
            let named = sense
                .codes
                .iter()
                .rev()
                .max_by_key(|code| certain.get(code).copied().unwrap_or_default())
                .filter(|code| certain.contains_key(code));
            match named {
                Some(code) => Some(*code),
                // A city is the one that stands first in the table; a people of two countries is of neither.
                None if sense.kind != SenseKind::People => Some(*first),
                None => None,
            }
        }
    }
}

/// Countries that weigh less than this share of the first are named in passing.
const PASSING: f64 = 0.05;
/// What one article is about at most.
const MOST: usize = 6;

/// Returns the countries, the most central first, without those named in passing.
pub(crate) fn rank(signs: &[Sign]) -> Vec<CountryCode> {
    let mut weights: Vec<(CountryCode, f64, bool)> = Vec::new();
    // A territory speaks of its state too, half as much.
    let of_states = signs
        .iter()
        .filter_map(|sign| Some((*LEXICON.states.get(&sign.code)?, 0.5, sign)));
    let own = signs.iter().map(|sign| (sign.code, 1.0, sign));
    for (code, share, sign) in own.chain(of_states) {
        let weight = share * weight(sign);
        if weight == 0.0 {
            continue;
        }
        let prominent = matches!(sign.position.part, Part::Title | Part::Lead | Part::Caption);
        match weights.iter_mut().find(|(other, ..)| *other == code) {
            Some((_, sum, shown)) => {
                *sum += weight;
                *shown |= prominent;
            }
            None => weights.push((code, weight, prominent)),
        }
    }
    // Stable: of two equal ones the first named stands first.
    weights.sort_by(|a, b| b.1.total_cmp(&a.1));
    let first = weights.first().map_or(0.0, |(_, weight, _)| *weight);
    weights
        .into_iter()
        .filter(|(_, weight, shown)| *shown || *weight >= PASSING * first)
        .take(MOST)
        .map(|(code, ..)| code)
        .collect()
}

/// A name says more than an adjective, which often qualifies a person only, and a company more of itself.
fn weight(sign: &Sign) -> f64 {
    let kind = match sign.sense.kind {
        SenseKind::Country | SenseKind::Seat => 1.0,
        SenseKind::Place => 0.8,
        SenseKind::People => 0.8,
        SenseKind::Institution => 0.5,
        SenseKind::Organisation => 0.2,
        // A paper counts only where nothing else does.
        SenseKind::Media => 0.02,
        SenseKind::Agency => 0.0,
    };
    let part = match sign.position.part {
        Part::Title => 4.0,
        Part::Lead => 2.0,
        Part::Caption | Part::Crosshead => 1.0,
        // The first paragraph says what the article is about.
        Part::Paragraph if sign.position.paragraph == 0 => 1.5,
        Part::Paragraph => 1.0 / (1.0 + 0.1 * sign.position.paragraph as f64),
    };
    kind * part
}
