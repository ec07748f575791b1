//! Reads a query's operators: what stands beside what, and what is taken otherwise than typed.
//!
//! - PROCHE, SUIVI, MEMEPHRASE and MEMEPARAGRAPHE stand between operands of one text field: words, phrases, names, PROCHE
//!   and SUIVI, and OU groups of them. A value of a field of names is, beside them and where it is counted, the places of the
//!   name in `texte`. Between anything else, and among authors, they are read as ET, with a note.
//! - Operands in parentheses that must all hold are each put beside the other side of PROCHE and SUIVI, with a note.
//! - A loose phrase of more than four words is a chain of PROCHE, with a note.

use crate::found::Row;
use crate::meaning::Meaning;
use crate::named::KINDS;
use crate::node::Node;
use crate::piece::Piece;
use crate::span::Operand;
use crate::values::means;
use crate::world::World;

/// What a query means, and whether the reader must be told something.
pub(crate) struct Reading {
    pub(crate) meaning: Meaning,
    pub(crate) noted: bool,
}

/// Reads a query.
pub(crate) fn read(world: &World, node: &Node) -> Reading {
    let mut noted = false;
    let meaning = Reader {
        world,
        noted: &mut noted,
    }
    .meaning(node);
    Reading { meaning, noted }
}

/// The operand a node is; it must be one.
pub(crate) fn operand(world: &World, node: &Node) -> Operand {
    let read = read(world, node).meaning.as_operand();
    read.unwrap_or_else(|| panic!("no operand: {node:?}")).1
}

struct Reader<'a> {
    world: &'a World,
    noted: &'a mut bool,
}

