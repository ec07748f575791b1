//! Cuts a query into tokens. A sign is an operator only where it cannot be part of what is looked for: `-` after a
//! blank and glued to a word, `&` and `|` between blanks, operator words in capitals.

use std::ops::Range;

use depeche_corpus::{Field, field};

/// A token, and its bytes in the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub(crate) span: Range<usize>,
    pub(crate) token: Token,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Open,
    Close,
    /// `-` before what it excludes.
    Minus,
    Operator(Operator),
    /// `titre:`, glued to what follows; `exact`: `titre:=`.
    Field {
        field: &'static Field,
        exact: bool,
    },
    /// `=` before a word or a quotation.
    Exact,
    /// What stands between quotation marks.
    Quoted(Range<usize>),
    /// Anything else up to a blank.
    Chunk,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    And,
    Or,
    Not,
}

/// Returns the operator a word is, if it is one.
pub(crate) fn operator(word: &str) -> Option<Operator> {
    match word {
        "ET" | "AND" | "&" | "&&" => Some(Operator::And),
        "OU" | "OR" | "|" | "||" => Some(Operator::Or),
        "SAUF" | "NOT" => Some(Operator::Not),
        _ => None,
    }
}

/// Cuts a query into tokens; marks of quotation that are not closed are given to `unclosed` and passed over.
pub(crate) fn lex(query: &str, unclosed: &mut dyn FnMut(Range<usize>)) -> Vec<Lexeme> {
    let mut lexemes: Vec<Lexeme> = Vec::new();
    let mut at = 0;
    while let Some(c) = query[at..].chars().next() {
        let next = at + c.len_utf8();
        if c.is_whitespace() {
            at = next;
            continue;
        }
        // A field is only one with something glued behind it.
        let glued = lexemes.last().is_some_and(|last| last.span.end == at);
        let starts = !glued
            || lexemes
                .last()
                .is_some_and(|last| !matches!(last.token, Token::Chunk | Token::Quoted(_)));
        let before_more = query[next..].starts_with(|c: char| !c.is_whitespace() && c != ')');
        let (token, end) = match c {
            '(' => (Token::Open, next),
            ')' => (Token::Close, next),
            '-' if starts
                && before_more
                && !query[next..].starts_with('-')
                && !glued_to_field(&lexemes, at) =>
            {
                (Token::Minus, next)
            }
            '=' if starts
                && query[next..]
                    .starts_with(|c: char| c.is_alphanumeric() || closing(c).is_some()) =>
            {
                (Token::Exact, next)
            }
            c if closing(c).is_some() => match quoted(query, next, c) {
                Some((inside, end)) => (Token::Quoted(inside), end),
                None => {
                    unclosed(at..next);
                    at = next;
                    continue;
                }
            },
            _ => chunk(query, at, starts),
        };
        lexemes.push(Lexeme {
            span: at..end,
            token,
        });
        at = end;
    }
    lexemes
}

fn glued_to_field(lexemes: &[Lexeme], at: usize) -> bool {
    lexemes
        .last()
        .is_some_and(|last| last.span.end == at && matches!(last.token, Token::Field { .. }))
}

/// The marks that may close what this one opens.
fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '«' => Some(&['»']),
        '"' => Some(&['"', '”']),
        '“' | '„' => Some(&['”', '“', '"']),
        '”' => Some(&['”', '"']),
        _ => None,
    }
}

fn quoted(query: &str, from: usize, open: char) -> Option<(Range<usize>, usize)> {
    let length = query[from..].find(closing(open)?)?;
    let end = from + length;
    let mark = query[end..].chars().next().map_or(0, char::len_utf8);
    Some((from..end, end + mark))
}

/// A field's name, an operator, or a stretch up to a blank, a parenthesis or a quotation mark.
fn chunk(query: &str, at: usize, starts: bool) -> (Token, usize) {
    let rest = &query[at..];
    if starts && let Some(found) = field_name(rest) {
        let (field, exact, length) = found;
        return (Token::Field { field, exact }, at + length);
    }
    let mut length = 0;
    while let Some(c) = rest[length..].chars().next() {
        if c == '(' && length > 0 && operator(&rest[..length]).is_none() {
            let Some(ending) = inclusive_ending(&rest[length..]) else {
                break;
            };
            length += ending;
            continue;
        }
        if length > 0 && (c.is_whitespace() || matches!(c, '(' | ')') || closing(c).is_some()) {
            break;
        }
        length += c.len_utf8();
    }
    let chunk = &rest[..length];
    match operator(chunk) {
        Some(operator) => (Token::Operator(operator), at + length),
        None => (Token::Chunk, at + length),
    }
}

/// `(e)` in `étudiant(e)s`: its length.
fn inclusive_ending(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('(')?;
    let end = inside.find(')')?;
    // The longest ending written so is `trice`.
    let letters = (1..=5).contains(&end) && inside[..end].chars().all(char::is_alphabetic);
    letters.then_some(end + 2)
}

/// A known field before `:`, or before `=`: the field, whether the exact form is asked, and the bytes it takes.
fn field_name(rest: &str) -> Option<(&'static Field, bool, usize)> {
    let end = rest.find([':', '='])?;
    let field = field(&rest[..end])?;
    let mut length = end + 1;
    let exact = rest.as_bytes()[end] == b':' && rest[length..].starts_with('=');
    length += usize::from(exact);
    let glued = rest[length..].starts_with(|c: char| !c.is_whitespace() && c != ')');
    // A page's address after `url:` is a value; `fichier://x` is an address, not a field.
    (glued && !rest[length..].starts_with("//")).then_some((field, exact, length))
}
