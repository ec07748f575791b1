//! How much is taken out of a container at most: a few kilobytes may pretend to hold terabytes.

use std::cell::{Cell, RefCell};
use std::io::{self, Read};

use super::reason::{ContainerReason, damage};
use crate::read::Reason;

/// The limits. Each is far beyond what archives of articles need, and each can be passed by unpacking by hand.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Limits {
    /// How many times its compressed size something may expand to. Articles and their HTML stay below 30, the same page over
    /// and over below 150; gzip cannot reach more than 1032, which is what bombs use.
    pub(super) ratio: u64,
    /// Bytes up to which the ratio is not looked at: so many are read in a tenth of a second, whatever they are, and a short
    /// file of blanks is no bomb.
    pub(super) ratio_from: u64,
    /// Bytes up to which the ratio is not looked at for the whole file: a thousand small members, or zips in it, may
    /// expand as one large member does. So many are read in a second or two, whatever they are, and one member that is
    /// refused for its ratio does not take the others with it.
    pub(super) ratio_in_all_from: u64,
    /// Bytes that one member may hold. They pass through and are not kept, but at the speed of indexing these already
    /// take half an hour.
    pub(super) member: u64,
    /// Bytes that may be expanded of one file in all.
    pub(super) all: u64,
    /// Members of one file. The directory of a zip is held in memory while it is read, at some 200 bytes each.
    pub(super) members: u64,
    /// Bytes of a zip that does not lie on the disk by itself: it is copied to the folder of temporary files, which is small
    /// on many machines.
    pub(super) copied: u64,
}

impl Limits {
    /// Those that hold outside of tests.
    pub(in crate::read) const SHIPPED: Self = Self {
        ratio: 200,
        ratio_from: 16 << 20,
        ratio_in_all_from: 256 << 20,
        member: 16 << 30,
        all: 64 << 30,
        members: 500_000,
        copied: 4 << 30,
    };
}

/// How much of the limits is used, and what went wrong below a reader. Readers of articles only see that a file ended in an
/// error: why stands here.
#[derive(Debug)]
pub(super) struct Gauge {
    pub(super) limits: Limits,
    /// Bytes of the file itself; of a stream, those that were read.
    pub(super) size: Cell<u64>,
    expanded: Cell<u64>,
    members: Cell<u64>,
    trouble: RefCell<Option<Reason>>,
    /// Whether a limit of the whole file was met.
    full: Cell<bool>,
}

impl Gauge {
    pub(super) fn of(limits: Limits) -> Self {
        Self {
            limits,
            size: Cell::new(0),
            expanded: Cell::new(0),
            members: Cell::new(0),
            trouble: RefCell::new(None),
            full: Cell::new(false),
        }
    }

    /// Keeps why reading ends here, and returns an error for the reader. What was met first, and so lies deepest, is kept.
    fn stop(&self, reason: Reason) -> io::Error {
        self.trouble.borrow_mut().get_or_insert(reason);
        io::Error::other("reading was stopped")
    }

    /// Takes what went wrong.
    pub(super) fn take_trouble(&self) -> Option<Reason> {
        self.trouble.borrow_mut().take()
    }

    /// Whether nothing more may be taken out of the file.
    pub(super) fn is_full(&self) -> bool {
        self.full.get()
    }

    /// Counts a member; refuses it, and all behind it, where there are too many.
    pub(super) fn count_member(&self) -> Result<(), Reason> {
        self.members.set(self.members.get() + 1);
        self.announce_members(self.members.get())
    }

    /// Refuses a container that says it has too many members.
    pub(super) fn announce_members(&self, count: u64) -> Result<(), Reason> {
        if count <= self.limits.members {
            return Ok(());
        }
        self.full.set(true);
        Err(ContainerReason::Members(self.limits.members).into())
    }
}

/// A reader at the bottom: what it cannot read is the disk's fault.
pub(super) struct FromDisk<'g, R> {
    pub(super) gauge: &'g Gauge,
    pub(super) reader: R,
}

impl<R: Read> Read for FromDisk<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader
            .read(buffer)
            .map_err(|error| match error.kind() {
                io::ErrorKind::Interrupted => error,
                _ => self.gauge.stop(Reason::Unreadable(error.to_string())),
            })
    }
}

impl<R: io::Seek> io::Seek for FromDisk<'_, R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        // Where a damaged zip points to is its own fault.
        self.reader.seek(to)
    }
}

/// A reader that counts what passes: the compressed side.
pub(super) struct Counted<'c, R> {
    pub(super) reader: R,
    pub(super) count: &'c Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// What a metered reader takes its bytes from.
pub(super) enum Size<'c> {
    /// Compressed bytes, as many as the directory of the container says.
    Compressed(u64),
    /// Compressed bytes, as many as were read so far.
    Counted(&'c Cell<u64>),
    /// Bytes that are as they are, and how many there must be.
    Plain(u64),
}

/// A reader that stops at the limits, and remembers damage: the expanded side.
pub(super) struct Metered<'g, R> {
    gauge: &'g Gauge,
    reader: R,
    size: Size<'g>,
    expanded: u64,
    /// Bytes that it may give.
    limit: u64,
}

impl<'g, R: Read> Metered<'g, R> {
    /// Meters the member of a container.
    pub(super) fn member(gauge: &'g Gauge, reader: R, size: Size<'g>) -> Self {
        Self {
            gauge,
            reader,
            size,
            expanded: 0,
            limit: gauge.limits.member,
        }
    }

    /// Meters all that is compressed in one piece; there may be members in it.
    pub(super) fn whole(gauge: &'g Gauge, reader: R, size: Size<'g>) -> Self {
        Self {
            limit: gauge.limits.all,
            ..Self::member(gauge, reader, size)
        }
    }

    fn check(&self) -> Result<(), Reason> {
        let limits = &self.gauge.limits;
        let compressed = match self.size {
            Size::Compressed(compressed) => compressed,
            Size::Counted(count) => count.get(),
            Size::Plain(_) => u64::MAX,
        };
        if self.gauge.expanded.get() > limits.all {
            self.gauge.full.set(true);
            Err(ContainerReason::ExpandedInAll(limits.all).into())
        } else if self.gauge.expanded.get() > limits.ratio_in_all_from
            && self.gauge.expanded.get() > self.gauge.size.get().saturating_mul(limits.ratio)
        {
            self.gauge.full.set(true);
            Err(ContainerReason::RatioInAll(limits.ratio).into())
        } else if self.expanded > self.limit {
            Err(ContainerReason::Expanded(self.limit).into())
        } else if self.expanded > limits.ratio_from
            && self.expanded > compressed.saturating_mul(limits.ratio)
        {
            Err(ContainerReason::Ratio(limits.ratio).into())
        } else {
            Ok(())
        }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match self.reader.read(buffer) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => return Err(self.gauge.stop(damage(&error))),
        };
        if read == 0 && !buffer.is_empty() {
            return match self.size {
                Size::Plain(expected) if self.expanded < expected => {
                    Err(self.gauge.stop(ContainerReason::CutOff.into()))
                }
                _ => Ok(0),
            };
        }
        self.expanded += read as u64;
        if !matches!(self.size, Size::Plain(_)) {
            let expanded = &self.gauge.expanded;
            expanded.set(expanded.get() + read as u64);
        }
        match self.check() {
            Ok(()) => Ok(read),
            Err(reason) => Err(self.gauge.stop(reason)),
        }
    }
}
