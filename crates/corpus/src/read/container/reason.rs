//! Why a container, or something in it, was not read.

use std::fmt;
use std::io;

use crate::read::Reason;

/// Why a container or a member of one was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContainerReason {
    /// It ends before it should.
    CutOff,
    /// Its bytes are not what they were; what its decoder says.
    Damaged(String),
    /// Its name says that it is one of a kind, and it is not.
    NotOne(&'static str),
    /// It holds no file.
    NoMember,
    /// It is in a container that is in a container.
    TooDeep,
    /// It expands to more than so many times its size.
    Ratio(u64),
    /// What was taken out of its file so far is more than so many times the file's size.
    RatioInAll(u64),
    /// It holds more than so many bytes.
    Expanded(u64),
    /// Its container holds more than so many bytes.
    ExpandedInAll(u64),
    /// It holds more than so many members.
    Members(u64),
    /// It is a zip of more than so many bytes that does not lie on the disk by itself.
    Copied(u64),
    /// It needs a password.
    Encrypted,
    /// Its bytes are compressed by a method that is not read.
    Method(&'static str),
    /// It was compressed so that taking it out needs much memory.
    Window,
    /// It is a link, or a device.
    NoRegularFile(&'static str),
}

impl From<ContainerReason> for Reason {
    fn from(reason: ContainerReason) -> Self {
        Self::Container(reason)
    }
}

/// What an error of a decoder means.
pub(super) fn damage(error: &io::Error) -> Reason {
    let text = error.to_string();
    // Each crate says it in its own words.
    let cut_off = error.kind() == io::ErrorKind::UnexpectedEof
        || [
            "incomplete frame",
            "failed to read entire block",
            "unexpected EOF during skip",
        ]
        .contains(&text.as_str());
    let reason = if cut_off {
        ContainerReason::CutOff
    } else if text.contains("too much memory") {
        ContainerReason::Window
    } else {
        ContainerReason::Damaged(text)
    };
    reason.into()
}

impl fmt::Display for ContainerReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNPACK: &str = "unpack it yourself and index the folder";
        match self {
            Self::CutOff => f.write_str(
                "is cut off before its end; what stands before that was read: copy or download it again",
            ),
            Self::Damaged(reason) => write!(
                f,
                "is damaged ({reason}); what stands before that was read: copy or download it again"
            ),
            Self::NotOne(kind) => {
                write!(f, "is no {kind} file, whatever its name says")
            }
            Self::NoMember => f.write_str("holds no file to read"),
            Self::Window => f.write_str(
                "was compressed with `--long` and needs more than 128 MiB of memory; compress it again without",
            ),
            Self::TooDeep => write!(
                f,
                "lies two containers deep and is one itself; {UNPACK}"
            ),
            Self::Ratio(times) => write!(
                f,
                "expands to more than {times} times its size, as traps do and texts do not; if it is no trap, {UNPACK}"
            ),
            Self::RatioInAll(times) => write!(
                f,
                "is not read, nor what follows: up to here the file expands to more than {times} times its size, as traps do and texts do not; if it is no trap, {UNPACK}"
            ),
            Self::Expanded(bytes) => write!(
                f,
                "holds more than {}, the most that is read of one member; {UNPACK}",
                size(*bytes)
            ),
            Self::ExpandedInAll(bytes) => write!(
                f,
                "holds more than {} in all, the most that is read of one container; {UNPACK}",
                size(*bytes)
            ),
            Self::Members(count) => write!(
                f,
                "holds more than {count} members, the most that are read of one container; {UNPACK}"
            ),
            Self::Copied(bytes) => write!(
                f,
                "is a zip of more than {} inside another container or a pipe, the most that is copied to read it; {UNPACK}",
                size(*bytes)
            ),
            Self::Encrypted => write!(f, "is encrypted; {UNPACK}"),
            Self::Method(method) => write!(
                f,
                "is compressed by a method that is not read ({method}); {UNPACK}"
            ),
            Self::NoRegularFile(what) => write!(f, "is {what}, no file"),
        }
    }
}

fn size(bytes: u64) -> String {
    for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] {
        if bytes >> shift > 0 {
            return format!("{} {unit}", bytes >> shift);
        }
    }
    format!("{bytes} bytes")
}
