//! `depeche search --help-query`: every example in it is a query that is read as it is typed, and is run.

use depeche_indexer::{Archive, Options, index};
use depeche_query::{Request, Search, parse};
use expect_test::expect;

use crate::folder::{Folder, sample};

/// Some months after the last article of the sample.
const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

/// The examples of the help: lines that start with two blanks, up to the next two.
fn examples(help: &str) -> Vec<&str> {
    let lines = help.lines().filter_map(|line| line.strip_prefix("  "));
    lines.map(|line| line.split("  ").next().unwrap()).collect()
}

#[test]
fn every_example_is_read_as_typed_and_finds_articles() {
    let folder = Folder::new();
    let help = folder.run(&["search", "--help-query"]).stdout;
    let archive = folder.path().join("archive");
    let options = Options {
        paths: vec![sample().into()],
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(&archive, &options, &mut |_| ()).unwrap();
    let search = Search::new(Archive::open(&archive).unwrap());
    let mut found = String::new();
    for example in examples(&help) {
        let parsed = parse(example, TODAY).unwrap();
        assert_eq!(parsed.notes, [], "{example}");
        let results = search.search(&Request::of(example, parsed.query)).unwrap();
        assert!(
            results.warnings.is_empty(),
            "{example}: {:?}",
            results.warnings
        );
        found += &format!("{:>2} {example}\n", results.total);
    }
    expect![[r#"
         4 eau Mali
        15 ecole
         3 =étudiantes
         4 week-end
         8 5 000
         2 "soutien inconditionnel"
         8 ="l'État"
         4 eau ET Mali
        20 eau OU thon
        15 eau SAUF Mali
         4 (eau OU thon) Sénégal
         1 pêche PROCHE/5 thon
         3 ministre SUIVI/3 Mer
         1 "Kayes train eau"~4
         1 train PROCHE (eau OU rail)
         4 [PERSONNE] PROCHE/5 promis
         1 personne:Kim SUIVI/8 promis
         1 suisse MEMEPHRASE italien
         2 puits>=3
         7 atleast3 (eau OU puits)
        18 gouvern*
         3 étudiant?s
         2 Dobritska~1
         2 /restaur.*/
         2 titre:tunnel
         4 titre:(pêche OU tunnel)
         4 auteur:Valtour
         6 pays:Mali zone:Afrique
         1 personne:Poutine
         3 lieu:Dakar organisation:ASN
         3 source:="L'Écho du Lac-Noir"
         6 agence:ASN langue:français
        16 fichier:articles/*
        20 date:2024-08..2025-03
         3 date:"août 2024"
         0 date:"30 derniers jours"
         2 TIT_HEAD=tunnel & TEXT=Suisse
         2 hd=tunnel AND atleast2 Suisse
         2 restaur$5
         2 title:tunnel country:Suisse
    "#]]
    .assert_eq(&found);
    // No article of the sample is of this month.
    let nothing: Vec<&str> = found
        .lines()
        .filter_map(|line| line.strip_prefix(" 0 "))
        .collect();
    assert_eq!(nothing, ["date:\"30 derniers jours\""]);
}

#[test]
fn the_help_fits_a_terminal_and_is_pointed_to() {
    let folder = Folder::new();
    let run = folder.run(&["search", "--help-query"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.lines().count() <= 60);
    for line in run.stdout.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    for args in [["help", "query"], ["query", "--help"]] {
        assert_eq!(folder.run(&args).stdout.trim(), run.stdout.trim());
    }
    assert_eq!(folder.run(&["query"]).stdout, run.stdout);
    for args in [&["--help"][..], &["search", "--help"]] {
        let help = folder.run(args).stdout;
        assert!(help.contains("--help-query"), "{help}");
        assert!(!help.contains("\n  query"), "{help}");
    }
}
