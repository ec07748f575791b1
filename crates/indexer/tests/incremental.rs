//! An archive that is brought up to date step by step is the one that is made at once: whatever was written, changed,
//! renamed or removed in between.

#![expect(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use depeche_corpus::ArticleId;
use depeche_indexer::{Archive, Options, index};

/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

/// Four files of up to four records each, of five identifiers: collisions are the rule.
fn step(folder: &Path, random: &mut Random, clock: &mut u64) -> String {
    let name = |random: &mut Random| {
        format!(
            "{}.jsonl",
            ["a", "b", "c", "d"][usize::try_from(random.below(4)).unwrap()]
        )
    };
    let file = folder.join(name(random));
    match random.below(6) {
        0 => {
            let _ = fs::remove_file(&file);
            format!("remove {}", file.display())
        }
        1 if file.exists() => {
            let to = folder.join(name(random));
            fs::rename(&file, &to).unwrap();
            *clock += 1;
            touch(&to, *clock);
            format!("rename {} {}", file.display(), to.display())
        }
        _ => {
            let mut lines = String::new();
            for _ in 0..=random.below(4) {
                let (id, text, year) = (random.below(5), random.below(3), 2020 + random.below(3));
                lines += &format!(
                    "{{\"id\": \"{id}\", \"source\": \"S\", \"title\": \"Texte {text}\", \"date\": \"{year}\"}}\n"
                );
            }
            fs::write(&file, &lines).unwrap();
            *clock += 1;
            touch(&file, *clock);
            format!("write {}\n{lines}", file.display())
        }
    }
}

fn touch(file: &Path, seconds: u64) {
    let time = UNIX_EPOCH + Duration::from_secs(1_600_000_000 + seconds);
    fs::File::options()
        .write(true)
        .open(file)
        .unwrap()
        .set_modified(time)
        .unwrap();
}

/// Every article: what it says, and where it stands.
fn shown(archive: &Path) -> BTreeMap<String, String> {
    let archive = Archive::open(archive).unwrap();
    let mut shown = BTreeMap::new();
    for id in 0..5 {
        let id = ArticleId(format!("{id}@s"));
        if let Some(stored) = archive.get(&id).unwrap() {
            let article = stored.article;
            let places: Vec<String> = article
                .places
                .iter()
                .map(|place| place.file.clone())
                .collect();
            shown.insert(
                id.0,
                format!(
                    "{} {:?} {places:?}",
                    article.title,
                    article.date.map(|date| date.to_string())
                ),
            );
        }
    }
    assert_eq!(shown.len() as u64, archive.len());
    shown
}

#[test]
fn step_by_step_is_the_same_as_at_once() {
    for seed in 0..60 {
        let mut random = Random(seed);
        let mut clock = 0;
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("f");
        fs::create_dir(&folder).unwrap();
        let options = Options {
            paths: vec![folder.clone()],
            prune: true,
            mapping: None,
            threads: 1,
        };
        let mut log = Vec::new();
        for round in 0..5 {
            for _ in 0..=random.below(2) {
                log.push(step(&folder, &mut random, &mut clock));
            }
            log.push("index".to_string());
            index(&place.path().join("step"), &options, &mut |_| ()).unwrap();
            let fresh = place.path().join(format!("fresh-{round}"));
            index(&fresh, &options, &mut |_| ()).unwrap();
            assert_eq!(
                shown(&place.path().join("step")),
                shown(&fresh),
                "seed {seed}\n{}",
                log.join("\n")
            );
        }
        // Nothing is left to do.
        let report = index(&place.path().join("step"), &options, &mut |_| ()).unwrap();
        assert_eq!(
            (report.new, report.changed, report.removed, report.elsewhere),
            (0, 0, 0, 0),
            "seed {seed}"
        );
    }
}
