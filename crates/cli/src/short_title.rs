//! A title too long for a list of hits: its beginning, and what is lit in it.

use std::ops::Range;

/// Longest title shown whole in a list, in characters: headlines of newspapers end before 120.
const LONGEST: usize = 160;
/// Characters of the beginning that stand before what is lit farther on.
const BEGINNING: usize = 60;
/// Words shown on either side of what is lit.
const BESIDE: usize = 3;
/// Longest piece that is kept or left out as one; a longer word is no word.
const PIECE: usize = 40;

/// Returns a title and what is lit in it, cut where it is very long; `…` stands for what is left out.
pub(crate) fn short_title(title: &str, lit: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let chars: Vec<char> = title.chars().collect();
    if chars.len() <= LONGEST {
        return (title.to_string(), lit.to_vec());
    }
    let pieces = pieces(&chars);
    let kept = kept(&pieces, lit);
    let mut short = String::new();
    let mut length = 0;
    let mut shown = Vec::<Range<usize>>::new();
    let mut before = true;
    for (piece, kept) in pieces.iter().zip(kept) {
        if !kept {
            if before {
                short.truncate(short.trim_end().len());
                short.push_str(if short.is_empty() { "… " } else { " … " });
                length = short.chars().count();
            }
            before = false;
            continue;
        }
        for range in lit {
            let (from, to) = (range.start.max(piece.start), range.end.min(piece.end));
            if from < to {
                let range = length + from - piece.start..length + to - piece.start;
                // What is lit goes on over the blank between two pieces.
                match shown.last_mut().filter(|last| last.end == range.start) {
                    Some(last) if from > range_start(lit, from) => last.end = range.end,
                    _ => shown.push(range),
                }
            }
        }
        short.extend(&chars[piece.clone()]);
        length += piece.len();
        before = true;
    }
    (short.trim_end().to_string(), shown)
}

/// Where the lit stretch that holds a character begins.
fn range_start(lit: &[Range<usize>], at: usize) -> usize {
    let range = lit.iter().find(|range| range.contains(&at));
    range.map_or(at, |range| range.start)
}

/// Words with the blank behind them.
fn pieces(chars: &[char]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in chars.iter().enumerate() {
        if *c == ' ' || at + 1 - start >= PIECE || at + 1 == chars.len() {
            pieces.push(start..at + 1);
            start = at + 1;
        }
    }
    pieces
}

/// Which pieces are kept: those that are lit, the beginning, those beside what is lit, more of the beginning.
fn kept(pieces: &[Range<usize>], lit: &[Range<usize>]) -> Vec<bool> {
    let is_lit = |piece: &Range<usize>| {
        lit.iter()
            .any(|range| range.start < piece.end && piece.start < range.end)
    };
    let lit: Vec<usize> = (0..pieces.len())
        .filter(|at| is_lit(&pieces[*at]))
        .collect();
    let beginning = (0..pieces.len()).filter(|at| pieces[*at].end <= BEGINNING);
    let beside = |at: &usize| at.saturating_sub(BESIDE)..pieces.len().min(at + BESIDE + 1);
    let order = lit
        .iter()
        .copied()
        .chain(beginning)
        .chain(lit.iter().flat_map(beside))
        .chain(0..pieces.len());
    let mut kept = vec![false; pieces.len()];
    let mut room = LONGEST;
    for at in order {
        if kept[at] {
            continue;
        }
        let Some(left) = room.checked_sub(pieces[at].len()) else {
            break;
        };
        room = left;
        kept[at] = true;
    }
    kept
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// What is lit is written in brackets.
    fn check(title: &str, expected: Expect) {
        let (mut plain, mut lit) = (String::new(), Vec::new());
        for c in title.chars() {
            match c {
                '[' => lit.push(plain.chars().count()..0),
                ']' => lit.last_mut().unwrap().end = plain.chars().count(),
                c => plain.push(c),
            }
        }
        let (short, lit) = short_title(&plain, &lit);
        assert!(short.chars().count() <= LONGEST + 20, "{short}");
        let mut shown = String::new();
        for (at, c) in short.chars().enumerate() {
            if lit.iter().any(|range| range.start == at) {
                shown.push('[');
            }
            shown.push(c);
            if lit.iter().any(|range| range.end == at + 1) {
                shown.push(']');
            }
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn a_long_title_is_cut_and_what_is_lit_is_kept() {
        check("Une [grève] à l'usine", expect!["Une [grève] à l'usine"]);
        let long = "Au conseil municipal, les élus ont parlé de tout et de rien ".repeat(6);
        check(
            &long,
            expect![
                "Au conseil municipal, les élus ont parlé de tout et de rien Au conseil municipal, les élus ont parlé de tout et de rien Au conseil municipal, les élus ont …"
            ],
        );
        check(
            &format!("La [grève] dure. {long}"),
            expect![
                "La [grève] dure. Au conseil municipal, les élus ont parlé de tout et de rien Au conseil municipal, les élus ont parlé de tout et de rien Au conseil municipal, …"
            ],
        );
        check(
            &format!("{long}puis de la [grève générale] à l'usine de [Bamako]. {long}"),
            expect![
                "Au conseil municipal, les élus ont parlé de tout et de rien Au conseil municipal, les élus … puis de la [grève générale] à l'usine de [Bamako]. Au conseil municipal, …"
            ],
        );
        check(
            &format!("{long}[fin]"),
            expect![
                "Au conseil municipal, les élus ont parlé de tout et de rien Au conseil municipal, les élus ont parlé de tout et de rien Au conseil municipal, les … et de rien [fin]"
            ],
        );
        check(
            &"x".repeat(1000),
            expect![
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx …"
            ],
        );
        check(
            &"[grève] ".repeat(100),
            expect![
                "[grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] [grève] …"
            ],
        );
    }
}
