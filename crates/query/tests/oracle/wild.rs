//! Wildcards in a word: which `*` and `?` of a typed word are some, and which forms they find.

/// Letters no article holds, which stand for `*` and `?` while a typed word is analysed: they split no word.
const STAR: char = 'ꜣ';
const MARK: char = 'ꜥ';

/// The typed word with letters for its wildcards.
pub(crate) fn hidden(typed: &str) -> String {
    typed.replace('*', "ꜣ").replace('?', "ꜥ")
}

/// The wildcards again.
pub(crate) fn shown(hidden: &str) -> String {
    hidden.replace(STAR, "*").replace(MARK, "?")
}

/// Whether a word or a part of one holds a wildcard.
pub(crate) fn is_hidden_in(form: &str) -> bool {
    form.contains([STAR, MARK])
}

/// Whether every `*` and `?` of a typed word is a wildcard, and none is punctuation: two letters or digits before `*`;
/// a letter before `?`, and something of the word behind it.
pub(crate) fn all_valid(typed: &str) -> bool {
    // An apostrophe, though some count it among the letters.
    let is_letter = |c: char| c.is_alphanumeric() && c != 'ʼ';
    let in_run = |c: &char| is_letter(*c) || matches!(c, '*' | '?');
    let chars: Vec<char> = typed.chars().collect();
    let before = |at: usize| -> Vec<char> {
        let run = chars[..at].iter().rev().copied();
        run.take_while(in_run).collect()
    };
    let star = |at: usize| before(at).iter().filter(|c| is_letter(**c)).count() >= 2;
    (0..chars.len()).all(|at| match chars[at] {
        '*' => star(at),
        '?' => {
            let run = chars[at + 1..].iter().take_while(|c| in_run(c)).count();
            let mut behind = at + 1..at + 1 + run;
            before(at)
                .iter()
                .any(|c| c.is_alphabetic() && is_letter(*c))
                && behind.any(|at| is_letter(chars[at]) || (chars[at] == '*' && star(at)))
        }
        _ => true,
    })
}

/// Whether a form is one of a pattern's.
pub(crate) fn finds(pattern: &[char], form: &[char]) -> bool {
    match pattern.split_first() {
        None => form.is_empty(),
        Some(('*', rest)) => (0..=form.len()).any(|from| finds(rest, &form[from..])),
        Some(('?', rest)) => !form.is_empty() && finds(rest, &form[1..]),
        Some((letter, rest)) => form.first() == Some(letter) && finds(rest, &form[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, found: &[&str], others: &[&str]) {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        for (forms, expected) in [(found, true), (others, false)] {
            for form in forms {
                assert_eq!(
                    finds(&chars(pattern), &chars(form)),
                    expected,
                    "{pattern} {form}"
                );
            }
        }
    }

    #[test]
    fn stars_are_any_letters_and_marks_are_one() {
        check("grev*", &["grev", "greve", "greviste"], &["gre", "agreve"]);
        check("gu*re", &["gure", "guerre", "gurere"], &["guerres", "gur"]);
        check("gu?rre", &["guerre", "guarre"], &["gurre", "gueerre"]);
        check("gu??r*", &["guerre", "gueer"], &["gurre", "guer"]);
        check("a*a*a", &["aaa", "abaca"], &["aa", "abac"]);
    }

    #[test]
    fn other_stars_and_marks_are_punctuation() {
        for (typed, valid) in [
            ("gu*", true),
            ("g*", false),
            ("*gu", false),
            ("l'ét*", true),
            ("l'é*", false),
            ("nord-cor*", true),
            ("nord-c*", false),
            ("F1*", true),
            ("gu?re", true),
            ("gu??re", true),
            ("?uerre", false),
            ("guerre?", false),
            ("guerre??", false),
            ("gue?*", true),
            ("g?*", false),
            ("1?2", false),
            ("guerre", true),
        ] {
            assert_eq!(all_valid(typed), valid, "{typed}");
        }
    }

    #[test]
    fn wildcards_are_letters_of_one_word() {
        let words = depeche_text::words(&hidden("l'é?ran*-no*"));
        let forms: Vec<String> = words.iter().map(|word| shown(&word.forms.exact)).collect();
        assert_eq!(forms, ["é?ran*", "no*"]);
        assert_eq!(
            words[0].elided.as_deref().map(shown).as_deref(),
            Some("l'é?ran*")
        );
        let joined = words[0].joined.as_ref().expect("a joined form");
        assert_eq!(shown(&joined.exact), "é?ran*no*");
    }
}
