//! What stands between two words: nothing, a line's end, a sentence's end, or a paragraph's.

use crate::Token;
use crate::chars::is_blank;
use crate::lists::{ABBREVIATIONS, is_stop_word};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    Nothing,
    Line,
    Sentence,
    Paragraph,
}

/// Says what ends between two words that follow each other; `line_starts`: `before` stands first in its line.
pub(crate) fn gap(text: &str, before: &Token, line_starts: bool, after: &Token) -> Gap {
    let between = &text[before.span.end..after.elision.unwrap_or(after.span.start)];
    if between == " " || between.is_empty() {
        return Gap::Nothing;
    }
    if ends_paragraph(between) {
        return Gap::Paragraph;
    }
    if ends_sentence(text, between, before, line_starts, after) {
        return Gap::Sentence;
    }
    if between.contains('\n') {
        Gap::Line
    } else {
        Gap::Nothing
    }
}

/// A paragraph separator, or an empty line.
fn ends_paragraph(between: &str) -> bool {
    let mut lines = 0;
    for c in between.chars() {
        match c {
            '\u{2029}' => return true,
            '\n' => lines += 1,
            c if c.is_whitespace() => {}
            _ => lines = 0,
        }
        if lines == 2 {
            return true;
        }
    }
    false
}

fn ends_sentence(
    text: &str,
    between: &str,
    before: &Token,
    line_starts: bool,
    after: &Token,
) -> bool {
    let Some(end) = between.rfind(['.', '!', '?', '…']) else {
        return false;
    };
    let tail = between[end..].trim_start_matches(['.', '!', '?', '…']);
    let next = &text[after.elision.unwrap_or(after.span.start)..];
    // A comma after the quotation, or no blank at all: the sentence goes on.
    if tail.contains([',', ';', ':']) || !tail.contains(char::is_whitespace) {
        return false;
    }
    let opens = tail.contains(['«', '“', '„', '–', '—', '-', '•']);
    if !opens && !next.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
        return false;
    }
    // Only a single point right after the word may belong to it.
    let one_point = between.starts_with('.') && !between[1..].starts_with('.');
    !(one_point && keeps_its_point(text, before, line_starts, after))
}

/// Whether the point after a word is the word's own: an abbreviation, an initial, an acronym, the number of a list.
fn keeps_its_point(text: &str, before: &Token, line_starts: bool, after: &Token) -> bool {
    let word = &text[before.span.clone()];
    let next = || text[after.span.clone()].to_lowercase();
    // Not `étudiant.e.s`.
    let is_acronym =
        |(letter, _): (&str, &str)| letter.chars().filter(|c| c.is_alphabetic()).count() == 1;
    if word.split_once('.').is_some_and(is_acronym) {
        // After `l'O.N.U.` only a word that is no name starts a sentence.
        return after.elision.is_none() && !is_stop_word(&next());
    }
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_uppercase()
            || ABBREVIATIONS.contains(word)
            || (line_starts && letter.is_ascii_digit());
    }
    if line_starts && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    // The longest abbreviation has five letters.
    word.len() <= 6 && ABBREVIATIONS.contains(word.to_lowercase().as_str())
}

/// Returns the sentences of a text as byte ranges, without the blanks around them: from the first word's opening
/// punctuation to the end of the closing punctuation.
pub fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut start: Option<usize> = None;
    let mut last_end = 0;
    for token in crate::tokens(text) {
        let first = token.elision.unwrap_or(token.span.start);
        if token.sentence.starts() {
            let cut = if start.is_none() {
                0
            } else {
                break_between(text, last_end, first)
            };
            if let Some(start) = start.replace(cut) {
                push(text, start, cut, &mut ranges);
            }
        }
        last_end = token.span.end;
    }
    if let Some(start) = start {
        push(text, start, text.len(), &mut ranges);
    }
    ranges
}

fn push(text: &str, start: usize, end: usize, ranges: &mut Vec<std::ops::Range<usize>>) {
    let cut = &text[start..end];
    let from = start + (cut.len() - cut.trim_start().len());
    let to = from + cut.trim().len();
    if from < to {
        ranges.push(from..to);
    }
}

/// Where, between the end of a sentence's last word and the next one's first word, the next sentence begins: after the
/// closing punctuation, before an opening guillemet or dash.
fn break_between(text: &str, end: usize, start: usize) -> usize {
    let between = &text[end..start];
    if let Some(at) = between.rfind(['\n', '\u{2029}']) {
        let at = end + at;
        return at + text[at..].chars().next().map_or(0, char::len_utf8);
    }
    let closed = between
        .rfind(['.', '!', '?', '…', '»', '”'])
        .map_or(0, |at| {
            at + between[at..].chars().next().map_or(0, char::len_utf8)
        });
    let rest = &between[closed..];
    // A straight quotation mark or a parenthesis right after the point closes; after a blank it opens.
    end + closed
        + rest
            .find(|c: char| c.is_whitespace() || is_blank(c))
            .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` stands where a sentence must end.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let cut: Vec<&str> = sentences(&text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(cut, expected);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for marked in [
            "Il pleut. |Le ciel est gris ! |Pourquoi ? |– Je ne sais pas… |Rien.",
            "« Il viendra. » |Le maire sourit.",
            "« Non ! » a-t-il dit. |Il part.",
            "« Non ! », a répété Paul. |Il part.",
            "M. Dupont et MM. Durand et Roy, Mme. Lis, le Dr. Bo. |Tous sont là.",
            "Né en 50 av. J.-C. à Rome. |Voir p. 12 et art. 3 du code, n. 7.",
            "J. Martin et G. K. Chesterton parlent. |Ils rient.",
            "Il vient depuis le printemps 2025. |«Cinq mille personnes», dit-il.",
            "En 2024. |12 morts. |Du pain, du vin, etc. |Le reste suit.",
            "Un vote de l'O.N.U. |Le texte passe. |Le chef de l'O.N.U. Guterres parle.",
            "Photo: keystone-sda.ch",
            "1. Le premier point. |Puis un autre",
            "Un titre\u{2029}|Un chapeau sans point\u{2029}|Le corps.",
            "Il a dit : \"Viens.\" |Elle vient. |(Elle rit.) |Fin.",
            "Perdu l'OTAN.Le texte",
            "Né en 50 av. J.-C. Rome brûle. |P.-S. Rien de plus. |Le n. 7, art. 3 et p. 4.",
            "Rendez-vous à 20 h 30. |Les étudiant.e.s. |Les élu(e)s. |St. Pierre, ste. Anne. |Le 49.3. |Fin.",
            "Il part en 2025. |– Et moi ? |– « Toi ? » dit-il. |Oui. |12 sont là.",
            "Il faut :\n1. Le pain. |\n2. Le vin.",
            "Le Dr Bo, Mme Lis et M. Roy sont là. |« Oui ? » demande-t-elle. |« Oui ! » |Elle rit.",
            "Ligne un\nsuite de la ligne. |Autre.\n\n|Titre nu\n\n|Fin",
        ] {
            check(marked);
        }
    }
}
