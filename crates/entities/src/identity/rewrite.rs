//! Reads the letters of a foreign name as sounds: what several romanisations write otherwise becomes one sign.

use rustc_hash::FxHashMap;

/// The rules of one language.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// By their first letter, the longest first.
    by_letter: FxHashMap<u8, Vec<Rule>>,
}

#[derive(Debug)]
struct Rule {
    from: String,
    to: String,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    Start,
    /// The end of a word.
    End,
    /// The end of the last word.
    Last,
}

impl Rules {
    /// Adds a row of the table.
    pub(crate) fn add(&mut self, from: &str, to: &str, place: &str) {
        let Some(letter) = from.bytes().next() else {
            return;
        };
        let place = match place {
            "start" => Place::Start,
            "end" => Place::End,
            "last" => Place::Last,
            _ => Place::Anywhere,
        };
        let rules = self.by_letter.entry(letter).or_default();
        rules.push(Rule {
            from: from.to_string(),
            to: to.to_string(),
            place,
        });
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.from.len()));
    }

    /// Appends a folded word as it sounds to a key. `last`: whether it ends the name.
    pub(crate) fn read(&self, word: &str, last: bool, key: &mut String) {
        if is_number(word) {
            key.push_str(word);
            return;
        }
        let start = key.len();
        let mut at = 0;
        while let Some(letter) = word[at..].chars().next() {
            let rest = &word[at..];
            let rules = word.as_bytes().get(at).and_then(|b| self.by_letter.get(b));
            let rule = rules.into_iter().flatten().find(|rule| {
                let stands = match rule.place {
                    Place::Anywhere => true,
                    Place::Start => at == 0,
                    Place::End => rest.len() == rule.from.len(),
                    Place::Last => last && rest.len() == rule.from.len(),
                };
                stands && rest.starts_with(rule.from.as_str())
            });
            match rule {
                Some(rule) => {
                    rule.to.chars().for_each(|sound| push(key, start, sound));
                    at += rule.from.len();
                }
                None => {
                    push(key, start, letter);
                    at += letter.len_utf8();
                }
            }
        }
    }
}

/// Appends a sound, but for the second of two that are equal.
fn push(key: &mut String, start: usize, sound: char) {
    if !key[start..].ends_with(sound) {
        key.push(sound);
    }
}

/// `VI` and `V`, `Ier`, `2`: no sounds.
pub(super) fn is_number(word: &str) -> bool {
    let digit = |c: char| matches!(c, 'i' | 'v' | 'x') || c.is_ascii_digit();
    word == "ier" || word.chars().all(digit)
}

#[cfg(test)]
mod tests {
    use crate::identity::language::Language;
    use crate::identity::tables::SPELLINGS;

    fn check(code: &str, words: &[&str], expected: &str) {
        let language = Language::of(code).expect("a language");
        let rules = SPELLINGS.rules(language).expect("its rules");
        for word in words {
            let mut key = String::new();
            rules.read(word, true, &mut key);
            assert_eq!(key, expected, "{word}");
        }
    }

    #[test]
    fn romanisations_of_one_name_read_alike() {
        check("ru", &["choigou", "shoigu", "shoygu"], "Coigu");
        check("ru", &["ianoukovitch", "yanukovych"], "ianukoviC");
        check("ru", &["iouchtchenko", "yushchenko"], "iuCenko");
        check("ru", &["zelensky", "zelenskyy", "zelenskiy"], "zelenski");
        check("ru", &["gagarine", "gagarin"], "gagarin");
        check("ru", &["joukov", "zhukov", "joukoff"], "jukov");
        check("ar", &["sissi", "sisi"], "sisi");
        check("ar", &["rouhani", "rohani", "ruhani"], "ruhani");
        check("ar", &["vi"], "vi");
        check("ko", &["jongun", "jongeun"], "jonkun");
    }

    #[test]
    fn other_names_read_otherwise() {
        check("ru", &["ivanova"], "ivanova");
        check("ru", &["ivanov"], "ivanov");
        check("ar", &["salem"], "salem");
        check("ar", &["salim"], "salim");
        check("ar", &["vii"], "vii");
        check("ko", &["jongil"], "jonkil");
    }
}
