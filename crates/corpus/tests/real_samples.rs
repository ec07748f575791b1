//! Real exports, where `DEPECHE_EVAL` names the folder that holds them: each gives the articles that a person read in it
//! (`data/eval/formats.tsv`, as hashes: the exports are not ours to show).

use std::path::{Path, PathBuf};

use depeche_corpus::read::{Input, Mapping, read};
use depeche_corpus::{Article, Block, content_hash};

const EXPECTED: &str = include_str!("../../../data/eval/formats.tsv");

/// The hash of a text, whose blanks may be of any width.
fn hash(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.join(" ") {
        text if text.is_empty() => "0".to_string(),
        text => content_hash([text.as_str()])[..8].to_string(),
    }
}

/// What is asked of an article, in the order of the table.
fn facts(article: &Article) -> Vec<(&'static str, String)> {
    let texts: Vec<&str> = article.body.iter().map(Block::text).collect();
    let body = texts.join(" ");
    let words: Vec<&str> = body.split_whitespace().collect();
    // The words of a body that are compared.
    const WORDS: usize = 5;
    let first = words[..words.len().min(WORDS)].join(" ");
    let last = words[words.len().saturating_sub(WORDS)..].join(" ");
    let own_id = match article.id.0.rsplit_once('@') {
        Some((own, _)) => own,
        None if article.id.0.contains(':') => &article.id.0,
        None => "",
    };
    vec![
        ("title", article.title.clone()),
        (
            "date",
            article
                .date
                .map(|date| date.to_string())
                .unwrap_or_default(),
        ),
        ("source", article.source.clone().unwrap_or_default()),
        ("authors", article.authors.join(" + ")),
        ("identifier", own_id.to_string()),
        ("first words", first),
        ("last words", last),
    ]
}

#[test]
fn real_exports_give_what_was_read_in_them() {
    let Some(folder) = std::env::var_os("DEPECHE_EVAL").map(PathBuf::from) else {
        return;
    };
    let mut rows = EXPECTED
        .lines()
        .filter(|row| !row.starts_with('#'))
        .peekable();
    let mut wrong = Vec::new();
    let mut files = 0;
    while let Some(row) = rows.next() {
        let head: Vec<&str> = row.split('\t').collect();
        let [file, articles, refusals] = head[..] else {
            panic!("{row}");
        };
        files += 1;
        let (found, refused) = read_file(&folder.join("formats").join(file), file);
        if (
            found.len().to_string().as_str(),
            refused.len().to_string().as_str(),
        ) != (articles, refusals)
        {
            wrong.push(format!(
                "{file}: {} articles and {} refusals, not {articles} and {refusals}: {refused:?}",
                found.len(),
                refused.len()
            ));
        }
        let mut number = 0;
        while let Some(row) = rows.next_if(|row| row.starts_with('\t')) {
            let expected: Vec<&str> = row.split('\t').skip(1).collect();
            number += 1;
            // How many there are was compared.
            let Some(article) = found.get(number - 1) else {
                continue;
            };
            for ((fact, value), expected) in facts(article).iter().zip(&expected) {
                if *expected != "-" && hash(value) != *expected {
                    wrong.push(format!("{file}, article {number}: {fact} `{value}`"));
                }
            }
            let blocks = article.body.len().to_string();
            if expected[7] != "-" && blocks != expected[7] {
                wrong.push(format!(
                    "{file}, article {number}: {blocks} blocks, not {}",
                    expected[7]
                ));
            }
        }
    }
    assert!(files > 15, "{files}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn read_file(path: &Path, file: &str) -> (Vec<Article>, Vec<String>) {
    let input = Input {
        path,
        root: "",
        file,
        scope: "samples",
        mapping: &Mapping::default(),
    };
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    read(&input, &mut |record| match record {
        Ok(record) => found.push(record.article),
        Err(error) => refused.push(error.to_string()),
    });
    (found, refused)
}
