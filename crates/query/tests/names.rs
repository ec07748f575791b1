//! Names among the words: which are found, what of them is lit, that they weigh nothing.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;

use depeche_indexer::{Archive, Options, index};
use depeche_query::{EXPANSIONS, Hit, Request, Search, light, parse};
use serde_json::json;

const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

struct Library {
    search: Search,
    _folder: tempfile::TempDir,
}

fn library() -> Library {
    let folder = tempfile::tempdir().unwrap();
    let articles = [
        json!({
            "id": "moscou",
            "title": "Vladimir Poutine reçu à Pyongyang",
            "lead": "L'ONU regarde la Corée du Nord.",
            "agency": "AFP",
            "body": [
                {"paragraph": "Le président russe Vladimir Poutine a parlé. M. Poutine a promis son aide à Kim Jong Un."},
                {"paragraph": "Les Nord-Coréens applaudissent, et Kim Jong Un a promis beaucoup."},
            ],
        }),
        json!({
            "id": "lyon",
            "title": "Une usine ferme à Lyon",
            "body": [{"paragraph": "Rien n'a été promis aux ouvriers de l'usine."}],
        }),
    ];
    let lines = articles.iter().map(|article| format!("{article}\n"));
    let file = folder.path().join("a.jsonl");
    fs::write(&file, lines.collect::<String>()).unwrap();
    let archive = folder.path().join("archive");
    let options = Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(&archive, &options, &mut |_| ()).unwrap();
    Library {
        search: Search::new(Archive::open(&archive).unwrap()),
        _folder: folder,
    }
}

impl Library {
    fn hits(&self, typed: &str) -> Vec<Hit> {
        let query = parse(typed, TODAY).unwrap().query;
        let request = Request {
            strict: true,
            corrects: false,
            ..Request::of(typed, query)
        };
        self.search.search(&request).unwrap().hits
    }

    /// The whole text of the one article that a query finds, `[ ]` round what is lit.
    fn lit(&self, typed: &str) -> Option<String> {
        let hits = self.hits(typed);
        let [hit] = hits.as_slice() else {
            return None;
        };
        let archive = self.search.archive();
        let id = depeche_corpus::ArticleId(hit.id.clone());
        let stored = archive.get(&id).unwrap().unwrap();
        let query = parse(typed, TODAY).unwrap().query;
        let lit = light(archive, &query, EXPANSIONS, &stored, &mut Vec::new()).unwrap();
        let mut shown = String::new();
        let mut at = 0;
        for range in &lit.ranges {
            shown += &lit.texte.text[at..range.start];
            shown += &format!("[{}]", &lit.texte.text[range.clone()]);
            at = range.end;
        }
        shown += &lit.texte.text[at..];
        Some(shown)
    }
}

/// Compares the stretches that are lit in the article that a query finds.
fn check(library: &Library, typed: &str, expected: &[&str]) {
    let lit = library.lit(typed).unwrap_or_else(|| panic!("{typed}"));
    let found: Vec<&str> = lit
        .split('[')
        .skip(1)
        .map(|rest| rest.split(']').next().unwrap())
        .collect();
    assert_eq!(found, expected, "{typed}: {lit}");
}

#[test]
fn a_mention_is_its_first_word_and_is_lit_whole() {
    let library = library();
    for (typed, lit) in [
        (
            "[PERSONNE] Poutine",
            &[
                "Vladimir Poutine",
                "Vladimir Poutine",
                "Poutine",
                "Kim Jong Un",
                "Kim Jong Un",
            ][..],
        ),
        // «M. Poutine» is Vladimir Poutine, who was named in full.
        (
            "personne:\"Vladimir Poutine\" SUIVI/1 promis",
            &["Poutine", "promis"],
        ),
        ("[PERSONNE] SUIVI/2 promis", &["Poutine", "promis"]),
        (
            "personne:\"Kim Jong Un\" SUIVI/3 promis",
            &["Kim Jong Un", "promis"],
        ),
        // The words of a name stand between: a mention is its first word alone.
        (
            "personne:Kim SUIVI/4 beaucoup",
            &["Kim Jong Un", "beaucoup"],
        ),
        ("aide SUIVI/1 [PERSONNE]", &["aide", "Kim Jong Un"]),
        ("pays:Russie SUIVI/0 Vladimir", &["russe", "Vladimir"]),
        (
            "pays:\"Corée du Nord\" SUIVI/2 applaudissent",
            &["Nord-Coréens", "applaudissent"],
        ),
        ("chapeau:[ORG]", &["ONU"]),
        (
            "chapeau:([ORGANISATION] PROCHE/2 [PAYS])",
            &["ONU", "Corée du Nord"],
        ),
        (
            "titre:(personne:Poutine MEMEPHRASE lieu:Pyongyang)",
            &["Vladimir Poutine", "Pyongyang"],
        ),
        ("atleast2 personne:Kim", &["Kim Jong Un", "Kim Jong Un"]),
    ] {
        check(&library, typed, lit);
    }
}

#[test]
fn what_is_not_named_there_is_not_found() {
    let library = library();
    for typed in [
        "personne:\"Kim Jong Un\" SUIVI/2 promis",
        "personne:Kim SUIVI/3 beaucoup",
        "[LIEU] PROCHE/2 promis",
        // One mention is not two operands.
        "personne:Kim MEMEPHRASE personne:\"Kim Jong Un\"",
        "titre:(personne:Kim PROCHE/30 reçu)",
        "legende:[PERSONNE]",
        "atleast3 personne:Kim",
        // The agency wrote the article; it stands nowhere in it.
        "organisation:AFP PROCHE/99 promis",
        "pays:Russie SUIVI/0 président",
    ] {
        let hits = library.hits(typed);
        let ids: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!(ids, [""; 0], "{typed}");
    }
    assert_eq!(library.hits("organisation:AFP").len(), 1);
}

#[test]
fn names_weigh_nothing() {
    let library = library();
    let score = |typed: &str| library.hits(typed)[0].score;
    for typed in [
        "[PERSONNE] PROCHE/4 beaucoup",
        "personne:Kim MEMEPHRASE beaucoup",
        "[PERSONNE] ET beaucoup",
        "beaucoup ET atleast2 [PERSONNE]",
    ] {
        // What the words add, and nothing else.
        let difference = (score(typed) - score("beaucoup")).abs();
        assert!(difference < 1e-9, "{typed}: {difference}");
    }
    let hits = library.hits("[PERSONNE]");
    assert!(hits.iter().all(|hit| hit.score == 0.0), "{hits:?}");
}

#[test]
fn a_name_that_no_article_holds_is_said_once() {
    let library = library();
    let typed = "personne:Atlantide PROCHE/5 promis OU personne:Atlantide SUIVI/5 aide";
    let query = parse(typed, TODAY).unwrap().query;
    let results = library.search.search(&Request::of(typed, query)).unwrap();
    assert_eq!(results.warnings, ["no person `Atlantide` in this archive"]);
}
