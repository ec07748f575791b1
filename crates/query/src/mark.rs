//! Patterns in what is typed: `gouv*`, `m?t`, `mot~1`, `/regex/`.
//!
//! They travel through the scanner of words as letters that no text has, so that a pattern is split, elided and joined
//! just as a word is: `l'ét*` has an elided prefix, `nord-cor*` is a compound.

use depeche_text::{Forms, Unit, Word, starts_word, words};

/// `*`: any letters.
const ANY: char = '\u{10900}';
/// `?`: one letter.
const ONE: char = '\u{10901}';
/// `~1` and `~2` behind a word.
const FUZZY: [char; 2] = ['\u{10902}', '\u{10903}'];
/// A regular expression; its number follows.
const REGEX: char = '\u{10904}';

/// Letters and digits before a `*`: fewer would stand for half of the dictionary.
const LEAST_BEFORE_STAR: usize = 2;

/// A text whose patterns are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) text: String,
    regexes: Vec<String>,
}

/// What a marked word says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// A word with `*` and `?`.
    Wildcard(String),
    /// A word, and how many letters may be wrong.
    Fuzzy(String, u8),
    /// A regular expression, in lower case.
    Regex(String),
}

impl Marked {
    /// Marks the patterns of a text.
    pub(crate) fn of(typed: &str) -> Self {
        let mut marked = Self {
            text: String::with_capacity(typed.len()),
            regexes: Vec::new(),
        };
        for chunk in typed.split_inclusive(char::is_whitespace) {
            let word = chunk.trim_end_matches(char::is_whitespace);
            marked.chunk(word);
            marked.text.push_str(&chunk[word.len()..]);
        }
        marked
    }

    fn chunk(&mut self, chunk: &str) {
        if let Some(inside) = regex(chunk) {
            self.text.push(REGEX);
            self.text.push_str(&self.regexes.len().to_string());
            self.regexes.push(inside.to_string());
            return;
        }
        let (word, distance) = match fuzzy(chunk) {
            Some((word, distance)) => (word, Some(distance)),
            None => (chunk, None),
        };
        let letters: Vec<char> = word
            .chars()
            .map(|c| if is_mark(c) { '\u{fffd}' } else { c })
            .collect();
        // `https://…/x?a=b` is an address.
        let is_address = word.contains("://") || word.contains("www.");
        let is_link = is_address || word.contains(['/', '=', '&', '@']);
        // Letters and digits of the word before here, wildcards passed over.
        let mut before = 0;
        for (at, c) in letters.iter().copied().enumerate() {
            let mark = match c {
                _ if distance.is_some() => None,
                '*' if before >= LEAST_BEFORE_STAR && !is_address => Some(ANY),
                '?' if before > 0 && !is_link && goes_on(&letters[at + 1..], before) => Some(ONE),
                _ => None,
            };
            if starts_word(c) {
                before += 1;
            } else if mark.is_none() {
                before = 0;
            }
            self.text.push(mark.unwrap_or(c));
        }
        self.text
            .extend(distance.map(|distance| FUZZY[usize::from(distance) - 1]));
    }

    /// Returns a stretch of the marked text as it was typed.
    pub(crate) fn unmarked(&self, stretch: &str) -> String {
        let mut typed = String::with_capacity(stretch.len());
        let mut rest = stretch.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                ANY => typed.push('*'),
                ONE => typed.push('?'),
                REGEX => {
                    let mut number = String::new();
                    while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                        number.push(digit);
                    }
                    let regex = number
                        .parse()
                        .ok()
                        .and_then(|at: usize| self.regexes.get(at));
                    typed.push('/');
                    typed.push_str(regex.map_or("", String::as_str));
                    typed.push('/');
                }
                c if FUZZY.contains(&c) => {
                    typed.push('~');
                    typed.push(if c == FUZZY[0] { '1' } else { '2' });
                }
                c => typed.push(c),
            }
        }
        typed
    }

    /// Returns the first word of a compound and its form in one word, where it has one. A pattern's sign hides a pronoun from
    /// the scanner: `dit-il~1` has no more of one than `dit-il`.
    pub(crate) fn joined<'u>(&self, unit: &'u Unit) -> Option<(&'u Word, &'u Forms)> {
        let first = unit.words.first().filter(|_| unit.words.len() > 1)?;
        let joined = first.joined.as_deref()?;
        let typed = &self.text[unit.span.clone()];
        let is_hidden = typed.ends_with(FUZZY) && {
            // `aujourd'hui` is one word, which has parts only behind the sign.
            let typed = words(typed.trim_end_matches(FUZZY));
            typed.len() == unit.words.len() && typed[0].joined.is_none()
        };
        (!is_hidden).then_some((first, joined))
    }

    /// Returns the pattern that a form of a marked word is, if it is one.
    pub(crate) fn pattern(&self, form: &str) -> Option<Form> {
        if let Some(number) = form.strip_prefix(REGEX) {
            let regex = number
                .parse()
                .ok()
                .and_then(|at: usize| self.regexes.get(at));
            return regex.map(|regex| Form::Regex(lower(regex)));
        }
        let letters = form.trim_end_matches(FUZZY);
        if letters.len() < form.len() {
            let distance = if form.ends_with(FUZZY[0]) { 1 } else { 2 };
            return Some(Form::Fuzzy(letters.replace([ANY, ONE], ""), distance));
        }
        form.contains([ANY, ONE])
            .then(|| Form::Wildcard(self.unmarked(form)))
    }
}

