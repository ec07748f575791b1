//! `eval stems`: which forms of words meet in the candidates for the analysis, those of one lemma and those of others.

pub(super) mod chain;
mod collisions;
mod lemmas;
mod pairs;
mod savoy;
mod table;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use self::chain::Chain;
use self::lemmas::Form;
use self::pairs::{Met, Pair, Wanted, meet};
use self::table::Row;

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
    /// Forms with their lemmas: `form TAB lemma TAB part of speech TAB count`
    file: PathBuf,
    /// Names that share a stem with other words: `name TAB stem TAB words TAB names`
    #[arg(long, value_name = "FILE")]
    collisions: Option<PathBuf>,
    /// List the pairs that this chain gets wrong, the most frequent first, and keep no table
    #[arg(long, value_name = "CHAIN", num_args = 0..=1, default_missing_value = "product")]
    explain: Option<String>,
    /// Pairs of each kind that are listed
    #[arg(long, default_value_t = 100)]
    top: usize,
}

/// Measures every candidate, prints the table and keeps it in `data/eval/stems.csv`.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let forms = lemmas::read(&options.file)?;
    let collisions = match &options.collisions {
        Some(path) => collisions::read(path)?,
        None => Vec::new(),
    };
    let wanted = Wanted::of(&forms);
    if let Some(name) = &options.explain {
        let chain = named(name)?;
        let met = meet(chain, &forms, &wanted);
        for (name, other) in collisions::met(chain, &collisions) {
            writeln!(out, "name\t{name}\t{other}")?;
        }
        return explain(&met, &forms, options.top, &mut out);
    }
    writeln!(
        out,
        "{} forms, {} pairs of one lemma",
        forms.len(),
        wanted.pairs.len()
    )?;
    let rows: Vec<Row> = Chain::all()
        .into_iter()
        .map(|chain| Row {
            chain: chain.name(),
            met: meet(chain, &forms, &wanted),
            names: options
                .collisions
                .as_ref()
                .map(|_| collisions::met(chain, &collisions).len()),
        })
        .collect();
    table::print(&rows, &mut out)?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/eval/stems.csv");
    std::fs::write(&path, table::csv(&rows))
        .with_context(|| format!("{}: cannot write", path.display()))
}

fn named(name: &str) -> Result<Chain> {
    let all = Chain::all();
    match all.iter().find(|chain| chain.name() == name) {
        Some(chain) => Ok(*chain),
        None => {
            let names: Vec<String> = all
                .iter()
                .map(|chain| format!("`{}`", chain.name()))
                .collect();
            bail!("no chain `{name}`; there are {}", names.join(", "))
        }
    }
}

/// Lists pairs with their lemmas and what they weigh: `apart` should meet, `wrong` should not.
fn explain(met: &Met, forms: &[Form], top: usize, out: &mut dyn Write) -> Result<()> {
    for (label, pairs) in [("apart", &met.apart), ("wrong", &met.wrong)] {
        let weight = |(first, second): &Pair| forms[*first].weight() * forms[*second].weight();
        let mut pairs = pairs.clone();
        pairs.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        for pair in pairs.iter().take(top) {
            let [first, second] = [pair.0, pair.1].map(|at| &forms[at]);
            writeln!(
                out,
                "{label}\t{:.1}\t{} ({})\t{} ({})",
                weight(pair),
                first.written,
                first.lemmas.join("/"),
                second.written,
                second.lemmas.join("/")
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_chain_is_refused_with_those_there_are() {
        let error = named("porter").unwrap_err().to_string();
        assert!(
            error.starts_with("no chain `porter`; there are `product`, `no stemming`, "),
            "{error}"
        );
        for chain in Chain::all() {
            assert_eq!(named(&chain.name()).unwrap(), chain);
        }
    }

    #[test]
    fn pairs_are_listed_by_weight() {
        let form = |written: &str, count| Form {
            written: written.to_string(),
            lemmas: vec![written.to_string()],
            count,
        };
        let forms = [form("mal", 9), form("mali", 4), form("mâle", 1)];
        let wanted = Wanted::of(&forms);
        let met = meet(named("snowball + folded after").unwrap(), &forms, &wanted);
        let mut out = Vec::new();
        explain(&met, &forms, 2, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "wrong\t6.0\tmal (mal)\tmali (mali)\nwrong\t3.0\tmal (mal)\tmâle (mâle)\n"
        );
    }

    /// The product is better than any candidate of one term on both sides at once; run where `DEPECHE_EVAL` names the ground
    /// truth.
    #[test]
    fn the_product_joins_no_less_than_snowball_and_less_that_is_wrong() {
        let Some(folder) = std::env::var_os("DEPECHE_EVAL") else {
            return;
        };
        let forms =
            lemmas::read(&Path::new(&folder).join("stemming/ud_fr_form_lemma.tsv")).unwrap();
        let wanted = Wanted::of(&forms);
        let of = |name| meet(named(name).unwrap(), &forms, &wanted);
        let (product, folded) = (of("product"), of("snowball + folded after"));
        assert!(product.types.overstemming < folded.types.overstemming);
        assert!(product.tokens.precision > folded.tokens.precision);
    }
}
