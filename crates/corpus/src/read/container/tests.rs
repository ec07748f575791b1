//! Containers of each kind, made by the crates that read them: what is read, what is refused, what stops a bomb.

mod damage;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use expect_test::{Expect, expect};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::limits::Limits;
use super::{Source, read};
use crate::read::Input;

const LINES: &[u8] =
    b"{\"title\": \"Un\"}\n{\"title\": {}}\n{\"title\": \"Trois\", \"source\": \"L'\xc3\x89cho\"}\n";

/// Limits that a test can reach.
const LOW: Limits = Limits {
    ratio: 10,
    ratio_from: 1 << 20,
    ratio_in_all_from: 4 << 20,
    member: 4 << 20,
    all: 10 << 20,
    members: 5,
    copied: 1 << 20,
};

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        if name.ends_with('/') {
            zip.add_directory(*name, SimpleFileOptions::default())
                .unwrap();
            continue;
        }
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tarred(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o644);
        if name.ends_with('/') {
            header.set_entry_type(tar::EntryType::Directory);
        }
        header.set_size(bytes.len() as u64);
        // The builder would refuse a name that leads out of the archive.
        if name.len() < 100 {
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            tar.append(&header, *bytes).unwrap();
        } else {
            tar.append_data(&mut header, name, *bytes).unwrap();
        }
    }
    tar.into_inner().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    let mut zstd = zstd::Encoder::new(Vec::new(), 3).unwrap();
    // As the command does, so that damage is noticed.
    zstd.include_checksum(true).unwrap();
    zstd.write_all(bytes).unwrap();
    zstd.finish().unwrap()
}

/// What is read from a file of a name: a line a record, `member | title | record:line`, or why it was refused.
fn shown(name: &str, bytes: &[u8], limits: Limits, as_stream: bool) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let input = Input {
        path: Path::new(name),
        root: "/r",
        file: name,
        scope: "r",
        mapping: &Default::default(),
    };
    let mut lines = String::new();
    let mut stream = bytes;
    let (name, source) = if as_stream {
        (None, Source::Stream(&mut stream))
    } else {
        (Some(name), Source::File(fs::File::open(&path).unwrap()))
    };
    read(&input, name, source, limits, &mut |found| match found {
        Ok(record) => {
            let place = &record.article.places[0];
            lines += &format!(
                "{} | {} | {}:{}\n",
                place.member.as_deref().unwrap_or("–"),
                record.article.title,
                place.record,
                place.line
            );
        }
        Err(error) => lines += &format!("{error}\n"),
    });
    lines
}

fn check(name: &str, bytes: &[u8], expected: Expect) {
    expected.assert_eq(&shown(name, bytes, Limits::SHIPPED, false));
}

fn check_low(name: &str, bytes: &[u8], expected: Expect) {
    expected.assert_eq(&shown(name, bytes, LOW, false));
}

