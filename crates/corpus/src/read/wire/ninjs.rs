//! ninjs 1 to 3, the JSON of the press: `headline` and `body_text`, `headline_main` and `body_main`, or lists `headlines` and
//! `bodies`; names with small letters, or since the third as `versionCreated`. One object or a list of them in a `.json`, or
//! one a line in JSONL. Pictures, sounds and videos without a text are no articles.
//!
//! The day is that of this version (`versioncreated`): it is its text that is read.

use serde_json::{Map, Value};

use super::dispatch::{
    dated, filed_under, first_instant, from_source, is_withdrawn, number, signed,
};
use crate::read::Draft;
use crate::read::bytes::pieces::find;
use crate::read::words::body;
use crate::{Article, Block, Revision, TopicKind, declared_language};

/// Names that identify an item. The standard asks for the first; Superdesk writes the second.
const IDENTIFIERS: [&str; 2] = ["uri", "guid"];

/// Names one of which stands in every item beside the identifier.
const SIGNS: [&str; 11] = [
    "versioncreated",
    "versionCreated",
    "headline",
    "headline_main",
    "headlines",
    "body_text",
    "body_main",
    "body_xhtml",
    "body_html",
    "body_richtext",
    "bodies",
];

/// Returns whether bytes hold the names of an item.
pub(in crate::read) fn is_item(bytes: &[u8]) -> bool {
    let has = |name: &&'static str| find(bytes, format!("\"{name}\"").as_bytes()).is_some();
    IDENTIFIERS.iter().any(has) && SIGNS.iter().any(has)
}

/// Returns whether an object is an item. One with an identifier and a headline alone may be anybody's.
pub(in crate::read) fn is_one(item: &Map<String, Value>) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| item.contains_key(*name));
    let anybodys = item.contains_key("headline") && !item.contains_key("type");
    let signs = SIGNS
        .iter()
        .filter(|sign| !anybodys || **sign != "headline");
    has(&IDENTIFIERS) && signs.into_iter().any(|sign| item.contains_key(*sign))
}

/// Reads an item; none where it is no text.
pub(in crate::read) fn draft(item: &Map<String, Value>) -> Option<Draft> {
    let item = Item(item);
    let dates = ["versioncreated", "firstcreated", "contentcreated"].map(|name| item.text(name));
    let mut article = Article {
        made: first_instant(dates),
        language: item.text("language").and_then(declared_language),
        revision: item
            .revision("version")
            .or_else(|| item.revision("revisionversion")),
        withdrawn: item.text("pubstatus").is_some_and(is_withdrawn),
        words: item.count("wordcount"),
        ..Article::default()
    };
    dated(&mut article, dates);
    for name in ["provider", "source", "copyrightholder"] {
        from_source(&mut article, item.text(name).unwrap_or_default());
    }
    for source in item.list("infosource") {
        from_source(&mut article, source.text("name").unwrap_or_default());
    }
    for name in ["by", "byline"] {
        signed(&mut article, item.text(name).unwrap_or_default());
    }
    if article.authors.is_empty() {
        // Superdesk names those who sign beside those who edit.
        let roles = |author: &Item<'_>| author.text("role").is_none_or(|role| role != "editor");
        for author in item.list("author").filter(roles) {
            signed(&mut article, author.text("name").unwrap_or_default());
        }
    }
    picture(&mut article, &item);
    topics(&mut article, &item);
    article.title = headline(&item).map(body::in_line).unwrap_or_default();
    article.lead = lead(&item);
    text(&mut article, &item);
    // What an agency says of a picture stands in its `body_text` too; a composite holds items, and is one with a text alone.
    let is_article = match item.text("type") {
        None | Some("text") => true,
        Some("picture" | "graphic" | "audio" | "video" | "animation") => false,
        Some(_) => !article.body.is_empty(),
    };
    if !is_article {
        return None;
    }
    let own_id = IDENTIFIERS
        .iter()
        .find_map(|name| item.text(name))
        .map(str::to_string);
    Some(Draft { article, own_id })
}

