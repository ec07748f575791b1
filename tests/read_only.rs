//! An archive in a folder that cannot be written is read like any other, and nothing in it is touched.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use expect_test::expect;

use crate::folder::Folder;

/// Every file and folder below, and when it changed.
fn below(folder: &Path, found: &mut BTreeMap<PathBuf, SystemTime>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let data = fs::metadata(&path).unwrap();
        found.insert(path.clone(), data.modified().unwrap());
        if data.is_dir() {
            below(&path, found);
        }
    }
}

fn set_writable(paths: impl Iterator<Item = PathBuf>, writable: bool) {
    for path in paths {
        let mode = match (writable, path.is_dir()) {
            (true, _) => 0o755,
            (false, true) => 0o555,
            (false, false) => 0o444,
        };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }
}

#[test]
fn every_command_that_reads_needs_no_right_to_write() {
    let folder = Folder::new();
    folder.write(
        "a.jsonl",
        "{\"id\": \"a\", \"title\": \"La grève au Mali\", \"source\": \"L'Écho\"}\n",
    );
    folder.run(&["index", "a.jsonl"]);
    let archive = folder.path().join("depeche.archive");
    // The user who may do everything is not kept from writing by rights: no lock can be made in the place of a folder.
    for lock in [".tantivy-meta.lock", ".tantivy-writer.lock"] {
        let lock = archive.join("index-1").join(lock);
        let _ = fs::remove_file(&lock);
        fs::create_dir(&lock).unwrap();
    }
    let mut before = BTreeMap::new();
    below(&archive, &mut before);
    set_writable(before.keys().cloned().chain([archive.clone()]), false);
    for args in [
        &["search", "grève"][..],
        &["search", "grève", "--count"],
        &["facets", "grève", "--by", "pays"],
        &["show", "a", "--query", "grève"],
        &["stats"],
        &["complete", "zsh", "--", "search", "x", "--source", ""],
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
        assert!(!run.stdout.is_empty(), "{args:?}");
    }
    let mut after = BTreeMap::new();
    below(&archive, &mut after);
    set_writable([archive].into_iter().chain(before.keys().cloned()), true);
    assert_eq!(before, after);
    folder.write("b.jsonl", "{\"id\": \"b\", \"title\": \"Autre\"}\n");
    let run = folder.run(&["index", "b.jsonl"]);
    assert_eq!(run.code, 2);
    expect![[r#"
        error: depeche.archive: this folder cannot be written: Is a directory (os error 21)
    "#]]
    .assert_eq(&run.stderr);
}
