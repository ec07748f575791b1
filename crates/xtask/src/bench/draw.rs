//! Draws queries from an archive: each is of words that stand so in one of its articles, which must be found.

use std::collections::BTreeMap;

use anyhow::Result;
use depeche_corpus::{CountryCode, Texte};
use depeche_indexer::tantivy::{DocAddress, Term};
use depeche_indexer::{Archive, columns};
use depeche_text::{Word, is_stop_word, lookup, units, words};
use rustc_hash::FxHashMap;

use super::kind::{Asked, Kind};
use crate::random::Random;

/// Returns so many queries of each kind, fewer where the archive has no more. Kinds take turns, so that whatever else
/// the machine does while they are measured meets all of them.
pub(super) fn draw(archive: &Archive, seed: u64, each: usize) -> Result<Vec<Asked>> {
    // An article of a small archive may have no word of a band; a few dozen tries find one that has.
    const TRIES: usize = 40;
    let mut frequencies = FxHashMap::default();
    let mut drawn: BTreeMap<Kind, Vec<Asked>> = BTreeMap::new();
    let mut random = Random::of(seed, 0);
    for _ in 0..each * TRIES {
        if drawn.len() == Kind::DRAWN.len() && drawn.values().all(|asked| asked.len() == each) {
            break;
        }
        let mut from = Source::read(archive, &mut frequencies, &mut random)?;
        for kind in Kind::DRAWN {
            let known = drawn.entry(kind).or_default();
            if known.len() < each
                && let Some(asked) = from.query(kind, &mut random)?
                && !known.iter().any(|known| known.typed == asked.typed)
            {
                known.push(asked);
            }
        }
    }
    let turns = (0..each).flat_map(|turn| drawn.values().filter_map(move |asked| asked.get(turn)));
    Ok(turns.cloned().collect())
}

/// Shares of the articles that hold a word: what is frequent, and what is rare.
const FREQUENT: f64 = 0.02;
const RARE: f64 = 0.002;

/// An article that queries are drawn from.
struct Source<'a> {
    archive: &'a Archive,
    frequencies: &'a mut FxHashMap<String, u64>,
    text: String,
    words: Vec<Word>,
    /// The words with a meaning, by their place in `words`.
    content: Vec<usize>,
    /// Those of them that are not rare.
    usual: Vec<usize>,
    countries: Vec<CountryCode>,
}

impl<'a> Source<'a> {
    fn read(
        archive: &'a Archive,
        frequencies: &'a mut FxHashMap<String, u64>,
        random: &mut Random,
    ) -> Result<Self> {
        let stored = archive.stored(any_article(archive, random))?;
        let text = Texte::of(&stored.article).text;
        let words = words(&text);
        let content = (0..words.len())
            .filter(|at| is_content(&text, &words[*at]))
            .collect();
        let mut source = Self {
            archive,
            frequencies,
            text,
            words,
            content,
            usual: Vec::new(),
            countries: stored.document.countries,
        };
        for at in source.content.clone() {
            if source.share(&source.written(at))? >= RARE {
                source.usual.push(at);
            }
        }
        Ok(source)
    }

    fn query(&mut self, kind: Kind, random: &mut Random) -> Result<Option<Asked>> {
        if self.usual.len() < 10 {
            return Ok(None);
        }
        let words = match kind {
            Kind::Frequent => self.band(FREQUENT, 1.0, 1, random)?,
            Kind::Rare => self.band(0.0, RARE, 1, random)?,
            Kind::Filtered => self.band(RARE, 1.0, 1, random)?,
            Kind::Two => self.band(RARE, 1.0, 2, random)?,
            Kind::Three => self.band(RARE, 1.0, 3, random)?,
            Kind::AnyOfThree => self.band(RARE, 1.0, 3, random)?,
            Kind::Question => self.row(7..8, |small| (2..5).contains(&small), random),
            Kind::Phrase => self.row(2..3, |small| small == 0, random),
            Kind::PhraseWithStopWords => self.row(3..6, |small| small > 0, random),
            Kind::Near => self.pair(10, random),
            Kind::Followed => self.pair(5, random),
            Kind::SameSentence => self.pair(30, random),
            Kind::NearGroups => match self.pair(5, random) {
                None => None,
                Some(pair) => self.band(RARE, 1.0, 4, random)?.map(|others| {
                    let (first, second) = others.split_at(2);
                    [&pair[..1], first, &pair[1..], second].concat()
                }),
            },
            Kind::Wildcard => self.beginning(random)?,
            Kind::Fuzzy => self.misspelt(random)?,
            Kind::Term | Kind::And | Kind::Or | Kind::GivenPhrase => None,
        };
        let Some(words) = words else { return Ok(None) };
        let mut asked = Asked::new(kind, words);
        if kind == Kind::Filtered {
            let Some(country) = self.countries.first() else {
                return Ok(None);
            };
            asked.country = Some(*country);
        }
        Ok(Some(asked))
    }

