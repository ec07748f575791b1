//! Files that hold files: zip and tar, and what gzip and Zstandard compress, two deep (a zip in a tar).
//!
//! Every member passes through as a stream to the reader of its format; nothing is unpacked to the disk but a zip that lies
//! inside something else, whose directory stands at its end, and that to a file without a name. What is wrong with a
//! member is said with its name, and the others are read all the same. How much is taken out at most stands in `limits`.

mod gzipped;
mod kind;
mod limits;
mod member;
mod reason;
mod tarred;
#[cfg(test)]
mod tests;
mod zipped;

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::Path;

pub(super) use limits::Limits;
pub use reason::ContainerReason;

use super::by_content::telling;
use super::{Error, Input, Reason, Record, read_stream};
use crate::read::bytes::headed::Headed;
use gzipped::Gunzip;
use kind::{Kind, Named};
use limits::{Counted, FromDisk, Gauge, Metered, Size};
use reason::damage;

/// How many containers are opened inside each other: exports are sent as a zip of compressed files, no deeper.
const DEEPEST: u8 = 2;

/// Where bytes come from.
pub(super) enum Source<'r> {
    /// A file on the disk, which is read from any place.
    File(File),
    /// Anything else, read once from its start.
    Stream(&'r mut dyn Read),
}

/// Reads the records of a file, whether it holds them itself or holds files that do. `name` tells its format; without one
/// its content does.
pub(super) fn read(
    input: &Input<'_>,
    name: Option<&str>,
    source: Source<'_>,
    limits: Limits,
    each: &mut dyn FnMut(Result<Record, Error>),
) {
    let gauge = Gauge::of(limits);
    let mut unpacking = Unpacking {
        input,
        gauge: &gauge,
        each,
        read: 0,
        broken: false,
    };
    let at = At {
        member: None,
        name: name.map(str::to_string),
        depth: 0,
    };
    match source {
        Source::File(reader) => {
            // A size that the system does not tell is no trap's.
            let size = reader.metadata().map_or(u64::MAX, |data| data.len());
            gauge.size.set(size);
            let mut reader = FromDisk {
                gauge: &gauge,
                reader,
            };
            let mut headed = bytes(&mut reader);
            let kind = Kind::of(at.name.as_deref(), headed.head());
            let named = at.name.as_deref().and_then(Named::of);
            let named_zip = kind == Kind::Articles
                && named.is_some_and(|named| named.kind == "zip")
                && !headed.head().is_empty();
            if kind != Kind::Zip && !named_zip {
                return unpacking.stream(&at, &mut headed);
            }
            drop(headed);
            // One that unpacks itself begins as a program; its directory stands at its end all the same.
            if kind == Kind::Zip || zipped::announced_members(&mut reader).is_ok_and(|any| any > 0)
            {
                unpacking.zip(&at, BufReader::new(reader));
            } else if let Err(error) = reader.rewind() {
                unpacking.refuse(&at, Reason::Unreadable(error.to_string()));
            } else {
                unpacking.stream(&at, &mut bytes(&mut reader));
            }
        }
        Source::Stream(reader) => {
            let gauge = &gauge;
            let count = &gauge.size;
            let reader = Counted { reader, count };
            let mut reader = FromDisk { gauge, reader };
            unpacking.stream(&at, &mut bytes(&mut reader));
        }
    }
}

