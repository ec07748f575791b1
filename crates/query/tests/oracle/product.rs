//! The product's parser as the oracle calls it, so that a change of its signatures is a change here.

use depeche_query::{DateRange, Parsed, parse, parse_dates};
use jiff::civil::Date;

pub(crate) fn read(typed: &str, today: Date) -> Result<Parsed, String> {
    parse(typed, today).map_err(|error| error.to_string())
}

pub(crate) fn days(typed: &str, today: Date) -> Option<DateRange> {
    parse_dates(typed, today)
}
