//! The words of an article as name recognition sees them: how each is written, what stands before it, and a key without
//! case and accents that the tables are looked up by. What a word means is not known here.

use std::ops::Range;
use std::rc::Rc;

use depeche_corpus::{Part, Texte};
use unicode_normalization::UnicodeNormalization;

use crate::forms::{Form, Forms};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `ministre`, `iPhone`.
    Lower,
    /// `Paris`, `McKay`, `J`.
    Capital,
    /// Two capitals or more and no small letter: `ONU`, `II`.
    Caps,
    /// Anything that does not start with a letter or holds a digit.
    Other,
}

/// What stands between a word, with its elided prefix, and the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Blanks only.
    Blank,
    /// A hyphen.
    Hyphen,
    /// An apostrophe that elides nothing: `O'Brien`.
    Apostrophe,
    /// A point and at most blanks, as after an initial.
    Point,
    /// A comma.
    Comma,
    /// An opening parenthesis.
    Open,
    /// Quotation marks only.
    Quote,
    /// Anything else, and the start of a part.
    Break,
}

/// One word.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Its bytes in the text, without an elided prefix.
    pub(crate) span: Range<usize>,
    /// Where its elided prefix starts.
    pub(crate) elision: Option<usize>,
    pub(crate) shape: Shape,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Whether a sentence starts with it.
    pub(crate) first: bool,
    /// The number of its part in [`Texte::parts`].
    pub(crate) part: usize,
    /// Whether its part is written in capitals throughout, so that capitals say nothing.
    pub(crate) shouted: bool,
    /// What it shows by itself.
    pub(crate) form: Rc<Form>,
}

/// The words of a text.
#[derive(Debug, Default)]
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) list: Vec<Word>,
    /// The kind of each part.
    pub(crate) parts: Vec<Part>,
}

impl<'t> Words<'t> {
    pub(crate) fn of(texte: &'t Texte) -> Self {
        let text = texte.text.as_str();
        let mut words = Self {
            text,
            // French runs at about six bytes a word.
            list: Vec::with_capacity(text.len() / 6),
            parts: texte.parts.iter().map(|(part, _)| *part).collect(),
        };
        Forms::with(|forms| words.read(texte, forms));
        words.mark_shouted();
        words
    }

    fn read(&mut self, texte: &'t Texte, forms: &mut Forms) {
        let text = self.text;
        let mut part = 0;
        let mut end = 0;
        for token in depeche_text::tokens(text) {
            let start = token.elision.unwrap_or(token.span.start);
            let before = part;
            while part + 1 < texte.parts.len() && token.span.start >= texte.parts[part].1.end {
                part += 1;
            }
            let gap = if self.list.is_empty() || part != before {
                Gap::Break
            } else {
                gap(text.get(end..start).unwrap_or("\n\n"))
            };
            end = token.span.end;
            let form = forms.get(&text[token.span.clone()]);
            self.list.push(Word {
                shape: form.shape,
                span: token.span,
                elision: token.elision,
                gap,
                first: token.sentence.starts(),
                part,
                shouted: false,
                form,
            });
        }
    }

    /// Returns the word as it is written.
    pub(crate) fn form(&self, at: usize) -> &'t str {
        &self.text[self.list[at].span.clone()]
    }

    /// Returns the word without case, accents and ligatures.
    pub(crate) fn key(&self, at: usize) -> &str {
        &self.list[at].form.key
    }

    /// Returns the key of the word before, if it stands in the same part.
    pub(crate) fn key_before(&self, at: usize) -> &str {
        match at.checked_sub(1) {
            Some(before) if self.list[before].part == self.list[at].part => self.key(before),
            _ => "",
        }
    }

    /// Returns the elided prefix as one small letter or more: `d`, `l`, `qu`; empty where there is none.
    pub(crate) fn elided(&self, at: usize) -> &'static str {
        let word = &self.list[at];
        let Some(start) = word.elision else { return "" };
        match self.text.as_bytes()[start..word.span.start] {
            [b'd' | b'D', next, ..] if !next.is_ascii_alphabetic() => "d",
            // Not the `l` of `lorsqu'`.
            [b'l' | b'L', next, ..] if !next.is_ascii_alphabetic() => "l",
            _ => "qu",
        }
    }

    /// Returns whether the word starts with a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        matches!(self.list[at].shape, Shape::Capital | Shape::Caps)
    }

    /// Returns the bytes from one word to another.
    pub(crate) fn span(&self, words: Range<usize>) -> Range<usize> {
        self.list[words.start].span.start..self.list[words.end - 1].span.end
    }

    /// Returns a name as it is called: composed letters, one blank, plain hyphens and
    /// apostrophes, capitals only at the words' starts.
    pub(crate) fn written(&self, range: Range<usize>) -> String {
        let is_shouted = |at: usize| {
            let form = self.form(at);
            let roman = form.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
            self.list[at].shape == Shape::Caps && form.chars().count() > 2 && !roman
        };
        // The `LE` of `Marine LE PEN` is shouted too, but not that of a name without a longer word in capitals.
        let shouted = range.clone().any(is_shouted);
        let mut name = String::new();
        let mut end = self.list[range.start].span.start;
        for at in range {
            let word = &self.list[at];
            for c in self.text[end..word.span.start].chars() {
                match c {
                    c if c.is_whitespace() => {
                        if !name.ends_with(' ') {
                            name.push(' ');
                        }
                    }
                    '\u{2010}' | '\u{2011}' => name.push('-'),
                    '’' | 'ʼ' | '‘' | '′' => name.push('\''),
                    c => name.push(c),
                }
            }
            end = word.span.end;
            let form = self.form(at);
            if is_shouted(at) || shouted && word.shape == Shape::Caps && form.chars().count() == 2 {
                let mut letters = form.chars();
                name.extend(letters.next());
                name.extend(letters.flat_map(char::to_lowercase));
            } else {
                name.push_str(form);
            }
        }
        name.nfc().collect()
    }

    fn mark_shouted(&mut self) {
        let mut start = 0;
        while start < self.list.len() {
            let part = self.list[start].part;
            let len = self.list[start..]
                .iter()
                .take_while(|word| word.part == part)
                .count();
            let words = &mut self.list[start..start + len];
            let caps = words.iter().filter(|w| w.shape == Shape::Caps).count();
            let small = words
                .iter()
                .any(|w| w.shape == Shape::Lower || w.shape == Shape::Capital && w.span.len() > 3);
            // Three words: a crosshead `ONU` or `PARIS SG` is a name, not shouting.
            if caps >= 3 && !small {
                words.iter_mut().for_each(|word| word.shouted = true);
            }
            start += len;
        }
    }
}

