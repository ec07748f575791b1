//! NITF 3, alone or inside NewsML: `head` with what it is filed under, `body.head` with headline and byline,
//! `body.content` with the text.
//!
//! The day is that on which it appeared (`date.publication`), else may appear (`date.release`), else was sent (`date.issue`).

use super::dispatch::{
    dated, filed_under, first_instant, from_source, is_withdrawn, number, signed,
};
use super::xml::{self, Element};
use crate::read::bytes::decode::Decoded;
use crate::read::words::body;
use crate::read::{Draft, Several};
use crate::{Article, TopicKind, declared_language};

/// Where a record starts.
pub(in crate::read) const MARKERS: &[&str] = &["<nitf>", "<nitf ", "<nitf\n", "<nitf\r", "<nitf\t"];

/// Reads a record; nothing of what stands before the first.
pub(in crate::read) fn read(decoded: &Decoded) -> Several {
    if !MARKERS
        .iter()
        .any(|marker| decoded.text.starts_with(marker))
    {
        return Vec::new();
    }
    let draft = xml::element(&decoded.text).map(|nitf| {
        let find = |name: &str, attribute: &str| nitf.find(name)?.attribute(attribute);
        let mut article = Article::default();
        fill(&mut article, &nitf);
        // That it withdraws another one (`management-idref-status`) is not followed: it may never have come.
        article.withdrawn = find("docdata", "management-status").is_some_and(is_withdrawn);
        let own_id = find("doc-id", "id-string").map(str::to_string);
        Draft { article, own_id }
    });
    vec![(0, draft)]
}

/// Puts in what a NITF says and the article does not yet have; its text is the article's body.
pub(in crate::read) fn fill(article: &mut Article, nitf: &Element) {
    head(article, nitf);
    let text = nitf.child("body").unwrap_or(nitf);
    let tag = [Some(nitf), nitf.child("body")].into_iter().flatten();
    let tag = tag
        .filter_map(|element| element.attribute("xml:lang"))
        .next();
    if article.language.is_none() {
        article.language = tag.and_then(declared_language);
    }
    if let Some(head) = text.child("body.head") {
        headline(article, head);
        for line in head.children("byline") {
            byline(article, line);
        }
        if let Some(distributor) = head.child("distributor") {
            from_source(article, &distributor.text());
        }
    }
    for holder in nitf.find_all("doc.copyright") {
        from_source(article, holder.attribute("holder").unwrap_or_default());
    }
    let is_picture = |media: &&Element| {
        matches!(
            media.attribute("media-type"),
            None | Some("image" | "photo")
        )
    };
    let content = text.child("body.content").unwrap_or(text);
    if let Some(picture) = content.find_all("media").into_iter().find(is_picture) {
        article.caption = article
            .caption
            .take()
            .or_else(|| picture.find("media-caption")?.words());
        article.credit = article
            .credit
            .take()
            .or_else(|| picture.find("media-producer")?.words());
    }
    if article.title.is_empty() {
        let title = nitf.child("head").and_then(|head| head.child("title"));
        article.title = title.map(Element::text).unwrap_or_default();
    }
    let dateline = text
        .child("body.head")
        .and_then(|head| head.child("dateline"));
    let beside: Vec<String> = dateline.and_then(Element::words).into_iter().collect();
    // What stands in `body.end` says who else contributed: a byline, in a sentence.
    let blocks = body::of_element(content);
    article.body = body::without_repeated(blocks, &article.title, &beside);
}

/// A NITF, or a body of one, that stands in an element as characters: in a CDATA section, or escaped.
pub(in crate::read) fn written(element: &Element) -> Option<Element> {
    if element.elements().next().is_some() {
        return None;
    }
    let raw = element.raw_text();
    let raw = raw.trim_start();
    let starts = ["<?xml", "<!DOCTYPE nitf", "<nitf", "<body"];
    if !starts.iter().any(|start| raw.starts_with(start)) {
        return None;
    }
    // What is damaged is read as HTML.
    let nitf = xml::element(raw).ok()?;
    matches!(nitf.local_name(), "nitf" | "body" | "body.content").then_some(nitf)
}

