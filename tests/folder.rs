//! A fresh folder to run `depeche` in.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder that is removed with the test; its cache is its own.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
    /// Seconds: every file is a second younger than the one before, and old enough to be settled.
    clock: std::cell::Cell<u64>,
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    /// With the folder's path shown as `FOLDER` and times as `T`.
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: std::cell::Cell::new(1_700_000_000),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        self.clock.set(self.clock.get() + 1);
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(self.clock.get());
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(time)
            .unwrap();
        path
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let output = self.command(args).output().unwrap();
        self.shown(&output)
    }

    /// Runs it with something on its standard input.
    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(args);
        command.stdin(Stdio::piped());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        self.shown(&child.wait_with_output().unwrap())
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
        command.args(args).current_dir(self.path());
        command
            .env("XDG_CACHE_HOME", self.path().join(".cache"))
            .env("COLUMNS", "100");
        for variable in ["DEPECHE_ARCHIVE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    fn shown(&self, output: &Output) -> Run {
        let stderr = String::from_utf8(output.stderr.clone()).unwrap();
        let real = fs::canonicalize(self.path()).unwrap();
        let stderr = stderr
            .replace(real.to_str().unwrap(), "FOLDER")
            .replace(self.path().to_str().unwrap(), "FOLDER");
        Run {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: without_times(&stderr),
        }
    }

    /// Runs a search and returns its JSON.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let args: Vec<&str> = ["search", "--format", "json"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        let run = self.run(&args);
        assert!(run.code <= 1, "{}", run.stderr);
        serde_json::from_str(&run.stdout).unwrap()
    }

    /// Returns the identifiers a search finds, sorted.
    pub(crate) fn ids(&self, args: &[&str]) -> Vec<String> {
        let json = self.json(args);
        let hits = json["hits"].as_array().unwrap();
        let mut ids: Vec<String> = hits
            .iter()
            .map(|hit| hit["id"].as_str().unwrap().to_string())
            .collect();
        ids.sort();
        ids
    }
}

/// `in 0.1 s:` differs from run to run, and so does `in 2.3 s (4.5 MB/s of text):`.
fn without_times(text: &str) -> String {
    let line = |line: &str| {
        let (before, after) = line.split_once(" in ")?;
        let (time, after) = after.split_once(": ")?;
        let (seconds, rate) = time.split_once(" s")?;
        seconds.parse::<f64>().ok()?;
        let rate = if rate.is_empty() { "" } else { " (RATE)" };
        Some(format!("{before} in T{rate}: {after}"))
    };
    let lines = text.lines();
    lines
        .map(|text| line(text).unwrap_or_else(|| text.to_string()) + "\n")
        .collect()
}

/// The sample archive.
pub(crate) fn sample() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sample").to_string()
}

/// Copies the first 25 articles of the sample into `folder`, laid out as they are there, for a test that counts on them.
pub(crate) fn first_articles(folder: &Folder) -> String {
    let first = folder.path().join("sample");
    fs::create_dir_all(first.join("articles")).unwrap();
    let sample = PathBuf::from(sample());
    fs::copy(sample.join("depeches.jsonl"), first.join("depeches.jsonl")).unwrap();
    for entry in fs::read_dir(sample.join("articles")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // The texts are numbered; those from this number on came later.
        if name.as_str() < "013" {
            let file = Path::new("articles").join(&name);
            fs::copy(sample.join(&file), first.join(&file)).unwrap();
        }
    }
    first.to_str().unwrap().to_string()
}
