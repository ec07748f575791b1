//! Europresse and Eureka, saved as HTML. Three generations, by what an article looks like:
//!
//! 1. to 2013: one table an article, words between `<br>` and `<p></p>`;
//! 2. to 2017: `<article>` with header, section, aside and footer;
//! 3. since: the same with `docAuthors`, `rdp__…` and, for reprints, `apd-…` classes.
//!
//! Each has the name of the paper in `DocPublicationName`, a line «Section, mardi 14 mars 2006 295 mots, p. 16» in
//! `DocHeader`, the headline in `titreArticleVisu`, and at the end the document's number, `news·20060315·LM·0q1503`.

use dom_query::{Document, NodeRef};

use super::plain::LONGEST_CROSSHEAD;
use super::{Draft, Reason, Several};
use crate::read::bytes::decode::Decoded;
use crate::read::bytes::pieces::find;
use crate::read::words::byline::{sign, trimmed};
use crate::read::words::html::{Breaks, End, Line, lines, text};
use crate::written_date::is_weekday;
use crate::{Article, Block, DateInterval, Reprint, written_date};

/// Where a record starts: a file has the first in all its articles, or the second.
const ARTICLE: &[&str] = &["<article>", "<article "];
/// Where a record of the first generation starts.
const PUBLICATION: &[&str] = &["<span class=\"DocPublicationName\""];

/// Returns whether a file is such an export, by its head, and where its records start.
pub(super) fn markers(head: &[u8]) -> Option<&'static [&'static str]> {
    let has = |sought: &str| find(head, sought.as_bytes()).is_some();
    if !(has("DocPublicationName") || has("titreArticleVisu") || has("TitreArticleVisu")) {
        return None;
    }
    Some(if has("<article") || has("article+article") {
        ARTICLE
    } else {
        PUBLICATION
    })
}

/// Reads a piece of a file; it holds no article before the first.
pub(super) fn read(decoded: &Decoded) -> Several {
    let html = &decoded.text;
    let is_article = html.starts_with("<article");
    let of_first = PUBLICATION.iter().any(|marker| html.starts_with(marker));
    if !(is_article || of_first) {
        return Vec::new();
    }
    // The number is the last thing that an article says.
    let page = Document::fragment(html.as_str());
    let number = number(&page);
    let is_whole = if is_article {
        html.contains("</article>")
    } else {
        number.is_some()
    };
    if !is_whole {
        return vec![(0, Err(Reason::CutOff))];
    }
    let mut article = head(&page);
    if is_article {
        second_generation(&page, &mut article);
    } else {
        first_generation(&page, &mut article);
    }
    let draft = Draft {
        article,
        own_id: number,
    };
    vec![(0, Ok(draft))]
}

/// What all generations have: the paper, its section, the day, the page, the headline, the reprints.
fn head(page: &Document) -> Article {
    let mut article = Article::default();
    if let Some(node) = first(page, ".DocPublicationName") {
        let lines = lines([node], Breaks::End);
        let name = lines.first().map_or("", |line| line.text.as_str());
        // `Libération, no. 7990`, and in the next line the edition.
        let name = name.split(", no. ").next().unwrap_or_default();
        article.source = Some(name.trim().to_string()).filter(|name| !name.is_empty());
    }
    let header: Vec<String> = page.select(".DocHeader").nodes().iter().map(text).collect();
    let header = Header::of(&header.join(" "));
    article.section = header.section;
    article.date = header.date;
    article.words = header.words;
    article.page = header.page;
    for row in page.select(".apd-sources tr").nodes() {
        let cell = |class: &str| {
            let cells = row.descendants_it().filter(|node| node.is_element());
            let mut cells = cells.filter(|node| node.has_class(class));
            cells.next().map(|node| text(&node))
        };
        if let Some(source) = cell("source-name-APD").filter(|source| !source.is_empty()) {
            let date = cell("apd-sources-date").and_then(|date| written_date(&date));
            article.reprints.push(Reprint { source, date });
        }
    }
    article
}

fn first<'a>(page: &'a Document, selector: &str) -> Option<NodeRef<'a>> {
    page.select_single(selector).nodes().first().copied()
}

