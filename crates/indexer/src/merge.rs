//! One article read in several places: which text stands.

use depeche_corpus::{Article, Place};

use crate::document::file_key;

/// What became of a record whose article was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Merged {
    /// It says the same, in the same place.
    Unchanged,
    /// It says the same, in a place that moved or is new; the article only gets its place.
    Placed(Box<Article>),
    /// Its text stands now.
    Changed(Box<Article>),
    /// Another text stands; the article only gets its place. What to tell a person.
    Kept(Box<Article>, String),
    /// Its text stands, against another one that is kept nowhere. What to tell a person.
    Won(Box<Article>, String),
}

/// Decides between the article as it stands and a record of the same identifier. The first place of an article is the
/// one whose text stands. With different texts the later date stands, else the later place. `again`: the record's file
/// is read anew, so that what was read from it before is void; else both records stand in it now.
pub(crate) fn merge(standing: &Article, read: &Article, again: bool) -> Merged {
    let Some(place) = read.places.first() else {
        return Merged::Unchanged;
    };
    let mut others: Vec<Place> = standing.places.clone();
    let known = others.iter().position(|other| same_file(other, place));
    let before = known.map(|at| others.remove(at));
    let Some(first) = standing.places.first() else {
        return Merged::Changed(Box::new(read.clone()));
    };

    if first.hash == place.hash {
        if before.as_ref() == Some(place) {
            return Merged::Unchanged;
        }
        let mut article = standing.clone();
        match known {
            Some(at) => article.places[at] = place.clone(),
            None => article.places.push(place.clone()),
        }
        return Merged::Placed(Box::new(article));
    }
    // The standing text was read here and is here no more: the new one takes its place.
    let replaces = again && known == Some(0);
    let with = |article: &Article, places: Vec<Place>| {
        Box::new(Article {
            places,
            ..article.clone()
        })
    };
    if replaces && others.is_empty() {
        return Merged::Changed(with(read, vec![place.clone()]));
    }
    if replaces || rank(read, place) >= rank(standing, first) {
        let warning = two_texts(read, place, first);
        let places = std::iter::once(place.clone())
            .chain(others.into_iter().filter(|other| other != place))
            .collect();
        return if replaces {
            Merged::Changed(with(read, places))
        } else {
            Merged::Won(with(read, places), warning)
        };
    }
    let warning = two_texts(read, first, place);
    let mut places = standing.places.clone();
    match known {
        Some(0) => {}
        Some(at) => places[at] = place.clone(),
        None => places.push(place.clone()),
    }
    Merged::Kept(with(standing, places), warning)
}

fn same_file(a: &Place, b: &Place) -> bool {
    // The same file may have been given by itself, or in a folder above.
    file_key(&a.root, &a.file) == file_key(&b.root, &b.file)
}

fn rank<'a>(
    article: &Article,
    place: &'a Place,
) -> (Option<jiff::civil::Date>, &'a str, &'a str, u64) {
    (
        article.date.map(|date| date.to),
        &place.root,
        &place.file,
        place.record,
    )
}

fn two_texts(article: &Article, stands: &Place, other: &Place) -> String {
    let at = |place: &Place| format!("{}, record {}", place.file, place.record);
    format!(
        "`{}` has two texts: that of {} stands, that of {} does not",
        article.id,
        at(stands),
        at(other)
    )
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
            Merged::Kept(article, _) => format!("kept {}", shown(&article)),
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
        check(&a, &article("A", "2025", "b", 1), "placed A a:1 b:1");
        check(&a, &article("B", "2025", "a", 1), "changed B a:1");
        check(&a, &article("B", "2025", "b", 1), "won B b:1 a:1");
        check(&a, &article("B", "2024", "b", 1), "kept A a:1 b:1");
        check(&a, &article("B", "2025", "a", 2), "changed B a:2");
        check_in(&a, &article("B", "2025", "a", 2), false, "won B a:2");
        check_in(&a, &article("B", "2024", "a", 2), false, "kept A a:1");
        check(
            &article("B", "2025", "b", 1),
            &article("A", "2026", "a", 1),
            "won A a:1 b:1",
        );
    }
}
