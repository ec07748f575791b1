//! Which of the standards of the press a file of XML is in, by how it begins, and where its records start.

use super::sign::{Sign, sign};
use super::{feed, newsml, newsml_g2, nitf};
use crate::read::Several;
use crate::read::bytes::decode::Decoded;

/// A format of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standard {
    /// NewsML 1.2.
    NewsMl,
    /// NewsML-G2.
    NewsMlG2,
    /// NITF by itself.
    Nitf,
    /// RSS or Atom.
    Feed,
}

/// What reads the pieces of a file one after the other.
type ReadPieces = Box<dyn FnMut(&Decoded) -> Several>;

impl Standard {
    /// Returns what it is called.
    pub(in crate::read) fn name(self) -> &'static str {
        match self {
            Self::NewsMl => "NewsML 1.2",
            Self::NewsMlG2 => "NewsML-G2",
            Self::Nitf => "NITF",
            Self::Feed => "RSS, Atom",
        }
    }

    /// Returns the standard of a file by its head: by the first element that is one of a standard's, which wrappers may hold.
    pub(in crate::read) fn of(head: &[u8]) -> Option<Self> {
        first_sign(head).map(|(standard, _)| standard)
    }

    /// Returns the prefix that its elements have in a file, as in `<nar:newsItem>`; nothing where they have none.
    pub(in crate::read) fn prefix(self, head: &[u8]) -> String {
        let prefix = first_sign(head).map(|(_, prefix)| prefix);
        String::from_utf8_lossy(prefix.unwrap_or_default()).into_owned()
    }

    /// Returns the names of the elements that are its records.
    pub(in crate::read) fn records(self) -> &'static [&'static str] {
        match self {
            Self::NewsMl => &["NewsItem"],
            Self::NewsMlG2 => &["newsItem"],
            Self::Nitf => &["nitf"],
            Self::Feed => &["item", "entry"],
        }
    }

    /// Returns what reads the pieces of one file, whose elements have a prefix.
    pub(in crate::read) fn reader(self, prefix: &str) -> ReadPieces {
        let mut read: ReadPieces = match self {
            Self::NewsMl => Box::new(newsml::read),
            Self::NewsMlG2 => Box::new(newsml_g2::read),
            Self::Nitf => Box::new(nitf::read),
            Self::Feed => {
                let mut feed = feed::Feed::default();
                Box::new(move |decoded| feed.read(decoded))
            }
        };
        if prefix.is_empty() {
            return read;
        }
        let (start, end) = (format!("<{prefix}:"), format!("</{prefix}:"));
        Box::new(move |decoded| {
            read(&Decoded {
                text: decoded.text.replace(&start, "<").replace(&end, "</"),
                ..decoded.clone()
            })
        })
    }
}

