//! `depeche man`: one page, made from the table of commands and options.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::args::Args;

pub(crate) fn run() -> Result<ExitCode> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(&page()?)?;
    Ok(ExitCode::SUCCESS)
}

fn page() -> Result<Vec<u8>> {
    let mut command = Args::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone()).manual("Dépêche");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        if sub.get_name() != "help" {
            section(sub, &mut page)?;
        }
    }
    let mut end = Roff::new();
    for (name, lines) in ENDS {
        end.control("SH", [*name]);
        for (term, text) in *lines {
            end.control("TP", []);
            end.text([bold(*term)]);
            end.text([roman(*text)]);
        }
    }
    end.to_writer(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(page)
}

/// A command: the sections of a page of its own become subsections of this one.
fn section(command: &Command, page: &mut Vec<u8>) -> Result<()> {
    // What every command takes stands once, above.
    let command = command.clone().mut_args(|arg| {
        let everywhere = ["color", "help"].contains(&arg.get_id().as_str());
        if everywhere { arg.hide(true) } else { arg }
    });
    let man = Man::new(command.clone());
    let mut parts = Vec::new();
    man.render_synopsis_section(&mut parts)?;
    man.render_description_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    if command.get_after_help().is_some() {
        man.render_extra_section(&mut parts)?;
    }
    let mut heading = Roff::new();
    heading.control("SH", [command.get_name().to_uppercase().as_str()]);
    heading.to_writer(page)?;
    for line in String::from_utf8_lossy(&parts).lines() {
        let line = match line.strip_prefix(".SH ") {
            // What the command does, and what is said behind its options, stand without a heading.
            Some("SYNOPSIS" | "DESCRIPTION" | "EXTRA") => ".PP".to_string(),
            Some(heading) => format!(".SS {heading}"),
            None => line.to_string(),
        };
        writeln!(page, "{line}")?;
    }
    Ok(())
}

/// What the table does not say.
const ENDS: &[(&str, &[(&str, &str)])] = &[
    (
        "THE QUERY LANGUAGE",
        &[
            ("grève générale", "both words, in any form"),
            (
                "\"soutien inconditionnel\"",
                "the words in a row; also «…» and “…”",
            ),
            ("=mot", "this form: accents count, capitals do not"),
            (
                "ET OU SAUF",
                "operators, in capitals only, also AND OR NOT & |; a word after a minus is excluded",
            ),
            (
                "titre:grève",
                "a word or phrase there; also chapeau legende auteur",
            ),
            (
                "pays:Russie personne:\"Kim Jong Un\"",
                "a country by any of its names, a person by the whole name or a word of it; also lieu zone organisation source agence rubrique sujet secteur region entreprise langue",
            ),
            ("date:2024-08..2025-03", "articles whose date overlaps"),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "something was found"),
            ("1", "nothing was found"),
            ("2", "an error"),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            (
                "DEPECHE_ARCHIVE",
                "the archive where --archive is not given",
            ),
            (
                "XDG_CACHE_HOME",
                "where the archives of --in lie, in the folder depeche",
            ),
            ("NO_COLOR", "no colour"),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_is_in_the_page() {
        let page = String::from_utf8(page().unwrap()).unwrap();
        let page = page.replace("\\-", "-");
        let mut command = Args::command();
        command.build();
        let visible = command.get_subcommands().filter(|sub| !sub.is_hide_set());
        for sub in visible.filter(|sub| sub.get_name() != "help") {
            let heading = format!(".SH {}\n", sub.get_name().to_uppercase());
            assert!(page.contains(&heading), "{heading}");
            for arg in sub.get_arguments().filter(|arg| !arg.is_hide_set()) {
                let long = arg.get_long().unwrap_or_default();
                assert!(page.contains(long), "{long}");
            }
        }
        assert_eq!(
            page.matches("--color").count(),
            2,
            "its synopsis and its option"
        );
        assert!(page.contains(".SH \"EXIT STATUS\""), "{page}");
    }
}
