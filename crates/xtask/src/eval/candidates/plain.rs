//! Plain BM25 over title and text as one, kept in memory and exact: what a candidate for the analysis is worth by itself.
//!
//! Robertson and Zaragoza, «The Probabilistic Relevance Framework: BM25 and Beyond» (2009); the idf that is never below 0 is
//! Lucene's. Lengths are counted in words and not rounded.

use depeche_text::{is_stop_word, normal_form, tokens};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::eval::stems::chain::Chain;

/// Articles as BM25 sees them.
pub(super) struct Plain {
    chain: Chain,
    ids: Vec<String>,
    /// Words of each article.
    lengths: Vec<f64>,
    average: f64,
    /// For each term, the articles that hold it and how often.
    postings: FxHashMap<String, Vec<(usize, f64)>>,
}

/// The two parameters of BM25.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bm25 {
    pub(super) k1: f64,
    pub(super) b: f64,
}

impl Plain {
    /// Analyses articles: identifiers and running texts.
    pub(super) fn of(articles: &[(String, String)], chain: Chain) -> Self {
        let mut postings: FxHashMap<String, Vec<(usize, f64)>> = FxHashMap::default();
        let mut lengths = Vec::new();
        // The words of one article are mostly those of the others.
        let mut known: FxHashMap<&str, FxHashSet<String>> = FxHashMap::default();
        for (article, (_, text)) in articles.iter().enumerate() {
            let mut counts: FxHashMap<&String, f64> = FxHashMap::default();
            let mut length = 0.0;
            let written: Vec<&str> = tokens(text).map(|token| &text[token.span]).collect();
            for word in &written {
                let terms = || chain.indexed_by(word).into_iter().collect();
                known.entry(word).or_insert_with(terms);
            }
            for word in &written {
                length += 1.0;
                for term in &known[word] {
                    *counts.entry(term).or_default() += 1.0;
                }
            }
            for (term, count) in counts {
                match postings.get_mut(term) {
                    Some(postings) => postings.push((article, count)),
                    None => {
                        postings.insert(term.clone(), vec![(article, count)]);
                    }
                }
            }
            lengths.push(length);
        }
        Self {
            chain,
            ids: articles.iter().map(|(id, _)| id.clone()).collect(),
            average: lengths.iter().sum::<f64>() / lengths.len().max(1) as f64,
            lengths,
            postings,
        }
    }

    /// Returns the best articles with their scores, equal ones by identifier: those that hold any of the words. Words too
    /// common to ask for, those that ask among them, are left out where others stand beside them.
    pub(super) fn best(&self, query: &str, bm25: Bm25, limit: usize) -> Vec<(&str, f64)> {
        let mut scores: FxHashMap<usize, f64> = FxHashMap::default();
        for terms in self.asked(query) {
            let counts = self.counts(&terms);
            let (all, holding) = (self.ids.len() as f64, counts.len() as f64);
            let idf = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
            for (article, count) in counts {
                let length = self.lengths[article] / self.average;
                let norm = bm25.k1 * (1.0 - bm25.b + bm25.b * length);
                *scores.entry(article).or_default() +=
                    idf * count * (bm25.k1 + 1.0) / (count + norm);
            }
        }
        let mut best: Vec<(&str, f64)> = scores
            .into_iter()
            .map(|(article, score)| (&*self.ids[article], score))
            .collect();
        best.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        best.truncate(limit);
        best
    }

    /// The terms of each word of a query, each word once.
    fn asked(&self, query: &str) -> Vec<Vec<String>> {
        let words: Vec<&str> = tokens(query).map(|token| &query[token.span]).collect();
        let (common, telling): (Vec<&str>, Vec<&str>) = words
            .into_iter()
            .partition(|word| is_stop_word(&normal_form(word)));
        let words = if telling.is_empty() { common } else { telling };
        let mut asked = Vec::new();
        for word in words {
            let terms = self.chain.looked_up_by(word);
            if !asked.contains(&terms) {
                asked.push(terms);
            }
        }
        asked
    }

    /// The articles that hold a word, and how often: a word written once may bear several of the terms that find it.
    fn counts(&self, terms: &[String]) -> FxHashMap<usize, f64> {
        let mut counts: FxHashMap<usize, f64> = FxHashMap::default();
        for term in terms {
            for (article, count) in self.postings.get(term).into_iter().flatten() {
                let most = counts.entry(*article).or_default();
                *most = most.max(*count);
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::LN_2;

    use super::*;

    fn check(chain: &str, query: &str, bm25: Bm25, expected: &[(&str, f64)]) {
        let articles = [
            ("a", "Grève à l'usine : la grève continue."),
            ("b", "Les grèves."),
            ("c", "Une usine ferme."),
            ("d", "Le lac a gelé."),
        ];
        let articles = articles.map(|(id, text)| (id.to_string(), text.to_string()));
        let all = Chain::all();
        let chain = all.iter().find(|of| of.name() == chain).unwrap();
        let plain = Plain::of(&articles, *chain);
        let found = plain.best(query, bm25, 10);
        assert_eq!(found.len(), expected.len(), "{query}: {found:?}");
        for ((id, score), (expected_id, expected_score)) in found.iter().zip(expected) {
            assert_eq!(id, expected_id, "{query}: {found:?}");
            assert!((score - expected_score).abs() < 1e-4, "{query}: {found:?}");
        }
    }

    /// The articles have 6, 2, 3 and 4 words, 3.75 on average.
    #[test]
    fn scores_are_those_worked_by_hand() {
        let usual = Bm25 { k1: 1.2, b: 0.75 };
        // One of four holds `grève`, twice: ln(1 + 3.5 / 1.5) × 2 × 2.2 / (2 + 1.2 × (0.25 + 0.75 × 6 / 3.75))
        // = 1.203973 × 4.4 / 3.74.
        check("no stemming", "grève", usual, &[("a", 1.416_438)]);
        // Two hold the stem: ln(1 + 2.5 / 2.5) = 0.693147; a: × 4.4 / 3.74; b: × 2.2 / (1 + 1.2 × (0.25 + 0.75 × 2 / 3.75))
        // = × 2.2 / 1.78.
        check(
            "snowball",
            "la grève",
            usual,
            &[("b", 0.856_699), ("a", 0.815_467)],
        );
        check(
            "product",
            "greve",
            usual,
            &[("b", 0.856_699), ("a", 0.815_467)],
        );
        // Without lengths: `usine` stands once in two of four, `grève` twice in one: 0.693147 × 2.2 / 2.2, and
        // 1.203973 × 4.4 / 3.2 more.
        check(
            "no stemming",
            "Pourquoi la grève à l'usine, la grève ?",
            Bm25 { k1: 1.2, b: 0.0 },
            &[("a", LN_2 + 1.655_463), ("c", LN_2)],
        );
        check("no stemming", "zblorg", usual, &[]);
        // Where nothing else was typed, common words count: `le` is in one of four, which has 4 words:
        // 1.203973 × 2.2 / (1 + 1.2 × (0.25 + 0.75 × 4 / 3.75)) = 1.203973 × 2.2 / 2.26.
        check("no stemming", "le", usual, &[("d", 1.172_009)]);
    }
}
