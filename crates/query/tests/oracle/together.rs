//! Sentences and paragraphs: whether one of them holds a span of each operand, none of which shares a position.

use depeche_text::{Token, Word};

use crate::span::{Light, Span, Spans};

/// What must hold everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Sentence,
    Paragraph,
}

/// What is lit where the operands stand together; none where they do not.
pub(crate) fn together(operands: &[Spans], words: &[Word], unit: Unit) -> Option<Light> {
    let mut lit: Option<Light> = None;
    for (from, to) in stretches(words, unit) {
        let inside = |spans: &Spans| -> Spans {
            let mut spans = spans.clone();
            spans.retain(|span, _| from <= span.0 && span.1 <= to);
            spans
        };
        let inside: Vec<Spans> = operands.iter().map(inside).collect();
        each_choice(&inside, &mut Vec::new(), &mut |choice| {
            let lit = lit.get_or_insert_default();
            for (span, spans) in choice.iter().zip(&inside) {
                lit.extend(&spans[span]);
            }
        });
    }
    lit
}

/// The sentences or paragraphs, in positions.
fn stretches(words: &[Word], unit: Unit) -> Vec<(usize, usize)> {
    let starts = |token: &Token| match unit {
        Unit::Sentence => token.sentence.starts(),
        Unit::Paragraph => token.paragraph.starts(),
    };
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match stretches.last_mut() {
            Some(last) if !starts(&word.token) => last.1 = at + 1,
            _ => stretches.push((at, at + 1)),
        }
    }
    stretches
}

fn each_choice(operands: &[Spans], choice: &mut Vec<Span>, give: &mut dyn FnMut(&[Span])) {
    let Some(next) = operands.get(choice.len()) else {
        return give(choice);
    };
    for span in next.keys() {
        if choice
            .iter()
            .all(|other| other.1 <= span.0 || span.1 <= other.0)
        {
            choice.push(*span);
            each_choice(operands, choice, give);
            choice.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::found::Row;
    use crate::piece::Piece;
    use crate::span::{Operand, spans};
    use crate::world::Analysed;

    /// `[ ]` in the marked text is what must be lit; nothing is where they do not stand together.
    fn check(operands: &[&str], unit: Unit, marked: &str) {
        let text = Analysed::of(&marked.replace(['[', ']'], ""));
        let of: Vec<Spans> = operands
            .iter()
            .map(|typed| {
                let row = Row::of(&[Piece::Words((*typed).to_string())], true);
                spans(&Operand::Row(row), &text)
            })
            .collect();
        let found = together(&of, &text.words, unit);
        let is_lit = |at: usize| {
            let covers = |(from, to): &(usize, usize)| *from <= at && at < *to;
            found.iter().flatten().any(covers)
        };
        let (mut shown, mut before) = (String::new(), false);
        for (at, c) in text.text.char_indices() {
            if is_lit(at) != before {
                shown.push(if before { ']' } else { '[' });
                before = !before;
            }
            shown.push(c);
        }
        shown.push_str(if before { "]" } else { "" });
        assert_eq!(shown, marked, "{operands:?}");
        assert_eq!(found.is_some(), marked.contains('['));
    }

    #[test]
    fn one_sentence_holds_them_all() {
        let sentence = Unit::Sentence;
        check(&["a", "b"], sentence, "Un a. Un b.");
        check(&["a", "b"], sentence, "Un a. Un [b] et [a] ou [a].");
        check(&["a", "b"], Unit::Paragraph, "Un [a]. Un [b].");
        check(&["a", "b"], Unit::Paragraph, "Un a.\u{2029}Un b.");
        check(&["a", "a"], sentence, "Un a.");
        check(&["a", "a"], sentence, "[a] x [a]");
        check(&["a", "b", "c"], sentence, "[c] x [a] [b]");
    }

    #[test]
    fn no_position_is_shared() {
        let sentence = Unit::Sentence;
        check(&["a b", "b c"], sentence, "x a b c");
        check(&["a b", "b c"], sentence, "[a b] [b c]");
        check(&["a b", "b"], sentence, "x [a b] [b]");
        check(&["a b", "a"], sentence, "[a b] x [a b]");
    }
}
