//! Patterns: which exact forms they find. One without an accent ignores accents, unless the same form is asked.

use crate::fuzzy;
use crate::letters::plain;
use crate::regex::Regex;
use crate::wild;

/// A pattern, in lower case.
#[derive(Debug, Clone)]
pub(crate) enum Pattern {
    /// With `*` and `?`.
    Wild(String),
    /// At most so many changes away.
    Fuzzy { form: String, edits: usize },
    /// A regular expression.
    Regex(Regex),
}

impl Pattern {
    /// Whether it finds a form; `as_it_is`: behind `=`.
    pub(crate) fn finds(&self, form: &str, as_it_is: bool) -> bool {
        let accented = self.letters().iter().any(|letter| {
            let lower: String = letter.to_lowercase().collect();
            plain(*letter) != lower
        });
        let letters = |text: &str| -> Vec<char> {
            if accented || as_it_is {
                text.chars().collect()
            } else {
                bare(text)
            }
        };
        match self {
            Self::Wild(pattern) => wild::finds(&letters(pattern), &letters(form)),
            Self::Fuzzy { form: asked, edits } => {
                fuzzy::finds(&letters(asked), *edits, &letters(form))
            }
            Self::Regex(regex) => regex.finds(&letters(form)),
        }
    }

    fn letters(&self) -> Vec<char> {
        match self {
            Self::Wild(pattern) => pattern.chars().collect(),
            Self::Fuzzy { form, .. } => form.chars().collect(),
            Self::Regex(regex) => regex.letters(),
        }
    }
}

/// A form without its accents.
fn bare(form: &str) -> Vec<char> {
    form.chars()
        .flat_map(|letter| plain(letter).chars().collect::<Vec<_>>())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &Pattern, as_it_is: bool, found: &[&str], others: &[&str]) {
        for (forms, expected) in [(found, true), (others, false)] {
            for form in forms {
                assert_eq!(
                    pattern.finds(form, as_it_is),
                    expected,
                    "{pattern:?} {form}"
                );
            }
        }
    }

    #[test]
    fn accents_count_where_one_was_typed() {
        let wild = |typed: &str| Pattern::Wild(typed.to_string());
        check(&wild("ecol*"), false, &["école", "ecole"], &["recole"]);
        check(&wild("ecol*"), true, &["ecole"], &["école"]);
        check(&wild("écol*"), false, &["école"], &["ecole"]);
        check(&wild("erdog*"), false, &["erdoğan", "erdogan"], &[]);
        check(&wild("erdoğ*"), false, &["erdoğan"], &["erdogan"]);
        check(&wild("?t*"), false, &["été"], &["t"]);
        let fuzzy = |form: &str, edits: usize| Pattern::Fuzzy {
            form: form.to_string(),
            edits,
        };
        check(&fuzzy("ecol", 1), false, &["école", "ecol"], &["cole"]);
        check(&fuzzy("écol", 1), false, &["école"], &["ecole"]);
        check(
            &fuzzy("pecher", 2),
            false,
            &["péché", "pêche"],
            &["péc", "rêcher"],
        );
        check(&fuzzy("peche", 1), true, &["peche", "pèche"], &["paché"]);
        let regex = Pattern::Regex(Regex::Row(vec![
            Regex::Letter('e'),
            Regex::Times {
                of: Box::new(Regex::Any),
                least: 0,
                most: None,
            },
        ]));
        check(&regex, false, &["école", "ecole"], &["cole"]);
        check(&regex, true, &["ecole"], &["école"]);
    }
}
