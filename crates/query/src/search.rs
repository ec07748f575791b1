//! Answers a query from an archive.

use std::sync::OnceLock;
use std::time::Instant;

use anyhow::Result;
use depeche_corpus::{ArticleId, Field, Part};
use depeche_indexer::Archive;
use depeche_text::Analyzer;

use crate::ast::{DateRange, Query};
use crate::compile::{Compiled, compile, compile_held};
use crate::dictionary::EXPANSIONS;
use crate::explain::Explainer;
use crate::facet::{count, facet_fields};
use crate::filter::Filter;
use crate::lacking::{Counted, Lacking};
use crate::light::{in_chars, light_lacking, light_plan};
use crate::plan::{Plan, asks_for_stop_words, plan};
use crate::rank::{Keys, Ranked, id};
use crate::results::{Hit, Results};
use crate::shown::shown;
use crate::snippet::snippets;
use crate::suggest::Suggester;
use crate::weights::Weights;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// What was typed, for the answer.
    pub typed: String,
    /// What was understood of it.
    pub query: Query,
    /// Facets beside it; all must hold.
    pub filters: Vec<Filter>,
    /// Days beside it.
    pub dates: Option<DateRange>,
    /// Hits at most.
    pub limit: usize,
    /// Their order.
    pub sort: Sort,
    /// Values of each facet at most; none for no facets.
    pub facets: Option<usize>,
    /// Forms that a pattern (`gouv*`) stands for at most; of more, the most frequent.
    pub expansions: usize,
    /// Whether all words are required, however few articles hold them.
    pub strict: bool,
    /// Whether a bare word that no article holds may be searched corrected, where not all words are required.
    pub corrects: bool,
    /// Whether each hit says how it matched and how it scored.
    pub explain: bool,
    /// Whether the places of a facet say where they lie.
    pub places_within: bool,
}

/// How many articles a request finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// How many articles.
    pub articles: u64,
    /// Whether no article holds all that was asked, and these lack some of the words.
    pub relaxed: bool,
}

/// Order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first; equal ones by date.
    #[default]
    Score,
    /// The newest first.
    Date,
}

impl Request {
    /// Returns a request for a query without filters.
    pub fn of(typed: &str, query: Query) -> Self {
        Self {
            typed: typed.to_string(),
            query,
            filters: Vec::new(),
            dates: None,
            limit: 20,
            sort: Sort::Score,
            facets: Some(10),
            expansions: EXPANSIONS,
            strict: false,
            corrects: true,
            explain: false,
            places_within: false,
        }
    }

    /// Returns the whole query: what was typed, and the filters but those on `without`.
    pub(crate) fn whole(&self, without: Option<&Field>) -> Query {
        // What was typed holds no word: a filter beside it does not make it every article.
        if self.query == Query::Nothing {
            return Query::Nothing;
        }
        // A filter changes nothing in what was typed: beside one, `sur` alone would be passed over as a stop word.
        let typed = asks_for_stop_words(&self.query);
        Query::and(
            std::iter::once(self.query.clone())
                .chain(self.beside(without))
                .collect(),
            typed,
        )
    }

    /// Returns what stands beside the query: the filters but those on `without`, and the days.
    pub(crate) fn beside(&self, without: Option<&Field>) -> Vec<Query> {
        let kept = self
            .filters
            .iter()
            .filter(|filter| !(filter.widens() && Some(filter.field) == without));
        kept.map(Filter::query)
            .chain(self.dates.map(Query::Dates))
            .collect()
    }
}

/// Searches an archive.
pub struct Search {
    archive: Archive,
    weights: Weights,
    /// Opened at the first query that orders hits.
    keys: OnceLock<Vec<Keys>>,
}

impl Search {
    /// Returns a search over an archive.
    pub fn new(archive: Archive) -> Self {
        Self::with_weights(archive, Weights::default())
    }

    /// Returns a search over an archive that ranks by other parameters than the shipped ones, to measure them.
    pub fn with_weights(archive: Archive, weights: Weights) -> Self {
        Self {
            archive,
            weights,
            keys: OnceLock::new(),
        }
    }

