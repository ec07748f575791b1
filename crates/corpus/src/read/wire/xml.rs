//! XML of one record as a small tree. No document type is read: an entity that a file defines itself stays as it is typed
//! (`&lol9;`), and nothing is fetched, so that no text is longer than its file.

use std::collections::HashMap;

use dom_query::Document;
use encoding_rs::WINDOWS_1252;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, errors::SyntaxError};

use crate::read::Reason;
use crate::read::words::body::stands_apart;

/// Deepest element that is read: dispatches reach twenty, and what walks a tree calls itself.
const DEEPEST: usize = 100;

/// Most elements and texts of a record: a long dispatch with a table of results has some thousands.
const MOST_NODES: usize = 200_000;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::read) struct Element {
    /// Its name as it is written: `dc:creator`.
    pub(in crate::read) name: String,
    /// Its attributes, in order.
    pub(in crate::read) attributes: Vec<(String, String)>,
    /// What stands in it, in order.
    pub(in crate::read) nodes: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Its name without a prefix.
    pub(in crate::read) fn local_name(&self) -> &str {
        local(&self.name)
    }

    /// The value of an attribute, without the blanks round it; none where it is empty.
    pub(in crate::read) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(key, _)| key == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The elements right in it.
    pub(in crate::read) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements right in it of a name, whatever their prefix.
    pub(in crate::read) fn children<'a>(
        &'a self,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Element> {
        self.elements()
            .filter(move |element| element.local_name() == name)
    }

    /// The first of them.
    pub(in crate::read) fn child<'a>(&'a self, name: &'a str) -> Option<&'a Element> {
        self.children(name).next()
    }

    /// The first element of a name at any depth.
    pub(in crate::read) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| {
            if element.local_name() == name {
                Some(element)
            } else {
                element.find(name)
            }
        })
    }

    /// All elements of a name at any depth, none of them in another.
    pub(in crate::read) fn find_all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        self.gather(name, &mut found);
        found
    }

    fn gather<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.local_name() == name {
                found.push(element);
            } else {
                element.gather(name, found);
            }
        }
    }

    /// Its words in one line: those of paragraphs in it, and those round a break of a line, stand apart.
    pub(in crate::read) fn text(&self) -> String {
        let mut raw = String::new();
        self.write(true, &mut raw);
        in_one_line(&raw)
    }

    /// Its words in one line; none where there are none.
    pub(in crate::read) fn words(&self) -> Option<String> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    /// All text in it, as it stands.
    pub(in crate::read) fn raw_text(&self) -> String {
        let mut raw = String::new();
        self.write(false, &mut raw);
        raw
    }

    fn write(&self, apart: bool, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) if apart && stands_apart(element.local_name()) => {
                    text.push(' ');
                    element.write(apart, text);
                    text.push(' ');
                }
                Node::Element(element) => element.write(apart, text),
                Node::Text(words) => text.push_str(words),
            }
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A text with one blank between its words; a no-break space is a character of it.
pub(in crate::read) fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r', '\u{c}']) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line += word;
        }
    }
    line
}

/// Reads the first element of a text. What stands behind it is passed over.
pub(in crate::read) fn element(text: &str) -> Result<Element, Reason> {
    let (element, end) = first_element(text);
    end?;
    element.ok_or(Reason::CutOff)
}

/// Reads the first element of a text as far as it goes: the head of a file, whose records follow.
pub(in crate::read) fn open_element(text: &str) -> Option<Element> {
    first_element(text).0
}

/// The encoding that an XML declaration names at the start of a file.
pub(in crate::read) fn declared_encoding(head: &[u8]) -> Option<String> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|sign| sign == b"?>")?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
    let (label, _) = value[1..].split_once(quote)?;
    Some(label.trim().to_string())
}

/// The first element as far as it can be read, and why it could not to its end.
fn first_element(text: &str) -> (Option<Element>, Result<(), Reason>) {
    let mut open: Vec<Element> = Vec::new();
    let end = match read_into(&mut open, text) {
        Ok(whole) => return (Some(whole), Ok(())),
        Err(reason) => Err(reason),
    };
    let mut element = None;
    while element.is_none() && !open.is_empty() {
        element = closed(&mut open);
    }
    (element, end)
}

