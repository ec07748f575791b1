//! What a feed calls itself: the name of its paper, and the section that it is of. Channels have titles, not names: «Le
//! Monde.fr - Actualités et Infos en France», «International : Toute l’actualité sur Le Monde.fr.»; the address that they
//! link to says which of their words are the name.

/// What stands between the parts of a title.
const BETWEEN: &[&str] = &[" - ", " – ", " — ", " : ", "\u{a0}: ", " | ", " :: ", " » "];

/// Most words of a name: «La Nouvelle République du Centre-Ouest» has five.
const MOST_WORDS_OF_A_NAME: usize = 6;

/// Most words of the name of a section: «À la une».
const MOST_WORDS_OF_A_SECTION: usize = 3;

/// Articles that a name may start with.
const ARTICLES: &[&str] = &["le", "la", "les", "l", "the", "der", "die", "das"];

/// Parts of addresses that say where or what a site is, not who.
const UNNAMING: &[&str] = &["asso", "co", "com", "gouv", "net", "org", "qc"];

/// First parts of hosts that say what is served there.
const SERVES: &[&str] = &["amp", "feed", "feeds", "flux", "m", "mobile", "rss", "www"];

/// Sites that hold the feeds of many.
const OF_MANY: &[&str] = &["facebook", "feedburner", "google", "medium", "youtube"];

/// What a channel says of whom it is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Channel {
    pub(in crate::read) source: Option<String>,
    pub(in crate::read) section: Option<String>,
}

/// Reads the title of a channel, with the address that it links to.
pub(in crate::read) fn channel(title: &str, link: Option<&str>) -> Channel {
    let parts = parts(title);
    let whole = || Channel {
        source: Some(title.to_string()).filter(|title| !title.is_empty()),
        section: None,
    };
    let is_name = parts.len() == 1 && words(title).count() <= MOST_WORDS_OF_A_NAME;
    let Some(host) = link.and_then(host).filter(|_| !title.is_empty()) else {
        return whole();
    };
    let site = key(site(host));
    let site = site.as_str();
    let named = parts
        .iter()
        .enumerate()
        .find_map(|(at, part)| Some((at, name_in(part, site)?)));
    match named {
        _ if OF_MANY.contains(&site) => whole(),
        // `Écho du lac` of `echo.example` is called so, and more than that.
        Some((_, name)) if is_name && starts_with_name(title, name) => whole(),
        Some((at, name)) => Channel {
            source: Some(name_of_part(parts[at], name).to_string()),
            section: section(&parts, at),
        },
        None if is_name => whole(),
        None => Channel {
            source: Some(host.to_string()),
            section: None,
        },
    }
}

fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for between in BETWEEN {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(between))
            .collect();
    }
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\u{a0}', '\'', '’'])
        .filter(|word| !word.is_empty())
}

/// The part beside that with the name, where there is one, and short.
fn section(parts: &[&str], named: usize) -> Option<String> {
    let mut others = parts.iter().enumerate().filter(|(at, _)| *at != named);
    let (_, other) = others.next()?;
    let is_section = others.next().is_none() && words(other).count() <= MOST_WORDS_OF_A_SECTION;
    is_section.then(|| other.to_string())
}

/// The whole part where it is a name that starts with that of the site, as `La Gazette du Lac` of `gazette.example`.
fn name_of_part<'t>(part: &'t str, name: &'t str) -> &'t str {
    let short = words(part).count() <= MOST_WORDS_OF_A_NAME;
    if short && starts_with_name(part, name) {
        part
    } else {
        name
    }
}

/// Whether a text starts with a name, or with an article and the name.
fn starts_with_name(text: &str, name: &str) -> bool {
    let Some(at) = text.find(name) else {
        return false;
    };
    let before = key(&text[..at]);
    before.is_empty() || ARTICLES.contains(&before.as_str())
}

/// The words of a text that are the name of a site: «Le Monde.fr» of `lemonde`.
fn name_in<'t>(text: &'t str, site: &str) -> Option<&'t str> {
    let is_end = |c: char| c.is_whitespace() || c == '\'' || c == '’';
    let mut starts = vec![0];
    let after = text.char_indices().filter(|(_, c)| is_end(*c));
    starts.extend(after.map(|(at, c)| at + c.len_utf8()));
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let ends: Vec<usize> = ends.map(|(at, _)| at).chain([text.len()]).collect();
    for start in starts {
        for end in ends.iter().filter(|end| **end > start) {
            let name = text[start..*end].trim_end_matches(['.', ',', '!', '»', '"', ' ']);
            let name = name.trim_start_matches(['«', '"', ' ', '\u{a0}']);
            let key = key(name);
            if key.len() > site.len() + ".online".len() {
                break;
            }
            if key == site || key == format!("{site}fr") || key == format!("{site}com") {
                return Some(name);
            }
        }
    }
    None
}

/// A name by its letters and digits, without accents: what addresses are made of.
fn key(name: &str) -> String {
    let folded = depeche_text::fold(name);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The host of an address, without what serves its pages and feeds.
fn host(address: &str) -> Option<&str> {
    let rest = address.trim();
    let (_, rest) = rest.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let served = host.split_once('.');
    let host = served.map_or(host, |(first, rest)| match SERVES.contains(&first) {
        true => rest,
        false => host,
    });
    host.contains('.').then_some(host)
}

/// The part of a host that names who it is: `lemonde` of `rss.lemonde.fr`.
fn site(host: &str) -> &str {
    let mut parts = host.rsplit('.').skip(1);
    let named = parts.find(|part| !UNNAMING.contains(part));
    named.unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_called_as_their_papers() {
        for (title, link, source, section) in [
            (
                "Le Monde.fr - Actualités et Infos en France et dans le monde",
                "https://www.lemonde.fr/",
                "Le Monde.fr",
                "",
            ),
            (
                "International : Toute l’actualité sur Le Monde.fr.",
                "https://www.lemonde.fr/international/rss_full.xml",
                "Le Monde.fr",
                "International",
            ),
            (
                "Sports | Ouest-France",
                "https://www.ouest-france.fr",
                "Ouest-France",
                "Sports",
            ),
            (
                "L'actu de Libération",
                "http://www.liberation.fr/",
                "Libération",
                "",
            ),
            (
                "La Gazette du Lac - À la une",
                "http://gazette.example/",
                "La Gazette du Lac",
                "À la une",
            ),
            // A name by itself stays, wherever it links to.
            ("La Gazette", "https://www.lemonde.fr/", "La Gazette", ""),
            ("Écho du lac", "http://echo.example", "Écho du lac", ""),
            (
                "Le Journal de Saône-et-Loire",
                "https://www.lejsl.com/",
                "Le Journal de Saône-et-Loire",
                "",
            ),
            // Nothing in it is the name of the site.
            (
                "Flux RSS - Toutes les dernières actualités de la région",
                "https://rss.lavoixdunord.fr/une",
                "lavoixdunord.fr",
                "",
            ),
            (
                "Carnet de bord - notes",
                "http://feeds.feedburner.com/carnet",
                "Carnet de bord - notes",
                "",
            ),
            ("Le Fil - notes", "/fil", "Le Fil - notes", ""),
            ("Le Fil - notes", "", "Le Fil - notes", ""),
        ] {
            let expected = Channel {
                source: Some(source.to_string()),
                section: Some(section.to_string()).filter(|section| !section.is_empty()),
            };
            assert_eq!(channel(title, Some(link)), expected, "{title}");
        }
        assert_eq!(channel("", Some("http://a.example/")), Channel::default());
    }
}
