//! What a query means once every operator is read: what an article must hold.

use crate::span::Operand;
use crate::together::Unit;

/// What an article must hold.
#[derive(Debug, Clone)]
pub(crate) enum Meaning {
    /// A span in a text field.
    Text {
        field: &'static str,
        operand: Operand,
        /// A word too common to be asked for beside others.
        common: bool,
    },
    /// A span of each in one sentence or paragraph.
    Same {
        field: &'static str,
        unit: Unit,
        of: Vec<Operand>,
    },
    /// So many spans, those that contain another not counted.
    AtLeast {
        field: &'static str,
        times: usize,
        of: Operand,
    },
    /// A value or days: whether each article of the world has them; of a name, where it stands as well.
    Has {
        holds: Vec<bool>,
        named: Option<Operand>,
    },
    /// All of them; `typed`: an operator was. None of them is of this kind.
    All { of: Vec<Meaning>, typed: bool },
    /// Any of them.
    Any(Vec<Meaning>),
    /// Not this.
    Not(Box<Meaning>),
}

impl Meaning {
    /// All of them: what must all hold inside is beside the others.
    pub(crate) fn all(parts: Vec<Self>, typed: bool) -> Self {
        let (mut of, mut typed) = (Vec::new(), typed);
        for part in parts {
            match part {
                Self::All {
                    of: inner,
                    typed: inner_typed,
                } => {
                    of.extend(inner);
                    typed |= inner_typed;
                }
                part => of.push(part),
            }
        }
        Self::All { of, typed }
    }

    /// The field and the spans, of what has spans in one text field.
    pub(crate) fn as_operand(&self) -> Option<(&'static str, Operand)> {
        match self {
            Self::Text { field, operand, .. } => Some((field, operand.clone())),
            Self::Has { named, .. } => named.clone().map(|named| ("texte", named)),
            Self::Any(of) => {
                let of: Vec<_> = of.iter().map(Self::as_operand).collect::<Option<_>>()?;
                let field = of.first()?.0;
                let same = of.iter().all(|(other, _)| *other == field);
                let of = of.into_iter().map(|(_, operand)| operand).collect();
                same.then_some((field, Operand::Any(of)))
            }
            _ => None,
        }
    }

    /// What must hold: bare common words ask for nothing where something else is asked that is not excluded.
    pub(crate) fn asked(of: &[Self], typed: bool) -> Vec<&Self> {
        let all: Vec<&Self> = of.iter().collect();
        let mut kept = all.clone();
        kept.retain(|part| !matches!(part, Self::Text { common: true, .. }));
        if typed || kept.iter().all(|part| matches!(part, Self::Not(_))) {
            all
        } else {
            kept
        }
    }
}
