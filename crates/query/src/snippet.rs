//! Snippets: the sentences that hold most of what was found, cut from the original.

use std::ops::Range;

use depeche_corpus::Part;
use depeche_text::sentences;

use crate::light::{Lit, in_chars};
use crate::results::Snippet;
use crate::shown::{Shown, shown};

/// Snippets a hit at most.
const MOST: usize = 3;

/// Characters of a snippet at most, some four lines of a terminal; a longer sentence is cut around what is lit.
const LONGEST: usize = 320;

/// Returns the snippets of an article: its best sentences in the order of the text, or its first one where nothing is
/// lit below the title.
pub(crate) fn snippets(lit: &Lit) -> Vec<Snippet> {
    struct Candidate {
        part: Part,
        range: Range<usize>,
        lit: Vec<Range<usize>>,
    }
    let mut candidates = Vec::new();
    for (part, range) in lit
        .texte
        .parts
        .iter()
        .filter(|(part, _)| *part != Part::Title)
    {
        let text = &lit.texte.text[range.clone()];
        for sentence in sentences(text) {
            let range = range.start + sentence.start..range.start + sentence.end;
            let lit = lit.in_part(&range);
            candidates.push(Candidate {
                part: *part,
                range,
                lit,
            });
        }
    }
    let any_lit = candidates.iter().any(|candidate| !candidate.lit.is_empty());
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    if any_lit {
        order.retain(|at| !candidates[*at].lit.is_empty());
        // A longer lit stretch is a whole phrase: letters count, then the place in the text.
        order.sort_by_key(|at| {
            std::cmp::Reverse(
                candidates[*at]
                    .lit
                    .iter()
                    .map(|range| range.len())
                    .sum::<usize>(),
            )
        });
        order.truncate(MOST);
        order.sort_unstable();
    } else {
        order.truncate(1);
    }
    order
        .into_iter()
        .map(|at| {
            let Candidate {
                part,
                range,
                lit: inside,
            } = &candidates[at];
            let (text, lit) = cut(&lit.texte.text[range.clone()], inside);
            Snippet {
                field: part.field(),
                text,
                lit,
            }
        })
        .collect()
}

/// A sentence as it is shown, cut at blanks around its first lit words if it is too long; what is lit, in characters.
fn cut(sentence: &str, lit: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let Shown {
        text: sentence,
        lit,
    } = shown(sentence, lit);
    let (mut from, mut to) = (0, sentence.len());
    if sentence.chars().count() > LONGEST {
        let first = lit.first().map_or(0, |range| range.start);
        // A third of the room before what is lit, the rest from there on.
        from = back(&sentence, first, LONGEST / 3);
        to = forward(&sentence, from, LONGEST);
        if from > 0 {
            from += sentence[from..first]
                .find(char::is_whitespace)
                .map_or(0, |at| at + 1);
            while !sentence.is_char_boundary(from) {
                from += 1;
            }
        }
        let last = lit
            .iter()
            .take_while(|range| range.start < to)
            .map(|range| range.end)
            .max()
            .unwrap_or(0);
        if to < sentence.len() {
            let blank = sentence[..to].rfind(char::is_whitespace).unwrap_or(to);
            to = if blank > from { blank } else { to };
            to = to.max(last);
        }
    }
    let mut text = String::new();
    if from > 0 {
        text.push_str("… ");
    }
    let lead = text.len();
    text.push_str(&sentence[from..to]);
    if to < sentence.len() {
        text.push_str(" …");
    }
    let inside = lit
        .iter()
        .filter(|range| range.start >= from && range.end <= to);
    let inside: Vec<Range<usize>> = inside
        .map(|range| lead + range.start - from..lead + range.end - from)
        .collect();
    let lit = in_chars(&text, &inside);
    (text, lit)
}

fn back(text: &str, at: usize, chars: usize) -> usize {
    text[..at]
        .char_indices()
        .rev()
        .nth(chars)
        .map_or(0, |(at, _)| at)
}

fn forward(text: &str, at: usize, chars: usize) -> usize {
    text[at..]
        .char_indices()
        .nth(chars)
        .map_or(text.len(), |(offset, _)| at + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_at_blanks_around_what_is_lit() {
        let sentence = format!("{}État{}", "é l'été ".repeat(80), " fin ça".repeat(80));
        let at = sentence.find("État").unwrap();
        let (text, lit) = cut(&sentence, &[at..at + "État".len()]);
        let shown: String = text.chars().skip(lit[0].start).take(lit[0].len()).collect();
        assert_eq!(shown, "État");
        assert!(
            text.chars().count() <= LONGEST + 4,
            "{}",
            text.chars().count()
        );
        assert!(text.starts_with("… ") && text.ends_with(" …"));
        assert_eq!(
            cut("Une\nligne.", &[4..9]),
            ("Une ligne.".to_string(), vec![4..9])
        );
        assert_eq!(
            cut("Une recons-\ntruc\u{ad}tion.", &[4..22]),
            ("Une recons-truction.".to_string(), vec![4..19])
        );
    }
}
