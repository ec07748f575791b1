//! tar: one file behind the other, each behind a block of 512 bytes that names it.

use std::cell::Cell;
use std::io::{self, Read};

use tar::EntryType;

use super::limits::{Metered, Size};
use super::member::{decoded_name, is_hidden, shown_name};
use super::reason::damage;
use super::{At, Bytes, ContainerReason, Unpacking, bytes};

const BLOCK: usize = 512;

/// Bytes that may stand between two files: their headers, and names too long for these. The crate holds them in memory.
const BETWEEN: u64 = 1 << 20;

/// Whether something begins as a tar does: by the sign of the standard, or, before it, by a sum of the first block.
pub(super) fn begins(head: &[u8]) -> bool {
    let Some(block) = head.get(..BLOCK) else {
        return false;
    };
    if block[257..].starts_with(b"ustar") {
        return true;
    }
    let mut header = tar::Header::new_old();
    header.as_mut_bytes().copy_from_slice(block);
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    let own: u32 = block[148..156].iter().map(|byte| u32::from(*byte)).sum();
    let blanks = 8 * u32::from(b' ');
    block[0] != 0 && header.cksum().is_ok_and(|said| said == sum - own + blanks)
}

impl Unpacking<'_> {
    /// Reads the members of a tar.
    pub(super) fn tar(&mut self, at: &At, headed: &mut Bytes<'_>) {
        let (zeros, allowed) = (Cell::new(0), Cell::new(0));
        let mut archive = tar::Archive::new(Blocks {
            reader: headed,
            zeros: &zeros,
            allowed: &allowed,
        });
        let (mut members, read_before) = (0, self.read);
        let mut entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.refuse_for(at, damage(&error)),
        };
        self.broken = false;
        loop {
            allowed.set(BETWEEN);
            let mut entry = match entries.next() {
                Some(Ok(entry)) => entry,
                Some(Err(error)) => return self.break_off(at, damage(&error)),
                // It ends with blocks of zeros; without, something may be missing.
                None if zeros.get() < BLOCK => {
                    return self.break_off(at, ContainerReason::CutOff.into());
                }
                None => return self.ended(at, members, read_before),
            };
            allowed.set(u64::MAX);
            self.broken = false;
            if let Err(reason) = self.gauge.count_member() {
                return self.refuse(at, reason);
            }
            let member = at.member(&shown_name(&decoded_name(&entry.path_bytes())));
            let name = member.name.as_deref().unwrap_or_default();
            if is_hidden(name) {
                // Passed over below.
            } else if let Some(what) = no_file(entry.header().entry_type()) {
                members += 1;
                self.refuse(&member, ContainerReason::NoRegularFile(what).into());
            } else if is_file(entry.header().entry_type()) {
                members += 1;
                let size = entry.size();
                if size > self.gauge.limits.member {
                    let limit = self.gauge.limits.member;
                    self.refuse(&member, ContainerReason::Expanded(limit).into());
                } else {
                    let mut file = Metered::member(self.gauge, &mut entry, Size::Plain(size));
                    self.stream(&member, &mut bytes(&mut file));
                }
            }
            // What no reader wanted, so that behind it there are only headers.
            if let Err(error) = io::copy(&mut entry, &mut io::sink()) {
                return self.break_off(at, damage(&error));
            }
            if self.gauge.is_full() {
                return;
            }
        }
    }
}

fn is_file(kind: EntryType) -> bool {
    matches!(kind, EntryType::Regular | EntryType::Continuous)
}

/// What something is that is neither a file nor a folder nor a remark.
fn no_file(kind: EntryType) -> Option<&'static str> {
    match kind {
        EntryType::Link | EntryType::Symlink => Some("a link"),
        EntryType::Char | EntryType::Block => Some("a device"),
        EntryType::Fifo => Some("a pipe"),
        EntryType::GNUSparse => Some("a file with holes"),
        _ => None,
    }
}

/// A tar as it is read: how many zeros stand before where it is, and how much may be read before the next file.
struct Blocks<'c, R> {
    reader: R,
    zeros: &'c Cell<usize>,
    allowed: &'c Cell<u64>,
}

impl<R: Read> Read for Blocks<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let zeros = buffer[..read].iter().rev().take_while(|byte| **byte == 0);
        let zeros = zeros.count();
        let before = if zeros == read { self.zeros.get() } else { 0 };
        self.zeros.set(before + zeros);
        match self.allowed.get().checked_sub(read as u64) {
            Some(left) => self.allowed.set(left),
            None => return Err(io::Error::other("a name without an end")),
        }
        Ok(read)
    }
}
