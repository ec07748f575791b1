//! JSONL: one JSON object a line. Its keys are the field names of [`Article`]; `text` stands for a body whose paragraphs
//! end where its lines end. Other keys are passed over. Lines that are ninjs are read as that.

use std::io::BufRead;

use serde::Deserialize;

use super::decode::decode;
use super::lines::{Line, next_line};
use super::{Draft, Error, Input, LONGEST_RECORD, Reason, Record, ninjs};
use crate::{Article, ArticleId, Block, content_hash};

pub(super) fn read(
    input: &Input<'_>,
    reader: &mut dyn BufRead,
    encoding: Option<&'static str>,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    let (mut line, mut record) = (0, 0);
    let mut buffer = Vec::new();
    loop {
        line += 1;
        let found = match next_line(reader, LONGEST_RECORD, &mut buffer) {
            Ok(found) => found,
            Err(error) => {
                return each(Err(Error::file(
                    input,
                    Reason::Unreadable(error.to_string()),
                )));
            }
        };
        let refusal = match found {
            Line::End if record == 0 => return each(Err(Error::file(input, Reason::Empty))),
            Line::End => return,
            Line::TooLong => Reason::TooLong,
            Line::Whole if buffer.iter().all(u8::is_ascii_whitespace) => continue,
            Line::Whole => match parse(input, &buffer, (record + 1, line), encoding) {
                Ok(None) => continue,
                Ok(Some(read)) => {
                    record += 1;
                    each(Ok(read));
                    continue;
                }
                Err(reason) => reason,
            },
        };
        record += 1;
        each(Err(Error::record(input, record, line, refusal)));
    }
}

fn parse(
    input: &Input<'_>,
    bytes: &[u8],
    at: (u64, u64),
    encoding: Option<&'static str>,
) -> Result<Option<Record>, Reason> {
    let mut decoded = decode(bytes, None)?;
    let text = decoded.text.as_str();
    // A list of values would otherwise be taken for an object's, in order.
    if !text.trim_start().starts_with('{') {
        return Err(Reason::Json("an object `{…}` was expected".to_string()));
    }
    if let Some(item) = ninjs::item(bytes, text) {
        let Some(draft) = ninjs::draft(&item) else {
            return Ok(None);
        };
        let hash = content_hash([text]);
        return draft.finish(input, at, hash, &decoded, encoding).map(Some);
    }
    let (row, replaced) = match serde_json::from_str::<Row>(text) {
        Ok(row) => (row, 0),
        Err(error) => {
            let (mended, replaced) = without_lone_surrogates(text);
            let row = if replaced > 0 {
                serde_json::from_str(&mended)
            } else {
                Err(error)
            };
            // The position inside the line stays; the line's number is ours.
            (
                row.map_err(|error| Reason::Json(error.to_string().replace(" at line 1", " at")))?,
                replaced,
            )
        }
    };
    let draft = Draft {
        article: row.article()?,
        own_id: row.id.as_ref().map(Id::text),
    };
    decoded.replaced += replaced;
    let hash = content_hash([decoded.text.as_str()]);
    draft.finish(input, at, hash, &decoded, encoding).map(Some)
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    lead: Option<String>,
    #[serde(default)]
    caption: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    body: Option<OneOrMany<BlockRow>>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    agency: Option<String>,
    #[serde(default)]
    authors: Option<OneOrMany<String>>,
    #[serde(default)]
    section: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    credit: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "`id` must be a text or a number")]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl Id {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a text, or a list, was expected")]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    fn as_slice(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "`body` holds texts, or objects with `paragraph` or `crosshead`"
)]
enum BlockRow {
    Text(String),
    Block(Block),
}

impl Row {
    fn article(&self) -> Result<Article, Reason> {
        let given = |field: &Option<String>| {
            field
                .as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_string)
        };
        let date = match given(&self.date) {
            None => None,
            Some(date) => Some(
                date.parse()
                    .map_err(|error: crate::DateError| Reason::Date(error.to_string()))?,
            ),
        };
        let mut body = Vec::new();
        for block in self.body.iter().flat_map(OneOrMany::as_slice) {
            match block {
                BlockRow::Text(text) => body.extend(paragraphs(text)),
                BlockRow::Block(block) if block.text().trim().is_empty() => {}
                BlockRow::Block(block) => body.push(block.clone()),
            }
        }
        body.extend(self.text.iter().flat_map(|text| paragraphs(text)));
        let authors = self.authors.iter().flat_map(OneOrMany::as_slice);
        Ok(Article {
            id: ArticleId::default(),
            title: given(&self.title).unwrap_or_default(),
            lead: given(&self.lead),
            caption: given(&self.caption),
            body,
            date,
            source: given(&self.source),
            agency: given(&self.agency),
            authors: authors
                .map(|author| author.trim().to_string())
                .filter(|author| !author.is_empty())
                .collect(),
            section: given(&self.section),
            url: given(&self.url),
            credit: given(&self.credit),
            ..Article::default()
        })
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = Block> + '_ {
    let lines = text.split(['\n', crate::PARAGRAPH_END]).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(|line| Block::Paragraph(line.to_string()))
}

