//! Invents queries: trees up to three deep, most of whose leaves stand in one article, so that half of them find
//! something.

use crate::node::{Link, Node};
use crate::random::Random;
use crate::scan::is_stop_word;
use crate::spell::Speller;
use crate::typed::{phrase, word};
use crate::uses::Uses;
use crate::value_leaf::{dates, value, value_of};
use crate::vocabulary::STOP_WORDS;
use crate::world::{Entry, World};

/// A query, how it is typed, and what is asked beside it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) node: Node,
    pub(crate) typed: String,
    pub(crate) filters: Vec<Choice>,
    pub(crate) dates: Option<Node>,
}

/// A filter: one of the values, or none of them.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) field: &'static str,
    pub(crate) values: Vec<String>,
    pub(crate) exclude: bool,
}

const TEXT_FIELDS: &[&str] = &["titre", "chapeau", "legende", "auteur"];
const FILTER_FIELDS: &[&str] = &[
    "pays",
    "personne",
    "lieu",
    "organisation",
    "source",
    "agence",
    "rubrique",
];

/// Invents queries over the articles of a world.
pub(crate) struct Generator<'a> {
    pub(crate) random: Random,
    pub(crate) uses: Uses,
    pub(crate) world: &'a World,
}

impl Generator<'_> {
    pub(crate) fn asked(&mut self) -> Asked {
        let world = self.world;
        let target = &world.articles[self.random.below(world.articles.len())];
        let target = self.random.chance(80).then_some(target);
        let depth = [0, 1, 1, 1, 2, 2, 2, 2, 3, 3][self.random.below(10)];
        let node = self.node(depth, target);
        let mut speller = Speller {
            random: &mut self.random,
            uses: &mut self.uses,
        };
        let typed = speller.query(&node);
        let mut filters = Vec::new();
        while self.random.chance(25) {
            filters.push(self.choice(target));
        }
        let dates = self.random.chance(8).then(|| {
            self.uses.count("filter dates");
            dates(&mut self.random, &mut self.uses, target)
        });
        Asked {
            node,
            typed,
            filters,
            dates,
        }
    }

    fn choice(&mut self, target: Option<&Entry>) -> Choice {
        let field = self.random.pick(FILTER_FIELDS);
        let exclude = self.random.chance(25);
        let own = if exclude { None } else { target };
        let mut values = vec![value_of(&mut self.random, self.world, field, own)];
        while self.random.chance(40) {
            values.push(value_of(&mut self.random, self.world, field, None));
        }
        self.uses.count("filter");
        if exclude {
            self.uses.count("filter sauf-");
        }
        if values.len() > 1 {
            self.uses.count("filter a|b");
        }
        Choice {
            field,
            values,
            exclude,
        }
    }

    fn node(&mut self, depth: usize, target: Option<&Entry>) -> Node {
        if depth == 0 {
            return self.leaf(target);
        }
        match self.random.below(100) {
            0..12 => self.leaf(target),
            12..80 => self.chain(depth, target),
            80..97 => {
                let sure = self.random.below(2);
                let count = self.random.between(2, 3);
                let of = (0..count).map(|at| {
                    let target = target.filter(|_| at == sure);
                    self.node(depth - 1, target)
                });
                Node::Any(of.collect())
            }
            _ => self.excluded(depth, target),
        }
    }

    fn chain(&mut self, depth: usize, target: Option<&Entry>) -> Node {
        let operators = self.random.chance(55);
        let mut links = Vec::new();
        for at in 0..self.random.between(2, 4) {
            let typed = operators && self.random.chance(70);
            let node = match self.random.below(100) {
                0..15 => self.excluded(depth, target),
                15..30 => self.stop_word(),
                _ => self.node(depth - 1, target),
            };
            // Nothing is joined by an operator at the beginning; SAUF may stand there.
            let typed = typed && (at > 0 || matches!(node, Node::Not(_)));
            links.push(Link { typed, node });
        }
        Node::Chain(links)
    }

    /// What is excluded stands seldom in the article aimed at.
    fn excluded(&mut self, depth: usize, target: Option<&Entry>) -> Node {
        let target = target.filter(|_| self.random.chance(10));
        loop {
            let node = self.node(depth - 1, target);
            // A sign before a sign is typed by nobody.
            if !matches!(node, Node::Not(_)) {
                return Node::Not(Box::new(node));
            }
        }
    }

    fn stop_word(&mut self) -> Node {
        self.uses.count("stop word");
        Node::Word {
            field: "texte",
            text: self.random.pick(STOP_WORDS).to_string(),
            exact: false,
        }
    }

    fn leaf(&mut self, target: Option<&Entry>) -> Node {
        let target = target.filter(|_| self.random.chance(88));
        let kind = self.random.below(100);
        if kind >= 90 {
            return dates(&mut self.random, &mut self.uses, target);
        }
        if kind >= 74 {
            return value(&mut self.random, &mut self.uses, self.world, target);
        }
        let in_field = self.random.chance(30);
        let field = if in_field {
            self.random.pick(TEXT_FIELDS)
        } else {
            "texte"
        };
        let world = self.world;
        let text = target.and_then(|entry| match field {
            "texte" => Some(&entry.texte),
            "auteur" => entry.authors.first(),
            field => entry
                .parts
                .iter()
                .find(|(name, ..)| *name == field)
                .map(|(_, _, part)| part),
        });
        // Another article's, where this one has none.
        let other = self.random.below(world.articles.len());
        let other = || {
            world.articles[other]
                .authors
                .first()
                .filter(|_| field == "auteur")
        };
        let text = text.or_else(other);
        let exact = self.random.chance(22);
        if kind < 50 {
            let text = word(&mut self.random, &mut self.uses, text);
            let spaced = text.contains(char::is_whitespace);
            let node = Node::Word {
                field: if spaced { "texte" } else { field },
                text,
                exact: exact && !spaced,
            };
            if is_stop_word(&node) {
                self.uses.count("stop word");
            }
            return node;
        }
        Node::Phrase {
            field,
            text: phrase(&mut self.random, &mut self.uses, text),
            exact,
        }
    }
}
