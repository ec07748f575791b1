//! Cuts a query into tokens. A sign is an operator only where it cannot be part of what is looked for: `-` after a
//! blank and glued to a word, `&` and `|` between blanks, operator words in capitals, `>2` glued to a word.

use std::ops::Range;

use depeche_corpus::{Field, FieldKind, field};

use crate::dialect::{brackets, dates_in_words, kind};
use crate::mark::regex_end;
use crate::markup::tag;
use crate::operator::{Operator, number, operator};

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
    /// `titre:`, glued to what follows; `exact`: `titre:=`; `reaches`: over all words up to the next sign.
    Field {
        field: &'static Field,
        exact: bool,
        reaches: bool,
    },
    /// A code for the headline or the lead (`hlp=`).
    HeadlineOrLead,
    /// A code of another tool for what is not kept here (`rst=`): what stands behind it is passed over.
    Unkept,
    /// `=` before a word or a quotation.
    Exact,
    /// What stands between quotation marks; `"…"~5` says how near its words are.
    Quoted {
        inside: Range<usize>,
        within: Option<u32>,
    },
    /// `[PERSONNE]`: any name of a field of names.
    Kind(&'static Field),
    /// Anything else up to a blank; a number with its blanks.
    Chunk,
    /// `>=3`, glued to what is counted: at least so many times.
    Count(u32),
}

/// Cuts a query into tokens; marks of quotation that are not closed are given to `unclosed` and passed over.
pub(crate) fn lex(query: &str, unclosed: &mut dyn FnMut(Range<usize>)) -> Vec<Lexeme> {
    let mut lexemes: Vec<Lexeme> = Vec::new();
    let brackets = brackets(query);
    let mut alone: Vec<char> = Vec::new();
    // Europresse's `!` between blanks is one only beside its other signs: French writes a blank before an exclamation.
    let has_signs = [" & ", " | ", "TIT_HEAD", "LEAD="]
        .iter()
        .any(|sign| query.contains(sign));
    let mut at = 0;
    while let Some(c) = query[at..].chars().next() {
        let next = at + c.len_utf8();
        if c.is_whitespace() {
            at = next;
            continue;
        }
        if let Some(length) = tag(&query[at..]) {
            at += length;
            continue;
        }
        let before = lexemes.last().map(|last| &last.token);
        let behind_group = matches!(
            before,
            Some(Token::Close | Token::Quoted { .. } | Token::Kind(_))
        );
        let glued = lexemes.last().filter(|last| last.span.end == at);
        let behind_word = glued.is_some_and(|last| {
            matches!(
                last.token,
                Token::Chunk | Token::Quoted { .. } | Token::Count(_) | Token::Kind(_)
            )
        });
        let behind_field = glued.is_some_and(|last| {
            matches!(
                last.token,
                Token::Field { .. } | Token::HeadlineOrLead | Token::Unkept
            )
        });
        let starts = !behind_word;
        let before_more = query[next..].starts_with(|c: char| !c.is_whitespace() && c != ')');
        if let Some((field, length)) = kind(&query[at..]).filter(|_| starts) {
            lexemes.push(Lexeme {
                span: at..at + length,
                token: Token::Kind(field),
            });
            at += length;
            continue;
        }
        let (token, end) = match c {
            '(' => (Token::Open, next),
            ')' => (Token::Close, next),
            '[' if brackets.contains(&at) => (Token::Open, next),
            ']' if brackets.contains(&at) => (Token::Close, next),
            // Behind a field only before a letter: `date:-1` is no exclusion.
            '-' if starts
                && before_more
                && !query[next..].starts_with('-')
                && (!behind_field
                    || query[next..]
                        .starts_with(|c: char| c.is_alphabetic() || closing(c).is_some())) =>
            {
                (Token::Minus, next)
            }
            // Europresse's sign of exclusion; behind a word it is punctuation.
            '!' if starts
                && !behind_field
                && query[next..].starts_with(|c: char| {
                    c.is_alphanumeric() || c == '(' || closing(c).is_some()
                }) =>
            {
                (Token::Minus, next)
            }
            '!' if has_signs && before_more_words(&query[next..]) => {
                (Token::Operator(Operator::Not), next)
            }
            '=' if starts
                && query[next..].starts_with(|c: char| {
                    c.is_alphanumeric() || closing(c).is_some() || c == '/'
                }) =>
            {
                (Token::Exact, next)
            }
            '>' if (behind_word || behind_group) && count(&query[at..]).is_some() => {
                let (times, length) = count(&query[at..]).unwrap_or_default();
                (Token::Count(times), at + length)
            }
            '|' => {
                let rest = query[at..].trim_start_matches('|');
                (Token::Operator(Operator::Or), query.len() - rest.len())
            }
            c if closing(c).is_some() => match (!alone.contains(&c))
                .then(|| quoted(query, next, c))
                .flatten()
            {
                Some((inside, end)) => {
                    let (within, length) = slop(&query[end..]);
                    (Token::Quoted { inside, within }, end + length)
                }
                None => {
                    // What closes nothing here closes nothing further on.
                    if !alone.contains(&c) {
                        alone.push(c);
                    }
                    unclosed(at..next);
                    at = next;
                    continue;
                }
            },
            _ => match dates_in_words(&query[at..]).filter(|_| starts) {
                Some((field, name, length)) => {
                    lexemes.push(Lexeme {
                        span: at..at + name,
                        token: Token::Field {
                            field,
                            exact: false,
                            reaches: false,
                        },
                    });
                    let (inside, within) = (at + name..at + length, None);
                    at += name;
                    (Token::Quoted { inside, within }, at + length - name)
                }
                None => chunk(query, at, starts, &brackets),
            },
        };
        lexemes.push(Lexeme {
            span: at..end,
            token,
        });
        at = end;
    }
    lexemes
}

