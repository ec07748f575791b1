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

/// A name of a field as an option: `--pays-principal`.
fn typed(name: &str) -> String {
    name.replace('_', "-")
}

fn without(field: &Field) -> String {
    format!("sauf-{}", typed(field.name))
}

impl Args for FilterArgs {
    fn augment_args(mut command: Command) -> Command {
        for field in fields() {
            let option = |name: String| Arg::new(name.clone()).long(name).action(ArgAction::Append);
            let value_name = if field.kind == FieldKind::Country {
                "PAYS".to_string()
            } else {
                field.name.to_uppercase()
            };
            let aliases = field.aliases.iter().map(|alias| typed(alias));
            let keeps = option(typed(field.name))
                .value_name(value_name.clone())
                .visible_aliases(aliases)
                .help(format!("Keep articles with it: {}", field.help));
            // The opposites would double the help; one sentence behind it names them.
            let aliases = field.aliases.iter();
            let aliases = aliases.map(|alias| format!("sauf-{}", typed(alias)));
            let excludes = option(without(field))
                .value_name(value_name)
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
            for (name, exclude) in [(typed(field.name), false), (without(field), true)] {
                for value in matches.get_many::<String>(&name).into_iter().flatten() {
                    self.filters.push(Filter::of(field, value, exclude));
                }
            }
        }
        Ok(())
    }
}
