//! `texte`: all the running words of an article as one string, which one position space, one posting list and one
//! matcher serve. Title, lead, caption, body with crossheads, in this order; agency line and credit are not in it.

use std::ops::Range;

use crate::{Article, Block};

/// Stands between the parts of a [`Texte`]: ends a sentence and a paragraph, and is part of no word.
pub const PARAGRAPH_END: char = '\u{2029}';

/// What a stretch of a [`Texte`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The headline.
    Title,
    /// The lead.
    Lead,
    /// The caption.
    Caption,
    /// A paragraph of the body.
    Paragraph,
    /// A crosshead of the body.
    Crosshead,
}

impl Part {
    /// Returns the field that holds this part alone; `texte` for what has none of its own.
    pub fn field(self) -> &'static str {
        match self {
            Self::Title => "titre",
            Self::Lead => "chapeau",
            Self::Caption => "legende",
            Self::Paragraph | Self::Crosshead => "texte",
        }
    }
}

/// The running words of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texte {
    /// The parts in order, each followed by [`PARAGRAPH_END`].
    pub text: String,
    /// What stands where: bytes of `text`, without the ends.
    pub parts: Vec<(Part, Range<usize>)>,
}

impl Texte {
    /// Returns the running words of an article. A [`PARAGRAPH_END`] inside a part is kept and ends a paragraph there.
    pub fn of(article: &Article) -> Self {
        let mut texte = Self::default();
        texte.push(Part::Title, &article.title);
        texte.push(Part::Lead, article.lead.as_deref().unwrap_or_default());
        texte.push(
            Part::Caption,
            article.caption.as_deref().unwrap_or_default(),
        );
        for block in &article.body {
            match block {
                Block::Paragraph(text) => texte.push(Part::Paragraph, text),
                Block::Crosshead(text) => texte.push(Part::Crosshead, text),
            }
        }
        texte
    }

    fn push(&mut self, part: Part, text: &str) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push((part, start..self.text.len()));
        self.text.push(PARAGRAPH_END);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_order_and_can_be_cut_out() {
        let article = Article {
            title: "Titre".into(),
            caption: Some("Légende".into()),
            body: vec![
                Block::Crosshead("Inter".into()),
                Block::Paragraph("Corps.".into()),
            ],
            ..Article::default()
        };
        let texte = Texte::of(&article);
        assert_eq!(
            texte.text,
            "Titre\u{2029}Légende\u{2029}Inter\u{2029}Corps.\u{2029}"
        );
        let cut: Vec<_> = texte
            .parts
            .iter()
            .map(|(part, range)| (*part, &texte.text[range.clone()]))
            .collect();
        assert_eq!(
            cut,
            [
                (Part::Title, "Titre"),
                (Part::Caption, "Légende"),
                (Part::Crosshead, "Inter"),
                (Part::Paragraph, "Corps.")
            ]
        );
    }
}
