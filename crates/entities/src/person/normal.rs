//! One name for each person of an article: the longest form stands for the shorter ones («M. Poutine», «Poutine»).

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::SenseKind;
use crate::person::{Marks, Person};
use crate::words::{Gap, Shape, Words};

/// One person: the words of the longest form.
#[derive(Debug)]
struct Known {
    /// The keys of its words.
    keys: Vec<String>,
    /// The words of its best written mention.
    words: Range<usize>,
    name: String,
}

/// Names the mentions that are sure, and finds among the rest those of the same persons.
pub(crate) fn name(
    words: &Words<'_>,
    marks: &Marks,
    sure: &[Range<usize>],
    rest: &[Range<usize>],
) -> Vec<Person> {
    let known = known(words, sure);
    if known.is_empty() {
        return Vec::new();
    }
    let mut by_key: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (number, person) in known.iter().enumerate() {
        for key in &person.keys {
            by_key.entry(key).or_default().push(number);
        }
    }
    let mut mentions: Vec<(Range<usize>, bool)> =
        sure.iter().map(|range| (range.clone(), true)).collect();
    mentions.extend(rest.iter().map(|range| (range.clone(), false)));
    mentions.sort_by_key(|(range, _)| range.start);
    let mut persons = Vec::new();
    // The person last named in full: of two of one surname, the bare surname means that one.
    let mut last_named = vec![0; known.len()];
    for (range, is_sure) in mentions {
        let candidates = by_key
            .get(words.key(range.end - 1))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let meant = candidates
            .iter()
            .filter(|number| is_form_of(words, &range, &known[**number]))
            .max_by_key(|number| {
                (
                    known[**number].keys.len() == range.len(),
                    last_named[**number],
                )
            });
        let Some(&meant) = meant else { continue };
        if !is_sure && !may_be_bare(words, marks, &range, &known[meant]) {
            continue;
        }
        if range.len() > 1 {
            last_named[meant] = range.end;
        }
        persons.push(Person {
            words: with_particle(words, range, &known[meant]),
            name: known[meant].name.clone(),
        });
    }
    persons
}

/// Returns the persons of the sure mentions, shorter forms merged into longer ones.
fn known(words: &Words<'_>, sure: &[Range<usize>]) -> Vec<Known> {
    let mut longest_first: Vec<&Range<usize>> = sure.iter().collect();
    longest_first.sort_by_key(|range| (usize::MAX - range.len(), range.start));
    let mut known: Vec<Known> = Vec::new();
    for range in longest_first {
        match known
            .iter_mut()
            .find(|person| is_form_of(words, range, person))
        {
            Some(person) => {
                // The same name written better: not in capitals.
                if range.len() == person.keys.len()
                    && capitals(words, range) < capitals(words, &person.words)
                {
                    person.words = range.clone();
                }
            }
            None => known.push(Known {
                keys: range.clone().map(|at| words.key(at).to_string()).collect(),
                words: range.clone(),
                name: String::new(),
            }),
        }
    }
    for person in &mut known {
        person.name = words.written(person.words.clone());
    }
    known
}

/// Returns the mention with the particle before it that is part of the surname: `Le Drian`, whose `Le` a sentence's start
/// hides.
fn with_particle(words: &Words<'_>, range: Range<usize>, person: &Known) -> Range<usize> {
    let before = person.keys.len().checked_sub(range.len() + 1);
    let (Some(before), Some(start)) = (before, range.start.checked_sub(1)) else {
        return range;
    };
    let surname = person
        .keys
        .last()
        .is_some_and(|last| words.key(range.end - 1) == last);
    let joined = words.list[range.start].gap == Gap::Blank && words.is_capital(start);
    if surname && joined && before > 0 && words.key(start) == person.keys[before] {
        return start..range.end;
    }
    range
}

fn capitals(words: &Words<'_>, range: &Range<usize>) -> usize {
    range
        .clone()
        .filter(|at| words.list[*at].shape == Shape::Caps)
        .count()
}

/// Returns whether the words may be a shorter or equal form of the person: its surname, its first name, some of its
/// words in order and the last among them.
fn is_form_of(words: &Words<'_>, range: &Range<usize>, person: &Known) -> bool {
    let keys = &person.keys;
    let count = range.len();
    if count > keys.len() {
        return false;
    }
    let equal = |keys: &[String]| {
        range
            .clone()
            .zip(keys)
            .all(|(at, key)| words.key(at) == key)
    };
    if equal(&keys[keys.len() - count..]) {
        return true;
    }
    if count == 1 {
        // `Kim` of Kim Jong Un; a first name alone: `Céline`.
        return equal(&keys[..1]);
    }
    // `Victor Del Corral` of Victor Del Corral Morales; `Mohamed Bouhlel` of Mohamed Lahouaiej Bouhlel.
    let mut left = keys.iter();
    words.key(range.start) == keys[0]
        && range.clone().all(|at| left.any(|key| words.key(at) == key))
}

/// Returns whether a name that nothing announces may mean a person named in full elsewhere.
fn may_be_bare(words: &Words<'_>, marks: &Marks, range: &Range<usize>, person: &Known) -> bool {
    let at = range.start;
    if words.elided(at) == "l" || words.list[at].shape == Shape::Other {
        return false;
    }
    let surname = person
        .keys
        .last()
        .is_some_and(|last| words.key(range.end - 1) == last);
    let before = words.key_before(at);
    let place_before = matches!(before, "en" | "a" | "au" | "aux" | "la" | "les");
    match marks.at(at).name {
        // `Hollande` is François Hollande, but `la Hollande` is not.
        // Nor is `France` the first name of a person.
        Some((SenseKind::Country | SenseKind::Place, len)) if len <= range.len() => {
            surname && !place_before
        }
        Some((_, len)) if len >= range.len() => false,
        _ => !matches!(before, "la" | "les" | "en"),
    }
}
