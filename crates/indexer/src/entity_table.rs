//! Which forms of the names of a commit are one entity: computed from the set of its forms, written beside the index before
//! the commit that names the table, read by who opens that commit.
//!
//! A row a line: `{"field": "personne", "name": "Sergueï Choïgou", "forms": ["Sergei Shoigu", "Sergueï Choïgou"]}`, of
//! the entities that have several forms, or are called otherwise than the one they have.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use depeche_corpus::{Article, Document, FIELDS, Field, FieldKind};
use depeche_entities::{Entity, entities, sources};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use tantivy::columnar::StrColumn;

use crate::archive::Archive;
use crate::manifest::write_atomically;

/// The forms of each field of names.
pub(crate) type Forms = BTreeMap<&'static str, FxHashSet<String>>;

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) forms: Vec<String>,
}

/// Returns the fields whose values are names of entities.
pub(crate) fn name_fields() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| field.kind == FieldKind::Name)
}

/// Adds the forms of an article.
pub(crate) fn add_forms(forms: &mut Forms, article: &Article, document: &Document) {
    for field in name_fields() {
        let known = forms.entry(field.name).or_default();
        for form in field.values(article, document) {
            if !known.contains(&*form) {
                known.insert(form.into_owned());
            }
        }
    }
}

/// Adds all of some forms to others.
pub(crate) fn add_all(forms: &mut Forms, others: Forms) {
    for (field, others) in others {
        forms.entry(field).or_default().extend(others);
    }
}

/// Returns the forms that the articles of a commit have: those of articles that are gone stay in the columns for a while.
pub(crate) fn forms_of(archive: &Archive) -> Result<Forms> {
    let mut forms = Forms::default();
    for segment in archive.searcher().segment_readers() {
        for field in name_fields() {
            let context = || format!("the values of `{}` cannot be read", field.name);
            let known = forms.entry(field.name).or_default();
            let column = segment.fast_fields().str(field.name);
            let Some(column) = column.with_context(context)? else {
                continue;
            };
            let ordinals: Vec<u64> = if segment.has_deletes() {
                let docs = segment.doc_ids_alive();
                let used: FxHashSet<u64> = docs.flat_map(|doc| column.term_ords(doc)).collect();
                let mut used: Vec<u64> = used.into_iter().collect();
                used.sort_unstable();
                used
            } else {
                (0..column.num_terms() as u64).collect()
            };
            read_values(&column, &ordinals, known).with_context(context)?;
        }
    }
    Ok(forms)
}

fn read_values(column: &StrColumn, ordinals: &[u64], known: &mut FxHashSet<String>) -> Result<()> {
    if ordinals.is_empty() {
        return Ok(());
    }
    column
        .dictionary()
        .sorted_ords_to_term_cb(ordinals, |form| {
            if let Ok(form) = std::str::from_utf8(form)
                && !known.contains(form)
            {
                known.insert(form.to_string());
            }
        })?;
    Ok(())
}

/// Writes the table of some forms.
pub(crate) fn write(path: &Path, forms: &Forms) -> Result<()> {
    let mut bytes = Vec::new();
    for field in name_fields() {
        let forms = forms.get(field.name).into_iter().flatten();
        let forms = forms.map(String::as_str);
        let several = match field.entity_kind() {
            Some(kind) => entities(kind, forms),
            None => sources(forms),
        };
        for Entity { name, forms } in several {
            let row = Row {
                field: field.name.to_string(),
                name,
                forms,
            };
            serde_json::to_writer(&mut bytes, &row)
                .context("the table of entities cannot be written as JSON")?;
            bytes
                .write_all(b"\n")
                .context("the table of entities cannot be written")?;
        }
    }
    write_atomically(path, &bytes)
}

/// Reads the table that a commit names.
pub(crate) fn read(path: &Path) -> Result<Vec<Row>> {
    let context = || format!("{}: cannot be read", path.display());
    let text = fs::read_to_string(path).with_context(context)?;
    let rows = text.lines().map(serde_json::from_str);
    rows.collect::<Result<_, _>>().with_context(context)
}