/// Reads an element; where it is damaged, those that are open are left in `open`.
fn read_into(open: &mut Vec<Element>, text: &str) -> Result<Element, Reason> {
    let mut reader = Reader::from_str(text);
    // `Marks & Spencer` stands in real feeds.
    reader.config_mut().allow_dangling_amp = true;
    let mut names = Names::default();
    let mut count = 0;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(Error::Syntax(error)) if error != SyntaxError::InvalidBangMarkup => {
                return Err(Reason::CutOff);
            }
            Err(error) => return Err(Reason::Xml(error.to_string())),
        };
        count += 1;
        if count > MOST_NODES {
            let reason = format!("it holds more than {MOST_NODES} elements and texts");
            return Err(Reason::Xml(reason));
        }
        match event {
            Event::Start(start) => {
                if open.len() == DEEPEST {
                    let reason = format!("its elements are more than {DEEPEST} deep");
                    return Err(Reason::Xml(reason));
                }
                open.push(started(&start, &mut names));
            }
            Event::Empty(start) => {
                let element = started(&start, &mut names);
                match open.last_mut() {
                    Some(parent) => parent.nodes.push(Node::Element(element)),
                    None => return Ok(element),
                }
            }
            Event::End(_) => {
                if let Some(element) = closed(open) {
                    return Ok(element);
                }
            }
            Event::Text(words) => write(open, &words.into_inner()),
            Event::CData(words) => write(open, &words.into_inner()),
            Event::GeneralRef(name) => write(open, &names.said(&name.into_inner())),
            Event::Eof => return Err(Reason::CutOff),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Ends the innermost element; returns it where it is the first.
fn closed(open: &mut Vec<Element>) -> Option<Element> {
    let element = open.pop()?;
    match open.last_mut() {
        Some(parent) => {
            parent.nodes.push(Node::Element(element));
            None
        }
        None => Some(element),
    }
}

fn write(open: &mut [Element], words: &str) {
    let Some(element) = open.last_mut() else {
        return;
    };
    match element.nodes.last_mut() {
        Some(Node::Text(text)) => text.push_str(words),
        _ => element.nodes.push(Node::Text(words.to_string())),
    }
}

fn started(start: &BytesStart<'_>, names: &mut Names) -> Element {
    // Attributes without quotation marks are read too; one that cannot be is left out.
    let mut attributes = start.html_attributes();
    let attributes = attributes
        .with_checks(false)
        .flatten()
        .map(|attribute| {
            let key = attribute.key.into_inner().to_string();
            (key, names.resolved(&attribute.value))
        })
        .collect();
    Element {
        name: start.name().into_inner().to_string(),
        attributes,
        nodes: Vec::new(),
    }
}

/// What the names of HTML (`eacute`) stand for, as far as they were met.
#[derive(Default)]
struct Names {
    met: HashMap<String, String>,
}

impl Names {
    /// A text with its references resolved.
    fn resolved(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.find(';').filter(|end| is_name(&rest[1..*end]));
            let length = match end {
                Some(end) => {
                    out.push_str(&self.said(&rest[1..end]));
                    end + 1
                }
                None => {
                    out.push('&');
                    1
                }
            };
            rest = &rest[length..];
        }
        out.push_str(rest);
        out
    }

    /// What a reference says: a character by its number, one of XML's five, one of HTML's; any other stays as it is typed.
    fn said(&mut self, name: &str) -> String {
        let typed = || format!("&{name};");
        if let Some(number) = name.strip_prefix('#') {
            return numbered(number).map_or_else(typed, String::from);
        }
        if !is_name(name) {
            return typed();
        }
        if let Some(said) = self.met.get(name) {
            return said.clone();
        }
        let typed = typed();
        let read = Document::fragment(typed.as_str()).text();
        // A name that only starts like one of HTML leaves its rest behind.
        let said = if (1..=2).contains(&read.chars().count()) {
            read.to_string()
        } else {
            typed
        };
        self.met.insert(name.to_string(), said.clone());
        said
    }
}

