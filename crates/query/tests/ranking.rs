//! The order of the hits: what comes first, on small articles that differ in one thing.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fmt::Write;

use depeche_indexer::{Archive, Options, index};
use depeche_query::{Request, Search, parse};
use serde_json::{Value, json};

const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

/// Words that fill articles to one length and stand in no query.
const REST: &str =
    "Selon plusieurs habitants, rien d'autre ne fut annoncé hier soir dans cette région.";

/// Compares the order of the hits: the articles are named by their identifiers.
fn check(articles: &[Value], query: &str, expected: &[&str]) {
    assert_eq!(order(articles, query), expected, "{query}");
}

/// Compares the first of the hits, and how many there are.
fn assert_first(articles: &[Value], query: &str, expected: &str) {
    let order = order(articles, query);
    assert_eq!(
        (&*order[0], order.len()),
        (expected, articles.len()),
        "{query}"
    );
}

fn order(articles: &[Value], query: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for article in articles {
        writeln!(lines, "{article}").unwrap();
    }
    let file = folder.path().join("articles.jsonl");
    std::fs::write(&file, lines).unwrap();
    let options = Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(&folder.path().join("archive"), &options, &mut |_| ()).unwrap();
    let search = Search::new(Archive::open(&folder.path().join("archive")).unwrap());
    let request = Request::of(query, parse(query, TODAY).unwrap().query);
    let hits = search.search(&request).unwrap().hits;
    // An identifier is told with where it is from.
    let own = |id: &str| id.split('@').next().unwrap().to_string();
    hits.iter().map(|hit| own(&hit.id)).collect()
}

/// Articles of one length, the last one the newest: what comes first otherwise.
fn articles(texts: &[(&str, &str)]) -> Vec<Value> {
    let article = |(at, (id, text)): (usize, &(&str, &str))| json!({"id": id, "date": format!("2025-01-{:02}", at + 1), "title": "Une brève", "text": format!("{text} {REST}")});
    texts.iter().enumerate().map(article).collect()
}

#[test]
fn the_typed_form_comes_before_others_of_its_stem() {
    let forms = articles(&[
        ("partie", "Voici une partie du chantier."),
        ("parti", "Voici un parti du chantier."),
        ("partir", "Voici pour partir du chantier."),
    ]);
    check(&forms, "partie", &["partie", "parti", "partir"]);
    assert_first(&forms, "parti", "parti");
    assert_first(&forms, "partir", "partir");
    let forms = articles(&[
        ("mère", "La mère attend ici."),
        ("mer", "La mer attend ici."),
    ]);
    assert_first(&forms, "mère", "mère");
    assert_first(&forms, "mer", "mer");
    let forms = articles(&[
        ("journal", "Le journal attend ici."),
        ("journaliste", "Le journaliste attend ici."),
    ]);
    assert_first(&forms, "journal", "journal");
    assert_first(&forms, "journaliste", "journaliste");
}

#[test]
fn of_one_word_the_typed_accents_come_first() {
    let forms = articles(&[
        ("pêche", "La pêche attend ici."),
        ("peche", "La PECHE attend ici."),
    ]);
    check(&forms, "pêche", &["pêche", "peche"]);
}

#[test]
fn a_word_typed_without_accents_counts_once_where_it_has_them() {
    // `inondé` bears the stem, and the stem without accents, of which it has none.
    let forms = articles(&[
        ("inondé", "Le village inondé attend ici."),
        ("inonde", "Le village inonde ici."),
    ]);
    check(&forms, "inonde", &["inonde", "inondé"]);
    // Words of the same letters are not one word.
    let forms = articles(&[
        ("péché", "Le péché attend ici, le péché."),
        ("pêche", "La pêche attend ici."),
    ]);
    assert_eq!(order(&forms, "pêche"), ["pêche"]);
}

#[test]
fn a_name_comes_first_where_a_capital_was_typed() {
    let borne = articles(&[
        (
            "minister",
            "La ministre Élisabeth Borne attend ici, dit-on.",
        ),
        (
            "thing",
            "La borne attend ici, comme une autre borne, et encore une borne.",
        ),
    ]);
    check(&borne, "Borne", &["minister", "thing"]);
    check(&borne, "borne", &["thing", "minister"]);
}

#[test]
fn a_word_in_the_headline_counts_more() {
    let article = |id: &str, day: u32, title: &str, text: &str| json!({"id": id, "date": format!("2025-01-{day:02}"), "title": title, "text": format!("{text} {REST}")});
    let articles = [
        article("headline", 1, "La sécheresse", "On attend ici la pluie."),
        article("text", 2, "La pluie", "On attend ici la sécheresse."),
    ];
    check(&articles, "sécheresse", &["headline", "text"]);
}

#[test]
fn neighbours_come_before_words_far_apart() {
    let articles = articles(&[
        ("near", "Le pont neuf attend ici une longue visite."),
        ("far", "Le pont attend ici une longue visite du neuf."),
    ]);
    check(&articles, "pont neuf", &["near", "far"]);
}

#[test]
fn relatives_of_a_word_bring_an_article_forward() {
    let articles = articles(&[
        (
            "relative",
            "Le pays attend une devise forte, la monnaie d'ici.",
        ),
        (
            "without",
            "Le pays attend une saison forte, la monnaie d'ici.",
        ),
    ]);
    check(&articles, "monnaie", &["relative", "without"]);
}

#[test]
fn a_question_is_answered_by_the_best_article_and_words_by_those_that_hold_all() {
    let long = "Le maire parle de tout autre chose avec ses voisins du quartier. ".repeat(30);
    let articles = [
        json!({"id": "answer", "date": "2025-01-01", "title": "Un soutien inconditionnel", "text": "Le soutien inconditionnel du maire."}),
        json!({"id": "all", "date": "2025-01-02", "title": "Au conseil",
            "text": format!("{long} Un soutien. {long} Inconditionnel. {long} Promis. {long}")}),
    ];
    check(
        &articles,
        "promis soutien inconditionnel",
        &["all", "answer"],
    );
    check(
        &articles,
        "Qui a promis un soutien inconditionnel ?",
        &["answer", "all"],
    );
}