/// Appends what a word is looked up by.
pub(crate) fn push_key(keys: &mut String, form: &str) {
    if form.is_ascii() {
        keys.extend(
            form.bytes()
                .filter(u8::is_ascii_alphanumeric)
                .map(|byte| byte.to_ascii_lowercase() as char),
        );
        return;
    }
    let start = keys.len();
    for c in form.chars() {
        match plain(c) {
            Some(letters) => keys.push_str(letters),
            None if c.is_ascii_alphanumeric() => keys.push(c.to_ascii_lowercase()),
            None if c.is_ascii() => {}
            None => {
                keys.truncate(start);
                keys.extend(depeche_text::fold(form).chars().filter(|c| *c != ' '));
                return;
            }
        }
    }
}

/// Returns what `fold` makes of a letter that French writes and ASCII lacks: a word of these alone needs no tables of
/// Unicode.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' => "c",
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
        'î' | 'ï' | 'Î' | 'Ï' => "i",
        'ô' | 'ö' | 'Ô' | 'Ö' => "o",
        'œ' | 'Œ' => "oe",
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => "u",
        _ => return None,
    })
}

/// Returns a word without case, accents and ligatures, as the tables and the recogniser know it.
pub fn word_key(form: &str) -> String {
    let mut key = String::new();
    push_key(&mut key, form);
    key
}

pub(crate) fn shape(form: &str) -> Shape {
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            // `T5`, `U23`: no name.
            if form.contains(|c: char| c.is_ascii_digit()) {
                return Shape::Other;
            }
            let (mut upper, mut lower) = (1, false);
            for letter in letters {
                upper += usize::from(letter.is_uppercase());
                lower |= letter.is_lowercase();
            }
            if upper >= 2 && !lower {
                Shape::Caps
            } else {
                Shape::Capital
            }
        }
        Some(first) if first.is_alphabetic() => Shape::Lower,
        _ => Shape::Other,
    }
}

fn gap(between: &str) -> Gap {
    if between == " " {
        return Gap::Blank;
    }
    // A line end inside a paragraph is a blank; two are a paragraph's end.
    if between.contains(depeche_corpus::PARAGRAPH_END) || between.matches('\n').count() > 1 {
        return Gap::Break;
    }
    let blank = between.starts_with(char::is_whitespace);
    match between.trim() {
        "" => Gap::Blank,
        "-" | "\u{2010}" | "\u{2011}" | "\u{ad}" if !blank => Gap::Hyphen,
        "'" | "’" | "ʼ" | "‘" | "′" if !blank => Gap::Apostrophe,
        "." => Gap::Point,
        "," => Gap::Comma,
        "(" => Gap::Open,
        "«" | "»" | "\"" | "“" | "”" => Gap::Quote,
        _ => Gap::Break,
    }
}

#[cfg(test)]
mod tests {
    use depeche_text::fold;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_letters_are_those_of_fold() {
        let plain_letters = ('\u{80}'..='\u{17f}').filter(|c| plain(*c).is_some());
        assert_eq!(plain_letters.clone().count(), 34);
        for letter in plain_letters {
            assert_eq!(plain(letter), Some(fold(&letter.to_string()).as_str()));
        }
    }

    proptest! {
        #[test]
        fn keys_are_folded_words(form in "[a-zA-Zà-ÿœŒßł0-9.'’ \u{301}\u{ad}-]{0,9}") {
            assert_eq!(word_key(&form), fold(&form).replace(' ', ""));
        }
    }
}
