//! What each word of an article shows: how it is written, what stands before it, what the tables and the rules say of it,
//! and what the same word does elsewhere in the article. From it `features` makes what the model weighs.

use std::ops::Range;

use depeche_corpus::{EntityKind, Part};
use rustc_hash::FxHashMap;

use crate::found::{Found, What};
use crate::lexicon::{Certainty, Cue, LEXICON, OtherWord, SenseKind};
use crate::person::Marks;
use crate::phrases::standing;
use crate::recogniser::features::hash_bytes;
use crate::recogniser::word_table::WordTable;
use crate::words::{Shape, Words};

/// What one word shows, as numbers that stand for it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Observed {
    /// The number of its form, which no other form of the thread has; 0 is none.
    pub(crate) number: u32,
    /// The word as it is written.
    pub(crate) form: u32,
    /// Without case and accents.
    pub(crate) key: u32,
    /// Its last one to four letters, and its first two to four, by key.
    pub(crate) suffixes: [u32; 4],
    pub(crate) prefixes: [u32; 3],
    /// Its pattern of capitals, small letters and digits.
    pub(crate) shape: u32,
    /// Its pattern without repetitions.
    pub(crate) short_shape: u8,
    pub(crate) capital: bool,
    pub(crate) fine: u16,
    pub(crate) coarse: u8,
    pub(crate) small: u8,
    /// What stands between the word before and it.
    pub(crate) gap: u32,
    /// Its elided prefix: none, d', l', another; 4 and more with a capital.
    pub(crate) elided: u8,
    /// What the tables say, as bits.
    pub(crate) tables: u32,
    /// What the rules say.
    pub(crate) rules: u8,
    /// Whether a sentence starts with it.
    pub(crate) first: bool,
    /// Title, lead, caption, paragraph, crosshead.
    pub(crate) part: u8,
    pub(crate) shouted: bool,
    /// What the same word does elsewhere in the article.
    pub(crate) elsewhere: u8,
    /// What stands around the same word anywhere in the article, as bits.
    pub(crate) contexts: u8,
    /// Its run of capitalised words: its length, the word's place in it, and whether the tables know a first name in it.
    pub(crate) run: u8,
    /// The first and the last word of the run.
    pub(crate) run_first: u32,
    pub(crate) run_last: u32,
    /// The nearest word before, in the sentence, that names a kind of organisation or of place, and how far it is.
    pub(crate) head: u32,
    pub(crate) head_far: u8,
}

/// Returns what the words show.
pub(crate) fn observe(
    words: &Words<'_>,
    marks: &Marks,
    found: &[Found],
    table: &WordTable<'_>,
) -> Vec<Observed> {
    let mut list: Vec<Observed> = (0..words.list.len())
        .map(|at| word(words, marks, table, at))
        .collect();
    mark_names(words, &mut list);
    for mention in found {
        let kind = rule(&mention.what);
        for (number, seen) in list[mention.words.clone()].iter_mut().enumerate() {
            seen.rules = 2 * kind + u8::from(number > 0);
        }
    }
    mark_elsewhere(words, &mut list);
    mark_contexts(words, &mut list);
    mark_runs(&mut list);
    mark_heads(&mut list);
    list
}

fn word(words: &Words<'_>, marks: &Marks, table: &WordTable<'_>, at: usize) -> Observed {
    let word = &words.list[at];
    let alone = word.form.seen;
    let facts = table.facts(alone.key.max(1));
    Observed {
        fine: facts.fine,
        coarse: facts.coarse,
        small: facts.small,
        gap: gap(words, at),
        elided: elided(words, at),
        tables: alone.tables | cues(marks, at),
        first: word.first,
        part: match words.parts[word.part] {
            Part::Title => 0,
            Part::Lead => 1,
            Part::Caption => 2,
            Part::Paragraph => 3,
            Part::Crosshead => 4,
        },
        shouted: word.shouted,
        ..alone
    }
}

