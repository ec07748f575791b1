//! What tantivy is given of an article.

use anyhow::{Context, Result};
use depeche_corpus::{Article, Document, FIELDS, FieldKind, Texte};
use tantivy::TantivyDocument;
use xxhash_rust::xxh3::xxh3_64;

use crate::archive::Stored;
use crate::mention::with_mentions;
use crate::schema::columns;

const EPOCH: jiff::civil::Date = jiff::civil::Date::constant(1970, 1, 1);

/// Returns a date as days since 1970-01-01, as the index counts them.
pub fn days(date: jiff::civil::Date) -> i64 {
    date.duration_since(EPOCH).as_hours() / 24
}

/// Returns the date of a number of days, if there is one.
pub(crate) fn day(days: i64) -> Option<jiff::civil::Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    EPOCH.checked_add(span).ok()
}

/// Names a file to the index: its root and its path below.
pub(crate) fn file_key(root: &str, file: &str) -> String {
    format!("{root}/{file}")
}

/// Hashes an identifier: a run remembers those it met by these.
pub(crate) fn id_hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}

/// Hashes where a record stands and what it says: a record read again with the same key is unchanged.
pub(crate) fn record_key(place: &depeche_corpus::Place) -> u64 {
    let key = format!(
        "{}/{}\0{}\0{}\0{}\0{}",
        place.root,
        place.file,
        place.member.as_deref().unwrap_or_default(),
        place.record,
        place.line,
        place.hash
    );
    xxh3_64(key.as_bytes())
}

/// Returns the tantivy document of an article and what was recognised in it.
pub(crate) fn to_tantivy(article: Article, document: Document) -> Result<TantivyDocument> {
    let columns = columns();
    let mut out = TantivyDocument::default();
    let texte = Texte::of(&article);
    for field in FIELDS {
        let Some(target) = columns.field(field.name) else {
            continue;
        };
        match field.kind {
            FieldKind::Text => {
                for text in texts_of(field.name, &article, &texte, &document) {
                    out.add_text(target, text);
                }
            }
            _ => {
                for value in field.values(&article, &document) {
                    // A longer term is dropped by tantivy, and no name or source is that long.
                    if !value.is_empty() && value.len() < 4096 {
                        out.add_text(target, value);
                    }
                }
            }
        }
    }
    if let Some(date) = article.date {
        out.add_i64(columns.date_from, days(date.from));
        out.add_i64(columns.date_to, days(date.to));
        for year in date.from.year()..=date.to.year() {
            out.add_u64(columns.years, u64::try_from(year).unwrap_or_default());
        }
    }
    for place in &article.places {
        out.add_text(columns.file_key, file_key(&place.root, &place.file));
        out.add_u64(columns.record_keys, record_key(place));
    }
    let stored = serde_json::to_vec(&Stored { article, document })
        .context("an article cannot be written as JSON")?;
    out.add_bytes(columns.stored, &stored);
    Ok(out)
}

/// The texts of a field, with the names in them.
fn texts_of(field: &str, article: &Article, texte: &Texte, document: &Document) -> Vec<String> {
    let place = match field {
        "texte" => Some(0..texte.text.len()),
        // tantivy leaves a position free between two texts, so that no phrase spans two authors.
        "auteur" => {
            let authors = article.authors.iter().filter(|author| !author.is_empty());
            return authors.cloned().collect();
        }
        field => {
            let mut parts = texte.parts.iter();
            let part = parts.find(|(part, _)| part.field() == field);
            part.map(|(_, place)| place.clone())
        }
    };
    place
        .filter(|place| !place.is_empty())
        .map(|place| with_mentions(&texte.text[place.clone()], &place, &document.mentions))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others_opposite() {
        for date in [
            "0001-01-01",
            "1969-12-31",
            "1970-01-01",
            "2024-02-29",
            "9999-12-31",
        ] {
            let date = date.parse().unwrap();
            assert_eq!(day(days(date)), Some(date));
        }
        assert_eq!(day(i64::MAX), None);
    }
}