fn head(article: &mut Article, nitf: &Element) {
    let find = |name: &str, attribute: &str| nitf.find(name)?.attribute(attribute);
    if article.date.is_none() {
        let dates = [
            find("pubdata", "date.publication"),
            find("date.release", "norm"),
            find("date.issue", "norm"),
            find("story.date", "norm"),
        ];
        dated(article, dates);
    }
    if article.made.is_none() {
        // It appears on the day that was said before, whatever is mended.
        article.made = first_instant([
            find("date.issue", "norm"),
            find("date.release", "norm"),
            find("pubdata", "date.publication"),
        ]);
    }
    if article.revision.is_none() {
        let number = |name| find("du-key", name);
        let (generation, version) = (number("generation"), number("version"));
        // The first generation need not be said.
        let revision = format!("{}.{}", generation.unwrap_or("1"), version.unwrap_or("0"));
        article.revision = generation.or(version).and(revision.parse().ok());
    }
    if let Some(name) = find("pubdata", "name") {
        from_source(article, name);
    }
    if article.section.is_none() {
        article.section = find("pubdata", "position.section").map(str::to_string);
    }
    let address = find("pubdata", "ex-ref").filter(|address| address.starts_with("http"));
    if article.url.is_none() {
        article.url = address.map(str::to_string);
    }
    if find("pubdata", "unit-of-measure") == Some("word") && article.words.is_none() {
        article.words = find("pubdata", "item-length").and_then(number);
    }
    for subject in nitf.find_all("tobject.subject") {
        // From the particular to the general.
        let names = ["detail", "matter", "type"]
            .map(|level| subject.attribute(&format!("tobject.subject.{level}")));
        let name = names.into_iter().flatten().next();
        filed_under(
            article,
            TopicKind::Subject,
            name,
            subject.attribute("tobject.subject.refnum"),
        );
    }
    for keyword in nitf.find_all("keyword") {
        filed_under(article, TopicKind::Subject, keyword.attribute("key"), None);
    }
}

fn headline(article: &mut Article, head: &Element) {
    let line = |name: &str| {
        head.child("hedline")
            .and_then(|hedline| hedline.child(name)?.words())
    };
    if article.title.is_empty() {
        article.title = line("hl1").unwrap_or_default();
    }
    if article.lead.is_none() {
        let lines = [line("hl2"), head.child("abstract").and_then(Element::words)];
        article.lead = body::joined(lines);
    }
}

/// The persons of a byline, or where none is marked the line without what they are.
fn byline(article: &mut Article, line: &Element) {
    let persons = line.find_all("person");
    for person in &persons {
        signed(article, &person.text());
    }
    if persons.is_empty() {
        let mut line = line.clone();
        let is_title = |node: &xml::Node| matches!(node, xml::Node::Element(element) if element.local_name() == "byttl");
        line.nodes.retain(|node| !is_title(node));
        signed(article, &line.text());
    }
}

#[cfg(test)]
pub(in crate::read) mod tests {
    use expect_test::{Expect, expect};

    use crate::read::shown::shown;

