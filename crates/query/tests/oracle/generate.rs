//! Invents queries: trees up to three deep, most of whose leaves stand in one article, so that half of them find
//! something.

use jiff::civil::Date;

use crate::asked::{Asked, Choice};
use crate::days::dates;
use crate::days_from_today::TODAYS;
use crate::invent_pattern::{pattern, pieces};
use crate::node::{Link, Node};
use crate::piece::Piece;
use crate::random::Random;
use crate::spell::Speller;
use crate::typed::{Spot, phrase, word};
use crate::uses::Uses;
use crate::value_leaf::{value, value_of};
use crate::vocabulary::STOP_WORDS;
use crate::world::{Analysed, Entry, World};

const TEXT_FIELDS: &[&str] = &["titre", "chapeau", "legende", "auteur"];
const FILTER_FIELDS: &[&str] = &[
    "pays",
    "personne",
    "lieu",
    "zone",
    "organisation",
    "source",
    "agence",
    "rubrique",
    "sujet",
    "langue",
];

/// Invents queries over the articles of a world.
pub(crate) struct Generator<'a> {
    pub(crate) random: Random,
    pub(crate) uses: Uses,
    pub(crate) world: &'a World,
    /// The day on which the query is typed.
    pub(crate) today: Date,
}

impl<'a> Generator<'a> {
    pub(crate) fn asked(&mut self) -> Asked {
        let world = self.world;
        let target = &world.articles[self.random.below(world.articles.len())];
        let target = self.random.chance(70).then_some(target);
        self.today = TODAYS[self.random.below(TODAYS.len())];
        let depth = [0, 0, 1, 1, 1, 1, 2, 2, 2, 3][self.random.below(10)];
        let node = if self.random.chance(12) {
            self.bare_words(target)
        } else {
            self.node(depth, target)
        };
        let mut speller = Speller {
            random: &mut self.random,
            uses: &mut self.uses,
        };
        let typed = speller.query(&node);
        let mut filters = Vec::new();
        while self.random.chance(20) {
            filters.push(self.choice(target));
        }
        let dates = self.random.chance(6).then(|| {
            self.uses.count("filter dates");
            dates(&mut self.random, &mut self.uses, target, self.today)
        });
        Asked {
            node,
            typed,
            filters,
            dates,
            today: self.today,
        }
    }

