//! `depeche index`: what is new, changed, unchanged, gone, and what cannot be read.

use expect_test::{Expect, expect};

use crate::folder::Folder;

const THREE: &str = r#"{"id": "a", "title": "Un", "text": "La grève continue.", "source": "L'Écho"}
{"id": "b", "title": "Deux", "text": "La grève cesse.", "source": "L'Écho"}
{"id": "c", "title": "Trois", "text": "Il pleut.", "source": "L'Écho"}
"#;

fn check(folder: &Folder, args: &[&str], code: i32, stderr: Expect) {
    let run = folder.run(args);
    stderr.assert_eq(&run.stderr);
    assert_eq!((run.code, run.stdout.as_str()), (code, ""));
}

#[test]
fn a_second_run_changes_nothing_and_a_changed_line_changes_one_article() {
    let folder = Folder::new();
    folder.write("trois.jsonl", THREE);
    check(
        &folder,
        &["index", "trois.jsonl"],
        0,
        expect![["3 new from 1 file in T: 3 articles in depeche.archive\n"]],
    );
    check(
        &folder,
        &["index", "trois.jsonl"],
        0,
        expect![["nothing has changed: 3 articles in depeche.archive\n"]],
    );
    assert_eq!(folder.ids(&["grève"]), ["a@l-echo", "b@l-echo"]);

    folder.write("trois.jsonl", THREE.replace("grève cesse", "lutte cesse"));
    check(
        &folder,
        &["index", "trois.jsonl"],
        0,
        expect![["1 changed, 2 unchanged from 1 file in T: 3 articles in depeche.archive\n"]],
    );
    assert_eq!(folder.ids(&["grève"]), ["a@l-echo"]);
    assert_eq!(folder.ids(&["lutte"]), ["b@l-echo"]);

    // A line less, and one before: the records move, their articles stay.
    let moved = format!(
        "{}\n{}",
        r#"{"id": "d", "title": "Quatre", "source": "L'Écho"}"#,
        THREE.lines().take(2).collect::<Vec<_>>().join("\n")
    );
    folder.write("trois.jsonl", moved);
    check(
        &folder,
        &["index", "trois.jsonl"],
        0,
        expect![[
            "1 new, 1 changed, 1 unchanged, 1 removed from 1 file in T: 3 articles in depeche.archive\n"
        ]],
    );
    assert_eq!(folder.ids(&["grève"]), ["a@l-echo", "b@l-echo"]);
    assert_eq!(folder.ids(&["pleut"]), Vec::<String>::new());
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_indexed() {
    let folder = Folder::new();
    folder.write("a/bon.txt", "Un titre\n\nUn corps avec une grève.");
    folder.write("a/vide.txt", "");
    folder.write("a/image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder.write("a/latin.txt", b"Un \xe9t\xe9");
    folder.write("a/page.html", "<p>x</p>");
    folder.write("a/.cache", "hidden");
    folder.write("a/lignes.jsonl", "{\"id\": 1, \"title\": \"Un\"}\n{\"id\": 2, \"title\": \n{\"id\": 3, \"title\": \"Trois\"}\n");
    std::os::unix::fs::symlink("/nowhere", folder.path().join("a/lien.txt")).unwrap();
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
            4 new from 7 files in T: 4 articles in depeche.archive
            warning: a/lien.txt: cannot be read: No such file or directory (os error 2)
            warning: a/lignes.jsonl: record 2, line 2: is no JSON of an article: EOF while parsing a value at column 19
            warning: a/vide.txt: is empty
            warning: a/page.html: is a page of no known export: those of Europresse and Factiva are read; save the text of another one as `.txt`
            warning: a/image.txt: is an image: no text is read from images
            warning: 5 records or files were not read; all are listed in depeche.archive/rejected.jsonl
        "#]],
    );
    let rejected =
        std::fs::read_to_string(folder.path().join("depeche.archive/rejected.jsonl")).unwrap();
    assert_eq!(rejected.lines().count(), 5);
    for line in rejected.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            line["file"].is_string() && line["reason"].is_string(),
            "{line}"
        );
    }
    assert_eq!(folder.ids(&[""]).len(), 4);
    // What was refused before is not forgotten.
    let run = folder.run(&["index", "a"]);
    assert!(run.stderr.contains("not read"), "{}", run.stderr);
}

