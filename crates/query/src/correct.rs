//! Finds what a word that no article holds was meant to be: the form of the archive that is the likeliest to have been
//! typed so. Which words of a query are asked about: `suggest`.
//!
//! A noisy channel (Kernighan, Church and Gale, «A Spelling Correction Program Based on a Noisy Channel Model», 1990):
//! how many articles hold a form, against what it costs to have typed the word for it. Both are in nats.

use anyhow::{Context, Result};
use depeche_text::{TermKind, is_stop_word, without_accents};
use rustc_hash::FxHashMap;

use crate::dictionary::Dictionary;
use crate::form_pattern::{FormAutomaton, Letters};
use crate::sounds_alike::{MOST_SILENT, sounds_alike};
use crate::stands_as_name::{READ, stands_as_name};
use crate::typing_cost::{SLIP, Spelled};

/// Letters of a word that is corrected: shorter ones are near to everything, longer ones are no words.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=40;
/// From so many letters on, two may be wrong; of shorter ones every word is near.
const LONG: usize = 6;

/// Nats that a whole edit costs: of 3 to 12, what most often finds the word meant (2,186 random errors in words of two
/// collections: .857 at 3, .882 at 6, .881 at 12).
const EDIT: f64 = 6.0;
/// Nats that a letter of the word is worth: a long word is near another by accident less often.
const LETTER: f64 = 0.8;
/// Articles above which one more tells nothing of whether the word was meant at all.
const MANY: f64 = 20.0;
/// Nats by which a word too common to ask for is rarer in queries than in texts.
const STOP_WORD: f64 = 3.0;

/// Confidence from which a correction is suggested: nine of ten errors reach it, one of eight words of one half of a
/// collection that the other half lacks, often with another form of themselves, and one of four such names
/// (`cargo xtask eval typos`).
const SUGGESTED: f64 = -2.0;
/// Confidence from which it is searched, and by how much it must be ahead of the next: half of the errors reach it
/// (97 % of them are corrected to the word meant), 2 % of the words that are merely absent, 1 % of the names.
const SURE: f64 = 1.0;
const AHEAD: f64 = 1.5;
/// Nats that a capital costs: it is more often a name that the archive lacks.
const CAPITAL: f64 = 3.0;
/// Candidates for a capitalised word that are looked at in the texts, the likeliest first: each costs some articles.
const LOOKED_AT: usize = 5;
/// Letters of an acronym that may be corrected: shorter ones are all one letter apart.
const ACRONYM_LETTERS: usize = 5;

/// How many times more articles must hold a correction of a word that stands in the archive, if seldom: of 1,200 words
/// of one or two articles two had such a neighbour.
const RARER: u64 = 20;
/// Letters of a rare word that is corrected.
const RARE_LETTERS: usize = 5;

/// A word that is asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// Its exact form.
    pub(crate) form: &'a str,
    /// Articles that it finds.
    pub(crate) articles: u64,
    /// In which letters it was typed.
    pub(crate) case: Case,
    /// Whether an elided prefix was typed before it.
    pub(crate) elided: bool,
}

/// The letters in which a word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    /// A capital first: a name, or the first word of a sentence.
    Name,
    /// Two to six capitals and nothing else.
    Acronym,
}

impl Case {
    pub(crate) fn of(surface: &str) -> Self {
        // A longer word in capitals is shouted (`SOUTEIN`), or copied from a headline.
        const ACRONYM: std::ops::RangeInclusive<usize> = 2..=6;
        let letters = || surface.chars().filter(|c| c.is_alphabetic());
        if letters().all(char::is_uppercase) && ACRONYM.contains(&letters().count()) {
            return Self::Acronym;
        }
        match surface.starts_with(char::is_uppercase) {
            true => Self::Name,
            false => Self::Lower,
        }
    }
}

/// What a word was meant to be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Correction {
    /// An exact form of the archive.
    pub(crate) form: String,
    /// How likely it was meant, beside others: nats.
    pub(crate) score: f64,
    /// Whether it is so likely that it may be searched in the word's place.
    pub(crate) sure: bool,
}

/// A form of the archive that may have been meant.
struct Candidate {
    form: String,
    articles: u64,
    cost: f64,
    score: f64,
}

/// Returns what decides which correction is found and searched unasked, for the fingerprint of the ranking.
pub(crate) fn fingerprint_part() -> String {
    let nats = [
        EDIT, LETTER, MANY, STOP_WORD, SUGGESTED, SURE, AHEAD, CAPITAL,
    ];
    let counts = [
        LONG,
        LOOKED_AT,
        ACRONYM_LETTERS,
        RARE_LETTERS,
        READ,
        MOST_SILENT,
    ];
    format!("{LETTERS:?} {nats:?} {counts:?} {RARER}")
}

/// Returns whether typing errors are looked for in a form: letters only, and not too few.
pub(crate) fn is_corrected(form: &str) -> bool {
    LETTERS.contains(&form.chars().count()) && form.chars().all(|c| c.is_alphabetic() || c == '\'')
}

