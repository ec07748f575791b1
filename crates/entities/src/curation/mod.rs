//! `curation.toml`: what people correct in the entities of an archive, by hand or with `depeche entities`.
//!
//! ```toml
//! personne = [
//!   { merge = ["Vladimir Poutine", "V. V. Poutine"] },      # one person; the first gives the name
//!   { rename = "Kim Jong-un", to = "Kim Jong Un" },         # shown so
//!   { split = ["Jean-Marie Martin"], from = "J. Martin" },  # these forms are somebody else
//!   { hide = "Photo AFP" },                                 # neither counted nor shown
//! ]
//! ```
//! also `lieu` and `organisation`. Corrections hold one after the other, from the top. A name is any form of an entity,
//! in any case and with or without accents; so a line keeps its meaning when the table of entities is made again.
//! Nothing is written to the index: without its line, a correction is undone.
//!
//! Reading is here, what corrections do in `apply`, how the file is changed in `edit`.

mod apply;
mod edit;

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

/// One correction. Names are as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// These are one; the first gives the name.
    Merge(Vec<String>),
    /// The first is called the second.
    Rename(String, String),
    /// These forms are taken out of an entity, and are one together.
    Split(Vec<String>, String),
    /// It is neither counted nor shown.
    Hide(String),
}

impl Correction {
    /// Returns the names it speaks of.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Merge(names) => names.iter().map(String::as_str).collect(),
            Self::Rename(name, to) => vec![name, to],
            Self::Split(forms, from) => {
                let forms = forms.iter().map(String::as_str);
                forms.chain([from.as_str()]).collect()
            }
            Self::Hide(name) => vec![name],
        }
    }
}

/// A line of the file: the correction in the file's own spelling.
impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |name: &String| toml::Value::String(name.clone()).to_string();
        let list = |names: &[String]| {
            let names: Vec<String> = names.iter().map(quoted).collect();
            names.join(", ")
        };
        match self {
            Self::Merge(names) => write!(f, "{{ merge = [{}] }}", list(names)),
            Self::Rename(name, to) => {
                write!(f, "{{ rename = {}, to = {} }}", quoted(name), quoted(to))
            }
            Self::Split(forms, from) => {
                write!(
                    f,
                    "{{ split = [{}], from = {} }}",
                    list(forms),
                    quoted(from)
                )
            }
            Self::Hide(name) => write!(f, "{{ hide = {} }}", quoted(name)),
        }
    }
}

/// A correction where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The field it corrects, by its name in the query language.
    pub field: &'static str,
    /// Its line, from 1.
    pub line: usize,
    /// What it says.
    pub correction: Correction,
    /// Its bytes in the file.
    span: Range<usize>,
}

/// What a file of corrections says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Curation {
    /// In the order of the file, field by field.
    pub entries: Vec<Entry>,
    /// Where the list of each field stands.
    lists: Vec<(&'static str, Range<usize>)>,
}

/// A file that cannot be read, or something in it that cannot be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1.
    pub line: usize,
    /// What is the matter.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    personne: Option<Spanned<Vec<Spanned<Row>>>>,
    lieu: Option<Spanned<Vec<Spanned<Row>>>>,
    organisation: Option<Spanned<Vec<Spanned<Row>>>>,
    source: Option<Spanned<Vec<Spanned<Row>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    merge: Option<Vec<String>>,
    rename: Option<String>,
    to: Option<String>,
    split: Option<Vec<String>>,
    from: Option<String>,
    hide: Option<String>,
}

impl Curation {
    /// Reads a file.
    ///
    /// # Errors
    /// When it is no TOML, or says something else than corrections; the remark names the first such line.
    pub fn parse(text: &str) -> Result<Self, Remark> {
        let lists: Lists = toml::from_str(text).map_err(|error| Remark {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            reason: error.message().trim().replace('\n', ", "),
        })?;
        let mut curation = Self::default();
        for (field, list) in [
            ("personne", lists.personne),
            ("lieu", lists.lieu),
            ("organisation", lists.organisation),
            ("source", lists.source),
        ] {
            let Some(list) = list else { continue };
            curation.lists.push((field, list.span()));
            for row in list.into_inner() {
                let span = row.span();
                let line = line_of(text, span.start);
                let correction = correction(row.into_inner()).map_err(|reason| Remark {
                    line,
                    reason: reason.to_string(),
                })?;
                curation.entries.push(Entry {
                    field,
                    line,
                    correction,
                    span,
                });
            }
        }
        Ok(curation)
    }
}

