//! Forms of a word: the exact form (lower case, accents kept) and what is left when accents are taken away.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::chars::{is_apostrophe, is_blank, is_ignorable};

/// Longest form in characters; the rest of a longer word is cut. 255 is what a cluster's tokenizer keeps by default, so
/// that both engines hold the same terms.
pub(crate) const MAX_FORM_CHARS: usize = 255;

/// Returns the exact form of a stretch of text that is one word: NFC, superscripts and presentation forms opened, lower
/// case, apostrophes made straight, ligatures opened, accents kept; hyphens, points, blanks and invisible characters
/// are left out (they stand only in numbers, acronyms and broken words). A hyphen stands only in the joined form of
/// numbers (`49-3`), and is written as a point there, so that nobody takes `2024-2025` for 20242025.
pub fn normal_form(surface: &str) -> String {
    let mut form = String::with_capacity(surface.len());
    if surface.is_ascii() {
        // The cut is in characters, and here a character is a byte.
        let kept = surface.bytes().filter_map(|b| match b {
            b'-' => Some('.'),
            b'\'' | b',' => Some(b as char),
            b => b
                .is_ascii_alphanumeric()
                .then_some(b.to_ascii_lowercase() as char),
        });
        form.extend(kept.take(MAX_FORM_CHARS));
        return straighten_number(form);
    }
    let opened = surface.chars().filter(|c| !is_ignorable(*c)).flat_map(open);
    let composed = opened.nfc().flat_map(char::to_lowercase);
    for c in composed.take(MAX_FORM_CHARS) {
        match c {
            'œ' => form.push_str("oe"),
            'æ' => form.push_str("ae"),
            c if is_apostrophe(c) => form.push('\''),
            '-' => form.push('.'),
            c if c.is_alphanumeric() || is_combining_mark(c) || c == ',' => form.push(c),
            _ => debug_assert!(
                c.is_ascii_punctuation() || is_blank(c) || c.is_whitespace() || !c.is_control(),
                "{c:?}"
            ),
        }
    }
    if form.chars().count() > MAX_FORM_CHARS {
        form = form.chars().take(MAX_FORM_CHARS).collect();
    }
    straighten_number(form)
}

/// `5'000` → `5000`: an apostrophe between digits only groups them.
fn straighten_number(form: String) -> String {
    if form.starts_with(|c: char| c.is_ascii_digit()) && form.contains('\'') {
        return form.replace('\'', "");
    }
    form
}

/// Opens superscripts and presentation forms (`1ᵉʳ`, `ﬁ`, full width letters); other characters stay.
fn open(c: char) -> impl Iterator<Item = char> {
    let compatible = matches!(c,
        '\u{aa}' | '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{ba}'
        | '\u{2b0}'..='\u{2b8}' | '\u{1d2c}'..='\u{1d6a}' | '\u{2070}'..='\u{209c}'
        | '\u{fb00}'..='\u{fb06}' | '\u{ff10}'..='\u{ff5a}');
    let mut opened = [c, '\0', '\0'];
    if compatible {
        let mut at = 0;
        decompose_compatible(c, |part| {
            if at < opened.len() {
                opened[at] = part;
                at += 1;
            }
        });
    }
    opened
        .into_iter()
        .enumerate()
        .filter(|(at, part)| *at == 0 || *part != '\0')
        .map(|(_, part)| part)
}

/// Returns whether a letter carries an accent of French, the only ones that tell French words apart.
pub(crate) fn is_french_accented(c: char) -> bool {
    matches!(
        c,
        'à' | 'â' | 'ç' | 'é' | 'è' | 'ê' | 'ë' | 'î' | 'ï' | 'ô' | 'ù' | 'û' | 'ü' | 'ÿ'
    )
}

/// Returns a form with foreign letters made plain (`erdoğan` → `erdogan`, `łódź` → `lodz`), French accents kept.
/// Nobody types them, and no French word is told from another by them.
pub(crate) fn without_foreign_accents(form: &str) -> String {
    plain(form, is_french_accented)
}

/// Returns a form without any accent; each letter by itself, whatever stands beside it.
pub fn without_accents(form: &str) -> String {
    plain(form, |_| false)
}

fn plain(form: &str, keep: impl Fn(char) -> bool) -> String {
    if form.is_ascii() {
        return form.to_string();
    }
    let mut out = String::with_capacity(form.len());
    for c in form.chars() {
        if c.is_ascii() || keep(c) {
            out.push(c);
            continue;
        }
        match letter_that_does_not_decompose(c) {
            Some(letters) => out.push_str(letters),
            None => out.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    out
}

/// Letters whose plain form Unicode does not give.
fn letter_that_does_not_decompose(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ø' => "o",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ß' => "ss",
        'þ' => "th",
        'ə' => "e",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

/// Returns a text as a key to compare by: lower case, without accents, ligatures opened, every run of other characters
/// one blank. `L’Écho – d'Été` → `l echo d ete`.
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text
        .chars()
        .filter(|c| !is_ignorable(*c))
        .flat_map(open)
        .nfc()
        .flat_map(char::to_lowercase)
    {
        if c.is_ascii_alphanumeric() {
            key.push(c);
        } else if c.is_alphanumeric() && !is_apostrophe(c) {
            match letter_that_does_not_decompose(c) {
                Some(letters) => key.push_str(letters),
                None => key.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
            }
        } else if !is_combining_mark(c) && !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    if key.ends_with(' ') {
        key.pop();
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_keep_accents_and_lose_case() {
        for (surface, form, plain) in [
            ("État", "état", "etat"),
            ("E\u{301}tat", "état", "etat"),
            ("CŒUR", "coeur", "coeur"),
            ("1ᵉʳ", "1er", "1er"),
            ("ﬁn", "fin", "fin"),
            ("recons\u{ad}truction", "reconstruction", "reconstruction"),
            ("Aujourd’hui", "aujourd'hui", "aujourd'hui"),
            ("5\u{202f}000", "5000", "5000"),
            ("5’000", "5000", "5000"),
            ("O.N.U", "onu", "onu"),
            ("5 000-6.000", "5000.6000", "5000.6000"),
            ("1ᵉʳ-2ᵉ", "1er.2e", "1er.2e"),
            ("İstanbul", "i\u{307}stanbul", "istanbul"),
            ("Đinđić", "đinđić", "dindic"),
            ("Łódź", "łódź", "lodz"),
        ] {
            assert_eq!(normal_form(surface), form, "{surface}");
            assert_eq!(without_accents(&normal_form(surface)), plain, "{surface}");
        }
        assert_eq!(without_foreign_accents("erdoğan"), "erdogan");
        assert_eq!(without_foreign_accents("choïgou"), "choïgou");
    }

    #[test]
    fn a_word_is_cut_at_255_characters() {
        assert_eq!(normal_form(&"a".repeat(1000)).len(), 255);
        assert_eq!(normal_form(&"œ".repeat(1000)).chars().count(), 255);
    }

    #[test]
    fn keys_have_single_blanks() {
        assert_eq!(fold(" L’Écho – d'Été  "), "l echo d ete");
        assert_eq!(fold("Kim Jong‑Un"), "kim jong un");
        assert_eq!(fold("…"), "");
    }
}
