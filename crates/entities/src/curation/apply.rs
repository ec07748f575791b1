//! What corrections do to the entities of a field.

use depeche_text::fold;

use super::{Correction, Curation, Remark};
use crate::identity::{Entities, Entity};

/// Finds a form of the archive by its folded form, where it has one.
type FindForm<'a> = dyn FnMut(&str) -> Option<String> + 'a;

impl Curation {
    /// Corrects the entities of a field; returns what could not be done. `find` gives the form of the archive that is folded
    /// so, of those that are an entity by themselves.
    pub fn apply(
        &self,
        field: &str,
        entities: &mut Entities,
        find: &mut FindForm<'_>,
    ) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.field == field) {
            let mut applying = Applying {
                field,
                entities,
                find,
                unknown: Vec::new(),
            };
            let done = applying.apply(&entry.correction);
            let unknown = applying.unknown.into_iter();
            let reasons = unknown.chain(done.err());
            remarks.extend(reasons.map(|reason| Remark {
                line: entry.line,
                reason,
            }));
        }
        remarks
    }
}

struct Applying<'a, 'f> {
    field: &'a str,
    entities: &'a mut Entities,
    find: &'a mut FindForm<'f>,
    unknown: Vec<String>,
}

impl Applying<'_, '_> {
    /// What a value of the field is called.
    fn noun(&self) -> &str {
        depeche_corpus::field(self.field).map_or(self.field, |field| field.noun())
    }

    /// The place of the entity that a name means.
    fn place(&mut self, name: &str) -> Option<usize> {
        let folded = fold(name);
        if let Some(at) = self.entities.place(&folded) {
            return Some(at);
        }
        match (self.find)(&folded) {
            Some(form) => Some(self.entities.add(form.clone(), vec![form])),
            None => {
                let reason = format!("no {} `{name}` in this archive", self.noun());
                self.unknown.push(reason);
                None
            }
        }
    }

