//! What is said of a query that was read otherwise than typed: on every command that takes one.

use expect_test::{Expect, expect};

use crate::folder::Folder;

/// Runs a command with a query on an archive of one article; compares what is said on stderr.
fn check(command: &[&str], expected: Expect) {
    let folder = Folder::new();
    folder.write("a.jsonl", "{\"id\": \"a\", \"title\": \"Un titre\"}\n");
    folder.run(&["index", "a.jsonl"]);
    expected.assert_eq(&folder.run(command).stderr);
}

#[test]
fn every_command_that_takes_a_query_says_how_it_was_read() {
    check(
        &["search", "titre ET"],
        expect![[r#"
          titre ET
                ^^
        warning: this operator has nothing to join; it was taken as a word
        understood: titre et
    "#]],
    );
    check(
        &["facets", "titre ET", "--by", "source"],
        expect![[r#"
          titre ET
                ^^
        warning: this operator has nothing to join; it was taken as a word
        understood: titre et
    "#]],
    );
    check(
        &["show", "a", "--query", "titre ET"],
        expect![[r#"
          titre ET
                ^^
        warning: this operator has nothing to join; it was taken as a word
    "#]],
    );
}

#[test]
fn five_places_are_shown_and_the_others_counted() {
    check(
        &["search", "titre aa:a bb:b cc:c dd:d ee:e ff:f gg:g"],
        expect![[r#"
              titre aa:a bb:b cc:c dd:d ee:e ff:f gg:g
                    ^^^^
            warning: `aa` is no field; it was taken as words
              titre aa:a bb:b cc:c dd:d ee:e ff:f gg:g
                         ^^^^
            warning: `bb` is no field; it was taken as words
              titre aa:a bb:b cc:c dd:d ee:e ff:f gg:g
                              ^^^^
            warning: `cc` is no field; it was taken as words
              titre aa:a bb:b cc:c dd:d ee:e ff:f gg:g
                                   ^^^^
            warning: `dd` is no field; it was taken as words
              titre aa:a bb:b cc:c dd:d ee:e ff:f gg:g
                                        ^^^^
            warning: `ee` is no field; it was taken as words
            warning: … and 2 more
            understood: titre aa a bb b cc c dd d ee e ff f gg g
            no article holds all the words; 1 holds some
        "#]],
    );
}

#[test]
fn of_a_long_query_the_place_is_shown() {
    let lines = "Un titre\net sa première ligne ET (\nau-dessus du texte";
    check(
        &["search", lines],
        expect![[r#"
          et sa première ligne ET (
                                  ^
        warning: this parenthesis is not closed; it reaches to the end
        understood: Un ET titre ET et ET sa ET première ET ligne ET au-dessus ET du ET texte
    "#]],
    );
    let long = format!("{}ET ) {}", "titre ".repeat(30), "titre ".repeat(30));
    check(
        &["search", &long],
        expect![[r#"
          … tre titre titre titre titre titre titre titre ET ) titre titre titre titre titre titre titre t …
                                                          ^^
        warning: this operator has nothing to join; it was taken as a word
          …  titre titre titre titre titre titre titre ET ) titre titre titre titre titre titre titre titr …
                                                          ^
        warning: this parenthesis closes nothing; it was passed over
        understood: titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre et titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre titre
    "#]],
    );
}

#[test]
fn of_a_refused_query_the_place_is_shown() {
    let long = "é ".repeat(30_000);
    check(
        &["search", &long],
        expect![[r#"
          … é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é  …
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        error: a query of at most 64 KiB was expected; look for a few of its words
    "#]],
    );
    let nested = format!("titre {}un", "(".repeat(200));
    check(
        &["search", &nested],
        expect![[r#"
          … (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((( …
                                                          ^
        error: at most 100 parentheses or exclusions inside each other were expected; leave out those that change nothing
    "#]],
    );
    check(
        &["show", "a", "--query", &"mot\n".repeat(5_000)],
        expect![[r#"
          mot
          ^^^
        error: a query of at most 1000 words was expected; look for a few of them
    "#]],
    );
}
