//! The values of a facet as bars.

use anyhow::Result;
use depeche_query::Facet;

use crate::french;
use crate::output::{BAR, Output, plain};

/// Columns of a full bar, and of the longest label: both fit 80 columns beside a count of millions.
const BAR_WIDTH: usize = 24;
const LABEL_WIDTH: usize = 32;

/// Writes a line a value: label, bar, count.
pub(crate) fn bars(values: &[Facet], width: usize, output: &mut Output) -> Result<()> {
    for (label, bar, count) in lines(values, width) {
        output.line(&format!("  {label}  {BAR}{bar}{BAR:#} {count}"))?;
    }
    Ok(())
}

/// Label, bar and count of each value, so that a line of them fits the width.
fn lines(values: &[Facet], width: usize) -> Vec<(String, String, String)> {
    let most = values.iter().map(|value| value.count).max().unwrap_or(1);
    let length = |text: &str| text.chars().count();
    let counts: Vec<String> = values
        .iter()
        .map(|value| french::number(value.count))
        .collect();
    let labels: Vec<String> = values.iter().map(|value| plain(&value.label)).collect();
    let longest = |texts: &[String]| texts.iter().map(|text| length(text)).max().unwrap_or(0);
    // Beside the label and the bar: the count and five blanks. A narrow terminal gives two thirds of the rest to the label.
    let room = width.saturating_sub(longest(&counts) + 5);
    let widest = longest(&labels).min(LABEL_WIDTH).min((room * 2 / 3).max(2));
    let full = BAR_WIDTH.min(room.saturating_sub(widest)).max(1);
    let rows = values.iter().zip(labels).zip(counts);
    rows.map(|((value, label), count)| {
        let label = if length(&label) > widest {
            label.chars().take(widest - 1).chain(['…']).collect()
        } else {
            label
        };
        let gap = " ".repeat(widest - length(&label));
        (format!("{label}{gap}"), bar(value.count, most, full), count)
    })
    .collect()
}

/// A bar of eighths of a column; the least there is shows.
fn bar(count: u64, most: u64, width: usize) -> String {
    let eighths = u128::from(count) * width as u128 * 8;
    let eighths = usize::try_from(eighths.div_ceil(u128::from(most.max(1)))).unwrap_or(0);
    let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    format!("{}{part}", "█".repeat(eighths / 8))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(width: usize, expected: Expect) {
        let value = |label: &str, count| Facet {
            id: label.to_string(),
            label: label.to_string(),
            count,
            within: Vec::new(),
        };
        let values = [
            value("République démocratique du Congo", 12_000),
            value("Mali", 6_000),
            value("Tchad", 1),
        ];
        let mut shown = String::new();
        for (label, bar, count) in lines(&values, width) {
            let line = format!("  {label}  {bar} {count}");
            assert!(line.chars().count() <= width, "{line}");
            shown += &format!("{}\n", line.trim_start());
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn bars_shrink_with_the_terminal() {
        check(
            100,
            expect![[r#"
              République démocratique du Congo  ████████████████████████ 12 000
              Mali                              ████████████ 6 000
              Tchad                             ▏ 1
        "#]],
        );
        check(
            80,
            expect![[r#"
              République démocratique du Congo  ████████████████████████ 12 000
              Mali                              ████████████ 6 000
              Tchad                             ▏ 1
        "#]],
        );
        check(
            60,
            expect![[r#"
              République démocratique du Congo  █████████████████ 12 000
              Mali                              ████████▌ 6 000
              Tchad                             ▏ 1
        "#]],
        );
        check(
            40,
            expect![[r#"
              République démocra…  ██████████ 12 000
              Mali                 █████ 6 000
              Tchad                ▏ 1
        "#]],
        );
        check(
            20,
            expect![[r#"
              Répub…  ███ 12 000
              Mali    █▌ 6 000
              Tchad   ▏ 1
        "#]],
        );
    }
}
