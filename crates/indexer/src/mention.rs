//! Which terms the names of an article stand by, and at which word: at the first of their mention. How a term is written:
//! `text::Term`; what is named where: `Document::mentions`.
//!
//! tantivy gives a tokenizer a text and nothing else, so the mentions go with it, behind the words ([`with_mentions`]):
//!
//! ```text
//! 0000001a                      the bytes of the words, as eight hexadecimal digits
//! Kim Jong Un sourit à Moscou   the words
//! 0 11 !p !p_kim_jong_un        a line a mention: its bytes among the words, its terms
//! 21 27 !l !l_moscou
//! ```

use std::fmt::Write as _;
use std::ops::Range;

use depeche_corpus::{EntityKind, Mention};
use depeche_text::{Term, TermKind, Word, fold};

/// Version of the rules of this file and of what the index holds beside the words: raise it with every change of a term or
/// of its place.
pub(crate) const RULES: &str = "mentions 1";

/// Longest form in characters, as of a word: what a cluster's tokenizer keeps.
const MAX_FORM_CHARS: usize = 255;

/// Bytes of the number before the words.
const LENGTH_DIGITS: usize = 8;

/// Returns the term that stands at the first word of every mention of a kind.
pub fn kind_term(kind: EntityKind) -> Term {
    entity(letter(kind).to_string())
}

/// Returns the term of a name: its folded normal form ([`fold`]), of a country its code.
pub fn name_term(kind: EntityKind, folded: &str) -> Term {
    // A blank would be two tokens on a cluster.
    let form = format!("{}_{}", letter(kind), folded.replace(' ', "_"));
    entity(form.chars().take(MAX_FORM_CHARS).collect())
}

/// Returns the terms that stand at the first word of a mention.
pub fn mention_terms(mention: &Mention) -> [Term; 2] {
    let folded = match (mention.kind, mention.country) {
        (EntityKind::Country, Some(code)) => code.to_string(),
        _ => fold(&mention.name),
    };
    [kind_term(mention.kind), name_term(mention.kind, &folded)]
}

/// Returns the mentions that start in some words of the text they speak of, each with the position of its first word.
pub fn first_words<'a>(
    mentions: &'a [Mention],
    words: &'a [Word],
) -> impl Iterator<Item = (usize, &'a Mention)> {
    mentions.iter().filter_map(|mention| {
        let behind = |word: &Word| word.token.span.end <= mention.span.start;
        let first = words.partition_point(behind);
        let word = words.get(first)?;
        is_first(&mention.span, &word.token.span).then_some((first, mention))
    })
}

/// Whether a word, the first that ends behind the start of a mention, is part of it.
fn is_first(mention: &Range<usize>, word: &Range<usize>) -> bool {
    word.start < mention.end
}

fn letter(kind: EntityKind) -> char {
    match kind {
        EntityKind::Person => 'p',
        EntityKind::Place => 'l',
        EntityKind::Organisation => 'o',
        EntityKind::Country => 'c',
    }
}

fn entity(form: String) -> Term {
    Term {
        kind: TermKind::Entity,
        joined: None,
        form,
    }
}

/// Returns words with the mentions among them, for the tokenizer: `place` is where the words stand in the text that the
/// mentions speak of.
pub(crate) fn with_mentions(words: &str, place: &Range<usize>, mentions: &[Mention]) -> String {
    let mut inside: Vec<&Mention> = mentions
        .iter()
        .filter(|mention| place.start <= mention.span.start && mention.span.end <= place.end)
        .collect();
    inside.sort_by_key(|mention| mention.span.start);
    let mut text = format!("{:0width$x}{words}", words.len(), width = LENGTH_DIGITS);
    for mention in inside {
        let (start, end) = (
            mention.span.start - place.start,
            mention.span.end - place.start,
        );
        let [kind, name] = mention_terms(mention);
        // Writing to a text cannot fail.
        let _ = write!(text, "\n{start} {end} {kind} {name}");
    }
    text
}

/// Returns the words and the mentions of what [`with_mentions`] wrote. Any other text is words.
pub(crate) fn without_mentions(text: &str) -> (&str, Named<'_>) {
    let split = || {
        let length = usize::from_str_radix(text.get(..LENGTH_DIGITS)?, 16).ok()?;
        text.get(LENGTH_DIGITS..)?.split_at_checked(length)
    };
    let (words, mentions) = split().unwrap_or((text, ""));
    let mut named = Named {
        lines: mentions.trim_start_matches('\n').split('\n'),
        next: None,
    };
    named.go_on();
    (words, named)
}

/// The mentions that were not met yet, in the order of the text.
pub(crate) struct Named<'a> {
    lines: std::str::Split<'a, char>,
    next: Option<Line<'a>>,
}