fn correction(row: Row) -> Result<Correction, &'static str> {
    let named = |names: &[String], least: usize| {
        names.len() >= least && names.iter().all(|name| !name.trim().is_empty())
    };
    match row {
        Row {
            merge: Some(names),
            rename: None,
            to: None,
            split: None,
            from: None,
            hide: None,
        } => match named(&names, 2) {
            true => Ok(Correction::Merge(names)),
            false => Err("`merge` takes two names or more: `{ merge = [\"A\", \"B\"] }`"),
        },
        Row {
            merge: None,
            rename: Some(name),
            to: Some(to),
            split: None,
            from: None,
            hide: None,
        } if named(&[name.clone(), to.clone()], 2) => Ok(Correction::Rename(name, to)),
        Row {
            merge: None,
            rename: None,
            to: None,
            split: Some(forms),
            from: Some(from),
            hide: None,
        } if named(&forms, 1) && named(std::slice::from_ref(&from), 1) => {
            Ok(Correction::Split(forms, from))
        }
        Row {
            merge: None,
            rename: None,
            to: None,
            split: None,
            from: None,
            hide: Some(name),
        } if named(std::slice::from_ref(&name), 1) => Ok(Correction::Hide(name)),
        _ => Err(
            "a correction is `{ merge = [\"A\", \"B\"] }`, `{ rename = \"A\", to = \"B\" }`, `{ split = [\"A\"], from = \"B\" }` or `{ hide = \"A\" }`",
        ),
    }
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = match Curation::parse(text) {
            Ok(curation) => {
                let entries = curation.entries.iter();
                let shown = entries.map(|of| format!("{} {} {}", of.line, of.field, of.correction));
                shown.collect::<Vec<_>>().join("\n")
            }
            Err(remark) => format!("error {}: {}", remark.line, remark.reason),
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn corrections_are_read_with_their_lines() {
        check("", "");
        check("# nothing\n", "");
        check("personne = []", "");
        check(
            "# a\npersonne = [\n  { merge = [\"A\", \"B é\"] }, # why\n  { hide = 'C' },\n]\nlieu = [{ rename = \"D\", to = \"E\\\"F\" }, { split = [\"G\"], from = \"H\" }]",
            "3 personne { merge = [\"A\", \"B é\"] }\n4 personne { hide = \"C\" }\n6 lieu { rename = \"D\", to = 'E\"F' }\n6 lieu { split = [\"G\"], from = \"H\" }",
        );
    }

    #[test]
    fn a_bad_file_names_its_line_and_the_reason() {
        check(
            "personne = [\n  { merge = [\"A\"] },\n]",
            "error 2: `merge` takes two names or more: `{ merge = [\"A\", \"B\"] }`",
        );
        let rows = "a correction is `{ merge = [\"A\", \"B\"] }`, `{ rename = \"A\", to = \"B\" }`, `{ split = [\"A\"], from = \"B\" }` or `{ hide = \"A\" }`";
        check("\npersonne = [{}]", &format!("error 2: {rows}"));
        check(
            "personne = [{ rename = \"A\" }]",
            &format!("error 1: {rows}"),
        );
        check(
            "personne = [{ hide = \"A\", merge = [\"A\", \"B\"] }]",
            &format!("error 1: {rows}"),
        );
        check("personne = [{ hide = \" \" }]", &format!("error 1: {rows}"));
        check(
            "personne = [\n\n{ mege = [\"A\", \"B\"] }]",
            "error 3: unknown field `mege`, expected one of `merge`, `rename`, `to`, `split`, `from`, `hide`",
        );
        check(
            "pays = []",
            "error 1: unknown field `pays`, expected one of `personne`, `lieu`, `organisation`, `source`",
        );
        check(
            "personne = [\n  { hide = 12 },\n]",
            "error 2: invalid type: integer `12`, expected a string",
        );
        assert!(Curation::parse("personne = [\n{ hide = \"A\" }\n{ hide = \"B\" }]").is_err());
        assert!(Curation::parse("é = ").is_err());
    }
}
