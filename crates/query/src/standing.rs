//! The forms in which something stands in an article, and how often each does.

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
    let mut forms: Vec<(String, Standing)> = Vec::new();
    for form in read {
        let lower = form.to_lowercase();
        let key = lower.replace('’', "'");
        match forms.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => {
                known.times += 1;
                if form == lower {
                    known.form = form;
                }
            }
            None => forms.push((key, Standing { form, times: 1 })),
        }
    }
    forms.sort_by_key(|(_, standing)| std::cmp::Reverse(standing.times));
    forms.into_iter().map(|(_, standing)| standing).collect()
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
}
