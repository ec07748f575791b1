//! Writes a query as a person may type it: every spelling of the operators, the fields and the quotation marks.

use crate::node::{Link, Node};
use crate::random::Random;
use crate::uses::Uses;

/// The marks round a phrase, and what they are counted as.
const QUOTES: &[(&str, &str, &str)] = &[
    ("\"", "\"", "\"…\""),
    ("«", "»", "«…»"),
    ("« ", "\u{a0}»", "«…»"),
    ("“", "”", "“…”"),
    ("„", "“", "„…“"),
    ("„", "”", "„…“"),
    ("”", "”", "”…”"),
];

/// The other names of the fields.
const ALIASES: &[(&str, &[&str])] = &[
    ("texte", &["text", "TEXT", "TEXTE"]),
    ("titre", &["title", "TIT_HEAD", "hd"]),
    ("chapeau", &["lead", "LEAD"]),
    ("legende", &["caption", "légende"]),
    ("auteur", &["author", "AUT_BY", "by"]),
    ("pays", &["country", "Pays"]),
    ("personne", &["person"]),
    ("lieu", &["place"]),
    ("organisation", &["org"]),
    ("source", &["paper", "SOURCE"]),
    ("agence", &["agency"]),
    ("rubrique", &["section"]),
    ("date", &["DATE"]),
    ("annee", &["year", "année"]),
    ("fichier", &["file"]),
];

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
    fn spell(&mut self, node: &Node, group: Option<&str>) -> String {
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
            // A number with a blank is two words to a sign before it.
            Node::Word { text, .. } => text.contains(char::is_whitespace) || self.random.chance(4),
            Node::Not(_) => false,
            _ => self.random.chance(4),
        };
        if !needs {
            return self.spell(node, group);
        }
        match node.shared_field() {
            Some(field) if group.is_none() && self.random.chance(40) => {
                self.uses.count("field:( )");
                self.uses.count(field);
                let name = self.field(field);
                let sign = self.random.pick(&[":", "="]);
                format!("{name}{sign}({})", self.spell(node, Some(field)))
            }
            _ => {
                self.uses.count("( )");
                format!("({})", self.spell(node, group))
            }
        }
    }

    fn field(&mut self, field: &str) -> String {
        let aliases = ALIASES.iter().find(|(name, _)| *name == field);
        match aliases {
            Some((_, aliases)) if self.random.chance(40) => {
                self.uses.count("alias");
                self.random.pick(aliases).to_string()
            }
            _ => field.to_string(),
        }
    }

    /// The field's name and sign, with `=` where the same form or value is asked.
    fn prefix(&mut self, field: &'static str, exact: bool, group: Option<&str>) -> String {
        self.uses.count(field);
        let sign = if exact { "=" } else { "" };
        if group.is_some() {
            return sign.to_string();
        }
        let name = self.field(field);
        if exact || self.random.chance(70) {
            self.uses.count("field:");
            return format!("{name}:{sign}");
        }
        self.uses.count("field=");
        format!("{name}=")
    }

    fn leaf(&mut self, leaf: &Node, group: Option<&str>) -> String {
        match leaf {
            Node::Word { field, text, exact } => {
                self.uses.count(if *exact { "=word" } else { "word" });
                let bare = text.contains(char::is_whitespace) || self.random.chance(90);
                if *field == "texte" && bare && group.is_none() {
                    self.uses.count("texte");
                    return format!("{}{text}", if *exact { "=" } else { "" });
                }
                format!("{}{text}", self.prefix(field, *exact, group))
            }
            Node::Phrase { field, text, exact } => {
                if *exact {
                    self.uses.count("=phrase");
                }
                let quoted = self.quoted(text);
                if *field == "texte" && group.is_none() && self.random.chance(90) {
                    self.uses.count("texte");
                    return format!("{}{quoted}", if *exact { "=" } else { "" });
                }
                format!("{}{quoted}", self.prefix(field, *exact, group))
            }
            Node::Value { field, text, whole } => {
                if *whole {
                    self.uses.count("whole value");
                }
                let plain = text
                    .chars()
                    .all(|c| c.is_alphanumeric() || "-@./:*_".contains(c));
                let written = if plain && self.random.chance(60) {
                    text.clone()
                } else {
                    self.quoted(text)
                };
                format!("{}{written}", self.prefix(field, *whole, group))
            }
            Node::Dates { written, .. } => {
                let field = if self.random.chance(70) {
                    "date"
                } else {
                    "annee"
                };
                format!("{}{written}", self.prefix(field, false, group))
            }
            node => panic!("no leaf: {node:?}"),
        }
    }

    fn quoted(&mut self, text: &str) -> String {
        let (open, close, name) = QUOTES[self.random.below(QUOTES.len())];
        self.uses.count(name);
        format!("{open}{text}{close}")
    }
}
