//! What is written on stdout: lit words, bars, lines.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};

pub(crate) const LIT: Style = AnsiColor::Red.on_default().bold();
pub(crate) const TITLE: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();
pub(crate) const BAR: Style = AnsiColor::Cyan.on_default();

/// Standard output; its colours are taken out where nobody sees them.
pub(crate) struct Output {
    stream: anstream::AutoStream<io::Stdout>,
    colour: bool,
}

impl Output {
    pub(crate) fn new() -> Self {
        let colour = !matches!(
            anstream::AutoStream::choice(&io::stdout()),
            anstream::ColorChoice::Never
        );
        Self {
            stream: anstream::stdout(),
            colour,
        }
    }

    pub(crate) fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.stream, "{line}")
    }

    /// Returns a text with some characters lit; without colour they stand in brackets, so that colour carries nothing
    /// alone. Signs that steer a terminal are taken out.
    pub(crate) fn lit(&self, text: &str, lit: &[Range<usize>], around: Style) -> String {
        let mut out = around.to_string();
        let mut ranges = lit.iter().peekable();
        for (at, c) in text.chars().enumerate() {
            if ranges.peek().is_some_and(|range| range.start == at) {
                out.push_str(&if self.colour {
                    format!("{around:#}{LIT}")
                } else {
                    "[".to_string()
                });
            }
            out.push(shown(c));
            if ranges.peek().is_some_and(|range| range.end == at + 1) {
                ranges.next();
                out.push_str(&if self.colour {
                    format!("{LIT:#}{around}")
                } else {
                    "]".to_string()
                });
            }
        }
        out.push_str(&format!("{around:#}"));
        out
    }
}

/// Returns a text without signs that steer a terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(shown).collect()
}

fn shown(c: char) -> char {
    if c == '\n' || c == '\t' || !c.is_control() {
        c
    } else {
        '\u{fffd}'
    }
}

/// Returns a text broken at blanks into lines of at most `width` characters; brackets and colours count as nothing.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let length = visible(word);
        let line = lines.last_mut().expect("there is always a last line");
        if used > 0 && used + 1 + length > width {
            lines.push(word.to_string());
            used = length;
            continue;
        }
        if used > 0 || !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
    }
    lines
}

/// Characters a terminal shows of a word that may hold colours.
fn visible(word: &str) -> usize {
    let mut count = 0;
    let mut escape = false;
    for c in word.chars() {
        match c {
            '\x1b' => escape = true,
            'm' if escape => escape = false,
            _ if !escape => count += 1,
            _ => {}
        }
    }
    count
}

/// Returns the width to write for: of the terminal, up to 100 columns, which is as wide as one reads.
pub(crate) fn width() -> usize {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    columns
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(100)
        .clamp(20, 100)
}

/// Returns whether an error is a reader that went away.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lit_words_stand_in_brackets_without_colour() {
        let output = Output {
            stream: anstream::stdout(),
            colour: false,
        };
        assert_eq!(
            anstream::adapter::strip_str(&output.lit("à l'État\x1b[2J", &[2..8], TITLE))
                .to_string(),
            "à [l'État]\u{fffd}[2J"
        );
    }

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(wrap("un deux trois", 8), ["un deux", "trois"]);
        assert_eq!(wrap("\x1b[1mun\x1b[0m deux", 7), ["\x1b[1mun\x1b[0m deux"]);
        assert_eq!(wrap("", 7), [""]);
    }
}
