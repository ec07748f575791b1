//! Writes a query as a person may type it: every spelling of the operators, the fields and the quotation marks.

use crate::node::{Link, Node};
use crate::random::Random;
use crate::uses::Uses;

/// Writes queries.
pub(crate) struct Speller<'a> {
    pub(crate) random: &'a mut Random,
    pub(crate) uses: &'a mut Uses,
}

impl Speller<'_> {
    pub(crate) fn query(&mut self, node: &Node) -> String {
        if self.random.chance(5) {
            self.operand(node, None)
        } else {
            self.spell(node, None)
        }
    }

    /// A node where nothing binds it; `group`: the field whose parentheses it stands in.
    pub(crate) fn spell(&mut self, node: &Node, group: Option<&str>) -> String {
        match node {
            Node::Chain(links) => self.chain(links, group),
            Node::Any(of) => {
                let mut typed = String::new();
                for (at, node) in of.iter().enumerate() {
                    if at > 0 {
                        typed += &self.operator(&["OU", "OR", "|", "OU", "OR", "||"]);
                    }
                    typed += &match node {
                        Node::Chain(_) | Node::Any(_) if self.random.chance(60) => {
                            self.spell(node, group)
                        }
                        node => self.operand(node, group),
                    };
                }
                typed
            }
            Node::Not(node) => {
                let sign = self.random.pick(&["SAUF ", "NOT ", "-"]);
                self.uses.count(if sign == "-" { "-" } else { sign.trim() });
                format!("{sign}{}", self.operand(node, group))
            }
            Node::Near { .. } | Node::Same { .. } | Node::AtLeast { .. } => {
                self.between_words(node, group)
            }
            Node::Odd { typed, .. } => typed.clone(),
            leaf => self.leaf(leaf, group),
        }
    }

    fn chain(&mut self, links: &[Link], group: Option<&str>) -> String {
        let mut typed = String::new();
        for (at, link) in links.iter().enumerate() {
            let first = at == 0;
            let (sign, node) = match &link.node {
                Node::Not(node) if link.typed => {
                    let both = self.random.chance(30) && !first;
                    let and = if both {
                        self.operator(&["ET", "AND", "&"])
                    } else {
                        " ".to_string()
                    };
                    if both {
                        self.uses.count("ET SAUF");
                    }
                    let not = self.random.pick(&["SAUF", "NOT"]);
                    self.uses.count(not);
                    (format!("{and}{not} "), node.as_ref())
                }
                Node::Not(node) => {
                    self.uses.count("-");
                    (" -".to_string(), node.as_ref())
                }
                node if link.typed => (self.operator(&["ET", "AND", "&", "ET", "AND", "&&"]), node),
                node => {
                    self.uses.count("blank");
                    (" ".to_string(), node)
                }
            };
            typed += if first { sign.trim_start() } else { &sign };
            typed += &self.operand(node, group);
        }
        typed
    }

    fn operator(&mut self, spellings: &[&'static str]) -> String {
        let operator = self.random.pick(spellings);
        self.uses.count(match operator {
            "&&" => "&",
            "||" => "|",
            operator => operator,
        });
        format!(" {operator} ")
    }

    /// A node that an operator binds.
    fn operand(&mut self, node: &Node, group: Option<&str>) -> String {
        let needs = match node {
            Node::Chain(_) | Node::Any(_) => true,
            Node::Odd { typed, .. } => typed.contains(' '),
            Node::Not(_) => false,
            Node::Near { .. } | Node::Same { .. } | Node::AtLeast { .. } => self.random.chance(35),
            _ => self.random.chance(4),
        };
        if needs {
            self.in_parentheses(node, group)
        } else {
            self.spell(node, group)
        }
    }

    /// In parentheses, which may be those of a field.
    pub(crate) fn in_parentheses(&mut self, node: &Node, group: Option<&str>) -> String {
        match node.shared_field() {
            Some(field) if group.is_none() && self.random.chance(40) => {
                self.uses.count("field:( )");
                self.uses.count(field);
                let sign = self.field_and_sign(field);
                format!("{sign}({})", self.spell(node, Some(field)))
            }
            _ => {
                self.uses.count("( )");
                format!("({})", self.spell(node, group))
            }
        }
    }
}
