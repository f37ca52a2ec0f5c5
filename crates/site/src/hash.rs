//! Names made from the content of files.

use onrecord_text::hexadecimal;
use sha2::{Digest as _, Sha256};

/// Returns the first 64 bits of the SHA-256 of some bytes, in hexadecimal.
#[must_use]
pub fn short<'b>(bytes: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hash = Sha256::new();
    bytes.into_iter().for_each(|bytes| hash.update(bytes));
    hexadecimal(hash.finalize().get(..8).unwrap_or_default())
}
