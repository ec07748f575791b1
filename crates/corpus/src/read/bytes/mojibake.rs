//! UTF-8 that was once read as Windows-1252 or ISO-8859-1 (`Ã©` for `é`, `â€™` for `’`), and Windows-1252 that was read as
//! ISO-8859-1 (U+0092 for `’`), are mended. Texts that speak of such sequences keep them.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// A text as it was before it was read in the wrong encoding, once or twice, if it was; and how much of it was mended.
pub(in crate::read) fn mended(text: Cow<'_, str>) -> (String, u64) {
    let (text, letters) = match letters_mended(&text) {
        Some((text, count)) => (text, count),
        None => (text.into_owned(), 0),
    };
    let (text, signs) = without_controls(text);
    (text, letters + signs)
}

/// A text with its letters; none where they are right, or where some such sequence may be meant: beside more letters that are
/// right it is.
fn letters_mended(text: &str) -> Option<(String, u64)> {
    if !text.contains(FIRST) {
        return None;
    }
    let damage = Damage::of(text);
    let (once, mended) = if damage.mended > 1 && damage.mended > damage.right {
        mend(text, |_| true)
    } else if damage.certain > 0 {
        mend(text, is_certain)
    } else {
        return None;
    };
    // A second time where hardly a letter is right yet: of a text that is mended, the accents are.
    let again = Damage::of(&once);
    let twice =
        (again.mended > WRONG_BESIDE_ONE_RIGHT * again.right).then(|| mend(&once, |_| true).0);
    Some((twice.unwrap_or(once), mended))
}

/// More letters than so many that are damaged beside one that is right say that a text was damaged twice: a Chinese name in it
/// gives two or three that look right (`é` of `é»„`).
const WRONG_BESIDE_ONE_RIGHT: u64 = 4;

/// What a first byte of UTF-8 was read as: of `é`, `«`, `œ`, `č` and `’`, and of signs such as 😀.
const FIRST: [char; 6] = ['Ã', 'Â', 'Å', 'Ä', 'â', 'ð'];

/// Of these, what stands in good texts of other languages, and says by itself that a text is damaged only before a control.
const SELDOM: [char; 2] = ['Ä', 'ð'];

/// What of a text was once read wrongly, and what was not.
#[derive(Default)]
struct Damage {
    mended: u64,
    /// Of these, what cannot be meant.
    certain: u64,
    right: u64,
}

impl Damage {
    fn of(text: &str) -> Self {
        let mut damage = Self::default();
        for piece in pieces(text) {
            match piece {
                Piece::Damaged(_, letters) => {
                    let certain = is_certain(letters);
                    damage.mended += u64::from(certain || !letters.starts_with(SELDOM));
                    damage.certain += u64::from(certain);
                }
                Piece::Other(c) => damage.right += u64::from("àâçéèêëîïôùûœ’«»".contains(c)),
            }
        }
        damage
    }
}

/// A letter of a text, or some of them that were one.
enum Piece<'t> {
    /// What it was, and what stands there now.
    Damaged(char, &'t str),
    Other(char),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let damaged = FIRST.contains(&c).then(|| once_read(rest)).flatten();
        let (piece, length) = match damaged {
            Some((was, length)) => (Piece::Damaged(was, &rest[..length]), length),
            None => (Piece::Other(c), c.len_utf8()),
        };
        rest = &rest[length..];
        Some(piece)
    })
}

/// Puts in what some letters were, where they are of a kind, and counts them.
fn mend(text: &str, kind: impl Fn(&str) -> bool) -> (String, u64) {
    let mut out = String::with_capacity(text.len());
    let mut mended = 0;
    for piece in pieces(text) {
        match piece {
            Piece::Damaged(was, letters) if kind(letters) => {
                out.push(was);
                mended += 1;
            }
            Piece::Damaged(_, letters) => out.push_str(letters),
            Piece::Other(c) => out.push(c),
        }
    }
    (out, mended)
}

/// Whether letters can only be damage: nobody types a control, and ISO-8859-1 has them where Windows-1252 has `€` and `’`.
fn is_certain(letters: &str) -> bool {
    letters.contains(is_control)
}

fn is_control(c: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&c)
}

