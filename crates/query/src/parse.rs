//! Reads a query. What cannot be an operator is a word: nothing a person pastes is an error.
//!
//! ```text
//! query   = or
//! or      = and { ("OU" | "OR" | "|") and }
//! and     = not { ["ET" | "AND" | "&"] not }
//! not     = { "SAUF" | "NOT" | "-" } same
//! same    = near { ("MEMEPHRASE" | "MEMEPARAGRAPHE") near }
//! near    = counted { ("PROCHE" | "SUIVI") ["/" number] counted }
//! counted = "atleast" number counted | operand [">" ["="] number]
//! operand = "(" or ")" | [field] ["="] (quoted | chunk) | [field] kind | field "(" or ")"
//! field   = a name or alias of the field table, then ":" or "=", glued to what follows
//! quoted  = («…» | "…" | “…”) ["~" number]
//! kind    = "[" a name or alias of a field of names, in capitals "]"
//! ```
//! Other spellings of the operators: `lexer`. `SAUF` binds like a sign before its operand, so it binds tighter than ET, as
//! the design asks: `a SAUF b ET c` is `(a SAUF b) ET c`. `*` alone is every article. What stands in a leaf: `leaf`.

use std::ops::Range;

use depeche_corpus::{Field, FieldKind};
use jiff::civil::Date;

use crate::ast::{Query, Spans};
use crate::dates::parse_dates;
use crate::error::ParseError;
use crate::join;
use crate::leaf::{Leaf, leaf, texte};
use crate::lexer::{Lexeme, Token, lex};
use crate::operator::Operator;
use crate::unit::join_bare_words;

/// Longest query in bytes: what is longer is no query, and would be read only to be refused for its words.
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

