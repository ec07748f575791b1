//! What other tools write that is longer than a sign: Factiva's dates in words and its brackets.

use depeche_corpus::{Field, field};

use crate::operator::operator;

/// `date from 20240801 to 20250331`, `date after 20240801`: the field, the bytes of its name with the blank, and all bytes.
/// Eight digits are no prose.
pub(crate) fn dates_in_words(rest: &str) -> Option<(&'static Field, usize, usize)> {
    let name = "date ";
    if !rest.get(..name.len())?.eq_ignore_ascii_case(name) {
        return None;
    }
    let mut end = name.len();
    let mut words = Vec::new();
    for word in rest[name.len()..].split(' ').take(4) {
        words.push(word);
        end += word.len();
        let is_day = |word: &str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit());
        let lower: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        let whole = match lower.as_slice() {
            [day] => is_day(day),
            ["after" | "before", day] => is_day(day),
            ["from", first, "to", last] => is_day(first) && is_day(last),
            _ => false,
        };
        if whole {
            return Some((field("date")?, name.len(), end));
        }
        end += 1;
    }
    None
}

/// The places of `[` and `]` that are parentheses: an operator stands between them. `[...]` and `[sic]` are text.
pub(crate) fn brackets(query: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut open = None;
    for (at, c) in query.char_indices() {
        match (c, open) {
            ('[', _) => open = Some(at),
            (']', Some(from)) => {
                open = None;
                let has_operator =
                    |part: &str| part.split_whitespace().any(|word| operator(word).is_some());
                if has_operator(&query[from + 1..at]) {
                    places.extend([from, at]);
                }
            }
            _ => {}
        }
    }
    places
}
