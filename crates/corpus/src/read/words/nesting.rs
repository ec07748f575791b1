//! Whether a text has more tags than a page, or deeper ones: a parser's time grows with the square of how deep they lie, so
//! that twenty thousand of them in each other take it two seconds, and a file of such texts minutes.

/// Most tags of a text that is read as HTML: a page has some thousands.
const MOST_TAGS: usize = 20_000;

/// Most elements that are open at once: pages reach fifty, and where some are never closed, as old ones are, a hundred.
const MOST_OPEN: usize = 300;

/// Most of them that only set letters: a parser opens each anew in every paragraph that follows.
const MOST_LETTERS_OPEN: usize = 50;

/// Elements that have no end, or that the next one of their kind ends; and the lines of a drawing.
const ENDLESS: &[&str] = &[
    "a", "area", "base", "br", "circle", "col", "dd", "dt", "ellipse", "embed", "hr", "image",
    "img", "input", "li", "line", "link", "meta", "option", "p", "param", "path", "polygon",
    "polyline", "rect", "source", "stop", "tbody", "td", "tfoot", "th", "thead", "tr", "track",
    "use", "wbr",
];

/// Elements that only set letters.
const LETTERS: &[&str] = &[
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Whether a text is no page for a parser of HTML.
pub(in crate::read) fn is_no_page(text: &str) -> bool {
    let (mut tags, mut open, mut letters) = (0_usize, 0_usize, 0_usize);
    for after in text.split('<').skip(1) {
        tags += 1;
        let (is_end, after) = match after.strip_prefix('/') {
            Some(after) => (true, after),
            None => (false, after),
        };
        let length = after.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = after[..length].to_ascii_lowercase();
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_name || ENDLESS.contains(&name.as_str()) {
            continue;
        }
        let count = if LETTERS.contains(&name.as_str()) {
            &mut letters
        } else {
            &mut open
        };
        *count = if is_end {
            count.saturating_sub(1)
        } else {
            *count + 1
        };
        if open > MOST_OPEN || letters > MOST_LETTERS_OPEN {
            return true;
        }
    }
    tags > MOST_TAGS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_by_how_deep_it_is() {
        let nest = |tag: &str, count: usize| format!("<{tag}>").repeat(count);
        for (text, expected) in [
            ("".to_string(), false),
            (nest("div", 200), false),
            (nest("div", 600), true),
            (nest("DIV class='a>b'", 600), true),
            (nest("div/", 600), true),
            (nest("em", 60), true),
            ("<div><span>x</span></div>".repeat(2000), false),
            // Never closed, as in old pages, and in a drawing.
            ("<p>Un<br><li>deux<td>".repeat(2000), false),
            ("<path d='x'/>".repeat(2000), false),
            ("3 < 4 <".repeat(2000), false),
            ("</div>".repeat(600), false),
            ("<p>".repeat(20_001), true),
        ] {
            assert_eq!(is_no_page(&text), expected, "{:.60}", text);
        }
    }
}
