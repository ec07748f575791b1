//! `depeche search --explain`: how each hit matched and how it scored.

use expect_test::expect;

use crate::folder::{Folder, first_articles};

#[test]
fn each_hit_says_how_it_matched() {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a\", \"title\": \"La grève à l'usine\", \"date\": \"2025-06-01\", \"source\": \"L'Écho\", \"text\": \"Des grèves. L’usine est en grève.\"}\n",
    );
    let run = |query: &str| {
        let run = folder.run(&[
            "search",
            query,
            "--in",
            "a.jsonl",
            "--no-facets",
            "--explain",
            "--date",
            "2025",
        ]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout.replace(['\u{a0}', '\u{202f}'], " ")
    };
    expect![[r#"
         1. La [grève] à l'[usine]
            1er juin 2025 · L'Écho
            Des [grèves].
            L’[usine] est en [grève].
            a@l-echo
            grève PROCHE/5 usine  4 fois (titre 2, texte 2) · grève 2, usine 2, grèves 1 · au plus près :
                                  côte à côte
            puits                 absent, l'OU s'en passe
            date:2025             1er juin 2025
            score                 1,032
              grève               0,521 · =grève 2 fois (titre 1) × 0,700, dans 1 article sur 1 · =grèves
                                  1 fois × 0,311, dans 1 article sur 1 · %grev 3 fois (titre 1) × 0,300,
                                  dans 1 article sur 1
              usine               0,510 · =usine 2 fois (titre 1) × 0,700, dans 1 article sur 1 · %usin
                                  2 fois (titre 1) × 0,300, dans 1 article sur 1

        1 article
    "#]].assert_eq(&run("grève PROCHE/5 usine OU puits"));
    expect![[r#"
         1. La grève à l'[usine]
            1er juin 2025 · L'Écho
            L’[usine] est en grève.
            a@l-echo
            la         mot courant, pas exigé
            us*        2 fois (titre 1, texte 1) · usine 2 · 1 forme sur 1
            SAUF thon  absent
            date:2025  1er juin 2025

        1 article
    "#]]
    .assert_eq(&run("la us* -thon"));
}

#[test]
fn json_says_it_only_when_asked() {
    let folder = Folder::new();
    let sample = first_articles(&folder);
    let asked = ["gouvern* turc pays:Turquie", "--in", &sample, "-n", "1"];
    let json = folder.json(&asked);
    assert!(json["hits"][0].get("explain").is_none());
    let json = folder.json(&[&asked[..], &["--explain"]].concat());
    let hit = &json["hits"][0];
    assert_eq!(hit["explain"]["score"]["total"], hit["score"]);
    let explain = serde_json::to_string_pretty(&hit["explain"]).unwrap();
    expect![[r#"
        {
          "matched": [
            {
              "forms": [
                {
                  "form": "gouvernement",
                  "times": 1
                }
              ],
              "held": "found",
              "leaf": "gouvern*",
              "parts": {
                "texte": 1
              },
              "patterns": [
                {
                  "archive": 2,
                  "forms": [
                    {
                      "form": "gouvernement",
                      "times": 1
                    }
                  ],
                  "pattern": "gouvern*"
                }
              ],
              "times": 1
            },
            {
              "forms": [
                {
                  "form": "turc",
                  "times": 1
                }
              ],
              "held": "found",
              "leaf": "turc",
              "parts": {
                "texte": 1
              },
              "times": 1
            },
            {
              "held": "found",
              "leaf": "pays:Turquie",
              "times": 1,
              "values": [
                "Turquie"
              ]
            }
          ],
          "score": {
            "articles": 25,
            "pairs": [],
            "total": 2.0088249855198725,
            "words": [
              {
                "name": 0.0,
                "part": 2.0088249855198725,
                "terms": [
                  {
                    "articles": 3,
                    "in_lead": 0,
                    "in_title": 0,
                    "occurrences": 1,
                    "term": "=turc",
                    "weight": 0.7
                  },
                  {
                    "articles": 3,
                    "in_lead": 0,
                    "in_title": 0,
                    "occurrences": 1,
                    "term": "%turc",
                    "weight": 0.3
                  }
                ],
                "weight": 2.005333569526114,
                "word": "turc"
              }
            ]
          }
        }"#]]
    .assert_eq(&explain);
}
