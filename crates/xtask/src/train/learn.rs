//! Learns a model: first of all features, then of those that weigh most, which take over what is left out.

use depeche_entities::Model;

use crate::train::Options;
use crate::train::crf::{self, Schedule};
use crate::train::examples::{Examples, Prepared, Rows};
use crate::train::parameters::Parameters;
use crate::train::perceptron;

/// Learns from documents, and returns the bytes of the model.
pub(crate) fn model(documents: &[&Prepared], words: &[u8], options: &Options) -> Vec<u8> {
    let mut rows = Rows::of(documents, options.least);
    let mut parameters = parameters(documents, &rows, options);
    if rows.by_hash.len() > options.features {
        rows = rows.only(&parameters.heaviest(&rows, options.features));
        parameters = self::parameters(documents, &rows, options);
    }
    Model::bytes(words, &parameters.weights(&rows))
}

fn parameters(documents: &[&Prepared], rows: &Rows, options: &Options) -> Parameters {
    let examples = Examples::of(documents, rows);
    let features = rows.by_hash.len();
    if options.perceptron {
        return perceptron::learn(&examples, features, options.epochs);
    }
    let schedule = Schedule {
        epochs: options.epochs,
        rate: options.rate,
        penalty: options.penalty,
    };
    crf::learn(&examples, features, &schedule)
}