    /// Returns the archive.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Counts the articles a request finds.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn count(&self, request: &Request) -> Result<u64> {
        Ok(self.total(request, &mut Vec::new())?.articles)
    }

    /// Counts the articles a request finds, and says which these are; what a person should know is added to `warnings`.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn total(&self, request: &Request, warnings: &mut Vec<String>) -> Result<Total> {
        warnings.extend_from_slice(self.archive.warnings());
        let corrected = self.corrected(request)?;
        let request = corrected.said(warnings);
        let compiled = self.compiled(request, &request.whole(None), warnings)?;
        let counted = self.counted(request, &compiled, &[], 0)?;
        Ok(Total {
            articles: counted.counts.total,
            relaxed: counted.others.is_some(),
        })
    }

    /// Returns the best articles of a request with their scores, in order: no facets, nothing lit, nothing stored read.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn top(&self, request: &Request) -> Result<Vec<Ranked>> {
        let corrected = self.corrected(request)?;
        let request = &*corrected.request;
        let compiled = self.compiled(request, &request.whole(None), &mut Vec::new())?;
        Ok(self.order(request, &compiled, None)?.ranked)
    }

    /// Returns the identifier of an article of [`Self::top`].
    ///
    /// # Errors
    /// When the disk fails.
    pub fn id(&self, ranked: &Ranked) -> Result<ArticleId> {
        id(self.keys()?, ranked).map(ArticleId)
    }

    pub(crate) fn keys(&self) -> Result<&[Keys]> {
        if let Some(keys) = self.keys.get() {
            return Ok(keys);
        }
        let segments = self.archive.searcher().segment_readers().iter();
        let keys = segments.map(Keys::of).collect::<Result<Vec<_>>>()?;
        Ok(self.keys.get_or_init(|| keys))
    }

    /// Answers a request.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn search(&self, request: &Request) -> Result<Results> {
        let started = Instant::now();
        let searcher = self.archive.searcher();
        let mut warnings = self.archive.warnings().to_vec();
        let corrected = self.corrected(request)?;
        let request = corrected.said(&mut warnings);
        let whole = request.whole(None);
        let plan = plan(&self.archive, &whole, request.expansions, &mut warnings)?;
        let compiled = compile_held(&plan, searcher)?;
        let fields: Vec<&'static Field> = if request.facets.is_some() {
            facet_fields().collect()
        } else {
            Vec::new()
        };
        let top = request.facets.unwrap_or(0);
        let Counted { counts, others } = self.counted(request, &compiled, &fields, top)?;
        let relaxed = others.is_some();
        let mut facets = Vec::new();
        for (field, values) in fields.into_iter().zip(counts.values) {
            let widened = self.widened(request, field, top, relaxed)?;
            let values = widened.unwrap_or(values);
            facets.push((
                field.name,
                self.labelled(field, values, top, request.places_within),
            ));
        }
        let order = self.order(request, &compiled, others)?;
        // The words of one hit are mostly those of the others.
        let mut analyzer = Analyzer::default();
        let explainer = match request.explain {
            true => Some(Explainer::of(
                &self.archive,
                &whole,
                request,
                order.scoring.as_ref(),
            )?),
            false => None,
        };
        let mut hits = Vec::new();
        for ranked in &order.ranked {
            let lacking = order.lacking.as_ref().filter(|_| ranked.lacks);
            hits.push(self.hit(&plan, lacking, ranked, explainer.as_ref(), &mut analyzer)?);
        }
        let suggested = Suggester::of(&self.archive).suggest(&request.query)?;
        let filter_suggestions = self.suggest_filters(request)?;
        let did_you_mean = suggested.as_ref().map(|of| of.query.to_string());
        Ok(Results {
            schema: 1,
            query: request.typed.clone(),
            understood: whole.to_string(),
            total: counts.total,
            relaxed,
            took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            hits,
            facets,
            undated: counts.undated,
            warnings,
            corrections: corrected.words,
            suggestions: suggested.map(|of| of.words).unwrap_or_default(),
            did_you_mean,
            filter_suggestions,
        })
    }

    pub(crate) fn compiled(
        &self,
        request: &Request,
        query: &Query,
        warnings: &mut Vec<String>,
    ) -> Result<Compiled> {
        let plan = plan(&self.archive, query, request.expansions, warnings)?;
        Ok(compile(&plan))
    }

    /// The counts of a facet whose own choice is left out, where it has one.
    fn widened(
        &self,
        request: &Request,
        field: &Field,
        top: usize,
        relaxed: bool,
    ) -> Result<Option<Vec<(String, u64)>>> {
        if !request
            .filters
            .iter()
            .any(|filter| filter.widens() && filter.field == field)
        {
            return Ok(None);
        }
        let lacking = match relaxed {
            true => Lacking::of(&self.archive, request, Some(field))?,
            false => None,
        };
        let compiled = match lacking {
            Some(lacking) => lacking.compiled,
            None => self.compiled(request, &request.whole(Some(field)), &mut Vec::new())?,
        };
        let field = facet_fields().find(|known| *known == field);
        let fields: Vec<&'static Field> = field.into_iter().collect();
        Ok(
            count(&self.archive, compiled.filter.as_ref(), &fields, top)?
                .values
                .pop(),
        )
    }

    /// Names of an article as they are shown: those of their entities.
    fn names(&self, field: &str, forms: Vec<String>) -> Vec<String> {
        match self.archive.entities(field) {
            Some(entities) => entities.names(forms),
            None => forms,
        }
    }

    fn hit(
        &self,
        plan: &Plan,
        lacking: Option<&Lacking>,
        ranked: &Ranked,
        explainer: Option<&Explainer<'_>>,
        analyzer: &mut Analyzer,
    ) -> Result<Hit> {
        let stored = self.archive.stored(ranked.address)?;
        let explain = explainer.map(|explainer| explainer.explain(ranked, &stored, analyzer));
        let explain = explain.transpose()?;
        let lit = match lacking {
            Some(lacking) => light_lacking(&lacking.lights, &lacking.words, &stored, analyzer),
            None => light_plan(plan, &stored, analyzer),
        };
        let title = lit
            .texte
            .parts
            .iter()
            .find(|(part, _)| *part == Part::Title)
            .map(|(_, range)| range.clone());
        let title_lit = title.map(|range| lit.in_part(&range)).unwrap_or_default();
        let title = shown(&stored.article.title, &title_lit);
        let (article, document) = (stored.article, stored.document);
        let countries = document
            .countries
            .iter()
            .map(|code| depeche_entities::country_name(*code).to_string());
        Ok(Hit {
            id: article.id.0,
            score: ranked.score,
            title_lit: in_chars(&title.text, &title.lit),
            title: title.text,
            withdrawn: article.withdrawn,
            date: article.date.map(|date| date.to_string()),
            source: self
                .names("source", article.source.into_iter().collect())
                .pop(),
            agency: article.agency,
            language: article.language,
            authors: article.authors,
            countries: countries.collect(),
            persons: self.names("personne", document.persons),
            places: self.names("lieu", document.places),
            organisations: self.names("organisation", document.organisations),
            snippets: snippets(&lit),
            missing: lit.missing,
            also_in: Vec::new(),
            explain,
        })
    }
}
