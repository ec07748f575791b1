//! Spans near one another: minimal intervals, as OpenSearch's intervals compute them.
//!
//! A SUIVI of some operands yields the hulls of all tuples of their spans that stand one behind the other, share no
//! position and leave at most so many other positions inside; of these hulls, those that contain no other one. A PROCHE
//! is the union of the SUIVI over all orders. After Clarke, Cormack and Burkowski, «An Algebra for Structured Text
//! Search and a Framework for its Implementation» (1995). Everything here is about one article: lists of spans, sorted
//! and without doubles, in and out.

/// A first position and the one after its last.
pub(crate) type Span = (u32, u32);

/// Returns the hulls of the operands in this order, minimal, sorted.
pub(crate) fn ordered(of: &[&[Span]], within: u32) -> Vec<Span> {
    match of {
        [] => Vec::new(),
        [only] => only.to_vec(),
        [first, second] => minimal(of_two(first, second, within)),
        _ => minimal(of_many(of, within)),
    }
}

/// Returns the hulls of the operands in any order, sorted.
pub(crate) fn unordered(of: &[&[Span]], within: u32) -> Vec<Span> {
    let mut hulls = Vec::new();
    each_order(of.len(), &mut |order| {
        let of: Vec<&[Span]> = order.iter().map(|at| of[*at]).collect();
        hulls.append(&mut ordered(&of, within));
    });
    sorted(hulls)
}

/// Gives every order of `count` things.
pub(crate) fn each_order(count: usize, give: &mut dyn FnMut(&[usize])) {
    fn go_on(order: &mut Vec<usize>, count: usize, give: &mut dyn FnMut(&[usize])) {
        if order.len() == count {
            give(order);
        }
        for at in 0..count {
            if !order.contains(&at) {
                order.push(at);
                go_on(order, count, give);
                order.pop();
            }
        }
    }
    go_on(&mut Vec::new(), count, give);
}

/// Returns the spans that contain no other, sorted.
pub(crate) fn minimal(mut spans: Vec<Span>) -> Vec<Span> {
    // From the last start on, of equal ones the shortest first: a span is minimal if it ends before all that were met.
    spans.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut first_end = u32::MAX;
    spans.retain(|(_, end)| {
        let is_minimal = *end < first_end;
        first_end = first_end.min(*end);
        is_minimal
    });
    spans.reverse();
    spans
}

pub(crate) fn sorted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// For each span of the second operand, the shortest hull.
fn of_two(first: &[Span], second: &[Span], within: u32) -> Vec<Span> {
    let first = by_end(first);
    let mut hulls = Vec::new();
    for (start, end) in second {
        let mut best: Option<u32> = None;
        for (first_start, first_end) in before(&first, *start).iter().rev() {
            // A span that ends at or before the best start starts before it.
            if *start - *first_end > within || best.is_some_and(|best| *first_end <= best) {
                break;
            }
            best = best.max(Some(*first_start));
        }
        hulls.extend(best.map(|best| (best, *end)));
    }
    hulls
}

/// Whether a span of the second stands behind one of the first, with at most so many positions between.
pub(crate) fn near(first: &[Span], second: &[Span], within: u32) -> bool {
    // Words are in the order of their ends, too; of mixed lengths they may not be.
    if !first.is_sorted_by_key(|span| span.1) {
        return !of_two(first, second, within).is_empty();
    }
    let mut reached = 0;
    second.iter().any(|(start, _)| {
        while first.get(reached).is_some_and(|span| span.1 <= *start) {
            reached += 1;
        }
        reached > 0 && *start - first[reached - 1].1 <= within
    })
}

/// Whether a span of each, apart from each other, stand in one of the sentences that start at these spans.
pub(crate) fn two_in_one(starts: &[Span], first: &[Span], second: &[Span]) -> bool {
    first.iter().any(|(start, end)| {
        // The sentence of a word is the last that starts at it or before.
        let at = starts.partition_point(|span| span.0 <= *start);
        let Some(sentence) = at.checked_sub(1).map(|at| starts[at].0) else {
            return false;
        };
        let sentence_end = starts.get(at).map_or(u32::MAX, |span| span.0);
        *end <= sentence_end
            && between(second, sentence, sentence_end)
                .iter()
                .any(|other| other.1 <= sentence_end && (other.1 <= *start || *end <= other.0))
    })
}