impl Reader<'_> {
    fn meaning(&mut self, node: &Node) -> Meaning {
        match node {
            Node::Word {
                field,
                piece,
                exact,
            } => {
                *self.noted |= piece.is_noted();
                let row = Row::of(std::slice::from_ref(piece), *exact);
                assert_eq!(row.len(), 1, "`{}` is one word", piece.typed());
                Meaning::Text {
                    field,
                    common: is_common(field, &row, *exact),
                    operand: Operand::Row(row),
                }
            }
            Node::Phrase {
                field,
                pieces,
                exact,
                loose,
            } => {
                *self.noted |= pieces.iter().any(Piece::is_noted);
                let row = Row::of(pieces, *exact);
                match loose {
                    Some(others) => self.loose(field, &row, *others),
                    None => text(field, Operand::Row(row)),
                }
            }
            Node::Kind { field, kind } => text(field, Operand::Named { kind, only: None }),
            Node::Near {
                ordered,
                others,
                of,
            } => {
                let [left, right] = of.each_ref().map(|of| self.meaning(of));
                self.near(*ordered, *others, left, right)
            }
            Node::Same { unit, of } => {
                let of: Vec<Meaning> = of.iter().map(|of| self.meaning(of)).collect();
                match operands(&of) {
                    Some((field, of)) => {
                        let unit = *unit;
                        Meaning::Same { field, unit, of }
                    }
                    None => self.as_and(of),
                }
            }
            Node::AtLeast { times, of } => {
                let meaning = self.meaning(of);
                if *times < 2 {
                    return meaning;
                }
                let (field, of) = meaning.as_operand().expect("something that is counted");
                let times = *times;
                Meaning::AtLeast { field, times, of }
            }
            Node::Value { field, text, whole } => {
                let meant = means(self.world, field, text, *whole);
                let articles = self.world.articles.iter();
                let holds = articles.map(|entry| entry.values(field).iter().any(&meant));
                let named = KINDS.iter().any(|(kind, _)| kind == field);
                Meaning::Has {
                    holds: holds.collect(),
                    named: named.then(|| Operand::Named {
                        kind: field,
                        only: Some(crate::named::meant(self.world, field, text, *whole)),
                    }),
                }
            }
            Node::Dates { from, to, .. } => {
                let dates = self.world.articles.iter().map(|entry| entry.date());
                let overlaps = dates.map(|date| {
                    date.is_some_and(|date| {
                        from.is_none_or(|from| date.to >= from)
                            && to.is_none_or(|to| date.from <= to)
                    })
                });
                Meaning::Has {
                    holds: overlaps.collect(),
                    named: None,
                }
            }
            Node::Chain(links) => {
                let typed = links.iter().any(|link| link.typed);
                Meaning::all(
                    links.iter().map(|link| self.meaning(&link.node)).collect(),
                    typed,
                )
            }
            Node::Any(of) => Meaning::Any(of.iter().map(|of| self.meaning(of)).collect()),
            Node::Not(node) => Meaning::Not(Box::new(self.meaning(node))),
            Node::Odd { read, noted, .. } => {
                *self.noted |= noted;
                self.meaning(read)
            }
        }
    }

    fn near(&mut self, ordered: bool, others: usize, left: Meaning, right: Meaning) -> Meaning {
        if let (Some((field, first)), Some((other, second))) =
            (left.as_operand(), right.as_operand())
            && field == other
            && field != "auteur"
        {
            let of = vec![first, second];
            return text(
                field,
                Operand::Near {
                    ordered,
                    others,
                    of,
                },
            );
        }
        let each = |side: &Meaning| match side {
            Meaning::All { of, .. } => of.clone(),
            one => vec![one.clone()],
        };
        let (lefts, rights) = (each(&left), each(&right));
        let distributes = lefts.len() * rights.len() > 1
            && lefts
                .iter()
                .chain(&rights)
                .all(|part| part.as_operand().is_some());
        if !distributes {
            return self.as_and(vec![left, right]);
        }
        let mut pairs = Vec::new();
        for left in &lefts {
            for right in &rights {
                pairs.push(self.near(ordered, others, left.clone(), right.clone()));
            }
        }
        self.as_and(pairs)
    }

    fn loose(&mut self, field: &'static str, row: &Row, others: usize) -> Meaning {
        let mut words = row.each_word().into_iter().map(Operand::Row);
        match row.len() {
            1 => text(field, words.next().expect("a word")),
            _ if field == "auteur" => self.as_and(words.map(|word| text(field, word)).collect()),
            2..=4 => {
                let of = words.collect();
                let ordered = false;
                text(
                    field,
                    Operand::Near {
                        ordered,
                        others,
                        of,
                    },
                )
            }
            _ => {
                *self.noted = true;
                let first = words.next().expect("a word");
                let chain = words.fold(first, |before, next| Operand::Near {
                    ordered: false,
                    others,
                    of: vec![before, next],
                });
                text(field, chain)
            }
        }
    }

    fn as_and(&mut self, of: Vec<Meaning>) -> Meaning {
        *self.noted = true;
        Meaning::all(of, true)
    }
}

fn text(field: &'static str, operand: Operand) -> Meaning {
    Meaning::Text {
        field,
        operand,
        common: false,
    }
}

/// The operands and their field, where all have the same one and it can hold them.
fn operands(of: &[Meaning]) -> Option<(&'static str, Vec<Operand>)> {
    let of: Vec<_> = of.iter().map(Meaning::as_operand).collect::<Option<_>>()?;
    let field = of.first()?.0;
    let same = field != "auteur" && of.iter().all(|(other, _)| *other == field);
    same.then(|| (field, of.into_iter().map(|(_, operand)| operand).collect()))
}

/// Which words are stop words is no rule but a list, and the same one.
const STOP_WORDS: &str = include_str!("../../../../data/text/stop_words.txt");

/// Whether it is a bare stop word, or a compound of such (`a-t-il`): one with a field is asked for on purpose.
pub(crate) fn is_common(field: &str, row: &Row, exact: bool) -> bool {
    let listed = |word: &str| STOP_WORDS.lines().any(|line| line == word);
    let words = row.lone_words().unwrap_or_default();
    field == "texte" && !exact && !words.is_empty() && words.into_iter().all(listed)
}
