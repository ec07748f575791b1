//! Which values of an archive a typed value means: a country by any of its names, a name by its words.

use anyhow::{Context, Result};
use depeche_corpus::{Field, FieldKind};
use depeche_indexer::{Archive, columns, tantivy};
use depeche_text::fold;
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;

use crate::ast::Value;

/// Returns the terms of the value's field that it means, and what to tell a person when there is none.
///
/// A country is any of its names or its code. Of a person one word is every name that holds it (`Poutine`); otherwise
/// the whole name, or source, else those that hold its words in a row. With `whole` nothing but the value itself.
pub(crate) fn terms(archive: &Archive, value: &Value) -> Result<(Vec<String>, Option<String>)> {
    let none = |what: &str| Some(format!("no {what} `{}` in this archive", value.text));
    match value.field.kind {
        FieldKind::Country => Ok(match depeche_entities::country_code(&value.text) {
            Some(code) => (vec![code.to_string()], None),
            None => (
                Vec::new(),
                Some(format!(
                    "no country `{}` is known; it takes a name, in French or English, or a code",
                    value.text
                )),
            ),
        }),
        FieldKind::Raw if value.field.name == "id" => {
            let ids = archive
                .ids(&value.text, usize::MAX)?
                .into_iter()
                .map(|id| id.0)
                .collect::<Vec<_>>();
            let warning = if ids.is_empty() {
                none("identifier")
            } else {
                None
            };
            Ok((ids, warning))
        }
        FieldKind::Raw => {
            let found = match value.text.strip_suffix('*') {
                Some(start) => scan(archive, value.field, &|term| term.starts_with(start))?,
                None if known(archive, value.field, &value.text)? => vec![value.text.clone()],
                None => Vec::new(),
            };
            let warning = if found.is_empty() {
                none(value.field.name)
            } else {
                None
            };
            Ok((found, warning))
        }
        _ => {
            let key = fold(&value.text);
            let one_word = !key.contains(' ');
            let person = value.field.name == "personne";
            let exact = if known(archive, value.field, &key)? {
                vec![key.clone()]
            } else {
                Vec::new()
            };
            let every_holder = exact.is_empty() || (person && one_word);
            if value.whole || !every_holder {
                let warning = if exact.is_empty() {
                    none(value.field.name)
                } else {
                    None
                };
                return Ok((exact, warning));
            }
            let inside = format!(" {key} ");
            let found = scan(archive, value.field, &|term| {
                format!(" {term} ").contains(&inside)
            })?;
            let warning = if found.is_empty() {
                none(value.field.name)
            } else {
                None
            };
            Ok((found, warning))
        }
    }
}

fn known(archive: &Archive, field: &Field, key: &str) -> Result<bool> {
    let Some(target) = columns().field(field.name) else {
        return Ok(false);
    };
    let term = Term::from_field_text(target, key);
    // The index's own count includes deleted articles.
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let count = archive
        .searcher()
        .search(&query, &Count)
        .with_context(|| format!("cannot look up `{key}`"))?;
    Ok(count > 0)
}

/// The terms of a field that are meant, of all segments, and that an article still has.
fn scan(archive: &Archive, field: &Field, is_meant: &dyn Fn(&str) -> bool) -> Result<Vec<String>> {
    let context = || format!("cannot list the values of `{}`", field.name);
    let target = columns().field(field.name).with_context(context)?;
    let mut found = std::collections::BTreeSet::new();
    for segment in archive.searcher().segment_readers() {
        let inverted = segment.inverted_index(target).with_context(context)?;
        let mut stream = inverted.terms().stream().with_context(context)?;
        while stream.advance() {
            if let Ok(term) = std::str::from_utf8(stream.key())
                && is_meant(term)
            {
                found.insert(term.to_string());
            }
        }
    }
    let mut found: Vec<String> = found.into_iter().collect();
    if archive
        .searcher()
        .segment_readers()
        .iter()
        .any(|segment| segment.has_deletes())
    {
        let mut kept = Vec::new();
        for value in found {
            if known(archive, field, &value)? {
                kept.push(value);
            }
        }
        found = kept;
    }
    Ok(found)
}
