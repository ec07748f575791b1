//! Finds the next stretch of letters and digits that hyphens and apostrophes tie together, and splits it into words.
//!
//! ```text
//! compound = word { tie word } | time
//! tie      = hyphen | hyphen line-end blanks | apostrophe | "." between two digits
//! word     = [prefix apostrophe [blank]] (letters | number | acronym | whole | inclusive)
//! prefix   = a row of elisions.txt, before a vowel, an h, a y or a digit
//! number   = 1–3 digits { (blank | "." | apostrophe) 3 digits } [ "," digits ], or digits [ "," digits ]
//! acronym  = letter "." letter { "." letter }, not beside a longer word or "@"
//! whole    = a row of whole_words.txt
//! time     = hour blank "h" [[blank] minutes] | hour "h" blank minutes
//! ```
//! `inclusive` is [`crate::inclusive`]'s, `time` [`crate::clock`]'s.
//! The `t` of `a-t-il` is no word.

use std::ops::Range;

use crate::chars::{
    SOFT_HYPHEN, continues_word, is_apostrophe, is_blank, is_hyphen, is_ignorable, starts_word,
    takes_elision,
};
use crate::clock::{LONGEST_HOUR, clock_time};
use crate::form::normal_form;
use crate::inclusive::inclusive_end;
use crate::lists::{CLITICS, ELISIONS, WHOLE_WORD_HEADS, WHOLE_WORDS};

/// Longest compound that is also indexed as one word; `Saint-Germain-en-Laye` has four parts, and what has more is
/// typed by nobody without its hyphens.
pub const LONGEST_JOINED: u8 = 4;

/// One word of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) span: Range<usize>,
    pub(crate) elision: Option<usize>,
}

/// Fills `parts` with the words of the first compound at or after `from`; returns whether it may be joined, or none at
/// the end of the text. The next call starts at the end of the last part.
pub(crate) fn next_compound(text: &str, from: usize, parts: &mut Vec<Part>) -> Option<bool> {
    parts.clear();
    let mut at = from + text[from..].find(starts_word)?;
    let mut joins = true;
    let mut elision = None;
    loop {
        let mut span = word_at(text, at, parts.last());
        // Most words end at a blank or a comma, and nothing more is to be asked of what is behind them.
        let ends = matches!(text.as_bytes().get(span.end), Some(b' ' | b','));
        // `l'État`: the prefix belongs to the next word.
        if !ends
            && elision.is_none()
            && let Some(next) = elided(text, &span)
        {
            elision = Some(span.start);
            at = next;
            continue;
        }
        if !ends {
            span = whole_word(text, &span).unwrap_or(span);
            if let Some(end) = inclusive_end(text, &span) {
                span.end = end;
                // Of `vice-président·e`, which is two words in one, there is no joined form.
                joins = false;
            }
        }
        let end = span.end;
        parts.push(Part {
            span,
            elision: elision.take(),
        });
        if parts.len() == 1
            && parts[0].span.len() <= LONGEST_HOUR
            && text.as_bytes()[parts[0].span.start].is_ascii_digit()
        {
            let plain = |span| Part {
                span,
                elision: None,
            };
            let time = clock_time(text, &parts[0].span);
            parts.extend(time.into_iter().flatten().map(plain));
            if parts.len() > 1 {
                break;
            }
        }
        let next = if ends { None } else { tie(text, end) };
        let Some(next) = next else {
            break;
        };
        at = next;
        if let Some(after_t) = euphonic_t(text, end, next) {
            joins = false;
            at = after_t;
        }
    }
    let last = parts.last().map_or("", |part| &text[part.span.clone()]);
    joins &= (2..=usize::from(LONGEST_JOINED)).contains(&parts.len());
    // A look-up only where it can matter.
    Some(joins && !CLITICS.contains(normal_form(last).as_str()))
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

fn char_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The letters, number or acronym that starts at `at`.
fn word_at(text: &str, at: usize, before: Option<&Part>) -> Range<usize> {
    let end = letters_end(text, at);
    let run = &text[at..end];
    if run.bytes().all(|byte| byte.is_ascii_digit()) {
        let after_number = before
            .is_none_or(|part| text[part.span.clone()].ends_with(|c: char| c.is_ascii_digit()));
        return at..number_end(text, at, end, after_number);
    }
    if let Some(end) = acronym_end(text, at, end) {
        return at..end;
    }
    at..end
}

/// The end of a run of letters, digits and marks; invisible characters inside are part of it, at its end they are not.
pub(crate) fn letters_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut next = at;
    let bytes = text.as_bytes();
    while next < bytes.len() {
        if bytes[next].is_ascii_alphanumeric() {
            next += 1;
            end = next;
            continue;
        }
        if bytes[next].is_ascii() {
            break;
        }
        let Some(c) = char_at(text, next) else { break };
        next += c.len_utf8();
        if continues_word(c) {
            end = next;
        } else if c == SOFT_HYPHEN {
            // A soft hyphen may be followed by the line's end it allowed.
            if let Some(after) = line_end(text, next) {
                next = after;
            }
        } else if !is_ignorable(c) {
            break;
        }
    }
    end
}

