//! RSS 2 and 1, and Atom: what the file says of itself stands before the first item, and each item is read alone.
//!
//! The day is that on which an item appeared: feeds change what they call updated for trifles.
//!
//! Read with the XML of the other formats, not with `feed-rs` 3: that brings 31 more packages (ICU among them), turns a day
//! into that of Greenwich (`Wed, 10 Jul 2024 00:30:00 +0200` is the 9th), leaves `&eacute;` unresolved, which feeds hold, and
//! does not see `content:encoded` where its prefix is not declared.

use super::channel::{self, Channel};
use super::dispatch::{dated, filed_under, first_instant, from_source, signed};
use super::sign::{Sign, sign};
use super::xml::{self, Element, in_one_line};
use crate::read::bytes::decode::Decoded;
use crate::read::words::body;
use crate::read::words::endings::without_endings;
use crate::read::{Draft, Several};
use crate::{Article, Block, TopicKind, declared_language};

/// Elements that say who signed an item.
const SIGNED: &[&str] = &["author", "dc:creator", "itunes:author"];

/// What a feed says of all its items.
#[derive(Debug, Default)]
pub(in crate::read) struct Feed {
    channel: Channel,
    author: Option<String>,
    language: Option<String>,
}

impl Feed {
    /// Reads an item; of what stands before the first, what holds for all.
    pub(in crate::read) fn read(&mut self, decoded: &Decoded) -> Several {
        let is_item = match sign(decoded.text.as_bytes(), true) {
            Sign::Element(name) => matches!(name, b"item" | b"entry"),
            _ => false,
        };
        if !is_item {
            self.head(&decoded.text);
            return Vec::new();
        }
        let item = xml::element(&decoded.text).or_else(|reason| {
            // `5 < 6` stands in real feeds.
            xml::element(&with_signs_escaped(&decoded.text)).map_err(|_| reason)
        });
        vec![(0, item.map(|item| self.draft(&item)))]
    }

    fn head(&mut self, text: &str) {
        let Some(root) = xml::open_element(text) else {
            return;
        };
        let channel = root
            .elements()
            .find(|element| element.name == "channel")
            .unwrap_or(&root);
        let said = |name: &str| {
            channel
                .elements()
                .find(|element| element.name == name)
                .map(title)
        };
        let link = address(channel);
        self.channel = channel::channel(&said("title").unwrap_or_default(), link.as_deref());
        let author = root.elements().find(|element| element.name == "author");
        self.author = author.map(named).filter(|name| !name.is_empty());
        let tag = said("language").or_else(|| said("dc:language"));
        let tag = tag.or_else(|| root.attribute("xml:lang").map(str::to_string));
        self.language = tag.as_deref().and_then(declared_language);
    }

