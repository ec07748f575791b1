//! The language of an article: found by its letters (`whichlang`), and what languages are called.

use depeche_text::fold;

/// A language that is told from others: its two letters, and what it is called in itself, in French, English and German:
/// the languages that databases name languages in.
const LANGUAGES: [(whichlang::Lang, &str, [&str; 4]); 16] = {
    use whichlang::Lang::{
        Ara, Cmn, Deu, Eng, Fra, Hin, Ita, Jpn, Kor, Nld, Por, Rus, Spa, Swe, Tur, Vie,
    };
    [
        (Fra, "fr", ["français", "french", "französisch", "fra"]),
        (Eng, "en", ["anglais", "english", "englisch", "eng"]),
        (Deu, "de", ["allemand", "german", "deutsch", "deu"]),
        (Spa, "es", ["espagnol", "spanish", "español", "spa"]),
        (Ita, "it", ["italien", "italian", "italiano", "ita"]),
        (Nld, "nl", ["néerlandais", "dutch", "nederlands", "nld"]),
        (Por, "pt", ["portugais", "portuguese", "português", "por"]),
        (Rus, "ru", ["russe", "russian", "русский", "rus"]),
        (Ara, "ar", ["arabe", "arabic", "arabisch", "ara"]),
        (Cmn, "zh", ["chinois", "chinese", "chinesisch", "cmn"]),
        (Jpn, "ja", ["japonais", "japanese", "japanisch", "jpn"]),
        (Kor, "ko", ["coréen", "korean", "koreanisch", "kor"]),
        (Tur, "tr", ["turc", "turkish", "türkçe", "tur"]),
        (Swe, "sv", ["suédois", "swedish", "svenska", "swe"]),
        (Hin, "hi", ["hindi", "hindi", "hindi", "hin"]),
        (
            Vie,
            "vi",
            ["vietnamien", "vietnamese", "vietnamesisch", "vie"],
        ),
    ]
};

/// Words from which on a text's language can be told: of shorter ones a headline of names may be taken for another.
const LEAST_WORDS: usize = 20;

/// Words from which on a text is believed rather than what its source declares: of fewer, a list of names or results is taken
/// for German.
const LEAST_WORDS_AGAINST: usize = 50;

/// Letters that are looked at: a text is in one language, and a kilobyte tells which.
const LONGEST: usize = 1024;

/// Returns the language that some parts of a text are in, as two letters (ISO 639-1), if they are long enough to tell;
/// `declared` is what their source says, which stands where it is none of those that are told.
pub(crate) fn detected<'a>(
    parts: impl IntoIterator<Item = &'a str>,
    declared: Option<&str>,
) -> Option<&'static str> {
    if declared.is_some_and(|declared| language_name(declared).is_none()) {
        return None;
    }
    let least = match declared {
        Some(_) => LEAST_WORDS_AGAINST,
        None => LEAST_WORDS,
    };
    let mut sample = String::new();
    for part in parts {
        let letters = part.chars().take(LONGEST.saturating_sub(sample.len()));
        sample.extend(letters);
        sample.push('\n');
    }
    sample.split_whitespace().nth(least - 1)?;
    let found = whichlang::detect_language(&sample);
    let mut rows = LANGUAGES.iter();
    rows.find(|(lang, _, _)| *lang == found)
        .map(|(_, code, _)| *code)
}

/// Returns the two letters of a language by its name or its code: `Français`, `French`, `fr`, `fr-FR`, `fra`.
pub fn language_code(name: &str) -> Option<&'static str> {
    let name = fold(name);
    let first = name.split(' ').next().unwrap_or_default();
    let mut rows = LANGUAGES.iter();
    rows.find(|(_, code, names)| *code == first || names.iter().any(|known| fold(known) == name))
        .map(|(_, code, _)| *code)
}

/// Returns what a source says an article's language is: the two letters of one that is known here, else the code or the name
/// that stands there, in small letters (`ca`, `breton`); none where it says that it does not know (`und`).
pub fn declared_language(name: &str) -> Option<String> {
    // ISO 639-2: undetermined, several, uncoded, no words.
    const UNKNOWN: [&str; 8] = [
        "und", "mul", "mis", "zxx", "xx", "unknown", "inconnu", "autre",
    ];
    if let Some(code) = language_code(name) {
        return Some(code.to_string());
    }
    let name = fold(name);
    let is_code = |name: &str| matches!(name.len(), 2 | 3);
    let name = name
        .split_once(' ')
        .map_or(name.as_str(), |(first, _)| match is_code(first) {
            true => first,
            false => name.as_str(),
        });
    let is_name = name.len() > 1 && name.chars().all(|c| c.is_alphabetic() || c == ' ');
    (is_name && !UNKNOWN.contains(&name)).then(|| name.to_string())
}

/// Returns the French name of a language by its two letters.
pub fn language_name(code: &str) -> Option<&'static str> {
    let mut rows = LANGUAGES.iter();
    rows.find(|(_, known, _)| *known == code)
        .map(|(_, _, names)| names[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_their_words() {
        for (text, expected) in [
            (
                "Le conseil municipal a voté hier soir la réouverture de la ligne de tramway, fermée depuis deux ans, \
                 contre l'avis de la préfecture.",
                Some("fr"),
            ),
            (
                "The council voted last night to reopen the tram line, which has been closed for two years, against the \
                 advice of the prefect.",
                Some("en"),
            ),
            (
                "Der Stadtrat hat gestern Abend beschlossen, die seit zwei Jahren geschlossene Linie wieder zu öffnen, \
                 gegen den Rat der Behörde.",
                Some("de"),
            ),
            // Too short to tell.
            ("Vladimir Poutine, Kim Jong Un, Moscou", None),
            ("", None),
        ] {
            assert_eq!(detected([text], None), expected, "{text}");
        }
        // Any number of short parts make a long one, and a part is cut between letters.
        assert_eq!(detected(["é".repeat(5000).as_str(), "un"], None), None);
        let many = |times: usize| vec!["le maire et la ville"; times];
        assert_eq!(detected(many(5), None), Some("fr"));
        // A source is believed of a short text, and where its language is none of those that are told.
        assert_eq!(detected(many(5), Some("de")), None);
        assert_eq!(detected(many(10), Some("de")), Some("fr"));
        assert_eq!(detected(many(10), Some("ca")), None);
    }

    #[test]
    fn a_language_that_is_not_told_stays_as_declared() {
        for (name, expected) in [
            ("French", Some("fr")),
            ("fr_FR", Some("fr")),
            ("ca", Some("ca")),
            ("pl-PL", Some("pl")),
            ("Breton", Some("breton")),
            ("und", None),
            ("Unknown", None),
            ("-", None),
            ("12", None),
            ("", None),
        ] {
            assert_eq!(declared_language(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn languages_are_known_by_their_names() {
        for (name, expected) in [
            ("Français", Some("fr")),
            ("French", Some("fr")),
            ("fr", Some("fr")),
            ("fr-CH", Some("fr")),
            ("FRA", Some("fr")),
            ("Anglais", Some("en")),
            ("nl", Some("nl")),
            ("Русский", Some("ru")),
            ("volapük", None),
            ("", None),
        ] {
            assert_eq!(language_code(name), expected, "{name}");
        }
        assert_eq!(language_name("nl"), Some("néerlandais"));
        assert_eq!(language_name("xx"), None);
    }
}
