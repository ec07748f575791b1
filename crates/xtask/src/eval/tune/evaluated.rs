//! What configurations are worth on each query of each collection. Each is asked once.

use std::io::Write;

use anyhow::Result;
use rustc_hash::FxHashMap;

use super::folds::folds;
use super::grid::{Point, weights};
use crate::eval::retrieval::LIMIT;
use crate::eval::retrieval::answered::answer;
use crate::eval::retrieval::collection::Collection;
use crate::eval::retrieval::indexed::Indexed;

/// nDCG@10 of each query with judgments, in the order of the file, by collection.
pub(super) type Values = Vec<Vec<f64>>;

/// Asks collections.
pub(super) struct Evaluated<'a> {
    collections: &'a [Collection],
    indexed: Vec<Indexed>,
    known: FxHashMap<Point, Values>,
}

impl<'a> Evaluated<'a> {
    pub(super) fn of(collections: &'a [Collection]) -> Result<Self> {
        let indexed = collections.iter().map(Indexed::of);
        Ok(Self {
            collections,
            indexed: indexed.collect::<Result<_>>()?,
            known: FxHashMap::default(),
        })
    }

    /// How many configurations were asked.
    pub(super) fn asked(&self) -> usize {
        self.known.len()
    }

    /// Returns what a configuration is worth on all queries.
    pub(super) fn values(&mut self, point: &Point, notes: &mut dyn Write) -> Result<&Values> {
        if !self.known.contains_key(point) {
            let weights = weights(point);
            let mut values = Vec::new();
            for (collection, indexed) in self.collections.iter().zip(&self.indexed) {
                let search = indexed.with(weights)?;
                let answered = answer(collection, &search, &indexed.judgments, LIMIT)?;
                let measured = answered.iter().filter_map(|query| query.measured);
                values.push(measured.map(|measured| measured.ndcg).collect());
            }
            let all = Chosen::all(&values);
            writeln!(
                notes,
                "{:4} {:.5} {weights:?}",
                self.known.len(),
                all.mean(&values)
            )?;
            self.known.insert(*point, values);
        }
        Ok(&self.known[point])
    }
}

/// Queries of collections that a figure is the mean of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    /// For each query of each collection, whether it counts.
    queries: Vec<Vec<bool>>,
}

impl Chosen {
    /// All queries.
    pub(super) fn all(values: &Values) -> Self {
        let all = values.iter().map(|of| vec![true; of.len()]);
        Self {
            queries: all.collect(),
        }
    }

    /// For each fold the queries that are not in it, and those that are.
    pub(super) fn folds(values: &Values, count: usize, seed: u64) -> Vec<(Self, Self)> {
        let mut of = Vec::new();
        for (part, values) in (0..).zip(values) {
            of.push(folds(values.len(), count, seed, part));
        }
        let of_fold = |fold: usize, held_out: bool| {
            let is_chosen = |other: &usize| (*other == fold) == held_out;
            let chosen = of.iter().map(|of| of.iter().map(is_chosen).collect());
            Self {
                queries: chosen.collect(),
            }
        };
        (0..count)
            .map(|fold| (of_fold(fold, false), of_fold(fold, true)))
            .collect()
    }

    /// For each collection the queries of the others, and its own.
    pub(super) fn collections(values: &Values) -> Vec<(Self, Self)> {
        let of = |held: usize, held_out: bool| {
            let chosen = values.iter().enumerate();
            let chosen = chosen.map(|(at, of)| vec![(at == held) == held_out; of.len()]);
            Self {
                queries: chosen.collect(),
            }
        };
        (0..values.len())
            .map(|held| (of(held, false), of(held, true)))
            .collect()
    }

    /// The mean of each collection over its chosen queries; none where none is chosen.
    pub(super) fn means(&self, values: &Values) -> Vec<Option<f64>> {
        let mut means = Vec::new();
        for (chosen, values) in self.queries.iter().zip(values) {
            let (mut sum, mut count) = (0.0, 0.0);
            for (_, value) in chosen.iter().zip(values).filter(|(chosen, _)| **chosen) {
                sum += value;
                count += 1.0;
            }
            means.push((count > 0.0).then(|| sum / count));
        }
        means
    }

    /// The mean of the collections, so that the largest does not decide.
    pub(super) fn mean(&self, values: &Values) -> f64 {
        let means: Vec<f64> = self.means(values).into_iter().flatten().collect();
        means.iter().sum::<f64>() / means.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collections_weigh_the_same_whatever_their_queries() {
        let values = vec![vec![1.0, 0.0, 0.5, 0.5], vec![1.0]];
        let all = Chosen::all(&values);
        assert_eq!(all.means(&values), [Some(0.5), Some(1.0)]);
        assert_eq!(all.mean(&values), 0.75);
    }

    #[test]
    fn a_query_is_held_out_once() {
        let values = vec![vec![1.0; 12], vec![0.5; 7]];
        let mut times = [vec![0; 12], vec![0; 7]];
        for (train, held) in Chosen::folds(&values, 5, 1) {
            for (collection, times) in times.iter_mut().enumerate() {
                for (query, times) in times.iter_mut().enumerate() {
                    let is_held = held.queries[collection][query];
                    assert_ne!(train.queries[collection][query], is_held);
                    *times += usize::from(is_held);
                }
            }
        }
        assert_eq!(times, [vec![1; 12], vec![1; 7]]);
    }

    #[test]
    fn a_collection_is_held_out_as_a_whole() {
        let values = vec![vec![1.0, 0.0], vec![0.25], vec![0.75]];
        let (train, held) = &Chosen::collections(&values)[0];
        assert_eq!(held.means(&values), [Some(0.5), None, None]);
        assert_eq!(train.means(&values), [None, Some(0.25), Some(0.75)]);
        assert_eq!(train.mean(&values), 0.5);
    }
}