    /// What most people type: some words, seldom with something beside them.
    fn bare_words(&mut self, target: Option<&'a Entry>) -> Node {
        self.uses.count("bare words");
        let mut links: Vec<Link> = Vec::new();
        let count = self.random.between(2, 4);
        while links.len() < count {
            // Half of the words are of other articles: what is asked for is mostly not all in one.
            let target = target.filter(|_| self.random.chance(45));
            let spot = target.and_then(|entry| Spot::anywhere(&entry.texte));
            let node = match self.random.below(100) {
                0..12 => self.stop_word(),
                12..20 => self.excluded(1, target),
                20..30 => self.leaf(target),
                30..35 => value(&mut self.random, &mut self.uses, self.world, target),
                _ => Node::Word {
                    field: "texte",
                    piece: Piece::Words(word(&mut self.random, spot)),
                    exact: false,
                },
            };
            if !joins(&node, &links) {
                links.push(Link { typed: false, node });
            }
        }
        Node::Chain(links)
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

    fn node(&mut self, depth: usize, target: Option<&'a Entry>) -> Node {
        if depth == 0 {
            return self.leaf(target);
        }
        match self.random.below(100) {
            0..12 => self.leaf(target),
            12..76 => self.chain(depth, target),
            76..97 => {
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

    fn chain(&mut self, depth: usize, target: Option<&'a Entry>) -> Node {
        let operators = self.random.chance(55);
        let mut links = Vec::new();
        let count = self.random.between(2, 3);
        while links.len() < count {
            let typed = operators && self.random.chance(70);
            let node = match self.random.below(100) {
                0..13 => self.excluded(depth, target),
                13..25 => self.stop_word(),
                _ => self.node(depth - 1, target),
            };
            if joins(&node, &links) {
                continue;
            }
            // Nothing is joined by an operator at the beginning; SAUF may stand there.
            let typed = typed && (!links.is_empty() || matches!(node, Node::Not(_)));
            links.push(Link { typed, node });
        }
        Node::Chain(links)
    }

    /// What is excluded stands seldom in the article aimed at.
    pub(crate) fn excluded(&mut self, depth: usize, target: Option<&'a Entry>) -> Node {
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
        Node::Word {
            field: "texte",
            piece: Piece::Words(self.random.pick(STOP_WORDS).to_string()),
            exact: false,
        }
    }

    fn leaf(&mut self, target: Option<&'a Entry>) -> Node {
        let target = target.filter(|_| self.random.chance(90));
        match self.random.below(100) {
            0..46 => {
                let (field, text) = self.place(target, 30, TEXT_FIELDS);
                let spot = text.and_then(Spot::anywhere);
                match self.random.below(100) {
                    0..58 => self.word(field, spot),
                    58..66 if field != "auteur" => self.kind(field, spot),
                    _ => self.phrase(field, spot, 4),
                }
            }
            46..80 => self.operator(target),
            80..88 => value(&mut self.random, &mut self.uses, self.world, target),
            88..95 => dates(&mut self.random, &mut self.uses, target, self.today),
            _ => self.odd(target),
        }
    }

    /// A field, one that is named so many times in a hundred, and its text in an article: any article's author, where
    /// this one has none.
    pub(crate) fn place(
        &mut self,
        target: Option<&'a Entry>,
        named: usize,
        fields: &[&'static str],
    ) -> (&'static str, Option<&'a Analysed>) {
        let in_field = self.random.chance(named);
        let field = if in_field {
            // Most of the named ones are there.
            let there = |field: &&str| target.is_none_or(|entry| text_of(entry, field).is_some());
            let there: Vec<&'static str> = fields.iter().copied().filter(there).collect();
            if there.is_empty() || self.random.chance(20) {
                self.random.pick(fields)
            } else {
                self.random.pick(&there)
            }
        } else {
            "texte"
        };
        let text = target.and_then(|entry| text_of(entry, field));
        let other = &self.world.articles[self.random.below(self.world.articles.len())];
        let other = || other.authors.first().filter(|_| field == "auteur");
        (field, text.or_else(other))
    }

    /// A word or a pattern.
    pub(crate) fn word(&mut self, field: &'static str, spot: Option<Spot<'_>>) -> Node {
        let exact = self.random.chance(20);
        let piece = if self.random.chance(30) {
            pattern(&mut self.random, spot)
        } else {
            Piece::Words(word(&mut self.random, spot))
        };
        Node::Word {
            field,
            piece,
            exact,
        }
    }

    /// Words and patterns in a row, so many at most.
    pub(crate) fn phrase(
        &mut self,
        field: &'static str,
        spot: Option<Spot<'_>>,
        most: usize,
    ) -> Node {
        let phrase = phrase(&mut self.random, spot, most);
        Node::Phrase {
            field,
            pieces: pieces(&mut self.random, &phrase),
            exact: self.random.chance(20),
            loose: None,
        }
    }
}

/// Whether a word is read together with one of those that stand beside it: `20 h 30` and `h` are `20 h` and `30 h`,
/// `-49` and `300` are without the number 49 300.
fn joins(node: &Node, links: &[Link]) -> bool {
    is_figure(node) && links.iter().any(|link| is_figure(&link.node))
}

/// Whether a word is, or belongs to, a number or a time.
fn is_figure(node: &Node) -> bool {
    match node {
        Node::Not(node) => is_figure(node),
        Node::Word { piece, .. } => {
            let typed = piece.typed();
            typed == "h" || typed.contains(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// The words of a text field of an article.
fn text_of<'a>(entry: &'a Entry, field: &str) -> Option<&'a Analysed> {
    match field {
        "texte" => Some(&entry.texte),
        "auteur" => entry.authors.first(),
        field => {
            let mut parts = entry.parts.iter();
            parts
                .find(|(name, ..)| *name == field)
                .map(|(_, _, part)| part)
        }
    }
}
