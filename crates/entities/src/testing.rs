//! What the tests of this crate share: an article of given words, and its mentions as one line.

use depeche_corpus::{Article, Block, Document, EntityKind, Texte};

/// Returns an article of one paragraph a line.
pub(crate) fn article(text: &str) -> Article {
    Article {
        body: text
            .lines()
            .map(|line| Block::Paragraph(line.to_string()))
            .collect(),
        ..Article::default()
    }
}

/// Returns what the rules alone find of some kinds: `Koursk<région de Koursk RU`: its name, how it is written where that is
/// otherwise, its country.
pub(crate) fn mentions(text: &str, kinds: &[EntityKind]) -> String {
    let article = article(text);
    let document: Document = crate::annotate::annotate_by_rules(&article);
    let texte = Texte::of(&article);
    let mut shown = Vec::new();
    for mention in document.mentions {
        if !kinds.contains(&mention.kind) {
            continue;
        }
        let mut line = mention.name.clone();
        let written = &texte.text[mention.span];
        if written != mention.name {
            line += &format!("<{written}");
        }
        if let Some(country) = mention.country {
            line += &format!(" {country}");
        }
        shown.push(line);
    }
    shown.join("; ")
}
