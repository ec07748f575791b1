//! How far a run of `index` is: one line on a terminal, nothing elsewhere.

use std::io::{IsTerminal as _, Write as _};

use depeche_indexer::Progress;

/// The line.
#[derive(Debug, Default)]
pub(crate) struct Bar {
    drawn: bool,
}

impl Bar {
    pub(crate) fn show(&mut self, progress: &Progress) {
        let mut stderr = std::io::stderr();
        // A run of less than a second needs no line.
        if !stderr.is_terminal() || progress.elapsed.as_secs_f64() < 1.0 {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate of three digits")]
        let rate = progress.bytes as f64 / 1e6 / progress.elapsed.as_secs_f64();
        let Progress {
            files,
            files_in_all,
            records,
            ..
        } = progress;
        self.drawn = true;
        let _ = write!(
            stderr,
            "\r\x1b[K{records} articles, {files} of {files_in_all} files, {rate:.1} MB/s"
        );
        let _ = stderr.flush();
    }

    pub(crate) fn clear(&self) {
        if self.drawn {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
