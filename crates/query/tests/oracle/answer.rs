//! What the oracle expects of an answer, from what it lights in every article.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use depeche_corpus::{CountryCode, FIELDS, Field};

use crate::asked::{Asked, Choice};
use crate::letters::folded;
use crate::node::Node;
use crate::piece::Piece;
use crate::reading::read;
use crate::relaxed::others;
use crate::scan::{Lit, scan};
use crate::world::World;

/// The answer to a query and what is asked beside it.
pub(crate) struct Answer {
    /// What is lit in each article that is found; none in the others.
    pub(crate) lit: Vec<Lit>,
    /// Whether these are articles that lack words, since none holds all.
    pub(crate) relaxed: bool,
    /// What is lit in each article that the list goes on with; none in the others.
    pub(crate) tail: Vec<Lit>,
    /// The words each article lacks.
    pub(crate) missing: Vec<Vec<String>>,
    /// For each facet: value and articles, most first, then in the order of what is shown.
    pub(crate) facets: Vec<(&'static str, Vec<(String, u64)>)>,
    pub(crate) undated: u64,
    /// Whether something is read otherwise than it may be meant.
    pub(crate) noted: bool,
    /// Whether nothing that is asked makes one article better than another.
    pub(crate) unscored: bool,
}

pub(crate) fn answer(world: &World, asked: &Asked) -> Answer {
    let reading = read(world, &asked.node);
    let holding_all = scan(world, &reading.meaning);
    let scanned = |node: &Node| scan(world, &read(world, node).meaning);
    let dates = asked.dates.as_ref().map(scanned);
    let choices: Vec<(&Choice, Vec<bool>)> = asked
        .filters
        .iter()
        .map(|choice| (choice, chosen(world, choice)))
        .collect();
    // An article is counted for a facet whatever its own choice of several values says.
    let found = |query: &[Lit], at: usize, without: Option<&str>| {
        let widens = |choice: &Choice| {
            !choice.exclude && choice.values.len() > 1 && Some(choice.field) == without
        };
        query[at].is_some()
            && dates.as_ref().is_none_or(|dates| dates[at].is_some())
            && choices
                .iter()
                .all(|(choice, chosen)| chosen[at] || widens(choice))
    };
    let all = 0..world.articles.len();
    let finds = |query: &[Lit]| all.clone().any(|at| found(query, at, None));
    let others = others(world, &asked.node);
    let relaxed = match &others {
        Some(others) if !finds(&holding_all) => finds(&others.lit),
        _ => false,
    };
    let (query, mut tail, missing) = match others {
        Some(others) if relaxed => (others.lit, vec![None; all.len()], others.missing),
        Some(others) => (holding_all, others.lit, others.missing),
        None => (
            holding_all,
            vec![None; all.len()],
            vec![Vec::new(); all.len()],
        ),
    };
    let facets = facet_fields().map(|field| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for at in all
            .clone()
            .filter(|at| found(&query, *at, Some(field.name)))
        {
            for name in world.names(&world.articles[at], field.name) {
                *counts.entry(name).or_default() += 1;
            }
        }
        let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
        counts.sort_by_key(|(value, count)| {
            let shown = folded(&shown(field.name, value));
            (Reverse(*count), shown, value.clone())
        });
        (field.name, counts)
    });
    let facets = facets.collect();
    let lit: Vec<Lit> = all
        .clone()
        .map(|at| query[at].clone().filter(|_| found(&query, at, None)))
        .collect();
    for at in all.clone() {
        if lit[at].is_some() || !found(&tail, at, None) {
            tail[at] = None;
        }
    }
    let undated = all.filter(|at| lit[*at].is_some() && world.articles[*at].date().is_none());
    Answer {
        undated: undated.count() as u64,
        noted: reading.noted,
        unscored: is_unscored(&asked.node),
        facets,
        lit,
        relaxed,
        tail,
        missing,
    }
}

fn facet_fields() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| field.facet)
}

/// Patterns, values and days weigh nothing.
fn is_unscored(node: &Node) -> bool {
    let pattern = |piece: &Piece| !matches!(piece, Piece::Words(_)) && !piece.typed().contains('-');
    match node {
        Node::Word { piece, .. } => pattern(piece),
        Node::Phrase { pieces, .. } => pieces.iter().all(pattern),
        Node::Odd { .. } => false,
        node => node.children().into_iter().all(is_unscored),
    }
}

/// What a reader reads of a value: the name of a country, not its code.
fn shown(field: &str, value: &str) -> String {
    match CountryCode::new(value) {
        Some(code) if field == "pays" => depeche_entities::country_name(code).to_string(),
        _ => value.to_string(),
    }
}

fn chosen(world: &World, choice: &Choice) -> Vec<bool> {
    let values = choice.values.iter().map(|text| Node::Value {
        field: choice.field,
        text: text.clone(),
        whole: false,
    });
    let any = scan(world, &read(world, &Node::Any(values.collect())).meaning);
    any.iter()
        .map(|lit| lit.is_some() != choice.exclude)
        .collect()
}

impl Answer {
    /// The articles found, the newest first, undated ones last, then by identifier.
    pub(crate) fn by_date(&self, world: &World) -> Vec<usize> {
        let mut found: Vec<usize> = (0..self.lit.len())
            .filter(|at| self.lit[*at].is_some())
            .collect();
        found.sort_by_key(|at| {
            let article = &world.articles[*at];
            (
                Reverse(article.date().map(|date| date.from)),
                article.id.clone(),
            )
        });
        found
    }
}
