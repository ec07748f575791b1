//! What can be typed. What it means is decided in the commands.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use depeche_corpus::read::Mapping;
use depeche_query::EXPANSIONS;

use crate::filter_args::FilterArgs;

/// Search French press archives: index a folder of articles, then ask it
#[derive(Debug, Parser)]
#[command(name = "depeche", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) color: ColorArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  depeche search 'réforme des retraites' --in mes-articles
  depeche index mes-articles exports/*.jsonl
  depeche search '\"soutien inconditionnel\"' --pays 'Corée du Nord' --personne 'Kim Jong Un'
  depeche search 'grève OU blocage' --sauf-source 'Le Fanal' --date 2024-08..2025-03 --sort date
  depeche facets grève --by personne --top 50

How a query is written: depeche search --help-query";

/// When colour is used
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct ColorArgs {
    /// When to use colour; without it, what was found stands in brackets
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, value_name = "WHEN")]
    color: Color,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl ColorArgs {
    pub(crate) fn write_global(self) {
        match self.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files into an archive; only what is new or changed is read
    Index(IndexArgs),
    /// List the formats that are read
    Formats,
    /// Search an archive, or a folder
    Search(SearchArgs),
    /// Count the values of one field in what a query finds
    Facets(FacetsArgs),
    /// Show a whole article
    Show(ShowArgs),
    /// Look at the names that are one entity, and correct which are
    Entities(EntitiesArgs),
    /// Say what an archive holds
    Stats(StatsArgs),
    /// Say how a query is written
    #[command(hide = true, override_help = QUERY_HELP)]
    Query,
    /// Print what makes a shell complete names, countries and persons
    Completions(CompletionsArgs),
    /// Print the manual
    Man,
    /// Print what the word that is being typed may become; for the scripts of `completions`
    #[command(hide = true)]
    Complete(CompleteArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct IndexArgs {
    /// Files and folders to read; `-` is standard input
    #[arg(required_unless_present = "rebuild")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    /// Remove the articles of files that are gone
    #[arg(long)]
    pub(crate) prune: bool,
    /// Say which columns of CSV and keys of JSON hold what, where their names do not: titre=headline,texte=body.value;
    /// it is remembered for the folder
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub(crate) map: Option<Mapping>,
    /// Say what would be read, and as what, with an article of each format; nothing is written
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Analyse the archive anew from what it holds, without its files
    #[arg(long, conflicts_with_all = ["paths", "prune", "map", "dry_run"])]
    pub(crate) rebuild: bool,
    /// Threads to use [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=8))]
    pub(crate) threads: Option<u8>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ArchiveArgs {
    /// The archive's folder [default: $DEPECHE_ARCHIVE, else ./depeche.archive]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) archive: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct WhereArgs {
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    /// A folder or file of articles: it is indexed first if it has changed
    #[arg(long = "in", value_name = "FOLDER", conflicts_with = "archive")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SortArg {
    /// The best first
    Score,
    /// The newest first
    Date,
}

/// How a query is written, with examples.
pub(crate) const QUERY_HELP: &str = include_str!("query_help.txt");

const FILTERS: &str = "\
Every filter has its opposite: --sauf-pays, --sauf-source…
A filter that is repeated is ET, 'a|b' is OU: --pays Mali --pays Tchad, --pays 'Mali|Tchad'";

/// A query and what stands beside it
#[derive(Debug, ClapArgs)]
pub(crate) struct AskArgs {
    /// What to search; nothing: every article
    #[arg(
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) place: WhereArgs,
    #[command(flatten, next_help_heading = "Filters")]
    pub(crate) filters: FilterArgs,
    /// Keep articles of these days: 2024, 2024-08, 2024-08..2025-03, ..2025, 'août 2024', '30 derniers jours'
    #[arg(long, value_name = "DAYS", help_heading = "Filters")]
    pub(crate) date: Option<String>,
    /// Leave out articles that lack some of the words, however few hold all of them
    #[arg(long, help_heading = "Query")]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) expansions: ExpansionsArgs,
}

/// How far a pattern reaches
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct ExpansionsArgs {
    /// Let a pattern (`gouv*`) stand for at most this many forms: the most frequent
    #[arg(
        long,
        value_name = "N",
        default_value_t = EXPANSIONS,
        value_parser = at_least_one,
        help_heading = "Query"
    )]
    expansions: usize,
}

impl ExpansionsArgs {
    pub(crate) fn most(self) -> usize {
        self.expansions
    }
}

fn at_least_one(typed: &str) -> Result<usize, String> {
    let number = typed.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "a number from 1 on is needed".to_string())
}

#[derive(Debug, ClapArgs)]
#[command(after_help = FILTERS)]
pub(crate) struct SearchArgs {
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// Say how a query is written, with examples
    #[arg(long, help_heading = "Query")]
    pub(crate) help_query: bool,
    /// Show at most this many articles
    #[arg(
        long,
        short = 'n',
        default_value_t = 20,
        value_name = "N",
        help_heading = "Output"
    )]
    pub(crate) limit: usize,
    /// Order of the articles
    #[arg(long, value_enum, default_value_t = SortArg::Score, help_heading = "Output")]
    pub(crate) sort: SortArg,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text, help_heading = "Output")]
    pub(crate) format: Format,
    /// Leave out the facets
    #[arg(long, help_heading = "Output")]
    pub(crate) no_facets: bool,
    /// Print only the number of articles
    #[arg(long, short = 'c', help_heading = "Output")]
    pub(crate) count: bool,
    /// Say below each article how it matched and how it scored
    #[arg(long, help_heading = "Output")]
    pub(crate) explain: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = FILTERS)]
pub(crate) struct FacetsArgs {
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// The field to count: pays, personne, lieu, zone, organisation, source, agence, rubrique, sujet, secteur, region,
    /// entreprise, langue, annee
    #[arg(long, value_name = "FIELD", help_heading = "Output")]
    pub(crate) by: String,
    /// Show at most this many values
    #[arg(long, default_value_t = 20, value_name = "N", help_heading = "Output")]
    pub(crate) top: usize,
    /// Show every value
    #[arg(long, conflicts_with = "top", help_heading = "Output")]
    pub(crate) all: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = TableFormat::Text, help_heading = "Output")]
    pub(crate) format: TableFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Text,
    Json,
    Csv,
    Tsv,
}

const ENTITIES: &str = "\
Corrections stand in curation.toml, in the archive or beside the files of --in: a line each, to be edited by hand as well. They hold
from the next search on; nothing is indexed anew. Any form of a name means it.

Examples:
  depeche entities list Choïgou
  depeche entities show 'Vladimir Poutine'
  depeche entities merge 'Mohammed ben Salmane' 'Prince MBS'
  depeche entities rename 'Kim Jong-un' 'Kim Jong Un'
  depeche entities split 'J. Martin' 'Jean-Marie Martin'
  depeche entities hide 'Photo AFP'
  depeche entities undo 'Photo AFP'";

#[derive(Debug, ClapArgs)]
#[command(after_help = ENTITIES, subcommand_required = true)]
pub(crate) struct EntitiesArgs {
    #[command(subcommand)]
    pub(crate) action: EntitiesAction,
}

/// Which archive, and which of its names
#[derive(Debug, ClapArgs)]
pub(crate) struct NamesArgs {
    #[command(flatten)]
    pub(crate) place: WhereArgs,
    /// Whose names: personne, lieu, organisation
    #[arg(long, value_name = "FIELD", default_value = "personne")]
    pub(crate) by: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EntitiesAction {
    /// List the entities that have several forms or were corrected
    List {
        /// Only those with this name, or this word in it
        name: Option<String>,
        #[command(flatten)]
        names: NamesArgs,
        /// Form of the answer
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Show an entity: its forms, its articles, its corrections
    Show {
        name: String,
        #[command(flatten)]
        names: NamesArgs,
    },
    /// Make several entities one; the first gives the name
    Merge {
        #[arg(required = true, num_args = 2.., value_name = "NAME")]
        merged: Vec<String>,
        #[command(flatten)]
        names: NamesArgs,
    },
    /// Show an entity under another name
    Rename {
        name: String,
        /// The new name
        to: String,
        #[command(flatten)]
        names: NamesArgs,
    },
    /// Take forms out of an entity; together they are one of their own
    Split {
        name: String,
        #[arg(required = true, value_name = "FORM")]
        forms: Vec<String>,
        #[command(flatten)]
        names: NamesArgs,
    },
    /// Neither count nor show an entity
    Hide {
        name: String,
        #[command(flatten)]
        names: NamesArgs,
    },
    /// Take back the last correction, or the last that speaks of a name
    Undo {
        name: Option<String>,
        #[command(flatten)]
        place: WhereArgs,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) place: WhereArgs,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ShowArgs {
    /// The article's identifier, or its beginning
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) place: WhereArgs,
    /// Light what this query finds
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: Option<String>,
    /// Say where it was read: file, record, line, encoding
    #[arg(long)]
    pub(crate) origin: bool,
    #[command(flatten)]
    pub(crate) expansions: ExpansionsArgs,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
}

const COMPLETIONS: &str = "\
In ~/.bashrc:                    eval \"$(depeche completions bash)\"
In ~/.zshrc, behind compinit:    eval \"$(depeche completions zsh)\"
In ~/.config/fish/config.fish:   depeche completions fish | source";

#[derive(Debug, ClapArgs)]
#[command(after_help = COMPLETIONS)]
pub(crate) struct CompletionsArgs {
    pub(crate) shell: Shell,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CompleteArgs {
    pub(crate) shell: Shell,
    /// The words behind `depeche`, up to the one that is being typed
    #[arg(last = true)]
    pub(crate) words: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }
}
