//! Regular expressions of the oracle's own: a tree that is written as a pattern, and matched by trying everything.

use std::collections::BTreeSet;
use std::fmt;

/// A regular expression.
#[derive(Debug, Clone)]
pub(crate) enum Regex {
    /// A letter, whatever its case.
    Letter(char),
    /// `.`
    Any,
    /// `\d`
    Digit,
    /// `\w`
    Word,
    /// `[a-z]`, `[^a-z]`
    Class { not: bool, of: Vec<(char, char)> },
    /// One behind the other.
    Row(Vec<Regex>),
    /// `a|b`
    Either(Vec<Regex>),
    /// `a*`, `a{2,3}`
    Times {
        of: Box<Regex>,
        least: usize,
        most: Option<usize>,
    },
}

impl Regex {
    /// Whether it is the whole form.
    pub(crate) fn finds(&self, form: &[char]) -> bool {
        self.ends(form, 0).contains(&form.len())
    }

    /// Where it may end if it starts there.
    fn ends(&self, form: &[char], at: usize) -> BTreeSet<usize> {
        let one = |holds: &dyn Fn(char) -> bool| {
            let next = form.get(at).copied().filter(|c| holds(*c));
            next.map(|_| at + 1).into_iter().collect()
        };
        match self {
            Self::Letter(letter) => one(&|c| letter.to_lowercase().eq([c])),
            Self::Any => one(&|_| true),
            Self::Digit => one(&|c| c.is_ascii_digit()),
            Self::Word => one(&|c| c.is_alphanumeric() || c == '_'),
            Self::Class { not, of } => {
                one(&|c| of.iter().any(|(from, to)| (*from..=*to).contains(&c)) != *not)
            }
            Self::Row(of) => of.iter().fold(BTreeSet::from([at]), |starts, next| {
                starts.iter().flat_map(|at| next.ends(form, *at)).collect()
            }),
            Self::Either(of) => of.iter().flat_map(|either| either.ends(form, at)).collect(),
            Self::Times { of, least, most } => {
                let mut all = BTreeSet::new();
                let mut ends = BTreeSet::from([at]);
                // Each of the tree's parts takes at least one letter.
                for times in 0..=most.unwrap_or(form.len() + least) {
                    if times >= *least {
                        all.extend(&ends);
                    }
                    ends = ends.iter().flat_map(|at| of.ends(form, *at)).collect();
                }
                all
            }
        }
    }

    /// The letters that are asked for.
    pub(crate) fn letters(&self) -> Vec<char> {
        match self {
            Self::Letter(letter) => vec![*letter],
            Self::Class { of, .. } => of.iter().flat_map(|(from, to)| [*from, *to]).collect(),
            Self::Row(of) | Self::Either(of) => of.iter().flat_map(Self::letters).collect(),
            Self::Times { of, .. } => of.letters(),
            Self::Any | Self::Digit | Self::Word => Vec::new(),
        }
    }
}

/// Writes it without the slashes.
impl fmt::Display for Regex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letter(letter) if letter.is_alphanumeric() || matches!(letter, '\'' | ',') => {
                write!(f, "{letter}")
            }
            Self::Letter(letter) => write!(f, "\\{letter}"),
            Self::Any => f.write_str("."),
            Self::Digit => f.write_str("\\d"),
            Self::Word => f.write_str("\\w"),
            Self::Class { not, of } => {
                f.write_str(if *not { "[^" } else { "[" })?;
                for (from, to) in of {
                    write!(f, "{from}")?;
                    if from != to {
                        write!(f, "-{to}")?;
                    }
                }
                f.write_str("]")
            }
            Self::Row(of) => of.iter().try_for_each(|part| match part {
                Self::Either(_) => write!(f, "({part})"),
                part => write!(f, "{part}"),
            }),
            Self::Either(of) => {
                for (at, either) in of.iter().enumerate() {
                    write!(f, "{}{either}", if at > 0 { "|" } else { "" })?;
                }
                Ok(())
            }
            Self::Times { of, least, most } => {
                match of.as_ref() {
                    Self::Row(_) | Self::Either(_) | Self::Times { .. } => write!(f, "({of})")?,
                    of => write!(f, "{of}")?,
                }
                match (least, most) {
                    (0, None) => f.write_str("*"),
                    (1, None) => f.write_str("+"),
                    (0, Some(1)) => f.write_str("?"),
                    (least, None) => write!(f, "{{{least},}}"),
                    (least, Some(most)) if least == most => write!(f, "{{{least}}}"),
                    (least, Some(most)) => write!(f, "{{{least},{most}}}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(regex: &Regex, written: &str, found: &[&str], others: &[&str]) {
        assert_eq!(regex.to_string(), written);
        for (forms, expected) in [(found, true), (others, false)] {
            for form in forms {
                let chars: Vec<char> = form.chars().collect();
                assert_eq!(regex.finds(&chars), expected, "{written} {form}");
            }
        }
    }

    fn row(letters: &str) -> Regex {
        Regex::Row(letters.chars().map(Regex::Letter).collect())
    }

    fn times(of: Regex, least: usize, most: Option<usize>) -> Regex {
        let of = Box::new(of);
        Regex::Times { of, least, most }
    }

    #[test]
    fn the_whole_form_is_matched() {
        check(&row("Paix"), "Paix", &["paix"], &["paixs", "apaix", "pai"]);
        check(
            &Regex::Row(vec![row("gu"), Regex::Any]),
            "gu.",
            &["gue"],
            &["gu", "guer"],
        );
        let class = |not: bool| Regex::Class {
            not,
            of: vec![('a', 'c'), ('x', 'x')],
        };
        check(&class(false), "[a-cx]", &["b", "x"], &["d", "bb"]);
        check(&class(true), "[^a-cx]", &["d", "é"], &["b", "x", ""]);
        check(
            &Regex::Row(vec![Regex::Digit, Regex::Word]),
            "\\d\\w",
            &["5a"],
            &["a5", "5'"],
        );
        check(&row("a/."), "a\\/\\.", &["a/."], &["a"]);
    }

    #[test]
    fn alternatives_and_repetitions() {
        let either = Regex::Either(vec![row("ab"), row("abc")]);
        check(&either, "ab|abc", &["ab", "abc"], &["a", "abcabc"]);
        let behind = Regex::Row(vec![either.clone(), row("cd")]);
        check(&behind, "(ab|abc)cd", &["abcd", "abccd"], &["abd"]);
        let pairs = times(either, 1, Some(2));
        check(&pairs, "(ab|abc){1,2}", &["ab", "abcab"], &["", "ababab"]);
        check(&times(row("a"), 0, None), "(a)*", &["", "aaa"], &["ab"]);
        check(
            &times(Regex::Letter('a'), 1, None),
            "a+",
            &["a", "aa"],
            &[""],
        );
        check(
            &times(Regex::Letter('a'), 0, Some(1)),
            "a?",
            &["", "a"],
            &["aa"],
        );
        check(
            &times(Regex::Letter('a'), 2, Some(2)),
            "a{2}",
            &["aa"],
            &["a", "aaa"],
        );
        check(
            &times(Regex::Letter('a'), 2, None),
            "a{2,}",
            &["aa", "aaaa"],
            &["a"],
        );
        let greedy = Regex::Row(vec![times(Regex::Any, 0, None), row("re")]);
        check(&greedy, ".*re", &["guerre", "re", "rere"], &["guerr"]);
    }
}