    fn apply(&mut self, correction: &Correction) -> Result<(), String> {
        match correction {
            Correction::Merge(names) => {
                let places = names.iter().filter_map(|name| self.place(name));
                let mut places = places.collect::<Vec<_>>().into_iter();
                if let Some(first) = places.next() {
                    places.for_each(|other| self.entities.join(first, other));
                }
            }
            Correction::Rename(name, to) => {
                let Some(at) = self.place(name) else {
                    return Ok(());
                };
                let folded = fold(to);
                let other = match self.entities.place(&folded) {
                    Some(other) => other != at,
                    None => (self.find)(&folded).is_some(),
                };
                if other {
                    return Err(format!(
                        "`{to}` is another {} of this archive; `merge` makes the two one",
                        self.noun()
                    ));
                }
                self.entities.rename(at, to.trim());
            }
            Correction::Split(forms, from) => {
                let Some(at) = self.place(from) else {
                    return Ok(());
                };
                let folded: Vec<String> = forms.iter().map(|form| fold(form)).collect();
                let taken = self.entities.take(at, &folded);
                for (form, folded) in forms.iter().zip(&folded) {
                    if !taken.iter().any(|taken| fold(taken) == *folded) {
                        self.unknown
                            .push(format!("`{form}` is no form of `{from}`"));
                    }
                }
                if self.entities.known(at).forms.is_empty() {
                    // All of them: nothing is left to be split from.
                    let whole = self.entities.known(at);
                    whole.forms = taken;
                    return Err(format!("these are all forms of `{from}`"));
                }
                if let Some(Entity { name, forms }) = Entity::of(taken) {
                    self.entities.add(name, forms);
                    self.entities.name_anew(at);
                }
            }
            Correction::Hide(name) => {
                if let Some(at) = self.place(name) {
                    self.entities.known(at).hidden = true;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entities `A < A, a'`, `Kim < Kim, Khim`, and the forms `Un`, `Deux`, corrected.
    fn check(corrections: &str, expected: &str) {
        let entity = |name: &str, forms: &[&str]| Entity {
            name: name.to_string(),
            forms: forms.iter().map(ToString::to_string).collect(),
        };
        let mut entities = Entities::of(vec![
            entity("Kim", &["Khim", "Kim"]),
            entity("Élan", &["Elan", "ÉLAN", "Élan", "Elann"]),
        ]);
        let text = format!("personne = [\n{corrections}\n]");
        let curation = Curation::parse(&text).expect("corrections");
        let mut find = |folded: &str| {
            let forms = ["Un", "Deux"].into_iter();
            let mut found = forms.filter(|form| fold(form) == folded);
            found.next().map(str::to_string)
        };
        let remarks = curation.apply("personne", &mut entities, &mut find);
        assert_eq!(curation.apply("lieu", &mut entities, &mut find), []);
        let hidden = |hidden: bool| if hidden { " (hidden)" } else { "" };
        let mut lines: Vec<String> = entities
            .iter()
            .map(|of| format!("{}{} < {}", of.name, hidden(of.hidden), of.forms.join(", ")))
            .collect();
        lines.extend(
            remarks
                .iter()
                .map(|of| format!("{}: {}", of.line, of.reason)),
        );
        assert_eq!(lines.join("\n"), expected, "{corrections}");
    }

    const ELAN: &str = "Élan < Elan, ÉLAN, Élan, Elann";

    #[test]
    fn entities_are_merged_and_the_first_gives_the_name() {
        check(
            "{ merge = [\"khim\", \"Un\"] }",
            &format!("Kim < Khim, Kim, Un\n{ELAN}"),
        );
        check(
            "{ merge = [\"deux\", \"UN\", \"KIM\", \"Un\"] }",
            &format!("{ELAN}\nDeux < Deux, Khim, Kim, Un"),
        );
        check(
            "{ merge = [\"Un\", \"Trois\"] }",
            &format!("Kim < Khim, Kim\n{ELAN}\nUn < Un\n2: no person `Trois` in this archive"),
        );
    }

    #[test]
    fn an_entity_is_renamed_and_found_by_its_new_name() {
        check(
            "{ rename = \"Khim\", to = \"Kim Jong Un\" },\n{ merge = [\"kim jong un\", \"Un\"] }",
            &format!("Kim Jong Un < Khim, Kim, Un\n{ELAN}"),
        );
        check(
            "{ rename = \"Kim\", to = \"Un\" }",
            &format!(
                "Kim < Khim, Kim\n{ELAN}\n2: `Un` is another person of this archive; `merge` makes the two one"
            ),
        );
        check(
            "{ rename = \"Kim\", to = \"Khim\" }",
            &format!("Khim < Khim, Kim\n{ELAN}"),
        );
    }

    #[test]
    fn forms_are_taken_out_of_an_entity() {
        check(
            "{ split = [\"Khim\"], from = \"Kim\" }",
            &format!("Kim < Kim\n{ELAN}\nKhim < Khim"),
        );
        // A query compares folded forms, so these stay together.
        check(
            "{ split = [\"elan\"], from = \"Elann\" }",
            "Kim < Khim, Kim\nElann < Elann\nÉlan < Elan, ÉLAN, Élan",
        );
        check(
            "{ split = [\"Un\", \"Khim\"], from = \"Kim\" }",
            &format!("Kim < Kim\n{ELAN}\nKhim < Khim\n2: `Un` is no form of `Kim`"),
        );
        check(
            "{ split = [\"Khim\", \"kim\"], from = \"Kim\" }",
            &format!("Kim < Khim, Kim\n{ELAN}\n2: these are all forms of `Kim`"),
        );
    }

    #[test]
    fn what_is_hidden_is_known_by_name() {
        check(
            "{ hide = \"Kim\" },\n{ hide = \"trois\" }",
            &format!("Kim (hidden) < Khim, Kim\n{ELAN}\n3: no person `trois` in this archive"),
        );
    }
}
