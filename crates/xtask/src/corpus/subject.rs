//! What an article is about: a few topics, countries and persons, from which its words and names are drawn.

use super::lexicon::{Class, Lexicon};
use super::names::{Country, Names};
use crate::random::{Random, Zipf, mix};

/// What all articles draw from.
pub(super) struct World {
    pub(super) lexicon: Lexicon,
    pub(super) names: Names,
    pub(super) ranks: Ranks,
}

/// How frequent the ranks of each kind of thing are. The exponents make a press archive's shape: tens of thousands of
/// forms and of persons in 100,000 articles, a few of each in most of them.
pub(super) struct Ranks {
    nouns: Zipf,
    adjectives: Zipf,
    verbs: Zipf,
    /// Inside a topic.
    topical: Zipf,
    pub(super) topics: Zipf,
    persons: Zipf,
    countries: Zipf,
    organisations: Zipf,
    places: Zipf,
    pub(super) papers: Zipf,
}

impl Ranks {
    pub(super) fn of(names: &Names) -> Self {
        Self {
            nouns: Zipf::new(1.2, 40_000),
            adjectives: Zipf::new(1.25, 15_000),
            verbs: Zipf::new(1.25, 4_000),
            topical: Zipf::new(1.05, 1_500),
            topics: Zipf::new(0.6, 300),
            persons: Zipf::new(0.9, 60_000),
            countries: Zipf::new(1.2, names.countries.len()),
            organisations: Zipf::new(1.05, names.organisations.len()),
            places: Zipf::new(1.05, 400),
            papers: Zipf::new(0.9, names.papers.len()),
        }
    }
}

/// What one article is about.
pub(super) struct Subject<'a> {
    world: &'a World,
    pub(super) topics: Vec<u64>,
    countries: Vec<&'a Country>,
    persons: Vec<Person>,
}

pub(super) struct Person {
    pub(super) first: &'static str,
    pub(super) last: String,
    is_known: bool,
}

/// Known words a topic draws from: its own 1,500 are among them.
const TOPICAL_WORDS: u64 = 8_000;

impl<'a> Subject<'a> {
    pub(super) fn new(world: &'a World, random: &mut Random) -> Self {
        let draw = |random: &mut Random| world.ranks.topics.rank(random) as u64;
        let topics: Vec<u64> = (0..random.between(1, 3)).map(|_| draw(random)).collect();
        let mut countries = Vec::new();
        for at in 0..random.between(1, 3) {
            // A topic has its own countries, half of the time.
            let rank = if random.chance(0.5) {
                mix(topics[0], at as u64) as usize % 40
            } else {
                world.ranks.countries.rank(random)
            };
            countries.push(&world.names.countries[rank]);
        }
        let mut persons = Vec::new();
        for _ in 0..random.between(1, 6) {
            let rank = world.ranks.persons.rank(random) as u64;
            // A third of the persons are those of the topic.
            let rank = if random.chance(0.33) {
                mix(topics[0], rank % 30) % 60_000
            } else {
                rank
            };
            let (first, last) = world.names.person(rank);
            persons.push(Person {
                first,
                last,
                is_known: false,
            });
        }
        Self {
            world,
            topics,
            countries,
            persons,
        }
    }

    /// Returns a word of a class: of a topic, half of the time.
    pub(super) fn word(&self, class: Class, random: &mut Random) -> String {
        let ranks = &self.world.ranks;
        let rank = if random.chance(0.5) {
            let topic = *random.pick(&self.topics);
            let own = ranks.topical.rank(random) as u64;
            let dice = mix(mix(topic, class as u64), own);
            // The square brings half of a topic's words from the more frequent quarter.
            let share = (dice >> 11) as f64 / (1u64 << 53) as f64;
            (share * share * TOPICAL_WORDS as f64) as usize
        } else {
            match class {
                Class::Noun => ranks.nouns.rank(random),
                Class::Adjective => ranks.adjectives.rank(random),
                Class::Verb => ranks.verbs.rank(random),
            }
        };
        self.world.lexicon.word(class, rank)
    }

    /// Returns an adjective, half of the time one of the few that go with the noun.
    pub(super) fn adjective(&self, noun: &str, random: &mut Random) -> String {
        if random.chance(0.5) {
            return self
                .world
                .lexicon
                .word(Class::Adjective, favourite(noun, random) % 3_000);
        }
        match self.countries[0].adjective {
            Some(adjective) if random.chance(0.1) => adjective.to_string(),
            _ => self.word(Class::Adjective, random),
        }
    }

    /// Returns one of the few nouns that go with a noun behind «de», half of the time.
    pub(super) fn complement(&self, noun: &str, random: &mut Random) -> Option<String> {
        random.chance(0.5).then(|| {
            self.world
                .lexicon
                .word(Class::Noun, favourite(noun, random) % 5_000)
        })
    }

    pub(super) fn person(&mut self, random: &mut Random) -> (&Person, bool) {
        let at = random.below(self.persons.len());
        let person = &mut self.persons[at];
        let was_known = std::mem::replace(&mut person.is_known, true);
        (person, was_known)
    }

    pub(super) fn country(&self, random: &mut Random) -> &'a Country {
        self.countries[random.below(self.countries.len())]
    }

    /// Returns a town of one of the countries.
    pub(super) fn place(&self, random: &mut Random) -> &'static str {
        let country = self.country(random);
        let rank = self.world.ranks.places.rank(random);
        country
            .places
            .get(rank % country.places.len().max(1))
            .unwrap_or(&country.name)
    }

    pub(super) fn organisation(&self, random: &mut Random) -> &'static str {
        let names = &self.world.names.organisations;
        let rank = self.world.ranks.organisations.rank(random);
        if random.chance(0.5) {
            return names[mix(self.topics[0], rank as u64 % 8) as usize % names.len()];
        }
        names[rank]
    }

    pub(super) fn said(&self) -> &'a [&'static str] {
        &self.world.lexicon.said
    }

    pub(super) fn functions(&self) -> &'a [&'static str] {
        &self.world.lexicon.functions
    }
}

/// One of five numbers of a word, the first ones more often.
fn favourite(noun: &str, random: &mut Random) -> usize {
    let hash = noun
        .bytes()
        .fold(0, |hash, byte| mix(hash, u64::from(byte)));
    let which = random.below(5).min(random.below(5)) as u64;
    // Small numbers, so that they are words that occur by themselves too.
    (mix(hash, which) >> 20) as usize
}
