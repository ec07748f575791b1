//! Factiva: pages and texts saved from it. An article stands in one of four forms:
//!
//! 1. a table of codes: `HD` the headline, `SN` the paper, `LP` and `TD` the text, `AN` the number (`coded`);
//! 2. the same as text, `*HD*` at the start of a line, with the words that were searched between stars;
//! 3. a page without codes: the headline, who wrote it, `718 mots`, the day, the paper, its code, the rights, the paragraphs
//!    (`codeless`);
//! 4. the same without names of classes, or as text.
//!
//! Its number is the last thing that an article says: `Document GAZET00020220315ei3f0003o`. The codeless forms are given
//! codes by the order of their lines, and one function reads the fields. Where a headline comes before the number of the
//! article above, that one is cut off, and its neighbour is read.

mod coded;
mod codeless;

use dom_query::Document;

use super::plain::is_crosshead;
use super::{Draft, Reason, Several};
use crate::read::bytes::decode::Decoded;
use crate::read::bytes::pieces::find;
use crate::read::words::agencies::known_agency;
use crate::read::words::byline::sign;
use crate::{Article, Block, Topic, TopicKind, declared_language, written_date};

/// Where an article of a page starts.
pub(super) const MARKERS: &[&str] = &["<div class=\"article ", "<div class='article "];

/// Returns whether a page is one of Factiva's, by its head.
pub(super) fn is_page(head: &[u8]) -> bool {
    let has = |sought: &str| find(head, sought.as_bytes()).is_some();
    let signs = [
        "<title>Factiva",
        "articleParagraph",
        "frArticle",
        "enArticle",
        "<b>HD</b>",
    ];
    if signs.into_iter().any(has) {
        return true;
    }
    let head = String::from_utf8_lossy(head);
    let counts = || {
        head.split(['<', '>'])
            .any(|text| count_of_words(text).is_some())
    };
    numbers(&head).next().is_some() && counts()
}

/// Returns whether a text is saved from Factiva, by its head: it has codes, or numbers of words and of documents.
pub(super) fn is_text(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let counts = || head.lines().any(|line| count_of_words(line).is_some());
    coded::is_text(&head) || (numbers(&head).next().is_some() && counts())
}

/// Reads a piece of a file: what starts with a marker, or all articles of a page without classes or of a text.
pub(super) fn read(decoded: &Decoded) -> Several {
    let text = &decoded.text;
    if MARKERS.iter().any(|marker| text.starts_with(marker)) {
        return of_classes(text);
    }
    let is_page = ["<td", "<p", "<div"].iter().any(|tag| text.contains(tag));
    let has_number = numbers(text).next().is_some();
    match is_page {
        true if text.contains("<b>HD</b>") => coded::of_page(text),
        true if has_number => codeless::of_page(text),
        // What stands before the first article of a page.
        true => Vec::new(),
        false if coded::is_text(text) => coded::of_text(text),
        false => codeless::of_text(text),
    }
}

/// The articles that a piece of a page with names of classes holds: one, or several where a marker is damaged.
fn of_classes(html: &str) -> Several {
    let page = Document::fragment(html);
    let articles = page
        .select("div")
        .nodes()
        .to_vec()
        .into_iter()
        .filter(|node| {
            let class = node.attr("class").unwrap_or_default();
            class.starts_with("article ") && class.ends_with("Article")
        });
    let mut found = Several::new();
    for article in articles {
        let several = match coded::table(&article) {
            fields if fields.is_empty() => codeless::of_classes(&article).into_iter().collect(),
            fields => split(fields),
        };
        found.extend(several.into_iter().map(|fields| (0, draft(&fields))));
    }
    // A table that does not end is cut off, and with it the last value.
    let whole = !html.contains("<table") || html.contains("</table>");
    if found.is_empty() || !whole {
        found.pop();
        found.push((0, Err(Reason::CutOff)));
    }
    found
}

/// A value by its code: a list of paragraphs.
type Field = (&'static str, Vec<String>);

/// The values of an article, or of several that stand one behind the other.
type Fields = Vec<Field>;

/// The fields of each article: one starts with its headline, or the section before it, and ends with its number.
fn split(fields: Fields) -> Vec<Fields> {
    let mut articles: Vec<Fields> = Vec::new();
    let mut waiting: Fields = Vec::new();
    let mut ended = true;
    for field in fields {
        let starts = ended || field.0 == "HD" && articles.last().is_some_and(|of| holds(of, "HD"));
        if field.0 == "SE" && !ended {
            // It is the next one's where a headline follows.
            waiting.push(field);
            continue;
        }
        if starts {
            articles.push(std::mem::take(&mut waiting));
        }
        let of = match articles.last_mut() {
            Some(of) => of,
            None => continue,
        };
        of.append(&mut waiting);
        ended = field.0 == "AN";
        of.push(field);
    }
    articles
}

fn holds(fields: &Fields, code: &str) -> bool {
    fields.iter().any(|(known, _)| *known == code)
}

fn value(fields: &Fields, code: &str) -> Option<String> {
    let all: Vec<&str> = paragraphs(fields, code).collect();
    Some(all.join(" ")).filter(|value| !value.is_empty())
}

fn paragraphs<'a>(fields: &'a Fields, code: &str) -> impl Iterator<Item = &'a str> {
    let fields = fields.iter().filter(move |(known, _)| *known == code);
    fields.flat_map(|(_, lines)| lines).map(String::as_str)
}

