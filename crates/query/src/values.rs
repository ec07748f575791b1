//! Which values of an archive a typed value means: a country by any of its names, a name by its words.

use anyhow::{Context, Result};
use depeche_corpus::{Field, FieldKind, field, language_code, language_name};
use depeche_entities::{Entities, Spelling};
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
///
/// A name means all forms of its entity. A person's may be spelled otherwise than in any article, where it reads alike
/// (`depeche_entities::Spelling`).
///
/// With a final `*` it is what starts so: an identifier or an address, a word of a name (`Pout*`), or, of several words,
/// the name (`Vladimir Pout*`).
pub(crate) fn terms(archive: &Archive, value: &Value) -> Result<(Vec<String>, Option<String>)> {
    let start = value.text.strip_suffix('*');
    let found = match (value.field.kind, start) {
        (FieldKind::Country, _) => {
            return Ok(match depeche_entities::country_code(&value.text) {
                Some(code) => (vec![code.to_string()], None),
                None => (
                    Vec::new(),
                    Some(format!(
                        "no country `{}` is known; it takes a name, in French or English, or a code",
                        value.text
                    )),
                ),
            });
        }
        (FieldKind::Raw, Some(start)) => scan(archive, value.field, start, &|_| true)?,
        (FieldKind::Raw, None) if value.field.name == "id" => {
            let ids = archive.ids(&value.text, usize::MAX)?;
            ids.into_iter().map(|id| id.0).collect()
        }
        (FieldKind::Raw, None) => exactly(archive, value.field, &value.text)?,
        (_, Some(start)) if !value.whole => {
            let key = fold(start);
            if key.contains(' ') {
                scan(archive, value.field, &key, &|_| true)?
            } else {
                scan(archive, value.field, "", &|term| has_start(term, &key))?
            }
        }
        _ => {
            let code = language_code(&value.text).filter(|_| value.field.name == "langue");
            let key = fold(code.and_then(language_name).unwrap_or(&value.text));
            let one_word_of_a_person = value.field.name == "personne" && !key.contains(' ');
            let exact = exactly(archive, value.field, &key)?;
            if value.whole || !(exact.is_empty() || one_word_of_a_person) {
                exact
            } else {
                let mut found = scan(archive, value.field, "", &|term| has_words(term, &key))?;
                found.extend(named_with(archive, value.field, &key));
                if found.is_empty() && value.field.name == "personne" {
                    let spelling = Spelling::of_person(&value.text);
                    if !spelling.is_plain() {
                        found = scan(archive, value.field, "", &|term| spelling.is(term))?;
                    }
                }
                // `JDD` is asked for where the archive has «Le Journal du dimanche» alone.
                if found.is_empty()
                    && value.field.name == "source"
                    && let Some(name) = depeche_entities::source_name(&value.text)
                {
                    found = exactly(archive, value.field, &fold(name))?;
                }
                found
            }
        }
    };
    let found = match archive.entities(value.field.name) {
        Some(entities) => entities.expanded(found),
        None => found,
    };
    let warning = found
        .is_empty()
        .then(|| format!("no {} `{}` in this archive", value.field.noun(), value.text));
    Ok((found, warning))
}

/// Returns the field of codes, and the code, where a subject, a sector, a region or a company was asked for by the code that
/// its source gives it (`ns=gpol`).
pub(crate) fn coded(archive: &Archive, value: &Value) -> Result<Option<(&'static Field, String)>> {
    if value.field.topic_kind().is_none() {
        return Ok(None);
    }
    let Some(codes) = field(&format!("{}_code", value.field.name)) else {
        return Ok(None);
    };
    // Databases write them in either case.
    for text in [
        value.text.clone(),
        value.text.to_lowercase(),
        value.text.to_uppercase(),
    ] {
        if known(archive, codes, &text)? {
            return Ok(Some((codes, text)));
        }
    }
    Ok(None)
}

