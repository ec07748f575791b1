//! The analysis: every word of a text with the terms it is indexed by.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::chars::{is_apostrophe, is_blank, is_hyphen};
use crate::forms::Forms;
use crate::lists::{ELIDED_NAMES, ELISIONS, short_for};
use crate::term::{Term, TermKind};
use crate::{Edge, Token, Tokens, tokens};

/// One analysed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub token: Token,
    /// Its forms.
    pub forms: Arc<Forms>,
    /// The forms of the compound that starts here, written as one word.
    pub joined: Option<Arc<Forms>>,
    /// The exact form with its elided prefix: `l'état`.
    pub elided: Option<String>,
    /// The forms of a name whose first letter looks like an elided article, in one word: `loréal`.
    pub elided_name: Option<Arc<Forms>>,
}

impl Word {
    /// Gives every term the word is indexed by, boundaries excepted.
    pub fn each_term(&self, mut term: impl FnMut(TermKind, Option<u8>, &str)) {
        self.forms.each(|kind, form| term(kind, None, form));
        if let Some(joined) = &self.joined {
            let parts = u8::try_from(self.token.compound).ok();
            joined.each(|kind, form| term(kind, parts, form));
        }
        if let Some(elided) = &self.elided {
            term(TermKind::Exact, Some(1), elided);
            if let Some(joined) = &self.joined {
                let prefix = self.elided_prefix().unwrap_or_default();
                let parts = u8::try_from(self.token.compound).ok();
                term(
                    TermKind::Exact,
                    parts,
                    &format!("{prefix}'{}", joined.exact),
                );
            }
            let prefix = self.elided_prefix().unwrap_or_default();
            for other in &self.forms.others {
                let elided = format!("{prefix}'{}", other.exact);
                term(TermKind::Exact, Some(1), &elided);
            }
        }
        if let Some(name) = &self.elided_name {
            name.each(|kind, form| term(kind, Some(1), form));
        }
    }

    /// The elided prefix, in lower case: `l` of `L'État`.
    pub(crate) fn elided_prefix(&self) -> Option<&str> {
        let (prefix, _) = self.elided.as_deref()?.split_once('\'')?;
        Some(prefix)
    }

    /// Returns every term the word is indexed by, boundaries excepted.
    pub fn terms(&self) -> Vec<Term> {
        let mut terms = Vec::new();
        self.each_term(|kind, joined, form| {
            terms.push(Term {
                kind,
                joined,
                form: form.to_string(),
            })
        });
        terms
    }

    /// Returns the boundary terms that stand at the word.
    pub fn boundaries(&self) -> impl Iterator<Item = &'static str> {
        let sentence = boundary(self.token.sentence, [",s", ",e", ",1"]);
        sentence
            .into_iter()
            .chain(boundary(self.token.paragraph, [",S", ",E", ",I"]))
    }
}

