//! Names in a text: where each is met, and what is asked of them. A mention is its first word, and is lit whole.

use std::collections::BTreeSet;
use std::ops::Range;

use depeche_corpus::{EntityKind, Mention};
use depeche_text::Word;

use crate::generate::Generator;
use crate::letters::folded;
use crate::node::Node;
use crate::random::Random;
use crate::typed::Spot;
use crate::value_leaf::part_of;
use crate::values::means;
use crate::world::{Shown, World};

/// The fields of names, and the spellings of their kinds.
pub(crate) const KINDS: &[(&str, &[&str])] = &[
    ("personne", &["PERSONNE", "PERSON"]),
    ("lieu", &["LIEU", "PLACE"]),
    ("organisation", &["ORGANISATION", "ORG"]),
    ("pays", &["PAYS", "COUNTRY"]),
];

/// A name at its place in a text.
pub(crate) struct Named {
    /// Its field.
    pub(crate) field: &'static str,
    /// Its normal form, of a country the code.
    pub(crate) name: Shown,
    /// The position of its first word.
    pub(crate) first: usize,
    /// Where it stands.
    pub(crate) place: Range<usize>,
}

/// The names that have a word in some part of a text, which starts at a byte of what the mentions speak of.
pub(crate) fn named(words: &[Word], start: usize, end: usize, mentions: &[Mention]) -> Vec<Named> {
    let inside = mentions
        .iter()
        .filter(|mention| start <= mention.span.start && mention.span.end <= end);
    let mut all = Vec::new();
    for mention in inside {
        let place = mention.span.start - start..mention.span.end - start;
        let shares = |word: &Word| {
            let word = &word.token.span;
            word.start < place.end && place.start < word.end
        };
        let Some(first) = words.iter().position(shares) else {
            continue;
        };
        let (field, value) = match mention.kind {
            EntityKind::Person => ("personne", mention.name.clone()),
            EntityKind::Place => ("lieu", mention.name.clone()),
            EntityKind::Organisation => ("organisation", mention.name.clone()),
            EntityKind::Country => ("pays", mention.country.expect("a country").to_string()),
        };
        let folded = folded(&value);
        all.push(Named {
            field,
            name: Shown { value, folded },
            first,
            place,
        });
    }
    all
}

/// The normal forms that a typed name means, as they are compared.
pub(crate) fn meant(world: &World, field: &str, text: &str, whole: bool) -> BTreeSet<String> {
    let is_meant = means(world, field, text, whole);
    let named = world.articles.iter().flat_map(|entry| &entry.texte.named);
    let names = named.filter(|named| named.field == field);
    let meant = names.filter(|named| is_meant(&named.name));
    meant.map(|named| named.name.folded.clone()).collect()
}

impl Generator<'_> {
    /// Any name of a kind.
    pub(crate) fn kind(&mut self, field: &'static str, spot: Option<Spot<'_>>) -> Node {
        let named = spot.and_then(|spot| near(&mut self.random, spot));
        let (any, _) = KINDS[self.random.below(KINDS.len())];
        let kind = named.map_or(any, |named| named.field);
        Node::Kind { field, kind }
    }

    /// Any name of a kind, or, in the running text, one of the names that stand near a place.
    pub(crate) fn name(&mut self, field: &'static str, spot: Option<Spot<'_>>) -> Node {
        if field != "texte" || self.random.chance(45) {
            return self.kind(field, spot);
        }
        self.one_name(field, spot)
    }

    /// One of the names that stand near a place.
    pub(crate) fn one_name(&mut self, field: &'static str, spot: Option<Spot<'_>>) -> Node {
        let random = &mut self.random;
        let Some(named) = spot.and_then(|spot| near(random, spot)) else {
            return self.kind(field, spot);
        };
        Node::Value {
            field: named.field,
            text: part_of(random, named.field, &named.name.value),
            whole: named.field != "pays" && random.chance(20),
        }
    }
}

/// The name that stands nearest to a place, or any.
fn near<'a>(random: &mut Random, spot: Spot<'a>) -> Option<&'a Named> {
    let named = &spot.text.named;
    if named.is_empty() {
        return None;
    }
    let around = spot.position(random);
    match spot.around {
        Some(_) => named
            .iter()
            .min_by_key(|named| named.first.abs_diff(around)),
        None => named.get(random.below(named.len())),
    }
}
