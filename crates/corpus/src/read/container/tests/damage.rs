//! Containers that are cut off or damaged: what stands before that is read, and the reason is named.

use super::{gzipped, noise, shown, tarred, zipped, zstandard};
use crate::read::container::Limits;

/// Small containers of every kind, of texts that say their number.
fn small() -> Vec<(&'static str, Vec<u8>)> {
    let mut state = 7;
    let mut text = |number: u8| {
        let words: String = (0..400)
            .map(|_| char::from(b'a' + noise(&mut state) % 26))
            .collect();
        format!("Titre {number}\n\n{words}")
    };
    let texts = [text(1), text(2), text(3), text(4)];
    let members: Vec<(&str, &[u8])> = ["1.txt", "2.txt", "3.txt", "4.txt"]
        .into_iter()
        .zip(texts.iter().map(String::as_bytes))
        .collect();
    let lines: String = texts
        .iter()
        .map(|text| {
            format!(
                "{{\"title\": \"{}\", \"text\": \"{}\"}}\n",
                &text[..7],
                &text[9..]
            )
        })
        .collect();
    let tar = tarred(&members);
    vec![
        ("a.zip", zipped(&members)),
        ("a.tar", tar.clone()),
        ("a.tar.gz", gzipped(&tar)),
        ("a.tar.zst", zstandard(&tar)),
        ("a.jsonl.gz", gzipped(lines.as_bytes())),
        ("a.jsonl.zst", zstandard(lines.as_bytes())),
        ("b.tar", tarred(&[("a.zip", &zipped(&members))])),
        ("b.zip", zipped(&[("a.tgz", &gzipped(&tar))])),
    ]
}

/// How many of the four articles a reading has, all of them before anything that was refused for good.
fn articles(shown: &str) -> usize {
    shown
        .lines()
        .filter(|line| line.contains(" | Titre "))
        .count()
}

#[test]
fn what_is_cut_off_is_read_up_to_there() {
    for (name, bytes) in small() {
        assert_eq!(
            articles(&shown(name, &bytes, Limits::SHIPPED, false)),
            4,
            "{name}"
        );
        let mut before = 0;
        for part in 1..50 {
            let cut = &bytes[..bytes.len() * part / 50];
            for as_stream in [false, true] {
                let shown = shown(name, cut, Limits::SHIPPED, as_stream);
                let said = [
                    "is cut off",
                    "is damaged",
                    "file, whatever its name",
                    "is empty",
                    "zero bytes",
                    "unknown format",
                ]
                .iter()
                .any(|reason| shown.contains(reason));
                // Behind the first block of zeros nothing is missing.
                let whole = name.ends_with(".tar") && part > 40 && articles(&shown) == 4;
                assert!(
                    said || whole,
                    "{name}, {part}/50, {as_stream}: nothing is said in\n{shown}"
                );
                assert!(
                    articles(&shown) >= before || as_stream,
                    "{name}, {part}/50: fewer than before in\n{shown}"
                );
                if !as_stream {
                    before = articles(&shown);
                }
            }
        }
        // Blocks of a compressed file are given when they are whole; members of a zip and a tar are by themselves.
        if ["a.zip", "a.tar"].contains(&name) {
            assert!(before >= 3, "{name}: {before}");
        }
    }
}

#[test]
fn damage_is_named_and_what_stands_before_it_is_read() {
    let mut state = 2026;
    for (name, whole) in small() {
        let expected = shown(name, &whole, Limits::SHIPPED, false);
        let mut silent = 0;
        for _ in 0..2000 {
            let mut bytes = whole.clone();
            let at = (0..3).fold(0, |at, _| at << 8 | usize::from(noise(&mut state))) % bytes.len();
            bytes[at] ^= 1 << (noise(&mut state) % 8);
            let shown = shown(name, &bytes, Limits::SHIPPED, false);
            // Some bytes say nothing that is needed: times, owners, what fills a block. Others are text.
            let refused = shown.lines().any(|line| line.contains(": "));
            if name == "a.zip" && at >= 4 {
                assert!(articles(&shown) >= 3, "byte {at}:\n{shown}");
            }
            silent += usize::from(!refused && articles(&shown) < 4 && name != "a.tar");
            assert!(!shown.is_empty(), "{name}: byte {at}");
            if name == "a.zip" && !refused {
                let titles = |shown: &str| -> Vec<String> {
                    let lines = shown.lines();
                    lines
                        .filter_map(|line| Some(line.split_once(" | ")?.1.to_string()))
                        .collect()
                };
                assert_eq!(titles(&shown), titles(&expected), "byte {at}");
            }
        }
        assert_eq!(silent, 0, "{name}: articles went without a word");
    }
}
