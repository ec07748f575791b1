//! Candidates for what makes forms of a word meet: a stemmer, and what becomes of accents.

use std::sync::LazyLock;

use depeche_text::{Word, lookup, normal_form, without_accents, words};
use rust_stemmers::{Algorithm, Stemmer as RustStemmer};

use super::savoy;

/// A candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chain {
    /// What the product does: the stem, and the stem of the form without accents for what is typed without them.
    Product,
    /// One term a form.
    Simple(Stemmer, Accents),
}

/// What a form is cut to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stemmer {
    /// Itself.
    Nothing,
    /// Snowball's French stemmer, as `rust-stemmers` has it.
    Snowball,
    /// The same, after our override table.
    Ours,
    /// Savoy's minimal stemmer.
    Minimal,
    /// Savoy's light stemmer.
    Light,
    /// Its first letters.
    Prefix(usize),
}

/// What becomes of accents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accents {
    /// They stand.
    Kept,
    /// The stem loses them.
    FoldedAfter,
    /// The form loses them, and is then cut.
    FoldedBefore,
}

static SNOWBALL: LazyLock<RustStemmer> = LazyLock::new(|| RustStemmer::create(Algorithm::French));

impl Chain {
    /// Returns every candidate, the product first.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![Self::Product];
        for stemmer in [
            Stemmer::Nothing,
            Stemmer::Snowball,
            Stemmer::Ours,
            Stemmer::Minimal,
            Stemmer::Light,
            Stemmer::Prefix(5),
            Stemmer::Prefix(6),
        ] {
            for accents in [Accents::Kept, Accents::FoldedAfter, Accents::FoldedBefore] {
                // A prefix is the same letters, whenever they lose their accents.
                let is_prefix = matches!(stemmer, Stemmer::Nothing | Stemmer::Prefix(_));
                if !(is_prefix && accents == Accents::FoldedBefore) {
                    all.push(Self::Simple(stemmer, accents));
                }
            }
        }
        all
    }

    /// Returns its name: `light, folded after`.
    pub(crate) fn name(self) -> String {
        let Self::Simple(stemmer, accents) = self else {
            return "product".to_string();
        };
        let stemmer = match stemmer {
            Stemmer::Nothing => "no stemming".to_string(),
            Stemmer::Snowball => "snowball".to_string(),
            Stemmer::Ours => "overrides and snowball".to_string(),
            Stemmer::Minimal => "minimal".to_string(),
            Stemmer::Light => "light".to_string(),
            Stemmer::Prefix(letters) => format!("prefix of {letters}"),
        };
        match accents {
            Accents::Kept => stemmer,
            Accents::FoldedAfter => format!("{stemmer} + folded after"),
            Accents::FoldedBefore => format!("{stemmer} + folded before"),
        }
    }

    /// Returns the terms that a written word is indexed by.
    pub(crate) fn indexed_by(self, word: &str) -> Vec<String> {
        match self {
            Self::Simple(stemmer, accents) => vec![simple(stemmer, accents, word)],
            Self::Product => {
                let mut terms = Vec::new();
                for word in words(word) {
                    terms.extend(word.terms().iter().map(ToString::to_string));
                }
                terms
            }
        }
    }

    /// Returns the terms that a typed word is looked up by.
    pub(crate) fn looked_up_by(self, word: &str) -> Vec<String> {
        match self {
            Self::Simple(..) => self.indexed_by(word),
            Self::Product => {
                let terms = words(word)
                    .into_iter()
                    .flat_map(|word| lookup(&word, false));
                terms.map(|term| term.to_string()).collect()
            }
        }
    }
}

fn simple(stemmer: Stemmer, accents: Accents, word: &str) -> String {
    let form = normal_form(word);
    match accents {
        Accents::Kept => cut(stemmer, &form),
        Accents::FoldedAfter => without_accents(&cut(stemmer, &form)),
        Accents::FoldedBefore => cut(stemmer, &without_accents(&form)),
    }
}

fn cut(stemmer: Stemmer, form: &str) -> String {
    match stemmer {
        Stemmer::Nothing => form.to_string(),
        Stemmer::Snowball => SNOWBALL.stem(form).into_owned(),
        Stemmer::Ours => {
            let stem = |word: &Word| word.forms.stem.clone();
            words(form).first().map(stem).unwrap_or_default()
        }
        Stemmer::Minimal => savoy::minimal(form),
        Stemmer::Light => savoy::light(form),
        Stemmer::Prefix(letters) => form.chars().take(letters).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_gives_terms() {
        for (chain, word, term) in [
            (
                Chain::Simple(Stemmer::Nothing, Accents::Kept),
                "Élèves",
                "élèves",
            ),
            (
                Chain::Simple(Stemmer::Nothing, Accents::FoldedAfter),
                "Élèves",
                "eleves",
            ),
            (
                Chain::Simple(Stemmer::Snowball, Accents::Kept),
                "continuellement",
                "continuel",
            ),
            (
                Chain::Simple(Stemmer::Snowball, Accents::FoldedAfter),
                "étudiée",
                "etudi",
            ),
            // Without its accents, a participle is no participle to Snowball.
            (
                Chain::Simple(Stemmer::Snowball, Accents::FoldedBefore),
                "étudiée",
                "etudie",
            ),
            (Chain::Simple(Stemmer::Ours, Accents::Kept), "Mali", "mali"),
            (
                Chain::Simple(Stemmer::Snowball, Accents::Kept),
                "Mali",
                "mal",
            ),
            (
                Chain::Simple(Stemmer::Light, Accents::Kept),
                "chevaux",
                "cheval",
            ),
            (
                Chain::Simple(Stemmer::Minimal, Accents::Kept),
                "chevaux",
                "cheval",
            ),
            (
                Chain::Simple(Stemmer::Prefix(5), Accents::Kept),
                "œuvres",
                "oeuvr",
            ),
            (
                Chain::Simple(Stemmer::Prefix(6), Accents::FoldedAfter),
                "élections",
                "electi",
            ),
        ] {
            assert_eq!(chain.indexed_by(word), [term], "{}", chain.name());
            assert_eq!(chain.looked_up_by(word), [term], "{}", chain.name());
        }
    }

    #[test]
    fn the_product_finds_accents_by_what_has_none() {
        let finds = |typed: &str, written: &str| {
            let written = Chain::Product.indexed_by(written);
            let mut typed = Chain::Product.looked_up_by(typed).into_iter();
            typed.any(|term| written.contains(&term))
        };
        assert!(finds("etat", "états"));
        assert!(!finds("été", "état"));
        assert!(!finds("péché", "pêche"));
    }

    #[test]
    fn candidates_have_names_of_their_own() {
        let names: Vec<String> = Chain::all().into_iter().map(Chain::name).collect();
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert_eq!(names.len(), 19);
    }
}
