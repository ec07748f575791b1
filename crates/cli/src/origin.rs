//! Where an article was read, as `show --origin` says it: a block a place, first the one whose text stands.

use std::path::Path;

use anyhow::Result;
use depeche_corpus::Place;

use crate::french;
use crate::output::{FAINT, Output, TITLE, plain};

pub(crate) fn origin(places: &[Place], output: &mut Output) -> Result<()> {
    let stands = places.first().map(|first| first.hash.as_str());
    for (at, place) in places.iter().enumerate() {
        output.line("")?;
        let heading = match stands {
            _ if at == 0 => "origine du texte",
            Some(hash) if hash == place.hash => "lu aussi ici, le même texte",
            _ => "lu aussi ici, un autre texte, qui n'est pas retenu",
        };
        output.line(&format!("{TITLE}{heading}{TITLE:#}"))?;
        for (label, value) in facts(place) {
            output.line(&format!("{FAINT}{label}\u{a0}:{FAINT:#} {}", plain(&value)))?;
        }
    }
    Ok(())
}

fn facts(place: &Place) -> Vec<(&'static str, String)> {
    let mut facts = vec![("fichier", file(place))];
    facts.extend(
        place
            .member
            .clone()
            .map(|member| ("dans ce fichier", member)),
    );
    facts.push(("enregistrement", french::number(place.record)));
    facts.push(("ligne", french::number(place.line)));
    facts.push(("encodage", place.encoding.clone()));
    if !place.hash.is_empty() {
        facts.push(("empreinte", place.hash.clone()));
    }
    let date = place.date.map(|date| french::date(&date.to_string()));
    facts.extend(date.map(|date| ("date", date)));
    let revision = place.revision.map(|revision| revision.to_string());
    facts.extend(revision.map(|revision| ("version", revision)));
    facts
}

/// The file's path; what came from standard input has none.
fn file(place: &Place) -> String {
    if !Path::new(&place.root).is_absolute() {
        return "entrée standard".to_string();
    }
    let path = Path::new(&place.root).join(&place.file);
    let gone = if path.exists() {
        ""
    } else {
        " (n'est plus là)"
    };
    format!("{}{gone}", path.display())
}
