//! Joins the segments a run leaves: every query reads each of them, and facets are added up where they meet.

use anyhow::{Context, Result};
use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument, TantivyError};

/// Up to this many segments are left as they are: joining two or three changes little, and writing costs as much as a
/// seventh of the run.
const FEW: usize = 4;

/// A segment is joined to smaller ones if it holds at most so many times their articles: what a small run adds to a large
/// archive is not worth writing that anew.
const TIMES: u64 = 3;

/// Least memory tantivy gives a writer; nothing is added here.
const WRITER_BYTES: usize = 15 << 20;

/// Joins small segments of an index nobody writes to. Another writer that came first may do it at its own end.
pub(crate) fn join(index: &Index) -> Result<()> {
    let context = "the index cannot be merged";
    // As long as something holds what tantivy says of a segment, its files stay.
    let metas = index.searchable_segment_metas().context(context)?;
    let sizes = metas
        .into_iter()
        .map(|meta| (meta.id(), u64::from(meta.num_docs())));
    let ids = to_join(sizes.collect());
    if ids.is_empty() {
        return Ok(());
    }
    let mut writer: IndexWriter<TantivyDocument> =
        match index.writer_with_num_threads(1, WRITER_BYTES) {
            Err(TantivyError::LockFailure(..)) => return Ok(()),
            writer => writer.context(context)?,
        };
    writer.set_merge_policy(Box::new(NoMergePolicy));
    writer.merge(&ids).wait().context(context)?;
    // The files of those that were joined go now, not at the next run.
    writer.garbage_collect_files().wait().context(context)?;
    writer.wait_merging_threads().context(context)
}

/// The segments to join: the small ones, as far as each is not much larger than those before it together.
fn to_join(mut sizes: Vec<(SegmentId, u64)>) -> Vec<SegmentId> {
    if sizes.len() <= FEW {
        return Vec::new();
    }
    sizes.sort_by_key(|(id, size)| (*size, *id));
    let mut all = 0;
    let small = sizes.iter().take_while(|(_, size)| {
        let joins = all == 0 || *size <= TIMES * all;
        all += size;
        joins
    });
    let small: Vec<SegmentId> = small.map(|(id, _)| *id).collect();
    if small.len() > 1 { small } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_segments_are_joined_and_a_large_one_stays() {
        let check = |sizes: &[u64], expected: usize| {
            let sizes: Vec<_> = sizes
                .iter()
                .map(|size| (SegmentId::generate_random(), *size))
                .collect();
            assert_eq!(to_join(sizes.clone()).len(), expected, "{sizes:?}");
        };
        check(&[10, 10, 10, 10], 0);
        check(&[10, 10, 10, 10, 10, 10, 10], 7);
        check(&[1000, 1, 1, 1, 1], 4);
        check(&[1000, 100, 1, 1, 1], 3);
        check(&[1, 10, 100, 1000, 10_000], 0);
    }
}
