//! The first articles of the sample, read once, and a short name for each: what the tables expect was read out of these by
//! hand, so they stay on them while the sample grows.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use depeche_corpus::ArticleId;
use depeche_indexer::{Archive, Options, index};
use depeche_query::{Query, Request, Search};

/// The articles in the order in which a row names them.
const NAMES: &[(&str, &str)] = &[
    ("001_moscou-pyongyang", "moscou"),
    ("002_saint-corvin-ecole", "école"),
    ("003_bamako-puits", "puits"),
    ("004_peche-au-thon", "thon"),
    ("005_lodz-train", "lodz"),
    ("006_jeune-et-jeune", "jeûne"),
    ("007_dockers-prudhommes", "dockers"),
    ("008_izmir-alerte", "izmir"),
    ("009_cereales-gdansk", "céréales"),
    ("010_lausanne-ex-aequo", "lausanne"),
    ("011_f16-abbaye", "f16"),
    ("012_criquets-geneve", "criquets"),
    // The same news three times.
    ("g2v-2025-05-06-014", "tunnel1"),
    ("chr-20250507-3", "tunnel2"),
    ("eln-88213", "tunnel3"),
    ("mpc-2024-08-21-2", "mangroves"),
    ("tbb-2025-01-117", "lampes"),
    ("asc-2024-10-13-culture-1", "piano"),
    ("fdo-2025-11-04-07", "oiseau"),
    ("tbb-2026-03-08-2", "eau"),
    ("ndm-2024-0412", "gel"),
    ("q3p-2025-04-02-051", "hué"),
    ("sgv-2026-05-0009", "étoile"),
    ("asc-2026-06-20-une-1", "jumelage"),
    ("q3p-2025-12-12-008", "mosaïque"),
];

pub(crate) const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 22);

struct Sample {
    _folder: tempfile::TempDir,
    search: Search,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    let options = Options {
        paths: vec![first_articles(folder.path())],
        prune: false,
        mapping: None,
        threads: 1,
    };
    let report = index(&archive, &options, &mut |_| ()).unwrap();
    assert_eq!(
        (report.new, report.refused),
        (NAMES.len() as u64, 0),
        "{:?}",
        report.refusals
    );
    Sample {
        search: Search::new(Archive::open(&archive).unwrap()),
        _folder: folder,
    }
});

/// Copies the named articles into a folder laid out as the sample is, and returns it.
fn first_articles(folder: &Path) -> PathBuf {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample");
    let first = folder.join("sample");
    std::fs::create_dir_all(first.join("articles")).unwrap();
    let texts = NAMES.iter().filter(|(start, _)| start.starts_with('0'));
    for file in texts
        .map(|(start, _)| format!("articles/{start}.txt"))
        .chain(["depeches.jsonl".to_string()])
    {
        std::fs::copy(sample.join(&file), first.join(&file)).unwrap();
    }
    first
}

/// The names of the articles that hold all of a query; `-` where it finds none, `all` where it finds every one.
pub(crate) fn found(typed: &str, query: Query) -> String {
    let request = Request {
        limit: NAMES.len(),
        facets: None,
        strict: true,
        ..Request::of(typed, query)
    };
    let hits = SAMPLE.search.search(&request).unwrap().hits;
    let known: Vec<String> = hits.iter().map(|hit| file_or_id(&hit.id)).collect();
    let names: Vec<&str> = NAMES
        .iter()
        .filter(|(start, _)| known.iter().any(|known| known == start))
        .map(|(_, name)| *name)
        .collect();
    assert_eq!(names.len(), known.len(), "one has no name: {known:?}");
    match names.len() {
        0 => "-".to_string(),
        all if all == NAMES.len() => "all".to_string(),
        _ => names.join(" "),
    }
}

/// An article of a file of its own is known by the file, another one by its identifier.
fn file_or_id(id: &str) -> String {
    let id = ArticleId(id.to_string());
    let article = SAMPLE.search.archive().get(&id).unwrap().unwrap().article;
    let file = article.places[0].file.clone();
    let name = file.rsplit('/').next().unwrap();
    match name.strip_suffix(".txt") {
        Some(stem) => stem.to_string(),
        None => id.0.split('@').next().unwrap().to_string(),
    }
}
