//! How far two forms are from each other: the fewest letters that are inserted, deleted or replaced, or neighbours that
//! are swapped, where no stretch is changed twice (optimal string alignment).

/// The distance, by the table of all beginnings of both.
pub(crate) fn distance(first: &[char], second: &[char]) -> usize {
    let mut table = vec![vec![0; second.len() + 1]; first.len() + 1];
    for i in 0..=first.len() {
        for j in 0..=second.len() {
            table[i][j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                (i, j) => {
                    let replaced = usize::from(first[i - 1] != second[j - 1]);
                    let mut fewest = (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + replaced);
                    let swapped = i > 1
                        && j > 1
                        && first[i - 1] == second[j - 2]
                        && first[i - 2] == second[j - 1];
                    if swapped {
                        fewest = fewest.min(table[i - 2][j - 2] + 1);
                    }
                    fewest
                }
            };
        }
    }
    table[first.len()][second.len()]
}

/// Whether a form starts with the same letter and is at most so far away.
pub(crate) fn finds(asked: &[char], edits: usize, form: &[char]) -> bool {
    asked.first() == form.first() && distance(asked, form) <= edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_is_one() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        for (first, second, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("guerre", "guerre", 0),
            ("guerre", "guere", 1),
            ("guere", "guerre", 1),
            ("guerre", "guarre", 1),
            ("soutein", "soutien", 1),
            ("guerre", "ugerer", 2),
            ("paix", "prix", 1),
            ("abcd", "dcba", 3),
            // A swap is not changed again: the unrestricted distance is 2.
            ("ca", "abc", 3),
            ("été", "ete", 2),
        ] {
            assert_eq!(
                distance(&chars(first), &chars(second)),
                expected,
                "{first} {second}"
            );
        }
        assert!(finds(&chars("paix"), 1, &chars("prix")));
        assert!(!finds(&chars("paix"), 1, &chars("aix")), "the first letter");
        assert!(!finds(&chars("paix"), 1, &chars("pris")));
    }
}
