//! Files that are no articles and are often found beside them: told by how they begin, whatever their name says, or by
//! their name where no reader knows it. To each belongs what to do about it.

use std::fmt;
use std::path::Path;

use super::Reason;

/// What something is that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// PDF.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// A document of an office program.
    Document,
    /// A table of an office program.
    Sheet,
    /// A document or a table of an office program of before 2007.
    OldOffice,
    /// An image.
    Image,
    /// Compressed in a way that is not read, and by what it is expanded.
    Compressed(&'static str, &'static str),
    /// No text of any encoding: compressed or encrypted in a way that is not known.
    Noise,
}

use Foreign::{Compressed, Document, Image, OldOffice, Pdf, Rtf, Sheet};

const BZIP2: Foreign = Compressed("bzip2", "bunzip2");
const XZ: Foreign = Compressed("xz", "unxz");
const SEVEN_ZIP: Foreign = Compressed("7-Zip", "7z x");
const RAR: Foreign = Compressed("RAR", "unrar x");

/// How they begin, as `file` knows them. No text begins so.
const BEGINNINGS: &[(&[u8], Foreign)] = &[
    (b"%PDF-", Pdf),
    (b"{\\rtf", Rtf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldOffice),
    (b"\xff\xd8\xff", Image),
    (b"\x89PNG\r\n\x1a\n", Image),
    (b"GIF87a", Image),
    (b"GIF89a", Image),
    (b"\xfd7zXZ\0", XZ),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"Rar!\x1a\x07", RAR),
];

/// How names end that no reader knows.
const ENDS: &[(&str, Foreign)] = &[
    ("pdf", Pdf),
    ("rtf", Rtf),
    ("docx", Document),
    ("odt", Document),
    ("xlsx", Sheet),
    ("ods", Sheet),
    ("doc", OldOffice),
    ("xls", OldOffice),
    ("bz2", BZIP2),
    ("xz", XZ),
    ("7z", SEVEN_ZIP),
    ("rar", RAR),
];

impl Foreign {
    /// Tells something by how it begins.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        // bzip2 says how it was made in between: `BZh9` and then the digits of π.
        if head.starts_with(b"BZh")
            && head
                .get(4..)
                .is_some_and(|rest| rest.starts_with(b"1AY&SY"))
        {
            return Some(BZIP2);
        }
        let found = BEGINNINGS
            .iter()
            .find(|(begins, _)| head.starts_with(begins));
        found.map(|(_, foreign)| *foreign)
    }

    /// Tells a document of an office program, which is a zip, by the name of a member.
    pub(super) fn of_member(name: &str) -> Option<Self> {
        match name {
            "word/document.xml" => Some(Document),
            "xl/workbook.xml" | "xl/workbook.bin" => Some(Sheet),
            // Of LibreOffice; it says in another member which it is.
            "META-INF/manifest.xml" => Some(Document),
            _ => None,
        }
    }
}

/// Why a file is refused that no reader knows.
pub(super) fn unknown(name: Option<&Path>) -> Reason {
    let end = name.and_then(Path::extension).unwrap_or_default();
    let end = end.to_string_lossy().to_lowercase();
    match end.as_str() {
        "html" | "htm" => Reason::NoKnownOne(
            "a page of no known export",
            "those of Europresse and Factiva are read; save the text of another one as `.txt`",
        ),
        "xml" | "rss" | "atom" | "nitf" | "newsml" => Reason::NoKnownOne(
            "XML of no known standard",
            "NewsML, NITF, RSS and Atom are read",
        ),
        end => {
            let found = ENDS.iter().find(|(known, _)| *known == end);
            found.map_or(Reason::UnknownFormat, |(_, foreign)| {
                Reason::Foreign(*foreign)
            })
        }
    }
}

