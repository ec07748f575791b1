//! Learns a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) by stochastic gradients with
//! AdaGrad's steps (Duchi, Hazan and Singer 2011) and a squared penalty, the weights averaged over the last epochs.

use depeche_entities::LABELS;

use crate::random::Random;
use crate::train::examples::Examples;
use crate::train::parameters::{Parameters, Row};

/// How a model is learnt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schedule {
    pub(crate) epochs: usize,
    /// Size of the first steps.
    pub(crate) rate: f32,
    /// What a weight's square costs each time its feature is met.
    pub(crate) penalty: f32,
}

/// Every run shuffles the same.
const SEED: u64 = 16;

/// Labels surer than this teach nothing that is worth a step.
const LEAST_GRADIENT: f32 = 1e-3;

/// Returns the weights learnt from examples.
pub(crate) fn learn(examples: &Examples, features: usize, schedule: &Schedule) -> Parameters {
    let mut learner = Learner {
        parameters: Parameters::zero(features),
        squares: Parameters::zero(features),
        schedule: *schedule,
    };
    let mut mean = Parameters::zero(features);
    let averaged = schedule.epochs.div_ceil(2);
    let mut order: Vec<usize> = (0..examples.stretches.len()).collect();
    let mut random = Random::of(SEED, 0);
    for epoch in 0..schedule.epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        for stretch in &order {
            learner.step(examples, *stretch);
        }
        if epoch + averaged >= schedule.epochs {
            for (mean, row) in mean.rows.iter_mut().zip(&learner.parameters.rows) {
                for (mean, weight) in mean.iter_mut().zip(row) {
                    *mean += weight / averaged as f32;
                }
            }
        }
    }
    mean
}

struct Learner {
    parameters: Parameters,
    /// Sums of the squares of the gradients so far.
    squares: Parameters,
    schedule: Schedule,
}

impl Learner {
    fn step(&mut self, examples: &Examples, stretch: usize) {
        let (words, domain) = examples.stretches[stretch].clone();
        let gold = &examples.labels[words.clone()];
        let emissions: Vec<Row> = words
            .clone()
            .map(|word| self.parameters.emission(examples, word, domain))
            .collect();
        let expected = Expected::of(
            &emissions,
            &self.parameters.start(),
            &self.parameters.transitions(),
        );
        let mut gradients = expected.transitions;
        for pair in gold.windows(2) {
            gradients[usize::from(pair[0])][usize::from(pair[1])] -= 1.0;
        }
        for (label, gradient) in gradients.iter().enumerate() {
            self.update(self.parameters.after(label), gradient, 0.0);
        }
        for (at, word) in words.enumerate() {
            let mut gradient = expected.labels[at];
            gradient[usize::from(gold[at])] -= 1.0;
            if at == 0 {
                self.update(self.parameters.after(LABELS), &gradient, 0.0);
            }
            if gradient.iter().all(|share| share.abs() < LEAST_GRADIENT) {
                continue;
            }
            for row in examples.rows(word) {
                for row in Parameters::of_feature(*row, domain) {
                    self.update(row, &gradient, self.schedule.penalty);
                }
            }
        }
    }

    fn update(&mut self, row: usize, gradient: &Row, penalty: f32) {
        let weights = &mut self.parameters.rows[row];
        let squares = &mut self.squares.rows[row];
        for label in 0..LABELS {
            let slope = gradient[label] + penalty * weights[label];
            squares[label] += slope * slope;
            weights[label] -= self.schedule.rate * slope / (1e-6 + squares[label]).sqrt();
        }
    }
}

/// How often each label of each word, and each label after another, is expected (forward-backward: Rabiner 1989).
struct Expected {
    labels: Vec<Row>,
    transitions: [Row; LABELS],
}

