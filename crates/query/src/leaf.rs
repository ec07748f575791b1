//! Reads a leaf of a query: a word, a phrase, a value or days. What a person should know of how it was read is noted.

use std::borrow::Cow;
use std::ops::Range;

use depeche_corpus::{Field, FieldKind, field};
use jiff::civil::Date;

use crate::ast::{Query, Spans, Value};
use crate::dates::parse_dates;
use crate::dialect::field_of_kind;
use crate::form_pattern::check_regex;
use crate::join;
use crate::mark::{Marked, fuzzy_as_typed, lower, regex};
use crate::markup::without_entities;
use crate::parse::Note;
use crate::unit::{Units, stable_units, word};

/// Words that `"…"~5` takes: all their orders are looked for, and a cluster allows no more.
const MOST_NEAR: usize = 4;

/// A leaf as it was typed.
pub(crate) struct Leaf<'a> {
    pub(crate) typed: &'a str,
    /// All of it, with its signs.
    pub(crate) span: Range<usize>,
    /// What is looked for.
    pub(crate) inside: Range<usize>,
    pub(crate) field: &'static Field,
    pub(crate) quoted: bool,
    /// `"…"~5`.
    pub(crate) within: Option<u32>,
    pub(crate) exact: bool,
}

/// Reads a leaf.
pub(crate) fn leaf(leaf: &Leaf<'_>, today: Date, notes: &mut Vec<Note>) -> Query {
    let mut note = |message: String| {
        notes.push(Note {
            span: leaf.span.clone(),
            message,
        });
    };
    let text = &leaf.typed[leaf.inside.clone()];
    match leaf.field.kind {
        FieldKind::Text => {
            let text = sound_patterns(&without_entities(text), &mut note);
            if leaf.quoted {
                phrase(leaf, &text, &mut note)
            } else {
                if !leaf.exact {
                    operator_meant(leaf, &mut note);
                }
                if leaf.field.name == "texte" && !leaf.exact {
                    fields_meant(leaf, &mut note);
                }
                words(leaf.field, &text, leaf.exact)
            }
        }
        FieldKind::Date => match parse_dates(text, today) {
            Some(dates) => Query::Dates(dates),
            None => {
                note(format!(
                    "`{text}` is no date (`2024-08`, `2024-08..2025-03`, `\"août 2024\"`); it was taken as words"
                ));
                words(texte(), &leaf.typed[leaf.span.clone()], false)
            }
        },
        _ => value(leaf.field, text, leaf.exact),
    }
}

/// Where a bare word is searched.
pub(crate) fn texte() -> &'static Field {
    field("texte").expect("the field table has `texte`")
}

fn words(field: &'static Field, text: &str, exact: bool) -> Query {
    let words: Vec<Query> = stable_units(text)
        .into_iter()
        .map(|text| Query::Text {
            field,
            spans: word(text, exact),
        })
        .collect();
    if words.is_empty() {
        Query::Nothing
    } else {
        Query::and(words, false)
    }
}

fn phrase(leaf: &Leaf<'_>, text: &str, note: &mut dyn FnMut(String)) -> Query {
    let (field, exact) = (leaf.field, leaf.exact);
    let text = stable_units(text).join(" ");
    let units = Units::of(&text).units.len();
    let phrase = |within| Query::Text {
        field,
        spans: Spans::Phrase {
            text: text.clone(),
            exact,
            within,
        },
    };
    match (units, leaf.within) {
        (0, _) => Query::Nothing,
        (1, _) | (_, None) => phrase(None),
        (2..=MOST_NEAR, Some(_)) if field.name != "auteur" => phrase(leaf.within),
        (_, Some(within)) => {
            note(format!(
                "of more than {MOST_NEAR} words, or of authors, one is near the other: PROCHE was read between them"
            ));
            let mut words = stable_units(&text).into_iter().map(|text| Query::Text {
                field,
                spans: word(text, exact),
            });
            let first = words.next().unwrap_or(Query::Nothing);
            words.fold(first, |left, right| {
                join::near(field, false, within, left, right).0
            })
        }
    }
}

fn value(field: &'static Field, text: &str, whole: bool) -> Query {
    // A value is asked for by what it says; the marks are those of the query.
    let text = text.replace(['"', '”', '“'], " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let empty =
        text.is_empty() || (field.kind != FieldKind::Raw && depeche_text::fold(&text).is_empty());
    if empty {
        Query::Nothing
    } else {
        Query::Value(Value { field, text, whole })
    }
}

/// Returns a text without patterns that cannot be looked for: an expression that is none is read as words.
fn sound_patterns(text: &str, note: &mut dyn FnMut(String)) -> String {
    let mut sound = String::with_capacity(text.len());
    for chunk in text.split_inclusive(char::is_whitespace) {
        let word = chunk.trim_end_matches(char::is_whitespace);
        sound.push_str(&sound_pattern(word, note));
        sound.push_str(&chunk[word.len()..]);
    }
    sound
}

/// Returns what is looked for by one stretch without blanks.
fn sound_pattern<'a>(word: &'a str, note: &mut dyn FnMut(String)) -> Cow<'a, str> {
    if let Some(inside) = regex(word)
        && let Err(reason) = check_regex(&lower(inside))
    {
        note(format!("`{word}` {reason}; it was taken as words"));
        return inside.replace(['/', '\\', '*', '?', '~'], " ").into();
    }
    // Factiva's condition on the first words.
    if let Some(first) = word
        .strip_prefix("/F")
        .and_then(|rest| rest.strip_suffix('/'))
        && first.bytes().all(|byte| byte.is_ascii_digit())
    {
        note(format!(
            "`{word}` asks for the first words of an article; it was passed over"
        ));
        return "".into();
    }
    if let Some(expression) = at_most(word).or_else(|| one_or_none(word)) {
        return expression.into();
    }
    if let Some((unweighed, weight)) = word.rsplit_once('^')
        && !weight.is_empty()
        && weight
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        note(format!(
            "words are not weighed by hand; `^{weight}` was passed over"
        ));
        return unweighed.into();
    }
    if let Some((_, distance)) = fuzzy_as_typed(word)
        && distance > 2
    {
        note(format!(
            "`~{distance}` is too many wrong letters; `~2` was read"
        ));
    }
    // Bold in Markdown.
    let bold = word
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"));
    if let Some((inside, behind)) = bold
        && inside.ends_with(char::is_alphanumeric)
        && !behind.contains(char::is_alphanumeric)
    {
        return inside.into();
    }
    if regex(word).is_none() && has_lost_star(word) {
        note("a `*` needs two letters before it; it was passed over".to_string());
    }
    word.into()
}