#[test]
fn of_more_refusals_than_are_listed_it_is_said_how_many_are() {
    let folder = Folder::new();
    let bad = format!("{{\"id\": 1, \"title\": \"Un\"}}\n{}", "[1]\n".repeat(1493));
    let bytes = crate::containers::gzipped(bad.as_bytes());
    // The check at its end is wrong: that is met last.
    let mut damaged = bytes.clone();
    let at = damaged.len() - 8;
    damaged[at] ^= 1;
    folder.write("a/bad.jsonl.gz", damaged);
    folder.write("a/vide.txt", "");
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
            1 new from 2 files in T: 1 article in depeche.archive
            warning: a/bad.jsonl.gz: is damaged (corrupt gzip stream does not have a matching checksum); what stands before that was read: copy or download it again
            warning: a/bad.jsonl.gz: record 2, line 2: is no JSON of an article: an object `{…}` was expected
            warning: a/bad.jsonl.gz: record 3, line 3: is no JSON of an article: an object `{…}` was expected
            warning: … and 1491 more in a/bad.jsonl.gz
            warning: a/vide.txt: is empty
            warning: 1495 records or files were not read; 1002 of them are listed in depeche.archive/rejected.jsonl, the first thousand of each file
        "#]],
    );
    let listed =
        std::fs::read_to_string(folder.path().join("depeche.archive/rejected.jsonl")).unwrap();
    assert_eq!(listed.lines().count(), 1002);
    std::os::unix::fs::symlink("/nowhere", folder.path().join("a/lien.txt")).unwrap();
    for _ in 0..2 {
        check(
            &folder,
            &["index", "a"],
            0,
            expect![[r#"
                nothing has changed: 1 article in depeche.archive
                warning: a/lien.txt: cannot be read: No such file or directory (os error 2)
                warning: 1 record or file was not read, and 1495 before in files that have not changed; 1003 of them are listed in depeche.archive/rejected.jsonl, the first thousand of each file
            "#]],
        );
    }
}

#[test]
fn files_in_other_encodings_are_read() {
    let folder = Folder::new();
    let utf_16 = "\u{feff}Un été à Sète\n\nLa pêche reprend.".encode_utf16();
    folder.write(
        "a/utf16.txt",
        utf_16.flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
    );
    folder.write(
        "a/latin.txt",
        b"Un \xe9t\xe9 \xe0 S\xe8te\n\nLa p\xeache cesse.",
    );
    folder.write("a/abime.txt", "Un Ã©tÃ© Ã\u{a0} SÃ¨te\n\nLa pÃªche manque.");
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
            3 new from 3 files in T: 3 articles in depeche.archive
            warning: 5 letters were damaged (`Ã©` for `é`) and mended
        "#]],
    );
    assert_eq!(folder.ids(&["=été =pêche titre:\"à Sète\""]).len(), 3);
}

