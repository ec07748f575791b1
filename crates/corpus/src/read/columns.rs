//! What the columns of a table and the keys of an object hold: as a person says (`titre=headline`), else as they are called.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use depeche_text::fold;

use super::byline::sign;
use super::date_cell::date_of;
use super::html::{Breaks, lines};
use super::{Draft, Reason};
use crate::stated_date::DayOrder;
use crate::{Article, Block, Topic, TopicKind, content_hash, field, language_code};

/// Fields of an article that a column may hold, each with what the column may be called.
static KNOWN: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../../../data/corpus/columns.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .filter_map(|row| row.split_once('\t'))
        .map(|(field, names)| (field, names.split_whitespace().collect()))
        .collect()
});

/// For the key of each name, the row it stands in, and its place there: a record of JSON has its own names.
static PLACES: LazyLock<HashMap<String, (usize, usize)>> = LazyLock::new(|| {
    let rows = KNOWN.iter().enumerate();
    let names = rows.flat_map(|(row, (_, names))| {
        let names = names.iter().enumerate();
        names.map(move |(at, name)| (key(name), (row, at)))
    });
    names.collect()
});

/// Which columns a person says hold which fields: `titre=headline,date=published`. A key inside another is written
/// `titre=headline.main`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(&'static str, String)>);

/// Why a mapping could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    given: String,
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = KNOWN.iter().map(|(name, _)| format!("`{name}`")).collect();
        write!(
            f,
            "`{}` says no column of a field: write `titre=COLUMN,texte=COLUMN`; fields are {}",
            self.given,
            names.join(", ")
        )
    }
}

impl std::error::Error for MappingError {}

impl FromStr for Mapping {
    type Err = MappingError;

    fn from_str(given: &str) -> Result<Self, MappingError> {
        let error = |part: &str| MappingError {
            given: part.to_string(),
        };
        let parts = given.split(',').filter(|part| !part.trim().is_empty());
        let one = |part: &str| {
            let (name, column) = part.split_once('=').ok_or_else(|| error(part))?;
            let (name, column) = (name.trim(), column.trim());
            let name = field(name).map_or(name, |field| field.name);
            let mut known = KNOWN.iter();
            let known = known.find(|(known, _)| *known == name);
            match known.filter(|_| !column.is_empty()) {
                Some((known, _)) => Ok((*known, column.to_string())),
                None => Err(error(part)),
            }
        };
        parts.map(one).collect::<Result<_, _>>().map(Self)
    }
}

/// As it is typed.
impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self
            .0
            .iter()
            .map(|(field, column)| format!("{field}={column}"))
            .collect();
        f.write_str(&parts.join(","))
    }
}

impl Mapping {
    /// Returns the fields that some columns may hold, each with the places of its columns: of these the first that is not
    /// empty is meant. A column that a person named comes first; a path (`headline.main`) is found by its first key.
    pub(super) fn columns(&self, names: &[&str]) -> Vec<(&'static str, Vec<usize>)> {
        let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        let place = |name: &str| {
            let exact = names.iter().position(|known| *known == name);
            exact.or_else(|| {
                let key = key(name);
                keys.iter().position(|known| *known == key)
            })
        };
        let given: Vec<(&str, usize)> = self
            .0
            .iter()
            .filter_map(|(field, column)| {
                let first = column.split('.').next().unwrap_or_default();
                Some((*field, place(column).or_else(|| place(first))?))
            })
            .collect();
        // What a person says holds something else is not looked at.
        let free = |place: &usize| given.iter().all(|(_, taken)| taken != place);
        let mut known: Vec<(usize, usize, usize)> = (0..names.len())
            .filter(free)
            .filter_map(|place| {
                let (field, rank) = PLACES.get(&keys[place])?;
                Some((*field, *rank, place))
            })
            .collect();
        known.sort_unstable();
        let mut found = Vec::new();
        for (number, (field, _)) in KNOWN.iter().enumerate() {
            let said = given.iter().filter(|(of, _)| of == field);
            let mut places: Vec<usize> = said.map(|(_, place)| *place).collect();
            if places.is_empty() {
                let of_field = known.iter().filter(|(of, ..)| *of == number);
                places = of_field.map(|(.., place)| *place).collect();
            }
            if !places.is_empty() {
                found.push((*field, places));
            }
        }
        found
    }

    /// Returns the columns that a person named and that are none of these.
    pub(super) fn missing(&self, names: &[&str]) -> Vec<&str> {
        let known = |column: &str| names.iter().any(|name| key(name) == key(column));
        let columns = self.0.iter().map(|(_, column)| column.as_str());
        columns.filter(|column| !known(column)).collect()
    }

