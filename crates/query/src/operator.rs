//! How operators are spelled: ours, and those of the tools people come from (Europresse, Factiva, Nexis, catalogues).

use crate::ast::Boundary;

/// An operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    And,
    Or,
    Not,
    Near {
        ordered: bool,
        within: u32,
    },
    Same(Boundary),
    /// `atleast3`, before what is counted.
    AtLeast(u32),
}

/// Other words inside a nearness typed without a number.
const WITHIN: u32 = 10;

/// Returns the operator a word is, if it is one: words in capitals, and what no text has (`w/5`, `adj3`) in any case.
pub(crate) fn operator(word: &str) -> Option<Operator> {
    let near = |ordered, within| Some(Operator::Near { ordered, within });
    match word {
        "ET" | "AND" | "&" | "&&" => return Some(Operator::And),
        "OU" | "OR" | "|" | "||" => return Some(Operator::Or),
        "SAUF" | "NOT" | "ANDNOT" | "BUTNOT" => return Some(Operator::Not),
        "PROCHE" | "NEAR" => return near(false, WITHIN),
        "SUIVI" | "ADJ" => return near(true, WITHIN),
        "MEMEPHRASE" | "MÊMEPHRASE" | "SAMESENTENCE" => {
            return Some(Operator::Same(Boundary::Sentence));
        }
        "MEMEPARAGRAPHE" | "MÊMEPARAGRAPHE" | "SAMEPARAGRAPH" | "SAME" => {
            return Some(Operator::Same(Boundary::Paragraph));
        }
        _ => {}
    }
    // The longest is `atleast9999`.
    if word.len() > 11 || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "/s" | "w/s" | "w/sent" => return Some(Operator::Same(Boundary::Sentence)),
        "/p" | "w/p" | "w/para" => return Some(Operator::Same(Boundary::Paragraph)),
        _ => {}
    }
    // Factiva's `/N30/`.
    if let Some(digits) = lower
        .strip_prefix("/n")
        .and_then(|rest| rest.strip_suffix('/'))
    {
        return near(false, number(digits)?);
    }
    let sign = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = number(&lower[sign.len()..])?;
    match sign {
        "proche" | "proche/" | "near" | "near/" | "n/" | "w/" | "/" | "%" => near(false, number),
        "suivi" | "suivi/" | "adj" | "adj/" | "pre/" | "onear" | "onear/" => near(true, number),
        "atleast" => (number > 0).then_some(Operator::AtLeast(number)),
        _ => None,
    }
}

/// A number of up to four digits: no article is longer.
pub(crate) fn number(digits: &str) -> Option<u32> {
    let digits_only = digits.bytes().all(|byte| byte.is_ascii_digit());
    (digits_only && (1..=4).contains(&digits.len())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_told_from_words() {
        let near = |ordered, within| Some(Operator::Near { ordered, within });
        for (word, expected) in [
            ("ET", Some(Operator::And)),
            ("et", None),
            ("PROCHE", near(false, 10)),
            ("proche", None),
            ("proche/5", near(false, 5)),
            ("Near5", near(false, 5)),
            ("w/3", near(false, 3)),
            ("%5", near(false, 5)),
            ("/N30/", near(false, 30)),
            ("ADJ3", near(true, 3)),
            ("pre/2", near(true, 2)),
            ("adj", None),
            ("N7", None),
            ("A6", None),
            ("near12345", None),
            ("w/s", Some(Operator::Same(Boundary::Sentence))),
            ("SAME", Some(Operator::Same(Boundary::Paragraph))),
            ("same", None),
            ("atleast3", Some(Operator::AtLeast(3))),
            ("AtLeast0", None),
        ] {
            assert_eq!(operator(word), expected, "{word}");
        }
    }
}
