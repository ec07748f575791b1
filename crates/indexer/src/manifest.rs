//! `depeche.toml`: what an archive says of itself.
//!
//! ```text
//! FOLDER/depeche.toml     this file: format, fingerprint of the analysis, name of the index folder
//! FOLDER/index-N/         the tantivy index; its commit names the two tables that belong to it
//! FOLDER/files-N.jsonl    that table: every file that was read, with what was refused in it
//! FOLDER/entities-N.jsonl which forms of names are one entity
//! FOLDER/curation.toml    corrections to that, by hand or by `depeche entities`; may be missing
//! FOLDER/rejected.jsonl   what could not be read and why, for a person
//! FOLDER/remarks.jsonl    what was wrong with articles that were kept all the same
//! ```
//! Changing this layout, the schema or what `stored` holds raises [`FORMAT`].

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use depeche_corpus::content_hash;
use serde::{Deserialize, Serialize};

/// The format of archives this program writes, and the only one it reads.
pub const FORMAT: u32 = 3;

const FILE: &str = "depeche.toml";

/// The file's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) format: u32,
    pub(crate) analysis: String,
    pub(crate) index: String,
}

/// What stands at the place of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing, or an empty folder.
    Missing,
    /// An archive of this program's format and analysis.
    Current,
    /// An archive whose words were analysed otherwise: it can be rebuilt from itself.
    OtherAnalysis,
    /// An archive of another format: it must be made again from its files.
    OtherFormat(u32),
    /// A folder that holds something else.
    NoArchive,
}

/// Returns the fingerprint of the analysis: the word rules, stemmer and tables, the names' tables, and how names stand in
/// the index.
pub(crate) fn analysis() -> &'static str {
    static HASH: LazyLock<String> = LazyLock::new(|| {
        let mut parts = depeche_text::fingerprint_parts();
        parts.extend(depeche_entities::fingerprint_parts());
        parts.push(crate::mention::RULES.to_string());
        content_hash(parts.iter().map(String::as_str))
    });
    &HASH
}

/// Says what stands at the place of an archive.
///
/// # Errors
/// When the folder or its manifest cannot be read, or the manifest is damaged.
pub fn state(folder: &Path) -> Result<State> {
    if !folder.exists() {
        return Ok(State::Missing);
    }
    if !folder.join(FILE).exists() {
        let mut entries = fs::read_dir(folder)
            .with_context(|| format!("{}: cannot be read", folder.display()))?;
        // A first run that was killed leaves its manifest half written.
        let mut others = entries
            .by_ref()
            .flatten()
            .filter(|entry| entry.file_name() != "depeche.toml.new");
        return Ok(if others.next().is_none() {
            State::Missing
        } else {
            State::NoArchive
        });
    }
    let manifest = read_any(folder)?;
    Ok(match manifest {
        Manifest { format, .. } if format != FORMAT => State::OtherFormat(format),
        Manifest {
            analysis: theirs, ..
        } if theirs != analysis() => State::OtherAnalysis,
        _ => State::Current,
    })
}

/// Reads the manifest of an archive that can be searched.
pub(crate) fn read(folder: &Path) -> Result<Manifest> {
    let shown = folder.display();
    match state(folder)? {
        State::Missing => bail!(
            "{shown}: there is no archive here; make one: `depeche index FOLDER --archive {shown}`"
        ),
        State::NoArchive => bail!("{shown}: this folder is no archive (it has no {FILE})"),
        State::OtherFormat(format) => bail!(
            "{shown}: this archive has format {format} and this program reads {FORMAT}; index its files into a new one"
        ),
        State::OtherAnalysis => bail!(
            "{shown}: this archive was analysed by other rules; rebuild it: `depeche index --rebuild --archive {shown}`"
        ),
        State::Current => read_any(folder),
    }
}

/// Reads the manifest whatever its format and analysis.
pub(crate) fn read_any(folder: &Path) -> Result<Manifest> {
    let path = folder.join(FILE);
    let text =
        fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    toml::from_str(&text).map_err(|error| {
        anyhow::anyhow!(
            "{}: is damaged ({}); index the files into a new archive",
            path.display(),
            error.message()
        )
    })
}

/// Writes the manifest in one step: a reader sees the old one or the new one.
pub(crate) fn write(folder: &Path, manifest: &Manifest) -> Result<()> {
    let text = toml::to_string(manifest).context("the manifest cannot be written as TOML")?;
    let head = "# An archive of Dépêche: do not edit. The format, a fingerprint of the analysis, the folder of the index.\n";
    write_atomically(&folder.join(FILE), format!("{head}{text}").as_bytes())
}

/// Writes a file in one step, beside itself first: who reads it finds the old one or the new one.
///
/// # Errors
/// When the disk fails, with the path.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = Path::new(&beside);
    let write = || {
        fs::write(beside, bytes)?;
        fs::File::open(beside)?.sync_all()?;
        fs::rename(beside, path)
    };
    write().with_context(|| format!("{}: cannot be written", path.display()))
}
