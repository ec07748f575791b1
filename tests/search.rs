//! `depeche search`: streams, exit codes, filters, forms.

use expect_test::expect;

use crate::folder::{Folder, sample};

#[test]
fn text_goes_to_stdout_and_the_rest_to_stderr() {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a\", \"title\": \"La grève à l'usine\", \"date\": \"2025-06-01\", \"source\": \"L'Écho\", \"text\": \"Rien de neuf. L’usine est en grève.\"}\n",
    );
    let run = folder.run(&["search", "l'usine ET grève", "--in", "a.jsonl"]);
    assert_eq!(run.code, 0);
    expect![[r#"
         1. La [grève] à [l'usine]
            1er juin 2025 · L'Écho
            [L’usine] est en [grève].
            a@l-echo

        1 article

        source
          L'Écho  ████████████████████████ 1

        année
          2025  ████████████████████████ 1
    "#]]
    .assert_eq(&run.stdout);
    let run = folder.run(&[
        "search",
        "l'usine ET grève",
        "--in",
        "a.jsonl",
        "--color",
        "always",
        "--no-facets",
    ]);
    assert!(
        run.stdout.contains("\u{1b}[1m\u{1b}[31ml'usine\u{1b}[0m"),
        "{:?}",
        run.stdout
    );
    assert_eq!(run.stderr, "");
}

#[test]
fn nothing_found_is_1_and_an_error_is_2() {
    let folder = Folder::new();
    folder.write("a.txt", "Un titre\n\nUn corps.");
    let run = folder.run(&["search", "introuvable", "--in", "a.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, "0\u{a0}article\n"));
    let run = folder.run(&["search", "introuvable", "--in", "a.txt", "--count"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, "0\n"));
    let run = folder.run(&["search", "corps", "--in", "a.txt", "-c"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "1\n"));
    let run = folder.run(&["search", "corps", "--in", "a.txt", "--date", "demain"]);
    assert_eq!(run.code, 2);
    expect![["error: `--date demain`: write `2025-06-14`, `2025-06`, `2024-08..2025-03`, `..2025`, `août 2024`, `avant 2025` or `30 derniers jours`\n"]]
        .assert_eq(&run.stderr);
    assert_eq!(folder.run(&["search", "corps", "--format", "xml"]).code, 2);
    let run = folder.run(&["search", "corps ET", "--in", "a.txt"]);
    assert_eq!(run.code, 0);
    expect![[r#"
          corps ET
                ^^
        warning: this operator has nothing to join; it was taken as a word
        understood: corps et
    "#]]
    .assert_eq(&run.stderr);
    let run = folder.run(&["search", "", "--in", "a.txt", "--pays", "Atlantide"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("no country `Atlantide` is known"),
        "{}",
        run.stderr
    );
}

#[test]
fn filters_compose_and_facets_can_be_widened() {
    let folder = Folder::new();
    let sample = sample();
    let search = |args: &[&str]| {
        let args: Vec<&str> = args.iter().copied().chain(["--in", &sample]).collect();
        folder.json(&args)
    };
    let total = |json: &serde_json::Value| json["total"].as_u64().unwrap();
    let count = |json: &serde_json::Value, facet: &str, id: &str| {
        let values = json["facets"][facet].as_array().unwrap().clone();
        values
            .iter()
            .find(|value| value["id"] == id)
            .map_or(0, |value| value["count"].as_u64().unwrap())
    };
    let mali = total(&search(&["", "--pays", "Mali"]));
    let senegal = total(&search(&["", "--country", "sénégal"]));
    let both = total(&search(&["", "--pays", "Mali", "--pays", "Sénégal"]));
    let either = search(&["", "--pays", "Mali|Sénégal"]);
    assert!(both > 0 && mali > both, "{mali} {both}");
    assert_eq!(total(&either), mali + senegal - both);
    let main = search(&["", "--pays-principal", "Mali", "--limit", "100"]);
    assert!((1..mali).contains(&total(&main)), "{main}");
    let hits = main["hits"].as_array().unwrap();
    assert!(hits.iter().all(|hit| hit["countries"][0] == "Mali"));
    // The counts of the field itself leave its choice out: one can widen it. Those of a single value do not.
    assert_eq!(
        count(&either, "pays", "RU"),
        count(&search(&[""]), "pays", "RU")
    );
    assert_eq!(count(&search(&["", "--pays", "Mali"]), "pays", "ML"), mali);
    let all = total(&search(&[""]));
    assert_eq!(total(&search(&["", "--sauf-pays", "Mali"])), all - mali);
    assert_eq!(total(&search(&["pays:Mali"])), mali);
    assert_eq!(search(&["", "--pays", "Mali"])["understood"], "pays:Mali");
}

#[test]
fn json_has_the_form_of_the_design() {
    let folder = Folder::new();
    let json = folder.json(&[
        "\"soutien inconditionnel\"",
        "--personne",
        "Kim Jong Un",
        "--in",
        &sample(),
    ]);
    let keys = |value: &serde_json::Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    };
    expect![["corrections did_you_mean facets filter_suggestions hits query relaxed schema suggestions took_ms total undated understood warnings"]]
        .assert_eq(&keys(&json));
    expect!["agency also_in authors countries date id language missing organisations persons places score snippets source title title_lit"]
        .assert_eq(&keys(&json["hits"][0]));
    expect![["annee lieu organisation pays personne source"]].assert_eq(&keys(&json["facets"]));
    assert_eq!(json["schema"], 1);
    assert_eq!(
        json["facets"]["pays"][0],
        serde_json::json!({"id": "KP", "label": "Corée du Nord", "count": 1})
    );
    let snippet = &json["hits"][0]["snippets"][0];
    let lit = |at: usize| usize::try_from(snippet["lit"][0][at].as_u64().unwrap()).unwrap();
    let text: String = snippet["text"]
        .as_str()
        .unwrap()
        .chars()
        .skip(lit(0))
        .take(lit(1) - lit(0))
        .collect();
    assert_eq!(text, "soutien inconditionnel");
}

#[test]
fn what_an_author_finds_names_its_authors() {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a\", \"title\": \"Un titre\", \"source\": \"L'Écho\", \"agency\": \"ASN\", \"authors\": [\"Awa Valtour\", \"Jean Brisec\"], \"text\": \"Un mot de Bamako.\"}\n",
    );
    let run = folder.run(&["search", "auteur:valtour", "--in", "a.jsonl", "--no-facets"]);
    expect![[r#"
         1. Un titre
            sans date · L'Écho, ASN · Awa Valtour, Jean Brisec · Mali
            Un mot de Bamako.
            a@l-echo

        1 article, sans date : 1
    "#]]
    .assert_eq(&run.stdout);
    let json = folder
        .run(&[
            "search",
            "auteur:valtour",
            "--in",
            "a.jsonl",
            "--format",
            "json",
        ])
        .stdout;
    assert!(
        json.contains(
            r#""agency":"ASN","language":null,"authors":["Awa Valtour","Jean Brisec"],"countries""#
        ),
        "{json}"
    );
}

#[test]
fn an_option_with_a_slip_is_no_query() {
    let folder = Folder::new();
    folder.write("a.txt", "Un titre\n\nSans no facet ni mot.");
    let refused = |args: &[&str]| {
        let run = folder.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        run.stderr
    };
    expect![[r#"
        error: `--no-facet` is no option of `depeche search`; did you mean `--no-facets`?

        To search for it, write it behind `--`: depeche search -- --no-facet
    "#]]
    .assert_eq(&refused(&["search", "--in", "a.txt", "--no-facet"]));
    expect![[r#"
        error: `--limits` is no option of `depeche search`; did you mean `--limit`?

        To search for it, write it behind `--`: depeche search -- --limits
    "#]]
    .assert_eq(&refused(&["search", "--in", "a.txt", "--limits=3"]));
    expect![[r#"
        error: `--mot` is no option of `depeche facets`

        To search for it, write it behind `--`: depeche facets -- --mot
    "#]]
    .assert_eq(&refused(&["facets", "--by", "source", "--mot"]));
    // A sign alone excludes, and behind `--` everything is a query.
    let code = |args: &[&str]| {
        folder
            .run(&[&["search", "--in", "a.txt", "-c"], args].concat())
            .code
    };
    assert_eq!(code(&["-mot"]), 1);
    assert_eq!(code(&["-absent"]), 0);
    assert_eq!(
        code(&["--", "--mot"]),
        folder
            .run(&["search", "-c", "--in", "a.txt", "-- mot"])
            .code
    );
    assert_eq!(code(&["-- mot"]), code(&["--", "-- mot"]));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new();
    let mut command = folder.command(&["search", "", "--in", &sample(), "--limit", "78"]);
    let mut child = command
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(!stderr.contains("error"), "{stderr}");
}

#[test]
fn what_steers_a_terminal_is_not_printed() {
    let folder = Folder::new();
    folder.write("a.jsonl", "{\"id\": \"a\", \"title\": \"un\\u001b[2Jdeux\", \"source\": \"x\\u0007y\", \"text\": \"trois\\u001b]0;z\\u0007\"}\n");
    let run = folder.run(&["search", "trois", "--in", "a.jsonl"]);
    assert!(
        !run.stdout.contains(['\u{1b}', '\u{7}']),
        "{:?}",
        run.stdout
    );
    assert_eq!(run.code, 0);
}

#[test]
fn any_limit_is_taken() {
    let folder = Folder::new();
    folder.write("a.txt", "Un titre\n\nUn corps.");
    for limit in ["0", "1", "9999999999", "18446744073709551615"] {
        for query in ["corps", ""] {
            let run = folder.run(&[
                "search",
                query,
                "--in",
                "a.txt",
                "--limit",
                limit,
                "--no-facets",
            ]);
            assert_eq!(run.code, 0, "{limit}: {}", run.stderr);
        }
    }
}

#[test]
fn many_searches_may_bring_one_folder_up_to_date() {
    let folder = Folder::new();
    for number in 0..50 {
        folder.write(
            &format!("f/{number}.txt"),
            format!("Titre {number}\n\nUn corps de texte."),
        );
    }
    let search = || {
        folder
            .command(&["search", "corps", "--in", "f", "--count"])
            .stderr(std::process::Stdio::piped())
            .spawn()
    };
    assert_eq!(
        folder
            .run(&["search", "corps", "--in", "f", "--count"])
            .stdout,
        "50\n"
    );
    let running: Vec<_> = (0..8).map(|_| search().unwrap()).collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn a_choice_of_many_values_is_whole() {
    let folder = Folder::new();
    let lines = (0..1200)
        .map(|at| format!("{{\"id\": {at}, \"source\": \"Le Journal {at}\", \"title\": \"x\"}}\n"));
    folder.write("f.jsonl", lines.collect::<String>());
    assert_eq!(
        folder
            .run(&["search", "source:journal", "--in", "f.jsonl", "-c"])
            .stdout,
        "1200\n"
    );
    assert_eq!(
        folder
            .run(&["search", "SAUF source:journal", "--in", "f.jsonl", "-c"])
            .stdout,
        "0\n"
    );
    assert_eq!(
        folder
            .run(&["search", "fichier:f*", "--in", "f.jsonl", "-c"])
            .stdout,
        "1200\n"
    );
}
