//! Invents operators that are read otherwise, with a note: beside what has no span, among authors, round parentheses
//! whose parts must all hold.

use crate::days::dates;
use crate::generate::Generator;
use crate::node::{Link, Node};
use crate::operators::IN_ORDER;
use crate::reading::read;
use crate::typed::Spot;
use crate::value_leaf::value;
use crate::world::{Analysed, Entry};

impl<'a> Generator<'a> {
    /// An operator that is read otherwise.
    pub(crate) fn read_otherwise(&mut self, target: Option<&'a Entry>) -> Node {
        let (field, text) = self.place(target, 15, IN_ORDER);
        let spot = text.and_then(Spot::anywhere);
        match self.random.below(100) {
            0..40 => {
                self.uses.count("operator beside no span");
                let operand = self.operand(field, spot, 1);
                let no_span = self.no_span(field, text, target);
                let mut of = [operand, no_span];
                if self.random.chance(40) {
                    of.swap(0, 1);
                }
                if self.random.chance(30) {
                    let unit = self.unit();
                    Node::Same {
                        unit,
                        of: of.into(),
                    }
                } else {
                    self.beside(of)
                }
            }
            40..65 => {
                self.uses.count("(a b) PROCHE c");
                let mut sides = [self.all(field, spot), self.operand(field, spot, 1)];
                if self.random.chance(25) {
                    sides[1] = self.all(field, spot);
                }
                if self.random.chance(40) {
                    sides.swap(0, 1);
                }
                self.beside(sides)
            }
            65..90 => {
                self.uses.count("operator among authors");
                let (field, text) = self.place(target, 100, &["auteur"]);
                let spot = text.and_then(Spot::anywhere);
                match self.random.below(3) {
                    0 => self.loose(field, spot, 3),
                    1 => {
                        let of = vec![self.word(field, spot), self.phrase(field, spot, 2)];
                        let unit = self.unit();
                        Node::Same { unit, of }
                    }
                    _ => {
                        let of = [self.word(field, spot), self.phrase(field, spot, 2)];
                        self.beside(of)
                    }
                }
            }
            _ => self.many_words(),
        }
    }

    /// `"a b c d e"~5`
    fn many_words(&mut self) -> Node {
        loop {
            let any = self.random.below(self.world.articles.len());
            let spot = Spot::anywhere(&self.world.articles[any].texte);
            let loose = self.loose("texte", spot, 5);
            if read(self.world, &loose).noted {
                return loose;
            }
        }
    }

    fn beside(&mut self, of: [Node; 2]) -> Node {
        Node::Near {
            ordered: self.random.chance(45),
            others: self.random.between(0, 30),
            of: Box::new(of),
        }
    }

    /// Two or three operands that must all hold.
    fn all(&mut self, field: &'static str, spot: Option<Spot<'_>>) -> Node {
        let typed = self.random.chance(40);
        let of = (0..self.random.between(2, 3)).map(|at| Link {
            typed: typed && at > 0,
            node: self.operand(field, spot, 1),
        });
        Node::Chain(of.collect())
    }

    /// What is nowhere in a text.
    fn no_span(
        &mut self,
        field: &'static str,
        text: Option<&'a Analysed>,
        target: Option<&'a Entry>,
    ) -> Node {
        let spot = text.and_then(Spot::anywhere);
        match self.random.below(9) {
            0 | 1 => loop {
                let value = value(&mut self.random, &mut self.uses, self.world, target);
                if read(self.world, &value).meaning.as_operand().is_none() {
                    return value;
                }
            },
            2 => dates(&mut self.random, &mut self.uses, target, self.today),
            3 => self.excluded(1, target),
            4 => self.same(field, spot),
            5 => loop {
                let count = self.at_least(field, text);
                if !matches!(count, Node::AtLeast { times: 1, .. }) {
                    return count;
                }
            },
            6 => {
                let other = if field == "texte" { "titre" } else { "texte" };
                self.word(other, spot)
            }
            7 => {
                let of = [
                    self.word(field, spot),
                    value(&mut self.random, &mut self.uses, self.world, target),
                ];
                Node::Any(of.into())
            }
            _ => {
                let not = self.excluded(1, target);
                let of = [self.word(field, spot), not];
                let links = of.map(|node| Link { typed: false, node });
                Node::Chain(links.into())
            }
        }
    }
}
