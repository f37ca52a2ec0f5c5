//! Names made from what files hold.

use sha2::{Digest as _, Sha256};

/// The first 64 bits of the SHA-256 of some bytes, in hexadecimal digits.
pub(crate) fn short<'b>(bytes: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hasher = Sha256::new();
    for bytes in bytes {
        hasher.update(bytes);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
