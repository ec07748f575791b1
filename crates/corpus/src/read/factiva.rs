//! Factiva: pages and texts saved from it. An article stands in one of four forms:
//!
//! 1. a table of codes: `HD` the headline, `SN` the paper, `LP` and `TD` the text, `AN` the number;
//! 2. the same as text, `*HD*` at the start of a line, with the words that were searched between stars;
//! 3. a page without codes: the headline, who wrote it, `718 mots`, the day, the paper, its code, the rights, the paragraphs;
//! 4. the same without names of classes, or as text.
//!
//! Its number is the last thing that an article says: `Document GAZET00020220315ei3f0003o`. Here the codeless forms are
//! given codes by the order of their lines, and one function reads the fields.

use dom_query::{Document, NodeRef};

use super::byline::sign;
use super::decode::Decoded;
use super::html::{Breaks, lines, text};
use super::pieces::find;
use super::plain::{is_crosshead, known_agency};
use super::{Draft, Reason, Several};
use crate::{Article, Block, Topic, TopicKind, language_code, written_date};

/// Where an article of a page starts.
pub(super) const MARKERS: &[&str] = &["<div class=\"article ", "<div class='article "];

/// Returns whether a page is one of Factiva's, by its head.
pub(super) fn is_page(head: &[u8]) -> bool {
    let has = |sought: &str| find(head, sought.as_bytes()).is_some();
    [
        "<title>Factiva",
        "articleParagraph",
        "frArticle",
        "enArticle",
        "<b>HD</b>",
    ]
    .into_iter()
    .any(has)
        || numbers(&String::from_utf8_lossy(head)).next().is_some()
}

/// Returns whether a text is saved from Factiva, by its head: it has codes, or numbers of words and of documents.
pub(super) fn is_text(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines().map(str::trim_end);
    let coded = |line: &str| coded_line(line).is_some_and(|(code, _)| code == "HD");
    lines.clone().any(coded)
        || (numbers(&head).next().is_some() && lines.any(|line| count_of_words(line).is_some()))
}

/// Reads a piece of a file: one article that starts with a marker, or all those of a page without classes or of a text.
pub(super) fn read(decoded: &Decoded) -> Several {
    let text = &decoded.text;
    if MARKERS.iter().any(|marker| text.starts_with(marker)) {
        let page = Document::fragment(text.as_str());
        let article = page.select_single("div.article");
        let fields = article.nodes().first().and_then(of_classes);
        let draft = fields.map_or(Err(Reason::CutOff), draft);
        return vec![(0, draft)];
    }
    if numbers(text).next().is_none() && !text.contains("*HD*") {
        // What stands before the first article of a page.
        return Vec::new();
    }
    if text.contains("<td") || text.contains("<p") || text.contains("<div") {
        of_page(text)
    } else {
        of_text(text)
    }
}

