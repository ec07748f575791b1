//! Invents days: ISO, as papers write them, one before, behind or between others, and counted from today.

use jiff::civil::Date;

use crate::days_from_today::from_today;
use crate::days_written::{one, point};
use crate::node::Node;
use crate::random::Random;
use crate::uses::Uses;
use crate::world::Entry;

/// First and last day; none for no end.
pub(crate) type Between = (Option<Date>, Option<Date>);

/// Days: in the time of an article, or any.
pub(crate) fn dates(
    random: &mut Random,
    uses: &mut Uses,
    target: Option<&Entry>,
    today: Date,
) -> Node {
    let ((from, to), written) = if random.chance(20) {
        from_today(random, uses, today)
    } else {
        let about = target.and_then(Entry::date);
        let first = about.map_or_else(|| day(random), |date| date.from);
        around(random, uses, first)
    };
    let written = cased(random, &written);
    Node::Dates { from, to, written }
}

fn day(random: &mut Random) -> Date {
    let (year, month, day) = (
        random.between(2023, 2025),
        random.between(1, 12),
        random.between(1, 28),
    );
    one(&format!("{year}-{month:02}-{day:02}")).0
}

/// What some days are written as in which a day stands, or which it begins or ends.
fn around(random: &mut Random, uses: &mut Uses, first: Date) -> (Between, String) {
    let kind = random.below(16);
    // Two points stand between them as ISO writes it.
    let iso = matches!(kind, 3 | 4);
    let (start, written) = point(random, uses, first, iso);
    let before = |day: Date| day.yesterday().expect("a day before");
    let behind = |day: Date| day.tomorrow().expect("a day behind");
    match kind {
        0..3 => ((Some(start.0), Some(start.1)), written),
        3 => {
            uses.count("..b");
            ((None, Some(start.1)), format!("..{written}"))
        }
        4 => {
            uses.count("a..");
            ((Some(start.0), None), format!("{written}.."))
        }
        5..8 => {
            let (name, to) = related(random, uses, BEFORE);
            let day = if to { start.1 } else { before(start.0) };
            ((None, Some(day)), format!("{name}{written}"))
        }
        8..11 => {
            let (name, from) = related(random, uses, BEHIND);
            let day = if from { start.0 } else { behind(start.1) };
            ((Some(day), None), format!("{name}{written}"))
        }
        _ => {
            let (name, open, between) = BETWEEN[random.below(BETWEEN.len())];
            uses.count(name);
            let iso = between == "..";
            let (start, written) = point(random, uses, first, iso);
            let other = day(random);
            let (end, other) = point(random, uses, other, iso);
            let ((start, written), (end, other)) = if start.0 <= end.1 {
                ((start, written), (end, other))
            } else {
                ((end, other), (start, written))
            };
            (
                (Some(start.0), Some(end.1)),
                format!("{open}{written}{between}{other}"),
            )
        }
    }
}

/// What stands before a point of time, and whether the point itself is meant as well.
const BEFORE: &[(&str, &str, bool)] = &[
    ("avant", "avant ", false),
    ("avant", "before ", false),
    ("jusqu'à", "jusqu'à ", true),
    ("jusqu'à", "jusqu’à ", true),
    ("jusqu'à", "jusqu'en ", true),
    ("jusqu'à", "until ", true),
    ("<", "<", false),
    ("<", "<", false),
    ("<=", "<=", true),
    ("<=", "<=", true),
];

const BEHIND: &[(&str, &str, bool)] = &[
    ("après", "après ", false),
    ("après", "after ", false),
    ("depuis", "depuis ", true),
    ("depuis", "dès ", true),
    ("depuis", "since ", true),
    (">", ">", false),
    (">", ">", false),
    (">=", ">=", true),
    (">=", ">=", true),
];

/// Two points of time: how they are counted, and what is written before and between them.
const BETWEEN: &[(&str, &str, &str)] = &[
    ("a..b", "", ".."),
    ("a..b", "", ".."),
    ("du X au Y", "du ", " au "),
    ("de X à Y", "de ", " à "),
    ("entre X et Y", "entre ", " et "),
    ("X à Y", "", " à "),
];

fn related(
    random: &mut Random,
    uses: &mut Uses,
    of: &'static [(&str, &str, bool)],
) -> (&'static str, bool) {
    let (name, written, included) = of[random.below(of.len())];
    uses.count(name);
    (written, included)
}

/// Case and accents are free in words.
fn cased(random: &mut Random, written: &str) -> String {
    match random.below(10) {
        0 => written.to_uppercase(),
        1 => {
            let plain = |c: char| {
                if c.is_alphabetic() {
                    crate::letters::plain(c)
                } else {
                    c.into()
                }
            };
            written.chars().map(plain).collect()
        }
        _ => written.to_string(),
    }
}
