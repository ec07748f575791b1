//! Bytes to text: UTF-8, UTF-16, Windows-1252, ISO-8859-1 and -15 and what else the Encoding Standard knows.
//!
//! A byte order mark is believed first, then UTF-8 where the bytes are that, whatever was declared: exports declare what they
//! are not. Then what was declared, then what the bytes look like (`chardetng`, with French in mind). Text that was once
//! read in the wrong encoding (`Ã©` for `é`) is mended (`mojibake`), and said.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::mojibake::mended;
use crate::read::Reason;

/// A text, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Decoded {
    pub(in crate::read) text: String,
    /// The encoding, by its name in the Encoding Standard.
    pub(in crate::read) encoding: &'static str,
    /// Bytes that were no text and became U+FFFD.
    pub(in crate::read) replaced: u64,
    /// Letters that had been read in the wrong encoding before, and are right again.
    pub(in crate::read) mended: u64,
}

/// Of so many characters that are right UTF-8 beside one that is not, a text is damaged UTF-8; of fewer, it is in another
/// encoding, in which a sequence that happens to be UTF-8 is rare.
const RIGHT_BESIDE_ONE_WRONG: u64 = 4;

/// Of so many bytes, one that is zero is damage; of fewer, what holds it is no text: images have some in every hundred.
const CHARACTERS_BESIDE_A_ZERO: usize = 200;

/// Bytes with a character that is none in the place of zeros: U+FFFD of UTF-8, a question mark of others.
fn without_zeros(bytes: &[u8]) -> Vec<u8> {
    let instead: &[u8] = if is_utf_8(bytes) {
        "\u{fffd}".as_bytes()
    } else {
        b"?"
    };
    let each = bytes.iter().map(|byte| {
        if *byte == 0 {
            instead
        } else {
            std::slice::from_ref(byte)
        }
    });
    each.flatten().copied().collect()
}

/// Reads bytes as text. `declared` is the label that a file gives itself (`iso-8859-15`), if it does.
pub(in crate::read) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, Reason> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decoded(&bytes[mark..], encoding));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(decoded(bytes, encoding));
    }
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if zeros * CHARACTERS_BESIDE_A_ZERO > bytes.len() {
        return Err(Reason::Binary);
    }
    if zeros > 0 {
        // A few are damage, as other bytes are that are no text.
        let mut decoded = decode(&without_zeros(bytes), declared)?;
        decoded.replaced += zeros as u64;
        return Ok(decoded);
    }
    if is_utf_8(bytes) {
        return Ok(decoded(bytes, UTF_8));
    }
    // A label of UTF-8 is wrong here, and one of UTF-16 cannot be right: it was found in ASCII.
    let declared = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| ![UTF_8, UTF_16BE, UTF_16LE].contains(encoding));
    let encoding = declared.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(Some(b"fr"), Utf8Detection::Deny)
    });
    Ok(decoded(bytes, encoding))
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches('\u{fffd}').count() as u64;
    let (text, mended) = mended(text);
    Decoded {
        text,
        encoding: encoding.name(),
        replaced,
        mended,
    }
}

/// Whether bytes are UTF-8, or were: a few of them may be damaged.
fn is_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
        wrong += u64::from(!chunk.invalid().is_empty());
    }
    wrong == 0 || right >= RIGHT_BESIDE_ONE_WRONG * wrong
}

/// Returns the encoding of a file in UTF-16, by how it begins: its mark, or its zero bytes.
pub(in crate::read) fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(head) {
        Some((encoding, _)) => Some(encoding).filter(|encoding| *encoding != UTF_8),
        None => utf_16_without_mark(head),
    }
}

/// UTF-16 by its zero bytes: in French, most characters have one, all at even or all at odd places.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    // The head says enough, and a word or two are not told from a binary file.
    const HEAD: usize = 4096;
    const LEAST: usize = 16;
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    if head.len() < LEAST {
        return None;
    }
    let zeros = |place: usize| {
        head.iter()
            .skip(place)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 3 / 4;
    match (first, second) {
        (0, second) if second >= most => Some(UTF_16LE),
        (first, 0) if first >= most => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    const SENTENCE: &str = "L’été où Zoé mangea du bœuf à Sète : «C’est déjà ça», dit-elle.";

    fn check(bytes: &[u8], declared: Option<&str>, encoding: &str) {
        let read = decode(bytes, declared).unwrap();
        assert_eq!((read.text.as_str(), read.encoding), (SENTENCE, encoding));
        assert_eq!(read.replaced, 0);
    }

    fn utf_16(swap: bool) -> Vec<u8> {
        let units = SENTENCE.encode_utf16();
        let bytes = |unit: u16| {
            if swap {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        units.flat_map(bytes).collect()
    }

    #[test]
    fn a_text_is_read_in_the_encoding_it_is_in() {
        let utf_8 = SENTENCE.as_bytes();
        check(utf_8, None, "UTF-8");
        check(utf_8, Some("iso-8859-1"), "UTF-8");
        check(&[b"\xef\xbb\xbf", utf_8].concat(), None, "UTF-8");
        check(
            &[&b"\xff\xfe"[..], &utf_16(false)].concat(),
            None,
            "UTF-16LE",
        );
        check(
            &[&b"\xfe\xff"[..], &utf_16(true)].concat(),
            None,
            "UTF-16BE",
        );
        check(&utf_16(false), None, "UTF-16LE");
        check(&utf_16(true), None, "UTF-16BE");
        let (windows, ..) = WINDOWS_1252.encode(SENTENCE);
        check(&windows, None, "windows-1252");
        check(&windows, Some("UTF-8"), "windows-1252");
        check(&windows, Some("windows-1252"), "windows-1252");
        check(&windows, Some("no such encoding"), "windows-1252");
        let latin_9 = Encoding::for_label(b"iso-8859-15").unwrap();
        let euro = "Dix € pour un œil, c’était l’été".replace('’', "'");
        let (bytes, ..) = latin_9.encode(&euro);
        let read = decode(&bytes, Some("ISO-8859-15")).unwrap();
        assert_eq!((read.text, read.encoding), (euro, "ISO-8859-15"));
    }

    #[test]
    fn damaged_utf_8_is_no_other_encoding() {
        let mut bytes = SENTENCE.as_bytes().to_vec();
        let at = SENTENCE.find('œ').unwrap();
        bytes[at] = 0xff;
        let read = decode(&bytes, None).unwrap();
        assert_eq!(read.encoding, "UTF-8");
        assert!(read.replaced > 0 && read.text.starts_with("L’été où Zoé mangea"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", None),
            Err(Reason::Binary)
        );
        assert_eq!(decode(b"", None).unwrap().text, "");
    }
}