/// Reads a query; an empty one asks for every article. `today` is what `30 derniers jours` end with.
///
/// # Errors
/// When the query is too long or nested too deeply.
pub fn parse(typed: &str, today: Date) -> Result<Parsed, ParseError> {
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
    if words_of(typed) > MOST_WORDS {
        return Err(ParseError {
            span: 0..typed.len(),
            expected: format!("a query of at most {MOST_WORDS} words was expected"),
            hint: Some("look for a few of them".to_string()),
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
        today,
        lexemes,
        at: 0,
        depth: 0,
        reads_twice: false,
        notes,
    };
    let mut parts = Vec::new();
    while parser.at < parser.lexemes.len() {
        parts.push(parser.or(texte())?);
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
    let mut notes = parser.notes;
    notes.sort_by_key(|note| note.span.start);
    // What is said of one parenthesis holds for the next one.
    let mut said = Vec::new();
    notes.retain(|note| {
        let is_new = !said.contains(&note.message);
        said.push(note.message.clone());
        is_new
    });
    Ok(Parsed { query, notes })
}

fn words_of(typed: &str) -> usize {
    depeche_text::tokens(typed).count()
}

struct Parser<'a> {
    typed: &'a str,
    today: Date,
    lexemes: Vec<Lexeme>,
    at: usize,
    depth: usize,
    /// Whether what stands behind a code is read for the headline and for the lead.
    reads_twice: bool,
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

    /// Keeps what was read, and says so where it is read otherwise than typed.
    fn read(&mut self, span: &Range<usize>, (query, message): join::Read) -> Query {
        if let Some(message) = message {
            self.note(span, message);
        }
        query
    }

    /// Whether an operand can start here.
    fn operand_at(&self, at: usize) -> bool {
        match self.lexemes.get(at).map(|lexeme| &lexeme.token) {
            Some(Token::Operator(Operator::Not | Operator::AtLeast(_)) | Token::Minus) => {
                self.operand_at(at + 1)
            }
            None | Some(Token::Close | Token::Operator(_)) => false,
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
        if !self.excludes() {
            return self.same(field);
        }
        self.at += 1;
        self.deeper()?;
        let query = self.not(field)?;
        self.depth -= 1;
        Ok(Query::not(query))
    }

    fn excludes(&self) -> bool {
        let sign = matches!(
            self.peek().map(|l| &l.token),
            Some(Token::Operator(Operator::Not) | Token::Minus)
        );
        sign && self.operand_at(self.at + 1)
    }

    fn same(&mut self, field: &'static Field) -> Result<Query, ParseError> {
        let mut left = self.near(field)?;
        while let Some(Operator::Same(boundary)) = self.operator(self.at)
            && self.operand_at(self.at + 1)
        {
            let operator = self.lexemes[self.at].span.clone();
            let mut of = vec![left];
            while self.operator(self.at) == Some(Operator::Same(boundary))
                && self.operand_at(self.at + 1)
            {
                self.at += 1;
                of.push(self.beside(field)?);
            }
            left = self.read(&operator, join::same(field, boundary, of));
        }
        Ok(left)
    }

    fn near(&mut self, field: &'static Field) -> Result<Query, ParseError> {
        let mut left = self.counted(field)?;
        while let Some(Operator::Near { ordered, within }) = self.operator(self.at)
            && self.operand_at(self.at + 1)
        {
            let operator = self.lexemes[self.at].span.clone();
            self.at += 1;
            let right = if self.excludes() {
                self.not(field)?
            } else {
                self.counted(field)?
            };
            left = self.read(&operator, join::near(field, ordered, within, left, right));
        }
        Ok(left)
    }

    /// What stands behind MEMEPHRASE.
    fn beside(&mut self, field: &'static Field) -> Result<Query, ParseError> {
        if self.excludes() {
            self.not(field)
        } else {
            self.near(field)
        }
    }

    fn counted(&mut self, field: &'static Field) -> Result<Query, ParseError> {
        if let Some(Operator::AtLeast(times)) = self.operator(self.at)
            && self.operand_at(self.at + 1)
        {
            let operator = self.lexemes[self.at].span.clone();
            self.at += 1;
            self.deeper()?;
            let query = if self.excludes() {
                self.not(field)?
            } else {
                self.counted(field)?
            };
            self.depth -= 1;
            return Ok(self.read(&operator, join::at_least(field, times, query)));
        }
        let query = self.operand(field)?;
        let Some(Lexeme {
            span,
            token: Token::Count(times),
        }) = self.peek().cloned()
        else {
            return Ok(query);
        };
        self.at += 1;
        Ok(self.read(&span, join::at_least(field, times, query)))
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
            Token::Quoted { .. } | Token::Chunk => {
                Ok(self.leaf(&lexeme.span, &lexeme, field, false))
            }
            Token::Kind(kind) => Ok(self.kind(kind, &lexeme.span, &lexeme, field)),
            Token::Exact => Ok(self.exact(&lexeme, field)),
            Token::Field {
                field,
                exact,
                reaches,
            } => self.in_field(&lexeme, field, exact, reaches),
            // Inside another one the field is the outer one's: reading each twice would double with every parenthesis.
            Token::HeadlineOrLead if self.reads_twice => self.in_field(&lexeme, field, false, true),
            Token::HeadlineOrLead => {
                self.reads_twice = true;
                let (from, notes) = (self.at, self.notes.len());
                let mut of = Vec::new();
                for name in ["titre", "chapeau"] {
                    self.at = from;
                    // What is said of the one holds for the other.
                    self.notes.truncate(notes);
                    let field = depeche_corpus::field(name).unwrap_or(field);
                    of.push(self.in_field(&lexeme, field, false, true)?);
                }
                self.reads_twice = false;
                Ok(Query::or(of))
            }
            Token::Unkept => {
                self.in_field(&lexeme, field, false, false)?;
                let end = self.lexemes[self.at - 1].span.end;
                let span = lexeme.span.start..end.max(lexeme.span.end);
                let message = format!(
                    "`{}` asks for something that articles do not have here; it was passed over",
                    &self.typed[span.clone()].trim_end()
                );
                self.note(&span, &message);
                Ok(Query::Nothing)
            }
            Token::Operator(_) => {
                self.note(
                    &lexeme.span,
                    "this operator has nothing to join; it was taken as a word",
                );
                Ok(self.leaf(&lexeme.span, &lexeme, field, false))
            }
            Token::Minus | Token::Close | Token::Count(_) => Ok(Query::Nothing),
        }
    }

    /// What stands behind a field's sign: a group, or a leaf; several values with a glued `|`; behind some codes all words
    /// up to the next sign.
    fn in_field(
        &mut self,
        sign: &Lexeme,
        field: &'static Field,
        exact: bool,
        reaches: bool,
    ) -> Result<Query, ParseError> {
        let next = self
            .peek()
            .filter(|next| next.span.start == sign.span.end)
            .cloned();
        let is_sign = |token: &Token| {
            matches!(
                token,
                Token::Field { .. } | Token::HeadlineOrLead | Token::Unkept | Token::Close
            )
        };
        // Europresse's form has a code for each box, and boxes are left empty.
        if reaches && next.as_ref().is_none_or(|next| is_sign(&next.token)) {
            self.note(
                &sign.span,
                "nothing stands behind this code; it was passed over",
            );
            return Ok(Query::Nothing);
        }
        let Some(next) = next else {
            return Ok(self.leaf(&sign.span, sign, texte(), false));
        };
        // `titre:-mot` excludes it there.
        if next.token == Token::Minus && !exact {
            self.at += 1;
            let query = self.one_in_field(sign, field, exact);
            return Ok(Query::not(query));
        }
        if next.token == Token::Open && !exact {
            self.at += 1;
            return self.group(&next, field);
        }
        let first = match self.two_dates(field) {
            Some(dates) => dates,
            None => self.one_in_field(sign, field, exact),
        };
        let mut of = vec![first];
        while self.operator(self.at) == Some(Operator::Or)
            && self.lexemes[self.at].span.start == self.lexemes[self.at - 1].span.end
            && self.lexemes.get(self.at + 1).is_some_and(|next| {
                next.span.start == self.lexemes[self.at].span.end
                    && matches!(
                        next.token,
                        Token::Chunk | Token::Quoted { .. } | Token::Kind(_)
                    )
            })
        {
            self.at += 1;
            let next = self.lexemes[self.at].clone();
            of.push(self.one_in_field(&next, field, exact));
        }
        let first = Query::or(of);
        let mut row = vec![first];
        while reaches
            && let Some(next) = self.peek().cloned()
            && matches!(
                next.token,
                Token::Chunk | Token::Quoted { .. } | Token::Kind(_) | Token::Exact
            )
            // Where a field reaches so far, `and` joins the next condition.
            && !self.typed[next.span.clone()].eq_ignore_ascii_case("and")
        {
            row.push(match next.token {
                Token::Exact => {
                    self.at += 1;
                    self.exact(&next, field)
                }
                _ => self.one_in_field(&next, field, exact),
            });
        }
        Ok(Query::and(row, false))
    }

    /// `"août 2024".."mars 2025"` behind a field of days.
    fn two_dates(&mut self, field: &Field) -> Option<Query> {
        let [first, points, second, ..] = self.lexemes.get(self.at..)? else {
            return None;
        };
        let (Token::Quoted { inside: from, .. }, Token::Quoted { inside: to, .. }) =
            (&first.token, &second.token)
        else {
            return None;
        };
        let glued = first.span.end == points.span.start && points.span.end == second.span.start;
        if field.kind != FieldKind::Date || !glued || &self.typed[points.span.clone()] != ".." {
            return None;
        }
        let both = format!("{}..{}", &self.typed[from.clone()], &self.typed[to.clone()]);
        let dates = parse_dates(&both, self.today)?;
        self.at += 3;
        Some(Query::Dates(dates))
    }

    /// The next leaf, from the sign before it on.
    fn one_in_field(&mut self, sign: &Lexeme, field: &'static Field, exact: bool) -> Query {
        let Some(next) = self.peek().cloned() else {
            return Query::Nothing;
        };
        self.at += 1;
        match next.token {
            Token::Exact => self.exact(&next, field),
            Token::Kind(kind) => self.kind(kind, &sign.span, &next, field),
            _ => self.leaf(&sign.span, &next, field, exact),
        }
    }

    /// Reads a kind of names, from its sign on, where names are told; elsewhere it is a word.
    fn kind(
        &mut self,
        kind: &'static Field,
        sign: &Range<usize>,
        lexeme: &Lexeme,
        field: &'static Field,
    ) -> Query {
        if field.kind == FieldKind::Text && field.name != "auteur" {
            let spans = Spans::Kind(kind);
            return Query::Text { field, spans };
        }
        self.note(
            &(sign.start..lexeme.span.end),
            "names of a kind stand in `texte`, `titre`, `chapeau` and `legende`; it was taken as a word",
        );
        self.leaf(sign, lexeme, field, false)
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
        self.leaf(&sign.span, &next, field, true)
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

    /// Reads a word, a phrase, a value or days, from its sign on.
    fn leaf(
        &mut self,
        sign: &Range<usize>,
        lexeme: &Lexeme,
        field: &'static Field,
        exact: bool,
    ) -> Query {
        let (inside, quoted, within) = match &lexeme.token {
            Token::Quoted { inside, within } => (inside.clone(), true, *within),
            _ => (lexeme.span.clone(), false, None),
        };
        leaf(
            &Leaf {
                typed: self.typed,
                span: sign.start..lexeme.span.end,
                inside,
                field,
                quoted,
                within,
                exact,
            },
            self.today,
            &mut self.notes,
        )
    }
}

#[cfg(test)]
mod tests;
