//! The weights while they are learnt: for every feature what each label gains, once for all collections and once for each
//! (Daumé 2007, «Frustratingly easy domain adaptation»): what holds in both is learnt from both, the rest apart.

use depeche_entities::{LABELS, Weights};

use crate::train::examples::{Examples, Rows};

/// How many collections there are.
pub(crate) const DOMAINS: usize = 2;

/// The power of a feature's count by which it counts for more; 0 would count weights alone.
const OFTEN: f32 = 0.25;

/// Rows of a feature: what holds everywhere, then each domain's own.
const SHARES: usize = 1 + DOMAINS;

pub(crate) type Row = [f32; LABELS];

/// Weights by row, transitions after them, the start last.
#[derive(Clone)]
pub(crate) struct Parameters {
    pub(crate) rows: Vec<Row>,
}

impl Parameters {
    /// Returns as many rows of 0 as are needed for the features.
    pub(crate) fn zero(features: usize) -> Self {
        Self {
            rows: vec![[0.0; LABELS]; features * SHARES + LABELS + 1],
        }
    }

    /// Returns the two rows of a feature in a domain.
    pub(crate) fn of_feature(row: u32, domain: usize) -> [usize; 2] {
        let first = row as usize * SHARES;
        [first, first + 1 + domain]
    }

    /// Returns the row of what follows a label; after [`LABELS`] that of the start.
    pub(crate) fn after(&self, label: usize) -> usize {
        self.rows.len() - LABELS - 1 + label
    }

    pub(crate) fn transitions(&self) -> [Row; LABELS] {
        std::array::from_fn(|label| self.rows[self.after(label)])
    }

    pub(crate) fn start(&self) -> Row {
        self.rows[self.after(LABELS)]
    }

    /// Returns what each label of a word weighs.
    pub(crate) fn emission(&self, examples: &Examples, word: usize, domain: usize) -> Row {
        let mut sum = [0.0; LABELS];
        for row in examples.rows(word) {
            for row in Self::of_feature(*row, domain) {
                for (sum, weight) in sum.iter_mut().zip(&self.rows[row]) {
                    *sum += weight;
                }
            }
        }
        sum
    }

    /// Returns the hashes of the features that weigh most: a feature that stands often counts for more than a rare one of
    /// the same weights.
    pub(crate) fn heaviest(&self, rows: &Rows, most: usize) -> Vec<u32> {
        let mut sizes: Vec<(f32, u32)> = rows
            .by_hash
            .iter()
            .map(|(hash, row)| {
                let squares = self.row(*row).map(|weight| weight * weight);
                let often = (rows.counts[*row as usize] as f32).powf(OFTEN);
                (squares.iter().sum::<f32>().sqrt() * often, *hash)
            })
            .collect();
        // By hash where they weigh the same: the order of a hash map must not show.
        sizes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        sizes.truncate(most);
        sizes.into_iter().map(|(_, hash)| hash).collect()
    }

    /// Returns what is shipped: the weights of the first domain.
    pub(crate) fn weights(&self, rows: &Rows) -> Weights {
        let mut features: Vec<(u32, Row)> = rows
            .by_hash
            .iter()
            .map(|(hash, row)| (*hash, self.row(*row)))
            .collect();
        features.sort_unstable_by_key(|(hash, _)| *hash);
        Weights {
            features,
            start: self.start(),
            transitions: self.transitions(),
        }
    }

    /// Returns what each label gains from a feature in the first domain.
    fn row(&self, feature: u32) -> Row {
        let [shared, own] = Self::of_feature(feature, 0).map(|row| &self.rows[row]);
        std::array::from_fn(|label| shared[label] + own[label])
    }
}
