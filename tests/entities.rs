//! Names that are one entity: counted once, found under every spelling, corrected in `curation.toml`.

use std::fs;

use serde_json::Value;

use crate::folder::{Folder, Run};

/// Articles that name one man in four ways, two men of one surname, and one in an article under two spellings.
const ARTICLES: [&str; 7] = [
    "Le ministre Sergueï Choïgou est arrivé à Moscou.",
    "Le ministre Sergei Shoigu est arrivé à Moscou.",
    "Le ministre Sergueï Choigou a vu le ministre Sergei Shoigu, selon le journal.",
    "Le président Vladimir Poutine a parlé.",
    "Le président Vladimir Putin a parlé.",
    "Le conseiller Jean Martin a parlé à la conseillère Jeanne Martin.",
    "Le conseiller Paul Ravel a parlé.",
];

fn folder_of(articles: &[&str]) -> Folder {
    let folder = Folder::new();
    write(&folder, articles);
    folder
}

fn write(folder: &Folder, articles: &[&str]) {
    for (at, text) in articles.iter().enumerate() {
        folder.write(
            &format!("articles/{at}.txt"),
            format!("Titre {at}\n\n{text}\n"),
        );
    }
}

fn index(folder: &Folder) {
    let run = folder.run(&["index", "articles"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// The persons beside what a query finds: `name count`, in their order.
fn persons(folder: &Folder, args: &[&str]) -> String {
    let json = folder.json(args);
    let values = json["facets"]["personne"].as_array().unwrap();
    let shown = values.iter().map(|value| {
        assert_eq!(value["id"], value["label"]);
        format!("{} {}", value["label"].as_str().unwrap(), value["count"])
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn warnings(json: &Value) -> Vec<&str> {
    let warnings = json["warnings"].as_array().unwrap().iter();
    warnings.map(|warning| warning.as_str().unwrap()).collect()
}

fn said(run: &Run, code: i32, stderr: &str) {
    assert_eq!(
        (run.stderr.as_str(), run.code),
        (stderr, code),
        "{}",
        run.stdout
    );
}

const ALL: &str =
    "Sergueï Choïgou 3, Vladimir Poutine 2, Jean Martin 1, Jeanne Martin 1, Paul Ravel 1";

#[test]
fn an_entity_is_counted_once_an_article_and_found_under_every_spelling() {
    let folder = folder_of(&ARTICLES);
    index(&folder);
    assert_eq!(persons(&folder, &[""]), ALL);
    for (typed, found) in [
        ("personne:\"Sergueï Choïgou\"", 3),
        ("personne:\"SERGEI SHOIGU\"", 3),
        // In no article.
        ("personne:\"Sergey Shoygu\"", 3),
        ("personne:Shoygu", 3),
        ("personne:Choïgou", 3),
        ("personne:=\"Vladimir Putin\"", 2),
        ("personne:\"Vladimir P*\"", 2),
        ("personne:\"Jean Martin\"", 1),
        ("personne:Martin", 1),
        ("-personne:Poutine", 5),
        // Where it stands among the words.
        ("personne:\"Sergueï Choïgou\" SUIVI/2 arrivé", 2),
        ("personne:Shoygu SUIVI/5 Moscou", 2),
        ("personne:Poutine PROCHE/2 parlé", 2),
    ] {
        let json = folder.json(&[typed]);
        assert_eq!(json["total"], found, "{typed}");
        assert_eq!(warnings(&json), [""; 0], "{typed}");
    }
    assert_eq!(
        folder
            .ids(&[
                "",
                "--personne",
                "Sergei Shoigu",
                "--sauf-personne",
                "Putin"
            ])
            .len(),
        3
    );
    let hit = &folder.json(&["personne:Putin", "--sort", "date"])["hits"][0];
    assert_eq!(hit["persons"][0], "Vladimir Poutine");
    // Both spellings of one article are one name.
    let json = folder.json(&["journal"]);
    assert_eq!(
        json["hits"][0]["persons"].to_string(),
        "[\"Sergueï Choïgou\"]"
    );
    let run = folder.run(&[
        "facets", "--by", "personne", "--format", "csv", "--top", "1",
    ]);
    assert_eq!(
        run.stdout,
        "id,label,count\nSergueï Choïgou,Sergueï Choïgou,3\n"
    );
    // The table is beside the index, under the number of the commit.
    let tables = fs::read_dir(folder.path().join("depeche.archive")).unwrap();
    let names = tables.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let tables: Vec<String> = names.filter(|name| name.starts_with("entities-")).collect();
    assert_eq!(tables.len(), 1, "{tables:?}");
}

#[test]
fn archives_of_the_same_articles_have_the_same_facets_byte_for_byte() {
    let facets = |folder: &Folder| {
        let json = folder.json(&["", "-n", "0"]);
        let args = ["facets", "--by", "personne", "--all", "--format", "json"];
        (json["facets"].to_string(), folder.run(&args).stdout)
    };
    let table = |folder: &Folder| {
        let mut entries = fs::read_dir(folder.path().join("depeche.archive")).unwrap();
        let table = entries.find_map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name()?.to_str()?.to_string();
            name.starts_with("entities-").then_some(path)
        });
        fs::read_to_string(table.unwrap()).unwrap()
    };
    let at_once = folder_of(&ARTICLES);
    index(&at_once);
    // One by one, from the last; a spelling that comes and goes leaves nothing.
    let one_by_one = folder_of(&[]);
    for (at, text) in ARTICLES.iter().enumerate().rev() {
        if at == 4 {
            let path = format!("articles/{at}.txt");
            one_by_one.write(&path, "Titre\n\nLe président Vladimir Vladimirovitch Poutine, et le président Wladimir Putine.\n");
            index(&one_by_one);
        }
        one_by_one.write(
            &format!("articles/{at}.txt"),
            format!("Titre {at}\n\n{text}\n"),
        );
        index(&one_by_one);
    }
    assert_eq!(facets(&one_by_one), facets(&at_once));
    assert_eq!(table(&one_by_one), table(&at_once));
    let run = one_by_one.run(&["index", "--rebuild"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(facets(&one_by_one), facets(&at_once));
    assert_eq!(table(&one_by_one), table(&at_once));
}

#[test]
fn corrections_hold_at_once_and_are_taken_back() {
    let folder = folder_of(&ARTICLES);
    index(&folder);
    let file = folder.path().join("depeche.archive/curation.toml");
    said(
        &folder.run(&["entities", "merge", "Paul Ravel", "Jean Martin"]),
        0,
        "depeche.archive/curation.toml: personne: { merge = [\"Paul Ravel\", \"Jean Martin\"] }\n",
    );
    assert_eq!(
        persons(&folder, &[""]),
        "Sergueï Choïgou 3, Paul Ravel 2, Vladimir Poutine 2, Jeanne Martin 1"
    );
    assert_eq!(folder.json(&["personne:\"Jean Martin\""])["total"], 2);
    said(
        &folder.run(&["entities", "rename", "Shoigu", "Général Choïgou"]),
        0,
        "depeche.archive/curation.toml: personne: { rename = \"Sergueï Choïgou\", to = \"Général Choïgou\" }\n",
    );
    assert_eq!(folder.json(&["personne:\"général choïgou\""])["total"], 3);
    assert_eq!(folder.json(&["personne:général"])["total"], 3);
    assert_eq!(folder.json(&["personne:\"Sergei Shoigu\""])["total"], 3);
    said(
        &folder.run(&["entities", "split", "Vladimir Poutine", "vladimir putin"]),
        0,
        "depeche.archive/curation.toml: personne: { split = [\"Vladimir Putin\"], from = \"Vladimir Poutine\" }\n",
    );
    assert_eq!(folder.json(&["personne:\"Vladimir Putin\""])["total"], 1);
    said(
        &folder.run(&["entities", "hide", "Jeanne Martin"]),
        0,
        "depeche.archive/curation.toml: personne: { hide = \"Jeanne Martin\" }\n",
    );
    assert_eq!(
        persons(&folder, &[""]),
        "Général Choïgou 3, Paul Ravel 2, Vladimir Poutine 1, Vladimir Putin 1"
    );
    let json = folder.json(&["personne:\"Jeanne Martin\""]);
    assert_eq!(json["total"], 1);
    assert_eq!(json["hits"][0]["persons"].to_string(), "[\"Paul Ravel\"]");

    let run = folder.run(&["entities", "list"]);
    assert_eq!(
        run.stdout,
        "Général Choïgou\n  Sergei Shoigu · Sergueï Choigou · Sergueï Choïgou\nJeanne Martin (masqué)\n  Jeanne Martin\nPaul Ravel\n  Jean Martin · Paul Ravel\nVladimir Poutine\n  Vladimir Poutine\nVladimir Putin\n  Vladimir Putin\n"
    );
    let run = folder.run(&["entities", "show", "choïgou"]);
    assert_eq!(
        run.stdout.replace('\u{a0}', " "),
        "Général Choïgou\n3 articles\n  Sergei Shoigu  2\n  Sergueï Choigou  1\n  Sergueï Choïgou  1\ncuration.toml:11 { rename = \"Sergueï Choïgou\", to = \"Général Choïgou\" }\n"
    );

    // Comments stay, also when another correction is taken back or the archive made anew.
    let text = fs::read_to_string(&file).unwrap();
    let commented = text.replace("{ hide = \"J", "# une attachée de presse\n  { hide = \"J");
    assert_ne!(text, commented);
    fs::write(&file, &commented).unwrap();
    assert_eq!(folder.run(&["index", "--rebuild"]).code, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), commented);
    said(
        &folder.run(&["entities", "undo", "ravel"]),
        1,
        "depeche.archive/curation.toml: there is no correction of `ravel`\n",
    );
    said(
        &folder.run(&["entities", "undo", "Paul Ravel"]),
        0,
        "depeche.archive/curation.toml: taken back: personne: { merge = [\"Paul Ravel\", \"Jean Martin\"] }\n",
    );
    let undone = fs::read_to_string(&file).unwrap();
    assert_eq!(
        undone,
        commented.replace("  { merge = [\"Paul Ravel\", \"Jean Martin\"] },\n", "")
    );
    for _ in 0..3 {
        assert_eq!(folder.run(&["entities", "undo"]).code, 0);
    }
    assert_eq!(persons(&folder, &[""]), ALL);
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .contains("# une attachée de presse")
    );
}

#[test]
fn a_place_lies_where_it_did_under_its_new_name() {
    let folder = folder_of(&ARTICLES);
    index(&folder);
    let run = folder.run(&[
        "entities",
        "rename",
        "--by",
        "lieu",
        "Moscou",
        "La capitale russe",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = folder.run(&["facets", "--by", "lieu", "--format", "csv"]);
    assert_eq!(
        run.stdout,
        "id,label,count,within\nLa capitale russe,La capitale russe,2,Europe/Russie\n"
    );
}

#[test]
fn what_cannot_be_corrected_is_said_and_changes_nothing() {
    let folder = folder_of(&ARTICLES);
    index(&folder);
    let file = folder.path().join("depeche.archive/curation.toml");
    for (args, stderr) in [
        (
            &["merge", "Paul Ravel", "Inconnu Total"][..],
            "error: no person `Inconnu Total` in this archive\n",
        ),
        (
            &["merge", "Vladimir Putin", "Vladimir Poutine"],
            "error: `Vladimir Poutine` is `Vladimir Poutine` already\n",
        ),
        (
            &["hide", "Martin*"],
            "error: `Martin*` may be `Jean Martin`, `Jeanne Martin`; write the whole name\n",
        ),
        (
            &["split", "Vladimir Poutine", "Paul Ravel"],
            "error: `Paul Ravel` is no form of `Vladimir Poutine`; `depeche entities show` lists them\n",
        ),
        (
            &["split", "Paul Ravel", "Paul Ravel"],
            "error: depeche.archive/curation.toml:10: these are all forms of `Paul Ravel`\n",
        ),
        (
            &["rename", "Paul Ravel", "jean martin"],
            "error: depeche.archive/curation.toml:10: `jean martin` is another person of this archive; `merge` makes the two one\n",
        ),
        (
            &["hide", "Paul Ravel", "--by", "pays"],
            "error: `--by pays`: not a field of names; these are: `personne`, `lieu`, `organisation`, `source`\n",
        ),
    ] {
        let args: Vec<&str> = ["entities"].iter().chain(args).copied().collect();
        said(&folder.run(&args), 2, stderr);
        assert!(!file.exists(), "{args:?}");
    }
    said(
        &folder.run(&["entities", "show", "Inconnu Total"]),
        1,
        "no person `Inconnu Total` in this archive\n",
    );
}

#[test]
fn a_file_written_by_hand_is_read_with_its_lines() {
    let folder = folder_of(&ARTICLES);
    index(&folder);
    let file = "depeche.archive/curation.toml";
    folder.write(
        file,
        "personne = [\n  { merge = [\"paul ravel\", \"JEAN MARTIN\"] }, # les mêmes\n  { hide = \"Personne\" },\n]\n",
    );
    let json = folder.json(&[""]);
    assert_eq!(
        warnings(&json),
        ["depeche.archive/curation.toml:3: no person `Personne` in this archive"]
    );
    assert_eq!(
        persons(&folder, &[""]),
        "Sergueï Choïgou 3, Paul Ravel 2, Vladimir Poutine 2, Jeanne Martin 1"
    );
    folder.write(file, "personne = [\n  { mege = [\"a\", \"b\"] },\n]\n");
    // Nothing stops for a line that is wrong, but nothing is written behind it.
    let reason = "depeche.archive/curation.toml:2: unknown field `mege`, expected one of `merge`, `rename`, `to`, `split`, `from`, `hide`";
    let warning = format!("{reason}; no correction holds until this is mended");
    let json = folder.json(&["Poutine"]);
    assert_eq!(
        (&json["total"], warnings(&json)),
        (&1.into(), vec![&*warning])
    );
    assert_eq!(persons(&folder, &[""]), ALL);
    said(
        &folder.run(&["entities", "hide", "Paul Ravel"]),
        2,
        &format!("warning: {warning}\nerror: {reason}\n"),
    );
    // Indexing does not read it, and a copy of the archive has it.
    index(&folder);
}

#[test]
fn a_folder_brings_its_corrections_with_it() {
    let folder = folder_of(&ARTICLES);
    folder.write(
        "articles/curation.toml",
        "personne = [{ hide = \"Paul Ravel\" }]\n",
    );
    let run = folder.run(&["search", "Ravel", "--in", "articles", "--count"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "1\n"));
    assert!(!run.stderr.contains("curation"), "{}", run.stderr);
    assert_eq!(
        persons(&folder, &["", "--in", "articles"]),
        "Sergueï Choïgou 3, Vladimir Poutine 2, Jean Martin 1, Jeanne Martin 1"
    );
    said(
        &folder.run(&["entities", "hide", "Jean Martin", "--in", "articles"]),
        0,
        "articles/curation.toml: personne: { hide = \"Jean Martin\" }\n",
    );
    assert_eq!(
        persons(&folder, &["", "--in", "articles"]),
        "Sergueï Choïgou 3, Vladimir Poutine 2, Jeanne Martin 1"
    );
}

#[test]
fn names_are_completed_as_they_are_shown() {
    let folder = folder_of(&ARTICLES);
    index(&folder);
    let run = folder.run(&[
        "complete",
        "zsh",
        "--",
        "search",
        "x",
        "--personne",
        "Vladimir",
    ]);
    assert_eq!(run.stdout, "Vladimir Poutine\n");
    let run = folder.run(&["complete", "zsh", "--", "entities", "show", "Serg"]);
    assert_eq!(run.stdout, "Sergueï Choïgou\n");
    // An error in the whole name of another spelling is corrected to the name that is shown.
    let json = folder.json(&["personne:\"Vladimir Putirn\""]);
    assert_eq!(json["suggestions"][0]["correction"], "Vladimir Poutine");
}

#[test]
fn a_paper_is_one_source_whatever_exports_call_it() {
    let row = |id: &str, source: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"Titre {id}\", \"date\": \"2024\", \"source\": \"{source}\"}}\n"
        )
    };
    let folder = Folder::new();
    folder.write(
        "articles/s.jsonl",
        [
            row("1", "Le Monde"),
            row("2", "lemonde.fr"),
            row("3", "Le Monde (site web)"),
            row("4", "La Gazette du Lac"),
            row("5", "GDL"),
        ]
        .concat(),
    );
    index(&folder);
    let facets = |expected: expect_test::Expect| {
        expected.assert_eq(&folder.run(&["facets", "", "--by", "source"]).stdout);
    };
    facets(expect_test::expect![[r#"
        5 articles

        source
          Le Monde           ████████████████████████ 3
          GDL                ████████ 1
          La Gazette du Lac  ████████ 1
    "#]]);
    for typed in ["Le Monde", "lemonde.fr", "le monde (site web)"] {
        assert_eq!(folder.ids(&["", "--source", typed]).len(), 3, "{typed}");
    }
    // What its own export calls it stays with the article.
    let run = folder.run(&["show", "2@", "--format", "json"]);
    assert!(
        run.stdout.contains("\"source\":\"lemonde.fr\""),
        "{}",
        run.stdout
    );
    let run = folder.run(&["show", "2@"]);
    assert!(run.stdout.contains("2024 · Le Monde\n"), "{}", run.stdout);
    let run = folder.run(&[
        "entities",
        "merge",
        "La Gazette du Lac",
        "GDL",
        "--by",
        "source",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    facets(expect_test::expect![[r#"
        5 articles

        source
          Le Monde           ████████████████████████ 3
          La Gazette du Lac  ████████████████ 2
    "#]]);
    let run = folder.run(&["entities", "list", "--by", "source"]);
    expect_test::expect![[r#"
        La Gazette du Lac
          GDL · La Gazette du Lac
        Le Monde
          Le Monde · Le Monde (site web) · lemonde.fr
    "#]]
    .assert_eq(&run.stdout);
}
