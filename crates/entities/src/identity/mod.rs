//! Which forms of the names of an archive are one entity: «Sergueï Choïgou» and «Sergei Shoigu», «Kim Jong-un» and
//! «Kim Jong Un», «MBS» and «Mohammed ben Salmane».
//!
//! **Method.** [`entities`] is a function of the set of forms alone: not of their order, their number, or what stands
//! around them, so that archives of the same articles have the same entities however they were made. Every form of a
//! person has keys (`key`), and forms with a key in common are one entity:
//!
//! 1. the folded form: case, accents, blanks, hyphens, apostrophes;
//! 2. the same with every given name and surname of the tables replaced by its row (`given_names.tsv`, `surnames.tsv`);
//! 3. for each language that the name says it is of (`language`), the name as it sounds under that language's
//!    romanisations (`romanisation.tsv`): French, English, and the learned ones where they differ; what sounds like a row
//!    of the tables is of that row (`sounding`); of an Arabic name only where the surname is Arabic too (`arabic`);
//! 4. the row of `persons.tsv`: acronyms and names that no spelling joins.
//!
//! A name with an apostrophe between two consonants has the keys of the one without (`elided`): `N'Dour`, `Ndour`.
//!
//! Then a name with initials joins the one name it fits (`initials`), where one does; `M. Blanc` has none. Organisations and places have the
//! first key only, in which `O.N.U.` is `ONU` and `N'Djamena` `Ndjamena`: acronyms are resolved in the article, and two cities of one name are two places.
//!
//! The plan is Beider and Morse's (a language guessed, then its rules: «Phonetic Matching», 2008); that letters of
//! several spellings get one sign is Daitch and Mokotoff's (1985). Ours differs in what it is for. Theirs finds all that
//! *may* be one name, and a person chooses; a facet must not count two men as one, so nothing is compared by sound that
//! no language claims, vowels count, given names must be spellings of one name by the table, and a surname alone joins
//! nothing. There is no edit distance: `Macron` and `Macaron`, `Dupont` and `Dupond` are one letter apart.
//!
//! **Limits.** One form is one person: two men called Jean Martin are told apart by nobody. Typing errors, maiden names,
//! patronymics that are left out, civil names of popes, and the order `Un Kim Jong` are not joined; nor are homonyms of
//! one romanisation parted (an Andreï Chevtchenko and an Andrei Shevchenko are one). Given names that the press translates
//! (Dmytro and Dmitri, Serge and Sergueï) are one only beside a surname of the table, which says whose they are. A folded
//! name has no apostrophe, so `M. Baye` is `M'Baye`. What is known to be wrong stands in `tests/identity/known.tsv`. Key equality is no equivalence: a
//! form with keys of two languages joins forms that share none. `curation.toml` corrects all of it.
//!
//! **Identity over time.** An entity is called by its shown form, and every form of it finds it: a name that was an entity's
//! once goes on to mean it as long as an article holds the form.

mod arabic;
mod display;
mod elided;
mod initials;
mod key;
mod known;
mod language;
mod rewrite;
mod sounding;
mod tables;

use depeche_corpus::EntityKind;
use depeche_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use display::display;
use key::{Key, each_key};

pub use known::{Entities, Known};
pub(crate) use tables::{TABLES, person_acronyms};

/// An entity that has several forms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entity {
    /// The form that is shown; also what it is called by.
    pub name: String,
    /// All its forms, in the order of their bytes.
    pub forms: Vec<String>,
}

impl Entity {
    /// Returns the entity of some forms, which are put in order; none of no form.
    pub fn of(mut forms: Vec<String>) -> Option<Self> {
        forms.sort_unstable();
        forms.dedup();
        let shown: Vec<&str> = forms.iter().map(String::as_str).collect();
        let name = display(&shown, None).to_string();
        (!forms.is_empty()).then_some(Self { name, forms })
    }
}

/// Returns the entities that have several of these forms, in the order of their names; every other form is one by
/// itself.
pub fn entities<'a>(kind: EntityKind, forms: impl IntoIterator<Item = &'a str>) -> Vec<Entity> {
    let forms: FxHashSet<&str> = forms.into_iter().collect();
    let mut forms: Vec<&str> = forms.into_iter().collect();
    forms.sort_unstable();
    let folded: Vec<String> = forms.iter().map(|form| fold(form)).collect();
    let mut groups = Groups::of(forms.len());
    let mut known: FxHashMap<Key, usize> = FxHashMap::default();
    for (at, folded) in folded.iter().enumerate() {
        if folded.is_empty() {
            // Nothing but signs.
            continue;
        }
        let mut give = |key: Key| match known.get(&key) {
            Some(other) => groups.join(at, *other),
            None => drop(known.insert(key, at)),
        };
        match kind {
            EntityKind::Person => each_key(folded, &mut give),
            _ => key::folded_key(folded, &mut give),
        }
    }
    if kind == EntityKind::Person {
        for (at, entity) in initials::fitting(&folded, &mut |at| groups.root(at)) {
            groups.join(at, entity);
        }
    }
    let mut members: FxHashMap<usize, Vec<&str>> = FxHashMap::default();
    for (at, form) in forms.iter().enumerate() {
        members.entry(groups.root(at)).or_default().push(form);
    }
    let several = members.into_values().filter(|forms| forms.len() > 1);
    let entities = several.map(|forms| Entity {
        name: display(&forms, Some(kind)).to_string(),
        forms: forms.into_iter().map(str::to_string).collect(),
    });
    let mut entities: Vec<Entity> = entities.collect();
    entities.sort_unstable();
    entities
}

/// Disjoint groups of forms (union by the lower place, with paths halved): the same whatever the order of joining.
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn of(count: usize) -> Self {
        Self {
            parents: (0..count).collect(),
        }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}

/// A name as it was typed, to be compared with the names of an archive.
#[derive(Debug, Clone)]
pub struct Spelling {
    folded: String,
    keys: Vec<Key>,
}

impl Spelling {
    /// Returns the spelling of a person's name.
    pub fn of_person(typed: &str) -> Self {
        let folded = fold(typed);
        let mut keys = Vec::new();
        each_key(&folded, &mut |key| keys.push(key));
        Self { folded, keys }
    }

    /// Returns whether it is of no table and no language: such a name is compared by its letters only.
    pub fn is_plain(&self) -> bool {
        self.keys.len() == 1 && self.folded.contains(' ')
    }

    /// Returns whether it spells a person whose folded name is given: the whole name, or where one word was typed that
    /// word of it.
    pub fn is(&self, folded: &str) -> bool {
        let mut is = false;
        each_key(folded, &mut |key| is |= self.keys.contains(&key));
        is || (!self.folded.contains(' ') && key::is_word_of(&self.folded, folded))
    }
}
