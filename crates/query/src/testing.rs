//! What unit tests of this crate share.

use std::path::Path;

use depeche_indexer::{Archive, Options, index};
use tempfile::TempDir;

/// Returns an archive of the sample's first records, and the folder it lies in as long as this is kept. A test counts on
/// these articles, so it stays on one file while the sample grows.
pub(crate) fn sample() -> (TempDir, Archive) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("archive");
    let options = Options {
        paths: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample/depeches.jsonl")],
        prune: false,
        mapping: None,
        threads: 1,
    };
    index(&path, &options, &mut |_| ()).expect("the sample can be indexed");
    let archive = Archive::open(&path).expect("what was indexed can be opened");
    (folder, archive)
}
