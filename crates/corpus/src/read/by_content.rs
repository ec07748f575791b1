//! The format of what has no name that tells it: standard input, a compressed file.

use std::path::Path;

use super::Format;

/// Returns the format of something by how it begins. What is no other format is a text.
pub(super) fn by_content(head: &[u8]) -> Format {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = start.trim_ascii_start();
    let first_line = start.split(|byte| *byte == b'\n').next();
    let first_line = first_line.unwrap_or_default().trim_ascii_end();
    // Each format says by itself whether something of its name begins as its files do.
    let names: &[&str] = match start.first() {
        // A line longer than what was looked at is one of many, too: no article by itself begins so.
        Some(b'{') if first_line.ends_with(b"}") || first_line.len() == start.len() => {
            &["-.jsonl", "-.json"]
        }
        Some(b'{') => &["-.json", "-.jsonl"],
        Some(b'[') => &["-.json"],
        Some(b'<') => &["-.html", "-.xml"],
        _ => &["-.txt"],
    };
    let mut formats = names
        .iter()
        .filter_map(|name| Format::of(Path::new(name), head));
    formats.next().unwrap_or(Format::Plain)
}

/// Returns a name if its end may tell a format: one that is a number, as in `Export 12.05.2024`, tells nothing.
pub(super) fn telling(name: &str) -> Option<&Path> {
    let path = Path::new(name);
    let end = path.extension()?.to_string_lossy();
    end.contains(|c: char| c.is_alphabetic()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_name_is_told_by_how_it_begins() {
        let check = |head: &str, expected: Format| {
            assert_eq!(by_content(head.as_bytes()), expected, "{head}");
        };
        check("Un titre\n\nUn corps.", Format::Plain);
        check("", Format::Plain);
        check("{\"title\": \"Un\"}\n{", Format::JsonLines);
        check("\u{feff}\n {\"title\": \"Un\"}\r\n{", Format::JsonLines);
        check("{\"title\": \"Un", Format::JsonLines);
        let export = "<html><article> <span class=\"DocPublicationName\">";
        check(
            export,
            Format::of(Path::new("a.html"), export.as_bytes()).unwrap(),
        );
        check("<p>Une page</p>", Format::Plain);
        check("titre;texte\nUn;A\n", Format::Table);
    }

    #[test]
    fn what_is_called_a_text_may_be_something_else() {
        for (name, head, expected) in [
            ("a.txt", "titre\ttexte\nUn\tA\n", Format::Table),
            ("a.csv.txt", "titre;texte\nUn;A\n", Format::Table),
            (
                "export.json.txt",
                "{\"title\": \"Un\"}\n{",
                Format::JsonLines,
            ),
            ("export", "{\"title\": \"Un\"}\n{", Format::JsonLines),
            ("export", "titre;texte\nUn;A\n", Format::Table),
            ("a.txt", "{Un titre}\n\nUn corps.", Format::Plain),
            ("a.txt", "Un titre\n\nUn corps.", Format::Plain),
            ("a.jsonl", "[\n {\"title\"", Format::Json),
            ("a.jsonl", "{\n \"title\"", Format::Json),
            ("a.jsonl", "{\"title\": \"Un", Format::JsonLines),
        ] {
            let format = Format::of(Path::new(name), head.as_bytes());
            assert_eq!(format, Some(expected), "{name} {head}");
        }
    }

    #[test]
    fn numbers_behind_a_point_tell_nothing() {
        for (name, tells) in [
            ("a.jsonl", true),
            ("a.x1", true),
            ("export", false),
            ("Export 12.05.2024", false),
            (".cache", false),
            ("a.", false),
        ] {
            assert_eq!(telling(name).is_some(), tells, "{name}");
        }
    }
}
