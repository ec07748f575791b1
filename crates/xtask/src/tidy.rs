//! House rules that the compiler does not check.

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    type Map = BTreeMap<String, BTreeSet<String>>;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// The table of `crates/README.md`.
    fn map() -> Map {
        let text = fs::read_to_string(root().join("crates/README.md")).unwrap();
        let mut map = Map::new();
        for line in text.lines() {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            if let ["", name, _, depends, ""] = cells[..]
                && let Some(name) = name
                    .strip_prefix('`')
                    .and_then(|name| name.strip_suffix('`'))
            {
                let depends = depends
                    .split(", ")
                    .filter(|name| *name != "–")
                    .map(str::to_string);
                map.insert(name.to_string(), depends.collect());
            }
        }
        map
    }

    /// The dependencies between our packages, tests' own excepted.
    fn manifests() -> Map {
        let cargo = Command::new(env!("CARGO"))
            .args([
                "metadata",
                "--format-version",
                "1",
                "--no-deps",
                "--offline",
            ])
            .current_dir(root())
            .output()
            .unwrap();
        let metadata: serde_json::Value = serde_json::from_slice(&cargo.stdout).unwrap();
        let ours = |name: &serde_json::Value| {
            name.as_str()
                .unwrap()
                .strip_prefix("depeche-")
                .map(str::to_string)
        };
        let mut map = Map::new();
        for package in metadata["packages"].as_array().unwrap() {
            let depends = package["dependencies"].as_array().unwrap().iter();
            let depends = depends
                .filter(|depends| depends["kind"].is_null())
                .filter_map(|depends| ours(&depends["name"]));
            map.insert(ours(&package["name"]).unwrap(), depends.collect());
        }
        map
    }

    #[test]
    fn the_map_shows_the_real_dependencies() {
        assert_eq!(map(), manifests());
    }

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_file_says_what_it_is_for() {
        let mut files = Vec::new();
        sources(&root().join("crates"), &mut files);
        sources(&root().join("tests"), &mut files);
        assert!(files.len() > 50, "{}", files.len());
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            assert!(
                text.starts_with("//! "),
                "{}: starts with no `//!`",
                file.display()
            );
        }
    }

    #[test]
    fn every_table_says_where_its_facts_are_from() {
        for folder in [
            "data/text",
            "data/entities",
            "data/corpus",
            "data/query",
            "data/xtask",
        ] {
            for entry in fs::read_dir(root().join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let text = fs::read_to_string(&path).unwrap();
                let head: String = text
                    .lines()
                    .take_while(|line| line.starts_with('#'))
                    .collect();
                assert!(
                    head.contains("Source"),
                    "{}: its head names no source",
                    path.display()
                );
            }
        }
    }

    /// Whether a table may hold a word: small French letters, with a hyphen or digits only behind a letter. Composed letters
    /// only, so a decomposed accent is refused too.
    fn is_word_of_a_table(word: &str) -> bool {
        let is_letter = |c: char| c.is_ascii_lowercase() || "àâäçèéêëîïôöùûüÿœæ".contains(c);
        let mut parts = word.split('-');
        parts
            .next()
            .is_some_and(|part| !part.is_empty() && part.chars().all(is_letter))
            && parts.all(|part| {
                !part.is_empty() && part.chars().all(|c| is_letter(c) || c.is_ascii_digit())
            })
    }

    /// What is wrong with the lines of `relatives.tsv`.
    fn faults_of_relatives(text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let mut before: Option<(&str, Vec<&str>)> = None;
        let mut groups = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (kind, words) = line.split_once('\t').unwrap_or(("", line));
            let words: Vec<&str> = words.split(' ').collect();
            let set: BTreeSet<&str> = words.iter().copied().collect();
            if !["family", "synonym"].contains(&kind) {
                faults.push(format!("{line}: `{kind}` is no kind"));
            }
            if !(2..=8).contains(&words.len()) {
                faults.push(format!("{line}: {} words", words.len()));
            }
            if let Some(word) = words.iter().find(|word| !is_word_of_a_table(word)) {
                faults.push(format!("{line}: `{word}` is no word"));
            }
            if set.len() < words.len() {
                faults.push(format!("{line}: a word stands twice"));
            }
            if !groups.insert((kind, set)) {
                faults.push(format!("{line}: stands twice"));
            }
            let this = (kind, words);
            if before.is_some_and(|before| before > this) {
                faults.push(format!("{line}: out of order"));
            }
            before = Some(this);
        }
        faults
    }

    #[test]
    fn relatives_stand_as_their_head_says() {
        let text = fs::read_to_string(root().join("data/query/relatives.tsv")).unwrap();
        assert_eq!(faults_of_relatives(&text), Vec::<String>::new());
        assert!(text.lines().count() > 1_800);
    }

    #[test]
    fn a_faulty_line_of_relatives_is_seen() {
        for (text, fault) in [
            ("cousin\ta b", "cousin\ta b: `cousin` is no kind"),
            ("family\tloi", "family\tloi: 1 words"),
            ("family\tLoi légal", "family\tLoi légal: `Loi` is no word"),
            (
                "family\tloi le\u{301}gal",
                "family\tloi le\u{301}gal: `le\u{301}gal` is no word",
            ),
            ("family\tloi  légal", "family\tloi  légal: `` is no word"),
            ("family\tloi loi", "family\tloi loi: a word stands twice"),
            (
                "family\tloi légal\nfamily\tlégal loi",
                "family\tlégal loi: stands twice",
            ),
            (
                "family\tmer eau\nfamily\tloi légal",
                "family\tloi légal: out of order",
            ),
        ] {
            assert_eq!(faults_of_relatives(text), [fault]);
        }
    }

    #[test]
    fn question_words_are_sorted_words_that_no_stop_word_repeats() {
        let rows = |name: &str| -> Vec<String> {
            let text = fs::read_to_string(root().join(name)).unwrap();
            let rows = text.lines().filter(|line| !line.starts_with('#'));
            rows.map(str::to_string).collect()
        };
        let words = rows("data/query/question_words.txt");
        let stop_words = rows("data/text/stop_words.txt");
        assert!(words.len() > 150, "{}", words.len());
        assert!(words.is_sorted_by(|one, next| one < next));
        for word in &words {
            assert!(is_word_of_a_table(word), "`{word}` is no word");
            assert!(!stop_words.contains(word), "`{word}` is a stop word");
        }
    }
}
