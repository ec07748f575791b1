//! Stems: Snowball French through `rust-stemmers`, after our own table and two rules. The only file that knows the stemmer.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use rustc_hash::FxHashMap;

use crate::form::{is_french_accented, without_accents};
use crate::lists::{stem_override_rows, words_in_ent_rows};

/// Names the stemmer in the fingerprint of the analysis.
pub(crate) const STEMMER: &str = "rust-stemmers 1.2.0 french";

static SNOWBALL: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::French));

/// The rows of the override table, and the same rows without accents, for words typed or printed without them.
static OVERRIDES: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let plain =
        stem_override_rows().map(|(form, stem)| (without_accents(form), without_accents(stem)));
    // The rows as they stand come last: they win over a plain form that happens to be the same word.
    plain
        .chain(stem_override_rows().map(|(form, stem)| (form.to_string(), stem.to_string())))
        .collect()
});

/// Longest word that is stemmed, in bytes; longer ones are no words, and stand as they are.
const LONGEST_WORD: usize = 64;

/// Returns the stem of a form in lower case. What holds anything but Latin letters stands as it is.
pub(crate) fn stem(form: &str) -> String {
    if let Some(stem) = OVERRIDES.get(form) {
        return stem.clone();
    }
    // Of a word with an apostrophe inside, the part behind it changes: prud'homme, prud'hommes.
    if let Some((head, tail)) = form.rsplit_once('\'') {
        return format!("{head}'{}", stem(tail));
    }
    let is_word = form.len() <= LONGEST_WORD
        && form
            .chars()
            .all(|c| c.is_ascii_lowercase() || is_french_accented(c));
    if !is_word {
        return form.to_string();
    }
    match masculine_in_ais(form).or_else(|| infinitive_of_ent(form)) {
        Some(other) => stem(&other),
        None => SNOWBALL.stem(form).into_owned(),
    }
}

/// Fewest letters before `aise`: *anglaise* and *maltaise*, not *fraise*, *falaise*, *malaise*. The few longer nouns
/// (*fournaise*) have rows.
const BEFORE_AISE: usize = 4;

/// Returns *japonais* for *japonaise*: Snowball 3 gives both one stem; Snowball 2, which `rust-stemmers` has, does not.
fn masculine_in_ais(form: &str) -> Option<String> {
    let head = form
        .strip_suffix("aise")
        .or_else(|| form.strip_suffix("aises"))?;
    (head.chars().count() >= BEFORE_AISE).then(|| format!("{head}ais"))
}

/// Fewest letters before `ent`: *lisent*, not *lent*, *sont*.
const BEFORE_ENT: usize = 3;

/// Words in -ent of which the ending does not say what they are, with their accents and without.
static WORDS_IN_ENT: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    words_in_ent_rows()
        .flat_map(|(kind, word)| [(without_accents(word), kind), (word.to_string(), kind)])
        .collect()
});

/// Returns *travailler* for *travaillent*, which Snowball leaves as it is: it cannot tell verbs from *président* and
/// *gouvernement*. A list of the words in -ent that are no verbs can, and one of the verbs in -ment. `contient`, `vient` are
/// singulars, and what Snowball knows as an ending (*finissent*, *parlaient*) is its own.
fn infinitive_of_ent(form: &str) -> Option<String> {
    let head = form.strip_suffix("ent")?;
    let is_verb = match WORDS_IN_ENT.get(form) {
        Some(kind) => *kind == "verb",
        None => !head.ends_with('m') && !head.ends_with("ti") && !head.ends_with("vi"),
    };
    let is_long = head.chars().count() >= BEFORE_ENT;
    (is_verb && is_long && SNOWBALL.stem(form).ends_with("ent")).then(|| format!("{head}er"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for forms in [
            // Feminines in -aise.
            "japonais japonaise japonaises",
            "maltais maltaise",
            "libanais libanaise",
            // Third persons plural.
            "travailler travaillent travaille travaillé",
            "estimer estiment estimé",
            "vendait vendent vend",
            "étudier étudient",
            "etudier etudient",
            "président présidents",
            "president presidents",
            "client clients",
            "excellent excellents excellente",
            // As Snowball 3 has them.
            "mauvais mauvaise mauvaises",
            "délai délais",
            "bijou bijoux",
            "jaloux jalouse",
            "laïc laïque laïques laïcité",
            "héroïque héroïsme héros",
            // Plurals, feminines, participles.
            "nouveau nouveaux nouvel nouvelle nouvelles",
            "petit petits petite petites",
            "public publics publique publiques publiquement",
            "travail travaux",
            "commission commissions",
            "étranger étrangers étrangère étrangères",
            "loi lois",
            "élu élus élue élues",
            "jeu jeux",
            "faux fausse fausses",
            "directeur directrice directeurs directrices",
            "permis permise permises",
            "événement évènement événements évènements",
            // Families that have their rows together.
            "parlement parlements parlementaire",
            "université universités universitaire",
            "marche marches marcher",
            "marché marchés",
        ] {
            let stems: Vec<String> = forms.split(' ').map(stem).collect();
            assert!(
                stems.iter().all(|stem| *stem == stems[0]),
                "{forms}: {stems:?}"
            );
        }
    }

    #[test]
    fn words_of_another_sense_have_another_stem() {
        for words in [
            "malaise mal",
            "falaise fal",
            "fournaise fournais",
            "fraise frais",
            "palais pâle",
            "délai délit",
            "rené rennes",
            "seine sein",
            "beauvais beauve",
            "loyer loi",
            "petit pétition peter",
            "parlement parler",
            "environnement environ",
            "cour cours courant course",
            "pays payé",
            "direction directive direct",
            "également égal",
            "notamment note",
            "commune communication communiste",
            "traitement traité",
            "important importer",
            "marché marche",
            "capitale capital",
            "université univers",
            "publicité publication public",
            "droite droit",
            "port porte",
            "propos proposer",
            "mars mari",
            "formation format",
        ] {
            let stems: Vec<String> = words.split(' ').map(stem).collect();
            for (at, one) in stems.iter().enumerate() {
                assert!(!stems[at + 1..].contains(one), "{words}: {stems:?}");
            }
        }
    }

    /// Typed without its accents, a form is that of one row, or of none.
    #[test]
    fn rows_agree_without_accents() {
        let mut forms: BTreeMap<&str, &str> = BTreeMap::new();
        for (form, stem) in stem_override_rows() {
            assert_eq!(forms.insert(form, stem), None, "{form} stands twice");
        }
        let mut plain: BTreeMap<String, String> = BTreeMap::new();
        for (form, stem) in forms.iter().filter(|(form, _)| !form.is_ascii()) {
            let without = without_accents(form);
            let other = forms.get(&*without).map(ToString::to_string);
            let stem = other.unwrap_or_else(|| without_accents(stem));
            let before = plain.insert(without, stem.clone());
            assert!(before.is_none_or(|before| before == stem), "{form}");
        }
    }
}
