//! Articles that lack some words of a query: which words those may be, which articles the list goes on with, what is lit.
//!
//! - An operator, a count or a pattern anywhere makes the query strict; a choice of values of one field is no operator.
//! - Of a chain without operators, words of `texte` without a sign may be lacking, common ones only where nothing else is
//!   asked; all else is required.
//! - A word that is typed twice is one of them once.
//! - One of those words is held, unless words of the running text are required beside them.

use crate::found::Row;
use crate::node::Node;
use crate::piece::Piece;
use crate::reading::{is_common, read};
use crate::scan::{Lit, scan};
use crate::world::World;

/// The articles found without some of the words, those that hold all among them.
pub(crate) struct Others {
    /// What is lit in each article that is found; none in the others.
    pub(crate) lit: Vec<Lit>,
    /// The words each article lacks, as they are typed.
    pub(crate) missing: Vec<Vec<String>>,
}

/// Scans for articles that lack words; none where no word may be lacking.
pub(crate) fn others(world: &World, node: &Node) -> Option<Others> {
    if is_strict(node) {
        return None;
    }
    let mut parts = Vec::new();
    flat(node, &mut parts);
    let asked = parts.iter().filter(|part| !matches!(part, Node::Not(_)));
    let all = asked.clone().all(|part| bare(part) == Some(true));
    let mut required: Vec<&Node> = Vec::new();
    let mut words: Vec<&Node> = Vec::new();
    for part in parts {
        match bare(part) {
            None => required.push(part),
            Some(common) if common && !all => {}
            Some(_) if words.iter().any(|word| typed(word) == typed(part)) => {}
            Some(_) => words.push(part),
        }
    }
    let says = |part: &&Node| matches!(part, Node::Word { field, .. } | Node::Phrase { field, .. } if *field != "auteur");
    let needs_one = !required.iter().any(says);
    if words.len() <= usize::from(needs_one) {
        return None;
    }
    let scanned = |parts: &[&Node]| -> Vec<Vec<Lit>> {
        let parts = parts.iter();
        parts
            .map(|part| scan(world, &read(world, part).meaning))
            .collect()
    };
    let (required, held) = (scanned(&required), scanned(&words));
    let (mut lit, mut missing) = (Vec::new(), Vec::new());
    for at in 0..world.articles.len() {
        let mut lacks = Vec::new();
        let mut lights = required.iter().try_fold(Vec::new(), |mut all, part| {
            all.extend(part[at].clone()?);
            Some(all)
        });
        for (word, held) in words.iter().zip(&held) {
            match (&held[at], &mut lights) {
                (Some(light), Some(lights)) => lights.extend(light.iter().cloned()),
                (Some(_), None) => {}
                (None, _) => lacks.push(typed(word)),
            }
        }
        lit.push(lights.filter(|_| !needs_one || lacks.len() < words.len()));
        missing.push(lacks);
    }
    Some(Others { lit, missing })
}

/// What must hold beside what, parentheses passed over.
fn flat<'a>(node: &'a Node, into: &mut Vec<&'a Node>) {
    match node {
        Node::Chain(links) => links.iter().for_each(|link| flat(&link.node, into)),
        Node::Odd { read, .. } => flat(read, into),
        Node::AtLeast { times: ..2, of } => flat(of, into),
        node => into.push(node),
    }
}

/// Whether a word without a sign is a common one; none where it is no such word.
fn bare(node: &Node) -> Option<bool> {
    match node {
        Node::Word {
            field: "texte",
            piece,
            exact: false,
        } => {
            let row = Row::of(std::slice::from_ref(piece), false);
            Some(is_common("texte", &row, false))
        }
        _ => None,
    }
}

fn typed(node: &Node) -> String {
    match node {
        Node::Word { piece, .. } => piece.typed(),
        node => panic!("no word: {node:?}"),
    }
}

fn is_strict(node: &Node) -> bool {
    let pattern = |piece: &Piece| !matches!(piece, Piece::Words(_));
    match node {
        Node::Word { piece, .. } => pattern(piece),
        Node::Phrase {
            field,
            pieces,
            loose,
            ..
        } => {
            // Such a phrase is read as PROCHE between its words, or, of authors, as ET.
            let most = if *field == "auteur" { 1 } else { 4 };
            let chain = loose.is_some() && Row::of(pieces, false).len() > most;
            chain || pieces.iter().any(pattern)
        }
        Node::Near { .. } | Node::Same { .. } => true,
        Node::AtLeast { times, of } => *times > 1 || is_strict(of),
        Node::Kind { .. } | Node::Value { .. } | Node::Dates { .. } => false,
        Node::Chain(links) => links.iter().any(|link| link.typed || is_strict(&link.node)),
        Node::Any(_) => {
            let mut values = Vec::new();
            alternatives(node, &mut values);
            let field = |node: &Node| match node {
                Node::Value { field, .. } => Some(*field),
                _ => None,
            };
            let first = values.first().and_then(|node| field(node));
            first.is_none() || values.iter().any(|node| field(node) != first)
        }
        Node::Not(node) => is_strict(node),
        Node::Odd { read, .. } => is_strict(read),
    }
}

fn alternatives<'a>(node: &'a Node, into: &mut Vec<&'a Node>) {
    match node {
        Node::Any(of) => of.iter().for_each(|node| alternatives(node, into)),
        node => into.push(node),
    }
}
