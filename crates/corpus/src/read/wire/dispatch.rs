//! What the formats of agencies say alike: who it is from, what it is filed under, its language.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

use super::xml::in_one_line;
use crate::read::keyed::date_cell::date_of;
use crate::read::words::agencies::known_agency;
use crate::read::words::byline::sign;
use crate::stated_date::DayOrder;
use crate::{Article, Topic, TopicKind};

/// Puts in who an article is from: an agency by the short name it is known by, in every case the same.
pub(in crate::read) fn from_source(article: &mut Article, name: &str) {
    let name = name.trim();
    let agency = known_agency(name);
    if article.source.is_none() && !name.is_empty() {
        article.source = Some(agency.unwrap_or(name).to_string());
    }
    written_by(article, name);
}

/// Puts in the agency that wrote an article, where the name is that of one.
pub(in crate::read) fn written_by(article: &mut Article, name: &str) {
    if article.agency.is_none() {
        article.agency = known_agency(name.trim()).map(str::to_string);
    }
}

/// Puts in who signed an article, by a line as dispatches and feeds write it: «Le Courrier avec Reuters».
pub(in crate::read) fn signed(article: &mut Article, line: &str) {
    let mut line = in_one_line(line);
    for between in [" avec ", " with ", " und ", " & "] {
        line = line.replace(between, ";");
    }
    sign(article, &line);
    // Its own agency is no author beside it.
    let agency = article.agency.as_deref();
    let authors = article.authors.iter();
    let others = authors.filter(|author| agency.is_none() || known_agency(author) != agency);
    article.authors = others.cloned().collect();
}

/// Puts a topic in, once. One without a name is called by its code.
pub(in crate::read) fn filed_under(
    article: &mut Article,
    kind: TopicKind,
    name: Option<&str>,
    code: Option<&str>,
) {
    let said = |text: Option<&str>| {
        text.map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_string)
    };
    let code = said(code);
    let Some(name) = said(name).or_else(|| code.clone()) else {
        return;
    };
    let topic = Topic { kind, name, code };
    if !article.topics.contains(&topic) {
        article.topics.push(topic);
    }
}

/// Whether a status says that an article is withdrawn, or held back until it is said otherwise: `stat:canceled`, `Withheld`,
/// `killed`. One under embargo was sent to be used later, and is not.
pub(in crate::read) fn is_withdrawn(status: &str) -> bool {
    let name = status.trim().rsplit([':', '/']).next().unwrap_or_default();
    let names = [
        "canceled",
        "cancelled",
        "killed",
        "kill",
        "recalled",
        "unpublished",
        "withdrawn",
        "withheld",
    ];
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Puts in the first of some dates that is one. An article whose dates are none has none and is read all the same; the first
/// of them is told.
pub(in crate::read) fn dated<'a>(
    article: &mut Article,
    dates: impl IntoIterator<Item = Option<&'a str>>,
) {
    for date in dates.into_iter().flatten() {
        article.date = date_of(date, DayOrder::DayFirst).ok();
        if article.date.is_some() {
            article.no_date = None;
            return;
        }
        if article.no_date.is_none() && !date.trim().is_empty() {
            article.no_date = Some(date.trim().to_string());
        }
    }
}

/// The first of some times that is one; a day without a time of day says nothing of two texts of it. One without a zone is
/// taken for Greenwich's: the versions of an article are written by one clock.
pub(in crate::read) fn first_instant<'a>(
    times: impl IntoIterator<Item = Option<&'a str>>,
) -> Option<Timestamp> {
    let instant = |time: &str| -> Option<Timestamp> {
        let time = time.trim();
        let read = time.parse().ok();
        let of_mail = || rfc2822::parse(time).ok().map(|time| time.timestamp());
        let here = || {
            let local: DateTime = time.parse().ok().filter(|_| time.contains(['T', ':']))?;
            Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
        };
        read.or_else(of_mail).or_else(here)
    };
    times.into_iter().flatten().find_map(instant)
}