#[test]
fn each_kind_is_read() {
    let lines = expect![[r#"
        – | Un | 1:1
        a: record 2, line 2: is no JSON of an article: `title` holds no text
        – | Trois | 3:3
    "#]];
    let of = |name: &str, bytes: &[u8]| {
        let shown = shown(name, bytes, Limits::SHIPPED, false);
        lines.assert_eq(&shown.replace(&format!("{name}: "), "a: "));
    };
    of("a.jsonl.gz", &gzipped(LINES));
    of("a.JSONL.GZ", &gzipped(LINES));
    of("a.gz", &gzipped(LINES));
    of("export du 12.05.gz", &gzipped(LINES));
    of("export", &gzipped(LINES));
    of("a.jsonl", &gzipped(LINES));
    of("a.jsonl.zst", &zstandard(LINES));
    // Several one behind the other, as parallel compressors write them.
    let (start, end) = LINES.split_at(25);
    of("a.gz", &[gzipped(start), gzipped(end)].concat());
    of("a.zst", &[zstandard(start), zstandard(end)].concat());
    let skipped = [b"\x50\x2a\x4d\x18\x02\0\0\0xx", zstandard(LINES).as_slice()].concat();
    of("a.zst", &skipped);
    // Zeros that fill a block.
    of("a.jsonl.gz", &[gzipped(LINES), vec![0; 70_000]].concat());
    let filled = [gzipped(start), vec![0; 512], gzipped(end), vec![0; 3]];
    of("a.gz", &filled.concat());
    // What has no name is told by its content.
    let stream = shown("-", LINES, Limits::SHIPPED, true);
    lines.assert_eq(&stream.replace("standard input: ", "a: "));
    let stream = shown("-", &gzipped(LINES), Limits::SHIPPED, true);
    lines.assert_eq(&stream.replace("standard input: ", "a: "));

    let members: &[(&str, &[u8])] = &[
        ("2024/", b""),
        ("2024/a.jsonl", LINES),
        ("2024/.DS_Store", b"\0\0"),
        ("__MACOSX/2024/a.jsonl", b"\0\0"),
        ("sans-nom", "Été\n\nUn corps.".as_bytes()),
        ("photo.jpg", b"\xff\xd8\xff\0"),
        ("latin.txt", b"\xc9t\xe9\n\nUn corps."),
        ("vide.txt", b""),
    ];
    let expected = expect![[r#"
        2024/a.jsonl | Un | 1:1
        a/2024/a.jsonl: record 2, line 2: is no JSON of an article: `title` holds no text
        2024/a.jsonl | Trois | 3:3
        sans-nom | Été | 1:1
        a/photo.jpg: is an image: no text is read from images
        latin.txt | Été | 1:1
        a/vide.txt: is empty
    "#]];
    let (zip, tar) = (zipped(members), tarred(members));
    for (name, bytes) in [
        ("a.zip", zip.clone()),
        ("a.tar", tar.clone()),
        ("a.tar.gz", gzipped(&tar)),
        ("a.tgz", gzipped(&tar)),
        ("a.tar.zst", zstandard(&tar)),
        ("a.tzst", zstandard(&tar)),
        ("a", zip),
        ("a.gz", gzipped(&tar)),
    ] {
        let read = shown(name, &bytes, Limits::SHIPPED, false);
        expected.assert_eq(&read.replace(&format!("{name}/"), "a/"));
        let streamed = shown("a", &bytes, Limits::SHIPPED, true);
        expected.assert_eq(&streamed);
    }
}

#[test]
fn two_deep_and_no_deeper() {
    let zip = zipped(&[("a.jsonl", LINES), ("b.txt", b"Titre")]);
    let tar = tarred(&[("x/a.txt", b"Un"), ("juin.zip", &zip), ("b.txt", b"Trois")]);
    check(
        "e.tar",
        &tar,
        expect![[r#"
            x/a.txt | Un | 1:1
            juin.zip/a.jsonl | Un | 1:1
            e.tar/juin.zip/a.jsonl: record 2, line 2: is no JSON of an article: `title` holds no text
            juin.zip/a.jsonl | Trois | 3:3
            juin.zip/b.txt | Titre | 1:1
            b.txt | Trois | 1:1
        "#]],
    );
    let streamed = shown("e.tar.gz", &gzipped(&tar), Limits::SHIPPED, false);
    assert!(
        streamed.contains("juin.zip/b.txt | Titre | 1:1"),
        "{streamed}"
    );
    // A tar that is compressed is one container, in another one too.
    check(
        "e.zip",
        &zipped(&[
            ("t.tar.gz", &gzipped(&tarred(&[("a.txt", b"Un")]))),
            ("l.jsonl.gz", &gzipped(LINES)),
        ]),
        expect![[r#"
            t.tar.gz/a.txt | Un | 1:1
            l.jsonl.gz | Un | 1:1
            e.zip/l.jsonl.gz: record 2, line 2: is no JSON of an article: `title` holds no text
            l.jsonl.gz | Trois | 3:3
        "#]],
    );
    check(
        "e.zip",
        &zipped(&[("t.tgz", &gzipped(&tar)), ("c.txt", b"Quatre")]),
        expect![[r#"
            t.tgz/x/a.txt | Un | 1:1
            e.zip/t.tgz/juin.zip: lies two containers deep and is one itself; unpack it yourself and index the folder
            t.tgz/b.txt | Trois | 1:1
            c.txt | Quatre | 1:1
        "#]],
    );
    check(
        "a.gz.gz.gz",
        &gzipped(&gzipped(&gzipped(LINES))),
        expect![[
            "a.gz.gz.gz: lies two containers deep and is one itself; unpack it yourself and index the folder\n"
        ]],
    );
}

#[test]
fn what_is_not_what_it_seems_is_refused() {
    check("a.zip", b"", expect![["a.zip: is empty\n"]]);
    check("a.gz", b"", expect![["a.gz: is empty\n"]]);
    check(
        "a.jsonl.gz",
        &gzipped(b""),
        expect![["a.jsonl.gz: is empty\n"]],
    );
    check(
        "a.zip",
        b"<html>404</html>",
        expect![["a.zip: is no zip file, whatever its name says\n"]],
    );
    check(
        "a.jsonl.gz",
        &[gzipped(LINES), b"\0\0 not compressed".to_vec()].concat(),
        expect![[r#"
            – | Un | 1:1
            a.jsonl.gz: record 2, line 2: is no JSON of an article: `title` holds no text
            – | Trois | 3:3
            a.jsonl.gz: is damaged (invalid gzip header); what stands before that was read: copy or download it again
        "#]],
    );
    // One that unpacks itself.
    let zip = zipped(&[("a.txt", b"Un"), ("b.txt", b"Deux")]);
    check(
        "a.zip",
        &[b"MZ\x90\0 a program".repeat(9000), zip.clone()].concat(),
        expect![[r#"
            a.txt | Un | 1:1
            b.txt | Deux | 1:1
        "#]],
    );
    // Bytes by chance, and what is compressed in a way that is not read.
    let mut state = 3;
    let by_chance: Vec<u8> = (0..2000).map(|_| noise(&mut state)).collect();
    for (name, bytes, said) in [
        ("a.txt", by_chance.clone(), "no text of any encoding"),
        ("a", by_chance.clone(), "no text of any encoding"),
        ("a.csv", by_chance, "no text of any encoding"),
        ("a.jsonl", b"\xfd7zXZ\0\0\x04".to_vec(), "compressed by xz"),
        ("a.html", b"%PDF-1.4\n".to_vec(), "a PDF"),
    ] {
        let shown = shown(name, &bytes, Limits::SHIPPED, false);
        assert!(shown.starts_with(&format!("{name}: is {said}")), "{shown}");
        assert_eq!(shown.lines().count(), 1, "{shown}");
    }
    // A document of an office program under another name.
    let types = ("[Content_Types].xml", b"<x/>".as_slice());
    for (member, kind) in [
        (
            "word/document.xml",
            "a document of an office program: save it as text",
        ),
        (
            "xl/workbook.xml",
            "a table of an office program: save it as CSV",
        ),
    ] {
        for name in ["a.txt", "a.csv", "a"] {
            let shown = shown(
                name,
                &zipped(&[types, (member, b"<x/>")]),
                Limits::SHIPPED,
                false,
            );
            assert_eq!(shown, format!("{name}: is {kind} (UTF-8)\n"));
        }
    }
    check(
        "a.tar.gz",
        &gzipped(b"Un titre"),
        expect![["a.tar.gz: is no tar file, whatever its name says\n"]],
    );
    check(
        "a.zip",
        &zipped(&[]),
        expect![["a.zip: holds no file to read\n"]],
    );
    check(
        "a.tar",
        &tarred(&[]),
        expect![["a.tar: is no tar file, whatever its name says\n"]],
    );
    check(
        "a.zip",
        &zipped(&[("a/", b""), ("a/.cache", b"x")]),
        expect![["a.zip: holds no file to read\n"]],
    );
    check(
        "a.zip",
        &zipped(&[("photo.jpg", b"\xff\xd8\0")]),
        expect![[r#"
            a.zip/photo.jpg: is of an unknown format; `depeche formats` lists those that are read
            a.zip: holds no article
        "#]],
    );
    // Documents of office programs are zips of no articles, and web archives are no texts.
    for (name, bytes, expected) in [
        (
            "a.docx",
            zipped(&[("word/document.xml", b"<x/>")]),
            "is a document of an office program",
        ),
        ("a.warc.gz", gzipped(b"WARC/1.0"), "is of an unknown format"),
    ] {
        let shown = shown(name, &bytes, Limits::SHIPPED, false);
        assert!(shown.starts_with(&format!("{name}: {expected}")), "{shown}");
    }
}

#[test]
fn names_are_shown_safely() {
    let members: &[(&str, &[u8])] = &[
        ("../../etc/a.txt", b"Un"),
        ("/b.txt", b"Deux"),
        ("c\u{1b}[2J.txt", b"Trois"),
    ];
    let expected = expect![[r#"
        etc/a.txt | Un | 1:1
        b.txt | Deux | 1:1
        c�[2J.txt | Trois | 1:1
    "#]];
    expected.assert_eq(&shown("a.tar", &tarred(members), Limits::SHIPPED, false));
    check("a.zip", &zipped(members), expected);
    let long = format!("{}/a.txt", "dossier".repeat(40));
    let shown = shown("a.tar", &tarred(&[(&long, b"Un")]), Limits::SHIPPED, false);
    assert_eq!(shown, format!("{long} | Un | 1:1\n"));
    // Names from before UTF-8 was usual: `été` as MS-DOS wrote it.
    let mut bytes = zipped(&[("123.txt", b"Un")]);
    while let Some(at) = bytes.windows(7).position(|name| name == b"123.txt") {
        bytes[at..at + 3].copy_from_slice(b"\x82t\x82");
    }
    check("a.zip", &bytes, expect![["été.txt | Un | 1:1\n"]]);
    let mut tar = tarred(&[("123.txt", b"Un")]);
    tar[..3].copy_from_slice(b"\xe9t\xe9");
    let sum: u32 = tar[..148]
        .iter()
        .chain(&tar[156..512])
        .map(|b| u32::from(*b))
        .sum();
    tar[148..156].copy_from_slice(format!("{:06o}\0 ", sum + 256).as_bytes());
    check("a.tar", &tar, expect![["�t�.txt | Un | 1:1\n"]]);
}

#[test]
fn links_devices_and_secrets_are_refused() {
    let mut tar = tar::Builder::new(Vec::new());
    let kinds = [
        tar::EntryType::Symlink,
        tar::EntryType::Link,
        tar::EntryType::Char,
        tar::EntryType::Fifo,
    ];
    for (at, kind) in kinds.into_iter().enumerate() {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        let name = format!("{at}.txt");
        tar.append_link(&mut header, name, "/etc/passwd").unwrap();
    }
    check(
        "a.tar",
        &tar.into_inner().unwrap(),
        expect![[r#"
            a.tar/0.txt: is a link, no file
            a.tar/1.txt: is a link, no file
            a.tar/2.txt: is a device, no file
            a.tar/3.txt: is a pipe, no file
            a.tar: holds no article
        "#]],
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.add_symlink("lien.txt", "/etc/passwd", options).unwrap();
    zip.start_file("a.txt", options).unwrap();
    zip.write_all(b"Un").unwrap();
    let plain = zip.finish().unwrap().into_inner();
    check(
        "a.zip",
        &plain,
        expect![[r#"
            a.zip/lien.txt: is a link, no file
            a.txt | Un | 1:1
        "#]],
    );
    // The flag of encryption and the number of the method, in the directory and before the member.
    let changed = |flag: u8, method: u8| {
        let mut bytes = zipped(&[("a.txt", b"Un"), ("b.txt", b"Deux")]);
        let local = bytes.windows(4).position(|b| b == b"PK\x03\x04").unwrap();
        let central = bytes.windows(4).position(|b| b == b"PK\x01\x02").unwrap();
        for (start, by) in [(local, 6), (central, 8)] {
            bytes[start + by] |= flag;
            bytes[start + by + 2] = method;
        }
        bytes
    };
    check(
        "a.zip",
        &changed(1, 8),
        expect![[r#"
            a.zip/a.txt: is encrypted; unpack it yourself and index the folder
            b.txt | Deux | 1:1
        "#]],
    );
    check(
        "a.zip",
        &changed(0, 12),
        expect![[r#"
            a.zip/a.txt: is compressed by a method that is not read (bzip2); unpack it yourself and index the folder
            b.txt | Deux | 1:1
        "#]],
    );
}

#[test]
fn what_expands_beyond_measure_is_refused() {
    let blanks = vec![b' '; 3 << 20];
    check_low(
        "a.zip",
        &zipped(&[("a.txt", b"Un"), ("b.txt", &blanks), ("c.txt", b"Trois")]),
        expect![[r#"
            a.txt | Un | 1:1
            a.zip/b.txt: expands to more than 10 times its size, as traps do and texts do not; if it is no trap, unpack it yourself and index the folder
            c.txt | Trois | 1:1
        "#]],
    );
    // Up to a megabyte nothing is said of it.
    check_low(
        "a.zip",
        &zipped(&[("b.txt", &[b"Un", &blanks[..1 << 19]].concat())]),
        expect![["b.txt | Un | 1:1\n"]],
    );
    for (name, bytes) in [("a.gz", gzipped(&blanks)), ("a.zst", zstandard(&blanks))] {
        let shown = shown(name, &bytes, LOW, false);
        assert!(
            shown.starts_with(&format!("{name}: expands to more than 10 times")),
            "{shown}"
        );
        assert_eq!(shown.lines().count(), 1, "{shown}");
    }
    let tar = tarred(&[("a.txt", b"Un"), ("b.txt", &blanks), ("c.txt", b"Trois")]);
    check_low(
        "a.tgz",
        &gzipped(&tar),
        expect![[r#"
            a.txt | Un | 1:1
            a.tgz/b.txt: expands to more than 10 times its size, as traps do and texts do not; if it is no trap, unpack it yourself and index the folder
        "#]],
    );
}

#[test]
fn many_that_expand_a_little_are_refused_together() {
    // As much as no single member is looked at for.
    let blanks = vec![b' '; 1 << 20];
    let blanks = blanks.as_slice();
    let members = ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "6.txt"];
    let many: Vec<(&str, &[u8])> = members.iter().map(|name| (*name, blanks)).collect();
    let trap = zipped(&many[..3]);
    let traps: &[(&str, &[u8])] = &[("a.zip", &trap), ("b.zip", &trap), ("c.txt", b"Trois")];
    let of = |name: &str, bytes: &[u8], as_stream: bool| {
        let limits = Limits { members: 50, ..LOW };
        let shown = shown(name, bytes, limits, as_stream);
        let last = shown.lines().last().unwrap_or_default();
        assert!(
            last.contains("the file expands to more than 10 times its size"),
            "{name}, {as_stream}: {shown}"
        );
        assert_eq!(shown.matches("10 times").count(), 1, "{shown}");
    };
    for as_stream in [false, true] {
        of("a.zip", &zipped(&many[..5]), as_stream);
        of("a.zip", &zipped(traps), as_stream);
        of("a.tar", &tarred(traps), as_stream);
    }
    // Lines that repeat themselves, as logs do: they may be thirty times as long as they are compressed.
    let mut state = 5;
    let lines: String = (0..1 << 12)
        .map(|_| {
            let letters = (0..10).map(|_| char::from(b'a' + noise(&mut state) % 26));
            let word: String = letters.collect();
            format!(
                "{{\"title\": \"Titre\", \"text\": \"{}\"}}\n",
                word.repeat(20)
            )
        })
        .collect();
    let honest: Vec<(&str, &[u8])> = members[..5]
        .iter()
        .map(|name| (*name, lines.as_bytes()))
        .collect();
    let zip = zipped(&honest);
    let ratio = 5 * lines.len() / zip.len();
    assert!(
        5 * lines.len() > 4 << 20 && (15..30).contains(&ratio),
        "{ratio}"
    );
    let shown = shown("a.zip", &zip, Limits { ratio: 30, ..LOW }, false);
    assert_eq!(shown.lines().count(), 5 << 12, "{}", &shown[..500]);
    assert!(!shown.contains("expands"));
}

#[test]
fn what_is_too_large_is_refused() {
    // Letters by chance are hardly compressed: only their number counts.
    let mut state = 1_u64;
    let letter = |_| b'a' + noise(&mut state) % 26;
    let noise: Vec<u8> = (0..5 << 20).map(letter).collect();
    let noise = noise.as_slice();
    let members: &[(&str, &[u8])] = &[("a.txt", b"Un"), ("b.txt", noise), ("c.txt", b"Trois")];
    let expected = expect![[r#"
        a.txt | Un | 1:1
        a/b.txt: holds more than 4 MiB, the most that is read of one member; unpack it yourself and index the folder
        c.txt | Trois | 1:1
    "#]];
    for (name, bytes) in [("a.zip", zipped(members)), ("a.tar", tarred(members))] {
        let shown = shown(name, &bytes, LOW, false);
        expected.assert_eq(&shown.replace(name, "a"));
    }
    let part = &noise[..3 << 20];
    let many: &[(&str, &[u8])] = &[
        ("a.txt", part),
        ("b.txt", part),
        ("c.txt", part),
        ("d.txt", part),
        ("e.txt", b"Cinq"),
    ];
    let last = |text: String| text.lines().last().unwrap_or_default().to_string();
    for (name, bytes) in [("a.zip", zipped(many)), ("a.tgz", gzipped(&tarred(many)))] {
        assert_eq!(
            last(shown(name, &bytes, LOW, false)),
            format!(
                "{name}/d.txt: holds more than 10 MiB in all, the most that is read of one container; unpack it yourself and index the folder"
            ),
        );
    }
    let five: Vec<(String, &[u8])> = (1..=6)
        .map(|at| (format!("{at}.txt"), &b"Titre"[..]))
        .collect();
    let five: Vec<(&str, &[u8])> = five
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    check_low(
        "a.zip",
        &zipped(&five),
        expect![[
            "a.zip: holds more than 5 members, the most that are read of one container; unpack it yourself and index the folder\n"
        ]],
    );
    check_low(
        "a.tar",
        &tarred(&five),
        expect![[r#"
            1.txt | Titre | 1:1
            2.txt | Titre | 1:1
            3.txt | Titre | 1:1
            4.txt | Titre | 1:1
            5.txt | Titre | 1:1
            a.tar: holds more than 5 members, the most that are read of one container; unpack it yourself and index the folder
        "#]],
    );
    let inner = zipped(&[("a.txt", &noise[..2 << 20])]);
    check_low(
        "a.tar",
        &tarred(&[("b.zip", &inner), ("c.txt", b"Trois")]),
        expect![[r#"
            a.tar/b.zip: is a zip of more than 1 MiB inside another container or a pipe, the most that is copied to read it; unpack it yourself and index the folder
            c.txt | Trois | 1:1
        "#]],
    );
}

#[test]
fn a_name_without_an_end_is_not_held() {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(64 << 20);
    header.set_cksum();
    let zeros = std::io::repeat(0).take(64 << 20);
    let mut tar = Vec::from(*header.as_bytes());
    zeros.take(8 << 20).read_to_end(&mut tar).unwrap();
    check(
        "a.tar",
        &tar,
        expect![[
            "a.tar: is damaged (a name without an end); what stands before that was read: copy or download it again\n"
        ]],
    );
}

/// SplitMix64 (Steele, Lea, Flood 2014), a byte of it.
fn noise(state: &mut u64) -> u8 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)).to_le_bytes()[0]
}
