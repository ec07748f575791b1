//! Articles without codes: a headline, who wrote it, the number of words, the day, the paper, the rights, the paragraphs,
//! the publisher, the number. Lines are given codes by their order.

use dom_query::{Document, NodeRef};

use super::coded::without_stars;
use super::{Fields, LinesUpTo, count_of_words, draft, holds, number, numbers, value};
use crate::read::words::html::{Breaks, End, lines, text};
use crate::read::{Reason, Several};
use crate::{language_code, written_date};

/// A line of an article.
struct Row {
    text: String,
    /// Whether it is known to be the headline.
    headline: bool,
    /// Whether an empty line, or the end of a paragraph, stands before it.
    apart: bool,
    /// The line it stands in, counted from 0; of a page, the one that its article starts at.
    line: u64,
}

/// The fields of an article with names of classes.
pub(super) fn of_classes(article: &NodeRef<'_>) -> Option<Fields> {
    let is_paragraph = |node: &NodeRef<'_>| {
        let class = node.attr("class").unwrap_or_default();
        class.starts_with("articleParagraph")
    };
    let children: Vec<NodeRef<'_>> = article.children_it(false).collect();
    let first = children
        .iter()
        .position(is_paragraph)
        .unwrap_or(children.len());
    let last = children
        .iter()
        .rposition(is_paragraph)
        .unwrap_or(children.len());
    let (mut rows, mut body) = (Vec::new(), Vec::new());
    for (at, node) in children.iter().enumerate() {
        let lines = lines([*node], Breaks::Blank).into_iter();
        // What stands between paragraphs is one of them: a crosshead, a table.
        if (first..=last).contains(&at) {
            body.extend(lines.map(|line| line.text));
        } else {
            rows.extend(lines.map(|line| Row {
                text: line.text,
                headline: false,
                apart: true,
                line: 0,
            }));
        }
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
    let end = rows.iter().position(|row| number(&row.text).is_some());
    let mut fields = head(&rows[..end.unwrap_or(rows.len())]).0;
    fields.push(("TD", body));
    fields.extend(end.map(|end| ("AN", vec![rows[end].text.clone()])));
    Some(fields)
}

/// All articles of a page without names of classes.
pub(super) fn of_page(html: &str) -> Several {
    each_record(html, |record| {
        let page = Document::fragment(record);
        let mut apart = true;
        let mut rows = Vec::new();
        let blank = &record[..record.len() - record.trim_start().len()];
        let start = blank.matches('\n').count() as u64;
        for line in lines([page.root()], Breaks::End) {
            rows.push(Row {
                headline: line.bold,
                text: line.text,
                apart,
                line: start,
            });
            apart = line.end == End::Block;
        }
        rows
    })
}

/// All articles of a saved text.
pub(super) fn of_text(text: &str) -> Several {
    each_record(text, |record| {
        let mut apart = true;
        let mut rows = Vec::new();
        for (number, line) in (0..).zip(record.lines()) {
            if line.trim().is_empty() {
                apart = true;
                continue;
            }
            rows.push(Row {
                text: without_stars(line.trim()),
                headline: false,
                apart,
                line: number,
            });
            apart = false;
        }
        rows
    })
}

/// Reads what stands before each number, and what is left behind the last. A number that is named in an article stands before
/// no head: the article goes on behind it.
fn each_record(text: &str, rows_of: impl Fn(&str) -> Vec<Row>) -> Several {
    let mut found = Several::new();
    let mut lines = LinesUpTo::of(text);
    let mut start = 0;
    let mut record: Vec<Row> = Vec::new();
    let mut read = |rows: Vec<Row>| {
        let heads = heads(&rows);
        if heads.is_empty() && begins(&rows) {
            // Its head is damaged.
            found.push((rows[0].line, Err(Reason::CutOff)));
        }
        let ends = rows.last().is_some_and(|row| number(&row.text).is_some());
        for (at, head) in heads.iter().enumerate() {
            let is_last = at + 1 == heads.len();
            let draft = match is_last && ends {
                true => draft(&of_rows(&rows[*head..])),
                false => Err(Reason::CutOff),
            };
            found.push((rows[*head].line, draft));
        }
    };
    let ends: Vec<usize> = numbers(text).map(|(_, end)| end).collect();
    for end in ends.into_iter().chain([text.len()]) {
        let before = lines.line(start);
        let mut rows = rows_of(&text[start..end]);
        for row in &mut rows {
            row.line += before;
        }
        start = end;
        let behind_all = rows.last().is_none_or(|row| number(&row.text).is_none());
        if behind_all {
            // Without a number of words it is the foot of the page.
            if !rows.iter().any(|row| count_of_words(&row.text).is_some()) {
                rows.clear();
            }
        }
        if behind_all || begins(&rows) {
            read(std::mem::take(&mut record));
        }
        record.extend(rows);
    }
    read(record);
    found
}

/// Whether some rows hold a part of a head: a number of words, a day, the rights. A number that an article names is followed by
/// none.
fn begins(rows: &[Row]) -> bool {
    rows.iter().any(|row| {
        count_of_words(&row.text).is_some()
            || is_rights(&row.text)
            || written_date(&row.text).is_some_and(|date| date.precision() == "day")
    })
}

