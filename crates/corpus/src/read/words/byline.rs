//! Who signed an article: names and agencies of a line such as «Par Irène Valtour et Fulgence Abadie, avec AFP».

use depeche_text::fold;

use super::agencies::known_agency;
use crate::Article;

/// Words before a name that say that it signs.
const SIGNS: &[&str] = &[
    "par ",
    "de ",
    "by ",
    "von ",
    "avec ",
    "with ",
    "propos recueillis par ",
];

/// What papers sign with where no one does.
const NOBODY: &[&str] = &["la redaction", "redaction", "staff", "n a"];

/// Puts the names of a line in the article: an agency as its agency, others as authors. Addresses are left out, and a name
/// that stands there already.
pub(in crate::read) fn sign(article: &mut Article, line: &str) {
    let line = line.replace(" (avec ", "; (avec ");
    let parts = line.split([';', '|']).flat_map(at_commas);
    for name in parts
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(['/', '&']))
    {
        let mut name = trimmed(name).trim_matches(['(', ')']);
        while let Some(rest) = SIGNS.iter().find_map(|sign| without(name, sign)) {
            name = trimmed(rest);
        }
        // Where a correspondent is, and who is nobody.
        let is_place = ["à ", "À ", "a "].iter().any(|at| name.starts_with(at));
        if name.is_empty() || name.contains('@') || is_place || NOBODY.contains(&&*fold(name)) {
            continue;
        }
        match known_agency(name) {
            Some(agency) if article.agency.is_none() => article.agency = Some(agency.to_string()),
            _ if article.authors.iter().any(|author| author == name) => {}
            _ => article.authors.push(name.to_string()),
        }
    }
}

/// The names between commas; `Valtour, Irène` is one.
fn at_commas(part: &str) -> Vec<&str> {
    let names: Vec<&str> = part.split(',').collect();
    let is_word = |name: &&str| !name.trim().contains(' ') && known_agency(name.trim()).is_none();
    if names.len() == 2 && names.iter().all(is_word) {
        vec![part]
    } else {
        names
    }
}

/// A text behind a beginning, whatever its case.
fn without<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(beginning.len())?;
    // «par courriel» names nobody, and von der Leyen has a name of her own.
    let signs = start.to_lowercase() == beginning && start != "von ";
    (signs && rest.starts_with(char::is_uppercase)).then_some(rest)
}

/// A name without the signs round it.
pub(in crate::read) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_agencies_are_told_apart() {
        for (line, authors, agency) in [
            ("Irène Valtour", "Irène Valtour", None),
            ("Fulgence Abadie; ATS", "Fulgence Abadie", Some("ATS")),
            (
                "Par Irène Valtour et Fulgence Abadie, avec AFP",
                "Irène Valtour|Fulgence Abadie",
                Some("AFP"),
            ),
            (
                "Irène Valtour; ivaltour@gazette.example",
                "Irène Valtour",
                None,
            ),
            ("By Tess Martin and Tess Martin", "Tess Martin", None),
            (
                "Valtour, Irène; Abadie, Fulgence",
                "Valtour, Irène|Abadie, Fulgence",
                None,
            ),
            ("AFP, Reuters", "Reuters", Some("AFP")),
            ("Von Anna Weber, dpa", "Anna Weber", Some("dpa")),
            ("von Weber", "von Weber", None),
            ("Hugues de Lastours", "Hugues de Lastours", None),
            ("PROPOS RECUEILLIS PAR Irène Valtour", "Irène Valtour", None),
            ("par courriel", "par courriel", None),
            (" ; ", "", None),
            ("Ana Lima, à Quimper", "Ana Lima", None),
            (
                "Ana Lima / Benoît Roy & Zoé Anh",
                "Ana Lima|Benoît Roy|Zoé Anh",
                None,
            ),
            ("La rédaction (avec AFP)", "", Some("AFP")),
            ("La Rédaction", "", None),
            ("Alix À-Coste", "Alix À-Coste", None),
        ] {
            let mut article = Article::default();
            sign(&mut article, line);
            assert_eq!(article.authors.join("|"), authors, "{line}");
            assert_eq!(article.agency.as_deref(), agency, "{line}");
        }
    }
}
