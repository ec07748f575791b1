//! Says of a hit how it matched: what became of each leaf of the query, decided by the matcher that lights. How it scored:
//! `score_parts`.

use std::ops::Range;

use anyhow::Result;
use depeche_corpus::{Field, Texte};
use depeche_indexer::{Archive, Stored};
use depeche_text::{Analyzer, Term, Word};
use serde::Serialize;

use crate::ast::{Query, Spans};
use crate::dictionary::Dictionary;
use crate::form_pattern::FormPattern;
use crate::light::{Found, Matcher, starts};
use crate::near::{Span, minimal, ordered, unordered};
use crate::order::Scoring;
use crate::pattern::Pattern;
use crate::plan::{Plan, asks_for_stop_words, plan};
use crate::rank::Ranked;
use crate::results::as_map;
use crate::score_parts::ScoreParts;
use crate::search::Request;
use crate::shown::shown;
use crate::standing::{Standing, standing};
use crate::unit::Units;

/// How an article matched a query, and how it scored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The leaves of the query as it was understood, in its order.
    pub matched: Vec<Matched>,
    /// What the score is the sum of; none where nothing is scored.
    pub score: Option<ScoreParts>,
}

/// What became of one leaf of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Matched {
    /// The leaf, in the canonical syntax.
    pub leaf: String,
    /// What it did.
    pub held: Held,
    /// How many times it stands in the article; of sentences and paragraphs, how many hold it.
    pub times: usize,
    /// How many of them start in `titre`, `chapeau`, `legende`, `texte`, `auteur`; in the order of the text.
    #[serde(serialize_with = "as_map", skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<(&'static str, usize)>,
    /// What stands there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Standing>,
    /// Of words near one another: the other words inside the nearest match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<u32>,
    /// What the patterns in it stand for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<PatternForms>,
    /// The values, or the date, that hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// What a leaf did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// It matched.
    #[default]
    Found,
    /// It did not, and an OU did without it.
    NotNeeded,
    /// What it excludes is not there.
    Excluded,
    /// It is too common a word to be asked for.
    PassedOver,
    /// It is not there, and the article is shown all the same: it lacks some of the words.
    Missing,
}

/// What a pattern stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternForms {
    /// The pattern.
    pub pattern: String,
    /// Forms of the archive that it stands for.
    pub archive: usize,
    /// Those that stand in the article's field.
    pub forms: Vec<Standing>,
}

/// Explains the hits of a request.
pub(crate) struct Explainer<'a> {
    root: Node,
    archive: &'a Archive,
    scoring: Option<&'a Scoring>,
}

/// The query as its leaves are told.
enum Node {
    Leaf(Leaf),
    All(Vec<Node>),
    /// Each with how it is written.
    Any(Vec<(String, Node)>),
    Without(Leaf),
    PassedOver(String),
}

struct Leaf {
    written: String,
    plan: Plan,
    patterns: Vec<Expanded>,
}

struct Expanded {
    written: String,
    forms: usize,
    pattern: Pattern,
}

impl<'a> Explainer<'a> {
    /// Returns what explains the hits of a request: the whole of it, and what gave them their scores.
    pub(crate) fn of(
        archive: &'a Archive,
        whole: &Query,
        request: &Request,
        scoring: Option<&'a Scoring>,
    ) -> Result<Self> {
        Ok(Self {
            root: node(archive, whole, request.expansions)?,
            archive,
            scoring,
        })
    }

    /// Explains a hit.
    pub(crate) fn explain(
        &self,
        ranked: &Ranked,
        stored: &Stored,
        analyzer: &mut Analyzer,
    ) -> Result<Explanation> {
        let texte = Texte::of(&stored.article);
        let words: Vec<Word> = analyzer.words(&texte.text).collect();
        let matcher = Matcher {
            stored,
            texte: &texte,
            words: &words,
        };
        let mut matched = Vec::new();
        tell(&self.root, ranked.lacks, &matcher, &mut matched);
        let score = self
            .scoring
            .map(|scoring| scoring.parts(self.archive, ranked.address));
        Ok(Explanation {
            matched,
            score: score.transpose()?,
        })
    }
}

