//! The oracle: looks at every article, one after the other, and says whether it matches and what is lit in it.
//!
//! Lit is every match of every leaf that takes part: of all parts of a chain where all hold, of the alternatives that
//! hold, nothing of what is excluded, nothing of values and days.

use std::ops::Range;

use crate::found::Row;
use crate::node::Node;
use crate::values::means;
use crate::world::{Entry, World};

/// Bytes of `texte`; none where the article does not match.
pub(crate) type Lit = Option<Vec<Range<usize>>>;

/// What a query lights in each article.
pub(crate) fn scan(world: &World, node: &Node) -> Vec<Lit> {
    let none = || world.articles.iter().map(|_| None).collect::<Vec<Lit>>();
    let each = |lit: &dyn Fn(&Entry) -> Lit| world.articles.iter().map(lit).collect::<Vec<Lit>>();
    let holds = |holds: bool| holds.then(Vec::new);
    match node {
        Node::Word { field, text, exact } => {
            let row = Row::of(text, *exact);
            assert_eq!(row.len(), 1, "`{text}` is one word");
            each(&|entry| words(entry, field, &row))
        }
        Node::Phrase { field, text, exact } => {
            let row = Row::of(text, *exact);
            each(&|entry| words(entry, field, &row))
        }
        Node::Value { field, text, whole } => {
            let meant = means(world, field, text, *whole);
            each(&|entry| holds(entry.values(field).iter().any(&meant)))
        }
        Node::Dates { from, to, .. } => each(&|entry| {
            holds(entry.date().is_some_and(|date| {
                from.is_none_or(|from| date.to >= from) && to.is_none_or(|to| date.from <= to)
            }))
        }),
        Node::Chain(links) => {
            let (parts, typed) = Node::flat(links);
            let parts = if typed {
                parts
            } else {
                without_stop_words(parts)
            };
            let mut all = each(&|_| Some(Vec::new()));
            for part in parts {
                for (all, lit) in all.iter_mut().zip(scan(world, part)) {
                    *all = all.take().zip(lit).map(|(all, lit)| [all, lit].concat());
                }
            }
            all
        }
        Node::Any(of) => {
            let mut any = none();
            for node in of {
                for (any, lit) in any.iter_mut().zip(scan(world, node)) {
                    if let Some(lit) = lit {
                        any.get_or_insert_default().extend(lit);
                    }
                }
            }
            any
        }
        Node::Not(node) => scan(world, node)
            .into_iter()
            .map(|lit| holds(lit.is_none()))
            .collect(),
    }
}

/// Bare stop words ask for nothing where something else is asked that is not excluded.
fn without_stop_words(parts: Vec<&Node>) -> Vec<&Node> {
    let kept: Vec<&Node> = parts
        .iter()
        .copied()
        .filter(|part| !is_stop_word(part))
        .collect();
    if kept.iter().all(|part| matches!(part, Node::Not(_))) {
        parts
    } else {
        kept
    }
}

/// Which words are stop words is no rule but a list, and the same one.
const STOP_WORDS: &str = include_str!("../../../../data/text/stop_words.txt");

pub(crate) fn is_stop_word(node: &Node) -> bool {
    let listed = |word: &str| STOP_WORDS.lines().any(|line| line == word);
    match node {
        // A word with a field is asked for on purpose.
        Node::Word {
            field: "texte",
            text,
            exact: false,
        } => Row::of(text, false).lone_word().is_some_and(listed),
        _ => false,
    }
}

fn words(entry: &Entry, field: &str, row: &Row) -> Lit {
    let mut lit = Vec::new();
    match field {
        "texte" => lit = row.lit(&entry.texte),
        "auteur" => {
            // Authors are not lit, and no phrase reaches from one to the next.
            let found = entry
                .authors
                .iter()
                .any(|author| !row.lit(author).is_empty());
            return found.then(Vec::new);
        }
        field => {
            for (_, place, part) in entry.parts.iter().filter(|(name, ..)| *name == field) {
                let inside = row.lit(part).into_iter();
                lit.extend(inside.map(|range| place.start + range.start..place.start + range.end));
            }
        }
    }
    (!lit.is_empty()).then_some(lit)
}
