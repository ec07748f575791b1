//! What tests show of a file: its records as they are read, one line a field.

use std::io::BufReader;
use std::path::Path;

use super::{Error, Input, Record, read_stream};
use crate::Block;
use crate::read::bytes::headed::HEAD;

/// Reads bytes as a file of a name: in memory, for tests read thousands of them.
pub(super) fn records(name: &str, bytes: &[u8]) -> Vec<Result<Record, Error>> {
    let input = Input {
        path: Path::new(name),
        root: "/dossier",
        file: name,
        scope: "dossier",
        mapping: &Default::default(),
    };
    let mut records = Vec::new();
    let mut reader = BufReader::with_capacity(HEAD, bytes);
    read_stream(&input, Some(input.path), &mut reader, &mut |record| {
        records.push(record)
    });
    records
}

/// Returns all that a file says, as lines.
pub(super) fn shown(name: &str, bytes: &[u8]) -> String {
    let records = records(name, bytes);
    let shown: Vec<String> = records.iter().map(record).collect();
    shown.join("\n")
}

fn record(record: &Result<Record, Error>) -> String {
    let (article, remark) = match record {
        Ok(record) => (&record.article, &record.remark),
        Err(error) => {
            let (record, line) = (error.record.unwrap_or(0), error.line.unwrap_or(0));
            return format!("{record}:{line} {}\n", error.reason);
        }
    };
    let place = &article.places[0];
    let mut out = format!(
        "{}:{} {} {}\n",
        place.record, place.line, article.id, place.encoding
    );
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out += &format!("{name}: {value}\n");
        }
    };
    line("title", Some(article.title.clone()));
    line("lead", article.lead.clone());
    line("date", article.date.map(|date| date.to_string()));
    line("source", article.source.clone());
    line("agency", article.agency.clone());
    line("authors", Some(article.authors.join("|")));
    line("section", article.section.clone());
    line("url", article.url.clone());
    line("caption", article.caption.clone());
    line("credit", article.credit.clone());
    line("words", article.words.map(|words| words.to_string()));
    line(
        "revision",
        article.revision.map(|revision| revision.to_string()),
    );
    line(
        "withdrawn",
        article.withdrawn.then(|| "by its agency".to_string()),
    );
    line("language", article.language.clone());
    for topic in &article.topics {
        let code = topic.code.clone().unwrap_or_default();
        line(
            "topic",
            Some(
                format!("{:?} {} {code}", topic.kind, topic.name)
                    .trim_end()
                    .to_string(),
            ),
        );
    }
    for block in &article.body {
        match block {
            Block::Paragraph(text) => line("¶", Some(text.clone())),
            Block::Crosshead(text) => line("#", Some(text.clone())),
        }
    }
    if let Some(remark) = remark {
        out += &format!("! {}\n", remark.reason);
    }
    out
}
