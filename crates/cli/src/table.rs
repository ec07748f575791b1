//! A row of a table as CSV (RFC 4180) or TSV.

/// Returns the cells with commas between them; in quotes where a cell needs them.
pub(crate) fn csv(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            (*cell).to_string()
        }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",")
}

/// Returns the cells with tabs between them; a tab or line end inside a cell becomes a blank.
pub(crate) fn tsv(cells: &[&str]) -> String {
    let cells = cells
        .iter()
        .map(|cell| cell.replace(['\t', '\n', '\r'], " "));
    cells.collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_kept_apart() {
        let cells = ["Kim, Jong Un", "\"Le\" Monde", "l'Écho\tx", "7"];
        assert_eq!(
            csv(&cells),
            "\"Kim, Jong Un\",\"\"\"Le\"\" Monde\",l'Écho\tx,7"
        );
        assert_eq!(tsv(&cells), "Kim, Jong Un\t\"Le\" Monde\tl'Écho x\t7");
    }
}
