//! Sentences: French in their small words, elisions, accents, marks and agreement, without meaning.

use std::borrow::Cow;

use super::grammar::grammar;
use super::lexicon::{Class, feminine, is_feminine, plural};
use super::names::capitalised;
use super::subject::Subject;
use crate::random::Random;

/// Writes the sentences of one article.
pub(super) struct Prose<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) random: Random,
    text: String,
    /// Whether the article's paper writes curly apostrophes and blanks inside its guillemets.
    curly: bool,
}

impl<'a> Prose<'a> {
    pub(super) fn new(subject: Subject<'a>, mut random: Random) -> Self {
        let curly = random.chance(0.4);
        Self {
            subject,
            random,
            text: String::new(),
            curly,
        }
    }

    /// Returns sentences of about so many words.
    pub(super) fn sentences(&mut self, wanted: usize) -> String {
        let mut written = 0;
        while written < wanted {
            let start = self.text.len();
            self.sentence();
            written += self.text[start..].split(' ').count();
        }
        std::mem::take(&mut self.text)
    }

    /// Returns a headline or a crosshead: with a verb or without, and no full stop.
    pub(super) fn heading(&mut self, with_verb: bool) -> String {
        self.noun_phrase(1);
        if with_verb {
            self.verb_phrase();
        }
        capitalised(&std::mem::take(&mut self.text))
    }

