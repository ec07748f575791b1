//! The text of a dispatch as blocks, in the three ways it is written: elements of NITF or XHTML, HTML that stands escaped
//! in a text, lines of plain text.

use dom_query::Document;

use super::endings::without_endings;
use super::html::text;
use super::markup::{self, BESIDE, BLOCKS, Crossheads, HEADINGS};
use super::nesting::is_no_page;
use super::wrapped::paragraphs;
use crate::Block;
use crate::read::plain::LONGEST_CROSSHEAD;
use crate::read::wire::xml::{Element, in_one_line};

/// How many blocks a byline may stand below, which is none of a text: Reuters puts some points of it first.
const POINTS: usize = 6;

/// Whether the words of an element stand in lines of their own.
pub(in crate::read) fn stands_apart(name: &str) -> bool {
    BLOCKS.contains(&name) || HEADINGS.contains(&name) || matches!(name, "br" | "td" | "th")
}

/// Returns the blocks of an element. Where no element stands in it its text is read as [`of_text`] does.
pub(in crate::read) fn of_element(element: &Element) -> Vec<Block> {
    if element.elements().next().is_none() {
        return of_text(&element.raw_text());
    }
    markup::blocks(element, Crossheads::Headings)
}

/// Returns the blocks of a text: of HTML where tags of it stand there, else each line is one.
pub(in crate::read) fn of_text(text: &str) -> Vec<Block> {
    if has_tag(text, |name| {
        let is_block = [BLOCKS, HEADINGS, BESIDE]
            .iter()
            .any(|names| names.contains(&name));
        is_block || matches!(name, "br" | "figure")
    }) {
        return of_html(text);
    }
    of_lines(text, in_line)
}

/// Returns each line of a text as a block, and lines that a program broke as one.
fn of_lines(text: &str, read: fn(&str) -> String) -> Vec<Block> {
    let lines = paragraphs(text).into_iter().map(|line| read(&line));
    lines.filter(|line| !line.is_empty()).map(block).collect()
}

/// Returns the blocks of a piece of HTML.
pub(in crate::read) fn of_html(html: &str) -> Vec<Block> {
    if is_no_page(html) {
        return of_lines(html, in_one_line);
    }
    markup::blocks(&markup::of_page(html), Crossheads::Bold)
}

/// Returns the caption of the first figure of a text, which may be HTML that stands escaped in its element.
pub(in crate::read) fn caption(element: &Element) -> Option<String> {
    if element.elements().next().is_some() {
        return markup::caption(element);
    }
    let text = element.raw_text();
    if !has_tag(&text, |name| name == "figcaption") || is_no_page(&text) {
        return None;
    }
    markup::caption(&markup::of_page(&text))
}

/// Returns a text in which HTML may stand in one line.
pub(in crate::read) fn in_line(line: &str) -> String {
    if is_no_page(line) {
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
pub(in crate::read) fn joined(lines: impl IntoIterator<Item = Option<String>>) -> Option<String> {
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

/// Returns blocks without those at their start and end that only repeat the title, the dateline or the rights, and without
/// crossheads that repeat the title, and what only ends them.
pub(in crate::read) fn without_repeated(
    mut blocks: Vec<Block>,
    title: &str,
    beside: &[String],
) -> Vec<Block> {
    let repeats =
        |block: &Block| block.text() == title || beside.iter().any(|line| line == block.text());
    let leading = blocks.iter().take_while(|block| repeats(block)).count();
    blocks.drain(..leading);
    blocks.retain(|block| !matches!(block, Block::Crosshead(text) if text == title));
    // A byline may stand below the points of a dispatch.
    let is_byline = |block: &Block| repeats(block) && block.text().starts_with("Par ");
    let byline = blocks.iter().take(POINTS).position(is_byline);
    if let Some(at) = byline.filter(|_| blocks.len() > 1) {
        blocks.remove(at);
    }
    while blocks.len() > 1 && blocks.last().is_some_and(repeats) {
        blocks.pop();
    }
    without_endings(blocks)
}

/// A paragraph, or a crosshead as agencies write it in plain text: `- Le retour -`.
pub(in crate::read) fn block(text: String) -> Block {
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

#[cfg(test)]
pub(in crate::read) mod tests {
    use super::*;
    use crate::read::wire::xml::element;

    pub(in crate::read) fn shown(blocks: &[Block]) -> String {
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
        // Deep, however few they are.
        let nest = |depth: usize| format!("{}Un{}", "<div>".repeat(depth), "</div>".repeat(depth));
        assert_eq!(shown(&of_html(&nest(600))), nest(600));
        assert_eq!(in_line(&nest(600)), nest(600));
        assert_eq!(shown(&of_html(&nest(200))), "Un");
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
        let blocks = [
            Block::Paragraph("Rubrique".to_string()),
            Block::Crosshead("Titre".to_string()),
            Block::Paragraph("Titre".to_string()),
            Block::Crosshead("Autre".to_string()),
            Block::Paragraph("Texte".to_string()),
        ];
        assert_eq!(
            shown(&without_repeated(blocks.to_vec(), "Titre", &[])),
            "Rubrique\nTitre\n# Autre\nTexte"
        );
        let blocks = ["* Un point", "Par Ana Lima", "Texte", "Par Benoît Roy"]
            .map(|text| Block::Paragraph(text.to_string()));
        assert_eq!(
            shown(&without_repeated(
                blocks.to_vec(),
                "",
                &["Par Ana Lima".to_string()]
            )),
            "* Un point\nTexte\nPar Benoît Roy"
        );
    }
}
