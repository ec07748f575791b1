//! Which articles a person found relevant to a query: TREC's qrels.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result, bail};
use depeche_corpus::ArticleId;

use crate::eval::lines::each_line;

/// The grades of the articles judged for one query, by identifier; 0 is judged and not relevant.
pub(crate) type Judged = BTreeMap<String, u32>;

/// The judgments of a collection, by query.
pub(crate) type Judgments = HashMap<String, Judged>;

/// Reads `query iteration article grade`, parted by blanks or tabs. A negative grade is, as in trec_eval, not relevant.
pub(crate) fn read(path: &Path) -> Result<Judgments> {
    let mut judgments = Judgments::new();
    each_line(path, |line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [qid, _, article, grade] = columns[..] else {
            bail!(
                "4 columns (query, iteration, article, grade) were expected, {} found",
                columns.len()
            );
        };
        let grade: i32 = grade
            .parse()
            .with_context(|| format!("`{grade}` is no grade: a whole number was expected"))?;
        let grade = u32::try_from(grade).unwrap_or(0);
        let judged = judgments.entry(qid.to_string()).or_default();
        if let Some(before) = judged.insert(own(article), grade)
            && before != grade
        {
            bail!("`{article}` was judged {before} for `{qid}` before");
        }
        Ok(())
    })?;
    Ok(judgments)
}

/// An identifier as an archive writes a record's own.
fn own(article: &str) -> String {
    let ArticleId(id) = ArticleId::own(article, "");
    id.strip_suffix('@').unwrap_or(&id).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Judgments, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qrels.tsv");
        std::fs::write(&path, text).unwrap();
        let shown = format!("{}:", path.display());
        read(&path).map_err(|error| format!("{error:#}").replace(&shown, ""))
    }

    #[test]
    fn qrels_are_read_with_blanks_or_tabs() {
        let judgments = of("q1 0 a 2\nq1\t0\tb\t0\n\nq2 Q0  c  -1\r\nq1 0 a 2\n").unwrap();
        let shown = |qid: &str| -> Vec<String> {
            let judged = judgments[qid].iter();
            judged.map(|(id, grade)| format!("{id} {grade}")).collect()
        };
        assert_eq!(shown("q1"), ["a 2", "b 0"]);
        assert_eq!(shown("q2"), ["c 0"]);
    }

    #[test]
    fn a_bad_line_is_named() {
        for (text, error) in [
            (
                "q1 0 a 1\nq1 a 1\n",
                "2: bad line: 4 columns (query, iteration, article, grade) were expected, 3 found",
            ),
            (
                "\nq1 0 a oui\n",
                "2: bad line: `oui` is no grade: a whole number was expected: invalid digit found in string",
            ),
            (
                "q1 0 a 1\nq1 0 a 2\n",
                "2: bad line: `a` was judged 1 for `q1` before",
            ),
        ] {
            assert_eq!(of(text).unwrap_err(), error);
        }
    }
}
