//! The text of a dispatch as blocks, in the three ways it is written: elements of NITF or XHTML, HTML that stands escaped
//! in a text, lines of plain text.

use dom_query::Document;

use super::europresse::blocks as blocks_of_lines;
use super::html::{Breaks, lines, text};
use super::plain::LONGEST_CROSSHEAD;
use super::xml::{Element, Node, in_one_line};
use crate::Block;

/// Elements of NITF and XHTML that stand in lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "bibliography",
    "block",
    "blockquote",
    "body",
    "body.content",
    "bq",
    "caption",
    "credit",
    "datasource",
    "dd",
    "div",
    "dl",
    "dt",
    "fn",
    "hr",
    "li",
    "main",
    "nitf-table",
    "note",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tagline",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Elements that are headings; the first level stands in NITF and XHTML alike.
const HEADINGS: &[&str] = &["hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that are no text of the article: pictures and their captions, what stands round a page, forms, scripts, and
/// in NITF what describes a table.
const BESIDE: &[&str] = &[
    "aside",
    "audio",
    "body.head",
    "button",
    "custom-table",
    "figure",
    "footer",
    "form",
    "head",
    "iframe",
    "media",
    "nav",
    "nitf-table-metadata",
    "noscript",
    "object",
    "script",
    "style",
    "svg",
    "video",
];

/// Whether the words of an element stand in lines of their own.
pub(super) fn stands_apart(name: &str) -> bool {
    BLOCKS.contains(&name) || HEADINGS.contains(&name) || matches!(name, "br" | "td" | "th")
}

/// Most tags of a text that is read as HTML: a page has some thousands, and a parser's time grows with the square of how deep
/// they lie.
const MOST_TAGS: usize = 20_000;

/// Returns the blocks of an element. Where no element stands in it its text is read as [`of_text`] does.
pub(super) fn of_element(element: &Element) -> Vec<Block> {
    if element.elements().next().is_none() {
        return of_text(&element.raw_text());
    }
    let mut writer = Writer::default();
    writer.nodes(element);
    writer.end();
    writer.blocks
}

/// Returns the blocks of a text: of HTML where tags of it stand there, else each line is one.
pub(super) fn of_text(text: &str) -> Vec<Block> {
    if has_tag(text, |name| {
        BLOCKS.contains(&name) || HEADINGS.contains(&name) || name == "br"
    }) {
        return of_html(text);
    }
    of_lines(text, in_line)
}

/// Returns each line of a text as a block.
fn of_lines(text: &str, read: fn(&str) -> String) -> Vec<Block> {
    let lines = text.split(['\n', '\r', crate::PARAGRAPH_END]);
    let lines = lines.map(read);
    lines.filter(|line| !line.is_empty()).map(block).collect()
}

/// Returns the blocks of a piece of HTML.
pub(super) fn of_html(html: &str) -> Vec<Block> {
    if html.matches('<').count() > MOST_TAGS {
        return of_lines(html, in_one_line);
    }
    let page = Document::fragment(html);
    blocks_of_lines(&lines([page.root()], Breaks::End))
        .into_iter()
        .map(|found| match found {
            Block::Paragraph(text) => block(text),
            crosshead @ Block::Crosshead(_) => crosshead,
        })
        .collect()
}

/// Returns a text in which HTML may stand in one line.
pub(super) fn in_line(line: &str) -> String {
    if line.matches('<').count() > MOST_TAGS {
        return in_one_line(line);
    }
    let may_be_html =
        has_tag(line, |name| !name.is_empty()) || (line.contains('&') && line.contains(';'));
    if may_be_html {
        in_one_line(&text(&Document::fragment(line).root()))
    } else {
        in_one_line(line)
    }
}

/// Returns a subtitle and what follows it as one lead; a subtitle has no full stop, and is a sentence by itself.
pub(super) fn joined(lines: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let mut lead = String::new();
    for line in lines.into_iter().flatten() {
        if lead.ends_with(|c: char| c.is_alphanumeric()) {
            lead.push('.');
        }
        if !lead.is_empty() {
            lead.push(' ');
        }
        lead += &line;
    }
    Some(lead).filter(|lead| !lead.is_empty())
}

/// Returns blocks without those at their start and end that only repeat the title, the dateline or the rights.
pub(super) fn without_repeated(
    mut blocks: Vec<Block>,
    title: &str,
    beside: &[String],
) -> Vec<Block> {
    let repeats =
        |block: &Block| block.text() == title || beside.iter().any(|line| line == block.text());
    while blocks.first().is_some_and(repeats) {
        blocks.remove(0);
    }
    while blocks.len() > 1 && blocks.last().is_some_and(repeats) {
        blocks.pop();
    }
    blocks
}

/// A paragraph, or a crosshead as agencies write it in plain text: `- Le retour -`.
fn block(text: String) -> Block {
    let inner = text
        .strip_prefix("- ")
        .and_then(|text| text.strip_suffix(" -"));
    match inner.map(str::trim) {
        Some(inner) if !inner.is_empty() && inner.chars().count() <= LONGEST_CROSSHEAD => {
            Block::Crosshead(inner.to_string())
        }
        _ => Block::Paragraph(text),
    }
}

/// Whether a tag stands in a text whose name is one of some.
fn has_tag(text: &str, one_of: impl Fn(&str) -> bool) -> bool {
    text.split('<').skip(1).any(|after| {
        let after = after.strip_prefix('/').unwrap_or(after);
        let name = after
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
        starts && after.contains('>') && one_of(name.to_ascii_lowercase().as_str())
    })
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    /// The block that is being written.
    text: String,
    is_heading: bool,
}

impl Writer {
    fn nodes(&mut self, element: &Element) {
        for node in &element.nodes {
            match node {
                Node::Text(text) => self.text.push_str(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let name = element.local_name();
        // A note to editors is not for readers.
        let to_editors = name == "note" && element.attribute("noteclass") == Some("editorsnote");
        if BESIDE.contains(&name) || to_editors {
            return;
        }
        if HEADINGS.contains(&name) {
            self.end();
            self.is_heading = true;
            self.nodes(element);
            self.end();
            self.is_heading = false;
        } else if name == "br" {
            self.end();
        } else if BLOCKS.contains(&name) {
            self.end();
            self.nodes(element);
            self.end();
        } else {
            // Cells of a table stand apart.
            let apart = matches!(name, "td" | "th");
            if apart {
                self.text.push(' ');
            }
            self.nodes(element);
            if apart {
                self.text.push(' ');
            }
        }
    }

    fn end(&mut self) {
        let text = in_one_line(&std::mem::take(&mut self.text));
        if text.is_empty() {
            return;
        }
        self.blocks.push(if self.is_heading {
            Block::Crosshead(text)
        } else {
            block(text)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xml::element;

    fn shown(blocks: &[Block]) -> String {
        let shown = blocks.iter().map(|block| match block {
            Block::Paragraph(text) => text.clone(),
            Block::Crosshead(text) => format!("# {text}"),
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn elements_are_blocks() {
        for (xml, expected) in [
            (
                "<body.content><media><media-caption>Le quai</media-caption></media><p>Le <org>port</org>\n   rouvre<br/>mardi.</p>\
                 <hl2>Les <em>quais</em></hl2><block><p>A</p><ul><li><em>Nord:</em> ouvert</li><li>Sud</li></ul></block>\
                 <note noteclass=\"editorsnote\"><p>Corrige</p></note>fin</body.content>",
                "Le port rouvre\nmardi.\n# Les quais\nA\nNord: ouvert\nSud\nfin",
            ),
            (
                "<body><nav>Accueil</nav><article><h1>Titre</h1><div>Un <a href='x'>lien</a></div>\
                 <table><tr><td>1.</td><td>Roy</td></tr></table></article><footer>© 2024</footer></body>",
                "# Titre\nUn lien\n1. Roy",
            ),
            (
                "<DataContent><p>- Le retour -</p><p>- Non</p></DataContent>",
                "# Le retour\n- Non",
            ),
            (
                "<DataContent>Un &lt;b&gt;mot&lt;/b&gt;\n   et deux\n\n</DataContent>",
                "Un mot\net deux",
            ),
            ("<DataContent/>", ""),
        ] {
            assert_eq!(
                shown(&of_element(&element(xml).unwrap())),
                expected,
                "{xml}"
            );
        }
    }

    #[test]
    fn texts_are_blocks() {
        for (text, expected) in [
            (
                "<p>Un\nmot</p><h2>Ici</h2><p>3 < 4 &amp; 5</p>",
                "Un mot\n# Ici\n3 < 4 & 5",
            ),
            ("Un<br/>deux", "Un\ndeux"),
            (
                "Un <i>mot</i>\r\ndeux &eacute;t&eacute;s\n\n a<b ",
                "Un mot\ndeux étés\na<b",
            ),
            ("3 < 4 > 2", "3 < 4 > 2"),
            ("AT&T; R & D", "AT&T; R & D"),
            ("<script>x()</script><p>Un</p>", "Un"),
            ("", ""),
        ] {
            assert_eq!(shown(&of_text(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_bomb_of_tags_is_plain_text() {
        let tags = "<div>".repeat(100_000);
        assert_eq!(
            shown(&of_text(&format!("Un\n{tags}"))),
            format!("Un\n{tags}")
        );
        assert_eq!(in_line(&tags), tags);
    }

    #[test]
    fn what_is_said_beside_is_not_said_again() {
        let blocks = ["Titre", "Sète, 2 mai (ATAP)", "Texte", "© 2024 ATAP"]
            .map(|text| Block::Paragraph(text.to_string()));
        let beside = ["Sète, 2 mai (ATAP)".to_string(), "© 2024 ATAP".to_string()];
        assert_eq!(
            shown(&without_repeated(blocks.to_vec(), "Titre", &beside)),
            "Texte"
        );
    }
}
