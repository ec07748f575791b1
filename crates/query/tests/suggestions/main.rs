//! What is suggested for words that no article holds, or hardly any.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fmt::Write as _;
use std::path::Path;

use depeche_indexer::{Archive, Options, index};
use depeche_query::{Query, Request, Search, parse};
use depeche_text::fold;
use serde_json::json;
use tempfile::TempDir;

mod capitals;
mod instead;
mod misspellings;
mod never;
mod written;

/// An archive of the sample and of some articles beside it.
fn archive(texts: &[String]) -> (TempDir, Search) {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for (at, text) in texts.iter().enumerate() {
        let article = json!({"id": at.to_string(), "title": "Un titre", "text": text});
        writeln!(lines, "{article}").unwrap();
    }
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample");
    // What is absent here may stand in what the sample grows by.
    let mut paths = vec![sample.join("depeches.jsonl")];
    for entry in std::fs::read_dir(sample.join("articles")).unwrap() {
        let path = entry.unwrap().path();
        if *path.file_name().unwrap() < *std::ffi::OsStr::new("013") {
            paths.push(path);
        }
    }
    if !texts.is_empty() {
        paths.push(folder.path().join("articles.jsonl"));
        std::fs::write(paths.last().unwrap(), lines).unwrap();
    }
    let path = folder.path().join("archive");
    let options = Options {
        paths,
        prune: false,
        mapping: None,
        threads: 1,
    };
    let report = index(&path, &options, &mut |_| ()).unwrap();
    assert_eq!(report.refused, 0, "{:?}", report.refusals);
    (folder, Search::new(Archive::open(&path).unwrap()))
}

fn query(typed: &str) -> Query {
    parse(typed, jiff::civil::date(2026, 11, 22)).unwrap().query
}

/// A request none of whose words is searched corrected.
fn all_required(typed: &str) -> Request {
    Request {
        strict: true,
        ..Request::of(typed, query(typed))
    }
}

/// What is suggested for a query, and what of it may be searched without asking; empty where nothing is.
fn suggested(search: &Search, typed: &str) -> (String, String) {
    let query = query(typed);
    let written = |suggested: Option<depeche_query::Suggested>| {
        suggested.map(|of| of.query.to_string()).unwrap_or_default()
    };
    (
        written(search.suggest(&all_required(typed)).unwrap()),
        written(search.correct(&query).unwrap()),
    )
}

fn is_same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}
