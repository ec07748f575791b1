//! Words near each other: every choice of a span each, one behind the other, is tried.

use crate::span::{Span, Spans};

/// The fewest other positions with which operands stand near each other; none where they do with no number.
pub(crate) fn fewest_others(of: &[Spans], ordered: bool) -> Option<usize> {
    let mut fewest = None;
    for order in orders(of.iter().collect(), ordered) {
        each_tuple(&order, usize::MAX, &mut Vec::new(), &mut |tuple| {
            let others = others(tuple);
            if fewest.is_none_or(|fewest| others < fewest) {
                fewest = Some(others);
            }
        });
    }
    fewest
}

/// The order that is given, or all orders.
pub(crate) fn orders(of: Vec<&Spans>, ordered: bool) -> Vec<Vec<&Spans>> {
    if ordered || of.len() < 2 {
        return vec![of];
    }
    let mut all = Vec::new();
    for at in 0..of.len() {
        let mut rest = of.clone();
        let first = rest.remove(at);
        for mut order in orders(rest, false) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}

/// The stretches all tuples of spans in this order cover, and what those tuples light.
pub(crate) fn hulls(order: &[&Spans], others: usize) -> Spans {
    let mut hulls = Spans::new();
    each_tuple(order, others, &mut Vec::new(), &mut |tuple| {
        let light = hulls
            .entry((tuple[0].0, tuple[tuple.len() - 1].1))
            .or_default();
        for (span, of) in tuple.iter().zip(order) {
            light.extend(&of[span]);
        }
    });
    hulls
}

/// Gives every choice of a span each, one behind the other, with so many other positions between at most.
fn each_tuple(order: &[&Spans], most: usize, tuple: &mut Vec<Span>, give: &mut dyn FnMut(&[Span])) {
    let Some(next) = order.get(tuple.len()) else {
        return give(tuple);
    };
    for span in next.keys() {
        if tuple.last().is_none_or(|before| before.1 <= span.0) {
            tuple.push(*span);
            // What stands between only becomes more.
            if others(tuple) <= most {
                each_tuple(order, most, tuple, give);
            }
            tuple.pop();
        }
    }
}

/// The positions inside that are in none of the spans.
fn others(tuple: &[Span]) -> usize {
    let inside = tuple[tuple.len() - 1].1 - tuple[0].0;
    inside - tuple.iter().map(|(from, to)| to - from).sum::<usize>()
}
