//! Forms of words with their lemmas and counts: which forms belong together.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use depeche_text::{is_stop_word, normal_form};

use crate::eval::lines::each_line;

/// A form of one or several lemmas.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    pub(super) written: String,
    /// In order; of `suis`, `suivre` and `être`.
    pub(super) lemmas: Vec<String>,
    pub(super) count: u32,
}

impl Form {
    /// What it weighs in a pair. Pairs weighed by the product of the counts themselves would tell of *faire* and *dire*, and
    /// of nothing else.
    pub(super) fn weight(&self) -> f64 {
        f64::from(self.count).sqrt()
    }
}

/// Reads `form TAB lemma TAB part of speech TAB count`. What is no word of letters is left out, and so are stop words, which
/// no query asks for: nothing is lost or won where they meet.
pub(super) fn read(path: &Path) -> Result<Vec<Form>> {
    let mut forms: BTreeMap<String, Form> = BTreeMap::new();
    each_line(path, |line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [form, lemma, _, count] = columns[..] else {
            anyhow::bail!(
                "4 columns (form, lemma, part of speech, count) were expected, {} found",
                columns.len()
            );
        };
        if count == "count" || !is_word(form) || !is_word(lemma) {
            return Ok(());
        }
        let count: u32 = count
            .parse()
            .with_context(|| format!("`{count}` is no count"))?;
        let written = normal_form(form);
        if is_stop_word(&written) {
            return Ok(());
        }
        let known = forms.entry(written.clone()).or_insert(Form {
            written,
            lemmas: Vec::new(),
            count: 0,
        });
        known.count += count;
        known.lemmas.push(normal_form(lemma));
        known.lemmas.sort();
        known.lemmas.dedup();
        Ok(())
    })?;
    Ok(forms.into_values().collect())
}

/// One word to the analysis, whatever it is: letters, also with the apostrophe of `aujourd'hui`.
fn is_word(form: &str) -> bool {
    let letters = form.chars().all(|c| c.is_alphabetic() || c == '\'');
    letters && depeche_text::words(form).len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_all_its_lemmas() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("forms.tsv");
        let text = "form\tlemma\tupos\tcount\nsuivi\tsuivre\tVERB\t3\nsuivi\tsuivi\tNOUN\t2\nsuivre\tsuivre\tVERB\t4\n\
                    de\tde\tADP\t9\nj.-c.\tj.-c.\tPROPN\t1\ncœur\tcœur\tNOUN\t5\n";
        std::fs::write(&path, text).unwrap();
        let forms = read(&path).unwrap();
        let shown: Vec<String> = forms
            .iter()
            .map(|form| format!("{} {} {}", form.written, form.lemmas.join("/"), form.count))
            .collect();
        assert_eq!(
            shown,
            ["coeur coeur 5", "suivi suivi/suivre 5", "suivre suivre 4"]
        );
        std::fs::write(&path, "suivi\tsuivre\n").unwrap();
        let error = format!("{:#}", read(&path).unwrap_err());
        assert!(
            error.ends_with("forms.tsv:1: bad line: 4 columns (form, lemma, part of speech, count) were expected, 2 found"),
            "{error}"
        );
    }
}
