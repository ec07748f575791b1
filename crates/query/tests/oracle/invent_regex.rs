//! Invents regular expressions that find a word of a text, or nearly do.

use depeche_text::words;

use crate::letters::plain;
use crate::random::Random;
use crate::regex::Regex;
use crate::typed::Spot;
use crate::vocabulary::TYPED;

pub(crate) fn regex(random: &mut Random, spot: Option<Spot<'_>>) -> Regex {
    loop {
        let regex = any_regex(random, spot);
        // `/F16/` is a condition of Factiva's.
        let written = regex.to_string();
        let number = written.strip_prefix('F').unwrap_or("no number");
        if !number.chars().all(|c| c.is_ascii_digit()) {
            return regex;
        }
    }
}

fn any_regex(random: &mut Random, spot: Option<Spot<'_>>) -> Regex {
    let mut form = form(random, spot);
    if random.chance(65) {
        form = form.chars().map(plain).collect();
    }
    if random.chance(6) {
        form.push('s');
    }
    let mut parts: Vec<Regex> = form.chars().map(|letter| one(random, letter)).collect();
    if random.chance(55) {
        many(random, &mut parts);
    }
    let regex = Regex::Row(parts);
    match random.below(12) {
        0 => Regex::Either(vec![regex, word(random.pick(TYPED))]),
        1 => Regex::Either(vec![word(random.pick(TYPED)), regex]),
        2 => times(regex, 1, Some(2)),
        3 => {
            let ends = Regex::Either(vec![word("s"), word("es")]);
            Regex::Row(vec![regex, times(ends, 0, Some(1))])
        }
        _ => regex,
    }
}

/// An exact form that stands in the text.
fn form(random: &mut Random, spot: Option<Spot<'_>>) -> String {
    let Some(spot) = spot else {
        let word = words(random.pick(TYPED)).remove(0);
        return word.forms.exact.clone();
    };
    let word = &spot.text.words[spot.position(random)];
    let joined = word.joined.as_ref().or(word.elided_name.as_ref());
    let forms = joined.filter(|_| random.chance(50)).unwrap_or(&word.forms);
    forms.exact.clone()
}

/// What one letter is found by.
fn one(random: &mut Random, letter: char) -> Regex {
    match random.below(40) {
        0..3 => Regex::Any,
        3 if letter.is_ascii_digit() => Regex::Digit,
        3 | 4 if letter.is_alphanumeric() => Regex::Word,
        5 | 6 => Regex::Class {
            not: false,
            of: vec![('x', 'z'), (letter, letter)],
        },
        7 => Regex::Class {
            not: false,
            of: vec![('a', 'm'), ('n', 'z')],
        },
        8 => {
            let not = if letter == 'q' { 'k' } else { 'q' };
            let of = vec![(not, not)];
            Regex::Class { not: true, of }
        }
        9 => {
            let (first, second) = (random.between(0, 2), random.below(2));
            times(Regex::Letter(letter), first, Some(first + second + 1))
        }
        10 => times(Regex::Letter(letter), random.below(3), None),
        11 => Regex::Row(vec![
            times(
                Regex::Letter(['x', 'e', '/', '.'][random.below(4)]),
                0,
                Some(1),
            ),
            Regex::Letter(letter),
        ]),
        12 => Regex::Either(vec![Regex::Letter(letter), word("ou")]),
        13 if letter.is_ascii_lowercase() => Regex::Letter(letter.to_ascii_uppercase()),
        _ => Regex::Letter(letter),
    }
}

/// Puts something of any length in the place of some of the parts, but the first: not all words are to be found.
fn many(random: &mut Random, parts: &mut Vec<Regex>) {
    if parts.len() < 2 {
        return;
    }
    let from = random.between(1, parts.len() - 1);
    let to = random.between(from, parts.len());
    let of = match random.below(4) {
        0 => Regex::Word,
        1 => Regex::Class {
            not: false,
            of: vec![('a', 'z'), ('0', '9')],
        },
        _ => Regex::Any,
    };
    let most = [None, None, Some(4)][random.below(3)];
    let least = random.below(2);
    parts.splice(from..to, [times(of, least, most)]);
}

fn word(letters: &str) -> Regex {
    let plain: String = letters.chars().filter(|c| c.is_alphanumeric()).collect();
    let form = words(&plain).remove(0).forms.exact.clone();
    Regex::Row(form.chars().map(Regex::Letter).collect())
}

fn times(of: Regex, least: usize, most: Option<usize>) -> Regex {
    Regex::Times {
        of: Box::new(of),
        least,
        most,
    }
}
