//! NewsML 1.2, as AFP, Belga and ATS send it: a `NewsItem` with components in components, whose texts have roles (`Title`,
//! `Lead`, `Body`). Components in several languages are an article each.
//!
//! The day is that of this revision (`ThisRevisionCreated`): it is its text that is read. `FirstCreated` and `DateId` stand
//! in for it.

use super::dispatch::{
    dated, filed_under, first_instant, from_source, is_withdrawn, number, signed, written_by,
};
use super::nitf;
use super::xml::{self, Element};
use crate::read::bytes::decode::Decoded;
use crate::read::words::agencies::known_agency;
use crate::read::words::body;
use crate::read::{Draft, Several};
use crate::{Article, Block, TopicKind, declared_language};

/// Where a record starts; `<NewsItemId>` is no start.
pub(in crate::read) const MARKERS: &[&str] = &[
    "<NewsItem>",
    "<NewsItem ",
    "<NewsItem\n",
    "<NewsItem\r",
    "<NewsItem\t",
];

/// Shortest identifier that is one of all days: a shorter one counts the dispatches of a day, as the standard allows.
const SHORTEST_ID: usize = 8;

/// Reads a record; nothing of what stands before the first.
pub(in crate::read) fn read(decoded: &Decoded) -> Several {
    if !MARKERS
        .iter()
        .any(|marker| decoded.text.starts_with(marker))
    {
        return Vec::new();
    }
    match xml::element(&decoded.text) {
        Ok(item) => drafts(&item)
            .into_iter()
            .map(|draft| (0, Ok(draft)))
            .collect(),
        Err(reason) => vec![(0, Err(reason))],
    }
}

fn drafts(item: &Element) -> Vec<Draft> {
    let mut paths = Vec::new();
    for component in item.children("NewsComponent") {
        find_articles(component, &mut Vec::new(), &mut paths);
    }
    if paths.is_empty() {
        // Refused as one without words.
        paths.push(Vec::new());
    }
    if shows_only(item) || is_package(item) {
        return Vec::new();
    }
    let mut articles: Vec<(Article, &Element)> = Vec::new();
    for path in &paths {
        articles.push((article(item, path), path.last().copied().unwrap_or(item)));
    }
    if let [(article, _)] = articles.as_mut_slice() {
        // A picture stands beside its text.
        let mut found = Vec::new();
        for component in item.children("NewsComponent") {
            parts(component, Role::Body, &mut found);
        }
        let caption = found.iter().find(|(role, _)| *role == Role::Caption);
        let words = caption.and_then(|(_, content)| content.child("DataContent")?.words());
        article.caption = article.caption.take().or(words);
    }
    let id = identifier(item);
    let of_language = |language: &Option<String>| {
        articles
            .iter()
            .filter(|(article, _)| article.language == *language)
            .count()
    };
    let own_ids: Vec<Option<String>> = articles
        .iter()
        .map(|(article, component)| {
            if articles.len() == 1 {
                return id.clone();
            }
            let alone = article
                .language
                .as_deref()
                .filter(|_| of_language(&article.language) == 1);
            match (&id, alone.or(component.attribute("Duid"))) {
                (Some(id), Some(apart)) => Some(format!("{id}.{apart}")),
                _ => None,
            }
        })
        .collect();
    articles
        .into_iter()
        .zip(own_ids)
        .map(|((article, _), own_id)| Draft { article, own_id })
        .collect()
}

/// Whether it is a picture, a sound or a video without a text: no article.
fn shows_only(item: &Element) -> bool {
    let mut found = Vec::new();
    for component in item.children("NewsComponent") {
        parts(component, Role::Body, &mut found);
    }
    let other = |media: &&Element| {
        media
            .attribute("FormalName")
            .is_some_and(|name| !name.eq_ignore_ascii_case("text"))
    };
    found.iter().all(|(role, _)| *role == Role::Caption)
        && item.find_all("MediaType").iter().any(other)
}

