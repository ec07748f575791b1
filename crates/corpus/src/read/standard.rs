//! Which of the standards of the press a file of XML is in, by how it begins, and where its records start.

use super::decode::Decoded;
use super::pieces::find;
use super::{Several, feed, newsml, newsml_g2, nitf};

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
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NewsMl => "NewsML 1.2",
            Self::NewsMlG2 => "NewsML-G2",
            Self::Nitf => "NITF",
            Self::Feed => "RSS, Atom",
        }
    }

    /// Returns the standard of a file by its head. NITF may stand in both NewsML.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let has = |names: &[&str]| {
            names
                .iter()
                .any(|name| find(head, name.as_bytes()).is_some())
        };
        let signs: [(Self, &[&str]); 4] = [
            (Self::NewsMl, &["<NewsML", "<NewsItem>", "<NewsItem "]),
            (Self::NewsMlG2, &["<newsMessage", "<newsItem"]),
            (Self::Nitf, &["<nitf"]),
            (
                Self::Feed,
                &["<rss", "<rdf:RDF", "<feed>", "<feed ", "<feed\n", "<feed\r"],
            ),
        ];
        signs
            .into_iter()
            .find(|(_, names)| has(names))
            .map(|(standard, _)| standard)
    }

    /// Returns where its records start.
    pub(super) fn markers(self) -> &'static [&'static str] {
        match self {
            Self::NewsMl => newsml::MARKERS,
            Self::NewsMlG2 => newsml_g2::MARKERS,
            Self::Nitf => nitf::MARKERS,
            Self::Feed => feed::MARKERS,
        }
    }

    /// Returns what reads the pieces of one file.
    pub(super) fn reader(self) -> ReadPieces {
        match self {
            Self::NewsMl => Box::new(newsml::read),
            Self::NewsMlG2 => Box::new(newsml_g2::read),
            Self::Nitf => Box::new(nitf::read),
            Self::Feed => {
                let mut feed = feed::Feed::default();
                Box::new(move |decoded| feed.read(decoded))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("<METS:mets><METS:div>", None),
            ("<alto>", None),
            ("<TEI><entry>", None),
            ("<feedback>", None),
            ("", None),
        ] {
            assert_eq!(Standard::of(head.as_bytes()), expected, "{head}");
        }
    }
}
