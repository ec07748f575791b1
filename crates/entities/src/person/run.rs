//! Finds runs of capitalised words that may be a person's name, without what stands around it: the sentence's first
//! word, the title, the city before.

use std::ops::Range;

use crate::lexicon::{Certainty, Cue, LEXICON, SenseKind};
use crate::person::Marks;
use crate::words::{Gap, Shape, Words};

/// A run of capitalised words.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) words: Range<usize>,
    /// The civility or function with a capital that was cut off in front: `Monsieur`, `Président`.
    pub(crate) title: Option<Cue>,
}

/// The longest name looked for: `Luiz Inácio Lula da Silva` has five words.
const LONGEST: usize = 7;

/// Returns the runs of an article, in order.
pub(crate) fn runs(words: &Words<'_>, marks: &Marks) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        if !words.is_capital(at) {
            at += 1;
            continue;
        }
        let end = end(words, marks, at);
        runs.extend(trimmed(words, marks, at..end));
        at = end;
    }
    runs
}

/// Returns where the run ends that starts at a word.
fn end(words: &Words<'_>, marks: &Marks, start: usize) -> usize {
    let mut end = start + 1;
    while end - start < LONGEST
        && let Some(next) = next_end(words, marks, start, end)
    {
        end = next;
    }
    end
}

/// Returns the end of the run with the next part of the name, if it goes on.
fn next_end(words: &Words<'_>, marks: &Marks, start: usize, end: usize) -> Option<usize> {
    let word = words.list.get(end)?;
    if word.shouted {
        // Between capitals only a first name tells a name: `VLADIMIR POUTINE RENCONTRE`.
        let pair = end == start + 1 && marks.at(start).first_name == Some(Certainty::Sure);
        return (pair && word.gap == Gap::Blank && !word.first).then_some(end + 1);
    }
    let capital = words.is_capital(end);
    match word.gap {
        Gap::Blank if word.first => None,
        Gap::Blank if capital && (cuts(words, end) || other_name(words, marks, start, end)) => None,
        Gap::Blank if capital => match words.elided(end) {
            "" => Some(end + 1),
            "d" => noble(words, marks, start, end).then_some(end + 1),
            _ => None,
        },
        Gap::Blank if word.shape == Shape::Lower => after_particles(words, marks, start, end),
        // `Jong-un`, `al-Assad`; not `a-t-il`, `Macron-là`.
        Gap::Hyphen => {
            let small = is_half(words, end);
            if small && LEXICON.is_particle(words.key(end)) {
                after_particles(words, marks, start, end)
            } else {
                (capital || small).then_some(end + 1)
            }
        }
        Gap::Apostrophe => capital.then_some(end + 1),
        // `J. K. Rowling`: the point of an initial ends no sentence.
        Gap::Point => {
            let goes_on = capital && is_initial(words, end - 1);
            (goes_on && !LEXICON.starts_sentences(words.key(end))).then_some(end + 1)
        }
        _ => None,
    }
}

/// Returns where a name ends that a small second half of a given name may follow: `Ri Hyang-sol`.
pub(crate) fn given_name_end(words: &Words<'_>, end: usize) -> usize {
    let goes_on = words
        .list
        .get(end)
        .is_some_and(|word| word.gap == Gap::Hyphen && is_half(words, end));
    end + usize::from(goes_on)
}

/// Returns whether a word after a hyphen may be half of a name: not that of `a-t-il`, `Macron-là`.
fn is_half(words: &Words<'_>, at: usize) -> bool {
    words.list[at].shape == Shape::Lower
        && words.form(at).chars().count() <= 5
        && !matches!(
            words.key(at),
            "t" | "il" | "elle" | "on" | "la" | "ci" | "ils" | "et"
        )
}

/// `Richard Varga Comme`: no name holds such a word; short ones may be syllables (`Kim Jong Un`, `Le Drian`).
fn cuts(words: &Words<'_>, at: usize) -> bool {
    words.list[at].shape == Shape::Capital
        && words.form(at).chars().count() >= 4
        && LEXICON.starts_sentences(words.key(at))
}

/// `François Hollande Manuel Valls`: a list of names without commas, as in captions.
fn other_name(words: &Words<'_>, marks: &Marks, start: usize, at: usize) -> bool {
    let surname_follows = words
        .list
        .get(at + 1)
        .is_some_and(|next| next.gap == Gap::Blank && !next.first && words.is_capital(at + 1));
    at >= start + 2
        && marks.at(start).first_name.is_some()
        && marks.at(at - 1).first_name.is_none()
        && marks.at(at).first_name.is_some()
        && surname_follows
}