/// An object, whose names differ between the versions in capitals and in a final `s`.
struct Item<'a>(&'a Map<String, Value>);

impl<'a> Item<'a> {
    fn value(&self, name: &str) -> Option<&'a Value> {
        let mut named = self.0.iter();
        let exact = self.0.get(name);
        exact.or_else(|| {
            named
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
        })
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        let text = self.value(name)?.as_str()?.trim();
        Some(text).filter(|text| !text.is_empty())
    }

    fn count(&self, name: &str) -> Option<u32> {
        match self.value(name)? {
            Value::String(text) => number(text),
            value => value.as_u64().and_then(|count| count.try_into().ok()),
        }
    }

    fn revision(&self, name: &str) -> Option<Revision> {
        match self.value(name)? {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number.to_string().parse().ok(),
            _ => None,
        }
    }

    /// The values of `subject` or `subjects`; one that is a text stands for an object with a name.
    fn values(&self, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
        let values = [self.value(name), self.value(&format!("{name}s"))];
        values.into_iter().flatten().flat_map(|value| match value {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        })
    }

    fn list(&self, name: &str) -> impl Iterator<Item = Item<'a>> + use<'a> {
        self.values(name)
            .filter_map(|value| value.as_object().map(Item))
    }

    /// All names that start so, with their texts: `body_text`.
    fn starting(&self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.0.iter().filter_map(move |(name, value)| {
            let rest = name.strip_prefix(start)?;
            Some((rest, value.as_str()?))
        })
    }
}

fn headline<'a>(item: &Item<'a>) -> Option<&'a str> {
    let named = ["headline", "headline_main"]
        .into_iter()
        .find_map(|name| item.text(name));
    let of_list = || {
        let mut headlines: Vec<Item<'a>> = item.list("headline").collect();
        headlines.sort_by_key(|headline| headline.text("role") != Some("main"));
        headlines.iter().find_map(|headline| headline.text("value"))
    };
    let any = || {
        item.starting("headline_")
            .map(|(_, text)| text)
            .find(|text| !text.trim().is_empty())
    };
    named.or_else(of_list).or_else(any)
}

fn lead(item: &Item<'_>) -> Option<String> {
    let named = [
        "description_text",
        "description_summary",
        "description_main",
        "description_html",
    ];
    let named = named.into_iter().find_map(|name| item.text(name));
    let is_summary =
        |text: &Item<'_>| matches!(text.text("role"), None | Some("main" | "summary" | "text"));
    let of_list = || {
        item.list("description")
            .find(is_summary)
            .and_then(|text| text.text("value"))
    };
    let blocks = body::of_text(named.or_else(of_list)?);
    let lines: Vec<&str> = blocks.iter().map(Block::text).collect();
    Some(lines.join(" ")).filter(|lead| !lead.is_empty())
}

/// Puts in what is said of the picture that stands above the text: `featuremedia` of Superdesk and of the standard.
fn picture(article: &mut Article, item: &Item<'_>) {
    let Some(media) = item.value("associations") else {
        return;
    };
    let above = |name: &str| name.eq_ignore_ascii_case("featuremedia");
    let found = match media {
        Value::Object(named) => named
            .iter()
            .find(|(name, _)| above(name))
            .and_then(|(_, media)| media.as_object()),
        Value::Array(several) => several
            .iter()
            .filter_map(Value::as_object)
            .find(|media| Item(media).text("name").is_some_and(above)),
        _ => None,
    };
    let Some(media) = found.map(Item) else {
        return;
    };
    let words = |text: Option<&str>| text.map(body::in_line).filter(|text| !text.is_empty());
    let of_list = || {
        media
            .list("description")
            .find_map(|text| text.text("value"))
    };
    article.caption = words(media.text("description_text").or_else(of_list));
    let credit = ["byline", "by", "creditline", "copyrightholder"];
    article.credit = words(credit.into_iter().find_map(|name| media.text(name)));
}

