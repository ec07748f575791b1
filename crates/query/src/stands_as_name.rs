//! Whether a form stands in the archive as a name: with a capital where no sentence asks for one. Read from the texts,
//! for the recogniser of names misses some.

use anyhow::{Context, Result};
use depeche_corpus::Texte;
use depeche_indexer::tantivy::{DocAddress, Term as Key};
use depeche_indexer::{Stored, columns, live_docs};
use depeche_text::{Term, TermKind, words};

use crate::dictionary::Dictionary;

/// Articles that are read: the first ones that hold the form. In one it may stand first in its sentences only, or in a
/// heading whose words all have capitals.
pub(crate) const READ: usize = 4;

/// Returns whether a form of the archive is a name where it stands inside a sentence, more often than not.
pub(crate) fn stands_as_name(dictionary: &Dictionary<'_>, form: &str) -> Result<bool> {
    // Authors are names.
    if dictionary.field.name == "auteur" {
        return Ok(true);
    }
    let (mut capitals, mut all) = (0_usize, 0_usize);
    for address in holding(dictionary, form)? {
        let Stored { article, .. } = dictionary.archive.stored(address)?;
        let texte = Texte::of(&article);
        for word in words(&texte.text) {
            if *word.forms.exact == *form && !word.token.sentence.starts() {
                all += 1;
                let surface = &texte.text[word.token.span.clone()];
                capitals += usize::from(surface.starts_with(char::is_uppercase));
            }
        }
    }
    Ok(2 * capitals > all)
}

/// The first articles that hold a form.
fn holding(dictionary: &Dictionary<'_>, form: &str) -> Result<Vec<DocAddress>> {
    let context = || format!("cannot look up `{form}`");
    let term = Term {
        kind: TermKind::Exact,
        joined: None,
        form: form.to_string(),
    };
    let target = columns().field(dictionary.field.name);
    let target = target.with_context(context)?;
    let key = Key::from_field_text(target, &term.to_string());
    let mut found = Vec::new();
    for (ordinal, segment) in (0_u32..).zip(dictionary.archive.searcher().segment_readers()) {
        let docs = live_docs(segment, &key).with_context(context)?;
        let docs = docs.take(READ - found.len());
        found.extend(docs.map(|doc| DocAddress::new(ordinal, doc)));
    }
    Ok(found)
}
