//! Organisations that the article itself explains: `Conseil national de la presse (CNP)`. Only an expansion that starts
//! with a word for organisations counts, so that `produit intérieur brut (PIB)` is none.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::{LEXICON, OtherWord};
use crate::words::{Gap, Shape, Words};

/// Returns the mentions of organisations explained in the article: the expansion, and the acronym wherever it stands.
/// The acronym is the name, as in papers that do not explain it, unless the tables have another.
pub(crate) fn explained(words: &Words<'_>) -> Vec<(Range<usize>, String)> {
    let mut names: FxHashMap<&str, String> = FxHashMap::default();
    let mut found = Vec::new();
    for at in 1..words.list.len() {
        if let Some(start) = expansion(words, at) {
            let name = known(words, &(start..at)).unwrap_or(words.form(at));
            names.insert(words.form(at), name.to_string());
            found.push((start..at, name.to_string()));
        }
    }
    if names.is_empty() {
        return found;
    }
    for at in 0..words.list.len() {
        let caps = words.list[at].shape == Shape::Caps && !words.list[at].shouted;
        if let Some(name) = names.get(words.form(at)).filter(|_| caps) {
            found.push((at..at + 1, name.clone()));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Returns what the tables call the organisation: `Parti du travail de Corée`, whose acronym they do not have.
fn known(words: &Words<'_>, expansion: &Range<usize>) -> Option<&'static str> {
    LEXICON
        .names
        .at(words, expansion.start)
        .filter(|phrase| phrase.len() == expansion.len())
        .map(|phrase| &LEXICON.senses[phrase.meaning.sense])
        .find(|sense| sense.kind.is_organisation())
        .map(|sense| sense.label)
}

/// Returns where the expansion of the acronym in parentheses starts.
fn expansion(words: &Words<'_>, acronym: usize) -> Option<usize> {
    let word = &words.list[acronym];
    if word.shape != Shape::Caps || word.gap != Gap::Open || word.first {
        return None;
    }
    let closed = words.text[word.span.end..].starts_with(')');
    let letters: Vec<char> = words.key(acronym).chars().collect();
    if !closed || letters.len() < 2 {
        return None;
    }
    // Small words between (`pour la défense de la`): two for a letter at most.
    let mut left = letters.as_slice();
    for start in (acronym.saturating_sub(3 * letters.len())..acronym).rev() {
        let beside = start + 1 == acronym
            || matches!(
                words.list[start + 1].gap,
                Gap::Blank | Gap::Hyphen | Gap::Apostrophe
            ) && !words.list[start + 1].first;
        if !beside {
            return None;
        }
        let initial = words.key(start).chars().next();
        if initial == left.last().copied() {
            left = &left[..left.len() - 1];
        } else if !depeche_text::is_stop_word(words.form(start))
            && words.form(start).len() > 3
            && left.len() < letters.len()
        {
            // A word of weight that gives no letter: `Syndicat national unitaire (SNU)` is read, this is not.
            return None;
        }
        if left.is_empty() {
            let head = LEXICON.other_word(words.key(start)) == Some(OtherWord::Organisation);
            return (head && words.is_capital(start)).then_some(start);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use depeche_corpus::EntityKind::Organisation;

    use crate::testing::mentions;

    fn check(text: &str, expected: &str) {
        assert_eq!(mentions(text, &[Organisation]), expected, "{text}");
    }

    #[test]
    fn the_article_explains_its_acronyms() {
        check(
            "Le Syndicat des crieurs unis (SCU) proteste. Le SCU attend.",
            "SCU<Syndicat des crieurs unis; SCU; SCU",
        );
        check(
            "L'Organisation pour la vie rurale (OVR) naît.",
            "OVR<Organisation pour la vie rurale; OVR",
        );
    }

    #[test]
    fn other_parentheses_explain_nothing() {
        check("Le produit intérieur brut (PIB) recule. Le PIB baisse.", "");
        check("Le Parti de la nature, et la faune (PNX).", "");
        check("Le Conseil (XYZ) siège. (XYZ)", "");
        check("(PIB)", "");
    }
}