/// Whether it names other items and says nothing itself: no article.
fn is_package(item: &Element) -> bool {
    let mut found = Vec::new();
    for component in item.children("NewsComponent") {
        parts(component, Role::Body, &mut found);
    }
    found.is_empty() && item.find("NewsItemRef").is_some()
}

/// Its identifier without the revision, so that all revisions are one article.
fn identifier(item: &Element) -> Option<String> {
    let id = item.find("NewsItemId")?.words()?;
    if id.len() >= SHORTEST_ID {
        return Some(id);
    }
    let day = item.find("DateId").map(Element::text).unwrap_or_default();
    match day.get(..8) {
        Some(day) => Some(format!("{day}.{id}")),
        None => Some(id),
    }
}

/// What a text is in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Title,
    Lead,
    Caption,
    Body,
}

/// The role that a component says it has.
fn role(component: &Element) -> Option<Role> {
    let name = component.child("Role")?.attribute("FormalName")?;
    match name.to_lowercase().as_str() {
        "title" | "headline" => Some(Role::Title),
        "lead" | "abstract" | "summary" | "chapo" => Some(Role::Lead),
        "caption" | "legend" => Some(Role::Caption),
        "body" | "main text" => Some(Role::Body),
        _ => None,
    }
}

/// The texts in a component, each with its role and the item that it stands in.
fn parts<'a>(component: &'a Element, above: Role, found: &mut Vec<(Role, &'a Element)>) {
    let role = role(component).unwrap_or(above);
    for content in component.children("ContentItem") {
        let media = content
            .child("MediaType")
            .and_then(|media| media.attribute("FormalName"));
        let is_text = media.is_none_or(|media| media.eq_ignore_ascii_case("text"));
        let has_words = || {
            content
                .child("DataContent")
                .is_some_and(|data| data.words().is_some())
        };
        if is_text && has_words() {
            found.push((role, content));
        }
    }
    for inner in component.children("NewsComponent") {
        parts(inner, role, found);
    }
}

/// Gathers the components that are an article each, with those they stand in.
fn find_articles<'a>(
    component: &'a Element,
    above: &mut Vec<&'a Element>,
    paths: &mut Vec<Vec<&'a Element>>,
) {
    above.push(component);
    // A caption alone is that of a picture.
    let bears = |inner: &&Element| {
        let mut found = Vec::new();
        parts(inner, Role::Body, &mut found);
        found.iter().any(|(role, _)| *role != Role::Caption)
    };
    let is_part = |inner: &Element| role(inner).is_some();
    let inner: Vec<&Element> = component.children("NewsComponent").filter(bears).collect();
    let of_parts =
        component.child("ContentItem").is_some() || inner.iter().any(|inner| is_part(inner));
    let is_said = |inner: &&Element| {
        let headline = inner
            .child("NewsLines")
            .and_then(|lines| lines.child("HeadLine")?.words());
        headline.is_some() || inner.attribute("xml:lang").is_some()
    };
    if !of_parts && (inner.len() == 1 || inner.len() > 1 && inner.iter().all(is_said)) {
        for inner in inner {
            find_articles(inner, above, paths);
        }
    } else {
        paths.push(above.clone());
    }
    above.pop();
}

