//! Places that no table knows but the article announces: `le village de Trifouilly-lès-Oies`, `la ville de Kaduna`.

use std::ops::Range;

use crate::lexicon::{LEXICON, OtherWord};
use crate::words::{Gap, Shape, Words};

/// Returns the announced places as they are written.
pub(crate) fn places(words: &Words<'_>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for at in 1..words.list.len() {
        if words.list[at].shape != Shape::Capital || !is_announced(words, at) {
            continue;
        }
        let end = end(words, at);
        found.push((at..end, words.written(at..end)));
    }
    found
}

/// Returns whether `ville de` or the like stands before.
fn is_announced(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    if word.first || word.gap != Gap::Blank {
        return false;
    }
    let head = match words.elided(at) {
        "d" => at.checked_sub(1),
        "" if words.key_before(at) == "de" && !words.list[at - 1].first => at.checked_sub(2),
        _ => None,
    };
    head.is_some_and(|head| {
        words.list[head].part == word.part
            && words.list[head].shape == Shape::Lower
            && LEXICON.other_word(words.key(head)) == Some(OtherWord::PlaceBefore)
    })
}

fn end(words: &Words<'_>, start: usize) -> usize {
    let goes_on = |at: usize| match words.list[at].gap {
        Gap::Hyphen => true,
        Gap::Blank => {
            words.list[at].shape == Shape::Capital
                && !words.list[at].first
                && words.elided(at).is_empty()
        }
        _ => false,
    };
    let mut end = start + 1;
    while end < words.list.len() && goes_on(end) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use depeche_corpus::EntityKind::Place;

    use crate::testing::mentions;

    fn check(text: &str, expected: &str) {
        assert_eq!(mentions(text, &[Place]), expected, "{text}");
    }

    #[test]
    fn a_word_for_places_announces_one() {
        check(
            "Dans le village de Trifouilly-lès-Oies, en crue.",
            "Trifouilly-lès-Oies",
        );
        check("La ville d'Ombreval est vide.", "Ombreval");
        check("La ville de New York dort.", "New York US");
        check("Le village de la côte, la ville de demain.", "");
        check("La ville. De Ombreval on ne sait rien.", "");
    }
}
