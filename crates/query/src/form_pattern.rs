//! Which forms of a dictionary a pattern means: an automaton over the terms of the index.
//!
//! A pattern is compared with exact forms: of words, of compounds in one word, of elided names. Levenshtein automata:
//! Schulz and Mihov, «Fast String Correction with Levenshtein-Automata» (2002); a swap of neighbours counts once.

use std::cell::RefCell;
use std::sync::LazyLock;

use depeche_text::{TermKind, Word, without_accents};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA as Expression};
use regex_automata::nfa::thompson;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use tantivy_fst::Automaton;

use crate::mark::Form;

/// A pattern, and how it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormPattern {
    form: Form,
    /// Whether accents are passed over: none was typed, and no exact form is asked.
    folds: bool,
    /// The elided prefix, where it is asked for: `=l'ét*`.
    prefix: Option<String>,
}

impl FormPattern {
    /// Returns the pattern of a typed word.
    pub(crate) fn of(form: Form, word: &Word, exact: bool) -> Self {
        let letters = match &form {
            Form::Wildcard(text) | Form::Fuzzy(text, _) | Form::Regex(text) => text,
        };
        let folds = !exact && *letters == without_accents(letters);
        let elided = word.elided.as_deref().filter(|_| exact);
        let prefix = elided.and_then(|elided| elided.split_once('\''));
        Self {
            form,
            folds,
            prefix: prefix.map(|(prefix, _)| format!("{prefix}'")),
        }
    }

    /// Returns the automaton over the letters of a form; none where the expression is none.
    pub(crate) fn letters(&self) -> Option<Letters> {
        Some(match &self.form {
            Form::Wildcard(text) => Letters::expression(&wildcard(text)).ok()?,
            Form::Regex(text) => Letters::expression(text).ok()?,
            // The first letter is wrong in few errors, and most of a dictionary is passed by.
            Form::Fuzzy(text, distance) => Letters::fuzzy(text, *distance, text.chars().next()),
        })
    }

    /// Returns the automaton over the terms that start with `head`.
    pub(crate) fn automaton<'a>(&self, head: &str, letters: &'a Letters) -> FormAutomaton<'a> {
        let prefix = self.prefix.as_deref().unwrap_or_default();
        FormAutomaton {
            head: format!("{head}{prefix}").into_bytes(),
            folds: self.folds,
            letters,
        }
    }

    /// The heads of the terms to look among: plain words and joined forms, or those with the elided prefix.
    pub(crate) fn heads(&self) -> Vec<(Option<u8>, String)> {
        let mark = TermKind::Exact.mark();
        let joined = (1..=depeche_text::LONGEST_JOINED)
            .map(|parts| (Some(parts), format!("{mark}_{parts}")));
        let plain = self.prefix.is_none().then(|| (None, mark.to_string()));
        plain.into_iter().chain(joined).collect()
    }

    /// Whether a form that stands under a head is meant by it: a joined one with an elided prefix only where that was
    /// asked, and what starts with the sign of joined forms is none of the plain ones.
    pub(crate) fn is_under(&self, joined: Option<u8>, form: &str) -> bool {
        match joined {
            None => !form.starts_with('_'),
            Some(_) => self.prefix.is_some() || !depeche_text::is_elided(form),
        }
    }
}

/// Whether an expression can be compared; a message says why not.
pub(crate) fn check_regex(regex: &str) -> Result<(), String> {
    // A longer one is pasted, and takes long to compile.
    const LONGEST: usize = 200;
    if regex.len() > LONGEST {
        return Err(format!("is longer than {LONGEST} bytes"));
    }
    let Err(error) = Letters::expression(regex) else {
        return Ok(());
    };
    Err(if error.contains("boundar") {
        "is compared with whole words, which need no `\\b`"
    } else if error.contains("limit") {
        "is too large an expression"
    } else {
        "is no regular expression"
    }
    .to_string())
}

static LEVENSHTEIN: LazyLock<[LevenshteinAutomatonBuilder; 2]> =
    LazyLock::new(|| [1, 2].map(|distance| LevenshteinAutomatonBuilder::new(distance, true)));

fn wildcard(text: &str) -> String {
    let mut regex = String::new();
    for c in text.chars() {
        match c {
            '*' => regex.push_str(".*"),
            '?' => regex.push('.'),
            c if c.is_alphanumeric() => regex.push(c),
            c => {
                regex.push('\\');
                regex.push(c);
            }
        }
    }
    regex
}