    /// The hash of a record that is read so: the same record is another article where its columns hold something else.
    pub(super) fn hashed<'a>(&self, parts: impl IntoIterator<Item = &'a str>) -> String {
        let hash = content_hash(parts);
        if self.0.is_empty() {
            hash
        } else {
            content_hash([hash.as_str(), &self.to_string()])
        }
    }

    /// The keys below one by which a field is found in an object: `main` of `titre=headline.main`.
    pub(super) fn path(&self, field: &str, key: &str) -> impl Iterator<Item = &str> {
        let mut given = self.0.iter().filter(|(of, _)| *of == field);
        let path = given.find_map(|(_, column)| column.strip_prefix(key)?.strip_prefix('.'));
        path.into_iter().flat_map(|path| path.split('.'))
    }
}

/// `Date de publication`, `date_publication`, `datePublication` are told apart by no sign.
fn key(name: &str) -> String {
    fold(name.trim_start_matches('\u{feff}')).replace(' ', "")
}

/// A stretch of what a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// One or several paragraphs, or names.
    Text(String),
    /// One of a list.
    Item(String),
    Block(Block),
}

impl Cell {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Item(text) => text,
            Self::Block(block) => block.text(),
        }
    }
}

/// What the fields of one record hold.
pub(super) type Cells = Vec<(&'static str, Vec<Cell>)>;

/// What tables write for no date.
const NO_DATES: [&str; 8] = ["n.d.", "s.d.", "n/a", "na", "null", "?", "-", "0"];

/// The article of a record, and what was wrong with its date, without which it is kept. `columns` are all there are, for a
/// person who must name those that were meant.
pub(super) fn draft(cells: &Cells, columns: &[&str]) -> Result<(Draft, Option<Reason>), Reason> {
    let all = |field: &str| {
        let found = cells.iter().find(|(of, _)| *of == field);
        found.map_or(&[][..], |(_, cells)| cells.as_slice())
    };
    let one = |field: &str| {
        let texts: Vec<String> = all(field).iter().map(|cell| plain(cell.text())).collect();
        Some(texts.join(" ").trim().to_string()).filter(|text| !text.is_empty())
    };
    let orders = [
        ("date:mdy", DayOrder::MonthFirst),
        ("date", DayOrder::DayFirst),
    ];
    let mut dates = orders.iter().filter_map(|(field, order)| {
        let date = one(field).filter(|date| !NO_DATES.contains(&date.to_lowercase().as_str()));
        date.map(|date| date_of(&date, *order))
    });
    let (date, remark) = match dates.next() {
        None => (None, None),
        Some(Ok(date)) => (Some(date), None),
        Some(Err(reason)) => (None, Some(reason)),
    };
    let mut article = Article {
        title: one("titre").unwrap_or_default(),
        lead: one("chapeau"),
        caption: one("legende"),
        credit: one("credit"),
        date,
        source: one("source"),
        agency: one("agence"),
        section: one("rubrique"),
        url: one("url"),
        page: one("page"),
        language: one("langue")
            .and_then(|name| language_code(&name))
            .map(str::to_string),
        ..Article::default()
    };
    for cell in all("texte") {
        match cell {
            Cell::Text(text) | Cell::Item(text) => article.body.extend(paragraphs(text)),
            Cell::Block(block) if block.text().trim().is_empty() => {}
            Cell::Block(block) => article.body.push(block.clone()),
        }
    }
    // A number of a table of its own is no name.
    let is_name = |name: &&str| name.chars().any(char::is_alphabetic);
    for cell in all("auteur") {
        match cell {
            Cell::Item(name) if is_name(&name.as_str()) => {
                sign(&mut article, &name.replace(',', "\u{201a}"))
            }
            cell if !is_name(&cell.text()) => {}
            cell => sign(&mut article, &plain(cell.text())),
        }
    }
    // A comma inside a name of a list is no sign between names.
    for name in &mut article.authors {
        *name = name.replace('\u{201a}', ",");
    }
    for cell in all("sujet") {
        let names: Vec<&str> = match cell {
            Cell::Item(name) => vec![name.as_str()],
            cell => cell.text().split([';', '|', ',']).collect(),
        };
        let names = names.into_iter().map(str::trim).filter(is_name);
        article.topics.extend(names.map(|name| Topic {
            kind: TopicKind::Subject,
            name: plain(name),
            code: None,
        }));
    }
    if article.title.is_empty() && article.lead.is_none() && article.body.is_empty() {
        let known = |field: &str| cells.iter().any(|(of, _)| *of == field);
        return Err(if known("titre") || known("texte") || known("chapeau") {
            Reason::NoWords
        } else {
            Reason::Unmapped(columns.iter().map(ToString::to_string).collect())
        });
    }
    let draft = Draft {
        article,
        own_id: one("id"),
    };
    Ok((draft, remark))
}

/// The paragraphs of a text, which end where its lines do; of a page's part, where its elements do.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    if is_html(text) {
        let page = dom_query::Document::fragment(text);
        let lines = lines([page.root()], Breaks::End).into_iter();
        return lines.map(|line| Block::Paragraph(line.text)).collect();
    }
    let lines = text
        .split(['\n', '\r', crate::PARAGRAPH_END])
        .map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(|line| Block::Paragraph(line.to_string()))
        .collect()
}

