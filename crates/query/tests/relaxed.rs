//! The relaxed list: where too few articles hold all words of a query, others follow that lack some.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;
use std::sync::LazyLock;

use depeche_corpus::field;
use depeche_indexer::{Archive, Options, index};
use depeche_query::{Filter, Held, Request, Results, Search, Sort, parse};
use serde_json::json;

const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

struct Library {
    _folder: tempfile::TempDir,
    search: Search,
}

/// Seven articles of about as many words: the more of a query's words one holds, and the rarer these are, the better.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let article = |id: &str, date: &str, source: &str, title: &str, text: &str| {
        json!({"id": id, "date": date, "source": source, "title": title, "text": text,
            "authors": ["Awa Valtour"]})
    };
    let articles = [
        article(
            "kim",
            "2025-06-14",
            "Écho",
            "Moscou et Pyongyang",
            "Kim Jong Un a promis un soutien inconditionnel à la Russie.",
        ),
        article(
            "ville",
            "2025-05-01",
            "Écho",
            "Une ville en fête",
            "Le soutien de la mairie, inconditionnel, a été salué par tous.",
        ),
        article(
            "port",
            "2024-03-02",
            "Fanal",
            "Le port en grève",
            "Un soutien promis aux dockers du port, qui le demandaient.",
        ),
        article(
            "quai",
            "2024-03-05",
            "Fanal",
            "Le port reprend",
            "La grève du port s'arrête, les dockers retournent au quai.",
        ),
        article(
            "usine",
            "2023-01-09",
            "Écho",
            "Une usine nord-coréenne",
            "L'État nord-coréen rouvre une usine de 5 000 ouvriers au nord.",
        ),
        article(
            "corée",
            "2023-01-10",
            "Fanal",
            "La Corée au printemps",
            "Le nord du pays, coréen depuis toujours, a une usine neuve.",
        ),
        article(
            "mer",
            "2022",
            "Écho",
            "La mer monte",
            "Les vagues ont emporté la digue et la route de la plage.",
        ),
    ];
    let file = folder.path().join("articles.jsonl");
    let lines = articles.iter().map(|article| format!("{article}\n"));
    fs::write(&file, lines.collect::<String>()).unwrap();
    let options = Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 1,
    };
    let archive = folder.path().join("archive");
    let report = index(&archive, &options, &mut |_| ()).unwrap();
    assert_eq!((report.new, report.refused), (7, 0));
    Library {
        search: Search::new(Archive::open(&archive).unwrap()),
        _folder: folder,
    }
});

fn request(query: &str) -> Request {
    Request::of(query, parse(query, TODAY).unwrap().query)
}

fn filter(typed: &str) -> Filter {
    let (name, values) = typed.split_once(':').unwrap();
    Filter::of(field(name).unwrap(), values, false)
}

/// `2: kim ville | port -inconditionnel`: the total, the articles that hold all, behind the bar the others, each with the
/// words it lacks; `~` before a total of the others. How well each scores is not told, so that names stand in their order.
fn shown(results: &Results) -> String {
    let mut names = in_order(results);
    let whole = names.iter().take_while(|name| !name.contains(" -")).count();
    assert!(
        names[whole..].iter().all(|name| name.contains(" -")),
        "those that hold all come first: {names:?}"
    );
    let (first, others) = names.split_at_mut(whole);
    first.sort();
    others.sort();
    let others = match others {
        [] => String::new(),
        others => format!(" | {}", others.join(" ")),
    };
    let sign = if results.relaxed { "~" } else { "" };
    let first: String = first.iter().map(|name| format!(" {name}")).collect();
    format!("{sign}{}:{first}{others}", results.total)
}

/// The articles in their order, each with the words it lacks.
fn in_order(results: &Results) -> Vec<String> {
    let hits = results.hits.iter().map(|hit| {
        let name = hit.id.split('@').next().unwrap().to_string();
        let missing = hit.missing.iter().map(|word| format!(" -{word}"));
        name + &missing.collect::<String>()
    });
    hits.collect()
}

