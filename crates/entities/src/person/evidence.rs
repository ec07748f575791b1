//! Weighs what says that a run of capitalised words is a human being, and what says that it is not.

use std::ops::Range;

use crate::lexicon::{Certainty, Cue, LEXICON, OtherWord, SenseKind};
use crate::person::Marks;
use crate::person::run::Run;
use crate::words::{Gap, Shape, Words};

/// What a run must weigh.
const PERSON: i32 = 2;

/// Returns whether the run names a person.
pub(crate) fn is_person(words: &Words<'_>, marks: &Marks, run: &Run) -> bool {
    let name = &run.words;
    let announced = run.title.is_some() || title_before(words, marks, name.start);
    if name.len() == 1 {
        // One word alone is a person after a title only: `M. Diallo`, `le pape François`.
        return announced
            && marks.at(name.start).name.is_none()
            && is_single(words, marks, name.start);
    }
    inside(words, marks, name) + around(words, marks, name) + if announced { 4 } else { 0 }
        >= PERSON
}

fn is_single(words: &Words<'_>, marks: &Marks, at: usize) -> bool {
    let word = &words.list[at];
    let capitals = words.form(at).chars().filter(|c| c.is_uppercase()).count();
    word.shape == Shape::Capital
        && capitals < 3
        && words.form(at).chars().count() > 1
        && words.elided(at) != "l"
        && !word.shouted
        && LEXICON.other_word(words.key(at)).is_none()
        && title_immediately_before(words, marks, at)
}

/// Weighs the words of the run.
fn inside(words: &Words<'_>, marks: &Marks, name: &Range<usize>) -> i32 {
    let given = marks.at(name.start).first_name;
    let mut after_first = words.list[name.start + 1..name.end].iter();
    let is_compound = after_first.all(|word| word.gap == Gap::Hyphen);
    let mut weight = match given {
        // `Brèche-Haute`, `Jean-Paul`: one compound is a person after a title or before an apposition only.
        _ if is_compound => -1,
        Some(Certainty::Sure) => 4,
        // `France Musique`, but `Florence Foresti`.
        Some(Certainty::Maybe)
            if matches!(marks.at(name.start).name, Some((SenseKind::Country, _))) =>
        {
            0
        }
        Some(Certainty::Maybe) => 2,
        // Two or three capitalised words that no table knows are a person nine times in ten where nothing else speaks
        // against it, counted on annotated news.
        None if name.len() <= 3 => 2,
        None => 0,
    };
    for at in name.clone() {
        weight -= match LEXICON.other_word(words.key(at)) {
            None => 0,
            // `Laurent Blanc`, `Emmanuel Petit`: surnames are words.
            Some(OtherWord::Other) if at > name.start && given.is_some() => 0,
            Some(_) => 8,
        };
        // `La Rossa Balla`, `Le Canard`: a work or a paper, but also a surname (`Le Drian`).
        if at == name.start && matches!(words.key(at), "le" | "la") {
            weight -= 1;
        }
        // `Portes-lès-Valence`: such a compound is a place.
        let small = words.list[at].shape == Shape::Lower && words.list[at].gap == Gap::Hyphen;
        let inside_places = matches!(
            words.key(at),
            "sur" | "sous" | "les" | "en" | "de" | "du" | "des" | "la" | "le" | "aux"
        );
        if small && inside_places {
            weight -= 8;
        } else if small && at > name.start + 1 && !LEXICON.is_particle(words.key(at)) {
            // `Park Geun-hye`: the second half of a Korean or Chinese given name.
            weight += 2;
        }
        // `LaREM`.
        if words.form(at).chars().filter(|c| c.is_uppercase()).count() > 2
            && words.list[at].shape == Shape::Capital
        {
            weight -= 4;
        }
        let caps = words.list[at].shape == Shape::Caps && !words.list[at].shouted;
        if caps && at == name.start {
            weight -= 4;
        } else if caps && marks.at(name.start).first_name.is_none() {
            weight -= 3;
        }
    }
    // The run is, begins or ends with a name of the tables: `Ria Novosti`, `Manchester United`; `Milan Kundera` has
    // a first name there, and surnames are cities often (`Jean Tours`).
    let (first, last) = (marks.at(name.start), marks.at(name.end - 1));
    match first.name {
        Some((_, len)) if len >= name.len() => weight -= 8,
        Some(_) if first.first_name.is_none() => weight -= 4,
        // `Orange Martin`, but `Zara Kelloumi`.
        Some((kind, _)) if kind.is_organisation() && given != Some(Certainty::Sure) => weight -= 4,
        _ => {}
    }
    match last.name {
        Some((SenseKind::People, _)) => weight -= 2,
        Some((_, len)) if len > 1 && len < name.len() => weight -= 4,
        Some(_) if first.first_name.is_none() => weight -= 3,
        _ => {}
    }
    weight
}

