//! How a suggestion is written: the query as it was typed, with its words corrected, and what may be searched unasked.

use crate::{archive, suggested};

#[test]
fn the_rest_stands_as_it_was_typed() {
    let (_folder, search) = archive(&[]);
    let mut wrong = Vec::new();
    for (typed, expected, surely) in [
        ("soutein", "soutien", "soutien"),
        (
            "soutein inconditionel",
            "soutien inconditionnel",
            "soutien inconditionnel",
        ),
        (
            "le soutein de Poutine",
            "le soutien de Poutine",
            "le soutien de Poutine",
        ),
        // With a capital it may be a name that the archive lacks.
        ("Soutein", "Soutien", ""),
        ("SOUTEIN", "SOUTIEN", ""),
        ("l'Ukrane", "l'Ukraine", ""),
        (
            "soutieninconditionnel",
            "soutien inconditionnel",
            "soutien inconditionnel",
        ),
        // A field is kept, and nothing but bare words is corrected unasked.
        ("titre:pechee", "titre:pêche", ""),
        ("chapeau:soutein", "chapeau:soutien", ""),
        (
            "\"soutein inconditionnel\"",
            "\"soutien inconditionnel\"",
            "",
        ),
        ("=soutein", "=soutien", ""),
        ("soutein OU inconditionel", "soutien OU inconditionnel", ""),
        ("soutein ET Poutine", "soutien ET Poutine", ""),
        (
            "soutein PROCHE/5 inconditionel",
            "soutien PROCHE/5 inconditionnel",
            "",
        ),
        (
            "soutein SUIVI/5 (Kim OU Choigu)",
            "soutien SUIVI/5 (Kim OU Choïgou)",
            "",
        ),
        (
            "soutein MEMEPHRASE Poutine",
            "soutien MEMEPHRASE Poutine",
            "",
        ),
        ("Poutine -soutein", "Poutine -soutien", ""),
        ("soutein>=2", "soutien>=2", ""),
        (
            "soutein pays:Russie",
            "soutien pays:Russie",
            "soutien pays:Russie",
        ),
        (
            "soutein date:2025",
            "soutien date:2025",
            "soutien date:2025",
        ),
        // Names and countries that the archive lacks.
        ("pays:Rusie", "pays:Russie", ""),
        ("pays:\"Coré du Nord\"", "pays:\"Corée du Nord\"", ""),
        ("personne:Chougou", "personne:Choigou", ""),
        ("personne:poutinne", "personne:poutine", ""),
        ("personne:\"Kim Jung Un\"", "personne:\"Kim Jong Un\"", ""),
        ("soutien -pays:Ukrane", "soutien -pays:Ukraine", ""),
        // Only what is wrong, and each once.
        (
            "soutein soutein Kim",
            "soutien soutien Kim",
            "soutien soutien Kim",
        ),
    ] {
        let (suggestion, sure) = suggested(&search, typed);
        if (suggestion.as_str(), sure.as_str()) != (expected, surely) {
            wrong.push(format!("{typed}: {suggestion}, surely {sure}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn each_word_is_told_as_it_was_typed() {
    let (_folder, search) = archive(&[]);
    let words = |typed: &str| {
        let suggested = search
            .suggest(&crate::all_required(typed))
            .unwrap()
            .unwrap();
        let words = suggested.words.into_iter();
        words
            .map(|of| format!("{} → {}", of.word, of.correction))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        words("Le Soutein de Poutine, inconditionel"),
        ["Soutein → Soutien", "inconditionel → inconditionnel"]
    );
}

#[test]
fn a_rare_word_is_suggested_only_what_is_much_more_frequent() {
    let mut texts: Vec<String> = (0..60)
        .map(|_| "Une commission parle de la démocratie.".to_string())
        .collect();
    // Two errors, and a rare word that is near a frequent one by a whole letter.
    texts.push("La comission a parlé de la démocrtaie, sans émission ni permission.".to_string());
    let (_folder, search) = archive(&texts);
    for (typed, expected) in [
        ("comission", "commission"),
        ("démocrtaie", "démocratie"),
        ("permission", ""),
        ("commission", ""),
    ] {
        // A word that stands there is never searched otherwise.
        assert_eq!(
            suggested(&search, typed),
            (expected.to_string(), String::new()),
            "{typed}"
        );
    }
}
