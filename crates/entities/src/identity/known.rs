//! The entities of one field of an archive as they are asked for: those that have several forms or were corrected. Every
//! other form is an entity by itself, called as it is written.

use depeche_text::fold;
use rustc_hash::FxHashMap;

use super::Entity;

/// An entity as it is counted and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it is called.
    pub name: String,
    /// The forms it has in the articles.
    pub forms: Vec<String>,
    /// Whether it is neither counted nor shown; who asks for it by name finds its articles.
    pub hidden: bool,
}

/// The entities of one field.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// Those that were emptied by a correction have no form.
    list: Vec<Known>,
    by_form: FxHashMap<String, usize>,
    by_folded: FxHashMap<String, usize>,
}

impl Entities {
    /// Returns the entities that have several forms.
    pub fn of(entities: Vec<Entity>) -> Self {
        let mut known = Self::default();
        for Entity { name, forms } in entities {
            known.add(name, forms);
        }
        known
    }

    /// Returns those that have forms, in the order of the table, then of the corrections.
    pub fn iter(&self) -> impl Iterator<Item = &Known> {
        self.list.iter().filter(|known| !known.forms.is_empty())
    }

    /// Returns all by their places, also those that corrections left without a form.
    pub fn by_place(&self) -> &[Known] {
        &self.list
    }

    /// Returns the place of the entity of a form.
    pub fn place_of_form(&self, form: &str) -> Option<usize> {
        self.by_form.get(form).copied()
    }

    /// Returns whether every form is an entity by itself.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Returns the entity of a form as it stands in an article; none where it is one by itself.
    pub fn of_form(&self, form: &str) -> Option<&Known> {
        self.by_form.get(form).map(|at| &self.list[*at])
    }

    /// Returns the entity that a folded form or name means; none where it is one by itself, or unknown.
    pub fn of_folded(&self, folded: &str) -> Option<&Known> {
        self.by_folded.get(folded).map(|at| &self.list[*at])
    }

    /// Returns what a form is shown as: the name of its entity; nothing for a hidden one.
    pub fn shown<'a>(&'a self, form: &'a str) -> Option<&'a str> {
        match self.of_form(form) {
            Some(known) if known.hidden => None,
            Some(known) => Some(&known.name),
            None => Some(form),
        }
    }

    /// Returns the names of the entities of some forms, each once, without the hidden ones.
    pub fn names(&self, forms: Vec<String>) -> Vec<String> {
        if self.list.is_empty() {
            return forms;
        }
        let mut names: Vec<String> = Vec::with_capacity(forms.len());
        for form in &forms {
            if let Some(name) = self.shown(form)
                && !names.iter().any(|known| known == name)
            {
                names.push(name.to_string());
            }
        }
        names
    }

    /// Returns some folded forms and all other folded forms of their entities, sorted.
    pub fn expanded(&self, folded: Vec<String>) -> Vec<String> {
        let mut all = folded;
        let mut others: Vec<String> = Vec::new();
        for form in &all {
            let forms = self.of_folded(form).into_iter().flat_map(|of| &of.forms);
            others.extend(forms.map(|form| fold(form)));
        }
        all.extend(others);
        all.sort_unstable();
        all.dedup();
        all
    }

    pub(crate) fn add(&mut self, name: String, forms: Vec<String>) -> usize {
        let at = self.list.len();
        for form in &forms {
            self.by_form.insert(form.clone(), at);
            self.by_folded.insert(fold(form), at);
        }
        self.list.push(Known {
            name,
            forms,
            hidden: false,
        });
        at
    }

    pub(crate) fn place(&self, folded: &str) -> Option<usize> {
        self.by_folded.get(folded).copied()
    }

    pub(crate) fn known(&mut self, at: usize) -> &mut Known {
        &mut self.list[at]
    }

    /// Gives an entity a name, by which it is found from then on.
    pub(crate) fn rename(&mut self, at: usize, name: &str) {
        self.by_folded.entry(fold(name)).or_insert(at);
        self.list[at].name = name.to_string();
    }

    /// Moves all forms of one entity to another; its names find that one then.
    pub(crate) fn join(&mut self, into: usize, from: usize) {
        if into == from {
            return;
        }
        let forms = std::mem::take(&mut self.list[from].forms);
        for form in &forms {
            self.by_form.insert(form.clone(), into);
        }
        for at in self.by_folded.values_mut() {
            if *at == from {
                *at = into;
            }
        }
        let hidden = self.list[from].hidden;
        let known = &mut self.list[into];
        known.forms.extend(forms);
        known.forms.sort_unstable();
        known.hidden &= hidden;
    }

    /// Calls an entity that lost forms by the best of those that are left, where its name went with them.
    pub(crate) fn name_anew(&mut self, at: usize) {
        let folded = fold(&self.list[at].name);
        if self.by_folded.get(&folded).is_some_and(|of| *of != at)
            && let Some(left) = Entity::of(self.list[at].forms.clone())
        {
            self.list[at].name = left.name;
        }
    }

    /// Takes the forms with these folded forms out of an entity; returns them.
    pub(crate) fn take(&mut self, from: usize, folded: &[String]) -> Vec<String> {
        let forms = std::mem::take(&mut self.list[from].forms);
        let (taken, left) = forms
            .into_iter()
            .partition(|form| folded.contains(&fold(form)));
        self.list[from].forms = left;
        taken
    }
}