    fn draft(&self, item: &Element) -> Draft {
        let first = |name: &str| item.elements().find(|element| element.name == name);
        let words = |name: &str| first(name).and_then(Element::words);
        let mut article = Article {
            title: first("title").map(title).unwrap_or_default(),
            url: address(item),
            ..Article::default()
        };
        let dates = [
            "pubDate",
            "published",
            "dc:date",
            "dcterms:created",
            "issued",
            "updated",
            "atom:updated",
        ]
        .map(words);
        dated(&mut article, dates.iter().map(Option::as_deref));
        // The last is the one that was changed last.
        article.made = first_instant(dates.iter().rev().map(Option::as_deref));
        let tag = words("dc:language").or_else(|| item.attribute("xml:lang").map(str::to_string));
        article.language = tag
            .as_deref()
            .and_then(declared_language)
            .or_else(|| self.language.clone());
        // An item of an aggregator names the feed it is from.
        let from = first("source").and_then(|source| {
            match source.elements().find(|inner| inner.name == "title") {
                Some(inner) => inner.words(),
                None => source.words(),
            }
        });
        if from.is_none() {
            article.section = self.channel.section.clone();
        }
        for name in from.iter().chain(&self.channel.source) {
            from_source(&mut article, name);
        }
        let is_signed = SIGNED.iter().any(|name| first(name).is_some());
        for author in item.elements() {
            match author.name.as_str() {
                "dc:creator" | "itunes:author" => signed(&mut article, &title(author)),
                "author" => signed(&mut article, &named(author)),
                "category" | "dc:subject" => topic(&mut article, author),
                _ => {}
            }
        }
        // An author of the whole feed is that of its entries, but not of those from elsewhere.
        if let Some(author) = self
            .author
            .as_ref()
            .filter(|_| from.is_none() && !is_signed)
        {
            signed(&mut article, author);
        }
        let source = article.source.clone();
        article
            .authors
            .retain(|author| Some(author) != source.as_ref());
        article.caption = item
            .find("media:description")
            .or(find_exact(item, "media:description"))
            .map(title);
        article.caption = article.caption.take().filter(|caption| !caption.is_empty());
        article.credit = find_exact(item, "media:credit").and_then(Element::words);
        texts(&mut article, item);
        let own_id = ["guid", "id"].iter().find_map(|name| words(name));
        let own_id = own_id.or_else(|| item.attribute("rdf:about").map(str::to_string));
        Draft {
            own_id: own_id.or_else(|| article.url.clone()),
            article,
        }
    }
}

/// A text in which `<` that starts nothing is escaped, but in CDATA, where it needs not be.
fn with_signs_escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        escaped += &rest[..at];
        rest = &rest[at..];
        let is_bare = rest[1..].starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit());
        let length = match sign(rest.as_bytes(), true) {
            Sign::Other(length) => length,
            Sign::Element(_) | Sign::CutOff => 1,
        };
        escaped += if is_bare { "&lt;" } else { &rest[..length] };
        rest = &rest[length..];
    }
    escaped + rest
}

/// The first element of a name with its prefix, at any depth.
fn find_exact<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    element.elements().find_map(|inner| {
        if inner.name == name {
            Some(inner)
        } else {
            find_exact(inner, name)
        }
    })
}

/// A line in which HTML may stand escaped.
fn title(element: &Element) -> String {
    body::in_line(&in_one_line(&element.raw_text()))
}

fn address(item: &Element) -> Option<String> {
    let links = || item.elements().filter(|element| element.name == "link");
    let alternate = links().find(|link| matches!(link.attribute("rel"), None | Some("alternate")));
    let of_link = alternate.and_then(|link| {
        link.attribute("href")
            .map(str::to_string)
            .or_else(|| link.words())
    });
    let guid = item.elements().find(|element| element.name == "guid");
    let of_guid = || {
        guid.filter(|guid| guid.attribute("isPermaLink") != Some("false"))
            .and_then(Element::words)
    };
    of_link
        .or_else(of_guid)
        .filter(|address| address.starts_with("http"))
}

/// The name of an author: `<name>` in Atom; in RSS it stands behind an address, `redaction@exemple.fr (Ana Lima)`.
fn named(author: &Element) -> String {
    if let Some(name) = author.elements().find(|inner| inner.name == "name") {
        return name.text();
    }
    let text = author.text();
    if !text.contains('@') {
        return text;
    }
    let name = text
        .split_once('(')
        .and_then(|(_, name)| name.split(')').next());
    name.unwrap_or_default().to_string()
}

/// What an item is filed under: in RSS the words, in Atom a label, whose code is the term, or the term alone.
fn topic(article: &mut Article, category: &Element) {
    let term = category.attribute("term");
    let label = category.attribute("label");
    let name = label
        .or(term)
        .map(str::to_string)
        .or_else(|| category.words());
    let name = name.map(|name| body::in_line(&name));
    let code = term.filter(|_| label.is_some());
    filed_under(article, TopicKind::Subject, name.as_deref(), code);
}

