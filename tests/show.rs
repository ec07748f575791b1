//! `depeche show`: a whole article.

use expect_test::expect;

use crate::folder::Folder;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a1\", \"title\": \"La grève\", \"lead\": \"Un chapeau.\", \"caption\": \"Une usine.\", \"credit\": \"X\", \"date\": \"2025-06\", \"source\": \"L'Écho\", \"authors\": [\"A. B.\"], \"body\": [{\"paragraph\": \"Le président Paul Martin parle de la grève à Bamako.\"}, {\"crosshead\": \"La suite\"}, \"Fin.\"]}\n\
         {\"id\": \"a2\", \"title\": \"Autre\"}\n",
    );
    folder.run(&["index", "a.jsonl"]);
    folder
}

#[test]
fn an_article_is_shown_whole_and_lit() {
    let folder = folder();
    let run = folder.run(&["show", "a1", "--query", "grève"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    expect![[r#"
        La [grève]
        juin 2025 · L'Écho · A. B.

        Un chapeau.

        Une usine.
        Photo : X

        Le président Paul Martin parle de la [grève] à Bamako.

        La suite

        Fin.

        pays : Mali
        personne : Paul Martin
        lieu : Bamako
        identifiant : a1@l-echo
    "#]]
    .assert_eq(&run.stdout.replace('\u{a0}', " "));
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["show", "a1", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["article"]["places"][0]["line"], 1);
}

#[test]
fn what_an_agency_withdrew_is_marked() {
    let folder = Folder::new();
    let item = |version: u8, status: &str, said: &str| {
        format!(
            "{{\"uri\": \"urn:bac\", \"version\": \"{version}\", \"type\": \"text\", \"provider\": \"AFP\", \"versioncreated\": \"2024-03-12T10:00:00Z\", \"pubstatus\": \"{status}\"{said}}}\n"
        )
    };
    let text = ", \"headline\": \"Le bac rouvre\", \"body_text\": \"Il était à quai.\"";
    folder.write(
        "a.jsonl",
        [item(1, "usable", text), item(2, "canceled", "")].concat(),
    );
    let run = folder.run(&["index", "a.jsonl"]);
    let note = "1 record is withdrawn by an agency: kept, and marked as such\n";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    let run = folder.run(&["show", "urn:bac"]);
    let marked = "[dépêche retirée]\nLe bac rouvre\n12 mars 2024";
    assert!(
        run.stdout.replace('\u{a0}', " ").starts_with(marked),
        "{}",
        run.stdout
    );
    let run = folder.run(&["search", "bac"]);
    let marked = " 1. [dépêche retirée] Le [bac] rouvre\n";
    assert!(run.stdout.starts_with(marked), "{}", run.stdout);
    for (command, withdrawn) in [
        (
            ["show", "urn:bac", "--format", "json"],
            "/article/withdrawn",
        ),
        (["search", "bac", "--format", "json"], "/hits/0/withdrawn"),
    ] {
        let run = folder.run(&command);
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(
            json.pointer(withdrawn),
            Some(&true.into()),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn an_article_that_does_not_match_is_shown_with_a_warning() {
    let folder = folder();
    for query in ["introuvable", "grève SAUF bamako", "source:Autre"] {
        let run = folder.run(&["show", "a1", "--query", query]);
        assert_eq!(run.code, 0, "{query}");
        assert!(
            run.stderr
                .ends_with("warning: this article does not match the query\n"),
            "{query}: {}",
            run.stderr
        );
        assert!(!run.stdout.contains('['), "{query}: {}", run.stdout);
    }
    // Of what has no place in the text nothing is lit, and yet it matches.
    for query in ["pays:Mali", "", "grève"] {
        let run = folder.run(&["show", "a1", "--query", query]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{query}");
    }
}

#[test]
fn json_lights_nothing() {
    let run = folder().run(&["show", "a1", "--query", "grève", "--format", "json"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    expect![["error: `--query` lights words in the text; with `--format json` nothing is lit: leave one of them out\n"]]
        .assert_eq(&run.stderr);
}

#[test]
fn a_beginning_that_is_unique_is_enough() {
    let folder = folder();
    let run = folder.run(&["show", "a"]);
    assert_eq!(run.code, 2);
    expect![["error: `a` begins several identifiers: `a1@l-echo`, `a2@a`; type more of it\n"]]
        .assert_eq(&run.stderr);
    let run = folder.run(&["show", "zzz"]);
    assert_eq!(run.code, 1);
    expect![["warning: no article `zzz`; `depeche search` prints identifiers\n"]]
        .assert_eq(&run.stderr);
    assert_eq!(folder.run(&["show", "a2"]).code, 0);
    let run = folder.run(&["show", ""]);
    assert_eq!(run.code, 2);
    expect![["error: an identifier is needed; `depeche search` prints them\n"]]
        .assert_eq(&run.stderr);
}

#[test]
fn a_very_long_title_is_cut_in_a_list_and_whole_by_itself() {
    let folder = Folder::new();
    let title = format!(
        "{}et de la grève à Bamako",
        "Le conseil municipal parle de tout et de rien, ".repeat(10)
    );
    folder.write(
        "a.jsonl",
        format!("{{\"id\": \"a\", \"title\": \"{title}\"}}\n"),
    );
    let run = folder.run(&["search", "grève", "--in", "a.jsonl", "--no-facets"]);
    expect![[r#"
         1. Le conseil municipal parle de tout et de rien, Le conseil municipal parle de tout et de rien, Le
            conseil municipal parle de tout et de … et de la [grève] à Bamako
            sans date · Mali
            a@a

        1 article, sans date : 1
    "#]].assert_eq(&run.stdout);
    let run = folder.run(&["show", "a", "--in", "a.jsonl", "--format", "json"]);
    assert!(run.stdout.contains(&title));
    let run = folder.run(&["show", "a", "--in", "a.jsonl"]);
    assert!(run.stdout.replace('\n', " ").contains(&title));
}

#[test]
fn a_word_broken_at_a_line_end_is_shown_whole() {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a\", \"title\": \"La recons\u{ad}truction\", \"body\": [{\"paragraph\": \"La recons-\\ntruction de l'é\u{ad}\\n  cole et de la\\nmairie.\"}]}\n",
    );
    let query = "reconstruction école mairie";
    let run = folder.run(&["search", query, "--in", "a.jsonl", "--no-facets"]);
    expect![[r#"
         1. La [reconstruction]
            sans date
            La [recons-truction] de l'[école] et de la [mairie].
            a@a

        1 article, sans date : 1
    "#]]
    .assert_eq(&run.stdout);
    let run = folder.run(&["show", "a", "--query", query, "--in", "a.jsonl"]);
    expect![[r#"
        La [reconstruction]

        La [recons-truction] de l'[école] et de la [mairie].

        identifiant : a@a
    "#]]
    .assert_eq(&run.stdout);
    let json = folder.json(&[query, "--in", "a.jsonl"]);
    let hit = &json["hits"][0];
    expect![[r#""La reconstruction" [[3,17]] [{"field":"texte","lit":[[3,18],[24,29],[39,45]],"text":"La recons-truction de l'école et de la mairie."}]"#]].assert_eq(&format!(
        "{} {} {}",
        hit["title"], hit["title_lit"], hit["snippets"]
    ));
}
