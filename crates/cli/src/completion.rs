//! What a word that is being typed may become: read from the same table of commands and options that parses them.
//!
//! Values come from the archive that is meant, as it is: nothing is indexed while somebody types.

use std::path::PathBuf;

use clap::{Arg, Command};
use depeche_corpus::{Field, FieldKind, field};
use depeche_entities::country_names;
use depeche_query::{Request, Search, countable_fields, parse};
use depeche_text::fold;

use crate::archive_path::open_as_it_is;
use crate::args::{ArchiveArgs, WhereArgs};

/// Offered at most: more is no help.
const OFFERED: usize = 100;

/// Returns what the last word may become; none where it is a file's name, or anything.
pub(crate) fn candidates(root: &Command, words: &[String]) -> Option<Vec<String>> {
    let (typed, before) = words.split_last()?;
    let mut command = root;
    let mut place = WhereArgs {
        archive: ArchiveArgs { archive: None },
        folder: None,
    };
    let mut open: Option<&Arg> = None;
    let mut positionals = 0;
    for word in before {
        // bash parts `--pays=Mali` into three words.
        if word == "=" && open.is_some() {
            continue;
        }
        let (name, value) = match word.split_once('=') {
            Some((name, value)) if word.starts_with("--") => (name, Some(value)),
            _ => (word.as_str(), None),
        };
        let arg = match open.take() {
            Some(arg) => {
                remember(&mut place, arg, word);
                continue;
            }
            None => option(command, name),
        };
        match (arg, value) {
            (Some(arg), Some(value)) => remember(&mut place, arg, value),
            (Some(arg), None) => open = Some(arg).filter(|arg| arg.get_action().takes_values()),
            (None, _) if name.starts_with('-') => {}
            (None, _) => match command.find_subcommand(name) {
                Some(sub) => command = sub,
                None => positionals += 1,
            },
        }
    }
    if let Some(arg) = open {
        let typed = if typed == "=" { "" } else { typed };
        return values(arg, typed, &place);
    }
    if let Some((name, value)) = typed.split_once('=')
        && let Some(arg) = option(command, name)
    {
        let whole = |value: String| format!("{name}={value}");
        return Some(values(arg, value, &place)?.into_iter().map(whole).collect());
    }
    if typed.starts_with('-') {
        return Some(options(command, typed));
    }
    let subcommands = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    let names: Vec<String> = subcommands.map(|sub| sub.get_name().to_string()).collect();
    if !names.is_empty() {
        return Some(
            names
                .into_iter()
                .filter(|name| name.starts_with(typed))
                .collect(),
        );
    }
    let arg = command
        .get_positionals()
        .nth(positionals)
        .or(command.get_positionals().last())?;
    values(arg, typed, &place)
}

/// Keeps which archive is meant.
fn remember(place: &mut WhereArgs, arg: &Arg, value: &str) {
    match arg.get_long() {
        Some("archive") => place.archive.archive = Some(PathBuf::from(value)),
        Some("in") => place.folder = Some(PathBuf::from(value)),
        _ => {}
    }
}

/// The option that is written so.
fn option<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    let long = word.strip_prefix("--");
    let short = word.strip_prefix('-').and_then(|rest| {
        let mut chars = rest.chars();
        chars.next().filter(|_| chars.next().is_none())
    });
    command.get_arguments().find(|arg| {
        (short.is_some() && arg.get_short() == short)
            || long.is_some_and(|long| names(arg).iter().any(|name| name == long))
    })
}

fn names(arg: &Arg) -> Vec<String> {
    let aliases = arg.get_all_aliases().unwrap_or_default();
    let names = arg.get_long().into_iter().chain(aliases);
    names.map(str::to_string).collect()
}

/// Options by their names; aliases and those the help leaves out only where nothing else begins so.
fn options(command: &Command, typed: &str) -> Vec<String> {
    let begins = |name: &String| name.starts_with(typed);
    let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
    let shown = shown.filter_map(|arg| Some(format!("--{}", arg.get_long()?)));
    let found: Vec<String> = shown.filter(begins).collect();
    if !found.is_empty() {
        return found;
    }
    let all = command.get_arguments().flat_map(names);
    all.map(|name| format!("--{name}")).filter(begins).collect()
}

