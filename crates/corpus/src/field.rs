//! The field table: one row a field. The index's schema, the query language, the help and the facets derive from it.

use std::borrow::Cow;

use crate::{Article, Document, EntityKind, Place, TopicKind, language_name};

/// How a field is indexed and asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Running words, analysed as French, with positions.
    Text,
    /// Names of entities and of sources, each in several forms; compared without case, accents and punctuation.
    Name,
    /// A country: stored as its code, asked by any of its names.
    Country,
    /// One value, compared without case, accents and punctuation.
    Value,
    /// One value, compared byte by byte, or by its beginning with a final `*`.
    Raw,
    /// An interval of days; matches on overlap.
    Date,
}

/// One field of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Field {
    /// The name in the index, in queries and in JSON.
    pub name: &'static str,
    /// Other names that people type, the English one first.
    pub aliases: &'static [&'static str],
    /// How it is indexed and asked.
    pub kind: FieldKind,
    /// Whether its values are counted beside the hits.
    pub facet: bool,
    /// What it holds, for the help.
    pub help: &'static str,
}

impl Field {
    /// Returns the values an article has in this field, as they are shown; none for running words and dates.
    pub fn values<'a>(&self, article: &'a Article, document: &'a Document) -> Vec<Cow<'a, str>> {
        if self.name == "fichier" {
            return article.places.iter().flat_map(files).collect();
        }
        let values = self.borrowed_values(article, document);
        values.into_iter().map(Cow::Borrowed).collect()
    }

    fn borrowed_values<'a>(&self, article: &'a Article, document: &'a Document) -> Vec<&'a str> {
        let one = |value: &'a Option<String>| value.iter().map(String::as_str).collect();
        let many = |values: &'a [String]| values.iter().map(String::as_str).collect();
        let codes = |kind: TopicKind| {
            let topics = article.topics.iter().filter(|topic| topic.kind == kind);
            topics.filter_map(|topic| topic.code.as_deref()).collect()
        };
        match self.name {
            "pays" => document
                .countries
                .iter()
                .map(|code| code.as_str())
                .collect(),
            "pays_principal" => document
                .countries
                .first()
                .map(|code| code.as_str())
                .into_iter()
                .collect(),
            "personne" => many(&document.persons),
            "lieu" => many(&document.places),
            "zone" => many(&document.zones),
            "organisation" => many(&document.organisations),
            "source" => one(&article.source),
            "agence" => one(&article.agency),
            "rubrique" => one(&article.section),
            "langue" => {
                let code = article.language.as_deref();
                let name = code.map(|code| language_name(code).unwrap_or(code));
                name.into_iter().collect()
            }
            "sujet_code" => codes(TopicKind::Subject),
            "secteur_code" => codes(TopicKind::Sector),
            "region_code" => codes(TopicKind::Region),
            "entreprise_code" => codes(TopicKind::Company),
            "id" => vec![&article.id.0],
            "url" => one(&article.url),
            _ => {
                let topics = article.topics.iter();
                let topics = topics.filter(|topic| self.topic_kind() == Some(topic.kind));
                topics.map(|topic| topic.name.as_str()).collect()
            }
        }
    }

    /// Returns what kind of topic its values are, if they are topics.
    pub fn topic_kind(&self) -> Option<TopicKind> {
        match self.name {
            "sujet" => Some(TopicKind::Subject),
            "secteur" => Some(TopicKind::Sector),
            "region" => Some(TopicKind::Region),
            "entreprise" => Some(TopicKind::Company),
            _ => None,
        }
    }

    /// Returns what one of its values is called in an English sentence: `person` of `personne`.
    pub fn noun(&self) -> &'static str {
        match self.name {
            "pays" | "pays_principal" => "country",
            "personne" => "person",
            "lieu" => "place",
            "agence" => "agency",
            "rubrique" => "section",
            "sujet" => "subject",
            "secteur" => "sector",
            "entreprise" => "company",
            "langue" => "language",
            "auteur" => "author",
            "id" => "identifier",
            "fichier" => "file",
            name => name,
        }
    }

    /// Returns what its values name, where each of them may stand among the running words.
    pub fn entity_kind(&self) -> Option<EntityKind> {
        match self.name {
            "pays" => Some(EntityKind::Country),
            "personne" => Some(EntityKind::Person),
            "lieu" => Some(EntityKind::Place),
            "organisation" => Some(EntityKind::Organisation),
            _ => None,
        }
    }
}

/// What the file of a place is called: in a container, by its name and with the path inside.
fn files(place: &Place) -> impl Iterator<Item = Cow<'_, str>> {
    let member = place.member.as_ref();
    let member = member.map(|member| Cow::Owned(format!("{}/{member}", place.file)));
    [Cow::Borrowed(place.file.as_str())]
        .into_iter()
        .chain(member)
}