struct Line<'a> {
    span: Range<usize>,
    terms: &'a str,
}

impl<'a> Named<'a> {
    fn go_on(&mut self) {
        let read = |line: &'a str| {
            let mut cells = line.splitn(3, ' ');
            let start = cells.next()?.parse().ok()?;
            let end = cells.next()?.parse().ok()?;
            let terms = cells.next()?;
            let span = start..end;
            Some(Line { span, terms })
        };
        self.next = self.lines.next().and_then(read);
    }

    /// Gives the terms of the mentions whose first word this is; the words must come in the order of the text.
    pub(crate) fn at(&mut self, word: &Range<usize>, each: &mut dyn FnMut(&'a str)) {
        while let Some(line) = self.next.take_if(|line| line.span.start < word.end) {
            if is_first(&line.span, word) {
                line.terms.split(' ').for_each(&mut *each);
            }
            self.go_on();
        }
    }
}

#[cfg(test)]
mod tests {
    use depeche_corpus::CountryCode;
    use depeche_text::words;

    use super::*;

    fn mention(span: Range<usize>, kind: EntityKind, name: &str) -> Mention {
        Mention {
            span,
            kind,
            name: name.to_string(),
            country: None,
        }
    }

    fn check(mention: &Mention, expected: [&str; 2]) {
        let terms = mention_terms(mention).map(|term| term.to_string());
        assert_eq!(terms, expected, "{mention:?}");
    }

    #[test]
    fn a_mention_has_its_kind_and_its_name() {
        let person = mention(0..1, EntityKind::Person, "Kim Jong-Un");
        check(&person, ["!p", "!p_kim_jong_un"]);
        let place = mention(0..1, EntityKind::Place, "Saint-Étienne");
        check(&place, ["!l", "!l_saint_etienne"]);
        let mut country = mention(0..1, EntityKind::Country, "Corée du Nord");
        country.country = CountryCode::new("KP");
        check(&country, ["!c", "!c_KP"]);
        // A name of signs alone is none of another.
        check(&mention(0..1, EntityKind::Organisation, "…"), ["!o", "!o_"]);
    }

    #[test]
    fn a_long_name_is_cut_as_a_long_word_is() {
        let long = mention(0..1, EntityKind::Organisation, &"é ".repeat(300));
        let [_, name] = mention_terms(&long);
        assert_eq!(name.form.chars().count(), 255);
        assert_eq!(name, name_term(EntityKind::Organisation, &fold(&long.name)));
    }

    /// `[ ]` stands round each mention; expected is the position of each first word.
    fn check_first(marked: &str, expected: &[usize]) {
        let (mut text, mut mentions) = (String::new(), Vec::new());
        for c in marked.chars() {
            match c {
                '[' => mentions.push(mention(text.len()..0, EntityKind::Person, "A")),
                ']' => mentions.last_mut().unwrap().span.end = text.len(),
                c => text.push(c),
            }
        }
        let words = words(&text);
        let found: Vec<usize> = first_words(&mentions, &words).map(|(at, _)| at).collect();
        assert_eq!(found, expected, "{marked}");
        let carried = with_mentions(&text, &(0..text.len()), &mentions);
        let (carried, mut named) = without_mentions(&carried);
        assert_eq!(carried, text);
        let mut read = Vec::new();
        for (at, word) in words.iter().enumerate() {
            named.at(&word.token.span, &mut |term| {
                if term == "!p" {
                    read.push(at);
                }
            });
        }
        assert_eq!(read, expected, "{marked}, as it is carried");
    }

    #[test]
    fn a_mention_is_its_first_word() {
        check_first("Hier [Kim Jong Un] a vu [Choïgou].", &[1, 6]);
        check_first("[L'Oréal] et l'[ONU]", &[0, 2]);
        check_first("Nord-[coréen]", &[1]);
        check_first("un [« Monde »] et [« »], [Paris]", &[1, 3]);
        check_first("F[16] et [«]", &[0]);
        check_first("", &[]);
    }

    #[test]
    fn what_carries_no_mentions_is_words() {
        for text in [
            "",
            "Paris",
            "00000zzz Paris",
            "000000ff Paris",
            "é".repeat(9).as_str(),
        ] {
            let (words, mut named) = without_mentions(text);
            assert_eq!(words, text);
            named.at(&(0..usize::MAX), &mut |term| panic!("{term}"));
        }
    }

    #[test]
    fn a_part_has_its_own_mentions() {
        let of = |name, span| mention(span, EntityKind::Place, name);
        let mentions = [of("Lyon", 0..4), of("Paris", 7..12), of("Kiev", 15..19)];
        let carried = with_mentions("À Paris", &(5..12), &mentions);
        assert_eq!(carried, "00000008À Paris\n2 7 !l !l_paris");
    }
}
