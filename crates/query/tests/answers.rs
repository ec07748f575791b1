//! Questions with an answer known in advance, where queries, filters and archives meet in a way that once went wrong.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;
use std::path::Path;

use depeche_corpus::field;
use depeche_indexer::{Archive, Options, index};
use depeche_query::{Filter, Request, Search, parse};
use serde_json::{Value, json};

/// Writes articles to a file of a folder and reads the file into the folder's archive.
const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

fn read(folder: &Path, articles: &[Value]) {
    let file = folder.join("articles.jsonl");
    let lines = articles.iter().map(|article| format!("{article}\n"));
    fs::write(&file, lines.collect::<String>()).unwrap();
    let options = Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 1,
    };
    let report = index(&folder.join("archive"), &options, &mut |_| ()).unwrap();
    assert_eq!(report.refused, 0, "{:?}", report.refusals);
}

/// Asks for all of a query with filters (`source:a|b`) beside it; compares the articles' own identifiers.
fn check(folder: &Path, query: &str, filters: &[&str], expected: &str) {
    let search = Search::new(Archive::open(&folder.join("archive")).unwrap());
    let filter = |typed: &&str| {
        let (name, values) = typed.split_once(':').unwrap();
        Filter::of(field(name).unwrap(), values, false)
    };
    let parsed = parse(query, TODAY).unwrap();
    assert_eq!(parsed.notes, [], "{query}");
    let request = Request {
        filters: filters.iter().map(filter).collect(),
        strict: true,
        ..Request::of(query, parsed.query)
    };
    let results = search.search(&request).unwrap();
    let hits: Vec<_> = results
        .hits
        .iter()
        .map(|hit| (hit.id.as_str(), hit.score))
        .collect();
    let top = search.top(&request).unwrap();
    let ids: Vec<_> = top
        .iter()
        .map(|ranked| search.id(ranked).unwrap())
        .collect();
    let top: Vec<_> = ids
        .iter()
        .zip(&top)
        .map(|(id, ranked)| (id.0.as_str(), ranked.score))
        .collect();
    assert_eq!(
        top, hits,
        "{query} {filters:?}: without facets and lighting"
    );
    let mut found: Vec<&str> = results
        .hits
        .iter()
        .map(|hit| hit.id.split('@').next().unwrap())
        .collect();
    found.sort_unstable();
    assert_eq!(found.join(" "), expected, "{query} {filters:?}");
    assert_eq!(
        results.total,
        found.len() as u64,
        "{query} {filters:?}: {}",
        results.understood
    );
}

#[test]
fn days_can_be_excluded() {
    let folder = tempfile::tempdir().unwrap();
    let dates = ["2023-05-01", "2024", "2024-12..2025-01", "2025-02"];
    let mut articles: Vec<Value> = dates
        .iter()
        .map(|date| json!({"id": date, "text": "Un mot.", "date": date}))
        .collect();
    articles.push(json!({"id": "undated", "text": "Un mot."}));
    read(folder.path(), &articles);
    check(folder.path(), "date:2024", &[], "2024 2024-12..2025-01");
    check(
        folder.path(),
        "SAUF date:2024",
        &[],
        "2023-05-01 2025-02 undated",
    );
    check(
        folder.path(),
        "mot SAUF date:2024-02..2024-11",
        &[],
        "2023-05-01 2024-12..2025-01 2025-02 undated",
    );
    check(
        folder.path(),
        "mot -date:..2024 -date:2025-02..",
        &[],
        "undated",
    );
}

#[test]
fn a_value_that_is_gone_hides_no_longer_one() {
    let folder = tempfile::tempdir().unwrap();
    let article = |id: &str, source: &str| json!({"id": id, "text": "Un mot.", "source": source});
    let mut articles: Vec<Value> = (0..8)
        .map(|at| article(&at.to_string(), "Le Monde"))
        .collect();
    articles.push(article("gone", "Monde"));
    read(folder.path(), &articles);
    check(folder.path(), "source:monde", &[], "gone");
    articles.pop();
    read(folder.path(), &articles);
    check(folder.path(), "source:monde", &[], "0 1 2 3 4 5 6 7");
}

#[test]
fn a_filter_changes_nothing_in_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let article = |id: &str, text: &str| json!({"id": id, "text": text, "source": "AFP"});
    read(
        folder.path(),
        &[
            article("1", "Un mot sur tout."),
            article("2", "Deux mots."),
            article("3", "Un mot."),
        ],
    );
    check(folder.path(), "sur", &["source:AFP"], "1");
    check(folder.path(), "un -tout", &["source:AFP|ATS"], "3");
    check(folder.path(), "sur mots", &["source:AFP"], "1 2 3");
    check(folder.path(), "SAUF sur", &["source:AFP"], "2 3");
    check(folder.path(), "\"\"", &["source:AFP"], "");
    check(folder.path(), "…", &["source:AFP"], "");
    check(folder.path(), "", &["source:AFP"], "1 2 3");
}

#[test]
fn a_word_with_a_field_is_required_however_common() {
    let folder = tempfile::tempdir().unwrap();
    let article = |id: &str, title: &str| json!({"id": id, "title": title, "text": "Une grève."});
    read(
        folder.path(),
        &[article("1", "Avant la nuit"), article("2", "La nuit")],
    );
    check(folder.path(), "titre:avant grève", &[], "1");
    check(folder.path(), "avant grève", &[], "1 2");
}

#[test]
fn no_phrase_spans_two_authors() {
    let folder = tempfile::tempdir().unwrap();
    let article =
        |id: &str, authors: &[&str]| json!({"id": id, "text": "Un mot.", "authors": authors});
    read(
        folder.path(),
        &[
            article("one", &["Dupont Marie"]),
            article("two", &["Jean Dupont", "Marie Durand"]),
        ],
    );
    check(folder.path(), "by:\"Dupont Marie\"", &[], "one");
    check(folder.path(), "by:\"Marie Durand\"", &[], "two");
    check(folder.path(), "by:dupont by:marie", &[], "one two");
}
