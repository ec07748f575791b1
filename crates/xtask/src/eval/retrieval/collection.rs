//! A collection: articles, queries, and which articles answer which query.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::judgments::{self, Judgments};
use crate::eval::lines::each_line;

/// A judged collection.
#[derive(Debug)]
pub(crate) struct Collection {
    /// The name of its folder.
    pub(crate) name: String,
    /// In the order of the file.
    pub(crate) queries: Vec<Asked>,
    pub(crate) judgments: Judgments,
    /// Where its articles lie.
    pub(crate) articles: PathBuf,
    /// Whether its articles are records with identifiers of their own, by which they are judged.
    pub(crate) own_ids: bool,
}

/// A query of a collection.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) qid: String,
    pub(crate) text: String,
}

impl Collection {
    /// Reads the queries and judgments of a folder; the articles are only looked for.
    pub(crate) fn read(folder: &Path, articles: Option<&Path>) -> Result<Self> {
        let context = || format!("{}: cannot read", folder.display());
        let name = folder.canonicalize().with_context(context)?;
        let name = name.file_name().with_context(context)?;
        let docs = folder.join("docs.jsonl");
        let (own_ids, articles) = match articles {
            _ if docs.exists() => (true, docs),
            Some(articles) => (false, articles.to_path_buf()),
            None => bail!(
                "{}: has no `docs.jsonl`; name its articles with `--articles`",
                folder.display()
            ),
        };
        Ok(Self {
            // A name is one cell of a table.
            name: name.to_string_lossy().replace([',', '"', '|', ' '], "_"),
            queries: queries(&folder.join("queries.tsv"))?,
            judgments: judgments::read(&folder.join("qrels.tsv"))?,
            articles,
            own_ids,
        })
    }
}

fn queries(path: &Path) -> Result<Vec<Asked>> {
    let mut queries = Vec::new();
    let mut known = HashSet::new();
    each_line(path, |line| {
        let (qid, text) = line
            .split_once('\t')
            .context("a name, a tab and a query were expected")?;
        if !known.insert(qid.trim().to_string()) {
            bail!("`{qid}` names another query before");
        }
        queries.push(Asked {
            qid: qid.trim().to_string(),
            text: text.trim().to_string(),
        });
        Ok(())
    })?;
    Ok(queries)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let error = |articles: Option<&str>| {
            let path = folder.path().join("presse, locale");
            let error = Collection::read(&path, articles.map(Path::new)).unwrap_err();
            format!("{error:#}").replace(&path.display().to_string(), "DIR")
        };
        assert_eq!(
            error(None),
            "DIR: cannot read: No such file or directory (os error 2)"
        );
        let path = folder.path().join("presse, locale");
        fs::create_dir(&path).unwrap();
        assert_eq!(
            error(None),
            "DIR: has no `docs.jsonl`; name its articles with `--articles`"
        );
        assert_eq!(
            error(Some("articles")),
            "DIR/queries.tsv: cannot read: No such file or directory (os error 2)"
        );
        fs::write(path.join("queries.tsv"), "q1\tgrève\nq2 grève\n").unwrap();
        assert_eq!(
            error(Some("articles")),
            "DIR/queries.tsv:2: bad line: a name, a tab and a query were expected"
        );
        fs::write(path.join("queries.tsv"), "q1\tgrève\nq1\tusine\n").unwrap();
        assert_eq!(
            error(Some("articles")),
            "DIR/queries.tsv:2: bad line: `q1` names another query before"
        );
        fs::write(
            path.join("queries.tsv"),
            "\u{feff}q1\tgrève à l'usine ?\r\n",
        )
        .unwrap();
        assert_eq!(
            error(Some("articles")),
            "DIR/qrels.tsv: cannot read: No such file or directory (os error 2)"
        );
        fs::write(path.join("qrels.tsv"), "q1 0 a 1\n").unwrap();
        let collection = Collection::read(&path, Some(Path::new("articles"))).unwrap();
        assert_eq!(collection.name, "presse__locale");
        assert_eq!(collection.queries[0].qid, "q1");
        assert_eq!(collection.queries[0].text, "grève à l'usine ?");
        assert!(!collection.own_ids);
    }
}
