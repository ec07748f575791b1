//! Patterns end to end: how many forms they stand for, on every command that takes a query.

use expect_test::expect;

use crate::folder::{Folder, sample};

#[test]
fn a_pattern_stands_for_as_many_forms_as_asked() {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a\", \"title\": \"Gouverner\", \"text\": \"Un gouvernement gouverne.\"}\n\
         {\"id\": \"b\", \"title\": \"Le gouvernement\", \"source\": \"L'Écho\"}\n",
    );
    folder.run(&["index", "a.jsonl"]);
    let run = |args: &[&str]| folder.run(args);
    let one = run(&["search", "gouv*", "--expansions", "1", "--no-facets"]);
    expect![[r#"
        warning: `gouv*` stands for 3 forms; the 1 most frequent are searched, `--expansions 3` searches all
    "#]]
    .assert_eq(&one.stderr);
    expect![[r#"
         1. Gouverner
            sans date
            Un [gouvernement] gouverne.
            a@a

         2. Le [gouvernement]
            sans date · L'Écho
            b@l-echo

        2 articles, sans date : 2
    "#]]
    .assert_eq(&one.stdout);
    let count = run(&["search", "gouv*", "-c"]);
    assert_eq!((count.stdout.as_str(), count.stderr.as_str()), ("2\n", ""));
    let count = run(&["search", "gouv*", "-c", "--expansions", "1"]);
    assert_eq!(count.stdout, "2\n");
    assert_eq!(count.stderr, one.stderr);
    let facets = run(&["facets", "gouverne*", "--by", "source", "--expansions", "1"]);
    expect![[r#"
        warning: `gouverne*` stands for 3 forms; the 1 most frequent are searched, `--expansions 3` searches all
    "#]].assert_eq(&facets.stderr);
    expect![[r#"
        2 articles, sans date : 2

        source
          L'Écho  ████████████████████████ 1
    "#]]
    .assert_eq(&facets.stdout);
    let show = run(&["show", "a", "--query", "gouv*", "--expansions", "1"]);
    expect![[r#"
        warning: `gouv*` stands for 3 forms; the 1 most frequent are searched, `--expansions 3` searches all
    "#]].assert_eq(&show.stderr);
    expect![[r#"
        Gouverner

        Un [gouvernement] gouverne.

        identifiant : a@a
    "#]]
    .assert_eq(&show.stdout);
    let none = run(&["search", "gouv*", "--expansions", "0"]);
    assert_eq!(none.code, 2);
    expect![[r#"
        error: invalid value '0' for '--expansions <N>': a number from 1 on is needed

        For more information, try '--help'.
    "#]]
    .assert_eq(&none.stderr);
}

#[test]
fn one_form_of_the_sample() {
    let folder = Folder::new();
    let sample = sample();
    let count = |expansions: &str| {
        let run = folder.run(&[
            "search",
            "minist*",
            "--in",
            &sample,
            "-c",
            "--expansions",
            expansions,
        ]);
        run.stdout.trim().parse::<u64>().unwrap()
    };
    assert!(count("1") < count("2"));
}
