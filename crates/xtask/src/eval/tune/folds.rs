//! Which queries are held out together: equal shares of a collection, drawn by a seed.

use crate::random::Random;

/// Returns the fold of each of so many queries.
pub(super) fn folds(queries: usize, folds: usize, seed: u64, part: u64) -> Vec<usize> {
    let mut of: Vec<usize> = (0..queries).map(|at| at % folds.max(1)).collect();
    shuffle(&mut of, &mut Random::of(seed, part));
    of
}

/// Returns the numbers of at most `most` of so many queries, in their order.
pub(super) fn sample(queries: usize, most: usize, seed: u64, part: u64) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..queries).collect();
    shuffle(&mut numbers, &mut Random::of(seed, part));
    numbers.truncate(most);
    numbers.sort_unstable();
    numbers
}

/// Fisher and Yates, as Durstenfeld wrote it (1964).
fn shuffle(values: &mut [usize], random: &mut Random) {
    for at in (1..values.len()).rev() {
        values.swap(at, random.below(at + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_are_equal_shares_drawn_by_the_seed() {
        let of = folds(103, 5, 1, 0);
        let sizes: Vec<usize> = (0..5)
            .map(|fold| of.iter().filter(|other| **other == fold).count())
            .collect();
        assert_eq!(sizes, [21, 21, 21, 20, 20]);
        assert_eq!(of, folds(103, 5, 1, 0));
        assert_ne!(of, folds(103, 5, 2, 0));
        assert_ne!(of, folds(103, 5, 1, 1));
    }

    #[test]
    fn a_sample_has_each_query_once() {
        let drawn = sample(100, 10, 1, 0);
        assert_eq!(drawn.len(), 10);
        assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]), "{drawn:?}");
        assert!(drawn.iter().all(|number| *number < 100));
        assert_eq!(sample(3, 10, 1, 0), [0, 1, 2]);
    }
}
