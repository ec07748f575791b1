//! Persons that papers call by their initials: `MBS`, `DSK`. The tables know them; an article that explains the same letters
//! otherwise, or sets an article before them (`le JFK`, a ship), means something else.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::identity::person_acronyms;
use crate::kind::NameKind;
use crate::words::{Gap, Shape, Words};

static ACRONYMS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| person_acronyms().collect());

/// Makes the initials of persons among some names persons, and adds those that are none yet; `explained` says whether the
/// article itself explains a word.
pub(crate) fn mark(
    words: &Words<'_>,
    names: &mut Vec<(Range<usize>, NameKind)>,
    explained: &dyn Fn(usize) -> bool,
) {
    for at in 0..words.list.len() {
        if words.list[at].shape != Shape::Caps
            || !ACRONYMS.contains(words.form(at))
            || is_of_thing(words, at)
            || explained(at)
        {
            continue;
        }
        match names.iter_mut().find(|(range, _)| range.contains(&at)) {
            Some((range, kind)) if range.len() == 1 => *kind = NameKind::Person,
            Some(_) => {}
            None => names.push((at..at + 1, NameKind::Person)),
        }
    }
    names.sort_by_key(|(range, _)| range.start);
}

/// Returns the initials of a person that a mention is, which are no shouted name.
pub(crate) fn initials(words: &Words<'_>, range: &Range<usize>) -> Option<&'static str> {
    let form = words.form(range.start);
    ACRONYMS.get(form).copied().filter(|_| range.len() == 1)
}

/// Whether an article, or what has names of persons, stands before a word: `l'aéroport JFK`, `le MAM`.
fn is_of_thing(words: &Words<'_>, at: usize) -> bool {
    let elided = matches!(words.elided(at), "l");
    let before = words.list[at].gap == Gap::Blank
        && matches!(
            words.key_before(at),
            "le" | "la"
                | "les"
                | "du"
                | "au"
                | "aux"
                | "des"
                | "un"
                | "une"
                | "aeroport"
                | "navire"
                | "fondation"
                | "musee"
        );
    elided || before
}

#[cfg(test)]
mod tests {
    use crate::{annotate, testing};

    fn check(text: &str, persons: &str) {
        let document = annotate(&testing::article(text));
        assert_eq!(document.persons.join(", "), persons, "{text}");
    }

    #[test]
    fn initials_of_persons_are_persons() {
        check(
            "À Riyad, MBS a promis une aide. Le prince MBS sourit.",
            "MBS",
        );
        check("Selon DSK, la réforme passera.", "DSK");
        check("BHL et NKM ont débattu hier soir.", "BHL, NKM");
        check("L'avion s'est posé à l'aéroport JFK de New York.", "");
        check("Le MAM expose des toiles.", "");
        check(
            "La Mutuelle bancaire sociale (MBS) augmente ses tarifs. La MBS recule, MBS perd.",
            "",
        );
    }
}