fn is_initial(words: &Words<'_>, at: usize) -> bool {
    let form = words.form(at);
    form.chars().count() == 1 && form.chars().all(char::is_uppercase) || matches!(form, "St" | "Jr")
}

/// Returns the end after particles and the capitalised word they lead to: `bin Salmane`, `de Gaulle`.
fn after_particles(words: &Words<'_>, marks: &Marks, start: usize, first: usize) -> Option<usize> {
    let mut at = first;
    while LEXICON.is_particle(words.key(at)) && words.list[at].shape == Shape::Lower {
        if matches!(words.key(at), "de" | "du" | "des" | "la" | "le")
            && !noble(words, marks, start, at + 1)
        {
            return None;
        }
        at += 1;
        if at - first > 3 || at >= words.list.len() {
            return None;
        }
    }
    let word = &words.list[at];
    let beside = matches!(word.gap, Gap::Blank | Gap::Hyphen | Gap::Apostrophe) && !word.first;
    (at > first && beside && words.is_capital(at) && matches!(words.elided(at), "" | "d"))
        .then_some(at + 1)
}

/// `Charles de Gaulle`, not `Macron de France`: first names stand before the French particle, and no known name after it.
fn noble(words: &Words<'_>, marks: &Marks, start: usize, after: usize) -> bool {
    let given = (start..after)
        .filter(|at| words.is_capital(*at))
        .all(|at| marks.at(at).first_name.is_some());
    // `Valéry Giscard d'Estaing`: elided it also follows a surname; `Potter de Rowling` is a book.
    let surname = after == start + 2
        && words.list.get(after).is_some()
        && words.elided(after) == "d"
        && marks.at(start).first_name.is_some();
    (given || surname)
        && marks.at(after).name.is_none()
        && words
            .list
            .get(after)
            .is_some_and(|_| LEXICON.other_word(words.key(after)).is_none())
}

/// Cuts off what is no part of the name; returns nothing where nothing is left.
fn trimmed(words: &Words<'_>, marks: &Marks, run: Range<usize>) -> Option<Run> {
    let Range { mut start, end } = run;
    let mut title = None;
    // A known first name further on shows where the name starts: `Selon Jean Dupont`, `À Paris François Hollande`.
    while start < end {
        let mark = marks.at(start);
        let joined_after = words
            .list
            .get(start + 1)
            .is_some_and(|next| next.gap == Gap::Hyphen && start + 1 < end);
        if let Some((function, len)) = mark.cue_starts
            && function != Cue::Speech
            && mark.first_name.is_none()
        {
            title = Some(function);
            start += len;
        } else if mark.first_name.is_none() && !joined_after && starts_sentence_only(words, start) {
            title = None;
            start += 1;
        } else if let Some(after) = name_starts_after(words, marks, start, end) {
            title = None;
            start = after;
        } else {
            break;
        }
    }
    (start < end).then_some(Run {
        words: start..end,
        title,
    })
}

/// Returns whether the word has its capital from a sentence or a title: `Pour`, and `Le` where one starts.
fn starts_sentence_only(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    if word.shape != Shape::Capital || !LEXICON.starts_sentences(words.key(at)) {
        return false;
    }
    let opens = word.first || matches!(word.gap, Gap::Break | Gap::Quote | Gap::Open);
    opens || cuts(words, at)
}

/// Returns where a first name with a surname starts behind what is no part of it: a table's name (`le président des
/// États-Unis Donald Trump`), a word after an article (`le ministre de l'Intérieur Jean Dupont`), a sentence's first word.
fn name_starts_after(words: &Words<'_>, marks: &Marks, at: usize, end: usize) -> Option<usize> {
    let mark = marks.at(at);
    let before = words.key_before(at);
    let len = mark.name.map_or(1, |(_, len)| len);
    let foreign = match mark.first_name {
        None => {
            let after_article = matches!(before, "la" | "les" | "des" | "du" | "aux" | "au");
            mark.name.is_some()
                || LEXICON.other_word(words.key(at)).is_some()
                || words.list[at].first
                || words.elided(at) == "l"
                || after_article && words.list[at].gap == Gap::Blank
        }
        // `À Florence Pierre Dupont`, but `Florence Marie Dupont`.
        Some(Certainty::Maybe) => {
            mark.name.is_some() && matches!(before, "a" | "de" | "depuis" | "vers")
        }
        Some(Certainty::Sure) => false,
    };
    let name = at + len;
    // `le Belge Eddy Merckx`: after an inhabitant any two words are a name.
    let inhabitant = matches!(mark.name, Some((SenseKind::People, _)));
    let follows = name + 1 < end
        && words.list[name].gap == Gap::Blank
        && (inhabitant || marks.at(name).first_name.is_some());
    (foreign && follows).then_some(name)
}
