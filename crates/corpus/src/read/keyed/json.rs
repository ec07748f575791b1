//! JSON: one object, several behind each other, or a list of them. Each is read as a line of JSONL is (`jsonl`).

use super::json_items::{JsonItems, Stretch};
use super::jsonl;
use super::objects::Objects;
use crate::read::bytes::decode::decode;
use crate::read::{Error, Input, Reason, Record};

/// Reads a file of objects.
pub(in crate::read) fn read(
    input: &Input<'_>,
    mut items: JsonItems<'_>,
    encoding: Option<&'static str>,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    let mut objects = Objects::of(input, encoding, each);
    loop {
        let Stretch { item, line } = match items.next() {
            Ok(Some(stretch)) => stretch,
            Ok(None) => return objects.end(Reason::NoArticle),
            Err(error) => return objects.fail(&error),
        };
        let read = item.and_then(|bytes| {
            let mut decoded = decode(&bytes, None)?;
            let object = jsonl::object(&mut decoded).map_err(Reason::Json)?;
            Ok((object, decoded))
        });
        match read {
            Ok((object, decoded)) => objects.give(object, line, decoded),
            Err(reason) => objects.refuse(line, reason),
        }
    }
}
