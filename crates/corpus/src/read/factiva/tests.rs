//! Pages and texts as Factiva saves them, written for these tests.

use expect_test::{Expect, expect};

use super::*;
use crate::read::bytes::decode::decode;

fn check(file: &str, expected: Expect) {
    let decoded = decode(file.as_bytes(), None).unwrap();
    let mut shown = String::new();
    for (line, draft) in read(&decoded) {
        let draft = match draft {
            Ok(draft) => draft,
            Err(reason) => {
                shown += &format!("{line}: {reason}\n");
                continue;
            }
        };
        let Article {
            title,
            body,
            source,
            date,
            authors,
            agency,
            section,
            page,
            words,
            language,
            topics,
            caption,
            ..
        } = draft.article;
        let body: Vec<String> = body
            .iter()
            .map(|block| match block {
                Block::Paragraph(text) => format!("  {text}"),
                Block::Crosshead(text) => format!("  # {text}"),
            })
            .collect();
        let topics: Vec<String> = topics
            .iter()
            .map(|topic| format!("{:?} {:?} {}", topic.kind, topic.code, topic.name))
            .collect();
        let facts = [
            source,
            date.map(|date| date.to_string()),
            section,
            page.map(|page| format!("p. {page}")),
            words.map(|words| format!("{words} words")),
            language,
            agency,
            caption.map(|caption| format!("caption: {caption}")),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        shown += &format!(
            "{line}: {} «{title}» {} | {}\n{}\n{}\n",
            draft.own_id.unwrap_or_default(),
            authors.join(" + "),
            facts.join(" | "),
            body.join("\n"),
            topics.join("; ")
        );
    }
    expected.assert_eq(&shown);
}

fn row(code: &str, value: &str) -> String {
    format!(
        "<tr><td align=\"right\" valign=\"top\" class=\"index\"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>\n"
    )
}

pub(in crate::read) fn table_of(rows: &[(&str, &str)]) -> String {
    let rows: String = rows.iter().map(|(code, value)| row(code, value)).collect();
    format!(
        "<div class=\"article frArticle\"><table cellpadding=\"1\">{rows}</table><br/></div><br/><span></span>"
    )
}

pub(in crate::read) const ROWS: &[(&str, &str)] = &[
    ("SE", "Région Sud"),
    (
        "HD",
        "<span class='frHeadline'>Le tramway <b>revient</b> à Port-Aubry</span>\n",
    ),
    ("BY", "Irène Valtour; ivaltour@gazette.example"),
    ("CR", "AFP"),
    ("WC", "1,718 words"),
    ("PD", "15 March 2022"),
    ("ET", "15:32"),
    ("SN", "La Gazette du Lac"),
    ("SC", "GAZET"),
    ("ED", "E"),
    ("PG", "5"),
    ("VOL", "24124"),
    ("LA", "French"),
    ("CY", "(c) Copyright 2022 La Gazette. "),
    (
        "LP",
        "<p class=\"articleParagraph frarticleParagraph\">La ligne A <b>rouvre</b> lundi.</p>",
    ),
    (
        "TD",
        "<p class=\"articleParagraph frarticleParagraph\">Deux ans de travaux</p>\
             <p class=\"articleParagraph frarticleParagraph\">La <span class=\"companylink\">Régie du lac</span> &amp; la ville paient.</p>",
    ),
    ("CO", "<br/>regla : Régie du lac"),
    ("IN", "<br/>i72 : Transport"),
    (
        "NS",
        "<br/>gpol : Domestic Politics | gtrans : Road   Transport",
    ),
    ("RE", "<br/>fra : France"),
    ("IPD", "<br/>tramway | travaux"),
    ("PUB", "<br/>Société du Lac"),
    ("AN", "<br/>Document GAZET00020220315ei3f0003o"),
];

#[test]
fn a_table_of_codes_is_an_article() {
    check(
        &table_of(ROWS),
        expect![[r#"
            0: GAZET00020220315ei3f0003o «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette du Lac | 2022-03-15 | Région Sud | p. 5 | 1718 words | fr | AFP
              La ligne A rouvre lundi.
              # Deux ans de travaux
              La Régie du lac & la ville paient.
            Subject Some("gpol") Domestic Politics; Subject Some("gtrans") Road Transport; Sector Some("i72") Transport; Region Some("fra") France; Company Some("regla") Régie du lac
        "#]],
    );
    let short = [
        ("HD", "<b class='frHeadline'>Brève</b>"),
        ("WC", "65 mots"),
        ("PD", "29 décembre 2011"),
        ("SN", "L'Écho"),
        ("LA", "Français"),
        ("ART", "Le pont, hier."),
        ("LP", "Un mot."),
        ("AN", "Document ECHO000020111229e7ct0015j"),
    ];
    check(
        &table_of(&short),
        expect![[r#"
            0: ECHO000020111229e7ct0015j «Brève»  | L'Écho | 2011-12-29 | 65 words | fr | caption: Le pont, hier.
              Un mot.

        "#]],
    );
    // Without names of classes, in one file.
    let plain = |rows: &[(&str, &str)]| {
        let rows: String = rows.iter().map(|(code, value)| row(code, value)).collect();
        format!("<table>{}</table>\n", rows.replace(" class=\"index\"", ""))
    };
    check(
        &format!(
            "<html><body><h1>Factiva</h1>{}{}<p>© 2022 Factiva</p></body></html>",
            plain(&short),
            plain(ROWS)
        ),
        expect![[r#"
                0: ECHO000020111229e7ct0015j «Brève»  | L'Écho | 2011-12-29 | 65 words | fr | caption: Le pont, hier.
                  Un mot.

                9: GAZET00020220315ei3f0003o «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette du Lac | 2022-03-15 | Région Sud | p. 5 | 1718 words | fr | AFP
                  La ligne A rouvre lundi.
                  # Deux ans de travaux
                  La Régie du lac & la ville paient.
                Subject Some("gpol") Domestic Politics; Subject Some("gtrans") Road Transport; Sector Some("i72") Transport; Region Some("fra") France; Company Some("regla") Régie du lac
            "#]],
    );
}

pub(in crate::read) const PAGE: &str = "<div class=\"article enArticle\"><p><img class=\"srcLogo\"/></p><p><div>Business</div>\n\
        <div id=\"hd\"><span class='enHeadline'>Le port <b>ferme</b></span></div><div class=\"author\"><a>Irène Valtour</a></div>\
        <div class=\"author\">By Irène Valtour  </div><div>293 words</div><div>30 March 2015</div><div>07:14</div>\
        <div><a>L'Écho du lac</a></div><div>ECHOL</div><div>12</div><div>French</div>\
        <div>Copyright 2015 Société du lac. All Rights Reserved.   </div></p>\
        <p class=\"articleParagraph enarticleParagraph\">Le <a class=\"companylink\">port</a> ferme.</p>\
        <p class=\"articleParagraph enarticleParagraph\">Il rouvrira.</p>\
        <p>Société du lac, Inc.</p><p>Document ECHOL00020150330eb3u0058y</p></div></div><input value=\"x\"/>";

#[test]
fn a_page_without_codes_is_an_article() {
    check(
        PAGE,
        expect![[r#"
            0: ECHOL00020150330eb3u0058y «Le port ferme» Irène Valtour | L'Écho du lac | 2015-03-30 | Business | p. 12 | 293 words | fr
              Le port ferme.
              Il rouvrira.

        "#]],
    );
    let plain = PAGE
        .replace(" class=\"article enArticle\"", "")
        .replace(" class=\"articleParagraph enarticleParagraph\"", "")
        .replace(" id=\"hd\"", "")
        .replace(
            "<span class='enHeadline'>Le port <b>ferme</b></span>",
            "<b>Le port ferme</b>",
        )
        .replace(" class=\"author\"", "");
    let second = plain
        .replace("eb3u0058y", "eb3u0058z")
        .replace("ferme", "rouvre")
        .replace("<div>07:14</div>", "");
    check(
        &format!(
            "<html><head><title>Factiva</title></head><body>\n{plain}\n{second}\n<p>© 2015 Factiva</p></body></html>"
        ),
        expect![[r#"
                0: ECHOL00020150330eb3u0058y «Le port ferme» Irène Valtour | L'Écho du lac | 2015-03-30 | Business | p. 12 | 293 words | fr
                  Le port ferme.
                  Il rouvrira.

                2: ECHOL00020150330eb3u0058z «Le port rouvre» Irène Valtour | L'Écho du lac | 2015-03-30 | Business | p. 12 | 293 words | fr
                  Le port rouvre.
                  Il rouvrira.

            "#]],
    );
}

#[test]
fn a_saved_text_is_its_articles() {
    let coded = "Dow Jones Factiva\n\n*SE* \tRégion\n*HD* \tLe tramway *revient* à\nPort-Aubry\n*BY* \tIrène Valtour\n\
            *WC* \t65 mots\n*PD* \t15 mars 2022\n*SN* \tLa Gazette\n*LA* \tFrançais\n\n*LP* \n\n\t\n\nLa ligne *A\nrouvre* lundi ; 3 * 4 = 12.\n\n\
            *TD* \n\n\nOn l'a dit\nà *midi*.\n\n*IN* de trop\n\n*NS* \ngpol : Domestic\nPolitics | ncat : Content Types\n\n*AN* \nDocument GAZET00020220315ei3f0003o\n\n\n";
    let second = coded
        .replace("Dow Jones Factiva\n", "")
        .replace("0003o", "0004p");
    let cut = &second[..second.len() - 60];
    check(
        &format!("{coded}{second}{cut}"),
        expect![[r#"
                2: GAZET00020220315ei3f0003o «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette | 2022-03-15 | Région | 65 words | fr
                  La ligne A rouvre lundi ; 3 * 4 = 12.
                  On l'a dit à midi.
                  IN de trop
                Subject Some("gpol") Domestic Politics; Subject Some("ncat") Content Types
                35: GAZET00020220315ei3f0004p «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette | 2022-03-15 | Région | 65 words | fr
                  La ligne A rouvre lundi ; 3 * 4 = 12.
                  On l'a dit à midi.
                  IN de trop
                Subject Some("gpol") Domestic Politics; Subject Some("ncat") Content Types
                68: is cut off before its end; save or export it again
            "#]],
    );
    let codeless = "Le port ferme pour trois semaines, le temps de draguer\nle chenal\nBy Irène Valtour\n293 words\n30 March 2015\n07:14\n\
            L'Écho du lac\nECHOL\nFrench\nCopyright 2015 Société du lac. All Rights\nReserved.\n\nLe port\nferme.\n\nIl rouvrira.\n\n\
            Société du lac\n\nDocument ECHOL00020150330eb3u0058y\n\n";
    check(
        codeless,
        expect![[r#"
            0: ECHOL00020150330eb3u0058y «Le port ferme pour trois semaines, le temps de draguer le chenal» Irène Valtour | L'Écho du lac | 2015-03-30 | 293 words | fr
              Le port ferme.
              Il rouvrira.

        "#]],
    );
}

#[test]
fn words_are_counted_in_every_language_of_the_pages() {
    for (line, expected) in [
        ("718 mots", Some(718)),
        ("1,204 words", Some(1204)),
        ("1 204 mots", Some(1204)),
        ("1.204 Wörter", Some(1204)),
        ("mots", None),
        ("trois mots", None),
        ("En 718 mots", None),
    ] {
        assert_eq!(count_of_words(line), expected, "{line}");
    }
}

#[test]
fn an_article_that_mentions_factiva_is_none_of_its_pages() {
    assert!(!is_text(
        "Le rachat de Factiva\n\nDocument de travail, 300 mots.".as_bytes()
    ));
    assert!(!is_page(b"<html><p>Le rachat de Factiva</p></html>"));
    assert!(is_page(PAGE.as_bytes()));
    assert!(is_text(b"Dow Jones\n*HD* \tTitre\n*SN* \tL'Echo\n"));
    // Of television.
    assert!(!is_text(
        "Les normes\n\nHD\t1080 lignes\nUHD\t2160 lignes\n".as_bytes()
    ));
}

pub(in crate::read) const CODELESS: &str = "Le port ferme\nPar Irène Valtour\n293 mots\n30 mars 2015\nL'Écho du lac\nECHOL\nFrançais\nCopyright 2015 Société du lac.\n\n\
        Le port\nferme.\n\nDocument ECHOL00020150330eb3u0058y\n\n";

#[test]
fn the_headline_is_no_menu_and_no_name() {
    check(
        &format!(
            "Skip to main content <#PageBaseForm>\n\n\n  Dow Jones Factiva\n\n\tDow Jones\n\n{CODELESS}"
        ),
        expect![[r#"
                7: ECHOL00020150330eb3u0058y «Le port ferme» Irène Valtour | L'Écho du lac | 2015-03-30 | 293 words | fr
                  Le port ferme.

            "#]],
    );
}

#[test]
fn what_is_cut_off_takes_no_neighbour_with_it() {
    let damaged = CODELESS.replace("Document ECHOL", "Docu ECHOL");
    let second = CODELESS
        .replace("0058y", "0059z")
        .replace("ferme", "rouvre");
    check(
        &format!("{damaged}{second}"),
        expect![[r#"
                0: is cut off before its end; save or export it again
                14: ECHOL00020150330eb3u0059z «Le port rouvre» Irène Valtour | L'Écho du lac | 2015-03-30 | 293 words | fr
                  Le port rouvre.

            "#]],
    );
    let cut = &second[..second.find("Document").unwrap()];
    check(
        &format!("{CODELESS}{cut}"),
        expect![[r#"
            0: ECHOL00020150330eb3u0058y «Le port ferme» Irène Valtour | L'Écho du lac | 2015-03-30 | 293 words | fr
              Le port ferme.

            14: is cut off before its end; save or export it again
        "#]],
    );
    // A number that an article names is not its own.
    let names = CODELESS.replace(
        "Le port\nferme.",
        "Lire :\n\nDocument AUTRE00020150330eb3u0011a\n\nLe port\nferme.",
    );
    check(
        &format!("{names}{second}"),
        expect![[r#"
                0: ECHOL00020150330eb3u0058y «Le port ferme» Irène Valtour | L'Écho du lac | 2015-03-30 | 293 words | fr
                  Lire :
                  # Document AUTRE00020150330eb3u0011a
                  Le port ferme.

                18: ECHOL00020150330eb3u0059z «Le port rouvre» Irène Valtour | L'Écho du lac | 2015-03-30 | 293 words | fr
                  Le port rouvre.

            "#]],
    );
    let coded = |id: &str| {
        format!(
            "*SE* \tMonde\n*HD* \tTitre {id}\n*SN* \tX\n*PD* \t15 mars 2022\n\n*TD* \n\nTexte {id}.\n\nDocument AUTRE00020150330eb3u0011a\n\n* un\n* deux\n\n*AN* \nDocument GAZET00020220315ei3f000{id}\n\n"
        )
    };
    let damaged = coded("1a").replace("*AN*", "AN");
    check(
        &format!("{damaged}{}", coded("2b")),
        expect![[r#"
            0: is cut off before its end; save or export it again
            17: GAZET00020220315ei3f0002b «Titre 2b»  | X | 2022-03-15 | Monde
              Texte 2b.
              # Document AUTRE00020150330eb3u0011a
              * un
              * deux

        "#]],
    );
    // A marker is damaged: two articles stand in one piece.
    let two = format!(
        "{}{}",
        table_of(ROWS),
        table_of(ROWS).replace("<div class=", "<div  class=")
    );
    check(
        &two,
        expect![[r#"
            0: GAZET00020220315ei3f0003o «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette du Lac | 2022-03-15 | Région Sud | p. 5 | 1718 words | fr | AFP
              La ligne A rouvre lundi.
              # Deux ans de travaux
              La Régie du lac & la ville paient.
            Subject Some("gpol") Domestic Politics; Subject Some("gtrans") Road Transport; Sector Some("i72") Transport; Region Some("fra") France; Company Some("regla") Régie du lac
            0: GAZET00020220315ei3f0003o «Le tramway revient à Port-Aubry» Irène Valtour | La Gazette du Lac | 2022-03-15 | Région Sud | p. 5 | 1718 words | fr | AFP
              La ligne A rouvre lundi.
              # Deux ans de travaux
              La Régie du lac & la ville paient.
            Subject Some("gpol") Domestic Politics; Subject Some("gtrans") Road Transport; Sector Some("i72") Transport; Region Some("fra") France; Company Some("regla") Régie du lac
        "#]],
    );
    let whole = table_of(ROWS);
    let cut = &whole[..whole.find("ei3f0003o").unwrap()];
    check(
        cut,
        expect![[r#"
            0: is cut off before its end; save or export it again
        "#]],
    );
    let without_number = whole.replace("<b>AN</b>", "<b>XX</b>");
    check(
        &without_number,
        expect![[r#"
            0: is cut off before its end; save or export it again
        "#]],
    );
}

#[test]
fn a_table_in_a_text_is_part_of_it() {
    let rows = [
        ("HD", "Un titre"),
        ("SN", "L'Écho"),
        (
            "TD",
            "<p>Avant</p><table><tr><td>PG</td><td>33 %</td></tr><tr><td>HD</td><td>4K</td></tr></table>",
        ),
        ("AN", "ECHO000020111229e7ct0015j"),
    ];
    check(
        &table_of(&rows),
        expect![[r#"
            0: ECHO000020111229e7ct0015j «Un titre»  | L'Écho
              Avant
              # PG
              # 33 %
              # HD
              4K

        "#]],
    );
}

#[test]
fn a_long_text_is_read_in_one_pass() {
    // Twice the articles take twice the time: the places are not counted from the start.
    let many = CODELESS.repeat(2000);
    let decoded = decode(many.as_bytes(), None).unwrap();
    let found = read(&decoded);
    assert_eq!(found.len(), 2000);
    let lines = CODELESS.matches('\n').count() as u64;
    assert_eq!(found[1999].0, 1999 * lines);
}
