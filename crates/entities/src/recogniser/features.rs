//! The features of a word: what it and its neighbours show, each as one hash. Features of words alone and of pairs after
//! Ratinov and Roth 2009; what the article says of the same word elsewhere after Chieu and Ng 2002.

use crate::recogniser::observed::Observed;

/// A word and those around it in its sentence.
pub(crate) struct Around<'o> {
    here: &'o Observed,
    /// The words before, the nearest first.
    before: [&'o Observed; REACH],
    /// The words after.
    after: [&'o Observed; REACH],
}

/// How far is seen.
const REACH: usize = 4;

impl<'o> Around<'o> {
    /// Returns what is around a word of an article. Nothing is seen beyond a sentence.
    pub(crate) fn of(list: &'o [Observed], at: usize) -> Self {
        let starts = |place: usize| list[place].first || list[place].gap == 1;
        let (mut before, mut after) = ([&OUTSIDE; REACH], [&OUTSIDE; REACH]);
        let mut place = at;
        for seen in &mut before {
            if place == 0 || starts(place) {
                break;
            }
            place -= 1;
            *seen = &list[place];
        }
        for (seen, place) in after.iter_mut().zip(at + 1..list.len()) {
            if starts(place) {
                break;
            }
            *seen = &list[place];
        }
        Self {
            here: &list[at],
            before,
            after,
        }
    }

    /// Returns the word's short shape.
    fn short(&self) -> u32 {
        u32::from(self.here.short_shape)
    }

    /// Returns whether the word has a capital.
    fn capital(&self) -> u32 {
        u32::from(self.here.capital)
    }
}

/// Features that depend on the same few things. Where these are met again, so are the features, and the sum of their
/// weights need not be made again.
pub(crate) struct Group {
    /// What they depend on, packed; the highest byte is the group's own.
    pub(crate) depends: fn(&Around<'_>) -> u128,
    /// Appends the features.
    pub(crate) append: fn(&Around<'_>, &mut Vec<u32>),
}

/// The groups; what is in none of them is in [`others`].
pub(crate) const GROUPS: [Group; 9] = [
    Group {
        depends: |around| {
            let here = around.here;
            let place = u32::from(here.first) << 16 | u32::from(here.part) << 8;
            packed(
                1,
                [here.number, here.tables, place | u32::from(here.elided)],
                0,
            )
        },
        append: of_the_word,
    },
    Group {
        depends: |around| {
            let [b1, ..] = around.before;
            packed(2, [b1.number, b1.tables, around.here.gap], around.short())
        },
        append: of_the_word_before,
    },
    Group {
        depends: |around| {
            let [a1, ..] = around.after;
            packed(3, [a1.number, a1.tables, a1.gap], around.short())
        },
        append: of_the_word_after,
    },
    Group {
        depends: |around| {
            let [_, b2, ..] = around.before;
            packed(4, [b2.number, b2.tables, around.capital()], 0)
        },
        append: of_the_second_before,
    },
    Group {
        depends: |around| {
            let [_, a2, ..] = around.after;
            packed(5, [a2.number, a2.tables, around.capital()], 0)
        },
        append: of_the_second_after,
    },
    Group {
        depends: |around| {
            let (here, [b1, ..], [a1, ..]) = (around.here, around.before, around.after);
            let shapes = bytes([b1.short_shape, here.short_shape, a1.short_shape, 0]);
            packed(6, [here.gap, a1.gap, shapes], 0)
        },
        append: of_shapes_and_signs,
    },
    Group {
        depends: |around| {
            let ([b1, b2, ..], [a1, a2, ..]) = (around.before, around.after);
            let shapes = [b2, b1, a1, a2].map(|seen| seen.short_shape);
            packed(7, [b1.gap, a2.gap, bytes(shapes)], 0)
        },
        append: of_shapes_beyond,
    },
    Group {
        depends: |around| {
            let (here, [b1, ..], [a1, ..]) = (around.here, around.before, around.after);
            let shape = u32::from(a1.capital) << 8 | around.short();
            packed(8, [b1.tables, here.tables, a1.tables], shape)
        },
        append: of_tables,
    },
    Group {
        depends: |around| {
            let (here, [b1, b2, ..], [a1, a2, ..]) = (around.here, around.before, around.after);
            let rules = bytes([b2.rules, b1.rules, a1.rules, a2.rules]);
            let elsewhere = bytes([b1.elsewhere, here.elsewhere, a1.elsewhere, here.rules]);
            let shape = u32::from(here.contexts) << 8 | around.short();
            packed(9, [here.tables, rules, elsewhere], shape)
        },
        append: of_rules,
    },
];

/// Returns three numbers and another of 24 bits as one, for a group.
fn packed(group: u8, numbers: [u32; 3], rest: u32) -> u128 {
    let [a, b, c] = numbers.map(u128::from);
    u128::from(group) << 120 | u128::from(rest) << 96 | a << 64 | b << 32 | c
}

fn bytes(bytes: [u8; 4]) -> u32 {
    u32::from_le_bytes(bytes)
}

/// Appends all features of a word.
pub(crate) fn features(around: &Around<'_>, out: &mut Vec<u32>) {
    for group in &GROUPS {
        (group.append)(around, out);
    }
    others(around, out);
}

/// Appends features: the number of each, and up to two values.
fn add<const N: usize>(out: &mut Vec<u32>, features: [(u32, u32, u32); N]) {
    out.extend(features.map(|(template, a, b)| mix(template, a, b)));
}

/// The word itself: how it is written, its class, what the tables say.
fn of_the_word(around: &Around<'_>, out: &mut Vec<u32>) {
    let (here, short, capital) = (around.here, around.short(), around.capital());
    let [s1, s2, s3, s4] = here.suffixes;
    let [p2, p3, p4] = here.prefixes;
    let (first, elided) = (u32::from(here.first), u32::from(here.elided));
    add(
        out,
        [
            (1, here.form, 0),
            (2, here.key, 0),
            (3, here.key, short),
            (4, here.shape, 0),
            (5, short, first),
            (6, s1, capital),
            (7, s2, capital),
            (8, s3, capital),
            (9, s4, capital),
            (10, p2, capital),
            (11, p3, capital),
            (12, p4, capital),
            (13, s3, p3),
            (14, u32::from(here.small), short << 1 | first),
            (15, u32::from(here.part), short),
            (16, elided, short),
            (17, elided, here.key),
            (43, u32::from(here.fine), capital),
            (44, u32::from(here.coarse), capital),
            (54, here.tables, 0),
            (55, here.tables & 0xffff, capital),
            (56, here.tables >> 16, capital),
        ],
    );
}

fn of_the_word_before(around: &Around<'_>, out: &mut Vec<u32>) {
    let (here, [b1, ..], short) = (around.here, around.before, around.short());
    add(
        out,
        [
            (18, b1.key, 0),
            (27, b1.key, short),
            (29, b1.suffixes[2], short),
            (37, here.gap, b1.key),
            (45, u32::from(b1.fine), 0),
            (52, u32::from(b1.fine), short),
            (57, b1.tables, 0),
        ],
    );
}

fn of_the_word_after(around: &Around<'_>, out: &mut Vec<u32>) {
    let ([a1, ..], short) = (around.after, around.short());
    add(
        out,
        [
            (20, a1.key, 0),
            (28, a1.key, short),
            (30, a1.suffixes[2], short),
            (38, a1.gap, a1.key),
            (46, u32::from(a1.fine), 0),
            (53, u32::from(a1.fine), short),
            (58, a1.tables, 0),
        ],
    );
}

fn of_the_second_before(around: &Around<'_>, out: &mut Vec<u32>) {
    let [_, b2, ..] = around.before;
    add(
        out,
        [
            (19, b2.key, 0),
            (47, u32::from(b2.fine), 0),
            (59, b2.tables, around.capital()),
        ],
    );
}

fn of_the_second_after(around: &Around<'_>, out: &mut Vec<u32>) {
    let [_, a2, ..] = around.after;
    add(
        out,
        [
            (21, a2.key, 0),
            (48, u32::from(a2.fine), 0),
            (60, a2.tables, around.capital()),
        ],
    );
}

/// Shapes, and the signs between.
fn of_shapes_and_signs(around: &Around<'_>, out: &mut Vec<u32>) {
    let (here, [b1, ..], [a1, ..]) = (around.here, around.before, around.after);
    let (before, after) = (u32::from(b1.short_shape), u32::from(a1.short_shape));
    let short = around.short();
    add(
        out,
        [
            (33, before << 16 | short << 8, after),
            (34, here.gap, short),
            (35, a1.gap, short),
            (36, here.gap, a1.gap),
            (41, here.gap, before << 8 | short),
            (42, a1.gap, after << 8 | short),
        ],
    );
}

fn of_shapes_beyond(around: &Around<'_>, out: &mut Vec<u32>) {
    let ([b1, b2, ..], [a1, a2, ..]) = (around.before, around.after);
    let (before, after) = (u32::from(b1.short_shape), u32::from(a1.short_shape));
    add(
        out,
        [
            (31, before, u32::from(b2.short_shape)),
            (32, after, u32::from(a2.short_shape)),
            (39, b1.gap, before),
            (40, a2.gap, after),
        ],
    );
}

fn of_tables(around: &Around<'_>, out: &mut Vec<u32>) {
    let (here, [b1, ..], [a1, ..]) = (around.here, around.before, around.after);
    add(
        out,
        [
            (61, b1.tables, here.tables),
            (62, here.tables, a1.tables),
            (63, b1.tables, around.short() << 8 | u32::from(a1.capital)),
        ],
    );
}

/// What the rules say, and what the same word does elsewhere in the article.
fn of_rules(around: &Around<'_>, out: &mut Vec<u32>) {
    let here = around.here;
    let [b1, b2, ..] = around.before;
    let [a1, a2, ..] = around.after;
    let (rules, elsewhere) = (u32::from(here.rules), u32::from(here.elsewhere));
    let contexts = u32::from(here.contexts);
    add(
        out,
        [
            (64, rules, 0),
            (65, u32::from(b1.rules), rules),
            (66, rules, u32::from(a1.rules)),
            (67, rules, around.short()),
            (68, rules, here.tables),
            (69, u32::from(b2.rules), u32::from(a2.rules)),
            (70, elsewhere, 0),
            (71, elsewhere, rules),
            (72, u32::from(b1.elsewhere), elsewhere),
            (73, elsewhere, u32::from(a1.elsewhere)),
            (78, contexts, 0),
            (79, contexts, rules << 8 | here.tables >> 16 << 16),
        ],
    );
}

/// Appends the features that are of no group, because what they depend on is seldom met twice: those of pairs of words.
pub(crate) fn others(around: &Around<'_>, out: &mut Vec<u32>) {
    let (here, short, capital) = (around.here, around.short(), around.capital());
    let ([b1, b2, ..], [a1, a2, ..]) = (around.before, around.after);
    let (before, after) = (u32::from(b1.coarse), u32::from(a1.coarse));
    let coarse = u32::from(here.coarse);
    // The last word in small letters before the name, and the first after it: `le président`, `a déclaré`.
    let small = |side: [&'_ Observed; REACH]| -> (u32, u32, u32) {
        let [nearer @ .., last] = side;
        let seen = nearer
            .into_iter()
            .find(|seen| !seen.capital)
            .unwrap_or(last);
        (seen.key, u32::from(seen.fine), seen.tables & 0xff)
    };
    let (left, left_fine, left_tables) = small(around.before);
    let (right, right_fine, right_tables) = small(around.after);
    add(
        out,
        [
            (22, b1.key, here.key),
            (23, here.key, a1.key),
            (24, b1.key, a1.key),
            (25, b2.key, b1.key),
            (26, a1.key, a2.key),
            (74, left, capital),
            (75, right, capital),
            (49, before, coarse),
            (50, coarse, after),
            (51, before << 8 | after, short),
            (76, left_fine, capital << 16 | right_fine),
            (77, left_tables, capital << 16 | right_tables),
        ],
    );
    // The run of capitals it is of.
    if here.run != 0 {
        let run = u32::from(here.run);
        add(
            out,
            [
                (80, run, 0),
                (81, here.run_first, run),
                (82, here.run_last, run),
            ],
        );
    }
    // The head of an organisation's or a place's name before it.
    if here.head != 0 {
        add(
            out,
            [
                (83, here.head, short),
                (84, here.head, u32::from(here.head_far)),
                (85, here.head, here.key),
                (86, here.head, here.gap ^ u32::from(here.elided)),
            ],
        );
    }
}

/// What stands beyond a sentence.
const OUTSIDE: Observed = Observed {
    number: 0,
    form: 1,
    key: 1,
    suffixes: [1; 4],
    prefixes: [1; 3],
    shape: 1,
    short_shape: 255,
    capital: false,
    fine: u16::MAX,
    coarse: 255,
    small: 0,
    gap: 0,
    elided: 0,
    tables: 1 << 31,
    rules: 255,
    first: false,
    part: 0,
    shouted: false,
    elsewhere: 0,
    contexts: 0,
    run: 0,
    run_first: 0,
    run_last: 0,
    head: 0,
    head_far: 0,
};

/// Returns a number for a feature: which one it is, and up to two values.
fn mix(template: u32, a: u32, b: u32) -> u32 {
    // The multipliers are those of SplitMix64 and MurmurHash3: odd, with bits all over.
    let mut hash = (u64::from(template) << 32 | u64::from(a)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^= hash >> 29;
    hash = (hash ^ u64::from(b)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (hash >> 32) as u32
}

/// Returns a number for bytes: FNV-1a (Fowler, Noll and Vo), the same on every machine.
pub(crate) fn hash_bytes(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}