impl Expected {
    fn of(emissions: &[Row], start: &Row, transitions: &[Row; LABELS]) -> Self {
        let count = emissions.len();
        let factors: [Row; LABELS] = transitions.map(|row| row.map(f32::exp));
        let potentials: Vec<Row> = emissions
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let greatest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                std::array::from_fn(|label| {
                    let start = if at == 0 { start[label] } else { 0.0 };
                    (row[label] - greatest + start).exp()
                })
            })
            .collect();
        // Each word's shares add up to 1, so that long stretches stay within a float.
        let mut forward: Vec<Row> = Vec::with_capacity(count);
        for (at, potential) in potentials.iter().enumerate() {
            let mut row: Row = match at.checked_sub(1) {
                None => [1.0; LABELS],
                Some(before) => {
                    let mut sums = [0.0; LABELS];
                    for (share, factors) in forward[before].iter().zip(&factors) {
                        for (sum, factor) in sums.iter_mut().zip(factors) {
                            *sum += share * factor;
                        }
                    }
                    sums
                }
            };
            for (share, potential) in row.iter_mut().zip(potential) {
                *share *= potential;
            }
            normalise(&mut row);
            forward.push(row);
        }
        let mut labels = vec![[0.0; LABELS]; count];
        let mut expected = [[0.0; LABELS]; LABELS];
        let mut backward: Row = [1.0; LABELS];
        for at in (0..count).rev() {
            labels[at] = std::array::from_fn(|label| forward[at][label] * backward[label]);
            normalise(&mut labels[at]);
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            let ahead: Row = std::array::from_fn(|label| potentials[at][label] * backward[label]);
            let mut pairs = [[0.0; LABELS]; LABELS];
            let mut sum = 0.0;
            for first in 0..LABELS {
                let mut behind = 0.0;
                for second in 0..LABELS {
                    let weight = factors[first][second] * ahead[second];
                    behind += weight;
                    pairs[first][second] = forward[before][first] * weight;
                    sum += pairs[first][second];
                }
                backward[first] = behind;
            }
            normalise(&mut backward);
            for (expected, pairs) in expected.iter_mut().zip(&pairs) {
                for (expected, pair) in expected.iter_mut().zip(pairs) {
                    *expected += pair / sum.max(f32::MIN_POSITIVE);
                }
            }
        }
        Self {
            labels,
            transitions: expected,
        }
    }
}

fn normalise(row: &mut Row) {
    let sum: f32 = row.iter().sum();
    for share in row {
        *share /= sum.max(f32::MIN_POSITIVE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All labellings of three words, each weighed by itself.
    #[test]
    fn expectations_are_those_of_all_labellings() {
        let mut random = Random::of(1, 2);
        let mut row = || -> Row { std::array::from_fn(|_| random.share() as f32 * 2.0 - 1.0) };
        let emissions = [row(), row(), row()];
        let start = row();
        let transitions: [Row; LABELS] = std::array::from_fn(|_| row());
        let mut labels = vec![[0.0_f64; LABELS]; 3];
        let mut pairs = [[0.0_f64; LABELS]; LABELS];
        let mut sum = 0.0;
        for number in 0..LABELS.pow(3) {
            let way = [
                number % LABELS,
                number / LABELS % LABELS,
                number / LABELS / LABELS,
            ];
            let mut score = start[way[0]];
            for (at, label) in way.iter().enumerate() {
                score += emissions[at][*label];
            }
            score += transitions[way[0]][way[1]] + transitions[way[1]][way[2]];
            let weight = f64::from(score).exp();
            sum += weight;
            for (at, label) in way.iter().enumerate() {
                labels[at][*label] += weight;
            }
            pairs[way[0]][way[1]] += weight;
            pairs[way[1]][way[2]] += weight;
        }
        let expected = Expected::of(&emissions, &start, &transitions);
        for first in 0..LABELS {
            for (weights, expected) in labels.iter().zip(&expected.labels) {
                let share = weights[first] / sum;
                assert!((share - f64::from(expected[first])).abs() < 1e-5);
            }
            for (weight, expected) in pairs[first].iter().zip(&expected.transitions[first]) {
                assert!((weight / sum - f64::from(*expected)).abs() < 1e-5);
            }
        }
    }
}
