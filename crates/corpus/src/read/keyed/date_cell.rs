//! What a cell of a date says: a date as people write it, moments since 1970 as programs do, days since 1900 as Excel does.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::read::Reason;
use crate::stated_date::{DayOrder, stated_date};
use crate::{DateError, DateInterval};

/// No article is of a later day: a number that says so counts something else, or in another unit.
const LAST: Date = date(2100, 12, 31);

/// Reads the text of a whole cell that is meant to be a date.
pub(in crate::read) fn date_of(text: &str, order: DayOrder) -> Result<DateInterval, Reason> {
    if let Some(date) = stated_date(text, order) {
        return Ok(date);
    }
    if let Some(day) = of_number(text.trim()) {
        return Ok(DateInterval::day(day));
    }
    let said = match order {
        DayOrder::DayFirst if stated_date(text, DayOrder::MonthFirst).is_some() => format!(
            "`{text}` is a date with the month first, and dates are read with the day first, also those that could be both; \
             if the month is first in this file, say `--map date:mdy=COLUMN`"
        ),
        DayOrder::MonthFirst if stated_date(text, DayOrder::DayFirst).is_some() => format!(
            "`{text}` is a date with the day first, and `--map` says that the month is (`date:mdy`); if it is not, say \
             `--map date=COLUMN`"
        ),
        _ => {
            let given = text.to_string();
            DateError { given }.to_string()
        }
    };
    Err(Reason::Date(said))
}

/// The day of a number alone.
fn of_number(text: &str) -> Option<Date> {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // Numbers do not start with a zero, and those of telephones do.
    if !digits(whole) || whole.starts_with('0') || !fraction.is_none_or(digits) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let day = match (whole.len(), fraction) {
        (5, _) => return since_1900(number),
        // `202310181830` is a day with its hour before it is a moment of 1976.
        (12 | 14, None) if at_an_hour(whole).is_some() => return at_an_hour(whole),
        // Seconds from 1973 on; then thousandths of them, as JavaScript counts, millionths and billionths, as pandas does.
        (9..=10, _) => since_1970(number),
        (11..=13, _) => since_1970(number / 1_000),
        (14..=16, _) => since_1970(number / 1_000_000),
        (17..=19, _) => since_1970(number / 1_000_000_000),
        _ => None,
    };
    day.filter(|day| *day <= LAST)
}

/// The day that so many seconds after 1970 are of.
fn since_1970(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(jiff::tz::TimeZone::UTC.to_datetime(moment).date())
}

/// The day of a serial number of Excel.
fn since_1900(days: i64) -> Option<Date> {
    // 1954 to 2064: other numbers of five digits count other things.
    const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=60_000;
    // Excel has a 29 February 1900, which was none: days after it are counted from here.
    const BEFORE_FIRST: Date = date(1899, 12, 30);
    let days = SERIALS.contains(&days).then(|| days.days())?;
    BEFORE_FIRST.checked_add(days).ok()
}

/// The day of `20231018183000` or `202310181830`.
fn at_an_hour(digits: &str) -> Option<Date> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i8>().ok();
    let is_hour = number(8..10)? < 24 && number(10..12)? < 60;
    let seconds = digits.get(12..14).map_or(Some(0), |text| text.parse().ok());
    let year: i16 = digits.get(..4)?.parse().ok()?;
    let day = Date::new(year, number(4..6)?, number(6..8)?).ok()?;
    // Older ones are numbers, and no program writes them.
    (is_hour && seconds? <= 60 && year >= 1800 && day <= LAST).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DayOrder, expected: &str) {
        let shown = match date_of(text, order) {
            Ok(date) => date.to_string(),
            Err(reason) => reason.to_string(),
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_tables_write_them() {
        for (text, expected) in [
            ("2024-08-01", "2024-08-01"),
            ("2024-08-01T23:30:00+02:00", "2024-08-01"),
            ("1er août 2024", "2024-08-01"),
            (
                "mercredi 18 octobre 2023 2153 mots, p. AUJM18",
                "2023-10-18",
            ),
            ("20240801", "2024-08-01"),
            ("2024", "2024"),
            // Excel
            ("45217", "2023-10-18"),
            ("45217.770833333336", "2023-10-18"),
            ("45217,77", "2023-10-18"),
            ("20000", "1954-10-03"),
            ("60000", "2064-04-08"),
            // since 1970
            ("100000000", "1973-03-03"),
            ("1722470400", "2024-08-01"),
            ("1722470400.25", "2024-08-01"),
            ("1722470400000", "2024-08-01"),
            ("1722470400000000", "2024-08-01"),
            ("1722470400000000000", "2024-08-01"),
            ("99999999999", "1973-03-03"),
            ("10000000000", "1970-04-26"),
            ("951782400000", "2000-02-29"),
            // an hour
            ("20231018183000", "2023-10-18"),
            ("202310181830", "2023-10-18"),
        ] {
            check(text, DayOrder::DayFirst, expected);
        }
        for text in [
            "hier",
            "18",
            "19999",
            "60001",
            "75011",
            "045217",
            "45217.7.7",
            "45217 a",
            "0612345678",
            "9999999999",
            "99999999999999999999",
            "1722470400.x",
            "-1",
            "1e9",
        ] {
            check(
                text,
                DayOrder::DayFirst,
                &format!(
                    "`{text}` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`"
                ),
            );
        }
    }

    #[test]
    fn the_other_order_is_said() {
        check("10/11/2023", DayOrder::DayFirst, "2023-11-10");
        check("10/11/2023", DayOrder::MonthFirst, "2023-10-11");
        check("10/13/2023 6:30 PM", DayOrder::MonthFirst, "2023-10-13");
        check(
            "10/13/2023",
            DayOrder::DayFirst,
            "`10/13/2023` is a date with the month first, and dates are read with the day first, also those that could be both; \
             if the month is first in this file, say `--map date:mdy=COLUMN`",
        );
        check(
            "13/10/2023",
            DayOrder::MonthFirst,
            "`13/10/2023` is a date with the day first, and `--map` says that the month is (`date:mdy`); if it is not, say \
             `--map date=COLUMN`",
        );
        check(
            "13/13/2023",
            DayOrder::DayFirst,
            "`13/13/2023` is no date: write `2025`, `2025-06`, `2025-06-14` or `2024-08..2025-03`",
        );
    }
}
