//! The search answers as a naive scan over all articles does, with which it shares `text::words` only: thousands of
//! generated queries, over an archive written at once and over one of several segments with deleted articles.
//!
//! Long runs: `DEPECHE_ORACLE_QUERIES` is the number of queries, `DEPECHE_ORACLE_SEED` the seed of the queries,
//! `DEPECHE_ORACLE_SHOWN` how many differences are shown, `DEPECHE_ORACLE_PRINT` how many queries are printed.

mod answer;
mod articles;
mod asked;
mod compare;
mod days;
mod days_from_today;
mod days_written;
mod entities;
mod found;
mod fuzzy;
mod generate;
mod invent_pattern;
mod invent_regex;
mod letters;
mod library;
mod lit;
mod meaning;
mod named;
mod near;
mod node;
mod odd;
mod operators;
mod otherwise;
mod pattern;
mod piece;
mod product;
mod random;
mod reading;
mod regex;
mod relaxed;
mod scan;
mod sought;
mod span;
mod spell;
mod spell_leaf;
mod spell_operator;
mod together;
mod typed;
mod uses;
mod uses_all;
mod value_leaf;
mod values;
mod vocabulary;
mod wild;
mod world;

use answer::answer;
use asked::Asked;
use compare::difference;
use generate::Generator;
use library::Library;
use node::Node;
use random::Random;
use spell::Speller;
use uses::Uses;
use world::World;

const SEED: u64 = 20_251_122;
const ARTICLES: usize = 120;

/// Queries where no number is given: enough that each operator is met in each other.
const QUERIES: u64 = 20_000;

/// Differences shown where no number is given.
const SHOWN: u64 = 3;

/// How many queries find articles that hold all, and articles that lack words.
#[derive(Default)]
struct Finding {
    whole: usize,
    lacking: usize,
}

/// A query that is answered otherwise.
struct Wrong<'a> {
    number: usize,
    library: &'a Library,
    asked: &'a Asked,
    difference: String,
}

#[test]
fn the_search_answers_as_a_naive_scan_does() {
    let mut random = Random::new(SEED);
    let articles = articles::invent(&mut random, 1, ARTICLES);
    let libraries = [
        library::at_once(&articles),
        library::in_many_runs(&articles, &mut random),
    ];
    let stored = library::stored(libraries[0].search.archive());
    let changed = library::stored(libraries[1].search.archive());
    assert_eq!(
        stored.keys().collect::<Vec<_>>(),
        changed.keys().collect::<Vec<_>>()
    );
    for (id, stored) in &stored {
        assert_eq!(stored, &changed[id]);
    }
    let world = World::of(stored);
    all_are_there(&world, &articles);
    let mut generator = Generator {
        random: Random::new(given("SEED", SEED)),
        uses: Uses::default(),
        world: &world,
        today: jiff::civil::Date::constant(2025, 1, 1),
    };
    let queries = usize::try_from(given("QUERIES", QUERIES)).expect("a number of queries");
    let asked = std::iter::repeat_with(|| generator.asked()).filter(|asked| !is_question(asked));
    let asked: Vec<Asked> = asked.take(queries).collect();
    print(&asked);
    // A part of the queries at each thread, which compares it with both archives.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (found, wrong) = std::thread::scope(|scope| {
        let (world, asked, libraries) = (&world, &asked, &libraries);
        let threads: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || compare(libraries, world, asked, first, threads)))
            .collect();
        let mut all = (Finding::default(), Vec::new());
        for thread in threads {
            let (found, wrong) = thread.join().expect("a thread that does not panic");
            all.0.whole += found.whole;
            all.0.lacking += found.lacking;
            all.1.extend(wrong);
        }
        all
    });
    assert!(wrong.is_empty(), "{}", shown(&world, wrong));
    if queries >= 5000 {
        generator.uses.check(queries);
        let share = found.whole * 100 / queries;
        assert!(
            (45..=70).contains(&share),
            "{share} % of the queries have hits"
        );
        let share = found.lacking * 100 / queries;
        assert!(share >= 5, "{share} % find articles that lack words");
    }
}

