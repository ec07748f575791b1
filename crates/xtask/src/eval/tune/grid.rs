//! The parameters that are searched, and the values each may have. The lead's weight and the number of candidates are not
//! among them: no collection has leads, and more candidates change no figure.

use depeche_query::Weights;

/// A parameter of the ranking.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) get: fn(&Weights) -> f64,
    pub(super) set: fn(&mut Weights, f64),
    /// What is tried, from the least to the most; round, since less than the distance of two changes nothing that lasts.
    pub(super) values: &'static [f64],
}

macro_rules! parameter {
    ($name:ident, $($value:literal),+) => {
        Parameter {
            name: stringify!($name),
            get: |of| of.$name,
            set: |of, value| of.$name = value,
            values: &[$($value),+],
        }
    };
}

/// All of them, in the order in which a round tries them.
pub(super) const PARAMETERS: [Parameter; 13] = [
    parameter!(k1, 0.6, 0.8, 0.9, 1.0, 1.2, 1.4, 1.6, 2.0, 2.5),
    parameter!(b, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0),
    parameter!(title, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0),
    parameter!(title_b, 0.0, 0.25, 0.5, 0.6, 0.75, 0.9, 1.0),
    parameter!(stem, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8),
    parameter!(alike_power, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0),
    parameter!(alike_least, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6),
    parameter!(accents, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0),
    parameter!(family, 0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5),
    parameter!(synonym, 0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4),
    parameter!(capital, 0.0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.8),
    parameter!(framing, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0),
    parameter!(pair, 0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5),
];

/// A configuration: for each parameter, the number of its value.
pub(super) type Point = [usize; PARAMETERS.len()];

/// Returns the point nearest to some weights.
pub(super) fn nearest(weights: &Weights) -> Point {
    PARAMETERS.each_ref().map(|parameter| {
        let value = (parameter.get)(weights);
        let distance = |at: &usize| (parameter.values[*at] - value).abs();
        let all = 0..parameter.values.len();
        all.min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .unwrap_or(0)
    })
}

/// Returns the weights of a point; what is not searched is as it is shipped.
pub(super) fn weights(point: &Point) -> Weights {
    let mut weights = Weights::default();
    for (parameter, at) in PARAMETERS.iter().zip(point) {
        (parameter.set)(&mut weights, parameter.values[*at]);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_parameter_sets_what_it_gets_in_rising_values() {
        for (number, parameter) in PARAMETERS.iter().enumerate() {
            let mut others = Weights::default();
            (parameter.set)(&mut others, 7.5);
            assert_eq!((parameter.get)(&others), 7.5, "{}", parameter.name);
            for (other, same) in PARAMETERS.iter().enumerate() {
                let is_set = (same.get)(&others) == 7.5;
                assert_eq!(is_set, other == number, "{} {}", parameter.name, same.name);
            }
            assert!(
                parameter.values.is_sorted_by(|a, b| a < b),
                "{}",
                parameter.name
            );
        }
    }

    #[test]
    fn the_shipped_weights_are_a_point() {
        let shipped = Weights::default();
        assert_eq!(weights(&nearest(&shipped)), shipped);
        let between = Weights {
            k1: 1.27,
            ..shipped
        };
        assert_eq!(weights(&nearest(&between)).k1, 1.2);
    }
}
