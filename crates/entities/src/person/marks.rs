//! What the tables say of each word, so that the rules for persons look it up once.

use crate::lexicon::{Certainty, Cue, SenseKind};
use crate::names::Hit;
use crate::phrases::standing;
use crate::words::Words;

/// What the tables say of each word of an article.
#[derive(Debug)]
pub(crate) struct Marks {
    list: Vec<Mark>,
}

/// What the tables say of one word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mark {
    /// A phrase of `functions.tsv` starts here: what it is, and its length.
    pub(crate) cue_starts: Option<(Cue, usize)>,
    /// One ends here.
    pub(crate) cue_ends: Option<Cue>,
    /// Whether the word is a first name.
    pub(crate) first_name: Option<Certainty>,
    /// The kind and length of the table name it belongs to.
    pub(crate) name: Option<(SenseKind, usize)>,
}

impl Marks {
    pub(crate) fn of(words: &Words<'_>, hits: &[Hit]) -> Self {
        let mut list = vec![Mark::default(); words.list.len()];
        for hit in hits {
            for mark in &mut list[hit.words.clone()] {
                mark.name = Some((hit.sense.kind, hit.words.len()));
            }
        }
        let mut until = 0;
        for at in 0..words.list.len() {
            if words.is_capital(at) {
                let country = matches!(list[at].name, Some((SenseKind::Country, _)));
                // `Géorgie` is a country before it is Georgie.
                list[at].first_name = match words.list[at].form.first_name {
                    Some(_) if country => Some(Certainty::Maybe),
                    first_name => first_name,
                };
            }
            if at < until {
                continue;
            }
            // Civilities and functions are also written with a capital: `Monsieur`, `Premier ministre`.
            let found = standing(words.list[at].form.cues, words, at)
                .find(|phrase| phrase.is_word_at(words, at) || phrase.is_capitalised_at(words, at));
            if let Some(phrase) = found {
                until = at + phrase.len();
                list[at].cue_starts = Some((phrase.meaning, phrase.len()));
                list[until - 1].cue_ends = Some(phrase.meaning);
            }
        }
        Self { list }
    }

    /// Returns what the tables say of a word; nothing of one that is not there.
    pub(crate) fn at(&self, at: usize) -> Mark {
        self.list.get(at).copied().unwrap_or_default()
    }
}
