//! Sets of names: what becomes one, and which form is shown.

use depeche_corpus::EntityKind::{self, Organisation, Person, Place};
use depeche_entities::entities;

fn check(kind: EntityKind, forms: &str, expected: &str) {
    let found = entities(kind, forms.split("; "));
    let shown = found
        .iter()
        .map(|entity| format!("{} < {}", entity.name, entity.forms.join(", ")));
    assert_eq!(shown.collect::<Vec<_>>().join("\n"), expected);
}

#[test]
fn initials_are_the_one_name_they_fit() {
    check(
        Person,
        "N. Sarkozy; Nicolas Sarkozy; Carla Bruni",
        "Nicolas Sarkozy < N. Sarkozy, Nicolas Sarkozy",
    );
    check(Person, "N. Sarkozy; Nicolas Sarkozy; Nadine Sarkozy", "");
    check(Person, "J. Martin; Jean Martin; Jean-Marie Martin", "");
    check(
        Person,
        "J.-M. Le Pen; Jean-Marie Le Pen; Marine Le Pen",
        "Jean-Marie Le Pen < J.-M. Le Pen, Jean-Marie Le Pen",
    );
    check(Person, "G. Bush; George W. Bush", "");
    // Two spellings are one name that fits.
    check(
        Person,
        "V. Putin; Vladimir Poutine; Vladimir Putin",
        "Vladimir Poutine < V. Putin, Vladimir Poutine, Vladimir Putin",
    );
    check(Person, "J. R.; J. Ross; N. Sarkozy; Sarkozy", "");
}

#[test]
fn the_french_spelling_is_shown() {
    for (forms, shown) in [
        (
            "Vladimir Putin; Vladimir Poutine; VLADIMIR POUTINE",
            "Vladimir Poutine",
        ),
        (
            "Sergei Shoigu; Sergueï Choigou; Sergueï Choïgou",
            "Sergueï Choïgou",
        ),
        (
            "Volodymyr Zelenskyy; Volodymyr Zelensky; Volodymyr Zelenski",
            "Volodymyr Zelensky",
        ),
        (
            "Kim Jong-un; Kim Jong Un; Kim Jong\u{2011}Un; kim jong un",
            "Kim Jong Un",
        ),
        (
            "Jean Luc Melenchon; Jean-Luc Mélenchon; Jean Luc Mélenchon",
            "Jean-Luc Mélenchon",
        ),
        (
            "MBS; Mohamed bin Salman; Mohammed ben Salmane",
            "Mohammed ben Salmane",
        ),
        ("MBS; Mohamed bin Salman", "Mohamed bin Salman"),
        (
            "Muammar Gaddafi; Mouammar Kadhafi; Mouammar Khadafi",
            "Mouammar Kadhafi",
        ),
        (
            "Alexander Lukashenko; Alexandre Loukachenko",
            "Alexandre Loukachenko",
        ),
        (
            "Bashar al-Assad; Bachar el-Assad; Bachar al-Assad",
            "Bachar al-Assad",
        ),
        (
            "Recep Tayyip Erdogan; Recep Tayyip Erdoğan",
            "Recep Tayyip Erdogan",
        ),
        (
            "Benjamin Netanyahu; Benyamin Netanyahou",
            "Benyamin Netanyahou",
        ),
    ] {
        let found = entities(Person, forms.split("; "));
        let names: Vec<&str> = found.iter().map(|entity| entity.name.as_str()).collect();
        assert_eq!(names, [shown], "{forms}");
    }
}

#[test]
fn fewer_capitals_are_shown_where_french_has_them_small() {
    check(
        Person,
        "Ban Ki-Moon; Ban Ki-moon; Bruno le Maire; Bruno Le Maire; Jean-Pierre Martin; Jean-pierre Martin",
        "Ban Ki-moon < Ban Ki-Moon, Ban Ki-moon\n\
         Bruno Le Maire < Bruno Le Maire, Bruno le Maire\n\
         Jean-Pierre Martin < Jean-Pierre Martin, Jean-pierre Martin",
    );
    check(
        Organisation,
        "Éducation Nationale; Éducation nationale; Gilets Jaunes; Gilets jaunes; Le Monde; Le monde; Boko Haram; \
         Boko haram; Croix-Rouge; Croix-rouge; Conseil National de la Résistance; Conseil national de la Résistance",
        "Boko Haram < Boko Haram, Boko haram\n\
         Conseil national de la Résistance < Conseil National de la Résistance, Conseil national de la Résistance\n\
         Croix-Rouge < Croix-Rouge, Croix-rouge\n\
         Gilets jaunes < Gilets Jaunes, Gilets jaunes\n\
         Le Monde < Le Monde, Le monde\n\
         Éducation nationale < Éducation Nationale, Éducation nationale",
    );
    // Of a place the capital is as usual, and known by nothing: the first in the alphabet.
    check(
        Place,
        "Mer Noire; Mer noire; Arc de Triomphe; Arc de triomphe",
        "Arc de Triomphe < Arc de Triomphe, Arc de triomphe\nMer Noire < Mer Noire, Mer noire",
    );
}

#[test]
fn a_civility_is_no_initial() {
    check(
        Person,
        "M. Blanc; Michel Blanc; M. Le Pen; Marine Le Pen",
        "",
    );
    check(Person, "D. Blanc; Dr Blanc; Mme Blanc; M.-A. Blanc", "");
    check(
        Person,
        "M.-A. Blanc; Marc-Antoine Blanc; Y. Ndour; Youssou N'Dour; Youssou Ndour",
        "Marc-Antoine Blanc < M.-A. Blanc, Marc-Antoine Blanc\n\
         Youssou N'Dour < Y. Ndour, Youssou N'Dour, Youssou Ndour",
    );
}

#[test]
fn organisations_and_places_are_joined_by_their_letters_only() {
    check(
        Organisation,
        "Météo-France; METEO FRANCE; Météo France; ONU; O.N.U.; Nations unies",
        "Météo-France < METEO FRANCE, Météo France, Météo-France\nONU < O.N.U., ONU",
    );
    check(
        Place,
        "Saint-Étienne; Saint Etienne; Moscou; Moscow; N'Djamena; N’Djamena; Ndjamena",
        "N'Djamena < N'Djamena, Ndjamena, N’Djamena\nSaint-Étienne < Saint Etienne, Saint-Étienne",
    );
}

#[test]
fn strange_forms_are_forms() {
    check(Person, ";  ; -; ', ; 12; 12 34; é", "");
    check(Person, "A; a", "A < A, a");
}