/// Whether a blank and something to look for follow.
fn before_more_words(rest: &str) -> bool {
    let more = rest.trim_start();
    more.len() < rest.len() && more.starts_with(|c: char| c.is_alphanumeric() || c == '(')
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
        return (None, boost(rest));
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = &rest[digits..];
    let is_behind = ends(behind) || count(behind).is_some();
    match number(&rest[..digits]).filter(|_| is_behind) {
        Some(within) => (Some(within), 1 + digits),
        None => (None, 0),
    }
}

/// `^2`, by which others weigh words: the bytes it takes. It is passed over.
fn boost(rest: &str) -> usize {
    let Some(weight) = rest.strip_prefix('^') else {
        return 0;
    };
    let behind = weight.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if behind.len() < weight.len() && ends(behind) {
        rest.len() - behind.len()
    } else {
        0
    }
}

/// `>2` or `>=3`: at least how many times, and the bytes it takes. Zero times is no count.
fn count(rest: &str) -> Option<(u32, usize)> {
    let behind = rest.strip_prefix('>')?;
    let (digits, more) = match behind.strip_prefix('=') {
        // Tagaday takes it «avec ou sans espace».
        Some(digits) => (digits.strip_prefix(' ').unwrap_or(digits), 0),
        None => (behind, 1),
    };
    let length = digits.len()
        - digits
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    let times = number(&digits[..length])? + more;
    let sign = rest.len() - digits.len();
    let behind = &digits[length..];
    // `PIB > 2 %` is no count.
    let is_amount = behind.trim_start().starts_with(['%', '€', '$']);
    (times > 0 && ends(behind) && !is_amount).then_some((times, sign + length))
}

/// Whether what was typed ends here: a blank, a parenthesis, nothing.
fn ends(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')'))
}

/// A field's name, an operator, a regular expression, or a stretch up to a blank, a parenthesis or a quotation mark.
fn chunk(query: &str, at: usize, starts: bool, brackets: &[usize]) -> (Token, usize) {
    let rest = &query[at..];
    if starts {
        if let Some((token, length)) = field_name(rest) {
            return (token, at + length);
        }
        if let Some(end) = regex_end(rest)
            && operator(&rest[..end]).is_none()
            && (ends(&rest[end..]) || count(&rest[end..]).is_some())
        {
            return (Token::Chunk, at + end);
        }
    }
    let mut length = if starts { spaced_number(rest) } else { 0 };
    while let Some(c) = rest[length..].chars().next() {
        if c == '(' && length > 0 && operator(&rest[..length]).is_none() {
            let Some(ending) = inclusive_ending(&rest[length..]) else {
                break;
            };
            length += ending;
            continue;
        }
        let breaks = c.is_whitespace()
            || matches!(c, '(' | ')' | '|')
            || (c == ']' && brackets.contains(&(at + length)))
            || closing(c).is_some()
            || (c == '<' && tag(&rest[length..]).is_some())
            || (c == '>'
                && has_countable_letters(&rest[..length])
                && count(&rest[length..]).is_some());
        if length > 0 && breaks {
            break;
        }
        length += c.len_utf8();
    }
    match operator(&rest[..length]) {
        Some(operator) => (Token::Operator(operator), at + length),
        None => (Token::Chunk, at + length),
    }
}

/// Whether a text is read as one word wherever it stands.
pub(crate) fn is_one_word(text: &str) -> bool {
    chunk(text, 0, true, &[]) == (Token::Chunk, text.len())
}

/// What a count may be glued to: a word or a pattern, no field's name, no part of a formula or a page's code.
pub(crate) fn is_countable(word: &str) -> bool {
    field(word).is_none() && has_countable_letters(word)
}

fn has_countable_letters(word: &str) -> bool {
    word.contains(char::is_alphanumeric)
        && word
            .chars()
            .all(|c| !c.is_ascii() || c.is_alphanumeric() || "-'*?~.,() ".contains(c))
}

