//! Whether words were typed as a question, and which of them only frame it.

use std::sync::LazyLock;

use depeche_text::{normal_form, tokens};
use rustc_hash::FxHashSet;

use crate::ast::{Query, Spans};

/// Words that ask, wherever they stand in a question.
const ASKING: [&str; 16] = [
    "quoi",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "comment",
    "combien",
    "pourquoi",
    "lequel",
    "laquelle",
    "lesquels",
    "lesquelles",
    "auquel",
    "duquel",
    "auxquels",
    "desquels",
];

/// Words that ask where they stand at the beginning; elsewhere they join clauses (`les enfants qui travaillent`).
const ASKING_FIRST: [&str; 4] = ["qui", "que", "où", "quand"];

/// Words that may stand before these: `à partir de quand`, `est-ce que`.
const BEFORE: [&str; 22] = [
    "à", "a", "avec", "ce", "chez", "contre", "dans", "de", "depuis", "en", "entre", "est", "et",
    "grâce", "jusque", "par", "partir", "pour", "sans", "selon", "sur", "vers",
];

pub(crate) const QUESTION_WORDS: &str = include_str!("../../../data/query/question_words.txt");

/// Words that frame a question rather than say what it is about.
static FRAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = QUESTION_WORDS.lines();
    lines
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Whether a form frames a question: `signifie`, `raison`.
pub(crate) fn frames(form: &str) -> bool {
    FRAMES.contains(form)
}

/// Whether words without an operator ask: `Qui a promis un soutien ?` The sign at the end, which is no part of the query, is
/// looked for in what was typed.
pub(crate) fn is_question(query: &Query, typed: &str) -> bool {
    let Query::And { of, typed: false } = query else {
        return false;
    };
    if typed.trim_end().ends_with('?') {
        return true;
    }
    let mut words = Vec::new();
    for query in of {
        if let Query::Text {
            field,
            spans: Spans::Word { text, exact: false },
        } = query
            && field.name == "texte"
        {
            for token in tokens(text) {
                // `qu'est-ce` and `est-ce que` ask as `que` does.
                words.push(normal_form(&text[token.span]));
            }
        }
    }
    words.iter().any(|word| ASKING.contains(&word.as_str()))
        || words
            .iter()
            .find(|word| !BEFORE.contains(&word.as_str()))
            .is_some_and(|word| ASKING_FIRST.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn words_that_ask_make_a_question() {
        for (typed, expected) in [
            ("Qui a promis un soutien inconditionnel ?", true),
            ("à partir de quand la loi est-elle appliquée", true),
            ("la grève, c'est quoi", true),
            ("combien de morts à Koursk", true),
            ("grève usine Bamako", false),
            ("le ministre de la défense russe qui promet", false),
            ("les enfants qui travaillent", false),
            ("depuis quand la grève dure", true),
            ("grâce à qui la paix", true),
            ("d'où vient le charbon", true),
            ("est-ce que la paix dure", true),
            ("où OU quand", false),
            ("la Russie a-t-elle promis un soutien ?", true),
            ("soutien ?", false),
        ] {
            let today = jiff::civil::date(2026, 11, 22);
            let query = parse(typed, today).unwrap().query;
            assert_eq!(is_question(&query, typed), expected, "{typed}");
        }
    }
}
