//! Which row of the tables a spelling sounds like that stands in none: `Choygou` reads as `Choïgou` does.

use rustc_hash::FxHashMap;

use super::language::Language;
use super::rewrite::Rules;
use super::tables::Class;

/// The rows of one table by how their spellings sound.
#[derive(Debug, Default)]
pub(crate) struct Sounding {
    /// None of a sound that two rows share: it joins neither.
    by_sound: FxHashMap<Language, FxHashMap<String, Option<u32>>>,
}

impl Sounding {
    /// Returns the rows of a table. `last`: whether its names end a name.
    pub(crate) fn of(
        table: &FxHashMap<String, Class>,
        rules: &FxHashMap<Language, Rules>,
        last: bool,
    ) -> Self {
        let mut by_sound: FxHashMap<Language, FxHashMap<String, Option<u32>>> =
            FxHashMap::default();
        for (spelling, class) in table {
            let Some((language, rules)) = class
                .language
                .and_then(|language| Some((language, rules.get(&language)?)))
            else {
                continue;
            };
            let mut sound = String::new();
            rules.read(spelling, last, &mut sound);
            let row = by_sound.entry(language).or_default().entry(sound);
            row.and_modify(|row| *row = row.filter(|row| *row == class.number))
                .or_insert(Some(class.number));
        }
        Self { by_sound }
    }

    /// Returns the row that a sound of a language is one of.
    pub(crate) fn row(&self, language: Language, sound: &str) -> Option<u32> {
        self.by_sound.get(&language)?.get(sound).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use crate::identity::language::Language;
    use crate::identity::tables::SPELLINGS;

    #[test]
    fn a_spelling_of_no_row_is_of_the_one_it_sounds_like() {
        let row = |code: &str, word: &str| {
            let language = Language::of(code).expect("a language");
            let mut sound = String::new();
            let rules = SPELLINGS.rules(language).expect("its rules");
            rules.read(word, true, &mut sound);
            SPELLINGS.surnames_by_sound.row(language, &sound)
        };
        let known = |word: &str| SPELLINGS.surnames.get(word).map(|class| class.number);
        assert_eq!(row("ru", "choygou"), known("choigou"));
        assert_eq!(row("ru", "kadyroff"), known("kadyrov"));
        assert_eq!(row("ar", "qadafi"), known("kadhafi"));
        assert_eq!(row("ru", "petrov"), None);
        assert_eq!(row("ko", "choygou"), None);
    }
}
