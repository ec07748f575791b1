//! The forms in which something stands in an article, and how often each does.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use serde::Serialize;

/// A form that stands in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// As it is read there; in lower case where it also is.
    pub form: String,
    /// How many times.
    pub times: usize,
}

/// Counts forms as they are read, whatever their capitals and apostrophes: the most frequent first, of equal ones the first in the text.
pub(crate) fn standing(read: impl IntoIterator<Item = String>) -> Vec<Standing> {
    let mut forms: Vec<Standing> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for form in read {
        let lower = form.to_lowercase();
        let is_lower = form == lower;
        match places.entry(lower.replace('’', "'")) {
            Entry::Occupied(place) => {
                let known = &mut forms[*place.get()];
                known.times += 1;
                if is_lower {
                    known.form = form;
                }
            }
            Entry::Vacant(place) => {
                place.insert(forms.len());
                forms.push(Standing { form, times: 1 });
            }
        }
    }
    forms.sort_by_key(|standing| Reverse(standing.times));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_kept_where_nothing_else_stands() {
        let read = ["Mali", "Grève", "grèves", "MALI", "grève", "grève"];
        let forms = standing(read.map(String::from));
        let shown: Vec<String> = forms
            .iter()
            .map(|standing| format!("{} {}", standing.form, standing.times))
            .collect();
        assert_eq!(shown.join(", "), "grève 3, Mali 2, grèves 1");
    }

    #[test]
    fn of_equal_ones_the_first_read_is_first() {
        let read = (0..20_000).chain(0..20_000).map(|at| format!("forme{at}"));
        let forms = standing(read);
        assert_eq!(forms.len(), 20_000);
        assert!(forms.iter().all(|standing| standing.times == 2));
        assert_eq!(
            (forms[0].form.as_str(), forms[9].form.as_str()),
            ("forme0", "forme9")
        );
    }
}
