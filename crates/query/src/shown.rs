//! A stretch of an article as a reader sees it: no soft hyphen, no line's end inside a broken word (`recons-` at a line's
//! end is shown as `recons-truction`), a blank for every other sign that steers. What is lit moves with it.

use std::ops::Range;

use depeche_text::{is_hyphen, starts_word};

const SOFT_HYPHEN: char = '\u{ad}';

/// A text that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// What is read, on one line.
    pub text: String,
    /// What is lit in it: its bytes, sorted and apart.
    pub lit: Vec<Range<usize>>,
}

/// Returns a text as it is shown; what is lit is given and returned in bytes.
pub fn shown(text: &str, lit: &[Range<usize>]) -> Shown {
    let mut out = String::with_capacity(text.len());
    // Where each character starts, what is left out behind it included, and the length of what is shown up to there.
    let (mut starts, mut lengths) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        starts.push(at);
        let behind = at + c.len_utf8();
        let breaks = c == SOFT_HYPHEN || is_hyphen(c) && ends_in_word(&text[..at]);
        at = behind + if breaks { line_end(&text[behind..]) } else { 0 };
        if c != SOFT_HYPHEN {
            out.push(if c.is_control() { ' ' } else { c });
        }
        lengths.push(out.len());
    }
    let moved = |edge: usize| {
        let before = starts.partition_point(|start| *start < edge);
        before.checked_sub(1).map_or(0, |last| lengths[last])
    };
    let lit = lit.iter().map(|range| moved(range.start)..moved(range.end));
    let lit = lit.filter(|range| !range.is_empty()).collect();
    Shown { text: out, lit }
}

fn ends_in_word(text: &str) -> bool {
    // An accent may stand behind its letter.
    let accent = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    text.trim_end_matches(accent).ends_with(starts_word)
}

/// The bytes of a line's end, with the blanks that start the next line, before the rest of a word; else 0.
fn line_end(rest: &str) -> usize {
    let Some(line) = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix('\n'))
    else {
        return 0;
    };
    let next = line.trim_start_matches([' ', '\t', '\u{a0}']);
    if next.starts_with(starts_word) {
        rest.len() - next.len()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares a text whose lit stretches stand in brackets with what is shown of it.
    fn check(marked: &str, expected: &str) {
        let (mut text, mut lit, mut start) = (String::new(), Vec::new(), 0);
        for c in marked.chars() {
            match c {
                '[' => start = text.len(),
                ']' => lit.push(start..text.len()),
                c => text.push(c),
            }
        }
        let shown = shown(&text, &lit);
        let mut found = shown.text.clone();
        for range in shown.lit.iter().rev() {
            found.insert(range.end, ']');
            found.insert(range.start, '[');
        }
        assert_eq!(found, expected, "{marked:?}");
    }

    #[test]
    fn a_broken_word_is_shown_whole_and_lit_as_it_was() {
        check(
            "la [recons-\ntruction] de l'[été]",
            "la [recons-truction] de l'[été]",
        );
        check("recons-\r\n  [truction]", "recons-[truction]");
        check("[recons]-\ntruction", "[recons]-truction");
        check(
            "[recons\u{ad}truction], [é\u{ad}\n\u{a0}té]",
            "[reconstruction], [été]",
        );
        check("\u{ad}[un]\u{ad} [deux]\u{ad}", "[un] [deux]");
        check("recre\u{301}-\nation", "recre\u{301}-ation");
    }

    #[test]
    fn other_line_ends_are_blanks() {
        check("[un]\n[deux]\ttrois\u{1b}2J", "[un] [deux] trois 2J");
        check(
            "une liste -\nun -\n deux-\n- trois",
            "une liste - un -  deux- - trois",
        );
        check("", "");
    }
}
