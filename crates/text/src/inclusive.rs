//! Inclusive writing: `étudiant·e·s` is one word that stands for `étudiant`, `étudiante`, `étudiants` and `étudiantes`.
//!
//! ```text
//! inclusive = masculine mark ending [[mark] "s"] | masculine "(" ending ")" ["s" | "(s)"]
//! mark      = a middle dot or bullet | "." | "/" | hyphen
//! ending    = a row of inclusive_endings.tsv that goes with the masculine's own, alone or with its s
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::chars::{continues_word, is_hyphen};
use crate::lists::inclusive_ending_rows;

/// How a feminine and a plural are made.
struct Ending {
    masculine: &'static str,
    feminine: &'static str,
    /// The end of the masculine plural, where it is not an s behind the masculine.
    plural: Option<&'static str>,
}

static ENDINGS: LazyLock<FxHashMap<&'static str, Vec<Ending>>> = LazyLock::new(|| {
    let mut endings: FxHashMap<_, Vec<Ending>> = FxHashMap::default();
    for [written, masculine, feminine, plural] in inclusive_ending_rows() {
        endings.entry(written).or_default().push(Ending {
            masculine,
            feminine,
            plural: (!plural.is_empty()).then_some(plural),
        });
    }
    for rows in endings.values_mut() {
        rows.sort_by_key(|row| std::cmp::Reverse(row.masculine.len()));
    }
    endings
});

/// Letters of the longest ending with its s (`trices`); what is longer needs no look-up.
const LONGEST_ENDING: usize = 6;

/// A word in inclusive writing.
struct Inclusive {
    end: usize,
    /// The masculine singular, composed.
    masculine: String,
    ending: &'static Ending,
    in_capitals: bool,
    plural: bool,
}

/// If the word at `base` goes on in inclusive writing, the end of the whole.
#[inline]
pub(crate) fn inclusive_end(text: &str, base: &Range<usize>) -> Option<usize> {
    // Behind nearly every word stands a blank, a comma or an apostrophe, and no more is asked of it.
    let behind = text.as_bytes().get(base.end)?;
    if behind.is_ascii() && !matches!(behind, b'.' | b'-' | b'(' | b'/') {
        return None;
    }
    read(text, base).map(|inclusive| inclusive.end)
}

/// Returns the words that one in inclusive writing stands for, the masculine singular first; of another word nothing.
pub(crate) fn spelled_out(surface: &str) -> Vec<String> {
    let base = surface
        .find(is_mark)
        .and_then(|end| read(surface, &(0..end)))
        .filter(|word| word.end == surface.len());
    let Some(word) = base else {
        return Vec::new();
    };
    let cut = word.ending.masculine.chars().count();
    let kept = word.masculine.chars().count().saturating_sub(cut);
    let head: String = word.masculine.chars().take(kept).collect();
    let with = |end: &str| match word.in_capitals {
        true => format!("{head}{}", end.to_uppercase()),
        false => format!("{head}{end}"),
    };
    let feminine = with(word.ending.feminine);
    let mut forms = vec![word.masculine.clone(), feminine];
    if word.plural {
        let s = if word.in_capitals { "S" } else { "s" };
        let masculine = match word.ending.plural {
            Some(end) => with(end),
            None if word.masculine.ends_with(['s', 'S', 'x', 'X']) => word.masculine.clone(),
            None => format!("{}{s}", word.masculine),
        };
        forms.extend([masculine, format!("{}{s}", forms[1])]);
    }
    // `français·e·s` has the same masculine twice.
    let mut seen: Vec<String> = Vec::new();
    for form in forms {
        if !seen.contains(&form) {
            seen.push(form);
        }
    }
    seen
}

fn read(text: &str, base: &Range<usize>) -> Option<Inclusive> {
    let mark = text[base.end..].chars().next().filter(|c| is_mark(*c))?;
    let from = base.end + mark.len_utf8();
    let to = letters_end(text, from)?;
    let mut end = to;
    let mut plural = false;
    if mark == '(' {
        end += text[end..].starts_with(')').then_some(1)?;
        let s = ["(s)", "(S)", "s", "S"]
            .iter()
            .find(|s| text[end..].starts_with(**s));
        if let Some(s) = s {
            end += s.len();
            plural = true;
        }
    } else if let Some(rest) = text[to..].strip_prefix(mark) {
        if rest.starts_with(['s', 'S']) {
            end += mark.len_utf8() + 1;
            plural = true;
        }
        // `droit.e.fr`, `contact-e-mail`: no ending.
        let after = text[end..].strip_prefix(mark);
        if after.is_some_and(|rest| rest.starts_with(continues_word)) {
            return None;
        }
    }
    let before = text[..base.start].chars().next_back();
    let in_address =
        matches!(mark, '.' | '/') && matches!(before, Some('.' | '/' | '@' | '_' | ':'));
    if in_address || text[end..].starts_with(|c| continues_word(c) || c == '@' || c == '_') {
        return None;
    }
    let letters: String = text[from..to].nfc().flat_map(char::to_lowercase).collect();
    let singular = letters.strip_suffix('s');
    let (rows, plural) = match (ENDINGS.get(letters.as_str()), singular) {
        (Some(rows), _) => (rows, plural),
        (None, Some(singular)) => (ENDINGS.get(singular)?, true),
        (None, None) => return None,
    };
    let masculine: String = text[base.clone()].nfc().collect();
    let in_capitals = text[from..to].starts_with(char::is_uppercase);
    // `Plan-E` is a name.
    let fits = !in_capitals || !is_hyphen(mark) && masculine.ends_with(char::is_uppercase);
    if !fits || masculine.chars().nth(1).is_none() || !masculine.chars().all(char::is_alphabetic) {
        return None;
    }
    let lower = masculine.to_lowercase();
    let row = |word: &str| rows.iter().find(|row| word.ends_with(row.masculine));
    if let Some(ending) = row(&lower) {
        return Some(Inclusive {
            end,
            masculine,
            ending,
            in_capitals,
            plural,
        });
    }
    // `étudiants·es`: the masculine is written in the plural.
    let singular = lower.strip_suffix('s').filter(|_| plural)?;
    Some(Inclusive {
        end,
        ending: row(singular)?,
        masculine: masculine[..masculine.len() - 1].to_string(),
        in_capitals,
        plural,
    })
}