/// The rows that the heads of articles start at: a number of words before a day.
fn heads(rows: &[Row]) -> Vec<usize> {
    let counts = rows.windows(2).enumerate();
    let is_head = |pair: &[Row]| {
        count_of_words(&pair[0].text).is_some() && written_date(&pair[1].text).is_some()
    };
    let counts = counts.filter(|(_, pair)| is_head(pair)).map(|(at, _)| at);
    counts.map(|count| block_before(rows, count)).collect()
}

/// Lines before the number of words that belong to a head, at most: a section, a headline in lines, names.
const BEFORE: usize = 6;

/// Where the lines start that stand together with a number of words: behind the last empty line; of a page, where every
/// line is apart, so many.
fn block_before(rows: &[Row], count: usize) -> usize {
    let least = count.saturating_sub(BEFORE);
    let all_apart = rows[count].apart;
    let first = match all_apart {
        false => (least..count).rev().find(|at| rows[*at].apart),
        // Behind the number of the article above.
        true => (least..count).rev().find(|at| rows[*at].headline),
    };
    match (first, all_apart) {
        // The section stands before the headline.
        (Some(headline), true) => headline.saturating_sub(1).max(least),
        (Some(first), false) => first,
        (None, _) => least,
    }
}

/// The fields of an article, all of it in one list.
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

/// Whether a last line names who published the article: a few words, most of which stand in the line of rights, or the
/// first of which is that of a company.
fn is_publisher(line: &str, rights: &str) -> bool {
    // «Société du Figaro», «Dow Jones & Company, Inc.»
    const MOST_WORDS: usize = 8;
    const COMPANIES: [&str; 7] = [
        "societe", "groupe", "editions", "sa", "sas", "sarl", "agence",
    ];
    let sentence =
        line.ends_with(['.', '!', '?', '»']) && !line.ends_with("Inc.") && !line.ends_with("Ltd.");
    let (line, rights) = (depeche_text::fold(line), depeche_text::fold(rights));
    let words: Vec<&str> = line.split(' ').collect();
    let stand = |word: &&&str| rights.split(' ').any(|other| other == **word);
    let known = words.iter().filter(stand).count();
    let most = known > 0 && known * 2 >= words.len().saturating_sub(1);
    let is_company = !sentence && COMPANIES.contains(&words[0]);
    words.len() <= MOST_WORDS && (most || is_company)
}

/// Lines of the head behind the number of words, at most: the day, the hour, the paper, its code, the edition, the page, the
/// volume, the language, the rights.
const HEAD_LINES: usize = 12;

/// Lines behind the number of words where neither language nor rights are told: the day, the paper, its code.
const LEAST_HEAD_LINES: usize = 3;

/// Gives the lines of a head their codes; returns these, and the line that the paragraphs start at.
fn head(rows: &[Row]) -> (Fields, usize) {
    let mut fields = Fields::new();
    let mut give = |code: &'static str, text: &str| fields.push((code, vec![text.to_string()]));
    let counts = rows.iter().map(|row| count_of_words(&row.text));
    let Some(count) = counts.clone().position(|count| count.is_some()) else {
        return (fields, 0);
    };
    let before = &rows[block_before(rows, count)..count];
    let marked = before.iter().position(|row| row.headline);
    // Of a section and a headline, the headline is the longer; who signs is neither.
    let may_be = |at: &usize| !signs(&before[*at].text);
    let together = !rows[count].apart;
    let first = || (0..before.len()).find(may_be).filter(|_| together);
    let longest = || {
        let places = (0..before.len()).filter(may_be);
        places.max_by_key(|at| before[*at].text.chars().count())
    };
    let Some(headline) = marked.or_else(first).or_else(longest) else {
        return (fields, count + 1);
    };
    if marked.is_some() && headline > 0 {
        give("SE", &before[headline - 1].text);
    }
    let mut names = headline + 1;
    let mut title = before[headline].text.clone();
    // A long headline of a text is broken into lines.
    let goes_on =
        |row: &Row| !row.apart && !signs(&row.text) && title_is_long(&before[headline].text);
    while marked.is_none() && before.get(names).is_some_and(goes_on) {
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
        (None, None) => behind.len().min(LEAST_HEAD_LINES),
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
    debug_assert!(holds(&fields, "HD"));
    (fields, count + 1 + end)
}

/// Whether a first line of a headline may go on in the next: texts break lines at some 72 characters.
fn title_is_long(line: &str) -> bool {
    const BROKEN: usize = 45;
    line.chars().count() >= BROKEN
}

fn signs(line: &str) -> bool {
    ["By ", "Par ", "PAR ", "BY ", "Von "]
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
    let letter = line.starts_with(|c: char| c.is_ascii_uppercase());
    line.parse::<u32>().is_ok_and(|page| page < 1000)
        || letter && line.len() <= 4 && line[1..].parse::<u16>().is_ok()
}
