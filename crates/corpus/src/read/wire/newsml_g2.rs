//! NewsML-G2: a `newsItem` says what it is in `itemMeta` and `contentMeta`, and holds its text in `contentSet`, as NITF, as
//! XHTML or as plain text. It stands alone or in a `newsMessage`. Packages name items and are no articles; pictures, sounds
//! and videos without a text are none either.
//!
//! The day is that of this version (`versionCreated`): it is its text that is read.

use super::dispatch::{
    dated, filed_under, first_instant, from_source, is_withdrawn, number, signed, written_by,
};
use super::nitf;
use super::xml::{self, Element};
use crate::read::bytes::decode::Decoded;
use crate::read::words::body;
use crate::read::{Draft, Several};
use crate::{Article, TopicKind, declared_language};

/// Where a record starts.
pub(in crate::read) const MARKERS: &[&str] = &[
    "<newsItem>",
    "<newsItem ",
    "<newsItem\n",
    "<newsItem\r",
    "<newsItem\t",
];

/// Reads a record; nothing of what stands before the first.
pub(in crate::read) fn read(decoded: &Decoded) -> Several {
    if !MARKERS
        .iter()
        .any(|marker| decoded.text.starts_with(marker))
    {
        return Vec::new();
    }
    match xml::element(&decoded.text) {
        Ok(item) => draft(&item)
            .map(|draft| (0, Ok(draft)))
            .into_iter()
            .collect(),
        Err(reason) => vec![(0, Err(reason))],
    }
}

fn draft(item: &Element) -> Option<Draft> {
    let empty = Element::default();
    let meta = item.child("itemMeta").unwrap_or(&empty);
    let content = item.child("contentMeta").unwrap_or(&empty);
    let mut article = Article {
        revision: item
            .attribute("version")
            .and_then(|version| version.parse().ok()),
        ..Article::default()
    };
    let text = |parent: &Element, name: &str| parent.child(name).and_then(Element::words);
    let dates = [
        text(meta, "versionCreated"),
        text(content, "contentModified"),
        text(content, "contentCreated"),
        text(meta, "firstCreated"),
    ];
    dated(&mut article, dates.iter().map(Option::as_deref));
    article.made = first_instant(dates.iter().map(Option::as_deref));
    let status = meta
        .child("pubStatus")
        .and_then(|status| status.attribute("qcode").or(status.attribute("uri")));
    article.withdrawn = status.is_some_and(is_withdrawn);
    let tag = content
        .child("language")
        .and_then(|language| language.attribute("tag"));
    article.language = tag
        .or(item.attribute("xml:lang"))
        .and_then(declared_language);
    who(&mut article, item, meta, content);
    topics(&mut article, content);
    // A prefix, a short one for mobiles.
    let (main, other): (Vec<&Element>, Vec<&Element>) = content
        .children("headline")
        .partition(|headline| is_main(headline.attribute("role")));
    let headline = main.into_iter().chain(other).find_map(Element::words);
    article.title = headline
        .map(|line| body::in_line(&line))
        .unwrap_or_default();
    for description in content.children("description") {
        let role = description.attribute("role").unwrap_or_default();
        let place = if role.ends_with("caption") {
            &mut article.caption
        } else {
            &mut article.lead
        };
        if place.is_none() {
            *place = description.words();
        }
    }
    let rights = item.find_all("copyrightNotice");
    let bylines = content.children("by");
    let beside = content.children("dateline").chain(rights).chain(bylines);
    let beside: Vec<String> = beside.filter_map(Element::words).collect();
    inline(&mut article, item, &beside);
    let class = meta
        .child("itemClass")
        .and_then(|class| class.attribute("qcode"));
    if article.body.is_empty() && class.is_some_and(|class| !class.ends_with(":text")) {
        return None;
    }
    if article.title.is_empty() {
        article.title = text(meta, "title").unwrap_or_default();
    }
    Some(Draft {
        article,
        own_id: item.attribute("guid").map(str::to_string),
    })
}

/// Who it is from, and who signed it.
fn who(article: &mut Article, item: &Element, meta: &Element, content: &Element) {
    for source in content.children("infoSource") {
        written_by(article, &called(source).unwrap_or_default());
        written_by(article, code(source).unwrap_or_default());
    }
    let provider = meta.child("provider");
    let holder = item.find("copyrightHolder");
    let names = [
        provider.and_then(called),
        provider.and_then(code).map(str::to_string),
        holder.and_then(called),
        provider.and_then(|provider| host(provider.attribute("uri")?)),
    ];
    for name in names.into_iter().flatten() {
        from_source(article, &name);
    }
    for line in content.children("by").filter_map(Element::words) {
        signed(article, &line);
    }
    if article.authors.is_empty() {
        for creator in content.children("creator").filter_map(called) {
            signed(article, &creator);
        }
    }
}

