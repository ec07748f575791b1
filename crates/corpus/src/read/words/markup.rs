//! Elements as blocks of a text: NITF and XHTML as they stand, HTML as a parser of pages gives it, both by the same rules.
//! What stands round a text on its page, and pictures with their captions, are no text.

use dom_query::{Document, NodeRef};

use super::body::block;
use super::wrapped::paragraphs;
use crate::Block;
use crate::read::plain::LONGEST_CROSSHEAD;
use crate::read::wire::xml::{Element, Node, in_one_line};

/// Elements of NITF and XHTML that stand in lines of their own.
pub(in crate::read) const BLOCKS: &[&str] = &[
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
    "header",
    "hr",
    "html",
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
pub(in crate::read) const HEADINGS: &[&str] = &["hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that are no text of the article: pictures and their captions, what stands round a page, forms, scripts, and
/// in NITF what describes a table. A figure may hold a table or a quotation all the same.
pub(in crate::read) const BESIDE: &[&str] = &[
    "aside",
    "audio",
    "body.head",
    "button",
    "custom-table",
    "figcaption",
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
    "select",
    "style",
    "svg",
    "template",
    "video",
];

/// What a figure may hold that is text of the article: programs that publish put tables and quotations in one.
const IN_FIGURES: &[&str] = &["blockquote", "nitf-table", "pre", "table"];

/// Classes of what programs that publish put under a text: links that share it, and other texts like it.
const SHARING: &[&str] = &[
    "addtoany_share_save_container",
    "jp-relatedposts",
    "sd-sharing",
    "sharedaddy",
];

/// Longest cell of a row that is one line, in bytes, and most breaks in it: a cell of a table of results holds a figure, a
/// name, an address. Longer ones hold a text, and the table only lays it out.
const LONGEST_CELL: usize = 300;
const MOST_BREAKS: usize = 2;

/// Deepest element of HTML that is read as one; of what lies deeper the text is read.
const DEEPEST: usize = 500;

/// What is a crosshead beside what says so in plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Crossheads {
    /// Headings.
    Headings,
    /// Lines in bold as well, and of both only those that are short and no sentence: pages set in bold what they like.
    Bold,
}

/// Returns the blocks of an element.
pub(in crate::read) fn blocks(element: &Element, crossheads: Crossheads) -> Vec<Block> {
    let mut writer = Writer {
        has_article: ["article", "main"]
            .iter()
            .any(|name| element.find(name).is_some()),
        ..Writer::default()
    };
    writer.nodes(element);
    writer.end();
    let last = writer.lines.len().saturating_sub(1);
    let lines = writer.lines.into_iter().enumerate();
    lines
        .map(|(at, line)| {
            let short = line.text.chars().count() <= LONGEST_CROSSHEAD;
            let no_sentence = short && at < last && !line.text.ends_with('.');
            let crosshead = match crossheads {
                Crossheads::Headings => line.heading,
                Crossheads::Bold => (line.heading || line.bold) && no_sentence,
            };
            if crosshead {
                Block::Crosshead(line.text)
            } else {
                block(line.text)
            }
        })
        .collect()
}

/// Returns the caption of the first figure of an element.
pub(in crate::read) fn caption(element: &Element) -> Option<String> {
    element.find("figcaption")?.words()
}

/// Returns HTML as an element, as a browser reads it.
pub(in crate::read) fn of_page(html: &str) -> Element {
    of_node(&Document::fragment(html).root(), 0)
}

fn of_node(node: &NodeRef<'_>, depth: usize) -> Element {
    let attribute = |name: &str| Some((name.to_string(), node.attr(name)?.to_string()));
    let mut element = Element {
        name: node.node_name().unwrap_or_default().to_string(),
        attributes: ["class", "style"]
            .into_iter()
            .filter_map(attribute)
            .collect(),
        nodes: Vec::new(),
    };
    for child in node.children_it(false) {
        if child.is_text() || child.is_element() && depth == DEEPEST {
            element.nodes.push(Node::Text(child.text().to_string()));
        } else if child.is_element() {
            let child = of_node(&child, depth + 1);
            // The title of a page is no line of it.
            if child.name != "title" {
                element.nodes.push(Node::Element(child));
            }
        }
    }
    element
}

/// A line as it is written.
struct Line {
    text: String,
    heading: bool,
    /// Whether all of it is in bold.
    bold: bool,
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    /// The line that is being written.
    text: String,
    is_heading: bool,
    is_bold: bool,
    /// Whether a word of the line is not in bold.
    plain: bool,
    /// Whether it is a row of a table, in which nothing ends a line.
    is_row: bool,
    /// Whether an article stands somewhere: a header outside it is that of its page.
    has_article: bool,
    in_article: bool,
}

impl Writer {
    fn nodes(&mut self, element: &Element) {
        for node in &element.nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(text);
        self.plain |= !self.is_bold && !text.trim().is_empty();
    }

    fn element(&mut self, element: &Element) {
        let name = element.local_name();
        if self.is_beside(element) {
            return;
        }
        let was_bold = self.is_bold;
        self.is_bold |= in_bold(element);
        match name {
            "figure" => self.figure(element),
            "br" => self.end(),
            "tr" if !self.is_row && is_row(element) => {
                self.end();
                self.is_row = true;
                self.nodes(element);
                self.is_row = false;
                // However it is set: a row is no crosshead.
                self.plain = true;
                self.end();
            }
            "td" | "th" => {
                self.end();
                self.nodes(element);
                self.end();
            }
            "pre" if !element.elements().any(|inner| breaks(inner) > 0) => {
                self.end();
                for line in paragraphs(&element.raw_text()) {
                    self.text(&line);
                    self.end();
                }
            }
            _ if HEADINGS.contains(&name) => {
                self.end();
                let is_heading = std::mem::replace(&mut self.is_heading, true);
                self.nodes(element);
                self.end();
                self.is_heading = is_heading;
            }
            _ if BLOCKS.contains(&name) => {
                self.end();
                let was_in_article = self.in_article;
                self.in_article |= matches!(name, "article" | "main");
                self.nodes(element);
                self.in_article = was_in_article;
                self.end();
            }
            _ => self.nodes(element),
        }
        self.is_bold = was_bold;
    }

    fn is_beside(&self, element: &Element) -> bool {
        let name = element.local_name();
        let classes = element.attribute("class").unwrap_or_default();
        BESIDE.contains(&name)
            // A note to editors is not for readers.
            || name == "note" && element.attribute("noteclass") == Some("editorsnote")
            || name == "header" && self.has_article && !self.in_article
            || classes.split_whitespace().any(|class| SHARING.contains(&class))
    }

    /// Writes what is text of the article in a figure.
    fn figure(&mut self, element: &Element) {
        for inner in element.elements() {
            if IN_FIGURES.contains(&inner.local_name()) {
                self.element(inner);
            } else {
                self.figure(inner);
            }
        }
    }

    fn end(&mut self) {
        if self.is_row {
            self.text.push(' ');
            return;
        }
        let text = in_one_line(&std::mem::take(&mut self.text));
        let bold = !std::mem::take(&mut self.plain);
        let text = text.trim();
        if !text.is_empty() {
            self.lines.push(Line {
                text: text.to_string(),
                heading: self.is_heading,
                bold,
            });
        }
    }
}

/// Whether a row is one line: several cells, and none of them a text of its own.
fn is_row(row: &Element) -> bool {
    let is_cell = |cell: &&Element| matches!(cell.local_name(), "td" | "th");
    let is_short = |cell: &Element| {
        let inner: usize = cell.elements().map(breaks).sum();
        inner <= MOST_BREAKS && cell.raw_text().len() <= LONGEST_CELL && cell.find("tr").is_none()
    };
    row.elements().filter(is_cell).count() > 1 && row.elements().filter(is_cell).all(is_short)
}

/// How many elements end a line, of one and what stands in it.
fn breaks(element: &Element) -> usize {
    let name = element.local_name();
    let own = name == "br" || BLOCKS.contains(&name) || HEADINGS.contains(&name);
    usize::from(own) + element.elements().map(breaks).sum::<usize>()
}

fn in_bold(element: &Element) -> bool {
    let style = element
        .attribute("style")
        .unwrap_or_default()
        .to_lowercase();
    matches!(element.local_name(), "b" | "strong")
        || style.replace(' ', "").contains("font-weight:bold")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::wire::xml;
    use crate::read::words::body::tests::shown;

    /// Texts that say the same as XHTML and as HTML.
    const TEXTS: &[(&str, &str)] = &[
        (
            // What stands round an article on its page, and in it.
            "<body><nav><a href=\"/\">Accueil</a></nav><header>Bandeau</header><article><header><h1>Titre</h1><p>Le chapeau.</p></header>\
             <p>Le <b>port</b>.</p><aside>À lire aussi</aside><figure><img alt=\"x\"/><figcaption>Le quai</figcaption></figure>\
             <script>var a=1;</script><form><button>S'abonner</button></form><iframe src=\"x\">cadre</iframe><p>Fin.</p></article>\
             <footer>© 2024</footer></body>",
            "# Titre\nLe chapeau.\nLe port.\nFin.",
        ),
        (
            // Without an article, a header may be its own.
            "<div><header><p>Le chapeau.</p></header><p>Fin.</p></div>",
            "Le chapeau.\nFin.",
        ),
        (
            "<figure class=\"wp-block-table\"><table><tr><td>Sète</td><td>12</td></tr></table><figcaption>Trafic</figcaption></figure>\
             <figure><div><blockquote><p>«Enfin»</p></blockquote></div></figure><p>Fin.</p>",
            "Sète 12\n«Enfin»\nFin.",
        ),
        (
            "<p>Un.</p><div class=\"x sharedaddy\"><h3>Partager :</h3><ul><li>Facebook</li></ul></div><p>Deux.</p>",
            "Un.\nDeux.",
        ),
        (
            "<table><tr><th><b>Port</b></th><th><b>Tonnes</b></th></tr><tr><td><p>Sète</p></td><td>4,2<br/>(+1)</td></tr></table><p>Fin.</p>",
            "Port Tonnes\nSète 4,2 (+1)\nFin.",
        ),
        (
            // A table that only lays out a text, and one in it.
            "<table><tr><td>Menu</td><td><p>Un.</p><p>Deux.</p><p>Trois.</p><table><tr><td>a</td><td>b</td></tr></table></td></tr><tr><td>Fin.</td></tr></table>",
            "Menu\nUn.\nDeux.\nTrois.\na b\nFin.",
        ),
        (
            "<pre>Sète   12,3\nBrest  14,8</pre><p>Fin.</p>",
            "Sète 12,3\nBrest 14,8\nFin.",
        ),
        ("<p>\u{a0}</p><p>Un.</p>", "Un."),
    ];

    #[test]
    fn html_says_what_xhtml_says() {
        for (text, expected) in TEXTS {
            let xhtml = xml::element(&format!("<body>{text}</body>")).unwrap();
            let read = blocks(&xhtml, Crossheads::Headings);
            assert_eq!(shown(&read), *expected, "XHTML: {text}");
            let read = blocks(&of_page(text), Crossheads::Bold);
            assert_eq!(shown(&read), *expected, "HTML: {text}");
        }
    }

    #[test]
    fn lines_in_bold_are_crossheads_of_pages() {
        for (html, expected) in [
            (
                "<p><b>À quai</b></p><p>Un <b>mot</b>.</p>",
                "# À quai\nUn mot.",
            ),
            ("<strong>À quai</strong><br>Un.", "# À quai\nUn."),
            (
                "<p style='font-weight: bold'>À quai</p><p><b>Il part.</b></p><h2>Fin</h2>",
                "# À quai\nIl part.\nFin",
            ),
        ] {
            let read = blocks(&of_page(html), Crossheads::Bold);
            assert_eq!(shown(&read), expected, "{html}");
        }
    }

    #[test]
    fn the_first_figure_has_the_caption() {
        for (html, expected) in [
            (
                "<figure><img><figcaption>Le <b>quai</b></figcaption></figure><figure><figcaption>Deux</figcaption></figure>",
                Some("Le quai"),
            ),
            ("<figure><img><figcaption></figcaption></figure>", None),
            ("<p>Un.</p>", None),
        ] {
            assert_eq!(caption(&of_page(html)).as_deref(), expected, "{html}");
        }
    }
}