fn check_request(request: &Request, expected: &str) {
    let search = &LIBRARY.search;
    let results = search.search(request).unwrap();
    assert_eq!(shown(&results), expected, "{} {request:?}", request.typed);
    for pair in results.hits.windows(2) {
        let one_part = pair[0].missing.is_empty() == pair[1].missing.is_empty();
        assert!(
            !one_part || pair[0].score >= pair[1].score,
            "{}",
            request.typed
        );
    }
    let top = search.top(request).unwrap();
    let top: Vec<_> = top
        .iter()
        .map(|ranked| (search.id(ranked).unwrap().0, ranked.score))
        .collect();
    let hits: Vec<_> = results
        .hits
        .iter()
        .map(|hit| (hit.id.clone(), hit.score))
        .collect();
    assert_eq!(top, hits, "{}: without facets and lighting", request.typed);
    let total = search.total(request, &mut Vec::new()).unwrap();
    assert_eq!(
        (total.articles, total.relaxed),
        (results.total, results.relaxed),
        "{}",
        request.typed
    );
    let by_source = search.facet(request, field("source").unwrap(), 10).unwrap();
    assert_eq!(
        (by_source.total, by_source.relaxed, by_source.values),
        (
            results.total,
            results.relaxed,
            results
                .facets
                .iter()
                .find(|(field, _)| *field == "source")
                .unwrap()
                .1
                .clone()
        ),
        "{}",
        request.typed
    );
}

fn check(query: &str, expected: &str) {
    check_request(&request(query), expected);
}

#[test]
fn words_may_be_lacking_and_are_named_as_typed() {
    check(
        "soutien inconditionnel",
        "2: kim ville | port -inconditionnel",
    );
    check(
        "Qui a promis un soutien inconditionnel ?",
        "1: kim | port -inconditionnel ville -promis",
    );
    check(
        "GRÈVE l'inconditionnelle",
        "~4: | kim -GRÈVE port -l'inconditionnelle quai -l'inconditionnelle ville -GRÈVE",
    );
    check(
        "port introuvable",
        "~2: | port -introuvable quai -introuvable",
    );
    check("introuvable nullepart", "0:");
}

#[test]
fn a_compound_or_a_number_is_one_word() {
    check("nord-coréen usine", "1: usine | corée -nord-coréen");
    check("nord-coréen plage", "~2: | mer -nord-coréen usine -plage");
    check(
        "5 000 dockers",
        "~3: | port -5 000 quai -5 000 usine -dockers",
    );
}

#[test]
fn what_was_typed_with_care_is_required() {
    check("\"soutien inconditionnel\" Pyongyang", "1: kim");
    check("\"soutien inconditionnel\" mer", "~1: | kim -mer");
    check(
        "\"soutien inconditionnel\" introuvable",
        "~1: | kim -introuvable",
    );
    check("=promis dockers", "1: port | kim -dockers");
    check(
        "titre:port grève Dunkerque",
        "~2: | port -Dunkerque quai -Dunkerque",
    );
    check("titre:port plage", "~2: | port -plage quai -plage");
    check(
        "soutien inconditionnel -Pyongyang",
        "1: ville | port -inconditionnel",
    );
    check(
        "source:Fanal soutien inconditionnel",
        "~1: | port -inconditionnel",
    );
    check("source:Fanal soutien", "1: port");
    check("date:2025 soutien promis", "1: kim | ville -promis");
    check("\"digue route\" mer", "0:");
}

#[test]
fn operators_counts_patterns_and_the_flag_ask_for_all() {
    check("soutien ET inconditionnel", "2: kim ville");
    check("port SAUF quai", "1: port");
    check("port>=3 grève soutien", "0:");
    check("soutien incond* port", "0:");
    check(
        "soutien promis port",
        "1: port | kim -port quai -soutien -promis ville -promis -port",
    );
    let strict = Request {
        strict: true,
        ..request("soutien promis port")
    };
    check_request(&strict, "1: port");
    let strict = Request {
        strict: true,
        ..request("port introuvable")
    };
    check_request(&strict, "0:");
    check("soutien", "3: kim port ville");
}

