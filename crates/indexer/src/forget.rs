//! What becomes of articles whose file does not hold them any more, or is gone.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use anyhow::{Context, Result};
use depeche_corpus::Place;
use depeche_corpus::read::{Error, Unread};
use tantivy::{DocAddress, Term};

use crate::document::{file_key, id_hash};
use crate::files::{Found, STANDARD_INPUT};
use crate::pipeline::Feed;
use crate::run::Run;
use crate::schema::columns;

/// How often a run reads a file once more at most.
const MOST_REREADINGS: u8 = 8;

/// What of a file could not be read today, and still holds what it held.
#[derive(Debug, Default)]
pub(crate) struct NotRead {
    /// All of it.
    pub(crate) whole: bool,
    /// These members of it, and what is in them.
    members: BTreeSet<String>,
}

impl NotRead {
    pub(crate) fn add(&mut self, error: &Error) {
        match (error.unread(), &error.member) {
            (Unread::Nothing, _) => {}
            (Unread::Member, Some(member)) => {
                self.members.insert(member.clone());
            }
            (Unread::Member, None) | (Unread::File, _) => self.whole = true,
        }
    }

    fn holds(&self, member: Option<&str>) -> bool {
        let of_member = |member: &str| {
            let ends = member.match_indices('/').map(|(at, _)| at);
            let mut paths = ends.chain([member.len()]).map(|end| &member[..end]);
            paths.any(|path| self.members.contains(path))
        };
        self.whole || !self.members.is_empty() && member.is_some_and(of_member)
    }
}

impl Run<'_> {
    /// Takes a file's place from the articles that were read from it and are not in it any more, but for those that stand
    /// where it could not be read.
    pub(crate) fn forget_missing(
        &mut self,
        feed: &mut Feed<'_>,
        key: &str,
        not_read: &NotRead,
    ) -> Result<()> {
        let missing = self.missing(key)?.len();
        if not_read.whole {
            self.report.kept += u64::try_from(missing).unwrap_or(u64::MAX);
            return Ok(());
        }
        if missing == 0 {
            return Ok(());
        }
        // Some of them may be changing: what is committed now is what they are.
        self.commit(feed)?;
        for address in self.missing(key)? {
            let mut article = self.archive.stored(address)?.article;
            let stood = article.places.first().map(|place| place.hash.clone());
            let before = article.places.len();
            article.places.retain(|place| {
                file_key(&place.root, &place.file) != key || not_read.holds(place.member.as_deref())
            });
            if article.places.len() == before {
                self.report.kept += 1;
                continue;
            }
            let Some(first) = article.places.first_mut() else {
                self.report.removed += 1;
                self.dirty = true;
                self.store.forms_may_be_gone = true;
                // A record of this identifier in a file to come waits until the commit has taken the article away.
                self.pending.insert(id_hash(&article.id.0));
                let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
                writer.delete_term(Term::from_field_text(columns().id(), &article.id.0));
                continue;
            };
            // The text that stood is gone with its file; the one that is to stand must be read.
            if stood.as_ref() != Some(&first.hash) {
                self.read_again(first);
            }
            self.report.left += 1;
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
            if !self.current.contains(&id_hash(&id)) {
                missing.push(address);
            }
        }
        Ok(missing)
    }

    /// Has the file of a place read once more; what is known of the place is void, so that its record is not taken for
    /// unchanged. Its text is kept nowhere.
    pub(crate) fn read_again(&mut self, place: &mut Place) {
        place.hash.clear();
        // Standard input is gone: its text stands again when it comes again.
        if place.root == STANDARD_INPUT {
            return;
        }
        let key = file_key(&place.root, &place.file);
        let Some(row) = self.store.files.get_mut(&key) else {
            return;
        };
        row.changed = 0;
        // Texts that take turns in standing are settled by the next run at the latest.
        let times = self.queued.entry(key.clone()).or_default();
        *times += 1;
        if *times <= MOST_REREADINGS {
            let (root, file, scope) = (row.root.clone(), row.file.clone(), row.scope.clone());
            self.to_read.push(Found {
                path: key.into(),
                root,
                file,
                scope,
            });
        }
    }
}