/// Whether something is no text of any encoding. Of bytes by chance, as in what is compressed, 25 of 256 are control
/// characters that no line ends and no page begins with; a text has none, and the shortest dispatch of a wire service, which
/// stands between four of them, one in thirty.
pub(super) fn is_noise(head: &[u8]) -> bool {
    const TEXTS_BESIDE_A_CONTROL: usize = 20;
    // Fewer may be a word and the marks around it.
    const LEAST: usize = 6;
    // Zeros are judged where a text is decoded: half of UTF-16 are such. ESC colours the output of programs.
    let controls = head
        .iter()
        .filter(|byte| matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    controls >= LEAST && controls * TEXTS_BESIDE_A_CONTROL > head.len()
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pdf => f.write_str("is a PDF: save its text as `.txt`, by `pdftotext` for one"),
            Rtf => f.write_str("is a document in RTF: save it as text (UTF-8)"),
            Document => f.write_str("is a document of an office program: save it as text (UTF-8)"),
            Sheet => f.write_str("is a table of an office program: save it as CSV (UTF-8)"),
            OldOffice => f.write_str(
                "is a file of an office program: save it as text, or a table as CSV (UTF-8)",
            ),
            Image => f.write_str("is an image: no text is read from images"),
            Compressed(by, expand) => {
                write!(f, "is compressed by {by}: expand it first (`{expand}`)")
            }
            Self::Noise => f.write_str(
                "is no text of any encoding; it may be compressed or encrypted: save it as text (UTF-8) first",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_article_is_told_by_how_it_begins() {
        let check = |head: &[u8], expected: &str| {
            let said = Foreign::of(head).map(|foreign| foreign.to_string());
            assert_eq!(said.as_deref().unwrap_or("–"), expected);
        };
        let pdf = "is a PDF: save its text as `.txt`, by `pdftotext` for one";
        check(b"%PDF-1.4\n%\xe2\xe3", pdf);
        check(
            b"{\\rtf1\\ansi Le pont}",
            "is a document in RTF: save it as text (UTF-8)",
        );
        check(
            b"BZh91AY&SY\x01",
            "is compressed by bzip2: expand it first (`bunzip2`)",
        );
        check(
            b"\xfd7zXZ\0\0",
            "is compressed by xz: expand it first (`unxz`)",
        );
        check(
            b"7z\xbc\xaf\x27\x1c\0",
            "is compressed by 7-Zip: expand it first (`7z x`)",
        );
        check(
            b"Rar!\x1a\x07\0",
            "is compressed by RAR: expand it first (`unrar x`)",
        );
        let image = "is an image: no text is read from images";
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", image);
        check(b"\x89PNG\r\n\x1a\n\0", image);
        check(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
            "is a file of an office program: save it as text, or a table as CSV (UTF-8)",
        );
        for text in ["BZh, le sigle", "PDF", "{\"r\": 1}", "Rar!", ""] {
            check(text.as_bytes(), "–");
        }
    }

    #[test]
    fn noise_is_told_from_texts() {
        // SplitMix64 (Steele, Lea, Flood 2014).
        let mut state = 11_u64;
        let mut noise = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (z ^ (z >> 31)).to_le_bytes()[0]
        };
        for length in [300, 1000, 60_000] {
            let bytes: Vec<u8> = (0..length).map(|_| noise()).collect();
            assert!(is_noise(&bytes), "{length}");
        }
        let wire = "\u{1}FRA0123 4 PAR 0045\u{2}Le tram de Nantes rouvre lundi, après deux ans de travaux, dit la ville.\u{3}\u{4}";
        let lines = "Une ligne\r\n\tet une autre\u{c}\u{1a}".repeat(3);
        let colours = "\u{1b}[31mrouge\u{1b}[0m ".repeat(9);
        for text in [wire, &lines, &colours, "\u{1}a\u{2}", ""] {
            assert!(!is_noise(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn names_that_no_reader_knows_tell_what_to_do() {
        for (name, expected) in [
            (
                "a.PDF",
                "is a PDF: save its text as `.txt`, by `pdftotext` for one",
            ),
            (
                "a.docx",
                "is a document of an office program: save it as text (UTF-8)",
            ),
            (
                "a.xlsx",
                "is a table of an office program: save it as CSV (UTF-8)",
            ),
            (
                "a.doc",
                "is a file of an office program: save it as text, or a table as CSV (UTF-8)",
            ),
            (
                "a.html",
                "is a page of no known export: those of Europresse and Factiva are read; save the text of another one as `.txt`",
            ),
            (
                "a.xml",
                "is XML of no known standard: NewsML, NITF, RSS and Atom are read",
            ),
            (
                "a.exe",
                "is of an unknown format; `depeche formats` lists those that are read",
            ),
        ] {
            assert_eq!(
                unknown(Some(Path::new(name))).to_string(),
                expected,
                "{name}"
            );
        }
    }
}