/// The article of a component, the last of a path. What it does not say of itself those say that it stands in.
fn article(item: &Element, path: &[&Element]) -> Article {
    let mut article = Article::default();
    let find = |name: &str| item.child("NewsManagement")?.child(name)?.words();
    let dates = [
        find("ThisRevisionCreated"),
        find("FirstCreated"),
        item.find("DateId").and_then(Element::words),
    ];
    dated(&mut article, dates.iter().map(Option::as_deref));
    article.made = first_instant(dates.iter().map(Option::as_deref));
    let status = item
        .child("NewsManagement")
        .and_then(|management| management.child("Status")?.attribute("FormalName"));
    article.withdrawn = status.is_some_and(is_withdrawn);
    article.revision = item
        .find("RevisionId")
        .and_then(|revision| revision.text().parse().ok());
    let levels = || path.iter().rev().copied();
    let lines = |name: &'static str| -> Vec<String> {
        let of_level = |level: &Element| -> Vec<String> {
            let lines = level
                .children("NewsLines")
                .flat_map(|lines| lines.children(name));
            lines.filter_map(Element::words).collect()
        };
        levels()
            .map(of_level)
            .find(|lines| !lines.is_empty())
            .unwrap_or_default()
    };
    let parties = |name: &'static str| -> Vec<&Element> {
        let of_level = |level: &'_ Element| -> bool { !parties_of(level, name).is_empty() };
        levels()
            .find(|level| of_level(level))
            .map(|level| parties_of(level, name))
            .unwrap_or_default()
    };
    article.language = levels().find_map(|level| {
        let said = level
            .child("DescriptiveMetadata")
            .and_then(|data| data.child("Language")?.attribute("FormalName"));
        said.and_then(declared_language)
            .or_else(|| declared_language(level.attribute("xml:lang")?))
    });
    for name in lines("ByLine") {
        signed(&mut article, &name);
    }
    let is_author = |party: &&Element| {
        party
            .attribute("Topic")
            .is_none_or(|topic| topic.eq_ignore_ascii_case("author"))
    };
    if article.authors.is_empty() {
        for party in parties("Creator").into_iter().filter(is_author) {
            signed(
                &mut article,
                party.attribute("FormalName").unwrap_or_default(),
            );
        }
    }
    for party in parties("Source") {
        written_by(
            &mut article,
            party.attribute("FormalName").unwrap_or_default(),
        );
    }
    let names = parties("Provider").into_iter().chain(parties("Source"));
    let names = names
        .filter_map(|party| party.attribute("FormalName"))
        .map(str::to_string);
    let provider = item.find("ProviderId").and_then(Element::words);
    let provider = provider.map(|host| agency_at(&host).map_or(host, str::to_string));
    for name in names.chain(lines("CreditLine")).chain(provider) {
        from_source(&mut article, &name);
    }
    topics(&mut article, path);
    for keyword in lines("KeywordLine") {
        filed_under(&mut article, TopicKind::Subject, Some(&keyword), None);
    }
    let headline = lines("HeadLine").into_iter().next();
    article.title = headline
        .map(|line| body::in_line(&line))
        .unwrap_or_default();
    let subtitle = lines("SubHeadLine").into_iter().next();
    if let Some(component) = path.last() {
        texts(&mut article, component);
    }
    article.lead = article.lead.take().or(subtitle);
    let beside = [lines("DateLine"), lines("CopyrightLine")].concat();
    article.body =
        body::without_repeated(std::mem::take(&mut article.body), &article.title, &beside);
    article
}

/// The agency whose address it is: `afp.com`.
fn agency_at(host: &str) -> Option<&'static str> {
    let name = host.strip_prefix("www.").unwrap_or(host);
    known_agency(name).or_else(|| known_agency(host.rsplit('.').nth(1)?))
}

/// The parties of a kind that a component names.
fn parties_of<'a>(component: &'a Element, kind: &'a str) -> Vec<&'a Element> {
    let metadata = component.children("AdministrativeMetadata");
    let parties = metadata
        .flat_map(|data| data.children(kind))
        .flat_map(|kind| kind.children("Party"));
    parties
        .filter(|party| party.attribute("FormalName").is_some())
        .collect()
}

fn topics(article: &mut Article, path: &[&Element]) {
    for data in path
        .iter()
        .flat_map(|level| level.children("DescriptiveMetadata"))
    {
        for code in data.children("SubjectCode").flat_map(Element::elements) {
            if code.local_name().starts_with("Subject") {
                filed_under(
                    article,
                    TopicKind::Subject,
                    None,
                    code.attribute("FormalName"),
                );
            }
        }
        let keywords = data
            .children("Property")
            .filter(|property| property.attribute("FormalName") == Some("Keyword"));
        for keyword in keywords {
            filed_under(
                article,
                TopicKind::Subject,
                keyword.attribute("Value"),
                None,
            );
        }
        let places = data
            .children("Location")
            .flat_map(|location| location.children("Property"));
        for country in places.filter(|property| property.attribute("FormalName") == Some("Country"))
        {
            filed_under(article, TopicKind::Region, country.attribute("Value"), None);
        }
    }
}

