//! nDCG, reciprocal rank and recall of one list of hits, as trec_eval defines `ndcg_cut`, `recip_rank` and `recall`.
//!
//! An article that nobody judged is not relevant; one is relevant from grade 1. A list is worth 0 where nothing is relevant.

/// Hits that nDCG and the reciprocal rank look at.
const FIRST: usize = 10;

/// Hits that recall looks at.
const DEEP: usize = 100;

/// What one list of hits is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measured {
    pub(crate) ndcg: f64,
    pub(crate) reciprocal_rank: f64,
    pub(crate) recall: f64,
}

/// Measures a list: the grades of the hits, best hit first, and those of all judged articles in any order.
pub(crate) fn measure(hits: &[u32], judged: &[u32]) -> Measured {
    Measured {
        ndcg: ndcg(hits, judged, FIRST),
        reciprocal_rank: reciprocal_rank(hits, FIRST),
        recall: recall(hits, judged, DEEP),
    }
}

/// The gain of a grade is the grade; a rank's is divided by log2(rank + 1); the whole by that of the best order there is
/// (Järvelin and Kekäläinen, ACM TOIS 20:4, 2002; this discount is trec_eval's and Anserini's).
fn ndcg(hits: &[u32], judged: &[u32], cut: usize) -> f64 {
    let mut best = judged.to_vec();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = discounted_gain(&best, cut);
    if ideal == 0.0 {
        return 0.0;
    }
    discounted_gain(hits, cut) / ideal
}

fn discounted_gain(grades: &[u32], cut: usize) -> f64 {
    let gains = grades.iter().take(cut).zip(2u32..);
    gains
        .map(|(grade, after_rank)| f64::from(*grade) / f64::from(after_rank).log2())
        .sum()
}

fn reciprocal_rank(hits: &[u32], cut: usize) -> f64 {
    let first = hits.iter().take(cut).position(|grade| *grade > 0);
    first.map_or(0.0, |above| 1.0 / (above + 1) as f64)
}

fn recall(hits: &[u32], judged: &[u32], cut: usize) -> f64 {
    let relevant = |grades: &[u32]| grades.iter().filter(|grade| **grade > 0).count() as f64;
    let all = relevant(judged);
    if all == 0.0 {
        return 0.0;
    }
    relevant(&hits[..hits.len().min(cut)]) / all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(measured: f64, published: f64, tolerance: f64) {
        let difference = (measured - published).abs();
        assert!(difference < tolerance, "{measured} for {published}");
    }

    /// Wikipedia, «Discounted cumulative gain», section «Example»: hits graded 3 2 3 0 1 2, two more articles of 3 and 2.
    #[test]
    fn the_worked_example_of_wikipedia() {
        let hits = [3, 2, 3, 0, 1, 2];
        let judged = [3, 2, 3, 0, 1, 2, 3, 2];
        near(discounted_gain(&hits, 6), 6.861, 5e-4);
        near(discounted_gain(&[3, 3, 3, 2, 2, 2], 6), 8.740, 5e-4);
        near(ndcg(&hits, &judged, 6), 0.785, 5e-4);
    }

    /// The example of scikit-learn's `ndcg_score`, with the digits that Scholar 0.3 prints for it in single precision.
    #[test]
    fn the_example_of_scikit_learn() {
        let measured = ndcg(&[5, 1, 0, 0, 10], &[10, 0, 0, 1, 5], 10);
        near(measured, 0.695_694_03, 1e-7);
    }

    /// ir_measures, README: Q0 finds D0 (0) then D1 (1), Q1 finds D3 (2) then D0 (0); the means over trec_eval.
    #[test]
    fn the_example_of_ir_measures() {
        let (first, second) = (measure(&[0, 1], &[0, 1]), measure(&[2, 0], &[0, 2]));
        near(
            (first.ndcg + second.ndcg) / 2.0,
            0.815_464_876_785_728_7,
            1e-12,
        );
        near(
            (first.reciprocal_rank + second.reciprocal_rank) / 2.0,
            0.75,
            1e-12,
        );
        // test_pytrec_eval.py, `test_SetR` of the same: one of the two relevant articles is found.
        near(measure(&[0, 0, 0, 2], &[1, 2, 0]).recall, 0.5, 1e-12);
        near(
            measure(&[0, 2, 2, 1, 0], &[0, 1, 2, 2, 0]).recall,
            1.0,
            1e-12,
        );
    }

    #[test]
    fn a_list_is_cut() {
        let mut hits = vec![0; 10];
        hits.push(1);
        assert_eq!(measure(&hits, &[1]).ndcg, 0.0);
        assert_eq!(measure(&hits, &[1]).reciprocal_rank, 0.0);
        assert_eq!(measure(&hits, &[1]).recall, 1.0);
        let mut hits = vec![0; 100];
        hits.push(1);
        assert_eq!(measure(&hits, &[1]).recall, 0.0);
        // The best order is cut too: of twelve relevant articles ten fill the first page.
        near(measure(&[1; 10], &[1; 12]).ndcg, 1.0, 1e-12);
        near(measure(&[1; 10], &[1; 12]).recall, 10.0 / 12.0, 1e-12);
    }

    #[test]
    fn nothing_found_or_nothing_relevant_is_worth_nothing() {
        let nothing = Measured {
            ndcg: 0.0,
            reciprocal_rank: 0.0,
            recall: 0.0,
        };
        assert_eq!(measure(&[], &[1, 2]), nothing);
        assert_eq!(measure(&[0, 0], &[0]), nothing);
        assert_eq!(measure(&[], &[]), nothing);
    }
}
