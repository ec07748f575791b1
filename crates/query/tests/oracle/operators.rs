//! Invents what stands between words: PROCHE, SUIVI, MEMEPHRASE, MEMEPARAGRAPHE and counts, with numbers that just hold
//! in an article, or just do not.

use crate::found::Row;
use crate::generate::Generator;
use crate::invent_pattern::pieces;
use crate::near::fewest_others;
use crate::node::Node;
use crate::reading::operand;
use crate::span::{Operand, Spans, minimal, spans};
use crate::together::Unit;
use crate::typed::{Spot, phrase};
use crate::world::{Analysed, Entry};

/// Fields whose words have an order; authors have none.
pub(crate) const IN_ORDER: &[&str] = &["titre", "chapeau", "legende"];

impl<'a> Generator<'a> {
    /// An operator between words.
    pub(crate) fn operator(&mut self, target: Option<&'a Entry>) -> Node {
        if self.random.chance(12) {
            return self.read_otherwise(target);
        }
        let (field, text) = self.place(target, 15, IN_ORDER);
        let spot = text.and_then(Spot::anywhere);
        match self.random.below(100) {
            0..38 => self.near(field, spot, 2),
            38..50 => self.loose(field, spot, 4),
            50..72 => self.same(field, spot),
            _ => self.at_least(field, text),
        }
    }

    /// PROCHE or SUIVI.
    pub(crate) fn near(
        &mut self,
        field: &'static str,
        spot: Option<Spot<'_>>,
        depth: usize,
    ) -> Node {
        let ordered = self.random.chance(45);
        let (first, second) = self.two(spot);
        let mut of = Box::new([
            self.operand(field, first, depth - 1),
            self.operand(field, second, depth - 1),
        ]);
        if !ordered && self.random.chance(50) {
            of.swap(0, 1);
        }
        let operands = of.each_ref().map(|of| operand(self.world, of));
        let others = self.others(&operands, ordered, spot);
        Node::Near {
            ordered,
            others,
            of,
        }
    }

    /// A place, and another some words behind it.
    fn two<'t>(&mut self, spot: Option<Spot<'t>>) -> (Option<Spot<'t>>, Option<Spot<'t>>) {
        let Some(spot) = spot else {
            return (None, None);
        };
        let first = spot.position(&mut self.random);
        let second = first + self.random.between(1, 7);
        let at = |around: usize| {
            let around = Some(around);
            Some(Spot { around, ..spot })
        };
        (at(first), at(second))
    }

    /// What stands beside an operator.
    pub(crate) fn operand(
        &mut self,
        field: &'static str,
        spot: Option<Spot<'_>>,
        depth: usize,
    ) -> Node {
        match self.random.below(100) {
            0..38 => self.word(field, spot),
            38..52 => self.name(field, spot),
            _ if depth == 0 => self.phrase(field, spot, 2),
            52..62 => self.phrase(field, spot, 3),
            62..78 => self.any(field, spot, depth),
            78..92 => self.near(field, spot, depth),
            _ => self.loose(field, spot, 3),
        }
    }

    /// An OU group, one of which stands there.
    fn any(&mut self, field: &'static str, spot: Option<Spot<'_>>, depth: usize) -> Node {
        let (sure, count) = (self.random.below(2), self.random.between(2, 3));
        let of = (0..count).map(|at| {
            let elsewhere = spot.map(|spot| Spot {
                around: None,
                ..spot
            });
            let spot = if at == sure { spot } else { elsewhere };
            self.operand(field, spot, depth - 1)
        });
        Node::Any(of.collect())
    }

    /// A number that just holds, or any.
    fn others(&mut self, of: &[Operand], ordered: bool, spot: Option<Spot<'_>>) -> usize {
        let fewest = spot.and_then(|spot| {
            let of: Vec<Spans> = of.iter().map(|of| spans(of, spot.text)).collect();
            fewest_others(&of, ordered)
        });
        match (self.random.below(10), fewest) {
            (0..6, Some(fewest)) => fewest,
            (6, Some(fewest)) => fewest.saturating_sub(1),
            (7, _) => 9999,
            (_, Some(_)) => self.random.between(0, 30),
            (_, None) => self.random.between(0, 12),
        }
    }

    /// `"a b c"~5`
    pub(crate) fn loose(
        &mut self,
        field: &'static str,
        spot: Option<Spot<'_>>,
        most: usize,
    ) -> Node {
        let exact = self.random.chance(20);
        loop {
            let phrase = phrase(&mut self.random, spot, most + 1);
            // Some words in between are left out.
            let mut words: Vec<&str> = phrase.split(' ').collect();
            if words.len() > 2 && self.random.chance(60) {
                words.remove(1);
            }
            if self.random.chance(30) {
                words.reverse();
            }
            let pieces = pieces(&mut self.random, &words.join(" "));
            let row = Row::of(&pieces, exact);
            if !(1..=most).contains(&row.len()) || (row.len() == 1 && self.random.chance(70)) {
                continue;
            }
            let words: Vec<Operand> = row.each_word().into_iter().map(Operand::Row).collect();
            let loose = Some(self.others(&words, false, spot));
            return Node::Phrase {
                field,
                pieces,
                exact,
                loose,
            };
        }
    }

    /// MEMEPHRASE or MEMEPARAGRAPHE.
    pub(crate) fn same(&mut self, field: &'static str, spot: Option<Spot<'_>>) -> Node {
        let unit = self.unit();
        let count = [2, 2, 2, 3, 3, 4][self.random.below(6)];
        let (mut around, _) = self.two(spot);
        let mut of = Vec::new();
        for _ in 0..count {
            of.push(self.operand(field, around, 1));
            if let Some(Spot {
                around: Some(around),
                ..
            }) = &mut around
            {
                *around = (*around + self.random.below(9)).saturating_sub(3);
            }
        }
        Node::Same { unit, of }
    }

    pub(crate) fn unit(&mut self) -> Unit {
        if self.random.chance(55) {
            Unit::Sentence
        } else {
            Unit::Paragraph
        }
    }

    /// A count: of what stands most often in the text, of a few things.
    pub(crate) fn at_least(&mut self, field: &'static str, text: Option<&Analysed>) -> Node {
        let spot = text.and_then(Spot::anywhere);
        let of_names = field == "texte" && self.random.chance(12);
        let candidates = (0..5).map(|_| {
            let node = match self.random.below(100) {
                _ if of_names => self.one_name(field, spot),
                0..35 => self.word(field, spot),
                35..50 => self.name(field, spot),
                50..60 => self.phrase(field, spot, 2),
                60..80 => self.any(field, spot, 1),
                80..90 => self.loose(field, spot, 3),
                _ => self.near(field, spot, 1),
            };
            let operand = operand(self.world, &node);
            let count = text.map_or(0, |text| minimal(&spans(&operand, text)).len());
            (count, node)
        });
        let (count, of) = candidates
            .max_by_key(|(count, _)| *count)
            .expect("five of them");
        let times = match self.random.below(10) {
            0..6 if count > 1 => count,
            6 => count + 1,
            7 => 1,
            _ => self.random.between(2, 4),
        };
        Node::AtLeast {
            times,
            of: Box::new(of),
        }
    }
}