/// A stream with its beginning. It is not generic: containers nest.
type Bytes<'r> = Headed<&'r mut (dyn Read + 'r)>;

fn bytes<'r>(reader: &'r mut (dyn Read + 'r)) -> Bytes<'r> {
    Headed::of(reader)
}

/// Where something stands in a file.
struct At {
    /// Its path in the file, where it is not the file itself.
    member: Option<String>,
    /// The name that tells its format.
    name: Option<String>,
    /// How many containers it is in.
    depth: u8,
}

impl At {
    /// A member of what stands here, by its name as it is shown.
    fn member(&self, name: &str) -> Self {
        Self {
            member: Some(match &self.member {
                Some(outer) => format!("{outer}/{name}"),
                None => name.to_string(),
            }),
            name: Some(name.to_string()),
            depth: self.depth + 1,
        }
    }

    /// What is compressed here, under the name it has without the end that says so.
    fn inside(&self) -> Self {
        let name = self.name.as_deref();
        let inside = name.map(|name| Named::of(name).map_or(name.to_string(), |of| of.inside));
        Self {
            member: self.member.clone(),
            name: inside.filter(|name| telling(name).is_some()),
            depth: self.depth + 1,
        }
    }
}

/// One file that is being read.
struct Unpacking<'a> {
    input: &'a Input<'a>,
    gauge: &'a Gauge,
    each: &'a mut dyn FnMut(Result<Record, Error>),
    /// Records read so far, in all members.
    read: u64,
    /// Whether something was refused that takes what follows with it.
    broken: bool,
}

impl Unpacking<'_> {
    /// Reads something from its start, whatever it is.
    fn stream(&mut self, at: &At, headed: &mut Bytes<'_>) {
        if let Some(error) = headed.error_at_start() {
            self.broken = false;
            return self.break_off(at, Reason::Unreadable(error.to_string()));
        }
        let kind = Kind::of(at.name.as_deref(), headed.head());
        if kind != Kind::Articles && at.depth >= DEEPEST {
            return self.refuse(at, ContainerReason::TooDeep.into());
        }
        match kind {
            Kind::Articles => self.articles(at, headed),
            Kind::Zip => self.copied_zip(at, headed),
            Kind::Tar => self.tar(at, headed),
            Kind::Gzip => {
                let count = Cell::new(0);
                let reader = Counted {
                    reader: headed,
                    count: &count,
                };
                let reader = Gunzip::of(BufReader::new(reader));
                let mut expanded = Metered::whole(self.gauge, reader, Size::Counted(&count));
                self.expanded(at, &mut expanded);
            }
            Kind::Zstd => {
                let count = Cell::new(0);
                let reader = Counted {
                    reader: headed,
                    count: &count,
                };
                match zstd::stream::read::Decoder::new(reader) {
                    Ok(reader) => {
                        let size = Size::Counted(&count);
                        let mut expanded = Metered::whole(self.gauge, reader, size);
                        self.expanded(at, &mut expanded);
                    }
                    Err(error) => self.refuse_for(at, damage(&error)),
                }
            }
        }
    }

    /// Reads what was compressed.
    fn expanded(&mut self, at: &At, expanded: &mut dyn Read) {
        let mut inside = at.inside();
        let mut headed = bytes(expanded);
        if Kind::of(inside.name.as_deref(), headed.head()) == Kind::Tar {
            // A tar that is compressed as a whole is one container.
            inside.depth = at.depth;
            self.broken = false;
            self.tar(&inside, &mut headed);
            // What follows its end is not looked at, but whether all of it is there.
            if let Err(error) = io::copy(&mut headed, &mut io::sink()) {
                self.break_off(at, damage(&error));
            }
        } else {
            self.stream(&inside, &mut headed);
        }
    }

    /// Reads the articles of what is no container.
    fn articles(&mut self, at: &At, headed: &mut Bytes<'_>) {
        if let Some(named) = at.name.as_deref().and_then(Named::of) {
            let reason = if headed.head().is_empty() {
                Reason::Empty
            } else {
                ContainerReason::NotOne(named.kind).into()
            };
            return self.refuse(at, reason);
        }
        let (mut read, mut broken) = (self.read, false);
        let gauge = self.gauge;
        let each = &mut *self.each;
        // A file on the disk without an end to its name is a text; something else may be anything.
        let name = match &at.name {
            Some(name) if at.member.is_none() && at.depth == 0 => Some(Path::new(name)),
            Some(name) => telling(name),
            None => None,
        };
        read_stream(self.input, name, headed, &mut |found| match found {
            Ok(mut record) => {
                read += 1;
                for place in &mut record.article.places {
                    place.member.clone_from(&at.member);
                }
                each(Ok(record));
            }
            Err(mut error) => {
                error.member.clone_from(&at.member);
                if matches!(error.reason, Reason::Unreadable(_))
                    && let Some(reason) = gauge.take_trouble()
                {
                    error.reason = reason;
                    broken = true;
                }
                each(Err(error));
            }
        });
        self.read = read;
        self.broken |= broken;
        if let Some(reason) = self.gauge.take_trouble() {
            self.break_off(at, reason);
        }
    }

    /// Opens a zip that does not lie on the disk: its directory stands at its end.
    fn copied_zip(&mut self, at: &At, headed: &mut Bytes<'_>) {
        let limit = self.gauge.limits.copied;
        let copied = tempfile::tempfile().and_then(|mut file| {
            let bytes = io::copy(&mut headed.take(limit + 1), &mut file);
            // What came before an error may still hold members.
            file.flush()?;
            file.rewind()?;
            Ok((file, bytes))
        });
        match copied {
            Err(error) => self.refuse_for(
                at,
                Reason::Unreadable(format!("no temporary file can be made: {error}")),
            ),
            Ok((_, Ok(bytes))) if bytes > limit => {
                self.refuse(at, ContainerReason::Copied(limit).into());
            }
            Ok((file, bytes)) => {
                let trouble = self.gauge.take_trouble();
                let disk_is_full = bytes.err().filter(|_| trouble.is_none());
                if let Some(error) = disk_is_full {
                    let reason = format!("it cannot be copied to a temporary file: {error}");
                    return self.refuse(at, Reason::Unreadable(reason));
                }
                let gauge = self.gauge;
                let reader = FromDisk {
                    gauge,
                    reader: file,
                };
                self.broken = false;
                self.zip(at, BufReader::new(reader));
                if let Some(reason) = trouble {
                    self.break_off(at, reason);
                }
            }
        }
    }

    /// Says that a container holds nothing, where it does not.
    fn ended(&mut self, at: &At, members: u64, read_before: u64) {
        if members == 0 {
            self.refuse(at, ContainerReason::NoMember.into());
        } else if self.read == read_before {
            self.refuse(at, Reason::NoArticle);
        }
    }

    /// Refuses something for what went wrong below it, or else for a reason.
    fn refuse_for(&mut self, at: &At, reason: Reason) {
        let trouble = self.gauge.take_trouble();
        self.refuse(at, trouble.unwrap_or(reason));
    }

    /// Says that something cannot be read on, unless a member has just been refused for it.
    fn break_off(&mut self, at: &At, reason: Reason) {
        let trouble = self.gauge.take_trouble();
        if !std::mem::replace(&mut self.broken, true) {
            self.refuse(at, trouble.unwrap_or(reason));
        }
    }

    fn refuse(&mut self, at: &At, reason: Reason) {
        let mut error = Error::file(self.input, reason);
        error.member.clone_from(&at.member);
        (self.each)(Err(error));
    }
}