/// An automaton over the letters of a form.
pub(crate) enum Letters {
    /// Its states are made as they are met, and kept.
    Expression {
        dfa: Box<Expression>,
        states: Box<RefCell<Cache>>,
        start: LazyStateID,
    },
    Fuzzy {
        dfa: DFA,
        /// The first letter, where it is taken as right.
        first: Option<char>,
    },
}

impl Letters {
    /// Returns the automaton of a word in which one or two letters may be wrong, but not `first`.
    pub(crate) fn fuzzy(text: &str, distance: u8, first: Option<char>) -> Self {
        let builder = &LEVENSHTEIN[usize::from(distance).clamp(1, 2) - 1];
        Self::Fuzzy {
            dfa: builder.build_dfa(text),
            first,
        }
    }

    pub(crate) fn expression(text: &str) -> Result<Self, String> {
        // Larger ones are no patterns of words, and would take long to compile.
        const LARGEST: usize = 1 << 20;
        // States of a dictionary of millions of forms; an expression that needs more gives up.
        const STATES: usize = 16 << 20;
        let config = Expression::config()
            .match_kind(MatchKind::All)
            .cache_capacity(STATES)
            .skip_cache_capacity_check(true)
            .minimum_cache_clear_count(Some(0));
        let dfa = Expression::builder()
            .configure(config)
            .thompson(thompson::Config::new().nfa_size_limit(Some(LARGEST)))
            .build(text)
            .map_err(|error| {
                let source = std::error::Error::source(&error).map(ToString::to_string);
                format!("{error} {}", source.unwrap_or_default())
            })?;
        let mut states = dfa.create_cache();
        let anchored = start::Config::new().anchored(Anchored::Yes);
        let start = dfa
            .start_state(&mut states, &anchored)
            .map_err(|error| error.to_string())?;
        Ok(Self::Expression {
            dfa: Box::new(dfa),
            states: Box::new(RefCell::new(states)),
            start,
        })
    }

    fn start(&self) -> Inside {
        match self {
            Self::Expression { start, .. } => Inside::Expression(*start),
            Self::Fuzzy { dfa, .. } => Inside::Fuzzy(dfa.initial_state()),
        }
    }

    /// The next state; none where nothing can match any more.
    fn step(&self, inside: Inside, byte: u8) -> Option<Inside> {
        match (self, inside) {
            (Self::Expression { dfa, states, .. }, Inside::Expression(state)) => {
                let next = dfa.next_state(&mut states.borrow_mut(), state, byte).ok()?;
                (!next.is_dead() && !next.is_quit()).then_some(Inside::Expression(next))
            }
            (Self::Fuzzy { dfa, .. }, Inside::Fuzzy(state)) => {
                let next = dfa.transition(state, byte);
                (next != SINK_STATE).then_some(Inside::Fuzzy(next))
            }
            _ => None,
        }
    }

    fn is_match(&self, inside: Inside) -> bool {
        match (self, inside) {
            (Self::Expression { dfa, states, .. }, Inside::Expression(state)) => dfa
                .next_eoi_state(&mut states.borrow_mut(), state)
                .is_ok_and(|state| state.is_match()),
            (Self::Fuzzy { dfa, .. }, Inside::Fuzzy(state)) => {
                matches!(dfa.distance(state), Distance::Exact(_))
            }
            _ => false,
        }
    }
}

/// A state over letters.
#[derive(Debug, Clone, Copy)]
enum Inside {
    Expression(LazyStateID),
    Fuzzy(u32),
}

/// An automaton over the bytes of a term: its head, then the letters of the form, made plain where accents are passed
/// over.
pub(crate) struct FormAutomaton<'a> {
    head: Vec<u8>,
    folds: bool,
    letters: &'a Letters,
}

/// Where an automaton is in a term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State {
    /// Bytes of the head that were met; none after a wrong one.
    head: Option<usize>,
    /// Bytes of a letter that is not complete.
    letter: [u8; 4],
    met: usize,
    started: bool,
    /// The state over letters; none when nothing can match any more.
    inside: Option<Inside>,
}

impl<'a> FormAutomaton<'a> {
    /// Returns the automaton over terms with a mark whose letters are compared without accents.
    pub(crate) fn without_accents(mark: char, letters: &'a Letters) -> Self {
        Self {
            head: mark.to_string().into_bytes(),
            folds: true,
            letters,
        }
    }

