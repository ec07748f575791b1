//! `depeche stats`: what an archive holds.

use expect_test::expect;

use crate::folder::{Folder, first_articles};

/// Takes out what differs from run to run and from one version of the analysis to the next.
fn without_measures(text: &str) -> String {
    let lines = text.replace(['\u{a0}', '\u{202f}'], " ");
    let line = |line: &str| {
        let measured = [
            "archive ",
            "fichiers",
            "sur disque",
            "segments",
            "analyse",
            "écrite",
        ];
        match measured.iter().find(|label| line.starts_with(*label)) {
            Some(label) => format!("{label} …\n"),
            None => format!("{line}\n"),
        }
    };
    lines.lines().map(line).collect()
}

#[test]
fn an_archive_says_what_it_holds() {
    let folder = Folder::new();
    let sample = first_articles(&folder);
    let run = folder.run(&["index", &sample]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = folder.run(&["stats"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    expect![[r#"
        archive  …
        articles         25
        sans date        2
        du               1er janvier 2024
        au               20 juin 2026
        pays             38
        pays principaux  18
        personnes        46
        lieux            97
        zones            42
        organisations    11
        sources          10
        agences          4
        rubriques        10
        langues          1
        années           3
        fichiers …
        refusés          0
        sur disque …
        segments …
        format           3
        analyse …
        écrite …
    "#]]
    .assert_eq(&without_measures(&run.stdout));
    let run = folder.run(&["stats", "--format", "json"]);
    let stats: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let keys: Vec<&str> = stats
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    expect!["analysis archive articles disk_bytes distinct file_bytes files first_day format last_day refused schema segments undated written"].assert_eq(&keys.join(" "));
    assert_eq!(stats["articles"], 25);
    assert_eq!(stats["archive"], "depeche.archive");
    let written: String = stats["written"].as_str().unwrap().chars().take(2).collect();
    assert_eq!(written, "20");
    let disk = stats["disk_bytes"].as_u64().unwrap();
    assert!(disk > 10_000, "{disk}");
    // An archive of a folder is brought up to date first.
    let run = folder.run(&["stats", "--in", &sample, "--format", "json"]);
    let cached: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(cached["distinct"], stats["distinct"]);
}

#[test]
fn refusals_are_counted_and_no_archive_is_an_error() {
    let folder = Folder::new();
    folder.write("a/un.txt", "Un titre");
    folder.write("a/vide.txt", "");
    folder.run(&["index", "a"]);
    let run = folder.run(&["stats"]);
    expect![[r#"
        archive  …
        articles    1
        sans date   1
        fichiers …
        refusés     1
        sur disque …
        segments …
        format      3
        analyse …
        écrite …
    "#]]
    .assert_eq(&without_measures(&run.stdout));
    let run = folder.run(&["stats", "--archive", "rien"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    expect![[r#"
        error: rien: there is no archive here; make one: `depeche index FOLDER --archive rien`
    "#]]
    .assert_eq(&run.stderr);
}
