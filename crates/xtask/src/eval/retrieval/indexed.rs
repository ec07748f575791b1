//! A collection's articles, indexed by the product, and the judgments as the archive names its articles.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use depeche_corpus::ArticleId;
use depeche_indexer::{Archive, Options, index};
use depeche_query::{Search, Weights};
use tempfile::TempDir;

use super::collection::Collection;
use super::judgments::{Judged, Judgments};

/// An archive of a collection, in a folder of its own that goes with it.
pub(crate) struct Indexed {
    pub(crate) search: Search,
    /// The judgments by the identifiers of the archive; what is not in it keeps its own.
    pub(crate) judgments: Judgments,
    /// What a person should know: what was refused, judgments of articles that are not there.
    pub(crate) notes: Vec<String>,
    folder: TempDir,
}

impl Indexed {
    /// Indexes the articles of a collection as `depeche index` does.
    pub(crate) fn of(collection: &Collection) -> Result<Self> {
        let folder = tempfile::tempdir().context("cannot make a folder for the archive")?;
        let path = archive_in(&folder);
        let options = Options {
            paths: vec![collection.articles.clone()],
            prune: true,
            mapping: None,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
        };
        let report = index(&path, &options, &mut |_| ())?;
        let mut notes = Vec::new();
        if let Some(first) = report.refusals.first() {
            notes.push(format!("{} records refused: {first}", report.refused));
        }
        let archive = Archive::open(&path)?;
        let (judgments, unknown) = translate(&collection.judgments, &archive.ids("", usize::MAX)?);
        if unknown > 0 {
            notes.push(format!(
                "{unknown} relevant articles are not in the collection, and count as not found"
            ));
        }
        Ok(Self {
            search: Search::new(archive),
            judgments,
            notes,
            folder,
        })
    }

    /// Returns a search over the same archive that ranks by other parameters.
    pub(crate) fn with(&self, weights: Weights) -> Result<Search> {
        let archive = Archive::open(&archive_in(&self.folder))?;
        Ok(Search::with_weights(archive, weights))
    }
}

fn archive_in(folder: &TempDir) -> PathBuf {
    folder.path().join("archive")
}

/// Returns the judgments by the archive's identifiers, and how many relevant articles it lacks. An article is judged by its
/// whole identifier, or by the part before the `@`.
fn translate(judgments: &Judgments, ids: &[ArticleId]) -> (Judgments, usize) {
    let mut known: HashMap<&str, &str> = HashMap::new();
    for ArticleId(id) in ids {
        known.entry(own(id)).or_insert(id);
    }
    for ArticleId(id) in ids {
        known.insert(id, id);
    }
    let mut unknown = 0;
    let mut translated = Judgments::new();
    for (qid, judged) in judgments {
        let mut by_id = Judged::new();
        for (article, grade) in judged {
            match known.get(article.as_str()) {
                Some(id) => {
                    by_id.insert((*id).to_string(), *grade);
                }
                None => {
                    unknown += usize::from(*grade > 0);
                    by_id.insert(article.clone(), *grade);
                }
            }
        }
        translated.insert(qid.clone(), by_id);
    }
    (translated, unknown)
}

/// The part of an identifier that the article's record bears.
pub(crate) fn own(id: &str) -> &str {
    id.rsplit_once('@').map_or(id, |(own, _)| own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_judged_by_its_own_or_its_whole_identifier() {
        let ids = ["a1@docs", "a1@le-monde", "a10@docs", "a@b@docs", "0123"];
        let ids = ids.map(|id| ArticleId(id.to_string()));
        let judged = ["a1", "a1@le-monde", "a@b", "0123", "a", "2"];
        let judged = judged.map(|id| (id.to_string(), 1));
        let judgments = Judgments::from([("q".to_string(), Judged::from(judged))]);
        let (translated, unknown) = translate(&judgments, &ids);
        let found: Vec<&str> = translated["q"].keys().map(String::as_str).collect();
        assert_eq!(
            found,
            ["0123", "2", "a", "a1@docs", "a1@le-monde", "a@b@docs"]
        );
        assert_eq!(unknown, 2);
    }
}
