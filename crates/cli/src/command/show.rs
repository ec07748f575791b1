//! `depeche show`.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use depeche_corpus::{Part, Reprint, Texte};
use depeche_indexer::{Archive, Stored};
use depeche_query::{Lit, Search, Shown, Suggestion, in_chars, light, shown};

use crate::archive_path::open;
use crate::args::{Format, ShowArgs};
use crate::french;
use crate::message;
use crate::origin::origin;
use crate::output::{FAINT, Output, TITLE, plain, width, wrap};
use crate::request::{missing, parse_query};

/// Identifiers listed when several are meant.
const LISTED: usize = 10;

pub(crate) fn run(args: &ShowArgs) -> Result<ExitCode> {
    if args.id.trim().is_empty() {
        bail!("an identifier is needed; `depeche search` prints them");
    }
    if args.query.is_some() && args.format == Format::Json {
        bail!(
            "`--query` lights words in the text; with `--format json` nothing is lit: leave one of them out"
        );
    }
    let search = Search::new(open(&args.place)?);
    let ids = search.archive().ids(&args.id, LISTED + 1)?;
    let id = match ids.as_slice() {
        [] => {
            message::warning(&format!(
                "no article `{}`; `depeche search` prints identifiers",
                args.id
            ));
            return Ok(ExitCode::from(1));
        }
        [id] => id,
        several => {
            let listed: Vec<String> = several
                .iter()
                .take(LISTED)
                .map(|id| format!("`{id}`"))
                .collect();
            let more = if several.len() > LISTED { " …" } else { "" };
            bail!(
                "`{}` begins several identifiers: {}{more}; type more of it",
                args.id,
                listed.join(", ")
            )
        }
    };
    let stored = search
        .archive()
        .get(id)?
        .with_context(|| format!("no article `{id}`"))?;
    let mut output = Output::new();
    match args.format {
        Format::Json => {
            output.line(
                &serde_json::to_string(&stored).context("the article cannot be written as JSON")?,
            )?;
        }
        Format::Text => {
            let lit = lit(&search, args, &stored)?;
            let stored = named(search.archive(), stored);
            text(&stored, &lit, &mut output)?;
            if args.origin {
                origin(&stored.article.places, &mut output)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The article with its names as they are shown everywhere: those of their entities.
fn named(archive: &Archive, mut stored: Stored) -> Stored {
    let document = &mut stored.document;
    if let Some(entities) = archive.entities("source") {
        let source = stored.article.source.take().into_iter().collect();
        stored.article.source = entities.names(source).pop();
    }
    for (field, forms) in [
        ("personne", &mut document.persons),
        ("lieu", &mut document.places),
        ("organisation", &mut document.organisations),
    ] {
        if let Some(entities) = archive.entities(field) {
            *forms = entities.names(std::mem::take(forms));
        }
    }
    stored
}

fn lit(search: &Search, args: &ShowArgs, stored: &Stored) -> Result<Lit> {
    match &args.query {
        Some(query) => {
            let mut query = parse_query(query)?;
            let mut warnings = Vec::new();
            // What `search` found it by.
            if let Some(corrected) = search.correct(&query)? {
                warnings.extend(corrected.words.iter().map(Suggestion::searched_instead));
                query = corrected.query;
            }
            let expansions = args.expansions.most();
            let archive = search.archive();
            let lit = light(archive, &query, expansions, stored, &mut warnings)?;
            for warning in &warnings {
                message::warning(warning);
            }
            if !lit.matches {
                message::warning("this article does not match the query");
            } else if !lit.missing.is_empty() {
                message::note(&missing(&lit.missing));
            }
            Ok(lit)
        }
        None => Ok(Lit {
            texte: Texte::of(&stored.article),
            matches: true,
            ..Lit::default()
        }),
    }
}

fn text(stored: &Stored, lit: &Lit, output: &mut Output) -> Result<()> {
    let width = width();
    let (article, document) = (&stored.article, &stored.document);
    let mut facts = Vec::new();
    facts.extend(article.date.map(|date| french::date(&date.to_string())));
    facts.extend(
        article
            .source
            .iter()
            .chain(
                article
                    .agency
                    .iter()
                    .filter(|name| article.source.as_ref() != Some(*name)),
            )
            .chain(&article.section)
            .map(|fact| plain(fact)),
    );
    facts.extend(
        article
            .page
            .iter()
            .map(|page| format!("p.\u{a0}{}", plain(page))),
    );
    facts.extend(
        article
            .words
            .map(|words| french::counted(words.into(), "mot")),
    );
    facts.extend(article.authors.iter().map(|author| plain(author)));
    if article.withdrawn {
        output.line(&format!("{TITLE}[{}]{TITLE:#}", french::WITHDRAWN))?;
    }
    let mut said = false;
    for (part, range) in &lit.texte.parts {
        if *part != Part::Title && !said {
            said = true;
            about(&facts, width, output)?;
        }
        let style = if matches!(part, Part::Title | Part::Crosshead) {
            TITLE
        } else {
            anstyle::Style::new()
        };
        let Shown { text, lit } = shown(&lit.texte.text[range.clone()], &lit.in_part(range));
        let shown = output.lit(&text, &in_chars(&text, &lit), style);
        for line in wrap(&shown, width) {
            output.line(&format!("{style}{line}{style:#}"))?;
        }
        if *part == Part::Caption
            && let Some(credit) = &article.credit
        {
            output.line(&format!("{FAINT}Photo\u{a0}: {}{FAINT:#}", plain(credit)))?;
        }
        if *part != Part::Title {
            output.line("")?;
        }
    }
    if !said {
        about(&facts, width, output)?;
    }
    let countries: Vec<String> = document
        .countries
        .iter()
        .map(|code| depeche_entities::country_name(*code).to_string())
        .collect();
    for (field, values) in [
        ("pays", &countries),
        ("personne", &document.persons),
        ("lieu", &document.places),
        ("organisation", &document.organisations),
    ] {
        if !values.is_empty() {
            let line = format!(
                "{FAINT}{}\u{a0}:{FAINT:#} {}",
                french::field(field),
                plain(&values.join(", "))
            );
            for line in wrap(&line, width) {
                output.line(&line)?;
            }
        }
    }
    if !article.reprints.is_empty() {
        let reprint = |of: &Reprint| match of.date {
            Some(date) => format!(
                "{} ({})",
                plain(&of.source),
                french::date(&date.to_string())
            ),
            None => plain(&of.source),
        };
        let reprints: Vec<String> = article.reprints.iter().map(reprint).collect();
        let line = format!(
            "{FAINT}aussi paru dans\u{a0}:{FAINT:#} {}",
            reprints.join(", ")
        );
        for line in wrap(&line, width) {
            output.line(&line)?;
        }
    }
    if let Some(url) = &article.url {
        output.line(&format!("{FAINT}adresse\u{a0}:{FAINT:#} {}", plain(url)))?;
    }
    output.line(&format!(
        "{FAINT}identifiant\u{a0}:{FAINT:#} {}",
        plain(&article.id.0)
    ))?;
    Ok(())
}

fn about(facts: &[String], width: usize, output: &mut Output) -> Result<()> {
    if !facts.is_empty() {
        for line in wrap(&facts.join(" · "), width) {
            output.line(&format!("{FAINT}{line}{FAINT:#}"))?;
        }
    }
    output.line("")?;
    Ok(())
}
