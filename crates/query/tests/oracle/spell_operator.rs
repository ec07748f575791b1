//! Writes the operators between words: PROCHE, SUIVI, MEMEPHRASE, MEMEPARAGRAPHE and counts, in every spelling.

use crate::named::KINDS;
use crate::node::Node;
use crate::spell::Speller;
use crate::together::Unit;

/// PROCHE with a number.
const NEAR: &[&str] = &[
    "PROCHE/", "PROCHE", "NEAR/", "NEAR", "W/", "%", "proche/", "proche", "near/", "near", "w/",
];

/// SUIVI with a number.
const BEFORE: &[&str] = &[
    "SUIVI/", "SUIVI", "ADJ/", "ADJ", "PRE/", "suivi/", "suivi", "adj/", "adj", "pre/",
];

const SENTENCE: &[&str] = &["MEMEPHRASE", "MÊMEPHRASE", "SAMESENTENCE", "/s", "w/s"];

const PARAGRAPH: &[&str] = &[
    "MEMEPARAGRAPHE",
    "MÊMEPARAGRAPHE",
    "SAME",
    "SAMEPARAGRAPH",
    "/p",
    "w/p",
];

/// How far words stand from each other where no number is typed.
const WITHOUT_NUMBER: usize = 10;

impl Speller<'_> {
    /// PROCHE, SUIVI, MEMEPHRASE, MEMEPARAGRAPHE or a count.
    pub(crate) fn between_words(&mut self, node: &Node, group: Option<&str>) -> String {
        match node {
            Node::Near {
                ordered,
                others,
                of,
            } => {
                let left = self.beside(&of[0], group, self.may_be_bare(&of[0]));
                let right = self.beside(&of[1], group, false);
                format!("{left} {} {right}", self.near(*ordered, *others))
            }
            Node::Same { unit, of } => {
                let count = ["2 together", "3 together", "4 together"][of.len() - 2];
                self.uses.count(count);
                let mut typed = String::new();
                for (at, of) in of.iter().enumerate() {
                    if at > 0 {
                        let name = self.random.pick(match unit {
                            Unit::Sentence => SENTENCE,
                            Unit::Paragraph => PARAGRAPH,
                        });
                        self.uses.count(name);
                        typed += &format!(" {name} ");
                    }
                    typed += &self.beside(of, group, self.may_be_bare(of));
                }
                typed
            }
            Node::AtLeast { times, of } => self.count(*times, of, group),
            node => panic!("no operator between words: {node:?}"),
        }
    }

    /// Chains are read from the left, and PROCHE before MEMEPHRASE.
    fn may_be_bare(&self, node: &Node) -> bool {
        matches!(node, Node::Near { .. })
    }

    fn beside(&mut self, node: &Node, group: Option<&str>, may_be_bare: bool) -> String {
        let bare = match node {
            Node::Word { .. } | Node::Phrase { .. } => self.random.chance(95),
            Node::Kind { .. } => self.random.chance(95),
            Node::Value { .. } | Node::Dates { .. } => true,
            _ => may_be_bare && self.random.chance(60),
        };
        self.uses.count(match node {
            Node::Word { .. } => "word beside an operator",
            Node::Phrase { .. } => "phrase beside an operator",
            Node::Kind { .. } => "[KIND] beside an operator",
            Node::Value { field, .. } if KINDS.iter().any(|(kind, _)| kind == field) => {
                "name beside an operator"
            }
            Node::Any(_) => "OU beside an operator",
            Node::Near { .. } => "PROCHE beside an operator",
            _ => "no span beside an operator",
        });
        if bare {
            self.spell(node, group)
        } else {
            self.in_parentheses(node, group)
        }
    }

    fn near(&mut self, ordered: bool, others: usize) -> String {
        let (names, short) = if ordered {
            (BEFORE, ["SUIVI", "ADJ"])
        } else {
            (NEAR, ["PROCHE", "NEAR"])
        };
        if others == WITHOUT_NUMBER && self.random.chance(60) {
            self.uses.count(if ordered {
                "SUIVI alone"
            } else {
                "PROCHE alone"
            });
            return self.random.pick(&short).to_string();
        }
        let name = self.random.pick(names);
        self.uses.count(match (name, ordered) {
            ("PROCHE", _) => "PROCHE5",
            ("NEAR", _) => "NEAR5",
            ("proche", _) => "proche5",
            ("near", _) => "near5",
            ("SUIVI", _) => "SUIVI5",
            ("ADJ", _) => "ADJ5",
            ("suivi", _) => "suivi5",
            ("adj", _) => "adj5",
            (name, _) => name,
        });
        format!("{name}{others}")
    }

    fn count(&mut self, times: usize, of: &Node, group: Option<&str>) -> String {
        let count = if times == 1 {
            "at least 1"
        } else {
            "at least n"
        };
        self.uses.count(count);
        // Nothing says what `"a b"~5>2` is.
        let glued = match of {
            Node::Word { .. } | Node::Kind { .. } => true,
            Node::Phrase { loose, .. } => loose.is_none(),
            _ => false,
        };
        if glued && self.random.chance(70) {
            let leaf = self.leaf(of, group);
            let (sign, number) = if self.random.chance(50) {
                (">", times - 1)
            } else {
                (">=", times)
            };
            self.uses.count(match of {
                Node::Word { .. } => sign_of_word(sign),
                Node::Kind { .. } => "[KIND]>n",
                _ => "\"…\">n",
            });
            return format!("{leaf}{sign}{number}");
        }
        let name = self
            .random
            .pick(&["atleast", "atleast", "ATLEAST", "AtLeast"]);
        self.uses.count("atleast");
        if matches!(of, Node::Value { .. }) {
            self.uses.count("atleast name");
        }
        let of = match of {
            Node::Word { .. } | Node::Phrase { .. } | Node::Kind { .. } | Node::Value { .. }
                if self.random.chance(85) =>
            {
                self.leaf(of, group)
            }
            of => self.in_parentheses(of, group),
        };
        format!("{name}{times} {of}")
    }
}

fn sign_of_word(sign: &str) -> &'static str {
    if sign == ">" { "a>n" } else { "a>=n" }
}
