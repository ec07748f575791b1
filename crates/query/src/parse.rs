//! Reads a query. What cannot be an operator is a word: nothing a person pastes is an error.
//!
//! ```text
//! query   = or
//! or      = and { ("OU" | "OR" | "|") and }
//! and     = not { ["ET" | "AND" | "&"] not }
//! not     = { "SAUF" | "NOT" | "-" } operand
//! operand = "(" or ")" | [field] ["="] (quoted | chunk) | field "(" or ")"
//! field   = a name or alias of the field table, then ":" or "=", glued to what follows
//! quoted  = «…» | "…" | “…”
//! ```
//! `SAUF` binds like a sign before its operand, so it binds tighter than ET, as the design asks: `a SAUF b ET c` is
//! `(a SAUF b) ET c`. `*` alone is every article. Operators that are still missing here have their place between `not`
//! and `operand`.

use std::ops::Range;

use depeche_corpus::{DateInterval, Field, FieldKind, field};

use crate::ast::{DateRange, Phrase, Query, Value, Word, join_bare_words, stable_units};
use crate::error::ParseError;
use crate::lexer::{Lexeme, Operator, Token, lex};

/// Longest query in bytes: some 10,000 words, more than anybody types or pastes from a search form.
const LONGEST_QUERY: usize = 64 << 10;

/// Deepest nesting of parentheses.
const DEEPEST: usize = 100;

/// Most words and values: a pasted article has some hundreds, and every one is looked up.
const MOST_WORDS: usize = 1000;

/// A query that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What was understood.
    pub query: Query,
    /// Where something was taken otherwise than it may have been meant.
    pub notes: Vec<Note>,
}

/// Says that something was taken otherwise than typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The bytes of the query it concerns.
    pub span: Range<usize>,
    /// What was done.
    pub message: String,
}

/// Reads a query; an empty one asks for every article.
///
/// # Errors
/// When the query is too long or nested too deeply.
pub fn parse(typed: &str) -> Result<Parsed, ParseError> {
    if typed.len() > LONGEST_QUERY {
        return Err(ParseError {
            span: LONGEST_QUERY..typed.len(),
            expected: format!(
                "a query of at most {} KiB was expected",
                LONGEST_QUERY >> 10
            ),
            hint: Some("look for a few of its words".to_string()),
        });
    }
    if matches!(typed.trim(), "" | "*") {
        return Ok(Parsed {
            query: Query::All,
            notes: Vec::new(),
        });
    }
    let mut notes = Vec::new();
    let lexemes = lex(typed, &mut |span| {
        notes.push(Note {
            span,
            message: "this quotation mark is not closed; it was passed over".to_string(),
        });
    });
    let mut parser = Parser {
        typed,
        lexemes,
        at: 0,
        depth: 0,
        notes,
    };
    let mut parts = Vec::new();
    while parser.at < parser.lexemes.len() {
        parts.push(parser.or(bare_field())?);
        if let Some(lexeme) = parser
            .peek()
            .filter(|lexeme| lexeme.token == Token::Close)
            .cloned()
        {
            parser.at += 1;
            parser.note(
                &lexeme.span,
                "this parenthesis closes nothing; it was passed over",
            );
        }
    }
    let query = match Query::and(parts, false) {
        // Something was typed, and no word was in it.
        Query::All => Query::Nothing,
        query => query,
    };
    if words_of(typed) > MOST_WORDS {
        return Err(ParseError {
            span: 0..typed.len(),
            expected: format!("a query of at most {MOST_WORDS} words was expected"),
            hint: Some("look for a few of them".to_string()),
        });
    }
    Ok(Parsed {
        query,
        notes: parser.notes,
    })
}

fn words_of(typed: &str) -> usize {
    depeche_text::tokens(typed).count()
}

fn bare_field() -> &'static Field {
    field("texte").expect("the field table has `texte`")
}

