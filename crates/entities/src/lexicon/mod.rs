//! What the tables of `data/entities` know: what a phrase means. How they are read is `read`, how a phrase is found is
//! `phrases`; whether it means that here is `names` and `person`.

mod read;

pub(crate) use read::{AMBIGUOUS, PLACES, cells, rows};

use std::sync::LazyLock;

use depeche_corpus::CountryCode;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::phrases::Phrases;
use crate::words::push_key;

/// The tables.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(read::lexicon);

/// What the tables know.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// Countries, their people, places and organisations.
    pub(crate) names: Phrases<Name>,
    pub(crate) senses: Vec<Sense>,
    /// Civilities, functions and verbs of speech.
    pub(crate) cues: Phrases<Cue>,
    /// The state a territory belongs to: France of Guyane.
    pub(crate) states: FxHashMap<CountryCode, CountryCode>,
    /// Places that are named like another country, by the country's sense: `Géorgie`.
    pub(crate) homonyms: FxHashMap<usize, usize>,
    /// Keys of first names; true where it is also another word or name.
    first_names: FxHashMap<Box<str>, bool>,
    /// Keys of words that stand in no person's name.
    other_words: FxHashMap<Box<str>, OtherWord>,
    /// Keys of small words inside names: `von`, `ben`.
    particles: FxHashSet<Box<str>>,
    /// Keys of words written with a capital only where a sentence starts.
    sentence_starts: FxHashSet<Box<str>>,
}

/// A phrase of the name tables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    /// The number of its sense in [`Lexicon::senses`].
    pub(crate) sense: usize,
    /// What must stand before it.
    pub(crate) needs: Needs,
}

/// What must stand before a phrase, so that an article inside a name may contract: `Le Caire`, `au Caire`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing.
    Nothing,
    /// `au`, `du`, `le`.
    Masculine,
    /// `aux`, `des`, `les`.
    Plural,
    /// `la`, in small letters too: `à la Havane`.
    Feminine,
    /// A capital `L'`.
    CapitalElision,
    /// A hyphen after it: `franco-russe`.
    HyphenAfter,
}

/// What a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SenseKind {
    /// A country's name.
    Country,
    /// Its adjective or its inhabitants.
    People,
    /// A city, a region, a sea.
    Place,
    /// A government's seat: it stands for its country and is no place.
    Seat,
    /// An organisation that speaks of its country: a ministry, a party, an armed group.
    Institution,
    /// Any other organisation: what it does says little of where it has its seat.
    Organisation,
    /// A paper or a station: it reports on any country, but most on its own.
    Media,
    /// A news agency: it reports on any country.
    Agency,
}

impl SenseKind {
    /// Returns whether it is some kind of organisation.
    pub(crate) fn is_organisation(self) -> bool {
        matches!(
            self,
            Self::Institution | Self::Organisation | Self::Media | Self::Agency
        )
    }
}

/// One meaning of a name.
#[derive(Debug)]
pub(crate) struct Sense {
    pub(crate) kind: SenseKind,
    pub(crate) label: &'static str,
    /// The countries it may speak of, the likeliest first; several for `congolais` and `Valence`.
    pub(crate) codes: Vec<CountryCode>,
    /// Whether it is also a common word, so that it needs evidence.
    pub(crate) ambiguous: bool,
}

/// What announces a person, before the name or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// `M.`, `Mme`.
    Civility,
    /// `président`, `le secrétaire général`.
    Function,
    /// `a déclaré`, `selon`.
    Speech,
}

/// What a word of `other_words.tsv` starts or stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OtherWord {
    /// `Parti`, `Conseil`.
    Organisation,
    /// `Tour`, `Coupe`, `Mardi`.
    Other,
    /// `ville`, `commune`: a place's name follows after `de`.
    PlaceBefore,
}

/// Returns what the fingerprint of the names is made of: the version of the rules, the tables and the model.
pub fn fingerprint_parts() -> Vec<String> {
    // Raise it with every change of the rules that changes what is recognised.
    const RULES: &str = "entities 5";
    let mut parts = vec![RULES.to_string()];
    parts.extend(read::TABLES.iter().map(|table| table.to_string()));
    parts.extend(crate::identity::TABLES.map(str::to_string));
    parts.push(crate::sources::SOURCES.to_string());
    parts.push(format!("model {:016x}", crate::recogniser::shipped_hash()));
    parts
}

impl Lexicon {
    /// Returns whether a word is a first name: surely, or only beside other evidence.
    pub(crate) fn first_name(&self, key: &str) -> Option<Certainty> {
        self.first_names.get(key).map(|ambiguous| match ambiguous {
            true => Certainty::Maybe,
            false => Certainty::Sure,
        })
    }

    pub(crate) fn other_word(&self, key: &str) -> Option<OtherWord> {
        self.other_words.get(key).copied()
    }

    pub(crate) fn is_particle(&self, key: &str) -> bool {
        self.particles.contains(key)
    }

    pub(crate) fn starts_sentences(&self, key: &str) -> bool {
        self.sentence_starts.contains(key)
    }
}

/// How sure a table is of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// It is nothing else.
    Sure,
    /// It is also another word.
    Maybe,
}

/// Returns what a word or a phrase is looked up by.
fn key(form: &str) -> Box<str> {
    let mut key = String::new();
    push_key(&mut key, form);
    key.into()
}
