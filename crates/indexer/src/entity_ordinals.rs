//! Which entity an ordinal of a column is a form of, so that counting ordinals counts entities.

use std::sync::Arc;

use anyhow::{Context, Result};
use depeche_entities::Entities;
use tantivy::Searcher;
use tantivy::columnar::StrColumn;

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
        for (ordinal, form) in ordinals(&column, &forms).with_context(context)? {
            if let (Some(place), Some(entity)) =
                (places.get_mut(ordinal), entities.place_of_form(form))
            {
                *place = u32::try_from(entity + 1).context("more entities than can be")?;
            }
        }
        segments.push(Arc::new(places));
    }
    Ok(segments)
}

/// Of so many values to one form, the form is looked up by itself: a look-up reads a block of the dictionary, of some fifty
/// values.
const VALUES_A_LOOK_UP: usize = 50;

/// Returns the ordinals of those of some sorted forms that a column has.
fn ordinals<'f>(column: &StrColumn, forms: &[&'f str]) -> std::io::Result<Vec<(usize, &'f str)>> {
    let dictionary = column.dictionary();
    let mut found = Vec::new();
    if forms.len() < column.num_terms() / VALUES_A_LOOK_UP {
        for form in forms {
            if let Some(ordinal) = dictionary.term_ord(form)? {
                found.extend(
                    usize::try_from(ordinal)
                        .ok()
                        .map(|ordinal| (ordinal, *form)),
                );
            }
        }
        return Ok(found);
    }
    let mut forms = forms.iter().peekable();
    let mut stream = dictionary.stream()?;
    let mut ordinal = 0;
    while let Some(first) = forms.peek().map(|form| form.as_bytes())
        && stream.advance()
    {
        let value = stream.key();
        if first < value {
            while forms.next_if(|form| form.as_bytes() < value).is_some() {}
        }
        if let Some(form) = forms.next_if(|form| form.as_bytes() == value) {
            found.push((ordinal, *form));
        }
        ordinal += 1;
    }
    Ok(found)
}
