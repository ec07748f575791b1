//! Which entity an ordinal of a column is a form of, so that counting ordinals counts entities.

use std::sync::Arc;

use anyhow::{Context, Result};
use depeche_entities::Entities;
use tantivy::Searcher;

/// For each ordinal of a segment's column, the place of its entity and one more; 0 where the form is one by itself.
pub type EntityOrdinals = Arc<Vec<u32>>;

/// Returns the ordinals of a field of names, a list a segment.
pub(crate) fn entity_ordinals(
    searcher: &Searcher,
    field: &str,
    entities: &Entities,
) -> Result<Vec<EntityOrdinals>> {
    let context = || format!("the values of `{field}` cannot be read");
    let mut forms: Vec<&str> = entities
        .iter()
        .flat_map(|known| known.forms.iter().map(String::as_str))
        .collect();
    // In their order, so that each block of the dictionary is read once.
    forms.sort_unstable();
    let mut segments = Vec::new();
    for segment in searcher.segment_readers() {
        let Some(column) = segment.fast_fields().str(field).with_context(context)? else {
            segments.push(Arc::default());
            continue;
        };
        let mut places = vec![0; column.num_terms()];
        for form in &forms {
            let ordinal = column.dictionary().term_ord(form).with_context(context)?;
            let at = ordinal.and_then(|ordinal| usize::try_from(ordinal).ok());
            let place = at.and_then(|at| places.get_mut(at));
            if let (Some(place), Some(entity)) = (place, entities.place_of_form(form)) {
                *place = u32::try_from(entity + 1).context("more entities than can be")?;
            }
        }
        segments.push(Arc::new(places));
    }
    Ok(segments)
}
