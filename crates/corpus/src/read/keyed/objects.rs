//! Articles of JSON objects: by the names of their keys, or by a person's mapping (`columns`); other keys are passed over.
//! Objects of ninjs are read as that, and what services and databases wrap articles in is taken off.

use serde_json::{Map, Value};

use super::columns::{self, Cell, Cells, Fields, Lacking};
use crate::Block;
use crate::read::bytes::decode::Decoded;
use crate::read::wire::ninjs;
use crate::read::{Draft, Error, Input, Reason, Record};

/// An object of JSON.
pub(in crate::read) type Object = Map<String, Value>;

/// How deep in an object a list of articles may stand: Elasticsearch answers `{"hits": {"hits": [{"_source": …}]}}`.
const DEEPEST: usize = 3;

/// How many refusals wait for what comes behind them: no file is held whole.
const MOST_HELD: usize = 100;

/// Makes the objects of a file its records.
pub(in crate::read) struct Objects<'a> {
    input: &'a Input<'a>,
    encoding: Option<&'static str>,
    each: &'a mut dyn FnMut(Result<Record, Error>),
    /// Whether there was an object, were it a picture.
    given: bool,
    record: u64,
    lacking: Lacking<'a>,
    /// The article that was found last, and what was refused behind it: what is to be said of the file is known at its end, and
    /// said with its last article.
    held: Vec<Result<Record, Error>>,
}

impl<'a> Objects<'a> {
    pub(in crate::read) fn of(
        input: &'a Input<'a>,
        encoding: Option<&'static str>,
        each: &'a mut dyn FnMut(Result<Record, Error>),
    ) -> Self {
        Self {
            input,
            encoding,
            each,
            given: false,
            record: 0,
            lacking: input.mapping.lacking(),
            held: Vec::new(),
        }
    }

    /// Reads the articles of an object that starts at a line.
    pub(in crate::read) fn give(&mut self, object: Object, line: u64, mut decoded: Decoded) {
        self.given = true;
        for object in articles(object, self.input) {
            self.record += 1;
            match self.article(&object, line, &decoded) {
                Ok(Some(record)) => {
                    self.let_go();
                    self.held.push(Ok(record));
                }
                // A picture.
                Ok(None) => self.record -= 1,
                Err(reason) => self.refused(line, reason),
            }
            // What was no text in a line is counted once.
            (decoded.replaced, decoded.mended) = (0, 0);
        }
    }

    /// Refuses what stands at a line.
    pub(in crate::read) fn refuse(&mut self, line: u64, reason: Reason) {
        self.record += 1;
        self.refused(line, reason);
    }

    fn refused(&mut self, line: u64, reason: Reason) {
        let error = Error::record(self.input, self.record, line, reason);
        self.held.push(Err(error));
        if self.held.len() > MOST_HELD {
            self.let_go();
        }
    }

    fn let_go(&mut self) {
        self.held.drain(..).for_each(&mut self.each);
    }

    /// Ends the file; `nothing` is said of one without an object.
    pub(in crate::read) fn end(mut self, nothing: Reason) {
        if let Some(Ok(last)) = self.held.first_mut()
            && let Some(reason) = self.lacking.reason()
        {
            last.remark = Some(Error::file(self.input, reason));
        }
        self.held.drain(..).for_each(&mut self.each);
        if self.record == 0 {
            let reason = match self.given {
                true => Reason::NoArticle,
                false => nothing,
            };
            (self.each)(Err(Error::file(self.input, reason)));
        }
    }

    /// Ends a file that cannot be read further.
    pub(in crate::read) fn fail(mut self, error: &std::io::Error) {
        self.let_go();
        let reason = Reason::Unreadable(error.to_string());
        (self.each)(Err(Error::file(self.input, reason)));
    }