/// The number of a document: `news·20060315·LM·0q1503_1256056`.
fn number(page: &Document) -> Option<String> {
    let text = page.root().text();
    let after = match text.rfind("Numéro de document") {
        Some(at) => &text[at..],
        None => &text[text.rfind("news\u{b7}")?..],
    };
    let number = &after[after.find("news\u{b7}")?..];
    let end = number.find(|c: char| c.is_whitespace() || c == '<');
    Some(number[..end.unwrap_or(number.len())].to_string())
}

/// The line under the name of the paper.
#[derive(Debug, Default, PartialEq, Eq)]
struct Header {
    section: Option<String>,
    date: Option<DateInterval>,
    words: Option<u32>,
    page: Option<String>,
}

impl Header {
    /// Reads «Le Figaro Économie, samedi 13 janvier 2007 381 mots, p. 27»: any part of it may be missing.
    fn of(line: &str) -> Self {
        let words: Vec<(usize, &str)> = with_places(line);
        let mut header = Self::default();
        // The last three words that are a day: a section may be called «14 juillet 2020».
        let mut day = None;
        for at in (0..words.len().saturating_sub(2)).rev() {
            let (start, end) = (words[at].0, words[at + 2].0 + words[at + 2].1.len());
            let date = written_date(line[start..end].trim_end_matches([',', ';', '.']));
            if let Some(date) = date.filter(|date| date.precision() == "day") {
                day = Some((at, date, end));
                break;
            }
        }
        let Some((at, date, end)) = day else {
            header.section = named(line);
            return header;
        };
        header.date = Some(date);
        let section = match at.checked_sub(1).map(|before| words[before]) {
            Some((start, word)) if is_weekday(word) => &line[..start],
            _ => &line[..words[at].0],
        };
        header.section = named(section);
        header.words = count_of_words(&line[end..]);
        if let Some(at) = line[end..].find("p. ") {
            header.page = named(&line[end..][at + 2..]);
        }
        header
    }
}

/// The number before `mots`: `295`, `1 204` with a blank of any width.
fn count_of_words(line: &str) -> Option<u32> {
    let units = ["mots", "mot", "words", "word"].into_iter();
    let at = units.filter_map(|unit| line.find(unit)).min()?;
    let digit = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let before = line[..at].trim_end_matches(|c| !digit(c));
    let start = before.char_indices().rfind(|(_, c)| !digit(*c));
    let start = start.map_or(0, |(at, c)| at + c.len_utf8());
    // A hole in the line is no number: `14:05 98`.
    let mut groups = before
        .get(start..)?
        .split(|c: char| !c.is_ascii_digit())
        .rev()
        .filter(|group| !group.is_empty());
    let mut number = groups.next()?.to_string();
    if number.len() == 3
        && let Some(thousands) = groups.next().filter(|group| group.len() < 4)
    {
        number.insert_str(0, thousands);
    }
    number.parse().ok()
}

/// The words of a line, each with the byte it starts at.
fn with_places(line: &str) -> Vec<(usize, &str)> {
    let start = line.as_ptr() as usize;
    line.split_whitespace()
        .map(|word| (word.as_ptr() as usize - start, word))
        .collect()
}

/// A name without the signs round it; none where nothing is left.
fn named(text: &str) -> Option<String> {
    Some(trimmed(text).to_string()).filter(|name| !name.is_empty())
}

/// Lines as blocks: one in bold that is short and no sentence is a crosshead.
pub(super) fn blocks(lines: &[Line]) -> Vec<Block> {
    let last = lines.len().saturating_sub(1);
    let block = |(at, line): (usize, &Line)| {
        let short = line.text.chars().count() <= LONGEST_CROSSHEAD;
        if line.bold && short && at < last && !line.text.ends_with('.') {
            Block::Crosshead(line.text.clone())
        } else {
            Block::Paragraph(line.text.clone())
        }
    };
    lines.iter().enumerate().map(block).collect()
}

