//! Parts of an HTML page as text: what a reader sees, line by line.

use dom_query::NodeRef;

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Line {
    /// Its words, with one blank between them.
    pub(in crate::read) text: String,
    /// Whether all of it is in bold.
    pub(in crate::read) bold: bool,
    /// What stands behind it.
    pub(in crate::read) end: End,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum End {
    /// `<br>`.
    Break,
    /// The start or the end of an element that stands in lines of its own.
    Block,
}

/// What `<br>` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Breaks {
    /// The end of a line.
    End,
    /// A blank: in some exports it stands inside sentences.
    Blank,
}

/// Elements that stand in lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Deepest element that is read as one: pages reach fifty, and what walks them calls itself. Of what lies deeper the text is
/// read.
const DEEPEST: usize = 500;

/// Elements that nobody reads.
const UNSEEN: &[&str] = &[
    "script", "style", "template", "noscript", "head", "title", "svg", "button", "select",
];

/// Returns the lines of some nodes that stand one behind the other, none of them empty.
pub(in crate::read) fn lines<'a>(
    nodes: impl IntoIterator<Item = NodeRef<'a>>,
    breaks: Breaks,
) -> Vec<Line> {
    let mut writer = Writer {
        breaks,
        lines: Vec::new(),
        text: String::new(),
        plain: false,
    };
    for node in nodes {
        writer.node(&node, false, 0);
    }
    writer.end(End::Block);
    writer.lines
}

/// Returns the text of a node in one line.
pub(in crate::read) fn text(node: &NodeRef<'_>) -> String {
    let lines = lines([*node], Breaks::Blank);
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    texts.join(" ")
}

struct Writer {
    breaks: Breaks,
    lines: Vec<Line>,
    /// The line that is being written; it starts with no blank.
    text: String,
    /// Whether a word of it is not in bold.
    plain: bool,
}

impl Writer {
    fn node(&mut self, node: &NodeRef<'_>, bold: bool, depth: usize) {
        if node.is_text() || depth == DEEPEST {
            self.text(&node.text(), bold);
            return;
        }
        let name = node.node_name().unwrap_or_default();
        let name: &str = &name;
        if UNSEEN.contains(&name) {
            return;
        }
        if name == "br" {
            match self.breaks {
                Breaks::End => self.end(End::Break),
                Breaks::Blank => self.text(" ", bold),
            }
            return;
        }
        let block = BLOCKS.contains(&name);
        if block {
            self.end(End::Block);
        }
        let bold = bold || is_bold(node, name);
        for child in node.children_it(false) {
            self.node(&child, bold, depth + 1);
        }
        if block {
            self.end(End::Block);
        }
    }

    fn text(&mut self, text: &str, bold: bool) {
        for c in text.chars() {
            // A no-break space is a character of the text.
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
            } else {
                self.text.push(c);
                self.plain |= !bold;
            }
        }
    }

    fn end(&mut self, end: End) {
        let text = std::mem::take(&mut self.text);
        let plain = std::mem::take(&mut self.plain);
        let text = text.trim();
        if !text.is_empty() {
            self.lines.push(Line {
                text: text.to_string(),
                bold: !plain,
                end,
            });
        } else if end == End::Block
            && let Some(last) = self.lines.last_mut()
        {
            last.end = End::Block;
        }
    }
}

fn is_bold(node: &NodeRef<'_>, name: &str) -> bool {
    let style = || {
        let style = node.attr("style").unwrap_or_default().to_lowercase();
        style.replace(' ', "").contains("font-weight:bold")
    };
    matches!(
        name,
        "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    ) || style()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;
    use expect_test::{Expect, expect};

    use super::*;

    fn check(html: &str, breaks: Breaks, expected: Expect) {
        let page = Document::fragment(html);
        let mut shown = String::new();
        for line in lines([page.root()], breaks) {
            let bold = if line.bold { "*" } else { "" };
            shown += &format!("{bold}{}{bold} {:?}\n", line.text, line.end);
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn a_page_is_read_line_by_line() {
        check(
            "<div>Un <b>mot</b>\n et l'<mark>éner</mark>gie<br>puis<br></br>\
             <p><em style='font-weight: bold;'> Un titre </em></p><p></p><script>x()</script>fin &amp; suite&nbsp;:</div>",
            Breaks::End,
            expect![[r#"
                Un mot et l'énergie Break
                puis Block
                *Un titre* Block
                fin & suite : Block
            "#]],
        );
        check(
            "<p>une <em>«pleine </em><br></br><em>déconcentration»</em>.</p>",
            Breaks::Blank,
            expect![[r#"
                une «pleine déconcentration». Block
            "#]],
        );
        check("", Breaks::End, expect![[""]]);
    }

    #[test]
    fn what_lies_too_deep_is_text() {
        let html = format!("{}x<p>y</p>", "<div>".repeat(5000));
        check(&html, Breaks::End, expect![["xy Block\n"]]);
    }
}
