//! The features of a word: what it and its neighbours show, each as one hash. Features of words alone and of pairs after
//! Ratinov and Roth 2009; what the article says of the same word elsewhere after Chieu and Ng 2002.

use crate::recogniser::observed::Observed;

/// Appends the features of a word, given its sentence's or stretch's words.
pub(crate) fn features(list: &[Observed], at: usize, out: &mut Vec<u32>) {
    let here = &list[at];
    let outside = &OUTSIDE;
    // Nothing is seen beyond a sentence.
    let before = |steps: usize| -> &Observed {
        let mut place = at;
        for _ in 0..steps {
            if list[place].first || list[place].gap == 1 || place == 0 {
                return outside;
            }
            place -= 1;
        }
        &list[place]
    };
    let after = |steps: usize| -> &Observed {
        let place = at + steps;
        for between in at + 1..=place {
            match list.get(between) {
                Some(next) if !next.first && next.gap != 1 => {}
                _ => return outside,
            }
        }
        &list[place]
    };
    let (b1, b2, b3) = (before(1), before(2), before(3));
    let (a1, a2, a3) = (after(1), after(2), after(3));
    let mut template = 0;
    let mut add = |a: u32, b: u32| {
        template += 1;
        out.push(mix(template, a, b));
    };

    // The word itself.
    add(here.form, 0);
    add(here.key, 0);
    add(here.key, u32::from(here.short_shape));
    add(here.shape, 0);
    add(u32::from(here.short_shape), u32::from(here.first));
    for suffix in here.suffixes {
        add(suffix, u32::from(here.capital));
    }
    for prefix in here.prefixes {
        add(prefix, u32::from(here.capital));
    }
    add(here.suffixes[2], here.prefixes[1]);
    add(
        u32::from(here.small),
        u32::from(here.short_shape) << 1 | u32::from(here.first),
    );
    add(u32::from(here.part), u32::from(here.short_shape));
    add(u32::from(here.elided), u32::from(here.short_shape));
    add(u32::from(here.elided), here.key);

    // What stands before and after.
    add(b1.key, 0);
    add(b2.key, 0);
    add(a1.key, 0);
    add(a2.key, 0);
    add(b1.key, here.key);
    add(here.key, a1.key);
    add(b1.key, a1.key);
    add(b2.key, b1.key);
    add(a1.key, a2.key);
    add(b1.key, u32::from(here.short_shape));
    add(a1.key, u32::from(here.short_shape));
    add(b1.suffixes[2], u32::from(here.short_shape));
    add(a1.suffixes[2], u32::from(here.short_shape));
    add(u32::from(b1.short_shape), u32::from(b2.short_shape));
    add(u32::from(a1.short_shape), u32::from(a2.short_shape));
    add(
        u32::from(b1.short_shape) << 16 | u32::from(here.short_shape) << 8,
        u32::from(a1.short_shape),
    );
    // The signs between.
    add(here.gap, u32::from(here.short_shape));
    add(a1.gap, u32::from(here.short_shape));
    add(here.gap, a1.gap);
    add(here.gap, b1.key);
    add(a1.gap, a1.key);
    add(b1.gap, u32::from(b1.short_shape));
    add(a2.gap, u32::from(a1.short_shape));
    add(
        here.gap,
        u32::from(b1.short_shape) << 8 | u32::from(here.short_shape),
    );
    add(
        a1.gap,
        u32::from(a1.short_shape) << 8 | u32::from(here.short_shape),
    );

    // Classes of words.
    add(u32::from(here.fine), u32::from(here.capital));
    add(u32::from(here.coarse), u32::from(here.capital));
    add(u32::from(b1.fine), 0);
    add(u32::from(a1.fine), 0);
    add(u32::from(b2.fine), 0);
    add(u32::from(a2.fine), 0);
    add(u32::from(b1.coarse), u32::from(here.coarse));
    add(u32::from(here.coarse), u32::from(a1.coarse));
    add(
        u32::from(b1.coarse) << 8 | u32::from(a1.coarse),
        u32::from(here.short_shape),
    );
    add(u32::from(b1.fine), u32::from(here.short_shape));
    add(u32::from(a1.fine), u32::from(here.short_shape));

    // What the tables and the rules say.
    add(here.tables, 0);
    add(here.tables & 0xffff, u32::from(here.capital));
    add(here.tables >> 16, u32::from(here.capital));
    add(b1.tables, 0);
    add(a1.tables, 0);
    add(b2.tables, u32::from(here.capital));
    add(a2.tables, u32::from(here.capital));
    add(b1.tables, here.tables);
    add(here.tables, a1.tables);
    add(
        b1.tables,
        u32::from(here.short_shape) << 8 | u32::from(a1.capital),
    );
    add(u32::from(here.rules), 0);
    add(u32::from(b1.rules), u32::from(here.rules));
    add(u32::from(here.rules), u32::from(a1.rules));
    add(u32::from(here.rules), u32::from(here.short_shape));
    add(u32::from(here.rules), here.tables);
    add(u32::from(b2.rules), u32::from(a2.rules));

    // The same word elsewhere.
    add(here.elsewhere, 0);
    add(here.elsewhere, u32::from(here.rules));
    add(b1.elsewhere, here.elsewhere);
    add(here.elsewhere, a1.elsewhere);

    // The last word in small letters before the name, and the first after it: `le président`, `a déclaré`.
    let left = [b1, b2, b3]
        .into_iter()
        .find(|seen| !seen.capital)
        .unwrap_or(before(4));
    let right = [a1, a2, a3]
        .into_iter()
        .find(|seen| !seen.capital)
        .unwrap_or(after(4));
    add(left.key, u32::from(here.capital));
    add(right.key, u32::from(here.capital));
    add(
        u32::from(left.fine),
        u32::from(here.capital) << 16 | u32::from(right.fine),
    );
    add(
        left.tables & 0xff,
        u32::from(here.capital) << 16 | right.tables & 0xff,
    );

    // What stands around the same word anywhere in the article.
    let contexts = u32::from(here.contexts);
    add(contexts, 0);
    add(
        contexts,
        u32::from(here.rules) << 8 | here.tables >> 16 << 16,
    );
    // The run of capitals it is of.
    if here.run != 0 {
        add(u32::from(here.run), 0);
        add(here.run_first, u32::from(here.run));
        add(here.run_last, u32::from(here.run));
    } else {
        template += 3;
    }
    // The head of an organisation's or a place's name before it.
    if here.head != 0 {
        let mut add = |a: u32, b: u32| {
            template += 1;
            out.push(mix(template, a, b));
        };
        add(here.head, u32::from(here.short_shape));
        add(here.head, u32::from(here.head_far));
        add(here.head, here.key);
        add(here.head, here.gap ^ u32::from(here.elided));
    }
}

/// What stands beyond a sentence.
const OUTSIDE: Observed = Observed {
    form: 1,
    key: 1,
    word: 1,
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
