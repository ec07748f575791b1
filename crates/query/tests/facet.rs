//! The counts of one facet: equal to counting by hand, over several segments, deletions and filters.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;
use std::path::Path;

use depeche_corpus::field;
use depeche_indexer::{Archive, Options, index};
use depeche_query::{Filter, Request, Search, countable_fields, parse};

const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

/// Writes articles, given as `source/section/year`, to a file of a folder and reads it into the folder's archive.
fn read(folder: &Path, file: &str, articles: &[&str]) {
    let path = folder.join(format!("{file}.jsonl"));
    let line = |(at, article): (usize, &&str)| {
        let [source, section, year] = article.split('/').collect::<Vec<_>>()[..] else {
            panic!("{article}")
        };
        format!(
            "{{\"id\": \"{file}{at}\", \"title\": \"Titre\", \"source\": \"{source}\", \"section\": \"{section}\", \"date\": \"{year}\"}}\n"
        )
    };
    let lines = articles.iter().enumerate().map(line);
    fs::write(
        &path,
        lines
            .collect::<String>()
            .replace("\"date\": \"\"", "\"date\": null"),
    )
    .unwrap();
    let options = Options {
        paths: vec![path],
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(&folder.join("archive"), &options, &mut |_| ()).unwrap();
}

fn check(folder: &Path, query: &str, by: &str, filters: &[&str], top: usize, expected: &str) {
    let search = Search::new(Archive::open(&folder.join("archive")).unwrap());
    let filters = filters.iter().map(|typed| {
        let (name, values) = typed.split_once(':').unwrap();
        Filter::of(field(name).unwrap(), values, false)
    });
    let request = Request {
        filters: filters.collect(),
        ..Request::of(query, parse(query, TODAY).unwrap().query)
    };
    let counts = search.facet(&request, field(by).unwrap(), top).unwrap();
    let mut shown = format!(
        "{} articles, {} undated, {} values:",
        counts.total, counts.undated, counts.distinct
    );
    for value in counts.values {
        shown += &format!(" {} {}", value.label, value.count);
    }
    assert_eq!(shown, expected, "{query} {by}");
}

#[test]
fn counts_are_exact_and_what_is_beyond_the_top_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    read(
        folder,
        "a",
        &["A/Monde/2024", "A/Sport/2024", "B/Monde/2025"],
    );
    check(
        folder,
        "",
        "source",
        &[],
        10,
        "3 articles, 0 undated, 2 values: A 2 B 1",
    );
    // A second segment.
    read(folder, "b", &["C/Sport/2025", "B//", "É/Monde/2025"]);
    check(
        folder,
        "",
        "source",
        &[],
        10,
        "6 articles, 1 undated, 4 values: A 2 B 2 C 1 É 1",
    );
    check(
        folder,
        "",
        "source",
        &[],
        1,
        "6 articles, 1 undated, 4 values: A 2",
    );
    check(
        folder,
        "",
        "source",
        &[],
        0,
        "6 articles, 1 undated, 4 values:",
    );
    check(
        folder,
        "",
        "rubrique",
        &[],
        9,
        "6 articles, 1 undated, 2 values: Monde 3 Sport 2",
    );
    check(
        folder,
        "",
        "annee",
        &[],
        9,
        "6 articles, 1 undated, 2 values: 2025 3 2024 2",
    );
    check(
        folder,
        "date:2025",
        "source",
        &[],
        9,
        "3 articles, 0 undated, 3 values: B 1 C 1 É 1",
    );
    check(
        folder,
        "",
        "pays",
        &[],
        9,
        "6 articles, 1 undated, 0 values:",
    );
    // A choice on the field itself holds: the counts are those of the articles counted before them.
    check(
        folder,
        "",
        "source",
        &["source:A|B"],
        9,
        "4 articles, 1 undated, 2 values: A 2 B 2",
    );
    check(
        folder,
        "rien",
        "source",
        &[],
        9,
        "0 articles, 0 undated, 0 values:",
    );
    // The values of an article that is gone are gone, whether its segment was written anew or not.
    read(folder, "b", &["C/Sport/2025"]);
    check(
        folder,
        "",
        "source",
        &[],
        9,
        "4 articles, 0 undated, 3 values: A 2 B 1 C 1",
    );
}

#[test]
fn a_field_without_a_column_of_values_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    read(folder.path(), "a", &["A/Monde/2024"]);
    let search = Search::new(Archive::open(&folder.path().join("archive")).unwrap());
    let request = Request::of("", parse("", TODAY).unwrap().query);
    let error = search
        .facet(&request, field("titre").unwrap(), 9)
        .unwrap_err();
    assert_eq!(error.to_string(), "the values of `titre` are not counted");
    let names: Vec<&str> = countable_fields().map(|field| field.name).collect();
    assert_eq!(
        names.join(" "),
        "pays pays_principal personne lieu zone organisation source agence rubrique sujet secteur region entreprise langue annee"
    );
}
