//! What is said of a query that was read otherwise than typed, and the place it points to.

use depeche_query::parse;

use crate::sample::TODAY;
use crate::table::{escaped, rows};

/// The query, the place, the message; a further note of the same query has a row with no query.
#[test]
fn notes_say_what_was_done_and_where() {
    let mut queries: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for [typed, place, message] in rows(include_str!("notes.tsv")) {
        if !typed.is_empty() {
            queries.push((typed, Vec::new()));
        }
        let of_query = &mut queries.last_mut().unwrap().1;
        if !message.is_empty() {
            of_query.push((place, message));
        }
    }
    let mut wrong = Vec::new();
    for (typed, expected) in queries {
        let notes: Vec<(String, String)> = parse(&typed, TODAY)
            .unwrap()
            .notes
            .into_iter()
            .map(|note| (typed[note.span].to_string(), note.message))
            .collect();
        if notes != expected {
            let mut query = escaped(&typed);
            for (place, message) in &notes {
                wrong.push(format!("{query}\t{}\t{}", escaped(place), escaped(message)));
                query.clear();
            }
            if notes.is_empty() {
                wrong.push(query);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
