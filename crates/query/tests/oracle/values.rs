//! Which values a typed value means: a country any of its names or its code, a person any name that holds the one word,
//! everything else the whole value, or where no article has it the values that hold its words in a row; a name all forms of
//! its entity.

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
            let known = values().any(|shown| {
                let is_it = |folded: &str| folded == asked;
                let entity = world.entity(field, &shown.value);
                entity.map_or(is_it(&shown.folded), |entity| entity.any(&is_it))
            });
            let one_word_of_a_person = field == "personne" && !asked.contains(' ');
            let is: Box<dyn Fn(&str) -> bool> = if whole || (known && !one_word_of_a_person) {
                let asked = asked.clone();
                Box::new(move |folded| folded == asked)
            } else {
                let asked = format!(" {asked} ");
                Box::new(move |folded| format!(" {folded} ").contains(&asked))
            };
            // A name means all forms of its entity.
            let of_entity = |is: &dyn Fn(&str) -> bool, shown: &Shown| {
                let entity = world.entity(field, &shown.value);
                entity.map_or(is(&shown.folded), |entity| entity.any(is))
            };
            let mut meant: Vec<String> = values()
                .filter(|shown| of_entity(&is, shown))
                .map(|shown| shown.value.clone())
                .collect();
            if meant.is_empty() && field == "personne" && !whole {
                // Another spelling of a name: recognition, and shared.
                let spelling = depeche_entities::Spelling::of_person(text);
                let is = |folded: &str| spelling.is(folded);
                let by_forms = |shown: &&Shown| {
                    let entity = world.entity(field, &shown.value);
                    let mut forms = entity.into_iter().flat_map(|entity| &entity.forms);
                    forms.any(|form| is(&folded(form)))
                };
                meant = values()
                    .filter(by_forms)
                    .map(|shown| shown.value.clone())
                    .collect();
            }
            meant.sort_unstable();
            meant.dedup();
            Box::new(move |shown| meant.binary_search(&shown.value).is_ok())
        }
    }
}