/// The first element of a file that is one of a standard's, and its prefix.
fn first_sign(head: &[u8]) -> Option<(Standard, &[u8])> {
    let mut rest = head;
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = &rest[at..];
        let passed = match sign(rest, true) {
            Sign::Element(name) => {
                let colon = name.iter().position(|byte| *byte == b':');
                let local = colon.map_or(name, |colon| &name[colon + 1..]);
                let prefix = &name[..colon.unwrap_or(0)];
                let standard = match local {
                    b"NewsML" | b"NewsItem" => Some(Standard::NewsMl),
                    b"newsMessage" | b"newsItem" => Some(Standard::NewsMlG2),
                    b"nitf" => Some(Standard::Nitf),
                    b"rss" | b"feed" => Some(Standard::Feed),
                    // What it holds has another prefix, or none.
                    b"RDF" => return Some((Standard::Feed, b"")),
                    _ => None,
                };
                if let Some(standard) = standard {
                    return Some((standard, prefix));
                }
                1
            }
            Sign::Other(length) => length,
            Sign::CutOff => 1,
        };
        rest = &rest[passed..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::shown::shown;

    #[test]
    fn a_standard_is_told_by_how_a_file_begins() {
        for (head, expected) in [
            (
                "<?xml version='1.0'?>\n<NewsML><NewsItem><nitf>",
                Some(Standard::NewsMl),
            ),
            (
                "<newsItem\n guid='x'><inlineXML><nitf>",
                Some(Standard::NewsMlG2),
            ),
            ("<newsMessage xmlns='x'>", Some(Standard::NewsMlG2)),
            ("<!DOCTYPE nitf SYSTEM 'x'><nitf>", Some(Standard::Nitf)),
            ("<rss version='2.0'>", Some(Standard::Feed)),
            ("<rdf:RDF><channel>", Some(Standard::Feed)),
            (
                "<feed xmlns='http://www.w3.org/2005/Atom'>",
                Some(Standard::Feed),
            ),
            // Whatever is said in the first element, and before it.
            (
                "\u{feff}<?xml version='1.0'?><!-- <NewsML> --><!DOCTYPE rss [<!ENTITY a \"b\">]>\n<rss><item><![CDATA[<NewsML>]]>",
                Some(Standard::Feed),
            ),
            ("<rss><item><nitf><NewsML>", Some(Standard::Feed)),
            ("<depeches>\n<!-- <rss> --><nitf>", Some(Standard::Nitf)),
            ("<nar:newsItem xmlns:nar='x'>", Some(Standard::NewsMlG2)),
            ("<s:Envelope><n:newsMessage>", Some(Standard::NewsMlG2)),
            ("<n:nitf>", Some(Standard::Nitf)),
            ("<atom:feed>", Some(Standard::Feed)),
            ("<NewsItem\n xml:lang='fr'>", Some(Standard::NewsMl)),
            ("<NewsItemId>", None),
            ("<METS:mets><METS:div>", None),
            ("<alto>", None),
            ("<TEI><entry>", None),
            ("<feedback>", None),
            ("", None),
        ] {
            assert_eq!(Standard::of(head.as_bytes()), expected, "{head}");
        }
    }

    #[test]
    fn elements_may_have_a_prefix() {
        for (name, file, expected) in [
            (
                "g2.xml",
                "<nar:newsMessage xmlns:nar='x'><nar:itemSet><nar:newsItem guid='u1'><nar:contentMeta><nar:headline>Le port</nar:headline></nar:contentMeta>\
                 <nar:contentSet><nar:inlineXML><html><body><p>Un.</p></body></html></nar:inlineXML></nar:contentSet></nar:newsItem>\
                 <nar:newsItem guid='u2'><nar:contentMeta><nar:headline>Le bac</nar:headline></nar:contentMeta></nar:newsItem></nar:itemSet></nar:newsMessage>",
                "1:1 u1@dossier UTF-8\ntitle: Le port\n¶: Un.\n\n2:1 u2@dossier UTF-8\ntitle: Le bac\n",
            ),
            (
                "bac.nitf",
                "<n:nitf xmlns:n='x'><n:head><n:docdata><n:doc-id id-string='p1'/></n:docdata></n:head><n:body><n:body.head><n:hedline><n:hl1>Le bac</n:hl1></n:hedline></n:body.head><n:body.content><n:p>Un.</n:p></n:body.content></n:body></n:nitf>",
                "1:1 p1@dossier UTF-8\ntitle: Le bac\n¶: Un.\n",
            ),
            (
                "echo.atom",
                "<atom:feed xmlns:atom='x'><atom:title>L'Écho</atom:title><atom:entry><atom:id>e1</atom:id><atom:title>Le bac</atom:title>\
                 <atom:content type='xhtml'><div><p>Un.</p></div></atom:content></atom:entry></atom:feed>",
                "1:1 e1@l-echo UTF-8\ntitle: Le bac\nsource: L'Écho\n¶: Un.\n",
            ),
            (
                "seul.xml",
                "<NewsItem\n xml:lang='fr'><Identification><NewsItemId>240312.seul0001</NewsItemId></Identification><NewsComponent><NewsLines>\
                 <HeadLine>Le tunnel</HeadLine></NewsLines><ContentItem><DataContent><p>Un.</p></DataContent></ContentItem></NewsComponent></NewsItem>",
                "1:1 240312.seul0001@dossier UTF-8\ntitle: Le tunnel\n¶: Un.\n",
            ),
        ] {
            assert_eq!(shown(name, file.as_bytes()), expected, "{name}");
        }
    }
}
