//! Which values a typed value means: a country any of its names or its code, a person any name that holds the one word,
//! everything else the whole value, or where no article has it the values that hold its words in a row.

use crate::letters::folded;
use crate::world::{Shown, World};

/// Returns what tells whether a value is meant.
pub(crate) fn means<'a>(
    world: &World,
    field: &'a str,
    text: &'a str,
    whole: bool,
) -> Box<dyn Fn(&Shown) -> bool + 'a> {
    let values = || world.articles.iter().flat_map(|entry| entry.values(field));
    match field {
        // Which names a country has is recognition, and shared.
        "pays" => {
            let code = depeche_entities::country_code(text);
            Box::new(move |shown| code.is_some_and(|code| code.as_str() == shown.value))
        }
        "id" => {
            let own = |id: &'_ str| id.split_once('@').map(|(own, _)| own.to_string());
            let is_it =
                move |id: &Shown| id.value == text || own(&id.value).as_deref() == Some(text);
            if values().any(is_it) {
                Box::new(is_it)
            } else {
                Box::new(move |id| id.value.starts_with(text))
            }
        }
        "url" | "fichier" => match text.strip_suffix('*') {
            Some(start) => Box::new(move |shown| shown.value.starts_with(start)),
            None => Box::new(move |shown| shown.value == text),
        },
        _ => {
            let asked = folded(text);
            let known = values().any(|shown| shown.folded == asked);
            let one_word_of_a_person = field == "personne" && !asked.contains(' ');
            if whole || (known && !one_word_of_a_person) {
                Box::new(move |shown| shown.folded == asked)
            } else {
                let asked = format!(" {asked} ");
                Box::new(move |shown| format!(" {} ", shown.folded).contains(&asked))
            }
        }
    }
}
