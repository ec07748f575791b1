//! Spans: the stretches of positions an operand finds in a text, and what each of them lights.

use std::collections::{BTreeMap, BTreeSet};

use crate::found::Row;
use crate::near::{hulls, orders};
use crate::world::Analysed;

/// What can stand beside PROCHE.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    /// A word or a phrase.
    Row(Row),
    /// Names of a field: any, or those of some normal forms.
    Named {
        kind: &'static str,
        only: Option<BTreeSet<String>>,
    },
    /// Any of them.
    Any(Vec<Operand>),
    /// All of them, in this order or in any, with so many other positions inside at most.
    Near {
        ordered: bool,
        others: usize,
        of: Vec<Operand>,
    },
}

/// A first position, and the one behind the last.
pub(crate) type Span = (usize, usize);

/// The bytes that are lit.
pub(crate) type Light = BTreeSet<(usize, usize)>;

/// Spans, and what each lights.
pub(crate) type Spans = BTreeMap<Span, Light>;

/// All spans of an operand in a text.
pub(crate) fn spans(operand: &Operand, text: &Analysed) -> Spans {
    let mut spans = Spans::new();
    match operand {
        Operand::Row(row) => {
            for found in row.found(text) {
                let light = spans.entry(found.positions).or_default();
                light.insert((found.light.start, found.light.end));
            }
        }
        Operand::Named { kind, only } => {
            let of_kind = text.named.iter().filter(|named| named.field == *kind);
            for named in of_kind {
                if only
                    .as_ref()
                    .is_none_or(|only| only.contains(&named.name.folded))
                {
                    let light = spans.entry((named.first, named.first + 1)).or_default();
                    light.insert((named.place.start, named.place.end));
                }
            }
        }
        Operand::Any(of) => of
            .iter()
            .for_each(|of| add(&mut spans, self::spans(of, text))),
        Operand::Near {
            ordered,
            others,
            of,
        } => {
            let of: Vec<Spans> = of.iter().map(|of| self::spans(of, text)).collect();
            for order in orders(of.iter().collect(), *ordered) {
                add(&mut spans, minimal(&hulls(&order, *others)));
            }
        }
    }
    spans
}

fn add(spans: &mut Spans, more: Spans) {
    for (span, light) in more {
        spans.entry(span).or_default().extend(light);
    }
}

/// The spans that contain no other.
pub(crate) fn minimal(spans: &Spans) -> Spans {
    let contains =
        |outer: &Span, inner: &Span| outer != inner && outer.0 <= inner.0 && inner.1 <= outer.1;
    let mut kept = spans.clone();
    kept.retain(|span, _| !spans.keys().any(|other| contains(span, other)));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::piece::Piece;

    fn word(typed: &str) -> Operand {
        Operand::Row(Row::of(&[Piece::Words(typed.to_string())], true))
    }

    fn phrase(typed: &str) -> Operand {
        word(typed)
    }

    fn near(ordered: bool, others: usize, of: &[&str]) -> Operand {
        Operand::Near {
            ordered,
            others,
            of: of.iter().map(|typed| word(typed)).collect(),
        }
    }

    /// The spans, and the words that each lights.
    fn check(operand: &Operand, text: &str, expected: &[(usize, usize, &str)]) {
        let text = Analysed::of(text);
        let found = spans(operand, &text);
        let shown: Vec<(usize, usize, String)> = found
            .iter()
            .map(|((from, to), light)| {
                let lit = light.iter().map(|(from, to)| &text.text[*from..*to]);
                (*from, *to, lit.collect::<Vec<_>>().join(" "))
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(from, to, lit)| (*from, *to, (*lit).to_string()))
            .collect();
        assert_eq!(shown, expected, "{operand:?}\n{}", text.text);
    }

    #[test]
    fn in_order_only_the_smallest_hulls_stand() {
        check(&near(true, 5, &["a", "b"]), "a a x b b", &[(1, 4, "a b")]);
        check(&near(true, 0, &["a", "b"]), "a x b", &[]);
        check(
            &near(true, 1, &["a", "b"]),
            "a x b a b",
            &[(0, 3, "a b"), (3, 5, "a b")],
        );
        check(&near(true, 9, &["b", "a"]), "a x b", &[]);
        check(
            &near(true, 9, &["a", "a"]),
            "a x a a",
            &[(0, 3, "a a"), (2, 4, "a a")],
        );
    }

    #[test]
    fn every_order_is_minimal_by_itself() {
        check(
            &near(false, 5, &["a", "b"]),
            "a x b a",
            &[(0, 3, "a b"), (2, 4, "b a")],
        );
        check(
            &near(false, 9, &["a", "b", "c"]),
            "a b c a",
            &[(0, 3, "a b c"), (1, 4, "b c a")],
        );
        // A phrase and its first word: `a b … a` holds `a … a b` of the other order, and stands all the same.
        let of = vec![phrase("a b"), word("a")];
        let near = Operand::Near {
            ordered: false,
            others: 9,
            of,
        };
        check(&near, "a b x a b", &[(0, 4, "a b a"), (0, 5, "a a b")]);
    }

    #[test]
    fn all_tuples_of_a_hull_are_lit() {
        check(
            &near(true, 9, &["a", "b", "c"]),
            "a b x b c",
            &[(0, 5, "a b b c")],
        );
        // With one other at most: `a b … c` has two others, whichever `b` it is.
        check(&near(true, 1, &["a", "b", "c"]), "a b x b c", &[]);
        check(
            &near(true, 2, &["a", "b", "c"]),
            "a b x b c",
            &[(0, 5, "a b b c")],
        );
    }

    #[test]
    fn an_operator_in_another_covers_all_between() {
        let inner = near(true, 3, &["a", "b"]);
        let outer = Operand::Near {
            ordered: false,
            others: 0,
            of: vec![inner, word("c")],
        };
        check(&outer, "a x b c", &[(0, 4, "a b c")]);
        // Inside the first operand is not beside it.
        check(&outer, "a c b", &[]);
        let any = Operand::Near {
            ordered: true,
            others: 0,
            of: vec![Operand::Any(vec![word("a"), word("x")]), word("c")],
        };
        check(&any, "a c x c", &[(0, 2, "a c"), (2, 4, "x c")]);
    }

    #[test]
    fn prefixes_and_compounds_are_lit_as_in_a_word() {
        check(
            &near(true, 0, &["l'état", "week-end"]),
            "l'état week-end",
            &[(0, 3, "l'état week-end")],
        );
        let text = Analysed::of("a x x b a");
        let fewest = |of: [&str; 2], ordered: bool| {
            let of = of.map(|typed| spans(&word(typed), &text));
            crate::near::fewest_others(&of, ordered)
        };
        assert_eq!(fewest(["a", "b"], true), Some(2));
        assert_eq!(fewest(["a", "b"], false), Some(0));
        assert_eq!(fewest(["b", "b"], false), None);
    }
}
