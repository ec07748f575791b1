//! What a member of a container is called. Nothing is ever written under its name: it is only shown, and said to a search.

use std::borrow::Cow;

/// Longest name that is kept, in bytes: longer ones are no paths of any system, and the index keeps no value of 4 KiB.
const LONGEST_NAME: usize = 1024;

/// Returns the path of a member as it is shown: with `/`, without control characters, and without what would lead out of
/// the container (`/etc/x`, `../x`).
pub(super) fn shown_name(name: &str) -> String {
    let parts = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."));
    let name = parts.collect::<Vec<_>>().join("/");
    let mut name: String = name
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if name.is_empty() {
        name.push('\u{fffd}');
    }
    if name.len() > LONGEST_NAME {
        // Its end says what it is.
        let mut start = name.len() - LONGEST_NAME;
        while !name.is_char_boundary(start) {
            start += 1;
        }
        name.replace_range(..start, "…");
    }
    name
}

/// Returns a name that is in no known encoding.
pub(super) fn decoded_name(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Whether a member is passed over, as files of its name are in a folder: hidden ones, and what macOS puts beside each.
pub(super) fn is_hidden(shown: &str) -> bool {
    shown
        .split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_container_and_on_its_line() {
        for (name, expected) in [
            ("2024/juin.html", "2024/juin.html"),
            ("./a.txt", "a.txt"),
            ("/etc/passwd", "etc/passwd"),
            ("../../.ssh/../id.txt", ".ssh/id.txt"),
            ("..\\..\\2024\\mai.txt", "2024/mai.txt"),
            ("a\u{1b}[2J\nb.txt", "a\u{fffd}[2J\u{fffd}b.txt"),
            ("", "\u{fffd}"),
            ("..", "\u{fffd}"),
        ] {
            assert_eq!(shown_name(name), expected, "{name:?}");
        }
        let long = shown_name(&format!("{}é.txt", "é/".repeat(5000)));
        assert!(
            long.len() < LONGEST_NAME + 4 && long.ends_with("/é.txt"),
            "{long}"
        );
        assert_eq!(decoded_name(b"\xe9t\xe9.txt"), "\u{fffd}t\u{fffd}.txt");
    }

    #[test]
    fn hidden_members_are_passed_over() {
        for (name, hidden) in [
            ("a.txt", false),
            (".DS_Store", true),
            ("2024/.cache/a.txt", true),
            ("__MACOSX/2024/a.txt", true),
            ("a__MACOSX.txt", false),
        ] {
            assert_eq!(is_hidden(name), hidden, "{name}");
        }
    }
}
