//! What is said of what could not be read: a file with a thousand bad lines must not hide why thirty others were refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use depeche_corpus::read::{Error, Reason, Unread};

use super::{SHOWN, counted, warning};

/// Lines shown of one file at most: they show whether they are all alike.
const SHOWN_OF_A_FILE: usize = 3;

/// Says what was wrong, and how much more there is. `unlisted` is how many there are of a file beside those given.
pub(super) fn refusals(refusals: &[Error], unlisted: &BTreeMap<String, u64>) {
    let (of_other_kinds, refusals): (Vec<&Error>, Vec<&Error>) = refusals
        .iter()
        .partition(|error| is_of_another_kind(&error.reason));
    for line in by_file(&refusals, unlisted, "") {
        warning(&line);
    }
    for line in by_kind(&of_other_kinds) {
        warning(&line);
    }
}

/// Says what was wrong with articles that are kept.
pub(super) fn remarks(remarks: &[Error], unlisted: &BTreeMap<String, u64>, end: &str) {
    let remarks: Vec<&Error> = remarks.iter().collect();
    for line in by_file(&remarks, unlisted, end) {
        warning(&line);
    }
}

/// Ten lines, of as many files as there are: first what ends the reading of a file, then what speaks of it or of a member, then
/// of records.
fn by_file(errors: &[&Error], unlisted: &BTreeMap<String, u64>, end: &str) -> Vec<String> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut files: Vec<(&str, Vec<&Error>)> = Vec::new();
    for error in errors {
        let place = *places.entry(&error.file).or_insert(files.len());
        match files.get_mut(place) {
            Some((_, errors)) => errors.push(error),
            None => files.push((&error.file, vec![error])),
        }
    }
    let of_a_file = (SHOWN / files.len().max(1)).clamp(1, SHOWN_OF_A_FILE);
    // One file by itself hides no other.
    let of_a_file = if files.len() == 1 { SHOWN } else { of_a_file };
    let mut lines = Vec::new();
    let all_of = |(file, errors): &(&str, Vec<&Error>)| {
        let unlisted = unlisted.get(*file).copied().unwrap_or(0);
        unlisted + u64::try_from(errors.len()).unwrap_or(u64::MAX)
    };
    for found in files.iter_mut().take(SHOWN) {
        let all = all_of(found);
        let (file, errors) = found;
        errors.sort_by_key(|error| (error.unread() != Unread::File, error.record.is_some()));
        let shown = errors.iter().take(of_a_file);
        // What is said of a file keeps nothing.
        let end = |error: &Error| if error.record.is_some() { end } else { "" };
        lines.extend(shown.map(|error| format!("{error}{}", end(error))));
        let shown = u64::try_from(errors.len().min(of_a_file)).unwrap_or(u64::MAX);
        if all > shown {
            lines.push(format!("… and {} more in {file}", all - shown));
        }
    }
    let others = files.get(SHOWN..).unwrap_or_default();
    if !others.is_empty() {
        let more: u64 = others.iter().map(all_of).sum();
        let count = u64::try_from(others.len()).unwrap_or(u64::MAX);
        lines.push(format!(
            "… and {more} more in {}",
            counted(count, "other file")
        ));
    }
    lines
}

/// Whether something is no file of articles at all: a folder often holds many of these.
fn is_of_another_kind(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::UnknownFormat | Reason::NoKnownOne(..) | Reason::Foreign(_)
    )
}

/// A line for all files of one kind.
fn by_kind(errors: &[&Error]) -> Vec<String> {
    let mut kinds: BTreeMap<String, Vec<&Error>> = BTreeMap::new();
    for error in errors {
        kinds
            .entry(error.reason.to_string())
            .or_default()
            .push(error);
    }
    let line = |(reason, errors): (&String, &Vec<&Error>)| match errors.as_slice() {
        [one] => one.to_string(),
        several => {
            let endings: BTreeSet<String> = several
                .iter()
                .filter_map(|error| {
                    let name = error.name();
                    let end = Path::new(&name).extension()?.to_string_lossy().into_owned();
                    Some(format!("`.{end}`"))
                })
                .collect();
            let endings: Vec<String> = endings.into_iter().take(SHOWN).collect();
            let reason = match reason.strip_prefix("is ") {
                Some(unknown) if several[0].reason == Reason::UnknownFormat => unknown.to_string(),
                _ => format!("each {reason}"),
            };
            format!("{} files ({}): {reason}", several.len(), endings.join(", "))
        }
    };
    kinds.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use depeche_corpus::read::{ContainerReason, Foreign};
    use expect_test::{Expect, expect};

    use super::*;

    fn error(file: &str, record: Option<u64>, reason: Reason) -> Error {
        Error {
            file: file.to_string(),
            member: None,
            record,
            line: record,
            reason,
        }
    }

    fn check(errors: &[Error], unlisted: &[(&str, u64)], expected: Expect) {
        let errors: Vec<&Error> = errors.iter().collect();
        let unlisted = unlisted
            .iter()
            .map(|(file, count)| (file.to_string(), *count));
        let lines = by_file(&errors, &unlisted.collect(), "");
        expected.assert_eq(&(lines.join("\n") + "\n"));
    }

    #[test]
    fn a_bad_file_hides_no_other() {
        let bad: Vec<Error> = (1..=1000)
            .map(|record| error("a.jsonl", Some(record), Reason::NoWords))
            .collect();
        let whole = [
            error("a.jsonl", None, Reason::Empty),
            error("a.jsonl", None, ContainerReason::RatioInAll(200).into()),
            error("b.txt", None, Reason::Empty),
        ];
        let all = [bad.as_slice(), &whole].concat();
        check(
            &all,
            &[("a.jsonl", 50)],
            expect![[r#"
                a.jsonl: is not read, nor what follows: up to here the file expands to more than 200 times its size, as traps do and texts do not; if it is no trap, unpack it yourself and index the folder
                a.jsonl: is empty
                a.jsonl: record 1, line 1: has neither a title nor a text
                … and 1049 more in a.jsonl
                b.txt: is empty
            "#]],
        );
        let others = (1..=12).map(|at| error(&format!("{at}.txt"), None, Reason::Empty));
        let all: Vec<Error> = bad[..3].iter().cloned().chain(others).collect();
        check(
            &all,
            &[],
            expect![[r#"
                a.jsonl: record 1, line 1: has neither a title nor a text
                … and 2 more in a.jsonl
                1.txt: is empty
                2.txt: is empty
                3.txt: is empty
                4.txt: is empty
                5.txt: is empty
                6.txt: is empty
                7.txt: is empty
                8.txt: is empty
                9.txt: is empty
                … and 3 more in 3 other files
            "#]],
        );
    }

    #[test]
    fn files_of_another_kind_share_a_line() {
        let unknown = |file: &str| error(file, None, Reason::UnknownFormat);
        let pdf = |file: &str| error(file, None, Reason::Foreign(Foreign::Pdf));
        let errors = [
            unknown("a.tiff"),
            pdf("a.pdf"),
            unknown("b.exe"),
            pdf("b.txt"),
            error("c", None, Reason::Foreign(Foreign::Image)),
        ];
        let errors: Vec<&Error> = errors.iter().collect();
        assert_eq!(
            by_kind(&errors),
            [
                "2 files (`.pdf`, `.txt`): each is a PDF: save its text as `.txt`, by `pdftotext` for one",
                "c: is an image: no text is read from images",
                "2 files (`.exe`, `.tiff`): of an unknown format; `depeche formats` lists those that are read",
            ]
        );
    }
}