fn by_end(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable_by_key(|span| span.1);
    spans
}

/// Of spans sorted by their end, those that end at or before a position.
fn before(spans: &[Span], position: u32) -> &[Span] {
    &spans[..spans.partition_point(|span| span.1 <= position)]
}

/// A chain of spans up to one operand: where the first starts, and the positions left between.
type Chain = (u32, u32);

/// Chains that no other one beats: none starts as late with as few positions between.
fn of_many(of: &[&[Span]], within: u32) -> Vec<Span> {
    let mut chains: Vec<(Span, Vec<Chain>)> = of[0]
        .iter()
        .map(|span| (*span, vec![(span.0, 0)]))
        .collect();
    for spans in &of[1..] {
        chains.sort_by_key(|((_, end), _)| *end);
        let mut longer = Vec::new();
        for (start, end) in *spans {
            let reach = chains.partition_point(|((_, end), _)| end <= start);
            let mut best: Vec<Chain> = Vec::new();
            for ((_, before_end), before) in chains[..reach].iter().rev() {
                let gap = *start - *before_end;
                // What ends earlier starts before these ends and leaves more between.
                let beaten = best
                    .iter()
                    .any(|(first, gaps)| first >= before_end && *gaps <= gap);
                if gap > within || beaten {
                    break;
                }
                for (first, gaps) in before {
                    let chain = (*first, *gaps + gap);
                    let is_beaten = |(first, gaps): &Chain| *first >= chain.0 && *gaps <= chain.1;
                    if chain.1 <= within && !best.iter().any(is_beaten) {
                        best.retain(|(first, gaps)| *first > chain.0 || *gaps < chain.1);
                        best.push(chain);
                    }
                }
            }
            if !best.is_empty() {
                longer.push(((*start, *end), best));
            }
        }
        chains = longer;
    }
    let hulls = chains
        .iter()
        .flat_map(|((_, end), chains)| chains.iter().map(|(start, _)| (*start, *end)));
    hulls.collect()
}

/// Returns, for each operand in this order, its spans that stand in a tuple whose hull is one of those given.
pub(crate) fn taking_part(of: &[&[Span]], within: u32, hulls: &[Span]) -> Vec<Vec<Span>> {
    let mut part: Vec<Vec<Span>> = vec![Vec::new(); of.len()];
    for hull in hulls {
        let inside: Vec<Vec<Span>> = of
            .iter()
            .map(|spans| {
                let from = spans.partition_point(|span| span.0 < hull.0);
                let until = spans[from..].iter().take_while(|span| span.0 < hull.1);
                until.filter(|span| span.1 <= hull.1).copied().collect()
            })
            .collect();
        let last = of.len() - 1;
        // Positions left between, at least, from the hull's start to each span, and from there to its end.
        let mut to_here: Vec<Vec<Option<u32>>> = Vec::new();
        for (at, spans) in inside.iter().enumerate() {
            let gaps = spans.iter().map(|span| match at.checked_sub(1) {
                None => (span.0 == hull.0).then_some(0),
                Some(before) => least(&inside[before], &to_here[before], |other| {
                    span.0.checked_sub(other.1)
                }),
            });
            let gaps = gaps.collect();
            to_here.push(gaps);
        }
        let mut from_here: Vec<Vec<Option<u32>>> = vec![Vec::new(); of.len()];
        for (at, spans) in inside.iter().enumerate().rev() {
            from_here[at] = spans
                .iter()
                .map(|span| {
                    if at == last {
                        return (span.1 == hull.1).then_some(0);
                    }
                    least(&inside[at + 1], &from_here[at + 1], |other| {
                        other.0.checked_sub(span.1)
                    })
                })
                .collect();
        }
        for (at, spans) in inside.iter().enumerate() {
            for (number, span) in spans.iter().enumerate() {
                if let (Some(before), Some(behind)) = (to_here[at][number], from_here[at][number])
                    && before + behind <= within
                {
                    part[at].push(*span);
                }
            }
        }
    }
    part.into_iter().map(sorted).collect()
}

