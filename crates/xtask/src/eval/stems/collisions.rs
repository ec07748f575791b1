//! Names that share a stem with another word, and whether a chain keeps them apart.

use std::path::Path;

use anyhow::{Context, Result};

use super::chain::Chain;
use crate::eval::lines::each_line;

/// A name and a word or another name that it should not meet.
pub(super) type Collision = (String, String);

/// Reads `name TAB stem TAB words TAB names`, where words and names are parted by commas; `#` starts a comment.
pub(super) fn read(path: &Path) -> Result<Vec<Collision>> {
    let mut collisions = Vec::new();
    each_line(path, |line| {
        if line.starts_with('#') {
            return Ok(());
        }
        let mut columns = line.split('\t');
        let name = columns.next().unwrap_or_default();
        columns
            .next()
            .context("a name, a tab and its stem were expected")?;
        let others = columns.flat_map(|column| column.split(',')).map(str::trim);
        for other in others.filter(|other| !other.is_empty()) {
            collisions.push((name.to_string(), other.to_string()));
        }
        Ok(())
    })?;
    Ok(collisions)
}

/// Returns those that meet, in either direction.
pub(super) fn met(chain: Chain, collisions: &[Collision]) -> Vec<&Collision> {
    let finds = |typed: &str, written: &str| {
        let written = chain.indexed_by(written);
        let mut typed = chain.looked_up_by(typed).into_iter();
        typed.any(|term| written.contains(&term))
    };
    let meet = |(name, other): &&Collision| finds(name, other) || finds(other, name);
    collisions.iter().filter(meet).collect()
}

#[cfg(test)]
mod tests {
    use super::super::chain::{Accents, Stemmer};
    use super::*;

    #[test]
    fn collisions_are_read_and_met() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("collisions.txt");
        std::fs::write(
            &path,
            "# head\nMali\tmal\tmal, mâle\t\nAlger\talger\t\tAlgérie\nGap\tgap\n",
        )
        .unwrap();
        let collisions = read(&path).unwrap();
        assert_eq!(collisions.len(), 3);
        let snowball = Chain::Simple(Stemmer::Snowball, Accents::Kept);
        // Snowball itself takes the accent of `Algérie`, and leaves that of `mâle`.
        assert_eq!(met(snowball, &collisions), [&collisions[0], &collisions[2]]);
        assert_eq!(met(Chain::Product, &collisions), [] as [&Collision; 0]);
        std::fs::write(&path, "Mali\n").unwrap();
        let error = format!("{:#}", read(&path).unwrap_err());
        assert!(
            error.ends_with("a name, a tab and its stem were expected"),
            "{error}"
        );
    }
}
