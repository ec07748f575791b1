//! What it costs to have typed one word for another: the noisy channel of a French keyboard and a French ear.
//!
//! An alignment of the two words of least cost (Damerau 1964, with operations of several letters as in Brill and Moore,
//! «An Improved Error Model for Noisy Channel Spelling Correction», 2000); the costs are few, and by kind.

use std::sync::LazyLock;

use depeche_text::without_accents;
use rustc_hash::FxHashMap;

const SOUNDS_FILE: &str = include_str!("../../../data/query/sounds.tsv");
const KEYBOARD_FILE: &str = include_str!("../../../data/query/keyboard.txt");

/// A letter too many, too few, or another one: what all others are compared with.
const EDIT: f64 = 1.0;
/// Two neighbours in the wrong order: fingers, not ignorance.
const SWAP: f64 = 0.7;
/// A letter of a neighbouring key.
const KEY: f64 = 0.8;
/// A letter doubled, or not (`apeler`).
const DOUBLED: f64 = 0.4;
/// Another spelling of the same sound (`filosophie`).
const SOUND: f64 = 0.5;
/// A letter that nobody hears: `h`, or one at the end; an apostrophe.
const SILENT: f64 = 0.5;
/// An accent that the other word lacks, or another one. One that was not typed costs nothing: the index finds it.
const ACCENT: f64 = 0.2;
/// What an error in the first letter costs more: it is the one that is seldom wrong.
const FIRST: f64 = 0.5;

/// What one slip costs at most that leaves the letters, or the sound, as they were.
pub(crate) const SLIP: f64 = SWAP;

/// Letters that stand silent at the end of French words.
pub(crate) const SILENT_ENDS: [char; 7] = ['e', 's', 't', 'd', 'x', 'p', 'z'];

/// Returns what decides a cost, for the fingerprint of the ranking.
pub(crate) fn fingerprint_parts() -> [String; 3] {
    let costs = [EDIT, SWAP, KEY, DOUBLED, SOUND, SILENT, ACCENT, FIRST, SLIP];
    let costs = format!("{costs:?} {SILENT_ENDS:?}");
    [costs, SOUNDS_FILE.to_string(), KEYBOARD_FILE.to_string()]
}

/// The rows of the table of sounds: the spellings of one sound.
pub(crate) fn sounds() -> &'static [Vec<Vec<char>>] {
    static SOUNDS: LazyLock<Vec<Vec<Vec<char>>>> = LazyLock::new(|| {
        rows(SOUNDS_FILE)
            .map(|row| row.split(' ').map(|of| of.chars().collect()).collect())
            .collect()
    });
    &SOUNDS
}

/// Letters of the longest spelling of a sound.
const LONGEST: usize = 4;

/// The rows in which a spelling stands.
static SPELLINGS: LazyLock<FxHashMap<Vec<char>, Vec<usize>>> = LazyLock::new(|| {
    let mut spellings: FxHashMap<Vec<char>, Vec<usize>> = FxHashMap::default();
    for (row, of) in sounds().iter().enumerate() {
        for spelling in of {
            spellings.entry(spelling.clone()).or_default().push(row);
        }
    }
    spellings
});

fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether two letters are struck with keys that touch.
fn are_neighbours(a: char, b: char) -> bool {
    let place = |letter: char| {
        let mut lines = rows(KEYBOARD_FILE).enumerate();
        lines.find_map(|(row, keys)| Some((row, keys.find(letter)?)))
    };
    match (place(a), place(b)) {
        // A row of keys stands half a key further to the right than that above.
        (Some((row, key)), Some((other, at))) if row == other => key.abs_diff(at) == 1,
        (Some((row, key)), Some((other, at))) if row + 1 == other => at == key || at + 1 == key,
        (Some((row, key)), Some((other, at))) if other + 1 == row => at == key || key + 1 == at,
        _ => false,
    }
}

/// A word, its letters also without accents, and the sounds that are spelled up to each of them.
pub(crate) struct Spelled {
    letters: Vec<char>,
    plain: Vec<char>,
    /// For each number of letters: rows of the table a spelling of which ends there, and its length.
    sounds: Vec<Vec<(usize, usize)>>,
}

impl Spelled {
    /// Returns an exact form as it is compared.
    pub(crate) fn of(form: &str) -> Self {
        let letters: Vec<char> = form.chars().collect();
        let mut buffer = [0; 4];
        let plain: Vec<char> = letters
            .iter()
            .map(|letter| {
                let plain = without_accents(letter.encode_utf8(&mut buffer));
                plain.chars().next().unwrap_or(*letter)
            })
            .collect();
        let sounds = (0..=plain.len())
            .map(|end| {
                let mut spelled = Vec::new();
                for length in 1..=end.min(LONGEST) {
                    let rows = SPELLINGS.get(&plain[end - length..end]);
                    spelled.extend(rows.into_iter().flatten().map(|row| (*row, length)));
                }
                spelled
            })
            .collect();
        Self {
            letters,
            plain,
            sounds,
        }
    }

