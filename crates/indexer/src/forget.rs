//! What becomes of articles whose file does not hold them any more, or is gone.

use std::sync::PoisonError;

use anyhow::{Context, Result};
use depeche_corpus::{ArticleId, Place};
use tantivy::{DocAddress, Term};
use xxhash_rust::xxh3::xxh3_64;

use crate::document::file_key;
use crate::pipeline::Feed;
use crate::run::Run;
use crate::schema::columns;

impl Run<'_> {
    /// Takes a file's place from the articles that were read from it and are not in it any more.
    pub(crate) fn forget_missing(&mut self, feed: &mut Feed<'_>, key: &str) -> Result<()> {
        if self.missing(key)?.is_empty() {
            return Ok(());
        }
        // Some of them may be changing: what is committed now is what they are.
        self.commit(feed)?;
        for address in self.missing(key)? {
            let mut article = self.archive.stored(address)?.article;
            let stood = article.places.first().map(|place| place.hash.clone());
            article
                .places
                .retain(|place| file_key(&place.root, &place.file) != key);
            let Some(place) = article.places.first_mut() else {
                self.report.removed += 1;
                self.dirty = true;
                let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
                writer.delete_term(Term::from_field_text(columns().id(), &article.id.0));
                continue;
            };
            if stood.as_ref() != Some(&place.hash) {
                // The text that stood is gone with its file; the other one must be read again, and not be taken
                // for unchanged.
                place.hash = String::new();
                self.read_again(&place.clone(), &article.id);
            }
            self.push(feed, article, true)?;
        }
        Ok(())
    }

    /// The articles of a file that were not met in its reading.
    fn missing(&self, key: &str) -> Result<Vec<DocAddress>> {
        let held = self
            .archive
            .holding(&Term::from_field_text(columns().file_key, key))?;
        let mut missing = Vec::new();
        for address in held {
            let segment = self.archive.searcher().segment_reader(address.segment_ord);
            let ids = segment
                .fast_fields()
                .str("id")
                .context("the index has no identifiers")?;
            let ids = ids.context("the index has no identifiers")?;
            let mut id = String::new();
            for ordinal in ids.term_ords(address.doc_id) {
                ids.ord_to_str(ordinal, &mut id)
                    .context("the index has a damaged identifier")?;
            }
            if !self.current.contains(&xxh3_64(id.as_bytes())) {
                missing.push(address);
            }
        }
        Ok(missing)
    }

    fn read_again(&mut self, place: &Place, id: &ArticleId) {
        if let Some(row) = self
            .store
            .files
            .get_mut(&file_key(&place.root, &place.file))
        {
            row.changed = 0;
        }
        self.warn(format!(
            "`{id}` stood as another file had it; run `depeche index` again to read {}",
            place.file
        ));
    }
}
