//! Names made from the content of files.

use onrecord_text::hexadecimal;
use sha2::{Digest as _, Sha256};

/// Returns the first 64 bits of the SHA-256 of some bytes, in hexadecimal.
#[must_use]
pub fn short<'b>(bytes: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hash = Short::default();
    bytes.into_iter().for_each(|bytes| hash.add(bytes));
    hash.finish()
}

/// Computes the same hash incrementally.
#[derive(Default)]
pub(crate) struct Short(Sha256);

impl Short {
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn finish(self) -> String {
        hexadecimal(self.0.finalize().get(..8).unwrap_or_default())
    }
}
