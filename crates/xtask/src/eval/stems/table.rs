//! The candidates' figures, as a Markdown table to read and as CSV to keep.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;

use super::pairs::{Indices, Met};

/// A candidate.
pub(super) struct Row {
    pub(super) chain: String,
    pub(super) met: Met,
    /// Names that meet another word, where a list of them was given.
    pub(super) names: Option<usize>,
}

/// Prints the table. Shares in per cent, and overstemming in millionths: of so many pairs nearly all are apart.
pub(super) fn print(rows: &[Row], out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "\n| chain | UI % | OI ×10⁻⁶ | SW ×10⁻⁶ | wrong pairs | precision % | by count: UI % | OI ×10⁻⁶ | precision % | names met |"
    )?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")?;
    for row in rows {
        let (types, tokens) = (&row.met.types, &row.met.tokens);
        let names = row
            .names
            .map_or_else(|| "–".to_string(), |names| names.to_string());
        writeln!(
            out,
            "| {} | {:.1} | {:.1} | {:.0} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {names} |",
            row.chain,
            types.understemming * 1e2,
            types.overstemming * 1e6,
            types.weight() * 1e6,
            row.met.wrong.len(),
            types.precision * 1e2,
            tokens.understemming * 1e2,
            tokens.overstemming * 1e6,
            tokens.precision * 1e2,
        )?;
    }
    Ok(())
}

/// Returns the rows as CSV.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut text = "chain,understemming,overstemming,weight,apart,wrong,precision,\
                    understemming_by_count,overstemming_by_count,weight_by_count,precision_by_count,names_met\n"
        .to_string();
    for row in rows {
        let (types, tokens) = (&row.met.types, &row.met.tokens);
        let indices = |of: &Indices| {
            format!(
                "{:.4},{:.9},{:.9}",
                of.understemming,
                of.overstemming,
                of.weight()
            )
        };
        let names = row.names.map(|names| names.to_string()).unwrap_or_default();
        let _ = writeln!(
            text,
            "{},{},{},{},{:.4},{},{:.4},{names}",
            row.chain,
            indices(types),
            row.met.apart.len(),
            row.met.wrong.len(),
            types.precision,
            indices(tokens),
            tokens.precision,
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_figures() {
        let rows = [Row {
            chain: "light".to_string(),
            met: Met {
                apart: vec![(0, 1)],
                wrong: vec![(0, 2), (1, 2)],
                types: Indices {
                    understemming: 0.25,
                    overstemming: 5e-6,
                    precision: 0.6,
                },
                tokens: Indices {
                    understemming: 0.125,
                    overstemming: 2e-6,
                    precision: 0.75,
                },
            },
            names: Some(4),
        }];
        let mut out = Vec::new();
        print(&rows, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(
            out.ends_with("| light | 25.0 | 5.0 | 20 | 2 | 60.0 | 12.5 | 2.0 | 75.0 | 4 |\n"),
            "{out}"
        );
        let csv = csv(&rows);
        assert!(
            csv.ends_with(
                "\nlight,0.2500,0.000005000,0.000020000,1,2,0.6000,0.1250,0.000002000,0.000016000,0.7500,4\n"
            ),
            "{csv}"
        );
    }
}