/// Puts the texts of a component in, by their roles.
fn texts(article: &mut Article, component: &Element) {
    let mut found = Vec::new();
    parts(component, Role::Body, &mut found);
    for (role, content) in found {
        let Some(data) = content.child("DataContent") else {
            continue;
        };
        let in_one = || {
            let blocks = body::of_element(data);
            let lines: Vec<&str> = blocks.iter().map(Block::text).collect();
            Some(lines.join(" ")).filter(|text| !text.is_empty())
        };
        match role {
            Role::Title if article.title.is_empty() => article.title = in_one().unwrap_or_default(),
            Role::Title => {}
            Role::Lead => article.lead = article.lead.take().or_else(in_one),
            Role::Caption => article.caption = article.caption.take().or_else(in_one),
            Role::Body => {
                let mut before = std::mem::take(&mut article.body);
                let heading = heading_of(component, content);
                match heading {
                    Some(heading) if article.title.is_empty() => article.title = heading,
                    Some(heading) if heading != article.title => {
                        before.push(Block::Crosshead(heading));
                    }
                    _ => {}
                }
                let written = nitf::written(data);
                match data.find("nitf").or(written.as_ref()) {
                    Some(nitf) => nitf::fill(article, nitf),
                    None => {
                        article.body = body::of_element(data.find("body.content").unwrap_or(data))
                    }
                }
                article.body.splice(..0, before);
                let counts = content.find_all("Property").into_iter();
                let mut counts = counts.filter(|property| {
                    matches!(
                        property.attribute("FormalName"),
                        Some("Words" | "WordCount")
                    )
                });
                if article.words.is_none() {
                    article.words = counts
                        .next()
                        .and_then(|count| number(count.attribute("Value")?));
                }
            }
        }
    }
}

/// The headline of the component in another one whose texts start with this: what stands beside the main text.
fn heading_of(component: &Element, content: &Element) -> Option<String> {
    component.children("NewsComponent").find_map(|inner| {
        let mut inside = Vec::new();
        parts(inner, Role::Body, &mut inside);
        let starts = inside
            .first()
            .is_some_and(|(_, first)| std::ptr::eq(*first, content));
        let headline = || {
            inner
                .child("NewsLines")
                .and_then(|lines| lines.child("HeadLine")?.words())
                .map(|line| body::in_line(&line))
        };
        starts
            .then(headline)
            .flatten()
            .or_else(|| heading_of(inner, content))
    })
}

#[cfg(test)]
pub(in crate::read) mod tests {
    use expect_test::{Expect, expect};

    use crate::read::shown::shown;

