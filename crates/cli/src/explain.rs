//! How a hit matched and how it scored, in two columns below it.

use depeche_query::{Explanation, Held, Matched, ScoreParts, Standing, WordPart};

use crate::french;
use crate::output::{plain, wrap};

/// Widest left column; a longer leaf stands on a line of its own.
const WIDEST: usize = 28;

/// Forms shown of one leaf.
const FORMS: usize = 6;

/// Returns the lines of an explanation, at most so wide.
pub(crate) fn lines(explanation: &Explanation, width: usize) -> Vec<String> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for matched in &explanation.matched {
        rows.push((plain(&matched.leaf), said(matched)));
    }
    if let Some(score) = &explanation.score {
        rows.push(("score".to_string(), decimal(score.total)));
        for word in &score.words {
            rows.push((format!("  {}", plain(&word.word)), part(word, score)));
        }
        for pair in &score.pairs {
            let told = format!("{} · côte à côte", decimal(pair.part));
            rows.push((format!("  {}", plain(&pair.words)), told));
        }
    }
    let lengths = rows.iter().map(|(left, _)| left.chars().count());
    let column = lengths
        .filter(|length| *length <= WIDEST)
        .max()
        .unwrap_or(0);
    let mut lines = Vec::new();
    for (left, right) in rows {
        let mut left = left;
        if left.chars().count() > column {
            lines.extend(wrap(&left, width));
            left = String::new();
        }
        for line in wrap(&right, width.saturating_sub(column + 2).max(20)) {
            let gap = " ".repeat(column - left.chars().count());
            lines.push(format!("{left}{gap}  {line}"));
            left = String::new();
        }
    }
    lines
}

/// What a leaf did.
fn said(matched: &Matched) -> String {
    match matched.held {
        Held::NotNeeded => return "absent, l'OU s'en passe".to_string(),
        Held::Excluded | Held::Missing => return "absent".to_string(),
        Held::PassedOver => return "mot courant, pas exigé".to_string(),
        Held::Found => {}
    }
    let values: Vec<String> = matched.values.iter().map(|value| plain(value)).collect();
    if matched.leaf.starts_with("date:") {
        return match values.first() {
            Some(date) => french::date(date),
            None => "sans date".to_string(),
        };
    }
    if !values.is_empty() {
        return values.join(", ");
    }
    if matched.parts.is_empty() {
        return "tout article".to_string();
    }
    let places: Vec<String> = matched
        .parts
        .iter()
        .map(|(part, times)| format!("{}\u{a0}{times}", french::field(part)))
        .collect();
    let mut said = vec![format!("{} ({})", times(matched.times), places.join(", "))];
    said.push(counted(&matched.forms));
    if let Some(others) = matched.nearest {
        said.push(match others {
            0 => "au plus près\u{a0}: côte à côte".to_string(),
            1 => "au plus près\u{a0}: 1\u{a0}mot entre".to_string(),
            others => format!("au plus près\u{a0}: {others}\u{a0}mots entre"),
        });
    }
    for pattern in &matched.patterns {
        let here = pattern.forms.len();
        let all = french::number(pattern.archive as u64);
        let plural = if here > 1 { "s" } else { "" };
        let which = format!("{here}\u{a0}forme{plural} sur\u{a0}{all}");
        // Of a pattern that stands alone, the forms have been said.
        said.push(if pattern.pattern == matched.leaf {
            which
        } else {
            format!(
                "{}\u{a0}: {which} ({})",
                plain(&pattern.pattern),
                counted(&pattern.forms)
            )
        });
    }
    said.join(" · ")
}

fn times(times: usize) -> String {
    format!("{times}\u{a0}fois")
}

/// `grève 2, grèves 1`.
fn counted(forms: &[Standing]) -> String {
    let mut shown: Vec<String> = forms
        .iter()
        .take(FORMS)
        .map(|standing| format!("{}\u{a0}{}", plain(&standing.form), standing.times))
        .collect();
    if forms.len() > FORMS {
        shown.push(format!("+{}", forms.len() - FORMS));
    }
    shown.join(", ")
}

/// What a word adds to the score, and by which terms: the weightiest.
fn part(word: &WordPart, score: &ScoreParts) -> String {
    let all = french::number(score.articles);
    let mut terms = vec![decimal(word.part)];
    if word.name > 0.0 {
        terms.push(format!("dont nom propre\u{a0}{}", decimal(word.name)));
    }
    for term in word.terms.iter().take(FORMS) {
        let articles = french::counted(term.articles, "article");
        let (times, term_shown) = (times(term.occurrences as usize), plain(&term.term));
        let weight = decimal(term.weight);
        let shown = [("titre", term.in_title), ("chapeau", term.in_lead)];
        let shown: Vec<String> = shown
            .into_iter()
            .filter(|(_, times)| *times > 0)
            .map(|(part, times)| format!("{part}\u{a0}{times}"))
            .collect();
        let parts = match shown.is_empty() {
            true => String::new(),
            false => format!(" ({})", shown.join(", ")),
        };
        terms.push(format!(
            "{term_shown} {times}{parts} ×\u{a0}{weight}, dans {articles} sur\u{a0}{all}"
        ));
    }
    if word.terms.len() > FORMS {
        terms.push(format!("+{}", word.terms.len() - FORMS));
    }
    terms.join(" · ")
}

/// Three decimals, with a comma.
fn decimal(number: f64) -> String {
    format!("{number:.3}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use depeche_query::{PairPart, TermPart};

    use super::*;

    #[test]
    fn columns_are_aligned_and_long_lines_broken() {
        let standing = |form: &str, times| Standing {
            form: form.to_string(),
            times,
        };
        let explanation = Explanation {
            matched: vec![
                Matched {
                    leaf: "grève".to_string(),
                    times: 3,
                    parts: vec![("titre", 1), ("legende", 2)],
                    forms: vec![standing("grève", 2), standing("grèves", 1)],
                    ..Matched::default()
                },
                Matched {
                    leaf: "date:2024".to_string(),
                    times: 1,
                    values: vec!["2024-11".to_string()],
                    ..Matched::default()
                },
                Matched {
                    leaf: "puits".to_string(),
                    held: Held::NotNeeded,
                    ..Matched::default()
                },
                Matched {
                    leaf: "\"une phrase qui est bien plus longue\"".to_string(),
                    held: Held::PassedOver,
                    ..Matched::default()
                },
            ],
            score: Some(ScoreParts {
                total: 1.2345,
                articles: 2500,
                words: vec![WordPart {
                    word: "grève".to_string(),
                    part: 1.2,
                    name: 0.0,
                    weight: 2.0,
                    terms: vec![TermPart {
                        term: "%grev".to_string(),
                        weight: 0.3,
                        articles: 12,
                        occurrences: 3,
                        in_title: 1,
                        in_lead: 0,
                    }],
                }],
                pairs: vec![PairPart {
                    words: "la grève".to_string(),
                    part: 0.0345,
                }],
            }),
        };
        let shown = lines(&explanation, 60).join("\n") + "\n";
        expect_test::expect![[r#"
            grève       3 fois (titre 1, légende 2) · grève 2, grèves 1
            date:2024   novembre 2024
            puits       absent, l'OU s'en passe
            "une phrase qui est bien plus longue"
                        mot courant, pas exigé
            score       1,234
              grève     1,200 · %grev 3 fois (titre 1) × 0,300, dans
                        12 articles sur 2 500
              la grève  0,035 · côte à côte
        "#]]
        .assert_eq(&shown.replace(['\u{a0}', '\u{202f}'], " "));
    }
}
