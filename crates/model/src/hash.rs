//! FNV-1a: a hash that is the same in every version and on every machine, which the standard
//! library's hashers do not promise.

use crate::lower_of;

/// The 64-bit hash of the bytes so far.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds a byte.
    pub const fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01b3);
    }

    /// The hash of all that was added.
    #[must_use]
    pub const fn value(self) -> u64 {
        self.0
    }
}

/// The 64-bit hash of some bytes.
#[must_use]
pub fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mut hash = Fnv::default();
    bytes.into_iter().for_each(|byte| hash.add(byte));
    hash.value()
}

/// The hash of a statement's words that its id is made from: of the letters and digits, in lower case, folded
/// to 40 bits as its authors advise.
#[must_use]
pub fn hash_of_words(words: &str) -> u64 {
    let letters = words.chars().filter(|ch| ch.is_alphanumeric());
    let mut hash = Fnv::default();
    for ch in letters {
        if ch.is_ascii() {
            hash.add(u8::try_from(ch).unwrap_or_default().to_ascii_lowercase());
            continue;
        }
        for lower in lower_of(ch) {
            lower.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| hash.add(byte));
        }
    }
    let hash = hash.value();
    (hash >> 40) ^ (hash & 0xff_ffff_ffff)
}