fn topics(article: &mut Article, content: &Element) {
    for subject in content.children("subject") {
        let kind = subject.attribute("type").unwrap_or_default();
        let kind = match kind.rsplit(':').next().unwrap_or_default() {
            "geoArea" | "poi" => TopicKind::Region,
            "organisation" | "organization" => TopicKind::Company,
            "person" => continue,
            _ => TopicKind::Subject,
        };
        let code = subject.attribute("qcode").or(subject.attribute("uri"));
        filed_under(article, kind, called(subject).as_deref(), code);
    }
    for keyword in content.children("keyword").filter_map(Element::words) {
        filed_under(article, TopicKind::Subject, Some(&keyword), None);
    }
}

/// Puts in the text: of several renditions the first that has words.
fn inline(article: &mut Article, item: &Element, beside: &[String]) {
    let Some(contents) = item.child("contentSet") else {
        return;
    };
    // The language of the item is that of one of its renditions.
    let language = article.language.clone();
    let other = |content: &&Element| {
        let own = content.attribute("xml:lang").and_then(declared_language);
        own.is_some() && language.is_some() && own != language
    };
    let (others, own): (Vec<&Element>, Vec<&Element>) = contents.elements().partition(other);
    for (at, content) in own.iter().chain(&others).enumerate() {
        let blocks = match content.local_name() {
            "inlineXML" => match content.find("nitf").or(nitf::written(content).as_ref()) {
                Some(nitf) => {
                    nitf::fill(article, nitf);
                    std::mem::take(&mut article.body)
                }
                None => body::of_element(content.find("body").unwrap_or(content)),
            },
            // Bytes as letters: base64, hexadecimal digits.
            "inlineData" if content.attribute("encoding").is_some() => continue,
            "inlineData" => body::of_text(&content.raw_text()),
            _ => continue,
        };
        let blocks = body::without_repeated(blocks, &article.title, beside);
        if !blocks.is_empty() {
            article.body = blocks;
            if at >= own.len() {
                let other = content.attribute("xml:lang").and_then(declared_language);
                article.language = other;
            }
            article.words = content
                .attribute("wordcount")
                .and_then(number)
                .or(article.words);
            return;
        }
    }
}

/// Whether the role of a headline is that of the main one.
fn is_main(role: Option<&str>) -> bool {
    role.is_none_or(|role| role.ends_with(":main"))
}

/// What something is called: in French, where it has names in several languages.
fn called(thing: &Element) -> Option<String> {
    let in_french = |name: &&Element| {
        name.attribute("xml:lang")
            .and_then(declared_language)
            .as_deref()
            == Some("fr")
    };
    let name = thing
        .children("name")
        .find(in_french)
        .or(thing.child("name"));
    let name = name.and_then(Element::words);
    name.or_else(|| thing.attribute("literal").map(str::to_string))
}

/// The code of something without its scheme: `nprov:AFP`.
fn code(thing: &Element) -> Option<&str> {
    let code = thing.attribute("qcode")?;
    Some(code.rsplit_once(':').map_or(code, |(_, code)| code))
}

/// The host of an address.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split('/').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    Some(host.to_string()).filter(|host| !host.is_empty())
}

#[cfg(test)]
pub(in crate::read) mod tests {
    use expect_test::{Expect, expect};

    use crate::read::shown::shown;

