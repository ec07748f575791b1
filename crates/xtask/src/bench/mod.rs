//! `bench`: how fast queries are on an archive of a given size, beside tantivy alone, in one process and one thread.
//!
//! What counts are the ratios within a run; milliseconds are those of the machine.

mod archive;
mod bare;
mod draw;
mod facets;
mod formats;
mod kind;
mod measure;
mod names;
mod queries;
mod table;

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use depeche_indexer::Archive;
use depeche_query::Search;

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
    /// How many articles to make
    #[arg(long, default_value_t = 100_000)]
    articles: u64,
    /// The articles and the queries depend on it
    #[arg(long, default_value_t = crate::corpus::SEED)]
    seed: u64,
    /// Measure these articles instead, as JSONL
    #[arg(long)]
    docs: Option<PathBuf>,
    /// Ask these queries instead of drawn ones: `kind TAB words`, of the kinds term, and, or, phrase
    #[arg(long)]
    queries: Option<PathBuf>,
    /// Keep the archive here between runs
    #[arg(long)]
    dir: Option<PathBuf>,
    /// How often every query is asked; its best time counts
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// How many queries of each kind are drawn
    #[arg(long, default_value_t = 80)]
    each: usize,
    /// Measure the recogniser of names and what it costs an index, and nothing else
    #[arg(long)]
    names: bool,
    /// Measure how fast each format is read, and nothing else
    #[arg(long)]
    formats: bool,
}

/// Measures and prints tables.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if options.formats {
        let read = formats::measure(&names::articles_of(options)?, options.rounds)?;
        return table::print_formats(&read, &mut out);
    }
    let names = names::measure(options)?;
    table::print_names(&names, &mut out)?;
    out.flush()?;
    if options.names {
        return Ok(());
    }
    writeln!(out)?;
    // Queries that cannot be read are told before the archive is made.
    let given = options.queries.as_deref().map(queries::read).transpose()?;
    let fresh = tempfile::tempdir()?;
    let folder = options.dir.as_deref().unwrap_or(fresh.path());
    let made = match &options.docs {
        None => archive::made(folder, options.articles, options.seed)?,
        Some(file) => archive::given(folder, file)?,
    };
    let search = Search::new(Archive::open(&made.folder)?);
    table::print_archive(&made, search.archive(), &mut out)?;
    out.flush()?;
    let queries = match given {
        Some(given) => given,
        None => draw::draw(search.archive(), options.seed, options.each)?,
    };
    let rounds = options.rounds.max(1);
    let facets = facets::measure(&made.folder, &queries, rounds)?;
    let timed = measure::measure(&search, queries, rounds)?;
    table::print_queries(&timed, &mut out)?;
    table::print_facets(&facets, &mut out)
}

#[cfg(test)]
mod tests {
    use depeche_indexer::tantivy::collector::Count;

    use super::kind::Kind;
    use super::*;

    #[test]
    fn an_archive_of_another_analysis_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let made = archive::made(folder.path(), 30, 3).unwrap();
        let manifest = made.folder.join("depeche.toml");
        let current = std::fs::read_to_string(&manifest).unwrap();
        for (line, older) in [
            ("analysis", "analysis = \"older\""),
            ("format", "format = 0"),
        ] {
            let other: Vec<&str> = current
                .lines()
                .map(|kept| if kept.starts_with(line) { older } else { kept })
                .collect();
            assert!(other.contains(&older), "{current}");
            std::fs::write(&manifest, other.join("\n")).unwrap();
            assert!(Archive::open(&made.folder).is_err(), "{older}");
            let again = archive::made(folder.path(), 30, 3).unwrap();
            assert_eq!(Archive::open(&again.folder).unwrap().len(), 30, "{older}");
        }
    }

    /// One small archive, all that is done with it.
    #[test]
    fn drawn_queries_find_articles_and_tantivy_is_asked_for_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let made = archive::made(folder.path(), 1200, 3).unwrap();
        let search = Search::new(Archive::open(&made.folder).unwrap());
        assert_eq!(search.archive().len(), 1200);
        let queries = draw::draw(search.archive(), 3, 3).unwrap();
        assert_eq!(queries, draw::draw(search.archive(), 3, 3).unwrap());
        for kind in Kind::DRAWN {
            assert!(queries.iter().any(|asked| asked.kind == kind), "{kind:?}");
        }
        let searcher = search.archive().searcher();
        for asked in &queries {
            let bare = bare::bare(searcher, asked, false).unwrap();
            if let Some(bare) = bare.filter(|_| bare::is_the_same(asked.kind)) {
                let found = search.count(&asked.request().unwrap()).unwrap();
                let by_bare = searcher.search(bare.as_ref(), &Count).unwrap() as u64;
                assert_eq!(found, by_bare, "{}", asked.typed);
                assert!(found > 0, "{}", asked.typed);
            }
        }
        let facets = facets::measure(&made.folder, &queries, 1).unwrap();
        let timed = measure::measure(&search, queries, 1).unwrap();
        assert!(
            timed
                .iter()
                .all(|timed| timed.top > std::time::Duration::ZERO)
        );
        let mut out = Vec::new();
        let options = Options {
            articles: 40,
            seed: 3,
            docs: None,
            queries: None,
            dir: None,
            rounds: 1,
            each: 3,
            names: true,
            formats: false,
        };
        let names = names::measure(&options).unwrap();
        table::print_names(&names, &mut out).unwrap();
        table::print_archive(&made, search.archive(), &mut out).unwrap();
        table::print_queries(&timed, &mut out).unwrap();
        table::print_facets(&facets, &mut out).unwrap();
        let again = archive::made(folder.path(), 1200, 3).unwrap();
        assert_eq!(again.indexed.bytes, made.indexed.bytes);
    }
}