/// The values of an option or a positional argument.
fn values(arg: &Arg, typed: &str, place: &WhereArgs) -> Option<Vec<String>> {
    let possible = arg.get_possible_values();
    if !possible.is_empty() {
        let names = possible.iter().map(|value| value.get_name().to_string());
        return Some(names.filter(|name| name.starts_with(typed)).collect());
    }
    let id = arg.get_id().as_str();
    if id == "by" {
        let names: Vec<&'static str> = countable_fields().map(|field| field.name).collect();
        let aliases = countable_fields().flat_map(|field| field.aliases.iter().copied());
        let aliases = beginning(aliases, typed);
        return Some(
            Some(beginning(names.into_iter(), typed))
                .filter(|names| !names.is_empty())
                .unwrap_or(aliases),
        );
    }
    if let Some(field) = field(id.strip_prefix("sauf-").unwrap_or(id)).filter(|field| {
        matches!(
            field.kind,
            FieldKind::Country | FieldKind::Name | FieldKind::Value
        )
    }) {
        // Of `Mali|Tch` the last is being typed.
        let (before, last) = typed
            .rsplit_once('|')
            .map_or(("", typed), |(before, last)| (before, last));
        let bar = if typed.contains('|') { "|" } else { "" };
        let found = field_values(field, last, place);
        return Some(
            found
                .into_iter()
                .map(|value| format!("{before}{bar}{value}"))
                .collect(),
        );
    }
    if matches!(id, "name" | "merged")
        && let Some(field) = field("personne")
    {
        return Some(field_values(field, typed, place));
    }
    if id == "id" {
        let ids = open_as_it_is(place).and_then(|archive| archive.ids(typed, OFFERED));
        return Some(ids.unwrap_or_default().into_iter().map(|id| id.0).collect());
    }
    // A query or a number is anything; files and folders are the shell's.
    matches!(id, "query" | "date" | "limit" | "top" | "threads").then(Vec::new)
}

/// The values of a field that begin so; a country is any there is, the others are those of the archive, most frequent first.
fn field_values(field: &'static Field, typed: &str, place: &WhereArgs) -> Vec<String> {
    if field.kind == FieldKind::Country {
        return beginning(country_names(), typed);
    }
    let counts = open_as_it_is(place).and_then(|archive| {
        let every = Request::of("", parse("", crate::french::today())?.query);
        Search::new(archive).facet(&every, field, usize::MAX)
    });
    let Ok(counts) = counts else {
        return Vec::new();
    };
    let labels = || counts.values.iter().map(|value| value.label.as_str());
    let found = beginning(labels(), typed);
    if !found.is_empty() {
        return found;
    }
    // `Poutine` is one person. Of several, a shell would put their common beginning in its place.
    let word = format!(" {}", fold(typed));
    let mut holders = labels().filter(|label| fold(label).contains(&word));
    match (holders.next(), holders.next()) {
        (Some(only), None) => vec![only.to_string()],
        _ => Vec::new(),
    }
}

/// Those that begin so, whatever their case and accents.
fn beginning<'a>(values: impl Iterator<Item = &'a str>, typed: &str) -> Vec<String> {
    let key = fold(typed);
    let found = values.filter(|value| fold(value).starts_with(&key));
    found.take(OFFERED).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use expect_test::{Expect, expect};

    use super::*;
    use crate::args::Args;

    fn check(words: &str, expected: Expect) {
        let mut command = Args::command();
        command.build();
        let words: Vec<String> = words.split(' ').map(str::to_string).collect();
        let shown = match candidates(&command, &words) {
            Some(candidates) => candidates.join(", "),
            None => "(files)".to_string(),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn commands_options_and_their_values_are_offered() {
        check(
            "",
            expect![
                "index, formats, search, facets, show, entities, stats, completions, man, help"
            ],
        );
        check("s", expect!["search, show, stats"]);
        check(
            "search grève --s",
            expect!["--source, --sujet, --secteur, --strict, --sort"],
        );
        check("search --sauf-so", expect!["--sauf-source"]);
        check("search --coun", expect!["--count"]);
        check("--color ", expect!["auto, always, never"]);
        check("completions ", expect!["bash, zsh, fish"]);
        check("search x --sort s", expect!["score"]);
        check("search x --format=j", expect!["--format=json"]);
        check("search ", expect![[""]]);
        check("search x -n ", expect![[""]]);
        check("index ", expect!["(files)"]);
        check("index a b", expect!["(files)"]);
        check("search x --archive ", expect!["(files)"]);
        check("inconnu x", expect![[""]]);
    }

    #[test]
    fn fields_and_countries_are_offered() {
        check(
            "facets --by ",
            expect![
                "pays, pays_principal, personne, lieu, zone, organisation, source, agence, rubrique, sujet, secteur, region, entreprise, langue, annee"
            ],
        );
        check("facets --by per", expect!["personne"]);
        check("facets --by ye", expect!["year"]);
        check("search --pays core", expect!["Corée du Nord, Corée du Sud"]);
        check(
            "search --pays = ma",
            expect![
                "Maroc, Madagascar, Macédoine du Nord, Mali, Macao, Martinique, Mauritanie, Malte, Maldives, Malawi, Malaisie, Mayotte"
            ],
        );
        check(
            "search --pays=ma",
            expect![
                "--pays=Maroc, --pays=Madagascar, --pays=Macédoine du Nord, --pays=Mali, --pays=Macao, --pays=Martinique, --pays=Mauritanie, --pays=Malte, --pays=Maldives, --pays=Malawi, --pays=Malaisie, --pays=Mayotte"
            ],
        );
        check("search --sauf-country Mali|tc", expect!["Mali|Tchad"]);
        check("search --pays Atlantide", expect![[""]]);
    }
}
