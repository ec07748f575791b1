//! A folder of tantivy's that is read and never written.
//!
//! tantivy takes a lock to open an index, which makes a file: a reader would need the right to write. The lock keeps a
//! writer from deleting files between the reading of the list of segments and their opening. Here nothing is locked, and
//! [`crate::Archive::open`] tries again when that has happened.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// A folder of tantivy's files, mapped into memory.
#[derive(Debug, Clone)]
pub(crate) struct ReadOnly {
    files: MmapDirectory,
}

impl ReadOnly {
    pub(crate) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self {
            files: MmapDirectory::open(folder)?,
        })
    }
}

impl Directory for ReadOnly {
    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_path_buf()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Err(refused())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(refused()),
            filepath: path.to_path_buf(),
        })
    }
}

fn refused() -> io::Error {
    io::Error::new(
        io::ErrorKind::PermissionDenied,
        "this index was opened for reading",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let directory = ReadOnly::open(folder.path()).unwrap();
        let name = Path::new("x");
        let lock = Lock {
            filepath: name.to_path_buf(),
            is_blocking: true,
        };
        assert!(directory.acquire_lock(&lock).is_ok());
        assert!(directory.open_write(name).is_err());
        assert!(directory.atomic_write(name, b"x").is_err());
        assert!(directory.delete(name).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
