//! `eval entities`: which names are found in annotated text, counted as conlleval counts (Tjong Kim Sang and Buchholz
//! 2000): a name is right where its first and last token and its kind are. The text is put back together from the tokens
//! and goes through the product's own `annotate`: nothing of the annotation is seen but the text.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use depeche_corpus::{Document, EntityKind, Texte};
use depeche_entities::NameKind;

use crate::conll::{self, Annotated, Name};
use crate::eval::countries;
use crate::eval::entity_counts::{Counts, KINDS};

/// What to measure on.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Annotated text as CoNLL, or articles with their countries and persons as JSONL
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// List the names that are missing (`-`) or too many (`+`)
    #[arg(long)]
    errors: bool,
}

/// Measures each file and prints one line a kind: precision, recall, F1 with its interval, number of names.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for path in &options.files {
        if options.files.len() > 1 {
            writeln!(out, "{}", path.display())?;
        }
        if path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
        {
            countries::run(path, None, options.errors)?;
            continue;
        }
        let mut counted = Vec::new();
        for document in conll::read(path)? {
            let found = found(&document, &depeche_entities::annotate(&document.article));
            if options.errors {
                print_errors(&document, &found, &mut out)?;
            }
            counted.push(Counts::of(&document.names, &found));
        }
        write!(out, "{}", table(&counted))?;
    }
    Ok(())
}

/// Returns one line a kind and one for the three together, as `PER P R F1 n`, then the interval of F1.
pub(crate) fn table(counted: &[Counts]) -> String {
    let mut table = String::new();
    let rows = KINDS.map(|kind| (kind.label(), Some(kind)));
    for (label, kind) in rows.into_iter().chain([("ALL", None)]) {
        let sum = Counts::sum(counted).figures(kind);
        let (low, high) = Counts::interval(counted, kind);
        table += &format!(
            "{label} {:.2} {:.2} {:.2} {} [{low:.1}–{high:.1}]\n",
            sum.precision, sum.recall, sum.f1, sum.gold
        );
    }
    table
}

/// Returns the names that a document's mentions are, in tokens of the annotation.
pub(crate) fn found(annotated: &Annotated, document: &Document) -> Vec<Name> {
    let texte = Texte::of(&annotated.article);
    let names = document.mentions.iter().filter_map(|mention| {
        let kind = match mention.kind {
            EntityKind::Person => NameKind::Person,
            EntityKind::Place => NameKind::Place,
            EntityKind::Organisation => NameKind::Organisation,
            // A country by its name is a place; `russe` and `les Russes` are no names in this annotation.
            EntityKind::Country => {
                let written = &texte.text[mention.span.clone()];
                let named = written.starts_with(char::is_uppercase)
                    && depeche_entities::country_code(written).is_some();
                if !named {
                    return None;
                }
                NameKind::Place
            }
        };
        Some(Name {
            tokens: annotated.tokens_under(&mention.span),
            kind,
        })
    });
    names.filter(|name| !name.tokens.is_empty()).collect()
}

pub(crate) fn print_errors(
    document: &Annotated,
    found: &[Name],
    out: &mut impl Write,
) -> Result<()> {
    let texte = Texte::of(&document.article).text;
    let of_three = |name: &&Name| KINDS.contains(&name.kind);
    let gold: BTreeSet<_> = document.names.iter().filter(of_three).map(key).collect();
    let found: BTreeSet<_> = found.iter().filter(of_three).map(key).collect();
    let mut wrong: Vec<_> = gold.difference(&found).map(|name| (name, '-')).collect();
    wrong.extend(found.difference(&gold).map(|name| (name, '+')));
    wrong.sort();
    for ((start, end, label), sign) in wrong {
        let cut = |from: usize, to: usize| {
            let from = document.tokens[from].start;
            texte[from..document.tokens[to - 1].end].replace('\u{2029}', "¶")
        };
        let last = document.tokens.len();
        let before = if *start == 0 {
            String::new()
        } else {
            cut(start.saturating_sub(6), *start)
        };
        let after = if *end == last {
            String::new()
        } else {
            cut(*end, (end + 5).min(last))
        };
        writeln!(
            out,
            "{sign}{label}\t{}\t{}\t{before} [{}] {after}",
            cut(*start, *end),
            document.id,
            cut(*start, *end)
        )?;
    }
    Ok(())
}

fn key(name: &Name) -> (usize, usize, &'static str) {
    (name.tokens.start, name.tokens.end, name.kind.label())
}

/// Counts the names of one document.
pub(crate) fn counts(annotated: &Annotated, document: &Document) -> Counts {
    Counts::of(&annotated.names, &found(annotated, document))
}