/// Returns what a word shows by itself.
pub(crate) fn of_form(number: u32, form: &str, key: &str) -> Observed {
    let suffix = |len: usize| {
        let start = key.len().saturating_sub(len);
        hash_bytes(key.as_bytes().get(start..).unwrap_or_default())
    };
    let prefix = |len: usize| hash_bytes(&key.as_bytes()[..len.min(key.len())]);
    let (shape, short_shape) = shapes(form);
    Observed {
        number,
        form: hash_bytes(form.as_bytes()),
        key: hash_bytes(key.as_bytes()),
        suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
        prefixes: [prefix(2), prefix(3), prefix(4)],
        shape,
        short_shape,
        capital: form.starts_with(char::is_uppercase),
        tables: tables(form, key),
        ..Observed::default()
    }
}

/// Returns the pattern of a word (`Xxxx`, cut at eight letters) and a number for it without repetitions.
fn shapes(form: &str) -> (u32, u8) {
    let mut pattern = [0_u8; 8];
    let mut seen = 0_u8;
    let mut last = 0;
    for (at, c) in form.chars().enumerate() {
        let class = match c {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_ascii_digit() => 3,
            '.' => 4,
            _ => 5,
        };
        if at < pattern.len() {
            pattern[at] = class;
        }
        if class != last {
            seen = seen.wrapping_mul(6).wrapping_add(class);
            last = class;
        }
    }
    (hash_bytes(&pattern), seen)
}

/// Returns a number for what stands between the word before and this one: a part's start, else the signs without blanks.
fn gap(words: &Words<'_>, at: usize) -> u32 {
    let word = &words.list[at];
    let before = at
        .checked_sub(1)
        .map(|before| &words.list[before])
        .filter(|before| before.part == word.part);
    let Some(before) = before else { return 1 };
    let start = word.elision.unwrap_or(word.span.start);
    let between = words.text.get(before.span.end..start).unwrap_or_default();
    if between == " " {
        return 2;
    }
    if between.is_empty() {
        return 3;
    }
    // Four signs tell all that matters: `. » (`.
    let mut signs = [0_u8; 8];
    let mut len = 0;
    for c in between.chars().filter(|c| !c.is_whitespace()).take(4) {
        let sign = match c {
            '’' | 'ʼ' | '‘' | '′' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            '“' | '”' | '"' => '"',
            c => c,
        };
        signs[len] = (sign as u32 & 0xff) as u8;
        len += 1;
    }
    if len == 0 {
        return 2;
    }
    // `- Paris` is no compound.
    signs[7] = u8::from(between.starts_with(char::is_whitespace));
    hash_bytes(&signs)
}

fn elided(words: &Words<'_>, at: usize) -> u8 {
    let prefix = match words.elided(at) {
        "" => return 0,
        "d" => 1,
        "l" => 2,
        _ => 3,
    };
    let start = words.list[at].elision.unwrap_or_default();
    let capital = words.text[start..].starts_with(char::is_uppercase);
    prefix + if capital { 4 } else { 0 }
}

/// Where the bits of the names of the tables start; below them stand the bits of single words.
const NAME_BITS: u32 = 16;

/// Returns what the tables say of a single word.
fn tables(form: &str, key: &str) -> u32 {
    let mut bits = match LEXICON.first_name(key) {
        Some(Certainty::Sure) => 1,
        Some(Certainty::Maybe) => 2,
        None => 0,
    };
    bits |= match LEXICON.other_word(key) {
        Some(OtherWord::Organisation) => 4,
        Some(OtherWord::Other) => 8,
        Some(OtherWord::PlaceBefore) => 12,
        None => 0,
    };
    bits |= u32::from(LEXICON.is_particle(key)) << 8;
    bits |= u32::from(LEXICON.starts_sentences(key)) << 9;
    bits | u32::from(depeche_text::is_stop_word(form)) << 10
}

/// Returns whether a phrase that announces persons starts or ends at a word.
fn cues(marks: &Marks, at: usize) -> u32 {
    let mark = marks.at(at);
    let starts = match mark.cue_starts {
        Some((Cue::Civility, _)) => 16,
        Some((Cue::Function, _)) => 32,
        Some((Cue::Speech, _)) => 48,
        None => 0,
    };
    let ends = match mark.cue_ends {
        Some(Cue::Civility) => 64,
        Some(Cue::Function) => 128,
        Some(Cue::Speech) => 192,
        None => 0,
    };
    starts | ends
}

