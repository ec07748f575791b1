//! Cuts a query into tokens. A sign is an operator only where it cannot be part of what is looked for: `-` after a
//! blank and glued to a word, `&` and `|` between blanks, operator words in capitals, `>2` glued to a word.

use std::ops::Range;

use depeche_corpus::{Field, field};

use crate::ast::Boundary;
use crate::mark::regex_end;

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
    /// What stands between quotation marks; `"…"~5` says how near its words are.
    Quoted {
        inside: Range<usize>,
        within: Option<u32>,
    },
    /// Anything else up to a blank; a number with its blanks.
    Chunk,
    /// `>=3`, glued to what is counted: at least so many times.
    Count(u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    And,
    Or,
    Not,
    Near {
        ordered: bool,
        within: u32,
    },
    Same(Boundary),
    /// `atleast3`, before what is counted.
    AtLeast(u32),
}

/// Other words inside a nearness typed without a number.
const WITHIN: u32 = 10;

/// Returns the operator a word is, if it is one. Words in capitals only, and those that no text has: `w/5`, `adj3`.
pub(crate) fn operator(word: &str) -> Option<Operator> {
    let near = |ordered, within| Some(Operator::Near { ordered, within });
    match word {
        "ET" | "AND" | "&" | "&&" => return Some(Operator::And),
        "OU" | "OR" | "|" | "||" => return Some(Operator::Or),
        "SAUF" | "NOT" => return Some(Operator::Not),
        "PROCHE" | "NEAR" => return near(false, WITHIN),
        "SUIVI" | "ADJ" => return near(true, WITHIN),
        "MEMEPHRASE" | "MÊMEPHRASE" | "SAMESENTENCE" | "/s" | "/S" | "w/s" | "W/S" => {
            return Some(Operator::Same(Boundary::Sentence));
        }
        "MEMEPARAGRAPHE" | "MÊMEPARAGRAPHE" | "SAMEPARAGRAPH" | "SAME" | "/p" | "/P" | "w/p"
        | "W/P" => return Some(Operator::Same(Boundary::Paragraph)),
        _ => {}
    }
    // The longest is `atleast9999`.
    if word.len() > 11 || !word.is_ascii() {
        return None;
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = number(&word[digits.len()..])?;
    match digits.to_ascii_lowercase().as_str() {
        "proche" | "proche/" | "near" | "near/" | "w/" | "%" => near(false, number),
        "suivi" | "suivi/" | "adj" | "adj/" | "pre/" => near(true, number),
        "atleast" => (number > 0).then_some(Operator::AtLeast(number)),
        _ => None,
    }
}

/// A number of up to four digits: no article is longer.
fn number(digits: &str) -> Option<u32> {
    (1..=4)
        .contains(&digits.len())
        .then(|| digits.parse().ok())?
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
        let last = lexemes.last().filter(|last| last.span.end == at);
        let behind_word = last.is_some_and(|last| {
            matches!(
                last.token,
                Token::Chunk | Token::Quoted { .. } | Token::Count(_)
            )
        });
        let behind_field = last.is_some_and(|last| matches!(last.token, Token::Field { .. }));
        let starts = !behind_word;
        let before_more = query[next..].starts_with(|c: char| !c.is_whitespace() && c != ')');
        let (token, end) = match c {
            '(' => (Token::Open, next),
            ')' => (Token::Close, next),
            '-' if starts && before_more && !query[next..].starts_with('-') && !behind_field => {
                (Token::Minus, next)
            }
            '=' if starts
                && query[next..].starts_with(|c: char| {
                    c.is_alphanumeric() || closing(c).is_some() || c == '/'
                }) =>
            {
                (Token::Exact, next)
            }
            '>' if behind_word && count(&query[at..]).is_some() => {
                let (times, length) = count(&query[at..]).unwrap_or_default();
                (Token::Count(times), at + length)
            }
            c if closing(c).is_some() => match quoted(query, next, c) {
                Some((inside, end)) => {
                    let (within, length) = slop(&query[end..]);
                    (Token::Quoted { inside, within }, end + length)
                }
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

/// `~5` behind a quotation: the number, and the bytes it takes.
fn slop(rest: &str) -> (Option<u32>, usize) {
    let Some(rest) = rest.strip_prefix('~') else {
        return (None, 0);
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match number(&rest[..digits]).filter(|_| ends(&rest[digits..])) {
        Some(within) => (Some(within), 1 + digits),
        None => (None, 0),
    }
}

/// `>2` or `>=3`: at least how many times, and the bytes it takes. Zero times is no count.
fn count(rest: &str) -> Option<(u32, usize)> {
    let behind = rest.strip_prefix('>')?;
    let (digits, more) = match behind.strip_prefix('=') {
        Some(digits) => (digits, 0),
        None => (behind, 1),
    };
    let length = digits.len()
        - digits
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    let times = number(&digits[..length])? + more;
    let sign = rest.len() - digits.len();
    (times > 0 && ends(&digits[length..])).then_some((times, sign + length))
}

/// Whether what was typed ends here: a blank, a parenthesis, nothing.
fn ends(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')'))
}

/// A field's name, an operator, a regular expression, or a stretch up to a blank, a parenthesis or a quotation mark.
fn chunk(query: &str, at: usize, starts: bool) -> (Token, usize) {
    let rest = &query[at..];
    if starts {
        if let Some((field, exact, length)) = field_name(rest) {
            return (Token::Field { field, exact }, at + length);
        }
        if let Some(end) = regex_end(rest)
            && (ends(&rest[end..]) || count(&rest[end..]).is_some())
        {
            return (Token::Chunk, at + end);
        }
    }
    let mut length = if starts { grouped_number(rest) } else { 0 };
    while let Some(c) = rest[length..].chars().next() {
        if c == '(' && length > 0 && operator(&rest[..length]).is_none() {
            let Some(ending) = inclusive_ending(&rest[length..]) else {
                break;
            };
            length += ending;
            continue;
        }
        let breaks = c.is_whitespace()
            || matches!(c, '(' | ')')
            || closing(c).is_some()
            || (c == '>' && is_countable(&rest[..length]) && count(&rest[length..]).is_some());
        if length > 0 && breaks {
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

/// Whether a text is read as one word wherever it stands.
pub(crate) fn is_one_word(text: &str) -> bool {
    chunk(text, 0, true) == (Token::Chunk, text.len())
}

/// What may be counted: a word or a pattern, no part of a formula or a page's code.
fn is_countable(word: &str) -> bool {
    word.contains(char::is_alphanumeric)
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || c.is_whitespace() || "-'’*?~.,·()‑".contains(c))
}

/// The bytes of `5 000` at the start: one to three digits, then groups of exactly three behind a blank; none where it is
/// no such number.
fn grouped_number(rest: &str) -> usize {
    let digits = |from: usize| {
        let digits = rest[from..].trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() - from - digits.len()
    };
    let mut end = digits(0);
    if !(1..=3).contains(&end) {
        return 0;
    }
    let mut groups = 0;
    while let Some(c) = rest[end..].chars().next().filter(|c| is_blank(*c)) {
        let from = end + c.len_utf8();
        if digits(from) != 3 || rest[from + 3..].starts_with(char::is_alphanumeric) {
            break;
        }
        end = from + 3;
        groups += 1;
    }
    if groups > 0 { end } else { 0 }
}

/// The blanks between the groups of a number.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// `(e)` in `étudiant(e)s`: its length.
fn inclusive_ending(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('(')?;
    let end = inside.find(')')?;
    // The longest ending written so is `trice`.
    let letters = (1..=5).contains(&end) && inside[..end].chars().all(char::is_alphabetic);
    letters.then_some(end + 2)
}

/// Europresse writes a blank behind the sign of its codes.
const SPACED_CODES: &[&str] = &["TIT_HEAD", "AUT_BY", "LEAD", "TEXT"];

/// A known field before `:`, or before `=`: the field, whether the exact form is asked, and the bytes it takes.
fn field_name(rest: &str) -> Option<(&'static Field, bool, usize)> {
    let end = rest.find([':', '='])?;
    let field = field(&rest[..end])?;
    let mut length = end + 1;
    let colon = rest.as_bytes()[end] == b':';
    if !colon && SPACED_CODES.contains(&&rest[..end]) {
        length = rest.len() - rest[length..].trim_start().len();
    }
    let exact = colon && rest[length..].starts_with('=');
    length += usize::from(exact);
    let glued = rest[length..].starts_with(|c: char| !c.is_whitespace() && c != ')');
    // A page's address after `url:` is a value; `fichier://x` is an address, not a field.
    (glued && !rest[length..].starts_with("//")).then_some((field, exact, length))
}
