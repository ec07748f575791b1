//! The articles as the oracle reads them: running words, analysed part by part, and values. What was recognised in an
//! article is taken as it is stored; nothing else of the archive is.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use depeche_corpus::{Article, ArticleId, Block, DateInterval, Mention, TopicKind};
use depeche_indexer::Stored;
use depeche_text::{Forms, Word, words};

use crate::entities::{Entity, entities};
use crate::letters::folded;
use crate::named::{Named, named};

/// All articles, in the order of their identifiers.
pub(crate) struct World {
    pub(crate) articles: Vec<Entry>,
    /// The entities of the fields of names.
    entities: BTreeMap<&'static str, Vec<Entity>>,
}

/// One article.
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) stored: Stored,
    /// The running words: title, lead, caption, body, each behind the other.
    pub(crate) texte: Analysed,
    /// The parts: the field a snippet calls them by, where they stand in `texte`, and their own words.
    pub(crate) parts: Vec<(&'static str, Range<usize>, Analysed)>,
    pub(crate) authors: Vec<Analysed>,
    /// The persons as they are shown.
    pub(crate) persons: Vec<String>,
    /// The source as it is shown.
    pub(crate) source: Option<String>,
    values: BTreeMap<&'static str, Vec<Shown>>,
}

/// A value as it is shown, and as it is compared.
pub(crate) struct Shown {
    pub(crate) value: String,
    pub(crate) folded: String,
}

const VALUE_FIELDS: [&str; 17] = [
    "pays",
    "personne",
    "lieu",
    "zone",
    "organisation",
    "source",
    "agence",
    "rubrique",
    "sujet",
    "secteur",
    "region",
    "entreprise",
    "langue",
    "annee",
    "id",
    "url",
    "fichier",
];

/// A text, its words, and the names in it.
pub(crate) struct Analysed {
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
    pub(crate) named: Vec<Named>,
}

impl Analysed {
    pub(crate) fn of(text: &str) -> Self {
        Self {
            text: text.to_string(),
            words: words(text),
            named: Vec::new(),
        }
    }

    /// A text that starts at a byte of what mentions speak of.
    fn with_names(text: &str, start: usize, mentions: &[Mention]) -> Self {
        let mut analysed = Self::of(text);
        analysed.named = named(&analysed.words, start, start + text.len(), mentions);
        analysed
    }
}

impl World {
    pub(crate) fn of(stored: BTreeMap<ArticleId, Stored>) -> Self {
        let entries = stored
            .into_iter()
            .map(|(id, stored)| Entry::of(id.0, stored));
        let mut articles: Vec<Entry> = entries.collect();
        share_forms(&mut articles);
        let mut world = Self {
            articles,
            entities: BTreeMap::new(),
        };
        for field in ["personne", "lieu", "organisation", "source"] {
            let values = world.articles.iter().flat_map(|entry| entry.values(field));
            let forms = values.map(|shown| shown.value.clone()).collect();
            world.entities.insert(field, entities(field, &forms));
        }
        let shown: Vec<_> = world
            .articles
            .iter()
            .map(|entry| (world.names(entry, "personne"), world.names(entry, "source")))
            .collect();
        for (entry, (persons, mut source)) in world.articles.iter_mut().zip(shown) {
            entry.persons = persons;
            entry.source = source.pop();
        }
        world
    }

    /// The entity of a value, in a field of names.
    pub(crate) fn entity(&self, field: &str, value: &str) -> Option<&Entity> {
        let mut entities = self.entities.get(field)?.iter();
        entities.find(|entity| entity.forms.iter().any(|form| form == value))
    }