/// Weighs what stands before and after.
fn around(words: &Words<'_>, marks: &Marks, name: &Range<usize>) -> i32 {
    let start = name.start;
    let before = words.key_before(start);
    let gap = words.list[start].gap;
    let mut weight = 0;
    let near = gap == Gap::Blank && !words.list[start].first;
    if words.elided(start) == "l" {
        weight -= 5;
    } else if near {
        weight -= match before {
            "le" | "la" | "les" | "du" | "des" | "au" | "aux" | "un" | "une" | "ce" | "cette"
            | "ces" | "son" | "sa" | "leur" | "notre" => 5,
            "en" | "dans" | "sur" | "vers" => 3,
            // `à Khan Cheikhoune`, but `à Pierre Dupont`.
            "a" if marks.at(start).first_name.is_none() => 1,
            _ => 0,
        };
    } else if words.list[start].first && marks.at(start).first_name.is_none() {
        // The first word has its capital from the sentence.
        weight -= 1;
    }
    // `le collège Lucie Aubrac`, `l'entreprise Arlux Visotec`: what the word before says it is.
    if start > 0
        && near
        && words.list[start - 1].shape == Shape::Lower
        && LEXICON.other_word(before).is_some()
    {
        weight -= 5;
    }
    if start > 0 && near && marks.at(start - 1).cue_ends == Some(Cue::Speech) {
        weight += 2;
    }
    weight + after(words, marks, name.end)
}

fn after(words: &Words<'_>, marks: &Marks, end: usize) -> i32 {
    let Some(next) = words.list.get(end) else {
        return 0;
    };
    if next.first {
        return 0;
    }
    let says = matches!(marks.at(end).cue_starts, Some((Cue::Speech, _)));
    let is_function = |at: usize| {
        matches!(marks.at(at).cue_starts, Some((Cue::Function, _))) && !words.is_capital(at)
    };
    match next.gap {
        Gap::Blank | Gap::Comma if says => 2,
        Gap::Comma if is_age(words, end) || is_function(end) => 3,
        Gap::Comma if matches!(words.key(end), "ne" | "nee" | "age" | "agee" | "alias") => 3,
        Gap::Comma
            if matches!(
                words.key(end),
                "le" | "la" | "un" | "une" | "son" | "sa" | "ancien" | "ancienne" | "ex"
            ) && (1..=3).any(|offset| is_function(end + offset)) =>
        {
            3
        }
        Gap::Comma if !words.elided(end).is_empty() && is_function(end) => 3,
        Gap::Open if is_age(words, end) => 3,
        _ => 0,
    }
}

/// `45 ans`.
fn is_age(words: &Words<'_>, at: usize) -> bool {
    words.list[at].shape == Shape::Other
        && words
            .list
            .get(at + 1)
            .is_some_and(|next| next.gap == Gap::Blank)
        && words.key(at + 1) == "ans"
}

fn title_immediately_before(words: &Words<'_>, marks: &Marks, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    let beside = words.list[start].gap == Gap::Blank && !words.list[start].first
        || words.list[start].gap == Gap::Point;
    beside
        && matches!(
            marks.at(before).cue_ends,
            Some(Cue::Civility | Cue::Function)
        )
}

/// Returns whether a title stands before: `M.`, `le président russe`, `le secrétaire du Conseil de sécurité russe,`.
fn title_before(words: &Words<'_>, marks: &Marks, start: usize) -> bool {
    if title_immediately_before(words, marks, start) {
        return true;
    }
    let word = &words.list[start];
    if word.first || !matches!(word.gap, Gap::Blank | Gap::Comma) || !words.elided(start).is_empty()
    {
        return false;
    }
    // `la maire de Saint-Corvin`: that is the town.
    let of = matches!(
        words.key_before(start),
        "de" | "du" | "des" | "la" | "les" | "a" | "au" | "aux"
    );
    if of && word.gap == Gap::Blank {
        return false;
    }
    // Beside the name only adjectives may stand: `le président russe Vladimir Poutine`, `la ministre de la Défense Jeanne
    // Martin`; a longer title ends with a comma.
    let reach = if word.gap == Gap::Comma { 9 } else { 6 };
    let mut at = start;
    for _ in 0..reach {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let mark = marks.at(before);
        match mark.cue_ends {
            Some(Cue::Function) => return true,
            Some(Cue::Speech) => return false,
            _ => {}
        }
        let here = &words.list[before];
        let part_of_title = words.is_capital(before)
            || mark.name.is_some()
            || matches!(
                words.key(before),
                "de" | "du" | "des" | "la" | "l" | "et" | "a" | "aux" | "au"
            )
            || here.shape == Shape::Lower && !depeche_text::is_stop_word(words.form(before));
        if !part_of_title
            || here.first
            || !matches!(here.gap, Gap::Blank | Gap::Hyphen | Gap::Apostrophe)
        {
            return false;
        }
        at = before;
    }
    false
}
