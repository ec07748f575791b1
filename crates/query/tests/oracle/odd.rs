//! Invents what looks like an operator and is none: it is read as words, sometimes with a note.

use crate::generate::Generator;
use crate::node::{Link, Node};
use crate::piece::Piece;
use crate::typed::{Spot, word};
use crate::world::Entry;

impl<'a> Generator<'a> {
    /// Something odd.
    pub(crate) fn odd(&mut self, target: Option<&'a Entry>) -> Node {
        let spot = target.and_then(|entry| Spot::anywhere(&entry.texte));
        let (a, b) = (self.plain(spot), self.plain(spot));
        let (name, typed, words, noted): (_, _, &[&str], _) = match self.random.below(14) {
            0 => ("a>b", format!("{a}>{b}"), &[&a, &b], false),
            1 => ("a > 2 %", format!("{a} > 2 %"), &[&a, "2"], false),
            2 => ("<b>2", format!("<{b}>2"), &[&b, "2"], false),
            3 => ("a>=0", format!("{a}>=0"), &[&a, "0"], false),
            4 | 5 => ("foo:bar", format!("{a}:{b}"), &[&a, &b], true),
            6 => ("pays: a", format!("pays: {a}"), &["pays", &a], true),
            7 => ("date:a", format!("date:{a}"), &["date", &a], true),
            8 => ("invalid regex", format!("/+{a}/"), &[&a], true),
            9 => ("invalid regex", format!("/{a}\\b/"), &[&a, "b"], true),
            10 => ("no wildcard", format!("{a}?"), &[&a], false),
            11 => ("no wildcard", format!("?{a}"), &[&a], false),
            12 => ("no wildcard", format!("*{a}"), &[&a], true),
            _ => ("no wildcard", format!("{a} ?"), &[&a], false),
        };
        self.uses.count(name);
        let words = words.iter().map(|word| Link {
            typed: false,
            node: Node::Word {
                field: "texte",
                piece: Piece::Words((*word).to_string()),
                exact: false,
            },
        });
        Node::Odd {
            typed,
            read: Box::new(Node::Chain(words.collect())),
            noted,
        }
    }

    /// A word of plain small letters, which is neither a field nor a day.
    fn plain(&mut self, spot: Option<Spot<'_>>) -> String {
        let mut spot = spot;
        loop {
            let word = word(&mut self.random, spot);
            // A text may hold no such word.
            spot = spot.filter(|_| self.random.chance(90));
            let plain = word.chars().all(|c| c.is_ascii_lowercase());
            if plain && word.len() > 1 && depeche_corpus::field(&word).is_none() {
                return word;
            }
        }
    }
}
