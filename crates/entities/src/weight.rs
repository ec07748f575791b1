//! How central a name is to an article: by where it stands first, then by how often it is named.

use depeche_corpus::Part;

/// Where a mention stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) part: Part,
    /// Which paragraph of the body it is, from 0; crossheads count with the next one.
    pub(crate) paragraph: usize,
}

/// Returns the names, each once, the most central first.
pub(crate) fn central_first<'n>(
    mentions: impl Iterator<Item = (&'n str, Position)>,
) -> Vec<String> {
    let mut names: Vec<(&str, f64, f64)> = Vec::new();
    for (name, position) in mentions {
        let weight = weight(position);
        match names.iter_mut().find(|(other, ..)| *other == name) {
            Some((_, best, others)) => {
                // The title is read first, but the caption may stand before the lead in a list of mentions.
                *others += best.min(weight);
                *best = best.max(weight);
            }
            None => names.push((name, weight, 0.0)),
        }
    }
    // A name that is repeated is more central, but not more than one that the title names: a tenth of each repetition.
    names.sort_by(|a, b| (b.1 + 0.1 * b.2).total_cmp(&(a.1 + 0.1 * a.2)));
    names
        .into_iter()
        .map(|(name, ..)| name.to_string())
        .collect()
}

fn weight(position: Position) -> f64 {
    match position.part {
        Part::Title => 8.0,
        Part::Lead => 4.0,
        Part::Caption => 3.0,
        // Newspapers put what matters first: each paragraph weighs a fifth less than the one before.
        Part::Paragraph | Part::Crosshead => 2.0 / (1.0 + 0.25 * position.paragraph as f64),
    }
}
