//! How fast each format is read: the same made articles written in each of them, and read on one core.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use depeche_corpus::read::{Input, Mapping, read};
use depeche_corpus::{Article, Texte};

use super::measure::time;

/// What one format took.
pub(super) struct Format {
    pub(super) name: &'static str,
    /// Bytes of the file.
    pub(super) bytes: usize,
    /// Bytes of the articles' running text.
    pub(super) text: usize,
    pub(super) articles: usize,
    /// The best time to read it.
    pub(super) elapsed: Duration,
}

/// How an article is written in a format, and what stands before and behind all of them.
struct Writer {
    name: &'static str,
    file: &'static str,
    head: &'static str,
    article: fn(&Article, usize) -> String,
    foot: &'static str,
}

const WRITERS: &[Writer] = &[
    Writer {
        name: "JSONL",
        file: "a.jsonl",
        head: "",
        article: jsonl,
        foot: "",
    },
    Writer {
        name: "CSV",
        file: "a.csv",
        head: "id,titre,date,source,auteur,texte\n",
        article: csv,
        foot: "",
    },
    Writer {
        name: "Europresse",
        file: "europresse.html",
        head: "<!DOCTYPE html> <html> <head><style>.DocPublicationName{color:#736a63}</style></head> <body> ",
        article: europresse,
        foot: "</body></html>",
    },
    Writer {
        name: "Factiva, page",
        file: "factiva.html",
        head: "<html><head><title>Factiva</title></head><body>",
        article: factiva_page,
        foot: "</body></html>",
    },
    Writer {
        name: "Factiva, text",
        file: "factiva.txt",
        head: "Dow Jones Factiva\n\n",
        article: factiva_text,
        foot: "",
    },
    Writer {
        name: "NewsML 1.2",
        file: "newsml.xml",
        head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<NewsML><NewsEnvelope><DateAndTime>20240710T130037Z</DateAndTime></NewsEnvelope>\n",
        article: newsml,
        foot: "</NewsML>\n",
    },
    Writer {
        name: "NewsML-G2",
        file: "g2.xml",
        head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><sent>2024-07-10T13:00:37Z</sent></header><itemSet>\n",
        article: newsml_g2,
        foot: "</itemSet></newsMessage>\n",
    },
    Writer {
        name: "ninjs",
        file: "ninjs.jsonl",
        head: "",
        article: ninjs,
        foot: "",
    },
    Writer {
        name: "RSS",
        file: "flux.rss",
        head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Flux</title>\n",
        article: rss,
        foot: "</channel></rss>\n",
    },
];

/// Measures in rounds, everything in every round, so that what else the machine does meets all alike.
pub(super) fn measure(articles: &[Article], rounds: usize) -> Result<Vec<Format>> {
    let folder = tempfile::tempdir()?;
    let text = articles
        .iter()
        .map(|article| Texte::of(article).text.len())
        .sum();
    let mut formats = Vec::new();
    for writer in WRITERS {
        let mut file = writer.head.to_string();
        for (at, article) in articles.iter().enumerate() {
            file += &(writer.article)(article, at);
        }
        file += writer.foot;
        fs::write(folder.path().join(writer.file), &file)?;
        formats.push(Format {
            name: writer.name,
            bytes: file.len(),
            text,
            articles: articles.len(),
            elapsed: Duration::MAX,
        });
    }
    for _ in 0..rounds.max(1) {
        for (writer, format) in WRITERS.iter().zip(&mut formats) {
            let path = folder.path().join(writer.file);
            let elapsed = time(|| read_all(&path, writer.file, articles.len()))?;
            format.elapsed = format.elapsed.min(elapsed);
        }
    }
    Ok(formats)
}

