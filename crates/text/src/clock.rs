//! Times of the day written with blanks: `20 h 30` is three words and one compound, so that `20h30` finds it.

use std::ops::Range;

use crate::chars::{is_apostrophe, is_blank, is_hyphen, starts_word};
use crate::compound::{letters_end, number_end};

/// Bytes of the longest word a time starts with: `20h`.
pub(crate) const LONGEST_HOUR: usize = 3;

/// The words of a time behind the one at `hour`: the h, then the minutes. None where it is no time, or one word already.
pub(crate) fn clock_time(text: &str, hour: &Range<usize>) -> [Option<Range<usize>>; 2] {
    let none = [None, None];
    let word = &text.as_bytes()[hour.clone()];
    let figures = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !is_number_to(&word[..figures], 24) {
        return none;
    }
    match &word[figures..] {
        // `20h 30`
        [b'h' | b'H'] => [minutes(text, hour.end), None],
        [] => {
            let Some(h) = after_blank(text, hour.end) else {
                return none;
            };
            if !text[h..].starts_with(['h', 'H']) {
                return none;
            }
            let end = letters_end(text, h);
            match &text.as_bytes()[h + 1..end] {
                [] if is_tied(text, end) => none,
                [] => [Some(h..end), minutes(text, end)],
                // `20 h30`
                [_, _] if is_number_to(&text.as_bytes()[h + 1..end], 59) => [Some(h..end), None],
                _ => none,
            }
        }
        _ => none,
    }
}

/// Whether a hyphen ties what ends here to something that is no other time: `18 h-20 h` is two, `5 h-2` is none.
fn is_tied(text: &str, end: usize) -> bool {
    let mut behind = text[end..].chars();
    let tie = behind.next().filter(|c| is_hyphen(*c) || is_apostrophe(*c));
    tie.is_some_and(|tie| {
        let next = end + tie.len_utf8();
        behind.next().is_some_and(starts_word) && !is_hour(text, next)
    })
}

/// Whether a number with its h stands here.
fn is_hour(text: &str, start: usize) -> bool {
    let rest = text[start..].trim_start_matches(|c: char| c.is_ascii_digit());
    let at = text.len() - rest.len();
    let h = after_blank(text, at).unwrap_or(at);
    at > start && text[h..].starts_with(['h', 'H']) && letters_end(text, h) == h + 1
}

/// Two figures behind a blank, unless they begin something else: a longer number (`30 000`, `49.3`), another time
/// (`18 h 20 h`), a compound.
fn minutes(text: &str, end: usize) -> Option<Range<usize>> {
    let start = after_blank(text, end)?;
    let minutes = start..letters_end(text, start);
    let word = &text.as_bytes()[minutes.clone()];
    let mut behind = text[minutes.end..].chars();
    let is_number = number_end(text, start, minutes.end, true) == minutes.end
        && !(behind.next() == Some('.') && behind.next().is_some_and(|c| c.is_ascii_digit()));
    let is_minutes = word.len() == 2 && is_number_to(word, 59) && is_number;
    (is_minutes && !is_hour(text, start) && !is_tied(text, minutes.end)).then_some(minutes)
}

fn after_blank(text: &str, at: usize) -> Option<usize> {
    let blank = text[at..].chars().next().filter(|c| is_blank(*c))?;
    Some(at + blank.len_utf8())
}

/// Whether it is one or two figures, and no more than `last`.
fn is_number_to(figures: &[u8], last: u8) -> bool {
    let value = |byte: &u8| byte.wrapping_sub(b'0');
    match figures {
        [one] => one.is_ascii_digit(),
        [ten, one] => {
            ten.is_ascii_digit() && one.is_ascii_digit() && value(ten) * 10 + value(one) <= last
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of the time that starts a text, with `|` between.
    fn check(text: &str, expected: &str) {
        let hour = 0..letters_end(text, 0);
        let mut words = vec![&text[hour.clone()]];
        words.extend(
            clock_time(text, &hour)
                .into_iter()
                .flatten()
                .map(|word| &text[word]),
        );
        assert_eq!(words.join("|"), expected, "{text}");
    }

    #[test]
    fn times_are_read_to_their_last_figure() {
        for (text, expected) in [
            ("20 h 30", "20|h|30"),
            ("20\u{a0}h\u{202f}30, puis", "20|h|30"),
            ("8 H 05.", "8|H|05"),
            ("20h 30", "20h|30"),
            ("20 h30", "20|h30"),
            ("20 h", "20|h"),
            ("20 h 30 000", "20|h"),
            ("20 h 30,5", "20|h"),
            ("20 h 49.3", "20|h"),
            ("20 h 300", "20|h"),
            ("20 h 75", "20|h"),
            ("18 h-20 h", "18|h"),
            ("18 h 20 h", "18|h"),
            ("18h 20 h", "18h"),
            ("5 h-20", "5"),
            ("5 h - 20", "5|h"),
            ("20 h 30-21 h 15", "20|h|30"),
            ("20 h 30-45", "20|h"),
            ("20h30", "20h30"),
            ("20", "20"),
            ("31 h 30", "31"),
            ("20 ha", "20"),
            ("20 h30x", "20"),
            ("20  h 30", "20"),
        ] {
            check(text, expected);
        }
    }
}
