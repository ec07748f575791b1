//! The order of the hits of a request: candidates from the engine, their final score, and those that lack words.

use anyhow::Result;
use tantivy::DocAddress;

use crate::compile::Compiled;
use crate::lacking::{Lacking, goes_on};
use crate::question::is_question;
use crate::rank::{Ranked, by_date, in_order, step_one};
use crate::scored::Scored;
use crate::search::{Request, Search, Sort};
use crate::second_step::{Scores, scores};

/// The hits of a request in order, and what decided it.
pub(crate) struct Order {
    pub(crate) ranked: Vec<Ranked>,
    /// What finds those that lack words, where the list goes on with them.
    pub(crate) lacking: Option<Lacking>,
    /// What the scores are the sums of; none where nothing is scored.
    pub(crate) scoring: Option<Scoring>,
}

/// What the scores of candidates are the sums of.
pub(crate) struct Scoring {
    pub(crate) scored: Scored,
    pub(crate) candidates: Vec<DocAddress>,
    pub(crate) scores: Scores,
}

impl Search {
    /// Returns the best hits of a request in order; `others` finds those that lack words, where it is known that no article
    /// holds all.
    pub(crate) fn order(
        &self,
        request: &Request,
        compiled: &Compiled,
        others: Option<Lacking>,
    ) -> Result<Order> {
        let mut ranked = self.candidates(compiled, request)?;
        let lacking = match others {
            None if goes_on(request, ranked.len()) => Lacking::of(self.archive(), request, None)?,
            others => others,
        };
        let mut is_scored = compiled.scored.is_some();
        if let Some(lacking) = &lacking {
            is_scored |= lacking.compiled.scored.is_some();
            let mut others = self.candidates(&lacking.compiled, request)?;
            others.retain(|other| ranked.iter().all(|held| held.address != other.address));
            others.iter_mut().for_each(|other| other.lacks = true);
            ranked.extend(others);
        }
        let scores_again = is_scored && self.weights().second_step;
        let scoring = if scores_again && request.sort == Sort::Score {
            self.scoring(request, &mut ranked)?
        } else {
            None
        };
        let whole_first =
            self.weights().whole_first_in_questions || !is_question(&request.query, &request.typed);
        Ok(Order {
            ranked: in_order(ranked, self.keys()?, request.limit, whole_first)?,
            lacking,
            scoring,
        })
    }

    /// The best articles of step one, in no order; or the newest.
    fn candidates(&self, compiled: &Compiled, request: &Request) -> Result<Vec<Ranked>> {
        let searcher = self.archive().searcher();
        match (&compiled.scored, request.sort) {
            _ if request.limit == 0 => Ok(Vec::new()),
            (Some(scored), Sort::Score) => {
                let most = request.limit.max(self.weights().candidates);
                step_one(searcher, self.keys()?, scored.as_ref(), most)
            }
            _ => by_date(
                searcher,
                self.keys()?,
                compiled.filter.as_ref(),
                request.limit,
            ),
        }
    }

    /// Gives candidates their final scores.
    fn scoring(&self, request: &Request, ranked: &mut [Ranked]) -> Result<Option<Scoring>> {
        let Some(scored) = Scored::of(self.archive(), request, self.weights())? else {
            return Ok(None);
        };
        let candidates: Vec<DocAddress> = ranked.iter().map(|ranked| ranked.address).collect();
        let scores = scores(self.archive(), &scored, self.weights(), &candidates)?;
        for (ranked, score) in ranked.iter_mut().zip(&scores.totals) {
            ranked.score = *score;
        }
        Ok(Some(Scoring {
            scored,
            candidates,
            scores,
        }))
    }
}
