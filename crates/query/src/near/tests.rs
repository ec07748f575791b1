//! Hulls and choices beside a naive look at every tuple.

use proptest::prelude::*;

use super::*;

#[test]
fn hulls_contain_no_other() {
    // a x b b, and a b a
    assert_eq!(ordered(&[&[(0, 1)], &[(2, 3), (3, 4)]], 5), [(0, 3)]);
    assert_eq!(
        unordered(&[&[(0, 1), (2, 3)], &[(1, 2)]], 0),
        [(0, 2), (1, 3)]
    );
    // One word twice is two words.
    assert_eq!(unordered(&[&[(4, 5)], &[(4, 5)]], 9), []);
    assert_eq!(
        unordered(&[&[(4, 5), (6, 7)], &[(4, 5), (6, 7)]], 1),
        [(4, 7)]
    );
    assert_eq!(ordered(&[&[(0, 1)], &[(3, 4)]], 1), []);
}

#[test]
fn words_that_take_part_stand_in_the_hull() {
    let (a, b, c) = ([(0, 1), (9, 10)], [(2, 3), (3, 4)], [(5, 6)]);
    let hulls = ordered(&[&a, &b, &c], 4);
    assert_eq!(hulls, [(0, 6)]);
    assert_eq!(
        taking_part(&[&a, &b, &c], 4, &hulls),
        [vec![(0, 1)], vec![(2, 3), (3, 4)], vec![(5, 6)]]
    );
}

#[test]
fn a_choice_stands_apart_inside_a_sentence() {
    let (a, b) = ([(1, 2), (5, 7)], [(1, 2), (2, 3), (6, 8)]);
    assert_eq!(in_one(&[0, 4], &[&a, &b]), [vec![(1, 2)], vec![(2, 3)]]);
    // What reaches over the end is not inside.
    assert_eq!(in_one(&[0, 6], &[&a, &[(3, 4)]])[0], [(1, 2)]);
    assert!(
        in_one(&[0], &[&[(1, 2)], &[(1, 2)]])
            .iter()
            .all(Vec::is_empty)
    );
}

fn tuples(of: &[Vec<Span>]) -> Vec<Vec<Span>> {
    of.iter().fold(vec![Vec::new()], |tuples, spans| {
        let longer = |tuple: &Vec<Span>| {
            let tuple = tuple.clone();
            spans.iter().map(move |span| {
                let mut tuple = tuple.clone();
                tuple.push(*span);
                tuple
            })
        };
        tuples.iter().flat_map(longer).collect()
    })
}

fn naive(of: &[Vec<Span>], within: u32) -> (Vec<Span>, Vec<Vec<Span>>) {
    let fits = |tuple: &&Vec<Span>| {
        let apart = tuple.windows(2).all(|pair| pair[0].1 <= pair[1].0);
        let gaps = |tuple: &[Span]| {
            tuple
                .windows(2)
                .map(|pair| pair[1].0 - pair[0].1)
                .sum::<u32>()
        };
        apart && gaps(tuple) <= within
    };
    let tuples = tuples(of);
    let fitting: Vec<&Vec<Span>> = tuples.iter().filter(fits).collect();
    let hull = |tuple: &[Span]| (tuple[0].0, tuple[tuple.len() - 1].1);
    let all: Vec<Span> = fitting.iter().map(|tuple| hull(tuple)).collect();
    let holds = |a: &Span, b: &Span| a != b && a.0 <= b.0 && b.1 <= a.1;
    let hulls = all.iter().filter(|a| !all.iter().any(|b| holds(a, b)));
    let hulls = sorted(hulls.copied().collect());
    let part = (0..of.len()).map(|at| {
        let tuples = fitting.iter().filter(|tuple| hulls.contains(&hull(tuple)));
        sorted(tuples.map(|tuple| tuple[at]).collect())
    });
    let part = part.collect();
    (hulls, part)
}

fn some_spans() -> impl Strategy<Value = Vec<Span>> {
    let span = (0_u32..14, 1_u32..4).prop_map(|(start, length)| (start, start + length));
    prop::collection::vec(span, 0..6).prop_map(sorted)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn every_tuple_is_looked_at(of in prop::collection::vec(some_spans(), 2..5), within in 0_u32..8) {
        let slices: Vec<&[Span]> = of.iter().map(Vec::as_slice).collect();
        let (hulls, part) = naive(&of, within);
        prop_assert_eq!(&ordered(&slices, within), &hulls);
        if let [first, second] = slices.as_slice() {
            prop_assert_eq!(near(first, second, within), !hulls.is_empty());
        }
        prop_assert_eq!(taking_part(&slices, within, &hulls), part);
    }

    #[test]
    fn every_choice_is_looked_at(of in prop::collection::vec(some_spans(), 2..4), second in 1_u32..12) {
        let slices: Vec<&[Span]> = of.iter().map(Vec::as_slice).collect();
        let apart = |tuple: &Vec<Span>| {
            let mut tuple = tuple.clone();
            tuple.sort_unstable();
            tuple.windows(2).all(|pair| pair[0].1 <= pair[1].0)
                && (tuple.iter().all(|span| span.0 >= second) || tuple.iter().all(|span| span.1 <= second))
        };
        let chosen: Vec<Vec<Span>> = tuples(&of).into_iter().filter(apart).collect();
        let part: Vec<Vec<Span>> =
            (0..of.len()).map(|at| sorted(chosen.iter().map(|tuple| tuple[at]).collect())).collect();
        if let [first, other] = slices.as_slice() {
            let starts = [(0, 1), (second, second + 1)];
            prop_assert_eq!(two_in_one(&starts, first, other), !part[0].is_empty());
        }
        prop_assert_eq!(any_in_one(&[0, second], &slices), !part[0].is_empty());
        prop_assert_eq!(in_one(&[0, second], &slices), part);
    }
}
