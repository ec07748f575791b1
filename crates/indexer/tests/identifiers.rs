//! Which identifiers are meant by what was typed of them.

use std::fmt::Write as _;

use depeche_indexer::{Archive, Options, index};

#[test]
fn an_exact_identifier_is_meant_before_longer_ones() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    // In the order of their bytes `a10@s` to `a19@s` stand before `a1@s`.
    for number in 1..=30 {
        writeln!(
            lines,
            r#"{{"id": "a{number}", "title": "Un titre", "source": "S"}}"#
        )
        .unwrap();
    }
    for source in ["S", "T"] {
        writeln!(
            lines,
            r#"{{"id": "b", "title": "Titre {source}", "source": "{source}"}}"#
        )
        .unwrap();
    }
    writeln!(lines, r#"{{"id": "b2", "title": "Titre", "source": "S"}}"#).unwrap();
    let file = folder.path().join("a.jsonl");
    std::fs::write(&file, lines).unwrap();
    let path = folder.path().join("archive");
    let options = Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(&path, &options, &mut |_| ()).unwrap();
    let archive = Archive::open(&path).unwrap();
    for (typed, limit, expected) in [
        ("a1", 5, "a1@s"),
        ("a1", 1, "a1@s"),
        ("a1@s", 5, "a1@s"),
        ("a1@", 5, "a1@s"),
        ("a10", 5, "a10@s"),
        ("a2", usize::MAX, "a2@s"),
        // None is `a` itself.
        ("a", 3, "a10@s a11@s a12@s"),
        // Two are `b`, and `b2` is neither.
        ("b", 5, "b@s b@t"),
        ("b@t", 5, "b@t"),
        ("c", 5, ""),
        ("a1", 0, ""),
    ] {
        let found = archive.ids(typed, limit).unwrap();
        let found: Vec<&str> = found.iter().map(|id| id.0.as_str()).collect();
        assert_eq!(found.join(" "), expected, "{typed}, at most {limit}");
    }
}
