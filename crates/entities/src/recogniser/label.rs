//! The labels of words: outside, or the first or a later word of a name of a kind (BIO).

use std::ops::Range;

use crate::kind::NameKind;

/// How many labels there are.
pub const LABELS: usize = 1 + 2 * NameKind::ALL.len();

/// A word's label: 0 outside; 1 and 2 the first and the later words of a person, and so on in the order of
/// [`NameKind::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Label(pub u8);

impl Label {
    /// Of no name.
    pub const OUTSIDE: Self = Self(0);

    /// Returns the label of a name's first word.
    pub fn begin(kind: NameKind) -> Self {
        let kind = NameKind::ALL.iter().position(|other| *other == kind);
        Self(1 + 2 * kind.unwrap_or_default() as u8)
    }

    /// Returns the label of a name's later words.
    pub fn inside(kind: NameKind) -> Self {
        Self(Self::begin(kind).0 + 1)
    }

    /// Returns whether a name may go on: a later word follows a word of its kind.
    pub fn may_follow(self, before: Self) -> bool {
        self.0 == 0 || self.0 % 2 == 1 || before == self || before.0 + 1 == self.0
    }

    /// Returns the labels of all words, given the names in words.
    pub fn of_names(
        words: usize,
        names: impl IntoIterator<Item = (Range<usize>, NameKind)>,
    ) -> Vec<Self> {
        let mut labels = vec![Self::OUTSIDE; words];
        for (range, kind) in names {
            for (number, label) in labels[range].iter_mut().enumerate() {
                *label = match number {
                    0 => Self::begin(kind),
                    _ => Self::inside(kind),
                };
            }
        }
        labels
    }

    /// Returns the names that labels say.
    pub fn names(labels: &[Self]) -> Vec<(Range<usize>, NameKind)> {
        let mut names: Vec<(Range<usize>, NameKind)> = Vec::new();
        for (at, label) in labels.iter().enumerate() {
            if label.0 == 0 {
                continue;
            }
            let kind = NameKind::ALL[usize::from(label.0 - 1) / 2];
            match names.last_mut() {
                Some((range, last)) if label.0 % 2 == 0 && range.end == at && *last == kind => {
                    range.end += 1;
                }
                _ => names.push((at..at + 1, kind)),
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_names_say_the_same() {
        let names = vec![
            (0..2, NameKind::Person),
            (2..3, NameKind::Person),
            (4..7, NameKind::Organisation),
        ];
        let labels = Label::of_names(8, names.clone());
        assert_eq!(
            labels.iter().map(|label| label.0).collect::<Vec<_>>(),
            [1, 2, 1, 0, 5, 6, 6, 0]
        );
        assert_eq!(Label::names(&labels), names);
        assert!(Label(2).may_follow(Label(1)) && !Label(2).may_follow(Label(4)));
        assert!(Label(0).may_follow(Label(8)) && !Label(4).may_follow(Label(0)));
    }
}
