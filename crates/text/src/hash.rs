//! FNV-1a, a hash that is the same in every version and on every machine; the standard library's hashers promise
//! neither.

use crate::lowercase_char;

/// A 64-bit FNV-1a hash under construction: that of no bytes at first.
///
/// The hash is the same in every version and on every machine; the standard library's hashers promise neither.
///
/// ```
/// use onrecord_text::{Fnv1a, fnv1a};
/// let mut hash = Fnv1a::default();
/// b"rain".iter().for_each(|byte| hash.add(*byte));
/// assert_eq!(hash.value(), fnv1a("rain".bytes()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a {
    /// Adds a byte behind those added so far.
    pub const fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01b3);
    }

    /// Returns the hash of all bytes added so far.
    #[must_use]
    pub const fn value(self) -> u64 {
        self.0
    }
}

/// Returns the 64-bit FNV-1a hash of some bytes.
///
/// ```
/// assert_eq!(onrecord_text::fnv1a(*b"a"), 0xaf63_dc4c_8601_ec8c);
/// ```
#[must_use]
pub fn fnv1a(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mut hash = Fnv1a::default();
    bytes.into_iter().for_each(|byte| hash.add(byte));
    hash.value()
}

/// Returns a text's fingerprint: a 40-bit hash of its letters and digits in lower case, from which a statement's id is
/// made.
///
/// Punctuation, white space and case do not change it. The letters are hashed as UTF-8, and the 64 bits of FNV-1a
/// folded to 40 by XOR, as the hash's authors advise.
///
/// ```
/// use onrecord_text::text_fingerprint;
/// assert_eq!(text_fingerprint("It will rain."), text_fingerprint("“IT WILL RAIN”"));
/// assert!(text_fingerprint("It will rain.") < 1 << 40);
/// ```
#[must_use]
pub fn text_fingerprint(text: &str) -> u64 {
    let mut hash = Fnv1a::default();
    for ch in text.chars().filter(|ch| ch.is_alphanumeric()) {
        if ch.is_ascii() {
            hash.add(u8::try_from(ch).unwrap_or_default().to_ascii_lowercase());
            continue;
        }
        for lower in lowercase_char(ch) {
            lower.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| hash.add(byte));
        }
    }
    let hash = hash.value();
    (hash >> 40) ^ (hash & 0xff_ffff_ffff)
}
