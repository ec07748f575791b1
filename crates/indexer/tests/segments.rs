//! Many small runs leave few segments, and no files of those that were joined.

use std::fs;

use depeche_indexer::{Archive, Options, index};

#[test]
fn many_runs_leave_few_segments() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive");
    for round in 0..20 {
        let file = folder.path().join(format!("{round}.txt"));
        fs::write(&file, format!("Titre {round}\n\nUn corps.")).unwrap();
        let options = Options {
            paths: vec![file],
            prune: false,
            mapping: None,
            threads: 1,
        };
        index(&path, &options, &mut |_| ()).unwrap();
        let archive = Archive::open(&path).unwrap();
        assert_eq!(archive.len(), round + 1);
        let segments = archive.searcher().segment_readers().len();
        assert!(segments <= 4, "{segments} segments after run {round}");
        let files = fs::read_dir(path.join("index-1")).unwrap();
        let stores = files
            .filter(|file| {
                let path = file.as_ref().unwrap().path();
                path.extension().is_some_and(|ending| ending == "store")
            })
            .count();
        assert_eq!(stores, segments, "after run {round}");
    }
}
