//! Counts of names found and missed, their precision, recall and F1, and how far F1 may be trusted: the bootstrap's
//! interval over documents (Efron and Tibshirani 1993, chapter 13), since names of one article are right or wrong together.

use std::collections::HashSet;

use depeche_entities::NameKind;

use crate::conll::Name;
use crate::random::Random;

/// The kinds that count.
pub(crate) const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Place, NameKind::Organisation];

/// Names of one document or of several, by the order of [`KINDS`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    right: [usize; 3],
    found: [usize; 3],
    gold: [usize; 3],
}

/// Shares in percent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    /// Names in the annotation.
    pub(crate) gold: usize,
}

/// Times that documents are drawn: the bounds move by less than a tenth of a point beyond it.
const RESAMPLES: usize = 4_000;

/// Every run draws the same.
const SEED: u64 = 6;

impl Counts {
    /// Counts the names of a document.
    pub(crate) fn of(gold: &[Name], found: &[Name]) -> Self {
        let annotated: HashSet<&Name> = gold.iter().collect();
        let mut counts = Self::default();
        for (row, kind) in KINDS.iter().enumerate() {
            let of_kind = |name: &&Name| name.kind == *kind;
            counts.gold[row] = gold.iter().filter(of_kind).count();
            counts.found[row] = found.iter().filter(of_kind).count();
            let right = |name: &&Name| annotated.contains(*name);
            counts.right[row] = found.iter().filter(of_kind).filter(right).count();
        }
        counts
    }

    /// Adds documents together.
    pub(crate) fn sum<'a>(counted: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        for counts in counted {
            for row in 0..KINDS.len() {
                sum.right[row] += counts.right[row];
                sum.found[row] += counts.found[row];
                sum.gold[row] += counts.gold[row];
            }
        }
        sum
    }

    /// Returns the figures of one kind, or of all together.
    pub(crate) fn figures(&self, kind: Option<NameKind>) -> Figures {
        let of = |counts: &[usize; 3]| -> usize {
            let rows = KINDS.iter().zip(counts);
            rows.filter(|(row, _)| kind.is_none_or(|kind| kind == **row))
                .map(|(_, count)| count)
                .sum()
        };
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let (right, found, gold) = (of(&self.right), of(&self.found), of(&self.gold));
        Figures {
            precision: share(right, found),
            recall: share(right, gold),
            f1: share(2 * right, found + gold),
            gold,
        }
    }

    /// Returns the bounds within which 95 % of the F1 of drawn documents lie.
    pub(crate) fn interval(counted: &[Self], kind: Option<NameKind>) -> (f64, f64) {
        if counted.is_empty() {
            return (0.0, 0.0);
        }
        let mut random = Random::of(SEED, 0);
        let mut drawn: Vec<f64> = (0..RESAMPLES)
            .map(|_| {
                let documents = (0..counted.len()).map(|_| &counted[random.below(counted.len())]);
                Self::sum(documents).figures(kind).f1
            })
            .collect();
        drawn.sort_unstable_by(f64::total_cmp);
        let outside = RESAMPLES / 40;
        (drawn[outside], drawn[RESAMPLES - 1 - outside])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(start: usize, end: usize, kind: NameKind) -> Name {
        Name {
            tokens: start..end,
            kind,
        }
    }

    /// Three names, of which one is found whole, one too long, one of another kind: P 1/4, R 1/3.
    #[test]
    fn only_the_whole_name_of_its_kind_is_right() {
        let gold = [
            name(0, 2, NameKind::Person),
            name(5, 6, NameKind::Place),
            name(8, 9, NameKind::Organisation),
            name(12, 13, NameKind::Other),
        ];
        let found = [
            name(0, 2, NameKind::Person),
            name(5, 7, NameKind::Place),
            name(8, 9, NameKind::Place),
            name(10, 11, NameKind::Person),
        ];
        let counts = Counts::of(&gold, &found);
        let all = counts.figures(None);
        assert_eq!((all.precision, all.gold), (25.0, 3));
        assert!((all.recall - 100.0 / 3.0).abs() < 1e-9);
        assert!((all.f1 - 200.0 / 7.0).abs() < 1e-9);
        assert_eq!(counts.figures(Some(NameKind::Person)).precision, 50.0);
        assert_eq!(counts.figures(Some(NameKind::Organisation)).recall, 0.0);
    }

    #[test]
    fn equal_documents_have_no_width() {
        let gold = [name(0, 1, NameKind::Person), name(2, 3, NameKind::Person)];
        let counts = Counts::of(&gold, &gold[..1]);
        let (low, high) = Counts::interval(&[counts; 9], None);
        assert!((low - 200.0 / 3.0).abs() < 1e-9 && (low - high).abs() < 1e-9);
        assert_eq!(Counts::interval(&[], None), (0.0, 0.0));
    }
}