/// The values of an article by their codes, each a list of paragraphs.
type Fields = Vec<(&'static str, Vec<String>)>;

/// Every code that is known; of a text, only these start a field.
const CODES: &[&str] = &[
    "SE", "HD", "CR", "BY", "CLM", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG", "VOL",
    "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART",
    "CX", "DLN", "RST", "PBC", "ETF", "URL",
];

fn code(name: &str) -> Option<&'static str> {
    CODES.iter().copied().find(|code| *code == name)
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
fn draft(fields: Fields) -> Result<Draft, Reason> {
    let number = value(&fields, "AN").ok_or(Reason::CutOff)?;
    let number = number.rsplit(' ').next().unwrap_or_default().to_string();
    let mut article = Article {
        title: value(&fields, "HD").unwrap_or_default(),
        source: value(&fields, "SN"),
        section: value(&fields, "SE").or_else(|| value(&fields, "CLM")),
        caption: value(&fields, "ART"),
        page: value(&fields, "PG"),
        words: value(&fields, "WC").and_then(|count| count_of_words(&count)),
        date: value(&fields, "PD").and_then(|date| written_date(&date)),
        language: value(&fields, "LA")
            .and_then(|name| language_code(&name))
            .map(str::to_string),
        url: value(&fields, "URL"),
        ..Article::default()
    };
    for line in paragraphs(&fields, "BY") {
        sign(&mut article, line);
    }
    if let Some(agency) = value(&fields, "CR").and_then(|credit| known_agency(&credit)) {
        article.agency.get_or_insert(agency.to_string());
    }
    let body: Vec<&str> = paragraphs(&fields, "LP")
        .chain(paragraphs(&fields, "TD"))
        .collect();
    let last = body.len().saturating_sub(1);
    article.body = body
        .iter()
        .enumerate()
        .map(|(at, text)| {
            if at < last && at > 0 && is_crosshead(text) {
                Block::Crosshead((*text).to_string())
            } else {
                Block::Paragraph((*text).to_string())
            }
        })
        .collect();
    for (code, kind) in [
        ("NS", TopicKind::Subject),
        ("IN", TopicKind::Sector),
        ("RE", TopicKind::Region),
        ("CO", TopicKind::Company),
    ] {
        let value = value(&fields, code).unwrap_or_default();
        article
            .topics
            .extend(value.split('|').filter_map(|topic| topic_of(kind, topic)));
    }
    Ok(Draft {
        article,
        own_id: Some(number),
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
    let is_number =
        |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}');
    if !WORDS.contains(&unit.to_lowercase().as_str()) || !number.chars().all(is_number) {
        return None;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// `Document GAZET00020220315ei3f0003o`, by itself: the number.
fn number(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let (name, number) = (words.next()?, words.next()?);
    // The paper's code, two digits, the day, ten letters and digits.
    let is_number = number.len() >= 20
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 8;
    (matches!(
        name,
        "Document" | "Dokument" | "Documento" | "Documentnummer"
    ) && is_number
        && words.next().is_none())
    .then_some(number)
}

/// The lines with a number, in a page or a text, each with the byte it ends at.
fn numbers(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let starts = text
        .match_indices("Document ")
        .chain(text.match_indices("Dokument "));
    starts.filter_map(|(at, _)| {
        let length = text[at..]
            .find(['<', '\n', '\r'])
            .unwrap_or(text.len() - at);
        Some((number(&text[at..at + length])?, at + length))
    })
}

/// An article of a page with names of classes: a table of codes, or lines and paragraphs.
fn of_classes(article: &NodeRef<'_>) -> Option<Fields> {
    if let Some(fields) = table(article) {
        return Some(fields);
    }
    let (mut rows, mut body) = (Vec::new(), Vec::new());
    for node in article.children_it(false) {
        let is_paragraph = node
            .attr("class")
            .is_some_and(|class| class.starts_with("articleParagraph"));
        let into = if is_paragraph { &mut body } else { &mut rows };
        into.extend(lines([node], Breaks::Blank).into_iter().map(|line| Row {
            text: line.text,
            headline: false,
            apart: true,
        }));
    }
    let elements = article.descendants_it().filter(|node| node.is_element());
    let mut headlines = elements.filter(|node| {
        let class = node.attr("class").unwrap_or_default();
        class.ends_with("Headline") || node.attr("id").is_some_and(|id| &*id == "hd")
    });
    if let Some(headline) = headlines.next().map(|node| text(&node)) {
        for row in &mut rows {
            row.headline = row.text == headline;
        }
    }
    // The number stands behind the paragraphs; the publisher before it is none of them.
    let end = rows.iter().position(|row| number(&row.text).is_some())?;
    let an = rows[end].text.clone();
    let mut fields = head(&rows[..end]).0;
    fields.push(("TD", body.into_iter().map(|row| row.text).collect()));
    fields.push(("AN", vec![an]));
    Some(fields)
}

/// The rows of a table of codes; none where it is no such table.
fn table(article: &NodeRef<'_>) -> Option<Fields> {
    let mut fields = Fields::new();
    for row in article.descendants_it().filter(|node| node.has_name("tr")) {
        let mut cells = row.children_it(false).filter(|node| node.has_name("td"));
        let (Some(name), Some(value)) = (cells.next(), cells.next()) else {
            continue;
        };
        if let Some(code) = code(text(&name).trim_matches(['\u{a0}', ' '])) {
            let lines = lines([value], Breaks::Blank);
            fields.push((code, lines.into_iter().map(|line| line.text).collect()));
        }
    }
    fields
        .iter()
        .any(|(code, _)| *code == "HD" || *code == "AN")
        .then_some(fields)
}

/// A line of an article without codes.
struct Row {
    text: String,
    /// Whether it is known to be the headline.
    headline: bool,
    /// Whether an empty line, or the end of a paragraph, stands before it.
    apart: bool,
}

/// All articles of a page without names of classes.
fn of_page(html: &str) -> Several {
    let mut found = Several::new();
    let mut start = 0;
    let mut ends: Vec<usize> = numbers(html).map(|(_, end)| end).collect();
    ends.sort_unstable();
    for end in ends {
        let page = Document::fragment(&html[start..end]);
        let root = page.root();
        let fields = table(&root).unwrap_or_else(|| {
            let rows = lines([root], Breaks::Blank).into_iter().map(|line| Row {
                headline: line.bold,
                text: line.text,
                apart: true,
            });
            of_rows(&rows.collect::<Vec<_>>())
        });
        found.push((line_at(html, start), draft(fields)));
        start = end;
    }
    let rest = &html[start..];
    if rest.contains("<b>HD</b>") {
        found.push((line_at(html, start), Err(Reason::CutOff)));
    }
    found
}

fn line_at(text: &str, at: usize) -> u64 {
    // What stands before the first word of a record is not its own.
    let blank = text[at..].len() - text[at..].trim_start().len();
    text[..at + blank].matches('\n').count() as u64
}

/// All articles of a saved text.
fn of_text(text: &str) -> Several {
    let mut found = Several::new();
    let mut start = 0;
    let mut ends: Vec<usize> = numbers(text).map(|(_, end)| end).collect();
    ends.sort_unstable();
    for end in ends {
        let record = &text[start..end];
        let fields = coded_text(record).unwrap_or_else(|| of_rows(&rows(record)));
        found.push((line_at(text, start), draft(fields)));
        start = end;
    }
    if coded_text(&text[start..]).is_some() {
        found.push((line_at(text, start), Err(Reason::CutOff)));
    }
    found
}

/// The fields of a text with codes, `*HD*` or `HD` before a tab; none of a text without.
fn coded_text(record: &str) -> Option<Fields> {
    let mut fields = Fields::new();
    let mut apart = true;
    for line in record.lines() {
        let line = line.trim_end();
        if let Some((code, rest)) = coded_line(line) {
            let first = Some(rest.trim().to_string()).filter(|rest| !rest.is_empty());
            apart = first.is_none();
            fields.push((code, first.into_iter().collect()));
        } else if line.trim().is_empty() {
            apart = true;
        } else if let Some((_, paragraphs)) = fields.last_mut() {
            match paragraphs.last_mut() {
                Some(paragraph) if !apart => {
                    paragraph.push(' ');
                    paragraph.push_str(line.trim());
                }
                _ => paragraphs.push(line.trim().to_string()),
            }
            apart = false;
        }
    }
    for (_, paragraphs) in &mut fields {
        for paragraph in paragraphs.iter_mut() {
            *paragraph = without_stars(paragraph);
        }
    }
    fields
        .iter()
        .any(|(code, _)| *code == "HD")
        .then_some(fields)
}

fn coded_line(line: &str) -> Option<(&'static str, &str)> {
    if let Some((name, rest)) = line.strip_prefix('*').and_then(|line| line.split_once('*')) {
        // A word that was searched may stand there too: `*IN* vitro`.
        let ends = rest.trim().is_empty()
            || rest.trim_start_matches(' ').starts_with('\t')
            || rest.starts_with("  ");
        return code(name).filter(|_| ends).map(|code| (code, rest));
    }
    let (name, rest) = line.split_once('\t')?;
    Some((code(name.trim_end())?, rest))
}

/// A text without the stars round the words that were searched: `l'*énergie*`.
fn without_stars(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('*') {
        let (before, behind) = (&rest[..at], &rest[at + 1..]);
        out.push_str(before);
        let word = behind.find('*').map(|end| &behind[..end]);
        match word {
            Some(word)
                if !word.is_empty()
                    && word.trim() == word
                    && !before.ends_with(char::is_alphanumeric) =>
            {
                out.push_str(word);
                rest = &behind[word.len() + 1..];
            }
            _ => {
                out.push('*');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The lines of a text without codes.
fn rows(record: &str) -> Vec<Row> {
    let mut apart = true;
    let mut rows = Vec::new();
    for line in record.lines() {
        if line.trim().is_empty() {
            apart = true;
            continue;
        }
        rows.push(Row {
            text: without_stars(line.trim()),
            headline: false,
            apart,
        });
        apart = false;
    }
    rows
}

/// The fields of an article without codes, all of it in one list.
fn of_rows(rows: &[Row]) -> Fields {
    let Some(end) = rows.iter().rposition(|row| number(&row.text).is_some()) else {
        return Fields::new();
    };
    let (mut fields, body) = head(&rows[..end]);
    let mut paragraphs: Vec<String> = Vec::new();
    for row in &rows[body..end] {
        match paragraphs.last_mut() {
            Some(paragraph) if !row.apart => {
                paragraph.push(' ');
                paragraph.push_str(&row.text);
            }
            _ => paragraphs.push(row.text.clone()),
        }
    }
    let rights = value(&fields, "CY").unwrap_or_default();
    if paragraphs
        .last()
        .is_some_and(|last| is_publisher(last, &rights))
    {
        paragraphs.pop();
    }
    fields.push(("TD", paragraphs));
    fields.push(("AN", vec![rows[end].text.clone()]));
    fields
}

/// Whether a last line names who published the article: a few words, most of which stand in the line of rights.
fn is_publisher(line: &str, rights: &str) -> bool {
    // «Société du Figaro», «Dow Jones & Company, Inc.»
    const MOST_WORDS: usize = 8;
    let (line, rights) = (depeche_text::fold(line), depeche_text::fold(rights));
    let words: Vec<&str> = line.split(' ').collect();
    let known = words
        .iter()
        .filter(|word| rights.split(' ').any(|other| other == **word))
        .count();
    words.len() <= MOST_WORDS && known > 0 && known * 2 >= words.len().saturating_sub(1)
}

/// Lines of the head behind the number of words, at most: the day, the hour, the paper, its code, the edition, the page, the
/// volume, the language, the rights.
const HEAD_LINES: usize = 12;

/// Gives the lines of a head their codes; returns these, and the line that the paragraphs start at.
fn head(rows: &[Row]) -> (Fields, usize) {
    let mut fields = Fields::new();
    let mut give = |code: &'static str, text: &str| fields.push((code, vec![text.to_string()]));
    let Some(count) = rows
        .iter()
        .position(|row| count_of_words(&row.text).is_some())
    else {
        return (fields, 0);
    };
    // A page that was saved as text has its menu before the first headline; a head is no longer than this.
    const BEFORE: usize = 6;
    let before = &rows[count.saturating_sub(BEFORE)..count];
    let marked = before.iter().position(|row| row.headline);
    // Of a section, a headline and a name, the headline is the longest.
    let longest = || (0..before.len()).max_by_key(|at| before[*at].text.chars().count());
    let Some(headline) = marked.or_else(longest) else {
        return (fields, count + 1);
    };
    if marked.is_some() && headline > 0 {
        give("SE", &before[headline - 1].text);
    }
    let mut names = headline + 1;
    let mut title = before[headline].text.clone();
    // A long headline of a text is broken into lines.
    while marked.is_none()
        && before
            .get(names)
            .is_some_and(|row| !row.apart && !signs(&row.text))
    {
        title.push(' ');
        title.push_str(&before[names].text);
        names += 1;
    }
    give("HD", &title);
    for row in &before[names.min(before.len())..] {
        give("BY", &row.text);
    }
    give("WC", &rows[count].text);
    let behind = &rows[count + 1..rows.len().min(count + 1 + HEAD_LINES)];
    let language = behind
        .iter()
        .position(|row| language_code(&row.text).is_some());
    let rights = behind.iter().position(|row| is_rights(&row.text));
    let mut end = match (rights, language) {
        (Some(rights), _) => rights + 1,
        (None, Some(language)) => language + 1,
        (None, None) => behind.len().min(3),
    };
    let mut facts = behind[..end].iter().map(|row| row.text.as_str()).peekable();
    if let Some(day) = facts.next_if(|text| written_date(text).is_some()) {
        give("PD", day);
    }
    facts.next_if(|text| is_hour(text));
    if let Some(paper) = facts.next_if(|text| !is_rights(text)) {
        give("SN", paper);
    }
    for fact in facts {
        if is_rights(fact) {
            give("CY", fact);
        } else if language_code(fact).is_some() {
            give("LA", fact);
        } else if is_page_number(fact) {
            give("PG", fact);
        }
    }
    // The rest of the line of rights.
    while rights.is_some() && behind.get(end).is_some_and(|row| !row.apart) {
        end += 1;
    }
    (fields, count + 1 + end)
}

fn signs(line: &str) -> bool {
    ["By ", "Par ", "PAR ", "BY "]
        .iter()
        .any(|sign| line.starts_with(sign))
}

fn is_rights(line: &str) -> bool {
    let line = line.to_lowercase();
    ["(c)", "©", "copyright", "tous droits", "all rights"]
        .iter()
        .any(|sign| line.starts_with(sign))
}

fn is_hour(line: &str) -> bool {
    line.len() <= 8
        && line.split_once(':').is_some_and(|(hour, minute)| {
            hour.parse::<u8>().is_ok_and(|hour| hour < 24)
                && minute.starts_with(|c: char| c.is_ascii_digit())
        })
}

/// `5`, `B4`, `12-13`: not the code of a paper, and no volume.
fn is_page_number(line: &str) -> bool {
    line.len() <= 5
        && line.bytes().any(|byte| byte.is_ascii_digit())
        && line.parse::<u32>().is_ok_and(|page| page < 1000)
        || line.len() <= 4
            && line.starts_with(|c: char| c.is_ascii_uppercase())
            && line[1..].parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::read::decode::decode;

    fn check(file: &str, expected: Expect) {
        let decoded = decode(file.as_bytes(), None).unwrap();
        let mut shown = String::new();
        for (line, draft) in read(&decoded) {
            let draft = match draft {
                Ok(draft) => draft,
                Err(reason) => {
                    shown += &format!("{line}: {reason}\n");
                    continue;
                }
            };
            let Article {
                title,
                body,
                source,
                date,
                authors,
                agency,
                section,
                page,
                words,
                language,
                topics,
                caption,
                ..
            } = draft.article;
            let body: Vec<String> = body
                .iter()
                .map(|block| match block {
                    Block::Paragraph(text) => format!("  {text}"),
                    Block::Crosshead(text) => format!("  # {text}"),
                })
                .collect();
            let topics: Vec<String> = topics
                .iter()
                .map(|topic| format!("{:?} {:?} {}", topic.kind, topic.code, topic.name))
                .collect();
            let facts = [
                source,
                date.map(|date| date.to_string()),
                section,
                page.map(|page| format!("p. {page}")),
                words.map(|words| format!("{words} words")),
                language,
                agency,
                caption.map(|caption| format!("caption: {caption}")),
            ];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            shown += &format!(
                "{line}: {} «{title}» {} | {}\n{}\n{}\n",
                draft.own_id.unwrap_or_default(),
                authors.join(" + "),
                facts.join(" | "),
                body.join("\n"),
                topics.join("; ")
            );
        }
        expected.assert_eq(&shown);
    }

    fn row(code: &str, value: &str) -> String {
        format!(
            "<tr><td align=\"right\" valign=\"top\" class=\"index\"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>\n"
        )
    }

    fn table_of(rows: &[(&str, &str)]) -> String {
        let rows: String = rows.iter().map(|(code, value)| row(code, value)).collect();
        format!(
            "<div class=\"article frArticle\"><table cellpadding=\"1\">{rows}</table><br/></div><br/><span></span>"
        )
    }

    const ROWS: &[(&str, &str)] = &[
        ("SE", "Région Sud"),
        (
            "HD",
            "<span class='frHeadline'>Le tramway <b>revient</b> à Port-Aubry</span>\n",
        ),
        ("BY", "Irène Valtour; ivaltour@gazette.example"),
        ("CR", "AFP"),
        ("WC", "1,718 words"),
        ("PD", "15 March 2022"),
        ("ET", "15:32"),
        ("SN", "La Gazette du Lac"),
        ("SC", "GAZET"),
        ("ED", "E"),
        ("PG", "5"),
        ("VOL", "24124"),
        ("LA", "French"),
        ("CY", "(c) Copyright 2022 La Gazette. "),
        (
            "LP",
            "<p class=\"articleParagraph frarticleParagraph\">La ligne A <b>rouvre</b> lundi.</p>",
        ),
        (
            "TD",
            "<p class=\"articleParagraph frarticleParagraph\">Deux ans de travaux</p>\
             <p class=\"articleParagraph frarticleParagraph\">La <span class=\"companylink\">Régie du lac</span> &amp; la ville paient.</p>",
        ),
        ("CO", "<br/>regla : Régie du lac"),
        ("IN", "<br/>i72 : Transport"),
        (
            "NS",
            "<br/>gpol : Domestic Politics | gtrans : Road   Transport",
        ),
        ("RE", "<br/>fra : France"),
        ("IPD", "<br/>tramway | travaux"),
        ("PUB", "<br/>Société du Lac"),
        ("AN", "<br/>Document GAZET00020220315ei3f0003o"),
    ];

    #[test]
    fn a_table_of_codes_is_an_article() {
        check(
            &table_of(ROWS),
            expect![[r#"
            0: GAZET00020220315ei3f0003o «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette du Lac | 2022-03-15 | Région Sud | p. 5 | 1718 words | fr | AFP
              La ligne A rouvre lundi.
              # Deux ans de travaux
              La Régie du lac & la ville paient.
            Subject Some("gpol") Domestic Politics; Subject Some("gtrans") Road Transport; Sector Some("i72") Transport; Region Some("fra") France; Company Some("regla") Régie du lac
        "#]],
        );
        let short = [
            ("HD", "<b class='frHeadline'>Brève</b>"),
            ("WC", "65 mots"),
            ("PD", "29 décembre 2011"),
            ("SN", "L'Écho"),
            ("LA", "Français"),
            ("ART", "Le pont, hier."),
            ("LP", "Un mot."),
            ("AN", "Document ECHO000020111229e7ct0015j"),
        ];
        check(
            &table_of(&short),
            expect![[r#"
            0: ECHO000020111229e7ct0015j «Brève»  | L'Écho | 2011-12-29 | 65 words | fr | caption: Le pont, hier.
              Un mot.

        "#]],
        );
        // Without names of classes, in one file.
        let plain = |rows: &[(&str, &str)]| {
            let rows: String = rows.iter().map(|(code, value)| row(code, value)).collect();
            format!("<table>{}</table>\n", rows.replace(" class=\"index\"", ""))
        };
        check(
            &format!(
                "<html><body><h1>Factiva</h1>{}{}<p>© 2022 Factiva</p></body></html>",
                plain(&short),
                plain(ROWS)
            ),
            expect![[r#"
                0: ECHO000020111229e7ct0015j «Brève»  | L'Écho | 2011-12-29 | 65 words | fr | caption: Le pont, hier.
                  Un mot.

                7: GAZET00020220315ei3f0003o «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette du Lac | 2022-03-15 | Région Sud | p. 5 | 1718 words | fr | AFP
                  La ligne A rouvre lundi.
                  # Deux ans de travaux
                  La Régie du lac & la ville paient.
                Subject Some("gpol") Domestic Politics; Subject Some("gtrans") Road Transport; Sector Some("i72") Transport; Region Some("fra") France; Company Some("regla") Régie du lac
            "#]],
        );
    }

    const PAGE: &str = "<div class=\"article enArticle\"><p><img class=\"srcLogo\"/></p><p><div>Business</div>\n\
        <div id=\"hd\"><span class='enHeadline'>Le port <b>ferme</b></span></div><div class=\"author\"><a>Irène Valtour</a></div>\
        <div class=\"author\">By Irène Valtour  </div><div>293 words</div><div>30 March 2015</div><div>07:14</div>\
        <div><a>L'Écho du lac</a></div><div>ECHOL</div><div>12</div><div>French</div>\
        <div>Copyright 2015 Société du lac. All Rights Reserved.   </div></p>\
        <p class=\"articleParagraph enarticleParagraph\">Le <a class=\"companylink\">port</a> ferme.</p>\
        <p class=\"articleParagraph enarticleParagraph\">Il rouvrira.</p>\
        <p>Société du lac, Inc.</p><p>Document ECHOL00020150330eb3u0058y</p></div></div><input value=\"x\"/>";

    #[test]
    fn a_page_without_codes_is_an_article() {
        check(
            PAGE,
            expect![[r#"
            0: ECHOL00020150330eb3u0058y «Le port ferme» Irène Valtour | L'Écho du lac | 2015-03-30 | Business | p. 12 | 293 words | fr
              Le port ferme.
              Il rouvrira.

        "#]],
        );
        let plain = PAGE
            .replace(" class=\"article enArticle\"", "")
            .replace(" class=\"articleParagraph enarticleParagraph\"", "")
            .replace(" id=\"hd\"", "")
            .replace(
                "<span class='enHeadline'>Le port <b>ferme</b></span>",
                "<b>Le port ferme</b>",
            )
            .replace(" class=\"author\"", "");
        let second = plain
            .replace("eb3u0058y", "eb3u0058z")
            .replace("ferme", "rouvre")
            .replace("<div>07:14</div>", "");
        check(
            &format!(
                "<html><head><title>Factiva</title></head><body>\n{plain}\n{second}\n<p>© 2015 Factiva</p></body></html>"
            ),
            expect![[r#"
                0: ECHOL00020150330eb3u0058y «Le port ferme» Irène Valtour | L'Écho du lac | 2015-03-30 | Business | p. 12 | 293 words | fr
                  Le port ferme.
                  Il rouvrira.

                2: ECHOL00020150330eb3u0058z «Le port rouvre» Irène Valtour | L'Écho du lac | 2015-03-30 | Business | p. 12 | 293 words | fr
                  Le port rouvre.
                  Il rouvrira.

            "#]],
        );
    }

    #[test]
    fn a_saved_text_is_its_articles() {
        let coded = "Dow Jones Factiva\n\n*SE* \tRégion\n*HD* \tLe tramway *revient* à\nPort-Aubry\n*BY* \tIrène Valtour\n\
            *WC* \t65 mots\n*PD* \t15 mars 2022\n*SN* \tLa Gazette\n*LA* \tFrançais\n\n*LP* \n\n\t\n\nLa ligne *A\nrouvre* lundi ; 3 * 4 = 12.\n\n\
            *TD* \n\n\nOn l'a dit\nà *midi*.\n\n*IN* de trop\n\n*NS* \ngpol : Domestic\nPolitics | ncat : Content Types\n\n*AN* \nDocument GAZET00020220315ei3f0003o\n\n\n";
        let second = coded
            .replace("Dow Jones Factiva\n", "")
            .replace("0003o", "0004p");
        let cut = &second[..second.len() - 60];
        check(
            &format!("{coded}{second}{cut}"),
            expect![[r#"
            0: GAZET00020220315ei3f0003o «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette | 2022-03-15 | Région | 65 words | fr
              La ligne A rouvre lundi ; 3 * 4 = 12.
              On l'a dit à midi.
              IN de trop
            Subject Some("gpol") Domestic Politics; Subject Some("ncat") Content Types
            35: GAZET00020220315ei3f0004p «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette | 2022-03-15 | Région | 65 words | fr
              La ligne A rouvre lundi ; 3 * 4 = 12.
              On l'a dit à midi.
              IN de trop
            Subject Some("gpol") Domestic Politics; Subject Some("ncat") Content Types
            68: is cut off before its end; save or export it again
        "#]],
        );
        let codeless = "Le port ferme pour trois semaines, le temps de draguer\nle chenal\nBy Irène Valtour\n293 words\n30 March 2015\n07:14\n\
            L'Écho du lac\nECHOL\nFrench\nCopyright 2015 Société du lac. All Rights\nReserved.\n\nLe port\nferme.\n\nIl rouvrira.\n\n\
            Société du lac\n\nDocument ECHOL00020150330eb3u0058y\n\n";
        check(
            codeless,
            expect![[r#"
            0: ECHOL00020150330eb3u0058y «Le port ferme pour trois semaines, le temps de draguer le chenal» Irène Valtour | L'Écho du lac | 2015-03-30 | 293 words | fr
              Le port ferme.
              Il rouvrira.

        "#]],
        );
    }

    #[test]
    fn words_are_counted_in_every_language_of_the_pages() {
        for (line, expected) in [
            ("718 mots", Some(718)),
            ("1,204 words", Some(1204)),
            ("1 204 mots", Some(1204)),
            ("1.204 Wörter", Some(1204)),
            ("mots", None),
            ("trois mots", None),
            ("En 718 mots", None),
        ] {
            assert_eq!(count_of_words(line), expected, "{line}");
        }
    }

    #[test]
    fn an_article_that_mentions_factiva_is_none_of_its_pages() {
        assert!(!is_text(
            "Le rachat de Factiva\n\nDocument de travail, 300 mots.".as_bytes()
        ));
        assert!(!is_page(b"<html><p>Le rachat de Factiva</p></html>"));
        assert!(is_page(PAGE.as_bytes()));
        assert!(is_text(b"Dow Jones\n*HD* \tTitre\n"));
    }
}