/// The end of the few letters at `from`; none where there are none, or too many for an ending.
fn letters_end(text: &str, from: usize) -> Option<usize> {
    let mut end = from;
    let mut letters = 0;
    for c in text[from..].chars() {
        if c.is_alphabetic() {
            letters += 1;
        } else if c.is_ascii() || !continues_word(c) {
            break;
        }
        if letters > LONGEST_ENDING {
            return None;
        }
        end += c.len_utf8();
    }
    (letters > 0).then_some(end)
}

/// What stands before the ending: the middle dot, the bullets and dots typed for it, and the older spellings' signs.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{b7}' | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '.' | '/' | '('
    ) || is_hyphen(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(surface: &str, expected: &[&str]) {
        let base = 0..surface.find(is_mark).unwrap();
        assert_eq!(
            inclusive_end(surface, &base),
            Some(surface.len()),
            "{surface}"
        );
        assert_eq!(spelled_out(surface), expected, "{surface}");
    }

    #[test]
    fn a_word_for_all_is_all_its_forms() {
        let all = ["étudiant", "étudiante", "étudiants", "étudiantes"];
        for surface in [
            "étudiant·e·s",
            "étudiant·es",
            "étudiant•e•s",
            "étudiant‧e‧s",
            "étudiant⋅e⋅s",
            "étudiant(e)s",
            "étudiant(es)",
            "étudiant(e)(s)",
            "étudiants(es)",
            "étudiants·es",
            "étudiant.e.s",
            "étudiant.es",
            "étudiant-e-s",
            "étudiant‑e‑s",
            "étudiant/e/s",
            "e\u{301}tudiant·e·s",
        ] {
            check(surface, &all);
        }
        check("étudiant·e", &["étudiant", "étudiante"]);
        check(
            "ÉTUDIANT·E·S",
            &["ÉTUDIANT", "ÉTUDIANTE", "ÉTUDIANTS", "ÉTUDIANTES"],
        );
        for (surface, feminine, plural) in [
            ("député(e)s", "députée", "députés"),
            ("acteur·rice·s", "actrice", "acteurs"),
            ("acteur·trice·s", "actrice", "acteurs"),
            ("acteur·ices", "actrice", "acteurs"),
            ("ambassadeur·rice·s", "ambassadrice", "ambassadeurs"),
            ("chercheur·euse·s", "chercheuse", "chercheurs"),
            ("chercheur·se·s", "chercheuse", "chercheurs"),
            ("auteur·e·s", "auteure", "auteurs"),
            ("citoyen·ne·s", "citoyenne", "citoyens"),
            ("citoyen.nes", "citoyenne", "citoyens"),
            ("paysan·ne·s", "paysanne", "paysans"),
            ("professionnel·le·s", "professionnelle", "professionnels"),
            ("professionnel·e·s", "professionnelle", "professionnels"),
            ("ouvrier·ère·s", "ouvrière", "ouvriers"),
            ("ouvrier·e\u{300}re·s", "ouvrière", "ouvriers"),
            ("ouvrier·e·s", "ouvrière", "ouvriers"),
            ("infirmier(ière)s", "infirmière", "infirmiers"),
            ("actif·ve·s", "active", "actifs"),
            ("public·que·s", "publique", "publics"),
            ("grec·que·s", "grecque", "grecs"),
            ("local·e·s", "locale", "locaux"),
            ("nouveau·elle·s", "nouvelle", "nouveaux"),
            ("maître·sse·s", "maîtresse", "maîtres"),
        ] {
            let words = spelled_out(surface);
            assert_eq!(&words[1..3], [feminine, plural], "{surface}");
        }
        check("heureux·se·s", &["heureux", "heureuse", "heureuses"]);
        check("français·es", &["français", "française", "françaises"]);
        // What stands before the ending is one of the forms, also where it is no word by itself.
        check("tou·te·s", &["tou", "toute", "tous", "toutes"]);
        check("un·e", &["un", "une"]);
        check("né(e)", &["né", "née"]);
    }

    #[test]
    fn other_signs_inside_words_are_none() {
        for text in [
            "lemonde.fr",
            "lemonde.es",
            "boîte-e",
            "contact-e-mail",
            "dit-elle",
            "Plan-E",
            "Plan(E)",
            "col·legi",
            "paral·lel",
            "le(s)",
            "alinéa(s)",
            "étudiant(e",
            "étudiant·et",
            "étudiant·es2",
            "étudiant.e@uni.fr",
            "étudiants/étudiantes",
            "et/ou",
            "a·e",
            "F.e",
            "étudiant· e",
        ] {
            let base = 0..text.find(is_mark).unwrap();
            assert_eq!(inclusive_end(text, &base), None, "{text}");
        }
        assert_eq!(inclusive_end("www.droit.es", &(4..9)), None);
        assert_eq!(inclusive_end("a@droit.es", &(2..7)), None);
    }
}
