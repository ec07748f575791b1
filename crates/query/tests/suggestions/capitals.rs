//! Names and acronyms that the archive lacks, and stop words: what is no correction of them.

use crate::{archive, suggested};

fn texts() -> Vec<String> {
    // Frequent enough that each common noun and acronym is near what is typed below.
    let text = "On ne voit pas un amas de pierres, ni mille roses, avec le PAM et la candidature. \
        Il a vu Netanyahou, le Hezbollah et la foule de Bruxelles.";
    vec![text.to_string(); 30]
}

#[test]
fn names_are_corrected_to_names_acronyms_and_stop_words_to_nothing() {
    let (_folder, search) = archive(&texts());
    let mut wrong = Vec::new();
    for (typed, expected) in [
        // A stop word is no correction.
        ("PFAS", ""),
        ("avce", ""),
        // An acronym is another one, not an error.
        ("PMA", ""),
        ("PAMM", ""),
        ("PARM", ""),
        ("P.M.A.", ""),
        ("AMAZS", ""),
        // A name is no common noun …
        ("Hamas", ""),
        ("Milei", ""),
        ("Candidoture", ""),
        // … but a name,
        ("Netanyaou", "Netanyahou"),
        ("Hezbolah", "Hezbollah"),
        // or a slip of a long word that begins a sentence.
        ("Candidatrue", "Candidature"),
        ("CANDIDATRUE", "CANDIDATURE"),
        // In small letters nothing is a name.
        ("amsa", "amas"),
        ("hezbolah", "hezbollah"),
        // The other words are corrected beside it.
        ("Hamas candidatrue", "Hamas candidature"),
    ] {
        let (suggestion, _) = suggested(&search, typed);
        if suggestion != expected {
            wrong.push(format!("{typed}: {suggestion}, not {expected}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