#[test]
fn a_page_and_a_text_of_factiva_are_one_article_with_its_codes() {
    let row = |code: &str, value: &str| {
        format!("<tr><td class=\"index\"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>")
    };
    let page: String = [
        ("HD", "<b class='frHeadline'>Le <b>tram</b> revient</b>"),
        ("WC", "65 mots"),
        ("PD", "15 mars 2022"),
        ("SN", "La Gazette"),
        ("LP", "<p>La ligne A\u{a0}: elle <b>rouvre</b>.</p>"),
        (
            "NS",
            "gpol : Politique intérieure | gtrans : Transport routier",
        ),
        ("RE", "fra : France"),
        ("AN", "Document GAZET00020220315ei3f0003o"),
    ]
    .map(|(code, value)| row(code, value))
    .concat();
    let folder = Folder::new();
    folder.write(
        "a/page.html",
        format!(
            "<title>Factiva</title><div class=\"article frArticle\"><table>{page}</table></div>"
        ),
    );
    folder.write(
        "a/texte.txt",
        "*HD* \tLe *tram* revient\n*WC* \t65 mots\n*PD* \t15 mars 2022\n*SN* \tLa Gazette\n*LP* \n\nLa ligne A :\nelle *rouvre*.\n\n\
         *NS* \ngpol : Politique intérieure |\ngtrans : Transport routier\n\n*RE* \nfra : France\n\n*AN* \nDocument GAZET00020220315ei3f0003o\n",
    );
    check(
        &folder,
        &["index", "a"],
        0,
        expect![["1 new, 1 known already from 2 files in T: 1 article in depeche.archive\n"]],
    );
    for query in [
        "sujet:\"politique intérieure\"",
        "sujet:transport",
        "ns=gpol",
        "ns=(GPOL OU gdip) ET re=fra",
        "region:France",
        "\"elle rouvre\"",
    ] {
        assert_eq!(folder.ids(&[query]).len(), 1, "{query}");
    }
    assert!(folder.ids(&["ns=gdip"]).is_empty());
    let run = folder.run(&["facets", "", "--by", "sujet"]);
    expect![[r#"
        1 article

        sujet
          Politique intérieure  ████████████████████████ 1
          Transport routier     ████████████████████████ 1
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn a_person_says_that_the_month_is_first() {
    let folder = Folder::new();
    folder.write(
        "a/t.csv",
        "title,published\nLe tram,10/11/2023\nLe port,10/12/2023\nLe pont,10/13/2023 6:30 PM\n",
    );
    folder.write(
        "a/j.jsonl",
        "{\"title\": \"Le phare\", \"published\": \"10/11/23\"}\n",
    );
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
            4 new from 2 files in T: 4 articles in depeche.archive
            warning: a/t.csv: record 3, line 4: `10/13/2023 6:30 PM` is a date with the month first, and dates are read with the day first, also those that could be both; if the month is first in this file, say `--map date:mdy=COLUMN`; it is kept all the same
            warning: 1 remark on what is kept; all are listed in depeche.archive/remarks.jsonl
        "#]],
    );
    assert_eq!(folder.ids(&["date:2023-10"]).len(), 0);
    check(
        &folder,
        &["index", "a", "--map", "date:mdy=published"],
        0,
        expect![[r#"
            4 new, 4 removed from 2 files in T: 4 articles in depeche.archive
        "#]],
    );
    assert_eq!(folder.ids(&["date:2023-10-11"]).len(), 2);
    assert_eq!(folder.ids(&["date:2023-10-12..2023-10-13"]).len(), 2);
}

#[test]
fn columns_that_are_not_known_are_named_once() {
    let folder = Folder::new();
    folder.write(
        "a/t.csv",
        "no;chose;quand\n1;Le tram revient;1er août 2024\n2;Le port ferme;hier\n",
    );
    folder.write(
        "a/j.jsonl",
        "{\"chose\": {\"fr\": \"Le phare\"}, \"quand\": \"2024-08-02\"}\n",
    );
    let unknown = "has no column that is known to be a title or a text; say which is: `--map titre=COLUMN,texte=COLUMN`";
    let run = folder.run(&["index", "a"]);
    assert_eq!(run.stderr.matches(unknown).count(), 2, "{}", run.stderr);
    check(
        &folder,
        &["index", "a", "--map", "titre=chose,date=quand"],
        0,
        expect![[r#"
            3 new from 2 files in T: 3 articles in depeche.archive
            warning: a/t.csv: has titles without texts; if one of `no` holds them, say `--map texte=COLUMN`
            warning: a/t.csv: record 2, line 3: `hier` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`; it is kept all the same
            warning: 2 remarks on what is kept; all are listed in depeche.archive/remarks.jsonl
        "#]],
    );
    assert_eq!(folder.ids(&["annee:2024"]).len(), 2);
    let listed = std::fs::read_to_string(folder.path().join("depeche.archive/remarks.jsonl"));
    let listed = listed.unwrap();
    let line = listed.lines().find(|line| line.contains("\"record\""));
    let listed: serde_json::Value = serde_json::from_str(line.unwrap()).unwrap();
    assert!(listed["file"].as_str().unwrap().ends_with("/a/t.csv"));
    assert_eq!((&listed["record"], &listed["line"]), (&2.into(), &3.into()));
    assert!(
        listed["reason"]
            .as_str()
            .unwrap()
            .starts_with("`hier` is no date")
    );
    // It is remembered for the folder, also for a new file, until something else is said.
    folder.write("a/neuf.csv", "chose;quand\nLe pont;2024\n");
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
            1 new, 3 unchanged from 1 file in T: 4 articles in depeche.archive
        "#]],
    );
    check(
        &folder,
        &["index", "a", "--map", "titre=quand"],
        0,
        expect![[r#"
            4 new, 4 removed from 3 files in T: 4 articles in depeche.archive
            warning: a/j.jsonl: has titles without texts; if one of `chose` holds them, say `--map texte=COLUMN`
            warning: a/neuf.csv: has titles without texts; if one of `chose` holds them, say `--map texte=COLUMN`
            warning: a/t.csv: has titles without texts; if one of `no`, `chose` holds them, say `--map texte=COLUMN`
            warning: 3 remarks on what is kept; all are listed in depeche.archive/remarks.jsonl
        "#]],
    );
    assert_eq!(folder.ids(&["titre:2024"]).len(), 3);
    check(
        &folder,
        &["index", "a", "--map", "couleur=bleu"],
        2,
        expect![[r#"
            error: invalid value 'couleur=bleu' for '--map <FIELD=COLUMN,…>': `couleur=bleu` says no column of a field: write `titre=COLUMN,texte=COLUMN`; fields are `titre`, `chapeau`, `texte`, `legende`, `credit`, `date`, `date:mdy`, `source`, `agence`, `auteur`, `rubrique`, `url`, `id`, `page`, `langue`, `sujet`

            For more information, try '--help'.
        "#]],
    );
}

#[test]
fn a_dry_run_says_what_would_be_read_and_writes_nothing() {
    let folder = Folder::new();
    folder.write(
        "a/t.csv",
        "titre;date;journal;contenu\nLe tram revient;1er août 2024;L'Écho;La ligne A rouvre lundi, après deux ans de travaux, et la \
         ville a promis que le prix du billet ne changerait pas avant la fin de l'année.\nSans date;hier;L'Écho;Rien\n",
    );
    folder.write("a/b/un.txt", "Un titre\n\nUn texte.\n");
    folder.write("a/b/deux.txt", "Deux\n\nDeux textes.\n");
    folder.write("a/image.png", "x");
    let run = folder.run(&["index", "a", "--dry-run"]);
    assert_eq!(run.code, 0);
    expect![[r#"
        CSV: 2 articles in 1 file
          titre        Le tram revient
          date         1er août 2024
          source       L'Écho
          identifiant  f863c18bf748f84c
          texte        La ligne A rouvre lundi, après deux ans de travaux, et la ville a promis que le prix…
          fichier      t.csv, record 1
        text: 2 articles in 2 files
          titre        Deux
          identifiant  c16b015bd99fab2f
          texte        Deux textes.
          fichier      b/deux.txt, record 1
        langues: français 1
    "#]].assert_eq(&run.stdout);
    expect![[r#"
        warning: a/t.csv: record 2, line 3: `hier` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`
        warning: a/image.png: is of an unknown format; `depeche formats` lists those that are read
        warning: 1 record or file could not be read
        nothing was written
    "#]].assert_eq(&run.stderr);
    assert!(!folder.path().join("depeche.archive").exists());
    check(
        &folder,
        &["index", "b", "--dry-run"],
        2,
        expect![[r#"
        error: b: cannot be read: No such file or directory (os error 2)
    "#]],
    );
}

#[test]
fn what_is_not_in_french_is_indexed_marked_and_counted() {
    let folder = Folder::new();
    folder.write(
        "a/en.txt",
        "The tram is back\n\nThe council voted last night to reopen the tram line, which has been closed for two years, against \
         the advice of the prefect.\n",
    );
    folder.write("a/court.txt", "Trop court\n");
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
        2 new from 2 files in T: 2 articles in depeche.archive
        1 record is not in French (anglais 1): `langue:` tells them apart
    "#]],
    );
    let run = folder.run(&["search", "tram"]);
    expect![[r#"
         1. The [tram] is back
            sans date · anglais
            The council voted last night to reopen the [tram] line, which has been closed for two years,
            against the advice of the prefect.
            9315310e6a775305

        1 article, sans date : 1
    "#]].assert_eq(&run.stdout);
    for typed in ["langue:anglais", "langue:en", "langue:English", "la=en"] {
        assert_eq!(folder.ids(&[typed]).len(), 1, "{typed}");
    }
    assert!(folder.ids(&["langue:fr"]).is_empty());
}

#[test]
fn an_export_of_europresse_is_read_and_overlaps_are_one() {
    let article = |number: &str, title: &str| {
        format!(
            "<article> <header> <span class=\"DocPublicationName\"> L'Écho, no. 7990 </span> \
             <span class=\"DocHeader\"> Terre, lundi 15 janvier 2007 82 mots, p. 11 </span> <div class=\"apd-sources\"> \
             <table> <tr> <td><span class=\"apd-sources-date\">16 janvier 2007</span></td> \
             <td><span class=\"source-name-APD\">Le Petit Écho</span></td> </tr> </table> </div> <div class=\"titreArticle\"> \
             <p class=\"titreArticleVisu\">{title}</p> </div> <div class=\"docAuthors\">Ana Lima</div> </header> <section> \
             <p>L'<mark>énerg</mark>ie manque.</p> </section> <footer> <small>© 2007 L'Écho. Tous droits réservés.</small> \
             <div class=\"publiC-lblNodoc\">news&#183;20070115&#183;EC&#183;{number}</div> </footer> </article> "
        )
    };
    let folder = Folder::new();
    let head = "<!DOCTYPE html> <html> <head> <style>.DocPublicationName{color:#736a63}</style></head> <body> ";
    let (first, second, third) = (
        article("1", "Un"),
        article("2", "Deux"),
        article("3", "Trois"),
    );
    folder.write("a/un.html", format!("{head}{first}{second}</body>"));
    folder.write(
        "a/deux.html",
        format!("{head}{second}{third}<article> <header> coupé"),
    );
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
            3 new, 1 known already from 2 files in T: 3 articles in depeche.archive
            warning: a/deux.html: record 3, line 1: is cut off before its end; save or export it again
            warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
        "#]],
    );
    assert_eq!(folder.ids(&["énergie"]).len(), 3);
    assert!(folder.ids(&["droits"]).is_empty());
    let run = folder.run(&["show", "news·20070115·EC·2"]);
    expect![[r#"
        Deux
        15 janvier 2007 · L'Écho · Terre · p. 11 · 82 mots · Ana Lima

        L'énergie manque.

        aussi paru dans : Le Petit Écho (16 janvier 2007)
        identifiant : news·20070115·EC·2@l-echo
    "#]]
    .assert_eq(&run.stdout.replace(['\u{a0}', '\u{202f}'], " "));
}

#[test]
fn a_path_that_is_not_there_is_an_error_only_if_there_is_no_other() {
    let folder = Folder::new();
    folder.write("un.txt", "Un titre");
    check(
        &folder,
        &["index", "rien"],
        2,
        expect![["error: rien: cannot be read: No such file or directory (os error 2)\n"]],
    );
    check(
        &folder,
        &["index", "rien", "un.txt"],
        0,
        expect![[r#"
            1 new from 1 file in T: 1 article in depeche.archive
            warning: rien: cannot be read: No such file or directory (os error 2)
            warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
        "#]],
    );
}

#[test]
fn files_that_are_gone_are_pruned_on_demand() {
    let folder = Folder::new();
    folder.write("a/un.txt", "Un titre\n\nPremier.");
    let two = folder.write("a/deux.txt", "Deux titres\n\nSecond.");
    folder.run(&["index", "a"]);
    std::fs::remove_file(two).unwrap();
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
            nothing has changed: 2 articles in depeche.archive
            warning: 1 known file is gone; `--prune` removes what was read from there
        "#]],
    );
    check(
        &folder,
        &["index", "a", "--prune"],
        0,
        expect![[r#"
            1 unchanged, 1 removed from 0 files in T: 1 article in depeche.archive
        "#]],
    );
    assert_eq!(folder.ids(&["second"]), Vec::<String>::new());
}

#[test]
fn one_article_in_two_files_is_one_article() {
    let folder = Folder::new();
    let article = |text: &str| {
        format!(
            "{{\"id\": \"x\", \"source\": \"L'Écho\", \"date\": \"2025-01-02\", \"text\": \"{text}\"}}\n"
        )
    };
    folder.write("a.jsonl", article("La grève."));
    folder.write("b.jsonl", article("La grève."));
    check(
        &folder,
        &["index", "a.jsonl", "b.jsonl"],
        0,
        expect![[r#"
            1 new, 1 known already from 2 files in T: 1 article in depeche.archive
        "#]],
    );
    folder.write("c.jsonl", article("La trêve."));
    check(
        &folder,
        &["index", "c.jsonl"],
        0,
        expect![[r#"
            1 changed from 1 file in T: 1 article in depeche.archive
            warning: `x@l-echo` has two texts: that of c.jsonl, record 1 stands, that of b.jsonl, record 1 does not
        "#]],
    );
    assert_eq!(folder.ids(&["trêve"]), ["x@l-echo"]);
    assert_eq!(folder.ids(&["grève"]), Vec::<String>::new());
}

#[test]
fn an_archive_is_rebuilt_from_itself() {
    let folder = Folder::new();
    let file = folder.write("trois.jsonl", THREE);
    folder.run(&["index", "trois.jsonl"]);
    std::fs::remove_file(file).unwrap();
    // As another version of the analysis would have left it.
    let manifest = folder.path().join("depeche.archive/depeche.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("analysis"))
        .unwrap()
        .to_string();
    std::fs::write(&manifest, text.replace(&line, "analysis = \"autre\"")).unwrap();
    let run = folder.run(&["search", "grève"]);
    assert_eq!(run.code, 2);
    expect![["error: depeche.archive: this archive was analysed by other rules; rebuild it: `depeche index --rebuild --archive depeche.archive`\n"]].assert_eq(&run.stderr);
    check(
        &folder,
        &["index", "--rebuild"],
        0,
        expect![["3 articles analysed anew: depeche.archive\n"]],
    );
    assert_eq!(folder.ids(&["grève"]), ["a@l-echo", "b@l-echo"]);

    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text.replace("format = 3", "format = 99")).unwrap();
    let run = folder.run(&["search", "grève"]);
    expect![["error: depeche.archive: this archive has format 99 and this program reads 3; index its files into a new one\n"]].assert_eq(&run.stderr);
}

#[test]
fn a_folder_that_is_no_archive_is_left_alone() {
    let folder = Folder::new();
    folder.write("autre/fichier.txt", "Un titre");
    let run = folder.run(&["index", "autre", "--archive", "autre"]);
    assert_eq!(run.code, 2);
    expect![["error: autre: this folder is no archive (it has no depeche.toml)\n"]]
        .assert_eq(&run.stderr);
    let run = folder.run(&["search", "x", "--archive", "rien"]);
    assert_eq!(run.code, 2);
    expect![[
        "error: rien: there is no archive here; make one: `depeche index FOLDER --archive rien`\n"
    ]]
    .assert_eq(&run.stderr);
}

#[test]
fn a_text_that_goes_with_its_file_is_replaced_by_the_other() {
    let folder = Folder::new();
    let article =
        |text: &str| format!("{{\"id\": \"x\", \"source\": \"L'Écho\", \"text\": \"{text}\"}}\n");
    folder.write("f/a.jsonl", article("La grève."));
    let later = folder.write("f/b.jsonl", article("La trêve."));
    folder.run(&["index", "f"]);
    assert_eq!(folder.ids(&["trêve"]), ["x@l-echo"]);
    std::fs::remove_file(later).unwrap();
    check(
        &folder,
        &["index", "f", "--prune"],
        0,
        expect![[r#"
        1 changed, 1 unchanged, 1 left one of their files from 1 file in T: 1 article in depeche.archive
    "#]],
    );
    assert_eq!(folder.ids(&["grève"]), ["x@l-echo"]);
    check(
        &folder,
        &["index", "f"],
        0,
        expect![[r#"
        nothing has changed: 1 article in depeche.archive
    "#]],
    );
}

#[test]
fn a_pipe_or_an_archive_among_the_files_is_refused() {
    let folder = Folder::new();
    folder.write("f/un.txt", "Un titre");
    let made = std::process::Command::new("mkfifo")
        .arg(folder.path().join("f/tube"))
        .status();
    assert!(made.unwrap().success());
    check(
        &folder,
        &["index", "f"],
        0,
        expect![[r#"
        1 new from 1 file in T: 1 article in depeche.archive
        warning: f/tube: cannot be read: it is no regular file
        warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
    "#]],
    );
    check(
        &folder,
        &["index", "depeche.archive", "--archive", "autre"],
        2,
        expect![[r#"
            error: depeche.archive: cannot be read: it is an archive; `--archive` names one, files and folders of articles are read
        "#]],
    );
    let rejected =
        std::fs::read_to_string(folder.path().join("depeche.archive/rejected.jsonl")).unwrap();
    assert!(rejected.contains("f/tube"), "{rejected}");
}

#[test]
fn a_file_given_by_itself_is_the_one_in_its_folder() {
    let folder = Folder::new();
    folder.write("f/sous/a.jsonl", THREE);
    folder.run(&["index", "f"]);
    check(
        &folder,
        &["index", "f/sous/a.jsonl"],
        0,
        expect![["nothing has changed: 3 articles in depeche.archive\n"]],
    );
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["show", "a@", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["article"]["places"].as_array().unwrap().len(), 1);
}

#[test]
fn a_run_that_reads_nothing_says_so() {
    let folder = Folder::new();
    folder.write("a/vide.txt", "");
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
        nothing could be read: 0 articles in depeche.archive
        warning: a/vide.txt: is empty
        warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
    "#]],
    );
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
        nothing could be read: 0 articles in depeche.archive
        warning: 1 record or file was not read before; all are listed in depeche.archive/rejected.jsonl
    "#]],
    );
    std::fs::create_dir(folder.path().join("b")).unwrap();
    check(
        &folder,
        &["index", "b", "--archive", "b.archive"],
        0,
        expect![[r#"
            there was nothing to read: 0 articles in b.archive
        "#]],
    );
}

#[test]
fn the_rate_of_a_run_is_told_where_there_is_one() {
    let folder = Folder::new();
    let line = |at| {
        format!(
            "{{\"id\": {at}, \"title\": \"Un\", \"text\": \"{}\"}}\n",
            "La grève continue. ".repeat(60)
        )
    };
    folder.write("a.jsonl", (0..1000).map(line).collect::<String>());
    check(
        &folder,
        &["index", "a.jsonl"],
        0,
        expect![[r#"
        1000 new from 1 file in T (RATE): 1000 articles in depeche.archive
    "#]],
    );
}

#[test]
fn a_line_or_a_file_too_long_to_be_an_article_is_refused_and_the_rest_is_read() {
    let folder = Folder::new();
    let long = "grève ".repeat(6 << 20);
    folder.write(
        "a/lignes.jsonl",
        format!(
            "{{\"id\": \"a\", \"title\": \"Un\"}}\n{{\"id\": \"b\", \"text\": \"{long}\"}}\n{{\"id\": \"c\", \"title\": \"Trois\"}}\n"
        ),
    );
    folder.write("a/long.txt", &long);
    folder.write("a/sans_fin.jsonl", &long);
    check(
        &folder,
        &["index", "a"],
        0,
        expect![[r#"
        2 new from 3 files in T: 2 articles in depeche.archive
        warning: a/lignes.jsonl: record 2, line 2: is longer than 32 MiB, the longest that is read at once; split it
        warning: a/long.txt: is longer than 32 MiB, the longest that is read at once; split it
        warning: a/sans_fin.jsonl: record 1, line 1: is longer than 32 MiB, the longest that is read at once; split it
        warning: 3 records or files were not read; all are listed in depeche.archive/rejected.jsonl
    "#]],
    );
    assert_eq!(folder.ids(&[""]), ["a@a", "c@a"]);
}

#[test]
fn the_formats_are_listed() {
    let run = Folder::new().run(&["formats"]);
    expect![[r#"
        text        .txt, no extension        one article: headline, lead, agency, paragraphs, crossheads
        JSONL       .jsonl .ndjson            one article a line; keys by their names, or `--map titre=headline`
        CSV         .csv .tsv .tab            one article a row; columns by their names, or `--map titre=headline`
        Europresse  .html .htm                exports of Europresse and Eureka, of every generation
        Factiva     .html .htm .txt           pages and texts saved from Factiva, with codes or without
        JSON        .json                     one article an object, or a list of them; keys as in JSONL
        NewsML 1.2  .xml .newsml              dispatches of AFP, Belga, ATS; the last revision stands
        NewsML-G2   .xml .newsml              newsItem and newsMessage; the last version stands
        NITF        .xml .nitf                articles of NITF 3
        ninjs       .json .jsonl              items of ninjs 1 to 3; the last version stands
        RSS, Atom   .xml .rss .atom           items of feeds
        zip, tar    .zip .tar .tgz .tar.gz …  files of all these, also of one in another
        gzip, zstd  .gz .zst                  one of all these, compressed

        They may be in any encoding, and `-` is standard input; `depeche index --dry-run FOLDER` says what is in a folder.
    "#]].assert_eq(&run.stdout);
}