/// Puts in what Windows-1252 has in the place of controls, where it was once read as ISO-8859-1, and counts it: `’` for
/// U+0092. U+0085 may be the end of a line, and is `…` beside others only.
fn without_controls(text: String) -> (String, u64) {
    // They begin with a byte that few letters begin with.
    let bytes = text.as_bytes();
    let mut places = memchr::memchr_iter(0xc2, bytes);
    let is_one = |at| matches!(bytes.get(at + 1), Some(0x80..=0x84 | 0x86..=0x9f));
    if !places.any(is_one) {
        return (text, 0);
    }
    let mut replaced = 0;
    let instead = |c: char| {
        let byte = byte_of(c).filter(|_| is_control(c));
        let Some(byte) = byte else { return c };
        let (read, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
        let read = read.chars().next().unwrap_or(c);
        replaced += u64::from(read != c);
        read
    };
    (text.chars().map(instead).collect(), replaced)
}

/// The character whose UTF-8 bytes, read as Windows-1252 or ISO-8859-1, a text starts with, and the bytes these take in the
/// text.
fn once_read(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::with_capacity(4);
    let mut length = 0;
    for c in text.chars().take(4) {
        bytes.push(byte_of(c)?);
        length += c.len_utf8();
        if let Ok(read) = std::str::from_utf8(&bytes) {
            return read.chars().next().map(|was| (was, length));
        }
    }
    None
}

/// The byte, beyond ASCII, that is read as a character; as `requests` of Python reads it, or as browsers do.
fn byte_of(c: char) -> Option<u8> {
    if is_control(c) {
        return u8::try_from(u32::from(c)).ok();
    }
    let mut letter = [0; 4];
    let (byte, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut letter));
    match byte.as_ref() {
        [byte] if !unmappable && !byte.is_ascii() => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "L’été où Zoé mangea du bœuf à Sète : «C’est déjà ça», dit-elle.";

    #[test]
    fn what_was_read_wrongly_before_is_mended() {
        let (wrong, _) = WINDOWS_1252.decode_without_bom_handling(SENTENCE.as_bytes());
        assert!(wrong.contains("Ã©tÃ©"), "{wrong}");
        let read = mended(Cow::Borrowed(&wrong));
        assert_eq!((read.0.as_str(), read.1 > 4), (SENTENCE, true));
        for right in [
            SENTENCE,
            "São Paulo, SÃO PAULO",
            "Le signe «Ã©» est un é mal lu, et «Ã¨» un è : c'est écrit ici, là et déjà.",
            "L'ÉTÉ» et «ÂGE»",
            "100 Â°",
            "„JÄ“ und „NÄ“, sagt Jón Garð“",
            "DÉJÀ\u{85}",
            "Chaque «Ã©» était un é : c’est «ÃƒÂ©» là où c’est arrivé deux fois, dit Zoé.",
        ] {
            let read = mended(Cow::Borrowed(right));
            assert_eq!((read.0.as_str(), read.1), (right, 0));
        }
    }

    /// A text whose UTF-8 is read as ISO-8859-1, every byte the character of its number.
    fn as_latin_1(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    fn as_windows(text: &str) -> String {
        let (wrong, _) = WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
        wrong.into_owned()
    }

    #[test]
    fn what_was_read_as_latin_1_keeps_no_control() {
        let texts = [
            SENTENCE,
            "l’été",
            "Œuvre",
            "10 €",
            "Kovač, Miloš et 😀",
            "– Où ? – À Paris…",
        ];
        for text in texts {
            for wrong in [as_latin_1(text), as_latin_1(&as_latin_1(text))] {
                let read = mended(Cow::Borrowed(&wrong));
                assert_eq!((read.0.as_str(), read.1 > 0), (text, true));
            }
        }
        for (wrong, right, count) in [
            ("l\u{e2}\u{80}\u{99}Ã©tÃ©", "l’été", 3),
            // Beside letters that are right, what is no letter is damage all the same.
            (
                "L’été à Sète, où 10 â\u{82}¬ sont dits «Ã©»",
                "L’été à Sète, où 10 € sont dits «Ã©»",
                1,
            ),
            // Windows-1252 that was read as ISO-8859-1.
            ("l\u{92}\u{9c}uvre d'été\u{85}", "l’œuvre d'été…", 3),
            ("CAFÉ\u{94}", "CAFÉ”", 1),
        ] {
            let read = mended(Cow::Borrowed(wrong));
            assert_eq!((read.0.as_str(), read.1), (right, count));
        }
    }

    #[test]
    fn what_was_read_wrongly_twice_is_mended_twice() {
        for text in [SENTENCE, "marché", "l’été à Sète", "Kovač l’a dit à Zoé"] {
            for wrong in [
                as_windows(&as_windows(text)),
                as_windows(&as_latin_1(text)),
                as_latin_1(&as_windows(text)),
            ] {
                let read = mended(Cow::Borrowed(&wrong));
                assert_eq!((read.0.as_str(), read.1 > 1), (text, true), "{wrong}");
            }
        }
        // Known to be wrong: what is in no letters of French stays as it is read, and hinders none of the others.
        let text = "Élevée à Sète, l’écrivaine 黄 l’a révélé";
        let read = mended(Cow::Owned(as_windows(&as_windows(text))));
        assert_eq!(read.0, text.replace('黄', "é»„"));
        // Once, and beside it what is meant.
        let text = "L’été, «Ã©» est un é mal lu, dit Zoé à Sète.";
        let read = mended(Cow::Owned(as_windows(text)));
        assert_eq!(read.0, text);
    }
}