/// The bytes of a number or a time that is written with blanks (`5 000`, `20 h 30`) and that a text starts with; 0 where
/// it starts with none.
fn spaced_number(rest: &str) -> usize {
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    // No number is longer.
    const LONGEST: usize = 60;
    let end = rest
        .char_indices()
        .nth(LONGEST)
        .map_or(rest.len(), |(at, _)| at);
    let units = depeche_text::units(&rest[..end]);
    let first = units.first().map_or(0..0, |unit| unit.span.clone());
    let spaced =
        first.start == 0 && rest[first.clone()].contains([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    if spaced { first.end } else { 0 }
}

/// `(e)` in `étudiant(e)s`: its length.
fn inclusive_ending(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('(')?;
    let end = inside.find(')')?;
    // The longest ending written so is `trices`.
    let letters = (1..=6).contains(&end) && inside[..end].chars().all(char::is_alphabetic);
    letters.then_some(end + 2)
}

/// Codes behind whose sign Europresse writes a blank.
const SPACED_CODES: &[&str] = &["TIT_HEAD", "AUT_BY", "LEAD", "TEXT"];

/// Factiva's codes. Behind these and Europresse's the field reaches over all words: a pasted headline is in the headline.
const REACHING_CODES: &[&str] = &["hd", "hl", "lp", "td"];

/// A known field before `:`, or before `=`, and the bytes it takes; of days also before `>` and `<`.
fn field_name(rest: &str) -> Option<(Token, usize)> {
    // No name or code is longer, and none holds a blank.
    const LONGEST: usize = 24;
    let sign = |byte: &u8| matches!(byte, b':' | b'=' | b'>' | b'<' | b'(' | b' ');
    let end = rest.as_bytes().iter().take(LONGEST).position(sign)?;
    // Koha writes `ti,wrdl:`.
    let name = rest[..end].split(',').next().unwrap_or_default();
    let sign = rest.as_bytes()[end];
    let plain = |field| Token::Field {
        field,
        exact: false,
        reaches: false,
    };
    match (name, sign) {
        // Nexis.
        ("headline", b'(') => return Some((plain(field("titre")?), end)),
        ("byline", b'(') => return Some((plain(field("auteur")?), end)),
        ("hlead", b'(') => return Some((Token::HeadlineOrLead, end)),
        (_, b'(' | b' ') => return None,
        ("hlp" | "hlead", b'=') if glued(&rest[end + 1..]) => {
            return Some((Token::HeadlineOrLead, end + 1));
        }
        ("wc", b'>' | b'<') if glued(&rest[end + 1..]) => return Some((Token::Unkept, end)),
        (code, b'=') if UNKEPT_CODES.contains(&code) => {
            let behind = rest[end + 1..].trim_start();
            let length = rest.len() - behind.len();
            return glued(behind).then_some((Token::Unkept, length));
        }
        _ => {}
    }
    let topic = TOPIC_CODES
        .iter()
        .find(|(code, _)| sign == b'=' && *code == name);
    let field = field(topic.map_or(name, |(_, field)| field))?;
    if matches!(sign, b'>' | b'<') {
        let behind = rest[end + 1..].trim_start_matches('=');
        let days =
            // Fewer digits are a count.
            field.kind == FieldKind::Date && behind.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
        return days.then(|| (plain(field), end));
    }
    let mut length = end + 1;
    let spaced = sign == b'=' && SPACED_CODES.contains(&name);
    if spaced {
        length = rest.len() - rest[length..].trim_start().len();
    }
    let exact = sign == b':' && rest[length..].starts_with('=');
    length += usize::from(exact);
    let token = Token::Field {
        field,
        exact,
        reaches: spaced || (sign == b'=' && REACHING_CODES.contains(&name)),
    };
    // A page's address after `url:` is a value; `fichier://x` is an address, not a field.
    let empty = spaced && matches!(rest[length..].chars().next(), None | Some(')'));
    let has_value = glued(&rest[length..]) && !rest[length..].starts_with("//");
    (empty || has_value).then_some((token, length))
}

/// Whether something to look for follows without a blank.
fn glued(rest: &str) -> bool {
    rest.starts_with(|c: char| !c.is_whitespace() && c != ')')
}

/// Factiva's codes for what it files articles under. Before `:` they are words: `RE: votre message`.
const TOPIC_CODES: &[(&str, &str)] = &[
    ("ns", "sujet"),
    ("in", "secteur"),
    ("re", "region"),
    ("co", "entreprise"),
    ("fds", "entreprise"),
    ("la", "langue"),
];

/// Codes of Europresse and Factiva for what is not kept, or found by other means.
const UNKEPT_CODES: &[&str] = &["SUJ_KW", "rst", "ric", "pub", "wc"];