fn boundary(edge: Edge, [first, last, only]: [&'static str; 3]) -> Option<&'static str> {
    match edge {
        Edge::Inside => None,
        Edge::First => Some(first),
        Edge::Last => Some(last),
        Edge::Only => Some(only),
    }
}

/// Returns the words of a text with their terms, in order: the word at index `n` stands at position `n`.
pub fn words(text: &str) -> Vec<Word> {
    Analyzer::default().words(text).collect()
}

/// Analyses texts one after the other and remembers the forms of the words it met: the stemmer is nearly all the cost of
/// French analysis, and a text's words are mostly those of the text before.
#[derive(Debug, Default)]
pub struct Analyzer {
    known: FxHashMap<Box<str>, Arc<Forms>>,
    known_bytes: usize,
    joined: String,
}

/// Bytes of remembered words after which all are forgotten: some 100,000 French forms, far more than a press archive's
/// everyday vocabulary, and a bound when the text is noise.
const KNOWN_LIMIT: usize = 8 << 20;

/// Bytes of the longest short form, so that most words are not compared with any.
const LONGEST_SHORT_FORM: usize = 3;

/// A new analyzer: what was remembered is only for speed.
impl Clone for Analyzer {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Analyzer {
    /// Returns the words of a text with their terms, in order.
    pub fn words<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        Words {
            text,
            tokens: tokens(text),
            analyzer: self,
            ahead: Vec::new(),
        }
    }

    fn forms(&mut self, surface: &str) -> Arc<Forms> {
        if let Some(forms) = self.known.get(surface) {
            return Arc::clone(forms);
        }
        if self.known_bytes > KNOWN_LIMIT {
            self.known.clear();
            self.known_bytes = 0;
        }
        let forms = Arc::new(Forms::of(surface));
        self.known_bytes += 4 * surface.len();
        self.known.insert(surface.into(), Arc::clone(&forms));
        forms
    }
}

/// The words of a text: see [`Analyzer::words`].
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    analyzer: &'a mut Analyzer,
    /// The later parts of a compound whose first part was given, last first.
    ahead: Vec<Token>,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let token = match self.ahead.pop() {
            Some(token) => token,
            None => self.tokens.next()?,
        };
        let surface = &self.text[token.span.clone()];
        let mut forms = self.analyzer.forms(surface);
        if (2..=LONGEST_SHORT_FORM).contains(&surface.len())
            && let Some(in_full) = self.in_full(&token)
        {
            forms = Arc::new(Forms {
                others: vec![Forms::of(in_full)],
                ..Forms::clone(&forms)
            });
        }
        let joined = if token.joins {
            Some(self.joined(&token))
        } else {
            None
        };
        let (elided, elided_name) = match token.elision {
            Some(start) => self.elided(start, surface, &forms),
            None => (None, None),
        };
        Some(Word {
            token,
            forms,
            joined,
            elided,
            elided_name,
        })
    }
}