    pub(in crate::read) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<!DOCTYPE NewsML SYSTEM \"http://exemple.invalid/newsml.dtd\">\n\
        <NewsML>\n<Catalog Href=\"http://exemple.invalid/catalogue.xml\"/>\n<NewsEnvelope><DateAndTime>20240312T101500Z</DateAndTime></NewsEnvelope>\n";
    pub(in crate::read) const TAIL: &str = "</NewsML>\n";
    pub(in crate::read) const RECORDS: [&str; 3] = [
        // As AFP sends it: one text, its paragraphs as NITF without a frame.
        "<NewsItem>\n<Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><DateId>20240311</DateId>\
         <NewsItemId>240311201500.ab12cd34</NewsItemId><RevisionId PreviousRevision=\"1\" Update=\"N\">2</RevisionId>\
         <PublicIdentifier>urn:newsml:afp.com:20240311:240311201500.ab12cd34:2</PublicIdentifier></NewsIdentifier></Identification>\n\
         <NewsManagement><NewsItemType FormalName=\"News\"/><FirstCreated>20240311T201500Z</FirstCreated>\
         <ThisRevisionCreated>20240312T071000Z</ThisRevisionCreated><Status FormalName=\"Usable\"/></NewsManagement>\n\
         <NewsComponent><NewsLines><HeadLine>Le bac de l'île reprend ses rotations</HeadLine><ByLine>Par Irène VALTOUR</ByLine>\
         <DateLine>Brest, 12 mars 2024 (AFP)</DateLine><CopyrightLine>© 2024 AFP</CopyrightLine><SlugLine>mer-transport</SlugLine></NewsLines>\
         <AdministrativeMetadata><Provider><Party FormalName=\"AFP\"/></Provider></AdministrativeMetadata>\
         <DescriptiveMetadata><Language FormalName=\"fr\"/><SubjectCode><SubjectMatter FormalName=\"04015000\"/></SubjectCode>\
         <Property FormalName=\"Keyword\" Value=\"mer\"/></DescriptiveMetadata>\n\
         <NewsComponent><ContentItem><MediaType FormalName=\"Text\"/><Format FormalName=\"bcNITF2.5\"/>\
         <Characteristics><SizeInBytes>210</SizeInBytes><Property FormalName=\"Words\" Value=\"34\"/></Characteristics><DataContent>\n\
         <p>Brest, 12 mars 2024 (AFP)</p>\n<p>Le bac a repris mardi, a annonc&eacute; la mairie: \"enfin!\" &amp; merci.</p>\n<p>- Deux mois à quai -</p>\n\
         <p>Il était à\n   quai depuis janvier.</p>\n</DataContent></ContentItem></NewsComponent></NewsComponent>\n</NewsItem>\n",
        // As Belga sends it: the same news in two languages, whose parts have roles.
        "<NewsItem>\n<Identification><NewsIdentifier><ProviderId>belga.be</ProviderId><DateId>20240312T090000</DateId>\
         <NewsItemId>77001122</NewsItemId><RevisionId PreviousRevision=\"0\" Update=\"N\">1</RevisionId></NewsIdentifier></Identification>\n\
         <NewsManagement><NewsItemType FormalName=\"NEWS\"/><ThisRevisionCreated>20240312T090000</ThisRevisionCreated></NewsManagement>\n\
         <NewsComponent Duid=\"77001122\" xml:lang=\"nl\"><NewsLines><HeadLine>Overzicht</HeadLine></NewsLines>\n\
         <NewsComponent Duid=\"77001123\" xml:lang=\"nl\"><Role FormalName=\"Short\"/><NewsLines><DateLine/><CreditLine>BELGA</CreditLine>\
         <HeadLine>De brug gaat open</HeadLine><KeywordLine>VERKEER</KeywordLine></NewsLines>\
         <NewsComponent xml:lang=\"nl\"><Role FormalName=\"Body\"/><ContentItem><Format FormalName=\"Text\"/><DataContent>De brug is klaar.</DataContent></ContentItem></NewsComponent></NewsComponent>\n\
         <NewsComponent Duid=\"77001124\" xml:lang=\"fr\"><Role FormalName=\"Short\"/><NewsLines><CreditLine>BELGA</CreditLine>\
         <HeadLine>Le pont ouvre</HeadLine><CopyrightLine>Belga</CopyrightLine><KeywordLine>TRAFIC</KeywordLine><KeywordLine>PONT</KeywordLine></NewsLines>\
         <AdministrativeMetadata><Provider><Party FormalName=\"\"/></Provider><Creator><Party FormalName=\"IVA\" Topic=\"AUTHOR\"/><Party FormalName=\"(ABC)\" Topic=\"EDITOR\"/></Creator>\
         <Source><Party FormalName=\"BELGA\"/></Source></AdministrativeMetadata>\
         <DescriptiveMetadata><SubjectCode/><Location><Property FormalName=\"City\" Value=\"LIEGE\"/><Property FormalName=\"Country\" Value=\"Belgique\"/></Location></DescriptiveMetadata>\
         <NewsComponent xml:lang=\"fr\"><Role FormalName=\"Title\"/><ContentItem><DataContent>Le pont ouvre</DataContent></ContentItem></NewsComponent>\
         <NewsComponent xml:lang=\"fr\"><Role FormalName=\"Lead\"/><ContentItem><DataContent>Deux ans de travaux s'achèvent.</DataContent></ContentItem></NewsComponent>\
         <NewsComponent xml:lang=\"fr\"><Role FormalName=\"Body\"/><ContentItem><Format FormalName=\"Text\"/><DataContent>Le &lt;b&gt;pont&lt;/b&gt;    des Fragnées est prêt.\n\
         \x20          Il rouvre\u{a0}lundi.\n  \n</DataContent></ContentItem></NewsComponent></NewsComponent>\n\
         </NewsComponent>\n</NewsItem>\n",
        // A text and a picture, and an identifier that counts the dispatches of a day.
        "<NewsItem>\n<Identification><NewsIdentifier><ProviderId>www.sda-ats.ch</ProviderId><DateId>20240312</DateId><NewsItemId>bsf017</NewsItemId>\
         <RevisionId PreviousRevision=\"0\" Update=\"N\">1</RevisionId></NewsIdentifier></Identification>\n\
         <NewsManagement><NewsItemType FormalName=\"News\"/><FirstCreated>20240312T113000+0100</FirstCreated></NewsManagement>\n\
         <NewsComponent xml:lang=\"fr-CH\"><NewsLines><HeadLine>Un chamois en ville</HeadLine><SubHeadLine>Il a dormi au parc</SubHeadLine></NewsLines>\
         <AdministrativeMetadata><Provider><Party FormalName=\"ATS\"/></Provider></AdministrativeMetadata>\n\
         <NewsComponent><Role FormalName=\"Main\"/><ContentItem><MediaType FormalName=\"Text\"/><DataContent>\
         <nitf><body><body.head><hedline><hl1>Un chamois en ville</hl1></hedline></body.head><body.content><p>Un chamois s'est promené à Sion.</p><hl2>Au parc</hl2><p>Il dort.</p></body.content></body></nitf>\
         </DataContent></ContentItem></NewsComponent>\n\
         <NewsComponent><Role FormalName=\"AssociatedWith\"/><NewsComponent><Role FormalName=\"Quicklook\"/><ContentItem Href=\"chamois.jpg\"><MediaType FormalName=\"Photo\"/></ContentItem></NewsComponent>\
         <NewsComponent><Role FormalName=\"Caption\"/><ContentItem><MediaType FormalName=\"Text\"/><DataContent><p>Le chamois, mardi à Sion.</p></DataContent></ContentItem></NewsComponent></NewsComponent>\n\
         </NewsComponent>\n</NewsItem>\n",
    ];

