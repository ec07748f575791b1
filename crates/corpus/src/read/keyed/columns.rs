//! What the columns of a table and the keys of an object hold: as a person says (`titre=headline`), else as they are called.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use depeche_text::fold;

use super::date_cell::date_of;
use crate::read::words::byline::sign;
use crate::read::words::html::{Breaks, lines};
use crate::read::{Draft, Reason};
use crate::stated_date::DayOrder;
use crate::{Article, Block, Topic, TopicKind, declared_language, field};

/// Fields of an article that a column may hold, each with what the column may be called.
static KNOWN: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../../../../data/corpus/columns.tsv").lines();
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
    /// Returns what some columns hold. A column that a person named comes before those that are known by their names.
    pub(in crate::read) fn columns(&self, names: &[&str]) -> Fields<'_> {
        self.fields(names, |_, _| false)
    }

    /// Returns what the keys of an object hold: as [`Self::columns`], and `headline.main` is found where `leads` says that the
    /// rest of such a path leads to something from the place of its first key.
    pub(in crate::read) fn fields(
        &self,
        names: &[&str],
        leads: impl Fn(usize, &str) -> bool,
    ) -> Fields<'_> {
        let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        let place = |column: &str| {
            let exact = names.iter().position(|known| *known == column);
            exact.or_else(|| {
                let key = key(column);
                keys.iter().position(|known| *known == key)
            })
        };
        let by_path = |column: &'_ str| {
            let (first, path) = column.split_once('.')?;
            let at = names.iter().position(|name| *name == first)?;
            leads(at, path).then_some(at)
        };
        let (mut given, mut missing) = (Vec::new(), Vec::new());
        for (field, column) in &self.0 {
            let path = column.split_once('.').map_or("", |(_, path)| path);
            match (place(column), by_path(column)) {
                (Some(at), _) => given.push((*field, Place { at, path: "" })),
                (None, Some(at)) => given.push((*field, Place { at, path })),
                (None, None) => missing.push((*field, column.as_str())),
            }
        }
        // What a person says holds something else is not looked at.
        let free = |place: &usize| given.iter().all(|(_, taken)| taken.at != *place);
        let mut known: Vec<(usize, usize, usize)> = (0..names.len())
            .filter(free)
            .filter_map(|at| {
                let (field, rank) = PLACES.get(&keys[at])?;
                Some((*field, *rank, at))
            })
            .collect();
        known.sort_unstable();
        let mut fields = Vec::new();
        for (number, (field, _)) in KNOWN.iter().enumerate() {
            let said = given.iter().filter(|(of, _)| of == field);
            let mut places: Vec<Place<'_>> = said.map(|(_, place)| *place).collect();
            if places.is_empty() {
                let of_field = known.iter().filter(|(of, ..)| *of == number);
                places = of_field
                    .map(|(.., at)| Place { at: *at, path: "" })
                    .collect();
            }
            if !places.is_empty() {
                fields.push((*field, places));
            }
        }
        // A mapping is that of a folder, and its files differ: what is known by its name lacks nothing.
        let lacks = |field: &str| fields.iter().all(|(of, _)| *of != field);
        let missing = missing.into_iter().filter(|(field, _)| lacks(field));
        let missing = missing.map(|(_, column)| column).collect();
        Fields { fields, missing }
    }

    /// What is to be said of a file that is read so, once it is read.
    pub(in crate::read) fn lacking(&self) -> Lacking<'_> {
        Lacking {
            missing: self.0.iter().map(|(_, column)| column.as_str()).collect(),
            has_text: false,
            names: Vec::new(),
            unread: Vec::new(),
        }
    }
}

/// Where a field is found among columns or keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Place<'m> {
    /// Which column.
    pub(in crate::read) at: usize,
    /// The keys below it, with points between.
    pub(in crate::read) path: &'m str,
}

/// What some columns hold.
#[derive(Debug)]
pub(in crate::read) struct Fields<'m> {
    /// The fields, each with the places of its columns: of these the first that is not empty is meant.
    pub(in crate::read) fields: Vec<(&'static str, Vec<Place<'m>>)>,
    /// The columns that a person named, that are none of these, and without which a field is not found.
    missing: Vec<&'m str>,
}

