//! What is said on stderr.

mod refused;

use std::cmp::Reverse;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use depeche_corpus::language_name;
use depeche_indexer::{DryRun, Report};

/// Files and warnings shown; the rest is in a file.
const SHOWN: usize = 10;

const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();

fn say(text: &str) {
    use std::io::Write as _;
    // Nobody may be reading; that is no reason to stop.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Says why a command ended.
pub(crate) fn error(error: &anyhow::Error) {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    say(&format!("{ERROR}error{ERROR:#}: {}", causes.join(": ")));
}

/// Says what a person should know.
pub(crate) fn warning(text: &str) {
    say(&format!("{WARNING}warning{WARNING:#}: {text}"));
}

/// Says something beside a result.
pub(crate) fn note(text: &str) {
    say(text);
}

/// Says what a run of `index` did.
pub(crate) fn report(report: &Report, folder: &Path) {
    let changed = report.new + report.changed + report.removed + report.elsewhere + report.left;
    let seconds = report.elapsed.as_secs_f64();
    let archive = format!(
        "{} in {}",
        counted(report.articles, "article"),
        folder.display()
    );
    if changed == 0 {
        let what = match (report.articles, report.refused + report.refused_before) {
            (0, 0) => "there was nothing to read",
            (0, _) => "nothing could be read",
            _ => "nothing has changed",
        };
        say(&format!("{what}: {archive}"));
    } else {
        #[expect(clippy::cast_precision_loss, reason = "a rate of three digits")]
        let megabytes = report.bytes as f64 / 1e6;
        // Of less text the rate is that of opening and committing.
        let rate = if megabytes >= 1.0 {
            format!(" ({:.1} MB/s of text)", megabytes / seconds.max(1e-3))
        } else {
            String::new()
        };
        let parts: Vec<String> = [
            (report.new, "new"),
            (report.changed, "changed"),
            (report.unchanged, "unchanged"),
            (report.removed, "removed"),
            (report.elsewhere, "known already"),
            (report.left, "left one of their files"),
        ]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        let files = counted(report.files_read, "file");
        say(&format!(
            "{} from {files} in {seconds:.1} s{rate}: {archive}",
            parts.join(", ")
        ));
    }
    warnings(&report.warnings);
    if report.earlier > 0 {
        note(&format!(
            "{} met: the last version of an article stands",
            counted(report.earlier, "earlier version")
        ));
    }
    if report.withdrawn > 0 {
        note(&format!(
            "{} withdrawn by an agency: kept, and marked as such",
            counted_are(report.withdrawn, "record")
        ));
    }
    if !report.languages.is_empty() {
        let count = report.languages.values().sum();
        let mut languages: Vec<(&String, &u64)> = report.languages.iter().collect();
        languages.sort_by_key(|(code, count)| (Reverse(**count), code.as_str()));
        let named = languages.iter().map(|(code, count)| {
            let name = language_name(code).unwrap_or(code);
            format!("{name} {count}")
        });
        let named: Vec<String> = named.take(SHOWN).collect();
        note(&format!(
            "{} not in French ({}): `langue:` tells them apart",
            counted_are(count, "record"),
            named.join(", ")
        ));
    }
    if report.files_gone > 0 {
        let gone = counted_are(report.files_gone, "known file");
        warning(&format!(
            "{gone} gone; `--prune` removes what was read from there"
        ));
    }
    if report.kept > 0 {
        warning(&format!(
            "{} not found in their file and stay, as it could not be read whole; mend it, or remove it and use `--prune`",
            counted_were(report.kept, "article")
        ));
    }
    damage(report.replaced, report.mended);
    refused::remarks(
        &report.remarks,
        &report.remarks_unlisted,
        "; it is kept all the same",
    );
    if report.remarked > 0 {
        let unlisted = report.remarks_unlisted.values().sum();
        warning(&format!(
            "{} on what is kept; {}",
            counted(report.remarked, "remark"),
            listed(report.remarked, unlisted, &folder.join("remarks.jsonl"))
        ));
    }
    refused::refusals(&report.refusals, &report.unlisted);
    let what = "record or file";
    let not_read = match (report.refused, report.refused_before) {
        (0, 0) => return,
        (now, 0) => format!("{} not read", counted_were(now, what)),
        (0, before) => format!("{} not read before", counted_were(before, what)),
        (now, before) => format!(
            "{} not read, and {before} before in files that have not changed",
            counted_were(now, what)
        ),
    };
    let all = report.refused + report.refused_before;
    let unlisted = report.unlisted.values().sum();
    let listed = listed(all, unlisted, &folder.join("rejected.jsonl"));
    warning(&format!("{not_read}; {listed}"));
}

/// Says where things are listed, and how many of them.
fn listed(all: u64, unlisted: u64, path: &Path) -> String {
    let path = path.display();
    match (all, unlisted) {
        (_, 0) => format!("all are listed in {path}"),
        (all, unlisted) => format!(
            "{} of them are listed in {path}, the first thousand of each file",
            all.saturating_sub(unlisted)
        ),
    }
}

/// Says what a person should know.
fn warnings(warnings: &[String]) {
    for text in warnings.iter().take(SHOWN) {
        warning(text);
    }
    if warnings.len() > SHOWN {
        warning(&format!("… and {} more like these", warnings.len() - SHOWN));
    }
}

/// Says what a run of `index --dry-run` could not read.
pub(crate) fn dry_run(dry: &DryRun) {
    refused::remarks(&dry.remarks, &dry.remarks_unlisted, "");
    damage(dry.replaced, dry.mended);
    refused::refusals(&dry.refusals, &dry.unlisted);
    if dry.refused > 0 {
        warning(&format!(
            "{} not be read",
            counted(dry.refused, "record or file") + " could"
        ));
    }
    note("nothing was written");
}

/// Says which letters were no text.
fn damage(replaced: u64, mended: u64) {
    if replaced > 0 {
        warning(&format!(
            "{} no text in its encoding and became U+FFFD",
            counted_were(replaced, "character")
        ));
    }
    if mended > 0 {
        warning(&format!(
            "{} damaged (`Ã©` for `é`) and mended",
            counted_were(mended, "letter")
        ));
    }
}

/// `1 article`, `2 articles`.
pub(crate) fn counted(count: u64, what: &str) -> String {
    match (count, what.split_once(" or ")) {
        (1, _) => format!("1 {what}"),
        (_, Some((one, other))) => format!("{count} {one}s or {other}s"),
        (_, None) => format!("{count} {what}s"),
    }
}

fn counted_are(count: u64, what: &str) -> String {
    format!(
        "{} {}",
        counted(count, what),
        if count == 1 { "is" } else { "are" }
    )
}

fn counted_were(count: u64, what: &str) -> String {
    format!(
        "{} {}",
        counted(count, what),
        if count == 1 { "was" } else { "were" }
    )
}
