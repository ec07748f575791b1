//! Plain text whose lines a program broke at a width, as agencies send it: the lines of a paragraph, between blank lines.

/// Widest line that a program breaks at: longer ones are paragraphs.
const WIDEST: usize = 120;

/// Narrowest: shorter lines are verses and lists.
const NARROWEST: usize = 30;

/// Returns the paragraphs of a text, none of them blank: its lines, and where blank lines part them those between two as one, if each was broken
/// where the next word did not fit. Others are lists, verses, results, and stay.
pub(in crate::read) fn paragraphs(text: &str) -> Vec<String> {
    // An end of line may be two characters.
    let text = text.replace("\r\n", "\n");
    let parted = stretches(&text);
    let width = parted.iter().flatten().map(|line| length(line)).max();
    let width = width.unwrap_or_default();
    let may_be_wrapped = parted.len() > 1 && (NARROWEST..=WIDEST).contains(&width);
    let paragraph = |stretch: Vec<&str>| -> Vec<String> {
        let mut pairs = stretch.windows(2);
        if may_be_wrapped && pairs.all(|pair| was_broken(pair[0], pair[1], width)) {
            vec![stretch.join(" ")]
        } else {
            stretch.into_iter().map(str::to_string).collect()
        }
    };
    parted.into_iter().flat_map(paragraph).collect()
}

/// The lines between blank lines.
fn stretches(text: &str) -> Vec<Vec<&str>> {
    let mut stretches = vec![Vec::new()];
    for line in text.split(['\n', '\r', crate::PARAGRAPH_END]) {
        match (line.trim().is_empty(), stretches.last_mut()) {
            (false, Some(stretch)) => stretch.push(line.trim_end()),
            (true, Some(stretch)) if !stretch.is_empty() => stretches.push(Vec::new()),
            _ => {}
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

fn length(line: &str) -> usize {
    line.chars().count()
}

/// Whether a line was broken before the next one, whose first word did not fit; a sign of a list, an indent and columns say no.
fn was_broken(line: &str, next: &str, width: usize) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    let is_item = next.starts_with([' ', '\t', '-', '*', '•', '–', '—']);
    let has_columns = [line, next]
        .iter()
        .any(|line| line.trim_start().contains("   ") || line.trim_start().contains('\t'));
    length(line) + 1 + length(first) > width && !is_item && !has_columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_a_program_broke_are_one_paragraph() {
        for (text, expected) in [
            (
                "\nSion (ats) La terre a tremblé mercredi matin dans le\nValais central. Le Service sismologique suisse a mesuré\n\
                 une magnitude de 3,4.\n\nAucun dégât n'a été signalé à la police cantonale, qui\na reçu plusieurs dizaines d'appels.\n",
                "Sion (ats) La terre a tremblé mercredi matin dans le Valais central. Le Service sismologique suisse a mesuré une magnitude de 3,4.\
                 |Aucun dégât n'a été signalé à la police cantonale, qui a reçu plusieurs dizaines d'appels.",
            ),
            (
                "La terre a tremblé mercredi matin dans le\r\nValais.\r\n\r\nIl n'y a pas de dégât, dit la police, ici.",
                "La terre a tremblé mercredi matin dans le Valais.|Il n'y a pas de dégât, dit la police, ici.",
            ),
            // Without blank lines, each line is a paragraph.
            (
                "La terre a tremblé mercredi matin dans le\nValais.",
                "La terre a tremblé mercredi matin dans le|Valais.",
            ),
            // A list, verses, columns, an item: the next word would have fitted, or they say it.
            (
                "Les premiers de la course de dimanche sont:\n\nRoy\nLima\nAbadie",
                "Les premiers de la course de dimanche sont:|Roy|Lima|Abadie",
            ),
            (
                "Sète         12,3 tonnes de poisson bleu\nBrest        14,8 tonnes\n\nFin.",
                "Sète         12,3 tonnes de poisson bleu|Brest        14,8 tonnes|Fin.",
            ),
            (
                "- Un premier point assez long pour la ligne\n- deuxième\n\nFin.",
                "- Un premier point assez long pour la ligne|- deuxième|Fin.",
            ),
            ("Un\n\ndeux\ntrois", "Un|deux|trois"),
            ("", ""),
        ] {
            assert_eq!(paragraphs(text).join("|"), expected, "{text}");
        }
    }
}
