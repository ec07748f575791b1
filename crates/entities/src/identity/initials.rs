//! `N. Sarkozy` is Nicolas Sarkozy where the archive has one name that it fits, and nobody where it has two.

use rustc_hash::FxHashMap;

use super::elided;
use super::tables::SPELLINGS;

/// `M. Blanc` is any Mr Blanc, and `Dr Blanc` no David.
const CIVILITIES: [&str; 10] = [
    "m", "mm", "mme", "mmes", "mlle", "me", "mes", "mgr", "dr", "pr",
];

/// What an abbreviated name leaves: the surname's words and the first letters of the given names.
type Abbreviated = (String, String);

/// Which entity fits: its place, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fits {
    Nothing,
    One(usize),
    Several,
}

/// Returns, for each folded name that begins with initials, the one entity that it fits. `root` says which entity a name
/// is of.
pub(crate) fn fitting(
    folded: &[String],
    root: &mut dyn FnMut(usize) -> usize,
) -> Vec<(usize, usize)> {
    let mut wanted: FxHashMap<Abbreviated, Fits> = FxHashMap::default();
    let mut abbreviated = Vec::new();
    for (at, name) in folded.iter().enumerate() {
        if let Some(short) = abbreviation(&elided::joined(name, false)) {
            wanted.insert(short.clone(), Fits::Nothing);
            abbreviated.push((at, short));
        }
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    for (at, name) in folded.iter().enumerate() {
        let name = elided::joined(name, false);
        let words: Vec<&str> = name.split(' ').collect();
        // `George W. Bush` is no `G. Bush`: an initial inside a name is a part of it.
        if words.len() < 2
            || words.iter().any(|word| word.len() == 1)
            || CIVILITIES.contains(&words[0])
        {
            continue;
        }
        for given in 1..words.len() {
            let surname = surname(&words[given..]);
            let mut initials = String::new();
            for word in &words[..given] {
                initials.extend(word.chars().next());
                let short = (surname.clone(), initials.clone());
                let Some(fits) = wanted.get_mut(&short) else {
                    continue;
                };
                let entity = root(at);
                *fits = match *fits {
                    Fits::Nothing => Fits::One(entity),
                    Fits::One(other) if other == entity => Fits::One(entity),
                    _ => Fits::Several,
                };
            }
        }
    }
    let one = |(at, short): (usize, Abbreviated)| match wanted.get(&short) {
        Some(Fits::One(entity)) => Some((at, *entity)),
        _ => None,
    };
    abbreviated.into_iter().filter_map(one).collect()
}

/// What is left of a name that begins with initials; none of others.
pub(crate) fn abbreviation(name: &str) -> Option<Abbreviated> {
    let words: Vec<&str> = name.split(' ').collect();
    let initials = words.iter().take_while(|word| word.len() == 1).count();
    let rest = &words[initials..];
    // `J. R.` alone, and `M. L. K. Jr`: too little to go by.
    let is_name = initials > 0 && !rest.is_empty() && rest.iter().all(|word| word.len() > 1);
    let is_name = is_name && !(initials == 1 && CIVILITIES.contains(&words[0]));
    is_name.then(|| (surname(rest), words[..initials].concat()))
}

/// The words of a surname, in one spelling where the table has several.
fn surname(words: &[&str]) -> String {
    let spelled = words
        .iter()
        .map(|word| match SPELLINGS.surnames.get(*word) {
            Some(class) => format!("#{}", class.number),
            None => (*word).to_string(),
        });
    spelled.collect::<Vec<_>>().join(" ")
}
