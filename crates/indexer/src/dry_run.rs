//! What a run of `index` would read, and as what; nothing is written.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use depeche_corpus::Article;
use depeche_corpus::read::{Error, Input, Record, read, read_nameless};

use crate::files::Room;
use crate::report::Report;
use crate::run::Options;
use crate::store::committed;
use crate::survey::{find, remembered};

/// What would be read.
#[derive(Debug, Clone, Default)]
pub struct DryRun {
    /// In the order of their names.
    pub formats: Vec<Seen>,
    /// Articles by their language (`fr`); of the others too little is known to tell.
    pub languages: BTreeMap<String, u64>,
    /// What is wrong with articles that can be read; the first thousand a file.
    pub remarks: Vec<Error>,
    /// How many there were more, by their file.
    pub remarks_unlisted: BTreeMap<String, u64>,
    /// What could not be read; of each file the first thousand records, and what speaks of more than a record.
    pub refusals: Vec<Error>,
    /// How many there were more, by their file.
    pub unlisted: BTreeMap<String, u64>,
    /// How many there were.
    pub refused: u64,
    /// Characters that are no text and would become U+FFFD.
    pub replaced: u64,
    /// Letters that were read in the wrong encoding before, and would be mended.
    pub mended: u64,
}

/// What was seen in one format.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// What the format is called.
    pub format: &'static str,
    /// Files that hold articles in it; of a file that holds others, each.
    pub files: u64,
    /// Articles in them.
    pub articles: u64,
    /// The first of these that has both a headline and a text, else the first.
    pub sample: Option<Article>,
}

/// Reads all that [`index`](crate::index) would, and says what it is. The archive in `folder` is only asked which columns
/// hold what in files of the same folder; there need not be one.
///
/// # Errors
/// When none of the paths exists, or the archive's tables are damaged.
pub fn dry_run(folder: &Path, options: &Options) -> Result<DryRun> {
    let mut report = Report::default();
    let (found, _) = find(options, &mut report)?;
    let rows = committed(folder).ok().flatten().map(|(rows, _)| rows);
    let mut seen: BTreeMap<&'static str, Seen> = BTreeMap::new();
    let mut dry = DryRun {
        refused: report.refused,
        refusals: report.refusals,
        ..DryRun::default()
    };
    for file in &found {
        let mapping = match (&options.mapping, &rows) {
            (Some(mapping), _) => mapping.clone(),
            (None, Some(rows)) => remembered(rows, &file.root),
            (None, None) => Default::default(),
        };
        let input = Input {
            path: &file.path,
            root: &file.root,
            file: &file.file,
            scope: &file.scope,
            mapping: &mapping,
        };
        // The format and the member that the last article was in.
        let mut last = None;
        let (mut remarks, mut refusals) = (Room::default(), Room::default());
        let mut each = |record: Result<Record, Error>| match record {
            Ok(record) => {
                let format = seen.entry(record.format).or_insert_with(|| Seen {
                    format: record.format,
                    ..Seen::default()
                });
                let article = record.article;
                let member = article
                    .places
                    .first()
                    .and_then(|place| place.member.clone());
                let here = Some((record.format, member));
                format.files += u64::from(here != last);
                last = here;
                format.articles += 1;
                if let Some(remark) = record.remark {
                    if remarks.takes(&remark) {
                        dry.remarks.push(remark);
                    } else {
                        *dry.remarks_unlisted.entry(remark.file).or_default() += 1;
                    }
                }
                dry.replaced += record.replaced;
                dry.mended += record.mended;
                if let Some(language) = &article.language {
                    *dry.languages.entry(language.clone()).or_default() += 1;
                }
                let is_whole =
                    |article: &Article| !article.title.is_empty() && !article.body.is_empty();
                if format
                    .sample
                    .as_ref()
                    .is_none_or(|sample| !is_whole(sample) && is_whole(&article))
                {
                    format.sample = Some(article);
                }
            }
            Err(error) => {
                dry.refused += 1;
                if refusals.takes(&error) {
                    dry.refusals.push(error);
                } else {
                    *dry.unlisted.entry(error.file).or_default() += 1;
                }
            }
        };
        if file.is_standard_input() {
            read_nameless(&input, &mut std::io::stdin().lock(), &mut each);
        } else {
            read(&input, &mut each);
        }
    }
    dry.formats = seen.into_values().collect();
    Ok(dry)
}
