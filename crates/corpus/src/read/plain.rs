//! Plain text, one article a file. The full form, any part of which may be missing:
//!
//! ```text
//! date 2025-06 Headline closed by its full stop. The lead is the rest of this line.
//!
//! A caption that ends in its credit. Photo: CREDIT
//!
//! AFP Agence France-Presse
//!
//! A paragraph of the body.
//!
//! A crosshead: a short line without a full stop
//!
//! Another paragraph.
//! ```
//! A text without any of these is an article whose first line is its title.

use super::{Draft, Error, Input, Reason, Record};
use crate::read::bytes::decode::decode;
use crate::read::words::agencies::known_agency;
use crate::{Article, Block, DateInterval};

/// Longest undated first line that is a headline and nothing else, in characters: headlines of newspapers end before 120.
const LONGEST_HEADLINE: usize = 160;

/// Longest crosshead in characters; longer lines without a full stop are paragraphs that lost it.
pub(super) const LONGEST_CROSSHEAD: usize = 80;

pub(super) fn read(
    input: &Input<'_>,
    bytes: &[u8],
    encoding: Option<&'static str>,
) -> Result<Record, Error> {
    let refuse = |reason| Error::file(input, reason);
    let decoded = decode(bytes, None).map_err(refuse)?;
    if decoded.text.trim().is_empty() {
        return Err(refuse(Reason::Empty));
    }
    let draft = Draft {
        article: parse(&decoded.text),
        own_id: None,
    };
    draft
        .finish(input, (1, 1), &decoded, encoding)
        .map_err(refuse)
}

fn parse(text: &str) -> Article {
    let mut article = Article::default();
    let text = text.replace("\r\n", "\n");
    let mut paragraphs = paragraphs(&text);
    if !paragraphs.is_empty() {
        head(paragraphs.remove(0), &mut article);
    }
    let last = paragraphs.len().saturating_sub(1);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if let Some((date, rest)) = dated(paragraph).filter(|_| article.date.is_none())
            && rest.is_empty()
        {
            article.date = Some(date);
        } else if article.title.is_empty() {
            article.title = (*paragraph).to_string();
        } else if let Some((caption, credit)) =
            caption(paragraph).filter(|_| article.credit.is_none())
        {
            article.caption = Some(caption.to_string()).filter(|caption| !caption.is_empty());
            article.credit = Some(credit.to_string());
        } else if let Some(agency) = agency(paragraph).filter(|_| article.agency.is_none()) {
            article.agency = Some(agency.to_string());
        } else if is_crosshead(paragraph) && at < last {
            article
                .body
                .push(Block::Crosshead((*paragraph).to_string()));
        } else {
            article
                .body
                .push(Block::Paragraph((*paragraph).to_string()));
        }
    }
    article
}

/// Paragraphs stand between empty lines; in a text without any, each line is one. The first line is always by itself.
fn paragraphs(text: &str) -> Vec<&str> {
    let text = text.trim();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let empty_line = |line: &str| line.trim().is_empty();
    let by_lines = !rest.lines().any(empty_line);
    let mut paragraphs = vec![first.trim()];
    let mut start = 0;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if by_lines || empty_line(line) {
            paragraphs.push(rest[start..at].trim());
            start = at;
        }
        at += line.len();
    }
    paragraphs.push(rest[start..].trim());
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// The first line: a date, then a headline closed by its full stop, then the lead; or a headline alone.
fn head(line: &str, article: &mut Article) {
    let (date, line) = match dated(line) {
        Some((date, rest)) => (Some(date), rest),
        None => (None, line),
    };
    article.date = date;
    let runs_on = date.is_some() || line.chars().count() > LONGEST_HEADLINE;
    let headline = depeche_text::sentences(line)
        .first()
        .map_or(0, |sentence| sentence.end);
    let (title, lead) = if runs_on {
        line.split_at(headline)
    } else {
        (line, "")
    };
    // The full stop only parts the headline from the lead; an ellipsis is the headline's own.
    let title = title.trim();
    let title = if title.ends_with("..") {
        title
    } else {
        title.strip_suffix('.').unwrap_or(title)
    };
    article.title = title.to_string();
    article.lead = Some(lead.trim().to_string()).filter(|lead| !lead.is_empty());
}

/// `date 2025-06 …`: the date, and what follows it.
fn dated(line: &str) -> Option<(DateInterval, &str)> {
    let word = line
        .get(..5)
        .filter(|word| word.eq_ignore_ascii_case("date "))?;
    let rest = line[word.len()..].trim_start();
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some((rest[..end].parse().ok()?, rest[end..].trim()))
}

