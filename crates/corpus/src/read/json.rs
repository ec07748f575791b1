//! JSON: one object, several behind each other, or a list of them. Each is read as a line of JSONL is (`jsonl`).

use super::decode::decode;
use super::json_items::{JsonItems, Stretch};
use super::{Error, Input, Reason, Record, jsonl};

/// Reads a file of objects.
pub(super) fn read(
    input: &Input<'_>,
    mut items: JsonItems<'_>,
    encoding: Option<&'static str>,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    let mut record = 0;
    loop {
        let Stretch { item, line } = match items.next() {
            Ok(Some(stretch)) => stretch,
            Ok(None) if record == 0 => return each(Err(Error::file(input, Reason::NoArticle))),
            Ok(None) => return,
            Err(error) => {
                return each(Err(Error::file(
                    input,
                    Reason::Unreadable(error.to_string()),
                )));
            }
        };
        let read = item.and_then(|bytes| {
            let mut decoded = decode(&bytes, None)?;
            let object = jsonl::object(&mut decoded).map_err(Reason::Json)?;
            jsonl::of_object(&object, input, (record + 1, line), &decoded, encoding)
        });
        let Some(read) = read.transpose() else {
            continue;
        };
        record += 1;
        each(read.map_err(|reason| Error::record(input, record, line, reason)));
    }
}
