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
}
