//! One article of the archive, and its reprint in another paper.

use depeche_corpus::Block;
use serde::Serialize;

use super::grammar::grammar;
use super::sentence::Prose;
use super::subject::{Subject, World};
use crate::random::Random;

/// An article as a line of JSONL.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
    pub(super) body: Vec<Block>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    section: String,
    url: String,
}

impl Row {
    /// Writes the article of a number.
    pub(super) fn new(world: &World, number: u64, mut random: Random) -> Self {
        let subject = Subject::new(world, &mut random);
        let sections = grammar("section");
        let section = sections[subject.topics[0] as usize % sections.len()].to_string();
        let mut prose = Prose::new(subject, random.clone());
        // The prose has numbers of its own from here on.
        random = Random::of(random.next(), 1);
        let title = prose.heading(true);
        let lead = random.chance(0.7).then(|| prose.sentences(12));
        let caption = random.chance(0.3).then(|| prose.sentences(5));
        // More short articles than long ones.
        let words = 150 + random.below(450).min(random.below(600));
        let body = body(&mut prose, &mut random, words);
        let mut row = Self {
            id: String::new(),
            title,
            lead,
            caption,
            body,
            date: date(&mut random),
            source: String::new(),
            agency: random
                .chance(0.4)
                .then(|| (*random.pick(&world.names.agencies)).to_string()),
            authors: Vec::new(),
            section,
            url: String::new(),
        };
        if random.chance(0.6) {
            // Two thousand journalists, who are nobody that is written about.
            let (first, last) = world.names.person(1_000_000 + random.below(2_000) as u64);
            row.authors.push(format!("{first} {last}"));
        }
        row.appears(world, number, &mut random);
        row
    }

    /// Returns the same text in another paper: a third of them shortened, a third with another headline.
    pub(super) fn reprint(&self, world: &World, number: u64, mut random: Random) -> Self {
        let mut row = self.clone();
        while row.source == self.source {
            row.appears(world, number, &mut random);
        }
        if random.chance(0.33) {
            row.body.truncate((row.body.len() * 2 / 3).max(1));
        }
        if random.chance(0.33) {
            let subject = Subject::new(world, &mut random);
            row.title = Prose::new(subject, random).heading(true);
        }
        row
    }

    fn appears(&mut self, world: &World, number: u64, random: &mut Random) {
        let paper = world.ranks.papers.rank(random);
        self.source = world.names.papers[paper].clone();
        self.id = format!("p{paper}-{number}");
        self.url = format!("https://p{paper}.example/{number}");
    }
}

fn body(prose: &mut Prose<'_>, random: &mut Random, words: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut written = 0;
    while written < words {
        if blocks.len() > 1
            && random.chance(0.2)
            && matches!(blocks.last(), Some(Block::Paragraph(_)))
        {
            blocks.push(Block::Crosshead(prose.heading(false)));
        }
        let wanted = random.between(30, 80).min(words - written);
        let paragraph = prose.sentences(wanted);
        written += paragraph.split(' ').count();
        blocks.push(Block::Paragraph(paragraph));
    }
    blocks
}

/// Ten years; one in thirty has no date, one in twenty only a month.
fn date(random: &mut Random) -> Option<String> {
    let year = random.between(2016, 2025);
    let month = random.between(1, 12);
    // Every month has so many.
    let day = random.between(1, 28);
    match random.below(60) {
        0 | 1 => None,
        2..5 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}-{month:02}-{day:02}")),
    }
}