    pub(in crate::read) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\">\n\
        <header><sent>2024-03-12T10:15:00Z</sent><sender>atap.example</sender></header>\n<itemSet>\n\
        <packageItem guid=\"lot\"><itemMeta><title>Un lot</title></itemMeta><groupSet><group><itemRef residref=\"urn:a\"/></group></groupSet></packageItem>\n";
    pub(in crate::read) const TAIL: &str = "</itemSet>\n</newsMessage>\n";
    pub(in crate::read) const RECORDS: [&str; 3] = [
        // Its text in NITF.
        "<newsItem\n guid=\"urn:newsml:atap.example:20240311:phare\" version=\"3\" standard=\"NewsML-G2\" xml:lang=\"fr-FR\">\n\
         <rightsInfo><copyrightHolder uri=\"http://www.atap.example/\"><name>Agence transalpine</name></copyrightHolder>\
         <copyrightNotice>© ATAP 2024</copyrightNotice></rightsInfo>\n\
         <itemMeta><itemClass qcode=\"ninat:text\"/><provider uri=\"http://www.atap.example/a-propos\"/><versionCreated>2024-03-12T23:50:00+01:00</versionCreated>\
         <firstCreated>2024-03-11T20:00:00+01:00</firstCreated><pubStatus qcode=\"stat:usable\"/></itemMeta>\n\
         <contentMeta><contentCreated>2024-03-11T20:00:00+01:00</contentCreated><located qcode=\"geoloc:SION\"><name>Sion</name></located>\
         <creator uri=\"http://www.atap.example/ab\"><name>Fulgence Abadie</name></creator><infoSource qcode=\"is:ATS\"><name>Agence télégraphique</name></infoSource><language tag=\"fr-FR\"/>\
         <subject qcode=\"medtop:04000000\"><name xml:lang=\"en\">economy</name><name xml:lang=\"fr\">économie</name></subject><subject qcode=\"medtop:20000350\"/>\
         <subject type=\"cpnat:geoArea\" qcode=\"iso3166-1a2:CH\"><name>Suisse</name></subject><subject type=\"cpnat:organisation\"><name>Phares SA</name></subject>\
         <subject type=\"cpnat:person\"><name>Ana Lima</name></subject><slugline>Phare</slugline><headline> Le phare du \"lac\" s'éteint</headline></contentMeta>\n\
         <contentSet><inlineXML contenttype=\"application/nitf+xml\" wordcount=\"21\"><nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\"><body><body.head><hedline><hl1>Le phare du \"lac\" s'éteint</hl1>\
         <hl2>Cent ans de service</hl2></hedline><byline>Par Fulgence Abadie, <byttl>notre correspondant</byttl></byline></body.head>\
         <body.content><p>(Sion - 11 mars) Le phare\n   s'est éteint lundi.</p><hl2>Une ampoule</hl2><p>Elle avait cent ans.</p></body.content></body></nitf></inlineXML></contentSet>\n</newsItem>\n",
        // Its text in XHTML, and again as plain text.
        "<newsItem guid=\"urn:newsml:atap.example:20240312:bac\" version=\"20240312181500\">\n\
         <itemMeta><itemClass qcode=\"ninat:text\"/><provider qcode=\"nprov:AFP\"/><versionCreated>2024-03-12T08:00:00Z</versionCreated></itemMeta>\n\
         <contentMeta><by>Par Irène Valtour et Benoît Roy</by><headline>Le bac accoste</headline><dateline>Brest, 12 mars</dateline>\
         <description role=\"drol:summary\">Deux mois à quai.</description><keyword>mer</keyword></contentMeta>\n\
         <contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Le bac</title></head>\
         <body><nav>Accueil</nav><h1>Le bac accoste</h1><p>Brest, 12 mars</p><p>Le <b>bac</b> a accosté&#160;!</p><figure><figcaption>Le quai</figcaption></figure><h2>À quai</h2><ul><li>lundi</li><li>mardi</li></ul></body></html></inlineXML>\
         <inlineData contenttype=\"text/plain\">Le bac a accosté !</inlineData></contentSet>\n</newsItem>\n",
        // Plain text only.
        "<newsItem guid=\"urn:newsml:atap.example:20240312:chamois\">\n<itemMeta><provider literal=\"ATAP\"/><versionCreated>2024-03-12T11:30:00+01:00</versionCreated><title>Chamois</title></itemMeta>\n\
         <contentMeta><language tag=\"fr\"/></contentMeta>\n\
         <contentSet><inlineData contenttype=\"text/plain\"><![CDATA[Un chamois < un an dort au parc.\nIl va bien.]]></inlineData></contentSet>\n</newsItem>\n",
    ];

    fn check(file: &str, expected: Expect) {
        expected.assert_eq(&shown("depeches.xml", file.as_bytes()));
    }

