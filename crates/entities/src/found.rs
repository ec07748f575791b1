//! Gathers the mentions that the recognisers find, and says who wins where two overlap.

use std::ops::Range;

use depeche_corpus::EntityKind;

use crate::lexicon::Sense;
use crate::names::table_names;
use crate::person::Marks;
use crate::words::Words;
use crate::{acronyms, announced, person};

/// A mention, and what it is.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) words: Range<usize>,
    pub(crate) what: What,
}

/// What a mention is.
#[derive(Debug)]
pub(crate) enum What {
    /// A person, by the normal form.
    Person(String),
    /// What the article itself says to be an organisation or a place.
    Said(EntityKind, String),
    /// What a table knows.
    Sense(&'static Sense),
}

/// What the tables and the rules find in an article.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) marks: Marks,
    /// The mentions in order, none over another.
    pub(crate) found: Vec<Found>,
}

impl Rules {
    pub(crate) fn of(words: &Words<'_>) -> Self {
        let hits = table_names(words);
        let marks = Marks::of(words, &hits);
        let mut found = Vec::new();
        found.extend(
            person::persons(words, &marks)
                .into_iter()
                .map(|person| Found {
                    words: person.words,
                    what: What::Person(person.name),
                }),
        );
        found.extend(hits.iter().map(|hit| Found {
            words: hit.words.clone(),
            what: What::Sense(hit.sense),
        }));
        found.extend(
            acronyms::explained(words)
                .into_iter()
                .map(|(words, name)| Found {
                    words,
                    what: What::Said(EntityKind::Organisation, name),
                }),
        );
        found.extend(
            announced::places(words)
                .into_iter()
                .map(|(words, name)| Found {
                    words,
                    what: What::Said(EntityKind::Place, name),
                }),
        );
        Self {
            marks,
            found: without_overlaps(found),
        }
    }
}

/// Returns the mentions in the order of the text; of two that overlap the longer stands, of two of one length the one
/// that was given first.
fn without_overlaps(mut found: Vec<Found>) -> Vec<Found> {
    // Stable: the given order decides between equals.
    found.sort_by_key(|mention| usize::MAX - mention.words.len());
    let end = found
        .iter()
        .map(|mention| mention.words.end)
        .max()
        .unwrap_or_default();
    let mut taken = vec![false; end];
    found.retain(|mention| {
        let free = !taken[mention.words.clone()].contains(&true);
        if free {
            taken[mention.words.clone()].fill(true);
        }
        free
    });
    found.sort_by_key(|mention| mention.words.start);
    found
}
