//! One article read in several places: which text stands.

use depeche_corpus::{Article, Place, Revision};

use crate::document::file_key;
use crate::files::STANDARD_INPUT;

/// What became of a record whose article was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Merged {
    /// It says the same, in the same place.
    Unchanged,
    /// It says the same, in a place that moved or is new; the article only gets its place.
    Placed(Box<Article>),
    /// Its text stands now.
    Changed(Box<Article>),
    /// Another text stands; the article only gets its place.
    Kept(Box<Article>, Beside),
    /// Another text is to stand, which is kept nowhere: the file of its first place must be read.
    Stale(Box<Article>),
    /// Its text stands, against another one that is kept nowhere.
    Won(Box<Article>, Beside),
}

/// What the text is that an article has beside the one that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Beside {
    /// An earlier revision.
    Earlier,
    /// Another text; what to tell a person.
    Another(String),
}

/// Decides between the article as it stands and a record of the same identifier. Its places stand in order: the text of
/// the first is the article's. With different texts the higher revision stands, else the later date, to the second where
/// that is known, else the later place. `again`: the record's file is read anew, so that what was read from it before is
/// void; else its other records stand beside this one.
///
/// An empty hash is that of a place whose text is to be read once more.
pub(crate) fn merge(standing: &Article, read: &Article, again: bool) -> Merged {
    let Some(place) = read.places.first() else {
        return Merged::Unchanged;
    };
    let stood = standing
        .places
        .first()
        .map_or("", |first| first.hash.as_str());
    // Standard input is no file with places in it: of what came from there, the last of its date stands.
    let outdone = |other: &Place| place.root == STANDARD_INPUT && age(other) <= age(place);
    let same_record =
        |other: &Place| (&other.member, other.record) == (&place.member, place.record);
    let void =
        |other: &Place| same_file(other, place) && (again || same_record(other) || outdone(other));
    let others = standing.places.iter().filter(|other| !void(other));
    let mut places: Vec<Place> = others.chain([place]).cloned().collect();
    places.sort_by(|a, b| rank(b).cmp(&rank(a)));
    let holds = |hash: &str| {
        places
            .iter()
            .find(|place| !hash.is_empty() && place.hash == hash)
            .cloned()
    };
    let with = |article: &Article, places: Vec<Place>| {
        let mut article = Article {
            places,
            ..article.clone()
        };
        // What withdraws an article may not say what it is called.
        if article.withdrawn && article.title.is_empty() {
            let titles = [&standing.title, &read.title].into_iter();
            article.title = titles
                .max_by_key(|title| title.len())
                .cloned()
                .unwrap_or_default();
        }
        Box::new(article)
    };
    let Some(first) = places.first().cloned() else {
        return Merged::Unchanged;
    };
    if first.hash == stood && !stood.is_empty() {
        return if places == standing.places {
            Merged::Unchanged
        } else if place.hash == stood {
            Merged::Placed(with(standing, places))
        } else {
            Merged::Kept(with(standing, places), beside(read, &first, place))
        };
    }
    if first.hash == place.hash {
        return match holds(stood) {
            None => Merged::Changed(with(read, places)),
            Some(other) => Merged::Won(with(read, places), beside(read, place, &other)),
        };
    }
    // The text that is to stand now was read before, and is kept nowhere.
    Merged::Stale(with(standing, places))
}

fn same_file(a: &Place, b: &Place) -> bool {
    // The same file may have been given by itself, or in a folder above.
    file_key(&a.root, &a.file) == file_key(&b.root, &b.file)
}

/// The higher revision, else the later day, else the later time, else the later place. Members of a container stand in the order of their
/// names, as the files of the folder would that it can be unpacked to.
fn rank(place: &Place) -> (Age, &str, &str, Option<&str>, u64) {
    let (file, member) = (&place.file, place.member.as_deref());
    (age(place), &place.root, file, member, place.record)
}

type Age = (
    Option<Revision>,
    Option<jiff::civil::Date>,
    Option<jiff::Timestamp>,
);

fn age(place: &Place) -> Age {
    (place.revision, place.date.map(|date| date.to), place.made)
}