    #[test]
    fn items_of_a_message_are_read() {
        check(
            &[HEAD, &RECORDS.concat(), TAIL].concat(),
            expect![[r#"
                1:6 urn:newsml:atap.example:20240311:phare UTF-8
                title: Le phare du "lac" s'éteint
                lead: Cent ans de service
                date: 2024-03-12
                source: Agence transalpine
                agency: ATS
                authors: Fulgence Abadie
                words: 21
                revision: 3
                language: fr
                topic: Subject économie medtop:04000000
                topic: Subject medtop:20000350 medtop:20000350
                topic: Region Suisse iso3166-1a2:CH
                topic: Company Phares SA
                ¶: (Sion - 11 mars) Le phare s'est éteint lundi.
                #: Une ampoule
                ¶: Elle avait cent ans.

                2:14 urn:newsml:atap.example:20240312:bac UTF-8
                title: Le bac accoste
                lead: Deux mois à quai.
                date: 2024-03-12
                source: AFP
                agency: AFP
                authors: Irène Valtour|Benoît Roy
                revision: 20240312181500
                topic: Subject mer
                ¶: Le bac a accosté !
                #: À quai
                ¶: lundi
                ¶: mardi

                3:19 urn:newsml:atap.example:20240312:chamois UTF-8
                title: Chamois
                date: 2024-03-12
                source: ATAP
                language: fr
                ¶: Un chamois < un an dort au parc.
                ¶: Il va bien.
            "#]],
        );
        // Alone it is the same.
        check(
            RECORDS[2],
            expect![[r#"
                1:1 urn:newsml:atap.example:20240312:chamois UTF-8
                title: Chamois
                date: 2024-03-12
                source: ATAP
                language: fr
                ¶: Un chamois < un an dort au parc.
                ¶: Il va bien.
            "#]],
        );
    }

    #[test]
    fn what_is_withdrawn_is_marked() {
        check(
            "<newsItem guid=\"urn:x\" version=\"2\"><itemMeta><pubStatus qcode=\"stat:canceled\"/></itemMeta></newsItem>\n\
             <newsItem guid=\"urn:y\"><itemMeta><pubStatus qcode=\"stat:usable\"/></itemMeta><contentMeta><headline>Un bac</headline></contentMeta></newsItem>",
            expect![[r#"
                1:1 urn:x UTF-8
                revision: 2
                withdrawn: by its agency

                2:2 urn:y UTF-8
                title: Un bac
            "#]],
        );
    }

    #[test]
    fn of_several_the_one_of_the_item_is_read() {
        let item = |inside: &str| {
            format!(
                "<newsItem guid=\"urn:x\" xml:lang=\"fr\"><contentMeta><headline role=\"hld:prefix\">PAPIER D'ANGLE</headline><headline>Un bac</headline></contentMeta><contentSet>{inside}</contentSet></newsItem>"
            )
        };
        let english = "<inlineXML xml:lang=\"en\"><html><body><p>The ferry is here.</p></body></html></inlineXML>";
        let french = "<inlineXML xml:lang=\"fr-FR\"><html><body><p>Le bac est ici.</p></body></html></inlineXML>";
        check(
            &item(&[english, french].concat()),
            expect![[r#"
                1:1 urn:x UTF-8
                title: Un bac
                language: fr
                ¶: Le bac est ici.
            "#]],
        );
        check(
            &item(english),
            expect![[r#"
                1:1 urn:x UTF-8
                title: Un bac
                language: en
                ¶: The ferry is here.
            "#]],
        );
        check(
            &item("<inlineData encoding=\"encd:base64\">TGUgcG9ydCBhIHJvdXZlcnQu</inlineData>"),
            expect![[r#"
                1:1 urn:x UTF-8
                title: Un bac
                language: fr
            "#]],
        );
    }

    #[test]
    fn a_date_that_is_none_is_told() {
        check(
            "<newsItem guid=\"urn:x\"><itemMeta><versionCreated>hier soir</versionCreated></itemMeta><contentMeta><headline>Un bac</headline></contentMeta></newsItem>",
            expect![[r#"
                1:1 urn:x UTF-8
                title: Un bac
                ! `hier soir` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`
            "#]],
        );
    }

    #[test]
    fn what_has_no_text_is_no_article() {
        let picture = "<newsItem guid=\"p\"><itemMeta><itemClass qcode=\"ninat:picture\"/></itemMeta><contentMeta><headline>Un quai</headline></contentMeta>\
            <contentSet><remoteContent href=\"quai.jpg\"/></contentSet></newsItem>\n";
        let dots = "<newsItem guid=\"N1\"> ..... </newsItem>\n";
        let flash = "<newsItem guid=\"f\"><itemMeta><itemClass qcode=\"ninat:text\"/></itemMeta><contentMeta><headline>URGENT</headline></contentMeta></newsItem>\n";
        check(
            &[HEAD, picture, dots, flash, TAIL].concat(),
            expect![[r#"
            1:7 has neither a title nor a text

            2:8 f@dossier UTF-8
            title: URGENT
        "#]],
        );
        check(
            &[HEAD, picture, TAIL].concat(),
            expect![[r#"
            0:0 holds no article
        "#]],
        );
    }
}
