//! `depeche index`.

use std::process::ExitCode;

use anyhow::Result;
use depeche_corpus::{Article, language_name};
use depeche_indexer::{DryRun, Options, dry_run, index, rebuild};

use crate::archive_path::{folder, threads};
use crate::args::IndexArgs;
use crate::french;
use crate::message;
use crate::output::{FAINT, Output, TITLE, plain, width};
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
    let options = Options {
        paths: args.paths.clone(),
        prune: args.prune,
        mapping: args.map.clone(),
        threads,
    };
    if args.dry_run {
        let dry = dry_run(&folder, &options)?;
        seen(&dry)?;
        message::dry_run(&dry);
        return Ok(ExitCode::SUCCESS);
    }
    let mut bar = Bar::default();
    let report = index(&folder, &options, &mut |progress| bar.show(progress))?;
    bar.clear();
    message::report(&report, &folder);
    Ok(ExitCode::SUCCESS)
}

/// Prints what was seen in each format, and an article of it.
fn seen(dry: &DryRun) -> Result<()> {
    let mut output = Output::new();
    for seen in &dry.formats {
        output.line(&format!(
            "{TITLE}{}{TITLE:#}: {} in {}",
            seen.format,
            message::counted(seen.articles, "article"),
            message::counted(seen.files, "file"),
        ))?;
        for (label, value) in seen.sample.iter().flat_map(facts) {
            // The beginning tells whether it was read rightly.
            let room = width().saturating_sub(LABEL + 2);
            let value = plain(&value);
            let mut shown: String = value.chars().take(room).collect();
            if shown.len() < value.len() {
                shown.pop();
                shown.push('…');
            }
            output.line(&format!("  {FAINT}{label:LABEL$}{FAINT:#}{shown}"))?;
        }
    }
    if !dry.languages.is_empty() {
        let languages = dry
            .languages
            .iter()
            .map(|(code, count)| format!("{} {count}", language_name(code).unwrap_or(code)));
        let languages: Vec<String> = languages.collect();
        output.line(&format!(
            "{TITLE}langues{TITLE:#}: {}",
            languages.join(", ")
        ))?;
    }
    Ok(())
}

/// Width of a label and the blank behind it: `rubrique`, `identifiant`.
const LABEL: usize = 13;

/// What an article says, by its labels.
fn facts(article: &Article) -> Vec<(&'static str, String)> {
    let joined = |values: &[String]| values.join(", ");
    let topics: Vec<String> = article
        .topics
        .iter()
        .map(|topic| topic.name.clone())
        .collect();
    let texts: Vec<&str> = article
        .body
        .iter()
        .map(depeche_corpus::Block::text)
        .collect();
    let place = article.places.first().map(|place| {
        let member = place.member.iter().map(|member| format!("/{member}"));
        format!(
            "{}{}, record {}",
            place.file,
            member.collect::<String>(),
            place.record
        )
    });
    let facts = [
        ("titre", Some(article.title.clone())),
        ("chapeau", article.lead.clone()),
        (
            "date",
            article.date.map(|date| french::date(&date.to_string())),
        ),
        ("source", article.source.clone()),
        ("agence", article.agency.clone()),
        ("auteur", Some(joined(&article.authors))),
        ("rubrique", article.section.clone()),
        ("page", article.page.clone()),
        ("sujets", Some(joined(&topics))),
        ("légende", article.caption.clone()),
        ("crédit", article.credit.clone()),
        ("adresse", article.url.clone()),
        ("identifiant", Some(article.id.to_string())),
        ("texte", Some(texts.join(" ¶ "))),
        ("fichier", place),
    ];
    let known = facts.into_iter();
    known
        .filter_map(|(label, value)| Some((label, value?)))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}