/// Every field, in the order of the help; facets are shown in this order.
pub const FIELDS: &[Field] = &[
    row(
        "texte",
        &["text", "TEXT", "td", "kw"],
        FieldKind::Text,
        false,
        "title, lead, caption and body: where a bare word is searched",
    ),
    row(
        "titre",
        &["title", "TIT_HEAD", "hd", "hl", "ti"],
        FieldKind::Text,
        false,
        "the headline",
    ),
    row(
        "chapeau",
        &["lead", "LEAD", "lp"],
        FieldKind::Text,
        false,
        "the lead",
    ),
    row(
        "legende",
        &["caption", "légende"],
        FieldKind::Text,
        false,
        "the caption of the picture",
    ),
    row(
        "auteur",
        &["author", "AUT_BY", "by", "au"],
        FieldKind::Text,
        false,
        "who signed it",
    ),
    row(
        "pays",
        &["country"],
        FieldKind::Country,
        true,
        "the countries it is about",
    ),
    row(
        "pays_principal",
        &["main_country"],
        FieldKind::Country,
        false,
        "the country it is about before all others",
    ),
    row(
        "personne",
        &["person"],
        FieldKind::Name,
        true,
        "the persons it names",
    ),
    row(
        "lieu",
        &["place"],
        FieldKind::Name,
        true,
        "the cities and regions it names",
    ),
    row(
        "zone",
        &["area", "continent"],
        FieldKind::Value,
        false,
        "the continents and countries where the places it names lie",
    ),
    row(
        "organisation",
        &["org"],
        FieldKind::Name,
        true,
        "the organisations it names",
    ),
    row(
        "source",
        &["paper", "sn"],
        FieldKind::Name,
        true,
        "the newspaper or site",
    ),
    row(
        "agence",
        &["agency"],
        FieldKind::Value,
        false,
        "the agency that wrote it",
    ),
    row(
        "rubrique",
        &["section"],
        FieldKind::Value,
        false,
        "the section of the paper",
    ),
    row(
        "sujet",
        &["subject"],
        FieldKind::Value,
        false,
        "what its source files it under, by its name or its code there: gpol",
    ),
    row(
        "secteur",
        &["sector", "industry"],
        FieldKind::Value,
        false,
        "the sector of the economy its source names",
    ),
    row(
        "region",
        &["région"],
        FieldKind::Value,
        false,
        "the region its source names",
    ),
    row(
        "entreprise",
        &["company"],
        FieldKind::Value,
        false,
        "the company its source names",
    ),
    row(
        "sujet_code",
        &[],
        FieldKind::Raw,
        false,
        "the code of its subject",
    ),
    row(
        "secteur_code",
        &[],
        FieldKind::Raw,
        false,
        "the code of its sector",
    ),
    row(
        "region_code",
        &[],
        FieldKind::Raw,
        false,
        "the code of its region",
    ),
    row(
        "entreprise_code",
        &[],
        FieldKind::Raw,
        false,
        "the code of its company",
    ),
    row(
        "langue",
        &["language"],
        FieldKind::Value,
        false,
        "the language: français, anglais, fr, en",
    ),
    row(
        "date",
        &[],
        FieldKind::Date,
        false,
        "2024, 2024-08, 2024-08-01, 2024-08..2025-03, ..2025",
    ),
    row(
        "annee",
        &["year", "année"],
        FieldKind::Date,
        true,
        "the year",
    ),
    row("id", &[], FieldKind::Raw, false, "the identifier"),
    row("url", &[], FieldKind::Raw, false, "the address"),
    row(
        "fichier",
        &["file"],
        FieldKind::Raw,
        false,
        "the file it was read from; in a container, with the path inside: exports.zip/juin.html, exports.zip*",
    ),
];

const fn row(
    name: &'static str,
    aliases: &'static [&'static str],
    kind: FieldKind,
    facet: bool,
    help: &'static str,
) -> Field {
    Field {
        name,
        aliases,
        kind,
        facet,
        help,
    }
}

/// Returns the field a person means by a name or an alias, whatever its case.
pub fn field(name: &str) -> Option<&'static Field> {
    let name = name.to_lowercase();
    FIELDS.iter().find(|field| {
        field.name == name
            || field
                .aliases
                .iter()
                .any(|alias| alias.to_lowercase() == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_and_aliases_mean_one_field_each() {
        let mut seen = HashSet::new();
        for field in FIELDS {
            for name in field
                .aliases
                .iter()
                .chain([&field.name])
                .map(|name| name.to_lowercase())
                .collect::<HashSet<_>>()
            {
                assert!(seen.insert(name.clone()), "`{name}` names two fields");
            }
        }
        assert_eq!(field("Country").map(|f| f.name), Some("pays"));
        assert_eq!(field("ANNÉE").map(|f| f.name), Some("annee"));
        assert_eq!(
            field("main_country").map(|f| f.name),
            Some("pays_principal")
        );
        assert_eq!(field("pay"), None);
    }
}
