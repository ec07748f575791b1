//! What stands under a text and is none of it: rights, the initials of those who wrote and checked a dispatch, where a
//! program that publishes says that it stands, links that share it. Only the last blocks are looked at, and only what has
//! the form of such a line is taken off: a sentence stays.

use crate::Block;

/// Most blocks that are taken off: a line for each of these, and ten links. More are a text.
const MOST: usize = 15;

/// Longest line of rights, in bytes: one that names them is a line, a paragraph about them is a text.
const LONGEST_RIGHTS: usize = 200;

/// Ends of lines of rights.
const RIGHTS: &[&str] = &[
    "tous droits réservés",
    "tous droits de reproduction réservés",
    "droits de reproduction et de diffusion réservés",
    "tous droits de reproduction et de représentation réservés",
    "all rights reserved",
];

/// How a program that publishes starts the line that says where a text stands, and what it says.
const NOTICES: &[(&str, &str)] = &[
    ("L’article ", "est apparu en premier sur"),
    ("L'article ", "est apparu en premier sur"),
    ("Cet article ", "est apparu en premier sur"),
    ("The post ", "appeared first on"),
    ("The post ", "first appeared on"),
];

/// What stands over links that share a text.
const OVER_LINKS: &[&str] = &[
    "partager :",
    "partager",
    "partager cet article",
    "partager cet article :",
    "share this:",
    "share",
];

/// What such a link is called, or starts with.
const LINKS: &[&str] = &[
    "bluesky",
    "e-mail",
    "facebook",
    "imprimer",
    "linkedin",
    "mastodon",
    "messenger",
    "pinterest",
    "pocket",
    "print",
    "reddit",
    "skype",
    "telegram",
    "threads",
    "tumblr",
    "twitter",
    "whatsapp",
    "x",
];

/// What links a text that is cut off to the whole of it.
const CONTINUED: &[&str] = &["Continuer la lecture", "Lire la suite", "Continue reading"];

/// Longest of them, in bytes, with the title of the text in it.
const LONGEST_CONTINUED: usize = 250;

/// Returns blocks without what only ends them; of an article that is nothing else, all of it.
pub(in crate::read) fn without_endings(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut kept = blocks.len();
    for _ in 0..MOST {
        let Some(last) = kept.checked_sub(1) else {
            return blocks;
        };
        let links = links(&blocks[..kept]);
        if links > 0 {
            kept -= links;
        } else if is_ending(blocks[last].text()) {
            kept = last;
        } else {
            break;
        }
    }
    if kept == 0 {
        return blocks;
    }
    blocks.truncate(kept);
    if let Some(Block::Paragraph(text)) = blocks.last_mut() {
        text.truncate(without_link(text).len());
    }
    blocks
}

/// Whether a block is no text.
fn is_ending(text: &str) -> bool {
    is_rights(text)
        || are_initials(text)
        || is_sign_off(text)
        || NOTICES
            .iter()
            .any(|(start, said)| text.starts_with(start) && text.contains(said))
        || is_continued(text)
}

