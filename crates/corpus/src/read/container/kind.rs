//! What kind of container something is: by how it begins, and by its name.

use crate::read::Format;
use crate::read::by_content::telling;

use super::tarred;

/// What something is, as far as containers are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// No container.
    Articles,
    Zip,
    Gzip,
    Zstd,
    Tar,
}

impl Kind {
    /// Tells it by how it begins, whatever its name, but not against the name of something else: documents of office
    /// programs are zips.
    pub(super) fn of(name: Option<&str>, head: &[u8]) -> Self {
        let skippable = |head: &[u8]| matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]);
        let kind = if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Self::Zip
        } else if head.starts_with(b"\x1f\x8b") {
            Self::Gzip
        } else if head.starts_with(b"\x28\xb5\x2f\xfd") || skippable(head) {
            Self::Zstd
        } else if tarred::begins(head) {
            Self::Tar
        } else {
            return Self::Articles;
        };
        let named = name.and_then(telling);
        let of_another_kind = named.is_some_and(|path| {
            Named::of(&path.to_string_lossy()).is_none() && Format::of(path, head).is_none()
        });
        if of_another_kind {
            Self::Articles
        } else {
            kind
        }
    }
}

/// What a name says that something is.
pub(super) struct Named {
    /// In words.
    pub(super) kind: &'static str,
    /// The name of what is inside, where it is one thing.
    pub(super) inside: String,
}

impl Named {
    pub(super) fn of(name: &str) -> Option<Self> {
        const ENDS: &[(&str, &str, &str)] = &[
            (".zip", "zip", ""),
            (".tar", "tar", ""),
            (".tgz", "gzip", ".tar"),
            (".gz", "gzip", ""),
            (".tzst", "Zstandard", ".tar"),
            (".zst", "Zstandard", ""),
        ];
        ENDS.iter().find_map(|(end, kind, instead)| {
            let at = name.len().checked_sub(end.len())?;
            let (start, found) = name.split_at_checked(at)?;
            found.eq_ignore_ascii_case(end).then(|| Self {
                kind,
                inside: format!("{start}{instead}"),
            })
        })
    }
}