/// Reads a file whose articles are known to be so many.
fn read_all(path: &Path, file: &str, expected: usize) -> Result<()> {
    let input = Input {
        path,
        root: "",
        file,
        scope: "bench",
        mapping: &Mapping::default(),
    };
    let (mut found, mut refused) = (0, None);
    read(&input, &mut |record| match record {
        Ok(record) => {
            found += 1;
            std::hint::black_box(record);
        }
        Err(error) => refused = Some(error),
    });
    match refused {
        Some(error) => bail!("{error}"),
        None if found != expected => bail!("{file}: {found} articles were read of {expected}"),
        None => Ok(()),
    }
}

/// Signs of XML and HTML as they are written in text.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The paragraphs of an article between tags.
fn paragraphs(article: &Article, open: &str, close: &str) -> String {
    let texts = article.body.iter().map(|block| escaped(block.text()));
    texts.map(|text| format!("{open}{text}{close}")).collect()
}

fn day(article: &Article) -> String {
    let day = article.date.map(|date| date.from.to_string());
    day.unwrap_or_else(|| "2024-07-10".to_string())
}

/// `10 juillet 2024`.
fn written(article: &Article) -> String {
    let day = day(article);
    let parts: Vec<i16> = day
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    let month = i8::try_from(parts[1])
        .ok()
        .and_then(depeche_corpus::month_name);
    format!("{} {} {}", parts[2], month.unwrap_or_default(), parts[0])
}

fn source(article: &Article) -> &str {
    article.source.as_deref().unwrap_or("La Gazette")
}

fn jsonl(article: &Article, at: usize) -> String {
    let texts: Vec<&str> = article
        .body
        .iter()
        .map(depeche_corpus::Block::text)
        .collect();
    let row = serde_json::json!({
        "id": at, "title": article.title, "date": day(article), "source": source(article), "body": texts,
    });
    format!("{row}\n")
}

fn csv(article: &Article, at: usize) -> String {
    let texts: Vec<&str> = article
        .body
        .iter()
        .map(depeche_corpus::Block::text)
        .collect();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    format!(
        "{at},{},{},{},{},{}\n",
        quoted(&article.title),
        day(article),
        quoted(source(article)),
        quoted("Irène Valtour"),
        quoted(&texts.join("\n"))
    )
}

fn europresse(article: &Article, at: usize) -> String {
    format!(
        "<article> <header> <div class=\"rdp__DocPublicationName\"> <span class=\"DocPublicationName\"> {} </span> </div> \
         <span class=\"DocHeader\"> Monde, lundi {} 82 mots, p. 11 </span> <div class=\"titreArticle\"> \
         <p class=\"titreArticleVisu\">{}</p> </div> <div class=\"docAuthors\">Irène Valtour</div> </header> <section> \
         <div class=\"DocText clearfix\">{}</div> </section> <footer> <small>© Tous droits réservés.</small> \
         <div class=\"publiC-lblNodoc\">news&#183;20240710&#183;LG&#183;{at}</div> </footer> </article> ",
        escaped(source(article)),
        written(article),
        escaped(&article.title),
        paragraphs(article, "<p>", "</p> ")
    )
}

fn factiva_page(article: &Article, at: usize) -> String {
    let row = |code: &str, value: &str| {
        format!(
            "<tr><td align=\"right\" class=\"index\"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>\n"
        )
    };
    let rows = [
        row(
            "HD",
            &format!("<b class='frHeadline'>{}</b>", escaped(&article.title)),
        ),
        row("BY", "Irène Valtour"),
        row("WC", "82 mots"),
        row("PD", &written(article)),
        row("SN", &escaped(source(article))),
        row(
            "TD",
            &paragraphs(
                article,
                "<p class=\"articleParagraph frarticleParagraph\">",
                "</p>\n",
            ),
        ),
        row("NS", "gcat : Informations générales | gpol : Politique"),
        row("AN", &format!("Document GAZET00020240710e{at:08}")),
    ];
    format!(
        "<div class=\"article frArticle\"><table>{}</table><br/></div>",
        rows.concat()
    )
}