/// Prints some queries for a person to read.
/// Whether a query may be read as a question, whose order is another: its tests are in `answers.rs`.
fn is_question(asked: &Asked) -> bool {
    const ASKING: &str = "qui que quoi quel quelle quels quelles où quand comment combien pourquoi lequel laquelle lesquels \
        lesquelles auquel duquel auxquels desquels qu est";
    let typed = asked.typed.to_lowercase();
    let mut words = typed.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ASKING.split(' ').any(|asking| asking == word))
        || typed.trim_end().ends_with('?')
}

#[expect(clippy::print_stderr, reason = "asked for by the environment")]
fn print(asked: &[Asked]) {
    let printed = usize::try_from(given("PRINT", 0)).expect("a number of queries");
    for asked in asked.iter().take(printed) {
        eprintln!("{}", asked.typed);
    }
}

/// A number from the environment.
fn given(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(format!("DEPECHE_ORACLE_{name}"));
    given.map_or(otherwise, |given| given.parse().expect("a number"))
}

/// Compares the answers to every so manieth query: how many of them find what, and which are answered otherwise.
fn compare<'a>(
    libraries: &'a [Library],
    world: &World,
    asked: &'a [Asked],
    first: usize,
    step: usize,
) -> (Finding, Vec<Wrong<'a>>) {
    let (mut found, mut all) = (Finding::default(), Vec::new());
    for (number, asked) in asked.iter().enumerate().skip(first).step_by(step) {
        let expected = answer(world, asked);
        found.whole += usize::from(!expected.relaxed && expected.lit.iter().any(Option::is_some));
        let tail = expected.tail.iter().any(Option::is_some);
        found.lacking += usize::from(expected.relaxed || tail);
        for (at, library) in libraries.iter().enumerate() {
            // All hits of every fourth query in each archive: what is lit costs most of the time.
            let whole = (number / step + 2 * at).is_multiple_of(4);
            if let Err(difference) = difference(&library.search, world, asked, &expected, whole) {
                all.push(Wrong {
                    number,
                    library,
                    asked,
                    difference,
                });
            }
        }
    }
    (found, all)
}

/// Tells of the first queries that are answered otherwise.
fn shown(world: &World, mut wrong: Vec<Wrong<'_>>) -> String {
    wrong.sort_by_key(|wrong| wrong.number);
    let most = usize::try_from(given("SHOWN", SHOWN)).expect("a number of differences");
    let shown = wrong.iter().take(most).map(|wrong| {
        let smallest = smallest(wrong.library, world, wrong.asked);
        format!(
            "query {} in {}: {}\nsmallest part: {smallest}\n{}\n{:?}",
            wrong.number, wrong.library.name, wrong.asked.typed, wrong.difference, wrong.asked
        )
    });
    let shown: Vec<String> = shown.collect();
    let count = wrong.len();
    format!("{count} answers differ; the first:\n{}", shown.join("\n\n"))
}

/// The smallest part of a query that is answered otherwise than by the oracle as well.
fn smallest(library: &Library, world: &World, asked: &Asked) -> String {
    let mut parts: Vec<&Node> = vec![&asked.node];
    let mut at = 0;
    while at < parts.len() {
        parts.extend(parts[at].children());
        at += 1;
    }
    for node in parts.into_iter().rev() {
        let typed = Speller {
            random: &mut Random::new(0),
            uses: &mut Uses::default(),
        }
        .query(node);
        let part = Asked {
            node: node.clone(),
            typed,
            filters: Vec::new(),
            dates: None,
            today: asked.today,
        };
        let expected = answer(world, &part);
        if let Err(wrong) = difference(&library.search, world, &part, &expected, true) {
            return format!("{}\n{wrong}", part.typed);
        }
    }
    "none: what stands beside the query matters, or how it is typed".to_string()
}

/// The archive holds what was invented.
fn all_are_there(world: &World, articles: &[articles::Invented]) {
    assert_eq!(world.articles.len(), articles.len());
    for invented in articles {
        let own = format!("{}@", invented.own_id);
        let mut entries = world.articles.iter();
        let entry = entries.find(|entry| entry.id.starts_with(&own));
        let entry = entry.expect("the article");
        let mut stored = entry.stored.article.clone();
        (stored.id, stored.places) = (invented.article.id.clone(), Vec::new());
        // The language of a long one is found out when it is read, whatever is declared.
        if entry.texte.words.len() >= 20 {
            stored.language.clone_from(&invented.article.language);
        }
        assert_eq!(stored, invented.article);
    }
}
