//! Counts what the generated queries use, so that no operator is forgotten.

use std::collections::BTreeMap;

/// Fewest uses of each.
const FEWEST: usize = 100;

/// Everything that must be used.
const ALL: &[&str] = &[
    "ET",
    "AND",
    "&",
    "OU",
    "OR",
    "|",
    "SAUF",
    "NOT",
    "-",
    "ET SAUF",
    "blank",
    "( )",
    "field:( )",
    "=word",
    "=phrase",
    "word",
    "\"…\"",
    "«…»",
    "“…”",
    "„…“",
    "”…”",
    "field:",
    "field=",
    "alias",
    "hyphen",
    "elision",
    "stop word",
    "number",
    "a..b",
    "..b",
    "a..",
    "a day",
    "a month",
    "a year",
    "whole value",
    "id*",
    "filter",
    "filter a|b",
    "filter sauf-",
    "filter dates",
    "texte",
    "titre",
    "chapeau",
    "legende",
    "auteur",
    "pays",
    "personne",
    "lieu",
    "organisation",
    "source",
    "agence",
    "rubrique",
    "date",
    "annee",
    "id",
    "url",
    "fichier",
];

/// How often each was used.
#[derive(Default)]
pub(crate) struct Uses(BTreeMap<&'static str, usize>);

impl Uses {
    pub(crate) fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    /// Panics where something was used too seldom, or is not in the list.
    pub(crate) fn check(&self) {
        let used = |what: &str| self.0.get(what).copied().unwrap_or(0);
        let seldom: Vec<_> = ALL.iter().filter(|what| used(what) < FEWEST).collect();
        assert!(
            seldom.is_empty(),
            "used less than {FEWEST} times: {seldom:?} of {:?}",
            self.0
        );
        let unknown: Vec<_> = self.0.keys().filter(|what| !ALL.contains(what)).collect();
        assert!(unknown.is_empty(), "not in the list: {unknown:?}");
    }
}
