//! One facet by itself: how many articles have each of its values, and how many values there are.

use anyhow::{Result, bail};
use depeche_corpus::{CountryCode, FIELDS, Field, FieldKind};
use depeche_text::fold;
use serde::Serialize;

use crate::lacking::Counted;
use crate::results::Facet;
use crate::search::{Request, Search};

/// The counts of one facet over the articles of a request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FacetCounts {
    /// Version of this form.
    pub schema: u32,
    /// What was typed.
    pub query: String,
    /// How it was understood, filters included, in the canonical syntax.
    pub understood: String,
    /// The field, by its name in the query language.
    pub field: &'static str,
    /// Articles that hold all of it; where none does and words may be lacking, those that lack some.
    pub total: u64,
    /// Whether these articles lack some of the words.
    pub relaxed: bool,
    /// How many of them have no date.
    pub undated: u64,
    /// How many values they have in this field.
    pub distinct: u64,
    /// The most frequent of those.
    pub values: Vec<Facet>,
    /// What a person should know: a value that is not in the archive, a sign taken otherwise than typed.
    pub warnings: Vec<String>,
}

/// Returns the fields whose values can be counted: those counted beside the hits, and the others with one value.
pub fn countable_fields() -> impl Iterator<Item = &'static Field> {
    FIELDS
        .iter()
        .filter(|field| field.facet || matches!(field.kind, FieldKind::Value | FieldKind::Country))
}

impl Search {
    /// Counts the values of one field in the articles of a request: all its filters hold, also one on this field.
    ///
    /// # Errors
    /// When the values of the field are not counted, or when the disk fails.
    pub fn facet(
        &self,
        request: &Request,
        field: &'static Field,
        top: usize,
    ) -> Result<FacetCounts> {
        if !countable_fields().any(|known| known == field) {
            bail!("the values of `{}` are not counted", field.name);
        }
        let mut warnings = self.archive().warnings().to_vec();
        let corrected = self.corrected(request)?;
        let request = corrected.said(&mut warnings);
        let whole = request.whole(None);
        let compiled = self.compiled(request, &whole, &mut warnings)?;
        let Counted { mut counts, others } = self.counted(request, &compiled, &[field], top)?;
        Ok(FacetCounts {
            schema: 1,
            query: request.typed.clone(),
            understood: whole.to_string(),
            field: field.name,
            total: counts.total,
            relaxed: others.is_some(),
            undated: counts.undated,
            distinct: counts.distinct.pop().unwrap_or_default(),
            values: labelled(field, counts.values.pop().unwrap_or_default(), top),
            warnings,
        })
    }
}

/// Counted values as a reader sees them, most first: the index orders equal counts by code, a reader expects the order of
/// what is shown.
pub(crate) fn labelled(field: &Field, values: Vec<(String, u64)>, top: usize) -> Vec<Facet> {
    let mut values: Vec<Facet> = values
        .into_iter()
        .map(|(value, count)| facet(field, value, count))
        .collect();
    values.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then_with(|| fold(&a.label).cmp(&fold(&b.label)))
    });
    values.truncate(top);
    values
}

fn facet(field: &Field, id: String, count: u64) -> Facet {
    let code = (field.kind == FieldKind::Country)
        .then(|| CountryCode::new(&id))
        .flatten();
    let label = code.map_or_else(
        || id.clone(),
        |code| depeche_entities::country_name(code).to_string(),
    );
    Facet { id, label, count }
}
