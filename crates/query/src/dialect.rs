//! What is written longer than a sign: kinds of names in brackets, other tools' parentheses in brackets, Factiva's dates in
//! words.

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

/// `[PERSONNE]`, which a text starts with: the field of names, and the bytes it takes. In capitals, as operators are: a
/// reporter who shortens what was said writes `[le pays]`.
pub(crate) fn kind(rest: &str) -> Option<(&'static Field, usize)> {
    let (name, behind) = rest.strip_prefix('[')?.split_once(']')?;
    let field = field_of_kind(name).filter(|_| !name.contains(char::is_lowercase))?;
    let ends = !behind.starts_with(char::is_alphanumeric);
    ends.then_some((field, rest.len() - behind.len()))
}

/// The field of names that stands in brackets, whatever its case.
pub(crate) fn field_of_kind(name: &str) -> Option<&'static Field> {
    field(name).filter(|field| field.entity_kind().is_some())
}

/// The places of `[` and `]` that are parentheses: an operator stands between them. `[...]` and `[sic]` are text.
pub(crate) fn brackets(query: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut open = None;
    let mut kind_end = 0;
    for (at, c) in query.char_indices() {
        if let Some((_, length)) = kind(&query[at..]) {
            kind_end = at + length;
        }
        if at < kind_end {
            continue;
        }
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
