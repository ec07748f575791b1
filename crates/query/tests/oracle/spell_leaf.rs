//! Writes words, phrases and values: every name of the fields, every mark of quotation.

use crate::named::KINDS;
use crate::node::Node;
use crate::piece::Piece;
use crate::spell::Speller;

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
    ("zone", &["area", "continent"]),
    ("organisation", &["org"]),
    ("source", &["paper", "SOURCE"]),
    ("agence", &["agency"]),
    ("rubrique", &["section"]),
    ("sujet", &["subject"]),
    ("langue", &["language"]),
    ("date", &["DATE"]),
    ("annee", &["year", "année"]),
    ("fichier", &["file"]),
];

/// Codes behind whose `=` a blank may stand.
const CODES: &[&str] = &["TIT_HEAD", "AUT_BY", "LEAD", "TEXT"];

impl Speller<'_> {
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

    /// The field's name and `:` or `=`.
    pub(crate) fn field_and_sign(&mut self, field: &str) -> String {
        let name = self.field(field);
        if CODES.contains(&name.as_str()) && self.random.chance(40) {
            self.uses.count("TIT_HEAD= ");
            return format!("{name}= ");
        }
        if self.random.chance(70) {
            self.uses.count("field:");
            return format!("{name}:");
        }
        self.uses.count("field=");
        format!("{name}=")
    }

    /// The field's name and sign, with `=` where the same form or value is asked.
    fn prefix(&mut self, field: &'static str, exact: bool, group: Option<&str>) -> String {
        self.uses.count(field);
        match (group, exact) {
            (Some(_), true) => "=".to_string(),
            (Some(_), false) => String::new(),
            (None, true) => {
                self.uses.count("field:=");
                format!("{}:=", self.field(field))
            }
            (None, false) => {
                let written = self.field_and_sign(field);
                // Behind the `=` of these a field reaches over the words that follow.
                match written.trim_end().strip_suffix('=') {
                    Some(name) if CODES.contains(&name) || name == "hd" => format!("{name}:"),
                    _ => written,
                }
            }
        }
    }

    /// Where a text is looked for, and whether the same form is.
    fn text_prefix(&mut self, field: &'static str, exact: bool, group: Option<&str>) -> String {
        if field == "texte" && group.is_none() && self.random.chance(90) {
            self.uses.count("texte");
            return if exact { "=" } else { "" }.to_string();
        }
        self.prefix(field, exact, group)
    }

    pub(crate) fn leaf(&mut self, leaf: &Node, group: Option<&str>) -> String {
        match leaf {
            Node::Word {
                field,
                piece,
                exact,
            } => {
                self.uses.word(field, piece, *exact);
                let prefix = self.text_prefix(field, *exact, group);
                let typed = piece.typed();
                format!("{prefix}{typed}")
            }
            Node::Phrase {
                field,
                pieces,
                exact,
                loose,
            } => {
                self.uses.phrase(pieces, *exact, loose.is_some());
                let prefix = self.text_prefix(field, *exact, group);
                let quoted = self.quoted(&Piece::all_typed(pieces));
                let loose = loose.map_or(String::new(), |others| format!("~{others}"));
                format!("{prefix}{quoted}{loose}")
            }
            Node::Kind { field, kind } => {
                let kinds = KINDS.iter().find(|(name, _)| name == kind);
                let (_, spellings) = kinds.expect("a kind of names");
                let spelling = self.random.pick(spellings);
                self.uses.count(spelling);
                format!("{}[{spelling}]", self.text_prefix(field, false, group))
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
                let prefix = if written.starts_with(['<', '>']) && group.is_none() {
                    self.uses.count(field);
                    format!("{field}:")
                } else {
                    self.prefix(field, false, group)
                };
                let plain = !written.contains(char::is_whitespace) && self.random.chance(85);
                let written = if plain {
                    written.clone()
                } else {
                    self.quoted(written)
                };
                format!("{prefix}{written}")
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
