//! Accents and names as a person sees them: which letters are one without their accents. Its own table, so that the
//! product's is checked.

const PLAIN: &[(&str, &str)] = &[
    ("àâäáãå", "a"),
    ("çćč", "c"),
    ("đð", "d"),
    ("éèêëęěė", "e"),
    ("ğ", "g"),
    ("îïíıì", "i"),
    ("ł", "l"),
    ("ñńň", "n"),
    ("ôöóøőòõ", "o"),
    ("ùûüúůű", "u"),
    ("šşśș", "s"),
    ("ÿý", "y"),
    ("žźż", "z"),
    ("œ", "oe"),
    ("æ", "ae"),
];

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// The letter without its accent, in lower case; nothing for a mark.
pub(crate) fn plain(letter: char) -> String {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase().to_string();
    }
    let lower: String = letter
        .to_lowercase()
        .filter(|letter| !is_mark(*letter))
        .collect();
    let known = PLAIN
        .iter()
        .find(|(accented, _)| accented.contains(lower.as_str()));
    match known {
        Some((_, plain)) if !lower.is_empty() => (*plain).to_string(),
        _ => lower,
    }
}

/// A name without case, accents and punctuation: its words with one blank between.
pub(crate) fn folded(name: &str) -> String {
    let spaced: String = name
        .chars()
        .filter(|letter| *letter != '\u{ad}')
        .map(|letter| {
            if letter.is_alphanumeric() || is_mark(letter) {
                plain(letter)
            } else {
                " ".to_string()
            }
        })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
