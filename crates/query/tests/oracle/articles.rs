//! Invents short articles, and writes them as JSONL.

use depeche_corpus::{Article, Block, DateInterval, Topic, TopicKind};
use serde_json::{Value, json};

use crate::random::Random;
use crate::vocabulary::{AGENCIES, AUTHORS, IN_ARTICLES, NAMES, SECTIONS, SOURCES, SUBJECTS};

/// An article, and its own identifier: the archive's holds the source as well.
#[derive(Clone)]
pub(crate) struct Invented {
    pub(crate) own_id: String,
    pub(crate) article: Article,
}

/// Invents some articles with identifiers from `first` on.
pub(crate) fn invent(random: &mut Random, first: usize, count: usize) -> Vec<Invented> {
    (first..first + count)
        .map(|number| Invented {
            own_id: format!("n{number}"),
            article: article(random, number),
        })
        .collect()
}

fn article(random: &mut Random, number: usize) -> Article {
    let mut body = Vec::new();
    for _ in 0..random.between(0, 3) {
        if random.chance(25) {
            body.push(Block::Crosshead(words(random, 1, 3)));
        }
        body.push(Block::Paragraph(sentences(random, 3)));
    }
    let title = words(random, 1, 7);
    Article {
        title: if random.chance(8) && !body.is_empty() {
            String::new()
        } else {
            title
        },
        lead: random.chance(55).then(|| sentences(random, 2)),
        caption: random.chance(35).then(|| sentences(random, 1)),
        body,
        date: date(random),
        source: maybe(random, SOURCES),
        agency: maybe(random, AGENCIES),
        authors: authors(random),
        section: maybe(random, SECTIONS),
        url: random
            .chance(60)
            .then(|| format!("https://example.org/{}/{number}", number % 7)),
        topics: subjects(random),
        language: random.chance(20).then(|| "en".to_string()),
        ..Article::default()
    }
}

/// Nobody signs twice.
fn authors(random: &mut Random) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    for _ in 0..random.below(4) {
        let author = random.pick(AUTHORS).to_string();
        if !authors.contains(&author) {
            authors.push(author);
        }
    }
    authors
}

fn subjects(random: &mut Random) -> Vec<Topic> {
    let mut subjects: Vec<Topic> = Vec::new();
    for _ in 0..random.below(3) {
        let subject = Topic {
            kind: TopicKind::Subject,
            name: random.pick(SUBJECTS).to_string(),
            code: None,
        };
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    subjects
}

fn maybe(random: &mut Random, of: &[&str]) -> Option<String> {
    random.chance(80).then(|| random.pick(of).to_string())
}

fn date(random: &mut Random) -> Option<DateInterval> {
    let (year, month, day) = (
        random.between(2023, 2025),
        random.between(1, 12),
        random.between(1, 28),
    );
    let written = match random.below(10) {
        0 => return None,
        1 => format!("{year}"),
        2 | 3 => format!("{year}-{month:02}"),
        4 => format!("{year}-{month:02}..{}", year + 1),
        // Many on the same few days, so that identifiers decide.
        5 | 6 => format!("{year}-06-1{}", day % 3),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    Some(written.parse().expect("a date"))
}

fn sentences(random: &mut Random, most: usize) -> String {
    let mut text = String::new();
    for _ in 0..random.between(1, most) {
        if !text.is_empty() {
            text += " ";
        }
        let words = words(random, 3, 9);
        text += &match random.below(20) {
            0 => format!("« {words} ! »"),
            1 => format!("{words} ?"),
            2 => format!("{words}, dit-il."),
            3 => format!("«{words}»."),
            // A long one, which a snippet cuts.
            4 => format!("{words} {words} {}.", self::words(random, 30, 40)),
            _ => format!("{words}."),
        };
    }
    text
}

fn words(random: &mut Random, fewest: usize, most: usize) -> String {
    let words: Vec<&str> = (0..random.between(fewest, most))
        .map(|_| {
            let names = random.chance(18);
            random.pick(if names { NAMES } else { IN_ARTICLES })
        })
        .collect();
    let mut words = words.join(" ");
    if random.chance(60) {
        let first = words.chars().next().expect("a word");
        let capital: String = first.to_uppercase().collect();
        words.replace_range(..first.len_utf8(), &capital);
    }
    words
}

/// Writes articles as a file of records.
pub(crate) fn jsonl(articles: &[&Invented]) -> String {
    let records = articles.iter().map(|invented| record(invented).to_string());
    records.map(|record| record + "\n").collect()
}

fn record(Invented { own_id, article }: &Invented) -> Value {
    let subjects: Vec<&str> = article.topics.iter().map(|topic| &*topic.name).collect();
    json!({
        "id": own_id,
        "title": article.title,
        "lead": article.lead,
        "caption": article.caption,
        "body": article.body,
        "date": article.date,
        "source": article.source,
        "agency": article.agency,
        "authors": article.authors,
        "section": article.section,
        "url": article.url,
        "sujets": subjects,
        "language": article.language,
    })
}
