//! The candidates: each chain of the analysis under plain BM25; and the product's ranking with parts of it alone, added one
//! after the other, and each left out.

use depeche_query::Weights;

use super::plain::Bm25;
use crate::eval::stems::chain::Chain;

/// A candidate.
pub(super) struct Candidate {
    pub(super) analysis: String,
    pub(super) ranking: String,
    pub(super) way: Way,
}

/// What orders the articles.
pub(super) enum Way {
    Plain(Chain, Bm25),
    Product(Box<Weights>),
}

impl Candidate {
    /// What `--only` calls it: `product/without pairs`.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.analysis, self.ranking)
    }
}

/// No form is so much alike.
const NEVER: f64 = 2.0;

/// Returns all candidates, those of one chain side by side.
pub(super) fn candidates() -> Vec<Candidate> {
    let mut all = Vec::new();
    for chain in Chain::all() {
        // What Lucene and what Anserini have where nothing else is asked.
        for bm25 in [Bm25 { k1: 1.2, b: 0.75 }, Bm25 { k1: 0.9, b: 0.4 }] {
            all.push(Candidate {
                analysis: chain.name(),
                ranking: format!("BM25 {} {}", bm25.k1, bm25.b),
                way: Way::Plain(chain, bm25),
            });
        }
    }
    for (ranking, weights) in of_the_product() {
        all.push(Candidate {
            analysis: "product".to_string(),
            ranking: ranking.to_string(),
            way: Way::Product(Box::new(weights)),
        });
    }
    all
}

/// The rankings of the product: those that begin with `+` have all that stands above them, from the stems on.
fn of_the_product() -> Vec<(&'static str, Weights)> {
    let everything = Weights::default();
    let stems = Weights {
        stem: 1.0,
        alike_least: NEVER,
        family: 0.0,
        synonym: 0.0,
        title: 0.0,
        lead: 0.0,
        capital: 0.0,
        framing: 1.0,
        pair: 0.0,
        ..everything
    };
    let exact = Weights {
        stem: everything.stem,
        ..stems
    };
    let alike = Weights {
        alike_least: everything.alike_least,
        ..exact
    };
    let family = Weights {
        family: everything.family,
        ..alike
    };
    let synonym = Weights {
        synonym: everything.synonym,
        ..family
    };
    let title = Weights {
        title: everything.title,
        lead: everything.lead,
        ..synonym
    };
    let pair = Weights {
        pair: everything.pair,
        ..title
    };
    let capital = Weights {
        capital: everything.capital,
        ..pair
    };
    let framing = Weights {
        framing: everything.framing,
        ..capital
    };
    let without = |change: fn(&mut Weights)| {
        let mut weights = everything;
        change(&mut weights);
        weights
    };
    vec![
        ("everything", everything),
        ("step one alone", without(|of| of.second_step = false)),
        ("exact forms alone", Weights { stem: 0.0, ..stems }),
        ("stems alone", stems),
        ("+ exact above stems", exact),
        ("+ forms that look alike", alike),
        ("+ family", family),
        ("+ synonyms", synonym),
        ("+ title", title),
        ("+ pairs", pair),
        ("+ capitals", capital),
        ("+ framing", framing),
        // Where a stem weighs all, what looks alike weighs nothing.
        ("without exact above stems", without(|of| of.stem = 1.0)),
        ("without stems", without(|of| of.stem = 0.0)),
        (
            "without forms that look alike",
            without(|of| of.alike_least = NEVER),
        ),
        ("without accents", without(|of| of.accents = 0.0)),
        ("without family", without(|of| of.family = 0.0)),
        ("without synonyms", without(|of| of.synonym = 0.0)),
        ("without title", without(|of| of.title = 0.0)),
        ("without pairs", without(|of| of.pair = 0.0)),
        ("without capitals", without(|of| of.capital = 0.0)),
        ("without framing", without(|of| of.framing = 1.0)),
        (
            "with k1 0.9 b 0.4",
            without(|of| (of.k1, of.b, of.title_b) = (0.9, 0.4, 0.4)),
        ),
        // So many hits are asked for that fewer candidates are the same.
        ("with 100 candidates", without(|of| of.candidates = 100)),
        ("with 400 candidates", without(|of| of.candidates = 400)),
        (
            "with whole first in questions",
            without(|of| of.whole_first_in_questions = true),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn candidates_have_names_of_their_own() {
        let names: Vec<String> = candidates().iter().map(Candidate::name).collect();
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert!(names.contains(&"product/without pairs".to_string()));
        assert!(names.contains(&"light + folded after/BM25 0.9 0.4".to_string()));
    }

    #[test]
    fn what_is_added_part_by_part_is_the_product_in_the_end() {
        let all = of_the_product();
        let of = |name: &str| all.iter().find(|(other, _)| *other == name).unwrap().1;
        assert_eq!(of("+ framing"), Weights::default());
        for (name, weights) in &all {
            let is_whole = ["everything", "+ framing"].contains(name);
            assert_eq!(*weights == Weights::default(), is_whole, "{name}");
        }
    }
}
