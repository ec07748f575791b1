//! Classes of characters.

use unicode_normalization::char::is_combining_mark;

/// Returns whether a word can start with this character.
pub fn starts_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() && !is_apostrophe(c) && !is_ignorable(c) && !is_raised_o(c)
}

/// Returns whether this character may follow in a word that has started.
pub(crate) fn continues_word(c: char) -> bool {
    starts_word(c) || (!c.is_ascii() && is_combining_mark(c))
}

/// Every apostrophe met in French exports: typewriter, typographic, modifier letters, opening quote, prime, accents
/// typed for it, full width.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}'
            | '\u{2bc}'
            | '\u{2bb}'
            | '\u{2018}'
            | '\u{201b}'
            | '\u{2032}'
            | '\u{b4}'
            | '`'
            | '\u{ff07}'
    )
}

/// The raised o of `nº 12`, `nᵒ 12`, which is no letter more than the degree sign of `n° 12`.
fn is_raised_o(c: char) -> bool {
    matches!(c, '\u{ba}' | '\u{1d52}')
}

/// Hyphens that tie the parts of a word; dashes do not.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}')
}

/// Characters that are seen as nothing inside a word: soft hyphen, joiners, direction marks, variation selectors,
/// and the half rings of transliterated Arabic.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200c}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{2be}'
            | '\u{2bf}'
    )
}

/// The soft hyphen, which may stand before a line's end inside a word.
pub(crate) const SOFT_HYPHEN: char = '\u{ad}';

/// Blanks that stand inside a number or after an apostrophe: space, no-break, thin, figure and narrow no-break space.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{2007}' | '\u{202f}')
}

/// Returns whether an elided prefix may stand before this character: a vowel, h, y, or a digit read as a vowel (`d'1`).
pub(crate) fn takes_elision(c: char) -> bool {
    c.is_ascii_digit()
        || c.to_lowercase().next().is_some_and(|c| {
            matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'œ' | 'æ' | 'ø' | 'ı')
                || matches!(c, 'à'..='å' | 'è'..='ï' | 'ò'..='ö' | 'ù'..='ý' | 'ÿ' | 'ā' | 'ī' | 'ū' | 'ō' | 'ē')
        })
}