impl Fields<'_> {
    pub(in crate::read) fn holds(&self, field: &str) -> bool {
        self.fields.iter().any(|(known, _)| *known == field)
    }

    /// Whether a title or a text is among them.
    pub(in crate::read) fn hold_words(&self) -> bool {
        ["titre", "texte", "chapeau"]
            .iter()
            .any(|field| self.holds(field))
    }
}

/// What a person would want to be told of a file: a column that was named and that no record has, or that none is known to
/// hold a text.
#[derive(Debug)]
pub(in crate::read) struct Lacking<'m> {
    missing: Vec<&'m str>,
    has_text: bool,
    /// The columns of a record that lacks something, and those of them that hold no field.
    names: Vec<String>,
    unread: Vec<String>,
}

impl<'m> Lacking<'m> {
    /// Looks at a record, or at the head of a table.
    pub(in crate::read) fn see(&mut self, found: &Fields<'m>, names: &[&str]) {
        self.has_text |= found.holds("texte");
        self.missing.retain(|column| found.missing.contains(column));
        if self.names.is_empty() && (!self.has_text || !self.missing.is_empty()) {
            self.names = names.iter().map(ToString::to_string).collect();
            let places = || found.fields.iter().flat_map(|(_, places)| places);
            let is_read = |at: usize| places().any(|place| place.at == at);
            let unread = (0..names.len()).filter(|at| !is_read(*at) && !names[*at].is_empty());
            self.unread = unread.map(|at| names[at].to_string()).collect();
        }
    }

    /// What is to be said.
    pub(in crate::read) fn reason(self) -> Option<Reason> {
        if let Some(column) = self.missing.first() {
            return Some(Reason::NoColumn(Box::new((column.to_string(), self.names))));
        }
        let lacks_text = !self.has_text && !self.unread.is_empty();
        lacks_text.then_some(Reason::NoText(self.unread))
    }
}

/// `Date de publication`, `date_publication`, `datePublication` are told apart by no sign.
fn key(name: &str) -> String {
    fold(name.trim_start_matches('\u{feff}')).replace(' ', "")
}

/// A stretch of what a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Cell {
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
pub(in crate::read) type Cells = Vec<(&'static str, Vec<Cell>)>;

/// What tables write for no date.
const NO_DATES: [&str; 8] = ["n.d.", "s.d.", "n/a", "na", "null", "?", "-", "0"];

/// The article of a record, and what was wrong with its date, without which it is kept. `columns` are all there are, for a
/// person who must name those that were meant.
pub(in crate::read) fn draft(
    cells: &Cells,
    columns: &[&str],
) -> Result<(Draft, Option<Reason>), Reason> {
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
    // Crawlers call the page their source: its paper is its host.
    let (source, page) = match one("source").map(|source| host_of(&source)) {
        Some((source, page)) => (Some(source), page),
        None => (None, None),
    };
    let mut article = Article {
        title: one("titre").unwrap_or_default(),
        lead: one("chapeau"),
        caption: one("legende"),
        credit: one("credit"),
        date,
        source,
        agency: one("agence"),
        section: one("rubrique"),
        url: one("url").or(page),
        page: one("page"),
        language: one("langue").and_then(|name| declared_language(&name)),
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

/// A source, and the address it stood in, if it did: of `https://www.lepharedouest.example/mer/12` the paper is the host.
fn host_of(source: &str) -> (String, Option<String>) {
    let address = source
        .strip_prefix("https://")
        .or_else(|| source.strip_prefix("http://"));
    let Some(address) = address.filter(|address| !address.contains(' ')) else {
        return (source.to_string(), None);
    };
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.strip_prefix("www.").unwrap_or(host);
    (
        host.to_string(),
        Some(source.to_string()).filter(|_| !path.is_empty()),
    )
}

/// The paragraphs of a text, which end where its lines do; of a page's part, where its elements do.
pub(in crate::read) fn paragraphs(text: &str) -> Vec<Block> {
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
            ("title=h.main,hd=h", "h,x", "titre=0main+0"),
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
                .fields(&names, |_, path| path == "main")
                .fields
                .iter()
                .map(|(field, places)| {
                    let shown = |place: &Place<'_>| format!("{}{}", place.at, place.path);
                    let places: Vec<String> = places.iter().map(shown).collect();
                    format!("{field}={}", places.join("+").replace(' ', ""))
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