/// What stands in a term from each of its words on.
fn from_each_word(term: &str) -> impl Iterator<Item = &str> {
    let blanks = term.match_indices(' ').map(|(at, _)| &term[at + 1..]);
    std::iter::once(term).chain(blanks)
}

/// Whether a word of a term starts so.
fn has_start(term: &str, start: &str) -> bool {
    from_each_word(term).any(|rest| rest.starts_with(start))
}

/// Whether a term holds these words in a row.
fn has_words(term: &str, words: &str) -> bool {
    from_each_word(term).any(|rest| {
        let behind = rest.strip_prefix(words);
        behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(' '))
    })
}

/// The forms of entities whose name holds these words in a row: a name that was given by hand stands in no article.
fn named_with(archive: &Archive, field: &Field, key: &str) -> Vec<String> {
    let entities = archive.entities(field.name);
    let known = entities.into_iter().flat_map(Entities::iter);
    let meant = known.filter(|known| has_words(&fold(&known.name), key));
    let forms = meant.flat_map(|known| &known.forms);
    forms.map(|form| fold(form)).collect()
}

/// The term that is the key, where an article has it; the forms of the entity that bears it as its name.
fn exactly(archive: &Archive, field: &Field, key: &str) -> Result<Vec<String>> {
    if let Some(known) = archive
        .entities(field.name)
        .and_then(|of| of.of_folded(key))
    {
        return Ok(known.forms.iter().map(|form| fold(form)).collect());
    }
    let known = known(archive, field, key)?;
    Ok(known.then(|| key.to_string()).into_iter().collect())
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

/// The terms of a field that start so and are meant, of all segments, and that an article still has.
fn scan(
    archive: &Archive,
    field: &Field,
    start: &str,
    is_meant: &dyn Fn(&str) -> bool,
) -> Result<Vec<String>> {
    let context = || format!("cannot list the values of `{}`", field.name);
    let target = columns().field(field.name).with_context(context)?;
    let mut found = std::collections::BTreeSet::new();
    for segment in archive.searcher().segment_readers() {
        let inverted = segment.inverted_index(target).with_context(context)?;
        let from_start = inverted.terms().range().ge(start.as_bytes());
        let mut stream = from_start.into_stream().with_context(context)?;
        while stream.advance() && stream.key().starts_with(start.as_bytes()) {
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

#[cfg(test)]
mod tests {

    use super::*;
    use crate::testing::sample;

    #[test]
    fn words_are_compared_whole() {
        assert!(has_words("vladimir poutine", "poutine"));
        assert!(has_words("vladimir poutine", "vladimir poutine"));
        assert!(!has_words("vladimir poutine", "pout"));
        assert!(!has_words("vladimir poutine", "imir poutine"));
        // The first place does not start a word, and the second overlaps it.
        assert!(has_words("ba a a", "a a"));
        assert!(has_start("vladimir poutine", "pout"));
        assert!(has_start("élan", "él") && !has_start("élan", "lan"));
    }

    #[test]
    fn a_final_star_is_what_starts_so() {
        let (_folder, archive) = sample();
        for (name, typed, expected) in [
            ("id", "tbb-*", 2),
            ("id", "tbb-2025*", 1),
            ("id", "bb-*", 0),
            ("personne", "Felder*", 1),
            ("personne", "elderegg*", 0),
            ("personne", "Ndèye Coumba Sarr*", 1),
            ("personne", "Coumba Sarr*", 0),
            ("source", "Trib*", 1),
            ("source", "La Tribune du Bao*", 1),
            ("source", "Tribune du Bao*", 0),
        ] {
            let value = Value {
                field: field(name).unwrap(),
                text: typed.to_string(),
                whole: false,
            };
            let (found, warning) = terms(&archive, &value).unwrap();
            assert_eq!(found.len(), expected, "{name}:{typed}: {found:?}");
            assert_eq!(warning.is_some(), expected == 0, "{name}:{typed}");
        }
    }
}
