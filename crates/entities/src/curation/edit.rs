//! Changes a file of corrections and leaves everything else in it as it is, byte for byte.

use depeche_text::fold;

use super::{Correction, Curation, Entry, Remark};

/// What stands above the corrections of a new file.
const HEAD: &str = "\
# Corrections to the names of this archive: edit them here, or with `depeche entities`. They hold from the next search on, from the
# top to the bottom. A line is a correction, and undone by deleting it:
#   { merge = [\"Vladimir Poutine\", \"V. V. Poutine\"] },       these are one, and the first gives the name
#   { rename = \"Kim Jong-un\", to = \"Kim Jong Un\" },          shown under this name
#   { split = [\"Jean-Marie Martin\"], from = \"J. Martin\" },   these forms are somebody else
#   { hide = \"Photo AFP\" },                                  neither counted nor shown
# Lists: personne, lieu, organisation. Any form of a name means it.
";

impl Curation {
    /// Returns the text of a file with one more correction, the last of its field. `text` is empty for a new file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn with(text: &str, field: &str, correction: &Correction) -> Result<String, Remark> {
        let curation = Self::parse(text)?;
        let mut changed = if text.trim().is_empty() {
            HEAD.to_string()
        } else {
            text.to_string()
        };
        let Some((_, list)) = curation.lists.iter().find(|(known, _)| *known == field) else {
            if !changed.ends_with('\n') {
                changed.push('\n');
            }
            changed += &format!("\n{field} = [\n  {correction},\n]\n");
            return Ok(changed);
        };
        // The list's last sign is its bracket.
        let end = list.end.saturating_sub(1);
        let mut entries = curation.entries.iter();
        let last = entries.rfind(|entry| entry.field == field);
        let line_start = changed[..end].rfind('\n').map_or(0, |at| at + 1);
        let own_line = line_start > list.start && changed[line_start..end].trim().is_empty();
        let line = match own_line {
            true => format!("  {correction},\n"),
            false => format!("\n  {correction},\n"),
        };
        changed.insert_str(if own_line { line_start } else { end }, &line);
        if let Some(last) = last
            && !has_comma(&text[last.span.end..end])
        {
            changed.insert(last.span.end, ',');
        }
        Ok(changed)
    }

    /// Returns the text of a file without one correction, and which that was: the last one, or the last that speaks of a
    /// name; none where there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn without_last(text: &str, name: Option<&str>) -> Result<Option<(String, Entry)>, Remark> {
        let curation = Self::parse(text)?;
        let speaks = |entry: &&Entry| {
            let names = entry.correction.names();
            name.is_none_or(|name| names.iter().any(|known| fold(known) == fold(name)))
        };
        let entries = curation.entries.into_iter();
        let found: Vec<Entry> = entries.filter(|entry| speaks(&entry)).collect();
        let Some(entry) = found.into_iter().max_by_key(|entry| entry.span.start) else {
            return Ok(None);
        };
        let (mut start, mut end) = (entry.span.start, entry.span.end);
        let behind = &text[end..];
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        if behind[blanks..].starts_with(',') {
            end += blanks + 1;
        }
        // A line of its own goes whole, with what is said behind it.
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        let rest = text[end..line_end].trim();
        if text[line_start..start].trim().is_empty() && (rest.is_empty() || rest.starts_with('#')) {
            (start, end) = (line_start, line_end);
        }
        let changed = format!("{}{}", &text[..start], &text[end..]);
        Ok(Some((changed, entry)))
    }
}

/// Whether a comma stands between an entry and the end of the list; one inside a comment is none.
fn has_comma(behind: &str) -> bool {
    let code = |line: &str| line.split('#').next().unwrap_or_default().contains(',');
    behind.lines().any(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hide(name: &str) -> Correction {
        Correction::Hide(name.to_string())
    }

    fn added(text: &str, expected: &str) {
        let changed = Curation::with(text, "personne", &hide("C")).expect("corrections");
        assert_eq!(changed, expected);
        let entries = Curation::parse(&changed).expect("corrections").entries;
        let last = entries.iter().rfind(|entry| entry.field == "personne");
        assert_eq!(last.map(|entry| &entry.correction), Some(&hide("C")));
        assert_eq!(
            entries.len(),
            Curation::parse(text).expect("corrections").entries.len() + 1
        );
    }

    #[test]
    fn a_correction_is_added_below_the_others_of_its_field() {
        added(
            "",
            &format!("{HEAD}\npersonne = [\n  {{ hide = \"C\" }},\n]\n"),
        );
        added(
            "# mine\nlieu = []",
            "# mine\nlieu = []\n\npersonne = [\n  { hide = \"C\" },\n]\n",
        );
        added(
            "personne = [\n  # first, a comment\n  { hide = \"A\" },  # why, because\n  # last\n]\nlieu = []\n",
            "personne = [\n  # first, a comment\n  { hide = \"A\" },  # why, because\n  # last\n  { hide = \"C\" },\n]\nlieu = []\n",
        );
        added(
            "personne = [\n  { hide = \"A\" }  # no, comma\n]",
            "personne = [\n  { hide = \"A\" },  # no, comma\n  { hide = \"C\" },\n]",
        );
        added(
            "personne = [{ hide = \"A]\" }]",
            "personne = [{ hide = \"A]\" },\n  { hide = \"C\" },\n]",
        );
        added("personne = []", "personne = [\n  { hide = \"C\" },\n]");
    }

    #[test]
    fn the_last_correction_is_taken_back() {
        let check = |text: &str, name: Option<&str>, expected: Option<(&str, &str)>| {
            let taken = Curation::without_last(text, name).expect("corrections");
            let taken = taken.map(|(text, entry)| (text, entry.correction.to_string()));
            let expected = expected.map(|(text, taken)| (text.to_string(), taken.to_string()));
            assert_eq!(taken, expected, "{text}");
        };
        let text = "# a\npersonne = [\n  # b\n  { hide = \"É\" }, # c\n  { hide = \"D\" }, # e\n]\nlieu = [{ hide = \"F\" }, { hide = \"G\" }]\n";
        check(
            text,
            Some("e"),
            Some((
                "# a\npersonne = [\n  # b\n  { hide = \"D\" }, # e\n]\nlieu = [{ hide = \"F\" }, { hide = \"G\" }]\n",
                "{ hide = \"É\" }",
            )),
        );
        check(
            text,
            Some("F"),
            Some((
                "# a\npersonne = [\n  # b\n  { hide = \"É\" }, # c\n  { hide = \"D\" }, # e\n]\nlieu = [ { hide = \"G\" }]\n",
                "{ hide = \"F\" }",
            )),
        );
        check(
            text,
            None,
            Some((
                "# a\npersonne = [\n  # b\n  { hide = \"É\" }, # c\n  { hide = \"D\" }, # e\n]\nlieu = [{ hide = \"F\" }, ]\n",
                "{ hide = \"G\" }",
            )),
        );
        check(text, Some("Z"), None);
        check("", None, None);
    }
}
