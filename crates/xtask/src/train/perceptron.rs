//! Learns the same chain by the averaged structured perceptron (Collins 2002), the rival of the conditional random field.

use depeche_entities::{LABELS, decode};

use crate::random::Random;
use crate::train::examples::Examples;
use crate::train::parameters::{Parameters, Row};

/// Every run shuffles the same.
const SEED: u64 = 17;

/// Returns the weights learnt from examples.
pub(crate) fn learn(examples: &Examples, features: usize, epochs: usize) -> Parameters {
    let mut weights = Parameters::zero(features);
    // The weights times the number of the step that changed them: the mean without a sum at every step.
    let mut late = Parameters::zero(features);
    let first = weights.after(0);
    let mut order: Vec<usize> = (0..examples.stretches.len()).collect();
    let mut random = Random::of(SEED, 0);
    let mut step = 1.0;
    for _ in 0..epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        for stretch in &order {
            let (words, domain) = examples.stretches[*stretch].clone();
            let emissions: Vec<Row> = words
                .clone()
                .map(|word| weights.emission(examples, word, domain))
                .collect();
            let found = decode(&emissions, &weights.start(), &weights.transitions());
            let mut before = (LABELS, LABELS);
            for (word, found) in words.zip(found) {
                let label = (usize::from(examples.labels[word]), usize::from(found.0));
                let mut change = |row: usize, label: usize, by: f32| {
                    weights.rows[row][label] += by;
                    late.rows[row][label] += by * step;
                };
                if label.0 != label.1 {
                    for row in examples.rows(word) {
                        for row in Parameters::of_feature(*row, domain) {
                            change(row, label.0, 1.0);
                            change(row, label.1, -1.0);
                        }
                    }
                }
                if (before.0, label.0) != (before.1, label.1) {
                    change(first + before.0, label.0, 1.0);
                    change(first + before.1, label.1, -1.0);
                }
                before = label;
            }
            step += 1.0;
        }
    }
    for (row, late) in weights.rows.iter_mut().zip(&late.rows) {
        for (weight, late) in row.iter_mut().zip(late) {
            *weight -= late / step;
        }
    }
    weights
}
