//! Markup in what is pasted from a page's source: its tags say nothing, its entities are signs.

/// Tags that stand without attributes. Others are known by an attribute, or by their slash: `a<b et c>d` is text.
const PLAIN_TAGS: &[&str] = &[
    "b",
    "blockquote",
    "br",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "i",
    "li",
    "ol",
    "p",
    "span",
    "strong",
    "sub",
    "sup",
    "td",
    "th",
    "tr",
    "ul",
];

/// Entities met in feeds and pages; accented letters are written as they are today.
const ENTITIES: &[(&str, &str)] = &[
    ("&nbsp;", " "),
    ("&rsquo;", "’"),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&#8217;", "’"),
    ("&quot;", " "),
    ("&laquo;", " "),
    ("&raquo;", " "),
    ("&lt;", " "),
    ("&gt;", " "),
    ("&amp;", "&"),
];

/// The bytes of the tag a text starts with.
pub(crate) fn tag(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let end = inside.find(['<', '>'])?;
    let tag = inside[..end].trim_end_matches('/');
    let closes = tag.starts_with('/') || tag.len() < end;
    let tag = tag.trim_start_matches('/').trim_end();
    let name = tag.split(char::is_whitespace).next()?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_plain = name == tag && (closes || PLAIN_TAGS.contains(&name));
    let has_attribute = tag.contains("=\"") || tag.contains("='");
    (inside[end..].starts_with('>') && is_name && (is_plain || has_attribute)).then_some(end + 2)
}

/// A text with signs for its entities.
pub(crate) fn without_entities(text: &str) -> String {
    let mut text = text.to_string();
    for (entity, sign) in ENTITIES {
        text = text.replace(entity, sign);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        for (text, expected) in [
            ("<p>Une", Some(3)),
            ("<p class=\"chapo\">Une", Some(17)),
            ("</strong>", Some(9)),
            ("<br />", Some(6)),
            ("<Para lang='fr'>", Some(16)),
            ("<thon>", None),
            ("<b et c>", None),
            ("<5 kg>", None),
            ("<i.valtour@aube.example>", None),
            ("<<p>", None),
            ("<p", None),
            ("<>", None),
        ] {
            assert_eq!(tag(text), expected, "{text}");
        }
        assert_eq!(without_entities("l&rsquo;école&nbsp;!"), "l’école !");
    }
}