struct Parser<'a> {
    typed: &'a str,
    lexemes: Vec<Lexeme>,
    at: usize,
    depth: usize,
    notes: Vec<Note>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Lexeme> {
        self.lexemes.get(self.at)
    }

    fn operator(&self, at: usize) -> Option<Operator> {
        match self.lexemes.get(at)?.token {
            Token::Operator(operator) => Some(operator),
            _ => None,
        }
    }

    fn note(&mut self, span: &Range<usize>, message: &str) {
        self.notes.push(Note {
            span: span.clone(),
            message: message.to_string(),
        });
    }

    /// Whether an operand can start here.
    fn operand_at(&self, at: usize) -> bool {
        match self.lexemes.get(at).map(|lexeme| &lexeme.token) {
            None | Some(Token::Close | Token::Operator(Operator::And | Operator::Or)) => false,
            Some(Token::Operator(Operator::Not) | Token::Minus) => self.operand_at(at + 1),
            Some(_) => true,
        }
    }

    fn or(&mut self, field: &'static Field) -> Result<Query, ParseError> {
        let mut of = vec![self.and(field)?];
        while self.operator(self.at) == Some(Operator::Or) && self.operand_at(self.at + 1) {
            self.at += 1;
            of.push(self.and(field)?);
        }
        Ok(if of.len() == 1 {
            of.remove(0)
        } else {
            Query::or(of)
        })
    }

    fn and(&mut self, field: &'static Field) -> Result<Query, ParseError> {
        // Words side by side, in a row up to the next operator: `5 000 ET soldats` is a number and a word.
        let (mut of, mut row) = (Vec::new(), Vec::new());
        let mut typed = false;
        while let Some(lexeme) = self.peek() {
            let first = of.is_empty() && row.is_empty();
            let binary = match lexeme.token {
                Token::Close => break,
                Token::Operator(Operator::Or) if !first && self.operand_at(self.at + 1) => {
                    break;
                }
                Token::Operator(Operator::And) => !first && self.operand_at(self.at + 1),
                _ => false,
            };
            if binary {
                typed = true;
                of.extend(join_bare_words(std::mem::take(&mut row)));
                self.at += 1;
            }
            let operator = self.operator(self.at);
            typed |= operator == Some(Operator::Not) && self.operand_at(self.at + 1);
            row.push(self.not(field)?);
        }
        of.extend(join_bare_words(row));
        // Something was typed, and no word was in it.
        Ok(match Query::and(of, typed) {
            Query::All => Query::Nothing,
            query => query,
        })
    }

    fn not(&mut self, field: &'static Field) -> Result<Query, ParseError> {
        let excludes = matches!(
            self.peek().map(|l| &l.token),
            Some(Token::Operator(Operator::Not) | Token::Minus)
        );
        if !excludes || !self.operand_at(self.at + 1) {
            return self.operand(field);
        }
        self.at += 1;
        self.deeper()?;
        let query = self.not(field)?;
        self.depth -= 1;
        Ok(Query::not(query))
    }

    fn deeper(&mut self) -> Result<(), ParseError> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        let span = self
            .peek()
            .map_or(self.typed.len()..self.typed.len(), |lexeme| {
                lexeme.span.clone()
            });
        Err(ParseError {
            span,
            expected: format!(
                "at most {DEEPEST} parentheses or exclusions inside each other were expected"
            ),
            hint: Some("leave out those that change nothing".to_string()),
        })
    }

    fn operand(&mut self, field: &'static Field) -> Result<Query, ParseError> {
        let Some(lexeme) = self.peek().cloned() else {
            return Ok(Query::Nothing);
        };
        self.at += 1;
        match lexeme.token.clone() {
            Token::Open => self.group(&lexeme, field),
            Token::Quoted(inside) => Ok(self.leaf(&lexeme, field, inside, true, false)),
            Token::Chunk => Ok(self.leaf(&lexeme, field, lexeme.span.clone(), false, false)),
            Token::Exact => Ok(self.exact(&lexeme, field)),
            Token::Field { field, exact } => match self.peek().cloned() {
                Some(next)
                    if next.token == Token::Open
                        && next.span.start == lexeme.span.end
                        && !exact =>
                {
                    self.at += 1;
                    self.group(&next, field)
                }
                Some(next) if next.span.start == lexeme.span.end => {
                    self.at += 1;
                    match next.token {
                        Token::Quoted(inside) => Ok(self.leaf(&lexeme, field, inside, true, exact)),
                        Token::Exact => Ok(self.exact(&next, field)),
                        _ => Ok(self.leaf(&lexeme, field, next.span, false, exact)),
                    }
                }
                _ => Ok(self.leaf(&lexeme, bare_field(), lexeme.span.clone(), false, false)),
            },
            Token::Operator(_) => {
                self.note(
                    &lexeme.span,
                    "this operator has nothing to join; it was taken as a word",
                );
                Ok(self.leaf(&lexeme, field, lexeme.span.clone(), false, false))
            }
            Token::Minus | Token::Close => Ok(Query::Nothing),
        }
    }

    fn exact(&mut self, sign: &Lexeme, field: &'static Field) -> Query {
        let Some(next) = self
            .peek()
            .filter(|next| next.span.start == sign.span.end)
            .cloned()
        else {
            return Query::Nothing;
        };
        self.at += 1;
        match next.token {
            Token::Quoted(inside) => self.leaf(sign, field, inside, true, true),
            _ => self.leaf(sign, field, next.span, false, true),
        }
    }

    fn group(&mut self, open: &Lexeme, field: &'static Field) -> Result<Query, ParseError> {
        self.deeper()?;
        let query = self.or(field)?;
        self.depth -= 1;
        if self
            .peek()
            .is_some_and(|lexeme| lexeme.token == Token::Close)
        {
            self.at += 1;
        } else {
            self.note(
                &open.span,
                "this parenthesis is not closed; it reaches to the end",
            );
        }
        Ok(query)
    }

    /// A word, a phrase, a value or days.
    fn leaf(
        &mut self,
        lexeme: &Lexeme,
        field: &'static Field,
        text: Range<usize>,
        quoted: bool,
        exact: bool,
    ) -> Query {
        let span = lexeme.span.start..text.end;
        let text = &self.typed[text];
        match field.kind {
            FieldKind::Text if quoted => {
                let text = stable_units(text).join(" ");
                if text.is_empty() {
                    Query::Nothing
                } else {
                    Query::Phrase(Phrase { field, text, exact })
                }
            }
            FieldKind::Text => {
                // A number with blanks is only read as one word where no sign stands before it.
                let signed = exact || field.name != "texte";
                let leaf = |text: String| match signed && text.contains(char::is_whitespace) {
                    true => Query::Phrase(Phrase { field, text, exact }),
                    false => Query::Word(Word { field, text, exact }),
                };
                let words: Vec<Query> = stable_units(text).into_iter().map(leaf).collect();
                if words.is_empty() {
                    Query::Nothing
                } else {
                    Query::and(words, false)
                }
            }
            FieldKind::Date => match parse_dates(text) {
                Some(dates) => Query::Dates(dates),
                None => {
                    let message = format!(
                        "`{text}` is no date (`2024-08`, `2024-08..2025-03`); it was taken as words"
                    );
                    self.note(&span, &message);
                    self.leaf(lexeme, bare_field(), span.clone(), false, false)
                }
            },
            _ => {
                // A value is asked for by what it says; the marks are those of the query.
                let text = text.replace(['"', '”', '“'], " ");
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let empty = text.is_empty()
                    || (field.kind != FieldKind::Raw && depeche_text::fold(&text).is_empty());
                if empty {
                    Query::Nothing
                } else {
                    Query::Value(Value {
                        field,
                        text,
                        whole: exact,
                    })
                }
            }
        }
    }
}

