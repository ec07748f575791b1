//! Invents patterns that find a word of a text, or nearly do: wildcards, changes, regular expressions, alone and in
//! phrases.

use crate::invent_regex::regex;
use crate::piece::Piece;
use crate::random::Random;
use crate::typed::{Spot, is_one, word};
use crate::wild::all_valid;

/// A pattern.
pub(crate) fn pattern(random: &mut Random, spot: Option<Spot<'_>>) -> Piece {
    if random.chance(30) {
        return Piece::Regex(regex(random, spot));
    }
    let mut spot = spot;
    loop {
        let typed = word(random, spot);
        // A text may hold no word that can be a pattern.
        spot = spot.filter(|_| random.chance(90));
        if let Some(piece) = of_word(random, &typed) {
            return piece;
        }
    }
}

/// A pattern with wildcards or changes for a typed word; not for one with points or blanks in it.
fn of_word(random: &mut Random, typed: &str) -> Option<Piece> {
    // Of `nº` only the first is a letter.
    let simple = |c: char| (c.is_alphanumeric() && c != 'º') || is_tie(c);
    // The `t` of `a-t-il` is no word, unless what follows is none of its pronouns: a pattern is none.
    let has_t = typed
        .to_lowercase()
        .replace('\u{2011}', "-")
        .contains("-t-");
    if !typed.chars().all(simple) || typed.ends_with(is_tie) || !is_one(typed) || has_t {
        return None;
    }
    if random.chance(55) {
        return wild(random, typed).map(Piece::Wild);
    }
    let written = random.pick(&["~", "~1", "~1", "~2", "~2"]);
    let noted = random.chance(6);
    let written = if noted {
        random.pick(&["~3", "~9"])
    } else {
        written
    };
    let edits = match written {
        "~" | "~1" => 1,
        _ => 2,
    };
    let mut word = typed.to_string();
    // Now and then one change more than may be.
    for _ in 0..random.below(edits + 2) {
        word = changed(random, &word)?;
    }
    if !is_one(&word) {
        return None;
    }
    Some(Piece::Fuzzy {
        word,
        edits,
        written,
    })
}

fn is_tie(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | 'ʼ' | '\u{2011}')
}

fn wild(random: &mut Random, typed: &str) -> Option<String> {
    let mut chars: Vec<char> = typed.chars().collect();
    for _ in 0..random.between(1, 2) {
        let at = random.below(chars.len() + 1);
        let run = |from: usize| {
            let rest = chars[from..].iter();
            rest.take_while(|c| c.is_alphanumeric()).count()
        };
        match random.below(6) {
            // The end of the word, or of all.
            0 | 1 => drop(chars.splice(at..at + run(at), ['*'])),
            2 => drop(chars.splice(at.., ['*'])),
            // Some letters, or none.
            3 => {
                let some = run(at).min(random.below(4));
                drop(chars.splice(at..at + some, ['*']));
            }
            _ => {
                let one = run(at).min(1);
                drop(chars.splice(at..at + one, ['?']));
            }
        }
    }
    let wild: String = chars.into_iter().collect();
    (wild.contains(['*', '?']) && all_valid(&wild)).then_some(wild)
}

/// With one letter of its end changed, but its first.
fn changed(random: &mut Random, word: &str) -> Option<String> {
    let mut chars: Vec<char> = word.chars().collect();
    let run = chars.iter().rev().take_while(|c| c.is_alphanumeric());
    let first = chars.len() - run.count();
    if chars.len() - first < 3 {
        return None;
    }
    let at = random.between(first + 1, chars.len() - 1);
    let letter = ['a', 'e', 'r', 't', 's', 'é'][random.below(6)];
    match random.below(4) {
        0 => chars.insert(at, letter),
        1 => drop(chars.remove(at)),
        2 => chars[at] = letter,
        _ if at + 1 < chars.len() => chars.swap(at, at + 1),
        _ => chars.push(letter),
    }
    Some(chars.into_iter().collect())
}

/// A phrase, with patterns for some of its words.
pub(crate) fn pieces(random: &mut Random, phrase: &str) -> Vec<Piece> {
    if !random.chance(35) {
        return vec![Piece::Words(phrase.to_string())];
    }
    let tokens: Vec<&str> = phrase.split(' ').collect();
    // Words that stay stay together: `l' OMS` and `5 000` are analysed as they stand.
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let tied = at > 0 && tokens[at - 1].ends_with(is_tie);
        let replaced = random.chance(45) && !tied && token.starts_with(char::is_alphabetic);
        let pattern = replaced.then(|| of_word(random, token)).flatten();
        match (pattern, pieces.last_mut()) {
            (Some(pattern), _) => pieces.push(pattern),
            (None, Some(Piece::Words(words))) => {
                *words += " ";
                *words += token;
            }
            (None, _) => pieces.push(Piece::Words((*token).to_string())),
        }
    }
    if random.chance(15) {
        let regex = Piece::Regex(regex(random, None));
        pieces.push(regex);
    }
    pieces
}
