//! The sums of the groups of features met last, by thread: a newspaper's words stand beside the same words again and again.

use std::cell::RefCell;

use crate::recogniser::features::{Around, GROUPS, others};
use crate::recogniser::label::LABELS;
use crate::recogniser::slots::Slots;

/// How many sums are kept, as a power of two: one megabyte and a half a thread; with twice as many little is gained.
const BITS: u32 = 15;

/// What each label gains.
pub(crate) type Sums = [i16; LABELS];

thread_local! {
    static RECENT: RefCell<Recent> = RefCell::default();
}

/// The sums met last, each at the one place that what it depends on gives.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    /// The number of the model that the sums are of; 0 is none.
    model: u64,
    /// What a group depends on, and its sums. No group depends on nothing: 0 is an empty place.
    kept: Vec<(u128, Sums)>,
    /// Room for the features of a group.
    features: Vec<u32>,
    /// Where the sums are to stand that are to be made, what they depend on, and where their features end.
    missing: Vec<(usize, u128, usize)>,
}

impl Recent {
    /// Calls with the sums of this thread that are of a model.
    pub(crate) fn with<T>(model: u64, work: impl FnOnce(&mut Self) -> T) -> T {
        RECENT.with_borrow_mut(|recent| {
            if recent.model != model {
                recent.model = model;
                recent.kept.clear();
                recent.kept.resize(1 << BITS, (0, [0; LABELS]));
            }
            work(recent)
        })
    }

    /// Returns what each label gains from all features of a word; `slots` say what it gains from some.
    pub(crate) fn sums(&mut self, around: &Around<'_>, slots: &Slots<'_>) -> Sums {
        let Self {
            kept,
            features,
            missing,
            ..
        } = self;
        features.clear();
        let mut sums = [0; LABELS];
        let places = GROUPS.each_ref().map(|group| {
            let depends = (group.depends)(around);
            (depends, place(depends))
        });
        // Everything is asked for before the first is looked at, so that the memory brings it together.
        let read = places.iter().fold(0, |read, (_, at)| read ^ kept[*at].0);
        std::hint::black_box(read);
        for (group, (depends, place)) in GROUPS.iter().zip(places) {
            let (known, of_group) = &kept[place];
            if *known == depends {
                add(&mut sums, of_group);
            } else {
                (group.append)(around, features);
                missing.push((place, depends, features.len()));
            }
        }
        others(around, features);
        slots.touch(features);
        let mut start = 0;
        for (place, depends, end) in missing.drain(..) {
            let of_group = slots.sums(&features[start..end]);
            kept[place] = (depends, of_group);
            add(&mut sums, &of_group);
            start = end;
        }
        add(&mut sums, &slots.sums(&features[start..]));
        sums
    }
}

/// Adds gains to others: a hundred features of 127 at most are within 16 bits.
fn add(sums: &mut Sums, gains: &Sums) {
    for (sum, gain) in sums.iter_mut().zip(gains) {
        *sum += *gain;
    }
}

/// Returns where sums are kept that depend on this: the multipliers are those of SplitMix64 and MurmurHash3.
fn place(depends: u128) -> usize {
    let (low, high) = (depends as u64, (depends >> 64) as u64);
    let mixed =
        (low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed >> (u64::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use depeche_corpus::read::{Input, read};
    use depeche_corpus::{Article, Texte};

    use super::*;
    use crate::found::Rules;
    use crate::recogniser::features::features;
    use crate::recogniser::observed::{observe, stretches};
    use crate::recogniser::shipped::MODEL;
    use crate::words::Words;

    fn sample() -> Vec<Article> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample");
        let mut articles = Vec::new();
        for file in ["depeches.jsonl", "journaux.jsonl", "regions.jsonl"] {
            let input = Input {
                path: &folder.join(file),
                root: "",
                file,
                scope: "sample",
                mapping: &depeche_corpus::read::Mapping::default(),
            };
            read(&input, &mut |record| articles.push(record.unwrap().article));
        }
        articles
    }

    /// What is kept and what is made anew are what all features of a word sum up to, each looked up by itself.
    #[test]
    fn sums_are_those_of_all_features() {
        let slots = MODEL.slots();
        let mut words_seen = 0;
        let mut recent = Recent::default();
        recent.kept.resize(1 << BITS, (0, [0; LABELS]));
        for article in sample() {
            let texte = Texte::of(&article);
            let words = Words::of(&texte);
            let rules = Rules::of(&words);
            let observed = observe(&words, &rules.marks, &rules.found, &MODEL.words());
            for at in stretches(&words, &observed).into_iter().flatten() {
                let around = Around::of(&observed, at);
                let mut all = Vec::new();
                features(&around, &mut all);
                let mut expected = [0; LABELS];
                for feature in all {
                    add(&mut expected, &slots.sums(&[feature]));
                }
                assert_eq!(recent.sums(&around, &slots), expected, "{}", words.form(at));
                words_seen += 1;
            }
        }
        assert!(words_seen > 5000, "{words_seen}");
    }

    #[test]
    fn another_model_starts_anew() {
        Recent::with(u64::MAX, |recent| recent.kept[7] = (1, [9; LABELS]));
        let kept = |model| Recent::with(model, |recent| recent.kept[7]);
        assert_eq!(kept(u64::MAX), (1, [9; LABELS]));
        assert_eq!(kept(u64::MAX - 1), (0, [0; LABELS]));
    }
}
