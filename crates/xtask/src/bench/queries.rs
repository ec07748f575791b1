//! A file of queries: kind, tab, words, one query a line.

use std::path::Path;

use anyhow::{Context, Result, bail};
use depeche_text::units;

use super::kind::{Asked, Kind};

/// Reads a file of queries.
pub(super) fn read(path: &Path) -> Result<Vec<Asked>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot read", path.display()))?;
    parse(&text).with_context(|| format!("{}: bad queries", path.display()))
}

fn parse(text: &str) -> Result<Vec<Asked>> {
    let mut asked = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if !line.trim().is_empty() {
            asked.push(query(line).with_context(|| format!("line {}", number + 1))?);
        }
    }
    if asked.is_empty() {
        bail!("no query");
    }
    Ok(asked)
}

fn query(line: &str) -> Result<Asked> {
    let Some((name, text)) = line.split_once('\t') else {
        bail!("`kind TAB words` was expected, not `{line}`");
    };
    let Some(kind) = Kind::given(name) else {
        bail!("unknown kind `{name}`: one of term, and, or, phrase was expected");
    };
    // In lower case no word is an operator.
    let text = text.to_lowercase();
    let words: Vec<String> = units(&text)
        .iter()
        .map(|unit| text[unit.span.clone()].to_string())
        .collect();
    if words.is_empty() {
        bail!("no word in `{line}`");
    }
    Ok(Asked::new(kind, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_words_are_read() {
        let asked =
            parse("term\tgrève\n\nor\tl'usine ET, chantier\nphrase\tmise en jeu\n").unwrap();
        let typed: Vec<&str> = asked.iter().map(|asked| asked.typed.as_str()).collect();
        assert_eq!(
            typed,
            ["grève", "l'usine OU et OU chantier", "\"mise en jeu\""]
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("queries.tsv");
        let check = |text: &str, expected: &str| {
            std::fs::write(&path, text).unwrap();
            let error = format!("{:#}", read(&path).unwrap_err());
            let error = error.replace(&path.display().to_string(), "FILE");
            assert_eq!(error, expected);
        };
        check(
            "term\ta\nnear\ta b\n",
            "FILE: bad queries: line 2: unknown kind `near`: one of term, and, or, phrase was expected",
        );
        check(
            "term a\n",
            "FILE: bad queries: line 1: `kind TAB words` was expected, not `term a`",
        );
        check(
            "and\t?!\n",
            "FILE: bad queries: line 1: no word in `and\t?!`",
        );
        check("\n", "FILE: bad queries: no query");
    }
}