/// A form of the body.
struct Form<'a> {
    /// Its role and what it is written in, as far as they are said.
    kind: String,
    text: &'a str,
    words: Option<u32>,
}

/// Puts the body in: of its forms the one with paragraphs, where there are several.
fn text(article: &mut Article, item: &Item<'_>) {
    let plain = |kind: &str, text| Form {
        kind: kind.to_string(),
        text,
        words: None,
    };
    let mut forms: Vec<Form<'_>> = item
        .starting("body_")
        .map(|(role, text)| plain(role, text))
        .collect();
    forms.extend(item.text("body").map(|text| plain("main", text)));
    for form in item.list("bodies") {
        let kind = ["role", "contenttype"].map(|name| form.text(name).unwrap_or_default());
        if let Some(text) = form.text("value") {
            forms.push(Form {
                kind: kind.join(" ").to_lowercase(),
                text,
                words: form.count("wordcount"),
            });
        }
    }
    forms.sort_by_key(|form| {
        let has = |name: &str| form.kind.contains(name);
        match () {
            () if has("summary") || has("teaser") || has("abstract") => 4,
            () if has("html") => 0,
            () if has("richtext") => 1,
            () if has("main") || has("text") => 2,
            () => 3,
        }
    });
    for form in forms {
        let blocks = body::of_text(form.text);
        if !blocks.is_empty() {
            article.body = body::without_repeated(blocks, &article.title, &[]);
            article.words = article.words.or(form.words);
            return;
        }
    }
}