    /// Different words that so large a share of the articles hold.
    fn band(
        &mut self,
        from: f64,
        to: f64,
        count: usize,
        random: &mut Random,
    ) -> Result<Option<Vec<String>>> {
        let mut found: Vec<String> = Vec::new();
        for _ in 0..20 * count {
            let word = self.written(self.content[random.below(self.content.len())]);
            let share = self.share(&word)?;
            if (from..to).contains(&share) && !found.contains(&word) {
                found.push(word);
            }
            if found.len() == count {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Words in a row of one sentence, the first and the last of them not rare, so many of the others stop words.
    fn row(
        &self,
        lengths: std::ops::Range<usize>,
        small: impl Fn(usize) -> bool,
        random: &mut Random,
    ) -> Option<Vec<String>> {
        for _ in 0..50 {
            let first = *random.pick(&self.usual);
            let length = random.between(lengths.start, lengths.end - 1);
            let Some(row) = self.words.get(first..first + length) else {
                continue;
            };
            let ends = row[..length - 1]
                .iter()
                .any(|word| word.token.sentence.ends());
            let last_counts = self.usual.contains(&(first + length - 1));
            let plain = row.iter().all(|word| is_plain(&self.text, word));
            let stops = row
                .iter()
                .filter(|word| is_stop_word(&word.forms.exact))
                .count();
            if !ends && last_counts && plain && small(stops) {
                return Some((first..first + length).map(|at| self.written(at)).collect());
            }
        }
        None
    }

    /// Two words of one sentence, at most so far apart, neither of them rare.
    fn pair(&self, distance: usize, random: &mut Random) -> Option<Vec<String>> {
        for _ in 0..50 {
            let at = random.below(self.usual.len() - 1);
            let (first, second) = (self.usual[at], self.usual[at + 1]);
            let between = &self.words[first..second];
            let (one, two) = (self.written(first), self.written(second));
            if second - first > 1
                && second - first <= distance
                && !between.iter().any(|word| word.token.sentence.ends())
                && one != two
            {
                return Some(vec![one, two]);
            }
        }
        None
    }

    /// The first four letters of a word, which are no word themselves.
    fn beginning(&mut self, random: &mut Random) -> Result<Option<Vec<String>>> {
        for _ in 0..50 {
            let word = self.written(*random.pick(&self.content));
            let beginning: String = word.chars().take(4).collect();
            if word.chars().count() > 5 && self.frequency(&beginning)? == 0 {
                return Ok(Some(vec![beginning]));
            }
        }
        Ok(None)
    }

    /// A word with two letters swapped, which is none then.
    fn misspelt(&mut self, random: &mut Random) -> Result<Option<Vec<String>>> {
        for _ in 0..50 {
            let mut letters: Vec<char> =
                self.written(*random.pick(&self.content)).chars().collect();
            if letters.len() < 6 {
                continue;
            }
            let at = random.between(1, letters.len() - 2);
            letters.swap(at, at + 1);
            let word: String = letters.into_iter().collect();
            if self.frequency(&word)? == 0 {
                return Ok(Some(vec![word]));
            }
        }
        Ok(None)
    }

    /// A word as it is typed: in lower case no word is an operator.
    fn written(&self, at: usize) -> String {
        self.text[self.words[at].token.span.clone()].to_lowercase()
    }

    fn share(&mut self, word: &str) -> Result<f64> {
        Ok(self.frequency(word)? as f64 / self.archive.len() as f64)
    }

    /// How many articles hold a word, about: those of each of its terms.
    fn frequency(&mut self, word: &str) -> Result<u64> {
        if let Some(known) = self.frequencies.get(word) {
            return Ok(*known);
        }
        let mut sum = 0;
        for unit in units(word) {
            for term in unit.words.iter().flat_map(|word| lookup(word, false)) {
                let term = Term::from_field_text(columns().texte(), &term.to_string());
                sum += self.archive.searcher().doc_freq(&term)?;
            }
        }
        self.frequencies.insert(word.to_string(), sum);
        Ok(sum)
    }
}

fn any_article(archive: &Archive, random: &mut Random) -> DocAddress {
    let mut number = random.below(archive.len() as usize) as u32;
    let segments = archive.searcher().segment_readers();
    for (ordinal, segment) in segments.iter().enumerate() {
        let mut alive = segment.doc_ids_alive();
        if number < segment.num_docs()
            && let Some(doc) = alive.nth(number as usize)
        {
            return DocAddress::new(ordinal as u32, doc);
        }
        number = number.saturating_sub(segment.num_docs());
    }
    DocAddress::new(0, 0)
}

/// A word of letters that stands for itself: no part of a compound.
fn is_plain(text: &str, word: &Word) -> bool {
    word.token.compound == 1
        && text[word.token.span.clone()]
            .chars()
            .all(char::is_alphabetic)
}

fn is_content(text: &str, word: &Word) -> bool {
    is_plain(text, word) && word.token.span.len() > 2 && !is_stop_word(&word.forms.exact)
}
