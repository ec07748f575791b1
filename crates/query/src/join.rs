//! What the operators of nearness and counting make of their operands, and how they are read where an operand is not one
//! they can join.

use depeche_corpus::{Field, FieldKind};

use crate::ast::{Boundary, Query, Spans};
use crate::leaf::texte;

/// Pairs of words that a PROCHE of two parentheses becomes at most: a chain of such parentheses multiplies.
const MOST_PAIRS: usize = 64;

/// Operands of one MEMEPHRASE at most: which words take part is looked for among all subsets of them.
const MOST_IN_ONE_SENTENCE: usize = 8;

/// A query, and what to tell a person where it was read otherwise than typed.
pub(crate) type Read = (Query, Option<&'static str>);

const AS_AND: &str =
    "this operator joins words, phrases, names and groups with OU of one field; it was read as ET";

/// Joins two operands by PROCHE or SUIVI, which stand in the parentheses of a field: names are looked for there.
pub(crate) fn near(
    field: &'static Field,
    ordered: bool,
    within: u32,
    left: Query,
    right: Query,
) -> Read {
    if let (Some((field, left)), Some((other, right))) =
        (operand(field, &left), operand(field, &right))
        && field == other
    {
        return (
            Query::Text {
                field,
                spans: near_spans(ordered, within, left, right),
            },
            None,
        );
    }
    distributed(field, ordered, within, left, right)
}

fn near_spans(ordered: bool, within: u32, left: Spans, right: Spans) -> Spans {
    Spans::Near {
        ordered,
        within,
        left: Box::new(left),
        right: Box::new(right),
    }
}

/// `(a b) PROCHE/5 c` is `(a PROCHE/5 c) ET (b PROCHE/5 c)`; what cannot be joined so is joined by ET.
fn distributed(
    field: &'static Field,
    ordered: bool,
    within: u32,
    left: Query,
    right: Query,
) -> Read {
    let lefts = operands(field, &left);
    let rights = operands(field, &right);
    let mut fields = lefts
        .iter()
        .flatten()
        .chain(rights.iter().flatten())
        .map(|(field, _)| *field);
    let first = fields.next();
    let one_field = fields.all(|field| Some(field) == first);
    let (Some(field), Some(lefts), Some(rights)) = (first.filter(|_| one_field), lefts, rights)
    else {
        return (and(left, right), Some(AS_AND));
    };
    if lefts.len() * rights.len() > MOST_PAIRS {
        return (and(left, right), Some(AS_AND));
    }
    let mut of = Vec::new();
    for (_, left) in &lefts {
        for (_, right) in &rights {
            let spans = near_spans(ordered, within, left.clone(), right.clone());
            of.push(Query::Text { field, spans });
        }
    }
    let message = "words in parentheses are near it one by one";
    (Query::and(of, true), Some(message))
}

fn and(left: Query, right: Query) -> Query {
    Query::and(vec![left, right], true)
}

/// Joins operands by MEMEPHRASE or MEMEPARAGRAPHE, in the parentheses of a field.
pub(crate) fn same(field: &'static Field, boundary: Boundary, of: Vec<Query>) -> Read {
    let parts: Option<Vec<_>> = of.iter().map(|query| operands(field, query)).collect();
    let parts: Option<Vec<_>> = parts.map(|parts| parts.into_iter().flatten().collect());
    let Some(parts) = parts.filter(|parts| {
        parts.len() <= MOST_IN_ONE_SENTENCE && parts.iter().all(|(field, _)| *field == parts[0].0)
    }) else {
        return (Query::and(of, true), Some(AS_AND));
    };
    let field = parts[0].0;
    let of = parts.into_iter().map(|(_, spans)| spans).collect();
    (
        Query::Same {
            field,
            boundary,
            of,
        },
        None,
    )
}

/// Asks for something so many times, in the parentheses of a field.
pub(crate) fn at_least(field: &'static Field, times: u32, query: Query) -> Read {
    if times <= 1 || query == Query::Nothing {
        return (query, None);
    }
    match operand(field, &query) {
        Some((field, of)) => {
            let of = in_marks(of);
            (Query::AtLeast { field, times, of }, None)
        }
        None => (
            query,
            Some(
                "words, phrases, names and groups with OU can be counted; the number was passed over",
            ),
        ),
    }
}

/// A word with a blank in it (`2 000`) stands in quotation marks beside a count: without them the count is of its end.
fn in_marks(spans: Spans) -> Spans {
    match spans {
        Spans::Word { text, exact } if text.contains(' ') => Spans::Phrase {
            text,
            exact,
            within: None,
        },
        spans => spans,
    }
}

/// The field and the spans a query looks for, where it is one that can be near something; `around`: the field in whose
/// parentheses it stands.
fn operand(around: &'static Field, query: &Query) -> Option<(&'static Field, Spans)> {
    match query {
        // Of several authors none is near another.
        Query::Text { field, spans } if field.name != "auteur" => Some((field, spans.clone())),
        // A name beside an operator is where it stands; alone it is an article's.
        Query::Value(value) if value.field.entity_kind().is_some() => {
            let is_text = around.kind == FieldKind::Text;
            let field = if is_text { around } else { texte() };
            (field.name != "auteur").then(|| (field, Spans::Name(value.clone())))
        }
        Query::Or(of) => {
            let of: Option<Vec<_>> = of.iter().map(|query| operand(around, query)).collect();
            let of = of?;
            let field = of.first()?.0;
            let same = of.iter().all(|(other, _)| *other == field);
            same.then(|| {
                (
                    field,
                    Spans::Any(of.into_iter().map(|(_, spans)| spans).collect()),
                )
            })
        }
        _ => None,
    }
}

/// The operands that words in parentheses are, or the one that anything else is.
fn operands(around: &'static Field, query: &Query) -> Option<Vec<(&'static Field, Spans)>> {
    match query {
        Query::And { of, .. } => of.iter().map(|query| operand(around, query)).collect(),
        query => operand(around, query).map(|operand| vec![operand]),
    }
}
