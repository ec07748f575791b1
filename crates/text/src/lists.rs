//! The word lists of `data/text`, each parsed once.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

type List = LazyLock<FxHashSet<&'static str>>;

pub(crate) const ELISIONS_FILE: &str = include_str!("../../../data/text/elisions.txt");
pub(crate) const WHOLE_WORDS_FILE: &str = include_str!("../../../data/text/whole_words.txt");
pub(crate) const ELIDED_NAMES_FILE: &str = include_str!("../../../data/text/elided_names.txt");
pub(crate) const CLITICS_FILE: &str = include_str!("../../../data/text/clitics.txt");
pub(crate) const ABBREVIATIONS_FILE: &str = include_str!("../../../data/text/abbreviations.txt");
pub(crate) const STOP_WORDS_FILE: &str = include_str!("../../../data/text/stop_words.txt");
pub(crate) const STEM_OVERRIDES_FILE: &str = include_str!("../../../data/text/stem_overrides.tsv");
pub(crate) const WORDS_IN_ENT_FILE: &str = include_str!("../../../data/text/words_in_ent.tsv");
pub(crate) const INCLUSIVE_ENDINGS_FILE: &str =
    include_str!("../../../data/text/inclusive_endings.tsv");
pub(crate) const SHORT_FORMS_FILE: &str = include_str!("../../../data/text/short_forms.tsv");

pub(crate) static ELISIONS: List = LazyLock::new(|| rows(ELISIONS_FILE).collect());
pub(crate) static WHOLE_WORDS: List = LazyLock::new(|| rows(WHOLE_WORDS_FILE).collect());
pub(crate) static CLITICS: List = LazyLock::new(|| rows(CLITICS_FILE).collect());
pub(crate) static ABBREVIATIONS: List = LazyLock::new(|| rows(ABBREVIATIONS_FILE).collect());
pub(crate) static STOP_WORDS: List = LazyLock::new(|| rows(STOP_WORDS_FILE).collect());

/// So few that comparing a word with each costs less than a look-up.
static SHORT_FORMS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(SHORT_FORMS_FILE)
        .filter_map(|row| row.split_once('\t'))
        .collect()
});

/// The first halves of [`WHOLE_WORDS`], so that most apostrophes need no look-up of a joined string.
pub(crate) static WHOLE_WORD_HEADS: List = LazyLock::new(|| {
    WHOLE_WORDS
        .iter()
        .filter_map(|word| word.split_once('\''))
        .map(|(head, _)| head)
        .collect()
});

/// Names of [`ELIDED_NAMES_FILE`], normalised: `l'oréal`.
pub(crate) static ELIDED_NAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    rows(ELIDED_NAMES_FILE)
        .map(crate::form::normal_form)
        .collect()
});

/// Returns the rows of the override table: form, stem.
pub(crate) fn stem_override_rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(STEM_OVERRIDES_FILE).filter_map(|row| row.split_once('\t'))
}

/// Returns the words in -ent whose ending is not what it seems: kind, word.
pub(crate) fn words_in_ent_rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(WORDS_IN_ENT_FILE).filter_map(|row| row.split_once('\t'))
}

/// Returns the rows of the table of inclusive writing: ending, masculine, feminine, masculine plural or nothing.
pub(crate) fn inclusive_ending_rows() -> impl Iterator<Item = [&'static str; 4]> {
    rows(INCLUSIVE_ENDINGS_FILE).map(|row| {
        let mut cells = row.split('\t');
        [(); 4].map(|()| cells.next().unwrap_or_default())
    })
}

/// Returns the word that a short form, in any case, also stands for before a name.
pub(crate) fn short_for(surface: &str) -> Option<&'static str> {
    let row = |(short, _): &&(&str, _)| short.eq_ignore_ascii_case(surface);
    SHORT_FORMS.iter().find(row).map(|(_, word)| *word)
}

/// Returns whether a form (lower case, with accents) is too common to ask for.
pub fn is_stop_word(form: &str) -> bool {
    STOP_WORDS.contains(form)
}

/// Returns whether a form starts with an elided prefix: `l'état`, not `aujourd'hui`.
pub fn is_elided(form: &str) -> bool {
    form.split_once('\'')
        .is_some_and(|(prefix, _)| ELISIONS.contains(prefix))
}

fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}