/// A number that a file says an article has: its words.
pub(in crate::read) fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_signed_are_found() {
        for (line, expected) in [
            (
                "By Paulo S. and\n  Frances d'Emilio",
                "Paulo S.|Frances d'Emilio|",
            ),
            ("Von Christian H., dpa", "Christian H.|dpa"),
            ("Le Courrier avec Reuters", "Le Courrier|Reuters"),
            ("Ana LIMA & Benoît ROY", "Ana LIMA|Benoît ROY|"),
            ("belga", "Belga"),
            ("Ana Lima, AFP; AFP", "Ana Lima|AFP"),
            ("", ""),
        ] {
            let mut article = Article::default();
            signed(&mut article, line);
            let agency = article.agency.unwrap_or_default();
            let names = article.authors.iter().map(String::as_str);
            let shown: Vec<&str> = names.chain([agency.as_str()]).collect();
            assert_eq!(shown.join("|"), expected, "{line}");
        }
    }

    #[test]
    fn a_date_that_is_none_is_told() {
        for (dates, expected) in [
            ([Some("2024-03-12T18:00:00Z"), Some("x")], "2024-03-12 "),
            ([Some("x"), Some("20240312")], "2024-03-12 "),
            ([Some(" hier soir"), Some("x")], " hier soir"),
            ([Some(" "), None], " "),
            ([None, None], " "),
        ] {
            let mut article = Article::default();
            dated(&mut article, dates);
            let date = article.date.map(|date| date.to_string());
            let shown = [
                date.unwrap_or_default(),
                article.no_date.unwrap_or_default(),
            ];
            assert_eq!(shown.join(" "), expected, "{dates:?}");
        }
    }

    #[test]
    fn what_is_withdrawn_is_known() {
        for (status, expected) in [
            ("stat:canceled", true),
            ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", true),
            (" Canceled ", true),
            ("killed", true),
            ("stat:usable", false),
            ("Embargoed", false),
            ("", false),
        ] {
            assert_eq!(is_withdrawn(status), expected, "{status}");
        }
    }

    #[test]
    fn times_are_read() {
        for (time, expected) in [
            ("2024-03-12T18:00:00+01:00", "2024-03-12T17:00:00Z"),
            ("2024-03-12T23:30:00+0000", "2024-03-12T23:30:00Z"),
            ("20240312T101500+0100", "2024-03-12T09:15:00Z"),
            ("20240312T101500Z", "2024-03-12T10:15:00Z"),
            ("2024-03-12T10:15:00.250Z", "2024-03-12T10:15:00.25Z"),
            ("2024-03-12T10:15:00", "2024-03-12T10:15:00Z"),
            ("Wed, 13 Mar 2024 00:30:00 +0100", "2024-03-12T23:30:00Z"),
            ("Wed, 13 Mar 2024 00:30:00 GMT", "2024-03-13T00:30:00Z"),
            ("2024-03-12", ""),
            ("20240312", ""),
            ("hier", ""),
            ("", ""),
        ] {
            let read = first_instant([None, Some(time)]);
            let read = read.map(|instant| instant.to_string());
            assert_eq!(read.unwrap_or_default(), expected, "{time}");
        }
    }

    #[test]
    fn who_it_is_from_is_said_once() {
        let mut article = Article::default();
        from_source(&mut article, " ");
        from_source(&mut article, "L'Écho");
        from_source(&mut article, "BELGA");
        assert_eq!(
            (article.source.as_deref(), article.agency.as_deref()),
            (Some("L'Écho"), Some("Belga"))
        );
        let mut article = Article::default();
        from_source(&mut article, "afp");
        assert_eq!(
            (article.source.as_deref(), article.agency.as_deref()),
            (Some("AFP"), Some("AFP"))
        );
        filed_under(&mut article, TopicKind::Subject, Some(" port "), Some(""));
        filed_under(&mut article, TopicKind::Subject, Some("port"), None);
        filed_under(&mut article, TopicKind::Subject, None, Some("medtop:1"));
        filed_under(&mut article, TopicKind::Subject, Some(""), None);
        let topics: Vec<&str> = article
            .topics
            .iter()
            .map(|topic| topic.name.as_str())
            .collect();
        assert_eq!(topics, ["port", "medtop:1"]);
    }
}
