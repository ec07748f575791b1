//! Reading an archive asks for no right to write it, and takes no lock: it goes on while another run writes.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use depeche_indexer::{Archive, Options, index, stats};

fn write(folder: &Path, round: usize) -> PathBuf {
    let file = folder.join("a.jsonl");
    let line = |id| format!("{{\"id\": {id}, \"title\": \"Tour {round}\", \"source\": \"S\"}}\n");
    fs::write(&file, (0..5).map(line).collect::<String>()).unwrap();
    file
}

fn bring_up_to_date(archive: &Path, file: PathBuf) {
    let options = Options {
        paths: vec![file],
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(archive, &options, &mut |_| ()).unwrap();
}

#[test]
fn an_archive_is_opened_without_a_lock() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive");
    bring_up_to_date(&path, write(folder.path(), 0));
    let lock = path.join("index-1/.tantivy-meta.lock");
    fs::remove_file(&lock).unwrap();
    assert_eq!(Archive::open(&path).unwrap().len(), 5);
    assert!(!lock.exists());
    // No lock can be made at this place, as in a folder that cannot be written.
    fs::create_dir(&lock).unwrap();
    assert_eq!(Archive::open(&path).unwrap().len(), 5);
}

#[test]
fn an_archive_is_opened_while_another_run_commits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive");
    bring_up_to_date(&path, write(folder.path(), 0));
    let writing = AtomicBool::new(true);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1..=30 {
                bring_up_to_date(&path, write(folder.path(), round));
            }
            writing.store(false, Ordering::Relaxed);
        });
        for _ in 0..4 {
            scope.spawn(|| {
                while writing.load(Ordering::Relaxed) {
                    assert_eq!(Archive::open(&path).unwrap().len(), 5);
                }
            });
        }
    });
}

#[test]
fn what_an_archive_holds_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive");
    let file = folder.path().join("a.jsonl");
    let lines = "{\"id\": 1, \"title\": \"Un\", \"date\": \"2024-02\"}\n\
                 {\"id\": 2, \"title\": \"Deux\", \"date\": \"2023-12-31\"}\n\
                 {\"id\": 3, \"title\": \"Trois\"}\n\
                 {\"id\": 4}\n";
    fs::write(&file, lines).unwrap();
    bring_up_to_date(&path, file);
    let (stats, archive) = stats(&path).unwrap();
    assert_eq!(archive.len(), 3);
    assert_eq!((stats.articles, stats.undated, stats.refused), (3, 1, 1));
    assert_eq!(stats.days.unwrap().to_string(), "2023-12-31..2024-02-29");
    assert_eq!(
        (stats.files, stats.file_bytes),
        (1, u64::try_from(lines.len()).unwrap())
    );
    assert!(stats.disk_bytes > 1000);
    assert_eq!(stats.format, depeche_indexer::FORMAT);
}
