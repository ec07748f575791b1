//! `depeche index`.

use std::process::ExitCode;

use anyhow::Result;
use depeche_indexer::{Options, index, rebuild};

use crate::archive_path::{folder, threads};
use crate::args::IndexArgs;
use crate::message;
use crate::progress::Bar;

pub(crate) fn run(args: &IndexArgs) -> Result<ExitCode> {
    let folder = folder(&args.archive);
    let threads = args.threads.map_or_else(threads, usize::from);
    if args.rebuild {
        let articles = rebuild(&folder, threads)?;
        message::note(&format!(
            "{} analysed anew: {}",
            message::counted(articles, "article"),
            folder.display()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let mut bar = Bar::default();
    let options = Options {
        paths: args.paths.clone(),
        prune: args.prune,
        mapping: args.map.clone(),
        threads,
    };
    let report = index(&folder, &options, &mut |progress| bar.show(progress))?;
    bar.clear();
    message::report(&report, &folder);
    Ok(ExitCode::SUCCESS)
}
