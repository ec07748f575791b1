//! Joins what the model and the tables say: the model says where a name stands and of which kind it is, the tables what it
//! is. How they share the work was chosen by cross-validation on annotated news.

use std::ops::Range;

use depeche_corpus::EntityKind;

use crate::found::{Found, Rules, What};
use crate::kind::NameKind;
use crate::lexicon::{LEXICON, Sense, SenseKind};
use crate::mend;
use crate::person;
use crate::person_acronyms;
use crate::recogniser::{Label, Model, label};
use crate::words::{Gap, Shape, Words};

/// What was recognised in an article.
#[derive(Debug)]
pub(crate) struct Recognised {
    /// The mentions in order, none over another.
    pub(crate) found: Vec<Found>,
    /// Names of the tables inside mentions: they are no mentions, but speak of a country (`armée syrienne`).
    pub(crate) inside: Vec<Found>,
}

impl Recognised {
    /// Returns what the rules alone recognise.
    pub(crate) fn by_rules(words: &Words<'_>) -> Self {
        Self {
            found: Rules::of(words).found,
            inside: Vec::new(),
        }
    }

    /// Returns what the model and the tables recognise.
    pub(crate) fn by_model(words: &Words<'_>, model: &Model) -> Self {
        let rules = Rules::of(words);
        let mut names = within_parts(words, Label::names(&label(words, &rules, model)));
        for mention in rules.found.iter().filter(|mention| is_certain(mention)) {
            // `Ria Novosti` looks like a person to who does not know it; a longer organisation keeps it.
            names.retain(|(range, kind)| {
                let apart = range.end <= mention.words.start || range.start >= mention.words.end;
                apart || *kind == NameKind::Organisation
            });
        }
        mend::names(words, &rules, &mut names);
        let is_explained = |at: usize| {
            let mut said = rules.found.iter();
            said.any(|of| matches!(of.what, What::Said(..)) && of.words.contains(&at))
        };
        person_acronyms::mark(words, &mut names, &is_explained);
        for (range, kind) in &mut names {
            if *kind == NameKind::Person {
                range.end = person::given_name_end(words, range.end);
            }
        }
        let mut taken = vec![None; words.list.len()];
        for (range, kind) in &names {
            taken[range.clone()].fill(Some(*kind));
        }
        let mut found = Vec::new();
        let mut inside = Vec::new();
        let sure: Vec<Range<usize>> = names
            .iter()
            .filter(|(_, kind)| *kind == NameKind::Person)
            .map(|(range, _)| range.clone())
            .collect();
        for person in person::named(words, &rules.marks, &sure) {
            let initials = person_acronyms::initials(words, &person.words);
            found.push(Found {
                words: person.words,
                what: What::Person(initials.map_or(person.name, str::to_string)),
            });
        }
        for (range, kind) in &names {
            let kind = match kind {
                NameKind::Place => EntityKind::Place,
                NameKind::Organisation => EntityKind::Organisation,
                NameKind::Person | NameKind::Other => continue,
            };
            found.push(Found {
                words: range.clone(),
                what: meaning(words, &rules, range, kind),
            });
        }
        for mention in rules.found {
            let What::Sense(sense) = mention.what else {
                continue;
            };
            let kinds = &taken[mention.words.clone()];
            if kinds.iter().all(Option::is_none) {
                if stands_alone(words, &mention, sense) || is_certain(&mention) {
                    found.push(mention);
                }
            } else if kinds
                .iter()
                .all(|kind| matches!(kind, Some(NameKind::Place | NameKind::Organisation)))
                && !found.iter().any(|other| {
                    other.words == mention.words && matches!(other.what, What::Sense(_))
                })
            {
                inside.push(mention);
            }
        }
        found.sort_by_key(|mention| mention.words.start);
        Self {
            found: without_overlaps(found),
            inside,
        }
    }
}

/// Cuts names that reach over the end of a headline or a paragraph: the model learnt from sentences and does not know these.
fn within_parts(
    words: &Words<'_>,
    names: Vec<(Range<usize>, NameKind)>,
) -> Vec<(Range<usize>, NameKind)> {
    let mut cut = Vec::with_capacity(names.len());
    for (range, kind) in names {
        let mut start = range.start;
        for at in range.start + 1..range.end {
            if words.list[at].part != words.list[at - 1].part {
                cut.push((start..at, kind));
                start = at;
            }
        }
        cut.push((start..range.end, kind));
    }
    cut
}

