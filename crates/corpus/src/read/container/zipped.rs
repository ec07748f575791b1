//! zip: its directory stands at its end. Where that is missing, the download broke off: what stands before is then read from
//! the start, as far as it goes.

use std::io::{self, Read, Seek, SeekFrom};

use zip::read::read_zipfile_from_stream;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive, read::ZipFile};

use super::limits::{Metered, Size};
use super::member::{decoded_name, is_hidden, shown_name};
use super::reason::damage;
use super::{At, ContainerReason, Unpacking, bytes};
use crate::read::{Foreign, Reason};

impl Unpacking<'_> {
    /// Reads the members of a zip.
    pub(super) fn zip<R: Read + Seek>(&mut self, at: &At, mut reader: R) {
        let announced = match announced_members(&mut reader) {
            Ok(announced) => announced,
            Err(error) => return self.refuse_for(at, Reason::Unreadable(error.to_string())),
        };
        if let Err(reason) = self.gauge.announce_members(announced) {
            return self.refuse(at, reason);
        }
        let mut archive = match ZipArchive::new(&mut reader) {
            Ok(archive) => archive,
            Err(error) => {
                let reason = match refusal(&error) {
                    // That is how a missing directory is said.
                    Reason::Container(ContainerReason::Damaged(_)) if announced == 0 => {
                        ContainerReason::CutOff.into()
                    }
                    reason => reason,
                };
                return self.zip_without_directory(at, &mut reader, reason);
            }
        };
        let document = {
            let mut names = archive.file_names().flatten();
            names.find_map(|name| Foreign::of_member(&name))
        };
        if let Some(document) = document {
            return self.refuse(at, Reason::Foreign(document));
        }
        let (mut members, read_before) = (0, self.read);
        let mut astray = Vec::new();
        for index in 0..archive.len() {
            if let Err(reason) = self.gauge.count_member() {
                return self.refuse(at, reason);
            }
            let Ok(facts) = archive.by_index_data(index) else {
                continue;
            };
            let member = at.member(&shown_name(&name_of(facts.name_raw(), facts.name())));
            if facts.is_dir() || is_hidden(member.name.as_deref().unwrap_or_default()) {
                continue;
            }
            members += 1;
            let refused = if facts.encrypted() {
                Some(ContainerReason::Encrypted)
            } else if facts.is_symlink() {
                Some(ContainerReason::NoRegularFile("a link"))
            } else if let Some(method) = unread_method(facts.compression()) {
                Some(ContainerReason::Method(method))
            } else if facts.size() > self.gauge.limits.member {
                Some(ContainerReason::Expanded(self.gauge.limits.member))
            } else {
                None
            };
            if let Some(reason) = refused {
                self.refuse(&member, reason.into());
                continue;
            }
            match archive.by_index(index) {
                Ok(file) => self.zipped(&member, file),
                Err(ZipError::InvalidArchive(reason)) => astray.push((member, reason)),
                Err(error) => self.refuse_for(&member, refusal(&error)),
            }
            if self.gauge.is_full() {
                return;
            }
        }
        let damaged = |reason: &str| ContainerReason::Damaged(reason.to_string()).into();
        if members > 0 && astray.len() as u64 == members {
            // No member is where the directory says: it is the directory that is wrong.
            drop(archive);
            let reason = damaged("its directory points nowhere");
            return self.zip_without_directory(at, &mut reader, reason);
        }
        for (member, reason) in &astray {
            self.refuse(member, damaged(reason));
        }
        self.ended(at, members, read_before);
    }

    fn zipped<R: Read>(&mut self, member: &At, file: ZipFile<'_, R>) {
        let size = Size::Compressed(file.compressed_size());
        let mut file = Metered::member(self.gauge, file, size);
        self.stream(member, &mut bytes(&mut file));
    }

    /// Reads the members of a zip from its start, and then says what is wrong with it.
    fn zip_without_directory<R: Read + Seek>(&mut self, at: &At, reader: &mut R, reason: Reason) {
        self.broken = false;
        if reader.seek(SeekFrom::Start(0)).is_ok() {
            // Members whose size stands behind them cannot be told from what follows.
            while let Ok(Some(file)) = read_zipfile_from_stream(reader) {
                if let Err(reason) = self.gauge.count_member() {
                    return self.refuse(at, reason);
                }
                let member = at.member(&shown_name(&name_of(file.name_raw(), file.name())));
                if file.is_dir() || is_hidden(member.name.as_deref().unwrap_or_default()) {
                    continue;
                }
                self.zipped(&member, file);
                if self.gauge.is_full() {
                    return;
                }
            }
        }
        self.break_off(at, reason);
    }
}

/// UTF-8 is believed, whether it was declared or not; else a name is in the encoding that was in use before.
fn name_of(raw: &[u8], declared: Result<std::borrow::Cow<'_, str>, ZipError>) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_string(),
        Err(_) => {
            declared.map_or_else(|_| decoded_name(raw).into_owned(), |name| name.into_owned())
        }
    }
}

/// What an error of a zip or of one of its members means.
fn refusal(error: &ZipError) -> Reason {
    match error {
        ZipError::Io(error) => damage(error),
        ZipError::InvalidPassword => ContainerReason::Encrypted.into(),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            ContainerReason::Encrypted.into()
        }
        ZipError::InvalidArchive(reason) => ContainerReason::Damaged(reason.to_string()).into(),
        error => ContainerReason::Damaged(error.to_string()).into(),
    }
}

/// The method that bytes are compressed by, where it is none that is read.
fn unread_method(method: CompressionMethod) -> Option<&'static str> {
    // Those that programs offer.
    const NAMES: &[(CompressionMethod, &str)] = &[
        (CompressionMethod::DEFLATE64, "Deflate64"),
        (CompressionMethod::BZIP2, "bzip2"),
        (CompressionMethod::LZMA, "LZMA"),
        (CompressionMethod::ZSTD, "Zstandard"),
        (CompressionMethod::XZ, "xz"),
    ];
    if [CompressionMethod::Stored, CompressionMethod::Deflated].contains(&method) {
        return None;
    }
    let named = NAMES.iter().find(|(known, _)| *known == method);
    Some(named.map_or("a rare one", |(_, name)| name))
}

/// How many members a zip says it has, before they are read: the highest number that any end of a directory in its last
/// 64 KiB says, as a comment may hold another one.
pub(super) fn announced_members<R: Read + Seek>(reader: &mut R) -> io::Result<u64> {
    const LONGEST_COMMENT: u64 = 1 << 16;
    const END: usize = 22;
    let length = reader.seek(SeekFrom::End(0))?;
    // Before it stand the place of the large form of it, and that form.
    let tail = length.min(LONGEST_COMMENT + END as u64 + 20 + 56);
    reader.seek(SeekFrom::Start(length - tail))?;
    let mut bytes = Vec::new();
    reader.take(tail).read_to_end(&mut bytes)?;
    let number = |at: usize, width: usize| {
        let bytes = bytes.get(at..at + width)?;
        let number = bytes.iter().rev();
        Some(number.fold(0, |number, byte| number << 8 | u64::from(*byte)))
    };
    let mut most = 0;
    for at in 0..bytes.len() {
        if bytes[at..].starts_with(b"PK\x05\x06") {
            most = most.max(number(at + 10, 2).unwrap_or(0));
        } else if bytes[at..].starts_with(b"PK\x06\x06") {
            most = most.max(number(at + 32, 8).unwrap_or(0));
        }
    }
    Ok(most)
}