/// Elements that hold a text, the first of them first.
const TEXTS: &[&str] = &["content:encoded", "content", "xhtml:body", "body"];

/// The element of an item that has a name. That of a text may have another prefix, but not that of a summary.
fn of_name<'i>(item: &'i Element, name: &str) -> Option<&'i Element> {
    let mut named = item.elements();
    let found = named.find(|element| element.name == name);
    let is_text = |element: &&Element| {
        element.local_name() == "encoded" && !element.name.starts_with("excerpt:")
    };
    found.or_else(|| {
        let mut others = item.elements().filter(|_| name == "content:encoded");
        others.find(is_text)
    })
}

/// The text, and what stands above it. A summary that only starts the text is not said twice.
fn texts(article: &mut Article, item: &Element) {
    let blocks = |names: &[&str]| -> Vec<Block> {
        let found = names.iter().filter_map(|name| of_name(item, name));
        let mut found = found.map(markup).filter(|blocks| !blocks.is_empty());
        found.next().unwrap_or_default()
    };
    let mut captions = TEXTS.iter().filter_map(|name| of_name(item, name));
    article.caption = article
        .caption
        .take()
        .or_else(|| captions.find_map(body::caption));
    let text = body::without_repeated(blocks(TEXTS), &article.title, &[]);
    let summary = without_endings(blocks(&["description", "summary", "itunes:summary"]));
    let in_one: Vec<&str> = summary.iter().map(Block::text).collect();
    let in_one = in_one.join(" ");
    if text.is_empty() && summary.len() > 1 {
        article.body = summary;
        return;
    }
    if !in_one.is_empty() && in_one != article.title && !starts(&text, &in_one) {
        article.lead = Some(in_one);
    }
    article.body = text;
}

/// The blocks of an element that holds HTML, escaped or as elements.
fn markup(element: &Element) -> Vec<Block> {
    if element.elements().next().is_some() {
        body::of_element(element)
    } else if element.attribute("type") == Some("html") || element.local_name() == "encoded" {
        body::of_html(&element.raw_text())
    } else {
        body::of_text(&element.raw_text())
    }
}

/// Whether a text starts with a summary, which may be cut off: `… […]`.
fn starts(text: &[Block], summary: &str) -> bool {
    let only_letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let texts: String = text
        .iter()
        .map(|block| only_letters(block.text()))
        .collect();
    let summary = summary.trim_end_matches("Lire la suite");
    texts.starts_with(&only_letters(summary))
}

#[cfg(test)]
pub(in crate::read) mod tests {
    use expect_test::{Expect, expect};

    use crate::read::shown::{records, shown};

