//! `did you mean`: where it is said, and in which form.

use expect_test::expect;

use crate::folder::{Folder, sample};

#[test]
fn a_corrected_query_is_said_beside_the_answer() {
    let folder = Folder::new();
    let run = folder.run(&[
        "search",
        "\"soutein inconditionnel\"",
        "--in",
        &sample(),
        "--no-facets",
    ]);
    assert_eq!(run.code, 1);
    let said = run.stderr.lines().filter(|line| line.starts_with("did"));
    expect![[r#"did you mean: "soutien inconditionnel""#]]
        .assert_eq(&said.collect::<Vec<_>>().join("\n"));
    // As it can be pasted.
    let run = folder.run(&[
        "search",
        "\"soutien inconditionnel\"",
        "--in",
        &sample(),
        "--count",
    ]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let run = folder.run(&["search", "Poutine ET soutein", "--in", &sample(), "--count"]);
    assert_eq!(run.stderr, "did you mean: Poutine ET soutien\n");
}

#[test]
fn in_json_each_word_is_told() {
    let folder = Folder::new();
    let json = |query: &str| {
        let run = folder.run(&["search", query, "--format", "json", "--in", &sample()]);
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        format!("{} {}", json["suggestions"], json["did_you_mean"])
    };
    expect![[r#"[{"correction":"soutien","word":"soutein"},{"correction":"inconditionnel","word":"inconditionel"}] "soutien ET inconditionnel""#]]
        .assert_eq(&json("soutein ET inconditionel"));
    expect!["[] null"].assert_eq(&json("soutien ET inconditionnel"));
}

#[test]
fn what_is_searched_instead_is_said() {
    let folder = Folder::new();
    let args = [
        "search",
        "soutein inconditionnel",
        "--in",
        &sample(),
        "--count",
    ];
    let run = folder.run(&args);
    assert_eq!(run.code, 0);
    let said = run
        .stderr
        .lines()
        .filter(|line| line.starts_with("warning"));
    expect!["warning: no article holds `soutein`; searched `soutien` instead"]
        .assert_eq(&said.collect::<Vec<_>>().join("\n"));
    let run = folder.run(&[
        "facets",
        "soutein",
        "--by",
        "pays",
        "--in",
        &sample(),
        "--top",
        "1",
    ]);
    let said = run
        .stderr
        .lines()
        .filter(|line| line.starts_with("warning"));
    expect!["warning: no article holds `soutein`; searched `soutien` instead"]
        .assert_eq(&said.collect::<Vec<_>>().join("\n"));
    let run = folder.run(&["search", "soutein", "--format", "json", "--in", &sample()]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    expect![[r#"[{"correction":"soutien","word":"soutein"}] ["no article holds `soutein`; searched `soutien` instead"] []"#]]
        .assert_eq(&format!("{} {} {}", json["corrections"], json["warnings"], json["suggestions"]));
}

#[test]
fn a_filter_that_nothing_bears_is_asked_about_and_never_corrected() {
    let folder = Folder::new();
    for (typed, expected) in [
        (&["--pays", "Rusie"][..], "did you mean `--pays Russie`?"),
        (
            &["--personne", "Kim Jung Un"],
            "did you mean `--personne \"Kim Jong Un\"`?",
        ),
        (
            &["--pays", "Frence|Russie"],
            "did you mean `--pays \"France|Russie\"`?",
        ),
        (
            &["--sauf-pays", "Rusie"],
            "did you mean `--sauf-pays Russie`?",
        ),
        (&["--pays", "Frence"], "did you mean `--pays France`?"),
        // The same in a query is asked about as a whole query.
        (&["pays:Frence"], "did you mean: pays:France"),
        (
            &["soutien personne:\"Kim Jung Un\""],
            "did you mean: soutien personne:\"Kim Jong Un\"",
        ),
        // What is borne, and what is near to nothing.
        (&["--pays", "Russie"], ""),
        (&["--personne", "Zidane"], ""),
    ] {
        for count in [false, true] {
            let mut args = vec!["search"];
            if typed[0].starts_with("--") {
                args.push("soutien");
            }
            args.extend(typed);
            let place = sample();
            args.extend(["--in", &place]);
            args.extend(count.then_some("--count"));
            let run = folder.run(&args);
            let said = run.stderr.lines().filter(|line| line.starts_with("did"));
            assert_eq!(said.collect::<Vec<_>>().join("\n"), expected, "{typed:?}");
        }
    }
    let args = |value: &str| {
        let place = sample();
        folder.run(&[
            "search",
            "soutien",
            "--personne",
            value,
            "--format",
            "json",
            "--in",
            &place,
        ])
    };
    let run = args("Kim Jung Un");
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, json["total"].as_u64()), (1, Some(0)));
    expect![[r#"[{"correction":"Kim Jong Un","option":"personne","value":"Kim Jung Un"}] null"#]]
        .assert_eq(&format!(
            "{} {}",
            json["filter_suggestions"], json["did_you_mean"]
        ));
    let json: serde_json::Value = serde_json::from_str(&args("Kim Jong Un").stdout).unwrap();
    assert_eq!(json["filter_suggestions"], serde_json::json!([]));
}
