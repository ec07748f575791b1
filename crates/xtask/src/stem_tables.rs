//! What the tables of `data/text` for stems owe to those of `data/entities`; only this crate reads both.

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use depeche_text::words;

    fn rows(name: &str) -> Vec<Vec<String>> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../data")
            .join(name);
        let text = fs::read_to_string(path).unwrap();
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        rows.map(|row| row.split('\t').map(str::to_string).collect())
            .collect()
    }

    fn stem(form: &str) -> String {
        words(form)[0].forms.stem.clone()
    }

    /// The adjectives of countries, cities and regions, forms parted by `|`.
    fn adjectives() -> Vec<String> {
        let mut adjectives = Vec::new();
        for row in rows("entities/countries.tsv") {
            adjectives.extend(row[3].split(';').map(str::to_string));
        }
        adjectives.extend(
            rows("entities/local_adjectives.tsv")
                .into_iter()
                .map(|row| row[0].clone()),
        );
        adjectives
    }

    #[test]
    fn inhabitants_of_both_sexes_have_one_stem() {
        let adjectives = adjectives();
        assert!(adjectives.len() > 350, "{}", adjectives.len());
        // Moneys, two of one country.
        let unlike = ["yuan|yuans|renminbi"];
        for forms in adjectives {
            let single = forms.split('|').filter(|form| words(form).len() == 1);
            let stems: BTreeSet<String> = single.map(stem).collect();
            assert!(
                stems.len() < 2 || unlike.contains(&&*forms),
                "{forms}: {stems:?}"
            );
        }
    }
}
