//! Which archive is meant: `--archive`, else `$DEPECHE_ARCHIVE`, else `./depeche.archive`; with `--in`, one in the
//! user's cache folder that is brought up to date first.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use depeche_indexer::{Archive, Busy, CURATION, Options, State, index, rebuild, state};
use xxhash_rust::xxh3::xxh3_64;

use crate::args::{ArchiveArgs, WhereArgs};
use crate::message;
use crate::progress::Bar;

/// Returns the archive's folder.
pub(crate) fn folder(args: &ArchiveArgs) -> PathBuf {
    let from_environment = || {
        env::var_os("DEPECHE_ARCHIVE")
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
    };
    args.archive
        .clone()
        .or_else(from_environment)
        .unwrap_or_else(|| PathBuf::from("depeche.archive"))
}

/// Opens the archive to search; one of a folder is brought up to date first.
pub(crate) fn open(args: &WhereArgs) -> Result<Archive> {
    let folder = up_to_date(args)?;
    Archive::open_corrected(&folder, &curation(args))
}

/// Returns the file of corrections: in the archive, or beside the files of a folder that was given.
pub(crate) fn curation(args: &WhereArgs) -> PathBuf {
    match &args.folder {
        None => folder(&args.archive).join(CURATION),
        Some(given) if given.is_dir() => given.join(CURATION),
        Some(given) => given.with_file_name(CURATION),
    }
}

/// Opens the archive to search without bringing anything up to date.
pub(crate) fn open_as_it_is(args: &WhereArgs) -> Result<Archive> {
    let folder = match &args.folder {
        Some(given) => cache_folder(given)?,
        None => folder(&args.archive),
    };
    Archive::open_corrected(&folder, &curation(args))
}

/// Returns the folder of the archive to search; the archive of a folder of articles is brought up to date.
pub(crate) fn up_to_date(args: &WhereArgs) -> Result<PathBuf> {
    let Some(given) = &args.folder else {
        return Ok(folder(&args.archive));
    };
    let folder = cache_folder(given)?;
    match state(&folder) {
        Ok(State::OtherAnalysis) => {
            rebuild(&folder, threads())?;
        }
        Ok(State::Missing | State::Current) => {}
        // What is in the cache can be made again.
        Ok(State::OtherFormat(_) | State::NoArchive) | Err(_) => {
            std::fs::remove_dir_all(&folder)
                .with_context(|| format!("{}: cannot be removed", folder.display()))?;
        }
    }
    let mut bar = Bar::default();
    let options = Options {
        paths: vec![given.clone()],
        prune: true,
        mapping: None,
        threads: threads(),
    };
    let report = index(&folder, &options, &mut |progress| bar.show(progress));
    bar.clear();
    match report {
        Ok(report) => {
            let read = report.new + report.changed + report.removed;
            if read + report.refused + report.remarked + report.kept > 0
                || !report.warnings.is_empty()
            {
                message::report(&report, &folder);
            }
        }
        // Somebody else brings it up to date; what they committed last can be searched.
        Err(error) if error.is::<Busy>() && state(&folder)? == State::Current => {
            message::warning(
                "this folder is being indexed by another run; what that has committed so far is searched",
            );
        }
        Err(error) => return Err(error),
    }
    Ok(folder)
}

/// Returns one thread a core; tantivy writes with at most 8.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8)
}

/// The cached archive of a folder: named after it, and told from others of its name by its whole path.
fn cache_folder(given: &Path) -> Result<PathBuf> {
    if given == Path::new("-") {
        bail!(
            "`--in` takes a folder or a file, not standard input: index that first, `depeche index - --archive FOLDER`"
        );
    }
    let path = std::fs::canonicalize(given)
        .with_context(|| format!("{}: cannot be read", given.display()))?;
    let name = path.file_name().map_or_else(
        || "racine".into(),
        |name| name.to_string_lossy().into_owned(),
    );
    let hash = xxh3_64(path.as_os_str().as_encoded_bytes());
    Ok(cache_root()?
        .join("depeche")
        .join(format!("{name}-{hash:016x}")))
}

/// The user's cache folder, where each system has it.
fn cache_root() -> Result<PathBuf> {
    let set = |name: &str| {
        env::var_os(name)
            .filter(|value: &OsString| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(root) = set("XDG_CACHE_HOME").filter(|path| path.is_absolute()) {
        return Ok(root);
    }
    if let Some(root) = set("LOCALAPPDATA").filter(|_| cfg!(windows)) {
        return Ok(root);
    }
    match set("HOME") {
        Some(home) if cfg!(target_os = "macos") => Ok(home.join("Library/Caches")),
        Some(home) => Ok(home.join(".cache")),
        None => bail!(
            "no cache folder is known for `--in`: set `XDG_CACHE_HOME`, or use `depeche index` and `--archive`"
        ),
    }
}
