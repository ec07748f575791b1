//! Arabic names: their particles in one form, and which of them are surely spelled from Arabic to the end. A given name
//! alone is no proof: many West Africans and Frenchmen bear an Arabic one before a surname that is none (`Moussa Kane`,
//! `Karim Martin`), and rules that leave letters out would make Kane and Kan one.

use super::tables::SPELLINGS;

/// Returns whether the surname is Arabic as well as the given name: an article or a `ben` before it, a row of the table,
/// letters that neither French nor the languages of West Africa write so.
pub(crate) fn is_surely_arabic(words: &[&str]) -> bool {
    let Some(last) = words.last() else {
        return false;
    };
    let tells = SPELLINGS.surnames.get(*last).and_then(|class| class.tells);
    tells == Some(super::language::Language::Arabic)
        || (1..words.len() - 1).any(|at| {
            is_article(words[at], words[at + 1])
                || matches!(words[at], "ben" | "bin" | "ibn" | "bint")
        })
        || has_arabic_letters(last)
}

fn has_arabic_letters(word: &str) -> bool {
    ["kh", "dh", "gh"]
        .iter()
        .any(|letters| word.contains(letters))
        || word.contains('q') && !word.contains("qu")
        || ["aoui", "awi", "eddine", "allah", "ullah"]
            .iter()
            .any(|ending| word.ends_with(ending))
        || servant_of(word).is_some()
}

/// Returns whether an article stands inside: `al-Assad`. `as-Sissi` has one where something else is Arabic: `Nguyen An Ninh`
/// has none.
pub(crate) fn has_article(words: &[&str]) -> bool {
    let inside = words.get(1..words.len().saturating_sub(1));
    let mut inside = inside.into_iter().flatten();
    inside.any(|word| matches!(*word, "al" | "el"))
}

/// `al`, `el`, and before a sun letter that letter: `as-Sissi`, `er-Rachid`.
fn is_article(word: &str, next: &str) -> bool {
    match word {
        "al" | "el" => true,
        // `en`, `et`, `de` are French.
        "an" | "ar" | "as" | "ash" | "ach" | "at" | "ad" | "az" | "er" | "es" | "ech" | "ez" => {
            word.get(1..).is_some_and(|sun| next.starts_with(sun))
        }
        _ => false,
    }
}

/// Returns the words with particles in one form: no article but in front, `ben` for son, `abu` and `abd` joined to what
/// follows.
pub(crate) fn without_particles(words: &[&str]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut prefix = "";
    for (at, word) in words.iter().copied().enumerate() {
        let next = words.get(at + 1);
        if at > 0 && next.is_some_and(|next| is_article(word, next)) {
            continue;
        }
        let known = SPELLINGS.given.contains_key(word);
        let (next_prefix, rest) = match word {
            "abd" | "abdel" | "abdul" | "abdoul" | "abdal" if next.is_some() => ("abd", ""),
            "abou" | "abu" | "aboul" | "abul" if next.is_some() => ("abu", ""),
            "bin" | "ibn" => ("", "ben"),
            "aboubakr" => ("", "abubakr"),
            _ if known => ("", word),
            _ => match servant_of(word) {
                Some(rest) => {
                    joined.push(format!("abd{rest}"));
                    prefix = "";
                    continue;
                }
                None => ("", word),
            },
        };
        if !rest.is_empty() {
            joined.push(format!("{prefix}{rest}"));
        }
        prefix = next_prefix;
    }
    joined
}

/// Of whom somebody is called the servant: `fattah` of `abdelfattah`, `rahmane` of `abderrahmane`.
fn servant_of(word: &str) -> Option<&str> {
    // Shorter is no name of God: `abdela`.
    const LETTERS: usize = 4;
    let rest = word.strip_prefix("abd")?;
    let rest = rest.strip_prefix("ou").or_else(|| rest.get(1..))?;
    let mut letters = rest.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let behind = rest.get(first.len_utf8()..)?;
    ((first == 'l' || first == second) && behind.len() >= LETTERS).then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(without_particles(&words).join(" "), expected);
    }

    #[test]
    fn arabic_particles_are_one() {
        check("bachar al assad", "bachar assad");
        check("mohammed bin salman", "mohammed ben salman");
        check("abdel fattah al sissi", "abdfattah sissi");
        check("abdel fattah as sissi", "abdfattah sissi");
        check("abdelfattah al sissi", "abdfattah sissi");
        check("abd al rahman", "abdrahman");
        check("abderrahmane sissako", "abdrahmane sissako");
        check("abou bakr al baghdadi", "abubakr baghdadi");
        check("aboubakr al baghdadi", "abubakr baghdadi");
        check("al gore", "al gore");
        check("abdallah", "abdallah");
        check("abdelaziz", "abdaziz");
        check("abdou diouf", "abdou diouf");
        check("el el", "el el");
        check("mohammed ar diallo", "mohammed ar diallo");
    }

    #[test]
    fn a_given_name_alone_makes_no_surname_arabic() {
        let is = |name: &str| is_surely_arabic(&name.split(' ').collect::<Vec<_>>());
        for name in [
            "bachar al assad",
            "abdel fattah as sissi",
            "mohammed ben nayef",
            "mouammar kadhafi",
            "rami makhlouf",
            "rached ghannouchi",
        ] {
            assert!(is(name), "{name}");
        }
        for name in [
            "moussa kane",
            "abdoulaye sy",
            "abou ba",
            "karim martin",
            "rachid quesnel",
            "omar",
        ] {
            assert!(!is(name), "{name}");
        }
    }
}
