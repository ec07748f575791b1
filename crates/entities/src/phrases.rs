//! Finds the phrases of a table among the words of an article: by key, then by how they are written.

use rustc_hash::FxHashMap;

use crate::words::{Gap, Shape, Words, push_key};

/// One phrase of a table and what it means.
#[derive(Debug)]
pub(crate) struct Phrase<T> {
    /// Its words as the table writes them, without elided prefixes.
    forms: Box<[Box<str>]>,
    keys: Box<[Box<str>]>,
    pub(crate) meaning: T,
}

/// The phrases of one or several tables.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    /// By the key of the first word, the longest first, then in the order of the tables.
    by_first: FxHashMap<Box<str>, Vec<Phrase<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: FxHashMap::default(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; one without words is left out.
    pub(crate) fn add(&mut self, phrase: &str, meaning: T) {
        let forms: Box<[Box<str>]> = depeche_text::tokens(phrase)
            .map(|token| phrase[token.span].into())
            .collect();
        let keys: Box<[Box<str>]> = forms
            .iter()
            .map(|form| {
                let mut key = String::new();
                push_key(&mut key, form);
                key.into()
            })
            .collect();
        let Some(first) = keys.first() else { return };
        let row = self.by_first.entry(first.clone()).or_default();
        let at = row.partition_point(|other| other.keys.len() >= keys.len());
        row.insert(
            at,
            Phrase {
                forms,
                keys,
                meaning,
            },
        );
    }

    /// Returns the phrases whose keys stand at a word, the longest first. The parts of a name stand beside each other,
    /// with a blank, a hyphen or an apostrophe between them: `Corée-du-Nord` is `Corée du Nord`.
    pub(crate) fn at<'a>(
        &'a self,
        words: &'a Words<'_>,
        start: usize,
    ) -> impl Iterator<Item = &'a Phrase<T>> {
        standing(self.of_first(words.key(start)), words, start)
    }

    /// Returns the phrases that start with a key, the longest first.
    pub(crate) fn of_first(&self, key: &str) -> &[Phrase<T>] {
        self.by_first
            .get(key)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// Returns those of the phrases starting with a word's key whose other keys stand behind it.
pub(crate) fn standing<'a, T>(
    row: &'a [Phrase<T>],
    words: &'a Words<'_>,
    start: usize,
) -> impl Iterator<Item = &'a Phrase<T>> {
    row.iter().filter(move |phrase| {
        phrase.keys[1..].iter().enumerate().all(|(offset, key)| {
            let at = start + 1 + offset;
            words
                .list
                .get(at)
                .is_some_and(|word| matches!(word.gap, Gap::Blank | Gap::Hyphen | Gap::Apostrophe))
                && words.key(at) == &**key
        })
    })
}

impl<T> Phrase<T> {
    pub(crate) fn len(&self) -> usize {
        self.forms.len()
    }

    /// Returns whether a proper name stands here as the table writes it: its capitals are capitals, an acronym is in
    /// capitals (from four letters on `Otan` will do), and accents may lack only where the word has none at all
    /// (`Etats-Unis`, `Sao Paulo`), never differ.
    pub(crate) fn is_name_at(&self, words: &Words<'_>, start: usize) -> bool {
        self.forms.iter().enumerate().all(|(offset, form)| {
            let at = start + offset;
            let Some(initial) = form.chars().next() else {
                return false;
            };
            let shape = words.list[at].shape;
            let capitals = if !initial.is_uppercase() {
                true
            } else if form.contains(|c: char| c.is_ascii_digit()) {
                // `M23`, `G20`.
                **form == *words.form(at)
            } else if is_short_acronym(form) {
                shape == Shape::Caps
            } else {
                matches!(shape, Shape::Capital | Shape::Caps)
            };
            capitals && same_accents(form, words.form(at), true)
        })
    }

    /// Returns whether a common word stands here: in small letters, accents as the table has them.
    pub(crate) fn is_word_at(&self, words: &Words<'_>, start: usize) -> bool {
        self.forms.iter().enumerate().all(|(offset, form)| {
            let word = &words.list[start + offset];
            let small = word.shape == Shape::Lower || word.shouted;
            small && same_accents(form, words.form(start + offset), word.shouted)
        })
    }

    /// Returns whether the phrase stands here with a capital at its first word, the others either way.
    pub(crate) fn is_capitalised_at(&self, words: &Words<'_>, start: usize) -> bool {
        words.is_capital(start)
            && self
                .forms
                .iter()
                .enumerate()
                .all(|(offset, form)| same_accents(form, words.form(start + offset), true))
    }
}

/// `UN`, `L.A.`: in small letters it is a common word.
fn is_short_acronym(form: &str) -> bool {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    letters.clone().all(char::is_uppercase) && (2..4).contains(&letters.by_ref().count())
}

/// Returns whether a word has the accents of the table's form, or none where it `may_lack` them: a capital is often
/// written without its accent.
fn same_accents(form: &str, word: &str, may_lack: bool) -> bool {
    if form.is_ascii() {
        // `İzmir`, `Łódź`: the table has the French spelling.
        return word.chars().all(|c| c.is_ascii() || !is_french(c));
    }
    if word.is_ascii() {
        return may_lack && word.starts_with(|c: char| c.is_ascii_uppercase());
    }
    let same = |(a, b): (char, char)| a == b || a.to_lowercase().eq(b.to_lowercase());
    let capital_without = |(a, b): (char, char)| b.is_ascii_uppercase() && !a.is_ascii();
    form.chars().count() != word.chars().count()
        || form
            .chars()
            .zip(word.chars())
            .all(|pair| same(pair) || capital_without(pair))
}

/// Returns whether French writes the letter, so that its accent tells words apart.
fn is_french(letter: char) -> bool {
    letter
        .to_lowercase()
        .all(|letter| "àâäæçéèêëîïôöœùûüÿ".contains(letter))
}