    /// The article of an object; none of a picture of ninjs.
    fn article(
        &mut self,
        object: &Object,
        line: u64,
        decoded: &Decoded,
    ) -> Result<Option<Record>, Reason> {
        let (draft, remark, format) = if ninjs::is_one(object) {
            let Some(draft) = ninjs::draft(object) else {
                return Ok(None);
            };
            (draft, None, "ninjs")
        } else {
            let (draft, remark) = self.by_keys(object)?;
            (draft, remark, "")
        };
        let record = draft.finish(self.input, (self.record, line), decoded, self.encoding)?;
        let remark = remark.map(|reason| Error::record(self.input, self.record, line, reason));
        Ok(Some(Record {
            format,
            remark: remark.or(record.remark),
            ..record
        }))
    }

    /// The article that an object describes, by the names of its keys, and what was wrong with it.
    fn by_keys(&mut self, object: &Object) -> Result<(Draft, Option<Reason>), Reason> {
        let keys: Vec<&str> = object.keys().map(String::as_str).collect();
        let found = fields(self.input, object, &keys);
        self.lacking.see(&found, &keys);
        let mut read = Cells::new();
        for (field, places) in found.fields {
            let mut cells = Vec::new();
            for place in places {
                let key = keys[place.at];
                let value = below(&object[key], place.path).unwrap_or(&Value::Null);
                let understood = cells_of(value, false, &mut cells);
                // Without its headline or its text an article is another, and a date that is not read is said; of the rest,
                // what cannot be read is left out.
                match (understood, field) {
                    (Err(()), "titre" | "texte") => {
                        return Err(Reason::Json(format!("`{key}` holds no text")));
                    }
                    (Err(()), "date" | "date:mdy") => cells.push(Cell::Text(value.to_string())),
                    _ => {}
                }
                if !cells.is_empty() {
                    break;
                }
            }
            read.push((field, cells));
        }
        columns::draft(&read, &keys)
    }
}

/// What the keys of an object hold.
fn fields<'a>(input: &Input<'a>, object: &Object, keys: &[&str]) -> Fields<'a> {
    input.mapping.fields(keys, |at, path| {
        below(&object[keys[at]], path).is_some_and(|value| !value.is_null())
    })
}

/// What stands at a path in a value.
fn below<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let mut steps = path.split('.').filter(|step| !step.is_empty());
    steps.try_fold(value, |value, step| value.get(step))
}

/// The articles that an object is or holds: most are one.
fn articles(object: Object, input: &Input<'_>) -> Vec<Object> {
    let keys: Vec<&str> = object.keys().map(String::as_str).collect();
    let found = fields(input, &object, &keys);
    if ninjs::is_one(&object) || found.holds("texte") || found.holds("chapeau") {
        return vec![object];
    }
    // Elasticsearch writes where a document goes in a line before it.
    const ACTIONS: [&str; 4] = ["index", "create", "update", "delete"];
    if let [action] = keys[..]
        && ACTIONS.contains(&action)
        && object[action].get("_id").is_some_and(|id| !id.is_object())
    {
        return Vec::new();
    }
    // What has a title is a feed (jsonfeed.org) only where its list is called so: an article may list others.
    const LISTS: [&str; 5] = ["items", "articles", "entries", "posts", "stories"];
    let titled = found.holds("titre");
    let is_list = |key: &&&str| !titled || LISTS.contains(*key);
    let has_list = keys.iter().filter(is_list);
    let has_list: Vec<String> = has_list.map(ToString::to_string).collect();
    let wrapped = !titled && keys.contains(&"_source");
    unwrapped(object, &has_list, wrapped)
}

/// The objects of the longest list in an object, and what each holds of an article; the object itself if it has none.
fn unwrapped(mut object: Object, keys: &[String], wrapped: bool) -> Vec<Object> {
    if wrapped {
        return vec![source_of(object)];
    }
    let inside = keys.iter().filter_map(|key| {
        let (path, length) = longest_list(&object[key], DEEPEST)?;
        Some((length, key, path))
    });
    let Some((_, key, path)) = inside.max_by_key(|(length, ..)| *length) else {
        return vec![object];
    };
    let mut value = object.remove(key).unwrap_or_default();
    for step in path {
        value = value[step].take();
    }
    let Value::Array(items) = value else {
        return vec![object];
    };
    let objects = items.into_iter().filter_map(|item| match item {
        Value::Object(object) => Some(source_of(object)),
        _ => None,
    });
    objects.collect()
}

