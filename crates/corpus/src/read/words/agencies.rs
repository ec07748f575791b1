//! The press agencies by the short names they sign with, and by the others that dispatches call them.

use std::collections::HashMap;
use std::sync::LazyLock;

use depeche_text::fold;

/// Short names, one a line.
const AGENCIES: &str = include_str!("../../../../../data/corpus/agencies.txt");

/// What sources are called otherwise, agencies among them: a row begins with the name that is shown.
const SOURCES: &str = include_str!("../../../../../data/entities/sources.tsv");

/// The short names, by every folded name.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let rows = |table: &'static str| {
        let rows = table.lines();
        rows.filter(|row| !row.is_empty() && !row.starts_with('#'))
    };
    let short: HashMap<String, &'static str> =
        rows(AGENCIES).map(|name| (fold(name), name)).collect();
    let mut names = short.clone();
    for row in rows(SOURCES) {
        let mut cells = row.split('\t');
        let Some(agency) = cells.next().and_then(|name| short.get(&fold(name))) else {
            continue;
        };
        for other in cells {
            // `Keystone-ATS` is a short name of its own.
            names.entry(fold(other)).or_insert(agency);
        }
    }
    names
});

/// Returns the short name of a known agency, by any of its names, whatever their case.
pub(in crate::read) fn known_agency(name: &str) -> Option<&'static str> {
    NAMES.get(&fold(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_is_known_by_all_its_names() {
        for (name, expected) in [
            ("AFP", "AFP"),
            ("dpa", "dpa"),
            ("DPA", "dpa"),
            ("Agence France-Presse", "AFP"),
            ("agence france presse", "AFP"),
            ("Belga News Agency", "Belga"),
            ("Thomson Reuters", "Reuters"),
            ("The Associated Press", "AP"),
            ("Agence télégraphique suisse", "ATS"),
            ("sda-ats.ch", "ATS"),
            ("Keystone-ATS", "Keystone-ATS"),
            ("ria novosti", "Ria Novosti"),
            // Papers are no agencies, and a part of a name is none.
            ("Le Monde Web", ""),
            ("France", ""),
            ("", ""),
        ] {
            assert_eq!(known_agency(name).unwrap_or_default(), expected, "{name}");
        }
    }
}
