//! Which pairs of forms meet, and what that is worth.
//!
//! C. D. Paice, «An evaluation method for stemming algorithms», SIGIR 1994: of the pairs of one lemma, the share that does not
//! meet is the understemming index; of all other pairs, the share that does is the overstemming index; the second through the
//! first is the stemmer's weight. A pair meets where any term that one form is looked up by stands in the index for the other.
//!
//! A lemma is narrower than a family of words: *utiliser* and *utilisation* count as wrong where they meet. Overstemming tells
//! candidates apart; it does not say how many pairs a reader would call wrong.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::chain::Chain;
use super::lemmas::Form;

/// Two forms by their place in the list, the first before the second.
pub(super) type Pair = (usize, usize);

/// Pairs of a list that belong together.
pub(super) struct Wanted {
    pub(super) pairs: BTreeSet<Pair>,
    weight: f64,
    /// All pairs, and what they weigh.
    all: f64,
    all_weight: f64,
}

/// What a chain makes of a list.
pub(super) struct Met {
    /// Pairs of one lemma that do not meet.
    pub(super) apart: Vec<Pair>,
    /// Pairs of different lemmas that meet.
    pub(super) wrong: Vec<Pair>,
    /// By pairs.
    pub(super) types: Indices,
    /// By what the pairs weigh.
    pub(super) tokens: Indices,
}

/// Paice's indices, and of the pairs that meet the share that should.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Indices {
    pub(super) understemming: f64,
    pub(super) overstemming: f64,
    pub(super) precision: f64,
}

impl Indices {
    fn of(wanted: f64, all: f64, apart: f64, wrong: f64) -> Self {
        let right = wanted - apart;
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        Self {
            understemming: share(apart, wanted),
            overstemming: share(wrong, all - wanted),
            precision: share(right, right + wrong),
        }
    }

    /// Returns the stemmer's weight: a heavy one joins much that it should not to join what it should.
    pub(super) fn weight(&self) -> f64 {
        if self.understemming > 0.0 {
            self.overstemming / self.understemming
        } else {
            0.0
        }
    }
}

impl Wanted {
    /// Returns the pairs of forms that share a lemma.
    pub(super) fn of(forms: &[Form]) -> Self {
        let mut by_lemma: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, form) in forms.iter().enumerate() {
            for lemma in &form.lemmas {
                by_lemma.entry(lemma).or_default().push(at);
            }
        }
        let mut pairs = BTreeSet::new();
        for of_one in by_lemma.values() {
            for (nth, first) in of_one.iter().enumerate() {
                pairs.extend(of_one[nth + 1..].iter().map(|second| (*first, *second)));
            }
        }
        let count = forms.len() as f64;
        let sum: f64 = forms.iter().map(Form::weight).sum();
        // A weight's square is a count.
        let squares: f64 = forms.iter().map(|form| f64::from(form.count)).sum();
        Self {
            weight: weight(&pairs, forms),
            pairs,
            all: count * (count - 1.0) / 2.0,
            all_weight: (sum * sum - squares) / 2.0,
        }
    }
}

fn weight<'a>(pairs: impl IntoIterator<Item = &'a Pair>, forms: &[Form]) -> f64 {
    let mut sum = 0.0;
    for (first, second) in pairs {
        sum += forms[*first].weight() * forms[*second].weight();
    }
    sum
}

/// Returns what a chain makes of a list.
pub(super) fn meet(chain: Chain, forms: &[Form], wanted: &Wanted) -> Met {
    let met = meeting(chain, forms);
    let apart: Vec<Pair> = wanted.pairs.difference(&met).copied().collect();
    let wrong: Vec<Pair> = met.difference(&wanted.pairs).copied().collect();
    let types = Indices::of(
        wanted.pairs.len() as f64,
        wanted.all,
        apart.len() as f64,
        wrong.len() as f64,
    );
    let tokens = Indices::of(
        wanted.weight,
        wanted.all_weight,
        weight(&apart, forms),
        weight(&wrong, forms),
    );
    Met {
        apart,
        wrong,
        types,
        tokens,
    }
}

fn meeting(chain: Chain, forms: &[Form]) -> BTreeSet<Pair> {
    let mut index: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, form) in forms.iter().enumerate() {
        for term in chain.indexed_by(&form.written) {
            index.entry(term).or_default().push(at);
        }
    }
    let mut met = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        for term in chain.looked_up_by(&form.written) {
            for other in index.get(&term).into_iter().flatten() {
                if *other != at {
                    met.push((at.min(*other), at.max(*other)));
                }
            }
        }
    }
    met.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::chain::{Accents, Stemmer};
    use super::*;

    fn form(written: &str, lemma: &str, count: u32) -> Form {
        Form {
            written: written.to_string(),
            lemmas: vec![lemma.to_string()],
            count,
        }
    }

    /// Counted by hand. Of seven forms there are 21 pairs: 3 belong together (grève/grèves, état/états, mal/maux), 18 do not.
    #[test]
    fn indices_are_those_counted_by_hand() {
        let forms = [
            form("grève", "grève", 4),
            form("grèves", "grève", 1),
            form("mal", "mal", 9),
            form("mali", "mali", 4),
            form("maux", "mal", 1),
            form("état", "état", 16),
            form("états", "état", 4),
        ];
        let wanted = Wanted::of(&forms);
        assert_eq!(wanted.pairs, [(0, 1), (2, 4), (5, 6)].into());
        // Snowball joins mal and mali, and not mal and maux: 2 of 3 wanted pairs, 1 of the 18 others of 21.
        let met = meet(
            Chain::Simple(Stemmer::Snowball, Accents::Kept),
            &forms,
            &wanted,
        );
        assert_eq!((met.apart, met.wrong), (vec![(2, 4)], vec![(2, 3)]));
        let near = |measured: f64, expected: f64| {
            assert!(
                (measured - expected).abs() < 1e-12,
                "{measured} for {expected}"
            );
        };
        near(met.types.understemming, 1.0 / 3.0);
        near(met.types.overstemming, 1.0 / 18.0);
        near(met.types.weight(), 3.0 / 18.0);
        near(met.types.precision, 2.0 / 3.0);
        // Weights 2 1 3 2 1 4 2: wanted 2 + 3 + 8, apart 3, wrong 6; all (15² - 39) / 2 = 93.
        near(met.tokens.understemming, 3.0 / 13.0);
        near(met.tokens.overstemming, 6.0 / 80.0);
        near(met.tokens.precision, 10.0 / 16.0);
        let nothing = meet(
            Chain::Simple(Stemmer::Nothing, Accents::Kept),
            &forms,
            &wanted,
        );
        near(nothing.types.understemming, 1.0);
        near(nothing.types.overstemming, 0.0);
        let all = meet(
            Chain::Simple(Stemmer::Prefix(0), Accents::Kept),
            &forms,
            &wanted,
        );
        near(all.types.understemming, 0.0);
        near(all.types.overstemming, 1.0);
        near(all.types.precision, 3.0 / 21.0);
    }
}