/// Where the longest list of objects in a value stands, and how long it is.
fn longest_list(value: &Value, depth: usize) -> Option<(Vec<String>, usize)> {
    match value {
        Value::Array(items) if items.first().is_some_and(Value::is_object) => {
            Some((Vec::new(), items.len()))
        }
        Value::Object(object) if depth > 1 => {
            let inside = object.iter().filter_map(|(key, value)| {
                let (mut path, length) = longest_list(value, depth - 1)?;
                path.insert(0, key.clone());
                Some((path, length))
            });
            inside.max_by_key(|(_, length)| *length)
        }
        _ => None,
    }
}

/// The document of a hit of Elasticsearch, with the identifier that stands beside it.
fn source_of(mut hit: Object) -> Object {
    let id = hit.get("_id").cloned();
    match hit.remove("_source") {
        Some(Value::Object(mut document)) => {
            if let Some(id) = id {
                document.entry("_id").or_insert(id);
            }
            document
        }
        Some(other) => {
            hit.insert("_source".to_string(), other);
            hit
        }
        None => hit,
    }
}

/// The texts of a value: of a list, each; of an object, the one that is meant to be read.
fn cells_of(value: &Value, in_list: bool, cells: &mut Vec<Cell>) -> Result<(), ()> {
    // What sites and databases call it: WordPress `{"rendered": …}`, the New York Times `{"main": …}` and
    // `{"original": …}`, authors `{"name": …}`, MongoDB `{"$date": {"$numberLong": …}}`.
    const MEANT: [&str; 11] = [
        "rendered",
        "main",
        "original",
        "value",
        "text",
        "name",
        "fr",
        "$date",
        "$oid",
        "$numberLong",
        "$numberInt",
    ];
    let cell = |text: String| match in_list {
        true => Cell::Item(text),
        false => Cell::Text(text),
    };
    match value {
        Value::Null => {}
        Value::Bool(_) => return Err(()),
        Value::Number(number) => cells.push(cell(number.to_string())),
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => cells.push(cell(text.clone())),
        Value::Array(of) => {
            for value in of {
                cells_of(value, true, cells)?;
            }
        }
        Value::Object(of) => {
            for (key, block) in [
                ("paragraph", Block::Paragraph as fn(String) -> Block),
                ("crosshead", Block::Crosshead),
            ] {
                if let Some(Value::String(text)) = of.get(key) {
                    cells.push(Cell::Block(block(text.clone())));
                    return Ok(());
                }
            }
            let meant = MEANT.iter().find_map(|key| of.get(*key));
            cells_of(meant.ok_or(())?, in_list, cells)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::read::read_stream;

    /// Reads a file of some name, and shows its articles.
    fn check(name: &str, mapping: &str, file: &str, expected: Expect) {
        let path = Path::new(name);
        let input = Input {
            path,
            root: "/dossier",
            file: name,
            scope: "dossier",
            mapping: &mapping.parse().unwrap(),
        };
        let mut shown = String::new();
        read_stream(&input, Some(path), &mut file.as_bytes(), &mut |record| {
            shown += &match record {
                Ok(Record {
                    article, remark, ..
                }) => {
                    let body: Vec<&str> = article.body.iter().map(Block::text).collect();
                    let place = &article.places[0];
                    let source = article.source.unwrap_or_default();
                    let date = article.date.map(|date| date.to_string());
                    let date = date.unwrap_or_default();
                    let remark = remark.map(|remark| format!("! {remark}\n"));
                    format!(
                        "{}:{} {} | {} | {date} | {source} | {}\n{}",
                        place.record,
                        place.line,
                        article.id,
                        article.title,
                        body.join(" "),
                        remark.unwrap_or_default()
                    )
                }
                Err(error) => format!("{error}\n"),
            };
        });
        expected.assert_eq(&shown);
    }

    #[test]
    fn what_articles_are_wrapped_in_is_taken_off() {
        // An answer of a service.
        check(
            "a.json",
            "",
            r#"{"status": "ok", "totalResults": 2, "articles": [
 {"title": "Un", "content": "A", "source": {"id": null, "name": "Le Phare"}, "publishedAt": "2024-03-01T08:00:00Z"},
 {"title": "Deux", "content": "B"}, 3]}"#,
            expect![[r#"
                1:1 4f995d62b2f3e9b0 | Un | 2024-03-01 | Le Phare | A
                2:1 4e12f3c3eb7ea1a9 | Deux |  |  | B
            "#]],
        );
        // Elasticsearch: an answer, what elasticdump writes, and what is sent to it.
        check(
            "a.json",
            "",
            r#"{"took": 1, "hits": {"total": 2, "hits": [{"_index": "p", "_id": "x1", "_source": {"title": "Un", "text": "A"}}]}}"#,
            expect![[r#"
                1:1 x1@dossier | Un |  |  | A
            "#]],
        );
        check(
            "a.jsonl",
            "",
            "{\"_index\": \"p\", \"_id\": \"x1\", \"_source\": {\"title\": \"Un\", \"text\": \"A\"}}\n\
             {\"index\": {\"_index\": \"p\", \"_id\": \"x2\"}}\n\
             {\"title\": \"Deux\", \"text\": \"B\"}\n",
            expect![[r#"
                1:1 x1@dossier | Un |  |  | A
                2:3 4e12f3c3eb7ea1a9 | Deux |  |  | B
            "#]],
        );
        // A feed of its own title; an article that lists others is itself.
        check(
            "a.json",
            "",
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Le Phare", "items": [{"id": "7", "title": "Un", "content_text": "A"}]}"#,
            expect![[r#"
                1:1 7@dossier | Un |  |  | A
            "#]],
        );
        check(
            "a.json",
            "",
            r#"{"title": "Un", "related": [{"title": "Deux", "text": "B"}]} {"title": "Trois", "text": "C", "items": [{"title": "D"}]}"#,
            expect![[r#"
                1:1 6123cc2e15f7ca63 | Un |  |  | 
                2:1 8bc332b0a2855a6c | Trois |  |  | C
            "#]],
        );
        // Nothing is in it.
        check(
            "a.json",
            "",
            r#"{"articles": []} {"data": [1]}"#,
            expect![[r#"
                a.json: record 1, line 1: has no column that is known to be a title or a text; say which is: `--map titre=COLUMN,texte=COLUMN`; there are `articles`
                a.json: record 2, line 1: has no column that is known to be a title or a text; say which is: `--map titre=COLUMN,texte=COLUMN`; there are `data`
            "#]],
        );
    }

    #[test]
    fn lines_that_are_no_lines_are_a_file_of_objects() {
        check(
            "a.jsonl",
            "",
            "[{\"title\": \"Un\", \"text\": \"A\"},\n{\"title\": \"Deux\", \"text\": \"B\"}]",
            expect![[r#"
                1:1 9bee55da4799ba0c | Un |  |  | A
                2:2 4e12f3c3eb7ea1a9 | Deux |  |  | B
            "#]],
        );
        check(
            "a.jsonl",
            "",
            "{\n  \"title\": \"Un\",\n  \"text\": \"A\"\n}\n{\n  \"title\": \"Deux\",\n  \"text\": \"B\"\n}\n",
            expect![[r#"
                1:1 9bee55da4799ba0c | Un |  |  | A
                2:5 4e12f3c3eb7ea1a9 | Deux |  |  | B
            "#]],
        );
    }

    #[test]
    fn a_mapping_holds_where_it_leads_to_something() {
        let mapping = "titre=_source.title,texte=_source.content,source=journal";
        check(
            "a.jsonl",
            mapping,
            "{\"_source\": {\"title\": \"Un\", \"content\": \"A\"}, \"journal\": \"Le Phare\"}\n\
             {\"source\": \"Le Marin\", \"title\": \"Deux\", \"text\": \"B\"}\n",
            expect![[r#"
                1:1 3a639ef391f4cc9d | Un |  | Le Phare | A
                2:2 bd079a612ba694ff | Deux |  | Le Marin | B
            "#]],
        );
        // A table has no paths.
        check(
            "a.csv",
            mapping,
            "titre;source;texte\nUn;Le Marin;A\n",
            expect![[r#"
                1:2 fdf56f546aaed454 | Un |  | Le Marin | A
            "#]],
        );
    }

    #[test]
    fn what_a_file_lacks_is_said_once_at_its_end() {
        // Never there, and there in one.
        check(
            "a.jsonl",
            "texte=corp_article,chapeau=chapo",
            "{\"titre\": \"Un\", \"corps_article\": \"A\"}\n{\"titre\": \"Deux\", \"chapo\": \"C\", \"corps_article\": \"B\"}\n{\n",
            expect![[r#"
                1:1 6123cc2e15f7ca63 | Un |  |  | 
                2:2 d3b727aa697eb8c1 | Deux |  |  | 
                ! a.jsonl: has no column `corp_article`; there are `corps_article`, `titre`
                a.jsonl: record 3, line 3: is no JSON of an article: EOF while parsing an object at column 1
            "#]],
        );
        check(
            "a.jsonl",
            "",
            "{\"titre\": \"Un\", \"corps_long\": \"A\"}\n{\"titre\": \"Deux\", \"corps_long\": \"B\"}\n",
            expect![[r#"
                1:1 6123cc2e15f7ca63 | Un |  |  | 
                2:2 2a75af9fdef267be | Deux |  |  | 
                ! a.jsonl: has titles without texts; if one of `corps_long` holds them, say `--map texte=COLUMN`
            "#]],
        );
        check(
            "a.csv",
            "",
            "titre;date;corps_long\nUn;2024;A\nDeux;2024;B\n",
            expect![[r#"
                1:2 bd7f4b3c452cc7d0 | Un | 2024 |  | 
                ! a.csv: has titles without texts; if one of `corps_long` holds them, say `--map texte=COLUMN`
                2:3 662719a09f6d74a0 | Deux | 2024 |  | 
            "#]],
        );
        // Titles alone are a list of titles; one text in the file says that texts are known.
        check(
            "a.csv",
            "",
            "titre;date\nUn;2024\n",
            expect![[r#"
            1:2 bd7f4b3c452cc7d0 | Un | 2024 |  | 
        "#]],
        );
        check(
            "a.jsonl",
            "",
            "{\"titre\": \"Un\", \"mots\": 3}\n{\"titre\": \"Deux\", \"texte\": \"B\", \"mots\": 3}\n",
            expect![[r#"
                1:1 6123cc2e15f7ca63 | Un |  |  | 
                2:2 4e12f3c3eb7ea1a9 | Deux |  |  | B
            "#]],
        );
    }

    #[test]
    fn dates_of_databases_are_read_or_said() {
        check(
            "a.jsonl",
            "",
            "{\"_id\": {\"$oid\": \"5f\"}, \"title\": \"Un\", \"date\": {\"$date\": {\"$numberLong\": \"1697587200000\"}}}\n\
             {\"title\": \"Deux\", \"date\": {\"year\": 2023}}\n\
             {\"title\": \"Trois\", \"date\": true}\n",
            expect![[r#"
                1:1 5f@dossier | Un | 2023-10-18 |  | 
                2:2 2a75af9fdef267be | Deux |  |  | 
                ! a.jsonl: record 2, line 2: `{"year":2023}` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`
                3:3 a8c82db215d6a63a | Trois |  |  | 
                ! a.jsonl: record 3, line 3: `true` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`
            "#]],
        );
    }

    #[test]
    fn a_page_is_the_source_of_crawlers() {
        check(
            "a.jsonl",
            "",
            "{\"title\": \"Un\", \"text\": \"A\", \"source\": \"https://www.lephare.example/mer/1\"}\n\
             {\"title\": \"Deux\", \"text\": \"B\", \"media_name\": \"Le Phare\", \"story_text\": \"non\"}\n\
             {\"title\": \"Trois\", \"maintext\": \"C\", \"source_domain\": \"www.lephare.example\", \"date_publish\": \"2023-10-18 08:00:00\"}\n",
            expect![[r#"
                1:1 9b3decc2d3e49feb | Un |  | lephare.example | A
                2:2 c8dcddae7520235d | Deux |  | Le Phare | B
                3:3 80b702344ad4d359 | Trois | 2023-10-18 | www.lephare.example | C
            "#]],
        );
    }
}
