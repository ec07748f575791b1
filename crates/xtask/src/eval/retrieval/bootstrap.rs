//! The interval of a mean over queries by the bootstrap's percentiles (Efron and Tibshirani 1993, chapter 13): what other
//! queries of the same kind would have given.

use crate::random::Random;

/// Times that queries are drawn.
const RESAMPLES: usize = 10_000;

/// Every run draws the same.
const SEED: u64 = 5;

/// Returns the bounds within which 95 % of the means of drawn queries lie; of nothing, 0.
pub(super) fn interval(values: &[f64]) -> (f64, f64) {
    if values.is_empty() {
        return (0.0, 0.0);
    }
    let mut random = Random::of(SEED, 0);
    let mut means = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let drawn = (0..values.len()).map(|_| values[random.below(values.len())]);
        means.push(drawn.sum::<f64>() / values.len() as f64);
    }
    means.sort_unstable_by(f64::total_cmp);
    let outside = RESAMPLES / 40;
    (means[outside], means[RESAMPLES - 1 - outside])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the mean is nearly normal, the bounds are 1.96 standard errors from it.
    #[test]
    fn bounds_are_those_of_a_normal_mean() {
        let values: Vec<f64> = (0..400).map(|at| f64::from(at % 2)).collect();
        let (low, high) = interval(&values);
        let error = 1.96 * 0.5 / 20.0;
        assert!((low - (0.5 - error)).abs() < 0.004, "{low}");
        assert!((high - (0.5 + error)).abs() < 0.004, "{high}");
        assert_eq!(interval(&values), (low, high));
    }

    #[test]
    fn what_is_always_the_same_has_no_width() {
        assert_eq!(interval(&[0.5; 9]), (0.5, 0.5));
        assert_eq!(interval(&[]), (0.0, 0.0));
    }
}
