//! What a trainer needs of an article: the words that are labelled and their features. The same code makes them here and
//! where names are recognised, so that what is learnt is what is met.

use std::ops::Range;

use depeche_corpus::{Article, Texte};

use crate::found::Rules;
use crate::recogniser::features::{Around, features};
use crate::recogniser::observed::{Observed, observe, stretches};
use crate::recogniser::word_table::WordTable;
use crate::words::Words;

/// An article as the recogniser sees it.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// The bytes of every word in the article's `Texte`.
    pub words: Vec<Range<usize>>,
    /// The stretches of words that are labelled; all others are outside.
    pub stretches: Vec<Range<usize>>,
    observed: Vec<Observed>,
}

/// Returns an article as the recogniser sees it.
pub fn lesson(article: &Article, table: &WordTable<'_>) -> Lesson {
    let texte = Texte::of(article);
    let words = Words::of(&texte);
    let rules = Rules::of(&words);
    let observed = observe(&words, &rules.marks, &rules.found, table);
    Lesson {
        words: words.list.iter().map(|word| word.span.clone()).collect(),
        stretches: stretches(&words, &observed),
        observed,
    }
}

impl Lesson {
    /// Appends the features of a word.
    pub fn features(&self, word: usize, out: &mut Vec<u32>) {
        features(&Around::of(&self.observed, word), out);
    }
}
