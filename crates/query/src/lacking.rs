//! Articles that lack some of the words of a query: how they are found, where they stand in the list, and what is said of
//! each. Which words may be lacking: `relax`.
//!
//! By score they go on behind those that hold all, where these are fewer than asked for; in the answer to a question they
//! stand among them, since the best article answers it, whatever word it lacks. By date they do not: what one
//! reads from the newest to the oldest is one list, and the articles that hold all would be lost among hundreds that hold
//! a word. Where no article holds all, they are the answer in either order, and totals and facets speak of them.

use anyhow::Result;
use depeche_corpus::Field;
use depeche_indexer::{Archive, Stored, tantivy};
use depeche_text::Analyzer;
use tantivy::query::{BooleanQuery, Occur};

use crate::ast::Query;
use crate::compile::{
    Compiled, any_term, engine, is_costly, is_words, scored_terms, without_score,
};
use crate::facet::{Counts, count};
use crate::held::hold;
use crate::light::{Lit, light_lacking};
use crate::plan::{Plan, plan};
use crate::question::is_question;
use crate::relax::{Relaxed, relax};
use crate::search::{Request, Search, Sort};

/// A request some of whose words may be lacking, ready to run.
pub(crate) struct Lacking {
    /// The words that may be lacking, as they were typed, with what finds each.
    pub(crate) words: Vec<(String, Plan)>,
    /// What the engine runs: the articles that hold all are among those it finds.
    pub(crate) compiled: Compiled,
    /// What lights such an article: all that it holds.
    pub(crate) lights: Plan,
}

impl Lacking {
    /// Returns what finds the articles of a request that lack words: its filters but those on `without` hold. None where
    /// no word may be lacking.
    pub(crate) fn of(
        archive: &Archive,
        request: &Request,
        without: Option<&Field>,
    ) -> Result<Option<Self>> {
        let asks = is_question(&request.query, &request.typed);
        let relaxed = relax(&request.query, asks).filter(|_| !request.strict);
        let Some(relaxed) = relaxed else {
            return Ok(None);
        };
        let beside = request.beside(without);
        let planned = Planned::of(archive, &relaxed, &beside, request.expansions)?;
        Ok(Some(Self {
            compiled: compiled(archive, &planned)?,
            lights: planned.lights(),
            words: planned.words,
        }))
    }
}

/// A query some of whose words may be lacking, and what stands beside it, planned.
struct Planned {
    required: Vec<Plan>,
    words: Vec<(String, Plan)>,
    needs_one: bool,
}

impl Planned {
    fn of(
        archive: &Archive,
        relaxed: &Relaxed,
        beside: &[Query],
        expansions: usize,
    ) -> Result<Self> {
        // What is to be told of them, the plan of all that was asked has told.
        let plan = |query: &Query| plan(archive, query, expansions, &mut Vec::new());
        let mut required = Vec::new();
        for query in relaxed.required.iter().chain(beside) {
            required.push(plan(query)?);
        }
        let mut words = Vec::new();
        for (word, query) in &relaxed.bare {
            words.push((word.clone(), plan(query)?));
        }
        Ok(Self {
            required,
            words,
            needs_one: relaxed.needs_one,
        })
    }

    fn any(&self) -> Vec<Plan> {
        self.words.iter().map(|(_, plan)| plan.clone()).collect()
    }

    fn lights(&self) -> Plan {
        let mut any = self.any();
        any.push(Plan::All);
        let mut all = self.required.clone();
        all.push(Plan::Or(any));
        Plan::And(all)
    }
}

/// Lights an article that lacks some words of a query; none where it is not found without them either.
pub(crate) fn light_without(
    archive: &Archive,
    query: &Query,
    stored: &Stored,
    analyzer: &mut Analyzer,
) -> Result<Option<Lit>> {
    // The sign of a question is not known here; where it alone made one, a phrase that is lacking is not lit.
    let Some(relaxed) = relax(query, is_question(query, "")) else {
        return Ok(None);
    };
    // No pattern is among them, whose forms would be bounded.
    let planned = Planned::of(archive, &relaxed, &[], 1)?;
    let lit = light_lacking(&planned.lights(), &planned.words, stored, analyzer);
    let holds_one = lit.missing.len() < planned.words.len();
    Ok(Some(lit).filter(|lit| lit.matches && (holds_one || !planned.needs_one)))
}

fn compiled(archive: &Archive, planned: &Planned) -> Result<Compiled> {
    let (required, any) = (&planned.required, planned.any());
    let needs_one = planned.needs_one;
    let mut finding = required.clone();
    if needs_one {
        finding.push(Plan::Or(any.clone()));
    }
    let finding = Plan::And(finding);
    let mut filter = engine(&finding);
    if is_costly(&finding) {
        filter = Box::new(hold(archive.searcher(), filter.as_ref())?);
    }
    let mut terms = Vec::new();
    required
        .iter()
        .for_each(|plan| scored_terms(plan, &mut terms));
    // One level of terms, which tantivy prunes, finds and scores at once where they are those of the words alone.
    let one_level = needs_one && terms.is_empty() && any.iter().all(is_plain_word);
    any.iter().for_each(|plan| scored_terms(plan, &mut terms));
    terms.sort_unstable();
    terms.dedup();
    if terms.is_empty() {
        let scored = None;
        return Ok(Compiled { filter, scored });
    }
    let words = any_term(&terms);
    let scored = if !one_level {
        let filter = without_score(filter.box_clone());
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, filter),
            (Occur::Should, words),
        ]))
    } else if required.is_empty() {
        words
    } else {
        let mut clauses = vec![(Occur::Must, words)];
        clauses.extend(required.iter().map(|plan| match plan {
            Plan::Not(plan) => (Occur::MustNot, engine(plan)),
            plan => (Occur::Must, without_score(engine(plan))),
        }));
        Box::new(BooleanQuery::new(clauses))
    };
    Ok(Compiled {
        filter,
        scored: Some(scored),
    })
}

fn is_plain_word(plan: &Plan) -> bool {
    match plan {
        Plan::Text { pattern, .. } => is_words(pattern),
        // No article holds it.
        Plan::Nothing => true,
        _ => false,
    }
}

/// Counts, and which articles they are of.
pub(crate) struct Counted {
    pub(crate) counts: Counts,
    /// What finds the others, where no article holds all and these are counted.
    pub(crate) others: Option<Lacking>,
}

impl Search {
    /// Counts the articles of a request and the values of some fields in them; where no article holds all, of the others.
    pub(crate) fn counted(
        &self,
        request: &Request,
        holding_all: &Compiled,
        fields: &[&'static Field],
        top: usize,
    ) -> Result<Counted> {
        let counts = count(self.archive(), holding_all.filter.as_ref(), fields, top)?;
        if counts.total == 0
            && let Some(lacking) = Lacking::of(self.archive(), request, None)?
        {
            let filter = lacking.compiled.filter.as_ref();
            let others = count(self.archive(), filter, fields, top)?;
            if others.total > 0 {
                return Ok(Counted {
                    counts: others,
                    others: Some(lacking),
                });
            }
        }
        Ok(Counted {
            counts,
            others: None,
        })
    }
}

/// Whether the list goes on with articles that lack words, behind so many that hold all.
pub(crate) fn goes_on(request: &Request, holding_all: usize) -> bool {
    holding_all < request.limit && (request.sort == Sort::Score || holding_all == 0)
}
