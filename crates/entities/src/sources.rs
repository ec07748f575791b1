//! Which names of newspapers and sites are one: `Le Monde`, `Le Monde.fr`, `www.lemonde.fr`, `Le Monde (site web)`.
//!
//! Two names are one where nothing but the signs of a site tells them apart, or where a row of `sources.tsv` has both. What
//! is in brackets otherwise, a city or an edition, is part of the name: `Le Temps (Genève)`.

use std::cmp::Reverse;
use std::sync::LazyLock;

use depeche_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::identity::Entity;

pub(crate) const SOURCES: &str = include_str!("../../../data/entities/sources.tsv");

/// The rows, by the key of each of their names.
static ROWS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut rows = FxHashMap::default();
    for row in SOURCES.lines().filter(|row| !row.starts_with('#')) {
        let mut names = row.split('\t');
        let shown = names.next().unwrap_or_default();
        for name in names.chain([shown]) {
            rows.insert(key(name), shown);
        }
    }
    rows
});

/// What exports and browsers write behind the name of a site.
const SITE: &[&str] = &[
    "(site web)",
    "(site internet)",
    "(web site)",
    "(web)",
    "(ref. web)",
    "(français)",
    "- site web",
    "online",
];

/// Ends of addresses that say nothing of a country but France: `lematin.ch` and `lematin.ma` are two papers.
const DOMAINS: &[&str] = &[".fr", ".com", ".net", ".org", ".info", ".eu", ".tv"];

/// What two names of one source have in common: letters and digits, without the signs of a site.
fn key(name: &str) -> String {
    let mut name = name.trim().to_lowercase();
    // Of a page's address the host names the paper.
    for scheme in ["https://", "http://"] {
        if let Some(rest) = name.strip_prefix(scheme) {
            name = rest.split('/').next().unwrap_or_default().to_string();
        }
    }
    // `lemonde.fr - Actualités à la une`.
    if let Some((site, _)) = name.split_once(" - ")
        && is_site(site)
    {
        name = site.to_string();
    }
    // `La Croix, no. 42134`.
    if let Some((paper, rest)) = name.rsplit_once(", n")
        && let Some(number) = rest.strip_prefix(['o', '°', 'º', '\u{1d52}'])
        && number
            .trim_start_matches(['.', ' ', '\u{a0}'])
            .bytes()
            .all(|byte| byte.is_ascii_digit())
    {
        name = paper.to_string();
    }
    for prefix in ["www.", "m."] {
        if let Some(rest) = name.strip_prefix(prefix)
            && is_site(rest)
        {
            name = rest.to_string();
        }
    }
    for sign in SITE {
        if let Some(rest) = name.strip_suffix(sign) {
            name = rest.trim_end().to_string();
        }
    }
    let name = name.trim_end_matches('/');
    let domain = DOMAINS.iter().find_map(|domain| name.strip_suffix(domain));
    let bare = fold(domain.unwrap_or(name)).replace(' ', "");
    // `.info` alone names nothing.
    if bare.is_empty() {
        fold(name).replace(' ', "")
    } else {
        bare
    }
}

/// Whether something is the address of a site: `lemonde.fr`.
fn is_site(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    !name.contains(' ') && end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Returns what a source is called that a row names, by any of its names: `Le Journal du dimanche` of `JDD`.
pub fn source_name(name: &str) -> Option<&'static str> {
    ROWS.get(&key(name)).copied()
}

/// Returns the sources that have several of these forms, or that are called otherwise than the one they have, in the order
/// of their names; every other form is one by itself.
pub fn sources<'a>(forms: impl IntoIterator<Item = &'a str>) -> Vec<Entity> {
    let forms: FxHashSet<&str> = forms.into_iter().collect();
    let mut known: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    for form in forms {
        let key = key(form);
        if key.is_empty() {
            // Nothing but signs.
            continue;
        }
        let one = ROWS.get(&key).map_or(key, |shown| format!("={shown}"));
        known.entry(one).or_default().push(form);
    }
    let entities = known.into_iter().filter_map(|(key, mut forms)| {
        forms.sort_unstable();
        let name = match key.strip_prefix('=') {
            Some(shown) => shown,
            None => shown(&forms),
        };
        let is_one_by_itself = forms == [name];
        (!is_one_by_itself).then(|| Entity {
            name: name.to_string(),
            forms: forms.into_iter().map(str::to_string).collect(),
        })
    });
    let mut entities: Vec<Entity> = entities.collect();
    entities.sort_unstable();
    entities
}