/// A text in one piece, without tags.
fn plain(text: &str) -> String {
    if is_html(text) {
        let texts: Vec<String> = paragraphs(text)
            .iter()
            .map(|block| block.text().to_string())
            .collect();
        return texts.join(" ");
    }
    text.trim().to_string()
}

/// Tags that stand in texts of pages.
const TAGS: [&str; 20] = [
    "p",
    "br",
    "div",
    "a",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "span",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "img",
    "figure",
];

/// Whether a text is a part of a page: it has tags, or characters by their names (`&rsquo;`, `&#8211;`).
fn is_html(text: &str) -> bool {
    let name = |at: usize, is_in: fn(char) -> bool| {
        let rest = &text[at..];
        let end = rest.find(|c: char| !is_in(c)).unwrap_or(rest.len());
        (&rest[..end], rest[end..].chars().next())
    };
    let is_tag = |at: usize| {
        let at = at + 1 + usize::from(text[at + 1..].starts_with('/'));
        let (tag, behind) = name(at, |c| c.is_ascii_alphanumeric());
        let tag = tag.to_ascii_lowercase();
        TAGS.contains(&tag.as_str()) && matches!(behind, Some('>' | '/' | ' ' | '\n'))
    };
    let is_character = |at: usize| {
        let (name, behind) = name(at + 1, |c| c.is_ascii_alphanumeric() || c == '#');
        behind == Some(';') && name.len() > 1
    };
    text.match_indices('<').any(|(at, _)| is_tag(at))
        || text.match_indices('&').any(|(at, _)| is_character(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names() {
        for (given, names, expected) in [
            ("", "id,title,text,date", "titre=1 texte=2 date=3 id=0"),
            (
                "",
                "Titre,Chapô,Contenu,Date de publication",
                "titre=0 chapeau=1 texte=2 date=3",
            ),
            (
                "",
                "headline,published,outlet,link",
                "titre=0 date=1 source=2 url=3",
            ),
            ("titre=b", "a,b,title", "titre=1"),
            ("titre=absent", "title", "titre=0"),
            ("titre=text", "title,text,content", "titre=1 texte=2"),
            ("title=h.main,hd=h", "h,x", "titre=0+0"),
            (
                "",
                "publicationDate,articleBody,Authors",
                "texte=1 date=0 auteur=2",
            ),
            ("", "a,b", ""),
        ] {
            let names: Vec<&str> = names.split(',').collect();
            let mapping: Mapping = given.parse().unwrap();
            let found: Vec<String> = mapping
                .columns(&names)
                .iter()
                .map(|(field, places)| {
                    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
                    format!("{field}={}", places.join("+"))
                })
                .collect();
            assert_eq!(found.join(" "), expected, "{given} {names:?}");
        }
    }

    #[test]
    fn a_mapping_is_printed_as_it_is_typed() {
        for (given, expected) in [
            (
                "titre=headline, date = published",
                "titre=headline,date=published",
            ),
            ("title=Le titre", "titre=Le titre"),
            ("date:mdy=published", "date:mdy=published"),
            ("", ""),
        ] {
            assert_eq!(given.parse::<Mapping>().unwrap().to_string(), expected);
        }
        for given in ["titre", "titre=", "couleur=a", "pays=a"] {
            let error = given.parse::<Mapping>().unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("`{given}` says no column")),
                "{error}"
            );
        }
    }

    #[test]
    fn every_known_column_means_one_field() {
        let mut seen = std::collections::HashMap::new();
        for (field, names) in KNOWN.iter() {
            for name in names {
                assert_eq!(seen.insert(key(name), field), None, "`{name}`");
            }
        }
    }

    #[test]
    fn tags_are_no_text() {
        let shown = |text: &str| {
            let blocks = paragraphs(text);
            let texts: Vec<&str> = blocks.iter().map(Block::text).collect();
            texts.join(" | ")
        };
        assert_eq!(
            shown("<p>Un <b>mot</b>.</p><p>Deux&nbsp;!</p>"),
            "Un mot. | Deux\u{a0}!"
        );
        assert_eq!(shown("Un\r\n\r\nDeux"), "Un | Deux");
        assert_eq!(shown("3 < 4 et 5 > 2"), "3 < 4 et 5 > 2");
        assert_eq!(plain("Le <i>Titre</i>"), "Le Titre");
        assert_eq!(plain("L&rsquo;été &#8211; R&amp;D"), "L’été – R&D");
        assert_eq!(shown("<P>Un</P><p class='x'>Deux"), "Un | Deux");
        assert_eq!(shown("AT&T; a<b, x > y"), "AT&T; a<b, x > y");
    }
}