/// Returns what a word was meant to be, where something is likely.
pub(crate) fn correct(dictionary: &Dictionary<'_>, asked: Asked<'_>) -> Result<Option<Correction>> {
    if !is_corrected(asked.form) {
        return Ok(None);
    }
    let letters = asked.form.chars().count();
    if asked.case == Case::Acronym && letters < ACRONYM_LETTERS {
        return Ok(None);
    }
    let candidates = candidates(dictionary, asked)?;
    let Some(at) = meant(dictionary, &candidates, asked)? else {
        return Ok(None);
    };
    let best = &candidates[at];
    let confidence = confidence(best.articles, best.cost, letters);
    if asked.articles > 0 {
        let is_likely = best.articles >= RARER * asked.articles
            && best.cost <= SLIP
            && letters >= RARE_LETTERS
            && asked.case != Case::Acronym;
        return Ok(is_likely.then(|| best.correction(false)));
    }
    let next = candidates
        .get(usize::from(at == 0))
        .map_or(f64::NEG_INFINITY, |next| next.score);
    let capital = if asked.case == Case::Lower {
        0.0
    } else {
        CAPITAL
    };
    // What one article holds may be an error of its own.
    let sure = best.articles > 1 && best.score - next >= AHEAD && confidence - capital >= SURE;
    // An acronym that the archive lacks is another acronym, unless all speaks for an error.
    Ok((sure || asked.case != Case::Acronym).then(|| best.correction(sure)))
}

/// Which of the candidates was meant, where one is likely. A word typed with a capital is a name before all: of common
/// nouns only a slip of a long one is meant by it (`Soutein`), not `Amas` by `Hamas` nor `Mille` by `Milei`.
fn meant(
    dictionary: &Dictionary<'_>,
    candidates: &[Candidate],
    asked: Asked<'_>,
) -> Result<Option<usize>> {
    let letters = asked.form.chars().count();
    let is_likely = |of: &Candidate| is_likely(of.articles, of.cost, letters);
    // A stop word that is the likeliest leaves nothing likely: to search it would find all or nothing.
    let first = candidates.first().filter(|best| is_likely(best));
    let is_first = first.is_some_and(|best| !is_stop_word(&best.form));
    if asked.case == Case::Lower {
        return Ok(is_first.then_some(0));
    }
    for (at, candidate) in candidates.iter().take(LOOKED_AT).enumerate() {
        if is_likely(candidate)
            && !is_stop_word(&candidate.form)
            && stands_as_name(dictionary, &candidate.form)?
        {
            return Ok(Some(at));
        }
    }
    let is_slip = first.is_some_and(|best| best.cost <= SLIP) && letters >= LONG;
    Ok((is_first && is_slip).then_some(0))
}

/// Returns whether something that so many articles hold was likely meant by a word of so many letters.
pub(crate) fn is_likely(articles: u64, cost: f64, letters: usize) -> bool {
    confidence(articles, cost, letters) >= SUGGESTED
}

/// Returns how likely a correction of a word is meant at all: nats, with [`SUGGESTED`] for a boundary.
fn confidence(articles: u64, cost: f64, letters: usize) -> f64 {
    // At most forty.
    let letters = letters as f64;
    nats(articles).min(MANY.ln()) - EDIT * cost + LETTER * letters
}

fn nats(articles: u64) -> f64 {
    // A logarithm needs no exact number.
    (articles.max(1) as f64).ln()
}

/// Returns the score of a form that so many articles hold and that costs so much.
pub(crate) fn score(form: &str, articles: u64, cost: f64) -> f64 {
    let rarer = if is_stop_word(form) { STOP_WORD } else { 0.0 };
    nats(articles) - rarer - EDIT * cost
}

impl Candidate {
    fn correction(&self, sure: bool) -> Correction {
        Correction {
            form: self.form.clone(),
            score: self.score,
            sure,
        }
    }
}

/// The forms of the archive that a word may have been typed for, the likeliest first.
fn candidates(dictionary: &Dictionary<'_>, asked: Asked<'_>) -> Result<Vec<Candidate>> {
    let plain = without_accents(asked.form);
    // An error in the first letter is rare: one error then, not two, and most of a dictionary is passed by.
    let mut automata = vec![Letters::fuzzy(&plain, 1, None)];
    if plain.chars().count() >= LONG {
        automata.push(Letters::fuzzy(&plain, 2, plain.chars().next()));
    }
    automata.extend(Letters::expression(&sounds_alike(&plain)).ok());
    let mark = TermKind::Exact.mark();
    let mut near: FxHashMap<String, u64> = FxHashMap::default();
    for letters in &automata {
        let mut keep = |key: &[u8], articles: u64| {
            let form = std::str::from_utf8(&key[mark.len_utf8()..]).unwrap_or_default();
            let fits = !asked.elided || is_elidable(form);
            if form != asked.form && fits && is_corrected(form) && !near.contains_key(form) {
                near.insert(form.to_string(), articles);
            }
        };
        dictionary
            .each_term(|| FormAutomaton::without_accents(mark, letters), &mut keep)
            .with_context(|| format!("cannot look for words like `{}`", asked.form))?;
    }
    let typed = Spelled::of(asked.form);
    let mut candidates: Vec<Candidate> = near
        .into_iter()
        .map(|(form, articles)| {
            let cost = typed.cost(&Spelled::of(&form));
            Candidate {
                score: score(&form, articles, cost),
                form,
                articles,
                cost,
            }
        })
        .collect();
    candidates.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.form.cmp(&b.form))
    });
    Ok(candidates)
}

/// Whether an elided prefix may stand before a form.
fn is_elidable(form: &str) -> bool {
    let first = form
        .chars()
        .next()
        .map(|c| without_accents(c.encode_utf8(&mut [0; 4])));
    first.is_some_and(|first| first.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']))
}