fn is_mark(c: char) -> bool {
    (ANY..=REGEX).contains(&c)
}

/// Whether behind a `?` something of the word follows.
fn goes_on(behind: &[char], before: usize) -> bool {
    match behind {
        [c, ..] if starts_word(*c) => true,
        ['*', ..] => before >= LEAST_BEFORE_STAR,
        ['?', rest @ ..] => goes_on(rest, before),
        _ => false,
    }
}

/// What stands between the slashes of `/…/`.
pub(crate) fn regex(chunk: &str) -> Option<&str> {
    let end = regex_end(chunk)?;
    (end == chunk.len()).then(|| &chunk[1..end - 1])
}

/// The bytes of a regular expression that a text starts with: no blank and no bare slash stands inside.
pub(crate) fn regex_end(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('/')?;
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if c.is_whitespace() => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            // An empty one is no expression.
            '/' => return (at > 0).then_some(at + 2),
            _ => {}
        }
    }
    None
}

/// `mot~1`: the word, and how many letters may be wrong.
fn fuzzy(chunk: &str) -> Option<(&str, u8)> {
    let (word, distance) = fuzzy_as_typed(chunk)?;
    Some((word, distance.clamp(1, 2)))
}

/// `mot~`, `mot~1`, `mot~7`: the word and the number; none is 1.
pub(crate) fn fuzzy_as_typed(chunk: &str) -> Option<(&str, u8)> {
    let (word, distance) = chunk.rsplit_once('~')?;
    let distance = match distance {
        "" => 1,
        digit if digit.len() == 1 => digit.parse().ok()?,
        _ => return None,
    };
    word.ends_with(char::is_alphanumeric)
        .then_some((word, distance))
}

/// An expression in lower case, as all forms are; `\W` stays what it is.
pub(crate) fn lower(regex: &str) -> String {
    let mut out = String::with_capacity(regex.len());
    let mut escaped = false;
    for c in regex.chars() {
        if escaped {
            out.push(c);
            escaped = false;
        } else {
            escaped = c == '\\';
            out.extend(c.to_lowercase());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_told_from_punctuation() {
        let check = |typed: &str, expected: &str| {
            let shown = Marked::of(typed).text;
            let shown = shown
                .replace(ANY, "⟨*⟩")
                .replace(ONE, "⟨?⟩")
                .replace(REGEX, "⟨/⟩");
            let shown = shown.replace(FUZZY[0], "⟨~1⟩").replace(FUZZY[1], "⟨~2⟩");
            assert_eq!(shown, expected, "{typed}");
            assert_eq!(Marked::of(typed).unmarked(&Marked::of(typed).text), typed);
        };
        check("gouv* m?t", "gouv⟨*⟩ m⟨?⟩t");
        check("g* *ment ?ot présid?", "g* *ment ?ot présid?");
        check("qui? m??t m?t* ab?*", "qui? m⟨?⟩⟨?⟩t m⟨?⟩t⟨*⟩ ab⟨?⟩⟨*⟩");
        check("l'ét* nord-cor* F-1*", "l'ét⟨*⟩ nord-cor⟨*⟩ F-1*");
        check(
            "mot~1 l'Ukraine~2 ~1 mot~12",
            "mot⟨~1⟩ l'Ukraine⟨~2⟩ ~1 mot~12",
        );
        check(
            "/incond.*/ /a b/ // /x/y/ /a\\/b/",
            "⟨/⟩0 /a b/ // /x/y/ ⟨/⟩1",
        );
    }

    #[test]
    fn a_marked_word_says_its_pattern() {
        let marked = Marked::of("Gouv* mot~2 /Pou\\W.*/");
        let words = depeche_text::words(&marked.text);
        let patterns: Vec<_> = words
            .iter()
            .map(|word| marked.pattern(&word.forms.exact))
            .collect();
        assert_eq!(
            patterns,
            [
                Some(Form::Wildcard("gouv*".into())),
                Some(Form::Fuzzy("mot".into(), 2)),
                Some(Form::Regex("pou\\W.*".into()))
            ]
        );
    }
}
