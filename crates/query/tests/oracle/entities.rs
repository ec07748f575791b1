//! Which values are one entity. Which spellings are one person is recognition, and shared (`depeche_entities::entities`, over
//! the forms of all articles); what the corrections of the archives do is written here once more, by hand.

use std::collections::BTreeSet;

use depeche_corpus::EntityKind;

use crate::letters::folded;

/// The corrections that lie in both archives.
pub(crate) const CURATION: &str = "\
personne = [
  { merge = [\"emmanuel macron\", \"Brigitte Macron\"] },
  { split = [\"Vladimir Putin\"], from = \"Vladimir Poutine\" },
]
lieu = [
  { rename = \"Lyon\", to = \"Capitale des Gaules\" },
  { hide = \"Kiev\" },
]
";

/// An entity: what it is called, and its forms.
pub(crate) struct Entity {
    pub(crate) name: String,
    pub(crate) forms: Vec<String>,
    pub(crate) hidden: bool,
}

impl Entity {
    /// Whether its name or a form of it, folded, is so.
    pub(crate) fn any(&self, is: &dyn Fn(&str) -> bool) -> bool {
        let forms = self.forms.iter().chain([&self.name]);
        forms.map(|form| folded(form)).any(|form| is(&form))
    }
}

/// Every entity of a field; a form that is alone is one.
pub(crate) fn entities(field: &str, forms: &BTreeSet<String>) -> Vec<Entity> {
    let kind = match field {
        "personne" => Some(EntityKind::Person),
        "lieu" => Some(EntityKind::Place),
        "organisation" => Some(EntityKind::Organisation),
        _ => None,
    };
    let of = |name: &str, forms: Vec<String>| Entity {
        name: name.to_string(),
        forms,
        hidden: false,
    };
    let shown = forms.iter().map(String::as_str);
    let several = match kind {
        Some(kind) => depeche_entities::entities(kind, shown),
        None => depeche_entities::sources(shown),
    };
    let mut found: Vec<Entity> = several
        .into_iter()
        .map(|entity| of(&entity.name, entity.forms))
        .collect();
    for form in forms {
        if !found.iter().any(|known| known.forms.contains(form)) {
            found.push(of(form, vec![form.clone()]));
        }
    }
    let mut take = |name: &str| {
        let at = found.iter().position(|known| known.name == name);
        at.map(|at| found.remove(at))
    };
    let mut corrected = Vec::new();
    match field {
        "personne" => {
            let mut first = take("Emmanuel Macron").expect("a name of many articles");
            let second = take("Brigitte Macron").expect("a name of many articles");
            first.forms.extend(second.forms);
            let mut poutine = take("Vladimir Poutine").expect("a name of many articles");
            poutine.forms.retain(|form| form != "Vladimir Putin");
            let putin = of("Vladimir Putin", vec!["Vladimir Putin".to_string()]);
            corrected.extend([first, poutine, putin]);
        }
        "lieu" => {
            let mut lyon = take("Lyon").expect("a name of many articles");
            lyon.name = "Capitale des Gaules".to_string();
            let mut kiev = take("Kiev").expect("a name of many articles");
            kiev.hidden = true;
            corrected.extend([lyon, kiev]);
        }
        _ => {}
    }
    found.extend(corrected);
    found
}
