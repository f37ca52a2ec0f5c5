//! Names made from the content of files.

use onrecord_text::hexadecimal;
use sha2::{Digest as _, Sha256};

/// Returns whether a file's name, without its ending, ends with a hyphen and a hash of 64 bits: 16 hexadecimal digits.
#[must_use]
pub fn ends_with_hash(stem: &str) -> bool {
    let is_hash = |hash: &str| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    stem.rsplit_once('-').is_some_and(|(_, hash)| is_hash(hash))
}

/// Returns the first 64 bits of the SHA-256 of some bytes, given in one piece or several, as 16 lower-case hexadecimal
/// digits.
#[must_use]
pub fn short<'b>(bytes: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hash = Sha256::new();
    bytes.into_iter().for_each(|bytes| hash.update(bytes));
    hexadecimal(hash.finalize().get(..8).unwrap_or_default())
}

/// Returns the SHA-256 of some bytes, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}