    fn sentence(&mut self) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        if self.random.chance(0.15) {
            self.quotation();
        } else {
            if self.random.chance(0.2) {
                let opener = *self.random.pick(grammar("opener"));
                self.word(opener);
                self.text.push(',');
            }
            self.clause();
            if self.random.chance(0.4) {
                if self.random.chance(0.5) {
                    self.text.push(',');
                }
                let conjunction = *self.random.pick(grammar("conjunction"));
                self.word(conjunction);
                self.clause();
            }
        }
        let capital = capitalised(&self.text[start..]);
        self.text.truncate(start);
        self.text.push_str(&capital);
        self.text.push('.');
    }

    fn quotation(&mut self) {
        let (open, close) = if self.curly {
            ("«\u{a0}", "\u{a0}»")
        } else {
            ("«", "»")
        };
        self.word(open);
        self.clause();
        self.text.push_str(close);
        self.text.push(',');
        let said = *self.random.pick(self.subject.said());
        self.word(said);
        self.person();
    }

    fn clause(&mut self) {
        if self.random.chance(0.15) {
            let subject = *self.random.pick(grammar("subject"));
            self.word(subject);
        } else {
            self.noun_phrase(2);
        }
        self.verb_phrase();
    }

    fn verb_phrase(&mut self) {
        let verb = self.subject.word(Class::Verb, &mut self.random);
        let negated = self.random.chance(0.08);
        if self.random.chance(0.3) {
            let auxiliary = *self.random.pick(grammar("auxiliary"));
            let ending = if matches!(auxiliary, "doit" | "peut" | "va") {
                "er"
            } else {
                "é"
            };
            self.verb(auxiliary, negated);
            self.word(&format!("{verb}{ending}"));
        } else {
            let ending = *self.random.pick(&["e", "e", "ent", "ait", "aient", "era"]);
            self.verb(&format!("{verb}{ending}"), negated);
        }
        if self.random.chance(0.8) {
            self.noun_phrase(1);
        }
        if self.random.chance(0.45) {
            let preposition = *self.random.pick(grammar("preposition"));
            self.prepositional(preposition, 1);
        }
    }

    fn verb(&mut self, verb: &str, negated: bool) {
        if !negated {
            return self.word(verb);
        }
        self.elidable("ne", verb);
        let negation = *self.random.pick(grammar("negation"));
        self.word(negation);
    }

    /// A noun with what belongs to it; `depth` bounds how much.
    fn noun_phrase(&mut self, depth: usize) {
        match self.random.below(100) {
            0..9 => self.person(),
            9..14 => {
                let country = self.subject.country(&mut self.random).name;
                self.definite(country);
            }
            14..20 => {
                let organisation = self.subject.organisation(&mut self.random);
                self.word(organisation);
            }
            20..24 => {
                let place = self.subject.place(&mut self.random);
                self.word(place);
            }
            24..28 => self.number(),
            _ => self.common(depth, None),
        }
    }

    /// A preposition and what follows it: `du pays`, `d'Alger`.
    fn prepositional(&mut self, preposition: &str, depth: usize) {
        if preposition == "en" || self.random.chance(0.15) {
            let place = if self.random.chance(0.4) {
                self.subject.country(&mut self.random).name
            } else {
                self.subject.place(&mut self.random)
            };
            return self.elidable(preposition, place);
        }
        self.common(depth, Some(preposition));
    }

    /// A noun with its determiner, adjective and complement.
    fn common(&mut self, depth: usize, preposition: Option<&str>) {
        let noun = self.subject.word(Class::Noun, &mut self.random);
        let adjective = self
            .random
            .chance(0.4)
            .then(|| self.subject.adjective(&noun, &mut self.random));
        let is_plural = self.random.chance(0.35);
        let is_feminine = is_feminine(&noun);
        let written = if is_plural {
            plural(&noun)
        } else {
            noun.clone()
        };
        let kind = if is_plural { "plural" } else { "determiner" };
        let determiner = *self.random.pick(grammar(kind));
        let determiner = agree(determiner, is_feminine, &written);
        match (preposition, determiner) {
            (None, determiner) => self.elidable(determiner, &written),
            (Some("de"), "le") if !is_elided(&written) => self.pair("du", &written),
            (Some("de"), "les") => self.pair("des", &written),
            (Some("à"), "le") if !is_elided(&written) => self.pair("au", &written),
            (Some("à"), "les") => self.pair("aux", &written),
            // «de des» and «de un» lose the article.
            (Some("de"), "des" | "un" | "une") => self.elidable("de", &written),
            (Some(preposition), determiner) => {
                self.word(preposition);
                self.elidable(determiner, &written);
            }
        }
        if let Some(adjective) = adjective {
            let adjective = if is_feminine {
                feminine(&adjective)
            } else {
                adjective
            };
            let adjective = if is_plural {
                plural(&adjective)
            } else {
                adjective
            };
            self.word(&adjective);
        }
        if depth == 0 {
            return;
        }
        if self.random.chance(0.06) {
            self.word("et");
            return self.common(0, preposition.filter(|preposition| *preposition != "en"));
        }
        if self.random.chance(0.35) {
            match self.subject.complement(&noun, &mut self.random) {
                // What goes with a noun goes with it again and again.
                Some(complement) => self.elidable("de", &complement),
                None => self.prepositional("de", depth - 1),
            }
        } else if depth > 1 && self.random.chance(0.15) {
            let relative = *self.random.pick(grammar("relative"));
            self.word(relative);
            self.verb_phrase();
        }
    }

    /// Somebody: in full with a function at first, then by the surname.
    fn person(&mut self) {
        let (person, is_known) = self.subject.person(&mut self.random);
        let (first, last) = (person.first, person.last.clone());
        if is_known && self.random.chance(0.75) {
            let title = *self.random.pick(&["M.", "Mme", "M."]);
            return self.word(&format!("{title} {last}"));
        }
        if self.random.chance(0.4) {
            let function = *self.random.pick(self.subject.functions());
            self.elidable("le", function);
            if self.random.chance(0.3)
                && let Some(adjective) = self.subject.country(&mut self.random).adjective
            {
                self.word(adjective);
            }
        }
        self.word(&format!("{first} {last}"));
    }

    fn number(&mut self) {
        let unit = *self.random.pick(grammar("unit"));
        let number = match self.random.below(6) {
            0 => format!("{} 000", self.random.between(2, 900)),
            1 => format!(
                "{},{}",
                self.random.between(1, 99),
                self.random.between(1, 9)
            ),
            2 => format!(
                "{}.{:03}",
                self.random.between(1, 20),
                self.random.below(1000)
            ),
            _ => self.random.between(2, 120).to_string(),
        };
        self.word(&format!("{number} {unit}"));
    }

    fn definite(&mut self, name: &str) {
        let article = match name.chars().last() {
            Some('s') => "les",
            Some('e') => "la",
            _ => "le",
        };
        self.elidable(article, name);
    }

    /// Two words, the first without its vowel where the second starts with one.
    fn elidable(&mut self, first: &str, second: &str) {
        if matches!(first, "le" | "la" | "de" | "ne" | "que") && is_elided(second) {
            let apostrophe = if self.curly { '’' } else { '\'' };
            let first: Cow<'_, str> = format!("{}{apostrophe}", &first[..first.len() - 1]).into();
            self.word(&first);
            self.text.push_str(second);
        } else {
            self.pair(first, second);
        }
    }

    fn pair(&mut self, first: &str, second: &str) {
        self.word(first);
        self.word(second);
    }

    fn word(&mut self, word: &str) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '«', '\u{a0}']) {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }
}

fn agree(determiner: &'static str, is_feminine: bool, noun: &str) -> &'static str {
    match determiner {
        "ce" if is_feminine => "cette",
        "ce" if is_elided(noun) => "cet",
        "le" if is_feminine => "la",
        "un" if is_feminine => "une",
        "son" if is_feminine && !is_elided(noun) => "sa",
        "tout" if is_feminine => "toute",
        determiner => determiner,
    }
}

/// Whether a word takes `l'` before it.
fn is_elided(word: &str) -> bool {
    word.to_lowercase().starts_with([
        'a', 'e', 'i', 'o', 'u', 'é', 'è', 'ê', 'î', 'h', 'œ', 'â', 'ô',
    ])
}
