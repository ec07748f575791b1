//! Hits in TREC's form, for trec_eval and its kin: `query Q0 article rank score tag`.

use std::io::Write;

use anyhow::{Context, Result};

use super::answered::Answered;
use super::collection::Collection;
use super::indexed::own;

/// Names the run.
const TAG: &str = "depeche";

/// The last digit of a score; trec_eval keeps seven.
const STEP: f64 = 1e-4;

/// Writes the hits of all queries. trec_eval sorts by score and breaks ties its own way, so that a score that is not less than
/// the one above it is written as a step less.
pub(super) fn write(
    collection: &Collection,
    answered: &[Answered<'_>],
    out: &mut dyn Write,
) -> Result<()> {
    for query in answered {
        let mut above = f64::INFINITY;
        for (rank, (id, score)) in (1..).zip(&query.hits) {
            let id = if collection.own_ids { own(id) } else { id };
            let score = ((score / STEP).round() * STEP).min(above - STEP);
            above = score;
            let qid = &query.asked.qid;
            writeln!(out, "{qid} Q0 {id} {rank} {score:.4} {TAG}")
                .context("the run cannot be written")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::collection::Asked;
    use super::*;

    #[test]
    fn scores_fall_with_the_rank() {
        let asked = Asked {
            qid: "q1".to_string(),
            text: "grève".to_string(),
        };
        let hits = [
            ("a@docs", 3.25),
            ("b@docs", 1.5),
            ("c@docs", 1.5),
            ("d@docs", 1.499_99),
        ];
        let answered = Answered {
            asked: &asked,
            hits: hits.map(|(id, score)| (id.to_string(), score)).to_vec(),
            measured: None,
            refused: None,
        };
        let mut collection = Collection {
            name: "presse".to_string(),
            queries: Vec::new(),
            judgments: Default::default(),
            articles: Default::default(),
            own_ids: true,
        };
        let mut out = Vec::new();
        write(&collection, std::slice::from_ref(&answered), &mut out).unwrap();
        collection.own_ids = false;
        write(&collection, std::slice::from_ref(&answered), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "q1 Q0 a 1 3.2500 depeche\n\
             q1 Q0 b 2 1.5000 depeche\n\
             q1 Q0 c 3 1.4999 depeche\n\
             q1 Q0 d 4 1.4998 depeche\n\
             q1 Q0 a@docs 1 3.2500 depeche\n\
             q1 Q0 b@docs 2 1.5000 depeche\n\
             q1 Q0 c@docs 3 1.4999 depeche\n\
             q1 Q0 d@docs 4 1.4998 depeche\n"
        );
    }
}