/// The article that some fields describe. One without its number is cut off.
fn draft(fields: &Fields) -> Result<Draft, Reason> {
    let mut lines = paragraphs(fields, "AN");
    let number = lines.find_map(|line| number(line).or(Some(line).filter(|line| is_number(line))));
    let number = number.ok_or(Reason::CutOff)?;
    let mut article = Article {
        title: value(fields, "HD").unwrap_or_default(),
        source: value(fields, "SN"),
        section: value(fields, "SE").or_else(|| value(fields, "CLM")),
        caption: value(fields, "ART"),
        page: value(fields, "PG"),
        words: value(fields, "WC").and_then(|count| count_of_words(&count)),
        date: value(fields, "PD").and_then(|date| written_date(&date)),
        language: value(fields, "LA").and_then(|name| declared_language(&name)),
        url: value(fields, "URL"),
        ..Article::default()
    };
    for line in paragraphs(fields, "BY") {
        sign(&mut article, line);
    }
    if let Some(credit) = value(fields, "CR") {
        match known_agency(&credit) {
            Some(agency) => drop(article.agency.get_or_insert(agency.to_string())),
            None if article.authors.is_empty() => sign(&mut article, &credit),
            None => {}
        }
    }
    let body: Vec<&str> = paragraphs(fields, "LP")
        .chain(paragraphs(fields, "TD"))
        .collect();
    let last = body.len().saturating_sub(1);
    let block = |(at, text): (usize, &&str)| match at > 0 && at < last && is_crosshead(text) {
        true => Block::Crosshead((*text).to_string()),
        false => Block::Paragraph((*text).to_string()),
    };
    article.body = body.iter().enumerate().map(block).collect();
    for (code, kind) in [
        ("NS", TopicKind::Subject),
        ("IN", TopicKind::Sector),
        ("RE", TopicKind::Region),
        ("CO", TopicKind::Company),
    ] {
        let value = value(fields, code).unwrap_or_default();
        let topics = value.split('|').filter_map(|topic| topic_of(kind, topic));
        article.topics.extend(topics);
    }
    Ok(Draft {
        article,
        own_id: Some(number.to_string()),
    })
}

/// `gpol : Domestic Politics`.
fn topic_of(kind: TopicKind, written: &str) -> Option<Topic> {
    let (code, name) = match written.split_once(" : ") {
        Some((code, name)) => (Some(code.trim().to_string()), name),
        None => (None, written),
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(Topic { kind, name, code })
}

/// What the languages of Factiva's pages call words, behind their number.
const WORDS: &[&str] = &[
    "words", "word", "mots", "mot", "wörter", "wort", "palabras", "parole", "palavras", "woorden",
];

/// The number of `718 mots`, `1,204 words`; none of another line.
fn count_of_words(line: &str) -> Option<u32> {
    let (number, unit) = line.trim().rsplit_once([' ', '\u{a0}'])?;
    let in_number =
        |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}');
    if !WORDS.contains(&unit.to_lowercase().as_str()) || !number.chars().all(in_number) {
        return None;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Whether a word is the number of a document: the paper's code filled up with zeros to eight, the day, nine more. One that is
/// cut off is of another length.
fn is_number(word: &str) -> bool {
    const DAY: std::ops::Range<usize> = 8..16;
    const LENGTH: usize = 25;
    let day = word.get(DAY).filter(|_| word.len() == LENGTH);
    day.is_some_and(|day| written_date(day).is_some())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `Document GAZET00020220315ei3f0003o`, by itself: the number.
fn number(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let (name, number) = (words.next()?, words.next()?);
    let names = ["Document", "Dokument", "Documento", "Documentnummer"];
    (names.contains(&name) && is_number(number) && words.next().is_none()).then_some(number)
}

/// The lines with a number, in a page or a text, each with the byte it ends at.
fn numbers(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let starts = text.match_indices(['D']);
    starts.filter_map(|(at, _)| {
        let rest = &text[at..];
        if !(rest.starts_with("Document") || rest.starts_with("Dokument")) {
            return None;
        }
        let length = rest.find(['<', '\n', '\r']).unwrap_or(rest.len());
        Some((number(&rest[..length])?, at + length))
    })
}

/// The ends of lines of a text up to a place that is never before the last one: each is counted once.
struct LinesUpTo<'t> {
    text: &'t str,
    at: usize,
    lines: u64,
}

impl<'t> LinesUpTo<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            lines: 0,
        }
    }

    /// The line that a place stands in, counted from 0.
    fn line(&mut self, to: usize) -> u64 {
        self.lines += self.text[self.at..to].matches('\n').count() as u64;
        self.at = to;
        self.lines
    }
}

#[cfg(test)]
pub(super) mod tests;