fn node(archive: &Archive, query: &Query, expansions: usize) -> Result<Node> {
    let leaf = |query: &Query| -> Result<Leaf> {
        let mut patterns = Vec::new();
        expand(archive, query, expansions, &mut patterns)?;
        Ok(Leaf {
            written: query.to_string(),
            plan: plan(archive, query, expansions, &mut Vec::new())?,
            patterns,
        })
    };
    Ok(match query {
        Query::And { of, typed } => {
            let required = *typed || asks_for_stop_words(query);
            let nodes = of.iter().map(|query| {
                if !required && asks_for_stop_words(query) {
                    Ok(Node::PassedOver(query.to_string()))
                } else {
                    node(archive, query, expansions)
                }
            });
            Node::All(nodes.collect::<Result<_>>()?)
        }
        Query::Or(of) => {
            let nodes = of
                .iter()
                .map(|query| Ok((query.to_string(), node(archive, query, expansions)?)));
            Node::Any(nodes.collect::<Result<_>>()?)
        }
        Query::Not(_) => Node::Without(leaf(query)?),
        query => Node::Leaf(leaf(query)?),
    })
}

/// Adds the patterns of a leaf, each with the forms it stands for.
fn expand(
    archive: &Archive,
    query: &Query,
    expansions: usize,
    patterns: &mut Vec<Expanded>,
) -> Result<()> {
    let (field, all) = match query {
        Query::Text { field, spans }
        | Query::AtLeast {
            field, of: spans, ..
        } => (*field, std::slice::from_ref(spans)),
        Query::Same { field, of, .. } => (*field, of.as_slice()),
        _ => return Ok(()),
    };
    let mut dictionary = Dictionary {
        archive,
        field,
        expansions,
        // What is to be told of them the plan of the whole query has told.
        expanded: &mut Vec::new(),
    };
    let mut all = all.iter();
    all.try_for_each(|spans| expand_in(spans, &mut dictionary, patterns))
}

fn expand_in(
    spans: &Spans,
    dictionary: &mut Dictionary<'_>,
    patterns: &mut Vec<Expanded>,
) -> Result<()> {
    let (text, exact) = match spans {
        Spans::Word { text, exact } | Spans::Phrase { text, exact, .. } => (text, *exact),
        Spans::Kind(_) | Spans::Name(_) => return Ok(()),
        Spans::Any(of) => {
            let mut of = of.iter();
            return of.try_for_each(|spans| expand_in(spans, dictionary, patterns));
        }
        Spans::Near { left, right, .. } => {
            expand_in(left, dictionary, patterns)?;
            return expand_in(right, dictionary, patterns);
        }
    };
    let Units { marked, units } = Units::of(text);
    for unit in &units {
        let words = unit.words.iter().map(|word| (word, &*word.forms));
        for (word, forms) in words.chain(marked.joined(unit)) {
            let Some(form) = marked.pattern(&forms.exact) else {
                continue;
            };
            let written = marked.unmarked(&forms.exact);
            let terms = dictionary.expand(&FormPattern::of(form, word, exact), &written)?;
            let mut forms: Vec<&str> = terms.iter().map(|term| term.form.as_str()).collect();
            forms.sort_unstable();
            forms.dedup();
            patterns.push(Expanded {
                written,
                forms: forms.len(),
                pattern: terms_pattern(terms),
            });
        }
    }
    Ok(())
}

fn terms_pattern(terms: Vec<Term>) -> Pattern {
    Pattern::Terms {
        terms,
        elision: None,
        weighs: false,
    }
}

fn holds(node: &Node, matcher: &Matcher<'_>) -> bool {
    match node {
        Node::Leaf(leaf) | Node::Without(leaf) => matcher.lit(&leaf.plan).is_some(),
        Node::All(of) => of.iter().all(|node| holds(node, matcher)),
        Node::Any(of) => of.iter().any(|(_, node)| holds(node, matcher)),
        Node::PassedOver(_) => true,
    }
}

/// Adds what became of each leaf of a query that holds, or that holds but for some words.
fn tell(node: &Node, lacks: bool, matcher: &Matcher<'_>, into: &mut Vec<Matched>) {
    let held = |written: &String, held: Held| Matched {
        leaf: written.clone(),
        held,
        ..Matched::default()
    };
    match node {
        Node::Leaf(leaf) if lacks && !holds(node, matcher) => {
            into.push(held(&leaf.written, Held::Missing));
        }
        Node::Leaf(leaf) => into.push(found(leaf, matcher)),
        Node::All(of) => of.iter().for_each(|node| tell(node, lacks, matcher, into)),
        Node::Any(of) => {
            for (written, node) in of {
                if holds(node, matcher) {
                    tell(node, lacks, matcher, into);
                } else {
                    into.push(held(written, Held::NotNeeded));
                }
            }
        }
        Node::Without(leaf) => into.push(held(&leaf.written, Held::Excluded)),
        Node::PassedOver(written) => into.push(held(written, Held::PassedOver)),
    }
}