fn topics(article: &mut Article, item: &Item<'_>) {
    let kinds = [
        ("subject", TopicKind::Subject),
        ("keyword", TopicKind::Subject),
        ("place", TopicKind::Region),
        ("organisation", TopicKind::Company),
    ];
    for (name, kind) in kinds {
        for value in item.values(name) {
            match value {
                Value::String(name) => filed_under(article, kind, Some(name), None),
                Value::Object(topic) => {
                    let topic = Item(topic);
                    let code = ["code", "qcode", "literal", "uri"]
                        .into_iter()
                        .find_map(|name| topic.text(name));
                    filed_under(article, kind, topic.text("name"), code);
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
pub(in crate::read) mod tests {
    use expect_test::{Expect, expect};

    use crate::read::shown::shown;

    pub(in crate::read) const HEAD: &str = "[\n";
    pub(in crate::read) const TAIL: &str = "]\n";
    pub(in crate::read) const RECORDS: [&str; 3] = [
        // As the first version names things.
        "{\n  \"uri\": \"http://ninjs.example/bac\",\n  \"type\": \"text\",\n  \"versioncreated\": \"2024-03-12T23:37:00+01:00\",\n  \"byline\": \"Irène Valtour et Benoît Roy\",\n\
         \x20 \"headline_main\": \"Le bac reprend ses rotations\",\n  \"body_main\": \"BREST (ATAP) -- Le bac a repris mardi. Il était à quai.\",\n\
         \x20 \"body_richtext\": \"<p>BREST (ATAP) -- Le bac a repris mardi.</p> <h2>À quai</h2><p>Il était &agrave; quai.</p>\",\n\
         \x20 \"subject\": [{\"name\": \"transports\", \"rel\": \"about\", \"uri\": \"http://cv.example/04015000\"}], \"place\": [{\"name\": \"Brest\"}], \"organisation\": [{\"name\": \"Bacs SA\"}], \"person\": [{\"name\": \"Ana Lima\"}]\n},\n",
        // As the second does.
        "{\n  \"uri\": \"urn:newsml:atap.example:20240312:phare\", \"version\": \"1.10\", \"versioncreated\": \"2024-03-12T16:02:28+02:00\", \"pubstatus\": \"usable\", \"copyrightholder\": \"dpa\", \"language\": \"fr\",\n\
         \x20 \"descriptions\": [{\"role\": \"summary\", \"value\": \"Cent ans de service.\"}],\n\
         \x20 \"bodies\": [{\"role\": \"html\", \"contenttype\": \"text/html\", \"wordcount\": 9, \"value\": \"<section class=\\\"main\\\"><p>Le phare s'est éteint «lundi».</p><p>Fin.</p></section>\"}],\n\
         \x20 \"headlines\": [{\"role\": \"short\", \"value\": \"Phare\"}, {\"role\": \"main\", \"value\": \"Le phare s'éteint\"}], \"by\": \"Von Fulgence Abadie, dpa\"\n},\n",
        // As the third does.
        "{\n  \"uri\": \"http://ninjs.example/chamois\", \"revisionVersion\": 7, \"versionCreated\": \"2024-03-11T10:37:00Z\", \"infoSources\": [{\"name\": \"ATS\"}], \"wordCount\": 12, \"keywords\": [\"faune\"],\n\
         \x20 \"headlines\": [{\"role\": \"main\", \"value\": \"Un chamois en ville\"}],\n  \"bodies\": [{\"role\": \"main\", \"contentType\": \"text/plain\", \"value\": \"Un chamois dort au parc.\\n\\nIl va bien {}[], dit-on.\"}],\n\
         \x20 \"subjects\": [{\"name\": \"animaux\", \"qcode\": \"medtop:20000500\"}], \"associations\": [{\"name\": \"photo\", \"uri\": \"http://ninjs.example/photo\", \"type\": \"picture\", \"headlines\": [{\"value\": \"Le parc\"}]}]\n}\n",
    ];

    pub(in crate::read) const LINES: [&str; 3] = [
        "{\"uri\": \"urn:un\", \"headline\": \"Le bac reprend\", \"versioncreated\": \"2024-03-12T08:00:00Z\", \"body_text\": \"Il était à quai.\"}\n",
        "{\"id\": \"deux\", \"title\": \"Le phare s'éteint\", \"text\": \"Il a cent ans.\"}\n",
        "{\"uri\": \"urn:trois\", \"headlines\": [{\"value\": \"Un chamois\"}], \"bodies\": [{\"value\": \"<p>Il dort.</p>\"}]}\n",
    ];

    fn check(name: &str, file: &str, expected: Expect) {
        expected.assert_eq(&shown(name, file.as_bytes()));
    }

    #[test]
    fn three_versions_are_read() {
        check(
            "lot.json",
            &[HEAD, &RECORDS.concat(), TAIL].concat(),
            expect![[r#"
                1:2 http://ninjs.example/bac UTF-8
                title: Le bac reprend ses rotations
                date: 2024-03-12
                authors: Irène Valtour|Benoît Roy
                topic: Subject transports http://cv.example/04015000
                topic: Region Brest
                topic: Company Bacs SA
                ¶: BREST (ATAP) -- Le bac a repris mardi.
                #: À quai
                ¶: Il était à quai.

                2:12 urn:newsml:atap.example:20240312:phare UTF-8
                title: Le phare s'éteint
                lead: Cent ans de service.
                date: 2024-03-12
                source: dpa
                agency: dpa
                authors: Fulgence Abadie
                words: 9
                revision: 1.10
                language: fr
                ¶: Le phare s'est éteint «lundi».
                ¶: Fin.

                3:18 http://ninjs.example/chamois UTF-8
                title: Un chamois en ville
                date: 2024-03-11
                source: ATS
                agency: ATS
                words: 12
                revision: 7
                topic: Subject animaux medtop:20000500
                topic: Subject faune
                ¶: Un chamois dort au parc.
                ¶: Il va bien {}[], dit-on.
            "#]],
        );
    }

    #[test]
    fn what_stands_beside_a_text_is_read() {
        check(
            "a.json",
            "[{\"guid\": \"urn:1\", \"type\": \"text\", \"headline\": \"Un bac\", \"body_html\": \"<p>Un.</p>\",\n\
              \"authors\": [{\"name\": \"Ana Lima\", \"role\": \"writer\"}, {\"name\": \"Benoît Roy\", \"role\": \"editor\"}],\n\
              \"associations\": {\"editor_0\": {\"type\": \"picture\"}, \"featuremedia\": {\"type\": \"picture\", \"description_text\": \"Le quai.\", \"byline\": \"V. Roy\"}}},\n\
              {\"uri\": \"p\", \"type\": \"picture\", \"headline\": \"Un quai\", \"body_text\": \"Le quai.\"},\n\
              {\"uri\": \"c\", \"type\": \"composite\", \"versioncreated\": \"2024-03-12\", \"headline\": \"Un lot\", \"associations\": [{\"uri\": \"x\"}]}]",
            expect![[r#"
                1:1 urn:1 UTF-8
                title: Un bac
                authors: Ana Lima
                caption: Le quai.
                credit: V. Roy
                ¶: Un.
            "#]],
        );
    }

    #[test]
    fn one_stands_alone_or_in_a_line() {
        let superdesk = "{\"guid\": \"tag:atap:1\", \"version\": \"3\", \"type\": \"text\", \"headline\": \"Un &amp; deux\", \"byline\": \"Ana Lima\", \"source\": \"ATAP\", \"versioncreated\": \"2017-09-29T09:06:12+0000\", \"body_html\": \"<p>Un.</p>\", \"description_text\": \"Le chapeau.\"}";
        let picture = "{\"uri\": \"p\", \"type\": \"picture\", \"headline\": \"Un quai\", \"description_text\": \"Le quai.\"}";
        check(
            "un.json",
            superdesk,
            expect![[r#"
                1:1 tag:atap:1 UTF-8
                title: Un & deux
                lead: Le chapeau.
                date: 2017-09-29
                source: ATAP
                authors: Ana Lima
                revision: 3
                ¶: Un.
            "#]],
        );
        check(
            "lignes.jsonl",
            &format!(
                "{superdesk}\n{{\"id\": \"x\", \"title\": \"Une ligne à nous\"}}\n{picture}\n{{\"uri\": \"v\", \"headline\": \"\"}}\n"
            ),
            expect![[r#"
                1:1 tag:atap:1 UTF-8
                title: Un & deux
                lead: Le chapeau.
                date: 2017-09-29
                source: ATAP
                authors: Ana Lima
                revision: 3
                ¶: Un.

                2:2 x@dossier UTF-8
                title: Une ligne à nous

                3:4 has neither a title nor a text
            "#]],
        );
        check(
            "lignes.jsonl",
            "{\"id\": \"y\", \"title\": \"À nous\", \"autre\": {\"uri\": \"v\", \"headline\": \"Un\"}}\n{\"uri\": \"v\", \"headline\": \"Un\n",
            expect![[r#"
                1:1 y@dossier UTF-8
                title: À nous
                ! has titles without texts; if one of `autre` holds them, say `--map texte=COLUMN`

                2:2 is no JSON of an article: EOF while parsing a string at column 28
            "#]],
        );
        check(
            "melange.json",
            &format!(
                "[{superdesk}, {{\"uri\": \"x\"}}, {{\"uri\": \"y\", \"headline\": \"Un \\ud83d\"}}, 1]"
            ),
            expect![[r#"
                1:1 tag:atap:1 UTF-8
                title: Un & deux
                lead: Le chapeau.
                date: 2017-09-29
                source: ATAP
                authors: Ana Lima
                revision: 3
                ¶: Un.

                2:1 has no column that is known to be a title or a text; say which is: `--map titre=COLUMN,texte=COLUMN`; there are `uri`

                3:1 y@dossier UTF-8
                title: Un �

                4:1 is no JSON of an article: an object `{…}` was expected
            "#]],
        );
        check(
            "images.json",
            &format!("[{picture}]"),
            expect![[r#"
            0:0 holds no article
        "#]],
        );
        let other = shown("autre.json", b"{\"uri\": \"x\", \"nom\": \"y\"}");
        assert!(
            other.starts_with("1:1 has no column that is known"),
            "{other}"
        );
    }
}
