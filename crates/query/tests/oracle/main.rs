//! The search answers as a naive scan over all articles does, with which it shares `text::words` only: thousands of
//! generated queries, over an archive written at once and over one of several segments with deleted articles.

mod answer;
mod articles;
mod compare;
mod found;
mod generate;
mod letters;
mod library;
mod lit;
mod node;
mod random;
mod scan;
mod spell;
mod typed;
mod uses;
mod value_leaf;
mod values;
mod vocabulary;
mod world;

use answer::{Answer, answer};
use compare::difference;
use generate::{Asked, Generator};
use library::Library;
use node::Node;
use random::Random;
use spell::Speller;
use uses::Uses;
use world::World;

const SEED: u64 = 20_251_122;
const ARTICLES: usize = 120;
const QUERIES: usize = 3000;

/// Differences shown at most.
const SHOWN: usize = 3;

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
        random,
        uses: Uses::default(),
        world: &world,
    };
    let asked: Vec<Asked> = (0..QUERIES).map(|_| generator.asked()).collect();
    generator.uses.check();
    let answers: Vec<Answer> = asked.iter().map(|asked| answer(&world, asked)).collect();
    let found = |answer: &&Answer| answer.lit.iter().any(Option::is_some);
    let share = answers.iter().filter(found).count() * 100 / QUERIES;
    assert!(
        (40..=75).contains(&share),
        "{share} % of the queries have hits"
    );
    std::thread::scope(|scope| {
        let (world, asked, answers) = (&world, &asked, &answers);
        let threads =
            libraries.map(|library| scope.spawn(move || compare(&library, world, asked, answers)));
        for thread in threads {
            thread
                .join()
                .expect("a thread that does not panic")
                .unwrap_or_else(|wrong| panic!("{wrong}"));
        }
    });
}

/// Compares the answers of an archive to all queries.
fn compare(
    library: &Library,
    world: &World,
    asked: &[Asked],
    answers: &[Answer],
) -> Result<(), String> {
    let mut wrong = Vec::new();
    for (number, (asked, answer)) in asked.iter().zip(answers).enumerate() {
        if let Err(difference) = difference(&library.search, world, asked, answer) {
            wrong.push((number, asked, difference));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let shown = wrong.iter().take(SHOWN).map(|(number, asked, difference)| {
        let smallest = smallest(library, world, asked);
        format!(
            "query {number}: {}\nsmallest part: {smallest}\n{difference}\n{asked:?}",
            asked.typed
        )
    });
    Err(format!(
        "{}: {} queries are answered otherwise; the first:\n{}",
        library.name,
        wrong.len(),
        shown.collect::<Vec<_>>().join("\n\n")
    ))
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
        };
        if let Err(wrong) = difference(&library.search, world, &part, &answer(world, &part)) {
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
        let entry = world
            .articles
            .iter()
            .find(|entry| entry.id.starts_with(&own));
        let mut stored = entry.expect("the article").stored.article.clone();
        (stored.id, stored.places) = (invented.article.id.clone(), Vec::new());
        assert_eq!(stored, invented.article);
    }
}