/// A header whose parts stand in elements, and a section with the text.
fn second_generation(page: &Document, article: &mut Article) {
    let mut lead: Vec<String> = Vec::new();
    if let Some(title) = first(page, ".titreArticleVisu") {
        article.title = text(&title);
        let mut next = title.next_element_sibling();
        while let Some(node) = next {
            lead.extend(
                lines([node], Breaks::Blank)
                    .into_iter()
                    .map(|line| line.text),
            );
            next = node.next_element_sibling();
        }
    }
    if let Some(node) = first(page, ".titreArticle") {
        let mut next = node.next_element_sibling();
        let mut may_sign = true;
        while let Some(node) = next {
            let is_authors = node.has_class("docAuthors");
            let name = node.node_name().unwrap_or_default();
            let found = lines([node], Breaks::Blank).into_iter();
            for line in found {
                // Who wrote it stands in the first `<div>` behind the headline.
                if is_authors || (may_sign && &*name == "div" && !line.bold) {
                    sign(article, &line.text);
                    may_sign = false;
                } else {
                    lead.push(line.text);
                }
            }
            next = node.next_element_sibling();
        }
    }
    article.lead = Some(lead.join(" ")).filter(|lead| !lead.is_empty());
    let body = page.select("section");
    article.body = blocks(&lines(body.nodes().iter().copied(), Breaks::Blank));
    article.caption = illustration(page);
}

/// What stands under `Illustration(s)` beside the text.
fn illustration(page: &Document) -> Option<String> {
    let aside = page.select("aside");
    let lines = lines(aside.nodes().iter().copied(), Breaks::Blank);
    let mut lines = lines.into_iter().map(|line| line.text);
    lines.find(|line| line.starts_with("Illustration"))?;
    let caption: Vec<String> = lines
        .take_while(|line| !line.starts_with("Note(s)"))
        .collect();
    Some(caption.join(" ")).filter(|caption| !caption.is_empty())
}

/// One table cell: the headline, who wrote it, the text, the rights.
fn first_generation(page: &Document, article: &mut Article) {
    let Some(title) = first(page, ".TitreArticleVisu, .titreArticleVisu") else {
        return;
    };
    article.title = text(&title);
    let mut nodes = Vec::new();
    let mut next = title.next_sibling();
    while let Some(node) = next {
        nodes.push(node);
        next = node.next_sibling();
    }
    let mut lines = lines(nodes, Breaks::End);
    let end = lines
        .iter()
        .position(|line| line.text.starts_with('©') || line.text.starts_with("Numéro de document"));
    lines.truncate(end.unwrap_or(lines.len()));
    // Behind the headline stands who wrote it, by a break apart from the text that follows in a paragraph.
    let signs = |line: &Line| line.end == End::Block && !line.bold && !line.text.ends_with('.');
    if lines.len() > 1 && signs(&lines[0]) && is_broken(&title) {
        let line = lines.remove(0);
        sign(article, &line.text);
    }
    article.body = blocks(&lines);
}

/// Whether the first text behind a headline ends with a break before the first paragraph.
fn is_broken(title: &NodeRef<'_>) -> bool {
    let mut words = false;
    let mut next = title.next_sibling();
    let mut before_is_break = false;
    while let Some(node) = next {
        let name = node.node_name().unwrap_or_default();
        match &*name {
            "p" => return words && before_is_break,
            "br" => before_is_break = words,
            _ if node.text().trim().is_empty() => {}
            _ => {
                words = true;
                before_is_break = false;
            }
        }
        next = node.next_sibling();
    }
    false
}