/// Reads days: `2024`, `2024-08`, `2024-08-01`, or two of them joined by `..`, either of which may be missing.
pub fn parse_dates(text: &str) -> Option<DateRange> {
    let one = |text: &str| text.parse::<DateInterval>().ok();
    let Some((from, to)) = text.split_once("..") else {
        let interval = one(text)?;
        return Some(DateRange {
            from: Some(interval.from),
            to: Some(interval.to),
        });
    };
    let (from, to) = (from.trim(), to.trim());
    let from = if from.is_empty() {
        None
    } else {
        Some(one(from)?.from)
    };
    let to = if to.is_empty() {
        None
    } else {
        Some(one(to)?.to)
    };
    let ordered = match (from, to) {
        (None, None) => false,
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    ordered.then_some(DateRange { from, to })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(typed: &str, expected: &str) {
        let parsed = parse(typed).unwrap();
        assert_eq!(parsed.query.to_string(), expected, "{typed}");
        assert_eq!(parse(expected).unwrap().query, parsed.query, "{typed}");
    }

    #[test]
    fn words_phrases_and_operators() {
        for (typed, expected) in [
            ("", "*"),
            ("guerre", "guerre"),
            ("guerre et paix", "guerre et paix"),
            ("guerre ET paix", "guerre ET paix"),
            ("guerre AND paix", "guerre ET paix"),
            ("guerre & paix", "guerre ET paix"),
            ("guerre OU paix", "guerre OU paix"),
            ("guerre | paix OR trêve", "guerre OU paix OU trêve"),
            ("a b OU c ET d", "a b OU c ET d"),
            ("a (b OU c)", "a (b OU c)"),
            ("(a b) c", "a b c"),
            ("((a))", "a"),
            ("a SAUF b", "a SAUF b"),
            ("a NOT b c", "a SAUF b ET c"),
            ("a ET NOT b", "a SAUF b"),
            ("a -b", "a -b"),
            ("-b a", "-b a"),
            ("-b", "SAUF b"),
            ("a -(b c)", "a -(b c)"),
            ("SAUF (a OU b)", "SAUF (a OU b)"),
            ("SAUF b c", "SAUF b ET c"),
            ("5 000 ET soldats", "5 000 ET soldats"),
            ("5 000 soldats SAUF 5 000", "5 000 ET soldats SAUF 5 ET 000"),
            ("5 ET 000", "5 ET 000"),
            ("SAUF (5 000)", "SAUF (5 000)"),
            ("a -(5 000)", "a -(5 000)"),
            ("a OU -b", "a OU SAUF b"),
            ("Paris - New York", "Paris New York"),
            ("Saint-Étienne", "Saint-Étienne"),
            ("«soutien inconditionnel»", "\"soutien inconditionnel\""),
            ("“soutien  inconditionnel”", "\"soutien inconditionnel\""),
            ("=État", "=État"),
            ("=\"l'état\"", "=\"l'état\""),
            ("5 000 soldats", "5 000 soldats"),
            ("5, 000", "5 000"),
            ("5 (000)", "5 000"),
        ] {
            check(typed, expected);
        }
    }

    #[test]
    fn fields_by_all_their_names() {
        for (typed, expected) in [
            ("titre:guerre", "titre:guerre"),
            ("TIT_HEAD=guerre", "titre:guerre"),
            ("hd=(a OU b)", "titre:a OU titre:b"),
            ("titre:=\"l'état\"", "titre:=\"l'état\""),
            ("titre:=état", "titre:=état"),
            ("texte:guerre", "guerre"),
            ("pays:Russie", "pays:Russie"),
            ("country:\"Corée du Nord\"", "pays:\"Corée du Nord\""),
            (
                "pays:(Russie OU Ukraine) guerre",
                "(pays:Russie OU pays:Ukraine) guerre",
            ),
            ("source:=\"Le Monde\"", "source:=\"Le Monde\""),
            ("-personne:\"Kim Jong Un\" a", "-personne:\"Kim Jong Un\" a"),
            ("date:2024-08..2025-03", "date:2024-08-01..2025-03-31"),
            ("date:2024", "date:2024"),
            ("date:..2025", "date:..2025-12-31"),
            ("date:2025-06-14..", "date:2025-06-14.."),
            ("annee:2024", "date:2024"),
            ("url:https://example.org/a", "url:\"https://example.org/a\""),
        ] {
            check(typed, expected);
        }
    }

    #[test]
    fn what_cannot_be_an_operator_is_a_word() {
        for (typed, expected) in [
            ("ET", "et"),
            ("guerre ET", "guerre et"),
            ("OU guerre", "ou guerre"),
            ("a ET OU b", "a et OU b"),
            ("a SAUF", "a sauf"),
            ("guerre \"et paix", "guerre et paix"),
            ("(a b", "a b"),
            ("a) b", "a b"),
            ("a: b", "a b"),
            ("pays: Russie", "pays Russie"),
            ("date:demain", "date demain"),
            ("C++ AT&T 20 €", "C AT T 20"),
            ("étudiant(e)s", "étudiant e s"),
            ("https://www.lemonde.fr/x", "https www lemonde fr x"),
            ("…", "\"\""),
            ("\"\" guerre", "guerre"),
            ("()", "\"\""),
            ("--a", "a"),
        ] {
            check(typed, expected);
        }
    }

    #[test]
    fn what_was_taken_otherwise_is_said_where() {
        let notes = |typed: &str| -> Vec<(Range<usize>, String)> {
            parse(typed)
                .unwrap()
                .notes
                .into_iter()
                .map(|note| (note.span, note.message))
                .collect()
        };
        assert_eq!(
            notes("a ET"),
            [(
                2..4,
                "this operator has nothing to join; it was taken as a word".to_string()
            )]
        );
        assert_eq!(
            notes("(a"),
            [(
                0..1,
                "this parenthesis is not closed; it reaches to the end".to_string()
            )]
        );
        assert_eq!(
            notes("a)"),
            [(
                1..2,
                "this parenthesis closes nothing; it was passed over".to_string()
            )]
        );
        assert_eq!(
            notes("«a"),
            [(
                0..2,
                "this quotation mark is not closed; it was passed over".to_string()
            )]
        );
        assert_eq!(
            notes("x date:demain"),
            [(
                2..13,
                "`demain` is no date (`2024-08`, `2024-08..2025-03`); it was taken as words"
                    .to_string()
            )]
        );
    }

    #[test]
    fn size_and_depth_are_bounded() {
        let deep = format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000));
        let error = parse(&deep).unwrap_err();
        assert_eq!(
            error.to_string(),
            "at most 100 parentheses or exclusions inside each other were expected; leave out those that change nothing"
        );
        let error = parse(&format!("«{}»", "a-b ".repeat(600))).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a query of at most 1000 words was expected; look for a few of them"
        );
        let error = parse(&"a ".repeat(1 << 20)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a query of at most 64 KiB was expected; look for a few of its words"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn printing_and_parsing_agree(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "Été", "l'État", "week-end", "5", "000", "ET", "OU", "SAUF", "NOT", "|", "&", "-", "(", ")", "\"", "«", "»",
                    "=", "titre:", "pays:", "date:", "2024", "..", "hd=", ":", "-a", "=b", "\"x y\"", "*", "?", "é", ",", ".", "'", "O.N.U.",
                    "personne:\"Kim Jong Un\"", "date:2024-08..2025-03", "id:", "[", "]", "d'", " ", " ", " ", " ",
                ]),
                0..14,
            )
        ) {
            let typed = parts.concat();
            let query = parse(&typed).unwrap().query;
            let printed = query.to_string();
            prop_assert_eq!(parse(&printed).unwrap().query, query, "{} -> {}", typed, printed);
        }

        #[test]
        fn nothing_pasted_is_an_error(typed in "(?s).{0,60}") {
            let query = parse(&typed).unwrap().query;
            prop_assert_eq!(parse(&query.to_string()).unwrap().query, query);
        }
    }
}
