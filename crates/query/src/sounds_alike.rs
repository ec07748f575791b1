//! The words that sound like a typed one, as a regular expression over forms without accents: what is further from it
//! than two letters, and yet one error to the ear (`fotografie`).

use crate::typing_cost::{SILENT_ENDS, sounds};

/// Letters at the end of a word that may be silent: of `-es`, `-ds`, `-ts`.
pub(crate) const MOST_SILENT: usize = 2;

/// Returns the expression: each sound in any of its spellings, letters doubled or not, an `h` anywhere, a silent letter
/// or two at the end.
pub(crate) fn sounds_alike(plain: &str) -> String {
    let letters: Vec<char> = plain.chars().collect();
    let silent = letters.iter().rev().take_while(|c| is_silent(**c));
    let last = letters.len() - silent.count().min(MOST_SILENT);
    let mut regex = String::from("h?");
    let mut at = 0;
    while at < last.max(1).min(letters.len()) {
        let length = longest(&letters[at..]);
        let here = &letters[at..at + length];
        // `an` may be one sound (`en`) or two (`ani`).
        let apart: String = here.iter().map(|letter| spelled(&[*letter])).collect();
        let together = if length > 1 {
            spelled(here)
        } else {
            String::new()
        };
        regex.push_str(&match together.is_empty() {
            true => apart,
            false => format!("(?:{apart}|{together})"),
        });
        at += length;
    }
    let silent: String = SILENT_ENDS.iter().collect();
    // `apele` sounds like `appeler`.
    regex.push_str(&format!("(?:e[rz]|[{silent}]{{0,{MOST_SILENT}}})"));
    regex
}

/// The spellings of a sound, a letter doubled or not, and an `h` behind it.
fn spelled(here: &[char]) -> String {
    let mut spellings = vec![here.iter().collect::<String>()];
    for row in sounds()
        .iter()
        .filter(|row| row.iter().any(|of| of == here))
    {
        spellings.extend(row.iter().map(|of| of.iter().collect::<String>()));
    }
    if let [first, second] = here
        && first == second
    {
        spellings.push(first.to_string());
    }
    let doubled = if here.len() == 1 { "{1,2}" } else { "" };
    format!("(?:{}){doubled}h?", spellings.join("|"))
}

fn is_silent(letter: char) -> bool {
    SILENT_ENDS.contains(&letter)
}

/// The letters of the longest spelling that a word goes on with.
fn longest(letters: &[char]) -> usize {
    let spellings = sounds().iter().flatten();
    let here = spellings.filter(|of| letters.starts_with(of)).map(Vec::len);
    let doubled = if letters.len() > 1 && letters[0] == letters[1] {
        2
    } else {
        1
    };
    here.max().unwrap_or(1).max(doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_is_met() {
        for (typed, form, expected) in [
            ("fotografie", "photographie", true),
            ("filosofi", "philosophie", true),
            ("sinfoni", "symphonie", true),
            ("bato", "bateau", true),
            ("bato", "bateaux", true),
            ("abitan", "habitants", true),
            ("apele", "appeler", true),
            ("kestion", "question", true),
            ("soutien", "soutiens", true),
            ("soutien", "maintien", false),
            ("bato", "batons", false),
            ("s", "s", true),
            ("tes", "t", true),
        ] {
            let regex = format!("^(?:{})$", sounds_alike(typed));
            let regex = regex_automata::meta::Regex::new(&regex).unwrap();
            assert_eq!(regex.is_match(form), expected, "{typed} {form}");
        }
    }
}