#[cfg(test)]
pub(super) mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::read::bytes::decode::decode;

    fn check(html: &str, expected: Expect) {
        let decoded = decode(html.as_bytes(), None).unwrap();
        let shown = match read(&decoded).pop() {
            None => "no article".to_string(),
            Some((_, Err(reason))) => reason.to_string(),
            Some((_, Ok(Draft { article, own_id }))) => {
                let id = own_id.unwrap_or_default();
                format!("{id}\n{}", serde_json::to_string_pretty(&article).unwrap())
            }
        };
        expected.assert_eq(&shown);
    }

    pub(in crate::read) const FIRST: &str = "<span class=\"DocPublicationName\">La Gazette du Lac, no. 512</span><br>\
        <span class=\"DocHeader\">Culture, </span><span class=\"DocHeader\">jeudi </span>\
        <span class=\"DocHeader\">4 octobre 2012</span><span class=\"DocHeader\">, p. 03</span><br><br>\
        Un sous-titre<br><span class=\"TitreArticleVisu\">Le phare a <span style=\"color:red\">cent</span> ans</span><br><br>\
        Irène Valtour<br><p></p><font style=\"font-weight:bold;\">Il veille sur le lac.</font><p></p>Une fête aura lieu.<p></p>\
        <b><i>© 2012 La Gazette. Tous droits réservés.</i></b><p></p>Numéro de document : news·20121004·GL·0042<br><br>\
        <table><tr><td>Ce certificat est émis à <b>Université</b></td></tr></table></td></tr></table>\n<p><br><br>";

    pub(in crate::read) const SECOND: &str = "<article> <header> <div> <span class=\"DocPublicationName\">Le Courrier </span> </div> <div> \
        <span class=\"DocHeader\">Monde, mardi 14 mars 2006, p. 16</span> </div> <div><p>MEDIAS</p></div> \
        <div class=\"titreArticle\"> <p class=\"sm-margin-bottom\">Radio</p> <p class=\"titreArticleVisu\">Une antenne se tait</p> </div> \
        <div>Fulgence Abadie; ATS</div> </header> <section> <div class=\"DocText\"> <p>La <mark>radio</mark> ferme.</p> \
        <p><b>Trente ans d'ondes</b></p> <p>Elle émettait depuis 1976.</p> </div> </section> <aside> <p><b>Illustration(s) : </b></p> \
        <div><p>Le studio vide.</p></div> <div><b>Note(s) : </b><p>Lire page 2</p></div> </aside> <footer> \
        <small>© 2006 Le Courrier. Tous droits réservés.</small> <p>Numéro de document : news·20060314·CO·0q14</p> </footer> </article> ";

    pub(in crate::read) const THIRD: &str = "<article> <header> <div class=\"rdp__DocPublicationName\"> <span class=\"DocPublicationName\"> L&#39;Écho, no. 7990 <br />1e EDITION </span> </div> \
        <div class=\"rdp__DocHeader\"> <span class=\"DocHeader\"> TERRE,  lundi 15 janvier 2007 1 082 mots, p. 11 </span> </div> \
        <div class=\"apd-wrapper\"> <span class=\"apd-label\">Aussi paru dans</span> <div class=\"apd-sources\"> <table> <tr> \
        <td><span class=\"apd-sources-date\">16 janvier 2007</span></td> <td> - </td> <td><span class=\"source-name-APD\">Le Petit Écho</span></td> </tr> </table> </div> </div> \
        <div class=\"titreArticle\"> <p class=\"titreArticleVisu rdp__articletitle\">L'<mark>énerg</mark>ie manque</p> \
        <p class=\"rdp__subtitle\">Le barrage est à sec.</p> </div> <div class=\"docAuthors\">Benoît Roy et Ana Lima</div> \
        <b><p>Les turbines sont arrêtées.</p></b> </header> <section> <div class=\"DocText clearfix\"> \
        <p>Il parle d'une <em>«pleine </em><br></br><em>panne»</em>.</p> <p><em style=\"font-weight:bold;\"> Un été sans eau </em></p><p>Fin.</p> </div> </section> \
        <footer> <div class=\"Doc-LegalInfo\"><small>© 2007 L'Écho.</small></div> <div class=\"publiC-lblNodoc\">news&#183;20070115&#183;EC&#183;0li1</div> </footer> </article>";

    #[test]
    fn three_generations_are_read() {
        check(
            FIRST,
            expect![[r#"
            news·20121004·GL·0042Ce
            {
              "id": "",
              "title": "Le phare a cent ans",
              "body": [
                {
                  "paragraph": "Il veille sur le lac."
                },
                {
                  "paragraph": "Une fête aura lieu."
                }
              ],
              "date": "2012-10-04",
              "source": "La Gazette du Lac",
              "authors": [
                "Irène Valtour"
              ],
              "section": "Culture",
              "page": "03"
            }"#]],
        );
        check(
            SECOND,
            expect![[r#"
            news·20060314·CO·0q14
            {
              "id": "",
              "title": "Une antenne se tait",
              "caption": "Le studio vide.",
              "body": [
                {
                  "paragraph": "La radio ferme."
                },
                {
                  "crosshead": "Trente ans d'ondes"
                },
                {
                  "paragraph": "Elle émettait depuis 1976."
                }
              ],
              "date": "2006-03-14",
              "source": "Le Courrier",
              "agency": "ATS",
              "authors": [
                "Fulgence Abadie"
              ],
              "section": "Monde",
              "page": "16"
            }"#]],
        );
        check(
            THIRD,
            expect![[r#"
            news·20070115·EC·0li1
            {
              "id": "",
              "title": "L'énergie manque",
              "lead": "Le barrage est à sec. Les turbines sont arrêtées.",
              "body": [
                {
                  "paragraph": "Il parle d'une «pleine panne»."
                },
                {
                  "crosshead": "Un été sans eau"
                },
                {
                  "paragraph": "Fin."
                }
              ],
              "date": "2007-01-15",
              "source": "L'Écho",
              "authors": [
                "Benoît Roy",
                "Ana Lima"
              ],
              "section": "TERRE",
              "page": "11",
              "words": 1082,
              "reprints": [
                {
                  "source": "Le Petit Écho",
                  "date": "2007-01-16"
                }
              ]
            }"#]],
        );
    }

    #[test]
    fn what_is_cut_off_is_no_article() {
        for whole in [FIRST, SECOND, THIRD] {
            for part in 0..50 {
                let mut end = whole.len() * part / 50;
                while !whole.is_char_boundary(end) {
                    end -= 1;
                }
                let decoded = decode(&whole.as_bytes()[..end], None).unwrap();
                // Of the first generation the rights may be missing, once the number is there.
                match read(&decoded).pop().map(|(_, draft)| draft) {
                    Some(Ok(draft)) => assert!(whole == FIRST && draft.own_id.is_some(), "{end}"),
                    Some(Err(reason)) => assert_eq!(reason, Reason::CutOff),
                    None => assert!(end < 40, "{end}"),
                }
            }
        }
        check(
            "<html><style>.DocPublicationName{}</style>",
            expect!["no article"],
        );
    }

    #[test]
    fn the_line_under_the_paper_is_read() {
        for (line, expected) in [
            (
                "Journal de 7H;, mardi 9 janvier 2007 295 mots, p. 7",
                "Journal de 7H|2007-01-09|295|7",
            ),
            (
                "Le Figaro Économie, samedi 13 janvier 2007 381 mots, p. 27",
                "Le Figaro Économie|2007-01-13|381|27",
            ),
            (
                "Le Monde 14 juillet 2020, lundi 13 juillet 2020, p. MDE6",
                "Le Monde 14 juillet 2020|2020-07-13||MDE6",
            ),
            (
                "mercredi 18 octobre 2023 2153 mots, p. AUJM18",
                "|2023-10-18|2153|AUJM18",
            ),
            ("Politique, jeudi 5 octobre 2013", "Politique|2013-10-05||"),
            (
                "Politics, Thursday, October 5, 2013 1 204 words, p. A1, A4",
                "Politics|2013-10-05|1204|A1, A4",
            ),
            (
                "Monde, jeudi 5 octobre 2023 - 14:05 UTC +02:00 98 mots",
                "Monde|2023-10-05|98|",
            ),
            ("1er juin 2024 12 345 mots", "|2024-06-01|12345|"),
            ("Sans date", "Sans date|||"),
            ("", "|||"),
        ] {
            let header = Header::of(line);
            let shown = format!(
                "{}|{}|{}|{}",
                header.section.unwrap_or_default(),
                header.date.map(|date| date.to_string()).unwrap_or_default(),
                header
                    .words
                    .map(|words| words.to_string())
                    .unwrap_or_default(),
                header.page.unwrap_or_default()
            );
            assert_eq!(shown, expected, "{line}");
        }
    }
}
