//! Places under the zones that hold them: continent › country › place.

use std::cmp::Reverse;

use depeche_query::Facet;
use depeche_text::fold;

/// Returns the lines of the tree, each with its depth: zones with the places they hold below them, the most frequent first;
/// at the end the places that lie in no zone.
pub(crate) fn tree<'a>(zones: &'a [Facet], places: &'a [Facet]) -> Vec<(usize, &'a Facet)> {
    let mut lines = Vec::new();
    add(&[], zones, places, &mut lines);
    lines
}

/// Adds what lies right within some zones, one inside the other.
fn add<'a>(
    within: &[&str],
    zones: &'a [Facet],
    places: &'a [Facet],
    lines: &mut Vec<(usize, &'a Facet)>,
) {
    let depth = within.len();
    let inside = places
        .iter()
        .filter(|place| place.within.starts_with(within));
    let next: Vec<&str> = inside
        .filter_map(|place| place.within.get(depth).copied())
        .collect();
    let mut here: Vec<&Facet> = zones
        .iter()
        .filter(|zone| next.contains(&&*zone.label))
        .collect();
    here.sort_by_key(|zone| (Reverse(zone.count), fold(&zone.label)));
    for zone in here {
        lines.push((depth, zone));
        let inside: Vec<&str> = within.iter().copied().chain([&*zone.label]).collect();
        add(&inside, zones, places, lines);
    }
    let own = places.iter().filter(|place| place.within == within);
    // A continent is a place of its own too, and stands there already.
    let is_zone = |place: &&Facet| within.last() == Some(&&*place.label);
    lines.extend(own.filter(|of| !is_zone(of)).map(|place| (depth, place)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facet(label: &str, count: u64, within: &[&'static str]) -> Facet {
        Facet {
            id: label.to_string(),
            label: label.to_string(),
            count,
            within: within.to_vec(),
        }
    }

    #[test]
    fn places_stand_below_their_zones() {
        let zones = [
            facet("Asie", 9, &[]),
            facet("Corée du Nord", 7, &[]),
            facet("Europe", 9, &[]),
            facet("Russie", 5, &[]),
            facet("Ukraine", 6, &[]),
        ];
        let places = [
            facet("Pyongyang", 7, &["Asie", "Corée du Nord"]),
            facet("mer Noire", 6, &[]),
            facet("Koursk", 4, &["Europe", "Russie"]),
            facet("Moscou", 4, &["Europe", "Russie"]),
            facet("Kiev", 3, &["Europe", "Ukraine"]),
            facet("Europe", 2, &["Europe"]),
        ];
        let lines = tree(&zones, &places).into_iter();
        let lines: Vec<String> = lines
            .map(|(depth, of)| format!("{}{} {}", "-".repeat(depth), of.label, of.count))
            .collect();
        assert_eq!(
            lines.join(", "),
            "Asie 9, -Corée du Nord 7, --Pyongyang 7, Europe 9, -Ukraine 6, --Kiev 3, -Russie 5, --Koursk 4, --Moscou 4, mer Noire 6"
        );
    }
}
