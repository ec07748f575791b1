//! The kinds of names that annotated text tells apart, and that the recogniser learns.

/// What kind of thing a name names, as CoNLL writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// `PER`.
    Person,
    /// `LOC`: a country too.
    Place,
    /// `ORG`.
    Organisation,
    /// `MISC`: a work, an event, a product. Learnt so that it is taken for nothing else, and given to nobody.
    Other,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Person, Self::Place, Self::Organisation, Self::Other];

    /// Returns the label that CoNLL gives it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Place => "LOC",
            Self::Organisation => "ORG",
            Self::Other => "MISC",
        }
    }

    /// Returns the kind of a label without its `B-` or `I-`.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.label() == label)
    }
}
