//! What stands at a `<` of a file of XML, told without reading the file: an element, by its name, or a comment or CDATA, in
//! which a `<` is no element.

use crate::read::bytes::pieces::find;

/// Longest comment or CDATA that is passed over, in bytes: no article comes near it, and one that is never closed must not
/// hide the rest of a damaged file.
const LONGEST_PASSED: usize = 1 << 20;

/// Longest name of an element with its prefix, in bytes: those of the standards have twenty.
const LONGEST_NAME: usize = 100;

/// What a `<` starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Sign<'b> {
    /// An element of this name, which is not empty: `<nitf:p>`, `<p class`.
    Element(&'b [u8]),
    /// Something else, of which so many bytes hold no element.
    Other(usize),
    /// More bytes would tell.
    CutOff,
}

/// Tells what bytes start with, of which the first is a `<`; `ended` says that no more follow.
pub(in crate::read) fn sign(bytes: &[u8], ended: bool) -> Sign<'_> {
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
        if bytes.starts_with(open.as_bytes()) {
            return passed(bytes, open, close, ended);
        }
        if open.as_bytes().starts_with(bytes) && !ended {
            return Sign::CutOff;
        }
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(byte);
    let Some(length) = bytes[1..].iter().position(|byte| !is_name(byte)) else {
        let may_go_on = bytes.len() <= LONGEST_NAME && !ended;
        return if may_go_on {
            Sign::CutOff
        } else {
            Sign::Other(1)
        };
    };
    let (name, after) = (&bytes[1..=length], bytes[length + 1]);
    if !name.is_empty() && (after == b'>' || after.is_ascii_whitespace()) {
        Sign::Element(name)
    } else {
        Sign::Other(1)
    }
}

/// A comment or CDATA up to its end. One that another opens in, or without an end nearby, is damaged: nothing but its start
/// is passed over.
fn passed<'b>(bytes: &'b [u8], open: &str, close: &str, ended: bool) -> Sign<'b> {
    let inner = &bytes[open.len()..bytes.len().min(LONGEST_PASSED)];
    let end = find(inner, close.as_bytes());
    let opens_again = find(&inner[..end.unwrap_or(inner.len())], open.as_bytes()).is_some();
    match end {
        _ if opens_again => Sign::Other(open.len()),
        Some(end) => Sign::Other(open.len() + end + close.len()),
        None if bytes.len() < LONGEST_PASSED && !ended => Sign::CutOff,
        None => Sign::Other(open.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_tells_what_it_starts() {
        let long = format!("<!--{}-->", "x".repeat(LONGEST_PASSED));
        for (bytes, expected) in [
            ("<item>", Sign::Element(b"item")),
            ("<nar:newsItem\n guid='x'>", Sign::Element(b"nar:newsItem")),
            ("<item/>", Sign::Other(1)),
            ("</item>", Sign::Other(1)),
            ("<?xml ?>", Sign::Other(1)),
            ("<!DOCTYPE rss>", Sign::Other(1)),
            ("< 3", Sign::Other(1)),
            ("<!-- <item> --><item>", Sign::Other(15)),
            ("<![CDATA[<item>]]>", Sign::Other(18)),
            ("<![CDATA[<!-- ]]> -->", Sign::Other(17)),
            // Damaged: the next one opens, or there is no end.
            ("<![CDATA[ ]] <![CDATA[ ]]>", Sign::Other(9)),
            ("<!-- <item> <!-- -->", Sign::Other(4)),
            (&long, Sign::Other(4)),
            // The end of what was read.
            ("<", Sign::CutOff),
            ("<!-", Sign::CutOff),
            ("<![CDATA[<item>", Sign::CutOff),
            ("<item", Sign::CutOff),
        ] {
            assert_eq!(sign(bytes.as_bytes(), false), expected, "{bytes:.40}");
        }
        for (bytes, expected) in [("<", 1), ("<!-", 1), ("<![CDATA[<item>", 9), ("<item", 1)] {
            assert_eq!(
                sign(bytes.as_bytes(), true),
                Sign::Other(expected),
                "{bytes}"
            );
        }
    }
}
