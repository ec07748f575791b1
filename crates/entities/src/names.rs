//! Finds the names of the tables in an article: countries, their people, places, organisations. Persons are in
//! `person`; which country a name of several countries speaks of is in `countries`.

use std::ops::Range;

use crate::lexicon::{LEXICON, Name, Needs, Sense, SenseKind};
use crate::phrases::{Phrase, standing};
use crate::words::{Gap, Shape, Words};

/// A name of the tables that stands in the article.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) words: Range<usize>,
    pub(crate) sense: &'static Sense,
}

/// Returns the names of the tables, in order and without overlaps: the longest wins.
pub(crate) fn table_names(words: &Words<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        let hit = standing(words.list[at].form.names, words, at)
            .find(|phrase| means_it(words, at, phrase))
            .map(|phrase| Hit {
                words: at..at + phrase.len(),
                sense: &LEXICON.senses[phrase.meaning.sense],
            });
        at = hit.as_ref().map_or(at + 1, |hit| hit.words.end);
        hits.extend(hit);
    }
    hits
}

/// Returns whether the phrase, whose keys stand here, means here what the table says.
fn means_it(words: &Words<'_>, at: usize, phrase: &Phrase<Name>) -> bool {
    let sense = &LEXICON.senses[phrase.meaning.sense];
    let end = at + phrase.len();
    if sense.kind == SenseKind::People {
        let written = phrase.is_word_at(words, at) || phrase.is_capitalised_at(words, at);
        return written
            && stands_around(words, at..end, phrase.meaning.needs)
            && !is_language(words, at)
            && !is_half_of_compound(words, at);
    }
    phrase.is_name_at(words, at)
        && stands_around(words, at..end, phrase.meaning.needs)
        && !(phrase.len() == 1 && (is_part_of_name(words, at..end) || is_number_name(words, at)))
        && !(sense.ambiguous && goes_on(words, end))
        && (!sense.ambiguous || has_evidence(words, at..end, sense.kind))
}

/// `Rawa-Podolska`: a hyphen and a word that is no name of its own follow.
fn goes_on(words: &Words<'_>, end: usize) -> bool {
    words.list.get(end).is_some_and(|next| {
        let mut names = LEXICON.names.at(words, end);
        next.gap == Gap::Hyphen && !names.any(|phrase| phrase.is_name_at(words, end))
    })
}

fn stands_around(words: &Words<'_>, name: Range<usize>, needs: Needs) -> bool {
    let at = name.start;
    let before = || words.key_before(at);
    match needs {
        Needs::Nothing => true,
        Needs::Masculine => matches!(before(), "au" | "du" | "le"),
        Needs::Feminine => before() == "la",
        Needs::Plural => matches!(before(), "aux" | "des" | "les"),
        Needs::CapitalElision => words.list[at]
            .elision
            .is_some_and(|start| words.text[start..].starts_with('L')),
        Needs::HyphenAfter => words
            .list
            .get(name.end)
            .is_some_and(|next| next.gap == Gap::Hyphen),
    }
}

/// `en français`, `langue française`, `parle russe`: the language, not the country.
fn is_language(words: &Words<'_>, at: usize) -> bool {
    words.list[at].shape == Shape::Lower
        && words.list[at].gap == Gap::Blank
        && matches!(
            words.key_before(at),
            "en" | "langue"
                | "langues"
                | "parle"
                | "parlent"
                | "parler"
                | "mot"
                | "traduit"
                | "ocean"
        )
}

/// `latino-américain`, `afro-américaine`: another people than the second half says, unless the table has the whole.
/// Halves that name a country of their own (`franco-russe`) are names of the table and stand before it.
fn is_half_of_compound(words: &Words<'_>, at: usize) -> bool {
    words.list[at].gap == Gap::Hyphen
        && matches!(
            words.key_before(at),
            "latino" | "afro" | "nord" | "sud" | "centre" | "ibero" | "mi"
        )
}

/// `Paris-Nice` is two places, but `Jean-Paris` and `Notre-Dame-de-Paris` hold none: a capitalised word without a
/// meaning of its own stands before, with a hyphen.
fn is_part_of_name(words: &Words<'_>, name: Range<usize>) -> bool {
    let first = &words.list[name.start];
    let Some(before) = name
        .start
        .checked_sub(1)
        .filter(|_| first.gap == Gap::Hyphen)
    else {
        return false;
    };
    let joins = matches!(
        words.key(before),
        "de" | "en" | "sur" | "les" | "saint" | "sainte" | "st"
    );
    joins || first.elision.is_some() || LEXICON.first_name(words.key(before)).is_some()
}

/// `RN 165`, `C-17`: a road or a machine, not an organisation.
fn is_number_name(words: &Words<'_>, at: usize) -> bool {
    words.list[at].shape == Shape::Caps
        && words.list.get(at + 1).is_some_and(|next| {
            let number = words.form(at + 1).starts_with(|c: char| c.is_ascii_digit());
            number && matches!(next.gap, Gap::Blank | Gap::Hyphen)
        })
}

