//! Forms of an archive that look like a word: `élection` and `électeurs`, `traduire` and `traduction`, which no stem joins.
//!
//! Likeness is Dice's coefficient over runs of four letters, the word's ends among them, after accents are left out: Dice,
//! «Measures of the Amount of Ecologic Association Between Species» (1945); runs of four letters for European languages:
//! McNamee and Mayfield, «Character N-Gram Tokenization for European Language Text Retrieval» (2004). French derives at the
//! end of words, so that only forms that begin alike are looked at.

use std::iter::once;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use depeche_indexer::{Archive, columns};
use depeche_text::{TermKind, without_accents};
use rustc_hash::FxHashMap;
use tantivy_fst::Automaton;

/// Letters that forms must share at their beginning; of a short word fewer, so that `roi` still meets `rois`. Fewer read
/// more of the dictionary, and bring forms that are seldom related.
const BEGINNING: usize = 4;

/// A word of fewer letters is short.
const SHORT: usize = 6;

/// Forms kept for a word, the most alike: each has its postings read for every candidate.
const MOST: usize = 16;

/// A form that looks like a word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alike {
    /// The form, as it stands in the index.
    pub(crate) form: String,
    /// How alike they are: 1 for the same letters, where only accents were left out or are written otherwise.
    pub(crate) likeness: f64,
    /// Articles that hold it.
    pub(crate) articles: u64,
}

/// Returns the forms of `texte` that look like another, the most alike first, down to `least`; not itself. Numbers look
/// like nothing: 2019 is no 2018.
pub(crate) fn alike(archive: &Archive, form: &str, least: f64) -> Result<Vec<Alike>> {
    let plain = without_accents(form);
    let letters = plain.chars().count();
    let shared = BEGINNING - usize::from(letters < SHORT);
    let beginning: Vec<char> = plain.chars().take(shared).collect();
    if letters < shared || !plain.chars().all(char::is_alphabetic) {
        return Ok(Vec::new());
    }
    let context = || format!("cannot look up `{form}`");
    let own = Runs::of(form);
    let mut found: FxHashMap<String, Alike> = FxHashMap::default();
    for segment in archive.searcher().segment_readers() {
        let inverted = segment
            .inverted_index(columns().texte())
            .with_context(context)?;
        let terms = inverted.terms().search(Beginning {
            letters: &beginning,
        });
        let mut terms = terms.into_stream().with_context(context)?;
        while terms.advance() {
            let Some(other) = std::str::from_utf8(&terms.key()[1..]).ok() else {
                continue;
            };
            let mut likeness = own.likeness(&Runs::of(other));
            if likeness >= 1.0 && !is_one_word(form, other) {
                likeness = Runs::written(form).likeness(&Runs::written(other));
            }
            if likeness < least || other == form {
                continue;
            }
            let articles = u64::from(terms.value().doc_freq);
            if let Some(known) = found.get_mut(other) {
                known.articles += articles;
                continue;
            }
            let alike = Alike {
                form: other.to_string(),
                likeness,
                articles,
            };
            found.insert(other.to_string(), alike);
        }
    }
    let mut found: Vec<Alike> = found.into_values().collect();
    found.sort_unstable_by(|a, b| {
        let likeness = b.likeness.total_cmp(&a.likeness);
        let articles = b.articles.cmp(&a.articles);
        likeness.then(articles).then_with(|| a.form.cmp(&b.form))
    });
    found.truncate(MOST);
    Ok(found)
}

/// Letters of a run.
const RUN: usize = 4;

/// Runs of a word that are looked at: no French word has so many letters, and what has more is noise.
const MOST_RUNS: usize = 32;

/// Whether two forms of the same letters may be one word: the accents of one were left out, or both have accents at the same
/// places (`évènement`, `événement`). `péché` and `pêche` are two words.
fn is_one_word(form: &str, other: &str) -> bool {
    let is_accented = |letter: char| plain_letter(letter) != letter;
    let plain = |form: &str| !form.chars().any(is_accented);
    let mut letters = form.chars().zip(other.chars());
    plain(form) || plain(other) || letters.all(|(a, b)| is_accented(a) == is_accented(b))
}

/// The runs of four letters of a word, `_` at its ends, each once. This is made for thousands of forms
/// a query: a run is one number, and nothing is allocated.
struct Runs {
    runs: [u64; MOST_RUNS],
    len: usize,
    /// For each run a bit of 64, so that most of those that are not there are known at once.
    bits: u64,
}

impl Runs {
    fn of(form: &str) -> Self {
        Self::of_letters(form.chars().map(plain_letter))
    }

    /// The runs of a word with its accents.
    fn written(form: &str) -> Self {
        Self::of_letters(form.chars())
    }

    fn of_letters(letters: impl Iterator<Item = char>) -> Self {
        let mut runs = Self {
            runs: [0; MOST_RUNS],
            len: 0,
            bits: 0,
        };
        let mut run = 0;
        let ends = once('_').chain(letters).chain(once('_'));
        for (at, letter) in ends.enumerate() {
            let letter = u32::from(letter) & 0xffff;
            run = run << 16 | u64::from(letter);
            if at + 1 >= RUN && runs.len < MOST_RUNS && !runs.has(run) {
                runs.runs[runs.len] = run;
                runs.len += 1;
                runs.bits |= bit(run);
            }
        }
        runs
    }