/// Whether a `*` that touches a word is no pattern: `n*`, `*ment`, `nord-c*`.
fn has_lost_star(word: &str) -> bool {
    let marked: Vec<char> = Marked::of(word).text.chars().collect();
    let is_letter = |at: usize| marked.get(at).is_some_and(|c| c.is_alphanumeric());
    let stars = (0..marked.len()).filter(|at| marked[*at] == '*');
    let lone = |at: usize| {
        let doubled = marked.get(at + 1) == Some(&'*') || (at > 0 && marked[at - 1] == '*');
        !doubled && (is_letter(at + 1) || (at > 0 && is_letter(at - 1)))
    };
    stars.into_iter().any(lone)
}

/// Factiva's `engineer$3`, at most three letters more, as an expression. `US$5` is an amount.
fn at_most(word: &str) -> Option<String> {
    let (start, letters) = word.split_once('$')?;
    let letter = letters.chars().next().filter(|_| letters.len() == 1)?;
    let is_word = start.chars().count() >= 3
        && start.chars().all(char::is_alphabetic)
        && start.chars().any(char::is_lowercase);
    (is_word && ('1'..='9').contains(&letter)).then(|| format!("/{start}.{{0,{letter}}}/"))
}

/// EBSCO's and Sudoc's `colo#r`, one letter or none, as an expression. `C#` and `#mot` are words.
fn one_or_none(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split('#').collect();
    let are_letters = |part: &&str| !part.is_empty() && part.chars().all(char::is_alphabetic);
    (parts.len() > 1 && parts.iter().all(are_letters)).then(|| format!("/{}/", parts.join(".?")))
}

/// Words of a query that a person types: a longer one is pasted, and its words are words.
const MOST_TYPED: usize = 50;

/// Words of a query without any sign of a query language in which an English operator is no English text.
const FEW: usize = 5;

/// Says that a word in lower case that others read as an operator is a word here.
fn operator_meant(leaf: &Leaf<'_>, note: &mut dyn FnMut(String)) {
    let text = &leaf.typed[leaf.inside.clone()];
    // `titre:not` asks for the word.
    if leaf.span != leaf.inside {
        return;
    }
    let (operator, is_french) = match text {
        "and" => ("ET", true),
        "or" | "ou" => ("OU", true),
        "sauf" => ("SAUF", true),
        "not" => ("SAUF", false),
        "near" => ("PROCHE/10", false),
        "adj" => ("SUIVI/1", false),
        "same" => ("MEMEPARAGRAPHE", false),
        _ if is_distance(text) => ("PROCHE/5 or SUIVI/5", false),
        _ => return,
    };
    let words = leaf.typed.split_whitespace().count();
    let has_signs = leaf.typed.contains(['(', '[', '=', '*', '&', '|']);
    let is_typed = has_signs && words <= MOST_TYPED || !is_french && words <= FEW;
    let is_between = !leaf.typed[..leaf.span.start].trim().is_empty()
        && !leaf.typed[leaf.span.end..].trim().is_empty();
    if is_typed && is_between {
        note(format!(
            "`{text}` is a word here; the operator is written {operator}"
        ));
    }
}

/// EBSCO's and WorldCat's `N5` and `W8`, which in the press are roads and clauses.
fn is_distance(text: &str) -> bool {
    let digits = text.strip_prefix(['N', 'W']).unwrap_or_default();
    (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Says what a word that looks like a field was taken for.
fn fields_meant(leaf: &Leaf<'_>, note: &mut dyn FnMut(String)) {
    let text = &leaf.typed[leaf.inside.clone()];
    let bracketed = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(kind) = bracketed.and_then(field_of_kind) {
        note(format!(
            "`{text}` is a word here; names of a kind are written `{}`",
            Spans::Kind(kind)
        ));
    }
    let sign = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if text.len() > sign.len() + 4
        && matches!(
            sign,
            "PROCHE/" | "PROCHE" | "SUIVI/" | "SUIVI" | "NEAR/" | "NEAR" | "ADJ"
        )
    {
        note(format!(
            "`{text}`: a number up to 9999 was expected; it was taken as words"
        ));
    }
    let Some((name, value)) = text.split_once([':', '=']) else {
        return;
    };
    let code = |c: char| c.is_alphabetic() || c == '_';
    let glued = value.starts_with(char::is_alphanumeric)
        || (value.is_empty() && leaf.typed[leaf.inside.end..].starts_with(['"', '«', '“']));
    if field(name).is_some() {
        note(format!(
            "a field is glued to what is looked for (`{name}:mot`); it was taken as a word"
        ));
    } else if glued && name.len() > 1 && name.chars().all(code) && !value.starts_with('=') {
        note(format!("`{name}` is no field; it was taken as words"));
    }
}