/// Replaces every `\uD800`–`\uDFFF` escape that has no partner by `\uFFFD`, and counts them.
pub(super) fn without_lone_surrogates(json: &str) -> (String, u64) {
    let mut out = String::with_capacity(json.len());
    let mut replaced = 0;
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let unit = |text: &str| {
            text.strip_prefix("\\u")
                .and_then(|hex| u32::from_str_radix(hex.get(..4)?, 16).ok())
        };
        let taken = match unit(rest) {
            Some(0xd800..=0xdbff)
                if rest
                    .get(6..)
                    .and_then(unit)
                    .is_some_and(|low| (0xdc00..=0xdfff).contains(&low)) =>
            {
                12
            }
            Some(0xd800..=0xdfff) => {
                replaced += 1;
                out.push_str("\\ufffd");
                rest = &rest[6..];
                continue;
            }
            Some(_) => 6,
            // An escaped backslash must not start the next escape.
            None => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out.push_str(rest);
    (out, replaced)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use expect_test::{Expect, expect};

    use super::*;

    fn check(file: &[u8], expected: Expect) {
        let input = Input {
            path: Path::new("dossier/a.jsonl"),
            root: "/dossier",
            file: "a.jsonl",
            scope: "dossier",
        };
        let mut shown = String::new();
        read(&input, &mut &file[..], None, &mut |record| match record {
            Ok(Record {
                article, replaced, ..
            }) => {
                let blocks: Vec<&str> = article.body.iter().map(Block::text).collect();
                let place = &article.places[0];
                shown += &format!(
                    "{} | {} | {} | {blocks:?} | {:?} | {}:{} | {replaced}\n",
                    article.id,
                    article.title,
                    article
                        .date
                        .map(|date| date.to_string())
                        .unwrap_or_default(),
                    article.authors,
                    place.record,
                    place.line,
                );
            }
            Err(error) => shown += &format!("{error}\n"),
        });
        expected.assert_eq(&shown);
    }

    #[test]
    fn records_are_read_and_refused_one_by_one() {
        check(
            "\u{feff}{\"id\": 7, \"title\": \"Un\", \"text\": \"A.\\n\\nB.\", \"source\": \"L'Écho\", \"date\": \"2025-06\", \"authors\": \"X\"}\r\n\
             \n\
             {\"id\": \"b\", \"body\": [\"A\", {\"crosshead\": \"C\"}], \"autre\": [1]}\n\
             {\"title\": \"sans fin\n\
             {\"title\": 12}\n\
             {\"title\": \"Date\", \"date\": \"hier\"}\n\
             {\"id\": \"vide\"}\n\
             [1, 2]\n\
             {\"title\": \"Sans identifiant\", \"date\": null, \"source\": \"\"}"
                .as_bytes(),
            expect![[r#"
                7@l-echo | Un | 2025-06 | ["A.", "B."] | ["X"] | 1:1 | 0
                b@dossier |  |  | ["A", "C"] | [] | 2:3 | 0
                dossier/a.jsonl: record 3, line 4: is no JSON of an article: EOF while parsing a string at column 19
                dossier/a.jsonl: record 4, line 5: is no JSON of an article: invalid type: integer `12`, expected a string at column 12
                dossier/a.jsonl: record 5, line 6: `hier` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`
                dossier/a.jsonl: record 6, line 7: has neither a title nor a text
                dossier/a.jsonl: record 7, line 8: is no JSON of an article: an object `{…}` was expected
                ebae38c0057bc537 | Sans identifiant |  | [] | [] | 8:9 | 0
            "#]],
        );
    }

    #[test]
    fn lone_surrogates_are_replaced_and_counted() {
        check(
            br#"{"title": "a\ud83d\ude00b \ud83d c \udE00 \\ud800 \u00e9"}"#,
            expect![[r#"
                e52e6df8c003af8b | a😀b � c � \ud800 é |  | [] | [] | 1:1 | 2
            "#]],
        );
    }

    #[test]
    fn other_encodings_are_read() {
        check(b"", expect![["dossier/a.jsonl: is empty\n"]]);
        check(b" \n\n", expect![["dossier/a.jsonl: is empty\n"]]);
        check(
            b"\x89PNG\0\0",
            expect![[r#"
            dossier/a.jsonl: record 1, line 1: is no text: it holds zero bytes; save it as text (UTF-8) first
        "#]],
        );
        // Each line by itself: files are joined from others.
        check(
            b"{\"title\": \"\xe9t\xe9\"}\n{\"id\": \"1\", \"title\": \"\xc3\xa9t\xc3\xa9\"}",
            expect![[r#"
                1c9a3ab2ec8861d4 | été |  | [] | [] | 1:1 | 0
                1@dossier | été |  | [] | [] | 2:2 | 0
            "#]],
        );
    }
}