/// Marks the longest names of the tables, whatever stands around them: a kind, and whether it is ambiguous, for their
/// first and later words.
fn mark_names(words: &Words<'_>, list: &mut [Observed]) {
    let mut at = 0;
    while at < list.len() {
        let name = standing(words.list[at].form.names, words, at)
            .find(|phrase| phrase.is_name_at(words, at) || phrase.is_word_at(words, at));
        let Some(name) = name else {
            at += 1;
            continue;
        };
        let sense = &LEXICON.senses[name.meaning.sense];
        let kind = 1 + sense_number(sense.kind) + if sense.ambiguous { 8 } else { 0 };
        for (number, seen) in list[at..at + name.len()].iter_mut().enumerate() {
            seen.tables |= kind << NAME_BITS;
            seen.tables |= u32::from(number > 0) << (NAME_BITS + 5);
            seen.tables |= u32::from(name.len() > 1) << (NAME_BITS + 6);
        }
        at += name.len();
    }
}

fn sense_number(kind: SenseKind) -> u32 {
    match kind {
        SenseKind::Country => 0,
        SenseKind::People => 1,
        SenseKind::Place => 2,
        SenseKind::Seat => 3,
        SenseKind::Institution => 4,
        SenseKind::Organisation => 5,
        SenseKind::Media => 6,
        SenseKind::Agency => 7,
    }
}

/// A number for what the rules take a mention for; 0 is nothing.
fn rule(what: &What) -> u8 {
    match what {
        What::Person(_) => 1,
        What::Said(EntityKind::Place, _) => 2,
        What::Said(..) => 3,
        What::Sense(sense) => 4 + sense_number(sense.kind) as u8,
    }
}

/// What is counted of a word over the article.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    /// Whether it stands anywhere but among shouted words.
    met: bool,
    small: u16,
    capital: u16,
    person: u16,
    place: u16,
    organisation: u16,
}

/// Says of every capitalised word what the same word does elsewhere: whether it stands in small letters, with a capital
/// where no sentence starts, and what the rules take it for (Chieu and Ng 2002).
fn mark_elsewhere(words: &Words<'_>, list: &mut [Observed]) {
    // Most words have no capital anywhere: by ten bits of their keys nearly all of these are known.
    let (mut counts, mut keys) = (FxHashMap::default(), [0_u64; 16]);
    let bit = |key: u32| ((key >> 6) as usize % 16, 1 << (key % 64));
    for seen in list.iter().filter(|seen| seen.capital) {
        counts.insert(seen.key, Count::default());
        let (row, bit) = bit(seen.key);
        keys[row] |= bit;
    }
    for (at, seen) in list.iter().enumerate() {
        let (row, bit) = bit(seen.key);
        if keys[row] & bit == 0 {
            continue;
        }
        let Some(count) = counts.get_mut(&seen.key) else {
            continue;
        };
        if seen.shouted || words.list[at].shape == Shape::Other {
            continue;
        }
        count.met = true;
        count.small += u16::from(!seen.capital);
        count.capital += u16::from(seen.capital && !seen.first);
        match seen.rules / 2 {
            1 => count.person += 1,
            2 | 4 | 6 => count.place += 1,
            3 | 8..=11 => count.organisation += 1,
            _ => {}
        }
    }
    for seen in list.iter_mut().filter(|seen| seen.capital) {
        let Some(count) = counts.get(&seen.key).filter(|count| count.met) else {
            continue;
        };
        let own = |kinds: &[u8]| u16::from(kinds.contains(&(seen.rules / 2)));
        let other = |count: u16, own: u16| count.saturating_sub(own).min(2) as u8;
        let itself = u16::from(!seen.first && !seen.shouted);
        seen.elsewhere = 1
            + count.small.min(2) as u8
            + 3 * other(count.capital, itself)
            + 9 * other(count.person, own(&[1]))
            + 27 * other(count.place, own(&[2, 4, 6]))
            + 81 * other(count.organisation, own(&[3, 8, 9, 10, 11]));
    }
}

