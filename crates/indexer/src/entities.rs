//! The entities of an archive as a reader sees them: the table of its commit, corrected by `curation.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};
use depeche_entities::{Curation, Entities, Entity};
use depeche_text::fold;
use tantivy::{Searcher, Term};

use crate::entity_table::{Row, name_fields};
use crate::live::live_docs;
use crate::schema::columns;

/// The file of corrections, in an archive or beside the files of a folder.
pub const CURATION: &str = "curation.toml";

/// The entities of each field, and what could not be corrected.
#[derive(Debug, Default)]
pub(crate) struct Corrected {
    pub(crate) fields: BTreeMap<&'static str, Entities>,
    pub(crate) warnings: Vec<String>,
}

impl Corrected {
    /// Returns the entities of a table, corrected by a file where there is one.
    pub(crate) fn of(rows: Vec<Row>, curation: &Path, searcher: &Searcher) -> Result<Self> {
        let mut corrected = Self::default();
        let mut tables: BTreeMap<String, Vec<Entity>> = BTreeMap::new();
        for Row { field, name, forms } in rows {
            tables
                .entry(field)
                .or_default()
                .push(Entity { name, forms });
        }
        let file = read(curation).unwrap_or_else(|error| {
            let stands = "no correction holds until this is mended";
            corrected.warnings.push(format!("{error:#}; {stands}"));
            None
        });
        for field in name_fields() {
            let mut entities = Entities::of(tables.remove(field.name).unwrap_or_default());
            if let Some(file) = &file {
                let mut failed = None;
                let mut find = |folded: &str| match form(searcher, field.name, folded) {
                    Ok(form) => form,
                    Err(error) => {
                        failed = Some(error);
                        None
                    }
                };
                let remarks = file.apply(field.name, &mut entities, &mut find);
                if let Some(error) = failed {
                    return Err(error);
                }
                let shown = curation.display();
                let warnings = remarks.iter();
                let warnings = warnings.map(|of| format!("{shown}:{}: {}", of.line, of.reason));
                corrected.warnings.extend(warnings);
            }
            if !entities.is_empty() {
                corrected.fields.insert(field.name, entities);
            }
        }
        Ok(corrected)
    }
}

/// Reads a file of corrections, where there is one.
fn read(path: &Path) -> Result<Option<Curation>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("{}: cannot be read", path.display()));
        }
    };
    match Curation::parse(&text) {
        Ok(curation) => Ok(Some(curation)),
        Err(remark) => bail!("{}:{}: {}", path.display(), remark.line, remark.reason),
    }
}

/// The form of a field that an article has and that is folded so.
fn form(searcher: &Searcher, field: &str, folded: &str) -> Result<Option<String>> {
    let context = || format!("cannot look up `{folded}`");
    let Some(target) = columns().field(field) else {
        return Ok(None);
    };
    let term = Term::from_field_text(target, folded);
    for segment in searcher.segment_readers() {
        let Some(column) = segment.fast_fields().str(field).with_context(context)? else {
            continue;
        };
        for doc in live_docs(segment, &term).with_context(context)? {
            for ordinal in column.term_ords(doc) {
                let mut form = String::new();
                column
                    .ord_to_str(ordinal, &mut form)
                    .with_context(context)?;
                if fold(&form) == folded {
                    return Ok(Some(form));
                }
            }
        }
    }
    Ok(None)
}
