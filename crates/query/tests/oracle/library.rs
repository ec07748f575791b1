//! Archives of the invented articles: one written at once, and one written in many runs, with articles changed and
//! removed since, so that it has several segments with deleted articles in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use depeche_corpus::{Article, ArticleId};
use depeche_indexer::{Archive, Options, Stored, index};
use depeche_query::Search;
use tempfile::TempDir;

use crate::articles::{Invented, invent, jsonl};
use crate::entities::CURATION;
use crate::random::Random;

/// An archive and the folder it lies in.
pub(crate) struct Library {
    pub(crate) name: &'static str,
    pub(crate) search: Search,
    _folder: TempDir,
}

/// The files the articles stand in, a quarter in each.
const FILES: [&str; 4] = ["a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl"];

/// Writes all articles in one run.
pub(crate) fn at_once(articles: &[Invented]) -> Library {
    let folder = TempDir::new().expect("a folder");
    let files = files(&folder);
    for (file, part) in FILES.iter().zip(quarters(articles)) {
        write(&files.join(file), &part);
    }
    // A file is given by its own name in both archives: it scopes the identifiers of articles without a source.
    run(&folder, &FILES.map(|file| files.join(file)));
    let library = open("one run", folder);
    assert_eq!(
        library.search.archive().searcher().segment_readers().len(),
        1
    );
    library
}

/// Writes a file a run, the second one first with other articles, some of which change and some of which go.
pub(crate) fn in_many_runs(articles: &[Invented], random: &mut Random) -> Library {
    let folder = TempDir::new().expect("a folder");
    let files = files(&folder);
    for (file, part) in FILES.iter().zip(quarters(articles)) {
        if *file == "b.jsonl" {
            write(
                &files.join(file),
                &before(&part, random).iter().collect::<Vec<_>>(),
            );
        } else {
            write(&files.join(file), &part);
        }
        run(&folder, &[files.join(file)]);
    }
    write(&files.join("b.jsonl"), &quarters(articles)[1]);
    run(&folder, &[files.join("b.jsonl")]);
    let library = open("many runs", folder);
    let segments = library.search.archive().searcher().segment_readers();
    assert!(segments.len() > 3, "{} segments", segments.len());
    assert!(segments.iter().any(|segment| segment.has_deletes()));
    library
}

/// What stood in a file before: every sixth article with another text, and a few that are gone. Where more than three in
/// ten of a segment are deleted the archive writes it anew, and none would be left.
fn before(part: &[&Invented], random: &mut Random) -> Vec<Invented> {
    let mut before: Vec<Invented> = part.iter().copied().cloned().collect();
    let others = invent(random, 0, before.len());
    for (article, other) in before.iter_mut().zip(others).step_by(6) {
        article.article = Article {
            // The source is part of the identifier.
            source: article.article.source.clone(),
            ..other.article
        };
    }
    let mut gone = invent(random, 900, 4);
    for (at, article) in gone.iter_mut().enumerate() {
        // Whole values of which only longer ones are left.
        article.article.source =
            Some(["Monde", "Ouest", "Été", "Monde diplomatique"][at].to_string());
        article.article.section =
            Some(["Politique", "Étrangère", "et Monde", "et"][at].to_string());
        article.article.agency = Some("Keystone".to_string());
        article.article.lead = Some("Le jeune Kim Jong et Paris Lyon, vélo absent.".to_string());
    }
    before.extend(gone);
    before
}

/// The stored articles of an archive; the folder they were read from is another in each.
pub(crate) fn stored(archive: &Archive) -> BTreeMap<ArticleId, Stored> {
    let ids = archive.ids("", usize::MAX - 1).expect("identifiers");
    ids.into_iter()
        .map(|id| {
            let mut stored = archive.get(&id).expect("an article").expect("an article");
            for place in &mut stored.article.places {
                place.root.clear();
            }
            (id, stored)
        })
        .collect()
}

fn files(folder: &TempDir) -> PathBuf {
    let files = folder.path().join("depeches");
    fs::create_dir(&files).expect("a folder");
    files
}

fn quarters(articles: &[Invented]) -> [Vec<&Invented>; 4] {
    let quarter = |at: usize| articles.iter().skip(at).step_by(4).collect();
    [quarter(0), quarter(1), quarter(2), quarter(3)]
}

fn write(file: &Path, articles: &[&Invented]) {
    fs::write(file, jsonl(articles)).expect("a file");
}

fn run(folder: &TempDir, paths: &[PathBuf]) {
    let options = Options {
        paths: paths.to_vec(),
        prune: false,
        mapping: None,
        threads: 1,
    };
    let report = index(&folder.path().join("archive"), &options, &mut |_| {}).expect("a run");
    assert_eq!(report.refused, 0, "{:?}", report.refusals);
}

fn open(name: &'static str, folder: TempDir) -> Library {
    let path = folder.path().join("archive");
    fs::write(path.join("curation.toml"), CURATION).expect("a file");
    let archive = Archive::open(&path).expect("an archive");
    assert_eq!(archive.warnings(), [""; 0]);
    Library {
        name,
        search: Search::new(archive),
        _folder: folder,
    }
}
