//! The likeliest labels of a stretch of words (Viterbi 1967).

use crate::recogniser::label::{LABELS, Label};

/// What each label of each word weighs, and each label after another.
pub(crate) type Emissions = [f32; LABELS];

/// Returns the labels of the greatest sum; of two that weigh the same the one with the lower label.
pub fn decode(
    emissions: &[[f32; LABELS]],
    start: &[f32; LABELS],
    transitions: &[[f32; LABELS]; LABELS],
) -> Vec<Label> {
    let Some(first) = emissions.first() else {
        return Vec::new();
    };
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(emissions.len());
    let mut best = [f32::NEG_INFINITY; LABELS];
    for label in 0..LABELS {
        best[label] = first[label] + start[label];
    }
    for emission in &emissions[1..] {
        let mut from = [0_u8; LABELS];
        let mut next = [f32::NEG_INFINITY; LABELS];
        for before in 0..LABELS {
            for label in 0..LABELS {
                let score = best[before] + transitions[before][label];
                if score > next[label] {
                    next[label] = score;
                    from[label] = before as u8;
                }
            }
        }
        for label in 0..LABELS {
            best[label] = next[label] + emission[label];
        }
        back.push(from);
    }
    let mut label = 0;
    for other in 1..LABELS {
        if best[other] > best[label] {
            label = other;
        }
    }
    let mut labels = vec![Label(label as u8)];
    for from in back.iter().rev() {
        label = usize::from(from[label]);
        labels.push(Label(label as u8));
    }
    labels.reverse();
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second word alone would be label 3; after label 1 only 0 and 2 are cheap.
    #[test]
    fn labels_agree_with_their_neighbours() {
        let mut transitions = [[-9.0; LABELS]; LABELS];
        transitions[1][0] = 0.0;
        transitions[1][2] = 0.0;
        let mut emissions = [[0.0; LABELS]; 2];
        emissions[0][1] = 5.0;
        emissions[1][3] = 2.0;
        emissions[1][2] = 1.0;
        let labels = decode(&emissions, &[0.0; LABELS], &transitions);
        assert_eq!(labels, [Label(1), Label(2)]);
        assert!(decode(&[], &[0.0; LABELS], &transitions).is_empty());
    }
}