/// The form to show of a source that no row names: that of the paper rather than of its site, with its accents, then the
/// first of the alphabet.
fn shown<'a>(forms: &[&'a str]) -> &'a str {
    let best = forms.iter().max_by_key(|form| {
        let is_plain = key(form) == fold(form).replace(' ', "");
        let accents = form.chars().filter(|c| !c.is_ascii()).count();
        let starts = form.starts_with(char::is_uppercase);
        let shouts = form.chars().all(|c| !c.is_lowercase());
        (
            is_plain,
            starts && !shouts,
            form.contains([' ', '-']),
            accents,
            Reverse(**form),
        )
    });
    best.copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(forms: &[&str], expected: &str) {
        let found: Vec<String> = sources(forms.iter().copied())
            .iter()
            .map(|entity| format!("{} = {}", entity.name, entity.forms.join(" | ")))
            .collect();
        assert_eq!(found.join("\n"), expected, "{forms:?}");
    }

    #[test]
    fn a_paper_and_its_site_are_one() {
        check(
            &[
                "Le Monde",
                "Le Monde.fr",
                "lemonde.fr",
                "Le Monde (site web)",
                "www.lemonde.fr",
                "LE MONDE",
            ],
            "Le Monde = LE MONDE | Le Monde | Le Monde (site web) | Le Monde.fr | lemonde.fr | www.lemonde.fr",
        );
        // Papers that no row names.
        check(
            &[
                "La Gazette du Lac",
                "lagazettedulac.fr",
                "LA GAZETTE DU LAC",
            ],
            "La Gazette du Lac = LA GAZETTE DU LAC | La Gazette du Lac | lagazettedulac.fr",
        );
        // What exports, pages and feeds put round it.
        check(
            &[
                "La Gazette du Lac",
                "La Gazette du Lac, no. 24512",
                "La Gazette du Lac, n° 3",
                "https://www.lagazettedulac.fr/lac/2024/un-bac",
                "m.lagazettedulac.fr",
                "lagazettedulac.fr - Actualités à la une",
                "La Gazette du Lac (français)",
            ],
            "La Gazette du Lac = La Gazette du Lac | La Gazette du Lac (français) | La Gazette du Lac, no. 24512 | \
             La Gazette du Lac, n° 3 | https://www.lagazettedulac.fr/lac/2024/un-bac | \
             lagazettedulac.fr - Actualités à la une | m.lagazettedulac.fr",
        );
        check(
            &["AFP - Journal Internet AFP (français)", "AFP Doc"],
            "AFP = AFP - Journal Internet AFP (français) | AFP Doc",
        );
        check(
            &["L'Écho", "L'Echo (site web)"],
            "L'Écho = L'Echo (site web) | L'Écho",
        );
        // A row joins what no rule does, also one form alone.
        check(&["nouvelobs.com"], "L'Obs = nouvelobs.com");
        check(
            &["France Info", "francetvinfo.fr"],
            "franceinfo = France Info | francetvinfo.fr",
        );
    }

    #[test]
    fn other_papers_are_others() {
        for forms in [
            ["Le Monde", "Le Monde diplomatique"],
            ["Le Temps", "Le Temps (Dakar)"],
            ["Ouest-France", "Ouest-France (Rennes)"],
            ["La Tribune", "Tribune de Genève"],
            ["La Tribune", "La Tribune, numéro spécial"],
            ["Le Matin", "M. Le Matin"],
            ["La Gazette", "La Gazette - Édition du lac"],
        ] {
            check(&forms, "");
        }
    }

    #[test]
    fn every_name_stands_in_one_row() {
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for row in SOURCES.lines().filter(|row| !row.starts_with('#')) {
            let shown = row.split('\t').next().unwrap();
            for name in row.split('\t') {
                assert!(!name.trim().is_empty() && name == name.trim(), "{row}");
                let other = seen.insert(key(name), shown);
                assert!(
                    other.is_none_or(|other| other == shown),
                    "`{name}` is {shown} and {other:?}"
                );
            }
        }
    }
}
