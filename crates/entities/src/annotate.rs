//! Puts the steps together: mentions, countries, the lists of a document.

use std::ops::Range;

use depeche_corpus::{Article, Document, EntityKind, Mention, Part, Texte};

use crate::combine::Recognised;
use crate::countries::{self, Named, Sign};
use crate::country_names::country_name;
use crate::found::{Found, What};
use crate::lexicon::{LEXICON, SenseKind};
use crate::recogniser::{Model, shipped};
use crate::weight::{Position, central_first};
use crate::words::Words;
use crate::zones::{place_name, zones_of_country, zones_of_place};

/// Recognises the names of an article. Pure: it depends on the tables and the model only, never on other articles.
pub fn annotate(article: &Article) -> Document {
    annotate_with(article, &shipped::MODEL)
}

/// Recognises the names of an article by another model than the shipped one.
pub fn annotate_with(article: &Article, model: &Model) -> Document {
    document(article, |words| Recognised::by_model(words, model))
}

/// Recognises the names of an article by the rules alone: for tests and measurement.
pub fn annotate_by_rules(article: &Article) -> Document {
    document(article, Recognised::by_rules)
}

fn document(article: &Article, recognise: impl Fn(&Words<'_>) -> Recognised) -> Document {
    let texte = Texte::of(article);
    let words = Words::of(&texte);
    let Recognised {
        mut found,
        mut inside,
    } = recognise(&words);
    countries::settle_homonyms(&mut found, &mut inside);
    let positions = positions(&words.parts);
    let position = |mention: &Found| positions[words.list[mention.words.start].part];

    let certain = Named::of(found.iter().chain(&inside));
    let mut signs = Vec::new();
    let mut zones = Vec::new();
    let mut mentions = Vec::with_capacity(found.len());
    for mention in &found {
        let country = match mention.what {
            What::Sense(sense) => countries::resolve(sense, &certain),
            _ => None,
        };
        if let (What::Sense(sense), Some(code)) = (&mention.what, country) {
            signs.push(Sign {
                sense,
                code,
                position: position(mention),
            });
        }
        if let (What::Sense(sense), Some(code)) = (&mention.what, country)
            && sense.kind == SenseKind::Country
        {
            let named = zones_of_country(code).into_iter();
            zones.extend(named.map(|zone| (zone, position(mention))));
        }
        let (kind, name) = match &mention.what {
            What::Person(name) => (EntityKind::Person, name.clone()),
            What::Said(kind, name) => (*kind, name.clone()),
            What::Sense(sense) => match sense.kind {
                SenseKind::Place => (EntityKind::Place, place_name(sense.label, country)),
                SenseKind::Seat => (EntityKind::Organisation, sense.label.to_string()),
                kind if kind.is_organisation() => {
                    (EntityKind::Organisation, sense.label.to_string())
                }
                _ => {
                    let Some(name) = country.map(country_name) else {
                        continue;
                    };
                    (EntityKind::Country, name.to_string())
                }
            },
        };
        mentions.push((
            Mention {
                span: span(&words, &mention.words, kind),
                kind,
                name,
                country,
            },
            position(mention),
            is_listed(&words, mention),
        ));
    }
    // `l'armée de Kiev` is no place, but names one.
    let mut places_inside = Vec::new();
    for mention in &inside {
        let What::Sense(sense) = mention.what else {
            continue;
        };
        let country = countries::resolve(sense, &certain);
        if let Some(code) = country {
            signs.push(Sign {
                sense,
                code,
                position: position(mention),
            });
        }
        let (kind, name) = match sense.kind {
            SenseKind::Place => (EntityKind::Place, place_name(sense.label, country)),
            SenseKind::Seat => (EntityKind::Organisation, sense.label.to_string()),
            _ => continue,
        };
        places_inside.push((kind, name, position(mention)));
    }
    let inside = || {
        let places = places_inside.iter();
        places.map(|(kind, name, position)| (*kind, name.as_str(), *position))
    };
    let list = |kind| {
        let own = mentions
            .iter()
            .filter(|(.., listed)| *listed)
            .map(|(mention, position, _)| (mention.kind, mention.name.as_str(), *position));
        central_first(
            own.chain(inside())
                .filter(|(of_kind, ..)| *of_kind == kind)
                .map(|(_, name, position)| (name, position)),
        )
    };
    let (persons, places, mut organisations) = (
        list(EntityKind::Person),
        list(EntityKind::Place),
        list(EntityKind::Organisation),
    );
    let own = mentions
        .iter()
        .filter(|(mention, _, listed)| *listed && mention.kind == EntityKind::Place)
        .map(|(mention, position, _)| (mention.name.as_str(), *position));
    let inside = inside().filter(|(kind, ..)| *kind == EntityKind::Place);
    let inside = inside.map(|(_, name, position)| (name, position));
    for (place, position) in own.chain(inside) {
        zones.extend(
            zones_of_place(place)
                .into_iter()
                .map(|zone| (zone, position)),
        );
    }
    if let Some(agency) = article
        .agency
        .as_deref()
        .map(str::trim)
        .filter(|agency| !agency.is_empty())
    {
        let agency = label(agency);
        if !organisations.contains(&agency) {
            organisations.insert(0, agency);
        }
    }
    Document {
        countries: countries::rank(&signs),
        persons,
        places,
        zones: central_first(zones.into_iter()),
        organisations,
        mentions: mentions.into_iter().map(|(mention, ..)| mention).collect(),
    }
}

/// Returns whether a mention is a name to choose articles by. `armée russe` and the `Hydraulique` of a minister are
/// organisations where they stand, but not by name.
fn is_listed(words: &Words<'_>, mention: &Found) -> bool {
    let What::Said(kind, name) = &mention.what else {
        return true;
    };
    // `une usine d'Anatolie` is listed as a place, `à l'Élysée` as a government.
    if countries::is_of_other_kind(words, &mention.words, *kind) {
        return false;
    }
    // `le ministre malien de l'Hydraulique`, `la commission des Transports`: three words between at most.
    let start = mention.words.start;
    let announced = (start.saturating_sub(4)..start).any(|at| {
        matches!(
            words.key(at),
            "ministre" | "ministres" | "ministere" | "secretaire" | "commission"
        )
    });
    let portfolio = mention.words.len() == 1 && (announced || words.key(start) == "etat");
    !portfolio && !name.starts_with(char::is_lowercase)
}

/// Returns the bytes of a mention: with the point of a surname's initial (`Nikola K.`) and the sign of `Canal +`, which
/// are of no word.
fn span(words: &Words<'_>, range: &Range<usize>, kind: EntityKind) -> Range<usize> {
    let span = words.span(range.clone());
    let rest = &words.text[span.end..];
    let last = words.form(range.end - 1);
    let initial =
        range.len() > 1 && last.chars().count() == 1 && last.starts_with(char::is_uppercase);
    let more = match kind {
        EntityKind::Person if initial && rest.starts_with('.') => 1,
        EntityKind::Organisation => {
            let sign = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
            match sign.strip_prefix('+').map(str::trim_start) {
                // `l'OTAN +3 %`.
                Some(after) if !after.starts_with(|c: char| c.is_ascii_digit()) => {
                    rest.len() - sign.len() + 1
                }
                _ => 0,
            }
        }
        _ => 0,
    };
    span.start..span.end + more
}

/// Returns where each part stands: its kind, and the paragraph of the body it is.
fn positions(parts: &[Part]) -> Vec<Position> {
    let mut paragraph = 0;
    parts
        .iter()
        .map(|part| {
            let position = Position {
                part: *part,
                paragraph,
            };
            paragraph += usize::from(*part == Part::Paragraph);
            position
        })
        .collect()
}

/// Returns the label the tables give an organisation, else its name as it is.
fn label(name: &str) -> String {
    let article = Article {
        title: name.to_string(),
        ..Article::default()
    };
    let texte = Texte::of(&article);
    let words = Words::of(&texte);
    let found = (!words.list.is_empty())
        .then(|| {
            LEXICON
                .names
                .at(&words, 0)
                .filter(|phrase| phrase.len() == words.list.len())
                .map(|phrase| &LEXICON.senses[phrase.meaning.sense])
                .find(|sense| sense.kind.is_organisation())
        })
        .flatten();
    found.map_or_else(|| name.to_string(), |sense| sense.label.to_string())
}

#[cfg(test)]
mod tests {
    use depeche_corpus::{Block, CountryCode};
    use proptest::prelude::*;

    use super::*;
    use crate::testing;

    /// The lists of a document, a line each.
    fn lists(article: &Article) -> [String; 4] {
        let document = annotate(article);
        let codes: Vec<_> = document.countries.iter().map(CountryCode::as_str).collect();
        [
            codes.join(" "),
            document.persons.join(", "),
            document.places.join(", "),
            document.organisations.join(", "),
        ]
    }

    fn check(article: &Article, expected: [&str; 4]) {
        assert_eq!(lists(article), expected);
    }

    fn check_countries(text: &str, expected: &str) {
        assert_eq!(lists(&testing::article(text))[0], expected, "{text}");
    }

    #[test]
    fn an_agency_report_comes_out_whole() {
        let article = Article {
            title: "Moscou se rapproche encore de Pyongyang".into(),
            lead: Some("Des sapeurs de Corée du Nord iront dans la région de Koursk, reprise aux Ukrainiens, dit Sergueï Choïgou.".into()),
            caption: Some("En juin, Kim Jong Un avait assuré Moscou de son appui contre l'Ukraine.".into()),
            body: vec![
                Block::Paragraph("Moscou a indiqué que Pyongyang déminerait la région russe de Koursk avec des soldats nord-coréens, a déclaré le secrétaire du Conseil de sécurité russe, Sergueï Choïgou, après avoir vu à Pyongyang le dirigeant Kim Jong Un.".into()),
                Block::Paragraph("C'est ce que rapporte l'agence russe Ria Novosti. Le président russe Vladimir Poutine s'en félicite.".into()),
                Block::Crosshead("Rapprochement Entre Deux Voisins".into()),
                Block::Paragraph("La ville avait été prise par l'armée de Kiev.".into()),
                Block::Paragraph("M. Choïgou était déjà venu, selon l'agence nord-coréenne KCNA. Les liens resteront forts, ajoute KCNA. M. Poutine était en Corée du Nord l'an dernier.".into()),
            ],
            agency: Some("Agence France-Presse".into()),
            ..Article::default()
        };
        check(
            &article,
            [
                "RU KP UA",
                "Sergueï Choïgou, Kim Jong Un, Vladimir Poutine",
                "Moscou, Pyongyang, Koursk, Kiev",
                "AFP, Conseil de sécurité russe, Ria Novosti, KCNA",
            ],
        );
    }

    #[test]
    fn an_agency_that_no_table_knows_keeps_its_name() {
        let mut article = testing::article("Rien à signaler.");
        article.agency = Some("Agence des Crieurs".into());
        check(&article, ["", "", "", "Agence des Crieurs"]);
        article.agency = Some(" ".into());
        check(&article, ["", "", "", ""]);
    }

    #[test]
    fn no_name_reaches_over_a_part() {
        let article = Article {
            title: "État porteparole Lyon États porteparole ÉTÉ l’Oréal".into(),
            lead: Some("l'autoécole Lyon étudiantes école pas Kiev.".into()),
            ..Article::default()
        };
        is_sound(&article);
    }

    #[test]
    fn what_stands_first_is_most_central() {
        check_countries("Berlin et Paris votent.", "DE FR");
        check_countries(
            "La Suède a voté. Le roi de Suède l'a dit, la Norvège non.",
            "SE NO",
        );
        check_countries("", "");
    }

    #[test]
    fn a_country_named_in_passing_is_left_out() {
        let report = "Le Japon vote, le Japon compte.\n".repeat(12);
        check_countries(&format!("{report}Un Belge regarde."), "JP");
    }

    #[test]
    fn papers_count_only_where_nothing_else_does() {
        check_countries("Reuters et l'AFP l'ont dit.", "");
        check_countries("Le Japon vote, écrit Libération.", "JP");
    }

    #[test]
    fn a_territory_is_of_its_state_too() {
        check_countries("En Guyane, un lancement. Le Japon regarde.", "GF JP FR");
        check_countries("La France regarde la Guyane.", "FR GF");
    }

    #[test]
    fn an_institution_of_many_countries_is_of_the_one_named() {
        check_countries("Au Burundi, la loi va devant l'Assemblée nationale.", "BI");
        check_countries("La loi va devant l'Assemblée nationale.", "FR");
    }

    fn is_sound(article: &Article) {
        let texte = Texte::of(article);
        let mut end = 0;
        let document = annotate(article);
        assert_eq!(document, annotate(article));
        for mention in document.mentions {
            let mut parts = texte.parts.iter();
            let (start, last) = (mention.span.start, mention.span.end);
            assert!(parts.any(|(_, part)| part.start <= start && last <= part.end));
            assert!(mention.span.start >= end && mention.span.start < mention.span.end);
            assert!(texte.text.get(mention.span.clone()).is_some());
            end = mention.span.end;
        }
    }

    /// Strings of pieces that the rules look at, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "Vladimir",
            "Poutine",
            "POUTINE",
            "Kim",
            "Jong",
            "-un",
            "M.",
            "M",
            "le",
            "l'",
            "d'",
            "L’",
            "de",
            "von",
            "président",
            "Russie",
            "russe",
            "franco",
            "-",
            "'",
            " ",
            " ",
            " ",
            ", ",
            ". ",
            "(",
            ")",
            "ONU",
            "Conseil",
            "(CDU)",
            "\n",
            "\u{2029}",
            "\u{a0}",
            "«",
            "»",
            "à",
            "É",
            "œ",
            "𝒜",
            "ville",
            "Caire",
            "au",
            "J.",
            "K.",
            "45 ans",
            "Oréal",
            "autoécole",
            "Lyon",
            "État",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_is_annotated(title in any::<String>(), body in any::<String>()) {
            let mut article = testing::article(&body);
            article.title = title.clone();
            article.agency = Some(title);
            is_sound(&article);
        }

        #[test]
        fn any_order_of_pieces_is_annotated(title in pieces(), lead in pieces(), body in pieces()) {
            let mut article = testing::article(&body);
            article.title = title;
            article.lead = Some(lead);
            is_sound(&article);
        }
    }
}
