//! What a file held stays in the archive while the file cannot be read whole: a copy that broke off removes no article.

use expect_test::expect;

use crate::containers::zipped;
use crate::folder::Folder;

fn line(number: u8) -> String {
    format!("{{\"id\": \"j{number}\", \"title\": \"Titre {number}\"}}\n")
}

fn lines(numbers: &[u8]) -> String {
    numbers.iter().map(|number| line(*number)).collect()
}

fn row(number: u8) -> String {
    format!("r{number};Titre {number};\"Un texte {number}.\"\n")
}

/// Indexes a file, then another content of it; returns how many articles there are then, and what was said.
fn after(name: &str, before: &[u8], after: &[u8]) -> (usize, String) {
    let folder = Folder::new();
    folder.write(&format!("f/{name}"), before);
    let first = folder.run(&["index", "f"]);
    assert_eq!(first.code, 0, "{name}: {}", first.stderr);
    folder.write(&format!("f/{name}"), after);
    let run = folder.run(&["index", "f"]);
    (folder.ids(&[""]).len(), run.stderr)
}

#[test]
fn a_file_that_is_not_whole_loses_no_article() {
    let objects: Vec<String> = (1..=5).map(|number| line(number).trim().into()).collect();
    let list = format!("[{}]", objects.join(",\n"));
    let all = lines(&[1, 2, 3, 4, 5]);
    let table: String = "id;titre;texte\n".to_string() + &(1..=5).map(row).collect::<String>();
    let page = |records: &[u8]| -> String {
        let record = |number: &u8| {
            format!(
                "<article> <header> <span class=\"DocPublicationName\"> L'Écho, no. 7990 </span> <span class=\"DocHeader\"> Terre, \
                 lundi 15 janvier 2007 82 mots, p. 11 </span> <p class=\"titreArticleVisu\">Titre {number}</p> </header> \
                 <section> <p>Les trains manquent.</p> </section> <footer> <div class=\"publiC-lblNodoc\">Numéro de \
                 document : news·20070115·EC·0{number}</div> </footer> </article>"
            )
        };
        records.iter().map(record).collect()
    };
    let export = page(&[1, 2, 3, 4, 5]);
    let zip = zipped(&[
        ("a.jsonl", &lines(&[1, 2, 3])),
        ("b.jsonl", &lines(&[4, 5])),
    ]);
    let cut = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let junk = b"<html><body>404 Not Found</body></html>".as_slice();
    let pieces: &[(&str, &[u8], Vec<u8>)] = &[
        ("cut", list.as_bytes(), cut(list.as_bytes())),
        ("of blanks", list.as_bytes(), b" \n ".into()),
        ("empty", list.as_bytes(), Vec::new()),
        ("of a list of nothing", list.as_bytes(), b"[]".into()),
        ("of an error", list.as_bytes(), b"{\"error\": 429}".into()),
        ("of a page", list.as_bytes(), junk.into()),
        ("of zeros", list.as_bytes(), vec![0; 500]),
    ];
    for (what, before, broken) in pieces {
        let (count, said) = after("a.json", before, broken);
        assert_eq!(count, 5, "a JSON {what}: {said}");
    }
    for (name, before) in [
        ("a.jsonl", all.as_bytes()),
        ("a.html", export.as_bytes()),
        ("a.zip", &zip),
    ] {
        for (what, broken) in [
            ("cut", cut(before)),
            ("empty", Vec::new()),
            ("junk", junk.into()),
            ("zeros", vec![0; 500]),
        ] {
            let (count, said) = after(name, before, &broken);
            assert_eq!(count, 5, "{name}, {what}: {said}");
        }
    }
    // In a quotation, and between two cells.
    let in_third = table.find("Un texte 3").unwrap();
    let third = table.find("Titre 3").unwrap();
    let cuts = [in_third, third + 4].map(|at| &table.as_bytes()[..at]);
    for broken in [cuts[0], cuts[1], b"", junk, &[0; 500]] {
        let (count, said) = after("a.csv", table.as_bytes(), broken);
        assert_eq!(count, 5, "{said}");
    }
}

#[test]
fn a_file_that_is_whole_loses_what_it_does_not_hold_any_more() {
    let all = lines(&[1, 2, 3, 4, 5]);
    let (count, said) = after("a.jsonl", all.as_bytes(), lines(&[1, 2]).as_bytes());
    assert_eq!(count, 2, "{said}");
    // A line by itself takes at most its own article with it.
    let damaged = lines(&[1, 2]).replace("\"Titre 1\"", "Titre");
    let (count, said) = after("a.jsonl", all.as_bytes(), damaged.as_bytes());
    assert_eq!(count, 1, "{said}");
}

#[test]
fn a_member_that_is_not_read_keeps_its_own_articles_only() {
    let before = zipped(&[
        ("a.jsonl", &lines(&[1, 2, 3])),
        ("b.jsonl", &lines(&[4, 5])),
    ]);
    let now = zipped(&[("a.jsonl", &lines(&[1])), ("b.jsonl", "")]);
    let (count, said) = after("a.zip", &before, &now);
    assert_eq!(count, 3, "{said}");
    expect![[r#"
        1 unchanged, 2 removed from 1 file in T: 3 articles in depeche.archive
        warning: 2 articles were not found in their file and stay, as it could not be read whole; mend it, or remove it and use `--prune`
        warning: f/a.zip/b.jsonl: is empty
        warning: 1 record or file was not read; all are listed in depeche.archive/rejected.jsonl
    "#]].assert_eq(&said);
}
