//! Articles with codes: `HD` the headline, `AN` the number; in the rows of a table, or at the starts of lines.

use dom_query::{Document, NodeRef};

use super::{Field, Fields, LinesUpTo, draft, holds, split};
use crate::read::words::html::{Breaks, lines, text};
use crate::read::{Reason, Several};

/// Every code that is known; of a text, only these start a field.
const CODES: &[&str] = &[
    "SE", "HD", "CR", "BY", "CLM", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG", "VOL",
    "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART",
    "CX", "DLN", "RST", "PBC", "ETF", "URL",
];

fn code(name: &str) -> Option<&'static str> {
    CODES.iter().copied().find(|code| *code == name)
}

/// The rows of the tables of codes in a node, in order. A table in a text is part of the text.
pub(super) fn table(node: &NodeRef<'_>) -> Fields {
    let mut fields = Fields::new();
    for row in node.descendants_it().filter(|node| node.has_name("tr")) {
        let inside = row.ancestors_it(None).any(|above| above.has_name("td"));
        let mut cells = row.children_it(false).filter(|node| node.has_name("td"));
        let (Some(name), Some(value), false) = (cells.next(), cells.next(), inside) else {
            continue;
        };
        if let Some(code) = code(text(&name).trim_matches(['\u{a0}', ' '])) {
            let lines = lines([value], Breaks::Blank);
            fields.push((code, lines.into_iter().map(|line| line.text).collect()));
        }
    }
    fields
}

/// All articles of a page whose tables have no names of classes.
pub(super) fn of_page(html: &str) -> Several {
    let page = Document::fragment(html);
    let mut lines = LinesUpTo::of(html);
    let mut at = 0;
    let mut found = Several::new();
    for fields in split(table(&page.root())) {
        // Each starts where its own headline, or the section before it, is written.
        let first = fields.first().map_or("HD", |(code, _)| code);
        let sought = format!("<b>{first}</b>");
        at += html[at..].find(&sought).unwrap_or(0);
        found.push((lines.line(at), draft(&fields)));
        at += usize::from(at < html.len());
        at += html[at..].find("<b>AN</b>").unwrap_or(0);
        while !html.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// Whether a text has codes: a headline and what stands beside it.
pub(super) fn is_text(text: &str) -> bool {
    [Style::Stars, Style::Tab].into_iter().any(|style| {
        let codes = text.lines().filter_map(|line| style.field(line.trim_end()));
        let codes: Vec<&str> = codes.map(|(code, _)| code).collect();
        codes.contains(&"HD")
            && ["SN", "PD", "AN", "WC"]
                .iter()
                .any(|code| codes.contains(code))
    })
}

/// How a text marks its codes.
#[derive(Debug, Clone, Copy)]
enum Style {
    /// `*HD* ⇥Le titre`.
    Stars,
    /// `HD⇥Le titre`.
    Tab,
}

impl Style {
    /// The code that a line starts with, and what stands behind it.
    fn field(self, line: &str) -> Option<(&'static str, &str)> {
        match self {
            Self::Stars => {
                let (name, rest) = line.strip_prefix('*')?.split_once('*')?;
                // A word that was searched may stand there too: `*IN* vitro`.
                let ends = rest.trim().is_empty()
                    || rest.trim_start_matches(' ').starts_with('\t')
                    || rest.starts_with("  ");
                code(name).filter(|_| ends).map(|code| (code, rest))
            }
            Self::Tab => {
                let (name, rest) = line.split_once('\t')?;
                Some((code(name.trim_end())?, rest))
            }
        }
    }
}

/// All articles of a saved text with codes.
pub(super) fn of_text(text: &str) -> Several {
    let has_stars = text.lines().any(|line| {
        let field = Style::Stars.field(line.trim_end());
        field.is_some_and(|(code, _)| code == "HD")
    });
    let style = if has_stars { Style::Stars } else { Style::Tab };
    let mut found = Several::new();
    let mut starts = Vec::new();
    let fields = fields(text, style, &mut starts);
    let mut at = 0;
    for article in split(fields) {
        let line = starts.get(at).copied().unwrap_or_default();
        at += article.len();
        // What stands behind the last number is no article.
        let is_article = holds(&article, "HD") || holds(&article, "AN");
        if is_article {
            found.push((line, draft(&article)));
        } else if holds(&article, "SE") {
            found.push((line, Err(Reason::CutOff)));
        }
    }
    found
}

/// The fields of a text, and the line that each starts at, counted from 0.
fn fields(text: &str, style: Style, starts: &mut Vec<u64>) -> Fields {
    let mut fields = Fields::new();
    let mut apart = true;
    for (number, line) in (0..).zip(text.lines()) {
        let line = line.trim_end();
        if let Some((code, rest)) = style.field(line) {
            let first = Some(rest.trim().to_string()).filter(|rest| !rest.is_empty());
            apart = first.is_none();
            fields.push((code, first.into_iter().collect()));
            starts.push(number);
        } else if line.trim().is_empty() {
            apart = true;
        } else if let Some((_, paragraphs)) = fields.last_mut() {
            match paragraphs.last_mut() {
                Some(paragraph) if !apart && !is_item(line) => {
                    paragraph.push(' ');
                    paragraph.push_str(line.trim());
                }
                _ => paragraphs.push(line.trim().to_string()),
            }
            apart = false;
        }
    }
    let each = fields
        .iter_mut()
        .flat_map(|(_, paragraphs): &mut Field| paragraphs);
    each.for_each(|paragraph| *paragraph = without_stars(paragraph));
    fields
}

/// A point of a list, as a text writes it.
fn is_item(line: &str) -> bool {
    ["* ", "- ", "• "]
        .iter()
        .any(|sign| line.trim_start().starts_with(sign))
}

/// A text without the stars round the words that were searched: `l'*énergie*`.
pub(super) fn without_stars(text: &str) -> String {
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
