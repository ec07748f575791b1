//! All forms of one written word: what it is indexed by, apart from where it stands.

use crate::form::{normal_form, without_accents, without_foreign_accents};
use crate::inclusive::spelled_out;
use crate::stem::stem;
use crate::term::TermKind;

/// The forms of one written word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Forms {
    /// Lower case, accents kept.
    pub exact: String,
    /// The stem.
    pub stem: String,
    /// The stem of the form without its accents, where it has any.
    pub unaccented: Option<String>,
    /// The stem under which a capital may hide an accent: `Etat` when only the first letter may, `etat` when any may.
    pub capital: Option<String>,
    /// The forms of the other words it stands for: `étudiante`, `étudiants` and `étudiantes` of `étudiant·e·s`, whose own
    /// forms are the masculine's; `saint` of the `St` in `St-Étienne`.
    pub others: Vec<Forms>,
}

impl Forms {
    /// Returns the forms of a word as it is written.
    pub fn of(surface: &str) -> Self {
        let mut words = spelled_out(surface).into_iter();
        let Some(first) = words.next() else {
            return Self::of_one(surface);
        };
        Self {
            others: words.map(|word| Self::of_one(&word)).collect(),
            ..Self::of_one(&first)
        }
    }

    fn of_one(surface: &str) -> Self {
        let exact = normal_form(surface);
        let base = without_foreign_accents(&exact);
        let plain = without_accents(&base);
        let unaccented = (plain != base).then(|| stem(&plain));
        let base_stem = stem(&base);
        let capital = match capitals(surface) {
            Capitals::None => None,
            // The other letters show their accents; only the first may hide one.
            Capitals::First => {
                hides_accent(&base[..first_len(&base)]).then(|| capitalised(&base_stem))
            }
            Capitals::All => {
                (unaccented.is_none() && hides_accent(&base)).then(|| base_stem.clone())
            }
        };
        Self {
            exact,
            stem: base_stem,
            unaccented,
            capital,
            others: Vec::new(),
        }
    }

    /// Whether this is one of the forms.
    fn has(&self, kind: TermKind, form: &str) -> bool {
        match kind {
            TermKind::Exact => self.exact == form,
            TermKind::Stem => self.stem == form,
            TermKind::Unaccented => self.unaccented.as_deref() == Some(form),
            TermKind::Capital => self.capital.as_deref() == Some(form),
            TermKind::Entity => false,
        }
    }

    /// Gives each form once, those of the other words included: they share their stems.
    #[inline]
    pub(crate) fn each(&self, mut term: impl FnMut(TermKind, &str)) {
        self.each_own(&mut term);
        if !self.others.is_empty() {
            self.each_other(&mut term);
        }
    }

    #[cold]
    fn each_other(&self, term: &mut dyn FnMut(TermKind, &str)) {
        for (at, other) in self.others.iter().enumerate() {
            other.each_own(|kind, form| {
                let mut given = self.others[..at].iter().chain([self]);
                if !given.any(|forms| forms.has(kind, form)) {
                    term(kind, form);
                }
            });
        }
    }

    #[inline]
    fn each_own(&self, mut term: impl FnMut(TermKind, &str)) {
        term(TermKind::Exact, &self.exact);
        term(TermKind::Stem, &self.stem);
        if let Some(form) = &self.unaccented {
            term(TermKind::Unaccented, form);
        }
        if let Some(form) = &self.capital {
            term(TermKind::Capital, form);
        }
    }
}

enum Capitals {
    None,
    First,
    All,
}

fn capitals(surface: &str) -> Capitals {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return Capitals::None;
    }
    let (mut others, mut all) = (false, true);
    for letter in letters {
        others = true;
        all &= letter.is_uppercase();
    }
    if others && all {
        Capitals::All
    } else {
        Capitals::First
    }
}

fn first_len(form: &str) -> usize {
    form.chars().next().map_or(0, char::len_utf8)
}

/// The plain letters that may stand for an accented one in French.
fn hides_accent(letters: &str) -> bool {
    letters
        .bytes()
        .any(|byte| matches!(byte, b'a' | b'c' | b'e' | b'i' | b'o' | b'u'))
}

fn capitalised(stem: &str) -> String {
    let mut letters = stem.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
