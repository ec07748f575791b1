//! `depeche stats`.

use std::process::ExitCode;

use anyhow::{Context, Result};
use depeche_indexer::{Archive, Stats, stats};
use depeche_query::{Request, Search, countable_fields};
use serde_json::json;

use crate::archive_path::{curation, up_to_date};
use crate::args::{Format, StatsArgs};
use crate::french;
use crate::output::{FAINT, Output};
use crate::request::parse_query;

pub(crate) fn run(args: &StatsArgs) -> Result<ExitCode> {
    let folder = up_to_date(&args.place)?;
    let (stats, _) = stats(&folder)?;
    let search = Search::new(Archive::open_corrected(&folder, &curation(&args.place))?);
    let every = Request::of("", parse_query("")?);
    let mut distinct = Vec::new();
    for field in countable_fields() {
        distinct.push((field.name, search.facet(&every, field, 0)?.distinct));
    }
    let mut output = Output::new();
    match args.format {
        Format::Text => text(
            &stats,
            &distinct,
            &folder.display().to_string(),
            &mut output,
        )?,
        Format::Json => {
            let distinct = distinct
                .iter()
                .map(|(name, count)| (name.to_string(), json!(count)));
            let answer = json!({
                "schema": 1,
                "archive": folder.display().to_string(),
                "articles": stats.articles,
                "undated": stats.undated,
                "first_day": stats.days.map(|days| days.from.to_string()),
                "last_day": stats.days.map(|days| days.to.to_string()),
                "distinct": serde_json::Map::from_iter(distinct),
                "files": stats.files,
                "file_bytes": stats.file_bytes,
                "refused": stats.refused,
                "disk_bytes": stats.disk_bytes,
                "segments": stats.segments,
                "format": stats.format,
                "analysis": stats.analysis,
                "written": stats.written.to_string(),
            });
            output.line(
                &serde_json::to_string(&answer).context("the answer cannot be written as JSON")?,
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn text(
    stats: &Stats,
    distinct: &[(&'static str, u64)],
    folder: &str,
    output: &mut Output,
) -> Result<()> {
    let mut rows = vec![("archive", folder.to_string())];
    rows.push(("articles", french::number(stats.articles)));
    if stats.undated > 0 {
        rows.push(("sans date", french::number(stats.undated)));
    }
    if let Some(days) = stats.days {
        rows.push(("du", french::date(&days.from.to_string())));
        rows.push(("au", french::date(&days.to.to_string())));
    }
    rows.extend(
        distinct
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(field, count)| (french::fields(field), french::number(*count))),
    );
    let files = french::number(stats.files);
    rows.push((
        "fichiers",
        format!("{files} ({})", french::bytes(stats.file_bytes)),
    ));
    rows.push(("refusés", french::number(stats.refused)));
    rows.push(("sur disque", french::bytes(stats.disk_bytes)));
    rows.push(("segments", stats.segments.to_string()));
    rows.push(("format", stats.format.to_string()));
    rows.push(("analyse", stats.analysis.clone()));
    rows.push(("écrite le", french::moment(stats.written)));
    let widest = rows.iter().map(|(label, _)| label.chars().count()).max();
    for (label, value) in rows {
        let gap = " ".repeat(widest.unwrap_or(0) - label.chars().count());
        output.line(&format!("{FAINT}{label}{FAINT:#}{gap}  {value}"))?;
    }
    Ok(())
}
