//! What a search for parameters came to: lines to read, and CSV to keep in `data/eval/tuning.csv`.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;

use super::grid::{PARAMETERS, Point};

/// The parameters found on some queries, and what they are worth on those held out.
pub(super) struct Outcome {
    /// What was held out: `fold 1`, `cnil_faq`, `nothing`.
    pub(super) held_out: String,
    pub(super) point: Point,
    /// The mean of the queries they were found on.
    pub(super) trained: Compared,
    /// The mean of those held out, and of each collection; none where nothing of it was held out.
    pub(super) held: Option<Compared>,
    pub(super) collections: Vec<Option<Compared>>,
}

/// A figure of the shipped parameters and of those found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Compared {
    pub(super) shipped: f64,
    pub(super) found: f64,
}

/// Returns the mean of figures; none of none.
pub(super) fn mean(of: &[Compared]) -> Option<Compared> {
    let mean = |figure: fn(&Compared) -> f64| of.iter().map(figure).sum::<f64>() / of.len() as f64;
    (!of.is_empty()).then(|| Compared {
        shipped: mean(|of| of.shipped),
        found: mean(|of| of.found),
    })
}

/// Returns the parameters that differ from the shipped ones: `k1 1.2 → 1.4`.
pub(super) fn moved(shipped: &Point, found: &Point) -> Vec<String> {
    let mut moved = Vec::new();
    for (number, parameter) in PARAMETERS.iter().enumerate() {
        if shipped[number] != found[number] {
            let [from, to] = [shipped, found].map(|point| parameter.values[point[number]]);
            moved.push(format!("{} {from} → {to}", parameter.name));
        }
    }
    moved
}

/// Prints an outcome: figures of the shipped parameters before those of the ones found.
pub(super) fn print(
    outcome: &Outcome,
    collections: &[String],
    shipped: &Point,
    out: &mut dyn Write,
) -> Result<()> {
    let shown = |of: &Compared| format!("{:.4} → {:.4}", of.shipped, of.found);
    write!(
        out,
        "held out {}: train {}",
        outcome.held_out,
        shown(&outcome.trained)
    )?;
    if let Some(held) = &outcome.held {
        write!(out, ", held out {}", shown(held))?;
    }
    for (name, figure) in collections.iter().zip(&outcome.collections) {
        if let Some(figure) = figure {
            write!(out, ", {name} {}", shown(figure))?;
        }
    }
    let moved = moved(shipped, &outcome.point);
    let moved = if moved.is_empty() {
        "nothing moved".to_string()
    } else {
        moved.join(", ")
    };
    writeln!(out, "\n  {moved}")?;
    Ok(())
}

/// Returns the outcomes as CSV.
pub(super) fn csv(outcomes: &[Outcome], collections: &[String]) -> String {
    let mut text = "held_out,train_shipped,train_found,held_out_shipped,held_out_found".to_string();
    for name in collections {
        let _ = write!(text, ",{name}_shipped,{name}_found");
    }
    for parameter in &PARAMETERS {
        let _ = write!(text, ",{}", parameter.name);
    }
    text.push('\n');
    for outcome in outcomes {
        let _ = write!(text, "{}", outcome.held_out);
        let figures = [Some(outcome.trained), outcome.held].into_iter();
        for figure in figures.chain(outcome.collections.iter().copied()) {
            match figure {
                Some(of) => {
                    let _ = write!(text, ",{:.4},{:.4}", of.shipped, of.found);
                }
                None => text.push_str(",,"),
            }
        }
        for (parameter, at) in PARAMETERS.iter().zip(&outcome.point) {
            let _ = write!(text, ",{}", parameter.values[*at]);
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_told_and_kept() {
        let shipped = [1; PARAMETERS.len()];
        let mut point = shipped;
        point[1] = 2;
        let of = |shipped, found| Compared { shipped, found };
        let outcome = Outcome {
            held_out: "fold 1".to_string(),
            point,
            trained: of(0.75, 0.8),
            held: Some(of(0.5, 0.625)),
            collections: vec![Some(of(0.5, 0.625)), None],
        };
        let names = ["agences", "presse"].map(ToString::to_string);
        let mut out = Vec::new();
        print(&outcome, &names, &shipped, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "held out fold 1: train 0.7500 → 0.8000, held out 0.5000 → 0.6250, agences 0.5000 → 0.6250\n  b 0.4 → 0.5\n"
        );
        let csv = csv(&[outcome], &names);
        let (head, row) = csv.split_once('\n').unwrap();
        assert!(
            row.starts_with("fold 1,0.7500,0.8000,0.5000,0.6250,0.5000,0.6250,,,0.8,0.5,0.5,"),
            "{row}"
        );
        assert_eq!(head.split(',').count(), row.split(',').count());
    }

    #[test]
    fn figures_have_a_mean() {
        let of = |shipped, found| Compared { shipped, found };
        let all = [of(0.5, 1.0), of(0.25, 0.5)];
        assert_eq!(mean(&all), Some(of(0.375, 0.75)));
        assert_eq!(mean(&[]), None);
    }
}
