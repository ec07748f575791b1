//! The articles of a segment that hold a term and are still there: those of articles that are gone stay in the postings until
//! segments are joined.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// Returns them in their order, each when it is asked for.
///
/// # Errors
/// When the disk fails.
pub fn live_docs<'s>(
    segment: &'s SegmentReader,
    term: &Term,
) -> tantivy::Result<impl Iterator<Item = DocId> + use<'s>> {
    let inverted = segment.inverted_index(term.field())?;
    let mut postings = inverted.read_postings(term, IndexRecordOption::Basic)?;
    let docs = std::iter::from_fn(move || {
        let postings = postings.as_mut()?;
        let doc = postings.doc();
        if doc == TERMINATED {
            return None;
        }
        postings.advance();
        Some(doc)
    });
    let alive = segment.alive_bitset();
    Ok(docs.filter(move |doc| alive.is_none_or(|alive| alive.is_alive(*doc))))
}