    fn check(file: &str, expected: Expect) {
        expected.assert_eq(&shown("depeches.xml", file.as_bytes()));
    }

    #[test]
    fn dispatches_of_three_agencies_are_read() {
        check(
            &[HEAD, &RECORDS.concat(), TAIL].concat(),
            expect![[r#"
            1:6 240311201500.ab12cd34@afp UTF-8
            title: Le bac de l'île reprend ses rotations
            date: 2024-03-12
            source: AFP
            agency: AFP
            authors: Irène VALTOUR
            words: 34
            revision: 2
            language: fr
            topic: Subject 04015000 04015000
            topic: Subject mer
            ¶: Le bac a repris mardi, a annoncé la mairie: "enfin!" & merci.
            #: Deux mois à quai
            ¶: Il était à quai depuis janvier.

            2:18 77001122.nl@belga UTF-8
            title: De brug gaat open
            date: 2024-03-12
            source: Belga
            agency: Belga
            revision: 1
            language: nl
            topic: Subject VERKEER
            ¶: De brug is klaar.

            3:18 77001122.fr@belga UTF-8
            title: Le pont ouvre
            lead: Deux ans de travaux s'achèvent.
            date: 2024-03-12
            source: Belga
            agency: Belga
            authors: IVA
            revision: 1
            language: fr
            topic: Region Belgique
            topic: Subject TRAFIC
            topic: Subject PONT
            ¶: Le pont des Fragnées est prêt.
            ¶: Il rouvre lundi.

            4:29 20240312.bsf017@ats UTF-8
            title: Un chamois en ville
            lead: Il a dormi au parc
            date: 2024-03-12
            source: ATS
            agency: ATS
            caption: Le chamois, mardi à Sion.
            revision: 1
            language: fr
            ¶: Un chamois s'est promené à Sion.
            #: Au parc
            ¶: Il dort.
        "#]],
        );
    }

    #[test]
    fn what_is_written_in_a_text_or_beside_it_is_read() {
        let item = |id: &str, status: &str, inner: &str| {
            format!(
                "<NewsItem><Identification><NewsIdentifier><ProviderId>www.sda-ats.ch</ProviderId><NewsItemId>{id}</NewsItemId></NewsIdentifier></Identification>\
                 <NewsManagement><ThisRevisionCreated>20240312T101500Z</ThisRevisionCreated><Status FormalName=\"{status}\"/></NewsManagement>\
                 <NewsComponent xml:lang=\"fr\"><NewsLines><HeadLine>Un bac</HeadLine></NewsLines>{inner}</NewsComponent></NewsItem>\n"
            )
        };
        let file = [
            HEAD,
            // NITF as characters.
            &item(
                "characters",
                "Canceled",
                "<ContentItem><DataContent><![CDATA[\n<nitf><body><body.head><hedline><hl1>Un bac</hl1></hedline><byline>Par Ana Lima</byline></body.head>\
                <body.content><p>Il est ici.</p><hl2>À quai</hl2><p>Il dort.</p></body.content></body></nitf>]]></DataContent></ContentItem>",
            ),
            // A text beside the main one has a headline of its own.
            &item(
                "beside12",
                "Usable",
                "<NewsComponent><ContentItem><DataContent><p>Il est ici.</p></DataContent></ContentItem></NewsComponent>\
                <NewsComponent><Role FormalName=\"Related\"/><NewsLines><HeadLine>En chiffres</HeadLine></NewsLines><ContentItem><DataContent><p>Dix tonnes.</p><p>Un quai.</p></DataContent></ContentItem></NewsComponent>",
            ),
            // It names others, and is none.
            &item(
                "package1",
                "Usable",
                "<NewsComponent><Role FormalName=\"Main\"/><NewsItemRef NewsItem=\"a.xml\"/></NewsComponent>",
            ),
            TAIL,
        ];
        check(
            &file.concat(),
            expect![[r#"
                1:6 characters@ats UTF-8
                title: Un bac
                date: 2024-03-12
                source: ATS
                agency: ATS
                authors: Ana Lima
                withdrawn: by its agency
                language: fr
                ¶: Il est ici.
                #: À quai
                ¶: Il dort.

                2:8 beside12@ats UTF-8
                title: Un bac
                date: 2024-03-12
                source: ATS
                agency: ATS
                language: fr
                ¶: Il est ici.
                #: En chiffres
                ¶: Dix tonnes.
                ¶: Un quai.
            "#]],
        );
    }

    #[test]
    fn what_is_no_dispatch_is_refused() {
        let item = |inner: &str| format!("{HEAD}<NewsItem>{inner}</NewsItem>{TAIL}");
        check(
            &item(
                "<NewsComponent><ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem></NewsComponent>",
            ),
            expect![[r#"
                0:0 holds no article
            "#]],
        );
        check(
            &item(
                "<ProviderId>afp.com</ProviderId><NewsComponent><NewsLines><HeadLine>URGENT - Le &lt;b&gt;bac&lt;/b&gt; accoste</HeadLine></NewsLines></NewsComponent>",
            ),
            expect![[r#"
                1:6 7a5d75ddc7094895 UTF-8
                title: URGENT - Le bac accoste
                source: AFP
                agency: AFP
            "#]],
        );
        check(
            &item("<NewsComponent><NewsLines></NewsComponent>"),
            expect![[r#"
                1:6 is no well-formed XML: ill-formed document: expected `</NewsLines>`, but `</NewsComponent>` was found
            "#]],
        );
        check(
            &format!("{HEAD}{TAIL}"),
            expect![[r#"
            0:0 holds no article
        "#]],
        );
    }
}
