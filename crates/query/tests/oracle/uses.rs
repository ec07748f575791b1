//! Counts what the generated queries use, so that no operator is forgotten.

use std::collections::BTreeMap;

use crate::found::Row;
use crate::piece::Piece;
use crate::reading::is_common;
use crate::uses_all::ALL;

/// Each is used in one of so many queries at least.
const FEWEST: usize = 200;

/// Loose phrases by the number of their words.
const LOOSE: [&str; 5] = [
    "\"a\"~n",
    "\"a b\"~n",
    "\"a b c\"~n",
    "\"a b c d\"~n",
    "\"a b c d e\"~n",
];

/// How often each was used.
#[derive(Default)]
pub(crate) struct Uses(BTreeMap<&'static str, usize>);

impl Uses {
    pub(crate) fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    /// Counts what a word is.
    pub(crate) fn word(&mut self, field: &str, piece: &Piece, exact: bool) {
        let row = Row::of(std::slice::from_ref(piece), exact);
        if is_common(field, &row, exact) {
            self.count("stop word");
        }
        self.count(if exact { "=word" } else { "word" });
        if let Piece::Words(text) = piece {
            if text.contains(char::is_whitespace) {
                self.count("5 000");
            }
        } else {
            if exact {
                self.count("=pattern");
            }
            if field != "texte" {
                self.count("pattern in a field");
            }
        }
        self.piece(piece);
    }

    /// Counts what a phrase is.
    pub(crate) fn phrase(&mut self, pieces: &[Piece], exact: bool, loose: bool) {
        if exact {
            self.count("=phrase");
        }
        if loose {
            let words = Row::of(pieces, exact).len().min(LOOSE.len());
            self.count(LOOSE[words - 1]);
        }
        for piece in pieces {
            if !matches!(piece, Piece::Words(_)) {
                self.count("pattern in a phrase");
            }
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: &Piece) {
        let typed = piece.typed();
        for (what, used) in [
            ("hyphen", typed.contains('-')),
            ("elision", typed.contains(['\'', '’'])),
            ("number", typed.contains(|c: char| c.is_ascii_digit())),
        ] {
            if used {
                self.count(what);
            }
        }
        match piece {
            Piece::Words(_) => return,
            Piece::Wild(word) if word.contains('*') => self.count("wild*"),
            Piece::Wild(_) => self.count("wil?"),
            Piece::Fuzzy { written, .. } => self.count(match *written {
                "~" => "fuzzy~",
                "~1" => "fuzzy~1",
                "~2" => "fuzzy~2",
                _ => "fuzzy~3",
            }),
            Piece::Regex(_) => return self.count("/regex/"),
        }
        if typed.contains(['-', '\'', '’']) {
            self.count("pattern with a tie");
        }
    }

    /// Panics where something was used too seldom in so many queries, or is not in the list.
    pub(crate) fn check(&self, queries: usize) {
        let used = |what: &str| self.0.get(what).copied().unwrap_or(0);
        let fewest = queries / FEWEST;
        let seldom: Vec<_> = ALL.iter().filter(|what| used(what) < fewest).collect();
        assert!(
            seldom.is_empty(),
            "used less than {fewest} times: {seldom:?} of {:?}",
            self.0
        );
        let unknown: Vec<_> = self.0.keys().filter(|what| !ALL.contains(what)).collect();
        assert!(unknown.is_empty(), "not in the list: {unknown:?}");
    }
}
