//! JSONL: one JSON object a line (`objects`).

use std::io::BufRead;

use super::objects::{Object, Objects};
use crate::read::bytes::decode::{Decoded, decode};
use crate::read::bytes::lines::{Line, next_line};
use crate::read::{Error, Input, LONGEST_RECORD, Reason, Record};

/// Whether a file begins with an object in a line.
pub(in crate::read) fn is_one(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let first = head.trim_ascii_start().split(|byte| *byte == b'\n').next();
    first.is_some_and(|line| serde_json::from_slice::<Object>(line).is_ok())
}

pub(in crate::read) fn read(
    input: &Input<'_>,
    reader: &mut dyn BufRead,
    encoding: Option<&'static str>,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    let mut objects = Objects::of(input, encoding, each);
    let mut line = 0;
    let mut buffer = Vec::new();
    loop {
        line += 1;
        let found = match next_line(reader, LONGEST_RECORD, &mut buffer) {
            Ok(found) => found,
            Err(error) => return objects.fail(&error),
        };
        match found {
            Line::End => return objects.end(Reason::Empty),
            Line::TooLong => objects.refuse(line, Reason::TooLong),
            Line::Whole | Line::Last if buffer.iter().all(u8::is_ascii_whitespace) => {}
            Line::Whole | Line::Last => match parse(&buffer) {
                Ok((object, decoded)) => objects.give(object, line, decoded),
                Err(reason) => objects.refuse(line, reason),
            },
        }
    }
}

/// Reads a line.
fn parse(bytes: &[u8]) -> Result<(Object, Decoded), Reason> {
    let mut decoded = decode(bytes, None)?;
    // A list of values is no article.
    if !decoded.text.trim_start().starts_with('{') {
        return Err(Reason::Json("an object `{…}` was expected".to_string()));
    }
    // The position inside the line stays; the line's number is ours.
    let object =
        object(&mut decoded).map_err(|error| Reason::Json(error.replace(" at line 1", " at")))?;
    Ok((object, decoded))
}

/// Reads an object, also one in which half a character stands (`\ud83d`): these are counted.
pub(in crate::read) fn object(decoded: &mut Decoded) -> Result<Object, String> {
    let error = match serde_json::from_str(&decoded.text) {
        Ok(object) => return Ok(object),
        Err(error) => error,
    };
    let (mended, replaced) = without_lone_surrogates(&decoded.text);
    decoded.replaced += replaced;
    let mended = Some(mended).filter(|_| replaced > 0);
    let object = mended.and_then(|text| serde_json::from_str(&text).ok());
    object.ok_or_else(|| error.to_string())
}

/// Replaces every `\uD800`–`\uDFFF` escape that has no partner by `\uFFFD`, and counts them.
fn without_lone_surrogates(json: &str) -> (String, u64) {
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
    use crate::Block;

    fn check(file: &[u8], expected: Expect) {
        check_with("", file, expected);
    }

    fn check_with(mapping: &str, file: &[u8], expected: Expect) {
        let input = Input {
            path: Path::new("dossier/a.jsonl"),
            root: "/dossier",
            file: "a.jsonl",
            scope: "dossier",
            mapping: &mapping.parse().unwrap(),
        };
        let mut shown = String::new();
        read(&input, &mut &file[..], None, &mut |record| match record {
            Ok(Record {
                article,
                replaced,
                remark,
                ..
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
                shown += &remark
                    .map(|remark| format!("! {remark}\n"))
                    .unwrap_or_default();
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
                78989546fdf59631 | 12 |  | [] | [] | 4:5 | 0
                75122876931f930b | Date |  | [] | [] | 5:6 | 0
                ! dossier/a.jsonl: record 5, line 6: `hier` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`
                dossier/a.jsonl: record 6, line 7: has no column that is known to be a title or a text; say which is: `--map titre=COLUMN,texte=COLUMN`; there are `id`
                dossier/a.jsonl: record 7, line 8: is no JSON of an article: an object `{…}` was expected
                ebae38c0057bc537 | Sans identifiant |  | [] | [] | 8:9 | 0
            "#]],
        );
    }

    #[test]
    fn keys_are_known_by_their_names_or_named() {
        check(
            r#"{"headline": {"main": "Un", "kicker": "K"}, "published": 1722470400, "by": ["A"], "content": "<p>Le <b>texte</b>.</p><p>Fin.</p>"}
{"Titre": {"rendered": "Deux"}, "authors": [{"name": "Irène Valtour"}, "AFP"], "paragraphs": ["A"], "url": null}
{"a": "T", "b": "X", "c": true}
{"title": true}
{"title": null, "headline": "H", "text": "x", "byline": {"original": "By Ana Lima"}, "page": false, "id": {"$oid": "5f"}, "date": {"$date": "2024-08-01T00:00:00Z"}}
{"title": {"rendered": "L&rsquo;été"}, "content": {"rendered": "<P>Un</P>"}, "author": 3, "tags": [12, 45], "date": "n.d."}"#
                .as_bytes(),
            expect![[r#"
                244492d63003ab32 | Un | 2024-08-01 | ["Le texte.", "Fin."] | ["A"] | 1:1 | 0
                2a75af9fdef267be | Deux |  | [] | ["Irène Valtour"] | 2:2 | 0
                dossier/a.jsonl: record 3, line 3: has no column that is known to be a title or a text; say which is: `--map titre=COLUMN,texte=COLUMN`; there are `a`, `b`, `c`
                dossier/a.jsonl: record 4, line 4: is no JSON of an article: `title` holds no text
                5f@dossier | H | 2024-08-01 | ["x"] | ["Ana Lima"] | 5:5 | 0
                d5d691aa5ff1e80d | L’été |  | ["Un"] | [] | 6:6 | 0
            "#]],
        );
        check_with(
            "titre=a.x.y,texte=b,date=jour",
            r#"{"a": {"x": {"y": "Un"}}, "b": ["A", "B"], "jour": "1er août 2024", "title": "autre"}
{"a": 1, "b": "texte"}
{"title": "sans les autres"}"#
                .as_bytes(),
            expect![[r#"
                29b1aee0ae000d00 | Un | 2024-08-01 | ["A", "B"] | [] | 1:1 | 0
                2869500ecafce6e9 |  |  | ["texte"] | [] | 2:2 | 0
                b565695673ec7dc9 | sans les autres |  | [] | [] | 3:3 | 0
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