fn beside(article: &Article, stands: &Place, other: &Place) -> Beside {
    let counted = stands.revision > other.revision;
    let timed = stands.made.is_some() && other.made.is_some() && stands.made > other.made;
    if counted || timed && stands.revision == other.revision {
        return Beside::Earlier;
    }
    let at = |place: &Place| match &place.member {
        Some(member) => format!("{}/{member}, record {}", place.file, place.record),
        None => format!("{}, record {}", place.file, place.record),
    };
    Beside::Another(format!(
        "`{}` has two texts: that of {} stands, that of {} does not",
        article.id,
        at(stands),
        at(other)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str, date: &str, file: &str, record: u64) -> Article {
        let hash = title.to_string();
        Article {
            title: title.into(),
            date: date.parse().ok(),
            places: vec![Place {
                root: "/r".into(),
                file: file.into(),
                record,
                line: record,
                hash,
                date: date.parse().ok(),
                ..Place::default()
            }],
            ..Article::default()
        }
    }

    fn check(standing: &Article, read: &Article, expected: &str) {
        check_in(standing, read, true, expected);
    }

    fn check_in(standing: &Article, read: &Article, again: bool, expected: &str) {
        let shown = match merge(standing, read, again) {
            Merged::Unchanged => "unchanged".to_string(),
            Merged::Placed(article) => format!("placed {}", shown(&article)),
            Merged::Changed(article) => format!("changed {}", shown(&article)),
            Merged::Kept(article, Beside::Earlier) => format!("earlier; {}", shown(&article)),
            Merged::Won(article, Beside::Earlier) => format!("later {}", shown(&article)),
            Merged::Kept(article, _) => format!("kept {}", shown(&article)),
            Merged::Stale(article) => format!("stale {}", shown(&article)),
            Merged::Won(article, _) => format!("won {}", shown(&article)),
        };
        assert_eq!(shown, expected);
    }

    fn shown(article: &Article) -> String {
        let places: Vec<String> = article
            .places
            .iter()
            .map(|place| format!("{}:{}", place.file, place.record))
            .collect();
        format!("{} {}", article.title, places.join(" "))
    }

    #[test]
    fn the_later_date_stands_else_the_later_place() {
        let a = article("A", "2025", "a", 1);
        check(&a, &a, "unchanged");
        check(&a, &article("A", "2025", "a", 2), "placed A a:2");
        check(&a, &article("A", "2025", "b", 1), "placed A b:1 a:1");
        check(&a, &article("B", "2025", "a", 1), "changed B a:1");
        check(&a, &article("B", "2025", "b", 1), "won B b:1 a:1");
        check(&a, &article("B", "2024", "b", 1), "kept A a:1 b:1");
        check(&a, &article("B", "2025", "a", 2), "changed B a:2");
        check_in(&a, &article("B", "2025", "a", 2), false, "won B a:2 a:1");
        check_in(&a, &article("B", "2024", "a", 2), false, "kept A a:1 a:2");
        check(
            &article("B", "2025", "b", 1),
            &article("A", "2026", "a", 1),
            "won A a:1 b:1",
        );
    }

    #[test]
    fn records_of_members_are_counted_in_each() {
        let within = |title: &str, member: &str, record: u64| {
            let mut article = article(title, "2025", "z.zip", record);
            article.places[0].member = Some(member.to_string());
            article
        };
        let check = |standing: &Article, read: &Article, expected: &str| {
            check_in(standing, read, false, expected);
        };
        let second = within("A", "b.jsonl", 1);
        // Another member's first record is another record.
        check(
            &second,
            &within("B", "a.jsonl", 1),
            "kept A z.zip:1 z.zip:1",
        );
        check(&second, &within("B", "c.jsonl", 1), "won B z.zip:1 z.zip:1");
        check(&second, &within("B", "b.jsonl", 1), "changed B z.zip:1");
        check(&second, &within("B", "b.jsonl", 2), "won B z.zip:2 z.zip:1");
    }

    #[test]
    fn of_standard_input_the_last_of_its_date_stands() {
        let article = |title: &str, date: &str, record: u64| {
            let mut article = article(title, date, STANDARD_INPUT, record);
            article.places[0].root = STANDARD_INPUT.to_string();
            article
        };
        let check = |standing: &Article, read: &Article, expected: &str| {
            check_in(standing, read, false, expected);
        };
        let a = article("A", "2025", 2);
        check(&a, &a, "unchanged");
        check(&a, &article("A", "2025", 1), "placed A -:1");
        check(&a, &article("B", "2025", 1), "changed B -:1");
        check(&a, &article("B", "2026", 1), "changed B -:1");
        check(&a, &article("B", "2024", 1), "kept A -:2 -:1");
    }

    #[test]
    fn the_higher_revision_stands() {
        let revised = |title: &str, date: &str, file: &str, revision: u64| {
            let revision = Revision::from(revision);
            let mut article = article(title, date, file, 1);
            article.revision = Some(revision);
            article.places[0].revision = Some(revision);
            article
        };
        let second = revised("B", "2025-01-02", "a", 2);
        check(
            &second,
            &revised("A", "2025-01-03", "b", 1),
            "earlier; B a:1 b:1",
        );
        check(
            &second,
            &revised("A", "2025-01-02", "b", 2),
            "won A b:1 a:1",
        );
        check(
            &second,
            &revised("C", "2025-01-01", "b", 3),
            "later C b:1 a:1",
        );
        check(&second, &article("D", "2026", "b", 1), "earlier; B a:1 b:1");
    }

    #[test]
    fn what_is_withdrawn_without_a_word_keeps_its_title() {
        let first = article("A", "2025-01-01", "a", 1);
        let mut kill = article("", "2025-01-02", "b", 1);
        kill.withdrawn = true;
        kill.places[0].hash = "kill".to_string();
        check(&first, &kill, "won A b:1 a:1");
        check(&kill, &first, "kept A b:1 a:1");
    }

    #[test]
    fn of_one_day_the_later_time_stands() {
        let made = |title: &str, file: &str, hour: i8| {
            let mut article = article(title, "2025-01-02", file, 1);
            let time = jiff::civil::date(2025, 1, 2).at(hour, 0, 0, 0);
            let time = time.to_zoned(jiff::tz::TimeZone::UTC).unwrap();
            article.places[0].made = Some(time.timestamp());
            article
        };
        let evening = made("B", "a", 18);
        check(&evening, &made("A", "b", 8), "earlier; B a:1 b:1");
        check(&evening, &made("C", "b", 20), "later C b:1 a:1");
        check(&evening, &made("C", "b", 18), "won C b:1 a:1");
        // One that says its day alone is told of.
        let day = article("D", "2025-01-02", "b", 1);
        check(&evening, &day, "kept B a:1 b:1");
        check(&day, &evening, "won B a:1 b:1");
        let later = article("D", "2025-01-03", "b", 1);
        check(&evening, &later, "won D b:1 a:1");
    }
}