/// Returns whether something beside an ambiguous name says that it is one.
fn has_evidence(words: &Words<'_>, name: Range<usize>, kind: SenseKind) -> bool {
    let at = name.start;
    let word = &words.list[at];
    let before = words.key_before(at);
    let capital_follows = words.list.get(name.end).is_some_and(|next| {
        next.gap == Gap::Blank && matches!(next.shape, Shape::Capital | Shape::Caps)
    });
    if word.shouted || capital_follows {
        return false;
    }
    // `d'Orange`: the elided word stands for `de`.
    let elided = words.elided(at);
    match kind {
        SenseKind::Country | SenseKind::People | SenseKind::Place | SenseKind::Seat => {
            matches!(before, "a" | "vers" | "depuis" | "pres" | "entre")
                || (before == "de" && at > 1 && !words.is_capital(at - 2))
                || elided == "d"
        }
        _ => {
            let announced = (1..=2).any(|back| {
                at.checked_sub(back)
                    .is_some_and(|before| announces_organisation(words.key(before)))
            });
            // `La Croix` has two capitals where a sentence starts too, `La croix` one.
            let titled = kind == SenseKind::Media && words.is_capital(name.end - 1);
            // `contre Reconquête`: parties have no article.
            let party = kind == SenseKind::Institution && matches!(before, "contre" | "avec");
            let party = party && words.is_capital(at) && !word.first;
            announced
                || party
                || (name.len() > 1 && words.is_capital(at) && (titled || !word.first))
        }
    }
}

fn announces_organisation(key: &str) -> bool {
    matches!(
        key,
        "groupe"
            | "societe"
            | "entreprise"
            | "operateur"
            | "quotidien"
            | "journal"
            | "chaine"
            | "hebdomadaire"
            | "magazine"
            | "constructeur"
            | "geant"
            | "parti"
            | "compagnie"
            | "firme"
            | "marque"
            | "agence"
            | "banque"
            | "site"
            | "selon"
            | "chez"
            | "ong"
            | "radio"
    )
}

#[cfg(test)]
mod tests {
    use depeche_corpus::EntityKind::{Country, Organisation, Place};

    use crate::testing::mentions;

    fn check(text: &str, expected: &str) {
        let found = mentions(text, &[Country, Place, Organisation]);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_longest_name_wins() {
        check(
            "La Corée du Nord et la Corée du Sud négocient.",
            "Corée du Nord KP; Corée du Sud KR",
        );
        check(
            "La Guinée équatoriale n'est pas la Guinée.",
            "Guinée équatoriale GQ; Guinée GN",
        );
        check(
            "Le Niger et le Nigeria ont une frontière.",
            "Niger NE; Nigeria NG",
        );
        check(
            "La Banque de France prévoit une hausse.",
            "Banque de France FR",
        );
        check("La région de Koursk est calme.", "Koursk RU");
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        check(
            "Les ETATS-UNIS et les Etats-Unis.",
            "États-Unis<ETATS-UNIS US; États-Unis<Etats-Unis US",
        );
        check(
            "Les États\u{2011}Unis, les États Unis.",
            "États-Unis<États\u{2011}Unis US; États-Unis<États Unis US",
        );
        check("La Corée-du-Nord tire.", "Corée du Nord<Corée-du-Nord KP");
        check("La Côte d’Ivoire vote.", "Côte d'Ivoire<Côte d’Ivoire CI");
        check("L'O.N.U. et l'Otan.", "ONU<O.N.U; OTAN<Otan");
        check("Il vit à Sao Paulo.", "Sao Paulo BR");
        check("Il vit à İzmir.", "Izmir<İzmir TR");
        check(
            "DES TROUPES RUSSES EN UKRAINE",
            "Russie<RUSSES RU; Ukraine<UKRAINE UA",
        );
    }

    #[test]
    fn small_letters_and_accents_tell_words_from_names() {
        check("Le perse, la dinde et les chinoiseries.", "");
        check("Il y a une guinée dans la poche, un niger.", "");
        check("L'or du pays, us et coutumes, on y va.", "");
        check("La ville est là. Or il part.", "");
    }

    #[test]
    fn people_speak_of_their_country() {
        check(
            "Des soldats nord-coréens et des Nord-Coréens.",
            "Corée du Nord<nord-coréens KP; Corée du Nord<Nord-Coréens KP",
        );
        check(
            "L'armée russe et les Russes.",
            "Russie<russe RU; Russie<Russes RU",
        );
        check(
            "Un sommet franco-allemand.",
            "France<franco FR; Allemagne<allemand DE",
        );
        check("La police parisienne enquête.", "France<parisienne FR");
        check("La communauté latino-américaine.", "");
        check("Il écrit en français et parle russe.", "");
    }

    #[test]
    fn the_article_decides_between_countries() {
        check(
            "L'armée congolaise a quitté Kinshasa.",
            "République démocratique du Congo<congolaise CD; Kinshasa CD",
        );
        check(
            "L'armée congolaise a quitté Brazzaville.",
            "Congo<congolaise CG; Brazzaville CG",
        );
        check("L'armée congolaise avance.", "");
        check(
            "Un train pour Valence, en Espagne.",
            "Valence (Espagne)<Valence ES; Espagne ES",
        );
        check("Un train pour Valence.", "Valence FR");
    }

    #[test]
    fn seats_are_countries_and_capitals_are_places() {
        check("Moscou a annoncé un accord.", "Moscou RU");
        check(
            "Le Kremlin dément, l'Élysée et l'Elysée aussi.",
            "Kremlin RU; Élysée FR; Élysée<Elysée FR",
        );
    }

    #[test]
    fn articles_inside_names_contract() {
        check(
            "Il va au Caire, à La Havane, puis au Havre.",
            "Le Caire<Caire EG; La Havane CU; Le Havre<Havre FR",
        );
        check("Un havre de paix. Le caire est une fibre.", "");
    }

    #[test]
    fn ambiguous_names_need_evidence() {
        check("Tours de piste et nice surprise.", "");
        check("Nice est belle.", "");
        check("Un incendie à Nice.", "Nice FR");
        check("Elle vit sur l'île Maurice.", "Île Maurice<île Maurice MU");
        check("Maurice Dupont est là.", "");
        check("Le quotidien La Croix écrit.", "La Croix FR");
        check("La croix est tombée.", "");
        check("En 24 heures, sur la RN 165.", "");
        check("À Passage-d'Agen, dans le Gers.", "Gers FR");
    }
}