    fn has(&self, run: u64) -> bool {
        self.bits & bit(run) != 0 && self.runs[..self.len].contains(&run)
    }

    fn likeness(&self, other: &Self) -> f64 {
        let shared = other.runs[..other.len]
            .iter()
            .filter(|run| self.has(**run))
            .count();
        #[expect(clippy::cast_precision_loss, reason = "a word has few runs")]
        let (shared, all) = (shared as f64, (self.len + other.len).max(1) as f64);
        2.0 * shared / all
    }
}

/// The bit of a run: the upper six bits of its product with 2^64 divided by the golden ratio, which spreads neighbours
/// (Knuth, «The Art of Computer Programming», volume 3, 6.4).
fn bit(run: u64) -> u64 {
    1 << (run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58)
}

/// Returns a letter without its accent.
fn plain_letter(letter: char) -> char {
    let at = u32::from(letter) as usize;
    match letter {
        _ if letter.is_ascii() => letter,
        _ => PLAIN.get(at).copied().unwrap_or(letter),
    }
}

/// The Latin letters, which have two bytes in UTF-8, without their accents.
static PLAIN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let letters = ('\0'..'\u{250}').map(|letter| {
        let plain = without_accents(letter.encode_utf8(&mut [0; 4]));
        let mut plain = plain.chars();
        match (plain.next(), plain.next()) {
            (Some(plain), None) => plain,
            _ => letter,
        }
    });
    letters.collect()
});

/// An automaton over terms: the mark of exact forms, then these letters whatever their accents, then anything.
struct Beginning<'a> {
    letters: &'a [char],
}

#[derive(Clone, Copy)]
enum State {
    Mark,
    /// So many letters were met, and perhaps the first byte of a letter of two.
    Letters(usize, Option<u8>),
    Wrong,
}

impl Automaton for Beginning<'_> {
    type State = State;

    fn start(&self) -> State {
        State::Mark
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Letters(met, _) if *met == self.letters.len())
    }

    fn can_match(&self, state: &State) -> bool {
        !matches!(state, State::Wrong)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match *state {
            State::Mark if char::from(byte) == TermKind::Exact.mark() => State::Letters(0, None),
            State::Letters(met, _) if met == self.letters.len() => *state,
            State::Letters(met, None) if byte.is_ascii() => self.letter(met, char::from(byte)),
            // The first byte of a letter of two; those of three are no letters of French.
            State::Letters(met, None) if (0xc2..0xe0).contains(&byte) => {
                State::Letters(met, Some(byte))
            }
            State::Letters(met, Some(first)) => {
                let bytes = [first, byte];
                let letter = std::str::from_utf8(&bytes).ok();
                match letter.and_then(|letter| letter.chars().next()) {
                    Some(letter) => self.letter(met, plain_letter(letter)),
                    None => State::Wrong,
                }
            }
            _ => State::Wrong,
        }
    }
}

impl Beginning<'_> {
    fn letter(&self, met: usize, letter: char) -> State {
        if self.letters[met] == letter {
            State::Letters(met + 1, None)
        } else {
            State::Wrong
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sample;

    fn likeness(a: &str, b: &str) -> f64 {
        Runs::of(a).likeness(&Runs::of(b))
    }

    #[test]
    fn likeness_is_dice_over_runs_of_four_letters() {
        // `_grè grèv rève ève_`: accents are left out, so that these four are those of `greve`.
        assert_eq!(likeness("grève", "greve"), 1.0);
        // `_gre grev reve eves ves_`: three of four and five.
        assert_eq!(likeness("grève", "grèves"), 6.0 / 9.0);
        // `_gre grev revi evis vist iste ste_`: two.
        assert_eq!(likeness("grève", "gréviste"), 4.0 / 11.0);
        assert_eq!(likeness("mal", "mali"), 2.0 / 5.0);
        assert_eq!(likeness("grève", "usine"), 0.0);
        assert_eq!(likeness("a", "a"), 0.0);
    }

    #[test]
    fn forms_of_the_same_letters_may_be_two_words() {
        for (a, b, expected) in [
            ("grève", "greve", true),
            ("évènement", "événement", true),
            ("côte", "côté", false),
            ("péché", "pêche", false),
            ("élève", "élevé", false),
        ] {
            assert_eq!(is_one_word(a, b), expected, "{a} {b}");
            assert_eq!(is_one_word(b, a), expected, "{b} {a}");
        }
        // `_côt côte ôte_` and `_côt côté ôté_`.
        let written = Runs::written("côte").likeness(&Runs::written("côté"));
        assert_eq!(written, 2.0 / 6.0);
    }

    #[test]
    fn forms_of_the_archive_come_the_most_alike_first() {
        let (_folder, archive) = sample();
        let found = alike(&archive, "président", 0.4).unwrap();
        let forms: Vec<&str> = found.iter().map(|alike| alike.form.as_str()).collect();
        assert!(forms.contains(&"présidente"), "{forms:?}");
        assert!(!forms.contains(&"président"), "{forms:?}");
        assert!(
            found
                .windows(2)
                .all(|pair| pair[0].likeness >= pair[1].likeness)
        );
        assert!(found.iter().all(|alike| alike.articles > 0));
        assert_eq!(alike(&archive, "2025", 0.1).unwrap(), []);
        assert_eq!(alike(&archive, "le", 0.1).unwrap(), []);
    }
}
