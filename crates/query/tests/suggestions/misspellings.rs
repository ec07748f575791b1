//! The table of misspellings, in an archive that holds what was meant among the words of the sample.

use std::path::Path;

use crate::{all_required, archive, is_same, suggested};

#[test]
fn what_was_meant_is_suggested() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suggestions/misspellings.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<&str>> = rows.map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 200);
    let mut texts: Vec<String> = Vec::new();
    // Each stands in three articles, as frequent as a word of a small archive is.
    for copy in 0..3 {
        let text = |row: &Vec<&str>| format!("Le texte numéro {copy} parle de {} ici.", row[1]);
        texts.extend(rows.iter().map(text));
    }
    texts.push("La feuille de route et la porte du bureau.".to_string());
    let (_folder, search) = archive(&texts);
    let mut wrong = Vec::new();
    for row in &rows {
        let (typed, meant) = (row[0], row[1]);
        let (suggestion, _) = suggested(&search, typed);
        // What the index finds as it was typed needs no suggestion.
        let finds = |typed: &str| search.count(&all_required(typed)).unwrap();
        let right = is_same(&suggestion, meant)
            || suggestion.is_empty() && finds(typed) >= finds(meant)
            // Another form of the same word finds it too.
            || !suggestion.is_empty() && finds(&suggestion) >= 3 && finds(&format!("({suggestion}) ET {meant}")) >= 3;
        if right != (row.len() == 2) {
            wrong.push(format!("{typed} → {suggestion}, not {meant}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}