    /// Goes on by a whole letter.
    fn letter(&self, state: &mut State, letter: char) {
        let mut buffer = [0; 4];
        let written: &str = letter.encode_utf8(&mut buffer);
        let plain;
        let written = if self.folds && !letter.is_ascii() {
            plain = without_accents(written);
            &plain
        } else {
            written
        };
        if !state.started
            && let Some(letter) = written.chars().next()
        {
            state.started = true;
            if let Letters::Fuzzy {
                first: Some(first), ..
            } = self.letters
                && *first != letter
            {
                state.inside = None;
            }
        }
        for byte in written.bytes() {
            state.inside = state
                .inside
                .and_then(|inside| self.letters.step(inside, byte));
        }
    }
}

impl Automaton for FormAutomaton<'_> {
    type State = State;

    fn start(&self) -> State {
        State {
            head: Some(0),
            letter: [0; 4],
            met: 0,
            started: false,
            inside: Some(self.letters.start()),
        }
    }

    fn is_match(&self, state: &State) -> bool {
        // No form is empty.
        state.started
            && state.met == 0
            && state.head == Some(self.head.len())
            && state
                .inside
                .is_some_and(|inside| self.letters.is_match(inside))
    }

    fn can_match(&self, state: &State) -> bool {
        state.head.is_some() && state.inside.is_some()
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let mut next = *state;
        let Some(head) = state.head else { return next };
        if let Some(expected) = self.head.get(head) {
            next.head = (*expected == byte).then_some(head + 1);
            return next;
        }
        if next.met == next.letter.len() {
            next.inside = None;
            return next;
        }
        next.letter[next.met] = byte;
        next.met += 1;
        // Terms are UTF-8, so that the letter is complete after as many bytes as its first one says.
        if let Ok(letter) = std::str::from_utf8(&next.letter[..next.met]) {
            next.met = 0;
            if let Some(letter) = letter.chars().next() {
                self.letter(&mut next, letter);
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::Marked;

    fn is_match(typed: &str, exact: bool, form: &str) -> bool {
        let marked = Marked::of(typed);
        let words = depeche_text::words(&marked.text);
        let pattern = marked.pattern(&words[0].forms.exact).expect("a pattern");
        let pattern = FormPattern::of(pattern, &words[0], exact);
        let letters = pattern.letters().expect("an expression");
        let automaton = pattern.automaton("=", &letters);
        let mut state = automaton.start();
        for byte in format!("={form}").bytes() {
            if !automaton.can_match(&state) {
                return false;
            }
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn forms_are_compared_with_and_without_accents() {
        for (typed, form, plain, exact) in [
            ("ecol*", "école", true, false),
            ("écol*", "école", true, true),
            ("écol*", "ecole", false, false),
            ("m?t", "mot", true, true),
            ("m?t", "mât", true, true),
            ("m?t", "mt", false, false),
            ("m?t", "moot", false, false),
            ("pr*fet", "préfet", true, true),
            ("pre*t", "préfet", true, false),
            ("prefet~1", "préfets", true, false),
            ("préfet~1", "préfets", true, true),
            ("zelenski~1", "zelensky", true, true),
            ("zelenski~1", "selenski", false, false),
            ("ukraine~1", "urkaine", true, true),
            ("ukraine~1", "ukrane", true, true),
            ("ukraine~1", "ukrainiens", false, false),
            ("ukraine~2", "ukrainien", true, true),
            ("/(greve|blocage)s?/", "grèves", true, false),
            ("/(grève|blocage)s?/", "grèves", true, true),
            ("/[a-d].{2}/", "çat", true, false),
            ("/.*/", "", false, false),
        ] {
            assert_eq!(is_match(typed, false, form), plain, "{typed} {form}");
            assert_eq!(is_match(typed, true, form), exact, "={typed} {form}");
        }
    }

    #[test]
    fn expressions_that_cannot_be_compared_say_why() {
        for (regex, expected) in [
            ("a(b", "is no regular expression"),
            ("\\bmot", "is compared with whole words"),
            ("(.{90}){90}", "is too large an expression"),
        ] {
            let said = check_regex(regex).expect_err(regex);
            assert!(said.contains(expected), "{regex}: {said}");
        }
        for regex in ["(a*)*b", "^mot$", ".*a.{12}", "(.?){60}(.?){60}"] {
            assert_eq!(check_regex(regex), Ok(()), "{regex}");
        }
    }
}
