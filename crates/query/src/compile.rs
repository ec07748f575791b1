//! From a plan to what the engine runs: a filter, and the score of step one, which is one sum over the scored words,
//! wherever they stand in the tree.

use anyhow::Result;
use depeche_indexer::{columns, tantivy};
use depeche_text::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query as Engine, TermQuery,
    TermSetQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term as Key};

use crate::ast::DateRange;
use crate::held::hold;
use crate::overlap::OverlapQuery;
use crate::pattern::Pattern;
use crate::plan::Plan;
use crate::spans::SpanQuery;

/// What the engine runs for a plan.
pub(crate) struct Compiled {
    /// Which articles: the score is of no meaning.
    pub(crate) filter: Box<dyn Engine>,
    /// Which articles, with the score of step one; none where no word is scored.
    pub(crate) scored: Option<Box<dyn Engine>>,
}

/// Compiles a plan.
pub(crate) fn compile(plan: &Plan) -> Compiled {
    compile_over(plan, engine(plan))
}

/// Compiles a plan whose articles are read more than once: where positions are compared, or a pattern stands for many
/// forms, they are found here.
pub(crate) fn compile_held(plan: &Plan, searcher: &Searcher) -> Result<Compiled> {
    let filter = engine(plan);
    if !is_costly(plan) {
        return Ok(compile_over(plan, filter));
    }
    let held = hold(searcher, filter.as_ref())?;
    Ok(compile_over(plan, Box::new(held)))
}

/// Whether its articles are better found once: see [`compile_held`].
pub(crate) fn is_costly(plan: &Plan) -> bool {
    match plan {
        Plan::Text { pattern, .. } => !is_words(pattern),
        Plan::And(of) | Plan::Or(of) => of.iter().any(is_costly),
        Plan::Not(plan) => is_costly(plan),
        _ => false,
    }
}

fn compile_over(plan: &Plan, filter: Box<dyn Engine>) -> Compiled {
    let mut terms = Vec::new();
    scored_terms(plan, &mut terms);
    let met = terms.len();
    terms.sort_unstable();
    terms.dedup();
    if terms.is_empty() {
        return Compiled {
            filter,
            scored: None,
        };
    }
    // A term that stands in the plan twice would score twice.
    if let Some(scored) = scoring(plan).filter(|_| met == terms.len()) {
        return Compiled {
            filter,
            scored: Some(scored),
        };
    }
    let mut clauses = vec![(Occur::Must, without_score(filter.box_clone()))];
    clauses.extend(terms.iter().map(|term| (Occur::Should, scoring_term(term))));
    Compiled {
        filter,
        scored: Some(Box::new(BooleanQuery::new(clauses))),
    }
}

fn scoring_term(term: &Term) -> Box<dyn Engine> {
    term_query(columns().texte(), &term.to_string())
}

/// What finds the articles that hold one of some terms of `texte`, each given once, and scores them.
pub(crate) fn any_term(terms: &[&Term]) -> Box<dyn Engine> {
    any(terms.iter().map(|term| scoring_term(term)).collect())
}

/// What finds the same articles and scores nothing.
pub(crate) fn without_score(engine: Box<dyn Engine>) -> Box<dyn Engine> {
    Box::new(ConstScoreQuery::new(engine, 0.0))
}

/// What finds the articles of a plan and scores them at once, where its words find articles by themselves; phrases and
/// operators of nearness do not. Right only where no term stands in it twice.
fn scoring(plan: &Plan) -> Option<Box<dyn Engine>> {
    match plan {
        plan if !is_scored(plan) && !matches!(plan, Plan::And(_) | Plan::Or(_)) => {
            Some(without_score(engine(plan)))
        }
        Plan::Text { pattern, .. } => is_words(pattern).then(|| any(words(pattern))),
        Plan::And(of) => {
            let mut clauses: Vec<(Occur, Box<dyn Engine>)> = Vec::new();
            for plan in of {
                clauses.push(match plan {
                    Plan::Not(plan) => (Occur::MustNot, engine(plan)),
                    plan => (Occur::Must, scoring(plan)?),
                });
            }
            clauses
                .iter()
                .any(|(occur, _)| *occur == Occur::Must)
                .then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn Engine>)
        }
        Plan::Or(of) => {
            // One level of terms, which tantivy prunes. A word beside an alternative that fails scores all the same, so
            // that alternatives of several words do not find and score at once.
            let mut alternatives = Vec::new();
            for plan in of {
                match plan {
                    plan if !is_scored(plan) => alternatives.push(without_score(engine(plan))),
                    Plan::Text { pattern, .. } if is_words(pattern) => {
                        alternatives.extend(words(pattern));
                    }
                    _ => return None,
                }
            }
            Some(any(alternatives))
        }
        // What is not of words is not scored.
        _ => None,
    }
}

