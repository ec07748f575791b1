//! The words of an archive: which terms of a typed word it knows, which forms a pattern means, and which names a value.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use anyhow::{Context, Result};
use depeche_corpus::Field;
use depeche_indexer::{Archive, columns, name_term, tantivy};
use depeche_text::{Term, TermKind};
use tantivy::Term as Key;

use crate::ast::Value;
use crate::form_pattern::{FormAutomaton, FormPattern};
use crate::values;

/// Forms that a pattern stands for at most, where nothing else is asked: what a cluster allows in one clause.
pub(crate) const EXPANSIONS: usize = 1000;

/// The dictionary of one field.
pub(crate) struct Dictionary<'a> {
    pub(crate) archive: &'a Archive,
    pub(crate) field: &'static Field,
    /// Forms that a pattern stands for at most.
    pub(crate) expansions: usize,
    /// What patterns and names were found to stand for, and what to tell a person of it.
    pub(crate) expanded: &'a mut Vec<Expansion>,
}

/// What a pattern or a name stands for in a field.
pub(crate) struct Expansion {
    field: &'static str,
    asked: Asked,
    terms: Vec<Term>,
    pub(crate) warning: Option<String>,
}

/// What was looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    Pattern(FormPattern),
    Name(Value),
}

impl Dictionary<'_> {
    fn target(&self) -> Result<tantivy::schema::Field> {
        columns()
            .field(self.field.name)
            .context("a text field stands in the schema")
    }

    /// Keeps the terms that some article has.
    pub(crate) fn known(&self, terms: Vec<Term>) -> Result<Vec<Term>> {
        let mut known = Vec::new();
        for term in terms {
            if self.articles(&term)? > 0 {
                known.push(term);
            }
        }
        Ok(known)
    }

    /// Counts the articles that have a term, those deleted lately included.
    pub(crate) fn articles(&self, term: &Term) -> Result<u64> {
        let key = Key::from_field_text(self.target()?, &term.to_string());
        let searcher = self.archive.searcher();
        searcher
            .doc_freq(&key)
            .with_context(|| format!("cannot look up `{}`", term.form))
    }

    /// Returns the terms that a pattern, typed as `typed`, stands for; where there are too many, the most frequent.
    pub(crate) fn expand(&mut self, pattern: &FormPattern, typed: &str) -> Result<Vec<Term>> {
        self.once(Asked::Pattern(pattern.clone()), |dictionary| {
            dictionary.look_up(pattern, typed)
        })
    }

    /// Returns the terms that stand at the mentions of a name: of all the normal forms that the value means.
    pub(crate) fn names(&mut self, value: &Value) -> Result<Vec<Term>> {
        self.once(Asked::Name(value.clone()), |dictionary| {
            let Some(kind) = value.field.entity_kind() else {
                return Ok((Vec::new(), None));
            };
            let (forms, warning) = values::terms(dictionary.archive, value)?;
            let terms = forms.iter().map(|form| name_term(kind, form)).collect();
            Ok((dictionary.known(terms)?, warning))
        })
    }

    /// Looks something up, or remembers what it was found to stand for.
    fn once(
        &mut self,
        asked: Asked,
        look_up: impl FnOnce(&Self) -> Result<(Vec<Term>, Option<String>)>,
    ) -> Result<Vec<Term>> {
        let field = self.field.name;
        let mut known = self.expanded.iter();
        if let Some(known) = known.find(|known| known.field == field && known.asked == asked) {
            return Ok(known.terms.clone());
        }
        let (terms, warning) = look_up(self)?;
        self.expanded.push(Expansion {
            field,
            asked,
            terms: terms.clone(),
            warning,
        });
        Ok(terms)
    }

    /// The terms of a pattern, and what to tell a person where there are too many.
    fn look_up(&self, pattern: &FormPattern, typed: &str) -> Result<(Vec<Term>, Option<String>)> {
        let mut best: BinaryHeap<Reverse<(u64, Reverse<Term>)>> = BinaryHeap::new();
        let mut met = 0_usize;
        let Some(letters) = pattern.letters() else {
            return Ok((Vec::new(), None));
        };
        for (joined, head) in pattern.heads() {
            let automaton = || pattern.automaton(&head, &letters);
            let mut keep = |key: &[u8], articles| {
                let Some(form) = form(key, joined).filter(|form| pattern.is_under(joined, form))
                else {
                    return;
                };
                met += 1;
                let term = Term {
                    kind: TermKind::Exact,
                    joined,
                    form: form.to_string(),
                };
                best.push(Reverse((articles, Reverse(term))));
                if best.len() > self.expansions {
                    best.pop();
                }
            };
            self.each_term(automaton, &mut keep)
                .with_context(|| format!("cannot look up `{typed}`"))?;
        }
        let warning = (met > self.expansions).then(|| {
            format!(
                "`{typed}` stands for {met} forms; the {} most frequent are searched, `--expansions {met}` searches all",
                self.expansions
            )
        });
        let mut terms: Vec<Term> = best
            .into_iter()
            .map(|Reverse((_, Reverse(term)))| term)
            .collect();
        terms.sort_unstable();
        Ok((terms, warning))
    }

    /// Gives every term that an automaton accepts, as it stands in the index, with the articles that have it.
    pub(crate) fn each_term<'a>(
        &self,
        automaton: impl Fn() -> FormAutomaton<'a>,
        each: &mut dyn FnMut(&[u8], u64),
    ) -> Result<()> {
        let target = self.target()?;
        let mut streams = Vec::new();
        let mut dictionaries = Vec::new();
        for segment in self.archive.searcher().segment_readers() {
            dictionaries.push(segment.inverted_index(target)?);
        }
        for dictionary in &dictionaries {
            let mut stream = dictionary.terms().search(automaton()).into_stream()?;
            if stream.advance() {
                streams.push(stream);
            }
        }
        // The next term of all segments is the least of theirs.
        while let Some(key) = streams.iter().map(|stream| stream.key()).min() {
            let key = key.to_vec();
            let mut articles = 0;
            let mut at = 0;
            while at < streams.len() {
                if streams[at].key() == key {
                    articles += u64::from(streams[at].value().doc_freq);
                    if !streams[at].advance() {
                        drop(streams.swap_remove(at));
                        continue;
                    }
                }
                at += 1;
            }
            each(&key, articles);
        }
        Ok(())
    }
}

/// The form of a term: what stands behind its mark and the sign of joined forms.
fn form(key: &[u8], joined: Option<u8>) -> Option<&str> {
    // The sign is `_` and one digit.
    let head = 1 + if joined.is_some() { 2 } else { 0 };
    std::str::from_utf8(key.get(head..)?).ok()
}