#[test]
fn a_list_that_is_long_enough_does_not_go_on() {
    let some = |limit| Request {
        limit,
        ..request("soutien inconditionnel")
    };
    let whole = in_order(&LIBRARY.search.search(&some(20)).unwrap());
    let first = in_order(&LIBRARY.search.search(&some(1)).unwrap());
    assert_eq!(first, whole[..1]);
    check_request(&some(2), "2: kim ville");
    check_request(&some(3), "2: kim ville | port -inconditionnel");
    check_request(&some(0), "2:");
    let none = Request {
        limit: 0,
        ..request("port introuvable")
    };
    check_request(&none, "~2:");
}

#[test]
fn by_date_only_where_no_article_holds_all() {
    fn check<const ARTICLES: usize>(query: &str, relaxed: bool, expected: [&str; ARTICLES]) {
        let request = Request {
            sort: Sort::Date,
            ..request(query)
        };
        let results = LIBRARY.search.search(&request).unwrap();
        let found = in_order(&results);
        assert_eq!(
            (results.relaxed, found.as_slice()),
            (relaxed, expected.map(str::to_string).as_slice()),
            "{query}"
        );
        check_request(&request, &shown(&results));
    }
    check("soutien inconditionnel", false, ["kim", "ville"]);
    check(
        "port introuvable",
        true,
        ["quai -introuvable", "port -introuvable"],
    );
    check(
        "grève inconditionnel",
        true,
        [
            "kim -grève",
            "ville -grève",
            "quai -inconditionnel",
            "port -inconditionnel",
        ],
    );
}

#[test]
fn filters_beside_the_query_always_hold() {
    let with = |query, filters: &[&str]| Request {
        filters: filters.iter().map(|typed| filter(typed)).collect(),
        ..request(query)
    };
    check_request(
        &with("soutien inconditionnel", &["source:Fanal"]),
        "~1: | port -inconditionnel",
    );
    check_request(&with("soutien", &["source:Nulle"]), "0:");
    check_request(&with("soutien port", &["source:Nulle"]), "0:");
    check_request(&with("inconditionnel", &["source:Fanal"]), "0:");
    // The counts of a choice leave it out, and speak of the same articles as the total.
    let results = LIBRARY
        .search
        .search(&with("port introuvable soutien", &["source:Écho|Nulle"]))
        .unwrap();
    assert_eq!(
        shown(&results),
        "~2: | kim -port -introuvable ville -port -introuvable"
    );
    let source = results
        .facets
        .iter()
        .find(|(field, _)| *field == "source")
        .unwrap();
    let counts: Vec<_> = source
        .1
        .iter()
        .map(|value| (value.label.as_str(), value.count))
        .collect();
    assert_eq!(counts, [("Écho", 2), ("Fanal", 2)]);
}

#[test]
fn what_it_holds_is_lit_and_what_it_lacks_is_explained() {
    let request = Request {
        explain: true,
        ..request("le soutien inconditionnel port")
    };
    let results = LIBRARY.search.search(&request).unwrap();
    assert_eq!(
        shown(&results),
        "~4: | kim -port port -inconditionnel quai -soutien -inconditionnel ville -port"
    );
    let mut hits = results.hits.iter();
    let port = hits.find(|hit| hit.id.starts_with("port@")).unwrap();
    let lit = |text: &str, lit: &[std::ops::Range<usize>]| -> Vec<String> {
        lit.iter()
            .map(|range| {
                let chars = text.chars().skip(range.start);
                chars.take(range.len()).collect()
            })
            .collect()
    };
    assert_eq!(lit(&port.title, &port.title_lit), ["port"]);
    assert_eq!(
        lit(&port.snippets[0].text, &port.snippets[0].lit),
        ["soutien", "port"]
    );
    let explain = port.explain.as_ref().unwrap();
    let held: Vec<_> = explain
        .matched
        .iter()
        .map(|matched| (matched.leaf.as_str(), matched.held, matched.times))
        .collect();
    assert_eq!(
        held,
        [
            ("le", Held::PassedOver, 0),
            ("soutien", Held::Found, 1),
            ("inconditionnel", Held::Missing, 0),
            ("port", Held::Found, 2),
        ]
    );
    let score = explain.score.as_ref().unwrap();
    let parts: f64 = score.words.iter().map(|word| word.part).sum();
    assert!((parts - port.score).abs() < 1e-5, "{parts} {}", port.score);
}
