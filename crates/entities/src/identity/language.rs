//! Which language a name's spelling comes from: what the given name says, the ending of the surname, Arabic particles, a
//! Korean or Chinese family name in front. A name that says nothing is compared as it is written.

use super::arabic::has_article;
use super::rewrite::is_number;
use super::tables::{Class, SPELLINGS};

/// A language, or a family of them, whose names are romanised in several ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    /// Russian, its neighbours by alphabet or by usage.
    Russian,
    /// Arabic and Persian.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Korean.
    Korean,
    /// Chinese.
    Chinese,
}

impl Language {
    pub(crate) const ALL: [Self; 5] = [
        Self::Russian,
        Self::Arabic,
        Self::Hebrew,
        Self::Korean,
        Self::Chinese,
    ];

    /// Returns the language of a code of the tables.
    pub(crate) fn of(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::Arabic => "ar",
            Self::Hebrew => "he",
            Self::Korean => "ko",
            Self::Chinese => "zh",
        }
    }
}

/// Endings of surnames that only Russian and its neighbours have, under all romanisations.
const ENDINGS: [&str; 27] = [
    "ov", "ova", "off", "ev", "eva", "eff", "ski", "sky", "skiy", "skyy", "skii", "skyi", "skij",
    "skaia", "skaya", "enko", "tchouk", "chuk", "vitch", "vich", "vych", "ovic", "evic", "chvili",
    "shvili", "ian", "yan",
];

/// Letters before such an ending: `Bastian` and `Vian` are no Armenians.
const BEFORE_ENDING: usize = 4;

/// Returns whether the words of a folded name say that it is of a language.
pub(crate) fn is_of(words: &[&str], language: Language) -> bool {
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let tells = |class: Option<&Class>| class.is_some_and(|class| class.tells == Some(language));
    let given = |word: &&str| tells(SPELLINGS.given.get(*word));
    match language {
        Language::Russian => {
            let ending = ENDINGS.iter().find(|ending| last.ends_with(**ending));
            tells(SPELLINGS.surnames.get(*last))
                || before.iter().any(given)
                || ending.is_some_and(|ending| last.len() >= ending.len() + BEFORE_ENDING)
                // `Vladimir Poutin`, `Alexandre Soljénitsine`.
                || SPELLINGS.sounds_like_a_surname(language, last)
        }
        Language::Arabic => {
            tells(SPELLINGS.surnames.get(*last))
                || (!before.is_empty() && words.iter().any(given))
                || has_article(words)
                || before
                    .iter()
                    .any(|word| is_kinship(word) || is_servant(word))
        }
        Language::Hebrew => tells(SPELLINGS.surnames.get(*last)) || before.iter().any(given),
        Language::Korean | Language::Chinese => {
            // `Kim Jong Un`, `Kim Jongun`, `Xi Jinping`: the family, then two syllables.
            let syllables = match words.len() {
                3 => words[1..].iter().all(|word| (2..=6).contains(&word.len())),
                2 => (5..=12).contains(&words[1].len()),
                _ => false,
            };
            // The second of three is a syllable: `Bo Xi Lai`.
            syllables
                && !is_number(last)
                && tells(SPELLINGS.first.get(words[0]))
                && (language != Language::Korean || words[1..].iter().all(|word| is_korean(word)))
        }
    }
}

/// Whether a word may be Korean syllables: `Jongun`, no `Corbyn`, as Lee is also an English given name.
fn is_korean(word: &str) -> bool {
    let letters = word.as_bytes();
    letters.iter().enumerate().all(|(at, letter)| {
        let next = letters.get(at + 1);
        match letter {
            b'f' | b'q' | b'v' | b'x' | b'z' => false,
            b'c' => next == Some(&b'h') || next == Some(&b'k'),
            b'd' | b'j' | b'r' => next.is_some_and(|next| b"aeiouwyj".contains(next)),
            _ => true,
        }
    })
}

/// `bin Salman`, `Abou Bakr`.
fn is_kinship(word: &str) -> bool {
    matches!(
        word,
        "bin" | "ibn" | "abou" | "abu" | "aboul" | "abul" | "oum" | "umm"
    )
}

/// `Abdel Aziz`, `Abdelaziz`: the servant of whom God is called.
fn is_servant(word: &str) -> bool {
    word.starts_with("abdel") || word.starts_with("abdul") || word.starts_with("abdoul")
}
