//! Mends what the model says where words alone decide otherwise: a civility is no name, `la Saint-Jean` no place, `Israël
//! Galvan` no country, a ship in quotation marks no person, and a place's name goes as far as the tables have it.

use std::ops::Range;

use crate::found::{Rules, What};
use crate::kind::NameKind;
use crate::lexicon::{Cue, LEXICON, SenseKind};
use crate::words::{Gap, Shape, Words};

/// Names in their order: their words and their kinds.
type Names = Vec<(Range<usize>, NameKind)>;

/// Mends the names that the model found.
pub(crate) fn names(words: &Words<'_>, rules: &Rules, names: &mut Names) {
    names.retain(|(range, kind)| {
        !(is_civility(rules, range) || *kind == NameKind::Place && is_feast(words, range.start))
    });
    drop_things(words, names);
    join_given_names(words, rules, names);
    widen(words, rules, names);
}

/// `« J'arrive, Madame. »`.
fn is_civility(rules: &Rules, range: &Range<usize>) -> bool {
    let cue = rules.marks.at(range.start).cue_starts;
    matches!(cue, Some((Cue::Civility, len)) if len == range.len())
}

/// `la Saint-Jean`: no place named after a male saint has the feminine article.
fn is_feast(words: &Words<'_>, start: usize) -> bool {
    let beside = words.list[start].gap == Gap::Blank && !words.list[start].first;
    words.key(start) == "saint" && beside && words.key_before(start) == "la"
}

/// Leaves out the persons that stand in quotation marks behind an article, wherever they stand: `l'« Amber Kestrel »`.
fn drop_things(words: &Words<'_>, names: &mut Names) {
    let keys =
        |range: &Range<usize>| -> Vec<&str> { range.clone().map(|at| words.key(at)).collect() };
    let things: Vec<Vec<&str>> = names
        .iter()
        .filter(|(range, kind)| *kind == NameKind::Person && is_thing(words, range))
        .map(|(range, _)| keys(range))
        .collect();
    if !things.is_empty() {
        names.retain(|(range, kind)| *kind != NameKind::Person || !things.contains(&keys(range)));
    }
}

fn is_thing(words: &Words<'_>, range: &Range<usize>) -> bool {
    const QUOTES: [char; 4] = ['«', '"', '“', '»'];
    let is_blank = |c: char| c.is_whitespace();
    let span = words.span(range.clone());
    let before = words.text[..span.start].trim_end_matches(is_blank);
    let after = words.text[span.end..].trim_start_matches(is_blank);
    if !before.ends_with(QUOTES) || !after.starts_with(['»', '"', '”']) {
        return false;
    }
    let before = before.trim_end_matches(QUOTES).trim_end_matches(is_blank);
    let word = before
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default();
    matches!(word, "l'" | "l’" | "le" | "la" | "du" | "au")
}

/// Takes a country's name that is a first name too, before a word with a capital that no table knows, for a person's:
/// `Israël Galvan`. In French a country has an article or a preposition before it, or stands alone.
fn join_given_names(words: &Words<'_>, rules: &Rules, names: &mut Names) {
    let mut number = 0;
    while number < names.len() {
        let (range, kind) = names[number].clone();
        if kind == NameKind::Place && is_given_name(words, rules, range.start) {
            let mut end = range.end.max(range.start + 2);
            if let Some((next, NameKind::Person)) = names.get(number + 1)
                && next.start <= end
            {
                end = end.max(next.end);
                names.remove(number + 1);
            }
            if names
                .get(number + 1)
                .is_none_or(|(next, _)| next.start >= end)
            {
                names[number] = (range.start..end, NameKind::Person);
            }
        }
        number += 1;
    }
}

fn is_given_name(words: &Words<'_>, rules: &Rules, at: usize) -> bool {
    let mark = rules.marks.at(at);
    let country = matches!(mark.name, Some((SenseKind::Country, 1)));
    let bare = words.elided(at).is_empty()
        && (words.list[at].first
            || words.list[at].gap != Gap::Blank
            || matches!(words.key_before(at), "et" | "que"));
    country
        && mark.first_name.is_some()
        && bare
        && words.list.get(at + 1).is_some_and(|next| {
            next.gap == Gap::Blank
                && next.shape == Shape::Capital
                && !next.first
                && !next.shouted
                && next.elision.is_none()
        })
        && rules.marks.at(at + 1).name.is_none()
        && LEXICON.other_word(words.key(at + 1)).is_none()
}

/// Gives a place the words that the tables have for it where a part of them is another country's name: `lac Tchad`,
/// `jardin du Luxembourg`.
fn widen(words: &Words<'_>, rules: &Rules, names: &mut Names) {
    for mention in &rules.found {
        let What::Sense(sense) = mention.what else {
            continue;
        };
        let place = matches!(sense.kind, SenseKind::Place | SenseKind::Seat) && !sense.ambiguous;
        if !place || mention.words.len() < 2 {
            continue;
        }
        let within = |range: &Range<usize>| {
            range.start >= mention.words.start && range.end <= mention.words.end
        };
        for (range, kind) in names.iter_mut() {
            if *kind == NameKind::Place && within(range) && is_country(words, range) {
                *range = mention.words.clone();
            }
        }
    }
    names.dedup();
}

fn is_country(words: &Words<'_>, range: &Range<usize>) -> bool {
    LEXICON
        .names
        .at(words, range.start)
        .filter(|phrase| phrase.len() == range.len() && phrase.is_name_at(words, range.start))
        .any(|phrase| LEXICON.senses[phrase.meaning.sense].kind == SenseKind::Country)
}