/// Says of every capitalised word what stands around it or around the same word elsewhere in the article: `à Alta` once
/// says what Alta is in every sentence (Ratinov and Roth 2009, «context aggregation»).
fn mark_contexts(words: &Words<'_>, list: &mut [Observed]) {
    let mut contexts: FxHashMap<u32, u8> = FxHashMap::default();
    for at in 0..list.len() {
        let seen = &list[at];
        if !seen.capital || seen.shouted {
            continue;
        }
        let beside = at > 0 && seen.gap == 2 && !seen.first;
        let before = if beside { words.key(at - 1) } else { "" };
        let mut bits = match before {
            "a" | "en" | "vers" | "depuis" => 1,
            "le" | "la" | "les" | "du" | "des" | "au" | "aux" => 2,
            "m" | "mme" | "selon" | "par" => 4,
            _ => 0,
        };
        if beside {
            let before = &list[at - 1];
            bits |= u8::from(before.tables & 192 == 128 && !before.capital) << 2;
            bits |= u8::from(before.capital && before.tables & 3 != 0) << 3;
        }
        bits |= u8::from(seen.elided & 3 == 2) << 1;
        let after = list.get(at + 1).filter(|next| !next.first && next.gap != 1);
        bits |= u8::from(after.is_some_and(|next| next.tables & 48 == 48)) << 4;
        let open = words.list[at].gap == crate::words::Gap::Open;
        bits |= u8::from(open) << 5;
        *contexts.entry(seen.key).or_default() |= bits;
    }
    for seen in list.iter_mut().filter(|seen| seen.capital) {
        seen.contexts = contexts.get(&seen.key).copied().unwrap_or_default();
    }
}

/// Says of every capitalised word which run of capitalised words it is of.
fn mark_runs(list: &mut [Observed]) {
    let mut start = 0;
    while start < list.len() {
        if !list[start].capital {
            start += 1;
            continue;
        }
        // 2 is a blank, 3 nothing: other signs than a hyphen end it too.
        let len = 1 + list[start + 1..]
            .iter()
            .take_while(|next| {
                next.capital && !next.first && matches!(next.gap, 2 | 3) && next.elided == 0
            })
            .count();
        let run = &mut list[start..start + len];
        let named = run.iter().any(|seen| seen.tables & 3 != 0);
        let (first, last) = (run[0].key, run[len - 1].key);
        for (place, seen) in run.iter_mut().enumerate() {
            seen.run = (len.min(5) * 16 + place.min(5) * 2) as u8 + u8::from(named);
            (seen.run_first, seen.run_last) = (first, last);
        }
        start += len;
    }
}

/// Says of every word which head of an organisation's or a place's name stands before it: `ministère` of `ministère de
/// l'Intérieur`.
fn mark_heads(list: &mut [Observed]) {
    let mut head: Option<(u32, usize)> = None;
    for (at, seen) in list.iter_mut().enumerate() {
        if seen.first || seen.gap == 1 {
            head = None;
        }
        if let Some((key, place)) = head
            && at - place <= 5
        {
            (seen.head, seen.head_far) = (key, (at - place) as u8);
        }
        if matches!(seen.tables & 12, 4 | 12) {
            head = Some((seen.key, at));
        }
    }
}

/// How many words on each side of a word that may be of a name are looked at.
const NEAR: usize = 4;

/// Returns the stretches of words that may hold a name: near a capital, a word with digits that is no plain number, or a
/// word of the tables; never over a sentence's end. The others are outside without being looked at.
pub(crate) fn stretches(words: &Words<'_>, list: &[Observed]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < list.len() {
        let len = list[start + 1..]
            .iter()
            .take_while(|seen| !seen.first && seen.gap != 1)
            .count();
        let end = start + 1 + len;
        for at in start..end {
            if !may_be_named(words, list, at) {
                continue;
            }
            let from = at.saturating_sub(NEAR).max(start);
            let to = (at + NEAR).min(end);
            match stretches.last_mut() {
                Some(last) if last.end >= from => last.end = to.max(last.end),
                _ => stretches.push(from..to),
            }
        }
        start = end;
    }
    stretches
}

fn may_be_named(words: &Words<'_>, list: &[Observed], at: usize) -> bool {
    let seen = &list[at];
    match words.list[at].shape {
        // `Le`, `Selon`: the sentence gives the capital, unless another follows.
        Shape::Capital if seen.first && seen.tables & (1 << 9) != 0 => list
            .get(at + 1)
            .is_some_and(|next| next.capital && !next.first),
        Shape::Capital | Shape::Caps => true,
        Shape::Lower => {
            words.form(at).contains(char::is_uppercase)
                || seen.rules != 0
                || seen.tables >> NAME_BITS != 0
        }
        Shape::Other => words.form(at).contains(char::is_uppercase),
    }
}
