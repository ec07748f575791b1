//! Puts French text back together from its tokens: which of them stand without a blank between.

use std::ops::Range;

/// Appends a sentence to a text, after a blank where the text goes on, and the bytes of its tokens.
pub(super) fn append(sentence: &[String], text: &mut String, spans: &mut Vec<Range<usize>>) {
    if !text.is_empty() {
        text.push(' ');
    }
    let mut open_quote = false;
    let mut glued = true;
    for (at, token) in sentence.iter().enumerate() {
        let is_quote = token == "\"";
        let after = if is_quote && !open_quote {
            Side::Right
        } else {
            side(sentence, at)
        };
        open_quote ^= is_quote;
        if !glued && !matches!(after, Side::Left | Side::Both) {
            text.push(' ');
        }
        spans.push(text.len()..text.len() + token.len());
        text.push_str(token);
        glued = matches!(after, Side::Right | Side::Both);
    }
}

/// On which side a token stands without a blank.
#[derive(Clone, Copy)]
enum Side {
    Neither,
    Left,
    Right,
    Both,
}

fn side(sentence: &[String], at: usize) -> Side {
    let before = at.checked_sub(1).map_or("", |before| &sentence[before]);
    match sentence[at].as_str() {
        "," | "." | ")" | "]" | "…" | "..." | "”" | "\"" | "°" => Side::Left,
        "(" | "[" | "“" | "#" | "@" => Side::Right,
        // `l ' OMS` is `l'OMS` written with a blank too many.
        "'" | "’" if before.chars().count() <= 2 => Side::Both,
        "'" | "’" => Side::Left,
        "/" => Side::Both,
        elided if elided.ends_with(['\'', '’']) => Side::Right,
        _ => Side::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_stand_as_in_print() {
        for (tokens, expected) in [
            ("L' homme , dit -on , part .", "L'homme, dit -on, part."),
            (
                "« Qu' il vienne ! » ( rires )",
                "« Qu'il vienne ! » (rires)",
            ),
            ("l ' OMS et Canal + , 3 %", "l'OMS et Canal +, 3 %"),
            (
                "il crie \" non \" : [ ... ] oui",
                "il crie \"non\" : [...] oui",
            ),
            ("130 km / h , n ° 4", "130 km/h, n° 4"),
            ("aujourd'hui États-Unis", "aujourd'hui États-Unis"),
        ] {
            let sentence: Vec<String> = tokens.split(' ').map(String::from).collect();
            let (mut text, mut spans) = (String::new(), Vec::new());
            append(&sentence, &mut text, &mut spans);
            assert_eq!(text, expected);
            let cut: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
            assert_eq!(cut.join(" "), tokens);
        }
    }
}
