//! The folder of an index as the one who writes sees it: files are read in pieces, none is mapped.
//!
//! A merge holds all files of the segments it joins. Mapped, every page it has passed counts as memory of the run until the
//! merge ends, and the last merge of a run passes the whole index. Read in pieces, a merge takes what it looks at: whole
//! dictionaries, the postings around the current word, the stored articles of one segment.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};
use tantivy::{Directory, HasLen};

/// Bytes read at once, where fewer are asked for: merges go through a file from its start to its end, and what follows is
/// asked for next.
const PIECE: usize = 64 << 10;

/// A folder whose files are read in pieces; all else is done as it always is.
#[derive(Clone, Debug)]
pub(crate) struct InPieces {
    folder: PathBuf,
    directory: MmapDirectory,
}

impl InPieces {
    pub(crate) fn open(folder: &Path) -> tantivy::Result<Self> {
        Ok(Self {
            folder: folder.to_path_buf(),
            directory: MmapDirectory::open(folder)?,
        })
    }
}

impl Directory for InPieces {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_path_buf()),
            _ => OpenReadError::wrap_io_error(error, path.to_path_buf()),
        };
        let file = File::open(self.folder.join(path)).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let length = usize::try_from(length).map_err(|error| failed(io::Error::other(error)))?;
        Ok(Arc::new(Pieces {
            length,
            last: Mutex::new(Last {
                file,
                start: 0,
                bytes: OwnedBytes::empty(),
            }),
        }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.directory.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.directory.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.directory.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.directory.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.directory.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.directory.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.directory.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.directory.watch(callback)
    }
}

/// A file, and the piece of it that was read last.
struct Pieces {
    length: usize,
    last: Mutex<Last>,
}

struct Last {
    file: File,
    start: usize,
    bytes: OwnedBytes,
}

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a file of {} bytes", self.length)
    }
}

impl HasLen for Pieces {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Pieces {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if range.len() >= PIECE {
            return last.read(range);
        }
        let held = last.start..last.start + last.bytes.len();
        if range.start < held.start || range.end > held.end {
            let piece = range.start..self.length.min(range.start + PIECE);
            last.start = piece.start;
            // A failure leaves no piece that claims to be another.
            last.bytes = OwnedBytes::empty();
            last.bytes = last.read(piece)?;
        }
        let start = range.start - last.start;
        Ok(last.bytes.slice(start..start + range.len()))
    }
}

impl Last {
    fn read(&mut self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut bytes = vec![0; range.len()];
        self.file.seek(SeekFrom::Start(range.start as u64))?;
        self.file.read_exact(&mut bytes)?;
        Ok(OwnedBytes::new(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_of_a_file_is_read_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let bytes: Vec<u8> = (0..3 * PIECE + 17)
            .map(|at| ((at * at) >> 3) as u8)
            .collect();
        std::fs::write(folder.path().join("a.idx"), &bytes).unwrap();
        let directory = InPieces::open(folder.path()).unwrap();
        let handle = directory.get_file_handle(Path::new("a.idx")).unwrap();
        assert_eq!(handle.len(), bytes.len());
        let ends = [
            0,
            1,
            100,
            PIECE - 1,
            PIECE,
            PIECE + 1,
            2 * PIECE,
            bytes.len(),
        ];
        for start in ends {
            for end in ends.into_iter().filter(|end| *end >= start) {
                let read = handle.read_bytes(start..end).unwrap();
                assert_eq!(read.as_slice(), &bytes[start..end], "{start}..{end}");
            }
        }
        assert!(handle.read_bytes(0..bytes.len() + 1).is_err());
        let missing = directory.get_file_handle(Path::new("b.idx"));
        assert!(matches!(missing, Err(OpenReadError::FileDoesNotExist(_))));
    }
}
