//! Words as bash holds them before it takes their quotes away.

/// Signs that mean something to bash outside quotes.
const SPECIAL: &str = " \t!\"#$&'()*;<>?[\\]^`{|}~";

/// Returns a word without its quotes and backslashes; a quote may still be open.
pub(crate) fn unquoted(word: &str) -> String {
    let mut out = String::new();
    let mut quote = None;
    let mut chars = word.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('\\', None | Some('"')) => out.extend(chars.next()),
            (c, _) => out.push(c),
        }
    }
    out
}

/// Returns a completion as it must stand behind what was typed: plain behind an open quote, which bash then closes.
pub(crate) fn quoted(text: &str, typed: &str) -> String {
    if typed.starts_with(['"', '\'']) {
        return text.to_string();
    }
    let mut out = String::new();
    for c in text.chars() {
        if SPECIAL.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_taken_away_and_put_back() {
        for (word, plain) in [
            ("Kim\\ Jong", "Kim Jong"),
            ("\"Corée du", "Corée du"),
            ("'Mali|Tch", "Mali|Tch"),
            ("L\\'Écho", "L'Écho"),
            ("\"L'Écho\"", "L'Écho"),
            ("fin\\", "fin"),
            ("", ""),
        ] {
            assert_eq!(unquoted(word), plain, "{word}");
        }
        assert_eq!(quoted("L'Écho du Nord", "L"), "L\\'Écho\\ du\\ Nord");
        assert_eq!(quoted("L'Écho du Nord", "\"L"), "L'Écho du Nord");
        assert_eq!(unquoted(&quoted("a|b $c", "")), "a|b $c");
    }
}
