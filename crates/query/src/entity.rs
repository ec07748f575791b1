//! One entity of an archive, as a person asks for it: what it is called, its forms, and how many articles have each.

use anyhow::{Context, Result};
use depeche_corpus::Field;
use depeche_indexer::{columns, live_docs, tantivy};
use depeche_text::fold;
use rustc_hash::FxHashSet;
use tantivy::Term;

use crate::ast::Value;
use crate::search::Search;
use crate::values;

/// One entity of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityForms {
    /// What it is called.
    pub name: String,
    /// Whether it is neither counted nor shown.
    pub hidden: bool,
    /// Articles that name it.
    pub articles: u64,
    /// Its forms, with the articles that have each; the most frequent first.
    pub forms: Vec<(String, u64)>,
}

impl Search {
    /// Returns the entities that a name of a field may mean, as `personne:"…"` reads it, in the order of their names.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn entities_named(&self, field: &'static Field, name: &str) -> Result<Vec<EntityForms>> {
        let archive = self.archive();
        let known = archive.entities(field.name);
        let whole = fold(name);
        // The whole name of one means that one, also where it is a word of others.
        let is_whole = known.is_some_and(|of| of.of_folded(&whole).is_some());
        let value = Value {
            field,
            text: name.to_string(),
            whole: is_whole,
        };
        let mut terms = values::terms(archive, &value)?.0;
        if terms.contains(&whole) && !is_whole {
            terms = vec![whole];
        }
        let mut found: Vec<EntityForms> = Vec::new();
        let mut met: FxHashSet<String> = FxHashSet::default();
        for term in terms {
            if met.contains(&term) {
                continue;
            }
            let entity = known.and_then(|of| of.of_folded(&term));
            let folded: Vec<String> = match entity {
                Some(entity) => entity.forms.iter().map(|form| fold(form)).collect(),
                None => vec![term],
            };
            met.extend(folded.iter().cloned());
            let (forms, articles) = self.forms(field, &folded)?;
            let first = forms.first().map(|(form, _)| form.clone());
            let name = entity.map(|of| of.name.clone()).or(first);
            if let Some(name) = name {
                found.push(EntityForms {
                    name,
                    hidden: entity.is_some_and(|of| of.hidden),
                    articles,
                    forms,
                });
            }
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    /// The forms of a field that are folded so, with their articles, and how many articles have one.
    fn forms(&self, field: &Field, folded: &[String]) -> Result<(Vec<(String, u64)>, u64)> {
        let context = || format!("the values of `{}` cannot be read", field.name);
        let target = columns().field(field.name).with_context(context)?;
        let mut counts: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
        let mut articles = 0;
        for segment in self.archive().searcher().segment_readers() {
            let Some(column) = segment
                .fast_fields()
                .str(field.name)
                .with_context(context)?
            else {
                continue;
            };
            let mut docs: FxHashSet<u32> = FxHashSet::default();
            for form in folded {
                let term = Term::from_field_text(target, form);
                docs.extend(live_docs(segment, &term).with_context(context)?);
            }
            articles += docs.len() as u64;
            let mut ordinals: rustc_hash::FxHashMap<u64, u64> = rustc_hash::FxHashMap::default();
            for doc in docs {
                for ordinal in column.term_ords(doc) {
                    *ordinals.entry(ordinal).or_default() += 1;
                }
            }
            for (ordinal, count) in ordinals {
                let mut form = String::new();
                column
                    .ord_to_str(ordinal, &mut form)
                    .with_context(context)?;
                if folded.contains(&fold(&form)) {
                    *counts.entry(form).or_default() += count;
                }
            }
        }
        let mut forms: Vec<(String, u64)> = counts.into_iter().collect();
        forms.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok((forms, articles))
    }
}
