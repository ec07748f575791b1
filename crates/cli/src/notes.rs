//! Shows where a query was taken otherwise than typed, or refused: the place, marked below, and what was done.

use std::ops::Range;

use depeche_query::Note;

use crate::message;
use crate::output::{plain, width};

/// Places shown; a pasted page has hundreds.
const SHOWN: usize = 5;

/// Blanks before a line of the query.
const INDENT: usize = 2;

/// Says what a person should know of how a query was read.
pub(crate) fn say(typed: &str, notes: &[Note]) {
    for note in notes.iter().take(SHOWN) {
        mark(typed, &note.span);
        message::warning(&note.message);
    }
    if notes.len() > SHOWN {
        let more = notes.len() - SHOWN;
        message::warning(&format!("… and {more} more"));
    }
}

/// Shows a place of a query.
pub(crate) fn mark(typed: &str, span: &Range<usize>) {
    let place = place(typed, span, width() - INDENT);
    message::note(&format!("  {}\n  {}", place.line, place.carets));
}

/// A line of a query, and the carets below it.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    line: String,
    carets: String,
}

/// The line that a place begins in, or as much of it around the place as a width allows.
fn place(typed: &str, span: &Range<usize>, width: usize) -> Place {
    // What is too long is refused from a byte on, which may stand within a character.
    let span = character(typed, span.start)..character(typed, span.end);
    let is_end = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    let start = typed[..span.start].rfind(is_end);
    let start = start.map_or(0, |at| {
        at + typed[at..].chars().next().map_or(0, char::len_utf8)
    });
    let line = typed[start..].split(is_end).next().unwrap_or_default();
    let inside = span.start - start..(span.end - start).min(line.len());
    let before = line[..inside.start].chars().count();
    let marked = line[inside].chars().count().max(1);
    let chars: Vec<char> = plain(line).replace('\t', " ").chars().collect();
    if chars.len() <= width {
        return Place {
            line: chars.iter().collect(),
            carets: format!("{}{}", " ".repeat(before), "^".repeat(marked)),
        };
    }
    // An ellipsis and a blank at either end.
    let room = width.saturating_sub(4).max(1);
    let marked = marked.min(room);
    let from = before.saturating_sub((room - marked) / 2);
    let from = from.min(chars.len().saturating_sub(room));
    let to = (from + room).min(chars.len());
    let head = if from > 0 { "… " } else { "" };
    let tail = if to < chars.len() { " …" } else { "" };
    let indent = head.chars().count() + before - from;
    Place {
        line: format!("{head}{}{tail}", chars[from..to].iter().collect::<String>()),
        carets: format!("{}{}", " ".repeat(indent), "^".repeat(marked)),
    }
}

/// The byte that the character at a byte begins with.
fn character(typed: &str, at: usize) -> usize {
    let mut before = (0..=at.min(typed.len())).rev();
    before.find(|at| typed.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, marked: &str, width: usize, line: &str, carets: &str) {
        let start = typed.find(marked).unwrap();
        let place = place(typed, &(start..start + marked.len()), width);
        assert_eq!((place.line.as_str(), place.carets.as_str()), (line, carets));
    }

    #[test]
    fn the_place_is_marked_in_its_line() {
        check("été ET", "ET", 20, "été ET", "    ^^");
        check(
            "un\ndeux\ttrois\nquatre",
            "trois",
            20,
            "deux trois",
            "     ^^^^^",
        );
        check("un\n\u{1b}[2J", "[2J", 20, "\u{fffd}[2J", " ^^^");
        check("a « b\nc", "« b\nc", 20, "a « b", "  ^^^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let typed = "un deux trois quatre cinq six sept huit neuf dix";
        check(typed, "un", 20, "un deux trois qu …", "^^");
        check(typed, "cinq", 20, "… uatre cinq six s …", "        ^^^^");
        check(typed, "dix", 20, "… pt huit neuf dix", "               ^^^");
        check(typed, typed, 12, "un deux  …", "^^^^^^^^");
    }

    #[test]
    fn a_place_within_a_character_begins_with_it() {
        let place = place("été", &(4..5), 20);
        assert_eq!((place.line.as_str(), place.carets.as_str()), ("été", "  ^"));
    }
}