    pub(in crate::read) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- x -->\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
        <channel>\n<atom:link href=\"http://gazette.example/rss\" rel=\"self\"/><image><title>Logo</title></image><title>La Gazette du Lac - &Agrave; la une</title><link>http://gazette.example/</link><language>fr-FR</language>\n";
    pub(in crate::read) const TAIL: &str = "</channel>\n</rss>\n";
    pub(in crate::read) const RECORDS: [&str; 3] = [
        "<item>\n<title>Le bac &amp;amp; l'&eacute;t&eacute; : <![CDATA[<em>reprise</em>]]></title><link>http://gazette.example/bac</link><guid isPermaLink=\"false\">gazette-12</guid>\
         <pubDate>Wed, 13 Mar 2024 00:30:00 +0100</pubDate><dc:creator><![CDATA[Irène Valtour avec AFP]]></dc:creator><category>Mer</category><category domain=\"x\"><![CDATA[Transports &amp; ports]]></category>\n\
         <description>&lt;p&gt;Le bac a repris ses rotations mercredi [&amp;#8230;]&lt;/p&gt;</description>\
         <content:encoded><![CDATA[<p>Le bac a repris ses rotations <b>mercredi</b> matin.</p><script>suivre()</script><h2>À quai</h2><p>Il n'a pas bougé&nbsp;; «enfin» !</p><p>L’article <a href=\"x\">Le bac</a> est apparu en premier sur <a>La Gazette</a>.</p>]]></content:encoded>\
         <media:content url=\"a.jpg\"><media:description>Le bac à quai.</media:description><media:credit>ATAP</media:credit></media:content>\n</item>\n",
        "<item>\n<title>Un phare s'éteint</title><guid>http://gazette.example/phare</guid><pubDate>mar., 12 mars 2024 18:00:00 +0100</pubDate>\
         <author>redaction@gazette.example (Fulgence Abadie)</author><description>Il veillait sur le lac.</description>\n</item>\n",
        "<item>\n<title></title><link>http://gazette.example/breve</link><description><![CDATA[Une brève R&D.<br/>En deux lignes.]]></description><source url=\"http://echo.example\">L'Écho</source><dc:date>2024-03-11</dc:date>\n</item>\n",
    ];
    pub(in crate::read) const ATOM_HEAD: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">\n<title type=\"html\">L&#39;&lt;b&gt;Écho&lt;/b&gt;</title><updated>2024-03-14T00:00:00Z</updated>\n";
    pub(in crate::read) const ATOM_TAIL: &str = "</feed>\n";
    pub(in crate::read) const ENTRIES: [&str; 3] = [
        "<entry>\n<id>tag:echo.example,2024:1</id><title>Un chamois en ville</title><link rel=\"edit\" href=\"http://echo.example/e\"/><link href=\"http://echo.example/1\"/>\
         <published>2024-03-12T23:59:00+01:00</published><updated>2024-03-14T08:00:00Z</updated><author><name>Ana Lima</name><email>a@echo.example</email></author>\
         <category term=\"faune\" label=\"Faune\"/><category term=\"ville\"/><summary>Il a dormi au parc.</summary>\
         <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Un <b>chamois</b> dort.</p><p>Il va bien.</p></div></content>\n</entry>\n",
        "<entry>\n<id>tag:echo.example,2024:2</id><title type=\"html\">Le vent &amp;amp; la pluie</title><updated>2024-03-11T08:00:00Z</updated><content type=\"html\">&lt;p&gt;Il pleut.&lt;/p&gt;</content>\n</entry>\n",
        "<entry xml:lang=\"de\">\n<id>tag:echo.example,2024:3</id><title>Kurz</title><author><name>L'Écho</name></author><summary type=\"text\">Es regnet.</summary>\n</entry>\n",
    ];

    fn check(name: &str, file: &str, expected: Expect) {
        expected.assert_eq(&shown(name, file.as_bytes()));
    }