fn found(leaf: &Leaf, matcher: &Matcher<'_>) -> Matched {
    let mut matched = Matched {
        leaf: leaf.written.clone(),
        ..Matched::default()
    };
    match &leaf.plan {
        Plan::Text { field, pattern } => {
            words_found(field, pattern, matcher, &mut matched);
            let patterns = leaf.patterns.iter();
            matched.patterns = patterns
                .map(|expanded| PatternForms {
                    pattern: expanded.written.clone(),
                    archive: expanded.forms,
                    forms: forms(field, &expanded.pattern, matcher),
                })
                .collect();
        }
        Plan::Values { field, terms } => {
            let values = matcher.held(field, terms);
            matched.times = values.len();
            matched.values = values
                .into_iter()
                .map(|value| label(&value, matcher))
                .collect();
        }
        Plan::Dates(_) => {
            let date = matcher.stored.article.date.map(|date| date.to_string());
            matched.times = 1;
            matched.values = date.into_iter().collect();
        }
        _ => {}
    }
    matched
}

/// A value as a reader sees it: a country by its name.
fn label(value: &str, matcher: &Matcher<'_>) -> String {
    let mut countries = matcher.stored.document.countries.iter();
    match countries.find(|code| code.as_str() == value) {
        Some(code) => depeche_entities::country_name(*code).to_string(),
        None => value.to_string(),
    }
}

fn words_found(field: &Field, pattern: &Pattern, matcher: &Matcher<'_>, matched: &mut Matched) {
    for stretch in matcher.stretches(field.name) {
        let found = Found::of(pattern, &stretch);
        for (start, _) in occurrences(&found, &stretch.words) {
            let part = match field.name {
                "auteur" => "auteur",
                _ => part_of(&stretch.words[start as usize], matcher.texte),
            };
            matched.times += 1;
            match matched.parts.iter_mut().find(|(known, _)| *known == part) {
                Some((_, times)) => *times += 1,
                None => matched.parts.push((part, 1)),
            }
        }
        let nearest = nearest(&found);
        matched.nearest = matched.nearest.into_iter().chain(nearest).min();
    }
    matched.forms = forms(field, pattern, matcher);
}

/// Where something stands, each place once; of sentences, the first word found in each that holds it.
fn occurrences(found: &Found<'_>, words: &[Word]) -> Vec<Span> {
    let Pattern::Same { boundary, .. } = found.pattern else {
        return minimal(found.spans.clone());
    };
    let starts = starts(*boundary, words);
    let mut spans = found.spans.clone();
    spans.dedup_by_key(|span| starts.partition_point(|start| *start <= span.0));
    spans
}

/// The other words inside the nearest match, where nearness was asked.
fn nearest(found: &Found<'_>) -> Option<u32> {
    match found.pattern {
        Pattern::AtLeast { .. } => nearest(found.parts.first()?),
        Pattern::Near {
            ordered: in_order,
            within,
            ..
        } if !found.spans.is_empty() => {
            let of: Vec<&[Span]> = found
                .parts
                .iter()
                .map(|part| part.spans.as_slice())
                .collect();
            // What is found within some words is found within more.
            let (mut least, mut most) = (0, *within);
            while least < most {
                let middle = least + (most - least) / 2;
                let none = if *in_order {
                    ordered(&of, middle).is_empty()
                } else {
                    unordered(&of, middle).is_empty()
                };
                if none {
                    least = middle + 1;
                } else {
                    most = middle;
                }
            }
            Some(least)
        }
        _ => None,
    }
}

fn part_of(word: &Word, texte: &Texte) -> &'static str {
    let at = word.token.span.start;
    let part = texte.parts.iter().find(|(_, range)| range.contains(&at));
    part.map_or("texte", |(part, _)| part.field())
}

/// What a pattern lights, counted.
fn forms(field: &Field, pattern: &Pattern, matcher: &Matcher<'_>) -> Vec<Standing> {
    let mut read = Vec::new();
    for stretch in matcher.stretches(field.name) {
        let found = Found::of(pattern, &stretch);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        found.light(&found.spans, &stretch, &mut ranges);
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges.dedup();
        read.extend(
            ranges
                .into_iter()
                .map(|range| shown(&stretch.text[range], &[]).text),
        );
    }
    standing(read)
}
