//! The sample archive: what it holds, and that it is read without a loss.

use std::collections::HashSet;

use crate::folder::{Folder, first_articles, sample};

#[test]
fn the_sample_is_read_whole() {
    let folder = Folder::new();
    let json = folder.json(&["", "--in", &sample(), "--limit", "100"]);
    assert_eq!(json["total"], 78);
    let hits = json["hits"].as_array().unwrap();
    let sources: HashSet<&str> = hits
        .iter()
        .filter_map(|hit| hit["source"].as_str())
        .collect();
    assert!(sources.len() >= 20, "{sources:?}");
    for hit in hits {
        assert!(!hit["countries"].as_array().unwrap().is_empty(), "{hit}");
        assert!(!hit["title"].as_str().unwrap().is_empty(), "{hit}");
    }
}

#[test]
fn names_are_found_by_their_words_and_by_their_whole() {
    let folder = Folder::new();
    let sample = first_articles(&folder);
    let found = |args: &[&str]| {
        folder.ids(
            &args
                .iter()
                .copied()
                .chain(["--in", &sample])
                .collect::<Vec<_>>(),
        )
    };
    let whole = found(&["", "--personne", "Ursina Felderegg"]);
    assert_eq!(whole.len(), 5);
    assert_eq!(found(&["", "--personne", "felderegg"]), whole);
    assert_eq!(found(&["personne:\"ursina felderegg\""]), whole);
    assert_eq!(
        found(&[
            "",
            "--personne",
            "Ursina Felderegg",
            "--personne",
            "Ludovico Trasimeni"
        ])
        .len(),
        3
    );
}