fn is_name(text: &str) -> bool {
    // The longest of HTML has 31 letters.
    let short = (1..40).contains(&text.len());
    short
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    match u8::try_from(code) {
        Ok(0) => None,
        // `&#146;`: Windows-1252, as browsers read it.
        Ok(byte @ 0x80..0xa0) => WINDOWS_1252
            .decode_without_bom_handling(&[byte])
            .0
            .chars()
            .next(),
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(element: &Element) -> String {
        let mut out = format!("<{}", element.name);
        for (key, value) in &element.attributes {
            out += &format!(" {key}=[{value}]");
        }
        out += ">";
        for node in &element.nodes {
            match node {
                Node::Element(element) => out += &shown(element),
                Node::Text(text) => out += text,
            }
        }
        out + "</>"
    }

    fn check(xml: &str, expected: &str) {
        let read = match element(xml) {
            Ok(element) => shown(&element),
            Err(reason) => reason.to_string(),
        };
        assert_eq!(read, expected, "{xml}");
    }

    #[test]
    fn a_record_is_a_tree() {
        for (xml, expected) in [
            (
                "\u{feff}<?xml version='1.0'?><!-- x --><!DOCTYPE a SYSTEM \"a.dtd\"><a b='1' c:d=\"é\"><c:e/>t</a></feed>",
                "<a b=[1] c:d=[é]><c:e></>t</>",
            ),
            ("<a>x<![CDATA[<b> & ]]>y<!-- z --></a>", "<a>x<b> & y</>"),
            (
                "<a b=1 c='&lt;&eacute;&'>R & D</a>",
                "<a b=[1] c=[<é&]>R & D</>",
            ),
            (
                "<a>&amp;&lt;&gt;&quot;&apos;&#233;&#xE9;&eacute;&oelig;&rsquo;&nbsp;&#146;</a>",
                "<a>&<>\"'éééœ’\u{a0}’</>",
            ),
            // None of these is a character.
            (
                "<a>&nulle;&notit;&#0;&#xD800;&#99999999999;&#x;</a>",
                "<a>&nulle;&notit;&#0;&#xD800;&#99999999999;&#x;</>",
            ),
            (
                "<a><b>x</b>",
                "is cut off before its end; save or export it again",
            ),
            (
                "<a><b",
                "is cut off before its end; save or export it again",
            ),
            ("", "is cut off before its end; save or export it again"),
            (
                "<a><b></a>",
                "is no well-formed XML: ill-formed document: expected `</b>`, but `</a>` was found",
            ),
        ] {
            check(xml, expected);
        }
    }

    #[test]
    fn words_of_lines_stand_apart() {
        for (xml, expected) in [
            ("<hl1>Le bac<br/>rouvre</hl1>", "Le bac rouvre"),
            (
                "<abstract><p>Fort.</p><p>Second.</p></abstract>",
                "Fort. Second.",
            ),
            (
                "<byline>Par Ana Lima<br/>et Benoît Roy</byline>",
                "Par Ana Lima et Benoît Roy",
            ),
            ("<a><ul><li>Un</li><li>Deux</li></ul></a>", "Un Deux"),
            (
                "<nitf:a><nitf:p>Un</nitf:p><nitf:p>Deux</nitf:p></nitf:a>",
                "Un Deux",
            ),
            ("<p>l'<org>Atelier</org>.</p>", "l'Atelier."),
        ] {
            assert_eq!(element(xml).unwrap().text(), expected, "{xml}");
        }
    }

    #[test]
    fn what_a_file_defines_is_neither_expanded_nor_fetched() {
        // A billion laughs, and files from elsewhere.
        check(
            "<!DOCTYPE a [<!ENTITY lol \"lol\"><!ENTITY lol1 \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">\
             <!ENTITY lol2 \"&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;\">\
             <!ENTITY % dtd SYSTEM \"http://exemple.invalid/a.dtd\"> %dtd;\
             <!ENTITY passwd SYSTEM \"file:///etc/passwd\">]><a b=\"&lol2;\">&lol2; &passwd;</a>",
            "<a b=[&lol2;]>&lol2; &passwd;</>",
        );
    }

    #[test]
    fn a_head_is_read_as_far_as_it_goes() {
        for (xml, expected) in [
            (
                "<rss><channel><title>Un</title><li",
                "<rss><channel><title>Un</></></>",
            ),
            (
                "<rss><channel><title>Un</title></rss>",
                "<rss><channel><title>Un</></></>",
            ),
        ] {
            let read = open_element(xml).map(|element| shown(&element));
            assert_eq!(read.as_deref(), Some(expected), "{xml}");
        }
        assert_eq!(open_element("<?xml version='1.0'?>\n"), None);
    }

    #[test]
    fn a_tree_has_bounds() {
        let nested = |depth: usize| format!("{}x{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(element(&nested(DEEPEST)).unwrap().text(), "x");
        check(
            &nested(DEEPEST + 1),
            "is no well-formed XML: its elements are more than 100 deep",
        );
        check(
            &format!("<a>{}</a>", "<b/>".repeat(MOST_NODES)),
            "is no well-formed XML: it holds more than 200000 elements and texts",
        );
    }

    #[test]
    fn the_declared_encoding_is_found() {
        for (head, expected) in [
            (
                "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>",
                Some("iso-8859-1"),
            ),
            (
                "\u{feff}\n<?xml version='1.0' encoding = 'ISO-8859-15' ?>",
                Some("ISO-8859-15"),
            ),
            ("<?xml version=\"1.0\"?><a encoding=\"x\"?>", None),
            ("<?xml version=\"1.0\" encoding=\"utf-8", None),
            ("<a encoding=\"utf-8\"?>", None),
        ] {
            let found = declared_encoding(head.as_bytes());
            assert_eq!(found.as_deref(), expected, "{head}");
        }
    }
}