impl Words<'_> {
    /// The word that a short one stands for: `saint` for `St` before a hyphen, a point or another word. Whether that one
    /// has a capital is not asked: none changes what a query finds.
    fn in_full(&self, token: &Token) -> Option<&'static str> {
        let word = short_for(&self.text[token.span.clone()])?;
        let mut behind = self.text[token.span.end..].chars();
        let before_name = match behind.next() {
            Some('.') => true,
            Some(c) if is_hyphen(c) => true,
            Some(c) if is_blank(c) => behind.next().is_some_and(char::is_alphabetic),
            Some(_) => false,
            // A word of a query stands by itself.
            None => true,
        };
        before_name.then_some(word)
    }

    /// The forms of the compound that starts at `first`, in one word.
    fn joined(&mut self, first: &Token) -> Arc<Forms> {
        self.ahead
            .extend(self.tokens.by_ref().take(first.compound - 1));
        self.ahead.reverse();
        let mut joined = std::mem::take(&mut self.analyzer.joined);
        joined.clear();
        joined.push_str(&self.text[first.span.clone()]);
        for part in self.ahead.iter().rev() {
            let from = part.elision.unwrap_or(part.span.start);
            // Of two numbers the tie stays in sight: `2024-2025` is not 20242025.
            let digit = |c: char| c.is_ascii_digit();
            if joined.ends_with(digit) && self.text[from..].starts_with(digit) {
                joined.push('-');
            }
            joined.extend(
                self.text[from..part.span.end]
                    .chars()
                    .filter(|c| !is_apostrophe(*c) && !c.is_whitespace()),
            );
        }
        let forms = self.analyzer.forms(&joined);
        self.analyzer.joined = joined;
        forms
    }

    fn elided(
        &mut self,
        start: usize,
        surface: &str,
        forms: &Forms,
    ) -> (Option<String>, Option<Arc<Forms>>) {
        let end = start + self.text[start..].find(is_apostrophe).unwrap_or(0);
        let prefix = &self.text[start..end];
        let lower = prefix.to_ascii_lowercase();
        debug_assert!(ELISIONS.contains(lower.as_str()));
        let elided = format!("{lower}'{}", forms.exact);
        // `l'union` is an article and a noun; only `L'Union` may be the name.
        let may_be_name = surface.starts_with(char::is_uppercase) && ELIDED_NAMES.contains(&elided);
        let name = may_be_name.then(|| self.analyzer.forms(&format!("{prefix}{surface}")));
        (Some(elided), name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `position:stretch` and the terms that stand there.
    fn check(text: &str, expected: &str) {
        let mut shown = String::new();
        for (position, word) in words(text).iter().enumerate() {
            let terms: Vec<String> = word.terms().iter().map(ToString::to_string).collect();
            let stretch = text[word.token.span.clone()].replace('\n', "⏎");
            shown += &format!("{position}:{stretch} {}\n", terms.join(" "));
        }
        let expected: String = expected
            .lines()
            .map(|line| format!("{}\n", line.trim()))
            .collect();
        assert_eq!(shown.trim(), expected.trim(), "{text}");
    }

    #[test]
    fn elided_prefixes_take_no_position() {
        check("l’État", "0:État =état %état -etat =_1l'état");
        check("L'Etat", "0:Etat =etat %etat ^Etat =_1l'etat");
        check("lʼETAT", "0:ETAT =etat %etat ^etat =_1l'etat");
        check("l' OMS", "0:OMS =oms %om ^om =_1l'oms");
        check("jusqu‘où", "0:où =où %où -ou =_1jusqu'où");
        check("l'aide", "0:aide =aide %aid =_1l'aide");
        check(
            "L'Oréal",
            "0:Oréal =oréal %oréal -oreal ^Oréal =_1l'oréal =_1loréal %_1loréal -_1loreal",
        );
        check(
            "qu'à l'heure",
            "0:à =à %à -a =_1qu'à\n1:heure =heure %heur =_1l'heure",
        );
        check(
            "d'1 million",
            "0:1 =1 %1 =_1d'1\n1:million =million %million",
        );
    }

    #[test]
    fn other_apostrophes_split_and_join() {
        check(
            "N'Djamena",
            "0:N =n %n =_2ndjamena %_2ndjamen\n1:Djamena =djamena %djamen",
        );
        check(
            "Aujourd’hui",
            "0:Aujourd’hui =aujourd'hui %aujourd'hui ^Aujourd'hui",
        );
        check("prud'hommes", "0:prud'hommes =prud'hommes %prud'homm");
    }

    #[test]
    fn compounds_are_their_parts_and_one_word() {
        check(
            "week-end",
            "0:week =week %week =_2weekend %_2weekend\n1:end =end %end",
        );
        check(
            "recons-\n  truction",
            "0:recons =recons %recon =_2reconstruction %_2reconstruct\n1:truction =truction %truction",
        );
        check(
            "recons\u{ad}\ntruction",
            "0:recons\u{ad}⏎truction =reconstruction %reconstruct",
        );
        check(
            "main-d'œuvre",
            "0:main =main %main =_2maindoeuvre %_2maindoeuvr\n1:œuvre =oeuvre %oeuvr =_1d'oeuvre",
        );
        check("a-t-il", "0:a =a %a\n1:il =il %il");
        check(
            "l'avant-garde",
            "0:avant =avant %avant =_2avantgarde %_2avantgard =_1l'avant =_2l'avantgarde\n1:garde =garde %gard",
        );
        check("dit-elle", "0:dit =dit %dit\n1:elle =elle %elle");
        check("y a-t'on", "0:y =y %y\n1:a =a %a\n2:on =on %on");
    }

    #[test]
    fn numbers_and_acronyms_are_one_word() {
        for number in [
            "5 000",
            "5\u{a0}000",
            "5\u{202f}000",
            "5\u{2009}000",
            "5.000",
            "5'000",
            "5’000",
        ] {
            check(number, &format!("0:{number} =5000 %5000"));
        }
        check(
            "en 2024 100",
            "0:en =en %en\n1:2024 =2024 %2024\n2:100 =100 %100",
        );
        check("1 000 000,5", "0:1 000 000,5 =1000000,5 %1000000,5");
        check(
            "3,5 5 0000",
            "0:3,5 =3,5 %3,5\n1:5 =5 %5\n2:0000 =0000 %0000",
        );
        check("l'O.N.U.", "0:O.N.U =onu %onu ^onu =_1l'onu");
        check(
            "O.N.U.Le",
            "0:O =o %o ^O\n1:N =n %n\n2:U =u %u ^U\n3:Le =le %le",
        );
        check("a.b@c.fr", "0:a =a %a\n1:b =b %b\n2:c =c %c\n3:fr =fr %fr");
        for number in ["5\u{2007}000", "5‘000", "5ʼ000"] {
            check(number, &format!("0:{number} =5000 %5000"));
        }
        check("1ᵉʳ", "0:1ᵉʳ =1er %1er");
        for number in ["n° 12", "nº 12", "nᵒ12", "n°12"] {
            check(number, "0:n =n %n\n1:12 =12 %12");
        }
    }

    #[test]
    fn two_numbers_are_joined_by_a_point() {
        for text in ["49.3", "49-3"] {
            check(text, "0:49 =49 %49 =_249.3 %_249.3\n1:3 =3 %3");
        }
        check(
            "2024-2025",
            "0:2024 =2024 %2024 =_22024.2025 %_22024.2025\n1:2025 =2025 %2025",
        );
        check(
            "5 000-5.000",
            "0:5 000 =5000 %5000 =_25000.5000 %_25000.5000\n1:5.000 =5000 %5000",
        );
        check("F-16", "0:F =f %f =_2f16 %_2f16\n1:16 =16 %16");
    }

    #[test]
    fn a_time_with_blanks_is_three_words_and_one() {
        check("20h30", "0:20h30 =20h30 %20h30");
        check(
            "20 h 30-21 h",
            "0:20 =20 %20 =_320h30 %_320h30\n1:h =h %h\n2:30 =30 %30\n3:21 =21 %21 =_221h %_221h\n4:h =h %h",
        );
    }

    #[test]
    fn inclusive_writing_is_all_forms_at_one_position() {
        check(
            "d’étudiant·e·s là",
            "0:étudiant·e·s =étudiant %étudi -etudi =étudiante =étudiants =étudiantes =_1d'étudiant =_1d'étudiante \
             =_1d'étudiants =_1d'étudiantes\n1:là =là %là -la",
        );
        check("un(e)", "0:un(e) =un %un =une %une");
        check(
            "vice-président(e)",
            "0:vice =vice %vic\n1:président(e) =président %président -president =présidente",
        );
    }

    #[test]
    fn saint_stands_at_its_short_form() {
        for text in ["St-Lô", "St. Lô", "St Lô"] {
            let joined = if text.contains('-') {
                " =_2stlô %_2stlô -_2stlo"
            } else {
                ""
            };
            check(
                text,
                &format!("0:St =st %st =saint %saint{joined}\n1:Lô =lô %lô -lo"),
            );
        }
        check("ste", "0:ste =ste %ste =sainte %saint");
        check("st, 3", "0:st =st %st\n1:3 =3 %3");
    }

    #[test]
    fn letters_of_other_alphabets_are_made_plain() {
        check("Erdoğan", "0:Erdoğan =erdoğan %erdogan ^Erdogan");
        check("Łódź", "0:Łódź =łódź %lodz");
        check("Жизнь", "0:Жизнь =жизнь %жизнь");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn offsets_are_on_boundaries_and_in_order(text in "(?s)([a-zéÉ'’\\-\u{ad}\u{301} .,0-9\n@·()/ºh]|l'|-t-il|·e·s|\\(ère\\)s|[0-9] h |St|\u{2029}|.){0,40}") {
            let mut before = 0;
            for word in words(&text) {
                let start = word.token.elision.unwrap_or(word.token.span.start);
                prop_assert!(before <= start && start <= word.token.span.start && word.token.span.start < word.token.span.end);
                before = word.token.span.end;
                prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(word.token.span.start));
                prop_assert!(text.get(word.token.span.clone()).is_some());
                prop_assert!(!word.forms.exact.contains(char::is_whitespace));
                prop_assert!(!word.forms.exact.is_empty(), "{:?}", word);
            }
            for range in crate::sentences(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn hostile_texts_give_words_and_no_panic() {
        for text in [
            "",
            "\0",
            "👩‍👩‍👧 مرحبا بالعالم",
            "\u{200d}\u{200d}a\u{200d}",
            "'",
            "-",
            "l'",
            "l' ",
            "a-",
            "\u{301}\u{301}",
            "T'-t-il",
        ] {
            let _ = words(text);
        }
        let word = "é".repeat(1 << 20);
        assert_eq!(words(&word).len(), 1);
        assert_eq!(words(&"a-".repeat(1 << 16)).len(), 1 << 16);
    }
}