/// `© Agence France-Presse`, `Tous droits réservés.`
fn is_rights(text: &str) -> bool {
    let line = text.trim_end_matches(['.', ' ']).to_lowercase();
    let names_a_holder = || {
        let rest = line.strip_prefix("copyright").map(str::trim_start);
        let starts = |line: &str| line.starts_with('©') || line.starts_with("(c)");
        starts(&line)
            || rest
                .is_some_and(|rest| starts(rest) || rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    text.len() <= LONGEST_RIGHTS
        && (RIGHTS.iter().any(|right| line.ends_with(right)) || names_a_holder())
}

/// `al/br/cd`, `bur-alu/ib`: who wrote a dispatch, and who checked it.
fn are_initials(text: &str) -> bool {
    let initials = |part: &str| {
        (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    text.contains('/') && text.split('/').all(|part| part.split('-').all(initials))
}

/// `((Rédaction de Paris; +33 1 …))`, `(Reportage Ana Lima, édité par Benoît Roy)`: of Reuters.
fn is_sign_off(text: &str) -> bool {
    let in_brackets = text.starts_with('(') && text.ends_with(')');
    let doubled = text.starts_with("((") && text.ends_with("))");
    let names_editors = ["édité par ", "version française "]
        .iter()
        .any(|said| text.to_lowercase().contains(said));
    in_brackets && (doubled || names_editors)
}

/// `Continuer la lecture de « Un titre »`.
fn is_continued(text: &str) -> bool {
    let is_end = |rest: &str| {
        let rest = rest.trim();
        rest.is_empty()
            || ["de «", "de “", "de \"", "→", "…", "...", "»", "›", ">"]
                .iter()
                .any(|sign| rest.starts_with(sign))
    };
    let mut links = CONTINUED.iter().filter_map(|link| text.strip_prefix(link));
    text.len() <= LONGEST_CONTINUED && links.any(is_end)
}

/// A paragraph without the link to the whole text that ends it: `… Continuer la lecture de « Un titre »`.
fn without_link(text: &str) -> &str {
    let is_cut_off = |before: &str| {
        let signs = ["…", "...", "[…]", "[...]"];
        signs.iter().any(|sign| before.trim_end().ends_with(sign))
    };
    let mut links = CONTINUED.iter().flat_map(|link| text.match_indices(link));
    let link = links.find(|(at, _)| is_cut_off(&text[..*at]) && is_continued(&text[*at..]));
    link.map_or(text, |(at, _)| text[..at].trim_end())
}

/// How many blocks at the end are links that share a text, with what stands over them.
fn links(blocks: &[Block]) -> usize {
    let is_link = |text: &str| {
        let text = text.to_lowercase();
        let name = text
            .trim_start_matches("partager sur ")
            .trim_end_matches("(ouvre dans une nouvelle fenêtre)");
        LINKS.contains(&name.trim()) || text.starts_with("cliquer pour partager sur ")
    };
    let trailing = blocks.iter().rev();
    let found = trailing.take_while(|block| is_link(block.text())).count();
    let over = blocks
        .len()
        .checked_sub(found + 1)
        .map(|at| blocks[at].text());
    match over {
        Some(over) if OVER_LINKS.contains(&over.to_lowercase().as_str()) && found > 0 => found + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: &[&str]) {
        let blocks = lines.iter().map(|line| Block::Paragraph(line.to_string()));
        let left = without_endings(blocks.collect());
        let left: Vec<&str> = left.iter().map(Block::text).collect();
        assert_eq!(left, expected, "{lines:?}");
    }

    #[test]
    fn what_only_ends_a_text_is_taken_off() {
        for ending in [
            &["al/br/cd", "© Agence France-Presse. Tous droits réservés."][..],
            &["jed/abc/def", "© Agence France-Presse"],
            &["bur-alu/ib"],
            &["(c) Copyright Thomson Reuters 2024."],
            &["Copyright © 2024 Le Journal"],
            &["Tous droits de reproduction et de représentation réservés."],
            &[
                "(Reportage Ana Lima, édité par Benoît Roy)",
                "((Rédaction de Paris; +33 1 00 00 00 00))",
            ],
            &["(Ana Lima, version française Benoît Roy)"],
            &["Cet article L’été est apparu en premier sur La Gazette."],
            &["L’article L’été est apparu en premier sur La Gazette."],
            &[
                "Partager :",
                "Facebook",
                "X",
                "Cliquer pour partager sur Pocket(ouvre dans une nouvelle fenêtre)",
            ],
            &[
                "Partager :",
                "Facebook",
                "Cet article L’été est apparu en premier sur La Gazette.",
            ],
            &["Continuer la lecture de « L’été »"],
            &["Lire la suite…"],
        ] {
            check(&[&["Un texte."], ending].concat(), &["Un texte."]);
        }
    }

    #[test]
    fn a_text_stays() {
        for lines in [
            // What is said in it of rights.
            &[
                "Un texte.",
                "La loi garantit que tous les droits réservés à l'auteur durent.",
            ][..],
            &["Un texte.", "Copyright: la loi change."],
            // Words between strokes.
            &["Un texte.", "Paris/Lyon"],
            &["Un texte.", "al"],
            &["Un texte.", "(Il a été dit par le maire.)"],
            &["Un texte.", "Cet article est apparu hier."],
            // No links.
            &["Un texte.", "Facebook"],
            &["Un texte.", "Partager"],
            &[
                "Lire la suite des lettres",
                "Lire la suite demande du temps.",
            ],
            // In the middle.
            &["© Agence France-Presse", "al/br/cd", "Un texte."],
            // Nothing else.
            &["© Agence France-Presse"],
        ] {
            check(lines, lines);
        }
        // Has the form of initials, and is lost: nobody ends a text so.
        check(&["Un texte.", "et/ou"], &["Un texte."]);
        check(&[], &[]);
    }

    #[test]
    fn the_link_to_the_whole_is_no_text() {
        check(
            &["Un extrait… Continuer la lecture de « L’été »"],
            &["Un extrait…"],
        );
        check(
            &["Un extrait… Continuer la lecture de « Lire la suite »"],
            &["Un extrait…"],
        );
        check(&["Un extrait [...] Lire la suite"], &["Un extrait [...]"]);
        let sentence = "Il faut Lire la suite";
        check(&[sentence], &[sentence]);
    }
}
