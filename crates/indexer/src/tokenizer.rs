//! The French analysis as tantivy takes it: a token a term, several at a position.

use crate::mention::{Named, without_mentions};
use depeche_text::{Analyzer, TermKind, Words, fold};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// Running words with sentence and paragraph ends and the names among them, as `mention` carries them.
pub(crate) const TEXTE: &str = "texte";
/// Running words alone.
pub(crate) const WORDS: &str = "words";
/// A whole value as one folded term.
pub(crate) const FOLDED: &str = "folded";

/// Returns the tokenizers the schema names. tantivy stores their names only.
pub(crate) fn tokenizers() -> TokenizerManager {
    // The writer asks for `default` for every field that names none, also for numbers.
    let manager = TokenizerManager::default();
    manager.register(
        TEXTE,
        French {
            analyzer: Analyzer::default(),
            running: true,
        },
    );
    manager.register(
        WORDS,
        French {
            analyzer: Analyzer::default(),
            running: false,
        },
    );
    manager.register(FOLDED, Folded);
    manager
}

#[derive(Clone)]
struct French {
    analyzer: Analyzer,
    /// Whether sentences and names are told.
    running: bool,
}

impl Tokenizer for French {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let (text, named) = if self.running {
            let (text, named) = without_mentions(text);
            (text, Some(named))
        } else {
            (text, None)
        };
        Terms {
            words: self.analyzer.words(text),
            named,
            terms: String::new(),
            ends: Vec::new(),
            next: 0,
            token: Token::default(),
        }
    }
}

/// The terms of one word after the other. They are written one behind the other into a buffer that is used again, so
/// that a term costs no allocation.
struct Terms<'a> {
    words: Words<'a>,
    /// The names among the words, where they and the ends of sentences are told.
    named: Option<Named<'a>>,
    terms: String,
    ends: Vec<usize>,
    next: usize,
    token: Token,
}

impl Terms<'_> {
    fn push(&mut self, kind: TermKind, joined: Option<u8>, form: &str) {
        self.terms.push(kind.mark());
        if let Some(parts) = joined {
            self.terms.push('_');
            self.terms.push(char::from(b'0' + parts.min(9)));
        }
        self.terms.push_str(form);
        self.ends.push(self.terms.len());
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        if self.next == self.ends.len() {
            let Some(word) = self.words.next() else {
                return false;
            };
            self.terms.clear();
            self.ends.clear();
            self.next = 0;
            word.each_term(|kind, joined, form| self.push(kind, joined, form));
            if let Some(named) = &mut self.named {
                let mut terms: Vec<&str> = word.boundaries().collect();
                let first = terms.len();
                named.at(&word.token.span, &mut |term| {
                    // Two mentions may start in one word; a term stands there once.
                    if !terms[first..].contains(&term) {
                        terms.push(term);
                    }
                });
                for term in terms {
                    self.terms.push_str(term);
                    self.ends.push(self.terms.len());
                }
            }
            // The default position wraps to 0 at the first word.
            self.token.position = self.token.position.wrapping_add(1);
            self.token.offset_from = word.token.span.start;
            self.token.offset_to = word.token.span.end;
        }
        let start = if self.next == 0 {
            0
        } else {
            self.ends[self.next - 1]
        };
        self.token.text.clear();
        self.token
            .text
            .push_str(&self.terms[start..self.ends[self.next]]);
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[derive(Clone)]
struct Folded;

impl Tokenizer for Folded {
    type TokenStream<'a> = Once;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Once {
        let token = Token {
            text: fold(text),
            position: 0,
            offset_to: text.len(),
            ..Token::default()
        };
        Once {
            token,
            given: false,
        }
    }
}

struct Once {
    token: Token,
    given: bool,
}

impl TokenStream for Once {
    fn advance(&mut self) -> bool {
        !std::mem::replace(&mut self.given, true)
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tokenizer: &str, text: &str, expected: &str) {
        let mut analyzer = tokenizers().get(tokenizer).unwrap();
        let mut stream = analyzer.token_stream(text);
        let mut shown = Vec::new();
        while stream.advance() {
            let token = stream.token();
            shown.push(format!("{}@{}", token.text, token.position));
        }
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn terms_stand_at_the_position_of_their_word() {
        check(
            WORDS,
            "L'été, week-end.",
            "=été@0 %été@0 -ete@0 =_1l'été@0 =week@1 %week@1 =_2weekend@1 %_2weekend@1 =end@2 %end@2",
        );
        check(
            TEXTE,
            "Non.\u{2029}Il pleut.",
            "=non@0 %non@0 ,1@0 ,I@0 =il@1 %il@1 ^Il@1 ,s@1 ,S@1 =pleut@2 %pleut@2 ,e@2 ,E@2",
        );
        check(
            TEXTE,
            "0000000bKim rit.\u{2029}\n0 3 !p !p_kim",
            "=kim@0 %kim@0 ,s@0 ,S@0 !p@0 !p_kim@0 =rit@1 %rit@1 ,e@1 ,E@1",
        );
        check(FOLDED, "L’Écho du Lac", "l echo du lac@0");
    }
}
