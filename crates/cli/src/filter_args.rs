//! `--pays`, `--personne`, `--sauf-source`…: two options a facet field, made from the field table.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};
use depeche_corpus::{FIELDS, Field, FieldKind};
use depeche_query::Filter;

/// The filters that were typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct FilterArgs {
    pub(crate) filters: Vec<Filter>,
}

fn fields() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| {
        matches!(
            field.kind,
            FieldKind::Country | FieldKind::Name | FieldKind::Value
        )
    })
}

fn without(field: &Field) -> String {
    format!("sauf-{}", field.name)
}

impl Args for FilterArgs {
    fn augment_args(mut command: Command) -> Command {
        for field in fields() {
            let option = |name: String| Arg::new(name.clone()).long(name).action(ArgAction::Append);
            let aliases = field.aliases.iter().copied();
            let keeps = option(field.name.to_string())
                .value_name(field.name.to_uppercase())
                .visible_aliases(aliases)
                .help(format!("Keep articles with it: {}", field.help));
            // The opposites would double the help; one sentence behind it names them.
            let aliases = field.aliases.iter().map(|alias| format!("sauf-{alias}"));
            let excludes = option(without(field))
                .value_name(field.name.to_uppercase())
                .aliases(aliases)
                .hide(true);
            command = command.arg(keeps).arg(excludes);
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut args = Self::default();
        args.update_from_arg_matches(matches)?;
        Ok(args)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        for field in fields() {
            for (name, exclude) in [(field.name.to_string(), false), (without(field), true)] {
                for typed in matches.get_many::<String>(&name).into_iter().flatten() {
                    self.filters.push(Filter::of(field, typed, exclude));
                }
            }
        }
        Ok(())
    }
}
