//! Files that hold files, standard input, and where an article was read.

use std::io::{Cursor, Write};

use expect_test::{Expect, expect};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::folder::Folder;

pub(crate) fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn tarred(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o644);
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn check(folder: &Folder, args: &[&str], stderr: Expect) {
    let run = folder.run(args);
    stderr.assert_eq(&run.stderr);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}

const LINES: &str = "{\"id\": \"l1\", \"title\": \"La grève à Bamako\"}\n{\"id\": \"l2\", \"title\": \"La pluie à Brest\"}\n";

const EXPORT: &str = "<html><article> <header> <span class=\"DocPublicationName\"> L'Écho, no. 7990 </span> \
    <span class=\"DocHeader\"> Terre, lundi 15 janvier 2007 82 mots, p. 11 </span> \
    <p class=\"titreArticleVisu\">La grève à Lyon</p> </header> <section> <p>Les trains manquent.</p> </section> \
    <footer> <div class=\"publiC-lblNodoc\">Numéro de document : news·20070115·EC·01</div> </footer> </article></html>";

#[test]
fn a_zip_of_three_formats_is_read_beside_files() {
    let folder = Folder::new();
    let members = [
        ("a/lignes.jsonl", LINES),
        ("a/export.html", EXPORT),
        ("a/texte.txt", "La grève à Nice\n\nElle finit."),
        ("a/.DS_Store", "x"),
        ("a/notes.pdf", "%PDF"),
    ];
    folder.write("dossier/exports.zip", zipped(&members));
    folder.write("dossier/seul.txt", "La grève à Sète\n\nElle dure.");
    check(
        &folder,
        &["index", "dossier"],
        expect![[r#"
            5 new from 2 files in T: 5 articles in depeche.archive
            warning: dossier/exports.zip/a/notes.pdf: is a PDF: save its text as `.txt`, by `pdftotext` for one
            warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
        "#]],
    );
    let rejected =
        std::fs::read_to_string(folder.path().join("depeche.archive/rejected.jsonl")).unwrap();
    assert!(
        rejected.contains("exports.zip\",\"member\":\"a/notes.pdf\""),
        "{rejected}"
    );
    let count = |query: &str| folder.ids(&[query]).len();
    assert_eq!(count("grève"), 4);
    assert_eq!(count("fichier:exports.zip"), 4);
    assert_eq!(count("fichier:exports.zip/a/lignes.jsonl"), 2);
    assert_eq!(count("fichier:exports.zip/a/*"), 4);
    assert_eq!(count("fichier:exports.zip/a/t*"), 1);
    assert_eq!(count("SAUF fichier:exports.zip"), 1);

    check(
        &folder,
        &["index", "dossier"],
        expect![[r#"
            nothing has changed: 5 articles in depeche.archive
            warning: 1 record or file was not read before; all are listed in depeche.archive/rejected.jsonl
        "#]],
    );
    // Made again: a member changed, one is gone, one is new before the others, one is as it was.
    let members = [
        ("a/avant.txt", "Avant\n\nUn mot."),
        ("a/lignes.jsonl", LINES),
        ("a/export.html", &EXPORT.replace("trains", "avions")),
    ];
    folder.write("dossier/exports.zip", zipped(&members));
    check(
        &folder,
        &["index", "dossier"],
        expect![[
            "1 new, 1 changed, 3 unchanged, 1 removed from 1 file in T: 5 articles in depeche.archive\n"
        ]],
    );
    assert_eq!(folder.ids(&["avions"]).len(), 1);
    assert_eq!(folder.ids(&["Nice"]).len(), 0);

    // A file that is cut off today still holds what it held.
    let whole = zipped(&members);
    folder.write("dossier/exports.zip", &whole[..whole.len() - 30]);
    check(
        &folder,
        &["index", "dossier"],
        expect![[r#"
            nothing has changed: 5 articles in depeche.archive
            warning: dossier/exports.zip: is cut off before its end; what stands before that was read: copy or download it again
            warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
        "#]],
    );
    folder.write("dossier/exports.zip", &whole[..whole.len() / 2]);
    let run = folder.run(&["index", "dossier"]);
    assert!(
        run.stderr.starts_with("nothing has changed: 5 articles"),
        "{}",
        run.stderr
    );
    std::fs::remove_file(folder.path().join("dossier/exports.zip")).unwrap();
    check(
        &folder,
        &["index", "dossier", "--prune"],
        expect![[r#"
            1 unchanged, 4 removed from 0 files in T: 1 article in depeche.archive
        "#]],
    );
}

#[test]
fn containers_in_containers_and_bad_ones() {
    let folder = Folder::new();
    let zip = zipped(&[("juin.jsonl", LINES)]);
    let tar = tarred(&[
        ("exports/juin.zip", &zip),
        ("mai.txt", "Mai\n\nUn mot.".as_bytes()),
    ]);
    let blanks = " ".repeat(40 << 20);
    folder.write("d/a.tar.gz", gzipped(&tar));
    folder.write(
        "d/b.zip",
        zipped(&[("blancs.txt", &blanks), ("bon.txt", "Bon\n\nUn mot.")]),
    );
    folder.write("d/c.jsonl.gz", &gzipped(LINES.as_bytes())[..60]);
    folder.write("d/d.zip", "<html>Accès refusé</html>");
    folder.write("d/e.zip", zipped(&[]));
    folder.write("d/f.zip", zipped(&[("a.jpg", "x"), ("b.jpg", "x")]));
    folder.write("d/g.tar", tarred(&[("h.tgz", &gzipped(&tar))]));
    check(
        &folder,
        &["index", "d"],
        expect![[r#"
            4 new, 2 known already from 7 files in T: 4 articles in depeche.archive
            warning: d/b.zip/blancs.txt: expands to more than 200 times its size, as traps do and texts do not; if it is no trap, unpack it yourself and index the folder
            warning: d/c.jsonl.gz: is cut off before its end; what stands before that was read: copy or download it again
            warning: d/d.zip: is no zip file, whatever its name says
            warning: d/e.zip: holds no file to read
            warning: d/f.zip: holds no article
            warning: d/g.tar/h.tgz/exports/juin.zip: lies two containers deep and is one itself; unpack it yourself and index the folder
            warning: 2 files (`.jpg`): of an unknown format; `depeche formats` lists those that are read
            warning: 8 records or files were not read; all are listed in depeche.archive/rejected.jsonl
        "#]],
    );
    assert_eq!(
        folder
            .ids(&["grève fichier:a.tar.gz/exports/juin.zip/juin.jsonl"])
            .len(),
        1
    );
}

#[test]
fn standard_input_is_added() {
    let folder = Folder::new();
    let say = |args: &[&str], input: &[u8], expected: Expect| {
        let run = folder.run_with_input(args, input);
        expected.assert_eq(&run.stderr);
        assert_eq!(run.code, 0);
    };
    let again: &[&str] = &["index", "-"];
    say(
        again,
        LINES.as_bytes(),
        expect![["2 new from 1 file in T: 2 articles in depeche.archive\n"]],
    );
    say(
        again,
        LINES.as_bytes(),
        expect![["nothing has changed: 2 articles in depeche.archive\n"]],
    );
    // Other content is added: there is no file that it could replace.
    say(
        again,
        &gzipped(EXPORT.as_bytes()),
        expect![["1 new from 1 file in T: 3 articles in depeche.archive\n"]],
    );
    say(
        again,
        &zipped(&[("a.txt", "Un texte\n\nDe peu de mots.")]),
        expect![["1 new from 1 file in T: 4 articles in depeche.archive\n"]],
    );
    say(
        again,
        "La grève à Sète\n\nElle dure.".as_bytes(),
        expect![["1 new from 1 file in T: 5 articles in depeche.archive\n"]],
    );
    // In another order and with more, each is what it was.
    let (first, second) = LINES.split_once('\n').unwrap();
    let more = format!("{second}{{\"id\": \"l3\", \"title\": \"Trois\"}}\n{first}\n");
    say(
        again,
        more.as_bytes(),
        expect![["1 new, 2 unchanged from 1 file in T: 6 articles in depeche.archive\n"]],
    );
    let changed = LINES.replace("pluie", "neige");
    say(
        again,
        changed.as_bytes(),
        expect![["1 changed, 1 unchanged from 1 file in T: 6 articles in depeche.archive\n"]],
    );
    say(
        again,
        b"{\"id\": \"l4\", \"title\": {}}\n",
        expect![[r#"
            nothing has changed: 6 articles in depeche.archive
            warning: standard input: record 1, line 1: is no JSON of an article: `title` holds no text
            warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
        "#]],
    );
    say(
        again,
        b"",
        expect![[r#"
        nothing has changed: 6 articles in depeche.archive
        warning: standard input: is empty
        warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
    "#]],
    );
    let rejected =
        std::fs::read_to_string(folder.path().join("depeche.archive/rejected.jsonl")).unwrap();
    assert_eq!(rejected, "{\"file\":\"-\",\"reason\":\"is empty\"}\n");
    // What came so is not gone when a folder is pruned.
    folder.write("d/a.txt", "Un autre\n\nMot.");
    let run = folder.run_with_input(&["index", "d", "-", "--prune"], LINES.as_bytes());
    expect![["1 new, 1 changed, 1 unchanged from 2 files in T: 7 articles in depeche.archive\n"]]
        .assert_eq(&run.stderr);
    let run = folder.run(&["index", "d", "--prune"]);
    expect![["nothing has changed: 7 articles in depeche.archive\n"]].assert_eq(&run.stderr);

    for args in [
        &["search", "grève", "--in", "-"][..],
        &["show", "l1", "--in", "-"],
    ] {
        let run = folder.run(args);
        expect![["error: `--in` takes a folder or a file, not standard input: index that first, `depeche index - --archive FOLDER`\n"]]
            .assert_eq(&run.stderr);
        assert_eq!(run.code, 2);
    }
}

#[test]
fn the_origin_of_an_article_is_told() {
    let folder = Folder::new();
    let line =
        "{\"id\": \"x\", \"title\": \"Un\", \"source\": \"L'Écho\", \"date\": \"2025-06-14\"}\n";
    let later = line.replace("Un", "Deux").replace("2025", "2026");
    folder.write(
        "d/a.zip",
        zipped(&[("vide.txt", "Mot"), ("2025/juin.jsonl", line)]),
    );
    folder.write("d/b.jsonl", format!("{later}{line}"));
    folder.run(&["index", "d"]);
    folder.run_with_input(&["index", "-"], later.as_bytes());
    std::fs::remove_file(folder.path().join("d/a.zip")).unwrap();
    let run = folder.run(&["show", "x", "--origin"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let real = std::fs::canonicalize(folder.path()).unwrap();
    let shown = run.stdout.replace(real.to_str().unwrap(), "FOLDER");
    expect![[r#"
        Deux
        14 juin 2026 · L'Écho

        identifiant : x@l-echo

        origine du texte
        fichier : FOLDER/d/b.jsonl
        enregistrement : 1
        ligne : 1
        encodage : UTF-8
        empreinte : cda8ee9c5a789ced
        date : 14 juin 2026

        lu aussi ici, le même texte
        fichier : entrée standard
        enregistrement : 1
        ligne : 1
        encodage : UTF-8
        empreinte : cda8ee9c5a789ced
        date : 14 juin 2026

        lu aussi ici, un autre texte, qui n'est pas retenu
        fichier : FOLDER/d/b.jsonl
        enregistrement : 2
        ligne : 2
        encodage : UTF-8
        empreinte : 5a6a85aad404af22
        date : 14 juin 2025

        lu aussi ici, un autre texte, qui n'est pas retenu
        fichier : FOLDER/d/a.zip (n'est plus là)
        dans ce fichier : 2025/juin.jsonl
        enregistrement : 1
        ligne : 1
        encodage : UTF-8
        empreinte : 5a6a85aad404af22
        date : 14 juin 2025
    "#]]
    .assert_eq(&shown.replace('\u{a0}', " "));
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["show", "x", "--format", "json"]).stdout).unwrap();
    let members = json["article"]["places"].as_array().unwrap().iter();
    let members: Vec<&str> = members
        .filter_map(|place| place["member"].as_str())
        .collect();
    assert_eq!(members, ["2025/juin.jsonl"]);
}