    #[test]
    fn items_of_rss_are_read() {
        check(
            "une.rss",
            &[HEAD, &RECORDS.concat(), TAIL].concat(),
            expect![[r#"
                1:6 gazette-12@la-gazette-du-lac UTF-8
                title: Le bac & l'été : reprise
                date: 2024-03-13
                source: La Gazette du Lac
                agency: AFP
                authors: Irène Valtour
                section: À la une
                url: http://gazette.example/bac
                caption: Le bac à quai.
                credit: ATAP
                language: fr
                topic: Subject Mer
                topic: Subject Transports & ports
                ¶: Le bac a repris ses rotations mercredi matin.
                #: À quai
                ¶: Il n'a pas bougé ; «enfin» !

                2:10 http://gazette.example/phare UTF-8
                title: Un phare s'éteint
                lead: Il veillait sur le lac.
                date: 2024-03-12
                source: La Gazette du Lac
                authors: Fulgence Abadie
                section: À la une
                url: http://gazette.example/phare
                language: fr

                3:13 http://gazette.example/breve UTF-8
                date: 2024-03-11
                source: L'Écho
                url: http://gazette.example/breve
                language: fr
                ¶: Une brève R&D.
                ¶: En deux lignes.
            "#]],
        );
        check(
            "une.xml",
            "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"x\"><title>Le Fil</title><items><rdf:Seq><rdf:li resource=\"http://fil.example/1\"/></rdf:Seq></items></channel>\n\
             <item rdf:about=\"http://fil.example/1\"><title>Un titre</title><link>http://fil.example/1</link><dc:date>2024-03-12T08:00:00+01:00</dc:date><dc:subject>Mer</dc:subject></item></rdf:RDF>",
            expect![[r#"
                1:2 http://fil.example/1 UTF-8
                title: Un titre
                date: 2024-03-12
                source: Le Fil
                url: http://fil.example/1
                topic: Subject Mer
            "#]],
        );
    }

    #[test]
    fn a_text_may_have_another_prefix() {
        check(
            "une.rss",
            "<rss><channel><title>Le Fil</title>\n<item><guid>1</guid><title>Un</title><description>Deux.</description>\
             <excerpt:encoded>Non.</excerpt:encoded><c:encoded><![CDATA[<p>Trois.</p>]]></c:encoded></item>\n\
             <item><guid>2</guid><title>Un</title><description>Deux.</description><xhtml:body><xhtml:p>Trois.</xhtml:p><xhtml:p>Quatre.</xhtml:p></xhtml:body></item></channel></rss>",
            expect![[r#"
                1:2 1@le-fil UTF-8
                title: Un
                lead: Deux.
                source: Le Fil
                ¶: Trois.

                2:3 2@le-fil UTF-8
                title: Un
                lead: Deux.
                source: Le Fil
                ¶: Trois.
                ¶: Quatre.
            "#]],
        );
    }

    #[test]
    fn the_author_of_a_feed_is_that_of_its_entries() {
        check(
            "echo.atom",
            "<feed><title>L'Écho</title><author><name>Ana Lima</name></author>\n<entry><id>1</id><title>Un</title></entry>\n\
             <entry><id>2</id><title>Deux</title><author><name>Benoît Roy</name></author></entry>\n\
             <entry><id>3</id><title>Trois</title><source><title>Le Fil</title></source></entry></feed>",
            expect![[r#"
                1:2 1@l-echo UTF-8
                title: Un
                source: L'Écho
                authors: Ana Lima

                2:3 2@l-echo UTF-8
                title: Deux
                source: L'Écho
                authors: Benoît Roy

                3:4 3@le-fil UTF-8
                title: Trois
                source: Le Fil
            "#]],
        );
    }

    #[test]
    fn a_sign_that_starts_nothing_is_text() {
        check(
            "une.rss",
            "<rss><channel><title>Le Fil</title>\n<item><guid>1</guid><title>5 < 6 & 7</title><description><![CDATA[<p>Deux < 3.</p>]]></description></item>\n\
             <item><guid>2</guid><title>Un <b</title></item></channel></rss>",
            expect![[r#"
                1:2 1@le-fil UTF-8
                title: 5 < 6 & 7
                lead: Deux < 3.
                source: Le Fil

                2:3 is no well-formed XML: ill-formed document: expected `</b</title>`, but `</item>` was found
            "#]],
        );
    }

    #[test]
    fn what_stands_round_a_text_on_its_page_is_no_text() {
        check(
            "une.rss",
            "<rss><channel><title>Le Fil</title>\n<item><title>Le port rouvre</title><guid>p</guid><content:encoded><![CDATA[<nav><a href=\"/\">Accueil</a></nav>\
             <header>Bandeau</header><article><p>Sète</p><h1>Le port rouvre</h1><p>Les «quais» rouvrent.</p><aside>À lire aussi</aside>\
             <figure><img alt=\"x\"><figcaption>Le quai hier</figcaption></figure><iframe src=x>cadre</iframe><p>Fin.</p></article>\
             <footer>© 2024 Le Fil</footer>]]></content:encoded></item></channel></rss>",
            expect![[r#"
                1:2 p@le-fil UTF-8
                title: Le port rouvre
                source: Le Fil
                caption: Le quai hier
                ¶: Sète
                ¶: Les «quais» rouvrent.
                ¶: Fin.
            "#]],
        );
    }

    #[test]
    fn entries_of_atom_are_read() {
        check(
            "echo.atom",
            &[ATOM_HEAD, &ENTRIES.concat(), ATOM_TAIL].concat(),
            expect![[r#"
                1:3 tag:echo.example,2024:1 UTF-8
                title: Un chamois en ville
                lead: Il a dormi au parc.
                date: 2024-03-12
                source: L'Écho
                authors: Ana Lima
                url: http://echo.example/1
                language: fr
                topic: Subject Faune faune
                topic: Subject ville
                ¶: Un chamois dort.
                ¶: Il va bien.

                2:6 tag:echo.example,2024:2 UTF-8
                title: Le vent & la pluie
                date: 2024-03-11
                source: L'Écho
                language: fr
                ¶: Il pleut.

                3:9 tag:echo.example,2024:3 UTF-8
                title: Kurz
                lead: Es regnet.
                source: L'Écho
                language: de
            "#]],
        );
    }

    #[test]
    fn what_is_empty_or_damaged_is_refused_alone() {
        check(
            "une.xml",
            "<rss><channel><title>Le Fil</title>\n<item><dc:creator>Ana Lima</dc:creator></item>\n<item><title>Un</item>\n<item><title>Deux</title></item>\n<item><title>Tro",
            expect![[r#"
                1:2 has neither a title nor a text

                2:3 is no well-formed XML: ill-formed document: expected `</title>`, but `</item>` was found

                3:4 6b7e43920004d123 UTF-8
                title: Deux
                source: Le Fil

                4:5 is cut off before its end; save or export it again
            "#]],
        );
        check(
            "une.xml",
            "<rss><channel><title>Le Fil</title></channel></rss>",
            expect![[r#"
                0:0 holds no article
            "#]],
        );
        // A file of nothing else is given up; an article among them is not lost.
        let empty = "<item>\n</item>";
        let file = format!(
            "<rss><channel>{}<item><title>Un</title></item>{}</channel></rss>",
            empty.repeat(9000),
            empty.repeat(20_000)
        );
        let found = records("une.xml", file.as_bytes());
        assert_eq!(found.iter().filter(|found| found.is_ok()).count(), 1);
        assert_eq!(found.len(), 9000 + 1 + 10_001 + 1);
        let last = found.last().and_then(|found| found.as_ref().err());
        assert_eq!(
            last.map(ToString::to_string).as_deref(),
            Some(
                "une.xml: holds more than 10000 records one behind the other that cannot be read; the rest of it was not read"
            )
        );
        // What a comment or CDATA holds is no item.
        check(
            "une.xml",
            "<rss><channel><title>Le Fil</title>\n<!-- <item><title>Brouillon</title></item> -->\n<item><title>Un</title><guid>a</guid>\
             <description><![CDATA[<p>Un flux commence par <item> et se lit.</p><p>Deux.</p>]]></description></item>\n\
             <item><title>Deux</title><guid>b</guid><!-- <item> --></item></channel></rss>",
            expect![[r#"
                1:3 a@le-fil UTF-8
                title: Un
                source: Le Fil
                ¶: Un flux commence par et se lit.
                ¶: Deux.

                2:4 b@le-fil UTF-8
                title: Deux
                source: Le Fil
            "#]],
        );
        // What a feed defines is not expanded, whatever it is called.
        check(
            "une.xml",
            "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n<rss><channel><title>&b;</title>\n<item><title>&b; &f;</title></item></channel></rss>",
            expect![[r#"
                1:3 e48ed676105bb8ea UTF-8
                title: &b; &f;
                source: &b;
            "#]],
        );
    }
}
