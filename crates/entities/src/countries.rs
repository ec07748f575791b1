//! Which countries an article is about, the most central first.

use std::ops::Range;

use depeche_corpus::{CountryCode, EntityKind, Part};
use rustc_hash::FxHashMap;

use crate::found::{Found, What};
use crate::lexicon::{LEXICON, Sense, SenseKind};
use crate::weight::Position;
use crate::words::Words;

/// A mention that speaks of a country.
#[derive(Debug)]
pub(crate) struct Sign {
    pub(crate) sense: &'static Sense,
    pub(crate) code: CountryCode,
    pub(crate) position: Position,
}

/// What an article names beyond doubt.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// How many mentions speak of one country only, by country.
    certain: FxHashMap<CountryCode, usize>,
    /// Whether a city stands for the European Union.
    union_at: Option<&'static str>,
}

/// The city that papers call the European Union by, and its bodies there.
const UNION_CITY: &str = "Bruxelles";
const UNION: [&str; 6] = [
    "Union européenne",
    "Commission européenne",
    "Parlement européen",
    "Conseil européen",
    "Conseil de l'Union européenne",
    "Eurogroupe",
];

impl Named {
    /// Counts what an article names.
    pub(crate) fn of<'f>(found: impl Iterator<Item = &'f Found>) -> Self {
        let mut named = Self::default();
        let mut union = false;
        let mut in_city = FxHashMap::default();
        for mention in found {
            let What::Sense(sense) = mention.what else {
                continue;
            };
            union |= UNION.contains(&sense.label);
            if let [code] = sense.codes.as_slice()
                && !(sense.ambiguous && sense.kind.is_organisation())
                && !matches!(sense.kind, SenseKind::Media | SenseKind::Agency)
            {
                *named.certain.entry(*code).or_default() += 1;
                if sense.label == UNION_CITY {
                    *in_city.entry(*code).or_default() += 1;
                }
            }
        }
        // `Bruxelles veut taxer`, where nothing else is Belgian.
        let alone = |(code, count): (&CountryCode, &usize)| named.certain.get(code) == Some(count);
        if union && in_city.iter().all(alone) {
            named.union_at = Some(UNION_CITY);
        }
        named
    }
}

/// Takes a country's name for the place of that name elsewhere, where the article speaks of that country and of the first
/// by nothing else: `Géorgie` beside Atlanta.
pub(crate) fn settle_homonyms(found: &mut [Found], inside: &mut [Found]) {
    let named = Named::of(found.iter().chain(inside.iter())).certain;
    let mut own: FxHashMap<usize, usize> = FxHashMap::default();
    let numbered = |mention: &Found| match mention.what {
        What::Sense(sense) if sense.kind == SenseKind::Country => LEXICON
            .homonyms
            .keys()
            .copied()
            .find(|number| std::ptr::eq(&LEXICON.senses[*number], sense)),
        _ => None,
    };
    for mention in found.iter().chain(inside.iter()) {
        if let Some(number) = numbered(mention) {
            *own.entry(number).or_default() += 1;
        }
    }
    for mention in found.iter_mut().chain(inside) {
        let Some(number) = numbered(mention) else {
            continue;
        };
        let place = &LEXICON.senses[LEXICON.homonyms[&number]];
        let of = |sense: &Sense| {
            sense
                .codes
                .first()
                .and_then(|code| named.get(code))
                .copied()
        };
        if of(&LEXICON.senses[number]) == own.get(&number).copied() && of(place).is_some() {
            mention.what = What::Sense(place);
        }
    }
}

/// Returns the country that a sense speaks of in an article that names others beyond doubt: `congolais` is of the Congo that
/// is named otherwise too.
pub(crate) fn resolve(sense: &Sense, named: &Named) -> Option<CountryCode> {
    let certain = &named.certain;
    match sense.codes.as_slice() {
        [] => None,
        _ if named.union_at == Some(sense.label) => None,
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

/// Returns whether the tables know the words by another kind only than the one they were taken for: a place that is taken
/// for an organisation, a seat of power for a place.
pub(crate) fn is_of_other_kind(words: &Words<'_>, range: &Range<usize>, kind: EntityKind) -> bool {
    let mut senses = LEXICON
        .names
        .at(words, range.start)
        .filter(|phrase| phrase.len() == range.len() && phrase.is_name_at(words, range.start))
        .map(|phrase| &LEXICON.senses[phrase.meaning.sense])
        .peekable();
    let other = |sense: &Sense| match kind {
        EntityKind::Organisation => {
            matches!(sense.kind, SenseKind::Country | SenseKind::Place) && !sense.ambiguous
        }
        EntityKind::Place => sense.kind == SenseKind::Seat,
        _ => false,
    };
    senses.peek().is_some() && senses.all(other)
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
