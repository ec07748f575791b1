//! How queries are read, and what they find.

use depeche_query::parse;

use crate::sample::{TODAY, found};
use crate::table::{escaped, rows};

/// Asks a query; returns what was understood and the names of the articles, and that the print is read as the same.
pub(crate) fn answer(typed: &str) -> (String, String) {
    let query = parse(typed, TODAY).unwrap().query;
    let understood = query.to_string();
    let again = parse(&understood, TODAY).unwrap().query;
    assert_eq!(again, query, "{typed}: `{understood}` is read otherwise");
    (escaped(&understood), found(typed, query))
}

/// The query, what is understood, the articles found.
#[test]
fn our_language() {
    let mut wrong = Vec::new();
    for [typed, understood, articles] in rows(include_str!("ours.tsv")) {
        let answer = answer(&typed);
        if answer != (escaped(&understood), articles) {
            wrong.push(format!("{}\t{}\t{}", escaped(&typed), answer.0, answer.1));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The tool, the query, what is understood, the articles found.
#[test]
fn the_language_of_other_tools() {
    let mut wrong = Vec::new();
    for [tool, typed, understood, articles] in rows(include_str!("other_tools.tsv")) {
        let answer = answer(&typed);
        if answer != (escaped(&understood), articles) {
            wrong.push(format!("{tool}\t{typed}\t{}\t{}", answer.0, answer.1));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