    /// The values of an article as they are counted and shown: each entity once, no hidden one.
    pub(crate) fn names(&self, entry: &Entry, field: &str) -> Vec<String> {
        let mut names = Vec::new();
        for shown in entry.values(field) {
            let (name, hidden) = match self.entity(field, &shown.value) {
                Some(entity) => (entity.name.clone(), entity.hidden),
                None => (shown.value.clone(), false),
            };
            if !hidden && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// Lets equal forms of all words be one: what was found out of some at an address need not be found out again.
fn share_forms(articles: &mut [Entry]) {
    let mut known: HashMap<Arc<Forms>, Arc<Forms>> = HashMap::new();
    let mut share = |forms: &mut Arc<Forms>| {
        let one = known.entry(Arc::clone(forms)).or_insert(Arc::clone(forms));
        *forms = Arc::clone(one);
    };
    for entry in articles {
        let parts = entry.parts.iter_mut().map(|(_, _, part)| part);
        let texts = parts.chain(&mut entry.authors).chain([&mut entry.texte]);
        for word in texts.flat_map(|text| &mut text.words) {
            share(&mut word.forms);
            word.joined.iter_mut().for_each(&mut share);
            word.elided_name.iter_mut().for_each(&mut share);
        }
    }
}

impl Entry {
    fn of(id: String, stored: Stored) -> Self {
        let article = &stored.article;
        let mentions = &stored.document.mentions;
        let mut texte = String::new();
        let mut parts = Vec::new();
        for (field, text) in parts_of(article) {
            let start = texte.len();
            texte += text;
            let part = Analysed::with_names(text, start, mentions);
            parts.push((field, start..texte.len(), part));
            // A paragraph's end: no word reaches across it, and phrases do.
            texte.push('\u{2029}');
        }
        Self {
            texte: Analysed::with_names(&texte, 0, mentions),
            parts,
            authors: article
                .authors
                .iter()
                .map(|author| Analysed::of(author))
                .collect(),
            persons: Vec::new(),
            source: None,
            values: VALUE_FIELDS
                .map(|field| (field, shown(&id, &stored, field)))
                .into(),
            id,
            stored,
        }
    }

    pub(crate) fn date(&self) -> Option<DateInterval> {
        self.stored.article.date
    }

    /// The values of a field; countries are codes.
    pub(crate) fn values(&self, field: &str) -> &[Shown] {
        &self.values[field]
    }
}

fn shown(id: &str, stored: &Stored, field: &str) -> Vec<Shown> {
    let values = values_of(id, stored, field).into_iter();
    values
        .map(|value| Shown {
            folded: folded(&value),
            value,
        })
        .collect()
}

fn values_of(id: &str, stored: &Stored, field: &str) -> Vec<String> {
    let (article, document) = (&stored.article, &stored.document);
    let one = |value: &Option<String>| value.iter().cloned().collect();
    match field {
        "pays" => document.countries.iter().map(ToString::to_string).collect(),
        "personne" => document.persons.clone(),
        "lieu" => document.places.clone(),
        "zone" => document.zones.clone(),
        "organisation" => document.organisations.clone(),
        "source" => one(&article.source),
        "agence" => one(&article.agency),
        "rubrique" => one(&article.section),
        "langue" => {
            let codes = [("fr", "français"), ("en", "anglais")];
            let code = article.language.as_deref();
            let name = code.map(|code| {
                codes
                    .iter()
                    .find(|(known, _)| *known == code)
                    .map_or(code, |(_, name)| name)
            });
            name.iter().map(ToString::to_string).collect()
        }
        "sujet" | "secteur" | "region" | "entreprise" => {
            let kind = match field {
                "sujet" => TopicKind::Subject,
                "secteur" => TopicKind::Sector,
                "region" => TopicKind::Region,
                _ => TopicKind::Company,
            };
            let topics = article.topics.iter().filter(|topic| topic.kind == kind);
            topics.map(|topic| topic.name.clone()).collect()
        }
        "annee" => {
            let years = article.date.map(|date| date.from.year()..=date.to.year());
            years
                .into_iter()
                .flatten()
                .map(|year| year.to_string())
                .collect()
        }
        "id" => vec![id.to_string()],
        "url" => one(&article.url),
        "fichier" => article
            .places
            .iter()
            .flat_map(|place| {
                let member = place.member.as_ref();
                let member = member.map(|member| format!("{}/{member}", place.file));
                [place.file.clone()].into_iter().chain(member)
            })
            .collect(),
        _ => panic!("`{field}` holds no values"),
    }
}

fn parts_of(article: &Article) -> Vec<(&'static str, &str)> {
    let mut parts = vec![("titre", article.title.as_str())];
    parts.push(("chapeau", article.lead.as_deref().unwrap_or_default()));
    parts.push(("legende", article.caption.as_deref().unwrap_or_default()));
    parts.extend(article.body.iter().map(|block| match block {
        Block::Paragraph(text) | Block::Crosshead(text) => ("texte", text.as_str()),
    }));
    parts.retain(|(_, text)| !text.is_empty());
    parts
}