    pub(in crate::read) const HEAD: &str = "<?xml version=\"1.0\"?>\n<!-- export -->\n<!DOCTYPE nitf SYSTEM \"../dtd/nitf-3-2.dtd\">\n<depeches>\n";
    pub(in crate::read) const TAIL: &str = "</depeches>\n";
    pub(in crate::read) const RECORDS: [&str; 3] = [
        "<nitf xml:lang=\"fr\">\n<head><title>Marées du lac</title><tobject tobject.type=\"news\">\
         <tobject.subject tobject.subject.refnum=\"17000000\" tobject.subject.type=\"Météo\"/>\
         <tobject.subject tobject.subject.refnum=\"04001002\" tobject.subject.type=\"Économie\" tobject.subject.detail=\"Pêche\"/></tobject>\n\
         <docdata management-status=\"canceled\"><doc-id id-string=\"atap.512.b\"/><date.issue norm=\"20240225T143000-0500\"/>\
         <date.release norm=\"20240226T093000-0500\"/><du-key key=\"marees\" generation=\"14\" version=\"1\"/><ed-msg info=\"Nouvelle formule\"/>\
         <doc.copyright year=\"2024\" holder=\"Les amis du lac\"/><key-list><keyword key=\"pêche\"/><keyword key=\"leurres\"/></key-list></docdata>\n\
         <pubdata type=\"web\" name=\"La Gazette du Lac\" date.publication=\"20240227T000000-0500\" position.section=\"Loisirs\" ex-ref=\"http://gazette.example/marees\" item-length=\"42\" unit-of-measure=\"word\"/></head>\n\
         <body><body.head><hedline><hl1>Les marées de la semaine</hl1><hl2>Un tableau fictif</hl2></hedline>\
         <note noteclass=\"editorsnote\" type=\"npa\"><body.content><p>À ne pas publier.</p></body.content></note>\
         <byline>Par <person>Irène Valtour</person><byttl>La Gazette</byttl></byline><distributor><org>Transalpine SA</org></distributor>\
         <dateline><location><city>Sète</city>, <state>Hérault</state></location></dateline><abstract><p>Beau temps sur le lac.</p></abstract></body.head>\n\
         <body.content><media media-type=\"image\"><media-reference source=\"a.jpg\"/><media-caption>Le lac hier soir.</media-caption><media-producer> V. Roy </media-producer></media>\
         <p xml:lang=\"fr\">Il a fait beau sur le lac; j'ai sorti\n\tla barque de l'<org value=\"x\">Atelier Roy</org>.</p><hl2>Les eaux montent</hl2>\
         <p>Le tableau le montre.</p><block><hl2>Les bons coins</hl2><p>Il y en a deux.</p><ul><li><em>La crique:</em> des perches.</li><li><em>Le pont:</em> rien.</li></ul></block>\
         <p>Bonne pêche!</p></body.content><body.end><tagline>Avec Fulgence Abadie.</tagline></body.end></body>\n</nitf>\n",
        "<nitf>\n<head><docdata><doc-id id-string=\"atap.513\"/><date.issue norm=\"20240228\"/></docdata></head>\n\
         <body><body.head><hedline><hl1>Le vent tombe</hl1></hedline><byline>Par Ana Lima, <byttl>envoyée spéciale</byttl></byline><distributor>AFP</distributor></body.head>\n\
         <body.content><p>Le vent est tomb&eacute; mercredi.</p></body.content></body>\n</nitf>\n",
        "<nitf>\n<head><title>Sans en-tête</title></head>\n<body><body.content><p>Un texte seul.</p><nitf-table><nitf-table-metadata><p>colonnes</p></nitf-table-metadata><table><tr><th>Jour</th><td>Heure</td></tr></table></nitf-table></body.content></body>\n</nitf>\n",
    ];

    fn check(file: &str, expected: Expect) {
        expected.assert_eq(&shown("marees.nitf", file.as_bytes()));
    }

    #[test]
    fn articles_are_read() {
        check(
            &[HEAD, &RECORDS.concat(), TAIL].concat(),
            expect![[r#"
                1:5 atap.512.b@la-gazette-du-lac UTF-8
                title: Les marées de la semaine
                lead: Un tableau fictif. Beau temps sur le lac.
                date: 2024-02-27
                source: La Gazette du Lac
                authors: Irène Valtour
                section: Loisirs
                url: http://gazette.example/marees
                caption: Le lac hier soir.
                credit: V. Roy
                words: 42
                revision: 14.1
                withdrawn: by its agency
                language: fr
                topic: Subject Météo 17000000
                topic: Subject Pêche 04001002
                topic: Subject pêche
                topic: Subject leurres
                ¶: Il a fait beau sur le lac; j'ai sorti la barque de l'Atelier Roy.
                #: Les eaux montent
                ¶: Le tableau le montre.
                #: Les bons coins
                ¶: Il y en a deux.
                ¶: La crique: des perches.
                ¶: Le pont: rien.
                ¶: Bonne pêche!

                2:13 atap.513@afp UTF-8
                title: Le vent tombe
                date: 2024-02-28
                source: AFP
                agency: AFP
                authors: Ana Lima
                ¶: Le vent est tombé mercredi.

                3:18 fd8afa053872b4c6 UTF-8
                title: Sans en-tête
                ¶: Un texte seul.
                ¶: Jour Heure
            "#]],
        );
    }

    #[test]
    fn what_is_empty_or_damaged_is_refused() {
        check(
            "<nitf><head/><body/></nitf>",
            expect![[r#"
            1:1 has neither a title nor a text
        "#]],
        );
        check(
            "<nitf><body><p>Un</body></nitf>",
            expect![[r#"
            1:1 is no well-formed XML: ill-formed document: expected `</p>`, but `</body>` was found
        "#]],
        );
    }
}