/// The least of the gaps to some spans, each with what lies beyond it.
fn least(
    spans: &[Span],
    beyond: &[Option<u32>],
    gap: impl Fn(&Span) -> Option<u32>,
) -> Option<u32> {
    let gaps = spans
        .iter()
        .zip(beyond)
        .filter_map(|(span, beyond)| Some(gap(span)? + (*beyond)?));
    gaps.min()
}

/// Returns the spans of each operand that take part in a choice of one span of each, pairwise apart, inside one of the
/// sentences that start at `starts`; all of them empty where there is no such choice.
///
/// For every subset of the operands, the position behind their earliest placing from the left, and before their latest
/// from the right; a span takes part where a subset fits before it and the others behind it.
pub(crate) fn in_one(starts: &[u32], of: &[&[Span]]) -> Vec<Vec<Span>> {
    let mut part: Vec<Vec<Span>> = vec![Vec::new(); of.len()];
    let everything = (1_usize << of.len()) - 1;
    for (start, end, inside) in sentences(starts, of) {
        let left = from_the_left(&inside, start);
        if left[everything].is_none() {
            continue;
        }
        let right = from_the_right(&inside, end);
        for (operand, spans) in inside.iter().enumerate() {
            let others = everything & !(1 << operand);
            for span in spans {
                let fits = (0..=others).filter(|set| set & !others == 0).any(|set| {
                    left[set].is_some_and(|end| end <= span.0)
                        && right[others & !set].is_some_and(|start| start >= span.1)
                });
                if fits {
                    part[operand].push(*span);
                }
            }
        }
    }
    part
}

/// Whether some sentence has such a choice; the first is enough.
pub(crate) fn any_in_one(starts: &[u32], of: &[&[Span]]) -> bool {
    let everything = (1_usize << of.len()) - 1;
    sentences(starts, of)
        .any(|(start, _, inside)| from_the_left(&inside, start)[everything].is_some())
}

/// The sentences where every operand has a span: where they start and end, and the spans of each that stand inside.
fn sentences<'a>(
    starts: &'a [u32],
    of: &'a [&'a [Span]],
) -> impl Iterator<Item = (u32, u32, Vec<Vec<Span>>)> + 'a {
    starts.iter().enumerate().filter_map(move |(at, start)| {
        let end = starts.get(at + 1).copied().unwrap_or(u32::MAX);
        let inside = of.iter().map(|spans| {
            let spans = between(spans, *start, end).iter();
            let spans: Vec<Span> = spans.filter(|span| span.1 <= end).copied().collect();
            (!spans.is_empty()).then_some(spans)
        });
        let inside: Option<Vec<Vec<Span>>> = inside.collect();
        inside.map(|inside| (*start, end, inside))
    })
}

/// The spans that start in a stretch.
fn between(spans: &[Span], start: u32, end: u32) -> &[Span] {
    let from = spans.partition_point(|span| span.0 < start);
    let until = spans.partition_point(|span| span.0 < end);
    &spans[from..until]
}

fn from_the_left(of: &[Vec<Span>], start: u32) -> Vec<Option<u32>> {
    let mut ends = vec![None; 1 << of.len()];
    ends[0] = Some(start);
    for set in 1..ends.len() {
        ends[set] = (0..of.len())
            .filter(|at| set & (1 << at) != 0)
            .filter_map(|at| {
                let from = ends[set & !(1 << at)]?;
                let behind = of[at].iter().filter(|span| span.0 >= from);
                behind.map(|span| span.1).min()
            })
            .min();
    }
    ends
}

fn from_the_right(of: &[Vec<Span>], end: u32) -> Vec<Option<u32>> {
    let mut starts = vec![None; 1 << of.len()];
    starts[0] = Some(end);
    for set in 1..starts.len() {
        starts[set] = (0..of.len())
            .filter(|at| set & (1 << at) != 0)
            .filter_map(|at| {
                let until = starts[set & !(1 << at)]?;
                let before = of[at].iter().filter(|span| span.1 <= until);
                before.map(|span| span.0).max()
            })
            .max();
    }
    starts
}

#[cfg(test)]
mod tests;