/// `… Photo: keystone-sda.ch`: the caption and the credit.
fn caption(paragraph: &str) -> Option<(&str, &str)> {
    let at = paragraph.rfind("Photo")?;
    let after = paragraph[at + "Photo".len()..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let credit = after.strip_prefix(':')?.trim();
    let starts = at == 0 || paragraph[..at].ends_with(char::is_whitespace);
    // A credit is a name, not a paragraph that goes on about a photograph.
    let is_name =
        !credit.is_empty() && credit.chars().count() <= LONGEST_CROSSHEAD && !credit.contains(". ");
    (starts && is_name).then(|| (paragraph[..at].trim(), credit))
}

/// `AFP Agence France-Presse`, or the known short name of an agency alone: the short name.
fn agency(paragraph: &str) -> Option<&str> {
    if let Some(known) = known_agency(paragraph) {
        return Some(known);
    }
    let (short, name) = paragraph.split_once(' ')?;
    let is_short = (2..=8).contains(&short.len()) && short.chars().all(char::is_uppercase);
    if !is_short || paragraph.contains('\n') || paragraph.ends_with(['.', '!', '?']) {
        return None;
    }
    let name = depeche_text::fold(name);
    let of_press = ["agen", "press", "news", "nouvelles"]
        .iter()
        .any(|word| name.contains(word));
    // Each letter of the short name stands in the full one, in order: ATAP, Agence TransAlpine de Presse.
    let mut letters = name.chars();
    let spells = depeche_text::fold(short)
        .chars()
        .all(|letter| letters.any(|c| c == letter));
    (of_press && spells).then_some(short)
}

/// Returns whether a paragraph that is not the last one of a body heads those behind it.
pub(super) fn is_crosshead(paragraph: &str) -> bool {
    let stops =
        paragraph.ends_with(['.', '…', ':', ';', ',', '!', '"']) || paragraph.contains('\n');
    let long = paragraph.chars().count() > LONGEST_CROSSHEAD;
    // «Il part», says a paragraph that is a quotation; a crosshead's guillemets close a few words inside it.
    let quoted = paragraph.starts_with(['«', '“', '"', '–', '—', '-']);
    !stops
        && !long
        && !quoted
        && paragraph.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: Expect) {
        let article = parse(text);
        let mut shown = format!("title: {}\n", article.title);
        let mut line = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                shown += &format!("{name}: {value}\n");
            }
        };
        line("date", article.date.map(|date| date.to_string()));
        line("lead", article.lead);
        line("caption", article.caption);
        line("credit", article.credit);
        line("agency", article.agency);
        for block in article.body {
            match block {
                Block::Paragraph(text) => line("paragraph", Some(text)),
                Block::Crosshead(text) => line("crosshead", Some(text)),
            }
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn the_full_form_is_read() {
        check(
            " date 2025-06 Le port de N. Dame-sur-Mer rouvre à M. Roy. Les pêcheurs reviennent, selon l'O.N.U. et d'autres.\r\n\r\nUn quai vide. Photo: port.example\r\n\r\nATAP Agence Transalpine de Presse\r\n\r\nLe port a rouvert mardi.\r\n\r\nRetour des bateaux\r\n\r\nIl était fermé\r\ndepuis 2024.",
            expect![[r#"
                title: Le port de N. Dame-sur-Mer rouvre à M. Roy
                date: 2025-06
                lead: Les pêcheurs reviennent, selon l'O.N.U. et d'autres.
                caption: Un quai vide.
                credit: port.example
                agency: ATAP
                paragraph: Le port a rouvert mardi.
                crosshead: Retour des bateaux
                paragraph: Il était fermé
                depuis 2024.
            "#]],
        );
    }

    #[test]
    fn any_part_may_be_missing_or_stand_elsewhere() {
        check(
            "Le port rouvre\n\nafp\n\ndate 2025-06-14\n\nUn premier paragraphe.\n\nPhoto : X",
            expect![[r#"
                title: Le port rouvre
                date: 2025-06-14
                credit: X
                agency: AFP
                paragraph: Un premier paragraphe.
            "#]],
        );
        check(
            "date 2025\nLe port rouvre !\nUn paragraphe.\nUn autre.",
            expect![[r#"
                title: Le port rouvre !
                date: 2025
                paragraph: Un paragraphe.
                paragraph: Un autre.
            "#]],
        );
        check("Un seul mot", expect![["title: Un seul mot\n"]]);
        check(
            "Que se passe-t-il...\n\nRien.",
            expect![["title: Que se passe-t-il...\nparagraph: Rien.\n"]],
        );
    }

    #[test]
    fn an_undated_line_that_is_too_long_for_a_headline_runs_on() {
        let lead =
            "Le conseil a voté la réouverture du port après deux ans de travaux et de débats, "
                .repeat(3);
        check(
            &format!(
                "Le port rouvre. {lead}dit-on.\n\nUne date 2025-06 au milieu n'en est pas une."
            ),
            expect![[r#"
                title: Le port rouvre
                lead: Le conseil a voté la réouverture du port après deux ans de travaux et de débats, Le conseil a voté la réouverture du port après deux ans de travaux et de débats, Le conseil a voté la réouverture du port après deux ans de travaux et de débats, dit-on.
                paragraph: Une date 2025-06 au milieu n'en est pas une.
            "#]],
        );
    }
}
