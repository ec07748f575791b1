//! `depeche facets`: exact counts of one field.

use expect_test::{Expect, expect};

use crate::folder::{Folder, first_articles, sample};

/// Runs `facets` on the first articles of the sample.
fn check(args: &[&str], code: i32, stdout: Expect, stderr: Expect) {
    let folder = Folder::new();
    let sample = first_articles(&folder);
    folder.run(&["search", "", "--in", &sample, "-c"]);
    let place = ["--in", &sample];
    let args: Vec<&str> = ["facets"]
        .iter()
        .chain(args)
        .chain(&place)
        .copied()
        .collect();
    let run = folder.run(&args);
    stdout.assert_eq(&run.stdout.replace(['\u{a0}', '\u{202f}'], " "));
    stderr.assert_eq(&run.stderr);
    assert_eq!(run.code, code);
}

#[test]
fn values_are_counted_and_those_beyond_the_top_are_told() {
    check(
        &["", "--by", "pays", "--top", "5"],
        0,
        expect![[r#"
            25 articles, sans date : 2

            pays
              France    ████████████████████████ 7
              Japon     █████████████████▎ 5
              Suisse    █████████████████▎ 5
              Autriche  ██████████▍ 3
              Brésil    ██████████▍ 3
              … 33 autres
        "#]],
        expect![[""]],
    );
    check(
        &["puits", "--by", "personne", "--top", "2"],
        0,
        expect![[r#"
            2 articles

            personne
              Boubacar Sissokoro    ████████████████████████ 2
              Ndèye Coumba Sarrane  ████████████████████████ 2
              … 2 autres
        "#]],
        expect![[""]],
    );
    // Places stand below the zones that hold them, each zone with the articles that name any place in it.
    check(
        &["--by", "lieu", "--top", "12"],
        0,
        expect![[r#"
            25 articles, sans date : 2

            lieu
              Europe           ████████████████████████ 17
                France         ██████████ 7
                  Paris        ████████▌ 6
                Suisse         ███████▏ 5
                  Berne        ████▎ 3
                Autriche       ████▎ 3
                  Vienne       ████▎ 3
                Italie         ████▎ 3
                  Rome         ████▎ 3
                Ukraine        ████▎ 3
                  Kiev         ████▎ 3
              Asie             ████████████▊ 9
                Japon          ███████▏ 5
                  Tokyo        ████▎ 3
                Turquie        ████▎ 3
                  Ankara       ████▎ 3
              Afrique          ███████████▍ 8
                Sénégal        ████▎ 3
                  Dakar        ████▎ 3
                Tchad          ████▎ 3
                  N'Djamena    ████▎ 3
              Amérique du Sud  ████▎ 3
                Brésil         ██▉ 2
                  Brasilia     ██▉ 2
              Grand-Corbeau    ████▎ 3
              Saint-Corvin     ████▎ 3
              … 85 autres
        "#]],
        expect![[""]],
    );
    check(
        &[
            "--by", "lieu", "--top", "2", "--format", "csv", "--zone", "Suisse",
        ],
        0,
        expect![[r#"
            id,label,count,within
            Berne,Berne,3,Europe/Suisse
            Grand-Corbeau,Grand-Corbeau,3,
        "#]],
        expect![[""]],
    );
    check(
        &["--by", "year"],
        0,
        expect![[r#"
        25 articles, sans date : 2

        année
          2025  ████████████████████████ 13
          2024  █████████▎ 5
          2026  █████████▎ 5
    "#]],
        expect![[""]],
    );
    check(
        &["--by", "AGENCY", "--top", "0"],
        0,
        expect![[r#"
            25 articles, sans date : 2

            agence
              4 valeurs
        "#]],
        expect![[""]],
    );
}

#[test]
fn filters_and_days_hold() {
    check(
        &[
            "--by",
            "pays",
            "--pays",
            "Mali|Tchad",
            "--date",
            "2024",
            "--sauf-pays",
            "France",
        ],
        0,
        expect![[r#"
            1 article

            pays
              Mali     ████████████████████████ 1
              Sénégal  ████████████████████████ 1
              Tchad    ████████████████████████ 1
        "#]],
        expect![[""]],
    );
    check(
        &["--by", "pays", "--source", "Inconnu"],
        1,
        expect![[r#"
            0 article
        "#]],
        expect![[r#"
            warning: no source `Inconnu` in this archive
        "#]],
    );
}

#[test]
fn nothing_found_is_1_and_a_field_without_counts_is_2() {
    check(
        &["introuvable", "--by", "pays"],
        1,
        expect![[r#"
            0 article
        "#]],
        expect![[""]],
    );
    check(
        &["--by", "titre"],
        2,
        expect![[""]],
        expect![[r#"
            error: `--by titre`: not a field that is counted; these are: `pays`, `pays_principal`, `personne`, `lieu`, `zone`, `organisation`, `source`, `agence`, `rubrique`, `sujet`, `secteur`, `region`, `entreprise`, `langue`, `annee`
        "#]],
    );
    check(
        &["--by", "couleur"],
        2,
        expect![[""]],
        expect![[r#"
            error: `--by couleur`: not a field that is counted; these are: `pays`, `pays_principal`, `personne`, `lieu`, `zone`, `organisation`, `source`, `agence`, `rubrique`, `sujet`, `secteur`, `region`, `entreprise`, `langue`, `annee`
        "#]],
    );
    let run = Folder::new().run(&["facets", "grève"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--by <FIELD>"), "{}", run.stderr);
}

#[test]
fn other_forms_hold_the_same() {
    check(
        &["puits", "--by", "pays", "--format", "json"],
        0,
        expect![[r#"
            {"schema":1,"query":"puits","understood":"puits","field":"pays","total":2,"relaxed":false,"undated":0,"distinct":4,"values":[{"id":"ML","label":"Mali","count":2},{"id":"SN","label":"Sénégal","count":2},{"id":"GM","label":"Gambie","count":1},{"id":"TD","label":"Tchad","count":1}],"warnings":[]}
        "#]],
        expect![[""]],
    );
    check(
        &["puits", "--by", "pays", "--format", "csv"],
        0,
        expect![[r#"
            id,label,count
            ML,Mali,2
            SN,Sénégal,2
            GM,Gambie,1
            TD,Tchad,1
        "#]],
        expect![[""]],
    );
    check(
        &["puits", "--by", "source", "--format", "tsv", "--all"],
        0,
        expect![[r#"
            id	label	count
            La Tribune du Baobab Blanc	La Tribune du Baobab Blanc	1
        "#]],
        expect![[""]],
    );
}

#[test]
fn the_counts_are_those_of_search() {
    let folder = Folder::new();
    let sample = sample();
    let answer = folder.json(&["", "--in", &sample]);
    for field in [
        "pays",
        "personne",
        "lieu",
        "organisation",
        "source",
        "annee",
    ] {
        let run = folder.run(&["facets", "--by", field, "--format", "json", "--in", &sample]);
        let counts: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(counts["values"], answer["facets"][field], "{field}");
        assert_eq!(counts["total"], answer["total"]);
        let all = folder.run(&[
            "facets", "--by", field, "--format", "csv", "--all", "--in", &sample,
        ]);
        let distinct = usize::try_from(counts["distinct"].as_u64().unwrap()).unwrap();
        assert_eq!(all.stdout.lines().count(), distinct + 1, "{field}");
    }
}
