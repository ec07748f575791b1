//! The relaxed list at the command line: what is marked, what is counted, how it is said, `--strict`.

use expect_test::expect;

use crate::folder::Folder;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        r#"{"id": "kim", "title": "Moscou et Pyongyang", "date": "2025-06-14", "source": "L'Écho", "text": "Kim Jong Un a promis un soutien inconditionnel à la Russie."}
{"id": "port", "title": "Le port en grève", "date": "2024-03-02", "source": "L'Écho", "text": "Un soutien promis aux dockers, qui le demandaient."}
{"id": "mer", "title": "La mer monte", "source": "Le Fanal", "text": "Les vagues ont emporté la digue."}
"#,
    );
    folder
}

#[test]
fn the_list_goes_on_and_says_what_is_missing() {
    let folder = folder();
    let query = "Qui a promis un soutien inconditionnel ?";
    let run = folder.run(&["search", query, "--in", "a.jsonl", "--no-facets"]);
    assert_eq!(run.code, 0);
    expect![[r#"
         1. Moscou et Pyongyang
            14 juin 2025 · L'Écho · Russie, Corée du Nord · Kim Jong Un
            Kim Jong Un a [promis] un [soutien] [inconditionnel] à la Russie.
            kim@l-echo

         2. Le port en grève
            2 mars 2024 · L'Écho
            missing: inconditionnel
            Un [soutien] [promis] aux dockers, qui le demandaient.
            port@l-echo

        1 article ; 1 autre montré avec une partie des mots
    "#]]
    .assert_eq(&run.stdout.replace('\u{a0}', " "));
    let run = folder.run(&[
        "search",
        query,
        "--in",
        "a.jsonl",
        "--strict",
        "--no-facets",
    ]);
    assert!(run.stdout.ends_with("\n1\u{a0}article\n"), "{}", run.stdout);
    let json = folder.json(&[query, "--in", "a.jsonl"]);
    assert_eq!(
        (&json["total"], &json["relaxed"]),
        (&1.into(), &false.into())
    );
    let missing = |at: usize| json["hits"][at]["missing"].clone();
    assert_eq!(missing(0), serde_json::json!([]));
    assert_eq!(missing(1), serde_json::json!(["inconditionnel"]));
    assert_eq!(json["facets"]["source"][0]["count"], 1);
}

#[test]
fn where_none_holds_all_the_others_are_the_answer() {
    let folder = folder();
    let run = folder.run(&["search", "digue vagues dockers plage", "--in", "a.jsonl"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr
            .ends_with("no article holds all the words; 2 hold some\n")
    );
    expect![[r#"
         1. La mer monte
            sans date · Le Fanal
            missing: dockers, plage
            Les [vagues] ont emporté la [digue].
            mer@le-fanal

         2. Le port en grève
            2 mars 2024 · L'Écho
            missing: digue, vagues, plage
            Un soutien promis aux [dockers], qui le demandaient.
            port@l-echo

        aucun article avec tous les mots ; 2 articles avec une partie des mots, sans date : 1

        source
          L'Écho    ████████████████████████ 1
          Le Fanal  ████████████████████████ 1

        année
          2024  ████████████████████████ 1
    "#]]
    .assert_eq(&run.stdout.replace('\u{a0}', " "));
    let json = folder.json(&["digue vagues dockers plage", "--in", "a.jsonl", "-n", "1"]);
    assert_eq!(
        (&json["total"], &json["relaxed"]),
        (&2.into(), &true.into())
    );
    let strict = [
        "search",
        "digue vagues dockers plage",
        "--in",
        "a.jsonl",
        "--strict",
    ];
    let run = folder.run(&strict);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (1, "0\u{a0}article\n", "")
    );
    let run = folder.run(&["search", "digue", "dockers", "--in", "a.jsonl"]);
    assert_eq!(run.code, 2, "the words are one argument");
}

#[test]
fn counts_and_facets_speak_of_the_same_articles() {
    let folder = folder();
    let run = folder.run(&["search", "digue dockers", "--in", "a.jsonl", "--count"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "2\n"));
    assert!(
        run.stderr
            .ends_with("no article holds all the words; 2 hold some\n")
    );
    let run = folder.run(&["search", "soutien dockers", "--in", "a.jsonl", "--count"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("1\n", ""));
    let facets = |args: &[&str]| {
        folder.run(&[&["facets", "--in", "a.jsonl", "--by", "source"], args].concat())
    };
    let run = facets(&["digue Pyongyang plage"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.stderr, "no article holds all the words; 2 hold some\n");
    expect![[r#"
        aucun article avec tous les mots ; 2 articles avec une partie des mots, sans date : 1

        source
          L'Écho    ████████████████████████ 1
          Le Fanal  ████████████████████████ 1
    "#]]
    .assert_eq(&run.stdout.replace('\u{a0}', " "));
    let json = facets(&["digue Pyongyang", "--format", "json"]);
    assert!(
        json.stdout.contains(r#""total":2,"relaxed":true"#),
        "{}",
        json.stdout
    );
    assert_eq!(facets(&["digue Pyongyang", "--strict"]).code, 1);
    let run = facets(&["soutien dockers", "--format", "csv"]);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("id,label,count\nL'Écho,L'Écho,1\n", "")
    );
}

#[test]
fn an_article_is_explained_and_shown_without_the_words_it_lacks() {
    let folder = folder();
    let run = folder.run(&[
        "search",
        "digue le plage",
        "--in",
        "a.jsonl",
        "--explain",
        "--no-facets",
    ]);
    let lines: Vec<&str> = run.stdout.lines().map(str::trim).collect();
    assert!(lines.contains(&"plage    absent"), "{}", run.stdout);
    assert!(
        lines.contains(&"le       mot courant, pas exigé"),
        "{}",
        run.stdout
    );
    let show = |query: &str| folder.run(&["show", "mer", "--in", "a.jsonl", "--query", query]);
    let run = show("digue plage");
    assert!(run.stdout.contains("la [digue]"), "{}", run.stdout);
    assert_eq!(run.stderr, "missing: plage\n");
    let run = show("plage dune");
    assert!(!run.stdout.contains('['), "{}", run.stdout);
    assert_eq!(
        run.stderr,
        "warning: this article does not match the query\n"
    );
    let run = show("digue vagues");
    assert_eq!(run.stderr, "");
    let run = show("soutein digue");
    assert!(run.stdout.contains("la [digue]"), "{}", run.stdout);
    assert_eq!(
        run.stderr,
        "warning: no article holds `soutein`; searched `soutien` instead\nmissing: soutien\n"
    );
}
