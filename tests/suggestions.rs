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