/// Whether a pattern is a word, or one of several: an article that holds one of its terms holds it.
pub(crate) fn is_words(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Terms { weighs, .. } => *weighs,
        Pattern::Any(of) => of.iter().all(is_words),
        _ => false,
    }
}

/// The terms of such a pattern in `texte`, each by itself.
fn words(pattern: &Pattern) -> Vec<Box<dyn Engine>> {
    let mut words = Vec::new();
    pattern.each_weighing(&mut |terms| {
        let terms = terms.iter().map(ToString::to_string);
        words.extend(terms.map(|term| term_query(columns().texte(), &term)));
    });
    words
}

/// What finds the articles of a plan; the score is of no meaning.
pub(crate) fn engine(plan: &Plan) -> Box<dyn Engine> {
    match plan {
        Plan::All => Box::new(AllQuery),
        Plan::Nothing => Box::new(EmptyQuery),
        Plan::Text { field, pattern } => match columns().field(field.name) {
            Some(target) => text_engine(target, pattern),
            None => Box::new(EmptyQuery),
        },
        Plan::Values { field, terms } => match columns().field(field.name) {
            Some(target) => one_of(target, terms),
            None => Box::new(EmptyQuery),
        },
        Plan::Dates(DateRange {
            from: None,
            to: None,
        }) => Box::new(AllQuery),
        Plan::Dates(range) => Box::new(OverlapQuery { range: *range }),
        Plan::And(of) => {
            let mut clauses: Vec<(Occur, Box<dyn Engine>)> = Vec::new();
            for plan in of {
                match plan {
                    Plan::Not(plan) => clauses.push((Occur::MustNot, engine(plan))),
                    plan => clauses.push((Occur::Must, engine(plan))),
                }
            }
            // tantivy finds nothing where all is excluded.
            if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                clauses.push((Occur::Must, Box::new(AllQuery)));
            }
            Box::new(BooleanQuery::new(clauses))
        }
        Plan::Or(of) => any(of.iter().map(engine).collect()),
        Plan::Not(plan) => Box::new(BooleanQuery::new(vec![
            (Occur::Must, Box::new(AllQuery)),
            (Occur::MustNot, engine(plan)),
        ])),
    }
}

/// Articles with one of some values: a set is looked up at once where a list of them would be long.
fn one_of(field: tantivy::schema::Field, values: &[String]) -> Box<dyn Engine> {
    // From here on a list of postings is slower than the set they give.
    const LONG: usize = 16;
    if values.len() < LONG {
        return any(values
            .iter()
            .map(|value| term_query(field, value))
            .collect());
    }
    Box::new(TermSetQuery::new(
        values
            .iter()
            .map(|value| Key::from_field_text(field, value)),
    ))
}

fn text_engine(field: tantivy::schema::Field, pattern: &Pattern) -> Box<dyn Engine> {
    match pattern {
        // Words score; what a pattern stands for is a set.
        Pattern::Terms {
            terms,
            weighs: true,
            ..
        } => any(terms
            .iter()
            .map(|term| term_query(field, &term.to_string()))
            .collect()),
        Pattern::Terms { terms, .. } => {
            let terms: Vec<String> = terms.iter().map(ToString::to_string).collect();
            one_of(field, &terms)
        }
        Pattern::Any(parts) => any(parts.iter().map(|part| text_engine(field, part)).collect()),
        pattern => Box::new(SpanQuery {
            field,
            pattern: pattern.clone(),
        }),
    }
}

fn term_query(field: tantivy::schema::Field, term: &str) -> Box<dyn Engine> {
    Box::new(TermQuery::new(
        Key::from_field_text(field, term),
        IndexRecordOption::WithFreqs,
    ))
}

fn any(mut of: Vec<Box<dyn Engine>>) -> Box<dyn Engine> {
    match of.len() {
        0 => Box::new(EmptyQuery),
        1 => of.remove(0),
        _ => Box::new(BooleanQuery::union(of)),
    }
}

/// The terms of every word of `texte` that is not excluded, each as often as it stands there.
pub(crate) fn scored_terms<'a>(plan: &'a Plan, terms: &mut Vec<&'a Term>) {
    match plan {
        Plan::Text { field, pattern } if field.name == "texte" => {
            pattern.each_weighing(&mut |word| terms.extend(word));
        }
        Plan::And(of) | Plan::Or(of) => of.iter().for_each(|plan| scored_terms(plan, terms)),
        _ => {}
    }
}

fn is_scored(plan: &Plan) -> bool {
    let mut terms = Vec::new();
    scored_terms(plan, &mut terms);
    !terms.is_empty()
}