fn factiva_text(article: &Article, at: usize) -> String {
    let texts: Vec<&str> = article
        .body
        .iter()
        .map(depeche_corpus::Block::text)
        .collect();
    format!(
        "*HD* \t{}\n*BY* \tIrène Valtour\n*WC* \t82 mots\n*PD* \t{}\n*SN* \t{}\n\n*TD* \n\n{}\n\n*AN* \nDocument GAZET00020240710e{at:08}\n\n",
        article.title,
        written(article),
        source(article),
        texts.join("\n\n")
    )
}

fn newsml(article: &Article, at: usize) -> String {
    format!(
        "<NewsItem><Identification><NewsIdentifier><ProviderId>gazette.example</ProviderId><DateId>{}</DateId>\
         <NewsItemId>{at}</NewsItemId><RevisionId PreviousRevision=\"0\" Update=\"N\">1</RevisionId></NewsIdentifier></Identification>\
         <NewsManagement><NewsItemType FormalName=\"News\"/><FirstCreated>{0}T125902Z</FirstCreated></NewsManagement>\
         <NewsComponent><NewsLines><HeadLine>{}</HeadLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName=\"AFP\"/>\
         </Provider></AdministrativeMetadata><DescriptiveMetadata><Language FormalName=\"fr\"/></DescriptiveMetadata><NewsComponent>\
         <ContentItem><MediaType FormalName=\"Text\"/><DataContent>{}</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem>\n",
        day(article).replace('-', ""),
        escaped(&article.title),
        paragraphs(article, "<p>", "</p>\n")
    )
}

fn newsml_g2(article: &Article, at: usize) -> String {
    format!(
        "<newsItem guid=\"urn:newsml:gazette.example:{at}\" version=\"1\" standard=\"NewsML-G2\" xml:lang=\"fr\"><itemMeta>\
         <itemClass qcode=\"ninat:text\"/><provider><name>La Gazette</name></provider><versionCreated>{}T16:25:32Z</versionCreated></itemMeta>\
         <contentMeta><language tag=\"fr\"/><headline>{}</headline></contentMeta><contentSet><inlineXML contenttype=\"application/nitf+xml\">\
         <nitf><body><body.head><hedline><hl1>{1}</hl1></hedline></body.head><body.content>{}</body.content></body></nitf></inlineXML>\
         </contentSet></newsItem>\n",
        day(article),
        escaped(&article.title),
        paragraphs(article, "<p>", "</p>\n")
    )
}

fn ninjs(article: &Article, at: usize) -> String {
    let row = serde_json::json!({
        "uri": format!("urn:gazette:{at}"), "type": "text", "versioncreated": format!("{}T10:37:00Z", day(article)),
        "headline": article.title, "body_xhtml": paragraphs(article, "<p>", "</p>"), "language": "fr",
    });
    format!("{row}\n")
}

fn rss(article: &Article, at: usize) -> String {
    format!(
        "<item><title>{}</title><link>https://gazette.example/{at}</link><guid>https://gazette.example/{at}</guid>\
         <pubDate>Wed, 10 Jul 2024 13:00:37 GMT</pubDate><content:encoded><![CDATA[{}]]></content:encoded></item>\n",
        escaped(&article.title),
        paragraphs(article, "<p>", "</p>")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use depeche_corpus::Block;

    #[test]
    fn every_format_gives_the_articles_that_were_written() {
        let article = |title: &str| Article {
            title: title.to_string(),
            body: vec![Block::Paragraph("A & b < c, «d».".to_string())],
            date: "2024-08-01".parse().ok(),
            source: Some("L'Écho".to_string()),
            ..Article::default()
        };
        let articles = ["Un", "Deux & trois", "Quatre"].map(article);
        // Reading fails where one is missing.
        let formats = measure(&articles, 1).unwrap();
        assert_eq!(formats.len(), WRITERS.len());
        assert!(formats.iter().all(|format| format.elapsed < Duration::MAX));
    }
}
