//! What is refused, for its size or its depth only, and what is just small enough.

use depeche_query::parse;

use crate::queries::answer;
use crate::sample::TODAY;

const TOO_LONG: &str = "a query of at most 64 KiB was expected; look for a few of its words";
const TOO_MANY: &str = "a query of at most 1000 words was expected; look for a few of them";
const TOO_DEEP: &str = "at most 100 parentheses or exclusions inside each other were expected; leave out those that change nothing";

fn nested(times: usize) -> String {
    format!("{}thon{}", "(".repeat(times), ")".repeat(times))
}

#[test]
fn size_and_depth_are_refused() {
    for (typed, message) in [
        ("thon ".repeat(1 << 20), TOO_LONG),
        ("x".repeat(1 << 20), TOO_LONG),
        ("\0".repeat((64 << 10) + 1), TOO_LONG),
        ("pêche ".repeat(5_000), TOO_MANY),
        ("thon ".repeat(1_001), TOO_MANY),
        (format!("«{}»", "thon ".repeat(1_001)), TOO_MANY),
        (vec!["thon"; 1_001].join(" OU "), TOO_MANY),
        (nested(10_000), TOO_DEEP),
        (nested(101), TOO_DEEP),
        ("(".repeat(10_000), TOO_DEEP),
        (format!("{}thon", "SAUF (".repeat(60)), TOO_DEEP),
        (format!("{}thon", "NOT ".repeat(101)), TOO_DEEP),
        (format!("{}thon", "atleast2 ".repeat(101)), TOO_DEEP),
        (format!("{}thon", "titre:(".repeat(101)), TOO_DEEP),
    ] {
        let start: String = typed.chars().take(20).collect();
        let error = parse(&typed, TODAY).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), message, "{start}…");
        assert!(error.span.end <= typed.len(), "{start}…");
    }
}

#[test]
fn what_is_just_small_enough_has_an_answer() {
    for (typed, articles) in [
        (nested(100), "thon"),
        (format!("{}thon", "NOT ".repeat(100)), "thon"),
        ("thon ".repeat(1_000), "thon"),
        ("x".repeat(64 << 10), "-"),
        (")".repeat(10_000), "-"),
    ] {
        let start: String = typed.chars().take(20).collect();
        assert_eq!(answer(&typed).1, articles, "{start}…");
    }
}