/// Returns whether the tables know an organisation better than the model: a news agency, or one whose name is several words
/// and nothing else.
fn is_certain(mention: &Found) -> bool {
    match mention.what {
        What::Sense(sense) if !sense.ambiguous => match sense.kind {
            SenseKind::Agency => true,
            SenseKind::Institution | SenseKind::Organisation => mention.words.len() > 1,
            _ => false,
        },
        _ => false,
    }
}

/// Returns whether a name of the tables stands where the model sees none: inhabitants and adjectives, which it is not
/// taught, seats of governments, countries, papers with an article of their own (`La Croix`), parties and
/// the like that stand without one (`contre Reconquête`).
fn stands_alone(words: &Words<'_>, mention: &Found, sense: &Sense) -> bool {
    let several = mention.words.len() > 1;
    match sense.kind {
        SenseKind::People | SenseKind::Seat | SenseKind::Country => true,
        SenseKind::Media => several,
        SenseKind::Institution => {
            let start = mention.words.start;
            let word = &words.list[start];
            let bare = !matches!(
                words.key_before(start),
                "le" | "la" | "les" | "un" | "une" | "du" | "au" | "aux" | "des"
            );
            // `le M23`: no other word is written so.
            let numbered = words.form(start).contains(|c: char| c.is_ascii_digit());
            let plain = word.shape == Shape::Capital && !word.first && word.elision.is_none();
            !several && (numbered || plain && bare && word.gap == Gap::Blank)
        }
        _ => false,
    }
}

/// Returns what the tables or the article know of a place or an organisation, else its name as it is written.
fn meaning(words: &Words<'_>, rules: &Rules, range: &Range<usize>, kind: EntityKind) -> What {
    let is_of_kind = |sense: &Sense| match kind {
        EntityKind::Place => matches!(sense.kind, SenseKind::Country | SenseKind::Place),
        _ => sense.kind.is_organisation() || sense.kind == SenseKind::Seat,
    };
    for mention in &rules.found {
        if mention.words != *range {
            continue;
        }
        match &mention.what {
            What::Sense(sense) if is_of_kind(sense) => return What::Sense(sense),
            What::Said(said, name) if *said == kind => return What::Said(kind, name.clone()),
            // `Arméniens et Azerbaïdjanais` are of a country, and no place.
            What::Sense(sense) if sense.kind == SenseKind::People && kind == EntityKind::Place => {
                return What::Sense(sense);
            }
            _ => {}
        }
    }
    // `agence russe Ria Novosti` is Ria Novosti.
    if kind == EntityKind::Organisation && words.list[range.start].shape == Shape::Lower {
        for mention in &rules.found {
            let ends = mention.words.end == range.end && mention.words.start > range.start;
            if let What::Sense(sense) = mention.what
                && ends
                && matches!(sense.kind, SenseKind::Agency | SenseKind::Media)
            {
                return What::Sense(sense);
            }
        }
    }
    // What needs evidence in the tables has it: the model says so.
    let known = LEXICON
        .names
        .at(words, range.start)
        .filter(|phrase| phrase.len() == range.len() && phrase.is_name_at(words, range.start))
        .map(|phrase| &LEXICON.senses[phrase.meaning.sense])
        .find(|sense| is_of_kind(sense));
    match known {
        Some(sense) => What::Sense(sense),
        None => What::Said(kind, written(words, range)),
    }
}

/// Returns a name as it is called. An acronym keeps its capitals.
fn written(words: &Words<'_>, range: &Range<usize>) -> String {
    let acronyms = range
        .clone()
        .any(|at| words.list[at].shape == Shape::Caps && !words.list[at].shouted);
    if acronyms {
        return words.text[words.span(range.clone())].to_string();
    }
    words.written(range.clone())
}

/// Returns the mentions without those that reach into the one before: a person's particle may.
fn without_overlaps(found: Vec<Found>) -> Vec<Found> {
    let mut end = 0;
    let mut kept = Vec::with_capacity(found.len());
    for mention in found {
        if mention.words.start >= end {
            end = mention.words.end;
            kept.push(mention);
        }
    }
    kept
}
