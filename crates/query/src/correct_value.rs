//! Finds what a name or a country that the archive lacks was meant to be: a country by its name, a word of the names of a
//! field, or a whole name of several words.

use anyhow::{Context, Result};
use depeche_corpus::FieldKind;
use depeche_indexer::{Archive, columns, tantivy};
use depeche_text::fold;
use rustc_hash::FxHashMap;
use tantivy::schema::Field as Target;

use crate::ast::Value;
use crate::correct::{is_likely, score};
use crate::typing_cost::Spelled;
use crate::values;

/// Letters by which a name may be longer or shorter: two errors, or a sound that is spelled with three letters.
const LONGER: usize = 2;
/// As often as all countries are taken to be named: often enough.
const COUNTRY: u64 = 100;

/// Returns the value that was meant, where the archive has none that was typed.
pub(crate) fn correct_value(archive: &Archive, value: &Value) -> Result<Option<String>> {
    let is_name = !matches!(value.field.kind, FieldKind::Raw | FieldKind::Text);
    let key = fold(&value.text);
    // An initial, or figures, are near to everything.
    if !is_name
        || value.text.ends_with('*')
        || key.chars().filter(|c| c.is_alphabetic()).count() < 3
    {
        return Ok(None);
    }
    if values::coded(archive, value)?.is_some() || !values::terms(archive, value)?.0.is_empty() {
        return Ok(None);
    }
    if value.field.kind == FieldKind::Country {
        // No country of that name is known; whether one is in the archive is another question.
        if depeche_entities::country_code(&value.text).is_some() {
            return Ok(None);
        }
        let names = depeche_entities::country_names().map(|name| (name.to_string(), COUNTRY));
        return Ok(nearest(&key, names));
    }
    let target = columns()
        .field(value.field.name)
        .with_context(|| format!("cannot list the values of `{}`", value.field.name))?;
    let names = names(archive, target, key.contains(' '))?;
    let nearest = nearest(&key, names.into_iter());
    // A whole name is called as its entity is.
    if let Some(name) = &nearest
        && let Some(known) = archive
            .entities(value.field.name)
            .and_then(|of| of.of_folded(name))
    {
        return Ok(Some(known.name.clone()));
    }
    Ok(nearest.map(|name| in_capitals(&value.text, &name)))
}

/// The names of a field, or their words, and in how many articles they are.
fn names(archive: &Archive, target: Target, whole: bool) -> Result<FxHashMap<String, u64>> {
    let mut names: FxHashMap<String, u64> = FxHashMap::default();
    for segment in archive.searcher().segment_readers() {
        let inverted = segment.inverted_index(target)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let articles = u64::from(stream.value().doc_freq);
            let name = std::str::from_utf8(stream.key()).unwrap_or_default();
            if whole {
                *names.entry(name.to_string()).or_default() += articles;
                continue;
            }
            for word in name.split(' ') {
                match names.get_mut(word) {
                    Some(known) => *known += articles,
                    None => drop(names.insert(word.to_string(), articles)),
                }
            }
        }
    }
    Ok(names)
}

/// The name that was most likely meant by a key.
fn nearest(key: &str, names: impl Iterator<Item = (String, u64)>) -> Option<String> {
    let letters = key.chars().count();
    let typed = Spelled::of(key);
    let mut best: Option<(f64, String)> = None;
    for (name, articles) in names {
        let folded = fold(&name);
        if folded.chars().count().abs_diff(letters) > LONGER || folded == key {
            continue;
        }
        let cost = typed.cost(&Spelled::of(&folded));
        if !is_likely(articles, cost, letters) {
            continue;
        }
        let score = score(&folded, articles, cost);
        let is_better = best.as_ref().is_none_or(|(known, other)| {
            score > *known || (score - *known).abs() < f64::EPSILON && name < *other
        });
        if is_better {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The words of a name, with capitals where the first typed letter is one.
fn in_capitals(typed: &str, name: &str) -> String {
    if !typed.starts_with(char::is_uppercase) {
        return name.to_string();
    }
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}
