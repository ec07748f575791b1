//! How hits say that they matched and scored: leaf by leaf, and part by part.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;
use std::path::Path;

use depeche_indexer::{Archive, Options, index};
use depeche_query::{Hit, Matched, Request, Search, Sort, Standing, parse};
use expect_test::{Expect, expect};
use serde_json::json;

const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

fn archive(folder: &Path, files: Vec<std::path::PathBuf>) -> Search {
    let options = Options {
        paths: files,
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(&folder.join("archive"), &options, &mut |_| ()).unwrap();
    Search::new(Archive::open(&folder.join("archive")).unwrap())
}

fn hits(search: &Search, query: &str, sort: Sort) -> Vec<Hit> {
    let request = Request {
        explain: true,
        sort,
        ..Request::of(query, parse(query, TODAY).unwrap().query)
    };
    search.search(&request).unwrap().hits
}

fn forms(forms: &[Standing]) -> String {
    let forms = forms
        .iter()
        .map(|one| format!("{} {}", one.form, one.times));
    forms.collect::<Vec<_>>().join(", ")
}

fn line(matched: &Matched) -> String {
    let mut line = format!("{} | {:?} {}", matched.leaf, matched.held, matched.times);
    for (part, times) in &matched.parts {
        line += &format!(" {part}:{times}");
    }
    line += &format!(" | {}", forms(&matched.forms));
    for pattern in &matched.patterns {
        let stand = forms(&pattern.forms);
        line += &format!(" | {} of {}: {stand}", pattern.pattern, pattern.archive);
    }
    if let Some(nearest) = matched.nearest {
        line += &format!(" | nearest {nearest}");
    }
    if !matched.values.is_empty() {
        line += &format!(" | {}", matched.values.join(", "));
    }
    line
}

/// Compares what the first hit of a query, the newest article, says of its leaves.
fn check(query: &str, expected: Expect) {
    let folder = tempfile::tempdir().unwrap();
    let articles = [
        json!({"id": "new", "date": "2025-06-02", "source": "L'Écho", "authors": ["Anne Martin", "Paul Durand"],
            "title": "La Grève à l'usine de Bamako", "lead": "Grèves et grève.", "caption": "Une recons-\ntruction.",
            "body": [{"paragraph": "Le gouvernement gouverne. Les grévistes du week-end, à l’usine, au Mali."},
                {"paragraph": "La grève est loin de toute usine. Une grève, une usine."}]}),
        json!({"id": "old", "date": "2020", "title": "Gouverner, gouverneur, gouvernante", "text": "Grève du weekend."}),
    ];
    let file = folder.path().join("a.jsonl");
    let lines = articles.iter().map(|article| format!("{article}\n"));
    fs::write(&file, lines.collect::<String>()).unwrap();
    let search = archive(folder.path(), vec![file]);
    let found = hits(&search, query, Sort::Date);
    let explanation = found[0].explain.as_ref().unwrap();
    assert_eq!(explanation.score, None, "by date nothing is scored");
    let lines: Vec<String> = explanation.matched.iter().map(line).collect();
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn words_are_counted_by_part_and_form() {
    check(
        "grève",
        expect![[r#"
        grève | Found 5 titre:1 chapeau:2 texte:2 | grève 4, Grèves 1
    "#]],
    );
    check(
        "=grève l'usine",
        expect![[r#"
            =grève | Found 4 titre:1 chapeau:1 texte:2 | grève 4
            l'usine | Found 4 titre:1 texte:3 | l’usine 2, usine 2
        "#]],
    );
    check(
        "week-end reconstruction",
        expect![[r#"
        week-end | Found 1 texte:1 | week-end 1
        reconstruction | Found 1 legende:1 | recons-truction 1
    "#]],
    );
    check(
        "titre:grève legende:reconstruction",
        expect![[r#"
        titre:grève | Found 1 titre:1 | Grève 1
        legende:reconstruction | Found 1 legende:1 | recons-truction 1
    "#]],
    );
    check(
        "auteur:martin auteur:durand",
        expect![[r#"
        auteur:martin | Found 1 auteur:1 | Martin 1
        auteur:durand | Found 1 auteur:1 | Durand 1
    "#]],
    );
    check(
        "la usine",
        expect![[r#"
        la | PassedOver 0 | 
        usine | Found 4 titre:1 texte:3 | usine 4
    "#]],
    );
    check(
        "grève>=4",
        expect![[r#"
        grève>=4 | Found 5 titre:1 chapeau:2 texte:2 | grève 4, Grèves 1
    "#]],
    );
}

#[test]
fn nearness_says_how_near() {
    check(
        "grève PROCHE/9 usine",
        expect![[r#"
        grève PROCHE/9 usine | Found 6 titre:2 texte:4 | usine 4, grève 3, Grèves 1 | nearest 1
    "#]],
    );
    check(
        "\"grève usine\"~3",
        expect![[r#"
        "grève usine"~3 | Found 5 titre:2 texte:3 | usine 4, grève 3, Grèves 1 | nearest 1
    "#]],
    );
    check(
        "gréviste SUIVI/5 usine",
        expect![[r#"
        gréviste SUIVI/5 usine | Found 1 texte:1 | grévistes 1, usine 1 | nearest 4
    "#]],
    );
    check(
        "grève MEMEPHRASE usine",
        expect![[r#"
        grève MEMEPHRASE usine | Found 3 titre:1 texte:2 | grève 3, usine 3
    "#]],
    );
    check(
        "(grève OU gréviste) MEMEPARAGRAPHE Mali",
        expect![[r#"
        (grève OU gréviste) MEMEPARAGRAPHE Mali | Found 1 texte:1 | grévistes 1, Mali 1
    "#]],
    );
}

#[test]
fn patterns_say_what_they_stand_for() {
    check(
        "gouv*",
        expect![[r#"
        gouv* | Found 2 texte:2 | gouvernement 1, gouverne 1 | gouv* of 5: gouvernement 1, gouverne 1
    "#]],
    );
    check(
        "\"le gouv*\" usyne~1",
        expect![[r#"
        "le gouv*" | Found 1 texte:1 | Le gouvernement 1 | gouv* of 5: gouvernement 1, gouverne 1
        usyne~1 | Found 4 titre:1 texte:3 | usine 4 | usyne~1 of 1: usine 4
    "#]],
    );
    check(
        "week-en*",
        expect![[r#"
        week-en* | Found 1 texte:1 | week-end 1 | en* of 1: end 1 | weeken* of 1: week-end 1
    "#]],
    );
}

#[test]
fn values_days_and_operators() {
    check(
        "pays:Mali source:écho date:2025-06",
        expect![[r#"
        pays:Mali | Found 1 |  | Mali
        source:écho | Found 1 |  | L'Écho
        date:2025-06 | Found 1 |  | 2025-06-02
    "#]],
    );
    check(
        "(grève ET puits) OU usine OU thon",
        expect![[r#"
        grève ET puits | NotNeeded 0 | 
        usine | Found 4 titre:1 texte:3 | usine 4
        thon | NotNeeded 0 | 
    "#]],
    );
    check(
        "usine SAUF (puits OU thon)",
        expect![[r#"
        usine | Found 4 titre:1 texte:3 | usine 4
        SAUF (puits OU thon) | Excluded 0 | 
    "#]],
    );
    check(
        "",
        expect![[r#"
        * | Found 0 | 
    "#]],
    );
}

#[test]
fn the_parts_of_a_score_add_up_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sample");
    let search = archive(folder.path(), vec![sample.into()]);
    let mut scored = 0;
    for query in [
        "ministre",
        "le ministre français",
        "ecole été",
        "eau OU puits OU pêche",
        "eau OU (puits ET Mali) OU titre:pêche",
        "\"soutien inconditionnel\" soutien",
        "week-end OU \"week-end\" OU weekend",
        "pêche PROCHE/5 thon",
        "(eau OU puits)>=2 -Tchad",
        "ministre MEMEPHRASE gouvern* pays:Turquie",
        "soutiens soutien =soutien",
        "étudiantes OU l'Etat",
        "nord-coréen OU ex-URSS",
    ] {
        for hit in hits(&search, query, Sort::Score) {
            let score = hit.explain.unwrap().score.unwrap();
            let words = score.words.iter().map(|word| word.part);
            let parts: f64 = words.chain(score.pairs.iter().map(|pair| pair.part)).sum();
            // Of a word that adds something, a term is there.
            assert!(score.words.iter().all(|word| !word.terms.is_empty()));
            assert_eq!(score.total, hit.score);
            assert!(
                (parts - hit.score).abs() < 1e-5,
                "{query}: {parts} {}",
                hit.score
            );
            scored += 1;
        }
    }
    assert!(scored > 50, "{scored}");
    let hit = &hits(&search, "soutiens soutien", Sort::Score)[0];
    let words = &hit.explain.as_ref().unwrap().score.as_ref().unwrap().words;
    let words: Vec<&str> = words.iter().map(|word| word.word.as_str()).collect();
    // Two forms are two words, however alike they are.
    assert_eq!(words, ["soutiens", "soutien"]);
    let hit = &hits(&search, "minist*", Sort::Score)[0];
    assert_eq!(hit.explain.as_ref().unwrap().score, None);
}
