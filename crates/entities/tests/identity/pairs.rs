//! The two tables of pairs.

use depeche_corpus::EntityKind::Person;
use depeche_entities::{Spelling, entities};
use depeche_text::fold;

fn pairs(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap())
}

fn are_one(a: &str, b: &str) -> bool {
    !entities(Person, [a, b]).is_empty()
}

#[test]
fn spellings_of_one_person_are_one() {
    let all: Vec<_> = pairs(include_str!("same.tsv")).collect();
    assert!(all.len() >= 60);
    let wrong: Vec<_> = all.iter().filter(|(a, b)| !are_one(a, b)).collect();
    assert!(wrong.is_empty(), "not one: {wrong:#?}");
}

#[test]
fn two_persons_are_two() {
    let all: Vec<_> = pairs(include_str!("different.tsv")).collect();
    assert!(all.len() >= 60);
    let wrong: Vec<_> = all.iter().filter(|(a, b)| are_one(a, b)).collect();
    assert!(wrong.is_empty(), "one: {wrong:#?}");
}

/// What is known to be wrong, with the reason.
#[test]
fn known_errors_are_as_known() {
    for row in include_str!("known.tsv").lines() {
        if row.starts_with('#') {
            continue;
        }
        let [a, b, taken_for, reason] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four cells: {row}");
        };
        assert!(!reason.is_empty(), "{row}");
        assert_eq!(are_one(a, b), taken_for == "one", "{a} {b}");
    }
}

/// What is typed finds the names it is one with, but for initials, which depend on the other names.
#[test]
fn a_typed_spelling_is_compared_as_the_names_of_an_archive_are() {
    let initials = |name: &str| {
        fold(name)
            .split(' ')
            .next()
            .is_some_and(|word| word.len() == 1)
    };
    for (a, b) in pairs(include_str!("same.tsv")).filter(|(a, b)| !initials(a) && !initials(b)) {
        assert!(Spelling::of_person(a).is(&fold(b)), "{a} {b}");
        assert!(Spelling::of_person(b).is(&fold(a)), "{b} {a}");
    }
    for (a, b) in
        pairs(include_str!("different.tsv")).filter(|(a, b)| a.contains(' ') && b.contains(' '))
    {
        assert!(!Spelling::of_person(a).is(&fold(b)), "{a} {b}");
    }
}