    /// Returns the cost of typing this word where `meant` was meant.
    pub(crate) fn cost(&self, meant: &Self) -> f64 {
        let (typed, wanted) = (self.letters.len(), meant.letters.len());
        let mut costs = vec![vec![f64::INFINITY; wanted + 1]; typed + 1];
        costs[0][0] = 0.0;
        for i in 0..=typed {
            for j in 0..=wanted {
                if i == 0 && j == 0 {
                    continue;
                }
                let mut least = f64::INFINITY;
                // What is wrong in the first letter, were it struck at all.
                let at = |cost: f64, first: bool| match first && cost >= KEY {
                    true => cost + FIRST,
                    false => cost,
                };
                if i > 0 {
                    least = least.min(costs[i - 1][j] + at(self.alone(i - 1), j == 0));
                }
                if j > 0 {
                    least = least.min(costs[i][j - 1] + at(meant.alone(j - 1), i == 0));
                }
                if i > 0 && j > 0 {
                    let here = self.substitution(i - 1, meant, j - 1);
                    let here = at(here, i == 1 && j == 1);
                    least = least.min(costs[i - 1][j - 1] + here);
                    for (row, length) in &self.sounds[i] {
                        for (other, wide) in &meant.sounds[j] {
                            if row == other {
                                let before = costs[i - length][j - wide];
                                least = least.min(before + SOUND);
                            }
                        }
                    }
                }
                if i > 1
                    && j > 1
                    && self.plain[i - 1] == meant.plain[j - 2]
                    && self.plain[i - 2] == meant.plain[j - 1]
                    && self.plain[i - 1] != self.plain[i - 2]
                {
                    least = least.min(costs[i - 2][j - 2] + SWAP);
                }
                costs[i][j] = least;
            }
        }
        costs[typed][wanted]
    }

    /// The cost of a letter that the other word has not.
    fn alone(&self, at: usize) -> f64 {
        let letter = self.plain[at];
        let is_doubled =
            at > 0 && self.plain[at - 1] == letter || self.plain.get(at + 1) == Some(&letter);
        if is_doubled {
            return DOUBLED;
        }
        let is_last = at + 1 == self.plain.len() && at > 0;
        if matches!(letter, 'h' | '\'') || is_last && SILENT_ENDS.contains(&letter) {
            return SILENT;
        }
        EDIT
    }

    fn substitution(&self, at: usize, meant: &Self, other: usize) -> f64 {
        let (typed, wanted) = (self.letters[at], meant.letters[other]);
        let (plain, wanted_plain) = (self.plain[at], meant.plain[other]);
        match plain == wanted_plain {
            true if typed == wanted || typed == plain => 0.0,
            true => ACCENT,
            false if are_neighbours(plain, wanted_plain) => KEY,
            false => EDIT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(typed: &str, meant: &str) -> f64 {
        Spelled::of(typed).cost(&Spelled::of(meant))
    }

    #[test]
    fn what_happens_more_often_costs_less() {
        for (typed, meant, expected) in [
            ("soutien", "soutien", 0.0),
            ("etat", "état", 0.0),
            ("gréve", "grève", ACCENT),
            ("grèvé", "grève", ACCENT),
            ("soutein", "soutien", SWAP),
            ("apeler", "appeler", DOUBLED),
            ("appeller", "appeler", DOUBLED),
            ("filosophie", "philosophie", SOUND),
            ("fotografie", "photographie", 2.0 * SOUND),
            ("bato", "bateau", SOUND),
            ("hopital", "ôpital", SILENT),
            ("plafon", "plafond", SILENT),
            ("aujourdhui", "aujourd'hui", SILENT),
            ("chomzge", "chômage", KEY),
            ("mot", "mort", EDIT),
            ("porte", "forte", EDIT + FIRST),
            ("orte", "porte", EDIT + FIRST),
            ("", "a", EDIT + FIRST),
        ] {
            let found = cost(typed, meant);
            assert!(
                (found - expected).abs() < 1e-9,
                "{typed} for {meant}: {found}"
            );
        }
    }

    #[test]
    fn keys_touch_in_a_row_and_across() {
        for (a, b, expected) in [
            ('a', 'z', true),
            ('a', 'q', true),
            ('z', 'q', true),
            ('z', 's', true),
            ('q', 'w', true),
            ('s', 'w', true),
            ('a', 's', false),
            ('a', 'p', false),
            ('p', 'q', false),
            ('é', 'e', false),
        ] {
            assert_eq!(are_neighbours(a, b), expected, "{a} {b}");
            assert_eq!(are_neighbours(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn every_spelling_is_short_plain_and_beside_another() {
        for row in sounds() {
            assert!(row.len() > 1, "{row:?}");
            for spelling in row {
                assert!((1..=LONGEST).contains(&spelling.len()), "{spelling:?}");
                assert!(
                    spelling.iter().all(char::is_ascii_lowercase),
                    "{spelling:?}"
                );
            }
        }
    }
}
