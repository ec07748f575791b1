//! What people paste by mistake or in a hurry: every one has an answer, and few remarks.

use depeche_query::parse;

use crate::queries::answer;
use crate::sample::TODAY;
use crate::table::{escaped, rows};

/// More remarks than this nobody reads.
const MOST_NOTES: usize = 6;

/// What was pasted, what is understood, the articles found, how many notes there are.
#[test]
fn every_mess_has_an_answer() {
    let mut wrong = Vec::new();
    for [typed, understood, articles, notes] in rows(include_str!("messes.tsv")) {
        let (read, found) = answer(&typed);
        let said = parse(&typed, TODAY).unwrap().notes.len();
        assert!(said <= MOST_NOTES, "{typed}: {said} notes");
        if (&read, &found, &said.to_string()) != (&escaped(&understood), &articles, &notes) {
            wrong.push(format!("{}\t{read}\t{found}\t{said}", escaped(&typed)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