/// If a line ends at `at`, the start of what follows on the next one.
fn line_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let rest = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix('\n'))?;
    let next = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    next.starts_with(starts_word)
        .then(|| text.len() - next.len())
}

/// Groups of exactly three digits after one to three, all after the same separator, then decimals after a comma.
pub(crate) fn number_end(text: &str, start: usize, mut end: usize, may_group: bool) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    if may_group && end - start <= 3 {
        let mut separator = None;
        while let Some(c) = char_at(text, end) {
            let groups = is_blank(c) || c == '.' || is_apostrophe(c);
            let from = end + c.len_utf8();
            let whole = groups && separator.is_none_or(|s| s == c) && digits(from) == 3;
            if !whole || text[from + 3..].starts_with(continues_word) {
                break;
            }
            separator = Some(c);
            end = from + 3;
        }
    }
    if bytes.get(end) == Some(&b',') {
        let decimals = digits(end + 1);
        if decimals > 0 && !text[end + 1 + decimals..].starts_with(continues_word) {
            end += 1 + decimals;
        }
    }
    end
}

/// The end of `O.N.U` where a single letter at `start..end` begins one.
fn acronym_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let letter = char_at(text, start).filter(|c| start + c.len_utf8() == end)?;
    if !letter.is_alphabetic()
        || char_before(text, start).is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '.'))
    {
        return None;
    }
    let mut last = end;
    while text[last..].starts_with('.') && text[last + 1..].starts_with(char::is_alphabetic) {
        let next = letters_end(text, last + 1);
        if text[last + 1..next].chars().count() != 1 {
            return None;
        }
        last = next;
    }
    let after = text[last..].strip_prefix('.').unwrap_or(&text[last..]);
    (last > end && !after.starts_with(|c: char| c.is_alphanumeric() || c == '@')).then_some(last)
}

/// If the word at `span` is an elided prefix, the start of the word it stands before.
fn elided(text: &str, span: &Range<usize>) -> Option<usize> {
    let apostrophe = char_at(text, span.end).filter(|c| is_apostrophe(*c))?;
    // The longest prefix has seven letters.
    let is_prefix =
        span.len() <= 7 && ELISIONS.contains(text[span.clone()].to_ascii_lowercase().as_str());
    if !is_prefix {
        return None;
    }
    let mut next = span.end + apostrophe.len_utf8();
    if let Some(blank) = char_at(text, next).filter(|c| is_blank(*c) || *c == '\n') {
        next += blank.len_utf8();
    }
    text[next..]
        .starts_with(takes_elision)
        .then_some(next)
        .filter(|_| text[next..].starts_with(starts_word))
}

/// `aujourd` before an apostrophe and `hui`: the span of the whole word.
fn whole_word(text: &str, head: &Range<usize>) -> Option<Range<usize>> {
    let apostrophe = char_at(text, head.end).filter(|c| is_apostrophe(*c))?;
    if head.len() > 7 || !WHOLE_WORD_HEADS.contains(text[head.clone()].to_lowercase().as_str()) {
        return None;
    }
    let tail = head.end + apostrophe.len_utf8();
    let whole = head.start..letters_end(text, tail);
    WHOLE_WORDS
        .contains(normal_form(&text[whole.clone()]).as_str())
        .then_some(whole)
}

/// If something ties the word that ends at `end` to the next, the start of that one.
fn tie(text: &str, end: usize) -> Option<usize> {
    let c = char_at(text, end)?;
    let next = end + c.len_utf8();
    if c == '.' {
        let digit = |c: char| c.is_ascii_digit();
        return (text[..end].ends_with(digit) && text[next..].starts_with(digit)).then_some(next);
    }
    if !is_hyphen(c) && !is_apostrophe(c) {
        return None;
    }
    if text[next..].starts_with(starts_word) {
        return Some(next);
    }
    line_end(text, next).filter(|_| is_hyphen(c))
}

/// In `a-t-il`, with a hyphen at `end` and a `t` at `next`: the start of `il`.
fn euphonic_t(text: &str, end: usize, next: usize) -> Option<usize> {
    let rest = &text[next..];
    let rest = rest.strip_prefix(['t', 'T'])?;
    let hyphen = rest
        .chars()
        .next()
        .filter(|c| is_hyphen(*c) || is_apostrophe(*c))?;
    let pronoun = next + 1 + hyphen.len_utf8();
    let word = &text[pronoun..letters_end(text, pronoun)];
    let before_t = text[end..next].starts_with(is_hyphen);
    (before_t
        && matches!(
            word.to_lowercase().as_str(),
            "il" | "elle" | "on" | "ils" | "elles"
        ))
    .then_some(pronoun)
}
